"""Paragraphs that a terminal browser or a mail program broke into lines of equal width, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Piece = tuple[int, int, str]
"""Beginning and end of a line in its text without its margins, and its comparison key; empty lines have no length."""

_NARROWEST = 45
_WIDEST = 135
_LEAST_FULL = 6
_FULL_SHARE = 0.6
_MOST_SENTENCES = 0.35
_LONG_SHARE = 0.1
_SLACK = 2
_STOP = re.compile(r"[.!؟?:…][\"»”)\]]*\Z")


def unwrap(text: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The lines of a text; where it was wrapped to a width, each paragraph's lines as one.

    A line is full if the next line's first word would not have fitted into it. A text is taken as wrapped if most of
    its lines that another follows are full and break off within a sentence.
    """
    width = _width(pieces)
    full = [_is_full(text, pieces, number, width) for number in range(len(pieces))] if width else []
    if not _is_wrapped(text, pieces, full):
        yield from pieces
        return
    start = 0
    for number, piece in enumerate(pieces):
        if not full[number]:
            first, last = pieces[start][0], piece[1]
            yield first, last, " ".join(key for *_, key in pieces[start : number + 1])
            start = number + 1


def _width(pieces: Sequence[Piece]) -> int:
    """The width that the text seems to be wrapped to, 0 for none."""
    lengths = sorted((last - first for first, last, _ in pieces if last > first), reverse=True)
    if len(lengths) <= _LEAST_FULL:
        return 0
    outliers = sum(length for length in lengths if length > _WIDEST)
    if outliers > _LONG_SHARE * sum(lengths):
        return 0
    usual = [length for length in lengths if length <= _WIDEST]
    width = usual[min(2, len(usual) - 1)]
    return width if width >= _NARROWEST else 0


def _is_full(text: str, pieces: Sequence[Piece], number: int, width: int) -> bool:
    if number + 1 == len(pieces):
        return False
    (first, last, _), (following, end, _) = pieces[number], pieces[number + 1]
    if first == last or following == end:
        return False
    word = text[following:end].split(maxsplit=1)[0]
    return last - first <= width + _SLACK < last - first + 1 + len(word) + 2 * _SLACK


def _is_wrapped(text: str, pieces: Sequence[Piece], full: Sequence[bool]) -> bool:
    numbers = [number for number, yes in enumerate(full) if yes]
    if len(numbers) < _LEAST_FULL:
        return False
    followed = sum(left[1] > left[0] and right[1] > right[0] for left, right in pairwise(pieces))
    stops = sum(_STOP.search(text[pieces[number][1] - 4 : pieces[number][1]]) is not None for number in numbers)
    return len(numbers) >= _FULL_SHARE * followed and stops <= _MOST_SENTENCES * len(numbers)
