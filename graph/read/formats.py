"""The formats that can be read. A new one is a module with a function from bytes to pages, and a line here."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

from graph.model import RunReport
from graph.read.config import ReadConfig
from graph.read.decode import SAMPLE, guess_encoding
from graph.read.model import Page
from graph.read.plain import read_plain

Reader = Callable[[io.BufferedReader, str, RunReport, ReadConfig], Iterator[Page]]
_MARKUP = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|article)\b", re.I | re.S
)
_RECORD = re.compile(r'\A\s*\{\s*"[^"\n]+"\s*:')


def _read_hypertext(file: io.BufferedReader, name: str, report: RunReport, config: ReadConfig) -> Iterator[Page]:
    from graph.read.hypertext import read_hypertext  # costs most of a second, which no other format should pay

    return read_hypertext(file, name, report, config)


def _read_records(file: io.BufferedReader, name: str, report: RunReport, config: ReadConfig) -> Iterator[Page]:
    from graph.read.records import read_records  # needs the markup parser

    return read_records(file, name, report, config)


def _read_table(file: io.BufferedReader, name: str, report: RunReport, config: ReadConfig) -> Iterator[Page]:
    from graph.read.tables import read_table  # needs the markup parser

    return read_table(file, name, report, config)


def _read_document(file: io.BufferedReader, name: str, report: RunReport, config: ReadConfig) -> Iterator[Page]:
    from graph.read.records import read_document  # needs the markup parser

    return read_document(file, name, report, config)


FORMATS: dict[str, Reader] = {
    ".txt": read_plain,
    ".html": _read_hypertext,
    ".htm": _read_hypertext,
    ".xhtml": _read_hypertext,
    ".jsonl": _read_records,
    ".ndjson": _read_records,
    ".json": _read_document,
    ".csv": _read_table,
    ".tsv": _read_table,
}


def reader_for(name: str, file: io.BufferedReader) -> Reader:
    """The reader for an input: by the ending of its name (before ".gz"), else by how its content begins."""
    lowered = name.lower().removesuffix(".gz")
    for ending, reader in FORMATS.items():
        if lowered.endswith(ending):
            return reader
    sample = file.peek(SAMPLE)[:SAMPLE]
    encoding, skip = guess_encoding(sample, complete=False)
    beginning = sample[skip:4096].decode(encoding or "latin-1", "replace")
    if _MARKUP.match(beginning):
        return _read_hypertext
    return _read_records if _RECORD.match(beginning) else read_plain
