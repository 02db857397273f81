"""Fills in what a date's words leave open, from the day the text counts from, the tense and the dates before."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hijridate import Gregorian

from graph.dates import values
from graph.dates.scan import Draft, Scan, Tense
from graph.dates.values import Value
from graph.model import TimeBasis, TimeKind

DCT = "dct"
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
_NEAR = timedelta(days=60)
_LAST_HIJRI = 1500  # the tables of Umm al-Qura end here; a greater year is Gregorian


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value with how it is known: `anchor` is "dct", the words of an earlier date, or None."""

    value: Value
    rule: str
    basis: TimeBasis
    anchor: str | None


def resolve(scan: Scan, draft: Draft, *, tense: Tense) -> Resolved | None:
    """What a draft says; None where it names no possible day. `tense` is that of its clause."""
    value, relative = _base(scan, draft, tense=tense)
    if value is None:
        return None
    if draft.part is not None:
        value = _part(draft, value)
    if draft.clock is not None or draft.daypart is not None:
        value = _with_clock(draft, value)
    if draft.approximate and draft.clock is None:
        value = values.about(value)
    anchor = draft.anchor or (DCT if relative else None)
    basis = TimeBasis.RELATIVE if relative or draft.basis is TimeBasis.RELATIVE else draft.basis
    return Resolved(value, draft.rule, basis, anchor)


def _base(scan: Scan, draft: Draft, *, tense: Tense) -> tuple[Value | None, bool]:
    """The value without part and clock, and whether the reference day was needed for it."""
    if draft.value is not None:
        return draft.value, draft.anchor == DCT
    if draft.every:
        return _recurring(draft), False
    if draft.hijri:
        return _hijri(scan, draft, tense=tense)
    if draft.year is not None:
        return _in_year(draft.year, draft), draft.anchor == DCT
    if draft.month is not None:
        return _without_year(scan, draft, tense=tense)
    if draft.day is not None:
        return _in_running_month(scan, draft)
    if draft.weekday is not None:
        return weekday(scan.reference, draft, tense=tense), True
    if draft.clock is not None or draft.daypart is not None:
        return (values.day(scan.reference) if scan.reference else _unknown_day()), True
    return None, False


def _unknown_day() -> Value:
    return Value("XXXX-XX-XX", "day")


def _recurring(draft: Draft) -> Value:
    month_text = "XX" if draft.month is None else f"{draft.month:02d}"
    text = f"XXXX-{month_text}" if draft.day is None else f"XXXX-{month_text}-{draft.day:02d}"
    return Value(text, "day", kind=TimeKind.SET)


def _in_year(year: int, draft: Draft) -> Value | None:
    if draft.month is None:
        return values.year(year)
    if not 1 <= draft.month <= 12:
        return None
    if draft.day is None:
        return values.month(year, draft.month)
    if not 1 <= draft.day <= calendar.monthrange(year, draft.month)[1]:
        return None
    return values.day(date(year, draft.month, draft.day))


def _without_year(scan: Scan, draft: Draft, *, tense: Tense) -> tuple[Value | None, bool]:
    reference = scan.reference
    assert draft.month is not None
    if draft.day is not None and not 1 <= draft.day <= calendar.monthrange(2000, draft.month)[1]:
        return None, False
    if reference is None:
        text = f"XXXX-{draft.month:02d}" + (f"-{draft.day:02d}" if draft.day is not None else "")
        return Value(text, "day" if draft.day is not None else "month"), False
    if draft.rule.endswith("same") and scan.last is not None and scan.last.first is not None:
        return _in_year(scan.last.first.year, draft), True
    found = [_in_year(year, draft) for year in range(reference.year - 8, reference.year + 9)]
    candidates = [value for value in found if value is not None and value.first is not None and value.last is not None]
    chosen = _nearest(candidates, reference, draft.direction, tense=tense)
    if chosen is not None and draft.weekday is not None and draft.direction is None:
        chosen = _by_weekday(candidates, chosen, draft.weekday, reference)
    return chosen, True


def _nearest(candidates: list[Value], reference: date, direction: int | None, *, tense: Tense) -> Value | None:
    """The candidate that direction and tense choose. "Last" and "next" never mean the running month."""
    start = reference.replace(day=1)
    whole = values.month(reference.year, reference.month).last
    for value in candidates if direction == 1 or (direction is None and tense) else reversed(candidates):
        assert value.first is not None
        assert value.last is not None
        if direction == 0 and value.first.year == reference.year:
            return value
        if direction == -1 and (value.last < start or (value.unit == "day" and value.first < reference)):
            return value
        if (
            direction == 1
            and whole is not None
            and (value.first > whole or (value.unit == "day" and value.first > reference))
        ):
            return value
        if direction is None and (value.last >= reference if tense else value.first <= reference):
            return value
    return None


def _by_weekday(candidates: list[Value], chosen: Value, weekday_number: int, reference: date) -> Value:
    """Another year's date where only that one is near and falls on the weekday written beside it."""
    assert chosen.first is not None
    if chosen.unit != "day" or chosen.first.isoweekday() == weekday_number:
        return chosen
    fitting = [value for value in candidates if value.first and value.first.isoweekday() == weekday_number]
    near = [value for value in fitting if value.first and abs(value.first - reference) <= _NEAR]
    return near[0] if near else chosen


