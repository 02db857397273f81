"""Reads years, decades and centuries."""

from __future__ import annotations

from hijridate import Gregorian

from graph.dates import values
from graph.dates.numbers import cardinal, digits, is_joined, ordinal, skip_glue, spelled
from graph.dates.scan import Draft, Read, Scan
from graph.model import TimeBasis

FIRST_YEAR, LAST_YEAR = 1000, 2100
HIJRI_YEARS = range(1300, 1501)
FIRST_TABLED, LAST_TABLED = 1925, 2076  # whole Gregorian years within the tables of Umm al-Qura
_HIJRI_BACK, _HIJRI_AHEAD = 10, 5
_PIVOT = 50
_AHEAD = 10


def full_year(two_digits: int) -> int:
    """The year behind two digits: 00-49 of this century, 50-99 of the last."""
    return two_digits + (2000 if two_digits < _PIVOT else 1900)


def spoken_year(scan: Scan, two_digits: int) -> int:
    """The same for years named by two digits ("عام 48"), which never lie far ahead."""
    full = full_year(two_digits)
    return full - 100 if scan.reference is not None and full > scan.reference.year + _AHEAD else full


def is_year(number: int | None, length: int = 4) -> bool:
    """Whether a digit run can stand for a year."""
    return number is not None and length == 4 and FIRST_YEAR <= number <= LAST_YEAR


def bare_year(scan: Scan, index: int) -> Read | None:
    """A four-digit year with its era mark, parenthesised or not: "2017", "2017م", "1436هـ", "(2017)"."""
    start = index
    paren = scan.key(index) in ("(", "[")
    if paren:
        start += 1
    start = skip_glue(scan, start)
    word = scan.word(start)
    if not is_year(word.value, word.digits) or (is_joined(scan, start) and scan.key(start + 1) != "/"):
        return _bce(scan, index) or _in_words(scan, index)
    number = word.value or 0
    end, hijri = era(scan, start + 1)
    if paren:
        if scan.key(end) not in (")", "]"):
            return None
        end += 1
    if end == start + 1 and scan.has(end, "bce"):
        return _bce(scan, index)
    is_hijri = number in HIJRI_YEARS and (bool(hijri) or (hijri is None and _runs_now(scan, number)))
    return end, Draft("year", year=number, hijri=is_hijri)


def _runs_now(scan: Scan, number: int) -> bool:
    """Whether a year without era is Hijri because that calendar has come to it around the reference day."""
    if scan.reference is None or not FIRST_TABLED <= scan.reference.year <= LAST_TABLED:
        return False
    running = Gregorian(scan.reference.year, scan.reference.month, scan.reference.day).to_hijri().year
    return running - _HIJRI_BACK <= number <= running + _HIJRI_AHEAD


def _other_calendar(scan: Scan, end: int, draft: Draft) -> Read:
    """Past the same year in the other calendar: "عام 1999م - 1419هـ", "1436هـ (2015م)"; the Gregorian one wins."""
    mark = scan.key(end)
    if not (mark in ("-", "ـ", "/", "(", "–") or scan.has(end, "falling")):
        return end, draft
    word = scan.word(end + 1)
    if not is_year(word.value, word.digits):
        return end, draft
    stop, hijri = era(scan, end + 2)
    other_hijri = bool(hijri) and word.value in HIJRI_YEARS
    if other_hijri == draft.hijri:
        return end, draft
    if mark == "(":
        if scan.key(stop) != ")":
            return end, draft
        stop += 1
    return stop, draft if other_hijri else Draft("year", year=word.value)


def era(scan: Scan, index: int) -> tuple[int, bool | None]:
    """Past an era mark, and whether it is the Hijri one; None without a mark. A lone م must touch its number."""
    mark = scan.key(index)
    paren = mark == "(" and scan.key(index + 2) == ")" and scan.has(index + 1, "hijri_mark", "ce")
    at = index + 1 if paren else index
    if scan.has(at, "hijri_mark"):
        return at + (2 if paren else 1), True
    if scan.has(at, "ce") and (
        mark != "م" or scan.key(index + 1) != "." or scan.token(at).start - scan.token(at - 1).end <= 1
    ):
        return at + (2 if paren else 1), False
    return index, None


def _in_words(scan: Scan, index: int) -> Read | None:
    """A year in words that begins with its thousand and goes on: "ألفين وسبعة عشر"."""
    if not scan.has(index, "thousands") or scan.word(index).definite:
        return None
    found = spelled(scan, index)
    if found is None or found[1] % 1000 == 0 or not is_year(found[1]):
        return None
    end, hijri = era(scan, found[0])
    return end, Draft("year-spelled", year=found[1], hijri=bool(hijri) and found[1] in HIJRI_YEARS)


def _bce(scan: Scan, index: int) -> Read | None:
    number = cardinal(scan, index)
    if number is None or not scan.has(number[0], "bce"):
        return None
    return number[0] + 1, Draft("year-bce", value=values.year(1 - number[1]))


