"""The reader's findings as the object that `waqai read --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.model import Article, RunReport
from graph.read.config import ReadConfig
from graph.read.reader import DEFAULTS, read_paths


def read_json(paths: Sequence[str | Path], report: RunReport, config: ReadConfig = DEFAULTS) -> dict[str, Any]:
    """All articles under `paths` and what was passed over, in the shape of the command line's contract."""
    articles = list(read_paths(paths, report, config))
    names = {article.id: f"{article.file}#{article.part}" for article in articles}
    return {
        "articles": [article_json(article, names) for article in articles],
        "rejections": [{"file": rejection.subject, "reason": rejection.reason} for rejection in report.rejections],
    }


def article_json(article: Article, names: dict[str, str]) -> dict[str, Any]:
    """One article as JSON. Args: names: FILE#PART of every article read so far, by id."""
    return {
        "file": article.file,
        "part": article.part,
        "title": article.title or None,
        "outlet": article.outlet,
        "date": article.date.isoformat() if article.date else None,
        "date_basis": article.date_basis.value,
        "begin": article.extent.start,
        "end": article.extent.end,
        "kept": [[span.start, span.end] for span in article.kept],
        "cut": [{"begin": cut.span.start, "end": cut.span.end, "reason": cut.reason} for cut in article.cut],
        "duplicate_of": names.get(article.duplicate_of) if article.duplicate_of else None,
        "text": article.text,
    }
