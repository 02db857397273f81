"""A person's verdicts on events: pairs that are the same or different, and corrections of single events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import Event, Factuality, Judgement
from graph.resolve.events_clusters import FORBIDDEN
from graph.resolve.events_corpus import Corpus
from graph.resolve.judgements import EVENT_VERDICTS, verdicts_of
from graph.resolve.times import when_of

REQUIRED = 10_000
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class EventVerdicts:
    """Verdicts by positions of mentions in the corpus; `single` holds corrections by the mention that is named."""

    same: frozenset[Pair]
    different: frozenset[Pair]
    single: Mapping[int, tuple[Judgement, ...]]

    def between(self, left: Sequence[int], right: Sequence[int]) -> str | None:
        """The verdict on two groups of mentions: "different" outranks "same"; None where nobody judged."""
        for verdict, pairs in (("different", self.different), ("same", self.same)):
            if pairs and any((min(a, b), max(a, b)) in pairs for a in left for b in right):
                return verdict
        return None

    def split(self, chain: Sequence[int]) -> list[tuple[int, ...]]:
        """A chain of one article, taken apart where it joins what was judged different."""
        apart = {index for pair in self.different if pair[0] in chain and pair[1] in chain for index in pair}
        rest = tuple(index for index in chain if index not in apart)
        return [(index,) for index in sorted(apart)] + ([rest] if rest else [])

    def chain_pairs(self, chains: Sequence[Sequence[int]]) -> dict[Pair, int]:
        """Judged pairs of chains, by position, with points that outweigh all others."""
        chain_of = {index: number for number, chain in enumerate(chains) for index in chain}
        found: dict[Pair, int] = {}
        for pairs, points in ((self.same, REQUIRED), (self.different, 100 * FORBIDDEN)):
            for left, right in sorted(pairs):
                first, second = sorted((chain_of[left], chain_of[right]))
                if first != second:
                    found[(first, second)] = points
        return found


def event_verdicts(judgements: Iterable[Judgement], corpus: Corpus) -> EventVerdicts:
    """The verdicts on events whose mentions are in the corpus; others are kept for builds that have them."""
    found = [judgement for judgement in judgements if judgement.kind == "event"]
    pairs = verdicts_of(found, "event")
    single: dict[int, list[Judgement]] = {}
    for judgement in found:
        position = _position(judgement.left, corpus)
        if judgement.verdict in EVENT_VERDICTS and position is not None:
            single.setdefault(position, []).append(judgement)
    return EventVerdicts(
        _positions(pairs.same, corpus),
        _positions(pairs.different, corpus),
        {position: tuple(listed) for position, listed in sorted(single.items())},
    )


def _positions(pairs: Iterable[tuple[str, str]], corpus: Corpus) -> frozenset[Pair]:
    found = set()
    for left, right in pairs:
        first, second = _position(left, corpus), _position(right, corpus)
        if first is not None and second is not None and first != second:
            found.add((min(first, second), max(first, second)))
    return frozenset(found)


def _position(name: str, corpus: Corpus) -> int | None:
    """The position of the mention that an event id is made of, or of the mention id itself."""
    key = f"e-{name.removeprefix('event-')}" if name.startswith("event-") else name
    return corpus.position.get(key)


def corrected(event: Event, members: Sequence[int], verdicts: EventVerdicts) -> Event | None:
    """The event as a person corrected it, None where it is dropped."""
    for index in members:
        for judgement in verdicts.single.get(index, ()):
            if judgement.verdict == "drop":
                return None
            event = _corrected(event, judgement)
    return event


def _corrected(event: Event, judgement: Judgement) -> Event:
    if judgement.verdict == "class":
        return replace(event, event_class=judgement.right)
    if judgement.verdict == "factuality":
        return replace(event, factuality=Factuality(judgement.right))
    account = f"judged by {judgement.by or 'a person'}" + (f": {judgement.note}" if judgement.note else "")
    when = when_of(judgement.right, account)
    return replace(event, when=when) if when is not None else event
