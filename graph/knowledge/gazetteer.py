"""Finding known names in a text: longest match over words, proclitics taken off the first word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.knowledge.words import Reading, Word, joined, readings, split_words

_SERVANT = re.compile(r"\b(عبد|ابو|ابي|ابا|ام|بو|نصر|يار|ال) (?=\S)")


@dataclass(frozen=True, slots=True)
class Match:
    """A known name at a word: how many words it takes, the first word's reading, and the ids that bear it."""

    words: int
    reading: Reading
    ids: tuple[str, ...]


@lru_cache(maxsize=300_000)
def name_keys(name: str) -> tuple[tuple[str, ...], ...]:
    """The word keys of a name, also with compounds ("عبد الله", "أبو ظبي") written in one word."""
    keys = tuple(word.key for word in split_words(name))
    if not keys:
        return ()
    found = [keys]
    text = " ".join(keys)
    closed = _SERVANT.sub(r"\1", text)
    if closed != text:
        found.append(tuple(closed.split()))
    return tuple(found)


class Gazetteer:
    """Names by their first word's key; the longest name wins."""

    def __init__(self) -> None:
        """An empty gazetteer."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], list[str]]]] = {}
        self._known: dict[tuple[str, ...], list[str]] = {}

    def add(self, name: str, ids: Iterable[str]) -> None:
        """Let `name` stand for `ids` too, in order of preference."""
        for keys in name_keys(name):
            known = self._known.get(keys)
            if known is None:
                known = self._known[keys] = []
                names = self._by_first.setdefault(keys[0], [])
                names.append((keys, known))
                names.sort(key=lambda item: -len(item[0]))
            known.extend(entry_id for entry_id in ids if entry_id not in known)

    def ids(self, name: str) -> tuple[str, ...]:
        """The ids that bear exactly this name, in any spelling of one comparison key."""
        for keys in name_keys(name):
            if keys in self._known:
                return tuple(self._known[keys])
        return ()

    def match(self, words: Sequence[Word], at: int) -> Match | None:
        """The longest known name that starts at word `at`, of equally long ones that with fewer proclitics."""
        best: Match | None = None
        for reading in readings(words[at].key):
            for keys, ids in self._by_first.get(reading.key, ()):
                if best is not None and len(keys) <= best.words:
                    break
                if _follows(words, at, keys):
                    best = Match(len(keys), reading, tuple(ids))
                    break
        return best


def _follows(words: Sequence[Word], at: int, keys: tuple[str, ...]) -> bool:
    if at + len(keys) > len(words):
        return False
    for offset in range(1, len(keys)):
        word = words[at + offset]
        if word.key != keys[offset] or not joined(word):
            return False
    return True
