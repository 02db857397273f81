"""Reads dates that give a day or a month: digits, names of all calendars, and the tails that place them in a year."""

from __future__ import annotations

from dataclasses import replace

from graph.dates.numbers import is_joined, ordinal, skip_glue
from graph.dates.scan import Draft, Read, Scan
from graph.dates.years import HIJRI_YEARS, bare_year, era, full_year, is_year, spoken_year, year
from graph.model import TimeBasis

_LAST_DAY = 31
_SEPARATORS = frozenset("/-.\\–ـ")
_ENGLISH_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_OPEN, _CLOSE = frozenset("([«"), frozenset(")]»")


def day_number(scan: Scan, index: int) -> tuple[int, int] | None:
    """The end and number of a day: "5", "الـ20", "(5)", "الخامس والعشرين", "غرة", "8th"."""
    if scan.has(index, "first_day"):
        return scan.skip(index + 1, "of") if scan.key(index + 1) == "من" else index + 1, 1
    if scan.number(index, "ordinal") == 1 and not scan.word(index).definite and scan.has(index + 1, "month", "hijri"):
        return index + 1, 1
    start = skip_glue(scan, index)
    word = scan.word(start)
    if word.value is not None and 1 <= word.digits <= 2 and 1 <= word.value <= 31 and not _in_fraction(scan, start):
        end = start + 1
        if scan.key(end) in _ENGLISH_ORDINALS and scan.token(end).start == scan.token(start).end:
            end = scan.skip_key(end + 1, ",", "،")
        return end, word.value
    found = ordinal(scan, index)
    if found is None or not 1 <= found[1] <= 31 or scan.word(index).stem.split()[0].endswith(("ه", "اولي")):
        return None
    return found


def _in_fraction(scan: Scan, index: int) -> bool:
    """Whether the digits belong to a longer figure that is no date written with a month's name (5/مايو)."""
    return is_joined(scan, index) and not (scan.key(index + 1) in _SEPARATORS and scan.has(index + 2, "month", "hijri"))


def month_name(scan: Scan, index: int) -> Read | None:
    """A month with its second name, if any: "آب/أغسطس", "حزيران (يونيو)", "شهر مايو", "ماي - أيار"."""
    start = index + 1 if scan.tag(index, "unit") == "month" and not scan.word(index).definite else index
    start = scan.skip_key(start, "(") if scan.has(start + 1, "month", "hijri") and start > index else start
    number = scan.number(start, "month")
    if number is not None:
        end = _second_name(scan, start + 1, number)
        return end, Draft("month", month=number)
    number = scan.number(start, "hijri")
    if number is not None:
        return start + 1, Draft("hijri-month", month=number, hijri=True)
    if start > index and scan.key(start) == "(" and scan.number(start + 1, "month"):
        return None
    return None


def numbered_month(scan: Scan, index: int) -> Read | None:
    """A month by its number after its noun: "شهر 12/2021", "شهر 5 من عام 2020"."""
    word = scan.word(index + 1)
    if scan.tag(index, "unit") != "month" or word.value is None or not 1 <= word.value <= 12 or word.digits > 2:
        return None
    at = index + 2
    number = scan.word(at + 1)
    if scan.key(at) in ("/", "-") and is_year(number.value, number.digits):
        return at + 2, Draft("month-number-year", month=word.value, year=number.value)
    if scan.key(at) in ("/", "-"):
        return None
    placed = year(scan, scan.skip_key(at, "من"))
    if placed is None or placed[1].year is None:
        return None
    return placed[0], Draft("month-number-year", month=word.value, year=placed[1].year, hijri=placed[1].hijri)


def _second_name(scan: Scan, index: int, number: int) -> int:
    mark = scan.key(index)
    other = index + 1 if mark in ("/", "-", "–", "(", "\\", "ـ", "[", "=", "|") or mark in _OPEN else index
    if scan.number(other, "month") != number or scan.word(other).proclitic:
        return index
    return other + 2 if mark in _OPEN and scan.key(other + 1) in _CLOSE else other + 1


