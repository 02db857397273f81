"""Reads what has two ends: intervals of any precision, and pairs of years."""

from __future__ import annotations

from dataclasses import replace

from graph.dates import values
from graph.dates.clock import bare_hour, clock
from graph.dates.days import day_number
from graph.dates.numbers import is_joined
from graph.dates.resolve import Resolved, resolve
from graph.dates.rules import point
from graph.dates.scan import Draft, Found, Read, Scan, Tense
from graph.dates.years import HIJRI_YEARS, bare_year, era, second_year
from graph.model import TimeBasis

_DASHES = frozenset({"-", "–", "—", "ـ"})


def interval(scan: Scan, index: int) -> list[Found] | None:
    """ "من A إلى B", "بين A وB", "A - B", each end as precise as its words; what one end lacks the other gives."""
    if scan.has(index, "between"):
        start = scan.skip_key(index + 1, "الفتره", "فتره")
        return _between(scan, index, start)
    if scan.has(index, "from", "since"):
        return _from_to(scan, index, index + 1)
    return _dashed(scan, index)


def _endpoint(scan: Scan, index: int) -> Read | None:
    at = index + 1 if scan.tag(index, "unit") == "day" and scan.word(index + 1).value is not None else index
    best = point(scan, index, cued=True)
    number = day_number(scan, at)
    if number is not None and (best is None or best[0] <= number[0]):
        return number[0], Draft("day", day=number[1])
    hour = clock(scan, index) or bare_hour(scan, index)
    if hour is not None and (best is None or hour[0] > best[0]):
        return hour
    return best


def _between(scan: Scan, index: int, start: int) -> list[Found] | None:
    pair = scan.tag(start, "unit_pair")
    if isinstance(pair, str) or (scan.tag(start, "unit_dual") and scan.key(start) in ("عامين", "العامين")):
        start += 1
    left = _endpoint(scan, start)
    if left is None:
        return None
    right_at = scan.and_before(left[0])
    if right_at is None and scan.key(left[0]) in ("الي", "حتي", "-"):
        right_at = left[0] + 1
    return None if right_at is None else _joined(scan, index, left, right_at)


def _from_to(scan: Scan, index: int, start: int) -> list[Found] | None:
    left = _endpoint(scan, start)
    if left is None or not (scan.has(left[0], "to", "until") or scan.key(left[0]) in _DASHES):
        return None
    return _joined(scan, index, left, left[0] + 1)


def _dashed(scan: Scan, index: int) -> list[Found] | None:
    """ "5 - 8 مايو 2017", "2003-2011" after a cue, "مايو - يوليو 2017", "5 إلى 8 مايو"."""
    left = _endpoint(scan, index)
    if left is None or not (scan.has(left[0], "to") or scan.key(left[0]) in _DASHES or scan.key(left[0]) == "/"):
        return None
    mark = scan.key(left[0])
    dash = mark in _DASHES or (
        mark == "/" and left[1].year is None and left[1].day is None and left[1].month is not None
    )
    if not dash and not (scan.has(left[0], "to") and mark != "ل" and _is_date(left[1])):
        return None
    right = _endpoint(scan, left[0] + 1)
    if right is None or not (_is_date(right[1])) or _bare(right[1]):
        return None
    if dash and left[1].day is not None and left[1].month is None and is_joined(scan, index):
        return None
    if dash and left[1].year is not None and left[1].month is None and right[1].month is not None:
        return None
    if left[1].rule.startswith("weekday") and left[1].day is None and right[1].day is not None:
        return None
    return _joined(scan, index, left, left[0] + 1)


def _is_date(draft: Draft) -> bool:
    return draft.clock is None and (
        draft.month is not None or draft.year is not None or draft.day is not None or draft.weekday is not None
    )


def _bare(draft: Draft) -> bool:
    return draft.month is None and draft.year is None and draft.weekday is None


def _joined(scan: Scan, index: int, left: Read, right_at: int) -> list[Found] | None:
    right = _endpoint(scan, right_at)
    if right is None:
        return None
    end = right[0]
    first, second = shared(left[1], right[1])
    if (
        first.day is not None
        and first.month is None
        and first.clock is None
        and first.direction is None
        and first.weekday is None
    ):
        return None
    ahead = scan.tense(index, end)
    start_value, end_value = resolve(scan, first, tense=ahead), resolve(scan, second, tense=ahead)
    if start_value is None or end_value is None:
        return [Found(index, end, None, "interval")]
    start_value, end_value = _ordered(scan, first, second, start_value, end_value)
    if (
        start_value.value.unit == ""
        or end_value.value.unit == ""
        or (_bare_hours(first, second) and not _hour_cued(scan, index, end))
    ):
        return None
    end_value = _past_midnight(first, second, start_value, end_value)
    value = values.interval(start_value.value, end_value.value)
    if value.first and value.last and value.first > value.last:
        return [Found(index, end, None, "interval")]
    relative = TimeBasis.RELATIVE in (start_value.basis, end_value.basis)
    basis = TimeBasis.RELATIVE if relative else TimeBasis.EXPLICIT
    rule = f"interval({start_value.rule},{end_value.rule})"
    return [Found(index, end, value, rule, basis, start_value.anchor or end_value.anchor)]


