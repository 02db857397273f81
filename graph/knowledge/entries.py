"""Entries of the knowledge base and the CSV form they are written in, the shipped lists' and the user's (`--kb`) alike.

One row says one thing about one entry: the first row of an id names it, further rows of the same id add offices.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from graph.ids import slug_name
from graph.lexicons import Row
from graph.model import EntityKind
from graph.text import is_arabic

COLUMNS = (
    "id", "kind", "name_ar", "name_en", "aliases", "country", "part_of", "office", "of", "valid_from", "valid_to",
    "wikidata", "latitude", "longitude", "source",
)  # fmt: skip
PREFIXES = {
    EntityKind.PERSON: "person",
    EntityKind.COUNTRY: "country",
    EntityKind.GOVERNMENT: "government",
    EntityKind.ORGANIZATION: "organization",
    EntityKind.ARMED_FORCE: "force",
    EntityKind.ARMED_GROUP: "armed-group",
    EntityKind.GROUP: "group",
    EntityKind.OFFICE: "office",
    EntityKind.PLACE: "place",
}
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*\Z")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True)
class Holding:
    """An office that a person held: its slug or Arabic title, of which country or body, and the inclusive days."""

    office: str
    of: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    def holds(self, day: datetime.date) -> bool:
        """Whether the office was held on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something known: an actor or a place.

    `id` is the local name of the actor, for a place that of the place. `names_ar` and `names_en` begin with the label.
    `country` is an ISO code; `part_of` are entry ids or references ("IQ", "IQ/army"). `weight` orders homonyms: the
    population of a place, else 0.
    """

    id: str
    kind: EntityKind
    names_ar: tuple[str, ...]
    names_en: tuple[str, ...]
    country: str = ""
    part_of: tuple[str, ...] = ()
    holdings: tuple[Holding, ...] = ()
    wikidata: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    weight: int = 0


def read_entries(rows: Iterable[Row]) -> list[Entry]:
    """The entries of rows in the knowledge base's form, in order of first appearance.

    Raises: LexiconError: a cell that breaks the form.
    """
    entries: dict[str, Entry] = {}
    for row in rows:
        slug = row["id"]
        if not _SLUG.match(slug):
            raise row.error("id", "write lower-case ASCII letters, digits and hyphens")
        known = entries.get(slug)
        if known is None:
            entries[slug] = _first_row(row)
        else:
            entries[slug] = _further_row(known, row)
    return list(entries.values())


def _first_row(row: Row) -> Entry:
    kind = _kind(row)
    if not is_arabic(row["name_ar"]):
        raise row.error("name_ar", "the first row of an id needs its Arabic name")
    if not row["name_en"]:
        raise row.error("name_en", "the first row of an id needs its English name")
    aliases = row.parts("aliases")
    wikidata = row["wikidata"] or None
    if wikidata is not None and not _WIKIDATA.match(wikidata):
        raise row.error("wikidata", "write an item such as Q796, or leave it empty")
    return Entry(
        id=slug_name(PREFIXES[kind], row["id"]),
        kind=kind,
        names_ar=(row["name_ar"], *(alias for alias in aliases if is_arabic(alias))),
        names_en=(row["name_en"], *(alias for alias in aliases if not is_arabic(alias))),
        country=row["country"],
        part_of=row.parts("part_of"),
        holdings=_holdings(row),
        wikidata=wikidata,
        latitude=_degrees(row, "latitude", 90),
        longitude=_degrees(row, "longitude", 180),
    )


def _further_row(known: Entry, row: Row) -> Entry:
    if row["name_ar"] and row["name_ar"] not in known.names_ar:
        raise row.error("name_ar", f"this id is already {known.names_ar[0]}; leave the cell empty or use another id")
    names = row.parts("aliases")
    return replace(
        known,
        names_ar=(*known.names_ar, *(name for name in names if is_arabic(name))),
        names_en=(*known.names_en, *(name for name in names if not is_arabic(name))),
        holdings=known.holdings + _holdings(row),
        part_of=known.part_of + row.parts("part_of"),
    )


def _kind(row: Row) -> EntityKind:
    try:
        return EntityKind(row["kind"])
    except ValueError as error:
        raise row.error("kind", f"write one of {', '.join(EntityKind)}") from error


def _holdings(row: Row) -> tuple[Holding, ...]:
    if not row["office"]:
        return ()
    if not row["of"]:
        raise row.error("of", "an office needs its country code or body")
    return (Holding(row["office"], row["of"], _day(row, "valid_from", first=True), _day(row, "valid_to", first=False)),)


def _day(row: Row, column: str, *, first: bool) -> datetime.date | None:
    if not row[column]:
        return None
    match = _DATE.match(row[column])
    remedy = "write a date as YYYY, YYYY-MM or YYYY-MM-DD"
    if match is None:
        raise row.error(column, remedy)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if month is None:
            return datetime.date(year or 0, 1 if first else 12, 1 if first else 31)
        if day is None:
            start = datetime.date(year or 0, month, 1)
            return start if first else (start + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
        return datetime.date(year or 0, month, day)
    except ValueError as error:
        raise row.error(column, remedy) from error


def _degrees(row: Row, column: str, limit: int) -> Decimal | None:
    if not row[column]:
        return None
    try:
        value = Decimal(row[column])
    except InvalidOperation as error:
        raise row.error(column, "write degrees such as 33.34") from error
    if abs(value) > limit:
        raise row.error(column, f"degrees lie between -{limit} and {limit}")
    return value
