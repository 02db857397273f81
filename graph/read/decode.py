"""Which encoding the bytes of a file are in, told by their content: UTF-8, UTF-16, Windows-1256 or ISO-8859-6."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass

SAMPLE = 65_536
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = bytes((*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127))
_ARABIC = re.compile(r"[\u0621-\u064a]")
_COMMON = re.compile(r"(?<!\w)(?:في|من|على|إلى|الى|عن|أن|ان|ال\w+)(?!\w)")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without byte-order mark, the encoding it was in, and how many damaged spots became U+FFFD."""

    text: str
    encoding: str
    damaged: int


def decode(data: bytes) -> Decoded | None:
    """The text of some bytes, or None where they are not text.

    A byte-order mark decides; else UTF-8 if nearly all of it is valid, UTF-16 if its zeros lie as there, and last the
    one of the two Arabic code pages that makes more common Arabic words of it.
    """
    sample = data[:SAMPLE]
    if b"\0" not in sample and not data.startswith(codecs.BOM_UTF8) and _controls(sample) == 0:
        try:
            return Decoded(data.decode("utf-8"), "utf-8", 0)
        except UnicodeDecodeError:
            pass
    encoding, skip = guess_encoding(sample, complete=len(data) <= SAMPLE)
    if encoding is None:
        return None
    text = data[skip:].decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def decode_declared(data: bytes, encoding: str) -> Decoded | None:
    """The text of some bytes in the encoding that they declare; None for an unknown one."""
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        return None
    return Decoded(text, encoding, text.count("\ufffd"))


def guess_encoding(sample: bytes, *, complete: bool) -> tuple[str | None, int]:
    """The encoding of a file's beginning and the length of its byte-order mark; None for what is not text.

    Args: complete: whether the sample is the whole file, so that a character cut at its end is damage.
    """
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name, len(mark)
    if not sample:
        return "utf-8", 0
    wide = _wide_encoding(sample)
    if wide is not None:
        return wide, 0
    if sample.count(0) > len(sample) // 100 + 2 or _controls(sample) > len(sample) // 50 + 2:
        return None, 0
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=complete)
        return "utf-8", 0
    except UnicodeDecodeError:
        pass
    text = sample.decode("utf-8", "replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in text)
    if good > 4 * text.count("\ufffd"):
        return "utf-8", 0
    return _code_page(sample), 0


def _controls(sample: bytes) -> int:
    return len(sample) - len(sample.translate(None, _CONTROLS))


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark: Arabic text has 0x06 and ASCII 0x00 in every high byte, on one side only."""
    even, odd = sample[0::2], sample[1::2]
    if len(even) < 8:
        return None
    for name, high, low in (("utf-16-be", even, odd), ("utf-16-le", odd, even)):
        if high.count(6) + high.count(0) > 0.85 * len(high) and low.count(6) + low.count(0) < 0.3 * len(low):
            return name
    return None


def _code_page(sample: bytes) -> str | None:
    best, best_score = None, 0.0
    for name in ("cp1256", "iso8859-6"):
        text = sample.decode(name, "replace")
        letters = len(_ARABIC.findall(text))
        score = len(_COMMON.findall(text)) - 3 * text.count("\ufffd")
        if letters > len(text) // 5 and score > best_score:
            best, best_score = name, score
    return best


def open_text(file: io.BufferedReader) -> io.TextIOWrapper | None:
    """A file of records as text, decoded as it is read, lines ending at \\n alone; None for what is not text."""
    sample = file.peek(SAMPLE)[:SAMPLE]
    encoding, skip = guess_encoding(sample, complete=False)
    if encoding is None:
        return None
    file.read(skip)
    return io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="\n")
