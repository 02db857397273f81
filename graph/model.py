"""The types that travel between the stages: what a file holds, what an article says, and what the corpus tells.

Three layers, as in the graph's contract: a mention (words of one article), the claim which that article makes with it,
and the canonical actor, place or event behind the claims. All offsets are code points of the original file's decoded
text, half-open.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

_HUNDREDTH = Decimal("0.01")


def confidence(value: float) -> Decimal:
    """A confidence of 0..1 with two digits, so that a processor's last decimals never reach an output."""
    return Decimal(str(round(min(1.0, max(0.0, value)), 6))).quantize(_HUNDREDTH)


class DateBasis(StrEnum):
    """Where an article's own date comes from."""

    STATED = "stated"
    METADATA = "metadata"
    URL = "url"
    NONE = "none"


class TimeBasis(StrEnum):
    """How the time of an event is known; values are local names of the ontology."""

    EXPLICIT = "Explicit"
    RELATIVE = "Relative"
    INFERRED = "Inferred"
    PUBLICATION = "Publication"


class TimeKind(StrEnum):
    """What sort of value a time expression has."""

    POINT = "point"
    INTERVAL = "interval"
    DURATION = "duration"
    SET = "set"


class Factuality(StrEnum):
    """Whether an event took place, as far as the text tells; values are local names of the ontology."""

    ACTUAL = "Actual"
    PLANNED = "Planned"
    POSSIBLE = "Possible"
    DENIED = "Denied"


class EntityKind(StrEnum):
    """The kinds of actor of the ontology, and Place."""

    PERSON = "Person"
    COUNTRY = "Country"
    GOVERNMENT = "Government"
    ORGANIZATION = "Organization"
    ARMED_FORCE = "ArmedForce"
    ARMED_GROUP = "ArmedGroup"
    GROUP = "Group"
    OFFICE = "Office"
    PLACE = "Place"


class MentionForm(StrEnum):
    """How words refer: by a name, a common noun ("the minister"), an adjective of nationality, or a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    DEMONYM = "demonym"
    PRONOUN = "pronoun"


class Bound(StrEnum):
    """How exact a reported number is."""

    EXACT = "exact"
    AT_LEAST = "atLeast"
    AT_MOST = "atMost"
    ABOUT = "about"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same length, `by` code points later."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the file that is not annotated, and why (one of the reader's reason codes)."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that a stage passed over."""

    stage: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as found in a file.

    `text` is the kept ranges joined by newlines; `to_file` maps its offsets back to the file's. `id` is a local name.
    `file` is the contract's wq:sourceFile; `part` counts from 1. `outlet`, `byline` and `place_line` are None where
    the page does not tell them. `title_span` is the headline's place in the file. `quoted_sources` are agencies or
    outlets that the article itself names as its source. `duplicate_of` is the id of the earlier article of the same
    text. `extracted_text` is the SHA-256 name of the text that offsets count in, where the input is not plain text.
    `crawled` is the day of the scrape where the input tells it: never the article's own date.
    """

    id: str
    file: str
    part: int
    title: str
    extent: Span
    kept: tuple[Span, ...]
    text: str
    content_hash: str
    outlet: str | None = None
    byline: str | None = None
    place_line: str | None = None
    date: datetime.date | None = None
    date_basis: DateBasis = DateBasis.NONE
    date_span: Span | None = None
    title_span: Span | None = None
    url: str | None = None
    crawled: datetime.date | None = None
    cut: tuple[Cut, ...] = ()
    quoted_sources: tuple[str, ...] = ()
    duplicate_of: str | None = None
    extracted_text: str | None = None

    def __post_init__(self) -> None:
        if sum(len(span) for span in self.kept) + max(0, len(self.kept) - 1) != len(self.text):
            raise ValueError(f"{self.file}#{self.part}: kept ranges and text differ in length")
        if (self.date is None) != (self.date_basis is DateBasis.NONE):
            raise ValueError(f"{self.file}#{self.part}: a date needs a basis, and a basis a date")

    def to_file(self, span: Span) -> Span:
        """The file's span of a span of `text`.

        Raises: ValueError: when the span crosses two kept ranges or lies outside the text.
        """
        offset = 0
        for kept in self.kept:
            if offset <= span.start and span.end <= offset + len(kept):
                return span.shift(kept.start - offset)
            offset += len(kept) + 1
        raise ValueError(f"{self.file}#{self.part}: {span.start}..{span.end} is not within one kept range")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression of a text and what it says.

    `span` counts in the text that was searched. `value` follows the value convention of temporal expressions (EDTF, ISO
    durations and weeks, TIMEX3 parts of day and sets). `earliest` and `latest` are inclusive days, None where that end
    is open or the value is no point or interval. `rule` names what made it, `anchor` says from which day or expression
    a relative value counts ("dct", or the words of the earlier date).
    """

    span: Span
    value: str
    kind: TimeKind
    rule: str
    basis: TimeBasis = TimeBasis.EXPLICIT
    anchor: str | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event: EDTF no finer than the day, its inclusive bounds, and how it is known.

    `edtf` is None where only bounds are known. `span` counts in the file; None where no words of the article say it.
    `reason` is the account that `waqai why` prints (rule, anchor).
    """

    edtf: str | None
    earliest: datetime.date | None
    latest: datetime.date | None
    basis: TimeBasis
    span: Span | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.edtf is None and self.earliest is None and self.latest is None:
            raise ValueError("a When needs a date or a bound; unknown times are None")
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"bounds out of order: {self.earliest} > {self.latest}")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of one article: where they stand in the file, the sentence around them, and what found them.

    `article` is the Article's id. `sentence` is exactly the file's text of `sentence_span`.
    """

    id: str
    article: str
    span: Span
    anchor: str
    sentence: str
    sentence_span: Span
    rule: str
    confidence: Decimal


