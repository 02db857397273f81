"""Answers of a query as rows of terms, and as a table for the terminal that keeps Arabic in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.text import is_arabic

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

_ISOLATE, _POP = "\u2068", "\u2069"
# Embeddings, overrides and isolates (UAX 9, section 2): unclosed in a cell, they reach beyond it.
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


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

    Args: isolate: wrap Arabic lines in U+2068..U+2069, so that a neighbour's Latin text or number stays in its place.
    """
    from rich.table import Table

    cells = answers.cells()
    table = Table(show_lines=False)
    for index, variable in enumerate(answers.variables):
        arabic = sum(is_arabic(row[index]) for row in cells) * 2 > len(cells) > 0
        table.add_column(variable, justify="right" if arabic else "left", overflow="fold")
    for row in cells:
        table.add_row(*(_Cell(_printable(cell), isolate and is_arabic(cell)) for cell in row))
    return table


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that isolates each of its lines once they are wrapped.

    An isolate that opens on one line and closes on another takes in the rest of the first line: the neighbouring cells.
    """

    text: str
    isolate: bool

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        from rich.text import Text

        return Text(self.text).__rich_measure__(console, options)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        from rich.text import Text

        lines = Text(self.text).wrap(console, options.max_width, overflow="fold")
        for line in lines:
            plain = line.plain.rstrip()
            shown = f"{_ISOLATE}{plain}{_POP}" if self.isolate and plain else plain
            yield Text(shown, justify=options.justify)


def _printable(cell: str) -> str:
    # Control characters of a scraped page must not steer the terminal, nor turn the lines around it.
    return "".join(char if _is_harmless(char) else "\ufffd" for char in cell)


def _is_harmless(char: str) -> bool:
    return char == "\n" or (ord(char) >= 0x20 and not 0x7F <= ord(char) < 0xA0 and char not in _OVERRIDES)
