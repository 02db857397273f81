"""Commands that ask a built graph: query, timeline, diff, contradictions, why, review."""

from __future__ import annotations

import calendar
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.app import GraphFile, app
from graph.cli.printing import form_of, print_table, write_answers, write_result
from graph.errors import InputError, QueryError


@app.command()
def query(
    file: GraphFile,
    sparql: Annotated[str, typer.Argument(help="A SPARQL 1.1 query; known prefixes need no declaration.")] = "",
    name: Annotated[str, typer.Option("--name", help="A named question; without any argument they are listed.")] = "",
    parameters: Annotated[list[str] | None, typer.Option("--set", help="NAME=VALUE of a named question.")] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, tsv, json or xml; by default as -o ends.")] = "",
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
    form = form_of(form, output, ("csv", "tsv", "json", "xml"))
    with open_file(file) as store:
        if form == "table":
            write_answers(store.query(text, timeout=timeout), output)
        else:
            write_result(store.serialize(text, form, timeout=timeout), output)


def _values(parameters: list[str]) -> dict[str, str]:
    values = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:
            raise QueryError(f"--set {parameter!r}: write NAME=VALUE")
        values[key] = value
    return values


@app.command()
def timeline(
    file: GraphFile,
    actor: Annotated[str | None, typer.Option(help="Only events of this actor: a name or an IRI.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="First day, month or year, e.g. 2021-07.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day, month or year.")] = None,
    event_class: Annotated[str | None, typer.Option("--class", help="E.g. Meeting; classes below it count.")] = None,
    form: Annotated[str, typer.Option("--format", help="table, md, csv or ics.")] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to a file.")] = None,
) -> None:
    """Show the events of a graph in the order of time.

    Example: waqai timeline output/graph.ttl --actor الكاظمي --from 2021 --format md
    """
    from graph import timeline as timelines
    from graph.store import open_file

    form = form_of(form, output, ("md", "csv", "ics"))
    with open_file(file) as store:
        rows = timelines.timeline(
            store, actor=actor, first=_day(first, last=False), last=_day(last, last=True), event_class=event_class
        )
    if form == "table":
        print_table(timelines.as_table(rows), output)
    elif form == "md":
        write_result(timelines.as_markdown(rows).encode(), output)
    elif form == "csv":
        write_result(timelines.as_csv(rows).encode("utf-8-sig"), output)
    else:
        write_result(timelines.as_icalendar(rows), output)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The earlier graph.")],
    new: Annotated[Path, typer.Argument(help="The later graph.")],
) -> None:
    """Say in words what a new build changed.

    Example: waqai diff old/graph.ttl output/graph.ttl
    """
    from graph.changes import compare_files
    from graph.store import open_file

    with open_file(old) as before, open_file(new) as after:
        for change in compare_files(before, after):
            print(f"{change.kind}: {change.text}")


@app.command("contradictions")
def show_contradictions(file: GraphFile) -> None:
    """List the claims that cannot both be true, with their sentences.

    Example: waqai contradictions output/graph.ttl
    """
    from graph.accounts import contradictions
    from graph.store import open_file

    with open_file(file) as store:
        for contradiction in contradictions(store):
            print("\n".join(contradiction.lines()))


@app.command("why")
def show_why(
    iri: Annotated[str, typer.Argument(help="An event, actor, place or mention, e.g. event:event-...")],
    file: GraphFile,
) -> None:
    """Explain a fact: trigger, rule, roles with their words, time reasoning, rejected readings.

    Example: waqai why event:event-0123456789abcdef output/graph.ttl
    """
    from graph.accounts import why
    from graph.store import open_file

    with open_file(file) as store:
        print("\n".join(why(store, iri)))


@app.command("review")
def show_review(
    path: Annotated[Path, typer.Argument(help="The folder of a build, or its graph.")],
    kind: Annotated[str, typer.Option(help="Only pairs of this kind: actor, place or event.")] = "",
    form: Annotated[str, typer.Option("--format", help="text, or csv: rows for seeds/judgements.csv.")] = "text",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to a file.")] = None,
) -> None:
    """List the pairs that may be the same, with reasons: those barely joined, then those kept apart.

    A row in seeds/judgements.csv, same or different, settles one at the next build; taking it out undoes that.

    Example: waqai review output/graph.ttl --kind actor
    """
    from graph.review import as_judgements, of_kind, read_doubts

    if form not in ("text", "csv"):
        raise InputError(f"--format {form!r}: give text or csv")
    found = of_kind(read_doubts(path), kind)
    text = as_judgements(found) if form == "csv" else "".join(doubt.line() + "\n" for doubt in found)
    write_result(text.encode(), output)


def _day(text: str | None, *, last: bool) -> date | None:
    """The first or last day of a day, month or year in ISO form."""
    if text is None:
        return None
    try:
        year, month, day = (int(part) if part else None for part in [*text.split("-"), "", ""][:3])
        if year is None:
            raise ValueError(text)
        end_month = month or (12 if last else 1)
        return date(year, end_month, day or (calendar.monthrange(year, end_month)[1] if last else 1))
    except ValueError as error:
        raise InputError(f"{text!r} is no day; write 2021, 2021-07 or 2021-07-26") from error
