"""Reads clock times, their zones and the parts of the day."""

from __future__ import annotations

from dataclasses import replace

from graph.dates.numbers import cardinal, is_joined, skip_glue
from graph.dates.scan import Draft, Read, Scan
from graph.model import TimeBasis

_COLONS = frozenset(":.٫")


def clock(scan: Scan, index: int) -> Read | None:
    """A clock time: "الساعة 21:15", "الثامنة والنصف مساء", "10:00 صباحا بتوقيت غرينتش", "منتصف الليل"."""
    start = index
    named = _named_hour(scan, index)
    if named is not None:
        return named
    if not scan.has(start, "hour_word", "number", "ordinal", "hour_one") and scan.key(start) != "ال":
        return None
    cue = scan.has(start, "hour_word") and scan.word(start).definite
    if cue:
        start = scan.skip(start + 1, "around_clock", "approx")
    found = _figures(scan, start, cue=cue) or _spelled(scan, start, cue=cue)
    if found is None:
        return None
    end, time = found
    end, draft = _daypart_after(scan, end, cue, Draft("clock", clock=time, basis=TimeBasis.RELATIVE))
    if not cue and scan.word(start).value is None and _describes(scan, start):
        return None
    figures = scan.word(start).value is not None and scan.key(start + 1) == ":"
    if not (cue or figures or draft.daypart is not None or _zone_follows(scan, end)):
        return None
    return zone(scan, end, draft)


def bare_hour(scan: Scan, index: int) -> Read | None:
    """An hour without its noun, as the end of an interval of hours: "بين الثامنة والعاشرة مساء"."""
    found = _spelled(scan, index, cue=True)
    if found is None:
        return None
    end, draft = _daypart_after(scan, found[0], True, Draft("clock", clock=found[1], basis=TimeBasis.RELATIVE))
    return zone(scan, end, draft)


def _describes(scan: Scan, index: int) -> bool:
    """Whether a feminine ordinal follows the noun that it numbers (المرحلة الثانية) and so is no hour."""
    noun = scan.word(index - 1)
    return noun.key.startswith(("ال", "لل", "وال", "بال")) and noun.key.endswith("ه")


def _named_hour(scan: Scan, index: int) -> Read | None:
    """ "منتصف الليل", and after "الساعة" also "منتصف النهار", with minutes after it."""
    at = scan.skip(index, "hour_word")
    if not scan.has(at, "midnight") or (at == index and scan.tag(at, "midnight") == "noon"):
        return None
    hour = 12 if scan.tag(at, "midnight") == "noon" else 0
    end, minute = _minutes(scan, at + 1)
    return zone(scan, end, Draft("clock-midnight", clock=(hour, max(minute, 0), None), basis=TimeBasis.RELATIVE))


def _figures(scan: Scan, index: int, *, cue: bool) -> tuple[int, tuple[int, int, int | None]] | None:
    paren = cue and scan.key(index) == "("
    start = skip_glue(scan, index + 1 if paren else index)
    hour = scan.word(start)
    if hour.value is None or hour.digits > 2 or hour.value > 24:
        return None
    end, minute, second = start + 1, 0, None
    if (
        scan.key(end) in _COLONS
        and scan.word(end + 1).digits == 2
        and (cue or scan.key(end) == ":" or scan.has(end + 2, "daypart_adv"))
    ):
        if not scan.touching(start) or not scan.touching(end) or (scan.word(end + 1).value or 0) > 59:
            return None
        end, minute = end + 2, scan.word(end + 1).value or 0
        if scan.key(end) == ":" and scan.word(end + 1).digits == 2 and (scan.word(end + 1).value or 0) < 60:
            end, second = end + 2, scan.word(end + 1).value
        elif scan.key(end) == ":" and scan.touching(end):
            return None
    elif is_joined(scan, start) or (not cue and scan.token(start - 1).raw in _COLONS):
        return None
    else:
        end, minute = _minutes(scan, end)
    if scan.token(start - 1).raw in _COLONS and scan.word(start - 2).digits and scan.touching(start - 2):
        return None
    end = end + 1 if paren and scan.key(end) == ")" else end
    return end, (hour.value, minute, second)


