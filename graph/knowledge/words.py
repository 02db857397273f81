"""Words of a text with their comparison keys, and what is left of a word when its proclitics are taken off.

Names must be found whatever a tokenizer made of the words around them, so this works on the raw text alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.text import comparison_key

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069"
_MARK = re.compile(f"[{_MARKS}]")
_WORD = re.compile(f"[^\\W_](?:[^\\W_]|[{_MARKS}])*")
_AND = frozenset("وف")
_PREPOSITIONS = frozenset("بلك")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: offsets in that text, its comparison key, and what separates it from the word before."""

    start: int
    end: int
    key: str
    gap: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A word's key without `letters` letters of proclitics; `proclitic` are these letters."""

    key: str
    letters: int
    proclitic: str


def split_words(text: str) -> list[Word]:
    """The words of `text` in order; words whose key is empty (bare marks) are left out."""
    words: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        key = comparison_key(match.group())
        if key:
            words.append(Word(match.start(), match.end(), key, text[before : match.start()]))
            before = match.end()
    return words


def joined(word: Word) -> bool:
    """Whether the word follows the one before in the same phrase: spaces, a hyphen or opening quotes between."""
    return bool(word.gap) and "\n" not in word.gap and all(char in " \u00a0\t-–\"«»“”'’()" for char in word.gap)


def spaced(word: Word) -> bool:
    """Whether nothing but white space within a line stands before the word."""
    return bool(word.gap) and not word.gap.strip(" \u00a0\t\u200f\u200e")


@lru_cache(maxsize=200_000)
def readings(key: str) -> tuple[Reading, ...]:
    """The word as it stands, then without its possible proclitics (and, then a preposition), longest rest first."""
    found = [Reading(key, 0, "")]
    rests = [(key, 0)]
    if len(key) > 3 and key[0] in _AND:
        rests.append((key[1:], 1))
        found.append(Reading(key[1:], 1, key[0]))
    for rest, taken in rests:
        if rest.startswith("لل") and len(rest) > 4:
            found.append(Reading("ا" + rest[1:], taken + 1, key[: taken + 1]))
            found.append(Reading("ال" + rest[1:], taken + 1, key[: taken + 1]))
        if len(rest) > 3 and rest[0] in _PREPOSITIONS:
            found.append(Reading(rest[1:], taken + 1, key[: taken + 1]))
    return tuple(found)


def after_letters(text: str, start: int, letters: int) -> int:
    """The offset in `text` after `letters` letters from `start`, vowel marks and controls not counted."""
    offset = start
    while letters > 0:
        if not _MARK.match(text[offset]):
            letters -= 1
        offset += 1
    while offset < len(text) and _MARK.match(text[offset]):
        offset += 1
    return offset
