"""Events of a graph against a gold file: is the event told, with whom, when, where, and is it so.

`graph/evaluate/events_gold.py` gives the form of the gold file.

A found event answers a gold one of the same article when one class is the other or an ancestor of it below wq:Event and
at least one actor is right. Each gold event is answered once, the best pair first; further events that repeat an
answered one count as duplicates, neither right nor wrong. `events` counts such answers, `all_actors` those with every
actor of the gold event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graph.evaluate.events_gold import Gold, Told, read_gold, same_name
from graph.model import Extraction, Span
from graph.store import open_file
from graph.text import comparison_key
from graph.vocab import EVENT_CLASSES, WQ, is_a, lineage

_EVENTS = """
SELECT ?event ?class ?factuality ?date ?file ?part ?begin ?end WHERE {
  ?event a ?class ; wq:factuality ?factuality ; gaf:denotedBy ?mention .
  ?mention nif:referenceContext ?article ; nif:beginIndex ?begin ; nif:endIndex ?end .
  ?article wq:sourceFile ?file ; wq:part ?part .
  OPTIONAL { ?event wq:date ?date }
}"""
_NAMES = """
SELECT ?event ?role ?one ?name WHERE {
  ?event a sem:Event ; ?role ?one . ?one skos:prefLabel|skos:altLabel ?name .
}"""
_SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
_AGENTS = frozenset(
    ("speaker", "visitor", "decider", "attacker", "mover", "giver", "protester", "participant", "signatory", "host")
)
_PLACES = frozenset(("place", "origin", "targetPlace"))
_LED = frozenset(
    (
        "Statement",
        "Announcement",
        "Criticism",
        "Demand",
        "Threat",
        "Visit",
        "Decision",
        "Aid",
        "Withdrawal",
        "Deployment",
    )
)
"""Classes whose gold events always name the one who acts, first."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall as counts: `right` of `found`, `recalled` of `wanted`."""

    right: int
    found: int
    recalled: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of found ones that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of wanted ones that are found."""
        return self.recalled / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.4f} recall {self.recall:.4f} f1 {self.f1:.4f}"
            f" ({self.recalled} of {self.wanted} wanted, {self.right} right of {self.found})"
        )


@dataclass(frozen=True, slots=True)
class EventFigures:
    """The figures of one comparison; `checks` maps a property to how often it is right and how often it was asked.

    `actors` counts the actors of answered main events; `by_class` holds wanted events under their gold class and found
    ones under their own.
    """

    events: Score
    all_actors: Score
    actors: Score
    duplicates: int
    checks: dict[str, tuple[int, int]]
    by_class: dict[str, Score]

    def lines(self) -> list[str]:
        """The figures as lines to print."""
        lines = [
            f"events {self.events}, {self.duplicates} duplicates left out",
            f"all_actors {self.all_actors}",
            f"actors {self.actors}",
        ]
        lines += [
            f"{name} {right / asked if asked else 0:.4f} ({right}/{asked})"
            for name, (right, asked) in self.checks.items()
        ]
        lines += [f"class {name} {score}" for name, score in sorted(self.by_class.items())]
        return lines


def run(gold: Path, graph: Path) -> EventFigures:
    """Compare the events of a built graph with a gold file.

    Raises: InputError: an unusable gold file.
    """
    return compare(read_gold(gold), found_in_graph(graph))


def found_in_graph(path: Path) -> list[Told]:
    """The events of a graph file, each once for every article that tells it."""
    with open_file(path) as store:
        rows, names = list(store.query(_EVENTS)), list(store.query(_NAMES))
    labels: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    players: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in names:
        labels[row["event"]][row["one"]].add(comparison_key(row["name"]))
        role = row["role"]
        kind = "actor" if role == f"{_SEM}hasActor" else "place" if role == f"{_SEM}hasPlace" else "agent"
        if kind != "agent" or role.removeprefix(WQ) in _AGENTS:
            players[row["event"], kind].add(row["one"])
    classes: dict[str, str] = defaultdict(lambda: "Event")
    spans: dict[tuple[str, str, int], set[Span]] = defaultdict(set)
    told = {}
    for row in rows:
        name = row["class"].removeprefix(WQ)
        if name in EVENT_CLASSES and len(lineage(name)) > len(lineage(classes[row["event"]])):
            classes[row["event"]] = name
        key = (row["event"], PurePosixPath(row["file"]).name, int(row["part"]))
        told[key] = row
        spans[key].add(Span(int(row["begin"]), int(row["end"])))

    def named(event: str, kind: str) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(labels[event][one]) for one in sorted(players[event, kind]))

    return [
        Told(
            file,
            part,
            classes[event],
            named(event, "actor"),
            row.get("date") or None,
            named(event, "place"),
            row["factuality"].removeprefix(WQ),
            agents=named(event, "agent"),
            spans=tuple(sorted(spans[event, file, part])),
        )
        for (event, file, part), row in sorted(told.items(), key=lambda pair: pair[0])
    ]


def found_in(extractions: Iterable[Extraction]) -> list[Told]:
    """The event mentions of extractions, by the names that the articles themselves use."""
    found = []
    for extraction in extractions:
        names = {mention.id: frozenset((comparison_key(mention.name),)) for mention in extraction.entities}
        for event in extraction.events:
            found.append(
                Told(
                    PurePosixPath(extraction.article.file).name,
                    extraction.article.part,
                    event.event_class,
                    tuple(names[filler.entity] for filler in event.roles if filler.role not in _PLACES),
                    event.when.edtf if event.when is not None else None,
                    tuple(names[filler.entity] for filler in event.roles if filler.role in _PLACES),
                    event.factuality.value,
                    agents=tuple(names[filler.entity] for filler in event.roles if filler.role in _AGENTS),
                    spans=(event.mention.span,),
                )
            )
    return found


def compare(gold: Gold, found: Sequence[Told]) -> EventFigures:
    """The figures of found events against gold ones; articles that were not annotated are left out of account."""
    found = [event for event in found if (event.file, event.part) in gold.articles]
    answers, duplicates = answer(gold.events, found)
    asked = len(found) - len(duplicates)
    whole = {
        at: number
        for at, number in answers.items()
        if _right_actors(gold.events[at], found[number]) == len(gold.events[at].actors)
    }
    main = [at for at, event in enumerate(gold.events) if event.main]
    pairs = [(gold.events[at], found[number]) for at, number in sorted(answers.items()) if gold.events[at].main]
    return EventFigures(
        events=Score(len(answers), asked, sum(at in answers for at in main), len(main)),
        all_actors=Score(len(whole), asked, sum(at in whole for at in main), len(main)),
        actors=_actor_score(pairs),
        duplicates=len(duplicates),
        checks=_checks(pairs),
        by_class=_by_class(gold.events, found, answers, duplicates),
    )


def answer(gold: Sequence[Told], found: Sequence[Told]) -> tuple[dict[int, int], set[int]]:
    """Which found event answers each gold one, by their numbers, and which found ones only repeat an answer."""
    offers = sorted(
        (-fit, not wanted.main, at, number)
        for at, wanted in enumerate(gold)
        for number, event in enumerate(found)
        if (fit := _fit(wanted, event))
    )
    answers: dict[int, int] = {}
    used: set[int] = set()
    for _, _, at, number in offers:
        if at not in answers and number not in used:
            answers[at] = number
            used.add(number)
    return answers, {number for _, _, _, number in offers} - used


def _fit(wanted: Told, event: Told) -> int:
    """How well a found event answers a gold one: 0 not at all."""
    if (wanted.file, wanted.part) != (event.file, event.part) or not _same_class(wanted.event_class, event.event_class):
        return 0
    right = _right_actors(wanted, event)
    if wanted.actors and not right:
        return 0
    exact = wanted.event_class == event.event_class
    here = any(span.overlaps(other) for span in wanted.spans for other in event.spans)
    return 1 + 8 * right + 4 * exact + 4 * here + (wanted.date == event.date) + (wanted.factuality == event.factuality)


def _right_actors(wanted: Told, event: Told) -> int:
    return sum(any(same_name(name, other) for other in event.actors) for name in wanted.actors)


def _actor_score(pairs: Sequence[tuple[Told, Told]]) -> Score:
    recalled = sum(_right_actors(wanted, event) for wanted, event in pairs)
    right = sum(_right_actors(event, wanted) for wanted, event in pairs)
    return Score(
        right,
        sum(len(event.actors) for _, event in pairs),
        recalled,
        sum(len(wanted.actors) for wanted, _ in pairs),
    )


def _checks(pairs: Sequence[tuple[Told, Told]]) -> dict[str, tuple[int, int]]:
    placed = [(wanted, event) for wanted, event in pairs if wanted.places]
    led = [(wanted, event) for wanted, event in pairs if wanted.actors and wanted.event_class in _LED]
    count = len(pairs)
    return {
        "class": (sum(wanted.event_class == event.event_class for wanted, event in pairs), count),
        "agent": (
            sum(any(same_name(wanted.actors[0], one) for one in event.agents) for wanted, event in led),
            len(led),
        ),
        "date": (sum(wanted.date == event.date for wanted, event in pairs), count),
        "place": (
            sum(any(same_name(wanted.places[0], other) for other in event.places) for wanted, event in placed),
            len(placed),
        ),
        "factuality": (sum(wanted.factuality == event.factuality for wanted, event in pairs), count),
    }


def _by_class(
    gold: Sequence[Told], found: Sequence[Told], answers: dict[int, int], duplicates: set[int]
) -> dict[str, Score]:
    wanted = Counter(event.event_class for event in gold if event.main)
    recalled = Counter(gold[at].event_class for at in answers if gold[at].main)
    asked = Counter(event.event_class for number, event in enumerate(found) if number not in duplicates)
    right = Counter(found[number].event_class for number in answers.values())
    return {name: Score(right[name], asked[name], recalled[name], wanted[name]) for name in sorted({*wanted, *asked})}


def _same_class(left: str, right: str) -> bool:
    return "Event" not in (left, right) and (is_a(left, right) or is_a(right, left))
