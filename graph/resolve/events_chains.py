"""Joins the mentions of one event within one article: headline, lead, and the nouns that point back to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.model import EventMention
from graph.resolve.events_classes import event_kind
from graph.resolve.events_clusters import FORBIDDEN, cluster
from graph.resolve.events_conflicts import conflict
from graph.resolve.events_corpus import Corpus
from graph.resolve.events_profiles import HELD, OPEN, Profile, merge_all
from graph.resolve.events_scores import compare, points
from graph.resolve.events_vectors import Vectors
from graph.resolve.events_words import cues_of
from graph.resolve.events_world import World
from graph.text import comparison_key

_THRESHOLD = 50
_REACH = 40
_LOOK_BACK = 5
_POINTING_BACK = ("ال", "لل", "بال", "وال", "هذا", "هذه", "ذلك", "تلك")
_OWNED = ("هما", "هم", "ها", "ه")
_OWNED_LENGTH = 5
_NOBODY: frozenset[str] = frozenset()


def chains_of(corpus: Corpus, profiles: list[Profile], world: World, vectors: Vectors) -> list[tuple[int, ...]]:
    """Positions of the mentions of each event of each article, ascending; articles are never mixed.

    A noun that only points back ("the talks") says nothing of its own on whether they took place, so its profile loses
    the phase that its sentence gave it.
    """
    echoes = _echoes(corpus, profiles, world)
    by_article: dict[str, dict[str, list[int]]] = {}
    for index, mention in enumerate(corpus.mentions):
        if index not in echoes:
            by_article.setdefault(mention.mention.article, {}).setdefault(profiles[index].group, []).append(index)
    chains: list[tuple[int, ...]] = []
    for groups in by_article.values():
        for members in groups.values():
            chains.extend(_chain(members, corpus, profiles, world, vectors))
    chains = _with_echoes(chains, echoes)
    for chain in chains:
        _quiet_echoes(chain, corpus, profiles)
    return sorted(chains)


def _echoes(corpus: Corpus, profiles: Sequence[Profile], world: World) -> dict[int, int]:
    """For each noun that extraction found to point back the mention it means, by position; not where its own round
    or time, or a word such as "in response to", tells that it means another."""
    found = {}
    for index, mention in enumerate(corpus.mentions):
        meant = corpus.position.get(mention.echo_of) if mention.echo_of is not None else None
        if meant is None or set_apart([meant], [index], corpus):
            continue
        if conflict(profiles[meant], profiles[index], world) is None:
            found[index] = meant
    return found


def _with_echoes(chains: Sequence[tuple[int, ...]], echoes: Mapping[int, int]) -> list[tuple[int, ...]]:
    """The chains, each with the nouns that point back to one of its mentions."""
    pointing: dict[int, list[int]] = {}
    for echo, meant in echoes.items():
        pointing.setdefault(meant, []).append(echo)
    return [tuple(sorted((*chain, *(echo for index in chain for echo in pointing.get(index, ()))))) for chain in chains]


def _quiet_echoes(chain: Sequence[int], corpus: Corpus, profiles: list[Profile]) -> None:
    echoes = [index for index in chain if points_back(corpus.mentions[index])]
    told = [phase for index in chain if index not in echoes for phase in profiles[index].phases]
    if told and HELD not in told:
        for index in echoes:
            profiles[index] = replace(profiles[index], phases=profiles[index].phases - {HELD})


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
    same_sentence = mentions[0].mention.sentence_span == mentions[1].mention.sentence_span
    if conflict(left, right, world) is not None or (same_sentence and _ordered_in_time(*mentions)):
        return FORBIDDEN
    total = points(compare(left, right, world, near))
    if not left.by_content and not right.by_content:
        total += 15
        if same_sentence and not points_back(mentions[1]):
            total -= 12
    if (HELD in left.phases) != (HELD in right.phases):
        open_one = left if left.phases & OPEN else right
        total -= 0 if open_one is right and points_back(mentions[1]) else 18
    return total


def _ordered_in_time(first: EventMention, second: EventMention) -> bool:
    """Whether words between two triggers of one sentence set one before the other, which makes them two events."""
    start = min(first.mention.span.end, second.mention.span.end) - first.mention.sentence_span.start
    end = max(first.mention.span.start, second.mention.span.start) - first.mention.sentence_span.start
    return "order" in cues_of(first.mention.sentence[start:end])


def set_apart(left: Sequence[int], right: Sequence[int], corpus: Corpus) -> bool:
    """Whether a sentence sets mentions of the two, given by their positions, one before the other."""
    for first in left:
        for second in right:
            one, other = corpus.mentions[first], corpus.mentions[second]
            same = one.mention.article == other.mention.article
            if same and one.mention.sentence_span == other.mention.sentence_span and _ordered_in_time(one, other):
                return True
    return False


def points_back(mention: EventMention) -> bool:
    """Whether the trigger is a definite noun, which speaks of something already told."""
    key = comparison_key(mention.mention.anchor)
    anchor = mention.mention.anchor  # the key would turn a feminine ending into a pronoun's
    definite = key.startswith(_POINTING_BACK) or (anchor.endswith(_OWNED) and len(anchor) >= _OWNED_LENGTH)
    return definite and event_kind(mention.event_class).group != "statement"


def _point_back(
    chains: list[tuple[int, ...]], members: Sequence[int], corpus: Corpus, local: Sequence[Profile], world: World
) -> list[tuple[int, ...]]:
    """Give each lone definite noun that names nobody new to the chain told last before it, or to the only one there."""
    pending = sorted(chain for chain in chains if len(chain) == 1 and _is_bare(chain[0], members, corpus, local))
    kept = sorted(chain for chain in chains if chain not in set(pending))
    for (index,) in pending:
        before = [other for other in kept if other[0] < index] or (kept if len(kept) == 1 else [])
        nearest = sorted(before, key=lambda other: -_last_before(other, index))[:_LOOK_BACK]
        fitting = [other for other in nearest if _may_mean(other, index, members, corpus, local, world)]
        if fitting:
            kept[kept.index(fitting[0])] = tuple(sorted((*fitting[0], index)))
        else:
            kept.append((index,))
    return kept


def _last_before(chain: Sequence[int], index: int) -> int:
    return max((part for part in chain if part < index), default=-1)


def _is_bare(index: int, members: Sequence[int], corpus: Corpus, local: Sequence[Profile]) -> bool:
    return not local[index].by_content and points_back(corpus.mentions[members[index]])


def _may_mean(
    chain: Sequence[int],
    index: int,
    members: Sequence[int],
    corpus: Corpus,
    local: Sequence[Profile],
    world: World,
) -> bool:
    """Whether a definite noun can mean the chain: nobody named with it is a stranger there, and time and round fit.

    Other actors near such a noun mostly belong to the verb that governs it ("the ministry condemned the attack").
    """
    told, noun = merge_all([local[part] for part in chain]), local[index]
    if len(noun.persons - told.persons) > (0 if told.persons else 1) or (told.phases <= OPEN and chain[0] > index):
        return False
    if set_apart([members[part] for part in chain], [members[index]], corpus):
        return False
    bare = replace(noun, actors=_NOBODY, main=_NOBODY, sides=_NOBODY, persons=_NOBODY, roles={})
    return conflict(told, bare, world) is None
