"""What is known of actors and places, as far as linking events needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Actor, EntityKind, Place, Resolution


@dataclass(frozen=True, slots=True)
class World:
    """What is known of actors and places: the country side of each, which are persons, what contains a place."""

    side_of: Mapping[str, str]
    persons: frozenset[str]
    country_of_place: Mapping[str, str]
    countries: frozenset[str]
    country_places: frozenset[str]
    vague: frozenset[str] = frozenset()


def world_of(resolution: Resolution) -> World:
    """The relations among actors and places that linking uses."""
    actors = {actor.id: actor for actor in resolution.actors}
    places = {place.id: place for place in resolution.places}
    return World(
        side_of={key: side for key, actor in actors.items() if (side := _side(actor, actors)) is not None},
        persons=frozenset(key for key, actor in actors.items() if actor.kind is EntityKind.PERSON),
        country_of_place={key: land for key, place in places.items() if (land := _country(place, places)) is not None},
        countries=frozenset(key for key, actor in actors.items() if actor.kind is EntityKind.COUNTRY),
        country_places=frozenset(key for key, place in places.items() if place.territory_of is not None),
        vague=frozenset(key for key, actor in actors.items() if actor.kind is EntityKind.GROUP),
    )


def actors_of(entity: str, resolution: Resolution) -> tuple[str, ...]:
    """The actors that an entity mention stands for: one, several for "the two sides", or none."""
    if entity in resolution.members_of:
        return resolution.members_of[entity]
    actor = resolution.actor_of.get(entity)
    return () if actor is None else (actor,)


def _side(actor: Actor, actors: Mapping[str, Actor]) -> str | None:
    """The country that an actor belongs to, itself if it is one, by its relations up to four steps away."""
    if actor.kind is EntityKind.COUNTRY:
        return actor.id
    if actor.country is not None:
        return actor.country
    frontier, seen = [*actor.part_of, *actor.member_of], {actor.id}
    for _ in range(4):
        known = [actors[key] for key in sorted(set(frontier)) if key in actors and key not in seen]
        for found in known:
            if found.kind is EntityKind.COUNTRY:
                return found.id
            if found.country is not None:
                return found.country
        seen.update(found.id for found in known)
        frontier = [key for found in known for key in (*found.part_of, *found.member_of)]
    return None


def _country(place: Place, places: Mapping[str, Place]) -> str | None:
    """The actor that a place's country is, or the country place; None where its country is not known."""
    country = places.get(place.in_country) if place.in_country is not None else None
    if country is not None:
        return country.territory_of or country.id
    return place.territory_of or place.in_country
