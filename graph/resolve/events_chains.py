"""Joins the mentions of one event within one article: headline, lead, and the nouns that point back to them."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import EventMention
from graph.resolve.events_clusters import FORBIDDEN, cluster
from graph.resolve.events_conflicts import conflict
from graph.resolve.events_profiles import HELD, OPEN, Corpus, Profile, World, merge_all
from graph.resolve.events_scores import compare, points
from graph.resolve.events_vectors import Vectors
from graph.text import comparison_key

_THRESHOLD = 50
_REACH = 40
_POINTING_BACK = ("ال", "لل", "بال", "وال", "هذا", "هذه", "ذلك", "تلك")


def chains_of(corpus: Corpus, profiles: Sequence[Profile], world: World, vectors: Vectors) -> list[tuple[int, ...]]:
    """Positions of the mentions of each event of each article, ascending; articles are never mixed."""
    by_article: dict[str, dict[str, list[int]]] = {}
    for index, mention in enumerate(corpus.mentions):
        by_article.setdefault(mention.mention.article, {}).setdefault(profiles[index].group, []).append(index)
    chains: list[tuple[int, ...]] = []
    for groups in by_article.values():
        for members in groups.values():
            chains.extend(_chain(members, corpus, profiles, world, vectors))
    return sorted(chains)


def _chain(
    members: Sequence[int], corpus: Corpus, profiles: Sequence[Profile], world: World, vectors: Vectors
) -> list[tuple[int, ...]]:
    """The chains among one article's mentions of one kind; only mentions within reach of each other are compared."""
    if len(members) == 1:
        return [(members[0],)]
    local = [profiles[index] for index in members]
    edges = []
    for right in range(1, len(members)):
        for left in range(max(0, right - _REACH), right):
            near = vectors.similarity(members[left], members[right])
            mentions = corpus.mentions[members[left]], corpus.mentions[members[right]]
            edges.append((left, right, _points(mentions, (local[left], local[right]), world, near)))
    found = cluster(local, edges, _THRESHOLD, lambda left, right: conflict(left, right, world) is not None)
    found = _point_back(found, members, corpus, local, world)
    return [tuple(members[index] for index in chain) for chain in found]


def _points(
    mentions: tuple[EventMention, EventMention], pair: tuple[Profile, Profile], world: World, near: int | None
) -> int:
    left, right = pair
    if conflict(left, right, world) is not None:
        return FORBIDDEN
    total = points(compare(left, right, world, near))
    if not left.by_content and not right.by_content:
        total += 15
        if mentions[0].mention.sentence_span == mentions[1].mention.sentence_span and not points_back(mentions[1]):
            total -= 12
    if (HELD in left.phases) != (HELD in right.phases):
        open_one = left if left.phases & OPEN else right
        total -= 0 if open_one is right and points_back(mentions[1]) else 18
    return total


def points_back(mention: EventMention) -> bool:
    """Whether the trigger is a definite noun, which speaks of something already told."""
    key = comparison_key(mention.mention.anchor)
    return key.startswith(_POINTING_BACK) and not mention.event_class.startswith("Statement")


def _point_back(
    chains: list[tuple[int, ...]], members: Sequence[int], corpus: Corpus, local: Sequence[Profile], world: World
) -> list[tuple[int, ...]]:
    """Give each lone definite noun without actors to the chain told last before it, or to the only one there."""
    pending = sorted(chain for chain in chains if len(chain) == 1 and _is_bare(chain[0], members, corpus, local))
    kept = [chain for chain in chains if chain not in pending]
    for chain in pending:
        index = chain[0]
        fitting = [
            other
            for other in kept
            if conflict(merge_all([local[part] for part in other]), local[index], world) is None
            and (min(other) < index or len(kept) == 1)
        ]
        if not fitting:
            kept.append(chain)
            continue
        nearest = max(fitting, key=lambda other: max((part for part in other if part < index), default=-1))
        kept[kept.index(nearest)] = tuple(sorted((*nearest, index)))
    return kept


def _is_bare(index: int, members: Sequence[int], corpus: Corpus, local: Sequence[Profile]) -> bool:
    profile = local[index]
    return not profile.by_content and not profile.actors and points_back(corpus.mentions[members[index]])
