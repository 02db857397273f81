"""Reads lengths of time that stand for themselves, and the last and the coming N units."""

from __future__ import annotations

from graph.dates import values
from graph.dates.distances import counted_from
from graph.dates.lengths import Quantity, quantity
from graph.dates.periods import period
from graph.dates.scan import Found, Scan
from graph.model import TimeBasis


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
        if scan.has(end - 1, "recent") and scan.key(end) == "من" and period(scan, end + 1) is not None:
            return None
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
