"""Results on standard output or in a file, in the format that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError, OutputError

if TYPE_CHECKING:
    from rich.table import Table

    from graph.store import Answers

_PIPE_WIDTH = 200


def form_of(asked: str, output: Path | None, forms: tuple[str, ...]) -> str:
    """The format of a result: as asked for, else as the file's name ends, else "table".

    Raises: InputError: a format that is neither "table" nor one of `forms`.
    """
    form = asked or (output.suffix.lstrip(".").lower() if output is not None else "")
    if not asked and form not in forms:
        return "table"
    if form not in ("table", *forms):
        raise InputError(f"--format {form!r}: give table, {', '.join(forms[:-1])} or {forms[-1]}")
    return form


def print_table(table: Table, output: Path | None = None) -> None:
    """Print a table, or write it to a file; where the output is no terminal it is wide and without colours.

    Raises: OutputError: the file cannot be written.
    """
    from rich.console import Console

    if output is None:
        Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH).print(table)
        return
    console = Console(width=_PIPE_WIDTH, color_system=None)
    with console.capture() as shown:
        console.print(table)
    write_result(shown.get().encode(), output)


def write_answers(answers: Answers, output: Path | None) -> None:
    """Write answers for reading: rows as a table, a boolean as a word, triples as lines.

    Raises: OutputError: the file cannot be written.
    """
    from graph.store import render_table

    if answers.boolean is not None:
        write_result(b"yes\n" if answers.boolean else b"no\n", output)
    elif answers.variables:
        print_table(render_table(answers), output)
    else:
        write_result("".join(f"{line}\n" for line in answers.triples).encode(), output)


def write_result(content: bytes, output: Path | None) -> None:
    """Write a result to a file, or to standard output where `output` is None.

    Raises: OutputError: the file cannot be written.
    """
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written ({error.strerror})") from error
