"""The timeline of a graph file, its filters and its forms."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from chronicles import sample_chronicle
from icalendar import Calendar

from graph.errors import InputError
from graph.export.rdf import write_turtle
from graph.store import Store, open_file
from graph.timeline import TimelineRow, as_csv, as_icalendar, as_markdown, as_table, timeline


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("timeline") / "graph.ttl"
    write_turtle(sample_chronicle(), path)
    with open_file(path) as opened:
        yield opened


def row(**changes: object) -> TimelineRow:
    """A row; keyword arguments replace its fields."""
    fields: dict[str, object] = {
        "event": "https://w3id.org/waqai/id/event/event-1",
        "classes": frozenset(("Event", "Visit")),
        "label_ar": "زيارة",
        "label_en": "Visit",
        "edtf": "2024-04-13",
        "earliest": date(2024, 4, 13),
        "latest": date(2024, 4, 13),
        "basis": "Explicit",
        "factuality": "Actual",
        "sources": 2,
        "actors": ("محمد شياع السوداني",),
        "places": ("واشنطن",),
    }
    return TimelineRow(**(fields | changes))  # type: ignore[arg-type]


def test_all_events_in_order_of_time(store: Store) -> None:
    rows = timeline(store)
    assert len(rows) == len(sample_chronicle().events)
    known = [found.earliest or found.latest for found in rows if found.earliest or found.latest]
    assert known == sorted(known)
    assert all(found.earliest is None and found.latest is None for found in rows[len(known) :])


def test_filters_by_actor_class_and_days(store: Store) -> None:
    by_name = timeline(store, actor="العباسي")
    assert by_name
    assert all(any("العباسي" in name for name in found.actors) for found in by_name)
    meetings = timeline(store, event_class="Meeting")
    assert meetings
    assert all("Meeting" in found.classes for found in meetings)
    early = timeline(store, last=date(2020, 12, 31))
    assert early
    assert all(found.earliest is None or found.earliest.year <= 2020 for found in early)
    assert len(early) < len(timeline(store))


@pytest.mark.parametrize(
    "filters", [{"actor": "لا أحد بهذا الاسم"}, {"event_class": "Eclipse"}], ids=["actor", "class"]
)
def test_a_filter_that_fits_nothing_says_so(store: Store, filters: dict[str, str]) -> None:
    with pytest.raises(InputError):
        timeline(store, **filters)  # type: ignore[arg-type]


def test_forms_hold_hostile_text() -> None:
    hostile = row(label_ar="=cmd|' /C calc'!A0 | [b]\nسطر", actors=("@actor",))
    (_, cells) = csv.reader(io.StringIO(as_csv([hostile])))
    assert cells[5].startswith("'=")
    assert cells[7] == "'@actor"
    table = as_markdown([hostile]).splitlines()
    assert len(table) == 3
    assert "\\|" in table[2]
    assert as_table([hostile]).row_count == 1


def test_calendar_has_whole_days_and_no_clock() -> None:
    month = row(edtf="2024-02", earliest=date(2024, 2, 1), latest=date(2024, 2, 29), factuality="Planned")
    unknown = row(edtf="", earliest=None, latest=None)
    data = as_icalendar([month, unknown])
    assert data == as_icalendar([month, unknown])
    (entry,) = Calendar.from_ical(data).walk("VEVENT")
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2024, 2, 1), date(2024, 3, 1))
    assert entry["status"] == "TENTATIVE"
    assert entry["dtstamp"].dt.date() == date(2024, 2, 29)
