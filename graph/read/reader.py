"""The reader as a stage: paths in, articles out, one page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from graph.errors import InputError
from graph.model import Article, RunReport, with_duplicate
from graph.read.articles import find_articles, why_none
from graph.read.config import ReadConfig
from graph.read.duplicates import DuplicateIndex
from graph.read.expansion import open_input
from graph.read.formats import reader_for
from graph.read.model import Page
from graph.read.paths import STANDARD_INPUT, Source, find_sources

DEFAULTS = ReadConfig()
TextSink = Callable[[str, str], None]


def read_paths(
    paths: Sequence[str | Path],
    report: RunReport,
    config: ReadConfig = DEFAULTS,
    *,
    keep_text: TextSink | None = None,
) -> Iterator[Article]:
    """The articles of all files under `paths`, by file name and then in the order of the file.

    Args: report: gets a rejection for everything passed over, and counts (files, articles, duplicates, and the
        characters cut by reason); keep_text: is handed the name (SHA-256) and the text of every input that is not
        plain text, which the offsets of its articles count in.
    """
    index = DuplicateIndex() if config.find_duplicates else None
    seen: set[str] = set()
    counts: Counter[str] = Counter()
    for source in find_sources(paths, report):
        counts["files"] += 1
        for article in _read_source(source, report, config, keep_text):
            if article.id in seen:
                report.reject("read", article.file, "the same name and text as a file under another path")
                continue
            seen.add(article.id)
            original = index.add(article.id, _body(article)) if index is not None else None
            if original is not None:
                article = with_duplicate(article, original)
                counts["duplicates"] += 1
            counts["articles"] += 1
            for cut in article.cut:
                counts[f"cut: {cut.reason}"] += len(cut.span)
            yield article
        report.counts.update(counts)


def _body(article: Article) -> str:
    """The text without the headline, which reprints change."""
    if article.title_span is None or len(article.kept) < 2:
        return article.text
    start = 0
    parts = []
    for span in article.kept:
        if span != article.title_span:
            parts.append(article.text[start : start + len(span)])
        start += len(span) + 1
    return "\n".join(parts)


def _read_source(
    source: Source, report: RunReport, config: ReadConfig, keep_text: TextSink | None
) -> Iterator[Article]:
    try:
        with open_input(source.path, config) as file:
            unpacked = source.path == STANDARD_INPUT or source.name.lower().endswith(".gz")
            part = 1
            for page in reader_for(source.name, file)(file, source.name, report, config):
                found, controls = 0, False
                for article in find_articles(page, source.name, part, extracted=page.extracted or unpacked):
                    if keep_text is not None and article.extracted_text is not None and not found:
                        keep_text(article.extracted_text, page.text)
                    controls = controls or any(cut.reason == "control" for cut in article.cut)
                    yield article
                    found += 1
                part += found
                if not found:
                    report.reject("read", source.name, _located(page, why_none(page)))
                if controls or not found:
                    _report_controls(page, source, report)
    except InputError as error:
        report.reject("read", source.name, str(error))
    except OSError as error:
        report.reject("read", source.name, f"cannot be read: {error.strerror or error}")


def _located(page: Page, reason: str) -> str:
    return f"{page.where}: {reason}" if page.where else reason


def _report_controls(page: Page, source: Source, report: RunReport) -> None:
    for name, count in page.controls().items():
        report.reject("read", source.name, _located(page, f"{count} {name} passed over"))
