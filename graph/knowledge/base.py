"""The knowledge base: every entry by id and by name, nationalities, and the bodies of states made by rule."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from graph.errors import LexiconError
from graph.knowledge.bodies import BodyRule, body_entry, body_id, read_body_rules
from graph.knowledge.countries import Country, country_entries, read_countries
from graph.knowledge.entries import COLUMNS, Entry, Holding, read_entries
from graph.knowledge.gazetteer import Gazetteer
from graph.knowledge.places import read_cities
from graph.knowledge.titles import Titles, load_titles
from graph.lexicons import Row, read_csv, read_list, seed_path
from graph.model import EntityKind
from graph.text import comparison_key

_STATE_FORMS = ("جمهورية", "دولة")
_OVERLAP = datetime.timedelta(days=31)
_LISTS = ("actors/organizations.csv", "actors/persons.csv", "places/places.csv")


class KnowledgeBase:
    """Entries and the ways to find them; built once, then only read.

    `gazetteer` finds names in text. `nationalities` maps keys of nationality adjectives to ISO codes, `capitals` ids of
    capital places to ISO codes. `shared_names` are keys of names that bodies of other countries bear too,
    `home_outlets` the ISO codes of the countries that outlets mean without naming them. `titles` are the nouns of
    descriptions, `first_names` keys of known persons' first names.
    """

    def __init__(self, countries: Sequence[Country], entries: Iterable[Entry], cities: Iterable[Entry]) -> None:
        """Args: cities: in order of weight, heaviest first; they go after all other bearers of a name."""
        self.titles: Titles = load_titles()
        self.countries = {country.iso: country for country in countries}
        self.bodies: dict[str, BodyRule] = read_body_rules(self.titles)
        self.doubtful_names = frozenset(
            comparison_key(row["name"]) for row in read_list("actors/doubtful_names.csv", ("name", "other_meaning"))
        )
        self.shared_names = frozenset(
            comparison_key(row["name"]) for row in read_list("actors/shared_names.csv", ("name", "also"))
        )
        self.home_outlets = {
            row["outlet"]: row["country"] for row in read_list("actors/home_outlets.csv", ("outlet", "country"))
        }
        self.gazetteer = Gazetteer()
        self.nationalities: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        self._entries: dict[str, Entry] = {}
        self._body_slugs: dict[str, tuple[str, ...]] = {}
        self._holders: dict[tuple[str, str], list[tuple[Entry, Holding]]] = {}
        self._add_countries(countries)
        for entry in entries:
            self._add(entry)
        for city in cities:
            self._add_city(city)
        self._index_bodies()
        self.first_names = _first_names(self._entries.values())

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with this id, also a state's body that a rule makes."""
        return self._entries.get(entry_id)

    def entries(self) -> Iterator[Entry]:
        """All entries of the lists, in their order, without the bodies made by rule."""
        return iter(self._entries.values())

    def country_id(self, iso: str) -> str:
        """The actor id of a country."""
        return self.countries[iso].actor_id

    def country_place(self, iso: str) -> str:
        """The place id of a country's territory."""
        return self.countries[iso].place_id

    def by_name(self, name: str) -> tuple[Entry, ...]:
        """The entries that bear exactly this name (one comparison key), in order of preference."""
        return tuple(self._entries[entry_id] for entry_id in self.gazetteer.ids(name))

    def body_slugs(self, key: str) -> tuple[str, ...]:
        """The bodies of states that a description without nationality ("وزاره الدفاع") may mean; a comparison key."""
        return self._body_slugs.get(key, ())

    def body(self, iso: str, slug: str) -> Entry | None:
        """A state's body by rule, or the listed entry that bears the same name."""
        if slug not in self.bodies or iso not in self.countries:
            return None
        found = body_id(self.bodies[slug], self.countries[iso])
        if found not in self._entries:
            made = body_entry(self.bodies[slug], self.countries[iso])
            for name in made.names_ar:
                same = [
                    entry for entry in self.by_name(name) if entry.country == iso and entry.kind is not EntityKind.PLACE
                ]
                if same:
                    return same[0]
            self._entries[found] = made
        return self._entries[found]

    def reference(self, reference: str) -> Entry | None:
        """The entry behind a reference as lists write it: an id, a country ("IQ") or its body ("IQ/army")."""
        iso, _, slug = reference.partition("/")
        if iso in self.countries:
            return self.body(iso, slug) if slug else self._entries[self.country_id(iso)]
        return self._entries.get(reference)

    def holders(self, office: str, of: str) -> tuple[tuple[Entry, Holding], ...]:
        """Who held an office (its slug) of a country (ISO) or body (id), in the order of the lists."""
        return tuple(self._holders.get((office, of), ()))

    def holder_on(self, office: str, of: str, day: datetime.date) -> Entry | None:
        """The one who held the office on `day`, if exactly one is known; around a change, the new one.

        Lists often know a change by its month only, so two terms may overlap by as much; an office that several hold
        side by side (envoys) has no one holder.
        """
        found = [(entry, holding) for entry, holding in self.holders(office, of) if holding.holds(day)]
        if not found:
            return None
        last, term = max(found, key=lambda pair: (pair[1].valid_from or datetime.date.min, pair[0].id))
        others = [holding for entry, holding in found if entry.id != last.id]
        return last if all(_gave_way(holding, term) for holding in others) else None

    def _add_countries(self, countries: Sequence[Country]) -> None:
        for country in countries:
            for entry in country_entries(country):
                self._add(entry)
            for form in _STATE_FORMS:
                self.gazetteer.add(f"{form} {country.names_ar[0]}", (country.actor_id, country.place_id))
            for key in country.adjective_keys:
                self.nationalities.setdefault(key, country.iso)
            if country.capital_id is not None:
                self.capitals[country.capital_id] = country.iso

    def _add(self, entry: Entry) -> None:
        if entry.id in self._entries:
            known = self._entries[entry.id]
            raise LexiconError("seeds", 0, entry.id, f"this id is already {known.names_ar[0]}; use another")
        self._entries[entry.id] = entry
        for name in entry.names_ar:
            self.gazetteer.add(name, (entry.id,))
        for name in entry.names_en:
            if " " in name or len(name) > 3:
                self.gazetteer.add(name, (entry.id,))
        for holding in entry.holdings:
            self._holders.setdefault((holding.office, holding.of), []).append((entry, holding))

    def _add_city(self, city: Entry) -> None:
        """Add a city, or its coordinates to a place that the other lists have by id or by Arabic name and country."""
        bearers = [self._entries.get(city.id)] + [entry for name in city.names_ar for entry in self.by_name(name)]
        for known in bearers:
            if known is not None and known.kind is EntityKind.PLACE and known.country == city.country:
                if known.latitude is None and known.id != self.countries[city.country].place_id:
                    self._entries[known.id] = replace(known, latitude=city.latitude, longitude=city.longitude)
                return
        self._entries[city.id] = city
        for name in city.names_ar:
            self.gazetteer.add(name, (city.id,))

    def _index_bodies(self) -> None:
        found: dict[str, list[str]] = {}
        for slug, rule in self.bodies.items():
            for form in rule.forms:
                slugs = found.setdefault(comparison_key(form), [])
                if slug not in slugs:
                    slugs.append(slug)
        self._body_slugs = {key: tuple(slugs) for key, slugs in found.items()}


