"""Who publishes an article: outlet, byline and place line, from its own first words and the furniture of its page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.read.lines import Line
from graph.read.outlets import Outlet, find_outlet, find_place_line, outlet_of_url, outlets_in

_LONGEST_BYLINE = 10
_SOURCE = re.compile(
    r"\A[\W_]*(?:المصدر|مصدر|المصادر|مصدر الخبر|المصدر الأصلي|نقلا عن|Source|Via)\s*[:：|/-]\s*(.+)\Z", re.I
)
_BYLINE = re.compile(
    r"\A[\W_]*(?:كتبت?|كتبه|بقلم|تحرير|إعداد|اعداد|الكاتبة?|نشر بواسطة|بواسطة|المحرر|ترجمة|By|Written by|Posted by|Par)"
    r"\s*[:：|/\-–]?\s+(.{3,60}?)\Z",
    re.I,
)
_AUTHOR = re.compile(r"Latest posts by (.+?) \(see all\)|About Post Author (.+?)See author", re.I)

Furniture = Sequence[tuple[Line, str]]
"""Lines that are not the article's text, with the reason for cutting them, in order."""


def name_outlet(url: str | None, owner: str | None, furniture: Furniture) -> str | None:
    """The outlet of a page without metadata: by its address, its place line, its source line, its name on a line.

    Args: owner: the outlet that the place line names.
    """
    if url:
        return outlet_of_url(url)
    named: list[Outlet] = []
    for line, reason in furniture:
        source = _SOURCE.match(line.text) if reason == "source" else None
        outlet = find_outlet(source[1] if source else line.text)
        if outlet is not None:
            named.append(outlet)
        elif source is not None and len(source[1].split()) <= 4:
            named.append(Outlet(source[1].strip(), agency=False))
    first = next((outlet for outlet in named if not outlet.agency), named[0] if named else None)
    return owner or (first.name if first else None)


def outlet_of_markup(site_name: str, url: str | None) -> str | None:
    """The outlet that a page's markup names, by the name of the list where it knows it."""
    known = find_outlet(site_name)
    if known is not None:
        return known.name
    return site_name or (outlet_of_url(url) if url else None)


def find_place(paragraphs: Sequence[str], furniture: Furniture) -> tuple[str | None, str | None]:
    """The place line and the outlet it names: at the beginning of the text, else on a line of its own."""
    found = find_place_line(paragraphs[0]) if paragraphs else None
    if found is not None:
        return found[0], found[1].name if found[1] else None
    for line, reason in furniture:
        if reason == "place line":
            named = outlets_in(line.text)
            return line.text, named[0].name if named else None
    return None, None


def find_byline(furniture: Furniture) -> str | None:
    """The author that a line names ("كتب: ...", an author box)."""
    for line, _ in furniture:
        match = _BYLINE.match(line.text) or _AUTHOR.search(line.text)
        if match is not None and line.words <= _LONGEST_BYLINE:
            return next(group for group in match.groups() if group).strip()
    return None
