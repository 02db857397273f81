"""What the words of a sentence tell linking: its content stems and the cues that place an event mention."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph.lexicons import read_list
from graph.text import comparison_key

_TOKEN = re.compile(r"[\u0621-\u064aA-Za-z]+|\d+(?:[.,]\d+)*")
_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل", "و")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ا")


@lru_cache(maxsize=100_000)
def stem(key: str) -> str:
    """A light stem of a word's comparison key: articles, conjunctions and endings taken off.

    After the light stemmer of Larkey, Ballesteros and Connell (2007), which suits matching better than roots.
    """
    for prefix in _PREFIXES:
        if key.startswith(prefix) and len(key) - len(prefix) >= (3 if prefix == "و" else 2):
            key = key[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if key.endswith(suffix) and len(key) - len(suffix) >= 3:
            return key[: -len(suffix)]
    return key


@cache
def _stopwords() -> frozenset[str]:
    keys = {comparison_key(row["word"]) for row in read_list("linking/stopwords.csv", ("word",))}
    return frozenset(keys | {stem(key) for key in keys if len(key) > 3})


@lru_cache(maxsize=20_000)
def content_stems(text: str) -> frozenset[str]:
    """The stems of a text's content words; function words, reporting verbs and calendar words are left out."""
    stops = _stopwords()
    found = set()
    for key in _TOKEN.findall(comparison_key(text)):
        if len(key) < 2 or key in stops:
            continue
        stemmed = key if key[0].isdigit() else stem(key)
        if len(stemmed) > 1 and stemmed not in stops:
            found.add(stemmed)
    return frozenset(found)


def overlap(left: frozenset[str], right: frozenset[str]) -> int:
    """How much two sets of stems share, in hundredths: the mean of Jaccard's and the overlap coefficient.

    Jaccard alone punishes a headline against a full sentence, the overlap coefficient alone rewards two-word sentences.
    """
    if not left or not right:
        return 0
    shared = len(left & right)
    smaller = max(4, min(len(left), len(right)))
    return 50 * shared // (len(left) + len(right) - shared) + 50 * min(shared, smaller) // smaller


@cache
def _cues() -> tuple[tuple[str, tuple[str, ...]], ...]:
    forms: dict[str, list[str]] = {}
    for row in read_list("linking/cues.csv", ("kind", "form")):
        forms.setdefault(row["kind"], []).append(f" {comparison_key(row['form'])} ")
    return tuple((kind, tuple(found)) for kind, found in sorted(forms.items()))


@lru_cache(maxsize=20_000)
def cues_of(sentence: str) -> frozenset[str]:
    """The kinds of cue that a sentence holds as whole words, as `seeds/linking/cues.csv` lists them."""
    padded = f" {' '.join(_TOKEN.findall(comparison_key(sentence)))} "
    return frozenset(kind for kind, forms in _cues() if any(form in padded for form in forms))
