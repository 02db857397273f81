"""Results on standard output or in a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import OutputError

if TYPE_CHECKING:
    from rich.table import Table

_PIPE_WIDTH = 200


def print_table(table: Table) -> None:
    """Print a table; where the output is no terminal it is wide and without colours."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH)
    console.print(table)


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
