"""A factory of hand-made articles and extractions, for tests of the stages behind extraction.

`Corpus` keeps actors and places by short names, so that a test reads like the story it tells.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from graph import ids
from graph.model import (
    Actor,
    Article,
    Bound,
    DateBasis,
    EntityKind,
    EntityMention,
    EventMention,
    Extraction,
    Factuality,
    Mention,
    MentionForm,
    Place,
    Quantity,
    Resolution,
    RoleFiller,
    Span,
    TimeBasis,
    When,
    confidence,
)

PLACE_ROLES = ("place", "origin", "targetPlace")


def day(text: str | None, basis: TimeBasis = TimeBasis.EXPLICIT) -> When | None:
    """A When of one day, month ("2023-08") or year, or an interval of days; None of None."""
    if text is None:
        return None
    first, _, last = text.partition("/")
    return When(text, _first(first), _last(last or first), basis, reason=f"{basis.value}: {text}")


def _first(text: str) -> datetime.date | None:
    if text == "..":
        return None
    year, month, date = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return datetime.date(year, month, date)


def _last(text: str) -> datetime.date | None:
    if text == "..":
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    following = datetime.date(parts[0] + 1, 1, 1)
    if len(parts) == 2 and parts[1] < 12:
        following = datetime.date(parts[0], parts[1] + 1, 1)
    return following - datetime.timedelta(days=1)


@dataclass
class ArticleBuilder:
    """One article under construction: each event mention brings its sentence, its trigger and who takes part."""

    corpus: Corpus
    file: str
    date: datetime.date | None
    outlet: str | None
    quoted_sources: tuple[str, ...]
    duplicate_of: str | None
    sentences: list[str] = field(default_factory=list)
    pending: list[dict[str, object]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The article's id, which does not depend on its text here."""
        return ids.article_id(self.file, 1, "")

    def event(
        self,
        event_class: str,
        sentence: str,
        trigger: str,
        *,
        when: When | None = None,
        factuality: Factuality = Factuality.ACTUAL,
        quantities: Sequence[tuple[str, str, Bound] | tuple[str, str, Bound, str]] = (),
        according_to: str | None = None,
        quotation: str | None = None,
        topic: str | None = None,
        round: int | None = None,
        about: Sequence[str] = (),
        cancels: Sequence[str] = (),
        asserts: Sequence[str] = (),
        vector: bytes = b"",
        new_sentence: bool = True,
        **roles: str | Sequence[str],
    ) -> str:
        """Add an event mention; returns its id. Roles name actors or places of the corpus by their short names."""
        if new_sentence or not self.sentences or self.sentences[-1] != sentence:
            self.sentences.append(sentence)
        start = sum(len(text) + 1 for text in self.sentences[:-1])
        if trigger not in sentence:
            raise ValueError(f"{trigger!r} is not in {sentence!r}")
        at = start + sentence.index(trigger)
        key = ids.mention_id(self.id, "e", at, at + len(trigger))
        self.pending.append(
            {
                "key": key,
                "class": event_class,
                "sentence": sentence,
                "start": start,
                "at": at,
                "trigger": trigger,
                "roles": {role: (names,) if isinstance(names, str) else tuple(names) for role, names in roles.items()},
                "when": when,
                "factuality": factuality,
                "quantities": quantities,
                "according_to": according_to,
                "quotation": quotation,
                "topic": topic,
                "round": round,
                "about": tuple(about),
                "cancels": tuple(cancels),
                "asserts": tuple(asserts),
                "vector": vector,
            }
        )
        return key


