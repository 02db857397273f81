"""Reads recurring times: every day, yearly, each Sunday."""

from __future__ import annotations

from graph.dates import values
from graph.dates.lengths import quantity
from graph.dates.scan import Found, Scan

_DEFINITE_RATES = {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y"}


def recurring(scan: Scan, index: int) -> list[Found] | None:
    """A set: "كل يوم", "كل شهرين", "كل أحد", "سنويا", "بشكل يومي"."""
    adverb = scan.tag(index, "adverb_set")
    if isinstance(adverb, str):
        return [Found(index, index + 1, values.recurring(adverb), "set-adverb")]
    if scan.has(index, "manner"):
        manner = scan.tag(index + 1, "manner_set")
        if isinstance(manner, str) and not scan.word(index + 1).definite:
            return [Found(index, index + 2, values.recurring(manner), "set-manner")]
    if scan.has(index, "every"):
        return _every(scan, index)
    return _weekdays(scan, index)


def _every(scan: Scan, index: int) -> list[Found] | None:
    at = index + 1
    if scan.tag(at, "unit") == "day":
        at += 1
    weekday = scan.number(at, "weekday")
    if weekday is not None and not scan.has(at + 1, "cardinal"):
        if at == index + 1 and scan.key(at) in ("احد", "واحد"):
            return (
                [Found(index, at + 1, None, "set-weekday")]
                if scan.key(at + 1) == "من"
                else _weekday(index, at, weekday)
            )
        return _weekday(index, at, weekday)
    named = _named(scan, index + 1)
    if named is not None:
        return [Found(index, index + 2, values.recurring(named), "set-named")]
    counted = quantity(scan, index + 1)
    if counted is None or counted.definite or counted.count is None:
        return None
    if scan.has(counted.end, "number") or scan.number(counted.end, "month"):
        return None
    return [Found(index, counted.end, values.recurring(counted.iso), "set-every")]


def _named(scan: Scan, index: int) -> str | None:
    """The value of a recurring season, month or part of the day: "كل صيف", "كل ديسمبر", "كل صباح"."""
    if scan.word(index).definite:
        return None
    season, month, part = scan.number(index, "season"), scan.number(index, "month"), scan.tag(index, "daypart")
    if season is not None:
        return f"XXXX-{season}"
    if month is not None and not scan.has(index, "weak_month"):
        return f"XXXX-{month:02d}"
    return f"XXXX-XX-XXT{part}" if isinstance(part, str) else None


def _weekday(start: int, at: int, weekday: int) -> list[Found]:
    return [Found(start, at + 1, values.recurring(f"XXXX-WXX-{weekday}"), "set-weekday")]


def _weekdays(scan: Scan, index: int) -> list[Found] | None:
    """ "أيام الأحد": a weekday that recurs."""
    if scan.tag(index, "unit_plural") != "day" or scan.word(index).definite:
        return None
    weekday = scan.number(index + 1, "weekday")
    following = scan.and_before(index + 2)
    if (
        weekday is None
        or not scan.word(index + 1).definite
        or (following is not None and scan.has(following, "weekday"))
    ):
        return None
    return _weekday(index, index + 1, weekday)
