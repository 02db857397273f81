"""Numbers in running text: digits of every script with their separators, and cardinals in words ("مئتين وخمسين")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from graph.extract.counted import bounds
from graph.extract.page import Page
from graph.lexicons import read_list, read_settings
from graph.text import comparison_key

_DIGITS = re.compile(r"[وف]?(?:ال|لل|ب|ل|ك)?(\d{1,12})")
_RANKS = {"cardinal": 1, "tens": 2, "hundreds": 3, "thousands": 4}
_THOUSAND = 1000
_GROUP = 3
_PROCLITICS = ("ب", "ل", "ك")
_CONJUNCTIONS = ("و", "ف")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in place: its first word, the word behind it, its value, and the offset where its figures start."""

    first: int
    end: int
    value: Decimal
    start: int


def read_number(page: Page, at: int) -> Number | None:
    """The number that starts with a word; None where none does, or for a date, time, score or code."""
    figures = _figures(page, at)
    if figures is not None:
        return _scaled(page, figures)
    if _is_figure(page, at):
        return None
    return _spelled(page, at)


def bounds_number(page: Page, at: int) -> bool:
    """Whether a word says, with those behind it, how exact the number after them is: "ما يصل إلى 200"."""
    for rest in _bound_tails().get(page.words[at].bare, ()):
        end = at + 1 + len(rest)
        if tuple(word.key for word in page.words[at + 1 : end]) == rest and end < len(page.words):
            return read_number(page, end) is not None
    return False


@cache
def _bound_tails() -> dict[str, tuple[tuple[str, ...], ...]]:
    """What follows each word in the words for bounds."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for cue, _ in bounds():
        words = cue.split()
        for at, word in enumerate(words):
            found.setdefault(word, set()).add(tuple(words[at + 1 :]))
    return {word: tuple(sorted(tails)) for word, tails in found.items()}


def _is_figure(page: Page, at: int) -> bool:
    return any(char.isdigit() for char in page.words[at].key)


def _figures(page: Page, at: int) -> Number | None:
    word = page.words[at]
    match = _DIGITS.fullmatch(word.key)
    if match is None or _touches(page, at - 1) or page.text[word.span.start - 1 : word.span.start] in ("$", "-", "#"):
        return None
    digits, end, fraction = match.group(1), at + 1, ""
    while end < len(page.words) and (mark := _mark(page, end)):
        part = page.words[end].key
        if fraction or not part.isdigit():
            return None
        if mark in ",٬،" and len(part) == _GROUP and (len(digits) <= _GROUP or end > at + 1):
            digits += part
        elif mark == "." and len(part) == _GROUP and len(digits) <= _GROUP and _scale_of(page, end + 1) is None:
            # Some papers part thousands by a full stop.
            digits += part
        elif mark in ".,٫":
            fraction = part
        else:
            return None
        end += 1
    offset = word.span.end - len(match.group(1))
    return Number(at, end, _plain(Decimal(f"{digits}.{fraction or 0}")), offset)


def _mark(page: Page, at: int) -> str:
    """What joins a word of digits to the one before, without space; "" where nothing does."""
    between = page.text[page.words[at - 1].span.end : page.words[at].span.start]
    joined = len(between) == 1 and not between.isspace()
    return between if joined and page.words[at].key[:1].isdigit() else ""


def _touches(page: Page, before: int) -> bool:
    """Whether a figure stands right before, joined by a mark: this one is a part of it."""
    return before >= 0 and page.words[before].key[-1:].isdigit() and bool(_mark(page, before + 1))


def _scale_of(page: Page, at: int) -> int | None:
    if at >= len(page.words) or not page.text[page.words[at - 1].span.end : page.words[at].span.start].isspace():
        return None
    return _scales().get(page.words[at].key)


def _scaled(page: Page, number: Number) -> Number:
    """With the words for thousands, millions and more behind it, and what they add ("5 آلاف و200", "2,5 مليون")."""
    value, end = number.value, number.end
    while (scale := _scale_of(page, end)) is not None:
        value, end = value * scale, end + 1
    if end > number.first and value >= _THOUSAND and end < len(page.words) and page.words[end].key.startswith("و"):
        spaced = page.text[page.words[end - 1].span.end : page.words[end].span.start].isspace()
        rest = read_number(page, end) if spaced else None
        if rest is not None and rest.value < value and _is_worded(page, end - 1):
            value, end = value + rest.value, rest.end
    return Number(number.first, end, _plain(value), number.start)


def _plain(value: Decimal) -> Decimal:
    """The value without needless decimals or an exponent."""
    return Decimal(int(value)) if value == int(value) else value.normalize()


def _is_worded(page: Page, at: int) -> bool:
    """Whether a number's last word is a word for thousands or more, so that "and" goes on with it."""
    key = page.words[at].key
    return key in _scales() or key in _own() or _terms().get(key, (0,))[0] == _RANKS["thousands"]


def _spelled(page: Page, at: int) -> Number | None:
    word = page.words[at]
    key = next((key for key in _without_proclitics(word.key) if _is_term(page, at, key)), None)
    if key is None:
        return None
    total, lowest, end = Decimal(0), _RANKS["thousands"] + 1, at
    while end < len(page.words):
        if end > at:
            spaced = page.text[page.words[end - 1].span.end : page.words[end].span.start].isspace()
            if not spaced or not page.words[end].key.startswith("و"):
                break
            key = page.words[end].key[1:]
        width, rank, value = _term(page, end, key)
        if not rank or (rank >= lowest and (rank, lowest) != (_RANKS["tens"], _RANKS["cardinal"])):
            break
        total, end = total + value, end + width
        lowest = 0 if (rank, lowest) == (_RANKS["tens"], _RANKS["cardinal"]) else rank
        if rank == _RANKS["thousands"]:
            break
    return _scaled(page, Number(at, end, total, word.span.start))


def _without_proclitics(key: str) -> Iterator[str]:
    """The key itself, then without a conjunction, then without a preposition: "وبخمسة"."""
    yield key
    if key[:1] in _CONJUNCTIONS:
        yield from _without_proclitics(key[1:])
    elif key[:1] in _PROCLITICS and len(key) > _GROUP:
        yield key[1:]


def _is_term(page: Page, at: int, key: str) -> bool:
    return _term(page, at, key)[1] > 0


def _term(page: Page, at: int, key: str) -> tuple[int, int, Decimal]:
    """How many words a number word takes, its rank and value; rank 0 where it is none."""
    if at + 1 < len(page.words) and (double := _terms().get(f"{key} {page.words[at + 1].key}")) is not None:
        return 2, *double
    if key in _terms():
        return 1, *_terms()[key]
    own = _own().get(key)
    return (1, _RANKS["thousands"], Decimal(own)) if own is not None else (1, 0, Decimal(0))


@cache
def _terms() -> dict[str, tuple[int, Decimal]]:
    """Number words by comparison key: rank and value. Plurals of scales ("آلاف") say no number alone."""
    found = {}
    plural = comparison_key("آلاف")
    for row in read_list("time/words.csv", ("tag", "value", "spellings", "note")):
        if row["tag"] in _RANKS:
            for spelling in map(comparison_key, row.parts("spellings")):
                if spelling != plural:
                    found[spelling] = (_RANKS[row["tag"]], Decimal(row["value"]))
    return found


@cache
def _scales() -> dict[str, int]:
    return {comparison_key(word): int(value) for word, value in read_settings("events/counted.toml")["scales"].items()}


@cache
def _own() -> dict[str, int]:
    return {comparison_key(word): int(value) for word, value in read_settings("events/counted.toml")["scaled"].items()}
