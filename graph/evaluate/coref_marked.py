"""Development stories for event coreference in a form that people can write and read.

A story is one text file. Lines that begin with `#` declare it; `=== a` begins article a, whose raw text follows as a
scraper would have saved it, but for its marks: `{التقى=meeting}` says that the word is a mention of the event
`meeting`.

    # event meeting Meeting            an event and its class; what follows (participant=a,b place=c) are facts of it
    # apart plan visit                 two events that must not be merged
    # contradict a:meeting b:meeting   what article a says of an event contradicts what b says of it
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError

_MARK = re.compile(r"\{([^{}=]+)=([a-z0-9]+)\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked mention: offsets are code points of the article's text without marks."""

    begin: int
    end: int
    anchor: str
    event: str


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article of a story: its letter, its text without marks, and what was marked in it."""

    letter: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story: its articles, classes and facts by event, pairs to keep apart, contradictions as (letter, event)."""

    name: str
    classes: dict[str, str]
    facts: dict[str, dict[str, tuple[str, ...]]]
    apart: tuple[tuple[str, str], ...]
    contradictions: tuple[tuple[tuple[str, str], tuple[str, str]], ...]
    articles: tuple[MarkedArticle, ...]


def read_story(path: Path) -> Story:
    """The story in a file.

    Raises: InputError: a mark or declaration names an event or article that is not declared.
    """
    head, *parts = re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    classes: dict[str, str] = {}
    facts: dict[str, dict[str, tuple[str, ...]]] = {}
    apart: list[tuple[str, str]] = []
    contradictions: list[tuple[tuple[str, str], tuple[str, str]]] = []
    for line in head.splitlines():
        kind, *words = line.removeprefix("#").split()
        if kind == "event":
            classes[words[0]] = words[1]
            named = (word.partition("=") for word in words[2:])
            facts[words[0]] = {role: tuple(names.split(",")) for role, _, names in named}
        elif kind == "apart":
            apart.append((words[0], words[1]))
        elif kind == "contradict":
            left, right = (word.partition(":") for word in words)
            contradictions.append(((left[0], left[2]), (right[0], right[2])))
    articles = tuple(_article(part) for part in parts)
    story = Story(path.stem, classes, facts, tuple(apart), tuple(contradictions), articles)
    _check(story, path)
    return story


def _article(part: str) -> MarkedArticle:
    letter, _, body = part.partition("\n")
    text, marks, last = "", [], 0
    for match in _MARK.finditer(body):
        text += body[last : match.start()]
        marks.append(Mark(len(text), len(text) + len(match[1]), match[1], match[2]))
        text += match[1]
        last = match.end()
    return MarkedArticle(letter.strip(), text + body[last:], tuple(marks))


def _check(story: Story, path: Path) -> None:
    marked = {(article.letter, mark.event) for article in story.articles for mark in article.marks}
    for name in {event for _, event in marked} | {event for pair in story.apart for event in pair}:
        if name not in story.classes:
            raise InputError(f"{path}: the event {name!r} is not declared; add '# event {name} CLASS'")
    for claim in (claim for pair in story.contradictions for claim in pair):
        if claim not in marked:
            raise InputError(f"{path}: article {claim[0]!r} has no mention of {claim[1]!r}; mark one")


def write_corpus(stories: list[Story], folder: Path) -> Path:
    """Write the articles as raw files and their gold file, `gold.json`; returns the gold file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    mentions: list[dict[str, str | int]] = []
    apart: list[list[str]] = []
    contradictions: list[list[str]] = []
    for story in stories:
        first: dict[tuple[str, str], str] = {}
        for article in story.articles:
            file = f"{story.name}-{article.letter}.txt"
            (folder / file).write_text(article.text, encoding="utf-8", newline="\n")
            for number, mark in enumerate(article.marks):
                key = f"{story.name}-{article.letter}-{number}"
                first.setdefault((article.letter, mark.event), key)
                mentions.append(
                    {
                        "id": key,
                        "file": file,
                        "begin": mark.begin,
                        "end": mark.end,
                        "anchor": mark.anchor,
                        "class": story.classes[mark.event],
                        "event": f"{story.name}-{mark.event}",
                    }
                )
        apart.extend([f"{story.name}-{left}", f"{story.name}-{right}"] for left, right in story.apart)
        contradictions.extend([first[left], first[right]] for left, right in story.contradictions)
    gold = {"mentions": mentions, "apart": apart, "contradictions": contradictions}
    path = folder / "gold.json"
    path.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
