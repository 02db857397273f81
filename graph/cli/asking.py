"""Commands that ask a built graph: query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.app import EXIT_UNUSABLE, GraphFile, app
from graph.errors import QueryError


@app.command()
def query(
    file: GraphFile,
    sparql: Annotated[str, typer.Argument(help="A SPARQL 1.1 query; known prefixes need no declaration.")] = "",
    name: Annotated[str, typer.Option("--name", help="A named question; without any argument they are listed.")] = "",
    parameters: Annotated[list[str] | None, typer.Option("--set", help="NAME=VALUE of a named question.")] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, json or xml.")] = "table",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to a file.")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds until a query is given up.")] = 60.0,
) -> None:
    """Ask a graph in SPARQL, or one of the named questions.

    Example: waqai query output/graph.ttl --name who-met-whom --format csv
    """
    from graph.store import named_question, named_questions, open_file

    if not sparql and not name:
        for question in named_questions().values():
            print(f"{question.name}\t{question.english}\t{question.arabic}")
        return
    if sparql and name:
        raise QueryError("give either a query or --name, not both")
    text = named_question(name).sparql(_values(parameters or [])) if name else sparql
    with open_file(file) as store:
        if form == "table":
            _print_table(store.query(text, timeout=timeout))
            return
        answer = store.serialize(text, form, timeout=timeout)
    if output is None:
        sys.stdout.buffer.write(answer)
    else:
        output.write_bytes(answer)


def _values(parameters: list[str]) -> dict[str, str]:
    values = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:
            raise QueryError(f"--set {parameter!r}: write NAME=VALUE")
        values[key] = value
    return values
