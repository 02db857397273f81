"""Reads dates of either calendar with their other half, and weekdays."""

from __future__ import annotations

from dataclasses import replace

from graph.dates.days import day_and_month, month_first, numeric
from graph.dates.scan import Draft, Read, Scan

_OPEN = frozenset("([")
_CLOSE = frozenset(")]")


def dated(scan: Scan, index: int) -> Read | None:
    """A date in figures or names, at least month and something that places it; with the other calendar's half."""
    found = numeric(scan, index) or day_and_month(scan, index) or month_first(scan, index)
    return None if found is None else _other_calendar(scan, *found)


def _other_calendar(scan: Scan, index: int, draft: Draft) -> Read:
    """Past "الموافق ...", a parenthesis or a bare second date of the other calendar; the Gregorian half wins."""
    at = scan.skip_key(index, "،", ",")
    paren = scan.key(at) in _OPEN
    at = at + 1 if paren else at
    cue = scan.has(at, "falling")
    at = scan.skip(at, "falling")
    at = scan.skip_key(at, "ل", "ليوم")
    if cue:
        at = scan.skip_key(at, ":")
        named = weekday_at(scan, at)
        at = named[0] if named else at
    mark = scan.key(at) in ("-", "/", "=") and not cue
    at = at + 1 if mark else at
    other = numeric(scan, at) or day_and_month(scan, at)
    if other is None and (cue or draft.day is None) and (cue or paren or mark):
        other = month_first(scan, at)
    if other is None or not (cue or paren or mark or other[1].hijri != draft.hijri):
        return index, draft
    end, second = other
    if second.hijri == draft.hijri and not cue:
        return index, draft
    if paren:
        if scan.key(end) not in _CLOSE:
            return index, draft
        end += 1
    chosen = draft if second.hijri and not draft.hijri else second
    return end, replace(chosen, weekday=draft.weekday, rule=f"{chosen.rule}-two-calendars")


def weekday_at(scan: Scan, index: int) -> tuple[int, int] | None:
    """The end and number of a weekday: with its article, or after "يوم"."""
    day = scan.tag(index, "unit") == "day" and not scan.has(index, "dayword")
    at = index + 1 if day else index
    paren = scan.key(at) in _OPEN and scan.has(at + 1, "weekday") and scan.key(at + 2) in _CLOSE
    at = at + 1 if paren else at
    number = scan.number(at, "weekday")
    if number is None:
        return None
    word = scan.word(at)
    if not (word.definite or word.key.isascii() or (day and not scan.has(at + 1, "ordinal", "month"))):
        return None
    following = scan.word(at + 1)
    if not word.definite and not word.key.isascii() and (scan.word(index).definite or following.key.startswith("ال")):
        return None
    return (at + 2 if paren else at + 1), number