def numeric(scan: Scan, index: int) -> Read | None:
    """A date of three figures: day first, or year first where that has four digits. Impossible ones are consumed.

    A year of 1300-1500 is Hijri.
    """
    first, second, third = scan.word(index), scan.word(index + 2), scan.word(index + 4)
    marks = scan.key(index + 1), scan.key(index + 3)
    if marks[0] != marks[1] or marks[0] not in _SEPARATORS or None in (first.value, second.value, third.value):
        return None
    if _longer_code(scan, index):
        return None
    lengths = first.digits, second.digits, third.digits
    if lengths[0] == 4 and lengths[1] <= 2 and lengths[2] <= 2:
        year_number, month_number, number = first.value, second.value, third.value
    elif lengths[0] <= 2 and lengths[1] <= 2 and lengths[2] == 4:
        number, month_number, year_number = first.value, second.value, third.value
    elif lengths[0] <= 2 and lengths[1] <= 2 and lengths[2] == 2 and marks[0] != "." and scan.touching(index):
        number, month_number, year_number = first.value, second.value, full_year(third.value or 0)
    else:
        return None
    assert number is not None
    assert month_number is not None
    assert year_number is not None
    if month_number > 12 and number <= 12 and lengths[0] != 4:
        number, month_number = month_number, number
    end, hijri = era(scan, index + 5)
    if not is_year(year_number):
        return None
    is_hijri = hijri is not False and year_number in HIJRI_YEARS
    return end, Draft("numeric", year=year_number, month=month_number, day=number, hijri=is_hijri)


def _longer_code(scan: Scan, index: int) -> bool:
    before, after = scan.token(index - 1), scan.token(index + 5)
    if before.end == scan.token(index).start and before.raw in _SEPARATORS and scan.word(index - 2).digits:
        return True
    return (
        after.start == scan.token(index + 4).end
        and after.raw in _SEPARATORS
        and scan.word(index + 6).digits > 0
        and scan.touching(index + 5)
    )


def day_and_month(scan: Scan, index: int) -> Read | None:
    """A day with its month, and what places them in a year: "5 من شهر مايو 2017", "الخامس من الشهر الجاري"."""
    found = day_number(scan, index)
    if found is None:
        return None
    end, number = found
    if scan.key(end) in _SEPARATORS and scan.has(end + 1, "month", "hijri"):
        if scan.key(end + 1) == "صفر" and scan.key(end + 2) not in _SEPARATORS:
            return None
        end += 1
    else:
        end = scan.skip_key(end, "من")
    end = _past_month_word(scan, end)
    named = month_name(scan, end)
    if named is not None:
        end, draft = named
        draft = replace(draft, day=number, rule="hijri-day" if draft.hijri else "day-month")
        if scan.key(end) in _SEPARATORS and is_year(scan.word(end + 1).value, scan.word(end + 1).digits):
            end += 1
        return tail(scan, end, draft)
    return day_of_running_month(scan, found[0], number)


def _past_month_word(scan: Scan, index: int) -> int:
    if scan.tag(index, "unit") == "month" and scan.has(index + 1, "month", "hijri"):
        return index + 1
    return index


def day_of_running_month(scan: Scan, index: int, number: int) -> Read | None:
    """ "من الشهر الجاري", "الجاري", "من الشهر نفسه" after a day's number."""
    end = scan.skip_key(index, "من", "في")
    if scan.has(end, "every") and scan.tag(end + 1, "unit") == "month":
        return end + 2, Draft("day-monthly", day=number, every=True)
    if (
        scan.has(end, "direction")
        and scan.word(end).definite
        and scan.key(end)[2:] in ("جاري", "حالي", "ماضي", "مقبل", "منصرم", "قادم")
    ):
        return end + 1, Draft(
            "day-of-month", day=number, direction=scan.number(end, "direction"), basis=TimeBasis.RELATIVE
        )
    this = scan.skip(end, "this", "that", "same_before")
    if scan.tag(this, "unit") != "month" or not scan.word(this).definite:
        return None
    if this > end:
        direction = 0 if scan.has(end, "this") else None
        return this + 1, Draft("day-of-month", day=number, direction=direction, basis=TimeBasis.RELATIVE)
    if scan.has(this + 1, "direction"):
        return this + 2, Draft(
            "day-of-month", day=number, direction=scan.number(this + 1, "direction"), basis=TimeBasis.RELATIVE
        )
    if scan.has(this + 1, "same"):
        step = scan.number(this + 1, "same")
        return this + 2, Draft(
            "day-of-same-month", day=number, direction=None if step == 0 else step, basis=TimeBasis.RELATIVE
        )
    return None