@dataclass
class Corpus:
    """Articles with hand-made extractions and the resolution of their entity mentions."""

    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    articles: list[ArticleBuilder] = field(default_factory=list)

    def actor(
        self, name: str, kind: EntityKind = EntityKind.PERSON, *, country: str | None = None, name_ar: str = ""
    ) -> str:
        """An actor by its short name; `country` is the short name of a country actor."""
        key = f"actor-{name}"
        self.actors[name] = Actor(
            key, kind, name_ar or name, name.title(), country=f"actor-{country}" if country is not None else None
        )
        return name

    def place(
        self, name: str, *, country: str | None = None, territory_of: str | None = None, name_ar: str = ""
    ) -> str:
        """A place by its short name; `country` is the short name of a country place."""
        self.places[name] = Place(
            f"place-{name}",
            name_ar or name,
            name.title(),
            in_country=f"place-{country}" if country is not None else None,
            territory_of=f"actor-{territory_of}" if territory_of is not None else None,
        )
        return name

    def article(
        self,
        file: str,
        date: str | None = None,
        outlet: str | None = None,
        *,
        quoted_sources: Iterable[str] = (),
        duplicate_of: ArticleBuilder | None = None,
    ) -> ArticleBuilder:
        """A new article; give it events, then call `extractions`."""
        builder = ArticleBuilder(
            self,
            file,
            datetime.date.fromisoformat(date) if date is not None else None,
            outlet,
            tuple(quoted_sources),
            duplicate_of.id if duplicate_of is not None else None,
        )
        self.articles.append(builder)
        return builder

    def extractions(self) -> list[Extraction]:
        """The extractions of all articles, in the order in which they were made."""
        return [self._extraction(builder)[0] for builder in self.articles]

    def resolution(self) -> Resolution:
        """The identities of all entity mentions."""
        actor_of: dict[str, str] = {}
        place_of: dict[str, str] = {}
        for builder in self.articles:
            _, identities = self._extraction(builder)
            for mention, name in identities.items():
                if name in self.actors:
                    actor_of[mention] = self.actors[name].id
                else:
                    place_of[mention] = self.places[name].id
        return Resolution(
            tuple(sorted(self.actors.values(), key=lambda actor: actor.id)),
            tuple(sorted(self.places.values(), key=lambda place: place.id)),
            actor_of,
            place_of,
        )

    def _extraction(self, builder: ArticleBuilder) -> tuple[Extraction, Mapping[str, str]]:
        text = "\n".join(builder.sentences)
        article = Article(
            id=builder.id,
            file=builder.file,
            part=1,
            title=builder.sentences[0] if builder.sentences else "",
            extent=Span(0, len(text)),
            kept=(Span(0, len(text)),),
            text=text,
            content_hash=hashlib.sha256(text.encode()).hexdigest(),
            outlet=builder.outlet,
            date=builder.date,
            date_basis=DateBasis.STATED if builder.date is not None else DateBasis.NONE,
            quoted_sources=builder.quoted_sources,
            duplicate_of=builder.duplicate_of,
        )
        identities: dict[str, str] = {}
        entities: list[EntityMention] = []
        events = [self._event(builder.id, pending, entities, identities) for pending in builder.pending]
        vectors = {str(pending["key"]): pending["vector"] for pending in builder.pending if pending["vector"]}
        return Extraction(article, tuple(entities), tuple(events), vectors=vectors), identities  # type: ignore[arg-type]

    def _event(
        self, article: str, pending: Mapping[str, object], entities: list[EntityMention], identities: dict[str, str]
    ) -> EventMention:
        made: dict[str, object] = dict(pending)
        start, sentence = int(str(made["start"])), str(made["sentence"])
        whole = Span(start, start + len(sentence))

        def mention(kind: str, at: int, words: str, suffix: str = "") -> Mention:
            key = ids.mention_id(article, kind, at, at + len(words)) + suffix
            return Mention(key, article, Span(at, at + len(words)), words, sentence, whole, "made", confidence(0.8))

        def entity(role: str, name: str) -> str:
            known = self.actors.get(name) or self.places[name]
            found = mention("n", int(str(made["at"])), str(made["trigger"]), f"-{role}-{name}")
            kind = known.kind if isinstance(known, Actor) else EntityKind.PLACE
            entities.append(EntityMention(found, kind, MentionForm.NAME, known.name_ar))
            identities[found.id] = name
            return found.id

        roles: Mapping[str, tuple[str, ...]] = made["roles"]  # type: ignore[assignment]
        quotation = made["quotation"]
        return EventMention(
            mention=mention("e", int(str(made["at"])), str(made["trigger"])),
            event_class=str(made["class"]),
            roles=tuple(
                RoleFiller(role, entity(role, name), "made") for role, names in roles.items() for name in names
            ),
            when=made["when"],  # type: ignore[arg-type]
            factuality=made["factuality"],  # type: ignore[arg-type]
            according_to=entity("source", str(made["according_to"])) if made["according_to"] else None,
            quotation=mention("q", start, str(quotation)) if quotation else None,
            about=tuple(entity("about", name) for name in made["about"]),  # type: ignore[attr-defined]
            asserts=made["asserts"],  # type: ignore[arg-type]
            cancels=made["cancels"],  # type: ignore[arg-type]
            quantities=tuple(
                Quantity(mention("u", int(str(made["at"])), str(made["trigger"]), f"-{n}"), Decimal(q[0]), *q[1:])
                for n, q in enumerate(made["quantities"])  # type: ignore[arg-type, var-annotated]
            ),
            topic=made["topic"],  # type: ignore[arg-type]
            round=made["round"],  # type: ignore[arg-type]
        )


def iraq_and_others() -> Corpus:
    """A corpus without articles that knows a few countries, persons and places."""
    corpus = Corpus()
    for country, city, capital in (
        ("iraq", "baghdad", "بغداد"),
        ("us", "washington", "واشنطن"),
        ("iran", "tehran", "طهران"),
        ("jordan", "amman", "عمان"),
        ("turkey", "ankara", "أنقرة"),
        ("syria", "damascus", "دمشق"),
    ):
        corpus.actor(country, EntityKind.COUNTRY)
        corpus.place(f"{country}-land", territory_of=country)
        corpus.place(city, country=f"{country}-land", name_ar=capital)
    corpus.place("erbil", country="iraq-land", name_ar="أربيل")
    corpus.place("asad", country="iraq-land", name_ar="قاعدة عين الأسد")
    for person, country, name in (
        ("abbasi", "iraq", "ثابت العباسي"),
        ("sudani", "iraq", "محمد شياع السوداني"),
        ("hussein", "iraq", "فؤاد حسين"),
        ("austin", "us", "لويد أوستن"),
        ("blinken", "us", "أنتوني بلينكن"),
        ("safadi", "jordan", "أيمن الصفدي"),
        ("fidan", "turkey", "هاكان فيدان"),
    ):
        corpus.actor(person, country=country, name_ar=name)
    corpus.actor("us-army", EntityKind.ARMED_FORCE, country="us", name_ar="الجيش الأميركي")
    corpus.actor("faction", EntityKind.ARMED_GROUP, country="iraq", name_ar="فصيل مسلح")
    corpus.actor("officials", EntityKind.GROUP, country="us", name_ar="مسؤولون أميركيون")
    return corpus
