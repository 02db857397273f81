"""What one speaker says in an article is said on one occasion, unless the article tells another time or place.

"قال الوزير اليوم في بغداد ... وأضاف ... وأكد": only the first verb has time and place, the others share them. A
pluperfect ("وكان قد أعلن") is another occasion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    for number in open_ones:
        event, speaker = events[number], _speaker(events[number], entities)
        nearest = [other for other in reversed(open_ones) if other < number] + [o for o in open_ones if o > number]
        others = [events[other] for other in nearest if speaker & _speaker(events[other], entities)]
        dated = next((other for other in others if _has_day(other.when)), None)
        if event.when is None and dated is not None and dated.when is not None:
            reason = f"said on the occasion of {dated.mention.anchor}"
            event = replace(event, when=replace(dated.when, basis=TimeBasis.INFERRED, span=None, reason=reason))
        placed = next((other for other in others if other.with_role("place")), None)
        same = placed is not None and (placed.when is None or event.when is None or placed.when.edtf == event.when.edtf)
        if placed is not None and same and not event.with_role("place"):
            scene = RoleFiller("place", placed.with_role("place")[0], "same occasion")
            event = replace(event, roles=(*event.roles, scene))
        found[number] = event
    return tuple(found)


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
