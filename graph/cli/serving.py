"""Commands that check and hand on a graph: validate, serve, load."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.app import EXIT_INVALID, GraphFile, app


@app.command("validate")
def validate_graph(file: GraphFile) -> None:
    """Check a graph against the shapes of its contract; exit status 3 where it breaks one.

    Example: waqai validate output/graph.ttl
    """
    from graph.validate import validate

    findings = validate(file)
    for finding in findings:
        value = f" ({finding.value})" if finding.value else ""
        print(f"{finding.rule}: {finding.resource}: {finding.message}{value}")
    print(f"{file}: {len(findings)} finding(s)" if findings else f"{file}: conforms", file=sys.stderr)
    if findings:
        raise typer.Exit(EXIT_INVALID)


@app.command("serve")
def serve_graph(
    file: GraphFile,
    port: Annotated[int, typer.Option(help="On 127.0.0.1; 0 takes a free one.")] = 7878,
    page: Annotated[Path | None, typer.Option(help="The page; by default the .html beside the graph.")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds until a query is given up.")] = 60.0,
) -> None:
    """Serve a graph read-only on 127.0.0.1: SPARQL, the page and each thing at its own address.

    Example: waqai serve output/graph.ttl
    """
    from graph.store.serve import serve

    with serve(file, page=page, port=port, timeout=timeout) as endpoint:
        print(f"{endpoint.url} (SPARQL: {endpoint.sparql}); Ctrl-C ends it", file=sys.stderr)
        endpoint.wait()


@app.command("load")
def load_graph(
    file: GraphFile,
    endpoint: Annotated[str, typer.Option(help="Address of the Graph Store Protocol or SPARQL Update service.")],
    graph: Annotated[str | None, typer.Option(help="Named graph to load into.")] = None,
    auth: Annotated[str | None, typer.Option(help="Name of the environment variable with user:password.")] = None,
    protocol: Annotated[str, typer.Option(help="gsp, update, or auto to find out.")] = "auto",
    batch: Annotated[int, typer.Option(min=1, help="Triples in a request.")] = 10_000,
) -> None:
    """Load a graph into a triple store; the same command goes on where an interrupted one stopped.

    Example: waqai load output/graph.ttl --endpoint http://127.0.0.1:3030/news/data --auth STORE_LOGIN
    """
    from graph.cli.progress import Bars
    from graph.store.load import Target, load

    with Bars() as progress:
        target = Target(endpoint, graph=graph, protocol=protocol, auth=auth, batch=batch)
        loaded = load(file, target, lambda done, total: progress("load", done, total))
    print(f"{file}: {loaded}", file=sys.stderr)
