"""The word lists of `seeds/` and how they are found: in a checkout first, else in the installed package.

Every list is a plain CSV (UTF-8, header row, `#` comment lines allowed before it) or TOML file. What a list means is
known to the stage that uses it; here are only finding, reading and checking of their form.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import LexiconError

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its cells by column, stripped, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def parts(self, column: str) -> tuple[str, ...]:
        """The cell's parts, which "|" separates; empty parts are dropped."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def error(self, column: str, remedy: str) -> LexiconError:
        """An error that points at this row's cell."""
        return LexiconError(self.file, self.line, self.cells.get(column, ""), remedy)


@cache
def data_folder(kind: str) -> Path:
    """The folder `kind` ("seeds" or "ontology"): of the checkout if this is one, else of the installed package.

    An editable install keeps a stale copy of the packaged folder, so the checkout goes first. The package's copy lies
    in `waqai_data/` beside the import package.
    """
    checkout = _PACKAGE.parent / kind
    if checkout.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return checkout
    return _PACKAGE.parent / "waqai_data" / kind


def seed_path(name: str) -> Path:
    """The path of a word list, e.g. `actors/countries.csv`."""
    return data_folder("seeds") / name


def read_csv(path: Path, columns: Sequence[str]) -> list[Row]:
    """The rows of a CSV list that has at least `columns`, in file order; missing cells are "".

    Raises: LexiconError: no such file, no header, a column missing, or a row with more cells than the header.
    """
    if not path.is_file():
        raise LexiconError(str(path), 0, path.name, "no such list")
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(file)
    skipped = 0
    while skipped < len(lines) and lines[skipped].startswith("#"):
        skipped += 1
    reader = csv.DictReader(lines[skipped:], restkey="\0", restval="")
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise LexiconError(str(path), skipped + 1, ",".join(missing), "the header lacks these columns")
    rows = []
    for cells in reader:
        line = skipped + reader.line_num
        if "\0" in cells:
            raise LexiconError(str(path), line, str(cells["\0"]), "more cells than the header has; quote commas")
        rows.append(Row(str(path), line, {key: (value or "").strip() for key, value in cells.items()}))
    return rows


def read_list(name: str, columns: Sequence[str]) -> list[Row]:
    """The rows of the shipped list `seeds/<name>`; see `read_csv`."""
    return read_csv(seed_path(name), columns)


def read_settings(name: str) -> dict[str, Any]:
    """The shipped TOML list `seeds/<name>`.

    Raises: LexiconError: no such file, or not TOML.
    """
    path = seed_path(name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LexiconError(str(path), 0, path.name, "no such list") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(str(path), 0, path.name, str(error)) from error
