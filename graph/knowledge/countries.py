"""Countries: one row makes an actor, its territory and its capital, and every form of its adjective of nationality."""

from __future__ import annotations

from dataclasses import dataclass

from graph.ids import slug_name
from graph.knowledge.entries import Entry
from graph.knowledge.forms import adjective_forms, plural_forms
from graph.lexicons import Row, read_list
from graph.model import EntityKind

_COLUMNS = ("iso", "name_ar", "name_en", "adjective", "plurals", "capital_ar", "capital_en", "wikidata")


@dataclass(frozen=True, slots=True)
class Country:
    """A country's row: names begin with the label; `adjective_keys` are comparison keys of all forms of nationality."""

    iso: str
    names_ar: tuple[str, ...]
    names_en: tuple[str, ...]
    adjectives: tuple[str, ...]
    adjective_keys: tuple[str, ...]
    capital_ar: tuple[str, ...]
    capital_en: tuple[str, ...]
    wikidata: str | None

    @property
    def actor_id(self) -> str:
        """The id of the country as an actor."""
        return slug_name("country", self.names_en[0])

    @property
    def place_id(self) -> str:
        """The id of the country's territory."""
        return slug_name("place", self.names_en[0])

    @property
    def capital_id(self) -> str | None:
        """The place id of the capital, None where its name does not stand for the country."""
        return slug_name("place", f"{self.capital_en[0]}-{self.iso}") if self.capital_en else None


def read_countries() -> tuple[Country, ...]:
    """The countries of `actors/countries.csv`.

    Raises: LexiconError: a row without a name, or a code given twice.
    """
    countries: dict[str, Country] = {}
    for row in read_list("actors/countries.csv", _COLUMNS):
        if row["iso"] in countries:
            raise row.error("iso", "this code already has a row")
        if not row["name_ar"] or not row["name_en"]:
            raise row.error("name_ar", "a country needs an Arabic and an English name")
        countries[row["iso"]] = _country(row)
    return tuple(countries.values())


def _country(row: Row) -> Country:
    adjectives = row.parts("adjective")
    keys = [key for adjective in adjectives for key in adjective_forms(adjective)]
    keys += [key for plural in row.parts("plurals") for key in plural_forms(plural)]
    return Country(
        iso=row["iso"],
        names_ar=row.parts("name_ar"),
        names_en=row.parts("name_en"),
        adjectives=adjectives,
        adjective_keys=tuple(dict.fromkeys(keys)),
        capital_ar=row.parts("capital_ar"),
        capital_en=row.parts("capital_en"),
        wikidata=row["wikidata"] or None,
    )


def country_entries(country: Country) -> list[Entry]:
    """The actor, its territory and its capital as entries."""
    actor = Entry(
        id=country.actor_id,
        kind=EntityKind.COUNTRY,
        names_ar=country.names_ar,
        names_en=country.names_en,
        country=country.iso,
        wikidata=country.wikidata,
    )
    territory = Entry(
        id=country.place_id,
        kind=EntityKind.PLACE,
        names_ar=country.names_ar,
        names_en=country.names_en,
        country=country.iso,
        wikidata=country.wikidata,
    )
    if country.capital_id is None:
        return [actor, territory]
    capital = Entry(
        id=country.capital_id,
        kind=EntityKind.PLACE,
        names_ar=country.capital_ar,
        names_en=country.capital_en,
        country=country.iso,
    )
    return [actor, territory, capital]
