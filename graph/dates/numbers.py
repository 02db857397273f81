"""Reads numbers: digits, spelled-out cardinals and ordinals."""

from __future__ import annotations

from graph.dates.scan import Scan

_GLUE = frozenset({"ال", "و", "ل", "ب", "لل", "وال", "بال", "ك", "ولل", "فال", "ول"})
_DECIMAL = frozenset(".,٫٬،/")


def is_joined(scan: Scan, index: int) -> bool:
    """Whether a digit run is part of a longer figure (1.5, 2,000, 24/7) or of a code (B-52, 5G, 30%)."""
    before, after = scan.token(index - 1), scan.token(index + 1)
    here = scan.token(index)
    if before.end == here.start and before.raw in _DECIMAL and scan.token(index - 2).end == before.start:
        return "number" in scan.word(index - 2).tags or scan.word(index - 2).digits > 0
    if after.start == here.end and after.raw in _DECIMAL and scan.token(index + 2).start == after.end:
        return "number" in scan.word(index + 2).tags or scan.word(index + 2).digits > 0
    return after.start == here.end and after.raw in ("%", "٪")


def skip_glue(scan: Scan, index: int) -> int:
    """Past a particle that is written onto digits (الـ24)."""
    if scan.key(index) in _GLUE and "number" in scan.word(index + 1).tags:
        return index + 1
    return index


def digits(scan: Scan, index: int) -> tuple[int, int] | None:
    """The end and value of a plain digit number, with a particle written onto it or not."""
    start = skip_glue(scan, index)
    value = scan.number(start, "number")
    if value is None or is_joined(scan, start):
        return None
    return start + 1, value


def cardinal(scan: Scan, index: int) -> tuple[int, int] | None:
    """The end and value of a cardinal in digits or words ("خمسة وعشرين", "ألف وتسعمئة وستين")."""
    figures = digits(scan, index)
    if figures is not None:
        end, value = figures
        if scan.has(end, "thousands") and not scan.word(end).proclitic:
            return end + 1, value * 1000
        return figures
    return spelled(scan, index)


_RANKS = (("thousands", 4), ("hundreds", 3), ("tens", 1), ("cardinal", 2))


def _term(scan: Scan, index: int) -> tuple[int, int] | None:
    """Rank and value of a number word; a unit outranks the tens that follow it in Arabic."""
    for tag, rank in _RANKS:
        value = scan.number(index, tag)
        if value is not None:
            if rank == 2 and value >= 10:
                rank = 0
            return rank, value
    return None


def spelled(scan: Scan, index: int) -> tuple[int, int] | None:
    """The end and value of a cardinal written in words; "بالمئة" is a rate."""
    rate = scan.word(index).proclitic.endswith("ب") or scan.key(index - 1) == "في"
    if rate and scan.has(index, "hundreds") and scan.word(index).definite:
        return None
    total, current, allowed, position = 0, 0, 5, index
    while True:
        term = _term(scan, position)
        if term is None:
            break
        rank, value = term
        follows = position == index or scan.word(position).proclitic == "و" or scan.key(position).startswith("واحد ")
        if rank == 4 and position > index and not scan.word(position).proclitic and value == 1000:
            total, current, allowed = total + current * 1000, 0, 4
        elif follows and (rank < allowed or (rank == 0 and allowed > 0)):
            current, allowed = current + value, rank
            if rank == 4:
                total, current = total + current, 0
        else:
            break
        position += 1
    return (position, total + current) if position > index else None


def ordinal(scan: Scan, index: int) -> tuple[int, int] | None:
    """The end and value of an ordinal with its article: "الخامس", "الخامس والعشرين", "العشرين", "الـ20"."""
    value = scan.number(index, "ordinal") or scan.number(index, "ordinal_one")
    if value is not None and scan.word(index).definite:
        ten = scan.number(index + 1, "ordinal_ten")
        if ten is None:
            ten = scan.number(index + 1, "tens")
        if ten is not None and scan.word(index + 1).proclitic == "و" and value < 10:
            return index + 2, value + ten
        return None if scan.has(index, "ordinal_one") and not scan.has(index, "ordinal") else (index + 1, value)
    ten = scan.number(index, "tens")
    if ten is not None and scan.word(index).definite:
        return index + 1, ten
    if scan.key(index) in _GLUE and scan.key(index).endswith("ال"):
        return digits(scan, index)
    return None
