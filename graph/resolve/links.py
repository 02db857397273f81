"""Links between events: what realises a plan, what cancels it, what is part of what, what a statement claims."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from graph.model import Event, EventMention, Factuality, Resolution
from graph.resolve.events_conflicts import parties_apart
from graph.resolve.events_profiles import CALLED_OFF, HELD, PLANNED, Profile, gap_days
from graph.resolve.events_scores import affinity
from graph.resolve.events_world import World, actors_of

_REALISED = 40
_PLAN_DAYS = 3
_POSTPONED_DAYS = 120
_CLOSEST = 20


@dataclass(slots=True)
class _Links:
    """The links of one event while they are collected, as ids."""

    sub_events: set[str] = field(default_factory=set)
    realises: set[str] = field(default_factory=set)
    cancels: set[str] = field(default_factory=set)
    asserts: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)


def link(
    events: Sequence[Event],
    profiles: Sequence[Profile],
    mentions: Mapping[str, EventMention],
    resolution: Resolution,
    world: World,
) -> tuple[Event, ...]:
    """The events with their links to each other; `profiles` are theirs, in the same order.

    What was postponed and then held is actual, as the ontology has it.
    """
    event_of = {mention: event.id for event in events for mention in event.mentions}
    links = {event.id: _Links() for event in events}
    for event in events:
        _stated(links[event.id], event.id, [mentions[key] for key in event.mentions], event_of, resolution)
    taken_up = set()
    for held, plan in _realisations(profiles, world):
        links[events[held].id].realises.add(events[plan].id)
        if CALLED_OFF in profiles[plan].phases:
            taken_up.add(events[plan].id)
    for whole, part in _parts(events, profiles, world):
        if whole not in links[part].sub_events:
            links[whole].sub_events.add(part)
    return tuple(
        replace(
            event,
            factuality=Factuality.ACTUAL if event.id in taken_up else event.factuality,
            sub_events=tuple(sorted(links[event.id].sub_events)),
            realises=tuple(sorted(links[event.id].realises)),
            cancels=tuple(sorted(links[event.id].cancels)),
            asserts=tuple(sorted(links[event.id].asserts)),
            about=tuple(sorted(links[event.id].about)),
        )
        for event in events
    )


def _stated(
    links: _Links, own: str, mentions: Iterable[EventMention], event_of: Mapping[str, str], resolution: Resolution
) -> None:
    """The links that the articles themselves make, from mentions to events."""
    for mention in mentions:
        for target, found in (
            (mention.cancels, links.cancels),
            (mention.asserts, links.asserts),
            (mention.sub_events, links.sub_events),
        ):
            found.update(event_of[key] for key in target if key in event_of and event_of[key] != own)
        links.about.update(actor for key in mention.about for actor in actors_of(key, resolution))
        links.about.update(event_of[key] for key in mention.about if key in event_of and event_of[key] != own)


def _realisations(profiles: Sequence[Profile], world: World) -> Iterator[tuple[int, int]]:
    """For each plan the event that took place as it foresaw: the most alike, then the next in time."""
    held: dict[Hashable, list[int]] = {}
    for index, profile in enumerate(profiles):
        if HELD in profile.phases and not profile.by_content:
            for key in _keys(profile):
                held.setdefault(key, []).append(index)
    for index, profile in enumerate(profiles):
        if HELD in profile.phases or not profile.phases & {PLANNED, CALLED_OFF} or profile.by_content:
            continue
        near = {other for key in _keys(profile) for other in _closest(profile, held.get(key, []), profiles)}
        ranked = sorted(
            (-affinity(profiles[other], profile, world), _distance(profile, profiles[other]), other)
            for other in near
            if _may_realise(profiles[other], profile, world)
        )
        if ranked and -ranked[0][0] >= _REALISED:
            yield ranked[0][2], index


def _keys(profile: Profile) -> Iterator[Hashable]:
    features = sorted(profile.actors | profile.places)[:8]
    if len(features) == 1:
        yield profile.group, features[0]
    for pair in combinations(features, 2):
        yield profile.group, pair


def _closest(plan: Profile, held: list[int], profiles: Sequence[Profile]) -> list[int]:
    if len(held) <= _CLOSEST:
        return held
    return sorted(held, key=lambda index: (_distance(plan, profiles[index]), index))[:_CLOSEST]


def _distance(plan: Profile, held: Profile) -> int:
    start = plan.window[0] if plan.window[0] is not None else plan.published[0] if plan.published else None
    day = held.window[0] if held.window[0] is not None else held.published[0] if held.published else None
    return abs(day - start) if start is not None and day is not None else 10_000


def _may_realise(held: Profile, plan: Profile, world: World) -> bool:
    """Whether the plan was told before the event, for about its time, by and for parties that can be the same."""
    if plan.round is not None and held.round is not None and plan.round != held.round:
        return False
    if parties_apart(held, plan, world) is not None:
        return False
    day = held.window[1] if held.window[1] is not None else held.published[1] if held.published else None
    if plan.published is not None and day is not None and plan.published[0] > day + 1:
        return False
    allowed = _POSTPONED_DAYS if CALLED_OFF in plan.phases else max(_PLAN_DAYS, plan.gap)
    if plan.window[0] is not None or plan.window[1] is not None:
        return gap_days(plan.window, held.window) <= allowed
    return _distance(plan, held) <= _POSTPONED_DAYS or plan.published is None


def _parts(events: Sequence[Event], profiles: Sequence[Profile], world: World) -> Iterator[tuple[str, str]]:
    """Meetings within visits, signings at meetings or on visits, told together by at least one article."""
    by_article: dict[str, list[int]] = {}
    for index, profile in enumerate(profiles):
        if profile.group in ("visit", "consult", "agreement"):
            for article in sorted(profile.articles):
                by_article.setdefault(article, []).append(index)
    found: dict[int, list[int]] = {}
    for members in by_article.values():
        for whole in members:
            for part in members:
                if _may_contain(profiles[whole], profiles[part], world):
                    found.setdefault(part, []).append(whole)
    for part, wholes in sorted(found.items()):
        best = min(
            set(wholes), key=lambda whole: (_ORDER[profiles[whole].group], -_in_common(whole, part, profiles), whole)
        )
        yield events[best].id, events[part].id


_ORDER = {"consult": 0, "visit": 1, "agreement": 2}
_CONTAINS = {"visit": ("consult", "agreement"), "consult": ("agreement",)}


def _in_common(whole: int, part: int, profiles: Sequence[Profile]) -> int:
    return len(profiles[whole].articles & profiles[part].articles)


def _may_contain(whole: Profile, part: Profile, world: World) -> bool:
    if part.group not in _CONTAINS.get(whole.group, ()):
        return False
    if (HELD in whole.phases) != (HELD in part.phases):
        return False
    if gap_days(whole.window, part.window) > whole.gap or _far_told(whole, part):
        return False
    if whole.group == "visit":
        visitors = whole.main & part.actors or _sides(whole.main, world) & part.sides
        hosts = whole.lands & (part.sides | part.lands) or whole.roles.get("host", frozenset()) & part.actors
        return bool(visitors and hosts)
    return len(whole.actors & part.actors) > 1 or (len(whole.sides & part.sides) > 1 and whole.sides == part.sides)


def _sides(actors: frozenset[str], world: World) -> frozenset[str]:
    return frozenset(world.side_of[actor] for actor in actors if actor in world.side_of)


def _far_told(whole: Profile, part: Profile) -> bool:
    """Whether one has a date and the other is told without any: background that may be of another year."""
    return ("background" in whole.cues) != ("background" in part.cues)
