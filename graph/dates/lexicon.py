"""The words of time expressions by what they say, read once from `seeds/time/` and from the tables of month names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graph.lexicons import read_list
from graph.months import hijri_month_names, month_names, weekday_names
from graph.text import comparison_key, strip_marks

Tags = Mapping[str, int | str]

_NUMERIC = {
    "direction", "recent", "same", "dayword", "season", "decade", "ordinal", "ordinal_one", "ordinal_ten", "cardinal",
    "tens", "hundreds", "thousands", "ten_past", "hour_one", "then",
}  # fmt: skip
_NO_TAGS: dict[str, int | str] = {}
_PROCLITICS = ("و", "ف", "ب", "ل", "ك", "ول", "وب", "فب", "فل", "وك")
_LONG = 6  # a run of more digits is no part of any time expression
_SHORT = (
    3  # names of up to this many letters are never read after a proclitic of their own letters ("باب" is no August)
)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What a word can be. `proclitic` was split off `stem` (comparison keys); `definite` says that the stem lost its
    article; `skip` is the number of letters that the proclitic takes. `value` is the number of a digit string."""

    key: str
    stem: str = ""
    tags: Tags = field(default_factory=dict)
    proclitic: str = ""
    definite: bool = False
    skip: int = 0
    value: int | None = None
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words` maps a key to its tags; `phrases` maps a first word to the rest of each longer entry, longest first."""

    words: Mapping[str, dict[str, int | str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], dict[str, int | str]], ...]]


def _entries() -> Iterator[tuple[str, str, int | str]]:
    for row in read_list("time/words.csv", ("tag", "value", "spellings", "note")):
        value: int | str = int(row["value"]) if row["tag"] in _NUMERIC else row["value"]
        for spelling in row.parts("spellings"):
            yield row["tag"], comparison_key(spelling), value
    for row in read_list("time/zones.csv", ("zone", "spellings", "source")):
        for spelling in row.parts("spellings"):
            yield "zone", comparison_key(spelling), row["zone"]
    for row in read_list("time/traps.csv", ("tag", "spellings", "note")):
        for spelling in row.parts("spellings"):
            yield row["tag"], comparison_key(spelling), 1
    for tag, names in (("month", month_names()), ("hijri", hijri_month_names()), ("weekday", weekday_names())):
        for name, number in names.items():
            yield tag, name, number


@cache
def lexicon() -> Lexicon:
    """All words of `seeds/time/` and all month and weekday names."""
    words: dict[str, dict[str, int | str]] = {}
    phrases: dict[str, dict[tuple[str, ...], dict[str, int | str]]] = {}
    for tag, key, value in _entries():
        head, *rest = key.replace(".", " . ").split()
        tags = phrases.setdefault(head, {}).setdefault(tuple(rest), {}) if rest else words.setdefault(head, {})
        tags.setdefault(tag, value)
    ordered = {
        head: tuple(sorted(by_rest.items(), key=lambda item: (-len(item[0]), item[0])))
        for head, by_rest in phrases.items()
    }
    return Lexicon(words, ordered)


@cache
def no_future_stems() -> tuple[str, ...]:
    """Beginnings of words that look like verbs with the future proclitic and are none."""
    return tuple(sorted(key for key, tags in lexicon().words.items() if "no_future_stem" in tags))


def _readings(key: str) -> Iterator[tuple[str, str, int]]:
    """Proclitic, what it leaves, and the proclitic's length, for each way to read a word, likeliest first."""
    yield "", key, 0
    for proclitic in _PROCLITICS:
        if not key.startswith(proclitic):
            continue
        rest = key[len(proclitic) :]
        if len(rest) < _SHORT and proclitic != "و":
            continue
        yield proclitic, rest, len(proclitic)
        if proclitic[-1] == "ل" and rest.startswith("ل"):
            yield proclitic, "ال" + rest[1:], len(proclitic)


@lru_cache(maxsize=200_000)
def analyse(raw: str) -> Word:
    """What a run of letters, a run of digits or a punctuation mark can be."""
    if raw[0].isdecimal():
        return _number(raw)
    key = comparison_key(raw) or raw
    lexical = lexicon()
    for proclitic, base, skip in _readings(key):
        bare = base[2:] if base.startswith("ال") else base
        if any(form in lexical.words or form in lexical.phrases for form in (base, bare)):
            tags = lexical.words.get(bare, _NO_TAGS) | lexical.words.get(base, _NO_TAGS)
            return Word(key, bare, tags, proclitic, bare != base, skip)
    bare = key.removeprefix("ال")
    return Word(key, bare, definite=bare != key)


def _number(raw: str) -> Word:
    if len(raw) > _LONG:
        return Word("0", digits=len(raw))
    return Word(comparison_key(raw), tags={"number": int(raw)}, value=int(raw), digits=len(raw))


def letters_to_skip(raw: str, skip: int) -> int:
    """How many characters of `raw` hold its first `skip` letters, with the marks and tatweels that go with them."""
    position = 0
    while skip and position < len(raw):
        if strip_marks(raw[position]):
            skip -= 1
        position += 1
    while position < len(raw) and not strip_marks(raw[position]):
        position += 1
    return position
