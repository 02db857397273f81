"""News of the data directory with entities annotated by reading, under ANERcorp's guidelines.

A file of ``annotations/`` says of each article which names stand in it, so that it goes without the article's text:
``CORPUS:ID<TAB>TYPE<TAB>NAME[<TAB>LINE,LINE...]``. A name labels every place where its tokens stand, an attached
conjunction or preposition included; the longest wins; type ``O`` keeps a phrase from being labelled; line numbers
restrict a name. An article in which no name stands is listed as ``CORPUS:ID<TAB>O``.
"""

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.training.entity_data import EMPTY, Sentence

FOLDER = Path(__file__).parent / "annotations"
TOKEN = re.compile(r"\w+|[^\w\s]")
LINE_END = re.compile(r"\n+|(?<=[.؟!])\s+")


@dataclass(frozen=True)
class Name:
    """A name of one article: the spellings of its first token, its other tokens, its type, its lines (None: all)."""

    first: frozenset[str]
    rest: tuple[str, ...]
    kind: str
    lines: frozenset[int] | None


def load_annotated_news(data: Path, folder: Path = FOLDER) -> list[Sentence]:
    """The annotated sentences in the order of the articles in their corpora; only the first tag column is filled."""
    names = read_annotations(folder)
    sentences = []
    for corpus in sorted({article.split(":")[0] for article in names}):
        for article, text in corpus_texts(data, corpus):
            if article in names:
                sentences += label_article(text, names[article])
    return sentences


def read_annotations(folder: Path) -> dict[str, list[Name]]:
    """The names of each annotated article, longest first.

    Raises: ValueError: a line that has no article and type.
    """
    names: dict[str, list[Name]] = {}
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            cells = line.split("\t")
            if len(cells) < 2:
                raise ValueError(f"{path}, line {number}: no article and type in {line!r}")
            found = names.setdefault(cells[0], [])
            if len(cells) > 2:
                first, *rest = cells[2].split()
                lines = frozenset(map(int, cells[3].split(","))) if len(cells) > 3 else None
                found.append(Name(first_spellings(first), tuple(rest), cells[1], lines))
    return {article: sorted(found, key=lambda name: -len(name.rest)) for article, found in names.items()}


def first_spellings(token: str) -> frozenset[str]:
    """The token by itself and behind each proclitic that is written onto it."""
    attached = [token, *(clitic + token for clitic in "بلك")]
    if token.startswith("ال"):
        attached.append("لل" + token[2:])
    return frozenset(conjunction + form for form in attached for conjunction in ("", "و", "ف"))


def corpus_texts(data: Path, corpus: str) -> Iterator[tuple[str, str]]:
    """``CORPUS:ID`` and the headline and text of each article."""
    with lzma.open(data / "news" / f"{corpus}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield f"{corpus}:{record['id']}", f"{record['title']}\n{record['text']}"


def label_article(text: str, names: list[Name]) -> list[Sentence]:
    """The lines of an article as sentences with IOB2 tags."""
    lines = [tokens for part in LINE_END.split(text) if (tokens := TOKEN.findall(part))]
    sentences = []
    for number, tokens in enumerate(lines):
        here = [name for name in names if name.lines is None or number in name.lines]
        tags = [(tag, EMPTY, EMPTY) for tag in label_line(tokens, here)]
        sentences.append(Sentence(tuple(tokens), tuple(tags)))
    return sentences


def label_line(tokens: list[str], names: list[Name]) -> list[str]:
    """IOB2 tags of one line; of the names that begin at a token the longest is taken."""
    tags = ["O"] * len(tokens)
    at = 0
    while at < len(tokens):
        size = 1
        for name in names:
            if tokens[at] in name.first and tuple(tokens[at + 1 : at + 1 + len(name.rest)]) == name.rest:
                size += len(name.rest)
                if name.kind != "O":
                    tags[at : at + size] = ["B-" + name.kind, *["I-" + name.kind] * len(name.rest)]
                break
        at += size
    return tags
