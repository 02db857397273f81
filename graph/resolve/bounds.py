"""When undated articles appeared, as far as the events they share with dated ones tell; marked as inferred."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from graph.model import Article, Claim, Event, Factuality, TimeBasis, When
from graph.resolve.events_words import cues_of
from graph.resolve.times import edtf_of

_BESIDE = 45
_QUOTED = re.compile('["“”«»].*')


def inferred_bounds(
    events: Iterable[Event], claims: Mapping[str, Claim], articles: Mapping[str, Article]
) -> dict[str, When]:
    """Inclusive bounds of the day of undated articles, by article id.

    An article that reports an event as done appeared on its day or later, one that still announces it not after it,
    and one that says "today" or "this week" of it on that day or in that week. Only events with a day that a dated
    article gives count.
    """
    limits: dict[str, list[tuple[date | None, date | None, str]]] = {}
    for event in events:
        day = _shared_day(event, claims, articles)
        if day is None:
            continue
        for key in event.mentions:
            claim = claims[key]
            if articles[claim.mention.article].date is None:
                limits.setdefault(claim.mention.article, []).append((*_limits(claim, *day), event.id))
    found = {article: _narrowed(listed) for article, listed in sorted(limits.items())}
    return {article: when for article, when in found.items() if when is not None}


def _shared_day(event: Event, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> tuple[date, date] | None:
    """The event's day or days, at most a week, if a dated article gives them."""
    if event.when is None or event.when.earliest is None or event.when.latest is None:
        return None
    if (event.when.latest - event.when.earliest).days > 7 or event.factuality is Factuality.DENIED:
        return None
    dated = any(
        articles[claims[key].mention.article].date is not None and claims[key].stated_when is not None
        for key in event.mentions
    )
    return (event.when.earliest, event.when.latest) if dated else None


def _limits(claim: Claim, earliest: date, latest: date) -> tuple[date | None, date | None]:
    if claim.factuality is Factuality.PLANNED:
        return None, latest
    if claim.factuality is not Factuality.ACTUAL:
        return None, None
    if "background" in cues_of(claim.mention.sentence):
        return earliest, None
    cues = cues_of(_beside(claim))
    if "today" in cues:
        return earliest, latest
    if "recent" in cues:
        return earliest, latest + timedelta(days=6 - latest.weekday() if latest.weekday() < 6 else 6)
    return earliest, None


def _beside(claim: Claim) -> str:
    """The words around the trigger, quotations left out: "today" of a speech is not the day of the report."""
    mention = claim.mention
    start, end = (offset - mention.sentence_span.start for offset in (mention.span.start, mention.span.end))
    around = mention.sentence[max(0, start - _BESIDE) : end + _BESIDE]
    return _QUOTED.sub(" ", around)


def _narrowed(limits: Sequence[tuple[date | None, date | None, str]]) -> When | None:
    """The bounds that all limits leave; where they exclude each other only the lower ones, which are the surer."""
    starts = sorted((start, event) for start, _, event in limits if start is not None)
    ends = sorted((end, event) for _, end, event in limits if end is not None)
    if starts and ends and starts[-1][0] > ends[0][0]:
        ends = []
    if not starts and not ends:
        return None
    start = starts[-1] if starts else None
    end = ends[0] if ends else None
    account = [f"tells of {start[1]} as done" if start else "", f"appeared by the day of {end[1]}" if end else ""]
    earliest, latest = start[0] if start else None, end[0] if end else None
    return When(
        edtf_of(earliest, latest), earliest, latest, TimeBasis.INFERRED, reason="; ".join(filter(None, account))
    )
