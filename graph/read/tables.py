"""Tables: CSV with a header row, one article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from graph.model import RunReport
from graph.read.config import ReadConfig
from graph.read.decode import open_text
from graph.read.model import Page
from graph.read.records import record_page

_DELIMITERS = ",;\t|"


def read_table(file: io.BufferedReader, name: str, report: RunReport, config: ReadConfig) -> Iterator[Page]:
    """The pages of a table's rows; a row without text is a rejection. Fields may be set off by , ; tab or |."""
    text = open_text(file)
    if text is None:
        report.reject("read", name, "not a text file")
        return
    header = text.readline(config.longest_page).lstrip("\ufeff")
    delimiter = max(_DELIMITERS, key=lambda mark: (header.count(mark), -_DELIMITERS.index(mark)))
    columns = [column.strip() for column in next(csv.reader([header], delimiter=delimiter), [])]
    csv.field_size_limit(min(config.longest_page, 2**31 - 1))
    rows = csv.reader(text, delimiter=delimiter)
    found = 0
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            found += 1
            where = f"row {found}"
            page = record_page(dict(zip(columns, row, strict=False)), where, config)
            if page is None:
                report.reject("read", name, f"{where}: no text in any known column")
            else:
                yield page
    except csv.Error as error:
        report.reject("read", name, f"line {rows.line_num + 1}: {error}")
    if not found:
        report.reject("read", name, "a table without rows")
