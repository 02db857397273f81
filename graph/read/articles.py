"""From a page to its articles: each with its own headline, date, outlet and the ranges of the file that it keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.ids import article_id, digest
from graph.model import Article, Cut, Span
from graph.read.attribution import find_byline, find_place, headline_frame, headline_label, headline_outlet, name_outlet
from graph.read.cleaning import Cleaned, clean
from graph.read.dating import date_article, find_url
from graph.read.lines import Line, find_margins, read_lines
from graph.read.model import CONTROL, Page, prints_whole
from graph.read.outlets import quoted_sources
from graph.read.rejecting import is_list_of_teasers, why_no_article, why_no_text
from graph.read.segments import Segment, split_lines

_ANONYMOUS = Page("")


@dataclass(frozen=True, slots=True)
class _Draft:
    segment: Segment
    cleaned: Cleaned


def find_articles(page: Page, file: str, first_part: int = 1, *, extracted: bool = False) -> Iterator[Article]:
    """The articles of a page, in its order; none where it holds no running text that could be one.

    Args: file: the contract's wq:sourceFile; first_part: the number of the page's first article in the file;
        extracted: whether offsets count in the page's text because the file itself is not plain text.
    """
    lines = list(read_lines(page.text, page.crawled))
    drafts = _drafts(page, lines)
    stray = [*find_margins(page.text)]
    for number, draft in enumerate(drafts):
        last = number + 1 == len(drafts)
        until = len(page.text) if last else lines[min(_numbers(drafts[number + 1]))].span.start
        margins = [span for span in stray if span.start < until]
        stray = stray[len(margins) :]
        known = page if number == 0 else replace(_ANONYMOUS, text=page.text, crawled=page.crawled)
        yield _article(known, file, first_part + number, lines, draft, margins, extracted)


def why_none(page: Page) -> str:
    """Why a page holds no article."""
    lines = list(read_lines(page.text, page.crawled))
    segments = split_lines(lines, headed=page.headed)
    if not segments:
        return why_no_text(lines)
    if not page.headed and is_list_of_teasers(lines, segments):
        return "a list of teasers"
    cleaned = [clean(lines, segment, headed=page.headed and not number) for number, segment in enumerate(segments)]
    reasons = (
        why_no_article([lines[index] for index in draft.kept], [lines[index] for index in draft.cut])
        for draft in cleaned
    )
    return next((reason for reason in reasons if reason is not None), "no running text")


def _drafts(page: Page, lines: Sequence[Line]) -> list[_Draft]:
    """The page's articles by their lines; lines of what turned out to be none go to the article before, else after."""
    segments = split_lines(lines, headed=page.headed)
    if not segments or (not page.headed and is_list_of_teasers(lines, segments)):
        return []
    drafts: list[_Draft] = []
    waiting: list[int] = []
    for number, segment in enumerate(segments):
        cleaned = clean(lines, segment, headed=page.headed and number == 0)
        kept = [lines[index] for index in cleaned.kept]
        cut = [lines[index] for index in cleaned.cut]
        if why_no_article(kept, cut, known=page.headed and number == 0) is None:
            cleaned.cut.update((index, lines[index].reason or "no article") for index in waiting)
            waiting = []
            drafts.append(_Draft(segment, cleaned))
        else:
            waiting.extend([*segment.head, *segment.body, *segment.tail])
            if drafts:
                drafts[-1].cleaned.cut.update((index, lines[index].reason or "no article") for index in waiting)
                waiting = []
    return drafts


def _numbers(draft: _Draft) -> list[int]:
    return [*draft.cleaned.kept, *draft.cleaned.cut]


def _article(
    page: Page, file: str, part: int, lines: Sequence[Line], draft: _Draft, margins: Sequence[Span], extracted: bool
) -> Article:
    cleaned = draft.cleaned
    title = _headline(lines[cleaned.title]) if cleaned.title is not None else None
    spans = [title.span if title and index == cleaned.title else lines[index].span for index in cleaned.kept]
    kept, controls = _without_controls(page.text, spans)
    text = "\n".join(page.text[span.start : span.end] for span in kept)
    content_hash = digest(text, length=64)
    paragraphs = [lines[index] for index in cleaned.kept if index != cleaned.title]
    furniture = [(lines[index], reason) for index, reason in sorted(cleaned.cut.items())]
    text_start = paragraphs[0].span.start if paragraphs else len(page.text)
    url = page.url or find_url([line for line, _ in furniture if line.span.start < text_start])
    dated = date_article(page, lines, draft.segment, cleaned, url)
    place, owner = find_place([line.text for line in paragraphs], furniture)
    cuts = [Cut(line.span, reason) for line, reason in furniture]
    cuts += title.cut if title is not None else ()
    cuts += [Cut(span, "invisible") for span in margins] + [Cut(span, "control") for span in controls]
    return Article(
        id=article_id(file, part, content_hash),
        file=file,
        part=part,
        title=title.text if title is not None else (page.title or ""),
        extent=Span(kept[0].start, kept[-1].end),
        kept=tuple(kept),
        text=text,
        content_hash=content_hash,
        outlet=page.outlet or (title.outlet if title and not owner else None) or name_outlet(url, owner, furniture),
        byline=page.byline or find_byline(furniture),
        place_line=place,
        date=dated.date,
        date_basis=dated.basis,
        date_span=dated.span,
        title_span=title.span if title is not None else None,
        url=url,
        crawled=page.crawled.date() if page.crawled else None,
        cut=tuple(sorted(cuts, key=lambda cut: cut.span)),
        quoted_sources=tuple(quoted_sources(line.key for line in paragraphs)),
        extracted_text=digest(page.text, length=64) if extracted else None,
    )


@dataclass(frozen=True, slots=True)
class _Headline:
    span: Span
    text: str
    cut: tuple[Cut, ...] = ()
    outlet: str | None = None


def _headline(line: Line) -> _Headline:
    """The headline of a line that may also carry a label ("العنوان:") or the outlet's name ("... | سكاي نيوز")."""
    start, end, outlet = 0, len(line.text), None
    cut = []
    label = headline_label(line.text)
    if label:
        cut.append(Cut(Span(0, label), "label"))
        start = label
        if line.text[start] == line.text[-1] == '"' and end - start > 2:
            cut += [Cut(Span(start, start + 1), "label"), Cut(Span(end - 1, end), "label")]
            start, end = start + 1, end - 1
    frame = headline_frame(line.text[start:end])
    if frame is not None:
        cut += [Cut(span.shift(start), "markup") for span in frame if len(span)]
        start, end = start + frame[0].end, start + frame[1].start
    owned = headline_outlet(line.text[start:end])
    if owned is not None:
        outlet, part, keep = owned
        cut.append(Cut(part.shift(start), "outlet"))
        start, end = start + keep.start, start + keep.end
    shifted = tuple(Cut(piece.span.shift(line.span.start), piece.reason) for piece in cut)
    return _Headline(Span(start, end).shift(line.span.start), line.text[start:end], shifted, outlet)


def _without_controls(text: str, spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The spans without characters that are no text, and the spans of those."""
    if prints_whole(text) or CONTROL.search(text) is None:
        return list(spans), []
    kept, controls = [], []
    for span in spans:
        start = span.start
        for match in CONTROL.finditer(text, span.start, span.end):
            kept.append(Span(start, match.start()))
            controls.append(Span(match.start(), match.end()))
            start = match.end()
        kept.append(Span(start, span.end))
    return [span for span in kept if text[span.start : span.end].strip()], controls
