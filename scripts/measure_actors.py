"""Figures of actors and places on the gold mentions of real articles, whose texts lie outside the repository.

    scripts/measure_actors.py GOLD CORPUS... [--cache DIR] [--errors SET]

A corpus is NAME=FILE, JSON lines (xz or not) with `id` and `text`, a date as `date` or `date_extracted` and perhaps an
`outlet`; NAME is what stands before the colon in the gold's `file`. All articles of the gold are resolved together; the
figures are those of each set. `--errors` lists the mentions of a set that were missed or found in another cluster than
the gold's; it refuses the sets that are only scored.
"""

from __future__ import annotations

import argparse
import datetime
import json
import lzma
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.annotate import annotate_articles
from graph.evaluate.actors import Spot, compare, found_in, match_spots, read_gold
from graph.ids import article_id, digest
from graph.knowledge import load_knowledge
from graph.model import Article, DateBasis, RunReport, Span
from graph.pipeline import default_cache, extract_articles
from graph.read.outlets import outlet_of_url
from graph.resolve.actors import resolve_entities

DATES = ("date", "date_extracted")
ONLY_SCORED = "scored"


def main() -> None:
    """Print the figures of each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpora", nargs="+", metavar="NAME=FILE")
    parser.add_argument("--cache", type=Path, default=default_cache())
    parser.add_argument("--errors", default="", metavar="SET")
    arguments = parser.parse_args()
    if arguments.errors.startswith(ONLY_SCORED):
        parser.error(f"--errors {arguments.errors}: this set is only scored")
    sets = _sets(arguments.gold)
    gold, _ = read_gold(arguments.gold)
    articles = list(_articles(dict(corpus.split("=", 1) for corpus in arguments.corpora), set(sets)))
    knowledge = load_knowledge()
    extractions = extract_articles(
        articles, lambda texts: annotate_articles(texts, None, arguments.cache), RunReport(), knowledge=knowledge
    )
    found = found_in(extractions, resolve_entities(extractions, knowledge))
    for name in sorted(set(sets.values())):
        of_set = {spot: actor for spot, actor in gold.items() if sets[spot[0]] == name}
        here = {spot: actor for spot, actor in found.items() if sets[spot[0]] == name}
        files = len({spot[0] for spot in of_set})
        print(f"{name}: {len(of_set)} mentions in {files} articles")
        print("\n".join(compare(of_set, here, complete=False, knowledge=knowledge).lines()))
        if arguments.errors == name:
            _print_errors(of_set, here, {article.file: article.text for article in articles})


def _sets(path: Path) -> dict[str, str]:
    """The set that each file of the gold belongs to."""
    return {row["file"]: row["set"] for row in json.loads(path.read_text(encoding="utf-8"))["mentions"]}


def _articles(corpora: Mapping[str, str], wanted: set[str]) -> Iterator[Article]:
    """The gold's articles, each as the whole of a file."""
    for name, path in corpora.items():
        content = Path(path).read_bytes()
        for line in (lzma.decompress(content) if path.endswith(".xz") else content).decode().strip().split("\n"):
            row = json.loads(line)
            if f"{name}:{row['id']}" in wanted:
                yield _article(f"{name}:{row['id']}", row)


def _article(file: str, row: Mapping[str, str]) -> Article:
    text, date = row["text"], next(filter(None, map(row.get, DATES)), "")
    content, extent = digest(text, length=64), Span(0, len(text))
    outlet = outlet_of_url(f"https://{row['outlet']}.com") if row.get("outlet") else None
    try:
        day = datetime.date.fromisoformat(date[:10])
    except ValueError:
        day = None
    basis = DateBasis.METADATA if day is not None else DateBasis.NONE
    return Article(
        article_id(file, 1, content), file, 1, "", extent, (extent,), text, content, outlet, date=day, date_basis=basis
    )


def _print_errors(gold: Mapping[Spot, str], found: Mapping[Spot, str], texts: Mapping[str, str]) -> None:
    """Gold mentions that were missed, or whose found actor mostly answers another actor of the gold."""
    pairs = {answered: spot for spot, answered in match_spots(gold, found).items()}
    votes: dict[str, Counter[str]] = {}
    for answered, spot in pairs.items():
        votes.setdefault(found[spot], Counter())[gold[answered]] += 1
    for spot, actor in sorted(gold.items()):
        answer = found[pairs[spot]] if spot in pairs else "(missed)"
        if answer == "(missed)" or (answer != actor and votes[answer].most_common(1)[0][0] != actor):
            print(f"{spot[0]}:{spot[1]}\t{texts[spot[0]][spot[1] : spot[2]]}\t{actor}\t{answer}")


if __name__ == "__main__":
    main()
