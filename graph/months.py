"""Names of months and weekdays as the Arabic press of all regions writes them, with English, French and Hijri names.

Names come from CLDR (babel) and hijridate; `seeds/time/names.csv` adds the spellings that those lack. All look-ups go
by comparison key, so hamza, madda, ى/ي, ة/ه, vowel marks and case never matter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale
from hijridate import Hijri

from graph.lexicons import read_list
from graph.text import comparison_key

ARABIC_LOCALES = ("ar", "ar_EG", "ar_SA", "ar_IQ", "ar_LB", "ar_MA", "ar_DZ", "ar_TN", "ar_MR")
FOREIGN_LOCALES = ("en", "fr")


@cache
def month_names() -> Mapping[str, int]:
    """Comparison key of every Gregorian month name -> 1..12."""
    names = {key: number for locale in ARABIC_LOCALES + FOREIGN_LOCALES for key, number in _locale_months(locale)}
    return MappingProxyType(names | _listed("month"))


@cache
def hijri_month_names() -> Mapping[str, int]:
    """Comparison key of every Hijri month name -> 1..12."""
    names = {}
    for number in range(1, 13):
        month = Hijri(1400, number, 1)
        names[comparison_key(month.month_name("ar"))] = number
        names[comparison_key(month.month_name("en"))] = number
    return MappingProxyType(names | _listed("hijri"))


@cache
def weekday_names() -> Mapping[str, int]:
    """Comparison key of every weekday name -> ISO number, Monday 1 to Sunday 7.

    Arabic keys stand with and without the article; those without are common nouns or numbers too, so a caller needs a
    further cue for them.
    """
    names = {}
    for locale in ("ar", *FOREIGN_LOCALES):
        for number, name in Locale.parse(locale).days["format"]["wide"].items():
            names[comparison_key(name)] = number + 1
    return MappingProxyType(names | _listed("weekday"))


def month_number(word: str) -> int | None:
    """The number 1..12 of a Gregorian month's name in Arabic (any region), English or French, or None.

    Args: word: a name without proclitics ("كانون الثاني", "أوت", "Sept."); a doubled name is two names.
    """
    return month_names().get(_name_key(word))


def hijri_month_number(word: str) -> int | None:
    """The number 1..12 of a Hijri month's name, or None."""
    return hijri_month_names().get(_name_key(word))


def weekday_number(word: str) -> int | None:
    """The ISO number of a weekday's name (Monday 1, Sunday 7), or None."""
    return weekday_names().get(_name_key(word))


def _name_key(word: str) -> str:
    return comparison_key(word).rstrip(".")


def _locale_months(locale: str) -> Iterator[tuple[str, int]]:
    months = Locale.parse(locale).months["format"]
    widths = ("wide", "abbreviated") if locale in FOREIGN_LOCALES else ("wide",)
    for width in widths:
        for number, name in months[width].items():
            key = _name_key(name)
            yield key, number
            yield "".join(char for char in unicodedata.normalize("NFD", key) if not unicodedata.combining(char)), number


def _listed(kind: str) -> dict[str, int]:
    rows = read_list("time/names.csv", ("kind", "number", "spellings", "source"))
    names = {}
    for row in rows:
        if row["kind"] == kind:
            for spelling in row.parts("spellings"):
                names[comparison_key(spelling)] = int(row["number"])
    return names
