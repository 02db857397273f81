"""Communities of actors by modularity, in whole numbers only: no rounding decides who belongs where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph.export.page.layout import WeightedTie

Links = list[dict[int, int]]


def find_communities(count: int, ties: Sequence[WeightedTie]) -> list[int]:
    """A community number for each actor, 0 the largest; -1 for actors without ties.

    The Louvain method (Blondel et al. 2008), actors visited in order and gains compared as integers.

    Args: count: number of actors, who are numbered from 0.
    """
    links: Links = [{} for _ in range(count)]
    for tie in ties:
        if tie.source != tie.target:
            links[tie.source][tie.target] = links[tie.source].get(tie.target, 0) + tie.weight
            links[tie.target][tie.source] = links[tie.target].get(tie.source, 0) + tie.weight
    tied = [bool(neighbours) for neighbours in links]
    member_of = list(range(count))
    loops = [0] * count
    while True:
        assigned = _move_to_best(links, loops)
        names = {name: number for number, name in enumerate(dict.fromkeys(assigned))}
        member_of = [names[assigned[node]] for node in member_of]
        if len(names) == len(links):
            return _by_size(member_of, tied)
        links, loops = _merged(links, loops, [names[name] for name in assigned])


def _move_to_best(links: Links, loops: Sequence[int]) -> list[int]:
    """Move each node to the neighbouring community of the largest gain until none gains."""
    degree = [sum(neighbours.values()) + 2 * loop for neighbours, loop in zip(links, loops, strict=True)]
    doubled = sum(degree)
    assigned = list(range(len(links)))
    total = list(degree)
    moved = True
    while moved:
        moved = False
        for node, neighbours in enumerate(links):
            home = assigned[node]
            total[home] -= degree[node]
            weight_to: dict[int, int] = {home: 0}
            for other in sorted(neighbours):
                weight_to[assigned[other]] = weight_to.get(assigned[other], 0) + neighbours[other]
            gains = {name: weight * doubled - total[name] * degree[node] for name, weight in weight_to.items()}
            best = max(sorted(gains), key=lambda name: gains[name])
            if gains[best] <= gains[home]:
                best = home
            total[best] += degree[node]
            assigned[node] = best
            moved = moved or best != home
    return assigned


def _merged(links: Links, loops: Sequence[int], group_of: Sequence[int]) -> tuple[Links, list[int]]:
    """The communities as nodes of a smaller network; ties inside one become its loop."""
    count = max(group_of) + 1
    merged: Links = [{} for _ in range(count)]
    merged_loops = [0] * count
    for node, neighbours in enumerate(links):
        group = group_of[node]
        merged_loops[group] += loops[node]
        for other, weight in neighbours.items():
            if group_of[other] != group:
                merged[group][group_of[other]] = merged[group].get(group_of[other], 0) + weight
            elif other < node:
                merged_loops[group] += weight
    return merged, merged_loops


def _by_size(member_of: Sequence[int], tied: Sequence[bool]) -> list[int]:
    sizes = Counter(group for group, is_tied in zip(member_of, tied, strict=True) if is_tied)
    rank = {group: place for place, group in enumerate(sorted(sizes, key=lambda group: (-sizes[group], group)))}
    return [rank[group] if is_tied else -1 for group, is_tied in zip(member_of, tied, strict=True)]
