"""Plain text files: the decoded file is the page."""

from __future__ import annotations

import io
from collections.abc import Iterator

from graph.model import RunReport
from graph.read.config import ReadConfig
from graph.read.crawling import find_crawl
from graph.read.decode import decode
from graph.read.model import Page

_PIECE = 1 << 20


def read_plain(file: io.BufferedReader, name: str, report: RunReport, config: ReadConfig) -> Iterator[Page]:
    """The one page of a text file; none, and a rejection, where it is empty, too large or not text."""
    text = read_text(file, name, report, config)
    if text is not None:
        yield Page(text, crawled=find_crawl(text))


def read_bytes(file: io.BufferedReader, name: str, report: RunReport, config: ReadConfig) -> bytes | None:
    """The bytes of a whole file, asked for piece by piece, since a request sets aside its full size; None, and a
    rejection, for more than the longest page."""
    pieces = [file.read(_PIECE)]
    size = len(pieces[-1])
    while pieces[-1] and size <= config.longest_page:
        pieces.append(file.read(_PIECE))
        size += len(pieces[-1])
    if size > config.longest_page:
        report.reject("read", name, f"larger than {config.longest_page} bytes")
        return None
    return b"".join(pieces)


def read_text(file: io.BufferedReader, name: str, report: RunReport, config: ReadConfig) -> str | None:
    """The decoded text of a whole file; None, and a rejection, where it is empty, too large or not text."""
    data = read_bytes(file, name, report, config)
    if data is None:
        return None
    decoded = decode(data)
    if decoded is None:
        report.reject("read", name, "not a text file")
        return None
    if not decoded.text.strip():
        report.reject("read", name, "empty")
        return None
    if decoded.damaged:
        report.reject("read", name, f"{decoded.damaged} damaged characters ({decoded.encoding}), read as U+FFFD")
    return decoded.text
