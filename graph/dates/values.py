"""Values of time expressions: what they are written as (EDTF, ISO weeks and durations) and which days they cover.

All bounds are inclusive days. Dates that a calendar day cannot hold (before the common era) have no bounds.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

from dateutil.relativedelta import relativedelta
from hijridate import Hijri

from graph.model import TimeKind

_SHIFTS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
    "decade": relativedelta(years=10),
    "century": relativedelta(years=100),
}
_ISO_DATE = {"year": "Y", "month": "M", "week": "W", "day": "D"}
_ISO_TIME = {"hour": "H", "minute": "M", "second": "S"}
_HALVES = {"century": ("year", 100), "decade": ("year", 10), "year": ("month", 12), "month": ("day", 30),
           "week": ("day", 7), "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60)}  # fmt: skip
_SEASONS = {21: ((3, 1), (6, 21), 0), 22: ((6, 1), (9, 23), 0), 23: ((9, 1), (12, 21), 0), 24: ((1, 1), (3, 20), 1)}
_PARTS = {
    "year": {"early": (1, 3), "mid": (5, 8), "late": (10, 12)},
    "month": {"early": (1, 10), "mid": (11, 20), "late": (21, 31)},
    "decade": {"early": (0, 3), "mid": (4, 6), "late": (7, 9)},
}


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression says. `unit` is its precision: day, week, month, year, decade, century, season, span
    (an interval), clock, daypart; for durations and sets it is empty."""

    edtf: str
    unit: str
    first: date | None = None
    last: date | None = None
    kind: TimeKind = TimeKind.POINT


def day(of: date) -> Value:
    """A calendar day."""
    return Value(of.isoformat(), "day", of, of)


def month(year_number: int, number: int) -> Value:
    """A month of a year."""
    end = calendar.monthrange(year_number, number)[1]
    return Value(
        f"{year_number:04d}-{number:02d}", "month", date(year_number, number, 1), date(year_number, number, end)
    )


def year(number: int) -> Value:
    """A year; zero and below are years before the common era, astronomically counted."""
    if number < 1:
        return Value(f"-{-number:04d}" if number else "0000", "year")
    return Value(f"{number:04d}", "year", date(number, 1, 1), date(number, 12, 31))


def week(of: date) -> Value:
    """The ISO week that holds the day."""
    monday = of - timedelta(days=of.weekday())
    iso = of.isocalendar()
    return Value(f"{iso.year:04d}-W{iso.week:02d}", "week", monday, monday + timedelta(days=6))


def iso_week(year_number: int, number: int) -> Value | None:
    """Week `number` of a year, or None where the year has no such week."""
    try:
        return week(date.fromisocalendar(year_number, number, 1))
    except ValueError:
        return None


def decade(start: int) -> Value:
    """The ten years that begin with `start`."""
    return Value(f"{start // 10:03d}X", "decade", date(start, 1, 1), date(start + 9, 12, 31))


def century(number: int) -> Value:
    """The hundred years in which all years of the `number`th century but its last lie (20 -> 19XX)."""
    first = max(1, (number - 1) * 100)
    return Value(f"{number - 1:02d}XX", "century", date(first, 1, 1), date((number - 1) * 100 + 99, 12, 31))


def season(year_number: int, code: int) -> Value:
    """A season, 21 spring to 24 winter, with the widest bounds: a year's winter may be its first or its last months."""
    (first_month, first_day), (last_month, last_day), later = _SEASONS[code]
    first, last = date(year_number, first_month, first_day), date(year_number + later, last_month, last_day)
    return Value(f"{year_number:04d}-{code}", "season", first, last)


def months(year_number: int, first: int, last: int) -> Value:
    """Months `first` to `last` of a year as an interval."""
    return interval(month(year_number, first), month(year_number, last))


def interval(left: Value, right: Value) -> Value:
    """From the start of `left` to the end of `right`, each at its own precision."""
    return Value(f"{_left(left)}/{_right(right)}", "span", left.first, right.last, TimeKind.INTERVAL)


def days(first: date, last: date) -> Value:
    """Days `first` to `last`."""
    return interval(day(first), day(last))


def since(start: Value) -> Value:
    """Open from `start` on."""
    return Value(f"{_left(start)}/..", "span", start.first, None, TimeKind.INTERVAL)


def until(end: Value) -> Value:
    """Open up to `end`, inclusive."""
    return Value(f"../{_right(end)}", "span", None, end.last, TimeKind.INTERVAL)


def _left(value: Value) -> str:
    return value.edtf.split("/")[0]


def _right(value: Value) -> str:
    return value.edtf.split("/")[-1]


