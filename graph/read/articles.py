"""From a page to its articles: each with its own headline, date, outlet and the ranges of the file that it keeps."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ids import article_id, digest
from graph.model import Article, Cut, DateBasis, Span
from graph.read.attribution import find_outlet, find_place_line, outlet_of_url, outlets_in, quoted_sources
from graph.read.cleaning import Cleaned, clean
from graph.read.datelines import find_dateline
from graph.read.lines import Kind, Line, read_lines
from graph.read.model import Page
from graph.read.segments import Segment, split_lines
from graph.read.topics import count_phrases
from graph.text import comparison_key

LEAST_ARTICLE_WORDS = 12
_URL = re.compile(r"https?://[^\s\"'<>()\[\]]+|www\.[^\s\"'<>()\[\]]+")
_URL_DATE = re.compile(r"[/_-](20\d\d|19\d\d)[/_-]?(0?[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)")
_SOURCE = re.compile(
    r"\A[\W_]*(?:المصدر|مصدر|المصادر|مصدر الخبر|المصدر الأصلي|نقلا عن|Source|Via)\s*[:：|/-]\s*(.+)\Z", re.I
)
_BYLINE = re.compile(
    r"\A[\W_]*(?:كتبت?|كتبه|بقلم|تحرير|إعداد|اعداد|الكاتبة?|نشر بواسطة|بواسطة|المحرر|ترجمة|By|Written by|Posted by|Par)"
    r"\s*[:：|/\-–]?\s+(.{3,60}?)\Z",
    re.I,
)
_AUTHOR = re.compile(r"Latest posts by (.+?) \(see all\)|About Post Author (.+?)See author", re.I)
_OWN_DAY = re.compile(r"(?<!\w)(?<!بغداد )(?<!صحيفة )(?<!بـ\")اليوم[\s،,]*(?:\w+\s*[،,]?\s*)?[(\[]?\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class _Dated:
    date: datetime.date | None
    basis: DateBasis
    span: Span | None


def find_articles(page: Page, file: str, first_part: int = 1) -> Iterator[Article]:
    """The articles of a page, in its order; none where it holds no running text that could be one.

    Args: file: the contract's wq:sourceFile; first_part: the number of the page's first article in the file.
    """
    lines = list(read_lines(page.text, page.crawled))
    part = first_part
    for segment in split_lines(lines):
        cleaned = clean(lines, segment, page.title)
        if is_article(lines, cleaned):
            yield _article(page, file, part, lines, segment, cleaned)
            part += 1


def is_article(lines: Sequence[Line], cleaned: Cleaned) -> bool:
    """Whether what was kept is an article at all, and not an error page or a text about the site."""
    words = sum(lines[index].words for index in cleaned.kept if index != cleaned.title)
    return words >= LEAST_ARTICLE_WORDS and why_no_article([lines[index] for index in cleaned.kept]) is None


def why_no_article(lines: Sequence[Line]) -> str | None:
    """The reason why lines of running text are not an article, or None."""
    key = comparison_key(" ".join(line.text for line in lines[:40])[:4000])
    if count_phrases("missing", key) and len(key) < 600:
        return "error page"
    if count_phrases("terms", key) >= 4:
        return "terms of use"
    return None


def _article(page: Page, file: str, part: int, lines: Sequence[Line], segment: Segment, cleaned: Cleaned) -> Article:
    kept = tuple(lines[index].span for index in cleaned.kept)
    text = "\n".join(lines[index].text for index in cleaned.kept)
    content_hash = digest(text, length=64)
    title = cleaned.title
    paragraphs = [lines[index] for index in cleaned.kept if index != title]
    place = _place_line(lines, cleaned, paragraphs)
    dated = _date(page, lines, segment, cleaned, paragraphs)
    cuts = [Cut(lines[index].span, reason) for index, reason in sorted(cleaned.cut.items())]
    return Article(
        id=article_id(file, part, content_hash),
        file=file,
        part=part,
        title=lines[title].text if title is not None else (page.title or ""),
        extent=Span(kept[0].start, kept[-1].end),
        kept=kept,
        text=text,
        content_hash=content_hash,
        outlet=_outlet(page, lines, cleaned, place[1] if place else None),
        byline=page.byline or _byline(lines, cleaned),
        place_line=place[0] if place else None,
        date=dated.date,
        date_basis=dated.basis,
        date_span=dated.span,
        title_span=lines[title].span if title is not None else None,
        url=page.url or _url(lines, cleaned),
        crawled=page.crawled.date() if page.crawled else None,
        cut=tuple(sorted((*page.cut, *cuts), key=lambda cut: cut.span)),
        quoted_sources=tuple(quoted_sources(line.text for line in paragraphs)),
        extracted_text=digest(page.text, length=64) if page.extracted else None,
    )


def _place_line(lines: Sequence[Line], cleaned: Cleaned, paragraphs: Sequence[Line]) -> tuple[str, str | None] | None:
    """The place line and the outlet it names: at the beginning of the text, else on a line of its own."""
    found = find_place_line(paragraphs[0].text) if paragraphs else None
    if found is not None:
        return found[0], found[1].name if found[1] else None
    for index in sorted(cleaned.cut):
        if cleaned.cut[index] == "place line":
            named = [outlet.name for outlet in outlets_in(lines[index].text)]
            return lines[index].text, named[0] if named else None
    return None


def _date(page: Page, lines: Sequence[Line], segment: Segment, cleaned: Cleaned, paragraphs: Sequence[Line]) -> _Dated:
    if page.date is not None:
        return _Dated(page.date, DateBasis.METADATA, None)
    stated = _stated_around(lines, segment, cleaned) or _stated_in_text(paragraphs)
    if stated is not None:
        return stated
    url = page.url or _url(lines, cleaned)
    by_url = date_of_url(url) if url else None
    return _Dated(by_url, DateBasis.URL if by_url else DateBasis.NONE, None)


def _stated_around(lines: Sequence[Line], segment: Segment, cleaned: Cleaned) -> _Dated | None:
    """The dateline in the head, else one directly after the text."""
    ranked = []
    anchor = cleaned.title if cleaned.title is not None else segment.body[0]
    body = next((index for index in cleaned.kept if index > anchor), segment.body[0])
    for index in [*segment.head, *(index for index in segment.body[:4] if lines[index].kind is Kind.DATE)]:
        dateline = lines[index].dateline
        if dateline is None or dateline.label == "foreign":
            continue
        between = [lines[near] for near in range(min(index, anchor) + 1, max(index, anchor))]
        if index < anchor and dateline.label == "" and sum(line.kind is not Kind.DATE for line in between) > 2:
            continue
        rank = ("published", "", "updated").index(dateline.label)
        ranked.append((rank, index < anchor, abs(index - body), index, dateline))
    if not ranked:
        for index in segment.tail[:4]:
            dateline = lines[index].dateline
            if dateline is not None and dateline.label != "foreign":
                ranked.append((0, False, 0, index, dateline))
                break
            if lines[index].effect in ("weak", "end"):
                break
    if not ranked:
        return None
    *_, index, dateline = min(ranked, key=lambda item: item[:4])
    span = Span(dateline.start, dateline.end).shift(lines[index].span.start)
    return _Dated(dateline.date, DateBasis.STATED, span)


def _stated_in_text(paragraphs: Sequence[Line]) -> _Dated | None:
    """The day that the report itself calls today, or the date of its place line."""
    for number, line in enumerate(paragraphs[:3]):
        match = _OWN_DAY.search(line.text[:300])
        start = match.end() if match else None
        if start is None and number == 0 and line.text[:60].count("("):
            start = 0
        if start is None:
            continue
        dateline = find_dateline(line.text[start : start + 60])
        near = match is not None or (dateline is not None and "(" in line.text[dateline.end : dateline.end + 4])
        if dateline is not None and dateline.start <= (2 if match else 30) and near:
            span = Span(dateline.start, dateline.end).shift(line.span.start + start)
            return _Dated(dateline.date, DateBasis.STATED, span)
    return None


def date_of_url(url: str) -> datetime.date | None:
    """The day that an address holds ("/2023/08/08/"), or None."""
    for match in _URL_DATE.finditer(url):
        try:
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None


def _url(lines: Sequence[Line], cleaned: Cleaned) -> str | None:
    """An address that stands on a line of its own before the headline."""
    for index in cleaned.cut:
        line = lines[index]
        if cleaned.kept and index < cleaned.kept[0]:
            match = _URL.search(line.text)
            if match is not None and line.words <= 3:
                return match[0]
    return None


def _outlet(page: Page, lines: Sequence[Line], cleaned: Cleaned, of_place_line: str | None) -> str | None:
    if page.outlet:
        return page.outlet
    if page.url:
        return outlet_of_url(page.url)
    named: list[str] = []
    for index in sorted(cleaned.cut):
        match = _SOURCE.match(lines[index].text) if cleaned.cut[index] == "source" else None
        outlet = find_outlet(match[1] if match else lines[index].text)
        if outlet is not None:
            named.append(outlet.name)
        elif match is not None and len(match[1].split()) <= 4:
            named.append(match[1].strip())
    return of_place_line or (named[0] if named else None)


def _byline(lines: Sequence[Line], cleaned: Cleaned) -> str | None:
    for index in sorted(cleaned.cut):
        match = _BYLINE.match(lines[index].text) or _AUTHOR.search(lines[index].text)
        if match is not None and lines[index].words <= 10:
            return next(group for group in match.groups() if group).strip()
    return None
