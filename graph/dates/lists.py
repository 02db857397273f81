"""Reads lists: pairs and rows of days, months, years and centuries that share what the last of them says."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from graph.dates import values
from graph.dates.days import day_number
from graph.dates.intervals import shared
from graph.dates.numbers import ordinal
from graph.dates.resolve import Resolved, resolve
from graph.dates.rules import point
from graph.dates.scan import Draft, Found, Read, Scan, Tense

_LIST_LIMIT = 12  # items of one list; more are read as a new one


def pair(scan: Scan, index: int) -> list[Found] | None:
    """ "يومي 20 و21 ماي", "عامي 2003 و2011", "يومي السبت والأحد المقبلين", "شهري مايو ويونيو 2017"."""
    kind = scan.tag(index, "unit_pair")
    if kind is None and scan.tag(index, "unit_plural") in ("day", "year", "month") and not scan.word(index).definite:
        kind = scan.tag(index, "unit_plural")
    if kind in ("day", "month", "year"):
        return _listed(scan, index, index + 1)
    return _centuries(scan, index) if kind == "century" else None


def _centuries(scan: Scan, index: int) -> list[Found] | None:
    """ "القرنين السابع عشر والثامن عشر"."""
    left = ordinal(scan, index + 1)
    following = scan.and_before(left[0]) if left is not None else None
    right = ordinal(scan, following) if following is not None else None
    if left is None or right is None or not 1 <= left[1] < right[1] <= 21:
        return None
    value = values.interval(values.century(left[1]), values.century(right[1]))
    return [Found(index, right[0], value, "centuries")]


def day_list(scan: Scan, index: int) -> list[Found] | None:
    """ "3 و7 مايو", "5 و6 و7 أيار 2017": days that share a month, without a noun before them."""
    start = day_number(scan, index)
    if start is None or scan.and_before(start[0]) is None:
        return None
    return _listed(scan, index, index)


def _listed(scan: Scan, index: int, start: int) -> list[Found] | None:
    parts: list[tuple[int, int, Draft]] = []
    at = scan.skip_key(start, ":")
    while len(parts) < _LIST_LIMIT:
        found = _item(scan, at)
        if found is None:
            break
        parts.append((at, found[0], found[1]))
        following = scan.and_before(found[0])
        if following is None and scan.key(found[0]) in ("،", ","):
            following = scan.and_before(found[0] + 1) or found[0] + 1
        if following is None:
            break
        at = following
    if len(parts) < 2:
        return None
    dates = _dates_of_weekdays(scan, parts)
    if dates is not None:
        return dates
    bare = any(draft.rule == "day" for _, _, draft in parts)
    last = parts[-1][2]
    if bare and last.rule.startswith("numeric"):
        return None
    if not (last.month or last.weekday or last.year or last.direction is not None):
        return None
    return _resolved_list(scan, index, parts)


def _dates_of_weekdays(scan: Scan, parts: list[tuple[int, int, Draft]]) -> list[Found] | None:
    """The dates that follow a list of weekdays as their own list: "الاثنين والثلاثاء 26 و27 مايو"."""
    if any(draft.weekday is None or draft.day is not None for _, _, draft in parts):
        return None
    end = parts[-1][1]
    paren = scan.key(end) == "("
    found = day_list(scan, end + 1 if paren else end)
    if found is None or len(found) != 1:
        return None
    stop = found[0].end + 1 if paren and scan.key(found[0].end) == ")" else found[0].end
    return [replace(found[0], start=parts[0][0], end=stop)]


def _item(scan: Scan, index: int) -> Read | None:
    best = point(scan, index, cued=True)
    number = day_number(scan, index)
    if number is not None and (best is None or best[0] <= number[0]):
        return number[0], Draft("day", day=number[1])
    if best is None or best[1].clock is not None:
        return None
    return best


def _resolved_list(scan: Scan, index: int, parts: list[tuple[int, int, Draft]]) -> list[Found] | None:
    drafts = [part[2] for part in parts]
    for place in range(len(drafts) - 2, -1, -1):
        drafts[place], drafts[place + 1] = shared(drafts[place], drafts[place + 1])
    end = parts[-1][1]
    ahead = scan.tense(index, end)
    found = [resolve(scan, draft, tense=ahead) for draft in drafts]
    resolved = [item for item in found if item is not None]
    if all(draft.weekday is not None and draft.day is None for draft in drafts):
        resolved = _in_order(resolved, ahead=ahead)
    if len(resolved) < len(found) or any(not item.value.first or not item.value.last for item in resolved):
        return [Found(index, end, None, "list")]
    consecutive = all(_adjacent(left, right) for left, right in pairwise(resolved))
    if consecutive:
        value = values.interval(resolved[0].value, resolved[-1].value)
        first = resolved[0]
        return [Found(index, end, value, f"adjacent({first.rule})", first.basis, first.anchor)]
    return [
        Found(start, stop, item.value, f"list({item.rule})", item.basis, item.anchor)
        for (start, stop, _), item in zip(parts, resolved, strict=True)
    ]


def _in_order(resolved: list[Resolved], *, ahead: Tense) -> list[Resolved]:
    """Weekdays of one list in the order of the calendar: all behind the reference day, or all ahead of it."""
    ordered = list(resolved)
    places = range(1, len(ordered)) if ahead else range(len(ordered) - 2, -1, -1)
    for place in places:
        other = ordered[place - 1] if ahead else ordered[place + 1]
        here, there = ordered[place].value.first, other.value.first
        if here is None or there is None or (here > there if ahead else here < there):
            continue
        moved = values.shifted(here, "day", 7 if ahead else -7)
        if moved is not None:
            ordered[place] = replace(ordered[place], value=values.day(moved))
    return ordered


def _adjacent(left: Resolved, right: Resolved) -> bool:
    beside = values.neighbour(left.value, 1)
    return beside is not None and left.value.unit == right.value.unit and beside.edtf == right.value.edtf
