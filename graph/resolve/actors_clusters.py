"""Which profiles of different articles are one actor or place.

Candidates meet under blocking keys; a score with its reason says how alike two are; average-linkage clustering
(scipy) joins them, kept from joining what context or a person's judgement tells apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from graph.knowledge.names import blocking_keys, compare_names, given_names, sure_given_names
from graph.knowledge.scores import DIFFERENT, Score
from graph.model import DoubtfulPair, EntityKind, confidence
from graph.resolve.actors_profiles import Profile
from graph.resolve.judgements import Verdicts
from graph.text import without_article

MERGE = 0.86
SURE = 0.93
DOUBT = 0.6
_LARGEST_BLOCK = 60
_LARGEST_COMPONENT = 300
_APART = 10.0


@dataclass(frozen=True, slots=True)
class Clusters:
    """Profiles grouped, each group in order of ids, and the pairs that a person should look at."""

    groups: tuple[tuple[Profile, ...], ...]
    doubtful: tuple[DoubtfulPair, ...]
    reasons: Mapping[str, str]


def cluster_profiles(profiles: Sequence[Profile], verdicts: Verdicts) -> Clusters:
    """The groups of profiles that are one actor or place; a judgement outranks every score."""
    index: dict[str, list[int]] = {}
    for number, profile in enumerate(profiles):
        index.setdefault(profile.id, []).append(number)
    scores: dict[tuple[int, int], Score] = {}
    for left, right in _candidates(profiles):
        score = compare_profiles(profiles[left], profiles[right])
        if score.value >= DOUBT:
            scores[(left, right)] = score
    forced = _numbered(verdicts.same, index)
    barred = _numbered(verdicts.different, index)
    labels = _components(len(profiles), [pair for pair, score in scores.items() if score.value >= MERGE] + list(forced))
    groups = [group for members in _members(labels) for group in _split(members, profiles, scores, forced, barred)]
    groups = _join_forced(groups, forced)
    doubtful, reasons = _account(groups, profiles, scores, forced | barred)
    return Clusters(tuple(tuple(profiles[number] for number in group) for group in groups), doubtful, reasons)


def _numbered(pairs: Iterable[tuple[str, str]], index: Mapping[str, Sequence[int]]) -> set[tuple[int, int]]:
    return {
        (min(left, right), max(left, right))
        for one, other in pairs
        for left in index.get(one, ())
        for right in index.get(other, ())
    }


def _candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs that share a blocking key, once each; a key that very many share only joins equal names, perhaps again."""
    keys = [() if profile.closed else tuple(_keys(profile)) for profile in profiles]
    blocks: dict[str, list[int]] = {}
    for number, own in enumerate(keys):
        for key in own:
            blocks.setdefault(key, []).append(number)
    crowded = {key for key, block in blocks.items() if len(block) > _LARGEST_BLOCK}
    for key, block in blocks.items():
        if key in crowded:
            yield from _equal(block, profiles)
            continue
        for left, right in combinations(block, 2):
            if next(shared for shared in keys[left] if shared not in crowded and shared in keys[right]) == key:
                yield left, right


def _keys(profile: Profile) -> list[str]:
    kind = "person" if profile.kind is EntityKind.PERSON else "place" if profile.kind is EntityKind.PLACE else "body"
    if kind == "person":
        return [f"{kind} {key}" for key in blocking_keys(profile.tokens)]
    return [f"{kind} {' '.join(profile.tokens)}", f"{kind} {' '.join(token[:4] for token in profile.tokens)}"]


