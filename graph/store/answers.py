"""Answers of a query as rows of terms, and as a table for the terminal that keeps Arabic in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.text import is_arabic

if TYPE_CHECKING:
    from rich.table import Table

_ISOLATE, _POP = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term of an answer: `kind` is "uri", "literal" or "bnode"."""

    kind: str
    value: str
    language: str | None = None
    datatype: str | None = None

    def short(self, prefixes: Mapping[str, str]) -> str:
        """The value for reading: an IRI by the longest prefix that fits it."""
        if self.kind != "uri":
            return self.value
        fitting = [(iri, name) for name, iri in prefixes.items() if iri and self.value.startswith(iri)]
        if not fitting:
            return self.value
        iri, name = max(fitting, key=lambda pair: len(pair[0]))
        return f"{name}:{self.value[len(iri) :]}"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a query found: rows of SELECT, the boolean of ASK, or the N-Triples lines of CONSTRUCT and DESCRIBE."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[str, ...] = ()
    prefixes: Mapping[str, str] | None = None

    def __len__(self) -> int:
        return len(self.rows) or len(self.triples)

    def __iter__(self) -> Iterator[dict[str, str]]:
        """The rows as dictionaries of variable and value; unbound variables are left out."""
        for row in self.rows:
            yield {name: term.value for name, term in zip(self.variables, row, strict=True) if term is not None}

    def cells(self) -> list[list[str]]:
        """The rows as text for reading, "" for what is unbound."""
        known = self.prefixes or {}
        return [[term.short(known) if term is not None else "" for term in row] for row in self.rows]


def answers_from(kind: str, body: bytes, prefixes: Mapping[str, str]) -> Answers:
    """Answers from the bytes of SPARQL 1.1 results in JSON, or of N-Triples where `kind` is "triples"."""
    if kind == "triples":
        return Answers(triples=tuple(body.decode().splitlines()), prefixes=prefixes)
    document = json.loads(body)
    if kind == "boolean":
        return Answers(boolean=document["boolean"], prefixes=prefixes)
    variables = tuple(document["head"]["vars"])
    rows = tuple(
        tuple(_term(binding[name]) if name in binding else None for name in variables)
        for binding in document["results"]["bindings"]
    )
    return Answers(variables, rows, prefixes=prefixes)


def _term(binding: Mapping[str, str]) -> Term:
    kind = "literal" if binding["type"] == "typed-literal" else binding["type"]
    return Term(kind, binding["value"], binding.get("xml:lang"), binding.get("datatype"))


def render_table(answers: Answers, *, isolate: bool = True) -> Table:
    """A table for the terminal; columns of Arabic stand at the right.

    Args: isolate: wrap Arabic cells in U+2068..U+2069, so that a neighbour's Latin text or number stays in its place.
    """
    from rich.markup import escape
    from rich.table import Table

    cells = answers.cells()
    table = Table(show_lines=False)
    for index, variable in enumerate(answers.variables):
        arabic = sum(is_arabic(row[index]) for row in cells) * 2 > len(cells) > 0
        table.add_column(variable, justify="right" if arabic else "left", overflow="fold")
    for row in cells:
        table.add_row(
            *(
                _isolated(escape(_printable(cell))) if isolate and is_arabic(cell) else escape(_printable(cell))
                for cell in row
            )
        )
    return table


def _isolated(cell: str) -> str:
    return "\n".join(f"{_ISOLATE}{line}{_POP}" for line in cell.split("\n"))


def _printable(cell: str) -> str:
    # Control characters of a scraped page must not steer the terminal.
    return "".join(
        char if char in "\n\t" or (ord(char) >= 0x20 and not 0x7F <= ord(char) < 0xA0) else "\ufffd" for char in cell
    )
