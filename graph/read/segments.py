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

LEAST_WORDS = 12
TEASER_WORDS = 40
_LEAST_MATCH = 0.25
_SURE_MATCH = 0.5
_SAME_STORY = 0.2
_TOPIC_CHARACTERS = 2500
_TOPIC_LINES = 30


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
                continue
        elif line.kind in (Kind.PROSE, Kind.WEAK):
            current = segments[-1]
            start = _new_start(lines, current, gap, number)
            if start is not None:
                current.tail.extend(index for index in gap if index < start)
                segments.append(Segment(head=[index for index in gap if index >= start], body=[number]))
                gap = []
                continue
            if _continues(lines, current, gap, number):
                current.body.extend([*gap, number])
                gap = []
                continue
        gap.append(number)
    if segments:
        segments[-1].tail.extend(gap)
    elif not headed:
        segments = _without_stops(lines)
    else:
        text = [index for index in gap[1:] if lines[index].kind in (Kind.SHORT, Kind.WEAK)]
        if text:
            segments.append(Segment(head=gap[: text[0]], body=gap[text[0] :]))
    return segments


def _without_stops(lines: Sequence[Line]) -> list[Segment]:
    """The article of a page none of whose lines ends as a sentence does: a headline that the next lines are about."""
    for number, line in enumerate(lines):
        if line.kind is Kind.WEAK:
            unit = _unit(lines, number)
            topic = content_words(" ".join(lines[index].key for index in unit)[:_TOPIC_CHARACTERS])
            headline, matched = _headline(lines, range(number), topic)
            if headline is not None and matched >= _SURE_MATCH:
                last = unit[-1]
                return [Segment([*range(number)], [*range(number, last + 1)], [*range(last + 1, len(lines))])]
    return []


def _is_dateline(line: Line) -> bool:
    """Whether a line dates an article: a date on its own, or beside the author's name."""
    return line.dateline is not None and (line.kind is Kind.DATE or line.reason == "byline")


def _ends(lines: Sequence[Line], gap: Sequence[int]) -> bool:
    return any(lines[index].effect in ("weak", "end") for index in gap)


def _new_start(lines: Sequence[Line], current: Segment, gap: Sequence[int], number: int) -> int | None:
    """The line at which a new article begins whose text begins at line `number`, or None if none does."""
    fresh = _fresh(lines, gap)
    dated = [index for index in fresh if _is_dateline(lines[index])]
    separated = any(lines[index].reason == "separator" and lines[index].text[:3].strip("|") for index in gap)
    if not (dated or separated or _ends(lines, gap)):
        return None
    unit = _unit(lines, number)
    words = sum(lines[index].words for index in unit)
    topic = content_words(" ".join(lines[index].key for index in unit)[:_TOPIC_CHARACTERS])
    headline, matched = _headline(lines, fresh, topic)
    if (
        headline is None
        or words < LEAST_WORDS
        or (goes_on(lines[number].key) and matched < _SURE_MATCH and not separated)
    ):
        return None
    start = min([headline, *(index for index in dated if headline - 3 <= index < headline)])
    if any(_published(lines[index]) for index in dated):
        return start
    if words < TEASER_WORDS and (_ends(lines, gap) or _teaser(lines, unit)):
        return None
    if not _ends(lines, gap) or separated:
        return start if matched >= _LEAST_MATCH else None
    ended = any(lines[index].effect == "end" for index in gap)
    least = _LEAST_MATCH if dated or ended else _SURE_MATCH
    body = " ".join(lines[index].key for index in current.body[:_TOPIC_LINES])[:_TOPIC_CHARACTERS]
    if (matched < _SURE_MATCH or goes_on(lines[number].key)) and overlap(
        content_words(lines[number].key), content_words(body)
    ) >= _SAME_STORY:
        return None
    own = overlap(_title_words(lines, current), topic)
    return start if matched >= least and matched > own - (0.1 if ended else 0) else None


