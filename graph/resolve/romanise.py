"""Romanisation of Arabic names by one fixed table, for labels of what no list gives an English name.

Given names have their usual English form (`actors/given_names.csv`). All else is transliterated letter by letter (after
ALA-LC, without diacritics), with "a" for the short vowels that unvocalised text lacks: a label, not a pronunciation.
"""

from __future__ import annotations

from functools import lru_cache

from graph.knowledge.words import split_words
from graph.lexicons import read_list
from graph.text import comparison_key, strip_marks

_TABLE = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h",
    "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "ة": "a", "و": "w", "ؤ": "u", "ي": "y", "ی": "y", "ى": "a", "ئ": "i", "ء": "",
    "پ": "p", "چ": "ch", "ڤ": "v", "ژ": "zh",
}  # fmt: skip
_LONG = {"و": "u", "ي": "i", "ی": "i"}
_VOWEL_LETTERS = frozenset("اويىةیآ")
_CONSONANTS = frozenset("بتثجحخدذرزسشصضطظعغفقكکگلمنهپچڤژ")


_JOINED = {"بن": "bin", "ال": "Al", "ابو": "Abu", "ابي": "Abi", "ابن": "Ibn"}
_SERVANT = "عبد"


@lru_cache(maxsize=1)
def _usual() -> dict[str, str]:
    rows = read_list("actors/given_names.csv", ("name", "latin"))
    return {comparison_key(row["name"]): row["latin"] for row in rows if row["latin"]} | _JOINED


@lru_cache(maxsize=100_000)
def romanise(name: str) -> str:
    """The name in ASCII letters, words capitalised, "ال" as "al-"; text without Arabic letters is returned as it is.

    "و" and "ي" are long vowels between or after consonants, else consonants.
    """
    text = strip_marks(name)
    words = [text[word.start : word.end] for word in split_words(text)]
    out: list[str] = []
    at = 0
    while at < len(words):
        joined = words[at] + words[at + 1] if words[at] == _SERVANT and at + 1 < len(words) else words[at]
        out.append(_word(joined))
        at += 2 if joined != words[at] else 1
    return " ".join(filter(None, out)) or name.strip() or "?"


def _word(word: str) -> str:
    usual = _usual().get(comparison_key(word))
    if usual is not None:
        return usual
    if word.startswith("ال") and len(word) > 3:
        return "al-" + _capitalised(_letters(word[2:]))
    return _capitalised(_letters(word))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _letters(word: str) -> str:
    out: list[str] = []
    for at, char in enumerate(word):
        before = word[at - 1] if at else ""
        after = word[at + 1] if at + 1 < len(word) else ""
        if char in _LONG and at and (before in _CONSONANTS or at == 1 or not after) and after not in _VOWEL_LETTERS:
            out.append(_LONG[char])
            continue
        if (
            before
            and "ع" not in (before, char)
            and {before, char} <= _CONSONANTS
            and (not after or after in _CONSONANTS)
        ):
            out.append("a")
        out.append(_TABLE.get(char, char if char.isascii() else ""))
    return "".join(out)
