"""The time of an event from all that its reports say: the best supported claim, narrowed by those it agrees with."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.model import TimeBasis, When

_RANK = {TimeBasis.EXPLICIT: 3, TimeBasis.RELATIVE: 2, TimeBasis.PUBLICATION: 1, TimeBasis.INFERRED: 0}
_SPECIFIC = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True)
class TimeClaim:
    """One source's claim on an event's time; `source` names what counts as one voice (reprints share theirs)."""

    when: When
    source: str


def best_when(time_claims: Sequence[TimeClaim]) -> When | None:
    """The time that most sources agree with; among equals the firmer basis, then the narrower, then the earlier.

    It is narrowed to the days it shares with the claims that agree with it, as long as days are left.
    """
    if not time_claims:
        return None
    distinct = sorted({time_claim.when for time_claim in time_claims}, key=_order)
    best = max(
        distinct, key=lambda when: (_RANK[when.basis] > 0, _support(when, time_claims), _RANK[when.basis], -_days(when))
    )
    narrowed = best
    for other in sorted(distinct, key=lambda when: (-_RANK[when.basis], _days(when), _order(when))):
        if _RANK[other.basis] >= _RANK[TimeBasis.RELATIVE] and agree(narrowed, other):
            narrowed = _intersect(narrowed, other)
    voices = len({time_claim.source for time_claim in time_claims if agree(best, time_claim.when)})
    against = len({time_claim.source for time_claim in time_claims}) - voices
    account = f"{best.reason}; {voices} source(s) agree" + (f", {against} differ" if against > 0 else "")
    return replace(narrowed, reason=account.removeprefix("; "))


def agree(left: When, right: When) -> bool:
    """Whether both can be true: their inclusive bounds share a day."""
    if left.latest is not None and right.earliest is not None and left.latest < right.earliest:
        return False
    return not (right.latest is not None and left.earliest is not None and right.latest < left.earliest)


def _support(when: When, time_claims: Iterable[TimeClaim]) -> int:
    """Sources whose claim says the same or something narrower within; a mere publication day counts for less."""
    full = {t.source for t in time_claims if agree(when, t.when) and _RANK[t.when.basis] > 1}
    weak = {t.source for t in time_claims if agree(when, t.when)} - full
    return 2 * len(full) + len(weak)


def _days(when: When) -> int:
    if when.earliest is None or when.latest is None:
        return 1_000_000
    return (when.latest - when.earliest).days + 1


def _order(when: When) -> tuple[str, str, str, str, str, int]:
    span = when.span.start if when.span is not None else -1
    return (str(when.earliest), str(when.latest), when.edtf or "", when.basis.value, when.reason, span)


def _intersect(left: When, right: When) -> When:
    """`left` cut to the days that `right` allows too; `left` itself where nothing is gained."""
    starts = [day for day in (left.earliest, right.earliest) if day is not None]
    ends = [day for day in (left.latest, right.latest) if day is not None]
    earliest, latest = max(starts, default=None), min(ends, default=None)
    if (earliest, latest) == (left.earliest, left.latest):
        return left
    if (earliest, latest) == (right.earliest, right.latest):
        return right
    return replace(left, edtf=edtf_of(earliest, latest), earliest=earliest, latest=latest, basis=right.basis)


def edtf_of(earliest: date | None, latest: date | None) -> str | None:
    """The EDTF expression of inclusive bounds: a year, month or day where they are one, else an interval."""
    if earliest is None or latest is None:
        if earliest is None and latest is None:
            return None
        return f"{earliest.isoformat()}/.." if earliest is not None else f"../{latest.isoformat() if latest else ''}"
    if earliest == latest:
        return earliest.isoformat()
    if earliest.day == 1 and latest.day == calendar.monthrange(latest.year, latest.month)[1]:
        if (earliest.year, earliest.month) == (latest.year, latest.month):
            return earliest.isoformat()[:7]
        if earliest.year == latest.year and earliest.month == 1 and latest.month == 12:
            return earliest.isoformat()[:4]
    return f"{earliest.isoformat()}/{latest.isoformat()}"


def when_of(edtf: str, reason: str) -> When | None:
    """A When from the EDTF that a person writes in a judgement: year, month, day or an interval of them, ends open.

    None where it is no such expression.
    """
    first, slash, second = edtf.partition("/")
    earliest, latest = _bounds(first), _bounds(second if slash else first)
    if (earliest is None and first != "..") or (latest is None and (second if slash else first) != ".."):
        return None
    start = earliest[0] if earliest is not None else None
    end = latest[1] if latest is not None else None
    if (start is None and end is None) or (start is not None and end is not None and start > end):
        return None
    return When(edtf, start, end, TimeBasis.EXPLICIT, reason=reason)


def _bounds(edtf: str) -> tuple[date, date] | None:
    match = _SPECIFIC.match(edtf.rstrip("~?%"))
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return first, date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None