def _fresh(lines: Sequence[Line], gap: Sequence[int]) -> list[int]:
    """The lines of a gap after its last running text and its last cue that parts articles."""
    since = 0
    for place, index in enumerate(gap):
        line = lines[index]
        told = line.kind is Kind.PROSE and (line.words >= TEASER_WORDS or goes_on(line.key))
        if told or line.effect in ("weak", "end") or line.reason == "separator":
            since = place + 1
    return list(gap[since:])


def _teaser(lines: Sequence[Line], unit: Sequence[int]) -> bool:
    """Whether a piece of running text is the beginning of something told elsewhere."""
    words = sum(lines[index].words for index in unit)
    return words < TEASER_WORDS and lines[unit[-1]].text.rstrip(" ]").endswith(("...", "…", ".."))


def _published(line: Line) -> bool:
    return line.dateline is not None and line.dateline.label == "published"


def _headline(lines: Sequence[Line], fresh: Sequence[int], topic: frozenset[str]) -> tuple[int | None, float]:
    """The line of a gap that fits the text after it best as its headline, and the share of its words found there.

    Of lines that fit as well, the last one.
    """
    ranked = [
        (round(overlap(content_words(lines[index].key), topic), 3), index)
        for index in fresh
        if lines[index].kind in (Kind.SHORT, Kind.WEAK) and lines[index].words >= 3
    ]
    if not ranked:
        return None, 0.0
    matched, index = max(ranked)
    return index, matched


def _unit(lines: Sequence[Line], number: int) -> list[int]:
    """The lines of running text from `number` on, with single short lines between them."""
    unit, short = [], 0
    for index in range(number, min(len(lines), number + 40)):
        line = lines[index]
        if line.kind in (Kind.PROSE, Kind.WEAK):
            unit.append(index)
            short = 0
        elif line.effect == "end" or (line.effect == "weak" and not _resumes(lines, index)):
            break
        elif line.kind in (Kind.DATE, Kind.SHORT):
            short += 1 + (line.kind is Kind.DATE)
            if short > 2 and not _resumes(lines, index):
                break
    return unit


def _resumes(lines: Sequence[Line], number: int) -> bool:
    """Whether the next running text after line `number` goes on with the text before it."""
    ahead = lines[number + 1 : number + 7]
    following = next((line for line in ahead if line.kind is Kind.PROSE or line.effect == "end"), None)
    return following is not None and following.kind is Kind.PROSE and goes_on(following.key)


def _title_words(lines: Sequence[Line], current: Segment) -> frozenset[str]:
    body = " ".join(lines[index].key for index in current.body[:_TOPIC_LINES])[:_TOPIC_CHARACTERS]
    headline, _ = _headline(lines, current.head, content_words(body))
    return content_words(lines[headline].key) if headline is not None else frozenset()


def _continues(lines: Sequence[Line], current: Segment, gap: Sequence[int], number: int) -> bool:
    """Whether the text at line `number` belongs to the article before the gap."""
    if not gap:
        return True
    line = lines[number]
    strays = sum(lines[index].kind in (Kind.SHORT, Kind.CUE) for index in gap)
    parted = _ends(lines, gap)
    if parted and lines[gap[-1]].kind in (Kind.SHORT, Kind.DATE) and _teaser(lines, [number]):
        return False
    if goes_on(line.key):
        return True
    if line.kind is Kind.WEAK and number + 1 < len(lines) and lines[number + 1].kind is Kind.DATE:
        return False
    if line.kind is Kind.PROSE and not parted and strays < 3:
        return True
    if parted and (_teaser(lines, [number]) or line.kind is Kind.WEAK):
        return False
    body = " ".join(lines[index].key for index in current.body[:_TOPIC_LINES])[:_TOPIC_CHARACTERS]
    words = content_words(line.key[:_TOPIC_CHARACTERS])
    shared = overlap(words, content_words(body))
    if not parted:
        return shared >= 0.1
    headline, matched = _headline(lines, _fresh(lines, gap), words)
    if headline is not None and matched >= 0.5 and matched > overlap(_title_words(lines, current), words):
        return False
    return shared >= (0.4 if any(lines[index].effect == "end" for index in gap) else 0.2)