def year(scan: Scan, index: int) -> Read | None:
    """A year named as one: "عام 2006", "للعام 2017", "سنة ألفين وثلاث", "عام 67", "السنة المالية 2016-2017"."""
    if scan.tag(index, "unit") != "year" or scan.has(index, "unit_plural"):
        return None
    after = scan.skip(index + 1, "year_adjective")
    found = bare_year(scan, after)
    if found is not None:
        return _school_year(scan, found) or _other_calendar(scan, *found)
    if scan.word(index).stem.endswith("ا"):
        return None
    number = scan.word(after)
    if number.digits == 2 and number.value is not None and not is_joined(scan, after) and _no_unit(scan, after + 1):
        end, hijri = era(scan, after + 1)
        if hijri:
            return None
        return end, Draft("year-two-digits", year=spoken_year(scan, number.value))
    words = spelled(scan, after)
    if words is not None:
        end, value = words
        if 20 < value < 100 and scan.word(index).key[-2:] != "ما":
            value = spoken_year(scan, value)
        if is_year(value):
            end, hijri = era(scan, end)
            return end, Draft("year-spelled", year=value, hijri=bool(hijri))
    return None


def _no_unit(scan: Scan, index: int) -> bool:
    return not scan.has(index, "unit", "unit_acc", "unit_plural")


def _school_year(scan: Scan, first: Read) -> Read | None:
    """A year that spans two: "2016-2017", "2016/2017"."""
    end, draft = first
    if scan.key(end) not in ("-", "/", "–", "ـ") or draft.year is None:
        return None
    second = second_year(scan, end + 1)
    if second is not None and second[1].year == draft.year - 1 and scan.key(end) == "/":
        draft, second = second[1], (second[0], draft)
    if second is None or draft.year is None or second[1].year is None or second[1].year != draft.year + 1:
        short = scan.word(end + 1)
        if draft.year is None:
            return None
        if short.digits == 2 and short.value == (draft.year + 1) % 100 and scan.key(end + 2) != scan.key(end):
            value = values.interval(values.year(draft.year), values.year(draft.year + 1))
            return end + 2, Draft("year-pair", value=value)
        return None
    left, right = _year_value(draft), _year_value(second[1], hijri=draft.hijri or second[1].hijri)
    if second[1].hijri and not draft.hijri:
        left = _year_value(draft, hijri=True)
    if left is None or right is None:
        return None
    if second[1].hijri:
        return second[0], Draft("year-pair", value=values.days(left.first, right.last))  # type: ignore[arg-type]
    return second[0], Draft("year-pair", value=values.interval(left, right))


def second_year(scan: Scan, index: int) -> Read | None:
    """The second year of a pair, which a mark joins to the first."""
    word = scan.word(index)
    if not is_year(word.value, word.digits):
        return None
    end, hijri = era(scan, index + 1)
    return end, Draft("year", year=word.value, hijri=bool(hijri))


def _year_value(draft: Draft, hijri: bool = False) -> values.Value | None:
    assert draft.year is not None
    return values.hijri(draft.year) if hijri or draft.hijri else values.year(draft.year)


def century(scan: Scan, index: int) -> Read | None:
    """A century: "القرن العشرين", "القرن الـ19", "القرن الماضي"."""
    if scan.tag(index, "unit") != "century" or not scan.word(index).definite:
        return None
    found = ordinal(scan, index + 1) or digits(scan, index + 1)
    if found is not None and 1 <= found[1] <= 21:
        end, number = found
        if scan.has(end, "bce"):
            return end + 1, Draft(
                "century-bce", value=values.Value(f"-{number * 100 - 1:04d}/{_bce_end(number)}", "span")
            )
        end, hijri = era(scan, end)
        return (end, Draft("century", value=values.century(number))) if not hijri else None
    direction = scan.number(index + 1, "direction")
    if direction is None or scan.reference is None:
        return None
    number = scan.reference.year // 100 + 1 + direction
    return index + 2, Draft("century-relative", value=values.century(number), basis=TimeBasis.RELATIVE, anchor="dct")


def _bce_end(number: int) -> str:
    last = (number - 1) * 100
    return f"-{last:04d}" if last else "0000"


def decade(scan: Scan, index: int) -> Read | None:
    """A decade by its tens ("سبعينيات القرن الماضي"), by its place in a century or relative ("العقد الماضي")."""
    start = index + 1 if scan.tag(index, "unit") == "decade" and scan.has(index + 1, "decade") else index
    tens = scan.number(start, "decade")
    if tens is not None:
        end = start + 1
        base = century(scan, scan.skip(end, "of"))
        if base is not None and base[1].value is not None and base[1].value.first is not None:
            first = (base[1].value.first.year + 1) // 100 * 100 + tens
            return base[0], Draft("decade", value=values.decade(first))
        return end, Draft("decade", value=values.decade(1900 + tens))
    if scan.tag(index, "unit") != "decade" or not scan.word(index).definite:
        return None
    place = ordinal(scan, index + 1)
    if place is not None and scan.has(place[0], "of") and 1 <= place[1] <= 10:
        base = century(scan, place[0] + 1)
        if base is None or base[1].value is None or base[1].value.first is None:
            return None
        first = (base[1].value.first.year + 1) // 100 * 100 + 10 * (place[1] - 1)
        return base[0], Draft("decade-ordinal", value=values.decade(first))
    direction = scan.number(index + 1, "direction")
    if direction is None or scan.reference is None:
        return None
    first = scan.reference.year // 10 * 10 + 10 * direction
    return index + 2, Draft("decade-relative", value=values.decade(first), basis=TimeBasis.RELATIVE, anchor="dct")
