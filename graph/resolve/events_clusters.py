"""Groups profiles into events by average-link agglomeration that never joins what a conflict or a person forbids.

The pair with the highest mean score is joined first, ties by position; positions follow natural keys, so the result
depends on the set of reports alone.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from graph.resolve.events_profiles import Profile, merged

_UNCOMPARED = 40
FORBIDDEN = -1000
Forbids = Callable[[Profile, Profile], bool]


@dataclass(slots=True)
class _Node:
    """A cluster while it grows: the sum and number of scores towards each neighbour."""

    profile: Profile
    parts: list[int]
    links: dict[int, tuple[int, int]] = field(default_factory=dict)


def cluster(
    profiles: Sequence[Profile], edges: Sequence[tuple[int, int, int]], threshold: int, forbids: Forbids
) -> list[tuple[int, ...]]:
    """The clusters as ascending positions, in ascending order; every position is in exactly one.

    Args:
        edges: (left, right, points) of all pairs that were compared, unlikely ones too.
        threshold: mean points from which two clusters are one.
        forbids: whether two clusters, as profiles, must stay apart whatever their points.
    """
    clusters: list[tuple[int, ...]] = []
    for members, inner in _components(len(profiles), edges, threshold):
        clusters.extend(_agglomerate(profiles, members, inner, threshold, forbids) if inner else [(members[0],)])
    return sorted(clusters)


def _components(
    count: int, edges: Sequence[tuple[int, int, int]], threshold: int
) -> list[tuple[list[int], list[tuple[int, int, int]]]]:
    """Positions joined by edges that reach the threshold, with all edges among them."""
    parent = list(range(count))

    def find(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for left, right, points in edges:
        if points >= threshold:
            first, second = sorted((find(left), find(right)))
            parent[second] = first
    members: dict[int, list[int]] = {}
    for index in range(count):
        members.setdefault(find(index), []).append(index)
    inner: dict[int, list[tuple[int, int, int]]] = {}
    for edge in edges:
        if find(edge[0]) == find(edge[1]):
            inner.setdefault(find(edge[0]), []).append(edge)
    return [(found, inner.get(root, [])) for root, found in members.items()]


def _agglomerate(
    profiles: Sequence[Profile],
    members: Sequence[int],
    edges: Sequence[tuple[int, int, int]],
    threshold: int,
    forbids: Forbids,
) -> list[tuple[int, ...]]:
    nodes = {index: _Node(profiles[index], [index]) for index in members}
    for left, right, points in edges:
        nodes[left].links[right] = (points, 1)
        nodes[right].links[left] = (points, 1)
    heap: list[tuple[int, int, int, int, int]] = []

    def push(left: int, right: int) -> None:
        first, second = (left, right) if left < right else (right, left)
        mean = _mean(nodes[first], nodes[second], nodes[first].links[second])
        if mean >= threshold * 100:
            sizes = len(nodes[first].parts), len(nodes[second].parts)
            heapq.heappush(heap, (-mean, first, second, *sizes))

    for left, right, _ in edges:
        push(left, right)
    while heap:
        _, first, second, size, other_size = heapq.heappop(heap)
        if first not in nodes or second not in nodes:
            continue
        if (len(nodes[first].parts), len(nodes[second].parts)) != (size, other_size):
            continue
        if forbids(nodes[first].profile, nodes[second].profile):
            continue
        for neighbour in _join(nodes, first, second):
            push(first, neighbour)
    return [tuple(sorted(node.parts)) for node in nodes.values()]


def _mean(left: _Node, right: _Node, link: tuple[int, int]) -> int:
    """Mean points in hundredths over all pairs of parts; pairs never compared count as not quite enough."""
    pairs = len(left.parts) * len(right.parts)
    total, compared = link
    return (total * 100 + _UNCOMPARED * 100 * (pairs - compared)) // pairs


def _join(nodes: dict[int, _Node], first: int, second: int) -> list[int]:
    """Take `second` into `first`; returns the neighbours of the joined cluster."""
    kept, gone = nodes[first], nodes.pop(second)
    kept.profile = merged(kept.profile, gone.profile)
    kept.parts.extend(gone.parts)
    kept.links.pop(second, None)
    for neighbour, (total, compared) in gone.links.items():
        if neighbour == first or neighbour not in nodes:
            continue
        before = kept.links.get(neighbour, (0, 0))
        kept.links[neighbour] = (before[0] + total, before[1] + compared)
        nodes[neighbour].links.pop(second, None)
        nodes[neighbour].links[first] = kept.links[neighbour]
    return sorted(kept.links)
