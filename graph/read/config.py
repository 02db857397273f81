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
    unpack to, `most_ratio` how many times its own size (past the first megabyte). `find_duplicates` searches for
    reprints.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    most_expanded: int = 2_000 * MEGABYTE
    most_ratio: int = 200
    find_duplicates: bool = True
