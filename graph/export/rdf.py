"""The chronicle as RDF files: Turtle, N-Triples and TriG, the same bytes for the same chronicle.

The writers need no RDF library: subjects come sorted, so a file is a plain walk over the chronicle. That is an order of
magnitude faster than filling a store first, and readable, since each subject stands in one block.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from graph.export.rdf_resources import resources_of
from graph.export.rdf_terms import Expander, Resource, check_base_iri
from graph.model import Chronicle
from graph.vocab import prefixes

Triple = tuple[str, str, str]
_HEADER = "# waqai (وقائع): events of the news and who told of them. Terms: https://w3id.org/waqai/ontology\n"


def triples_of(chronicle: Chronicle, *, base_iri: str | None = None, include_text: bool = False) -> Iterator[Triple]:
    """Every triple once, in the order of the files, each term in N-Triples syntax.

    Args: base_iri: base of the instances, the chronicle's own by default; include_text: store the articles' text too.
    Raises: InputError: the base IRI cannot serve.
    """
    chronicle = based(chronicle, base_iri)
    expand = Expander(prefixes(chronicle.base_iri))
    for resource in resources_of(chronicle, include_text=include_text):
        subject = expand(resource.subject)
        for predicate, value in resource.statements:
            yield subject, expand(predicate), expand(value)


def write_turtle(chronicle: Chronicle, path: Path, *, base_iri: str | None = None, include_text: bool = False) -> None:
    """Write the chronicle as Turtle; arguments as for `triples_of`."""
    chronicle = based(chronicle, base_iri)
    with _uncollected(), path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_header(chronicle.base_iri))
        for resource in resources_of(chronicle, include_text=include_text):
            file.write(f"\n{_block(resource)}\n")


def write_ntriples(
    chronicle: Chronicle, path: Path, *, base_iri: str | None = None, include_text: bool = False
) -> None:
    """Write the chronicle as N-Triples; arguments as for `triples_of`."""
    with _uncollected(), path.open("w", encoding="utf-8", newline="\n") as file:
        for triple in triples_of(chronicle, base_iri=base_iri, include_text=include_text):
            file.write(" ".join((*triple, ".\n")))


def write_trig(chronicle: Chronicle, path: Path, *, base_iri: str | None = None, include_text: bool = False) -> None:
    """Write the chronicle as TriG: a graph per article, named by it, with the article and the claims it makes.

    The default graph holds what no single article says: actors, places, events, positions and the run. Arguments as for
    `triples_of`.
    """
    chronicle = based(chronicle, base_iri)
    by_article: dict[str, list[Resource]] = {}
    with _uncollected(), path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_header(chronicle.base_iri))
        for resource in resources_of(chronicle, include_text=include_text):
            if resource.article is None:
                file.write(f"\n{_block(resource)}\n")
            else:
                by_article.setdefault(resource.article, []).append(resource)
        for article, resources in sorted(by_article.items()):
            blocks = "\n\n".join(_block(resource) for resource in resources)
            file.write(f"\narticle:{article} {{\n{blocks}\n}}\n")


def based(chronicle: Chronicle, base_iri: str | None) -> Chronicle:
    """The chronicle with the base IRI that its instances get.

    Raises: InputError: the base IRI cannot serve.
    """
    return replace(chronicle, base_iri=check_base_iri(base_iri if base_iri is not None else chronicle.base_iri))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: statements make none, and it would walk their growing heap again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _header(base_iri: str) -> str:
    return _HEADER + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes(base_iri).items())


def _block(resource: Resource) -> str:
    parts = [resource.subject]
    last = ""
    for predicate, value in resource.statements:
        if predicate == last:
            parts.append(f", {value}")
        else:
            parts.append(f" ;\n    {predicate} {value}" if last else f" {predicate} {value}")
            last = predicate
    return "".join(parts) + " ."
