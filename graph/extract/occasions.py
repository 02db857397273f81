"""What one speaker says in an article is said on one occasion, unless the article tells another time.

"قال الوزير اليوم ... وأضاف ... وأكد": only the first verb has the time, the others share it. A pluperfect ("وكان قد
أعلن") is another occasion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from graph.model import EntityMention, EventMention, Factuality, TimeBasis, When
from graph.text import comparison_key, without_article


def share_times(
    events: Sequence[EventMention],
    speech: Sequence[bool],
    entities: Mapping[str, EntityMention],
    is_background: Callable[[int], bool],
) -> tuple[EventMention, ...]:
    """The events, speech without a time of its own dated by the nearest dated speech of its speaker, earlier ones first.

    Args: events: in text order; speech: which of them are speech; is_background: whether the event of that number is
        told as something earlier.
    """
    found = list(events)
    for number, event in enumerate(events):
        if not speech[number] or event.when is not None or event.factuality is not Factuality.ACTUAL or is_background(number):
            continue
        speaker = _speaker(event, entities)
        others = [*range(number - 1, -1, -1), *range(number + 1, len(events))]
        dated = next(
            (
                events[other]
                for other in others
                if speech[other]
                and _has_day(events[other].when)
                and not is_background(other)
                and speaker & _speaker(events[other], entities)
            ),
            None,
        )
        if dated is not None and dated.when is not None:
            reason = f"said on the occasion of {dated.mention.anchor}"
            found[number] = replace(event, when=replace(dated.when, basis=TimeBasis.INFERRED, span=None, reason=reason))
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
