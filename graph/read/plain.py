"""Plain text files: the decoded file is the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from graph.model import RunReport
from graph.read.config import ReadConfig
from graph.read.decode import decode
from graph.read.model import Page


def read_plain(file: BinaryIO, name: str, report: RunReport, config: ReadConfig) -> Iterator[Page]:
    """The one page of a text file; none, and a rejection, where it is empty or not text."""
    data = file.read()
    decoded = decode(data)
    if decoded is None:
        report.reject("read", name, "not a text file")
        return
    if not decoded.text.strip():
        report.reject("read", name, "empty")
        return
    if decoded.damaged:
        report.reject("read", name, f"{decoded.damaged} damaged characters, read as U+FFFD")
    yield Page(decoded.text)
