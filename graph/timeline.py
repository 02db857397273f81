"""A graph file's events in the order of time: for the terminal, as Markdown, as CSV or for a calendar."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.text import comparison_key, is_arabic

if TYPE_CHECKING:
    from rich.table import Table

    from graph.store import Store

_ISOLATE, _POP = "\u2068", "\u2069"
_TERMS = "https://w3id.org/waqai/ontology#"
_EVENTS = """
SELECT ?event ?class ?ar ?en ?date ?earliest ?latest ?basis ?factuality ?sources WHERE {
  ?event a sem:Event ; a ?class ; rdfs:label ?ar , ?en ; wq:factuality ?factuality ; wq:sourceCount ?sources .
  FILTER(LANG(?ar) = "ar" && LANG(?en) = "en" && STRSTARTS(STR(?class), STR(wq:)))
  OPTIONAL { ?event wq:date ?date } OPTIONAL { ?event wq:timeBasis ?basis }
  OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?earliest } OPTIONAL { ?event sem:hasLatestEndTimeStamp ?latest }
}"""
_ACTORS = """
SELECT ?event ?actor ?pref ?label WHERE {
  ?event a sem:Event ; sem:hasActor ?actor . ?actor skos:prefLabel ?pref ; skos:prefLabel|skos:altLabel ?label .
  FILTER(LANG(?pref) = "ar")
}"""
_PLACES = """
SELECT ?event ?pref WHERE {
  ?event a sem:Event ; sem:hasPlace ?place . ?place skos:prefLabel ?pref . FILTER(LANG(?pref) = "ar")
}"""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One event. `edtf` is its date or "" where it is not known, `earliest` and `latest` are inclusive, `basis` is ""
    or a local name of the ontology, `classes` all from its own up to Event, `sources` counts independent outlets."""

    event: str
    classes: frozenset[str]
    label_ar: str
    label_en: str
    edtf: str
    earliest: date | None
    latest: date | None
    basis: str
    factuality: str
    sources: int
    actors: tuple[str, ...]
    places: tuple[str, ...]


def timeline(
    store: Store,
    *,
    actor: str | None = None,
    first: date | None = None,
    last: date | None = None,
    event_class: str | None = None,
) -> list[TimelineRow]:
    """The events of a graph file by time; those of unknown time come last.

    Args:
        actor: an IRI, or a name of which every word occurs in one of the actor's names.
        first, last: inclusive days; an event of unknown time is left out when either is given.
        event_class: a local name of the ontology, e.g. "Meeting"; the classes below it count too.

    Raises:
        InputError: no actor of that name, or no event of that class, is in the graph.
        QueryError: the graph cannot be read.
    """
    rows = _rows(store)
    if actor is not None:
        wanted = _events_of(actor, store)
        rows = [row for row in rows if row.event in wanted]
    if event_class is not None:
        rows = _of_class(event_class, rows)
    if first is not None or last is not None:
        rows = [row for row in rows if _within(row, first, last)]
    return sorted(rows, key=_order)


def _rows(store: Store) -> list[TimelineRow]:
    classes: dict[str, set[str]] = {}
    events: dict[str, Mapping[str, str]] = {}
    for row in store.query(_EVENTS):
        classes.setdefault(row["event"], set()).add(row["class"].removeprefix(_TERMS))
        events.setdefault(row["event"], row)
    actors = _names(store.query(_ACTORS))
    places = _names(store.query(_PLACES))
    return [
        TimelineRow(
            event=key,
            classes=frozenset(classes[key]),
            label_ar=row["ar"],
            label_en=row["en"],
            edtf=row.get("date", ""),
            earliest=_day(row.get("earliest")),
            latest=_day(row.get("latest")),
            basis=row.get("basis", "").removeprefix(_TERMS),
            factuality=row["factuality"].removeprefix(_TERMS),
            sources=int(row["sources"]),
            actors=actors.get(key, ()),
            places=places.get(key, ()),
        )
        for key, row in sorted(events.items())
    ]


