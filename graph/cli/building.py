"""Commands that make: build, read, models."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.app import EXIT_REJECTIONS, EXIT_UNUSABLE, Paths, app
from graph.cli.progress import Bars
from graph.errors import InputError


@app.command()
def build(
    paths: Paths,
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder whose graph is replaced.")],
    first: Annotated[int, typer.Option("--from", help="First year of the window.")] = 2020,
    last: Annotated[int, typer.Option("--to", help="Last year of the window.")] = 2024,
    all_time: Annotated[bool, typer.Option("--all-time", help="No window: events of all years.")] = False,
    models: Annotated[str, typer.Option(help="bundled, or stanza for Stanza's own.")] = "bundled",
    kb: Annotated[Path | None, typer.Option(help="CSV with further known actors.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Threads; all cores by default.")] = None,
    base_iri: Annotated[str | None, typer.Option(help="Base of the instances' IRIs.")] = None,
    formats: Annotated[str, typer.Option(help="Of ttl,nt,trig,jsonld,graphml,gexf,csv,plover,html.")] = "",
    cache: Annotated[Path | None, typer.Option(help="Where annotations are kept.")] = None,
    include_text: Annotated[bool, typer.Option("--include-text", help="Store the articles' text.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when anything was passed over.")] = False,
) -> None:
    """Build the graph of exactly these articles.

    Example: waqai build seeds/*.txt -o output
    """
    from graph.assemble import Window
    from graph.pipeline import DEFAULT_BASE_IRI, DEFAULT_FORMATS, Config
    from graph.pipeline import build as build_graph

    try:
        window = Window() if all_time else Window(first, last)
    except ValueError as error:
        raise InputError(f"--from {first} --to {last}: the years are out of order") from error
    config = Config(
        paths=tuple(paths),
        output=output,
        window=window,
        models=models,
        knowledge=kb,
        threads=jobs,
        base_iri=base_iri or DEFAULT_BASE_IRI,
        formats=_formats(formats) or DEFAULT_FORMATS,
        cache=cache,
        include_text=include_text,
    )
    with Bars() as progress:
        report = build_graph(config, progress=progress)
    for rejection in report.rejections:
        print(f"passed over ({rejection.stage}): {rejection.subject}: {rejection.reason}", file=sys.stderr)
    counts = ", ".join(f"{report.counts.get(name, 0)} {name}" for name in ("articles", "events", "actors", "places"))
    print(f"{output}: {counts}", file=sys.stderr)
    if strict and report.rejections:
        raise typer.Exit(EXIT_REJECTIONS)


def _formats(names: str) -> tuple[str, ...]:
    """The named formats, in a fixed order. Raises: InputError: a name that is none of them."""
    from graph.export.formats import FORMATS

    wanted = {name.strip() for name in names.split(",") if name.strip()}
    unknown = sorted(wanted - set(FORMATS))
    if unknown:
        raise InputError(f"--formats: no format {', '.join(unknown)}; known are {', '.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in wanted)


@app.command()
def read(
    paths: Paths,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
) -> None:
    """Show the articles found in files: title, outlet, date and its basis, what was cut.

    Example: waqai read page.txt --json
    """
    from graph.model import RunReport
    from graph.read import read_json

    report = RunReport()
    found = read_json(paths, report)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for article in found["articles"]:
            date = article["date"] or "no date"
            print(
                f"{article['file']}#{article['part']}\t{date} ({article['date_basis']})\t{article['outlet'] or '-'}"
                f"\t{article['title'] or '-'}\t{len(article['cut'])} cut"
            )
        for rejection in found["rejections"]:
            print(f"{rejection['file']}: {rejection['reason']}", file=sys.stderr)
    if not found["articles"]:
        raise typer.Exit(EXIT_UNUSABLE)


models_app = typer.Typer(help="The Arabic models: what is there, and Stanza's own.", invoke_without_command=True)
app.add_typer(models_app, name="models")


@models_app.callback()
def models(context: typer.Context) -> None:
    """Show which models are there, what they were trained on and under which licence.

    Example: waqai models
    """
    if context.invoked_subcommand is None:
        from graph.annotate import describe_models

        print(describe_models())


@models_app.command()
def pull() -> None:
    """Fetch Stanza's official Arabic models, for `--models stanza`; needs a network.

    Example: waqai models pull
    """
    from graph.annotate import pull_models

    print(pull_models())
