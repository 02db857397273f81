"""What a format hands to the cleaner: the text of a page and what its record or markup says about it."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass

CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\u202d\u202e\ufdd0-\ufdef\ufffe\uffff]+")
_OVERRIDES = "\u202d\u202e"


def prints_whole(text: str) -> bool:
    """Whether a text holds nothing but characters that print, spaces and newlines.

    A search for unseen characters costs several times as much, and most texts hold none.
    """
    return text.replace("\n", "").isprintable()


@dataclass(frozen=True, slots=True)
class Page:
    """One text to look for articles in.

    `text` is what offsets count in: a plain file's own text, else (`extracted`) the text made from the input. `title`,
    `outlet`, `byline`, `date` and `url` come from the markup or the record, None where it is silent; they are those of
    the page's first article. `headed` says that the first line is that title. `where` names the record in its file
    ("line 7") for rejections. `crawled` is the time of the fetch.
    """

    text: str
    extracted: bool = False
    headed: bool = False
    where: str = ""
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    date: datetime.date | None = None
    url: str | None = None
    crawled: datetime.datetime | None = None

    def controls(self) -> Counter[str]:
        """How many characters no article keeps because they are no text: NUL and its like, bidi overrides."""
        found: Counter[str] = Counter()
        for match in CONTROL.finditer(self.text):
            for char in match[0]:
                found["NUL" if char == "\0" else "bidi overrides" if char in _OVERRIDES else "control characters"] += 1
        return found
