"""A page as lines: where each stands, and whether it looks like running text, a headline, a date or page furniture."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Span
from graph.read.cues import CueTable, cue_table
from graph.read.datelines import Dateline, find_dateline, says_date
from graph.read.outlets import find_place_line, is_place_line, names_only
from graph.read.topics import long_key

LONGEST_FURNITURE = 300
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_MARGIN = re.compile(r"[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f]*")
_SENTENCE_END = re.compile(r"[.!؟?…۔][\s\"'”“»«’)\]]*\Z")
_FULL_STOP = re.compile(r"(?<!\.)\.[\s\"'”“»’)\]]*\Z")
_ADDRESS_ONLY = re.compile(
    r"(?:https?://|www\.)\S+\Z|\S+@\S+\.\w+\Z|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|iq|news)(?:/\S*)?\Z", re.I
)
_MAY_DATE = re.compile(r"\d|منذ|قبل|\bago\b|il y a")
_SET_OFF = re.compile(r"[|–—]|\s-\s|-\s*\n|\n\s*-")
_DATED = re.compile(r"(?:19|20|14)\d\d|[٠-٩]{4}")
_EXCLAIMED = re.compile(r"[!؟?]\s*\Z")
_RULE = re.compile(r"[\W_]+\Z")
_LETTER = re.compile(r"[^\W\d_]")
_INVISIBLE = re.compile(
    "[\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\x00-\\x08\\x0e-\\x1b\\x7f]+"
)
_TRAIL = (
    "\x00\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2060\ufeff"
)


class Kind(StrEnum):
    """What a line looks like on its own."""

    PROSE = "prose"
    WEAK = "weak prose"
    SHORT = "short"
    DATE = "date"
    CUE = "cue"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its margins: code points of the page, kind, number of words, and what it was recognised as.

    `key` is the comparison key. `reason` and `effect` are a cue's.
    """

    span: Span
    text: str
    key: str
    words: int
    kind: Kind
    reason: str = ""
    effect: str = ""
    dateline: Dateline | None = None

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return _SENTENCE_END.search(self.text[-12:]) is not None


def read_lines(text: str, crawled: datetime.datetime | None = None) -> Iterator[Line]:
    """The lines of a page that hold anything but white space, in order."""
    table = cue_table()
    for match in _LINE.finditer(text):
        start, end = match.span()
        margin = _MARGIN.match(text, start, end)
        start = margin.end() if margin else start
        stripped = text[start:end].rstrip().rstrip(_TRAIL).rstrip()
        if stripped:
            yield _line(stripped, start, table, crawled)


def find_margins(text: str) -> Iterator[Span]:
    """The invisible characters at the ends of lines and on lines of their own (direction marks, joiners), which lie in
    no line."""
    if _INVISIBLE.search(text) is None:
        return
    for match in _LINE.finditer(text):
        start, end = match.span()
        margin = _MARGIN.match(text, start, end)
        first = margin.end() if margin else start
        last = first + len(text[first:end].rstrip().rstrip(_TRAIL).rstrip())
        for side in ((start, first), (last, end)):
            yield from (Span(*found.span()) for found in _INVISIBLE.finditer(text, *side))


def _line(text: str, start: int, table: CueTable, crawled: datetime.datetime | None) -> Line:
    span = Span(start, start + len(text))
    words = text.count(" ") + 1
    if len(text) > LONGEST_FURNITURE:
        key = long_key(text)
        cue = table.find_start(key)
        if cue is not None:
            return Line(span, text, key, words, Kind.CUE, cue.reason, cue.effect)
        return Line(span, text, key, words, Kind.PROSE)
    key = long_key(text)
    if _LETTER.search(key) is None:
        dateline = find_dateline(text)
        if dateline is not None and dateline.label != "foreign":
            return Line(span, text, key, words, Kind.DATE, "date", "cut", dateline)
        return Line(span, text, key, words, Kind.CUE, "separator" if _RULE.match(key) else "counter", "cut")
    if words <= 20 and _MAY_DATE.search(key) and says_date(text):
        dateline = find_dateline(text, crawled)
        if dateline is None or dateline.label != "foreign":
            return Line(span, text, key, words, Kind.DATE, "date", "cut", dateline)
        return Line(span, text, key, words, Kind.CUE, "date", "cut")
    cue = table.find(key, words)
    if cue is not None:
        dateline = find_dateline(text, crawled) if cue.effect == "cut" and words <= 20 else None
        return Line(span, text, key, words, Kind.CUE, cue.reason, cue.effect, dateline)
    if words <= 8 and is_place_line(key):
        return Line(span, text, key, words, Kind.CUE, "place line", "cut")
    if _ADDRESS_ONLY.match(text):
        return Line(span, text, key, words, Kind.CUE, "link", "cut")
    kind = _kind(text, words)
    place = find_place_line(text) if kind is Kind.WEAK else None
    if place is not None and place[1] is not None:
        kind = Kind.PROSE
    dateline = find_dateline(text) if kind in (Kind.SHORT, Kind.WEAK) and _DATED.search(text) else None
    if dateline is not None and (names_only(dateline.rest) or _headed_by_date(text, dateline)):
        return Line(span, text, key, words, Kind.DATE, "date", "cut", dateline)
    return Line(span, text, key, words, kind, dateline=dateline)


def _headed_by_date(text: str, dateline: Dateline) -> bool:
    """Whether a line is a date with a few words set off from it: an outlet, a section, the number of an issue."""
    words = sum(not word.isdigit() for word in dateline.rest.split())
    parted = _SET_OFF.search(text[: dateline.start] + "\n" + text[dateline.end :]) is not None
    return words <= 2 or (words <= 4 and parted)


def _kind(text: str, words: int) -> Kind:
    if words >= 25:
        return Kind.PROSE
    if words >= 12:
        return Kind.PROSE if _SENTENCE_END.search(text[-12:]) and not _EXCLAIMED.search(text) else Kind.WEAK
    return Kind.PROSE if words >= 5 and _FULL_STOP.search(text[-12:]) else Kind.SHORT
