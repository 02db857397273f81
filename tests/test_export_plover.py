"""The PLOVER table: the columns that users of POLECAT and GDELT look for, filled from what the chronicle knows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chronicles import sample_builder, sample_chronicle

from graph.export.plover import CAMEO, iso3_codes, plover_table
from graph.knowledge.countries import read_countries
from graph.model import Chronicle, Factuality
from graph.vocab import EVENT_CLASSES


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return sample_chronicle()


def rows_of(chronicle: Chronicle) -> list[dict[str, str]]:
    table = plover_table(chronicle)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def row_of(chronicle: Chronicle, label: str) -> dict[str, str]:
    event = next(event for event in chronicle.events if event.label_en == label)
    return next(row for row in rows_of(chronicle) if row["event"].endswith(event.id))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Meeting of al-Sudani and Biden", [("Joe Biden", "CONSULT", "Mohammed Shia al-Sudani", "yes", "")]),
        ("Criticism by the United Nations",
         [("United Nations", "ACCUSE", "Islamic Revolutionary Guard Corps", "no", "")]),
        ("Attack on Ain al-Asad air base", [("Islamic Revolutionary Guard Corps", "ASSAULT", "", "no", "")]),
        ("Planned visit of al-Sudani to Washington",
         [("Mohammed Shia al-Sudani", "CONSULT", "United States", "no", "future")]),
        ("Round of talks in Erbil", [("Iraq", "CONSULT", "United States", "yes", "hypothetical")]),
        ("Announcement of Lloyd Austin", []),
        ("Vote of the parliament", []),
    ],
)  # fmt: skip
def test_plover_rows(chronicle: Chronicle, label: str, expected: list[tuple[str, ...]]) -> None:
    event = next(event for event in chronicle.events if event.label_en == label)
    rows = [row for row in rows_of(chronicle) if row["event"].endswith(event.id)]
    columns = ("source_name", "action", "target_name", "mutual", "context")
    assert [tuple(row[column] for column in columns) for row in rows] == expected


def test_plover_leaves_denied_events_out() -> None:
    builder = sample_builder()
    builder.events = {key: replace(event, factuality=Factuality.DENIED) for key, event in builder.events.items()}
    assert rows_of(builder.build()) == []


def test_a_visit_in_full(chronicle: Chronicle) -> None:
    row = row_of(chronicle, "Visit of Thabit al-Abbasi to Washington")
    shown = {key: value for key, value in row.items() if key not in ("event", "source", "target")}
    assert shown == {
        "date": "2023-08-07/2023-08-08", "earliest": "2023-08-07", "latest": "2023-08-08",
        "source_name": "Thabit al-Abbasi", "source_country": "Iraq", "source_iso3": "IRQ", "source_sector": "GOV",
        "source_code": "IRQGOV", "action": "CONSULT", "cameo": "042", "quad_class": "verbal cooperation", "quad": "1",
        "context": "", "mutual": "no", "target_name": "United States", "target_country": "United States",
        "target_iso3": "USA", "target_sector": "", "target_code": "USA", "place": "Washington", "place_iso3": "USA",
        "latitude": "38.8951", "longitude": "-77.0364", "mentions": "2", "sources": "2",
        "articles": "visit/agency.txt#1; visit/daily.txt#1", "urls": "https://example.org/news/2023/08/08/1",
    }  # fmt: skip


def test_armed_forces_have_a_sector(chronicle: Chronicle) -> None:
    row = row_of(chronicle, "Attack on Ain al-Asad air base")
    assert (row["source_iso3"], row["source_sector"], row["source_code"]) == ("IRN", "MIL", "IRNMIL")
    assert (row["quad"], row["cameo"], row["place_iso3"]) == ("4", "190", "IRQ")


def test_every_class_that_plover_has_is_coded_in_cameo_too() -> None:
    assert set(CAMEO) == {name for name, entry in EVENT_CLASSES.items() if entry.plover}
    assert all(code.isdigit() and 3 <= len(code) <= 4 for code in CAMEO.values())


def test_every_country_has_its_three_letters() -> None:
    codes = iso3_codes()
    assert {country.iso for country in read_countries()} <= set(codes)
    assert [codes[iso] for iso in ("IQ", "PS", "DE", "YE", "CD", "MM", "TL", "FR")] == [
        "IRQ", "PSE", "DEU", "YEM", "COD", "MMR", "TLS", "FRA",
    ]  # fmt: skip
