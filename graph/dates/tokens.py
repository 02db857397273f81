"""Cuts a text into tokens and types them: the only place where characters matter; the grammar sees words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.dates.lexicon import Word, analyse, letters_to_skip, lexicon
from graph.model import Span

_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad"
_TOKEN = re.compile(rf"[0-9٠-٩۰-۹]+|[^\W\d_](?:[^\W\d_]|[{_MARKS}])*|\n|[^\s\w{_MARKS}]|\d")


@dataclass(slots=True)
class Token:
    """A word, number or mark with its place; `start` counts the proclitic in."""

    start: int
    end: int
    raw: str
    word: Word

    def content_start(self) -> int:
        """Where the word begins without its proclitic."""
        return self.start + letters_to_skip(self.raw, self.word.skip) if self.word.skip else self.start


def tokenise(text: str) -> list[Token]:
    """All tokens of `text` in order; entries of several words are one token. Linear in the length of the text."""
    tokens = [
        Token(found.start(), found.end(), found.group(), analyse(found.group())) for found in _TOKEN.finditer(text)
    ]
    return list(_merged(tokens, text))


def _merged(tokens: list[Token], text: str) -> Iterator[Token]:
    phrases = lexicon().phrases
    position, count = 0, len(tokens)
    while position < count:
        token = tokens[position]
        length = 1
        if token.word.stem in phrases or token.word.key in phrases:
            token, length = _longest(tokens, position, text)
        yield token
        position += length


def _longest(tokens: list[Token], position: int, text: str) -> tuple[Token, int]:
    first = tokens[position]
    phrases = lexicon().phrases
    word = first.word
    base = "ال" + word.stem if word.definite else word.stem
    for head in dict.fromkeys((word.key, base, word.stem)):
        definite = word.definite and head == word.stem
        for rest, tags in phrases.get(head, ()):
            following = tokens[position + 1 : position + 1 + len(rest)]
            if len(following) == len(rest) and all(
                other.word.key == key or (definite and other.word.key == "ال" + key)
                for other, key in zip(following, rest, strict=True)
            ):
                end = following[-1].end
                phrase = _phrase(word, head, rest, tuple(sorted(tags.items())))
                return Token(first.start, end, text[first.start : end], phrase), 1 + len(rest)
    return first, 1


@lru_cache(maxsize=10_000)
def _phrase(word: Word, head: str, rest: tuple[str, ...], tags: tuple[tuple[str, int | str], ...]) -> Word:
    split = head != word.key
    return Word(
        key=" ".join((word.key, *rest)),
        stem=" ".join((head, *rest)),
        tags=dict(tags),
        proclitic=word.proclitic if split else "",
        definite=word.definite and head == word.stem,
        skip=word.skip if split else 0,
    )


def span_of(tokens: list[Token], start: int, end: int) -> Span:
    """The span of tokens `start` to `end` (exclusive), the first one's proclitic left out."""
    return Span(tokens[start].content_start(), tokens[end - 1].end)
