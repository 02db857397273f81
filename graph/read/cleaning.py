"""From the lines of one article to what is kept of them: its headline and its text, and why the rest goes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.read.lines import Kind, Line
from graph.read.outlets import find_outlet, outlets_in
from graph.read.segments import Segment
from graph.read.topics import content_words, goes_on, overlap
from graph.text import is_arabic

_TOPIC_CHARACTERS = 2500
_LINE_CHARACTERS = 400
_TOPIC_LINES = 30
_REPEAT_CHARACTERS = 200_000
_LONGEST_REPEAT = 60
_MOST_REPEATS = 200
_LONGEST_LINK = 16
_LONGEST_BYLINE = 5
_PARTED = re.compile(r"\s[-–—|/]\s|[|/]")
_STOPPED = re.compile(r"\.[\"”»\s]*(?:\([^()]{2,30}\)\s*)?\Z")
_LEAST_TITLE = 4
_MOST_TITLE = 24
_BULLETS = ("-", "–", "•", "*", "●", "▪", "◾", "■", "1", "2", "3", "4", "5", "6", "7", "8", "9")


@dataclass(slots=True)
class Cleaned:
    """The numbers of the lines that are kept, in order, the headline's among them, and the reasons for the others."""

    title: int | None = None
    kept: list[int] = field(default_factory=list)
    cut: dict[int, str] = field(default_factory=dict)


def clean(lines: Sequence[Line], segment: Segment, *, headed: bool = False) -> Cleaned:
    """Choose what of an article's lines is headline and text.

    Args: headed: whether the segment's first line is known to be the headline.
    """
    cleaned = Cleaned()
    topic = _Topic(lines, segment.body)
    cleaned.title = segment.head[0] if headed and segment.head else _title(lines, segment, topic)
    _clean_head(lines, segment, cleaned, topic)
    _clean_body(lines, segment, cleaned)
    _clean_tail(lines, segment, cleaned, headed=headed)
    _drop_repeats(lines, segment.head, cleaned)
    cleaned.kept.sort()
    return cleaned


class _Topic:
    """The content words of an article's first lines, gathered when first asked."""

    def __init__(self, lines: Sequence[Line], body: Sequence[int]) -> None:
        self._lines = [lines[index] for index in body[:_TOPIC_LINES]]
        self._words: frozenset[str] | None = None

    def share(self, line: Line) -> float:
        """The share 0..1 of a line's content words that the article has."""
        if self._words is None:
            text = " ".join(line.key for line in self._lines if line.kind is not Kind.CUE)
            self._words = content_words(text[:_TOPIC_CHARACTERS])
        return overlap(content_words(line.key), self._words)


def _title(lines: Sequence[Line], segment: Segment, topic: _Topic) -> int | None:
    candidates = [index for index in segment.head if lines[index].kind in (Kind.SHORT, Kind.WEAK)]
    first = segment.body[0]
    if len(segment.body) > 1 and lines[first].words <= 25 and not lines[first].text.rstrip('"”»').endswith("."):
        candidates.append(first)
    if len(candidates) == 1 and _LEAST_TITLE <= lines[candidates[0]].words <= _MOST_TITLE and segment.head:
        return candidates[0] if not _is_byline(lines[candidates[0]]) else None
    body = " ".join(lines[index].key for index in segment.body[:_TOPIC_LINES])
    scored = []
    for place, index in enumerate(reversed(candidates)):
        line = lines[index]
        if line.words < 2 or find_outlet(line.text) is not None or _is_byline(line):
            continue
        shared = topic.share(line)
        fits = _LEAST_TITLE <= line.words <= _MOST_TITLE
        dated = any(lines[near].kind is Kind.DATE for near in (index + 1, index - 1) if 0 <= near < len(lines))
        quoted = line.key.strip(' ."“”«»') in body if index != first else body.count(line.key.strip(" .")) > 1
        unfit = 1.5 * quoted + 2 * goes_on(line.key) + 0.3 * (index == first) + (line.words < 4)
        score = 2 * shared + fits + 0.4 * dated - 0.15 * place - unfit
        scored.append((score, -place, index, shared, fits))
    if not scored:
        return None
    _, _, chosen, shared, fits = max(scored)
    if not fits and shared < 0.3:
        return None
    return max(index for index in candidates if lines[index].key == lines[chosen].key)


def _is_byline(line: Line) -> bool:
    """Whether a line names an outlet, or holds too little beside a date to be a headline."""
    if line.words <= _LONGEST_BYLINE and outlets_in(line.text) and _PARTED.search(line.text):
        return True
    return line.dateline is not None and len(line.dateline.rest.split()) <= 3


def _clean_head(lines: Sequence[Line], segment: Segment, cleaned: Cleaned, topic: _Topic) -> None:
    title = cleaned.title
    for index in segment.head:
        line = lines[index]
        if index == title:
            cleaned.kept.append(index)
        elif line.kind in (Kind.CUE, Kind.DATE):
            cleaned.cut[index] = line.reason
        elif title is None or index < title or line.key == lines[title].key:
            cleaned.cut[index] = "navigation"
        elif line.words >= 5 and (_leads(line, index, segment) or topic.share(line) >= 0.3):
            cleaned.kept.append(index)
        else:
            cleaned.cut[index] = "byline" if line.words <= 6 else "navigation"


def _leads(line: Line, index: int, segment: Segment) -> bool:
    """Whether a line is a first paragraph without a full stop, right before the others."""
    return line.kind is Kind.WEAK and index + 1 == segment.body[0]


