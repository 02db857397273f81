"""How long extraction takes beside annotation, over one folder of text files: `python scripts/bench_extract.py PATH`.

Annotation runs without the cache. Times are processor seconds of this process, so that other programs matter less.
"""

from __future__ import annotations

import sys
import time

from graph.annotate import annotate, load_language
from graph.dates import find_times, to_when
from graph.extract import extract
from graph.knowledge import load_knowledge
from graph.model import RunReport
from graph.read import ReadConfig, read_paths


def main(path: str) -> None:
    """Print the seconds of both and their share."""
    articles = list(read_paths((path,), RunReport(), ReadConfig()))
    nlp, knowledge = load_language(threads=1), load_knowledge()
    annotating = extracting = 0.0
    events = words = 0
    for number, article in enumerate([articles[0], *articles]):
        began = time.process_time()
        doc = annotate(article.text, nlp)
        middle = time.process_time()
        times = [(found, to_when(found)) for found in find_times(article.text, article.date)]
        timed = time.process_time()
        events += len(extract(article, doc, times, knowledge).events)
        if number:
            # The first article is read twice: what is loaded on first use counts for neither.
            annotating += middle - began
            extracting += time.process_time() - timed
            words += len(article.text.split())
    print(f"{len(articles)} articles, {words} words, {events} events")
    print(f"annotation {annotating:.1f} s, extraction {extracting:.1f} s: {extracting / annotating:.3f} of it")


if __name__ == "__main__":
    main(sys.argv[1])
