"""Reads stretches of the calendar: relative weeks, months and years, seasons, quarters, parts of periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from graph.dates import values
from graph.dates.days import month_first
from graph.dates.lengths import quantity
from graph.dates.numbers import digits, is_joined, ordinal
from graph.dates.resolve import resolve, season
from graph.dates.scan import Draft, Read, Scan
from graph.dates.values import Value
from graph.dates.years import bare_year, century, decade, second_year, spoken_year, year
from graph.model import TimeBasis

_UNITS = ("year", "month", "week", "decade", "century")
_LONGEST_MONTH = 31
_QUARTERS = {"quarter": 3, "third": 4, "half": 6, "semester": 6}


def relative(scan: Scan, index: int) -> Read | None:
    """A period told by its distance: "العام الماضي", "هذا الشهر", "الأسبوع قبل الماضي", "ذلك العام", "العام نفسه"."""
    start = scan.skip(index, "this", "that", "same_before")
    unit = scan.tag(start, "unit")
    if not isinstance(unit, str) or unit not in _UNITS or not scan.word(start).definite:
        return None
    if start > index:
        return _demonstrative(scan, index, start, unit)
    after = scan.skip(start + 1, "year_adjective") if unit == "year" else start + 1
    if scan.has(after, "before") and scan.number(after + 1, "direction") == -1:
        return after + 2, _from_reference(scan, unit, -2)
    if scan.has(after, "after") and scan.number(after + 1, "direction") == 1:
        return after + 2, _from_reference(scan, unit, 2)
    if scan.key(after) in ("الذي", "التي") and scan.key(after + 1) in ("يليه", "تلاه", "تليها", "يليها", "تلتها"):
        return after + 2, _from_last(scan, unit, 1)
    step = scan.number(after, "direction")
    if step is not None and scan.word(after).definite:
        named = year(scan, index) or (bare_year(scan, after + 1) if unit == "year" else None)
        if named is not None and named[0] > after:
            return named
        return after + 1, _from_reference(scan, unit, step)
    step = scan.number(after, "same")
    if step is not None and (scan.word(after).definite or step == 0):
        named = bare_year(scan, after + 1) if unit == "year" else None
        return named or (after + 1, _from_last(scan, unit, step))
    return None


def _demonstrative(scan: Scan, index: int, start: int, unit: str) -> Read | None:
    named = bare_year(scan, start + 1) if unit == "year" else None
    if named is not None:
        return named
    if scan.has(index, "this"):
        end = scan.skip(start + 1, "year_adjective")
        return end, _from_reference(scan, unit, 0)
    return start + 1, _from_last(scan, unit, 0)


def _from_reference(scan: Scan, unit: str, step: int) -> Draft:
    draft = Draft(f"{unit}-relative", basis=TimeBasis.RELATIVE, anchor="dct")
    if scan.reference is None:
        return replace(draft, value=_unknown(unit), anchor=None)
    moved = values.shifted(scan.reference, unit, step)
    return replace(draft, value=values.at(moved, unit) if moved is not None else None)


def _unknown(unit: str) -> Value:
    text = {"year": "XXXX", "month": "XXXX-XX", "week": "XXXX-WXX", "decade": "XXXX", "century": "XXXX"}.get(
        unit, "XXXX-XX-XX"
    )
    return Value(text, unit)


def _from_last(scan: Scan, unit: str, step: int) -> Draft:
    """A period that counts from the last explicit date of the text; from the reference day where there is none."""
    last = scan.last
    if last is None or last.first is None or (unit == "week" and last.unit in ("year", "decade", "century")):
        if scan.reference is None:
            return Draft(f"{unit}-anaphoric", value=_unknown(unit), basis=TimeBasis.RELATIVE)
        return _from_reference(scan, unit, step)
    edge = last.last if step > 0 and last.last is not None else last.first
    moved = values.shifted(edge, unit, step)
    value = values.at(moved, unit) if moved is not None else None
    return Draft(f"{unit}-anaphoric", value=value, basis=TimeBasis.RELATIVE, anchor=scan.last_words)


def seasonal(scan: Scan, index: int) -> Read | None:
    """A season of a year: "صيف 2014", "خريف العام الماضي", "الشتاء المقبل", "هذا الصيف", "شتاء 2013-2014"."""
    start = scan.skip(index, "this", "same_before")
    code = scan.number(start, "season")
    if code is None:
        return None
    if scan.word(start).definite:
        return _relative_season(scan, index, start, code)
    at = scan.skip_key(start + 1, "من")
    found = year(scan, at) or bare_year(scan, at) or relative(scan, at) or _short_year(scan, at)
    if found is None:
        return None
    end, draft = found
    number = draft.year
    if number is None and draft.value is not None and draft.value.unit == "year" and draft.value.first is not None:
        number = draft.value.first.year
    if number is None or draft.hijri:
        return None
    joined = second_year(scan, end + 1) if scan.key(end) in ("-", "/", "–") else None
    end = joined[0] if joined is not None and joined[1].year == number + 1 else end
    basis = draft.basis
    return end, Draft("season", value=values.season(number, code), basis=basis, anchor=draft.anchor)


def _short_year(scan: Scan, index: int) -> Read | None:
    """Two digits right after a season: "صيف 82"."""
    word = scan.word(index)
    if (
        word.digits != 2
        or word.value is None
        or is_joined(scan, index)
        or scan.has(index + 1, "unit_acc", "count_after")
    ):
        return None
    return index + 1, Draft("year-two-digits", year=spoken_year(scan, word.value))


def _relative_season(scan: Scan, index: int, start: int, code: int) -> Read | None:
    step = 0 if start > index else scan.number(start + 1, "direction")
    if step is None:
        found = year(scan, scan.skip_key(start + 1, "من"))
        if found is None or found[1].year is None:
            return None
        return found[0], Draft("season", value=values.season(found[1].year, code))
    value = season(scan, code, step)
    end = start + 1 if start > index else start + 2
    return (end, Draft("season-relative", value=value, basis=TimeBasis.RELATIVE, anchor="dct")) if value else None


def quarter(scan: Scan, index: int) -> Read | None:
    """An ordered part: "الربع الأول من 2019", "النصف الثاني من القرن العشرين", "الأسبوع الأول من مايو"."""
    kind = scan.tag(index, "period_part")
    unit = scan.tag(index, "unit")
    if not scan.word(index).definite or (kind is None and unit not in ("week", "quarter", "decade")):
        return None
    if unit == "quarter":
        kind = "quarter"
    place = ordinal(scan, index + 1) or (digits(scan, index + 1) if unit == "week" else None)
    last = scan.has(index + 1, "recent")
    if place is None and not last:
        return None
    end = place[0] if place is not None else index + 2
    number = place[1] if place is not None else 0
    at = scan.skip_key(end, "من", "في", "ل")
    whole = _whole(scan, at)
    if whole is None:
        return None
    value = resolve(scan, whole[1], tense=scan.tense(index, whole[0]))
    if value is None or value.value.first is None:
        return None
    piece = _week_of(value.value, number) if unit == "week" else _slice(value.value, str(kind), number)
    return whole[0], Draft(f"{kind or unit}-of-period", value=piece, basis=value.basis, anchor=value.anchor)


def _whole(scan: Scan, index: int) -> Read | None:
    """The period that a part is taken of."""
    for reader in (decade, century, relative, year, bare_year, _month):
        found = reader(scan, index)
        if found is not None:
            return found
    unit = scan.tag(index, "unit")
    if (
        unit in ("year", "month", "week", "century")
        and scan.word(index).definite
        and not scan.has(index + 1, "year_adjective")
    ):
        return index + 1, _from_reference(scan, str(unit), 0)
    return None


def _month(scan: Scan, index: int) -> Read | None:
    found = month_first(scan, index)
    return found if found is not None and found[1].day is None else None


def _slice(value: Value, kind: str, number: int) -> Value | None:
    size = _QUARTERS.get(kind)
    if size is None or value.first is None or value.last is None:
        return None
    number = number or 12 // size
    if not 1 <= number <= 12 // size:
        return None
    if value.unit == "year":
        return values.months(value.first.year, size * (number - 1) + 1, size * number)
    if value.unit == "month" or (value.unit == "span" and (value.last - value.first).days < _LONGEST_MONTH):
        length = 30 * size // 12
        first = value.first + timedelta(days=length * (number - 1))
        last = value.last if number == 12 // size else first + timedelta(days=length - 1)
        return values.days(first, last)
    years = {"century": 100, "decade": 10}.get(value.unit)
    if years is None:
        return None
    base = value.first.year // years * years
    step = years * size // 12
    return values.interval(values.year(max(1, base + step * (number - 1))), values.year(base + step * number - 1))


def _week_of(value: Value, number: int) -> Value | None:
    if value.first is None or value.last is None:
        return None
    if value.unit == "year":
        return values.iso_week(value.first.year, number) if number else values.week(value.last)
    if value.unit != "month" and value.unit != "span":
        return None
    if number == 0:
        start = values.shifted(value.last, "day", -6)
        return values.days(start, value.last) if start else None
    first = values.shifted(value.first, "day", 7 * (number - 1))
    end = values.shifted(value.first, "day", 7 * number - 1)
    return values.days(first, min(end, value.last)) if first and end and 1 <= number <= 4 else None


def first_units(scan: Scan, index: int) -> Read | None:
    """The first or last months of a year or days of a month: "الأشهر التسعة الأولى من العام 2021"."""
    counted = quantity(scan, index)
    if counted is None or counted.count is None or not counted.definite or counted.unit not in ("month", "day"):
        return None
    last = scan.has(counted.end, "recent")
    if not (last or scan.has(counted.end, "firsts")) or not scan.has(counted.end + 1, "of"):
        return None
    whole = _whole(scan, counted.end + 2)
    if whole is None:
        return None
    value = resolve(scan, whole[1], tense=scan.tense(index, whole[0]))
    piece = None if value is None else _first_of(value.value, counted.unit, counted.count, last=last)
    if value is None or piece is None:
        return None
    return whole[0], Draft(f"{counted.unit}s-of-period", value=piece, basis=value.basis, anchor=value.anchor)


def _first_of(value: Value, unit: str, count: int, *, last: bool) -> Value | None:
    if value.first is None or value.last is None or count < 1:
        return None
    if unit == "month" and value.unit == "year" and count <= 12:
        year_number = value.first.year
        return values.months(year_number, 13 - count, 12) if last else values.months(year_number, 1, count)
    length = (value.last - value.first).days + 1
    if unit != "day" or length > _LONGEST_MONTH or count > length:
        return None
    span = timedelta(days=count - 1)
    return values.days(value.last - span, value.last) if last else values.days(value.first, value.first + span)


def partial(scan: Scan, index: int) -> Read | None:
    """Early, middle or late in a period: "مطلع 2016", "أواخر شباط 2017", "نهاية الأسبوع", "منتصف الثمانينيات"."""
    which = scan.tag(index, "part")
    if not isinstance(which, str):
        return None
    at = scan.skip_key(index + 1, "من", "في", "ل")
    if scan.has(at, "part") and scan.tag(at, "part") == which:
        at += 1
    found = max(
        (read for read in (_whole(scan, at), seasonal(scan, at), quarter(scan, at)) if read is not None),
        key=lambda read: read[0],
        default=None,
    )
    if found is None:
        return None
    return found[0], replace(found[1], part=which, rule=f"{found[1].rule}-{which}")


def period(scan: Scan, index: int) -> Read | None:
    """Any stretch of the calendar that its own words mark as one."""
    for reader in (partial, quarter, first_units, seasonal, decade, century, relative, year):
        found = reader(scan, index)
        if found is not None:
            return found
    return None
