"""When an article without a date can have been written, as far as its own text tells for certain.

Three inferences, each sound by itself, never more:

- a text that reports an explicitly dated event as past was not written before that date began;
- a text that speaks of the term of an office holder was not written before the term began, and one that calls
  something of that term present was not written after it ended;
- a day and month called today, with its weekday, is the one day within those bounds on which they meet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.dates.moments import moment
from graph.dates.scan import Scan, Tense
from graph.dates.tokens import tokenise
from graph.model import TimeBasis, TimeExpression, TimeKind, When
from graph.text import comparison_key

Term = tuple[date | None, date | None]

_TERM_WORDS = frozenset({"عهد", "اداره", "رئاسه", "ولايه", "حكم"})
_PRESENT_WORDS = frozenset({"الحاليه", "الحالي", "اليوم", "الجاريه", "الجاري", "هذه", "هذا"})
_REACH = 8  # tokens between the word for a term and its holder's name
_SENTENCE = frozenset(".؟!?\n")
_WIDEST = 12  # years within which a weekday may decide the year of a date


@dataclass(slots=True)
class _Bounds:
    earliest: date | None = None
    latest: date | None = None
    reasons: tuple[str, ...] = ()

    def not_before(self, day: date, reason: str) -> None:
        if self.earliest is None or day > self.earliest:
            self.earliest = day
            self._note(reason)

    def not_after(self, day: date, reason: str) -> None:
        if self.latest is None or day < self.latest:
            self.latest = day
            self._note(reason)

    def _note(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons += (reason,)


def infer_article_bounds(
    text: str, times: Sequence[TimeExpression], offices: Mapping[str, Term] | None = None
) -> When | None:
    """The days on which an undated text can have been written; None where nothing follows from it.

    Args:
        text: the article's text.
        times: what `find_times` found in it, without a reference day.
        offices: a holder's name in Arabic -> first and last day in office (inclusive, None where open).
    """
    scan = Scan(text, tokenise(text), None)
    bounds = _Bounds()
    _from_past_dates(scan, text, times, bounds)
    _from_terms(scan, offices or {}, bounds)
    if bounds.earliest is not None and bounds.latest is not None:
        if bounds.earliest > bounds.latest:
            return None
        _from_today(scan, bounds)
    if bounds.earliest is None and bounds.latest is None:
        return None
    edtf = bounds.earliest.isoformat() if bounds.earliest and bounds.earliest == bounds.latest else None
    return When(edtf, bounds.earliest, bounds.latest, TimeBasis.INFERRED, None, "; ".join(bounds.reasons))


def _from_past_dates(scan: Scan, text: str, times: Sequence[TimeExpression], bounds: _Bounds) -> None:
    starts = {token.start: index for index, token in enumerate(scan.tokens[: scan.count])}
    for time in times:
        if time.basis is not TimeBasis.EXPLICIT or time.kind is not TimeKind.POINT or time.earliest is None:
            continue
        index = starts.get(time.span.start)
        if index is not None and scan.tense(index, index + 1) is Tense.PAST and _told_as_past(scan, index):
            words = text[time.span.start : time.span.end]
            bounds.not_before(time.earliest, f"told as past: {words}")


def _told_as_past(scan: Scan, index: int) -> bool:
    """Whether a verb of the past stands before the date in its own clause."""
    for before in range(index - 1, max(-1, index - _REACH - 1), -1):
        if scan.key(before) in _SENTENCE or scan.has(before, "boundary", "future", "present"):
            return False
        if scan.has(before, "past"):
            return True
    return False


def _from_terms(scan: Scan, offices: Mapping[str, Term], bounds: _Bounds) -> None:
    names = {tuple(comparison_key(name).split()): (name, term) for name, term in sorted(offices.items())}
    firsts = {key[0] for key in names if key}
    for index in range(scan.count):
        if scan.word(index).stem not in _TERM_WORDS:
            continue
        for at in range(index + 1, min(scan.count, index + _REACH)):
            if scan.key(at) in _SENTENCE:
                break
            if scan.key(at) not in firsts:
                continue
            for key, (name, (start, end)) in names.items():
                if key == tuple(scan.key(at + step) for step in range(len(key))):
                    if start is not None:
                        bounds.not_before(start, f"in the term of {name}")
                    if end is not None and _calls_present(scan, index):
                        bounds.not_after(end, f"present in the term of {name}")


def _calls_present(scan: Scan, index: int) -> bool:
    """Whether something present is counted within the term: "المحادثات الحالية هي الأولى في عهد ..."."""
    counted = scan.key(index - 1) == "في" and any(scan.has(index - step, "ordinal") for step in (2, 3))
    for before in range(index - 2, max(-1, index - _REACH), -1):
        if scan.key(before) in _SENTENCE:
            return False
        if scan.key(before) in _PRESENT_WORDS:
            return counted
    return False


def _from_today(scan: Scan, bounds: _Bounds) -> None:
    """Narrow to the one day on which a "today" with weekday, day and month falls, if there is just one."""
    assert bounds.earliest is not None
    assert bounds.latest is not None
    if bounds.latest.year - bounds.earliest.year > _WIDEST:
        return
    for index in range(scan.count):
        if scan.number(index, "dayword") != 0:
            continue
        read = moment(scan, index)
        weekday = scan.number(index + 1, "weekday") or scan.number(index + 2, "weekday")
        if read is None or weekday is None or read[1].month is None or read[1].day is None or read[1].year is not None:
            continue
        days = [day for day in _days(bounds, read[1].month, read[1].day) if day.isoweekday() == weekday]
        if len(days) == 1:
            bounds.not_before(days[0], "today's weekday and date")
            bounds.not_after(days[0], "today's weekday and date")
            return


def _days(bounds: _Bounds, month: int, day: int) -> list[date]:
    assert bounds.earliest is not None
    assert bounds.latest is not None
    found = []
    for year in range(bounds.earliest.year, bounds.latest.year + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if bounds.earliest <= candidate <= bounds.latest:
            found.append(candidate)
    return found
