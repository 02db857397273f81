"""Reads a day in all its dress: weekday, date, second calendar, part of day and clock time as one expression."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from graph.dates import values
from graph.dates.calendars import dated, weekday_at
from graph.dates.clock import clock
from graph.dates.scan import Draft, Read, Scan
from graph.model import TimeBasis

_OPEN = frozenset("([")
_CLOSE = frozenset(")]")


def day(scan: Scan, index: int) -> Read | None:
    """A day: "اليوم الثلاثاء 3 مارس", "الأحد (5 أيار)", "يوم 5 مايو", "الجمعة المقبل", "أمس"."""
    if scan.has(index, "dayword") and not _is_plain_unit(scan, index):
        return _day_word(scan, index)
    named = weekday_at(scan, index)
    if named is not None:
        return _weekday(scan, *named)
    again = anaphoric_day(scan, index)
    if again is not None:
        return again
    start = index
    if scan.tag(index, "unit") == "day" or scan.has(index, "date_word"):
        start = scan.skip_key(index + 1, ":")
    return dated(scan, start)


def anaphoric_day(scan: Scan, index: int) -> Read | None:
    """A day that counts from the last one named: "اليوم نفسه", "نفس اليوم", "ذلك اليوم", "اليوم التالي"."""
    at = scan.skip(index, "that", "same_before")
    if scan.word(at).stem != "يوم" or not scan.word(at).definite:
        return None
    step = 0 if at > index else scan.number(at + 1, "same")
    if step is None or (at == index and step != 0 and not scan.word(at + 1).definite):
        return None
    base = scan.last_day
    value = values.Value("XXXX-XX-XX", "day")
    if base is not None:
        moved = values.shifted(base, "day", step)
        value = values.day(moved) if moved is not None else value
    draft = Draft("day-anaphoric", value=value, basis=TimeBasis.RELATIVE, anchor=scan.last_day_words)
    return (at + 1 if at > index else at + 2), draft


def _is_plain_unit(scan: Scan, index: int) -> bool:
    """ "اليوم" as a day of some kind, before a date or with an adjective, rather than today."""
    if scan.key(index) != "اليوم" and scan.word(index).stem != "يوم":
        return False
    after = scan.word(index + 1)
    if scan.has(index + 1, "ordinal") and after.definite:
        return True
    if scan.number(index + 1, "same") == 0:
        return True
    return scan.has(index + 1, "same", "direction", "day_adjective") and after.definite


def _day_word(scan: Scan, index: int) -> Read | None:
    offset = scan.number(index, "dayword")
    assert offset is not None
    if scan.reference is None:
        value = values.Value("XXXX-XX-XX", "day")
    else:
        moved = values.shifted(scan.reference, "day", offset)
        if moved is None:
            return None
        value = values.day(moved)
    draft = Draft("day-word", value=value, basis=TimeBasis.RELATIVE, anchor="dct")
    end = index + 1
    at, paren = _past_open(scan, end)
    named = weekday_at(scan, at)
    if named is not None:
        at, number = named
        draft = _beside(scan, replace(draft, weekday=number))
        end, paren = _past_close(scan, at, end, paren)
        at, paren = _past_open(scan, end) if not paren else (end, paren)
    placed = dated(scan, at) if at > index else None
    if placed is not None and placed[1].day is not None:
        closed = placed[0]
        if paren:
            if scan.key(closed) not in _CLOSE:
                return end, draft
            closed += 1
        return closed, replace(placed[1], rule=f"day-word-{placed[1].rule}")
    return end, draft


def _beside(scan: Scan, draft: Draft) -> Draft:
    """The day word with its weekday: where they differ by one day (a scraper's late date), the weekday is right."""
    if scan.reference is None or draft.value is None or draft.value.first is None:
        return draft
    for step in (0, -1, 1):
        moved = values.shifted(draft.value.first, "day", step)
        if moved is not None and moved.isoweekday() == draft.weekday:
            return replace(draft, value=values.day(moved), rule="day-word-weekday")
    return draft


def _past_open(scan: Scan, index: int) -> tuple[int, bool]:
    if scan.key(index) in _OPEN:
        return index + 1, True
    return scan.skip_key(index, "،", ",", "-", "–"), False


def _past_close(scan: Scan, at: int, before: int, paren: bool) -> tuple[int, bool]:
    """After a weekday: past its closing parenthesis; still inside when a date follows in the same parenthesis."""
    if not paren:
        return at, False
    if scan.key(at) in _CLOSE:
        return at + 1, False
    return at, True


def _weekday(scan: Scan, index: int, number: int) -> Read:
    draft = Draft("weekday", weekday=number, basis=TimeBasis.RELATIVE)
    end = index
    direction = _direction(scan, end)
    if direction is not None:
        end, step = direction
        draft = replace(draft, direction=step, rule="weekday-relative")
    at, paren = _past_open(scan, end)
    at = scan.skip(at, "falling", "date_word")
    if scan.tag(at, "unit") == "day" and not scan.word(at).definite:
        at += 1
    placed = dated(scan, scan.skip_key(at, "في") if at == end and not paren else at)
    if placed is None or placed[1].day is None:
        return _same_weekday(scan, end, draft)
    closed = placed[0]
    if paren:
        if scan.key(closed) not in _CLOSE:
            return end, draft
        closed += 1
    after = _direction(scan, closed) if placed[1].year is None and placed[1].direction is None else None
    dated_draft = replace(placed[1], weekday=number, rule=f"weekday-{placed[1].rule}")
    if after is not None:
        return after[0], replace(dated_draft, direction=after[1])
    return closed, dated_draft


def _same_weekday(scan: Scan, index: int, draft: Draft) -> Read:
    """ "الأحد من الأسبوع الماضي": a weekday of a named week."""
    if draft.direction is not None or scan.reference is None or scan.key(index) not in ("من", "في"):
        return index, draft
    this = scan.skip(index + 1, "this")
    if scan.tag(this, "unit") != "week" or not scan.word(this).definite:
        return index, draft
    step = 0 if this > index + 1 else scan.number(this + 1, "direction")
    if step is None or draft.weekday is None:
        return index, draft
    monday = scan.reference - timedelta(days=scan.reference.weekday()) + timedelta(weeks=step)
    found = values.day(monday + timedelta(days=draft.weekday - 1))
    end = this + 1 if this > index + 1 else this + 2
    return end, Draft("weekday-of-week", value=found, basis=TimeBasis.RELATIVE, anchor="dct")


def _direction(scan: Scan, index: int) -> tuple[int, int] | None:
    """Past "الماضي" and its like, also "قبل الماضي" and parenthesised."""
    step = scan.number(index, "direction")
    if step is not None and scan.word(index).definite:
        return index + 1, step
    if scan.has(index, "before") and scan.number(index + 1, "direction") == -1:
        return index + 2, -2
    if scan.has(index, "after") and scan.number(index + 1, "direction") == 1:
        return index + 2, 2
    return None


def moment(scan: Scan, index: int) -> Read | None:
    """A day with part of day or clock on either side, or a clock time alone."""
    timed = clock(scan, index)
    if timed is not None:
        return _in_other_zone(scan, *_day_after_clock(scan, *timed))
    part = _leading_part(scan, index)
    if part is not None:
        return _in_other_zone(scan, *part)
    found = day(scan, index)
    return None if found is None else _in_other_zone(scan, *_time_after_day(scan, *found))


def _in_other_zone(scan: Scan, index: int, draft: Draft) -> Read:
    """Past the same time in another zone, parenthesised: "السابعة صباحا (05:00 ت غ)"."""
    if draft.clock is None or scan.key(index) not in _OPEN:
        return index, draft
    other = clock(scan, index + 1)
    if other is None or other[1].zone is None or scan.key(other[0]) not in _CLOSE:
        return index, draft
    return other[0] + 1, draft


def _day_after_clock(scan: Scan, index: int, time: Draft) -> Read:
    at = scan.skip_key(index, "من", "،", ",", "في", "-")
    part = scan.tag(at, "daypart")
    if isinstance(part, str) and time.daypart is None and not scan.has(at, "hour_word"):
        at, time = at + 1, replace(time, daypart=part)
    found = day(scan, at)
    if found is None or not _is_day(found[1]):
        return index, time
    return found[0], _timed(found[1], time)


def _is_day(draft: Draft) -> bool:
    return draft.day is not None or draft.weekday is not None or (draft.value is not None and draft.value.unit == "day")


def _timed(draft: Draft, time: Draft) -> Draft:
    return replace(draft, clock=time.clock, zone=time.zone, daypart=time.daypart, rule=f"{draft.rule}-{time.rule}")


def _leading_part(scan: Scan, index: int) -> Read | None:
    """A part of a day before the day: "مساء أمس", "ليلة 14 جانفي 2011", "الليلة الماضية", "فجر الأحد"."""
    part = scan.tag(index, "daypart")
    if not isinstance(part, str):
        return None
    word = scan.word(index)
    if word.definite:
        return _night(scan, index, part)
    at = index + 1
    if scan.has(at, "this") and scan.key(at + 1) == "اليوم":
        at += 1
    found = day(scan, at)
    if found is None or not _is_day(found[1]):
        return None
    end = _second_weekday(scan, found[0]) if part == "NI" else found[0]
    time = clock(scan, scan.skip_key(end, "،", ",", "في", "عند"))
    if time is not None and found[1].clock is None and time[1].rule == "clock":
        return time[0], _timed(found[1], replace(time[1], daypart=time[1].daypart or part))
    return end, replace(found[1], daypart=part, rule=f"{found[1].rule}-daypart")


def _second_weekday(scan: Scan, index: int) -> int:
    """Past the second day of a night between two: "ليل السبت الأحد", "ليلة الجمعة - السبت", "ليلة الجمعة إلى السبت"."""
    at = index + 1 if scan.key(index) in ("-", "/", "–", "الي") else index
    if scan.has(at, "weekday") and scan.word(at).definite and not scan.word(at).proclitic:
        return at + 1
    return index


def _night(scan: Scan, index: int, part: str) -> Read | None:
    """ "الليلة", "الليلة الماضية", "هذا الصباح" (index is at the noun), "الليلة المقبلة"."""
    before_this = scan.has(index - 1, "this")
    direction = _direction(scan, index + 1)
    step = None if direction is None else direction[1]
    if part != "NI" and not before_this:
        return None
    if scan.word(index).stem != "ليله" and not before_this:
        return None
    offset = 0 if step is None else step
    if scan.reference is None:
        return None
    moved = values.shifted(scan.reference, "day", offset)
    if moved is None:
        return None
    end = index + 1 if direction is None else direction[0]
    draft = Draft("night", value=values.day(moved), daypart=part, basis=TimeBasis.RELATIVE, anchor="dct")
    return end, draft


def _time_after_day(scan: Scan, index: int, draft: Draft) -> Read:
    if not _is_day(draft):
        return index, draft
    if scan.key(index) == "t" and scan.token(index).start == scan.token(index - 1).end:
        timed = clock(scan, index + 1)
        return (index, draft) if timed is None else (timed[0], _timed(draft, timed[1]))
    paren = scan.key(index) in _OPEN and scan.has(index + 1, "daypart_adv", "hour_word")
    at = index + 1 if paren else scan.skip_key(index, "،", ",", "-", "–", "|")
    if not paren and scan.key(at) in ("في", "عند", "علي") and scan.has(at + 1, "hour_word", "around_clock"):
        at += 1
    part = scan.tag(at, "daypart_adv")
    if isinstance(part, str) and scan.key(at) not in ("ص", "م") and at == index + paren:
        end = at + 1 + paren
        timed = clock(scan, scan.skip_key(end, "،", ","))
        if timed is not None and timed[1].rule == "clock":
            return timed[0], _timed(draft, replace(timed[1], daypart=timed[1].daypart or part))
        return end, replace(draft, daypart=part, rule=f"{draft.rule}-daypart")
    timed = clock(scan, at)
    if timed is None:
        return index, draft
    end = timed[0] + 1 if paren and scan.key(timed[0]) in _CLOSE else timed[0]
    return end, _timed(draft, timed[1])
