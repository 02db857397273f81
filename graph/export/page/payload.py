"""The page's data: the chronicle in numbers instead of names, so that fifty thousand events open in seconds.

Two parts: the core, which the page needs to draw and search, and the evidence, which it reads when an event is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.export.network import actor_ties
from graph.export.page.evidence import EvidenceWriter, position_quote, when_record
from graph.export.page.layout import WeightedTie
from graph.model import Actor, Article, Chronicle, Event, Place
from graph.vocab import EVENT_CLASSES, PLACE_ROLES, ROLES, lineage


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
        "provenance": dict(sorted(chronicle.provenance.items())),
        "classes": [
            {"id": name, "up": list(lineage(name)[1:]), "ar": entry.label_ar, "en": entry.label_en, "tie": entry.tie}
            for name, entry in EVENT_CLASSES.items()
        ],
        "roles": {name: list(labels) for name, labels in (*ROLES.items(), *PLACE_ROLES.items())},
        "actors": [_actor(actor, numbers) for actor in chronicle.actors],
        "places": [_place(place, numbers) for place in chronicle.places],
        "outlets": [{"id": outlet.id, "n": outlet.name} for outlet in chronicle.outlets],
        "articles": [_article(article, chronicle, numbers) for article in chronicle.articles],
        "events": _events(chronicle, numbers),
    }


def evidence_payload(chronicle: Chronicle, numbers: Numbers) -> dict[str, Any]:
    """Each event's versions, in the order of the core's events; offices held; contradictions."""
    writer = EvidenceWriter(chronicle, numbers.actors, numbers.places)
    return {
        "claims": [
            [writer.claim(event, chronicle.claims[mention]) for mention in event.mentions] for event in chronicle.events
        ],
        "contradictions": [list(pair) for pair in chronicle.contradictions],
        "positions": [
            {
                "id": position.id,
                "x": numbers.actors[position.holder],
                "t": position.title,
                "of": numbers.actors.get(position.of_actor or ""),
                "w": [day.isoformat() if day is not None else None for day in (position.earliest, position.latest)],
                "s": [
                    [numbers_of_articles[mention.article], position_quote(mention)]
                    for mention in (chronicle.position_mentions.get(name) for name in position.mentions[:5])
                    if mention is not None
                ],
            }
            for numbers_of_articles in [{article.id: number for number, article in enumerate(chronicle.articles)}]
            for position in chronicle.positions
        ],
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


def _events(chronicle: Chronicle, numbers: Numbers) -> list[dict[str, Any]]:
    disputed = {mention for pair in chronicle.contradictions for mention in pair}
    articles = {article.id: number for number, article in enumerate(chronicle.articles)}
    records = []
    for event in chronicle.events:
        claims = [chronicle.claims[mention] for mention in event.mentions]
        in_dispute = any(
            claim.mention.id in disputed or any(quantity.mention.id in disputed for quantity in claim.quantities)
            for claim in claims
        )
        told_by = sorted({articles[claim.mention.article] for claim in claims})
        records.append(_event(event, numbers) | {"a": told_by} | ({"x": 1} if in_dispute else {}))
    return records


def _event(event: Event, numbers: Numbers) -> dict[str, Any]:
    targets = {"places": event.places, "origin": event.origins, "targetPlace": event.target_places}
    links = {
        "sub": event.sub_events,
        "realises": event.realises,
        "cancels": event.cancels,
        "asserts": event.asserts,
        "about": tuple(name for name in event.about if name in numbers.events),
    }
    return _present(
        {
            "id": event.id,
            "c": event.event_class,
            "ar": event.label_ar,
            "en": event.label_en,
            "f": event.factuality.value,
            "q": int(event.confidence * 100),
            "s": event.source_count,
            "r": {role: [numbers.actors[actor] for actor in actors] for role, actors in sorted(event.roles.items())},
            "p": {
                role: [numbers.places[place] for place in places if place in numbers.places]
                for role, places in targets.items()
                if places
            },
            "w": when_record(event.when),
            "l": {
                link: [numbers.events[name] for name in names if name in numbers.events]
                for link, names in links.items()
                if names
            },
            "on": [numbers.actors[name] for name in event.about if name in numbers.actors],
            "topic": event.topic,
        }
    )


def _present(record: dict[str, Any]) -> dict[str, Any]:
    """The record without what is empty: tens of thousands of empty lists are what a page waits for."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}
