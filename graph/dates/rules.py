"""The rules for points and for what opens or closes at one: plain dates, since, until, before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from graph.dates import values
from graph.dates.distances import distance, from_now, from_something
from graph.dates.moments import moment
from graph.dates.periods import period
from graph.dates.resolve import Resolved, resolve
from graph.dates.scan import Draft, Found, Read, Scan, Tense
from graph.dates.values import Value
from graph.dates.years import bare_year
from graph.model import TimeBasis

_NEAR = timedelta(days=90)
Rule = Callable[[Scan, int], "list[Found] | None"]


def point(scan: Scan, index: int, *, cued: bool = False) -> Read | None:
    """A point or stretch of the calendar; `cued` allows a year without its noun."""
    key = index, cued
    if key not in scan.memory:
        scan.memory[key] = _read_point(scan, index, cued)
    return scan.memory[key]


def _read_point(scan: Scan, index: int, cued: bool) -> Read | None:
    at = scan.skip(index, "approx")
    best: Read | None = None
    for reader in (moment, period) + ((bare_year,) if cued else ()):
        found = reader(scan, at)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if best is None:
        return None
    end, draft = best
    if at > index or scan.has(end, "approx_after"):
        draft = replace(draft, approximate=True)
        end = scan.skip(end, "approx_after")
    return end, draft


def found_at(scan: Scan, start: int, end: int, draft: Draft, *, tense: Tense | None = None) -> Found:
    """The expression of a draft, resolved in its clause."""
    ahead = scan.tense(start, end) if tense is None else tense
    resolved = resolve(scan, draft, tense=ahead)
    if resolved is None:
        return Found(start, end, None, draft.rule)
    return Found(start, end, resolved.value, resolved.rule, resolved.basis, resolved.anchor)


def plain(scan: Scan, index: int) -> list[Found] | None:
    """A point or period that stands for itself."""
    found = point(scan, index)
    return None if found is None else [found_at(scan, index, *found)]


def _resolved(scan: Scan, index: int, read: Read) -> Resolved | None:
    return resolve(scan, read[1], tense=scan.tense(index, read[0]))


def _opened(scan: Scan, start: int, end: int, made: Value | None, rule: str, of: Resolved) -> list[Found]:
    return [Found(start, end, made, f"{rule}({of.rule})", of.basis, of.anchor)]


def since(scan: Scan, index: int) -> list[Found] | None:
    """ "منذ عام 2011", "منذ ثلاثة أيام", "منذ نحو عام"."""
    if not scan.has(index, "since"):
        return None
    ago = distance(scan, index + 1, -1)
    found = point(scan, index + 1, cued=True)
    if ago is not None and (found is None or ago[0] >= found[0]):
        end, value, rule = ago
        if value is None:
            return [Found(index, end, None, "since")]
        opened = values.since(value) if value.unit else value
        return [Found(index, end, opened, f"since({rule})", TimeBasis.RELATIVE, "dct")]
    if found is None:
        return None
    start = (
        _resolved(scan, index, (found[0], found[1]))
        if found[1].direction is None
        else resolve(scan, found[1], tense=Tense.PAST)
    )
    if start is None:
        return [Found(index, found[0], None, "since")]
    return _opened(scan, index, found[0], values.since(start.value), "since", start)


def limit(scan: Scan, index: int) -> list[Found] | None:
    """ "بحلول 2030", "حتى الأحد المقبل", "لغاية 5 مايو", "بنهاية العام", "قبل نهاية الشهر"."""
    by_end = _by_end(scan, index)
    if by_end is not None:
        return by_end
    if not scan.has(index, "by", "until"):
        return None
    found = point(scan, index + 1, cued=True)
    if found is None:
        return None
    ahead = Tense.FUTURE if scan.has(index, "by") else scan.tense(index, found[0])
    end = resolve(scan, found[1], tense=ahead)
    if end is not None and not ahead and found[1].year is None and found[1].month is not None:
        end = _nearer_ahead(scan, found[1], end)
    if end is None:
        return [Found(index, found[0], None, "until")]
    return _opened(scan, index, found[0], values.until(end.value), "until", end)


def _nearer_ahead(scan: Scan, draft: Draft, behind: Resolved) -> Resolved:
    """For a limit without year: the one to come, where that is near and the one gone by is long ago."""
    ahead = resolve(scan, draft, tense=Tense.FUTURE)
    if scan.reference is None or ahead is None or ahead.value.first is None or behind.value.first is None:
        return behind
    near = ahead.value.first - scan.reference <= _NEAR and scan.reference - behind.value.first >= 2 * _NEAR
    return ahead if near else behind


def _by_end(scan: Scan, index: int) -> list[Found] | None:
    start = index
    if scan.has(index, "by", "until", "before") or scan.key(index) in ("مع", "بحلول"):
        start = index + 1
    elif not scan.word(index).proclitic.endswith("ب"):
        return None
    if scan.tag(start, "part") != "late" or scan.word(start).stem not in ("نهايه", "ختام", "موفي", "متم", "اواخر"):
        return None
    if scan.key(index) == "مع":
        return None
    found = period(scan, start)
    if found is None or found[1].part != "late":
        return None
    ahead = Tense.FUTURE if scan.has(index, "by", "before") else scan.tense(index, found[0])
    whole = resolve(scan, replace(found[1], part=None), tense=ahead)
    last = values.last_piece(whole.value) if whole is not None else None
    if whole is None or last is None:
        return [Found(index, found[0], None, "by-end")]
    return _opened(scan, index, found[0], values.until(last), "by-end", whole)


def before_after(scan: Scan, index: int) -> list[Found] | None:
    """ "قبل ثلاثة أيام", "بعد شهرين", "قبل عام 2006", "بعد 30 يونيو", "بعد يومين من ذلك"."""
    sign = -1 if scan.has(index, "before") else 1 if scan.has(index, "after") else 0
    if not sign or scan.has(index, "daypart", "daypart_adv", "dayword"):
        return None
    counted = from_something(scan, index, sign) or from_now(scan, index, sign)
    found = point(scan, index + 1, cued=True)
    if counted is not None and (found is None or counted[-1].end >= found[0]):
        return counted
    if found is None or found[1].rule == "clock-midnight":
        return None
    of = _resolved(scan, index, found)
    if of is None:
        return [Found(index, found[0], None, "before" if sign < 0 else "after")]
    if of.value.unit in ("clock", "daypart"):
        edge = values.until(of.value) if sign < 0 else values.since(of.value)
        return _opened(scan, index, found[0], edge, "before" if sign < 0 else "after", of)
    beside = values.neighbour(of.value, sign)
    if beside is None:
        return [Found(index, found[0], None, "before" if sign < 0 else "after")]
    made = values.until(beside) if sign < 0 else values.since(beside)
    return _opened(scan, index, found[0], made, "before" if sign < 0 else "after", of)