def _equal(block: Sequence[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    by_name: dict[tuple[str, ...], list[int]] = {}
    for number in block:
        by_name.setdefault(profiles[number].tokens, []).append(number)
    for same in by_name.values():
        yield from pairwise(same)


def compare_profiles(left: Profile, right: Profile) -> Score:
    """How likely two profiles are one actor or place, from their names and what the articles tell of them."""
    if left.kind is EntityKind.PERSON:
        score = _compare_persons(left, right)
    elif left.tokens == right.tokens:
        score = Score(1.0, "same name")
    else:
        score = _compare_bodies(left.tokens, right.tokens)
    if score.value and left.country and right.country and left.country != right.country:
        return Score(
            min(score.value, 0.5) if left.kind is EntityKind.PERSON else 0.0,
            f"{score.detail}, but {left.country} and {right.country}",
        )
    return score


def _compare_persons(left: Profile, right: Profile) -> Score:
    if len(left.tokens) == 1 or len(right.tokens) == 1:
        return Score(1.0, "same single name") if left.tokens == right.tokens else DIFFERENT
    score = compare_names(left.tokens, right.tokens)
    if score.value < 1.0 and len(left.tokens) != len(right.tokens) and min(len(left.tokens), len(right.tokens)) == 2:
        return _judge_left_out(score, left, right)
    return score


def _judge_left_out(score: Score, left: Profile, right: Profile) -> Score:
    """A two-part name that begins with a common given name needs more than a longer name that contains it."""
    shorter = min((left.tokens, right.tokens), key=len)
    shared = (
        (left.offices & right.offices) or (left.heads & right.heads) or (left.country and left.country == right.country)
    )
    if shared:
        return Score(score.value, f"{score.detail}; same title or country")
    if without_article(shorter[0]) in sure_given_names() or all(token in given_names() for token in shorter):
        return Score(min(score.value, 0.8), f"{score.detail}; a common name, nothing else in common")
    return score


def _compare_bodies(left: tuple[str, ...], right: tuple[str, ...]) -> Score:
    if len(left) != len(right):
        return DIFFERENT
    typos = [f"{one}/{other}" for one, other in zip(left, right, strict=True) if one != other]
    if len(typos) == 1 and len(left) > 1:
        one, other = typos[0].split("/")
        if min(len(one), len(other)) >= 6 and sorted(one) == sorted(other):
            return Score(0.9, f"letters swapped in {typos[0]}")
    return DIFFERENT


def _components(size: int, pairs: Sequence[tuple[int, int]]) -> np.ndarray:
    rows = [left for left, _ in pairs]
    columns = [right for _, right in pairs]
    graph = coo_matrix((np.ones(len(pairs), dtype=np.int8), (rows, columns)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1])


def _members(labels: np.ndarray) -> list[list[int]]:
    members: dict[int, list[int]] = {}
    for number, label in enumerate(labels.tolist()):
        members.setdefault(label, []).append(number)
    return list(members.values())


def _split(
    members: list[int],
    profiles: Sequence[Profile],
    scores: Mapping[tuple[int, int], Score],
    forced: set[tuple[int, int]],
    barred: set[tuple[int, int]],
) -> list[list[int]]:
    """The groups within one component: average linkage over 1 - score, with context and judgements as walls."""
    if len(members) == 1:
        return [members]
    if len(members) > _LARGEST_COMPONENT:
        return _by_name(members, profiles)
    distances = np.zeros((len(members), len(members)))
    for (one, left), (two, right) in combinations(enumerate(members), 2):
        distances[one, two] = distances[two, one] = _distance(left, right, profiles, scores, forced, barred)
    flat = fcluster(linkage(squareform(distances), method="average"), t=1.0 - MERGE, criterion="distance")
    return [[members[at] for at in group] for group in _members(np.asarray(flat))]


def _by_name(members: Sequence[int], profiles: Sequence[Profile]) -> list[list[int]]:
    """A component too large to compare in full holds many common names: only equal ones are joined."""
    groups: dict[tuple[tuple[str, ...], str], list[int]] = {}
    for number in members:
        groups.setdefault((profiles[number].tokens, profiles[number].country), []).append(number)
    return list(groups.values())


def _distance(
    left: int,
    right: int,
    profiles: Sequence[Profile],
    scores: Mapping[tuple[int, int], Score],
    forced: set[tuple[int, int]],
    barred: set[tuple[int, int]],
) -> float:
    pair = (min(left, right), max(left, right))
    if pair in barred:
        return _APART
    if pair in forced:
        return 0.0
    countries = {profiles[left].country, profiles[right].country} - {""}
    if len(countries) == 2:
        return _APART
    score = scores.get(pair)
    if score is None:
        score = compare_profiles(profiles[left], profiles[right])
    return 1.0 - score.value


def _join_forced(groups: list[list[int]], forced: set[tuple[int, int]]) -> list[list[int]]:
    group_of = {number: at for at, group in enumerate(groups) for number in group}
    pairs = [(group_of[left], group_of[right]) for left, right in sorted(forced)]
    labels = _components(len(groups), pairs)
    return [sorted(number for at in members for number in groups[at]) for members in _members(labels)]


def _account(
    groups: list[list[int]],
    profiles: Sequence[Profile],
    scores: Mapping[tuple[int, int], Score],
    judged: set[tuple[int, int]],
) -> tuple[tuple[DoubtfulPair, ...], dict[str, str]]:
    """The pairs in doubt, apart or barely joined, and for each merged profile why it was merged."""
    group_of = {number: at for at, group in enumerate(groups) for number in group}
    doubtful, reasons = [], {}
    for (left, right), score in sorted(scores.items()):
        joined = group_of[left] == group_of[right]
        if joined:
            reasons[profiles[left].id] = reasons[profiles[right].id] = score.detail
        if (left, right) not in judged and (not joined or score.value < SURE):
            doubtful.append(_doubt(profiles[left], profiles[right], score, joined=joined))
    return tuple(doubtful), reasons


def _doubt(left: Profile, right: Profile, score: Score, *, joined: bool) -> DoubtfulPair:
    kind = "place" if left.kind is EntityKind.PLACE else "actor"
    first, second = sorted((left, right), key=lambda profile: (profile.id, profile.key))
    names = (first.name, second.name)
    return DoubtfulPair(kind, first.id, second.id, confidence(score.value), score.detail, joined=joined, names=names)