def _gave_way(earlier: Holding, later: Holding) -> bool:
    """Whether a term ended where a later one began, to within a month."""
    if earlier.valid_to is None or later.valid_from is None:
        return False
    return earlier.valid_from != later.valid_from and earlier.valid_to - later.valid_from <= _OVERLAP


def _first_names(entries: Iterable[Entry]) -> frozenset[str]:
    """Keys of the first words of the known persons' Arabic names of two words and more."""
    names = (name.split() for entry in entries if entry.kind is EntityKind.PERSON for name in entry.names_ar)
    return frozenset(comparison_key(words[0]) for words in names if len(words) > 1)


def load_knowledge(files: Sequence[Path] = ()) -> KnowledgeBase:
    """The shipped knowledge base with the rows of the user's CSV `files` of the same form.

    A user's row whose id is known already extends that entry with aliases and offices.

    Raises: LexiconError: a file, row or cell that breaks the form, naming file, line, value and remedy.
    """
    return _load(tuple(Path(file) for file in files))


@lru_cache(maxsize=4)
def _load(files: tuple[Path, ...]) -> KnowledgeBase:
    countries = read_countries()
    rows = [row for name in _LISTS for row in read_csv(seed_path(name), COLUMNS)]
    rows += [row for file in files for row in read_csv(file, COLUMNS)]
    entries = read_entries(rows)
    base = KnowledgeBase(countries, entries, read_cities())
    _check_references(base, rows)
    return base


def _check_references(base: KnowledgeBase, rows: Sequence[Row]) -> None:
    for row in rows:
        for column in ("part_of", "of"):
            for reference in row.parts(column):
                if base.reference(reference) is None:
                    raise row.error(column, f"no row or country has {reference!r}; write a full id, IQ or IQ/army")
        if row["country"] and row["country"] not in base.countries:
            raise row.error("country", "write an ISO code of actors/countries.csv")
