"""Reads times told by their distance: "ago", "in", before and after a named date, and since a quantity of time."""

from __future__ import annotations

import re
from datetime import date

from graph.dates import values
from graph.dates.lengths import Quantity, quantity
from graph.dates.moments import moment
from graph.dates.resolve import resolve
from graph.dates.scan import Found, Scan
from graph.dates.values import Value
from graph.model import TimeBasis

_FARTHEST = 10_000  # units; a greater count is no distance of the news


def distance(scan: Scan, index: int, sign: int) -> tuple[int, Value | None, str] | None:
    """A quantity counted from the reference day: its end and the point at the precision of its unit.

    A vague count gives its length with an unknown number.
    """
    at = scan.skip(index, "approx")
    counted = quantity(scan, at)
    if counted is None or (counted.definite and counted.form != "number"):
        return None
    end = scan.skip(counted.end, "approx_after")
    about = at > index or end > counted.end
    end = scan.skip(end, "ago_tail")
    if counted.count is None:
        return end, values.length(counted.iso), "distance-vague"
    value = counted_from(scan.reference, counted, sign)
    if value is None:
        return end, None, "distance"
    return end, values.about(value) if about else value, f"distance-{counted.unit}"


def counted_from(reference: date | None, counted: Quantity, sign: int) -> Value | None:
    """The point `counted` before (-1) or after (1) a day, at the precision of the quantity's unit."""
    if reference is None or counted.count is None or counted.count > _FARTHEST:
        return None
    count, unit = counted.count, counted.unit
    if counted.half:
        return _counted_iso(reference, counted, sign)
    moved = values.shifted(reference, unit, sign * count)
    if moved is None:
        return values.year(reference.year - count) if unit == "year" and sign < 0 else None
    return values.at(moved, "year" if unit in ("decade", "century") else unit)


def _counted_iso(reference: date, counted: Quantity, sign: int) -> Value | None:
    """The point for a length with a half or a smaller unit: months for years, days for the rest."""
    figures = {unit: int(number) for number, unit in re.findall(r"(\d+)([YMWD])", counted.iso.split("T")[0])}
    hours = int(found.group(1)) if (found := re.search(r"T(\d+)H", counted.iso)) else 0
    moved = values.shifted(reference, "month", sign * (12 * figures.get("Y", 0) + figures.get("M", 0)))
    days = figures.get("D", 0) + 7 * figures.get("W", 0) + hours // 24
    moved = values.shifted(moved, "day", sign * days) if moved is not None else None
    if moved is None:
        return None
    return values.at(moved, "month" if counted.unit in ("year", "month") else "day")


def later(scan: Scan, index: int) -> list[Found] | None:
    """ "بعد ذلك بيومين", "قبلها بعام": a quantity counted from the last explicit date."""
    sign = scan.number(index, "then")
    counted = quantity(scan, index + 1)
    if sign is None or counted is None or counted.count is None or scan.word(index + 1).proclitic != "ب":
        return None
    if scan.last is None:
        return None
    value = counted_from(scan.last.first, counted, sign)
    return [Found(index, counted.end, value, "distance-anaphoric", TimeBasis.RELATIVE, scan.last_words)]


def from_something(scan: Scan, index: int, sign: int) -> list[Found] | None:
    """A quantity counted from an earlier or a named date: "بعد يومين من ذلك", "قبل ثلاثة أيام من 5 مايو"."""
    at = scan.skip(index + 1, "approx")
    counted = quantity(scan, at)
    if counted is None or counted.count is None or counted.form == "plural":
        return None
    if scan.has(counted.end, "anaphor"):
        base = scan.last.first if scan.last is not None else scan.reference
        value = counted_from(base, counted, sign)
        anchor = scan.last_words if scan.last is not None else "dct"
        return [Found(index, counted.end + 1, value, "distance-anaphoric", TimeBasis.RELATIVE, anchor)]
    if scan.key(counted.end) != "من":
        return None
    named = moment(scan, counted.end + 1)
    if named is None or scan.has(counted.end + 1, "now"):
        return None
    of = resolve(scan, named[1], tense=scan.tense(index, named[0]))
    if of is None or of.value.first is None or of.value.unit != "day":
        return None
    value = counted_from(of.value.first, counted, sign)
    return [Found(index, named[0], value, "distance-from-date", of.basis, of.anchor)]


def from_now(scan: Scan, index: int, sign: int) -> list[Found] | None:
    far = distance(scan, index + 1, sign)
    if far is None:
        return None
    end, value, rule = far
    if scan.key(end) == "من" and scan.has(end + 1, "now"):
        return [Found(index, end + 2, value, rule, TimeBasis.RELATIVE, "dct")]
    if scan.has(end, "now") and scan.key(end).startswith("من"):
        return [Found(index, end + 1, value, rule, TimeBasis.RELATIVE, "dct")]
    counted = quantity(scan, scan.skip(index + 1, "approx"))
    assert counted is not None
    if counted.count is None or _is_length_after(scan, index, end, sign):
        return [Found(index, end, values.length(counted.iso), "length")]
    return [Found(index, end, value, rule, TimeBasis.RELATIVE, "dct")]


_NO_EVENT = frozenset({"دون", "قبل", "خلال", "جانب", "اجل", "طرف", "بين"})


_NO_START = frozenset({"متن", "راس", "يد", "اثر", "خلفيه", "هامش", "ايدي", "الاقل", "الاكثر"})


def _is_length_after(scan: Scan, index: int, end: int, sign: int) -> bool:
    """Whether "after N units" is a length in a narrative of the past, not a day to come."""
    if scan.has(end, "anaphor"):
        return True
    if (
        scan.key(end) == "من"
        and scan.key(end + 1) not in _NO_EVENT
        and not scan.has(end + 1, "place_word", "place_before")
    ):
        return True
    if scan.key(end) == "علي" and scan.key(end + 1) not in _NO_START:
        return True
    return sign > 0 and not scan.tense(index, end) and not scan.has_imperfect(index)
