"""The reader as a stage: paths in, articles out, one file at a time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from graph.model import Article, RunReport
from graph.read.articles import find_articles
from graph.read.config import ReadConfig
from graph.read.formats import reader_for
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

    Args: report: gets a rejection for everything passed over, and counts; keep_text: is handed the name (SHA-256) and
        the text of every input that is not plain text, which the offsets of its articles count in.
    """
    for source in find_sources(paths, report):
        part = 0
        before = len(report.rejections)
        for page_text, article in _read_source(source, report, config):
            part += 1
            if keep_text is not None and article.extracted_text is not None:
                keep_text(article.extracted_text, page_text)
            yield article
        report.counts["files"] = report.counts.get("files", 0) + 1
        report.counts["articles"] = report.counts.get("articles", 0) + part
        if not part and len(report.rejections) == before:
            report.reject("read", source.name, "no article found")


def _read_source(source: Source, report: RunReport, config: ReadConfig) -> Iterator[tuple[str, Article]]:
    reader = reader_for(source.name)
    try:
        if source.path == STANDARD_INPUT:
            pages = reader(sys.stdin.buffer, source.name, report, config)
        else:
            pages = reader(Path(source.path).open("rb"), source.name, report, config)
        part = 1
        for page in pages:
            for article in find_articles(page, source.name, part):
                yield page.text, article
                part += 1
    except OSError as error:
        report.reject("read", source.name, f"cannot be read: {error.strerror}")
