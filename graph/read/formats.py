"""The formats that can be read. A new one is a module with a function from bytes to pages, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from graph.model import RunReport
from graph.read.config import ReadConfig
from graph.read.model import Page
from graph.read.plain import read_plain

Reader = Callable[[BinaryIO, str, RunReport, ReadConfig], Iterator[Page]]
FORMATS: dict[str, Reader] = {".txt": read_plain}


def reader_for(name: str) -> Reader:
    """The reader for a file of this name; plain text where the ending is unknown."""
    for ending, reader in FORMATS.items():
        if name.lower().endswith(ending):
            return reader
    return read_plain
