"""How well the reader finds articles, against a gold file.

The gold file is JSON lines, one object a file, beside the files it names:

    {"file": "a.txt", "encoding": "utf-8",
     "articles": [{"begin": 0, "end": 830, "kept": [[0, 61], [98, 830]], "text": "...", "date": "2023-08-08"}]}

`begin`, `end` and `kept` count code points of the decoded file and are left out where the file is not plain text;
`text` is headline and body joined by newlines; `date` is null where the page does not state it; no articles means that
the file holds none. `encoding` (default utf-8) is the one the file is really in, to check offsets against. An article
may also give "title" and "outlet", which then are scored too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import InputError
from graph.model import Article, RunReport
from graph.read import ReadConfig, read_paths

_EDGE = 3


@dataclass(slots=True)
class ReadingScore:
    """Counts over a gold set, and the figures that follow from them (0..1; 1 where nothing was to be counted)."""

    articles: int = 0
    found: int = 0
    bounded: int = 0
    gold_tokens: int = 0
    kept_tokens: int = 0
    shared_tokens: int = 0
    dated: int = 0
    checked: int = 0
    exact: int = 0
    titles: Counter[bool] = field(default_factory=Counter)
    outlets: Counter[bool] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    @property
    def boundary_f1(self) -> float:
        """F1 of articles whose first and last kept character are exactly the gold's."""
        return _ratio(2 * self.bounded, self.articles + self.found)

    @property
    def precision(self) -> float:
        """Share of kept tokens that are the gold's."""
        return _ratio(self.shared_tokens, self.kept_tokens)

    @property
    def recall(self) -> float:
        """Share of the gold's tokens that were kept."""
        return _ratio(self.shared_tokens, self.gold_tokens)

    @property
    def date_accuracy(self) -> float:
        """Share of gold articles that were given their own date, or none where they state none."""
        return _ratio(self.dated, self.articles)

    @property
    def offset_exactness(self) -> float:
        """Share of found plain-text articles whose ranges give their text and leave no character out."""
        return _ratio(self.exact, self.checked)

    def figures(self) -> dict[str, float]:
        """The figures by name, as they are printed."""
        figures = {
            "boundary_f1": self.boundary_f1,
            "kept_precision": self.precision,
            "kept_recall": self.recall,
            "date_accuracy": self.date_accuracy,
            "offset_exactness": self.offset_exactness,
        }
        for name, counts in (("title_accuracy", self.titles), ("outlet_accuracy", self.outlets)):
            if counts:
                figures[name] = _ratio(counts[True], counts.total())
        return figures


def evaluate_reading(gold: Sequence[str | Path], config: ReadConfig | None = None) -> ReadingScore:
    """Read the files that gold files name and score what was found.

    Raises: InputError: a gold file that is missing or breaks its form.
    """
    score = ReadingScore()
    config = config if config is not None else ReadConfig(find_duplicates=False)
    for path in gold:
        for entry in _entries(Path(path)):
            file = Path(path).parent / entry["file"]
            found = list(read_paths([file], RunReport(), config))
            score_file(score, entry, found)
            if file.suffix == ".txt":
                _check_offsets(score, entry, found, file)
    return score


def score_file(score: ReadingScore, entry: Mapping[str, Any], found: Sequence[Article]) -> None:
    """Add one file's articles to a score; gold articles are paired with those that share most of their tokens."""
    gold: list[Mapping[str, Any]] = entry["articles"]
    score.articles += len(gold)
    score.found += len(found)
    score.gold_tokens += sum(len(article["text"].split()) for article in gold)
    score.kept_tokens += sum(len(article.text.split()) for article in found)
    pairs = _pairs(gold, found)
    for number, article in enumerate(gold):
        other = pairs.get(number)
        if other is None:
            score.errors.append(f"{entry['file']}#{number + 1}: not found")
            continue
        shared = _shared(article, other)
        score.shared_tokens += shared
        score.bounded += _same_bounds(article, other)
        right_date = (other.date.isoformat() if other.date else None) == article["date"]
        score.dated += right_date
        if "title" in article:
            score.titles[article["title"] == other.title] += 1
        if "outlet" in article:
            score.outlets[article["outlet"] == other.outlet] += 1
        faults = [
            fault
            for fault, wrong in (
                (f"date {other.date} for {article['date']}", not right_date),
                ("bounds", not _same_bounds(article, other)),
                (f"{len(other.text.split()) - shared} tokens too many", shared < len(other.text.split())),
                (f"{len(article['text'].split()) - shared} tokens missing", shared < len(article["text"].split())),
            )
            if wrong
        ]
        if faults:
            score.errors.append(f"{entry['file']}#{number + 1}: {', '.join(faults)}")
    for other in found:
        if other not in pairs.values():
            score.errors.append(f"{entry['file']}#{other.part}: no article of the gold")


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    entries = []
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            entry["file"], [(article["text"], article["date"]) for article in entry["articles"]]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: not an entry of a gold file ({error})") from error
        entries.append(entry)
    return entries


def _pairs(gold: Sequence[Mapping[str, Any]], found: Sequence[Article]) -> dict[int, Article]:
    """Each gold article's partner: the pairs that share most tokens first."""
    ranked = sorted(
        (-_shared(article, other), number, other.part)
        for number, article in enumerate(gold)
        for other in found
        if _shared(article, other)
    )
    by_part = {other.part: other for other in found}
    pairs: dict[int, Article] = {}
    for _, number, part in ranked:
        if number not in pairs and part in by_part:
            pairs[number] = by_part.pop(part)
    return pairs


def _shared(article: Mapping[str, Any], other: Article) -> int:
    """The number of tokens that both keep: of the same place in the file where the gold gives offsets."""
    if "kept" in article:
        mine = _places(article["text"], [(begin, end) for begin, end in article["kept"]])
        theirs = _places(other.text, [(span.start, span.end) for span in other.kept])
        return len(mine & theirs)
    return sum((Counter(article["text"].split()) & Counter(other.text.split())).values())


def _places(text: str, ranges: Sequence[tuple[int, int]]) -> set[tuple[int, str]]:
    """The tokens of kept ranges with their places in the file."""
    places, offset = set(), 0
    for begin, end in ranges:
        piece = text[offset : offset + end - begin]
        at = 0
        for token in piece.split():
            at = piece.index(token, at)
            places.add((begin + at, token))
            at += len(token)
        offset += end - begin + 1
    return places


def _same_bounds(article: Mapping[str, Any], other: Article) -> bool:
    if "begin" in article:
        return bool((article["begin"], article["end"]) == (other.extent.start, other.extent.end))
    mine, theirs = article["text"].split(), other.text.split()
    return bool(mine[:_EDGE] == theirs[:_EDGE] and mine[-_EDGE:] == theirs[-_EDGE:])


def _check_offsets(score: ReadingScore, entry: Mapping[str, Any], found: Sequence[Article], file: Path) -> None:
    text = file.read_bytes().decode(entry.get("encoding", "utf-8"), "replace").removeprefix("\ufeff")
    covered = bytearray(len(text))
    for article in found:
        for span in [*article.kept, *(cut.span for cut in article.cut)]:
            for place in range(span.start, span.end):
                covered[place] += 1
    whole = not found or all(covered[place] == 1 or char.isspace() for place, char in enumerate(text))
    for article in found:
        score.checked += 1
        same = "\n".join(text[span.start : span.end] for span in article.kept) == article.text
        score.exact += same and whole
        if not (same and whole):
            score.errors.append(f"{entry['file']}#{article.part}: offsets")


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
