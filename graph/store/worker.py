"""The process that holds a graph and answers queries: Oxigraph cannot be told to stop, a process can be ended.

It speaks lines of JSON: a request {"query", "format"} on stdin; on stdout a line {"bytes", "kind"} or {"error"} and
then that many bytes of answer. The first line on stdout tells of loading.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from graph.vocab import NAMESPACES

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}


def main(path: str) -> None:
    """Load the graph of `path`, then answer until stdin ends."""
    out = sys.stdout.buffer
    try:
        store, prefixes = load(Path(path))
    except (OSError, SyntaxError, ValueError) as error:
        _send(out, {"error": str(error)})
        return
    _send(out, {"size": len(store), "prefixes": prefixes})
    # An interrupt at the terminal reaches this process too; the asking one says what is to be said.
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        _serve(store, prefixes, sys.stdin.buffer, out)


def _serve(store: ox.Store, prefixes: dict[str, str], requests: IO[bytes], out: IO[bytes]) -> None:
    for line in requests:
        request = json.loads(line)
        try:
            kind, body = answer(store, prefixes, request["query"], request["format"])
        except (OSError, SyntaxError, ValueError) as error:
            _send(out, {"error": str(error)})
        else:
            _send(out, {"bytes": len(body), "kind": kind}, body)


def _send(out: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    out.write(json.dumps(header).encode() + b"\n" + body)
    out.flush()


def load(path: Path) -> tuple[ox.Store, dict[str, str]]:
    """The graph of a file and the prefixes that a query may use unannounced: the file's own and the vocabularies'.

    Raises: OSError: unreadable; SyntaxError: not of the format that its name ends with; ValueError: unknown ending.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise ValueError(f"unknown ending {path.suffix!r}: expected one of {', '.join(FORMATS)}")
    store = ox.Store()
    store.bulk_load(path=str(path), format=form)
    quads = ox.parse(path=str(path), format=form)
    next(quads, None)
    return store, dict(NAMESPACES) | dict(quads.prefixes)


def answer(store: ox.Store, prefixes: dict[str, str], query: str, form: str) -> tuple[str, bytes]:
    """The answer's kind ("rows", "boolean", "triples") and its bytes: `form` for rows and booleans, else N-Triples."""
    result = store.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    if isinstance(result, ox.QueryTriples):
        lines = sorted({f"{triple.subject} {triple.predicate} {triple.object} .\n" for triple in result})
        return "triples", "".join(lines).encode()
    kind = "boolean" if isinstance(result, ox.QueryBoolean) else "rows"
    if kind == "boolean" and form in ("csv", "tsv"):
        return kind, b"true\n" if result else b"false\n"
    return kind, result.serialize(format=RESULTS[form]) or b""