def month_first(scan: Scan, index: int) -> Read | None:
    """A month, with a day after it only where a year follows: "يناير 1, 2016", "مايو 2017", "آذار الماضي"."""
    named = month_name(scan, index)
    if named is None:
        return numbered_month(scan, index)
    end, draft = named
    number = scan.word(end)
    if number.value is not None and number.digits <= 2 and 1 <= number.value <= 31 and not is_joined(scan, end):
        after = end + 1
        if scan.key(after) in _ENGLISH_ORDINALS:
            after += 1
        after = scan.skip_key(after, ",", "،")
        placed = bare_year(scan, after)
        if placed is not None and placed[1].year is not None:
            return placed[0], replace(draft, rule="month-day-year", day=number.value, year=placed[1].year)
    return tail(scan, end, draft)


def tail(scan: Scan, index: int, draft: Draft) -> Read:
    """What follows day and month: a year with or without cue, "الماضي", "من العام نفسه", "من كل عام"."""
    end = scan.skip_key(index, ",", "،") if scan.word(scan.skip_key(index, ",", "،")).digits == 4 else index
    glue = scan.word(end).value is not None or scan.key(end) in ("(",)
    if glue:
        placed = bare_year(scan, end)
        if (
            placed is not None
            and placed[1].year is not None
            and not (scan.key(end) == "(" and scan.word(end + 1).digits != 4)
        ):
            return placed[0], _with_year(draft, placed[1])
    short = scan.word(index)
    if short.digits == 2 and short.value is not None and _stands_alone(scan, index):
        return index + 1, replace(draft, year=spoken_year(scan, short.value), rule=f"{draft.rule}-year")
    of = scan.skip_key(index, "من", "في", "،", ",", "ل")
    if scan.has(of, "every") and scan.tag(of + 1, "unit") == "year":
        return of + 2, replace(draft, every=True, rule=f"{draft.rule}-yearly")
    placed = year(scan, of)
    if placed is not None and placed[1].year is not None:
        return placed[0], _with_year(draft, placed[1])
    if scan.has(index, "direction") and scan.word(index).definite:
        return _with_direction(scan, index, draft)
    if scan.has(index, "same") and scan.number(index, "same") == 0:
        return index + 1, draft
    relative = relative_year(scan, of)
    if relative is not None:
        end, number = relative
        return end, replace(draft, year=number, basis=TimeBasis.RELATIVE, anchor="dct")
    end, hijri = era(scan, index)
    return (end, draft) if hijri else (index, draft)


def _stands_alone(scan: Scan, index: int) -> bool:
    """Whether two digits after a month count nothing: "حزيران 67" before a mark, a particle or the end."""
    value = scan.word(index).value or 0
    after = scan.word(index + 1)
    ended = not after.key[:1].isalnum() or scan.has(index + 1, "function", "boundary")
    return value > _LAST_DAY and not is_joined(scan, index) and ended and scan.key(index + 1) not in (":", "/", "-")


def _with_year(draft: Draft, placed: Draft) -> Draft:
    return replace(draft, year=placed.year, rule=f"{draft.rule}-year")


def _with_direction(scan: Scan, index: int, draft: Draft) -> Read:
    direction = scan.number(index, "direction")
    end, placed = index + 1, None
    if scan.word(end).digits == 4:
        placed = bare_year(scan, end)
    if placed is None:
        placed = year(scan, scan.skip_key(end, "من"))
    if placed is not None and placed[1].year is not None:
        return placed[0], _with_year(draft, placed[1])
    return end, replace(draft, direction=direction, rule=f"{draft.rule}-relative", basis=TimeBasis.RELATIVE)


def relative_year(scan: Scan, index: int) -> tuple[int, int] | None:
    """The end and number of a year told by its distance: "العام الماضي", "هذا العام", "العام نفسه", "ذلك العام"."""
    start = scan.skip(index, "this", "that", "same_before")
    if scan.tag(start, "unit") != "year" or not scan.word(start).definite or scan.reference is None:
        return None
    anaphoric = scan.last.first.year if scan.last is not None and scan.last.first is not None else scan.reference.year
    if start > index:
        return start + 1, scan.reference.year if scan.has(index, "this") else anaphoric
    after = scan.skip(start + 1, "year_adjective")
    if scan.tag(after, "before") and scan.number(after + 1, "direction") == -1:
        return after + 2, scan.reference.year - 2
    direction = scan.number(after, "direction")
    if direction is not None:
        return after + 1, scan.reference.year + direction
    step = scan.number(after, "same")
    return None if step is None else (after + 1, anaphoric + step)
