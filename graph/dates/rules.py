"""The rules of the grammar: each reads one whole expression at a token and says what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from graph.dates import values
from graph.dates.lengths import Quantity, quantity
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
    ago = _distance(scan, index + 1, -1)
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


def _distance(scan: Scan, index: int, sign: int) -> tuple[int, Value | None, str] | None:
    """A quantity counted from the reference day: its end and the point at the precision of its unit.

    A vague count gives its length with an unknown number.
    """
    at = scan.skip(index, "approx")
    counted = quantity(scan, at)
    if counted is None or (counted.definite and counted.form != "number"):
        return None
    end = scan.skip(counted.end, "approx_after")
    about = at > index or end > counted.end
    end = scan.skip(end, "ago_tail")
    if counted.count is None:
        return end, values.length(counted.iso), "distance-vague"
    value = counted_from(scan.reference, counted, sign)
    if value is None:
        return end, None, "distance"
    return end, values.about(value) if about else value, f"distance-{counted.unit}"


def counted_from(reference: object, counted: Quantity, sign: int) -> Value | None:
    """The point `counted` before (-1) or after (1) a day, at the precision of the quantity's unit."""
    from datetime import date

    if not isinstance(reference, date) or counted.count is None or counted.count > 10_000:
        return None
    count, unit = counted.count, counted.unit
    if counted.half:
        return _counted_iso(reference, counted, sign)
    moved = values.shifted(reference, unit, sign * count)
    if moved is None:
        return values.year(reference.year - count) if unit == "year" and sign < 0 else None
    return values.at(moved, "year" if unit in ("decade", "century") else unit)


def _counted_iso(reference: object, counted: Quantity, sign: int) -> Value | None:
    """The point for a length with a half or a smaller unit: months for years, days for the rest."""
    import re
    from datetime import date

    assert isinstance(reference, date)
    figures = {unit: int(number) for number, unit in re.findall(r"(\d+)([YMWD])", counted.iso.split("T")[0])}
    hours = int(found.group(1)) if (found := re.search(r"T(\d+)H", counted.iso)) else 0
    moved = values.shifted(reference, "month", sign * (12 * figures.get("Y", 0) + figures.get("M", 0)))
    days = figures.get("D", 0) + 7 * figures.get("W", 0) + hours // 24
    moved = values.shifted(moved, "day", sign * days) if moved is not None else None
    if moved is None:
        return None
    return values.at(moved, "month" if counted.unit in ("year", "month") else "day")


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
    counted = _from_something(scan, index, sign) or _from_now(scan, index, sign)
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


def later(scan: Scan, index: int) -> list[Found] | None:
    """ "بعد ذلك بيومين", "قبلها بعام": a quantity counted from the last explicit date."""
    sign = scan.number(index, "then")
    counted = quantity(scan, index + 1)
    if sign is None or counted is None or counted.count is None or scan.word(index + 1).proclitic != "ب":
        return None
    if scan.last is None:
        return None
    value = counted_from(scan.last.first, counted, sign)
    return [Found(index, counted.end, value, "distance-anaphoric", TimeBasis.RELATIVE, scan.last_words)]


def _from_something(scan: Scan, index: int, sign: int) -> list[Found] | None:
    """A quantity counted from an earlier or a named date: "بعد يومين من ذلك", "قبل ثلاثة أيام من 5 مايو"."""
    at = scan.skip(index + 1, "approx")
    counted = quantity(scan, at)
    if counted is None or counted.count is None or counted.form == "plural":
        return None
    if scan.has(counted.end, "anaphor"):
        base = scan.last.first if scan.last is not None else scan.reference
        value = counted_from(base, counted, sign)
        anchor = scan.last_words if scan.last is not None else "dct"
        return [Found(index, counted.end + 1, value, "distance-anaphoric", TimeBasis.RELATIVE, anchor)]
    if scan.key(counted.end) != "من":
        return None
    named = moment(scan, counted.end + 1)
    if named is None or scan.has(counted.end + 1, "now"):
        return None
    of = _resolved(scan, index, named)
    if of is None or of.value.first is None or of.value.unit != "day":
        return None
    value = counted_from(of.value.first, counted, sign)
    return [Found(index, named[0], value, "distance-from-date", of.basis, of.anchor)]