def _past_midnight(first: Draft, second: Draft, left: Resolved, right: Resolved) -> Resolved:
    """The end of an interval of hours on the next day, where it would lie before its start."""
    if (
        first.clock is None
        or second.clock is None
        or left.value.first != right.value.first
        or right.value.first is None
    ):
        return right
    if right.value.edtf > left.value.edtf or second.weekday is not None or second.day is not None:
        return right
    moved = values.shifted(right.value.first, "day", 1)
    if moved is None:
        return right
    text = right.value.edtf.replace(right.value.first.isoformat(), moved.isoformat())
    return replace(right, value=replace(right.value, edtf=text, first=moved, last=moved))


def _bare_hours(first: Draft, second: Draft) -> bool:
    return first.rule == "clock" and second.rule == "clock" and first.daypart is None and second.daypart is None


def _hour_cued(scan: Scan, start: int, end: int) -> bool:
    """Whether the words between hold the noun of hours or a colon."""
    return any(scan.has(index, "hour_word") or scan.key(index) == ":" for index in range(start, end))


def _ordered(scan: Scan, first: Draft, second: Draft, left: Resolved, right: Resolved) -> tuple[Resolved, Resolved]:
    """Where an end without year fell before the start, or far after it, the year of the other end is meant."""
    if not left.value.last or not right.value.first or left.value.first is None:
        return left, right
    if left.value.first > right.value.first and second.year is None and second.value is None:
        if second.month is not None:
            later = resolve(scan, replace(second, year=left.value.first.year), tense=Tense.FUTURE)
            if later and later.value.first and later.value.first < left.value.first:
                later = resolve(scan, replace(second, year=left.value.first.year + 1), tense=Tense.FUTURE)
            return left, later or right
        if second.weekday is not None and second.day is None:
            ahead = values.shifted(right.value.first, "day", 7)
            return left, replace(right, value=values.day(ahead)) if ahead else right
    return left, right


def shared(left: Draft, right: Draft) -> tuple[Draft, Draft]:
    """Both drafts with what the other one gives: month and year leftwards, day and hour's part too."""
    if left.value is None and right.value is None:
        if left.clock is not None and right.clock is not None:
            return _shared_clock(left, right)
        if (left.month is None and left.day is not None and left.weekday is None) or (
            left.month is None and left.day is not None
        ):
            left = replace(left, month=right.month, hijri=right.hijri, every=right.every)
            if right.month is None and right.direction is not None:
                left = replace(left, direction=right.direction, rule=right.rule)
        if left.year is None and right.year is not None and not right.every:
            later = left.month is not None and right.month is not None and left.month > right.month
            left = replace(left, year=right.year - 1 if later else right.year, hijri=left.hijri or right.hijri)
        if right.hijri and left.month is None and left.day is None and left.year in HIJRI_YEARS:
            left = replace(left, hijri=True)
        if left.direction is None and right.direction is not None and left.year is None:
            left = replace(left, direction=right.direction)
        if right.month is None and right.day is not None and left.month is not None:
            right = replace(right, month=left.month, year=left.year, hijri=left.hijri)
    if right.clock is not None and left.clock is None and _bare(left) and left.day is not None and left.day <= 24:
        hour = replace(right, clock=(left.day, 0, None))
        return hour, right
    return left, right


def _shared_clock(left: Draft, right: Draft) -> tuple[Draft, Draft]:
    if left.daypart is None and right.daypart is not None:
        left = replace(left, daypart=right.daypart)
    fields = ("year", "month", "day", "weekday", "direction", "hijri")
    if all(getattr(left, name) in (None, False) for name in fields):
        left = replace(left, **{name: getattr(right, name) for name in fields})
    elif all(getattr(right, name) in (None, False) for name in fields):
        right = replace(right, **{name: getattr(left, name) for name in fields})
    return left, replace(right, zone=right.zone or left.zone) if right.zone else right


def year_range(scan: Scan, index: int) -> list[Found] | None:
    """ "(2003-2011)", "2016/2017": two years joined by a mark, the later right after or within a parenthesis."""
    pair_of_years = _hijri_pair(scan, index)
    if pair_of_years is not None:
        return pair_of_years
    first = bare_year(scan, index)
    if first is None or first[1].year is None or first[1].hijri:
        return None
    mark = scan.key(first[0])
    if mark not in _DASHES and mark not in ("/", "الي", "حتي"):
        return None
    second = second_year(scan, first[0] + 1)
    if second is None or second[1].year is None or not first[1].year < second[1].year <= first[1].year + 150:
        return None
    after = scan.key(second[0])
    if after in _DASHES or after == "/":
        return None
    if mark == "/" and second[1].year != first[1].year + 1:
        return None
    value = values.interval(values.year(first[1].year), values.year(second[1].year))
    return [Found(index, second[0], value, "year-range")]


def _hijri_pair(scan: Scan, index: int) -> list[Found] | None:
    """ "1435 / 1436هـ": a school or budget year of the Hijri calendar."""
    first, second = scan.word(index), scan.word(index + 2)
    if scan.key(index + 1) not in ("/", "-") or first.value not in HIJRI_YEARS or second.value not in HIJRI_YEARS:
        return None
    end, hijri = era(scan, index + 3)
    if first.value is None or second.value != first.value + 1 or not (hijri or scan.key(index - 1) != "/"):
        return None
    left, right = values.hijri(first.value), values.hijri(second.value)
    if left is None or right is None or left.first is None or right.last is None:
        return None
    return [Found(index, end, values.days(left.first, right.last), "year-range-hijri")]
