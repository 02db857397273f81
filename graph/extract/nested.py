"""What an event is a part of, and which of a series it is: "التقى نظيره خلال زيارته", "الجولة الثانية من المباحثات"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby

from graph.extract.page import Page
from graph.extract.readings import Reading
from graph.extract.triggers import Trigger, listed
from graph.lexicons import read_settings
from graph.text import comparison_key

_WHOLES = frozenset(("Visit", "Meeting", "Negotiation"))
_PARTS = frozenset(("Meeting", "Negotiation", "PhoneCall", "Agreement", "Visit"))
_TAKEN_UP = frozenset(("خلاله", "خلالها", "خلالهما"))
_ORDINAL_REACH = 3


def parts_of(page: Page, readings: Sequence[Reading]) -> dict[int, list[int]]:
    """The numbers of the readings that are parts of each reading, as the words of one sentence say."""
    found: dict[int, list[int]] = {}
    for _, group in groupby(range(len(readings)), lambda at: page.sentence_of(readings[at].trigger.span.start)):
        numbers = list(group)
        for whole in numbers:
            parts = [part for part in numbers if _is_part(page, readings, part, whole)]
            if parts:
                found[whole] = parts
    return found


def _is_part(page: Page, readings: Sequence[Reading], part: int, whole: int) -> bool:
    inner, outer = readings[part].trigger, readings[whole].trigger
    classes = inner.entry.event_class, outer.entry.event_class
    if outer.is_verb or classes[1] not in _WHOLES or classes[0] not in _PARTS or classes[0] == classes[1]:
        return False
    before = inner.span.end <= outer.span.start
    if before and _is_occasion(page, outer) and _nearest(readings, part, whole):
        return True
    return _takes_up(page, readings[whole], readings[part])


def _is_occasion(page: Page, trigger: Trigger) -> bool:
    before = page.words_before(trigger.span.start, 1)
    return bool(before) and (before[0].bare in listed("parts") or before[0].bare[1:] in listed("parts"))


def _nearest(readings: Sequence[Reading], part: int, whole: int) -> bool:
    """Whether no finite verb stands between a part and its whole."""
    return not any(other.trigger.is_verb for other in readings[part + 1 : whole])


def _takes_up(page: Page, outer: Reading, inner: Reading) -> bool:
    """Whether a verb behind a noun says that it happens in its course ("زيارة يلتقي خلالها نظيره")."""
    after = page.words[inner.trigger.last + 1 : inner.trigger.last + 2]
    behind = outer.trigger.span.end <= inner.trigger.span.start
    return behind and inner.trigger.is_verb and bool(after) and after[0].key in _TAKEN_UP


def round_of(page: Page, trigger: Trigger) -> int | None:
    """The ordinal that stands behind a noun, before the end of its phrase; None without one."""
    if trigger.is_verb:
        return None
    sentence = page.sentences[page.sentence_of(trigger.span.start)]
    for word in page.words[trigger.last + 1 : trigger.last + 1 + _ORDINAL_REACH]:
        if word.span.start >= sentence.end or page.text[trigger.span.end : word.span.start].strip(" \u00a0").endswith(
            "،"
        ):
            return None
        if word.key in _ordinals():
            return _ordinals()[word.key]
    return None


@cache
def _ordinals() -> dict[str, int]:
    settings = read_settings("events/reading.toml")
    names = (settings["ordinals"], settings["ordinals_masculine"])
    return {comparison_key(word): number for words in names for number, word in enumerate(words, 1)}
