"""Cities of the gazetteer, generated from GeoNames with their Arabic names (`seeds/places/cities.csv`)."""

from __future__ import annotations

from decimal import Decimal

from graph.ids import slug_name
from graph.knowledge.entries import Entry
from graph.lexicons import read_list
from graph.model import EntityKind

_COLUMNS = ("name_en", "names_ar", "country", "latitude", "longitude", "population", "geonameid")


def read_cities() -> list[Entry]:
    """The cities, most populous first; two of one name in one country are told apart by their GeoNames number."""
    cities: list[Entry] = []
    taken: set[str] = set()
    for row in read_list("places/cities.csv", _COLUMNS):
        city_id = slug_name("place", f"{row['name_en']}-{row['country']}")
        if city_id in taken:
            city_id = f"{city_id}-{row['geonameid']}"
        taken.add(city_id)
        cities.append(
            Entry(
                id=city_id,
                kind=EntityKind.PLACE,
                names_ar=row.parts("names_ar"),
                names_en=(row["name_en"],),
                country=row["country"],
                latitude=Decimal(row["latitude"]),
                longitude=Decimal(row["longitude"]),
                weight=int(row["population"]),
            )
        )
    return cities
