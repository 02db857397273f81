"""The command that analyses the network of actors, and its results as table, CSV or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.app import GraphFile, app
from graph.cli.printing import form_of, write_answers, write_result
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.analysis import Centrality, Community, Dyad, Step

    Rows = Sequence[Centrality] | Sequence[Community] | Sequence[Dyad] | Sequence[Step]


@app.command()
def analyse(
    file: GraphFile,
    what: Annotated[str, typer.Argument(help="centrality, communities, dyads or path.")] = "centrality",
    by: Annotated[str, typer.Option(help="Period of centrality: all, year or month.")] = "all",
    level: Annotated[str, typer.Option(help="Sides of dyads: country or actor.")] = "country",
    source: Annotated[str, typer.Option("--from", help="First actor of a path.")] = "",
    target: Annotated[str, typer.Option("--to", help="Last actor of a path.")] = "",
    form: Annotated[str, typer.Option("--format", help="table, csv or json; by default as -o ends.")] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to a file.")] = None,
) -> None:
    """Analyse the network of actors: who is central, who belong together, what passed between two.

    Centrality counts an actor's partners and events, and the share of shortest paths that lead through it; with --by,
    for each year or month. Communities are of those who deal with each other most. Dyads count cooperation and conflict
    from one side to another by month (PLOVER's quadrants). A path is the shortest chain of meetings, each with its
    sentence.

    Example: waqai analyse output/graph.ttl path --from الكاظمي --to بايدن
    """
    form = form_of(form, output, ("csv", "json"))
    columns, rows = _analyse(file, what, by=by, level=level, source=source, target=target)
    if form == "json":
        text = json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)
        write_result(f"{text}\n".encode(), output)
        return
    cells = [tuple(_cell(value) for value in astuple(row)) for row in rows]
    if form == "csv":
        from graph.export.tables import Table, csv_of

        write_result(csv_of(Table(columns, tuple(cells))), output)
    else:
        _write_table(columns, cells, output)


def _analyse(file: Path, what: str, *, by: str, level: str, source: str, target: str) -> tuple[tuple[str, ...], Rows]:
    """The columns and the rows of an analysis."""
    from graph import analysis

    network = analysis.read_network(file)
    kind: type
    rows: Rows
    if what == "path":
        kind, rows = analysis.Step, analysis.meeting_path(network, source, target)
    elif what == "centrality":
        kind, rows = analysis.Centrality, analysis.centrality(network, by=by)
    elif what == "communities":
        kind, rows = analysis.Community, analysis.communities(network)
    elif what == "dyads":
        kind, rows = analysis.Dyad, analysis.dyads(network, level=level)
    else:
        raise InputError(f"{what!r}: give centrality, communities, dyads or path")
    return tuple(field.name for field in fields(kind)), rows


def _cell(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _write_table(columns: tuple[str, ...], cells: list[tuple[str, ...]], output: Path | None) -> None:
    """A table without IRIs where a name stands beside them: the other formats have both."""
    from graph.store import Answers, Term

    hidden = {name for name in columns if f"{name}_name" in columns}
    hidden |= {"actor", "actors"} if {"name", "names"} & {*columns} else set()
    shown = [index for index, name in enumerate(columns) if name not in hidden]
    rows = tuple(tuple(Term("literal", row[index]) for index in shown) for row in cells)
    write_answers(Answers(tuple(columns[index] for index in shown), rows), output)
