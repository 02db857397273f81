"""Joins what the stages found into one Chronicle and holds it to its word: every reference resolves.

The window of years is applied here: an event stays when its possible interval overlaps the window, and an undated,
planned or possible one when an article of the window, or one without a date, tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from graph.ids import local_name
from graph.model import (
    Actor,
    Article,
    Chronicle,
    Claim,
    DoubtfulPair,
    EntityMention,
    Event,
    Extraction,
    Factuality,
    LinkedEvents,
    Mention,
    Outlet,
    Place,
    PositionHeld,
    Resolution,
)

Entity = TypeVar("Entity", Actor, Place)


@dataclass(frozen=True, slots=True)
class Window:
    """The years that a chronicle covers, both inclusive; None where that side is open."""

    first: int | None = None
    last: int | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"the window's years are out of order: {self.first} > {self.last}")

    def overlaps(self, earliest: date | None, latest: date | None) -> bool:
        """Whether the inclusive interval has a day in the window; None is an open end."""
        if self.last is not None and earliest is not None and earliest.year > self.last:
            return False
        return not (self.first is not None and latest is not None and latest.year < self.first)


def assemble(
    extractions: Sequence[Extraction],
    resolution: Resolution,
    linked: LinkedEvents,
    *,
    window: Window = Window(),
    base_iri: str = "https://w3id.org/waqai/id/",
    provenance: Mapping[str, str] | None = None,
) -> Chronicle:
    """The chronicle of a corpus.

    Args: extractions: one for each article; provenance: versions and settings of the run, without clock time.
    Raises: ValueError: a reference that resolves to nothing, which is a defect of an earlier stage.
    """
    articles = tuple(sorted((extraction.article for extraction in extractions), key=lambda article: article.id))
    told = {article.id: _is_told(article, linked, window) for article in articles}
    events = _prune_links([event for event in linked.events if _in_window(event, linked, told, window)])
    claims = {mention: linked.claims[mention] for event in events for mention in event.mentions}
    telling = {claim.mention.article for claim in claims.values()} | {key for key, is_told in told.items() if is_told}
    mentions = {
        entity.id: entity
        for extraction in extractions
        if extraction.article.id in telling
        for entity in extraction.entities
    }
    actors, places = _reached(resolution, events, claims.values(), mentions)
    positions, position_mentions = _positions(extractions, resolution, actors, telling)
    chronicle = Chronicle(
        articles=articles,
        outlets=_outlets(articles),
        actors=actors,
        places=places,
        events=events,
        claims=dict(sorted(claims.items())),
        entity_mentions=dict(sorted(mentions.items())),
        actor_of=_restricted(resolution.actor_of, mentions),
        place_of=_restricted(resolution.place_of, mentions),
        positions=positions,
        position_mentions=position_mentions,
        contradictions=_contradictions(linked, claims),
        inferred_bounds=dict(sorted(linked.inferred_bounds.items())),
        outlet_of={article.id: outlet_id(article.outlet) for article in articles if article.outlet},
        doubtful=tuple(sorted((*resolution.doubtful, *linked.doubtful), key=_pair_key)),
        base_iri=base_iri,
        provenance=dict(sorted((provenance or {}).items())),
    )
    check_references(chronicle)
    return chronicle


def _pair_key(pair: DoubtfulPair) -> tuple[str, str, str]:
    return pair.kind, pair.left, pair.right


def outlet_id(name: str) -> str:
    """The local name of an outlet."""
    return local_name("outlet", name)


def _outlets(articles: Iterable[Article]) -> tuple[Outlet, ...]:
    names = {article.outlet for article in articles if article.outlet}
    return tuple(sorted((Outlet(outlet_id(name), name) for name in names), key=lambda outlet: outlet.id))


def _is_told(article: Article, linked: LinkedEvents, window: Window) -> bool:
    """Whether the article belongs to the window by its own date, by its inferred bounds, or by having neither."""
    if article.date is not None:
        return window.overlaps(article.date, article.date)
    bounds = linked.inferred_bounds.get(article.id)
    return bounds is None or window.overlaps(bounds.earliest, bounds.latest)


def _in_window(event: Event, linked: LinkedEvents, told: Mapping[str, bool], window: Window) -> bool:
    if event.when is not None and window.overlaps(event.when.earliest, event.when.latest):
        return True
    if event.when is None or event.factuality in (Factuality.PLANNED, Factuality.POSSIBLE):
        return any(told[linked.claims[mention].mention.article] for mention in event.mentions)
    return False


def _prune_links(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, sorted by id, without links to events that the window left out."""
    kept = {event.id for event in events}

    def within(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(key for key in set(ids) if key in kept))

    pruned = [
        replace(
            event,
            sub_events=within(event.sub_events),
            realises=within(event.realises),
            cancels=within(event.cancels),
            asserts=within(event.asserts),
            about=tuple(sorted(key for key in set(event.about) if key in kept or not key.startswith("event-"))),
        )
        for event in events
    ]
    return tuple(sorted(pruned, key=lambda event: event.id))


