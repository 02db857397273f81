"""What a user may set about reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadConfig:
    """How inputs are read.

    `fields` maps "title", "text", "date", "url", "outlet", "byline" and "crawled" to the key of a record or the column
    of a table that holds it, before the usual names. `most_expanded` is the size in bytes that a compressed file may
    unpack to, `most_ratio` how many times what was read of it (past the first 64 megabytes). `longest_page` is the
    size in bytes of the largest single page or record. `find_duplicates` searches for reprints.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    most_expanded: int = 4_000 * MEGABYTE
    most_ratio: int = 100
    longest_page: int = 512 * MEGABYTE
    find_duplicates: bool = True