def _spelled(scan: Scan, index: int, *, cue: bool) -> tuple[int, tuple[int, int, int | None]] | None:
    hour = scan.number(index, "ordinal") or scan.number(index, "hour_one")
    word = scan.word(index)
    if hour is None or hour > 12 or not word.definite or not word.stem.split()[0].endswith("ه"):
        return None
    end, minute = _minutes(scan, index + 1)
    if minute < 0:
        hour, minute = hour - 1 or 12, 60 + minute
    return end, (hour, minute, None)


def _minutes(scan: Scan, index: int) -> tuple[int, int]:
    """The end and number of the minutes told after an hour; negative where they are taken away from it."""
    if scan.has(index, "except"):
        minutes = scan.number(index + 1, "ten_past")
        if minutes is not None:
            return index + 2, -minutes
        found = cardinal(scan, index + 1)
        if found is not None and scan.has(found[0], "unit", "unit_plural", "unit_acc"):
            return found[0] + 1, -found[1]
        return index, 0
    following = scan.and_before(index)
    if following is None:
        return index, 0
    minutes = scan.number(following, "ten_past")
    if minutes is not None and scan.word(following).definite:
        return following + 1, minutes
    found = cardinal(scan, following)
    if (
        found is not None
        and found[1] < 60
        and "minute" in (scan.tag(found[0], "unit"), scan.tag(found[0], "unit_plural"))
    ):
        return found[0] + 1, found[1]
    if found is not None and found[1] < 60 and scan.key(found[0]) == "دق":
        return found[0] + 1, found[1]
    return index, 0


def _daypart_after(scan: Scan, index: int, cue: bool, draft: Draft) -> Read:
    """A part of the day after a clock time: "مساء", "ليلا", "من صباح" (whose day follows), "(مساء)"."""
    index = scan.skip(index, "minute_word") if scan.key(index - 2) in _COLONS else index
    part = scan.tag(index, "daypart_adv")
    if isinstance(part, str) and _is_mark(scan, index, cue):
        return index + 1, replace(draft, daypart=part)
    if scan.key(index) == "(" and scan.key(index + 2) == ")":
        part = scan.tag(index + 1, "daypart_adv")
        if isinstance(part, str):
            return index + 3, replace(draft, daypart=part)
    inner = scan.skip_key(index, "من", "في")
    part = scan.tag(inner, "daypart")
    if isinstance(part, str) and (inner > index or (cue and not scan.word(inner).definite)):
        return inner + 1, replace(draft, daypart=part)
    return index, draft


def _is_mark(scan: Scan, index: int, cue: bool) -> bool:
    """A lone ص or م is a mark of the clock only right after a figure that is told as one."""
    if scan.key(index) not in ("ص", "م"):
        return True
    return scan.word(index - 1).value is not None and (cue or scan.key(index - 2) == ":")


def _zone_follows(scan: Scan, index: int) -> bool:
    return scan.has(index, "zone_word", "local_time", "zone_alone")


def zone(scan: Scan, index: int, draft: Draft) -> Read:
    """Past a zone, parenthesised or not; a city's zone is kept only after "بتوقيت"."""
    start = index + 1 if scan.key(index) in ("(", "،", ",") and _zone_follows(scan, index + 1) else index
    if scan.has(start, "local_time"):
        return _closed(scan, index, start, start + 1), draft
    if scan.has(start, "zone_word"):
        name = scan.tag(start + 1, "zone")
        if isinstance(name, str):
            return _closed(scan, index, start, start + 2), replace(draft, zone=name)
        return index, draft
    alone = scan.tag(start, "zone_alone")
    if isinstance(alone, str):
        return _closed(scan, index, start, start + 1), replace(draft, zone=alone)
    return index, draft


def _closed(scan: Scan, index: int, start: int, end: int) -> int:
    return end + 1 if start > index and scan.key(index) == "(" and scan.key(end) == ")" else end