def _names(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["event"], set()).add(row["pref"])
    return {key: tuple(sorted(names)) for key, names in found.items()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _events_of(actor: str, store: Store) -> set[str]:
    words = set(comparison_key(actor).split())
    found = {
        row["event"]
        for row in store.query(_ACTORS)
        if row["actor"] == actor or (words and words <= set(comparison_key(row["label"]).split()))
    }
    if not found:
        raise InputError(f"{actor}: no actor of that name acts in {store.path}; try a part of the name")
    return found


def _of_class(event_class: str, rows: Sequence[TimelineRow]) -> list[TimelineRow]:
    wanted = event_class.removeprefix("wq:").lower()
    found = [row for row in rows if wanted in {name.lower() for name in row.classes}]
    if not found:
        known = ", ".join(sorted({name for row in rows for name in row.classes}))
        raise InputError(f"{event_class}: no event of that class; the graph has {known or 'no events'}")
    return found


def _within(row: TimelineRow, first: date | None, last: date | None) -> bool:
    if row.earliest is None and row.latest is None:
        return False
    return not (
        (last is not None and row.earliest is not None and row.earliest > last)
        or (first is not None and row.latest is not None and row.latest < first)
    )


def _order(row: TimelineRow) -> tuple[bool, date, date, str]:
    known = row.earliest or row.latest
    return (known is None, known or date.max, row.latest or date.max, row.event)


_HEADER = ("date", "event", "actors", "places", "factuality", "sources")


def _cells(row: TimelineRow) -> tuple[str, ...]:
    return (row.edtf, row.label_ar, "، ".join(row.actors), "، ".join(row.places), row.factuality, str(row.sources))


def as_table(rows: Iterable[TimelineRow]) -> Table:
    """A table for the terminal; Arabic cells are isolated, so that dates beside them stay in place."""
    from rich.markup import escape
    from rich.table import Table

    table = Table()
    for name in _HEADER:
        table.add_column(name, justify="right" if name in ("event", "actors", "places") else "left", overflow="fold")
    for row in rows:
        cells = [escape("".join(char for char in cell if char.isprintable())) for cell in _cells(row)]
        table.add_row(*(f"{_ISOLATE}{cell}{_POP}" if is_arabic(cell) else cell for cell in cells))
    return table


def as_markdown(rows: Iterable[TimelineRow]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(_HEADER)} |", f"|{'---|' * len(_HEADER)}"]
    for row in rows:
        cells = (" ".join(cell.replace("\\", "\\\\").replace("|", "\\|").split()) for cell in _cells(row))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def as_csv(rows: Iterable[TimelineRow]) -> str:
    """CSV with a header; write it as utf-8-sig, so that spreadsheets see Arabic."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        ("date", "earliest", "latest", "basis", "class", "label_ar", "label_en", "actors", "places", "factuality",
         "sources", "event")
    )  # fmt: skip
    for row in rows:
        classes = "|".join(sorted(row.classes))
        bounds = (str(row.earliest or ""), str(row.latest or ""))
        people, places = "|".join(row.actors), "|".join(row.places)
        cells = (row.edtf, *bounds, row.basis, classes, row.label_ar, row.label_en, people, places, row.factuality)
        writer.writerow((*map(_harmless, cells), row.sources, row.event))
    return text.getvalue()


def _harmless(cell: str) -> str:
    """The cell so that a spreadsheet takes it for text, never for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def as_icalendar(rows: Iterable[TimelineRow]) -> bytes:
    """An iCalendar file (RFC 5545) of the events with both bounds known, as all-day entries.

    DTSTAMP, which the standard wants, is the event's own last day: a clock would make every file another one.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//waqai//timeline//AR")
    calendar.add("version", "2.0")
    for row in rows:
        if row.earliest is None or row.latest is None:
            continue
        entry = Event()
        entry.add("uid", row.event)
        entry.add("dtstamp", datetime.combine(row.latest, time(), UTC))
        entry.add("dtstart", row.earliest)
        entry.add("dtend", row.latest + timedelta(days=1))
        entry.add("summary", row.label_ar)
        entry.add("description", f"{row.label_en}\n{row.factuality}, {row.sources} source(s), {row.edtf}")
        entry.add("status", {"Actual": "CONFIRMED", "Denied": "CANCELLED"}.get(row.factuality, "TENTATIVE"))
        if row.places:
            entry.add("location", "، ".join(row.places))
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
