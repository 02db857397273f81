"""Tables for spreadsheets: complete, deterministic, inert."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from chronicles import sample_chronicle, sample_files

from graph.export import tables
from graph.export.plover import plover_table
from graph.model import Chronicle

TABLES = {
    "events": tables.events_table,
    "actors": tables.actors_table,
    "mentions": tables.mentions_table,
    "ties": tables.ties_table,
    "plover": plover_table,
}
BASE = "https://w3id.org/waqai/id/"


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return sample_chronicle()


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def written(chronicle: Chronicle, name: str, folder: Path) -> list[dict[str, str]]:
    tables.write_table(TABLES[name](chronicle), folder / f"{name}.csv")
    return rows_of(folder / f"{name}.csv")


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_read_back_as_made(chronicle: Chronicle, name: str, tmp_path: Path) -> None:
    table = TABLES[name](chronicle)
    read = written(chronicle, name, tmp_path)
    assert [tuple(row.values()) for row in read] == list(table.rows)
    assert (tmp_path / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize("name", TABLES)
def test_order_of_the_chronicle_does_not_matter_to_the_keys(chronicle: Chronicle, name: str) -> None:
    turned = replace(
        chronicle,
        claims=dict(reversed(chronicle.claims.items())),
        actor_of=dict(reversed(chronicle.actor_of.items())),
        place_of=dict(reversed(chronicle.place_of.items())),
    )
    assert TABLES[name](turned) == TABLES[name](chronicle)


def test_event_row(chronicle: Chronicle, tmp_path: Path) -> None:
    rows = {row["label_en"]: row for row in written(chronicle, "events", tmp_path)}
    assert len(rows) == len(chronicle.events)
    row = rows["Visit of Thabit al-Abbasi to Washington"]
    assert row["date"] == "2023-08-07/2023-08-08"
    assert (row["earliest"], row["latest"], row["time_basis"]) == ("2023-08-07", "2023-08-08", "Explicit")
    assert row["roles"] == "host: الولايات المتحدة; visitor: ثابت العباسي"
    assert row["places"] == "واشنطن"
    assert row["articles"].split("; ") == ["visit/agency.txt#1", "visit/daily.txt#1"]
    assert rows["Aid of the United States to Iraq"]["date"] == ""


def test_actor_row(chronicle: Chronicle, tmp_path: Path) -> None:
    rows = {row["actor"]: row for row in written(chronicle, "actors", tmp_path)}
    row = rows[f"{BASE}actor/x-lloyd-austin"]
    assert row["wikidata"] == "Q941013"
    assert row["country"] == "الولايات المتحدة"
    assert row["member_of"] == "البنتاغون"
    assert (row["mentions"], row["events"]) == ("2", "3")
    assert (row["first_event"], row["last_event"]) == ("2023-08-07", "2023-08-09")
    assert rows[f"{BASE}actor/x-iran"]["first_event"] == ""


def test_mentions_point_into_the_files(chronicle: Chronicle, tmp_path: Path) -> None:
    files = sample_files()
    rows = written(chronicle, "mentions", tmp_path)
    assert {row["kind"] for row in rows} == {"event", "actor", "place", "position", "quantity", "quotation"}
    for row in rows:
        assert files[row["file"]][int(row["begin"]) : int(row["end"])] == row["words"]


def test_mentions_stand_in_reading_order(chronicle: Chronicle, tmp_path: Path) -> None:
    places = [(row["article"], int(row["begin"]), int(row["end"])) for row in written(chronicle, "mentions", tmp_path)]
    assert places == sorted(places)


def test_ties_are_named(chronicle: Chronicle, tmp_path: Path) -> None:
    rows = written(chronicle, "ties", tmp_path)
    met = next(row for row in rows if row["left_name"] == "جو بايدن" and row["kind"] == "meeting")
    assert met["right_name"] == "محمد شياع السوداني"
    assert (met["events"], met["first"]) == ("3", "2024-04-15")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+964", "'+964"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd", "'-cmd"),
        ("\tخبر", "'\tخبر"),
        ("-77.0364", "-77.0364"),
        ('قال "نعم"، و=لا', 'قال "نعم"، و=لا'),
        ("سطر\nآخر; وفاصلة,", "سطر\nآخر; وفاصلة,"),
    ],
    ids=["formula", "plus", "at", "minus", "tab", "coordinate", "quotes", "newline"],
)
def test_cells_are_inert(text: str, cell: str, tmp_path: Path) -> None:
    tables.write_table(tables.Table(("text",), ((text,),)), tmp_path / "t.csv")
    assert rows_of(tmp_path / "t.csv") == [{"text": cell}]
