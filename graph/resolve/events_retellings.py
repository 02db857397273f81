"""The second look: articles that tell one story agree on most events; what is left over may differ in a date alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.resolve.events_profiles import Profile, merge_all, merged

_WIDESPREAD = 30


@dataclass(frozen=True, slots=True)
class Kinship:
    """How close two articles are that tell two clusters: how many events they share, and whether each tells only this
    one of its kind."""

    shared: int
    only_ones: bool


One = Callable[[Profile, Profile, Kinship], bool]


def join_retellings(
    clusters: Sequence[tuple[int, ...]], profiles: Sequence[Profile], one: One
) -> list[tuple[int, ...]]:
    """The clusters, with those joined that two articles of one story tell each in its own way.

    Args: one: whether two clusters are one event, given how close their articles are. Only clusters that have no
        article in common are asked about: an article that tells both tells them as two.
    """
    whole = [merge_all([profiles[index] for index in found]) for found in clusters]
    told: dict[str, list[int]] = {}
    shared: Counter[tuple[str, str]] = Counter()
    for number, profile in enumerate(whole):
        for article in sorted(profile.articles):
            told.setdefault(article, []).append(number)
        if 1 < len(profile.articles) <= _WIDESPREAD:
            shared.update(combinations(sorted(profile.articles), 2))
    kinds = {article: Counter(whole[number].group for number in numbers) for article, numbers in told.items()}
    joined = {number: number for number in range(len(clusters))}
    for (first, second), count in sorted(shared.items()):
        for left in told[first]:
            for right in told[second]:
                group = whole[left].group
                if group == whole[right].group:
                    only_ones = kinds[first][group] == kinds[second][group] == 1
                    pair = (_root(left, joined), _root(right, joined))
                    _try_join(pair, whole, joined, one, Kinship(count, only_ones))
    groups: dict[int, list[int]] = {}
    for number in range(len(clusters)):
        groups.setdefault(_root(number, joined), []).extend(clusters[number])
    return sorted(tuple(sorted(found)) for found in groups.values())


def _root(number: int, joined: dict[int, int]) -> int:
    while joined[number] != number:
        number = joined[number]
    return number


def _try_join(pair: tuple[int, int], whole: list[Profile], joined: dict[int, int], one: One, kinship: Kinship) -> None:
    first, second = sorted(pair)
    if first == second or whole[first].articles & whole[second].articles:
        return
    if one(whole[first], whole[second], kinship):
        whole[first] = merged(whole[first], whole[second])
        joined[second] = first
