"""Time of event linking over made-up mentions, and how it grows: `python scripts/bench_linking.py 25000 50000 ...`.

Stories of about five articles share their actors, places, days and words, as news does; actors are drawn so that a few
of them appear in a large part of all articles. The same numbers come out on every run.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from dataclasses import replace
from datetime import date, timedelta

from graph.ids import article_id, mention_id
from graph.model import (
    Actor,
    Article,
    DateBasis,
    EntityKind,
    EntityMention,
    EventMention,
    Extraction,
    Factuality,
    Mention,
    MentionForm,
    Place,
    Resolution,
    RoleFiller,
    Span,
    TimeBasis,
    When,
    confidence,
)
from graph.resolve.events import link_events

COUNTRIES, PERSONS, CITIES = 120, 4000, 1500
CLASSES = ("Meeting", "Visit", "Statement", "Statement", "Statement", "Attack", "Agreement", "Negotiation", "Decision")
MAIN = {"Visit": "visitor", "Statement": "speaker", "Attack": "attacker", "Agreement": "signatory"}
LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
WIDTH = 384


def main(sizes: list[int]) -> None:
    for size in sizes:
        extractions, resolution = corpus(size)
        mentions = sum(len(extraction.events) for extraction in extractions)
        start = time.perf_counter()
        linked = link_events(extractions, resolution, ())
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{mentions} mentions, {len(linked.events)} events: {seconds:.1f} s, peak {peak:.0f} MB", flush=True)


def corpus(size: int) -> tuple[list[Extraction], Resolution]:
    """About `size` event mentions with the identities of their entity mentions."""
    chance = random.Random(7)
    words = ["".join(chance.choice(LETTERS) for _ in range(chance.randint(3, 7))) for _ in range(6000)]
    actors = [Actor(f"actor-c{n}", EntityKind.COUNTRY, f"ب{n}", f"C{n}") for n in range(COUNTRIES)]
    actors += [
        Actor(f"actor-p{n}", EntityKind.PERSON, f"ش{n}", f"P{n}", country=f"actor-c{n % COUNTRIES}")
        for n in range(PERSONS)
    ]
    places = [Place(f"place-c{n}", f"م{n}", f"L{n}", territory_of=f"actor-c{n}") for n in range(COUNTRIES)]
    places += [Place(f"place-t{n}", f"د{n}", f"T{n}", in_country=f"place-c{n % COUNTRIES}") for n in range(CITIES)]
    actor_of: dict[str, str] = {}
    place_of: dict[str, str] = {}
    extractions: list[Extraction] = []
    made = story = 0
    while made < size:
        day = date(2020, 1, 1) + timedelta(days=chance.randrange(1800))
        told = [_plot(chance, words, day) for _ in range(chance.randint(2, 6))]
        for number in range(chance.randint(1, 9)):
            extraction = _article(chance, words, f"{story}-{number}.txt", day, told, actor_of, place_of)
            extractions.append(extraction)
            made += len(extraction.events)
        story += 1
    return extractions, Resolution(tuple(actors), tuple(places), actor_of, place_of)


def _plot(chance: random.Random, words: list[str], day: date) -> dict[str, object]:
    """What happened: class, actors, place, day, words, and the vector that its sentences are near to."""
    return {
        "class": chance.choice(CLASSES),
        "actors": [int(PERSONS * chance.random() ** 3) for _ in range(2)],
        "place": int(CITIES * chance.random() ** 3),
        "day": day - timedelta(days=chance.randrange(3)),
        "words": chance.sample(words, 12),
        "vector": [chance.gauss(0, 1) for _ in range(WIDTH)],
        "planned": chance.random() < 0.1,
    }


def _article(
    chance: random.Random,
    words: list[str],
    file: str,
    day: date,
    told: list[dict[str, object]],
    actor_of: dict[str, str],
    place_of: dict[str, str],
) -> Extraction:
    key = article_id(file, 1, "")
    events, entities, vectors, sentences, at = [], [], {}, [], 0
    for plot in told * 2:
        if chance.random() < 0.3:
            continue
        sentence = " ".join([*chance.sample(plot["words"], 8), *chance.sample(words, 4)])  # type: ignore[call-overload]
        span = Span(at, at + len(sentence))
        trigger = Span(at, at + sentence.index(" "))
        at = span.end + 1
        sentences.append(sentence)
        mention = Mention(
            mention_id(key, "e", trigger.start, trigger.end), key, trigger, sentence[: len(trigger)], sentence, span,
            "made", confidence(0.7),
        )  # fmt: skip
        roles = []
        role = MAIN.get(str(plot["class"]), "participant")
        for order, actor in enumerate(plot["actors"]):  # type: ignore[arg-type, var-annotated]
            entity = f"{mention.id}-{order}"
            actor_of[entity] = f"actor-p{actor}"
            roles.append(RoleFiller(role if order == 0 else "hasActor", entity, "made"))
            entities.append(EntityMention(replace(mention, id=entity), EntityKind.PERSON, MentionForm.NAME, entity))
        place_of[f"{mention.id}-place"] = f"place-t{plot['place']}"
        roles.append(RoleFiller("place", f"{mention.id}-place", "made"))
        when = plot["day"] if chance.random() < 0.6 else None
        events.append(
            EventMention(
                mention,
                str(plot["class"]),
                tuple(roles),
                When(when.isoformat(), when, when, TimeBasis.EXPLICIT) if isinstance(when, date) else None,
                Factuality.PLANNED if plot["planned"] else Factuality.ACTUAL,
            )
        )
        vectors[mention.id] = _near(chance, plot["vector"])  # type: ignore[arg-type]
    text = "\n".join(sentences)
    article = Article(
        key, file, 1, "", Span(0, len(text)), (Span(0, len(text)),), text, key, outlet=f"o{chance.randrange(60)}",
        date=day, date_basis=DateBasis.STATED,
    )  # fmt: skip
    return Extraction(article, tuple(entities), tuple(events), vectors=vectors)


def _near(chance: random.Random, vector: list[float]) -> bytes:
    """An int8 vector of length 127 near to another one."""
    moved = [value + 0.3 * chance.random() for value in vector]
    length = sum(value * value for value in moved) ** 0.5
    return bytes(round(127 * value / length) & 0xFF for value in moved)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000])
