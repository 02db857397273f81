"""From event mentions to events: one event from many reports, its claims kept, its contradictions named.

Mentions are joined within each article first, then the articles' chains with each other; a second look joins reports
of one story that differ in a date. People's judgements outrank every score. The result depends on the set of articles
alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from graph.model import DoubtfulPair, Event, Extraction, Judgement, LinkedEvents, Resolution
from graph.resolve.bounds import inferred_bounds
from graph.resolve.claims import claims_of
from graph.resolve.contradictions import contradictions_of
from graph.resolve.corroboration import voices_of
from graph.resolve.events_blocks import candidate_pairs
from graph.resolve.events_build import Sources, build_event, event_id
from graph.resolve.events_chains import chains_of, set_apart
from graph.resolve.events_clusters import FORBIDDEN, cluster
from graph.resolve.events_conflicts import conflict, dates_slipped
from graph.resolve.events_corpus import Corpus, corpus_of
from graph.resolve.events_corrections import REQUIRED, EventVerdicts, corrected, event_verdicts
from graph.resolve.events_profiles import Profile, merge_all, profile_mentions
from graph.resolve.events_retellings import Kinship, join_retellings
from graph.resolve.events_scores import THRESHOLD, compare, names_nobody, points, same_stance, score_of
from graph.resolve.events_vectors import Vectors
from graph.resolve.events_world import World, world_of
from graph.resolve.labels import labels_of
from graph.resolve.links import link

_DOUBT = 8
_TOLD_APART = 30
_SLIP = 12
_STORY = 2


def link_events(
    extractions: Sequence[Extraction], resolution: Resolution, judgements: Sequence[Judgement]
) -> LinkedEvents:
    """All events of a corpus with the claims on them.

    Args: judgements: a person's verdicts; those of kind "event" are used. A pair is named by event ids or event
        mention ids; an event keeps its id as long as the mention that it is named after stays its first.
    """
    corpus = corpus_of(extractions)
    world = world_of(resolution)
    profiles = profile_mentions(corpus, resolution, world)
    vectors = Vectors(corpus.vectors)
    verdicts = event_verdicts(judgements, corpus)
    chains = [part for chain in chains_of(corpus, profiles, world, vectors) for part in verdicts.split(chain)]
    chains.sort()
    linking = _Linking(corpus, world, vectors, verdicts, chains, [_whole(chain, profiles) for chain in chains])
    edges = linking.edges()
    clusters = cluster(linking.chain_profiles, edges, THRESHOLD, linking.forbids)
    clusters = join_retellings(clusters, linking.chain_profiles, linking.sibling)
    members = [tuple(sorted(index for chain in found for index in chains[chain])) for found in clusters]
    doubtful = linking.doubtful(edges, clusters, members)
    accounts = linking.accounts(edges, clusters)
    return _assembled(corpus, profiles, members, resolution, world, verdicts, doubtful, accounts)


def _assembled(
    corpus: Corpus,
    profiles: Sequence[Profile],
    members: Sequence[tuple[int, ...]],
    resolution: Resolution,
    world: World,
    verdicts: EventVerdicts,
    doubtful: tuple[DoubtfulPair, ...],
    accounts: Mapping[str, str],
) -> LinkedEvents:
    """Events, their links and labels, and what their claims say of each other."""
    claims = {
        key: replace(claim, reasons=(*claim.reasons, accounts[key])) if key in accounts else claim
        for key, claim in claims_of(corpus, resolution).items()
    }
    voices = voices_of(corpus.articles)
    actors = {actor.id: actor for actor in resolution.actors}
    places = {place.id: place for place in resolution.places}
    sources = Sources(corpus, claims, profiles, resolution, world, voices, actors, places)
    built = [(corrected(build_event(found, sources), found, verdicts), _whole(found, profiles)) for found in members]
    kept = [(event, profile) for event, profile in built if event is not None]
    mentions = {mention.id: mention for mention in corpus.mentions}
    events = link([event for event, _ in kept], [profile for _, profile in kept], mentions, resolution, world)
    events = tuple(sorted((_labelled(event, sources) for event in events), key=lambda event: event.id))
    told = [[claims[key] for key in event.mentions] for event in events]
    names = {event.id for event in events}
    return LinkedEvents(
        events=events,
        claims=claims,
        contradictions=contradictions_of(told, corpus.articles, voices),
        inferred_bounds=inferred_bounds(events, claims, corpus.articles),
        doubtful=tuple(pair for pair in doubtful if pair.left in names and pair.right in names),
    )


def _labelled(event: Event, sources: Sources) -> Event:
    label_ar, label_en = labels_of(event, sources.actors, sources.places)
    return replace(event, label_ar=label_ar, label_en=label_en)


def _whole(chain: Sequence[int], profiles: Sequence[Profile]) -> Profile:
    return merge_all([profiles[index] for index in chain])


def _undated(left: Profile, right: Profile) -> tuple[Profile, Profile]:
    """Both without their stated times."""
    return replace(left, window=(None, None)), replace(right, window=(None, None))


@dataclass(frozen=True, slots=True)
class _Linking:
    """What scoring pairs of chains needs."""

    corpus: Corpus
    world: World
    vectors: Vectors
    verdicts: EventVerdicts
    chains: Sequence[tuple[int, ...]]
    chain_profiles: Sequence[Profile]

    def edges(self) -> list[tuple[int, int, int]]:
        """All pairs of chains that were compared, with their points; judged pairs among them."""
        pairs = candidate_pairs(self.chain_profiles)
        rows = np.array([self._row(chain) for chain in range(len(self.chains))], dtype=np.int64)
        left, right = pairs[:, 0].tolist(), pairs[:, 1].tolist()
        near = self.vectors.similarities(rows[pairs[:, 0]], rows[pairs[:, 1]])
        judged = self.verdicts.chain_pairs(self.chains)
        edges = [
            (first, second, self._points(first, second, similarity))
            for first, second, similarity in zip(left, right, near, strict=True)
            if (first, second) not in judged
        ]
        return sorted([*edges, *((first, second, verdict) for (first, second), verdict in judged.items())])

    def _row(self, chain: int) -> int:
        """The mention that tells most, whose sentence stands for the chain."""
        mentions = self.corpus.mentions
        return max(self.chains[chain], key=lambda index: (len(mentions[index].roles), -index))

    def _points(self, first: int, second: int, similarity: int | None) -> int:
        left, right = self.chain_profiles[first], self.chain_profiles[second]
        reason = conflict(left, right, self.world)
        if reason is not None:
            if conflict(left, right, self.world, ignore_time=True) is None and dates_slipped(left, right, similarity):
                return points(compare(*_undated(left, right), self.world, similarity)) - _SLIP
            return FORBIDDEN
        total = points(compare(left, right, self.world, similarity))
        if left.articles != right.articles:
            return total
        if set_apart(self.chains[first], self.chains[second], self.corpus):
            return FORBIDDEN
        return min(total, _TOLD_APART)

    def forbids(self, left: Profile, right: Profile) -> bool:
        """Whether two clusters must stay apart; a person's "same" outranks conflicts, "different" everything."""
        verdict = self.verdicts.between(left.members, right.members)
        if verdict is not None:
            return verdict == "different"
        return conflict(left, right, self.world) is not None and not (
            conflict(left, right, self.world, ignore_time=True) is None and dates_slipped(left, right, None)
        )

    def sibling(self, left: Profile, right: Profile, kinship: Kinship) -> bool:
        """Whether two clusters that articles of one story tell are one event, but for its date or its wording."""
        if self.verdicts.between(left.members, right.members) == "different":
            return False
        if conflict(left, right, self.world, ignore_time=True) is not None:
            return False
        only_ones = kinship.only_ones
        if same_stance(left, right, self.world, only_ones=only_ones) or (only_ones and names_nobody(left, right)):
            return True
        if kinship.shared < _STORY:
            return False
        near = self.vectors.similarity(left.members[0], right.members[0])
        return points(compare(*_undated(left, right), self.world, near)) >= THRESHOLD + 5

    def doubtful(
        self,
        edges: Iterable[tuple[int, int, int]],
        clusters: Sequence[tuple[int, ...]],
        members: Sequence[tuple[int, ...]],
    ) -> tuple[DoubtfulPair, ...]:
        """Pairs of events whose best reports are nearly alike enough, for a person to judge."""
        of_chain = {chain: number for number, found in enumerate(clusters) for chain in found}
        best: dict[tuple[int, int], tuple[int, int, int]] = {}
        for left, right, total in edges:
            pair = tuple(sorted((of_chain[left], of_chain[right])))
            if pair[0] != pair[1] and THRESHOLD - _DOUBT <= total < 100:
                best[(pair[0], pair[1])] = max(best.get((pair[0], pair[1]), (0, 0, 0)), (total, -left, -right))
        return tuple(self._doubtful(pair, (-left, -right), members) for pair, (_, left, right) in sorted(best.items()))

    def accounts(self, edges: Iterable[tuple[int, int, int]], clusters: Sequence[tuple[int, ...]]) -> dict[str, str]:
        """For each mention that is not alone in its event why it is there, by mention id."""
        of_chain = {chain: number for number, found in enumerate(clusters) for chain in found}
        best: dict[int, tuple[int, int]] = {}
        for left, right, total in edges:
            if of_chain[left] == of_chain[right]:
                best[left] = max(best.get(left, (total, -right)), (total, -right))
                best[right] = max(best.get(right, (total, -left)), (total, -left))
        found: dict[str, str] = {}
        for number, chain in enumerate(self.chains):
            text = "told again in its article" if len(chain) > 1 else ""
            if number in best:
                text = "; ".join(filter(None, (text, self._account(number, -best[number][1], best[number][0]))))
            elif len(clusters[of_chain[number]]) > 1:
                text = "; ".join(filter(None, (text, "its article tells the same story but for a date or the wording")))
            found.update({self.corpus.mentions[index].id: f"linked: {text}" for index in chain if text})
        return found

    def _account(self, chain: int, other: int, total: int) -> str:
        named = self.corpus.mentions[self._row(other)].id
        if total >= REQUIRED:
            return f"one event with {named}: judged the same"
        left, right = self.chain_profiles[chain], self.chain_profiles[other]
        near = self.vectors.similarity(self._row(chain), self._row(other))
        detail = score_of(compare(left, right, self.world, near)).detail
        return f"one event with {named} ({total} points, {THRESHOLD} needed): {detail}"

    def _doubtful(
        self, pair: tuple[int, int], chains: tuple[int, int], members: Sequence[tuple[int, ...]]
    ) -> DoubtfulPair:
        left, right = (self.chain_profiles[chain] for chain in chains)
        near = self.vectors.similarity(self._row(chains[0]), self._row(chains[1]))
        score = score_of(compare(left, right, self.world, near))
        ids = sorted(event_id(self.corpus.mentions[members[number][0]]) for number in pair)
        return DoubtfulPair("event", ids[0], ids[1], Decimal(str(score.value)), score.detail)
