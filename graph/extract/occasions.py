"""What one speaker says in an article is said on one occasion, unless the article tells another time or place.

"قال الوزير اليوم في بغداد ... وأضاف ... وأكد": only the first verb has time and place, the others share them. A
pluperfect ("وكان قد أعلن") is another occasion.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from graph.model import EntityMention, EventMention, Factuality, RoleFiller, TimeBasis, When
from graph.text import comparison_key, without_article


def share_occasions(
    events: Sequence[EventMention],
    speech: Sequence[bool],
    entities: Mapping[str, EntityMention],
    is_background: Callable[[int], bool],
) -> tuple[EventMention, ...]:
    """The events, where speech without time or place has those of its speaker's nearest speech, earlier ones first.

    Args: events: in text order; speech: which of them are speech; is_background: whether the event of that number is
        told as something earlier.
    """
    found = list(events)
    open_ones = [
        number
        for number, event in enumerate(events)
        if speech[number] and event.factuality is Factuality.ACTUAL and not is_background(number)
    ]
    dated = _Spoken(number for number in open_ones if _has_day(events[number].when))
    placed = _Spoken(number for number in open_ones if events[number].with_role("place"))
    for known in (dated, placed):
        known.read(events, entities)
    for number in open_ones:
        event, speaker = events[number], _speaker(events[number], entities)
        other = dated.nearest(number, speaker)
        when = events[other].when if other is not None else None
        if event.when is None and when is not None and other is not None:
            reason = f"said on the occasion of {events[other].mention.anchor}"
            event = replace(event, when=replace(when, basis=TimeBasis.INFERRED, span=None, reason=reason))
        other = placed.nearest(number, speaker)
        if other is not None and not event.with_role("place") and _same_day(events[other].when, event.when):
            scene = RoleFiller("place", events[other].with_role("place")[0], "same occasion")
            event = replace(event, roles=(*event.roles, scene))
        found[number] = event
    return tuple(found)


class _Spoken:
    """Numbers of speech events by what tells their speakers, to find the nearest of one speaker."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = tuple(numbers)
        self._of: dict[str, list[int]] = {}

    def read(self, events: Sequence[EventMention], entities: Mapping[str, EntityMention]) -> None:
        """Take in who speaks."""
        for number in self._numbers:
            for key in _speaker(events[number], entities):
                self._of.setdefault(key, []).append(number)

    def nearest(self, number: int, speaker: frozenset[str]) -> int | None:
        """The nearest one before, else the nearest behind, that is not `number` itself."""
        before, behind = [], []
        for key in speaker:
            numbers = self._of.get(key, [])
            at = bisect_left(numbers, number)
            before += numbers[max(0, at - 1) : at]
            behind += [other for other in numbers[at : at + 2] if other != number][:1]
        return max(before) if before else min(behind, default=None)


def _same_day(left: When | None, right: When | None) -> bool:
    return left is None or right is None or left.edtf == right.edtf


def _has_day(when: When | None) -> bool:
    return when is not None and when.earliest is not None and when.earliest == when.latest


def _speaker(event: EventMention, entities: Mapping[str, EntityMention]) -> frozenset[str]:
    """What tells a speaker from another: the mention, and the last word of a name."""
    keys = set()
    for one in event.with_role("speaker"):
        keys.add(one)
        words = comparison_key(entities[one].name).split()
        keys.add(without_article(words[-1]) if len(words) < 3 else f"{words[0]} {words[-1]}")
        keys.update({" ".join(words)})
    return frozenset(keys)
