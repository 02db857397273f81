"""What a format hands to the cleaner: the text of a page and what its record or markup says about it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from graph.model import Cut


@dataclass(frozen=True, slots=True)
class Page:
    """One text to look for articles in.

    `text` is what offsets count in: a plain file's own text, else (`extracted`) the text made from the input. `title`,
    `outlet`, `byline`, `date` and `url` come from the markup or the record, None where it is silent. `single` says that
    the page is one article's (a record with its own text). `cut` is what decoding left out. `crawled` is the time of
    the fetch.
    """

    text: str
    extracted: bool = False
    single: bool = False
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    date: datetime.date | None = None
    url: str | None = None
    crawled: datetime.datetime | None = None
    cut: tuple[Cut, ...] = ()
