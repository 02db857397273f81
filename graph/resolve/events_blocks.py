"""Which profiles are compared at all: those that share a kind, a time and an actor, a place or their words.

The number of pairs grows about linearly with the number of mentions: a block that is too large is split by further
features, and what is still too large is compared only with its neighbours in time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from graph.resolve.events_conflicts import ONCE
from graph.resolve.events_profiles import Profile

_BLOCK = 30
_NEIGHBOURS = 6
_RECALLED = 4
_FEW = 2
_WEEK = 7
_TELLING = 10
_LONGEST = 62
Pairs = npt.NDArray[np.int64]


def candidate_pairs(profiles: Sequence[Profile]) -> Pairs:
    """Pairs of positions worth comparing, as an array of shape (pairs, 2), ascending, the smaller position first."""
    codes: set[int] = set()
    count = len(profiles)
    for keys in (_timed_keys, _telling_keys):
        blocks: dict[Hashable, list[int]] = {}
        for index, profile in enumerate(profiles):
            for key in set(keys(profile)):
                blocks.setdefault(key, []).append(index)
        for members in blocks.values():
            codes.update(left * count + right for left, right in _within(members, profiles))
        blocks.clear()
    for pairs in (_timeless(profiles), _recalled(profiles)):
        codes.update(left * count + right for left, right in pairs)
    found = np.fromiter(codes, dtype=np.int64, count=len(codes))
    found.sort()
    return np.stack((found // max(1, count), found % max(1, count)), axis=1)


def _within(members: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    if len(members) <= _BLOCK:
        yield from combinations(members, 2)
        return
    parts: dict[str, list[int]] = {}
    for index in members:
        profile = profiles[index]
        for feature in profile.actors | profile.places | profile.topic | profile.words:
            parts.setdefault(feature, []).append(index)
    for part in parts.values():
        if len(part) <= _BLOCK:
            yield from combinations(part, 2)
        elif len(part) < len(members):
            yield from _neighbours(part, profiles)
    yield from _neighbours(members, profiles)


def _neighbours(members: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    ordered = sorted(members, key=lambda index: (_day(profiles[index]), index))
    for place, index in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
            yield (index, other) if index < other else (other, index)


def _day(profile: Profile) -> int:
    if profile.window[0] is not None:
        return profile.window[0]
    return profile.published[0] if profile.published is not None else 0


def _timed_keys(profile: Profile) -> Iterator[Hashable]:
    """Kind, week and one actor, place or, without either, content word."""
    weeks = _weeks(profile)
    features = sorted(profile.main | profile.places)
    if len(features) < _FEW:
        features = sorted({*features, *profile.named}) or sorted(profile.topic or profile.words)
    if profile.group == "event":
        features += sorted(profile.triggers)
    for week in weeks:
        if profile.round is not None:
            yield profile.group, week, profile.round
        for feature in features:
            yield profile.group, week, feature
        for pair in combinations(sorted(profile.sides)[:4], 2):
            yield profile.group, week, pair


def _telling_keys(profile: Profile) -> Iterator[Hashable]:
    """Kind, days of telling and two actors: brings reports together that give different dates."""
    if profile.published is not None and not profile.by_content:
        day = profile.published[0] // 3
        for pair in combinations(sorted(profile.named)[:6], 2):
            yield profile.group, day, pair
            yield profile.group, day + 1, pair


def _weeks(profile: Profile) -> range:
    """Weeks in which the event may lie: by its own window where that is short, else by when it was told."""
    earliest, latest = profile.window
    if earliest is not None and latest is not None and latest - earliest <= _LONGEST:
        play = profile.gap if profile.group not in ONCE else _WEEK
        return range((earliest - play) // _WEEK, (latest + play) // _WEEK + 1)
    if profile.published is not None:
        return range((profile.published[0] - _TELLING) // _WEEK, profile.published[1] // _WEEK + 1)
    return range(0)


def _timeless(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of which one has no time at all, or a wide one: by two actors or places, or a round."""
    blocks: dict[Hashable, tuple[list[int], list[int]]] = {}
    for index, profile in enumerate(profiles):
        wide = _is_wide(profile)
        for key in _timeless_keys(profile):
            blocks.setdefault(key, ([], []))[0 if wide else 1].append(index)
    for wide_ones, others in blocks.values():
        if not wide_ones:
            continue
        yield from _within(wide_ones, profiles)
        for index in wide_ones:
            for other in _closest(profiles[index], others, profiles):
                yield (index, other) if index < other else (other, index)


def _closest(profile: Profile, others: list[int], profiles: Sequence[Profile]) -> list[int]:
    if len(others) <= _BLOCK:
        return others
    shared = [(-len(profile.words & profiles[index].words), index) for index in others[: 50 * _BLOCK]]
    return [index for _, index in sorted(shared)[:_BLOCK]]


def _timeless_keys(profile: Profile) -> Iterator[Hashable]:
    features = sorted(profile.actors | profile.places)[:8]
    if profile.round is not None:
        for feature in features:
            yield profile.group, profile.round, feature
    if len(features) == 1 or profile.by_content:
        for feature in features:
            yield profile.group, feature
    for pair in combinations(features, 2):
        yield profile.group, pair


def _is_wide(profile: Profile) -> bool:
    earliest, latest = profile.window
    if earliest is None or latest is None:
        return profile.published is None
    return latest - earliest > _LONGEST


def _recalled(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Mentions without a time of their own and the events that they may recall: the last few told with a day, before
    the article appeared, of the same actor and place or the same two actors."""
    dated: dict[Hashable, list[tuple[int, int]]] = {}
    for index, profile in enumerate(profiles):
        if profile.window[0] is not None and not profile.by_content:
            for key in _recall_keys(profile):
                dated.setdefault(key, []).append((profile.window[0], index))
    for events in dated.values():
        events.sort()
    for index, profile in enumerate(profiles):
        if profile.window != (None, None) or profile.published is None or profile.by_content:
            continue
        for key in _recall_keys(profile):
            events = dated.get(key, [])
            end = bisect_right(events, (profile.published[1], len(profiles)))
            for _, other in events[max(0, end - _RECALLED) : end]:
                yield (index, other) if index < other else (other, index)


def _recall_keys(profile: Profile) -> Iterator[Hashable]:
    people = sorted(profile.main)[:3]
    for place in sorted(profile.places)[:2]:
        for actor in people:
            yield profile.group, actor, place
    for pair in combinations(people, 2):
        yield profile.group, pair
