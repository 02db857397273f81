"""The nouns that news counts, in all their forms, and what the words around a number say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.lexicons import read_list, read_settings
from graph.text import comparison_key

_PRONOUNS = ("ه", "ها", "هم", "نا")
_TOLL = frozenset(("Killing", "Attack"))
_FEMININE = "ه"


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: whose number it is (classes, the likeliest first), whether the number stands for a time, and
    whether the form itself says two."""

    classes: tuple[str, ...]
    dated: bool
    dual: bool = False

    @property
    def suffers(self) -> bool:
        """Whether those counted may be killed or wounded."""
        return bool(_TOLL & set(self.classes))


@cache
def nouns() -> dict[tuple[str, ...], Noun]:
    """The counted nouns by the comparison keys of their words."""
    found: dict[tuple[str, ...], Noun] = {}
    for row in read_list("events/counted.csv", ("noun", "plurals", "classes", "dated")):
        noun = Noun(row.parts("classes"), row["dated"] == "yes")
        plurals = [tuple(comparison_key(plural).split()) for plural in row.parts("plurals")]
        single = tuple(comparison_key(row["noun"]).split())
        dual = Noun(noun.classes, noun.dated, dual=True)
        for form in _plain_forms(single, plurals):
            found.setdefault(form, noun)
        if len(single) == 1 and plurals:
            for word in _duals(single[0]):
                found.setdefault((word,), dual)
    return found


def _plain_forms(single: tuple[str, ...], plurals: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for form in (single, *plurals):
        yield form
        yield (f"ال{form[0]}", *form[1:])
    for form in plurals:
        yield from ((f"{form[0]}{pronoun}",) for pronoun in _PRONOUNS if len(form) == 1)
    if not single[-1].endswith((_FEMININE, "ا")):
        yield (*single[:-1], f"{single[-1]}ا")


def _duals(word: str) -> Iterator[str]:
    """Both cases of the dual; of a feminine noun also before a genitive ("مذكرتي تفاهم")."""
    if word.endswith(_FEMININE):
        yield from (f"{word[:-1]}{ending}" for ending in ("تان", "تين", "تا", "تي"))
    else:
        yield from (f"{word}{ending}" for ending in ("ان", "ين"))


@cache
def listed_words(name: str) -> frozenset[str]:
    """A list of the settings for numbers, as comparison keys."""
    return frozenset(comparison_key(word) for word in read_settings("events/counted.toml")[name])


@cache
def states() -> dict[str, str]:
    """What became of those counted, by the words that say so."""
    told = read_settings("events/counted.toml")["states"]
    return {comparison_key(cue): state for state, cues in told.items() for cue in cues}


@cache
def bounds() -> tuple[tuple[str, str], ...]:
    """The words that say how exact a number is with the bound that they say, longest first."""
    told = read_settings("events/counted.toml")["bounds"]
    pairs = ((comparison_key(cue), bound) for bound, cues in told.items() for cue in cues)
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def nationalities() -> frozenset[str]:
    """Adjectives of nationality in their forms, as comparison keys: they narrow what is counted."""
    columns = ("iso", "name_ar", "name_en", "adjective", "plurals", "capital_ar", "capital_en", "wikidata")
    found: set[str] = set()
    for row in read_list("actors/countries.csv", columns):
        for adjective in map(comparison_key, row.parts("adjective")):
            found.update(f"{adjective}{ending}" for ending in ("", "ا", "ه", "ين", "ون", "ان", "تين", "تان"))
        found.update(map(comparison_key, row.parts("plurals")))
    return frozenset(found)
