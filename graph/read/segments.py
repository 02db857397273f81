"""Which lines of a page make one article: where each begins, where it goes on after a link, and where it ends.

Running text carries the article; what stands between two stretches of it decides whether they belong together: a link
or an advertisement does not part them, a headline with a date does, and so does a headline after the tags of the one
before when the text that follows is about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.read.lines import Kind, Line
from graph.read.topics import content_words, goes_on, overlap
from graph.text import comparison_key

LEAST_WORDS = 12
TEASER_WORDS = 40
_TOPIC_CHARACTERS = 3000
_TOPIC_LINES = 40


@dataclass(slots=True)
class Segment:
    """The lines of one article by their numbers: what stands before its text, the text with what interrupts it, and
    what stands after it."""

    head: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    tail: list[int] = field(default_factory=list)


def split_lines(lines: Sequence[Line], *, headed: bool = False) -> list[Segment]:
    """The articles of a page, in order; every line lies in one of them. Empty where there is no running text.

    Lines before the first article are its head; a later article's head begins at its headline.

    Args: headed: whether the first line is known to be a headline, so that any text after it is an article.
    """
    segments: list[Segment] = []
    gap: list[int] = []
    for number, line in enumerate(lines):
        if not segments:
            if line.kind is Kind.PROSE and not (headed and number == 0):
                segments.append(Segment(head=gap, body=[number]))
                gap = []
            else:
                gap.append(number)
        elif line.kind is Kind.PROSE or (line.kind is Kind.WEAK and not _ends(lines, gap)):
            current = segments[-1]
            start = _new_start(lines, current, gap, number)
            if start is not None:
                current.tail.extend(index for index in gap if index < start)
                segments.append(Segment(head=[index for index in gap if index >= start], body=[number]))
                gap = []
            elif _continues(lines, current, gap, number):
                current.body.extend([*gap, number])
                gap = []
            else:
                gap.append(number)
        else:
            gap.append(number)
    if segments:
        segments[-1].tail.extend(gap)
    elif headed:
        text = [index for index in gap[1:] if lines[index].kind in (Kind.SHORT, Kind.WEAK)]
        if text:
            segments.append(Segment(head=gap[: text[0]], body=gap[text[0] :]))
    return segments


def _ends(lines: Sequence[Line], gap: Sequence[int]) -> bool:
    return any(lines[index].effect in ("weak", "end") for index in gap)


def _new_start(lines: Sequence[Line], current: Segment, gap: Sequence[int], number: int) -> int | None:
    """The line at which a new article begins whose text begins at line `number`, or None if none does."""
    after = [index for index in gap if lines[index].kind is Kind.PROSE]
    since = after[-1] + 1 if after else (gap[0] if gap else number)
    fresh = [index for index in gap if index >= since]
    headline = _headline(lines, fresh)
    if headline is None:
        return None
    dated = [index for index in fresh if lines[index].kind is Kind.DATE and lines[index].dateline is not None]
    start = min([headline, *(index for index in dated if headline - 3 <= index < headline)])
    unit = _unit(lines, number)
    unit_words = sum(lines[index].words for index in unit)
    if unit_words < LEAST_WORDS or goes_on(lines[number].key):
        return None
    if any(_published(lines[index]) for index in dated):
        return start
    separated = any(lines[index].reason == "separator" for index in fresh)
    if not _ends(lines, gap) and not separated and not dated:
        return None
    topic = content_words(comparison_key(" ".join(lines[index].text for index in unit)[:_TOPIC_CHARACTERS]))
    title = content_words(lines[headline].key)
    matched = overlap(title, topic)
    if dated and matched >= 0.3:
        return start
    if unit_words < TEASER_WORDS:
        return None
    ended = any(lines[index].effect == "end" for index in gap) or separated
    if ended:
        return start if matched >= 0.3 else None
    own = overlap(_title_words(lines, current), topic)
    return start if matched >= 0.5 and matched > own else None


def _published(line: Line) -> bool:
    return line.dateline is not None and line.dateline.label == "published"


def _headline(lines: Sequence[Line], fresh: Sequence[int]) -> int | None:
    """The last line of a gap that could be a headline: of three words or more and no furniture."""
    for index in reversed(fresh):
        line = lines[index]
        if line.kind in (Kind.SHORT, Kind.WEAK) and line.words >= 3:
            return index
        if line.effect in ("weak", "end"):
            return None
    return None


def _unit(lines: Sequence[Line], number: int) -> list[int]:
    """The lines of running text from `number` on, with single short lines between them."""
    unit, short = [], 0
    for index in range(number, min(len(lines), number + 40)):
        line = lines[index]
        if line.kind in (Kind.PROSE, Kind.WEAK):
            unit.append(index)
            short = 0
        elif line.effect in ("weak", "end") or line.kind is Kind.DATE or short >= 2:
            break
        elif line.kind is Kind.SHORT:
            short += 1
    return unit


def _title_words(lines: Sequence[Line], current: Segment) -> frozenset[str]:
    headline = _headline(lines, current.head)
    return content_words(lines[headline].key) if headline is not None else frozenset()


def _continues(lines: Sequence[Line], current: Segment, gap: Sequence[int], number: int) -> bool:
    """Whether the text at line `number` belongs to the article before the gap."""
    if not _ends(lines, gap):
        return True
    line = lines[number]
    if goes_on(line.key):
        return True
    body = " ".join(lines[index].text for index in current.body[:_TOPIC_LINES])[:_TOPIC_CHARACTERS]
    shared = overlap(content_words(comparison_key(line.text)), content_words(comparison_key(body)))
    ended = any(lines[index].effect == "end" for index in gap)
    return shared >= (0.4 if ended else 0.2)
