"""Measures writing, querying and validating against rdflib and pyshacl in one run, on copies of the sample chronicle.

    python scripts/bench_store.py [--triples 1000000] [--validated 100000]

CPU seconds of this process; the ratio is the other's time over ours.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from chronicles import PROVENANCE, sample_builder

from graph.export.rdf import triples_of, write_ntriples, write_turtle
from graph.model import Chronicle
from graph.store.worker import answer, load
from graph.validate import validate

NEWLINE = b"\n"
QUERIES = {
    "count": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "join and date filter": """SELECT ?one ?other ?earliest WHERE {
        ?event a wq:Meeting ; sem:hasActor ?one, ?other ; sem:hasEarliestBeginTimeStamp ?earliest ;
            gaf:denotedBy ?mention . ?mention nif:referenceContext ?article . ?article dcterms:issued ?issued .
        FILTER (STR(?one) < STR(?other) && ?earliest >= "2023-01-01"^^xsd:date) }""",
    "events per class": "SELECT ?class (COUNT(?event) AS ?n) WHERE { ?event a sem:Event, ?class } GROUP BY ?class",
}


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of a piece of work, and what it returns."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def chronicle_of(triples: int) -> Chronicle:
    """Copies of the sample with at least so many triples."""
    one = sum(1 for _ in triples_of(sample_builder().build()))
    two = sum(1 for _ in triples_of(sample_builder(2).build()))
    return sample_builder(1 + max(0, -(-(triples - one) // (two - one)))).build(provenance=PROVENANCE)


def row(task: str, ours: float, theirs: float, note: str = "") -> None:
    """Print a line of the result."""
    print(f"{task:32} {ours:9.3f} s {theirs:9.3f} s {theirs / ours:7.1f}x  {note}")


def bench_writing_and_querying(triples: int, folder: Path) -> None:
    """Turtle from a chronicle against rdflib's serializer of the same graph, then queries over that graph."""
    chronicle = chronicle_of(triples)
    path = folder / "graph.ttl"
    write, _ = seconds(lambda: write_turtle(chronicle, path))
    ntriples, _ = seconds(lambda: write_ntriples(chronicle, folder / "graph.nt"))
    opening, (store, prefixes) = seconds(lambda: load(path))
    parsing, in_rdflib = seconds(lambda: rdflib.Graph().parse(path))
    serializing, _ = seconds(lambda: in_rdflib.serialize(folder / "theirs.ttl", format="turtle"))
    lines, _ = seconds(lambda: in_rdflib.serialize(folder / "theirs.nt", format="nt"))
    same = len(in_rdflib) == len(store)
    print(f"{len(in_rdflib)} triples, equal in both: {same}")
    row("write Turtle", write, serializing)
    row("write N-Triples", ntriples, lines)
    row("load Turtle", opening, parsing)
    for name, query in QUERIES.items():
        ours, (_, body) = seconds(lambda query=query: answer(store, prefixes, query, "csv"))
        theirs, rows = seconds(lambda query=query: len(in_rdflib.query(query, initNs=prefixes)))
        row(f"query: {name}", ours, theirs, f"{rows} rows, equal in both: {rows == body.count(NEWLINE) - 1}")


def bench_validation(triples: int, folder: Path) -> None:
    """The shapes over a graph with faults, by both engines."""
    path = folder / "faulty.ttl"
    write_turtle(chronicle_of(triples), path)
    text = path.read_text(encoding="utf-8")
    faults = text.replace("wq:statedFactuality wq:Denied", "wq:statedFactuality wq:Never").replace(
        '"2024-04-15"^^edtf:EDTF', '"2024-04-15T10"^^edtf:EDTF'
    )
    path.write_text(faults, encoding="utf-8")
    count = len({quad.triple for quad in ox.parse(path=str(path))})
    ours, fast = seconds(lambda: validate(path, engine="shacl"))
    theirs, slow = seconds(lambda: validate(path, engine="pyshacl"))
    row(f"validate {count} triples", ours, theirs, f"{len(fast)} findings, equal in both: {fast == slow}")


def main() -> None:
    """Run both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--validated", type=int, default=100_000)
    options = parser.parse_args()
    print(f"{'task':32} {'waqai':>11} {'rdflib':>11} {'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        bench_validation(options.validated, Path(folder))
        bench_writing_and_querying(options.triples, Path(folder))


if __name__ == "__main__":
    main()
