"""Builds the sample's outputs from recorded annotations, or records them anew with the models.

Usage: python scripts/make_sample.py OUTPUT [--record]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc

from graph.annotate import load_annotations, load_language, save_annotations
from graph.annotate.cache import text_key
from graph.model import Article, RunReport
from graph.pipeline import Config, build
from graph.read import read_paths

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = sorted(str(path) for path in (ROOT / "seeds").glob("*.txt"))
RECORDED = ROOT / "tests" / "data" / "annotations" / "sample.spacy"
FORMATS = ("ttl", "nt", "trig", "jsonld", "graphml", "gexf", "csv", "plover", "html")


def record() -> None:
    """Annotate the sample articles with the models and keep what they found."""
    nlp = load_language()
    RECORDED.parent.mkdir(parents=True, exist_ok=True)
    save_annotations(RECORDED, [nlp(article.text) for article in read_paths(ARTICLES, RunReport())])


def replay(articles: Iterable[Article]) -> Iterator[tuple[Article, Doc]]:
    """Each article with its recorded annotations."""
    docs = load_annotations(RECORDED)
    for article in articles:
        yield article, docs[text_key(article.text)]


def make_sample(output: Path) -> None:
    """Build every format of the sample into a folder, the same bytes on every machine."""
    build(Config(paths=tuple(ARTICLES), output=output, formats=FORMATS), annotator=replay)


if __name__ == "__main__":
    if "--record" in sys.argv:
        record()
    make_sample(Path(sys.argv[1]))
