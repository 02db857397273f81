"""The date that a line states: every style of dateline of Arabic, English and French news pages, Hijri too.

Only what is written counts: nothing is inferred from a weekday, and a date without a year is none.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from hijridate import Hijri

from graph.lexicons import read_list
from graph.months import hijri_month_names, month_names, weekday_names
from graph.text import comparison_key, folded_with_offsets

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_HIJRI_YEAR = r"(?P<year>1[345]\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MONTH_NUMBER = r"(?P<month>0?[1-9]|1[0-2])"
_GAP = r"[\s,،./\-–—_|]*"
_DIGIT = re.compile("[0-9٠-٩۰-۹]")
_LETTERS = re.compile(r"[^\W\d_]+")
_JOINED = ("st", "nd", "rd", "th", "er", "h", "t", "z", "am", "pm", "ago", "c")
_TIME = r"(?:t?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})?)"


@dataclass(frozen=True, slots=True)
class Dateline:
    """A date in a line: its code points there, what the label before it calls it, and whether the line says no more.

    `label` is "published", "updated", "crawled", "foreign" (a visit, a copyright) or "" for none.
    `rest` is the comparison key of what is left of the line without dates, times, weekdays and labels. `relative`
    marks a date that was counted back from the time of the crawl.
    """

    date: datetime.date
    start: int
    end: int
    label: str
    rest: str
    relative: bool = False

    @property
    def foreign(self) -> bool:
        """Whether the date is that of the crawl, a visit, a copyright: never the article's."""
        return self.label in ("crawled", "foreign")


@dataclass(frozen=True, slots=True)
class _Patterns:
    named: tuple[re.Pattern[str], ...]
    hijri: tuple[re.Pattern[str], ...]
    numeric: tuple[re.Pattern[str], ...]
    relative: re.Pattern[str]
    labels: re.Pattern[str]
    noise: re.Pattern[str]
    label_kind: dict[str, str]
    units: dict[str, tuple[str, int]]
    words: frozenset[str]
    crawled: tuple[str, ...]


def find_dateline(line: str, crawled: datetime.datetime | None = None) -> Dateline | None:
    """The first full date of a line, a Gregorian one before a Hijri one, or None.

    Args: crawled: when the page was fetched, needed for "three hours ago".
    """
    if _DIGIT.search(line) is None and crawled is None:
        return None
    folded, offsets = folded_with_offsets(line)
    patterns = _patterns()
    found = _first_date(folded, patterns)
    relative = False
    if found is None and crawled is not None:
        found = _relative_date(folded, patterns, crawled)
        relative = found is not None
    if found is None:
        return None
    date, start, end = found
    return Dateline(
        date, offsets[start], offsets[end - 1] + 1, _label(folded[:start], patterns), _rest(folded, patterns), relative
    )


def crawl_words() -> tuple[str, ...]:
    """The comparison keys of the labels before the time of a crawl, which are written alike everywhere."""
    return _patterns().crawled


def says_date(line: str, key: str) -> bool:
    """Whether a line is nothing but dates, times, weekdays and their labels, with or without a year.

    Args: key: its comparison key.
    """
    patterns = _patterns()
    if not patterns.words.issuperset(_LETTERS.findall(key)):
        return False
    folded, _ = folded_with_offsets(line)
    return bool(re.search(r"\d", folded) or patterns.relative.search(folded)) and not _rest(folded, patterns)


def _first_date(folded: str, patterns: _Patterns) -> tuple[datetime.date, int, int] | None:
    """The earliest Gregorian date of the line, else the earliest Hijri one."""
    for kind, group in (("gregorian", patterns.named + patterns.numeric), ("hijri", patterns.hijri)):
        matches = sorted(
            (match for pattern in group for match in pattern.finditer(folded)), key=lambda match: match.start()
        )
        for match in matches:
            date = _gregorian(match) if kind == "gregorian" else _hijri(match)
            if date is not None:
                return date, match.start(), match.end()
    return None


def _gregorian(match: re.Match[str]) -> datetime.date | None:
    day, month, year = int(match["day"]), match["month"], int(match["year"])
    number = int(month) if month.isdigit() else month_names().get(re.sub(r"\s+", " ", month).rstrip("."))
    if number is None:
        return None
    if number > 12:
        day, number = number, day
    try:
        return datetime.date(year, number, day)
    except ValueError:
        return None


def _hijri(match: re.Match[str]) -> datetime.date | None:
    month = match["month"]
    number = int(month) if month.isdigit() else hijri_month_names().get(re.sub(r"\s+", " ", month))
    if number is None:
        return None
    try:
        converted: datetime.date = Hijri(int(match["year"]), number, int(match["day"])).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return datetime.date(converted.year, converted.month, converted.day)


def _relative_date(
    folded: str, patterns: _Patterns, crawled: datetime.datetime
) -> tuple[datetime.date, int, int] | None:
    match = patterns.relative.search(folded)
    if match is None:
        return None
    unit, fixed = patterns.units[re.sub(r"\s+", " ", match["unit"] or match["unit_en"])]
    stated = match["number"] or match["number_en"]
    number = int(stated) if stated else fixed
    if unit in ("month", "year"):
        return None
    return (crawled - datetime.timedelta(**{f"{unit}s": number})).date(), match.start(), match.end()


