"""When a page was fetched, where its own text says so: what "three hours ago" counts back from, and nothing else."""

from __future__ import annotations

import datetime
import re

from graph.read.datelines import crawl_words, find_dateline

_HEADER = 3_000
_LONGEST_LINE = 150
_ARCHIVE = "web.archive.org"
_CLOCK = re.compile(r"(?<!\d)([01]\d|2[0-3]):([0-5]\d)")
_ARCHIVED = re.compile(r"web\.archive\.org/web/((?:19|20)\d{2})(\d{2})(\d{2})(\d{2})(\d{2})")


def find_crawl(text: str) -> datetime.datetime | None:
    """The time of the fetch that a page's first lines state: a scraper's header, or the address of an archive's copy.

    None where it is not stated.
    """
    header = text[:_HEADER]
    lowered = header.lower()
    if _ARCHIVE not in lowered and not any(map(lowered.__contains__, crawl_words())):
        return None
    for line in header.splitlines():
        if len(line) > _LONGEST_LINE:
            continue
        archived = _ARCHIVED.search(line)
        if archived is not None:
            return _moment(*map(int, archived.groups()))
        dateline = find_dateline(line)
        if dateline is not None and dateline.label == "crawled":
            clock = _CLOCK.search(line, dateline.end)
            hour, minute = (int(clock[1]), int(clock[2])) if clock is not None else (0, 0)
            return _moment(dateline.date.year, dateline.date.month, dateline.date.day, hour, minute)
    return None


def _moment(year: int, month: int, day: int, hour: int, minute: int) -> datetime.datetime | None:
    try:
        return datetime.datetime(year, month, day, hour, minute)
    except ValueError:
        return None
