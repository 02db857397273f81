"""Reads quantities of time and what is said with them: lengths, "ago" and "in", the last and the coming N units."""

from __future__ import annotations

from dataclasses import dataclass

from graph.dates import values
from graph.dates.numbers import cardinal
from graph.dates.scan import Scan

_MOST_DECADES = 20  # more of them are contracts, which Arabic calls by the same word


@dataclass(frozen=True, slots=True)
class Quantity:
    """A length in words. `count` None is an unknown one; `iso` is the ISO length; `definite`: with article.

    `form` is number, dual, plural (no number), single or fraction.
    """

    end: int
    count: int | None
    unit: str
    iso: str
    form: str
    definite: bool = False
    half: bool = False


def quantity(scan: Scan, index: int) -> Quantity | None:
    """A quantity of time at a token, with the half or the smaller unit that is added to it."""
    found = (
        _fraction(scan, index)
        or _vague(scan, index)
        or _counted(scan, index)
        or _dual(scan, index)
        or _units(scan, index)
    )
    return None if found is None else _added(scan, found)


def _unit_word(scan: Scan, index: int) -> str | None:
    for tag in ("unit_plural", "unit_acc", "unit"):
        unit = scan.tag(index, tag)
        if isinstance(unit, str) and unit != "quarter":
            return unit
    return None


def _counted(scan: Scan, index: int) -> Quantity | None:
    """A number and its unit: "خمس سنوات", "15 يوما", "الـ24 ساعة", "الثلاثة أشهر"."""
    number = cardinal(scan, index)
    if number is None:
        return _one_half(scan, index)
    end, count = number
    definite = scan.word(index).definite or scan.key(index).endswith("ال")
    end = scan.skip_key(end, "من") if scan.has(end + 1, "unit_plural") and scan.word(end + 1).definite else end
    unit = _unit_word(scan, end)
    if unit is None or scan.word(end).proclitic or (scan.word(end).definite and scan.key(end - 1) != "من"):
        return None
    if unit == "decade" and count > _MOST_DECADES:
        return None
    if unit == "year" and scan.word(end + 1).digits == 4 and not scan.word(end + 1).proclitic:
        return None
    return Quantity(end + 1, count, unit, values.duration(count, unit), "number", definite)


def _one_half(scan: Scan, index: int) -> Quantity | None:
    """A figure with a half: "2.5 سنة", "3,5 ساعات"."""
    whole, point, rest = scan.word(index), scan.key(index + 1), scan.word(index + 2)
    unit = _unit_word(scan, index + 3)
    if whole.value is None or point not in (".", ",", "٫") or rest.key != "5" or unit is None or unit == "second":
        return None
    return Quantity(index + 4, whole.value, unit, values.duration(whole.value, unit, half=1), "number", half=True)


def _dual(scan: Scan, index: int) -> Quantity | None:
    unit = scan.tag(index, "unit_dual")
    if not isinstance(unit, str):
        return None
    end = scan.skip_key(index + 1, "اثنين", "اثنتين", "اثنان")
    return Quantity(end, 2, unit, values.duration(2, unit), "dual", scan.word(index).definite)


def _vague(scan: Scan, index: int) -> Quantity | None:
    """An unknown count before its unit: "عدة أشهر", "بضع سنوات"."""
    if not scan.has(index, "vague"):
        return None
    at = scan.skip_key(index + 1, "من")
    unit = scan.tag(at, "unit_plural")
    if not isinstance(unit, str) or scan.word(at).proclitic:
        return None
    return Quantity(at + 1, None, unit, values.duration(None, unit), "plural")


def _units(scan: Scan, index: int) -> Quantity | None:
    """A unit without number before it: "سنوات", "الأيام الثلاثة", "عام واحد", "سنة"."""
    word = scan.word(index)
    plural = scan.tag(index, "unit_plural")
    if isinstance(plural, str):
        if word.definite:
            return _definite_plural(scan, index, plural)
        end = scan.skip(index + 1, "vague_after")
        return Quantity(end, None, plural, values.duration(None, plural), "plural")
    unit = scan.tag(index, "unit") or scan.tag(index, "unit_acc")
    if not isinstance(unit, str) or unit == "quarter" or word.definite or scan.has(index, "dayword"):
        return None
    end = scan.skip(index + 1, "one_after")
    form = "one" if end > index + 1 else "single"
    return Quantity(end, 1, unit, values.duration(1, unit), form)