def _reached(
    resolution: Resolution, events: Iterable[Event], claims: Iterable[Claim], mentions: Mapping[str, EntityMention]
) -> tuple[tuple[Actor, ...], tuple[Place, ...]]:
    """Actors and places that are mentioned, take part, or are reached from those by a relation; sorted by id."""
    actors = {actor.id: actor for actor in resolution.actors}
    places = {place.id: place for place in resolution.places}
    pending = {resolution.actor_of[key] for key in mentions if key in resolution.actor_of}
    pending |= {resolution.place_of[key] for key in mentions if key in resolution.place_of}
    for event in events:
        pending.update(event.actors(), event.places, event.origins, event.target_places)
        pending.update(key for key in event.about if key in actors)
    for claim in claims:
        pending.update((*claim.stated_actors, *filter(None, [claim.stated_place, claim.according_to])))
    reached: set[str] = set()
    while pending:
        key = pending.pop()
        if key in reached:
            continue
        reached.add(key)
        if key in actors:
            actor = actors[key]
            pending.update((*actor.member_of, *actor.part_of, *filter(None, [actor.country])))
        elif key in places:
            pending.update(filter(None, [places[key].in_country, places[key].territory_of]))
    kept_actors = [_with_mentions(actors[key], mentions) for key in sorted(reached) if key in actors]
    kept_places = [_with_mentions(places[key], mentions) for key in sorted(reached) if key in places]
    return tuple(kept_actors), tuple(kept_places)


def _with_mentions(entity: Entity, mentions: Mapping[str, EntityMention]) -> Entity:
    return replace(entity, mentions=tuple(key for key in entity.mentions if key in mentions))


def _restricted(identities: Mapping[str, str], mentions: Mapping[str, EntityMention]) -> dict[str, str]:
    return {key: identities[key] for key in sorted(identities) if key in mentions}


def _positions(
    extractions: Iterable[Extraction], resolution: Resolution, actors: Iterable[Actor], telling: set[str]
) -> tuple[tuple[PositionHeld, ...], dict[str, Mention]]:
    """Positions whose holder is in the chronicle, with the mentions that show them."""
    known = {actor.id for actor in actors}
    evidence = {
        position.mention.id: position.mention
        for extraction in extractions
        if extraction.article.id in telling
        for position in extraction.positions
    }
    kept = []
    for position in sorted(resolution.positions, key=lambda position: position.id):
        mentions = tuple(key for key in position.mentions if key in evidence)
        if position.holder in known and mentions:
            of_actor = position.of_actor if position.of_actor in known else None
            kept.append(replace(position, mentions=mentions, of_actor=of_actor))
    used = sorted(key for position in kept for key in position.mentions)
    return tuple(kept), {key: evidence[key] for key in used}


def _contradictions(linked: LinkedEvents, claims: Mapping[str, Claim]) -> tuple[tuple[str, str], ...]:
    """Contradicting pairs of which both sides are still there."""
    there = set(claims)
    there.update(quantity.mention.id for claim in claims.values() for quantity in claim.quantities)
    return tuple(sorted(pair for pair in set(linked.contradictions) if pair[0] in there and pair[1] in there))


def check_references(chronicle: Chronicle) -> None:
    """Hold a chronicle to its word.

    Raises: ValueError: names the first reference, in the order of ids, that resolves to nothing.
    """
    actors = {actor.id for actor in chronicle.actors}
    places = {place.id for place in chronicle.places}
    events = {event.id for event in chronicle.events}
    articles = {article.id for article in chronicle.articles}

    def hold(known: set[str], keys: Iterable[str | None], subject: str) -> None:
        for key in keys:
            if key is not None and key not in known:
                raise ValueError(f"{subject} refers to {key}, which is not in the chronicle")

    for event in chronicle.events:
        hold(actors, event.actors(), event.id)
        hold(places, (*event.places, *event.origins, *event.target_places), event.id)
        hold(events, (*event.sub_events, *event.realises, *event.cancels, *event.asserts), event.id)
        hold(actors | events, event.about, event.id)
        hold(set(chronicle.claims), event.mentions, event.id)
        if not event.mentions:
            raise ValueError(f"{event.id} has no mention")
    for key, claim in chronicle.claims.items():
        hold(articles, [claim.mention.article], key)
        hold(actors, (*claim.stated_actors, claim.according_to), key)
        hold(places, [claim.stated_place], key)
    for actor in chronicle.actors:
        hold(actors, (*actor.member_of, *actor.part_of, actor.country), actor.id)
    for place in chronicle.places:
        hold(places, [place.in_country], place.id)
        hold(actors, [place.territory_of], place.id)
    for position in chronicle.positions:
        hold(actors, (position.holder, position.of_actor), position.id)
