"""The form of gold files of events, and how their names compare with those of a graph.

A gold file is JSON:

    {"articles": [{"file": "ant_X-12.txt", "corpus": "ant", "id": "X-12"}, ...],
     "events": [{"file": "a.txt", "part": 1, "trigger": "التقى", "begin": 120, "end": 125, "class": "Meeting",
                 "actors": ["لويد أوستن"], "date": "2023-08-07", "place": "واشنطن", "factuality": "Actual",
                 "main": true}, ...]}

`file` is the base name of the article's wq:sourceFile, `part` its number there (1 where left out). `actors` are the
main ones by a name, whoever acts first; `date` is EDTF, null where the text tells none; `place` null where it does not
matter. An event with `main` false is true but need not be found: it counts for precision alone. `trigger` and its
code points `begin` and `end` in the file are for the reader, and break ties between events that answer equally well.

`articles` may be left out. It names every annotated file, those without an event too, in which whatever is found is
wrong; `corpus` and `id` say which record of which news corpus it is, so that `scripts/write_news_articles.py` can write
it: the texts themselves are not in the gold file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from graph.errors import InputError
from graph.model import Span
from graph.text import comparison_key, without_article
from graph.vocab import EVENT_CLASSES

Name = frozenset[str]
"""The names of one actor or place, as comparison keys."""

_COMPOUND = re.compile(r"\b(عبد|ابو|ابي|ابا|بن) ")
_CASES = ("ون", "ين")
_PART_OF_WORD = 4


@dataclass(frozen=True, slots=True)
class Told:
    """An event of one article. `actors` and `places` hold each one's names; `agents` are the actors who did it.

    `spans` are the trigger's code points in the file: one in a gold file, one for each mention in a graph.
    """

    file: str
    part: int
    event_class: str
    actors: tuple[Name, ...] = ()
    date: str | None = None
    places: tuple[Name, ...] = ()
    factuality: str = "Actual"
    main: bool = True
    agents: tuple[Name, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsArticle:
    """An annotated file, and the corpus record that its text comes from."""

    file: str
    corpus: str
    id: str

    @property
    def key(self) -> tuple[str, str]:
        """The record's corpus and id."""
        return self.corpus, self.id


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file: its events, and every article (file and part) that was annotated."""

    events: tuple[Told, ...]
    articles: frozenset[tuple[str, int]]


def read_gold(path: Path) -> Gold:
    """The events of a gold file and the articles it covers.

    Raises: InputError: no such file, or not of the form.
    """
    content = _load(path)
    try:
        events = tuple(_told(row) for row in content["events"])
        named = {(PurePosixPath(row["file"]).name, int(row.get("part", 1))) for row in content.get("articles", ())}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: not a gold file of events ({error}); see graph/evaluate/events_gold.py") from error
    return Gold(events, frozenset(named | {(event.file, event.part) for event in events}))


def read_articles(path: Path) -> list[NewsArticle]:
    """The corpus records that a gold file names.

    Raises: InputError: no such file, or it names none.
    """
    content = _load(path)
    try:
        return [NewsArticle(row["file"], row["corpus"], row["id"]) for row in content["articles"]]
    except (KeyError, TypeError) as error:
        raise InputError(
            f"{path}: names no articles of a corpus ({error}); see graph/evaluate/events_gold.py"
        ) from error


def _load(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: not a gold file of events ({error}); see graph/evaluate/events_gold.py") from error
    if not isinstance(content, dict):
        raise InputError(f"{path}: not a gold file of events (no object); see graph/evaluate/events_gold.py")
    return content


def _told(row: Mapping[str, Any]) -> Told:
    if row["class"] not in EVENT_CLASSES:
        raise ValueError(f"no event class {row['class']!r}")
    place, date = row.get("place"), row.get("date")
    return Told(
        PurePosixPath(row["file"]).name,
        int(row.get("part", 1)),
        row["class"],
        tuple(frozenset((comparison_key(name),)) for name in row.get("actors", ())),
        None if date is None else str(date),
        () if place is None else (frozenset((comparison_key(place),)),),
        str(row.get("factuality", "Actual")),
        bool(row.get("main", True)),
        spans=(Span(row["begin"], row["end"]),) if "begin" in row else (),
    )


def same_name(left: Name, right: Name) -> bool:
    """Whether one of the names is the other or a part of it (a surname of a full name), case endings aside."""
    for one in left:
        for other in right:
            words, more = _words(one), _words(other)
            if words <= more or more <= words:
                return True
    return False


def _words(name: str) -> set[str]:
    """The words of a name without article and case, compound given names as one word."""
    joined = _COMPOUND.sub(r"\1", name)
    return {_without_case(without_article(word)) for word in joined.split()}


def _without_case(word: str) -> str:
    return word[:-2] if word.endswith(_CASES) and len(word) > _PART_OF_WORD else word
