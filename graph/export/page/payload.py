"""The page's data: the chronicle in numbers instead of names, so that fifty thousand events open in seconds.

Two parts: the core, which the page needs to draw and search, and the evidence, which it reads when an event is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.export.network import actor_ties
from graph.export.page.evidence import EvidenceWriter, position_quote, when_record
from graph.export.page.layout import WeightedTie
from graph.model import Actor, Article, Chronicle, Event, Place, PositionHeld, When
from graph.vocab import EVENT_CLASSES, FACTUALITIES, PLACE_ROLES, ROLES, TIME_BASES, lineage

ROLE_LABELS: Mapping[str, tuple[str, str]] = {
    **ROLES,
    "hasActor": ("مشارك", "participant"),
    "hasPlace": ("المكان", "place"),
    **PLACE_ROLES,
}
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two actors, by number: the kind, and the events of that kind, by number."""

    source: int
    target: int
    kind: str
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number that each id has on the page."""

    actors: dict[str, int]
    places: dict[str, int]
    events: dict[str, int]
    outlets: dict[str, int]


def number_all(chronicle: Chronicle) -> Numbers:
    """Number actors, places, events and outlets in the chronicle's order."""
    return Numbers(
        {actor.id: number for number, actor in enumerate(chronicle.actors)},
        {place.id: number for number, place in enumerate(chronicle.places)},
        {event.id: number for number, event in enumerate(chronicle.events)},
        {outlet.id: number for number, outlet in enumerate(chronicle.outlets)},
    )


def find_ties(chronicle: Chronicle, numbers: Numbers) -> list[Tie]:
    """The ties of the actor projection in numbers, sorted."""
    network = actor_ties(chronicle, "")
    ties = []
    for left, right, kind, events in network.edges(keys=True, data="events"):
        ends = sorted((numbers.actors[left.removeprefix("actor/")], numbers.actors[right.removeprefix("actor/")]))
        told = tuple(sorted(numbers.events[event.removeprefix("event/")] for event in events.split()))
        ties.append(Tie(ends[0], ends[1], kind, told))
    return sorted(ties, key=lambda tie: (tie.source, tie.target, tie.kind))


def weighted(ties: list[Tie]) -> list[WeightedTie]:
    """The ties with the number of their events, for layout and communities."""
    return [WeightedTie(tie.source, tie.target, len(tie.events)) for tie in ties]


def events_per_actor(chronicle: Chronicle, numbers: Numbers) -> list[int]:
    """How many events each actor takes part in."""
    counts = [0] * len(chronicle.actors)
    for event in chronicle.events:
        for actor in event.actors():
            counts[numbers.actors[actor]] += 1
    return counts


def core_payload(chronicle: Chronicle, numbers: Numbers) -> dict[str, Any]:
    """All that the page draws, searches and filters by; ties and coordinates come with the network."""
    return {
        "base": chronicle.base_iri,
        "classes": [
            {"id": name, "up": list(lineage(name)[1:]), "ar": entry.label_ar, "en": entry.label_en, "tie": entry.tie}
            for name, entry in EVENT_CLASSES.items()
        ],
        "roles": [[name, *labels] for name, labels in ROLE_LABELS.items()],
        "factualities": list(FACTUALITIES),
        "bases": list(TIME_BASES),
        "actors": [_actor(actor, numbers) for actor in chronicle.actors],
        "places": [_place(place, numbers) for place in chronicle.places],
        "outlets": [{"id": outlet.id, "n": outlet.name} for outlet in chronicle.outlets],
        "articles": len(chronicle.articles),
        "events": _EventWriter(chronicle, numbers).rows(),
    }


def evidence_payload(chronicle: Chronicle, numbers: Numbers) -> dict[str, Any]:
    """Each event's versions, in the order of the core's events the earliest report first; articles, offices."""
    writer = EvidenceWriter(chronicle, numbers.actors, numbers.places)
    articles = {article.id: number for number, article in enumerate(chronicle.articles)}

    def reported(mention: str) -> tuple[str, int, str]:
        claim = chronicle.claims[mention]
        number = articles[claim.mention.article]
        issued = chronicle.articles[number].date
        return issued.isoformat() if issued is not None else "9999", number, mention

    return {
        "provenance": dict(sorted(chronicle.provenance.items())),
        "articles": [_article(article, chronicle, numbers) for article in chronicle.articles],
        "reasons": [event.when.reason if event.when is not None else "" for event in chronicle.events],
        "claims": [
            [writer.claim(event, chronicle.claims[mention]) for mention in sorted(event.mentions, key=reported)]
            for event in chronicle.events
        ],
        "contradictions": [list(pair) for pair in chronicle.contradictions],
        "positions": [_position(position, chronicle, numbers, articles) for position in chronicle.positions],
    }


def _position(
    position: PositionHeld, chronicle: Chronicle, numbers: Numbers, articles: Mapping[str, int]
) -> dict[str, Any]:
    shown_by = [chronicle.position_mentions.get(name) for name in position.mentions]
    return {
        "id": position.id,
        "x": numbers.actors[position.holder],
        "t": position.title,
        "of": numbers.actors.get(position.of_actor or ""),
        "w": [day.isoformat() if day is not None else None for day in (position.earliest, position.latest)],
        "s": [[articles[mention.article], position_quote(mention)] for mention in shown_by if mention is not None][:5],
    }


