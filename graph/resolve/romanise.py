"""Romanisation of Arabic names by one fixed table, for labels of what no list gives an English name.

Unvocalised text lacks short vowels, so this is a transliteration of letters (after ALA-LC, without diacritics), not a
pronunciation.
"""

from __future__ import annotations

from graph.knowledge.words import split_words
from graph.text import strip_marks

_TABLE = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f",
    "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ؤ": "u", "ي": "y",
    "ی": "y", "ى": "a", "ئ": "i", "ء": "", "پ": "p", "چ": "ch", "ڤ": "v", "ژ": "zh",
}  # fmt: skip
_LONG = {"و": "u", "ي": "i", "ی": "i"}
_CONSONANTS = frozenset("بتثجحخدذرزسشصضطظعغفقكکگلمنهپچڤژ")


def romanise(name: str) -> str:
    """The name in ASCII letters, words capitalised, "ال" as "al-"; text without Arabic letters is returned as it is.

    "و" and "ي" are long vowels between or after consonants, else consonants.
    """
    text = strip_marks(name)
    words = [text[word.start : word.end] for word in split_words(text)]
    romanised = " ".join(filter(None, (_word(word) for word in words)))
    return romanised or name.strip() or "?"


def _word(word: str) -> str:
    if word.startswith("ال") and len(word) > 3:
        return "al-" + _capitalised(_letters(word[2:]))
    return _capitalised(_letters(word))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _letters(word: str) -> str:
    out = []
    for at, char in enumerate(word):
        after_consonant = at > 0 and word[at - 1] in _CONSONANTS
        before_vowel = at + 1 < len(word) and word[at + 1] in "اويىةیآ"
        if char in _LONG and after_consonant and not before_vowel:
            out.append(_LONG[char])
        else:
            out.append(_TABLE.get(char, char if char.isascii() else ""))
    return "".join(out)