def _hijri(scan: Scan, draft: Draft, *, tense: Tense) -> tuple[Value | None, bool]:
    if draft.year is not None and draft.year > _LAST_HIJRI:
        return _hijri_in_year(draft.year, draft), False
    if draft.year is not None:
        return _hijri_value(draft.year, draft), False
    if scan.reference is None:
        return None, False
    try:
        running = Gregorian(scan.reference.year, scan.reference.month, scan.reference.day).to_hijri().year
    except (ValueError, OverflowError):
        return None, False
    found = [_hijri_value(year, draft) for year in range(running - 2, running + 3)]
    candidates = [value for value in found if value is not None]
    if draft.weekday is not None and draft.direction is None:
        fitting = [value for value in candidates if value.first and value.first.isoweekday() == draft.weekday]
        near = [value for value in fitting if value.first and abs(value.first - scan.reference) <= _NEAR]
        candidates = near or candidates
        if near:
            return near[0], True
    if draft.direction == 0:
        return _hijri_value(running, draft), True
    ordered = candidates if draft.direction == 1 or (draft.direction is None and tense) else candidates[::-1]
    for value in ordered:
        assert value.first is not None
        assert value.last is not None
        if draft.direction == -1 and value.last < scan.reference:
            return value, True
        if draft.direction == 1 and value.first > scan.reference:
            return value, True
        if draft.direction is None and (value.last >= scan.reference if tense else value.first <= scan.reference):
            return value, True
    return None, False


def _hijri_in_year(year: int, draft: Draft) -> Value | None:
    """A Hijri month or day that begins in a Gregorian year ("رمضان 2017")."""
    for hijri_year in range(year - 581, year - 577):
        value = _hijri_value(hijri_year, draft)
        if value is not None and value.first is not None and value.first.year == year:
            return value
    return None


def _hijri_value(year: int, draft: Draft) -> Value | None:
    value = values.hijri(year, draft.month, draft.day)
    if value is None or draft.part is None or draft.month is None or value.first is None or value.last is None:
        return value
    low, high = {"early": (0, 9), "mid": (10, 19), "late": (20, 30)}[draft.part]
    return values.days(value.first + timedelta(days=low), min(value.last, value.first + timedelta(days=high)))


def _in_running_month(scan: Scan, draft: Draft) -> tuple[Value | None, bool]:
    assert draft.day is not None
    anchor = scan.reference
    if draft.direction is None or draft.rule == "day-of-same-month":
        anchor = scan.last.first if scan.last is not None and scan.last.first is not None else anchor
    if anchor is None:
        return Value(f"XXXX-XX-{draft.day:02d}", "day"), False
    moved = values.shifted(anchor.replace(day=1), "month", draft.direction or 0)
    if moved is None or draft.day > calendar.monthrange(moved.year, moved.month)[1]:
        return None, False
    return values.day(moved.replace(day=draft.day)), True


def weekday(reference: date | None, draft: Draft, *, tense: Tense) -> Value | None:
    """The day that a weekday without date means."""
    assert draft.weekday is not None
    if reference is None:
        return Value(f"XXXX-WXX-{draft.weekday}", "day")
    ahead = (draft.weekday - reference.isoweekday()) % 7
    try:
        if draft.direction is None and tense is Tense.PRESENT and not ahead:
            return values.day(reference)
        if draft.direction in (1, 2) or (draft.direction is None and tense):
            return values.day(reference + timedelta(days=(ahead or 7) + (7 if draft.direction == 2 else 0)))
        if draft.direction in (-1, -2):
            return values.day(
                reference - timedelta(days=((7 - ahead) if ahead else 7) + (7 if draft.direction == -2 else 0))
            )
        if draft.direction == 0:
            return values.day(reference - timedelta(days=reference.weekday()) + timedelta(days=draft.weekday - 1))
        return values.day(reference - timedelta(days=(7 - ahead) % 7))
    except OverflowError:
        return None


def _part(draft: Draft, value: Value) -> Value:
    assert draft.part is not None
    if draft.hijri and draft.month is None and draft.year is not None:
        return values.hijri_part(draft.year, draft.part) or value
    if draft.hijri:
        return value
    return values.part(value, draft.part)


def season(scan: Scan, code: int, direction: int) -> Value | None:
    """The last finished (-1), running (0) or next (1) season of a kind."""
    reference = scan.reference
    if reference is None:
        return None
    if direction == 0:
        return values.season(reference.year, code)
    order = (
        range(reference.year + 1, reference.year - 3, -1)
        if direction < 0
        else range(reference.year, reference.year + 3)
    )
    for year in order:
        start = date(year, _SEASON_START[code], 1)
        end = values.shifted(start, "month", 3)
        if end is not None and (end <= reference if direction < 0 else start > reference):
            return values.season(year, code)
    return None


def _with_clock(draft: Draft, value: Value) -> Value:
    if value.unit != "day":
        return value
    if draft.clock is None:
        return replace(value, edtf=f"{value.edtf}T{draft.daypart}", unit="daypart")
    hour, minute, second = draft.clock
    text = f"{value.edtf}T{_hour(hour, draft.daypart):02d}:{minute:02d}"
    if second is not None:
        text += f":{second:02d}"
    return replace(value, edtf=text + _offset(draft.zone, value), unit="clock")


def _hour(hour: int, daypart: str | None) -> int:
    if daypart in ("EV", "AF") and hour < 12:
        return hour + 12
    if daypart == "NI" and 6 <= hour < 12:
        return hour + 12
    if daypart in ("NI", "MO") and hour == 12:
        return 0
    if daypart == "MI" and hour < 6:
        return hour + 12
    return hour % 24


def _offset(zone: str | None, value: Value) -> str:
    if zone is None:
        return ""
    if zone == "UTC":
        return "Z"
    try:
        moment = datetime.combine(value.first or date(2000, 1, 1), datetime.min.time(), ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
