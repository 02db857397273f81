"""Every output format by its name: which files it makes in a folder, and what writes them.

A writer is imported when it is asked for, since some bring large libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.model import Chronicle

Writer = Callable[[Chronicle, Path, bool], None]
"""Writes a chronicle into a folder; the flag asks for the articles' full text where the format can hold it."""


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: the files that it makes and its writer."""

    files: tuple[str, ...]
    write: Writer


def _turtle(chronicle: Chronicle, folder: Path, include_text: bool) -> None:
    from graph.export.rdf import write_turtle

    write_turtle(chronicle, folder / "graph.ttl", include_text=include_text)


def _ntriples(chronicle: Chronicle, folder: Path, include_text: bool) -> None:
    from graph.export.rdf import write_ntriples

    write_ntriples(chronicle, folder / "graph.nt", include_text=include_text)


def _trig(chronicle: Chronicle, folder: Path, include_text: bool) -> None:
    from graph.export.rdf import write_trig

    write_trig(chronicle, folder / "graph.trig", include_text=include_text)


def _jsonld(chronicle: Chronicle, folder: Path, include_text: bool) -> None:
    from graph.export.jsonld import write_jsonld

    write_jsonld(chronicle, folder / "graph.jsonld", include_text=include_text)


def _graphml(chronicle: Chronicle, folder: Path, include_text: bool) -> None:
    from graph.export.network import bipartite, write_graphml

    write_graphml(bipartite(chronicle), folder / "graph.graphml")


def _gexf(chronicle: Chronicle, folder: Path, include_text: bool) -> None:
    from graph.export.network import bipartite, write_gexf

    write_gexf(bipartite(chronicle), folder / "graph.gexf")


def _csv(chronicle: Chronicle, folder: Path, include_text: bool) -> None:
    from graph.export import tables

    tables.write_table(tables.events_table(chronicle), folder / "events.csv")
    tables.write_table(tables.actors_table(chronicle), folder / "actors.csv")
    tables.write_table(tables.mentions_table(chronicle), folder / "mentions.csv")
    tables.write_table(tables.ties_table(chronicle), folder / "ties.csv")


def _plover(chronicle: Chronicle, folder: Path, include_text: bool) -> None:
    from graph.export.plover import plover_table
    from graph.export.tables import write_table

    write_table(plover_table(chronicle), folder / "plover.csv")


def _page(chronicle: Chronicle, folder: Path, include_text: bool) -> None:
    from graph.export.page import write_page

    write_page(chronicle, folder / "graph.html")


FORMATS = {
    "ttl": Format(("graph.ttl",), _turtle),
    "nt": Format(("graph.nt",), _ntriples),
    "trig": Format(("graph.trig",), _trig),
    "jsonld": Format(("graph.jsonld",), _jsonld),
    "graphml": Format(("graph.graphml",), _graphml),
    "gexf": Format(("graph.gexf",), _gexf),
    "csv": Format(("events.csv", "actors.csv", "mentions.csv", "ties.csv"), _csv),
    "plover": Format(("plover.csv",), _plover),
    "html": Format(("graph.html",), _page),
}
OUTPUT_FILES = tuple(name for form in FORMATS.values() for name in form.files)