def _definite_plural(scan: Scan, index: int, unit: str) -> Quantity:
    number = cardinal(scan, index + 1) if scan.word(index + 1).definite or scan.key(index + 1) == "ال" else None
    if number is not None:
        end = scan.skip(number[0], "vague_after")
        return Quantity(end, number[1], unit, values.duration(number[1], unit), "number", definite=True)
    end = scan.skip(index + 1, "vague_after")
    return Quantity(end, None, unit, values.duration(None, unit), "plural", definite=True)


def _fraction(scan: Scan, index: int) -> Quantity | None:
    """A fraction of a unit: "نصف قرن", "ربع ساعة", "ثلاثة أرباع الساعة"."""
    if scan.has(index, "three_quarters"):
        unit = scan.tag(index + 1, "unit")
        return Quantity(index + 2, 45, "minute", "PT45M", "fraction") if unit == "hour" else None
    fraction, unit = scan.tag(index, "fraction"), scan.tag(index + 1, "unit")
    if not isinstance(unit, str) or scan.word(index).definite or scan.has(index + 1, "dayword"):
        return None
    iso = _FRACTIONS.get((str(fraction), unit))
    if iso is None:
        return None
    count, smaller = iso
    return Quantity(index + 2, count, smaller, values.duration(count, smaller), "fraction")


_FRACTIONS = {
    ("half", "century"): (50, "year"), ("quarter", "century"): (25, "year"), ("half", "decade"): (5, "year"),
    ("third", "century"): (33, "year"), ("half", "year"): (6, "month"), ("quarter", "year"): (3, "month"),
    ("half", "month"): (15, "day"), ("half", "day"): (12, "hour"), ("half", "hour"): (30, "minute"),
    ("quarter", "hour"): (15, "minute"), ("third", "hour"): (20, "minute"), ("half", "minute"): (30, "second"),
    ("third", "year"): (4, "month"),
}  # fmt: skip


def _added(scan: Scan, found: Quantity) -> Quantity:
    """With "ونصف [العام]", "وربع" or a smaller quantity added: "سنة ونصف", "عامين وثلاثة أشهر"."""
    following = scan.and_before(found.end)
    if following is None or found.count is None or found.form == "fraction":
        return found
    if found.half:
        return found
    if scan.tag(following, "fraction") == "half":
        end = following + 1
        if _unit_word(scan, end) == found.unit:
            end += 1
        iso = values.duration(found.count, found.unit, half=1)
        return Quantity(end, found.count, found.unit, iso, "number", found.definite, half=True)
    part = _FRACTIONS.get((str(scan.tag(following, "fraction")), found.unit))
    if part is not None:
        fraction_iso = values.with_fraction(found.count, found.unit, *part)
        end = following + 2 if _unit_word(scan, following + 1) == found.unit else following + 1
        if fraction_iso is not None:
            return Quantity(end, found.count, found.unit, fraction_iso, "number", found.definite, half=True)
    smaller = _counted(scan, following) or _dual(scan, following) or _one_more(scan, following)
    if smaller is None or smaller.count is None or _size(smaller.unit) >= _size(found.unit):
        return found
    smaller = _added(scan, smaller) if _size(smaller.unit) > 0 and not smaller.half else smaller
    iso = _joined(found.iso, smaller.iso)
    return Quantity(smaller.end, found.count, found.unit, iso, "number", found.definite, half=True)


def _one_more(scan: Scan, index: int) -> Quantity | None:
    """A single smaller unit that is added: "سنة وشهرا", "عام واحد وشهر"."""
    found = _units(scan, index)
    return found if found is not None and found.count == 1 and not scan.word(index).definite else None


_ORDER = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")


def _size(unit: str) -> int:
    return _ORDER.index(unit)


def _joined(left: str, right: str) -> str:
    """Two ISO lengths as one."""
    if right.startswith("PT"):
        return left + (right[2:] if "T" in left else right[1:])
    if right.endswith("W"):
        right = f"P{int(right[1:-1]) * 7}D"
    if left.endswith("W"):
        return f"P{int(left[1:-1]) * 7 + int(right[1:-1])}D"
    return left + right[1:]
