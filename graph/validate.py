"""Whether a graph keeps to the contract: SHACL shapes of `ontology/shapes.ttl`, findings in plain words.

The `shacl` engine is used where it is installed, since it is some ten times faster; pyshacl finds the same.
"""

from __future__ import annotations

import contextlib
import importlib.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.errors import QueryError
from graph.lexicons import data_folder

_SHACL = "http://www.w3.org/ns/shacl#"
_SHAPES = "https://w3id.org/waqai/shapes#"
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One breach of the contract: which rule, on which resource, and the value at fault where one is.

    `rule` is the local name of a shape; terms are in N-Triples syntax; `message` says what the rule asks for.
    """

    rule: str
    resource: str
    value: str
    constraint: str
    message: str


def shapes_path() -> Path:
    """The shapes that graphs are checked against."""
    return data_folder("ontology") / "shapes.ttl"


def validate(path: Path, *, shapes: Path | None = None, engine: str = "auto") -> list[Finding]:
    """Every breach of the shapes in a graph file, sorted; an empty list means that the graph conforms.

    Args: shapes: other shapes in Turtle than the contract's; engine: "shacl", "pyshacl" or "auto" (the faster one).
    Raises: QueryError: the file is missing, or not of the format that its name ends with.
    """
    shapes_file = shapes if shapes is not None else shapes_path()
    if engine == "auto":
        engine = "shacl" if importlib.util.find_spec("shacl") is not None else "pyshacl"
    found = _run_shacl(path, shapes_file) if engine == "shacl" else _run_pyshacl(path, shapes_file)
    return sorted(set(found))


def _as_ntriples(path: Path) -> str:
    """The merged graphs of a file, which also tells bad syntax from bad content."""
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise QueryError(f"{path}: unknown ending {path.suffix!r}; expected one of {', '.join(_FORMATS)}")
    try:
        triples = {quad.triple for quad in ox.parse(path=str(path), format=form)}
    except FileNotFoundError as error:
        raise QueryError(f"{path}: no such file; give a graph that `waqai build` wrote") from error
    except (SyntaxError, OSError, ValueError) as error:
        raise QueryError(f"{path}: {error}") from error
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return text.decode() if text is not None else ""


def _run_shacl(path: Path, shapes_file: Path) -> Iterable[Finding]:
    import shacl

    shapes = shacl.Shapes.from_file(str(shapes_file))
    report = None
    if path.suffix.lower() == ".ttl":
        # What this reader cannot read is left to the other one, whose words are clearer.
        with contextlib.suppress(ValueError, OSError):
            report = shapes.validate_file(str(path))
    if report is None:
        report = shapes.validate_text(_as_ntriples(path), format="ntriples")
    messages = rules_by_message(shapes_file)
    for result in report.results:
        yield _finding(result.source_shape, result.focus_node, result.value, result.component, result.message, messages)


def _run_pyshacl(path: Path, shapes_file: Path) -> Iterable[Finding]:
    import pyshacl
    import rdflib
    from rdflib.namespace import SH

    messages = rules_by_message(shapes_file)
    triples = rdflib.Graph().parse(data=_as_ntriples(path), format="nt")
    _, report, _ = pyshacl.validate(triples, shacl_graph=str(shapes_file))
    for result in report.objects(None, SH.result):

        def one(predicate: Any, result: Any = result) -> str | None:
            value = report.value(result, predicate)
            return value.n3() if value is not None else None

        message = report.value(result, SH.resultMessage)
        component = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(_SHACL)
        yield _finding(one(SH.sourceShape), one(SH.focusNode) or "", one(SH.value), component, str(message), messages)


def rules_by_message(shapes_file: Path) -> dict[str, str]:
    """The local name of the rule that carries each message; a rule in SPARQL is known by its message alone."""
    message = ox.NamedNode(f"{_SHACL}message")
    quads = ox.parse(path=str(shapes_file), format=ox.RdfFormat.TURTLE)
    return {
        quad.object.value: quad.subject.value.removeprefix(_SHAPES)
        for quad in quads
        if quad.predicate == message and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }


def _finding(
    shape: str | None, focus: str, value: str | None, component: str, message: str | None, messages: dict[str, str]
) -> Finding:
    named = (shape or "").strip("<>").removeprefix(_SHAPES)
    constraint = component.removesuffix("ConstraintComponent")
    if constraint == "SPARQL":
        # Asked of the whole graph: the resource at fault is the value.
        return Finding(messages.get(message or "", named), _canonical(value or focus), "", constraint, message or "")
    found = _canonical(value) if value is not None else ""
    return Finding(named, _canonical(focus), found, constraint, message or "")


def _canonical(value: str) -> str:
    """A term as both engines write it: without the datatype that N-Triples leaves out, a blank node without a label."""
    return "[]" if value.startswith("_:") else value.removesuffix("^^<http://www.w3.org/2001/XMLSchema#string>")


def describe(findings: Sequence[Finding], base_iri: str | None = None, *, examples: int = 3) -> list[str]:
    """The findings in plain words, a rule at a time: how often it is broken, what it asks for, and by what.

    Args: base_iri: taken off the examples' IRIs; examples: how many of each rule to name.
    """
    by_rule: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault((finding.rule, finding.message), []).append(finding)
    lines = []
    for (rule, message), broken in sorted(by_rule.items()):
        lines.append(f"{len(broken)} x {message or rule} [{rule}]")
        for finding in broken[:examples]:
            found = f" (found {_brief(finding.value, base_iri)})" if finding.value not in ("", finding.resource) else ""
            lines.append(f"    {_brief(finding.resource, base_iri)}{found}")
        if len(broken) > examples:
            lines.append(f"    and {len(broken) - examples} more")
    return lines


def _brief(term: str, base_iri: str | None) -> str:
    plain = term.strip("<>") if term.startswith("<") else term
    if base_iri is not None and plain.startswith(base_iri):
        plain = plain.removeprefix(base_iri).replace("/", ":", 1)
    return plain if len(plain) <= 120 else f"{plain[:117]}..."
