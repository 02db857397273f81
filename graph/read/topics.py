"""What lines are about: content words, and how far two texts share them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from graph.lexicons import read_list
from graph.text import comparison_key

_Tree = dict[str, "_Tree"]
_WORD = re.compile(r"[^\W\d_]{2,}|\d{2,}")
_AND = re.compile(r"[\W_]*و(?:(?P<alone>\s)|\w{2})")
_PREFIX = re.compile(r"(?:[وف]?(?:لل|[بك]?ال)|[وفبل])(?=\w{3})")
_SUFFIX = re.compile(r"(?<=\w{3})(?:ها|هم|ات|ين|ون|يه|ه|ي|ا)\Z")


def content_words(key: str) -> frozenset[str]:
    """The content words of a comparison key, without article, proclitics and common endings."""
    return frozenset(map(_stem, set(_WORD.findall(key)) - word_list("stop")))


def overlap(words: frozenset[str], others: frozenset[str]) -> float:
    """The share 0..1 of `words` that `others` holds; 0 for no words."""
    return len(words & others) / len(words) if words else 0.0


def goes_on(key: str) -> bool:
    """Whether a paragraph begins as one that goes on with what came before: with a connective or a prefixed "and".

    A lead hardly ever begins with "and"; words whose own first letter is waw are listed.
    """
    if _openers().match(key) is not None:
        return True
    first = _WORD.search(key)
    opening = _AND.match(key)
    if opening is None or first is None:
        return False
    return opening["alone"] is not None or first[0] not in word_list("own waw")


def count_phrases(kind: str, key: str) -> int:
    """How many different phrases of a list of `seeds/reading/words.csv` a key holds."""
    return sum(map(key.__contains__, word_list(kind)))


@cache
def word_list(kind: str) -> frozenset[str]:
    """The comparison keys of one list of `seeds/reading/words.csv`."""
    rows = read_list("reading/words.csv", ("kind", "words", "source"))
    return frozenset(comparison_key(word) for row in rows if row["kind"] == kind for word in row.parts("words"))


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*(?:{either(word_list('opener'))})(?!\w)")


def either(words: Iterable[str]) -> str:
    """A pattern for the longest of some words that stands at a place, quick for thousands of words.

    Words that begin alike share their beginning, so that few of them are tried at each place.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(tree)


def _pattern(tree: _Tree) -> str:
    branches = [re.escape(char) + _pattern(tree[char]) for char in sorted(tree) if char]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in tree else joined


def long_key(text: str) -> str:
    """The comparison key of a text too long and too rare to be remembered."""
    return comparison_key.__wrapped__(text)


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return _SUFFIX.sub("", _PREFIX.sub("", word, count=1))
