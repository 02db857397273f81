"""The text as the models get it: cleaned, broken where no sentence can go on, each character with its source offset."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_SENTENCE = 120
LONGEST_WORD = 80
BREAK = "\n\n"
"""What ends a paragraph in the cleaned text; no sentence runs over it."""
_ENDS = frozenset(".!?؟…؛")
_DROPPED = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class ModelText:
    """The cleaned text and, for each of its characters, the offset of the character of the source it stands for."""

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]
    """For each character of the cleaned text, the source offset behind it and the marks written on it."""

    def source_start(self, position: int) -> int:
        """The source offset of the character at `position`."""
        return self.offsets[position]

    def source_end(self, position: int) -> int:
        """The source offset behind the last character before `position`, its vowel marks and tatweel included."""
        return self.ends[position - 1]


def model_text(text: str) -> ModelText:
    """Clean a text for the models.

    Vowel marks, tatweel and invisible controls go, presentation forms become letters, other controls become spaces.
    A line's end is a paragraph's end; a sentence of more than LONGEST_SENTENCE words and a word of more than
    LONGEST_WORD characters are broken, since the encoder reads no longer ones.
    """
    chars: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    words = letters = 0

    def put(out: str, offset: int) -> None:
        chars.extend(out)
        offsets.extend([offset] * len(out))
        ends.extend([offset + 1] * len(out))

    for offset, char in enumerate(text):
        out = _cleaned(char)
        if out == "\n":
            put(BREAK, offset)
            words = letters = 0
        elif out == " ":
            if letters:
                words += 1
            letters = 0
            if words >= LONGEST_SENTENCE:
                put(BREAK, offset)
                words = 0
            else:
                put(out, offset)
        elif out:
            letters += 1
            if letters > LONGEST_WORD:
                put(BREAK, offset)
                letters = 1
            if out in _ENDS:
                words = 0
            put(out, offset)
        elif ends and ends[-1] == offset and not chars[-1].isspace() and unicodedata.category(char) in ("Mn", "Lm"):
            ends[-1] = offset + 1
    return ModelText("".join(chars), tuple(offsets), tuple(ends))


def without_surrogates(text: str) -> str:
    """The text, as long as it was, with U+FFFD for lone surrogates, which no UTF-8 library can hold."""
    return _SURROGATES.sub("\ufffd", text)


def _cleaned(char: str) -> str:
    if char in "\n\r\u2028\u2029\x0b\x0c\x85":
        return "\n"
    if char.isspace() or unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn"):
        return " "
    if _DROPPED.match(char):
        return ""
    if _PRESENTATION.match(char):
        return unicodedata.normalize("NFKC", char).strip() or " "
    return char