def _clean_body(lines: Sequence[Line], segment: Segment, cleaned: Cleaned) -> None:
    in_links = False
    words = _BodyWords(lines, segment.body)
    for index in segment.body:
        line = lines[index]
        if line.kind in (Kind.CUE, Kind.DATE):
            cleaned.cut[index] = line.reason
            in_links = in_links or line.effect in ("weak", "end")
        elif line.kind is Kind.PROSE or (
            line.kind is Kind.WEAK and (not in_links or goes_on(line.key)) and not _is_link(lines, words, index)
        ):
            cleaned.kept.append(index)
            in_links = False
        elif in_links or _is_link(lines, words, index):
            cleaned.cut[index] = "related"
        elif _belongs(line, words, index):
            cleaned.kept.append(index)
        else:
            cleaned.cut[index] = "unrelated"


class _BodyWords:
    """In how many of an article's first lines each content word stands; counted when first asked."""

    def __init__(self, lines: Sequence[Line], body: Sequence[int]) -> None:
        self._lines = lines
        self._body = body[:_TOPIC_LINES]
        self._counts: Counter[str] | None = None

    @property
    def first(self) -> int:
        """The number of the first line."""
        return self._body[0]

    def elsewhere(self, number: int) -> tuple[frozenset[str], frozenset[str]]:
        """The content words of line `number`, and those of them that other lines have too."""
        if self._counts is None:
            lines = (self._lines[index].key[:_LINE_CHARACTERS] for index in self._body)
            self._counts = Counter(word for key in lines for word in content_words(key))
        own = content_words(self._lines[number].key[:_LINE_CHARACTERS])
        times = 1 if number in self._body else 0
        return own, frozenset(word for word in own if self._counts[word] > times)


def _is_link(lines: Sequence[Line], words: _BodyWords, number: int) -> bool:
    """Whether a line between paragraphs is a headline of something else."""
    line = lines[number]
    listed = line.text.startswith(_BULLETS) or line.text.endswith(":")
    if line.words < 4 or listed or line.ends_sentence or goes_on(line.key):
        return False
    near = [lines[index] for index in (number - 1, number + 1) if 0 <= index < len(lines)]
    beside = any(other.reason in ("section", "related", "navigation", "date") for other in near)
    own, common = words.elsewhere(number)
    shared = len(common) / len(own) if own else 0.0
    return shared < 0.4 if beside else shared < 0.1 and 5 <= line.words <= _LONGEST_LINK and number != words.first


def _belongs(line: Line, words: _BodyWords, number: int) -> bool:
    """Whether a short line between paragraphs is a subheading or a list item rather than a stray link."""
    if line.words >= 6 or line.ends_sentence or line.text.startswith(_BULLETS) or line.text.endswith(":"):
        return True
    if find_outlet(line.text) is not None or not is_arabic(line.text):
        return False
    return bool(words.elsewhere(number)[1])


def _clean_tail(lines: Sequence[Line], segment: Segment, cleaned: Cleaned, *, headed: bool) -> None:
    """Cut what stands after the text, but for its last short sentence, items of its list, and lines of a record."""
    direct = True
    listed = bool(segment.body) and lines[segment.body[-1]].text.endswith(":")
    reason = "related"
    for index in segment.tail:
        line = lines[index]
        if line.kind in (Kind.CUE, Kind.DATE):
            cleaned.cut[index] = line.reason
            direct = direct and line.effect == "cut" and line.reason in ("advertisement", "media", "caption")
            reason = line.reason if line.effect in ("weak", "end") else reason
        elif direct and (_still_text(line, listed=listed, headed=headed) or line.text.endswith(":")):
            listed = listed or line.text.endswith(":")
            cleaned.kept.append(index)
        else:
            direct = False
            cleaned.cut[index] = reason


def _still_text(line: Line, *, listed: bool, headed: bool) -> bool:
    sentence = line.words >= 4 and _STOPPED.search(line.text) is not None
    return sentence or (listed and line.text.startswith(_BULLETS)) or (headed and line.words >= 2)


def _drop_repeats(lines: Sequence[Line], head: Sequence[int], cleaned: Cleaned) -> None:
    """Cut pull quotes and teasers: short paragraphs that another kept line holds word for word."""
    short = [index for index in cleaned.kept if 4 <= lines[index].words <= _LONGEST_REPEAT and index != cleaned.title]
    length = sum(len(lines[index].text) for index in cleaned.kept)
    if length > _REPEAT_CHARACTERS:
        return
    keys = {index: lines[index].key.strip(' "“”«»') for index in cleaned.kept}
    for index in short[:_MOST_REPEATS]:
        bare = keys[index].rstrip(".")
        holders = [other for other in cleaned.kept if other != index and bare in keys[other]]
        if any(_holds(lines, head, keys, other, index) for other in holders):
            cleaned.kept.remove(index)
            cleaned.cut[index] = "repeated"


def _holds(lines: Sequence[Line], head: Sequence[int], keys: dict[int, str], other: int, index: int) -> bool:
    """Whether of two lines, of which `other` holds the words of `index`, the latter is the repetition.

    Of equal ones it is the one before the text, else the one without a full stop, else the later one.
    """
    if len(keys[other]) > len(keys[index]) + 3:
        return True
    if (index in head) != (other in head):
        return index in head
    stops = lines[index].text.endswith("."), lines[other].text.endswith(".")
    return stops[1] if stops[0] != stops[1] else index > other