def _label(before: str, patterns: _Patterns) -> str:
    """The kind of the label that stands nearest before the date."""
    kind = ""
    for match in patterns.labels.finditer(before):
        kind = patterns.label_kind[match[0]]
    return kind


def _rest(folded: str, patterns: _Patterns) -> str:
    """The words that are left beside dates, times, weekdays and labels, "" for none."""
    left = folded
    for pattern in patterns.named + patterns.hijri + patterns.numeric:
        left = pattern.sub(" ", left)
    left = patterns.relative.sub(" ", left)
    return " ".join(re.findall(r"[^\W_]+", patterns.noise.sub(" ", left)))


@cache
def _patterns() -> _Patterns:
    words: dict[str, list[str]] = {}
    label_kind: dict[str, str] = {}
    units: dict[str, tuple[str, int]] = {}
    for row in read_list("reading/datelines.csv", ("kind", "value", "words", "source")):
        for word in row.parts("words"):
            key = comparison_key(word)
            words.setdefault(row["kind"], []).append(key)
            if row["kind"] == "label":
                label_kind[key] = row["value"]
            elif row["kind"] == "unit":
                unit, _, number = row["value"].partition(":")
                units[key] = (unit, int(number or 1))
    month = f"(?P<month>{_names(month_names())})"
    other = f"(?:{_GAP}[(\\[]?(?:{_names(month_names())})[)\\]]?)?"
    hijri_month = f"(?P<month>{_names(hijri_month_names())})"
    of = f"(?:\\s+(?:{_any(words['of'])})(?=\\s))?"
    after_day = f"(?:st|nd|rd|th|er)?{_GAP}(?:(?:{_any(words['of'])})\\s+)?"
    to_year = rf"{_GAP}(?:(?:{_any(words['of'])})\s*)?[(]?"
    edge, close = r"(?<![\d.,/])", r"(?!\d|:\d)"
    return _Patterns(
        named=(
            re.compile(rf"(?<!\d){_DAY}{after_day}{month}(?!\w){other}{to_year}{_YEAR}{close}"),
            re.compile(rf"(?<!\w){month}(?!\w){other}{_GAP}{_DAY}(?:st|nd|rd|th)?{_GAP}{_YEAR}{close}"),
            re.compile(rf"(?<!\d){_YEAR}{_GAP}{month}(?!\w){other}{of}{_GAP}{_DAY}(?!\d)"),
            re.compile(rf"(?<!\d){_YEAR}{_GAP}(?:{_any(weekday_names())}){_GAP}{_DAY}{_GAP}{month}(?!\w){other}"),
        ),
        hijri=(
            re.compile(
                rf"(?<!\d){_DAY}{_GAP}(?:(?:{_any(words['of'])})\s+)?{hijri_month}(?!\w){to_year}{_HIJRI_YEAR}{close}"
            ),
            re.compile(rf"{edge}{_HIJRI_YEAR}[/\-]{_MONTH_NUMBER}[/\-]{_DAY}(?!\d)"),
            re.compile(rf"{edge}{_DAY}[/\-]{_MONTH_NUMBER}[/\-]{_HIJRI_YEAR}(?!\d)"),
        ),
        numeric=(
            re.compile(rf"{edge}{_YEAR}\s?(?P<s>[/\-.])\s?{_MONTH_NUMBER}\s?(?P=s)\s?{_DAY}(?!\d)"),
            re.compile(rf"{edge}{_DAY}\s?(?P<s>[/\-.])\s?(?P<month>0?[1-9]|[12]\d|3[01])\s?(?P=s)\s?{_YEAR}(?!\d)"),
        ),
        relative=re.compile(
            rf"(?:(?<!\w)(?:{_any(words['ago'])})\s+(?P<number>\d+)?\s*(?P<unit>{_any(units)})(?!\w))"
            rf"|(?<!\d)(?P<number_en>\d+)\s+(?P<unit_en>{_any(units)})\s+ago"
        ),
        labels=re.compile(_any(words["label"])),
        noise=re.compile(
            rf"{_TIME}|(?<!\w)(?:{_any(words['label'] + words['noise'] + list(weekday_names()))})(?!\w)|\d{{1,2}}(?!\d)"
            r"|(?<=\d)(?:h|ص|م|ه|am|pm)(?!\w)"
        ),
        label_kind=label_kind,
        units=units,
        crawled=tuple(key for key, value in label_kind.items() if value == "crawled"),
        words=frozenset(
            token
            for names in (month_names(), hijri_month_names(), weekday_names(), units, *words.values(), _JOINED)
            for name in names
            for token in _LETTERS.findall(name)
        ),
    )


def _names(names: Iterable[str]) -> str:
    return "|".join(
        re.escape(key).replace(r"\ ", r"\s+") + (r"\.?" if key.isascii() else "") for key in _longest_first(names)
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _longest_first(words))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