def _from_now(scan: Scan, index: int, sign: int) -> list[Found] | None:
    far = _distance(scan, index + 1, sign)
    if far is None:
        return None
    end, value, rule = far
    if scan.key(end) == "من" and scan.has(end + 1, "now"):
        return [Found(index, end + 2, value, rule, TimeBasis.RELATIVE, "dct")]
    if scan.has(end, "now") and scan.key(end).startswith("من"):
        return [Found(index, end + 1, value, rule, TimeBasis.RELATIVE, "dct")]
    counted = quantity(scan, scan.skip(index + 1, "approx"))
    assert counted is not None
    if counted.count is None or _is_length_after(scan, index, end, sign):
        return [Found(index, end, values.length(counted.iso), "length")]
    return [Found(index, end, value, rule, TimeBasis.RELATIVE, "dct")]


_NO_EVENT = frozenset({"دون", "قبل", "خلال", "جانب", "اجل", "طرف", "بين"})
_NO_START = frozenset({"متن", "راس", "يد", "اثر", "خلفيه", "هامش", "ايدي", "الاقل", "الاكثر"})


def _is_length_after(scan: Scan, index: int, end: int, sign: int) -> bool:
    """Whether "after N units" is a length in a narrative of the past, not a day to come."""
    if scan.has(end, "anaphor"):
        return True
    if (
        scan.key(end) == "من"
        and scan.key(end + 1) not in _NO_EVENT
        and not scan.has(end + 1, "place_word", "place_before")
    ):
        return True
    if scan.key(end) == "علي" and scan.key(end + 1) not in _NO_START:
        return True
    return sign > 0 and not scan.tense(index, end)


def recent(scan: Scan, index: int) -> list[Found] | None:
    """The last or coming N units: "خلال السنوات الخمس الماضية", "الـ24 ساعة المقبلة", "آخر ثلاثة أشهر"."""
    start = scan.skip(index, "during")
    at = scan.skip(start, "approx")
    last_first = scan.word(at).stem == "اخر" and not scan.word(at).definite
    counted = quantity(scan, at + 1 if last_first else at)
    if counted is None or counted.form in ("single", "one"):
        return None
    end = counted.end
    if last_first:
        step = -1
    else:
        step_tag = scan.number(end, "direction")
        if scan.has(end, "recent"):
            step_tag = -1
        if step_tag not in (-1, 1) or not scan.word(end).definite:
            return None
        step, end = step_tag, end + 1
    if counted.count is None:
        return [Found(index, end, values.length(counted.iso), "last-units-vague")]
    if scan.reference is None:
        return None
    edge = counted_from(scan.reference, counted, step)
    if edge is None:
        return [Found(index, end, None, "last-units")]
    here = values.at(scan.reference, edge.unit)
    value = values.interval(edge, here) if step < 0 else values.interval(here, edge)
    return [Found(index, end, value, "last-units" if step < 0 else "next-units", TimeBasis.RELATIVE, "dct")]


def length(scan: Scan, index: int) -> list[Found] | None:
    """A length: "خمس سنوات", "لمدة عام", "سنة ونصف", "عدة أشهر"; a lone singular or plural only after a cue."""
    at = scan.skip(index, "approx")
    counted = quantity(scan, at)
    if counted is None:
        return _whole_unit(scan, index)
    cued = (
        scan.has(index - 1, "for", "during")
        or at > index
        or (scan.key(index - 1) == "من" and scan.has(index - 2, "approx"))
    )
    if not cued and scan.word(at).proclitic.endswith("ل") and not counted.definite:
        ended = not scan.key(counted.end)[:1].isalpha() or scan.has(counted.end, "function", "boundary", "of")
        cued = counted.end > at + 1 or ended
    if counted.definite and not cued and counted.form != "number":
        return None
    if counted.form == "single" and not (cued and not scan.has(counted.end, "number")):
        return None
    if counted.form == "plural" and not scan.has(at, "vague") and not cued and not _plural_alone(scan, at, counted):
        return None
    end = scan.skip(counted.end, "approx_after")
    if scan.key(end) == "من" and scan.key(end + 1) in ("الزمن", "الزمان"):
        end += 2
    return [Found(index, end, values.length(counted.iso), "length")]


def _whole_unit(scan: Scan, index: int) -> list[Found] | None:
    """ "طوال العام", "طيلة الأسبوع": one whole unit."""
    unit = scan.tag(index, "unit")
    if (
        unit not in ("year", "month", "week", "day")
        or not scan.word(index).definite
        or not scan.has(index - 1, "whole_before")
    ):
        return None
    if scan.has(index + 1, "direction", "same", "ordinal"):
        return None
    return [Found(index, index + 1, values.length(values.duration(1, str(unit))), "length-whole")]


def _plural_alone(scan: Scan, index: int, counted: Quantity) -> bool:
    """Whether a bare plural of a unit is a length by itself: "سنوات طويلة", "أياما"."""
    return counted.end > index + 1