@dataclass(frozen=True, slots=True)
class EntityMention:
    """An actor's or place's mention before it is resolved.

    `name` is the name without titles and proclitics (for a nominal, its description as written). `head` is the noun
    that describes it ("وزير", "مسؤول"), `title` the whole office phrase ("وزير الدفاع العراقي"), `of` the id of the
    mention of the body or country the phrase belongs to, `apposed_to` the id of the mention that names the same thing
    in apposition, `antecedent` the id of the mention that a pronoun or short form points to where syntax tells.
    `fine` is the model's finer kind. `anonymous` marks a described speaker who is never merged with another.
    """

    mention: Mention
    kind: EntityKind
    form: MentionForm
    name: str
    head: str | None = None
    title: str | None = None
    of: str | None = None
    apposed_to: str | None = None
    antecedent: str | None = None
    fine: str | None = None
    anonymous: bool = False
    plural: bool = False

    @property
    def id(self) -> str:
        """The mention's id."""
        return self.mention.id


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as an article reports it: what it counts, how exact, and for which time (EDTF or None)."""

    mention: Mention
    number: Decimal
    counted: str
    bound: Bound = Bound.EXACT
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class RoleFiller:
    """An entity mention in a role; `rule` names the pattern that gave it. `role` is a local name of the ontology:
    participant, host, visitor, signatory, speaker, addressee, target, attacker, victim, mover, decider, appointee,
    appointer, giver, receiver, protester; hasActor for a participant without a role of its own; place, origin and
    targetPlace for places."""

    role: str
    entity: str
    rule: str


@dataclass(frozen=True, slots=True)
class EventMention:
    """One article's claim that something happened, will happen or did not.

    `event_class` is a local name of the ontology. `roles` name entity mentions by id. `according_to` is the entity
    mention of who said so, if another than the outlet. `about` are entity mention ids; `asserts`, `cancels` and
    `sub_events` are event mention ids of the same article. `topic` is the noun phrase that tells what it was about, as
    written. `round` is the ordinal of a numbered round or session. `reasons` account for class, factuality and roles,
    `rejected` for readings that were considered and dropped, both for `waqai why`. `echo_of` is the event mention that
    a definite noun points back to ("the talks"); such a mention names nobody itself.
    """

    mention: Mention
    event_class: str
    roles: tuple[RoleFiller, ...] = ()
    when: When | None = None
    factuality: Factuality = Factuality.ACTUAL
    according_to: str | None = None
    quotation: Mention | None = None
    about: tuple[str, ...] = ()
    asserts: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
    sub_events: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    topic: str | None = None
    round: int | None = None
    reasons: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    echo_of: str | None = None

    @property
    def id(self) -> str:
        """The mention's id."""
        return self.mention.id

    def with_role(self, role: str) -> tuple[str, ...]:
        """Entity mention ids in `role`."""
        return tuple(filler.entity for filler in self.roles if filler.role == role)


