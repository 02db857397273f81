"""Write the articles that gold files of events name as dated text files, from the corpora that hold their texts.

    python scripts/write_news_articles.py CORPORA tests/data/events/looked.json -o OUT

CORPORA is a folder with one `NAME.jsonl.xz` for each corpus (a JSON object a line: id, title, text, and date or
date_extracted). Each file of OUT holds the headline, a date line and the text's lines that are not empty: the form in
which the gold file's offsets count. Then `waqai build OUT --all-time -o G` and
`waqai evaluate events tests/data/events/looked.json G/graph.ttl`.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections.abc import Iterator
from pathlib import Path

from graph.evaluate.events_gold import read_articles


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder of NAME.jsonl.xz files")
    parser.add_argument("gold", type=Path, nargs="+", help="gold files that name articles")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write to")
    options = parser.parse_args()
    wanted = {article.key: article for path in options.gold for article in read_articles(path)}
    options.output.mkdir(parents=True, exist_ok=True)
    for corpus in sorted({article.corpus for article in wanted.values()}):
        for record in read_corpus(options.corpora / f"{corpus}.jsonl.xz"):
            article = wanted.pop((corpus, record["id"]), None)
            if article is not None:
                (options.output / article.file).write_text(news_text(record), encoding="utf-8", newline="")
    for article in wanted.values():
        print(f"{article.corpus}:{article.id} is not in the corpus")


def read_corpus(path: Path) -> Iterator[dict[str, str]]:
    """The records of a packed corpus."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def news_text(record: dict[str, str]) -> str:
    """An article as a page that states its date."""
    day = (record.get("date") or record.get("date_extracted") or "")[:10]
    lines = [line for line in record["text"].split("\n") if line.strip()]
    return "\n".join([record["title"], f"تاريخ النشر: {day}", *lines]) + "\n"


if __name__ == "__main__":
    main()