def _actor(actor: Actor, numbers: Numbers) -> dict[str, Any]:
    return _present(
        {
            "id": actor.id,
            "k": actor.kind.value,
            "ar": actor.name_ar,
            "en": actor.name_en,
            "alt": list(actor.alt_names),
            "wd": actor.wikidata,
            "member": [numbers.actors[body] for body in actor.member_of if body in numbers.actors],
            "part": [numbers.actors[body] for body in actor.part_of if body in numbers.actors],
            "country": numbers.actors.get(actor.country or ""),
        }
    )


def _place(place: Place, numbers: Numbers) -> dict[str, Any]:
    return _present(
        {
            "id": place.id,
            "ar": place.name_ar,
            "en": place.name_en,
            "alt": list(place.alt_names),
            "in": numbers.places.get(place.in_country or ""),
            "of": numbers.actors.get(place.territory_of or ""),
            "wd": place.wikidata,
            "lat": str(place.latitude) if place.latitude is not None else None,
            "long": str(place.longitude) if place.longitude is not None else None,
        }
    )


def _article(article: Article, chronicle: Chronicle, numbers: Numbers) -> dict[str, Any]:
    outlet = numbers.outlets.get(chronicle.outlet_of.get(article.id, ""))
    return _present(
        {
            "id": article.id,
            "t": article.title,
            "o": outlet,
            "d": article.date.isoformat() if article.date is not None else None,
            "b": article.date_basis.value,
            "file": article.file,
            "part": article.part,
            "url": article.url,
            "same": article.duplicate_of,
            "w": when_record(chronicle.inferred_bounds.get(article.id)),
        }
    )


class _EventWriter:
    """Writes events as rows without names: their keys alone would be a third of the page.

    A row is id, class, labels in Arabic and English, factuality, confidence, sources, roles and places (each as pairs
    of a number in `roles` and the number of the actor or place), time, outlets, and what few events have.
    """

    def __init__(self, chronicle: Chronicle, numbers: Numbers) -> None:
        self._chronicle = chronicle
        self._numbers = numbers
        self._classes = {name: number for number, name in enumerate(EVENT_CLASSES)}
        self._roles = {name: number for number, name in enumerate(ROLE_LABELS)}
        self._disputed = {mention for pair in chronicle.contradictions for mention in pair}

    def rows(self) -> list[list[Any]]:
        """One row for each event, in the chronicle's order."""
        return [self._row(event) for event in self._chronicle.events]

    def _row(self, event: Event) -> list[Any]:
        targets = {"hasPlace": event.places, "origin": event.origins, "targetPlace": event.target_places}
        return [
            event.id,
            self._classes[event.event_class],
            event.label_ar,
            event.label_en,
            FACTUALITIES.index(event.factuality.value),
            int(event.confidence * 100),
            event.source_count,
            self._pairs(sorted(event.roles.items()), self._numbers.actors),
            self._pairs(targets.items(), self._numbers.places),
            _time(event.when),
            self._outlets(event),
            self._rest(event) or 0,
        ]

    def _pairs(self, fillers: Iterable[tuple[str, tuple[str, ...]]], numbers: Mapping[str, int]) -> list[int]:
        return [
            number
            for role, names in fillers
            for name in names
            if name in numbers
            for number in (self._roles[role], numbers[name])
        ]

    def _outlets(self, event: Event) -> list[int]:
        articles = {self._chronicle.claims[mention].mention.article for mention in event.mentions}
        names = {self._chronicle.outlet_of.get(article, "") for article in articles}
        return sorted(self._numbers.outlets[name] for name in names if name in self._numbers.outlets)

    def _rest(self, event: Event) -> dict[str, Any]:
        links = {
            "sub": event.sub_events,
            "realises": event.realises,
            "cancels": event.cancels,
            "asserts": event.asserts,
            "about": event.about,
        }
        events, actors = self._numbers.events, self._numbers.actors
        claims = [self._chronicle.claims[mention] for mention in event.mentions]
        told = {*event.mentions, *(quantity.mention.id for claim in claims for quantity in claim.quantities)}
        return _present(
            {
                "l": _present(
                    {link: [events[name] for name in names if name in events] for link, names in links.items()}
                ),
                "on": [actors[name] for name in event.about if name in actors],
                "topic": event.topic,
                "x": 1 if told & self._disputed else None,
            }
        )


def _time(when: When | None) -> list[Any] | int:
    """First and last day as days since 1970 (None where open), basis, and the EDTF where it is not that one day."""
    if when is None:
        return 0
    first, last = (day.toordinal() - _EPOCH if day is not None else None for day in (when.earliest, when.latest))
    basis = TIME_BASES.index(when.basis.value)
    single = (
        when.earliest is not None
        and when.edtf == when.earliest.isoformat() == (when.latest or when.earliest).isoformat()
    )
    return [first, last, basis] if single and first == last else [first, last, basis, when.edtf]


def _present(record: dict[str, Any]) -> dict[str, Any]:
    """The record without what is empty: tens of thousands of empty lists are what a page waits for."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}
