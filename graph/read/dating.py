"""The day on which an article was published, as it states it itself: never one that belongs to something else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import DateBasis, Span
from graph.read.cleaning import Cleaned
from graph.read.datelines import Dateline, find_dateline
from graph.read.lines import Kind, Line
from graph.read.model import Page
from graph.read.segments import Segment

_ADDRESS = re.compile(r"https?://[^\s\"'<>()\[\]]+|www\.[^\s\"'<>()\[\]]+")
_ADDRESS_DATE = re.compile(r"[/_=-]((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)")
_LABELS = ("published", "", "updated")
_OWN_DAY = re.compile(
    r"(?<!\w)(?<!بغداد )(?<!صحيفة )(?<!جريدة )(?<!عدن )اليوم[\s،,]*(?:ال\w+\s*[،,]?\s*)?[(\[]?\s*(?=\d|ال\w+\s\d)"
)
_LEAD_CHARACTERS = 300
_PLACE_LINE_DATE = 45
_LEAST_HEADLINE = 4


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, how it is known, and where the file says it."""

    date: datetime.date | None
    basis: DateBasis
    span: Span | None = None


def date_article(page: Page, lines: Sequence[Line], segment: Segment, cleaned: Cleaned, url: str | None) -> Dated:
    """The article's own date: of its metadata, else as its page or text states it, else of its address."""
    if page.date is not None:
        return Dated(page.date, DateBasis.METADATA)
    paragraphs = [lines[index] for index in cleaned.kept if index != cleaned.title]
    stated = _in_head(lines, segment, cleaned) or _in_text(paragraphs) or _after(lines, segment)
    if stated is None and cleaned.title is not None:
        stated = _own_day(lines[cleaned.title])
    if stated is not None:
        return stated
    by_url = date_of_url(url) if url else None
    return Dated(by_url, DateBasis.URL if by_url else DateBasis.NONE)


def date_of_url(url: str) -> datetime.date | None:
    """The day that an address holds ("/2023/08/08/"), or None."""
    for match in _ADDRESS_DATE.finditer(url):
        try:
            return datetime.date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
    return None


def find_url(lines: Sequence[Line]) -> str | None:
    """The first address that stands on a line of its own, with a label at most."""
    for line in lines:
        match = _ADDRESS.search(line.text)
        if match is not None and line.words <= 3:
            return match[0]
    return None


def _in_head(lines: Sequence[Line], segment: Segment, cleaned: Cleaned) -> Dated | None:
    """The best dateline before the text: one that says "published", between headline and text, nearest to the text."""
    anchor = cleaned.title if cleaned.title is not None else segment.body[0]
    after_title = [index for index in cleaned.kept if index > anchor]
    body = after_title[0] if after_title else segment.body[0]
    ranked: list[tuple[int, bool, int, int, Dateline]] = []
    for index in [*segment.head, *_before_links(lines, segment.body[:6])]:
        line = lines[index]
        if line.dateline is None or line.dateline.foreign or (index > body + 3 and index > anchor):
            continue
        if index < anchor and line.dateline.label != "published" and _far(lines, index, anchor):
            continue
        ranked.append((_LABELS.index(line.dateline.label), index < anchor, abs(index - body), index, line.dateline))
    if not ranked:
        return None
    *_, index, dateline = min(ranked, key=lambda item: item[:4])
    return _stated(lines[index], dateline)


def _before_links(lines: Sequence[Line], body: Sequence[int]) -> list[int]:
    """The first lines of a text, up to a list of links, whose dates are those of other articles."""
    until = next((place for place, index in enumerate(body) if lines[index].effect in ("weak", "end")), len(body))
    return list(body[:until])


def _far(lines: Sequence[Line], index: int, anchor: int) -> bool:
    """Whether a dateline stands apart from the headline: over a menu, where pages show the day of the visit."""
    between = [lines[near] for near in range(index + 1, anchor)]
    others = [line for line in between if line.kind is not Kind.DATE and line.reason not in ("caption", "byline")]
    headlines = any(line.kind is not Kind.CUE and line.words >= _LEAST_HEADLINE for line in others)
    return len(others) > 2 or headlines or any(line.reason == "navigation" for line in others)


def _after(lines: Sequence[Line], segment: Segment) -> Dated | None:
    """A dateline right after the text, before anything else begins."""
    for index in segment.tail[:5]:
        line = lines[index]
        if line.dateline is not None and not line.dateline.foreign:
            return _stated(line, line.dateline)
        others = line.effect in ("weak", "end") and line.reason not in ("disclaimer", "source", "author")
        if others or (line.kind is not Kind.CUE and line.words > 4):
            return None
    return None


def _in_text(paragraphs: Sequence[Line]) -> Dated | None:
    """The day that the report calls today in its first paragraphs, or the date of its place line."""
    if paragraphs:
        opening = paragraphs[0].text[:90]
        dateline = find_dateline(opening)
        if dateline is not None and dateline.start <= _PLACE_LINE_DATE and _closes_place_line(opening, dateline):
            return _stated(paragraphs[0], dateline)
    for line in paragraphs[:3]:
        found = _own_day(line)
        if found is not None:
            return found
    return None


def _closes_place_line(opening: str, dateline: Dateline) -> bool:
    """Whether a date ends a place line ("بغداد 8 آب 2023 (واع) -") instead of standing in a sentence."""
    return (
        re.match(r"\s*(?:[مه]ـ?\s*)?(?:\([^)]{2,30}\)|[/|:]|[-–—]+\s|/?\s*\w{2,6}\s*/)", opening[dateline.end :])
        is not None
    )


def _own_day(line: Line) -> Dated | None:
    for match in _OWN_DAY.finditer(line.text, 0, _LEAD_CHARACTERS):
        dateline = find_dateline(line.text[match.end() : match.end() + 60])
        if dateline is not None and dateline.start <= 14:
            span = Span(dateline.start, dateline.end).shift(line.span.start + match.end())
            return Dated(dateline.date, DateBasis.STATED, span)
    return None


def _stated(line: Line, dateline: Dateline) -> Dated:
    return Dated(dateline.date, DateBasis.STATED, Span(dateline.start, dateline.end).shift(line.span.start))