def about(value: Value) -> Value:
    """The value marked as approximate."""
    if "/" in value.edtf or value.edtf.endswith("~") or not value.edtf[-1].isdigit():
        return value
    return replace(value, edtf=f"{value.edtf}~")


def shifted(of: date, unit: str, count: int) -> date | None:
    """The day `count` units later (earlier if negative); None outside the calendar. Hours count as days of 24."""
    try:
        if unit in ("hour", "minute", "second"):
            seconds = count * {"hour": 3600, "minute": 60, "second": 1}[unit]
            return of + timedelta(days=int(seconds / 86400))
        return of + _SHIFTS[unit] * count
    except (OverflowError, ValueError):
        return None


def at(of: date, unit: str) -> Value:
    """The day, week, month, year, decade or century that holds a day; shorter units give the day."""
    if unit == "week":
        return week(of)
    if unit == "month":
        return month(of.year, of.month)
    if unit == "year":
        return year(of.year)
    if unit == "decade":
        return decade(of.year // 10 * 10)
    if unit == "century":
        return century(of.year // 100 + 1)
    return day(of)


def part(value: Value, which: str) -> Value:
    """The early, middle or late part of a year, month or decade; other values stay whole.

    The limits of the parts are those of the project's value convention.
    """
    limits = _PARTS.get(value.unit)
    if limits is None or value.first is None or value.last is None:
        return value
    low, high = limits[which]
    start = value.first
    if value.unit == "year":
        return months(start.year, low, high)
    if value.unit == "month":
        return days(start.replace(day=low), start.replace(day=min(high, value.last.day)))
    return interval(year(start.year + low), year(start.year + high))


def last_piece(value: Value) -> Value | None:
    """The last month of a year, else the last day of a shorter value, the last year of a longer one."""
    if value.last is None:
        return None
    if value.unit == "year" or (value.unit == "span" and value.edtf.count("-") == 2):
        return month(value.last.year, value.last.month)
    if value.unit in ("decade", "century"):
        return year(value.last.year)
    return day(value.last)


def neighbour(value: Value, step: int) -> Value | None:
    """The unit before (-1) or after (+1) a value; for intervals the day beside it."""
    edge = value.first if step < 0 else value.last
    if edge is None or (step > 0 and edge.year >= MAXYEAR):
        return None
    beside = shifted(edge, "day", step)
    return None if beside is None else at(beside, value.unit)


def hijri(year_number: int, month_number: int | None = None, day_number: int | None = None) -> Value | None:
    """A Hijri day, month or year in the Gregorian calendar by Umm al-Qura; None outside its tables."""
    try:
        first = Hijri(year_number, month_number or 1, day_number or 1)
        start = first.to_gregorian()
        if day_number is not None:
            return day(date(start.year, start.month, start.day))
        last_month = Hijri(year_number, month_number or 12, 1)
        end = Hijri(year_number, last_month.month, last_month.month_length()).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return days(date(start.year, start.month, start.day), date(end.year, end.month, end.day))


def hijri_part(year_number: int, which: str) -> Value | None:
    """The early, middle or late months of a Hijri year."""
    first_month, last_month = _PARTS["year"][which]
    first, last = hijri(year_number, first_month), hijri(year_number, last_month)
    if first is None or last is None or first.first is None or last.last is None:
        return None
    return days(first.first, last.last)


def duration(count: int | None, unit: str, half: int = 0) -> str:
    """An ISO length. `count` None is an unknown one; `half` 1 adds a half, put in the next smaller unit."""
    if half and count is not None:
        smaller, size = _HALVES[unit]
        doubled = (2 * count + 1) * size
        if doubled % 2 == 0:
            return duration(doubled // 2, smaller)
        return f"P{doubled // 2}DT12H"
    factor = {"decade": 10, "century": 100}.get(unit)
    if factor is not None:
        return f"P{count * factor}Y" if count is not None else f"PX{'0' * (len(str(factor)) - 1)}Y"
    number = "X" if count is None else str(count)
    return f"P{number}{_ISO_DATE[unit]}" if unit in _ISO_DATE else f"PT{number}{_ISO_TIME[unit]}"


def with_fraction(count: int, unit: str, added: int, smaller: str) -> str | None:
    """An ISO length of `count` units and `added` of the next smaller unit, all in that; None where it is not next."""
    step = _HALVES.get(unit)
    return duration(count * step[1] + added, smaller) if step is not None and step[0] == smaller else None


def length(text: str) -> Value:
    """A duration's value."""
    return Value(text, "", kind=TimeKind.DURATION)


def recurring(text: str) -> Value:
    """A set's value."""
    return Value(text, "", kind=TimeKind.SET)