@dataclass(frozen=True, slots=True)
class PositionMention:
    """An article's words for somebody's office: holder and body are entity mention ids."""

    mention: Mention
    holder: str
    title: str
    of: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article yields. Order is that of the text.

    `vectors` maps an event mention id to its sentence's vector (int8, scaled to its largest value), empty without one.
    """

    article: Article
    entities: tuple[EntityMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    positions: tuple[PositionMention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    vectors: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Actor:
    """A canonical actor. Ids are local names; `mentions` are mention ids in file order."""

    id: str
    kind: EntityKind
    name_ar: str
    name_en: str
    alt_names: tuple[str, ...] = ()
    wikidata: str | None = None
    member_of: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    country: str | None = None
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A canonical place; `in_country` is a place id, `territory_of` an actor id. Coordinates are WGS84 degrees."""

    id: str
    name_ar: str
    name_en: str
    alt_names: tuple[str, ...] = ()
    wikidata: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    in_country: str | None = None
    territory_of: str | None = None
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionHeld:
    """An office as the articles show it held; the bounds are the days on which they show it, inclusive."""

    id: str
    holder: str
    title: str
    of_actor: str | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Every entity mention's identity: `actor_of` and `place_of` map mention ids to actor and place ids.

    `inferred` holds mention ids whose identity was inferred (an office resolved to its holder at a date).
    `reasons` maps mention ids to the account of the link; `doubtful` are pairs a person should judge. `members_of` maps
    a plural mention ("the two sides") to the ids of all actors it stands for; it has no `actor_of` then.
    """

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    actor_of: Mapping[str, str]
    place_of: Mapping[str, str]
    positions: tuple[PositionHeld, ...] = ()
    inferred: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)
    doubtful: tuple[DoubtfulPair, ...] = ()
    members_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Two ids of one kind ("actor", "place", "event") that may be the same; `score` 0..1 and why.

    `joined` says that they were taken for one all the same; only the id of the one is then in the graph. `names` are
    their names where the graph may lack them.
    """

    kind: str
    left: str
    right: str
    score: Decimal
    detail: str
    joined: bool = False
    names: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says of an event: the event mention with its references resolved to actors and places.

    `stated_actors` are actor ids, `stated_place` a place id, `according_to` an actor id.
    """

    mention: Mention
    event_class: str
    factuality: Factuality
    stated_when: When | None = None
    stated_place: str | None = None
    stated_actors: tuple[str, ...] = ()
    according_to: str | None = None
    quotation: Mention | None = None
    quantities: tuple[Quantity, ...] = ()
    reasons: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A canonical event.

    `roles` maps a role to actor ids (sorted); `hasActor` holds participants without a role of their own. `mentions`
    are the claims' mention ids. `source_count` is the number of independent outlets. `sub_events`, `realises`,
    `cancels` and `asserts` are event ids, `about` actor or event ids.
    """

    id: str
    event_class: str
    label_ar: str
    label_en: str
    mentions: tuple[str, ...]
    factuality: Factuality
    confidence: Decimal
    source_count: int
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    target_places: tuple[str, ...] = ()
    when: When | None = None
    sub_events: tuple[str, ...] = ()
    realises: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
    asserts: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    topic: str | None = None

    def actors(self) -> tuple[str, ...]:
        """Ids of all participants, sorted."""
        return tuple(sorted({actor for actors in self.roles.values() for actor in actors}))


@dataclass(frozen=True, slots=True)
class LinkedEvents:
    """The events behind all event mentions. `claims` is keyed by event mention id; `contradictions` are pairs of
    mention ids (of claims, or of quantities), each once with the smaller id first; `inferred_bounds` by article id."""

    events: tuple[Event, ...]
    claims: Mapping[str, Claim]
    contradictions: tuple[tuple[str, str], ...] = ()
    inferred_bounds: Mapping[str, When] = field(default_factory=dict)
    doubtful: tuple[DoubtfulPair, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher of articles; not an actor of the events."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The one truth of a corpus; RDF, networks and tables are projections of it. Every tuple is sorted by id.

    `claims` and `entity_mentions` are keyed by their mention's id; `actor_of` and `place_of` join entity mentions to
    identities; `contradictions` are pairs of mention ids (of claims, or of quantities), each pair once with the
    smaller id first. `inferred_bounds` gives undated articles the bounds that follow from what they share.
    """

    articles: tuple[Article, ...]
    outlets: tuple[Outlet, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    claims: Mapping[str, Claim]
    entity_mentions: Mapping[str, EntityMention]
    actor_of: Mapping[str, str]
    place_of: Mapping[str, str]
    positions: tuple[PositionHeld, ...] = ()
    position_mentions: Mapping[str, Mention] = field(default_factory=dict)
    contradictions: tuple[tuple[str, str], ...] = ()
    inferred_bounds: Mapping[str, When] = field(default_factory=dict)
    outlet_of: Mapping[str, str] = field(default_factory=dict)
    doubtful: tuple[DoubtfulPair, ...] = ()
    base_iri: str = "https://w3id.org/waqai/id/"
    provenance: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's correction: two ids judged same or different, or an event's date, class, factuality or drop."""

    kind: str
    left: str
    right: str
    verdict: str
    by: str = ""
    note: str = ""


@dataclass(slots=True)
class RunReport:
    """What a run did: counts, cuts and everything that was passed over."""

    rejections: list[Rejection] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def reject(self, stage: str, subject: str, reason: str) -> None:
        """Record that `stage` passed `subject` over."""
        self.rejections.append(Rejection(stage, subject, reason))


def with_duplicate(article: Article, earlier: str) -> Article:
    """The article marked as a reprint of the article with id `earlier`."""
    return replace(article, duplicate_of=earlier)
