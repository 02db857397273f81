"""A page as lines: where each stands, and what it looks like."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Span
from graph.read.datelines import Dateline
from graph.read.looks import Kind, ends_sentence, look_at
from graph.read.model import prints_whole
from graph.read.wrapping import unwrap
from graph.text import comparison_keys

__all__ = ["Kind", "Line", "find_margins", "read_lines"]

_MARGIN = re.compile(r"[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f]*")
_INVISIBLE = re.compile(
    "[\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\x00-\\x08\\x0e-\\x1b\\x7f]+"
)
_TRAIL = (
    "\x00\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2060\ufeff"
)


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
        return ends_sentence(self.text)


def read_lines(text: str, crawled: datetime.datetime | None = None) -> Iterator[Line]:
    """The lines of a page that hold anything but white space, in order."""
    keys = comparison_keys(text)
    for first, last, key in unwrap(text, [(*bound, key) for bound, key in zip(_bounds(text), keys, strict=True)]):
        if first < last:
            line, words = text[first:last], key.count(" ") + 1
            look = look_at(line, key, words, crawled)
            yield Line(Span(first, last), line, key, words, look.kind, look.reason, look.effect, look.dateline)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where each line of a text (as `str.splitlines` parts them) begins and ends without its margins."""
    invisible = not prints_whole(text) and _INVISIBLE.search(text) is not None
    offset = 0
    for whole in text.splitlines(keepends=True):
        if invisible:
            margin = _MARGIN.match(whole)
            first = margin.end() if margin else 0
            last = first + len(whole[first:].rstrip().rstrip(_TRAIL).rstrip())
        else:
            first = len(whole) - len(whole.lstrip())
            last = max(first, len(whole.rstrip()))
        yield offset + first, offset + last
        offset += len(whole)


def find_margins(text: str) -> Iterator[Span]:
    """The invisible characters at the ends of lines and on lines of their own (direction marks, joiners), which lie in
    no line."""
    if prints_whole(text) or _INVISIBLE.search(text) is None:
        return
    before = 0
    for first, last in _bounds(text):
        yield from (Span(*found.span()) for found in _INVISIBLE.finditer(text, before, first))
        before = last
    yield from (Span(*found.span()) for found in _INVISIBLE.finditer(text, before))
