"""Comparing names of persons and bodies as Arabic news writes them: spelling, transliteration, parts left out.

A name becomes a tuple of token keys: compounds ("عبد الله") in one token, "بن" and "آل" dropped. A skeleton is a
token without article and long vowels, letters that transliteration mixes up made one; it serves to find candidates.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from graph.knowledge.scores import DIFFERENT, Score
from graph.knowledge.words import split_words
from graph.lexicons import read_list
from graph.text import comparison_key, without_article

_TAILS = frozenset(("الله", "الدين", "الاسلام", "العابدين", "للاه"))
_LINKS = frozenset(("بن", "ابن", "بنت", "ال"))
_VOWELS = re.compile("(?<=.)[اويه]")
_MIXED = str.maketrans("طضظذثصقكغجح", "تدززسسكككهه".replace("هه", "كه"))
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LONGEST = 100
SAME_NAME = 0.9


@lru_cache(maxsize=300_000)
def name_tokens(name: str) -> tuple[str, ...]:
    """The comparable tokens of a name, in order; () for a name without letters."""
    keys = [word.key for word in split_words(name)]
    tokens: list[str] = []
    at = 0
    while at < len(keys):
        key = keys[at]
        if at + 1 < len(keys) and (key in ("عبد", "ابو", "ابي", "ابا", "ام") or keys[at + 1] in _TAILS):
            tokens.append(_compound(key, keys[at + 1]))
            at += 2
            continue
        if key not in _LINKS or len(keys) == 1:
            tokens.append(key)
        at += 1
    return tuple(tokens)


def _compound(first: str, second: str) -> str:
    return ("ابو" if first in ("ابي", "ابا") else first) + second


@lru_cache(maxsize=300_000)
def skeleton(token: str) -> str:
    """What transliterations of one token have in common: no long vowels after the first letter, no doubled letter."""
    mixed = without_article(token).translate(_MIXED)
    bare = _VOWELS.sub("", mixed) or mixed
    return re.sub(r"(.)\1+", r"\1", bare)


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Keys of Arabic given names, whose small differences tell persons apart ("حسن", "حسين")."""
    return frozenset(
        without_article(comparison_key(row["name"])) for row in read_list("actors/given_names.csv", ("name",))
    )


@lru_cache(maxsize=1)
def sure_given_names() -> frozenset[str]:
    """Keys of the given names that are hardly ever another word."""
    rows = read_list("actors/given_names.csv", ("name", "sure"))
    return frozenset(comparison_key(row["name"]) for row in rows if row["sure"] == "yes")


@lru_cache(maxsize=200_000)
def is_suspect(name: str) -> bool:
    """Whether a name may only ever equal itself: bidi overrides, mixed scripts in a word, absurd length, one letter."""
    if _OVERRIDES.search(name) or len(name) > _LONGEST:
        return True
    words = split_words(name)
    if sum(char.isalnum() for word in words for char in name[word.start : word.end]) < 2:
        return True
    return any(len(_scripts(name[word.start : word.end])) > 1 for word in words)


def _scripts(word: str) -> set[str]:
    return {unicodedata.name(char, "?").split()[0] for char in word if char.isalpha()}


def compare_names(left: tuple[str, ...], right: tuple[str, ...]) -> Score:
    """How likely two persons' names are one person's, from their tokens alone."""
    if not left or not right:
        return DIFFERENT
    if left == right:
        return Score(1.0, "same name")
    if "".join(left) == "".join(right):
        return Score(0.98, "same name, words joined differently")
    shorter, longer = (left, right) if len(left) <= len(right) else (right, left)
    if len(shorter) < 2:
        return DIFFERENT
    matches = _align(shorter, longer)
    if matches is None:
        return DIFFERENT
    typos = [detail for _, detail in matches if detail]
    if len(typos) > 1 and len(shorter) < 3 and any("letter" in detail for detail in typos):
        return Score(0.5, "several letters differ: " + "; ".join(typos))
    left_out = len(longer) - len(shorter)
    value = 1.0 - 0.06 * len(typos) - 0.02 * min(left_out, 3)
    reasons = [*typos, *([f"{left_out} name part(s) left out"] if left_out else [])]
    if left_out and matches[-1][0] != len(longer) - 1:
        value -= 0.12
        reasons.append("the last part is left out")
    return Score(max(0.0, value), "; ".join(reasons))


def _align(shorter: tuple[str, ...], longer: tuple[str, ...]) -> list[tuple[int, str]] | None:
    """For each token of `shorter` its place in `longer` (in order, the first at 0) and how it differs."""
    matches: list[tuple[int, str]] = []
    at = 0
    for number, token in enumerate(shorter):
        found = None
        for place in range(at, len(longer)):
            detail = token_difference(token, longer[place])
            if detail is not None:
                found = (place, detail)
                break
            if number == 0:
                break
        if found is None:
            return None
        matches.append(found)
        at = found[0] + 1
    return matches


@lru_cache(maxsize=500_000)
def token_difference(left: str, right: str) -> str | None:
    """ "" for equal tokens, words for a spelling or typing difference, None for different names."""
    native = left.startswith("ال") or right.startswith("ال")
    left, right = without_article(left), without_article(right)
    if left == right:
        return ""
    known = given_names()
    if left in known and right in known:
        return None
    shortest, distance = min(len(left), len(right)), OSA.distance(left, right, score_cutoff=2)
    if native:
        swapped = distance == 1 and shortest >= 5 and sorted(left) == sorted(right)
        return f"{left}/{right}: two letters swapped" if swapped else None
    if left.translate(_MIXED) == right.translate(_MIXED) and shortest >= 3:
        return f"{left}/{right} transliterated differently"
    if shortest >= 4 and skeleton(left) == skeleton(right) and abs(len(left) - len(right)) <= 2:
        return f"{left}/{right} spelt differently"
    if (left in known or right in known) and shortest < 6:
        return None
    if (distance == 1 and shortest >= 5) or (distance == 2 and shortest >= 9):
        return f"{left}/{right} differ in {distance} letter(s)"
    return None


def blocking_keys(tokens: tuple[str, ...]) -> list[str]:
    """Keys under which names that may be one person's meet.

    First and last part, one in full, the other by its beginning, its end or its letters in any order.
    """
    if len(tokens) < 2:
        return [f"1 {skeleton(tokens[0])}"] if tokens else []
    first, second, last = skeleton(tokens[0]), skeleton(tokens[1]), skeleton(tokens[-1])
    keys = [f"a {first} {last[:2]}", f"b {first[:2]} {last}", f"c {first} {second}", f"e {first} {last[-2:]}"]
    keys += [f"d {first} {''.join(sorted(last))}", f"d {''.join(sorted(first))} {last}"]
    return list(dict.fromkeys(keys))
