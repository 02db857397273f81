"""The second look: articles that tell one story agree on most events; what is left over may differ in a date alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations

from graph.resolve.events_profiles import Profile, merge_all, merged

_WIDESPREAD = 30
One = Callable[[Profile, Profile, int], bool]


def join_retellings(
    clusters: Sequence[tuple[int, ...]], profiles: Sequence[Profile], one: One
) -> list[tuple[int, ...]]:
    """The clusters, with those joined that two articles of one story tell each in its own way.

    Args: one: whether two clusters are one event, given how many other events the two articles share. Only clusters
        that have no article in common are asked about: an article that tells both tells them as two.
    """
    whole = [merge_all([profiles[index] for index in found]) for found in clusters]
    told: dict[str, list[int]] = {}
    shared: Counter[tuple[str, str]] = Counter()
    for number, profile in enumerate(whole):
        for article in sorted(profile.articles):
            told.setdefault(article, []).append(number)
        if 1 < len(profile.articles) <= _WIDESPREAD:
            shared.update(combinations(sorted(profile.articles), 2))
    joined = {number: number for number in range(len(clusters))}
    for (left_article, right_article), count in sorted(shared.items()):
        for left in told[left_article]:
            for right in told[right_article]:
                _try_join((_root(left, joined), _root(right, joined)), whole, joined, one, count)
    groups: dict[int, list[int]] = {}
    for number in range(len(clusters)):
        groups.setdefault(_root(number, joined), []).extend(clusters[number])
    return sorted(tuple(sorted(found)) for found in groups.values())


def _root(number: int, joined: dict[int, int]) -> int:
    while joined[number] != number:
        number = joined[number]
    return number


def _try_join(pair: tuple[int, int], whole: list[Profile], joined: dict[int, int], one: One, shared: int) -> None:
    first, second = sorted(pair)
    if first == second or whole[first].group != whole[second].group or whole[first].articles & whole[second].articles:
        return
    if one(whole[first], whole[second], shared):
        whole[first] = merged(whole[first], whole[second])
        joined[second] = first
