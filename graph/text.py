"""Comparison keys for Arabic text. Stored text is never altered: a key serves to compare and look up, nothing else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_TATWEEL = "\u0640"
_CONTROLS = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DROPPED = re.compile(f"[{_MARKS}{_TATWEEL}{_CONTROLS}]")
_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و",
        "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "ڪ": "ك", "گ": "ك", "چ": "ج",
        "ڤ": "ف", "پ": "ب", "ژ": "ز",
    }
)  # fmt: skip
_DIGITS = {ord("٠") + n: str(n) for n in range(10)} | {ord("۰") + n: str(n) for n in range(10)}
_LOST = re.compile(f"[{_MARKS}{_TATWEEL}{_CONTROLS}ء]")
_WIDE = re.compile("[\u03a3\ufa01-\U0010ffff]")
_COMMON = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"), ("ئ", "ي"), ("ؤ", "و"), ("ة", "ه"), ("ء", ""))
_RARE = re.compile("[" + "".join(map(chr, {*_LETTERS, *_DIGITS} - {ord(variant) for variant, _ in _COMMON})) + "]")
_GAPS = ("  ", "\t", "\x1f", "\u1680")
_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff]+")


@lru_cache(maxsize=200_000)
def comparison_key(text: str) -> str:
    """The text without vowel marks, tatweel and invisible controls, variants and digits unified, in lower case.

    Presentation forms become letters (NFKC); hamza carriers, alef maqsura and ta marbuta become their plain letters,
    since scraped news writes them interchangeably. Length may change: use `folded_with_offsets` where positions matter.
    """
    return " ".join(_fold(unicodedata.normalize("NFKC", text)).split()).lower()


def comparison_keys(text: str) -> list[str]:
    """The comparison keys of a text's lines, as `str.splitlines` parts them; several times faster than one by one."""
    folded = _fold(unicodedata.normalize("NFKC", text)).lower()
    if any(gap in folded for gap in _GAPS):
        return [" ".join(line.split()) for line in folded.splitlines()]
    return [line.strip() for line in folded.splitlines()]


def _fold(text: str) -> str:
    """Drop and unify. Plain replacement of the common letters is several times faster than one translation table."""
    text = _DROPPED.sub("", text)
    for variant, letter in _COMMON:
        text = text.replace(variant, letter)
    if _RARE.search(text) is not None:
        text = text.translate(_LETTERS).translate(_DIGITS)
    return text


def folded_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the offset in `text` that it comes from, plus the end offset.

    White space is kept as it is, so that patterns over lines still work.
    """
    if _WIDE.search(text) is None:
        folded_text = _fold(text).lower()
        lost = {match.start() for match in _LOST.finditer(text)}
        if len(folded_text) == len(text) - len(lost):
            return folded_text, [offset for offset in range(len(text) + 1) if offset not in lost]
    folded: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        for out in _fold(unicodedata.normalize("NFKC", char) if ord(char) > 0xFA00 else char):
            folded.append(out.lower())
            offsets.append(offset)
    offsets.append(len(text))
    return "".join(folded), offsets


def strip_marks(text: str) -> str:
    """The text without vowel marks, tatweel and invisible controls; letters stay."""
    return _DROPPED.sub("", text)


def is_arabic(text: str) -> bool:
    """Whether the text holds at least one Arabic letter."""
    return _ARABIC_WORD.search(text) is not None


def without_article(key: str) -> str:
    """The comparison key of a word without the definite article, if enough of a word is left."""
    return key[2:] if key.startswith("ال") and len(key) > 4 else key
