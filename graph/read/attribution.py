"""Who publishes an article: outlet, byline and place line, from its own first words and the furniture of its page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph.model import Span
from graph.read.lines import Line
from graph.read.outlets import Outlet, find_medium, find_outlet, find_place_line, outlet_of_url, outlets_in
from graph.read.topics import long_key, word_list

_LONGEST_BYLINE = 10
_LONGEST_SOURCE = 4
_NAMING = ("place line", "byline", "date", "navigation", "outlet")
_OWNER = re.compile(r"محفوظ[ةه]\s*(?:©|\(c\))?\s*(?:لـ\s*|إلى\s+|لدى\s+)?([^\d©|.]{3,40}?)\s*(?:©|\d|[|.]|\Z)", re.I)
_SOURCE = re.compile(
    r"\A[\W_]*(?:المصدر|مصدر|المصادر|مصدر الخبر|المصدر الأصلي|نقلا عن|Source|Via)\s*[:：|/-]\s*(.+)\Z", re.I
)
_BYLINE = re.compile(
    r"\A[\W_]*(?:كتبت?|كتبه|بقلم|تحرير|إعداد|اعداد|الكاتبة?|نشر بواسطة|بواسطة|المحرر|ترجمة|By|Written by|Posted by|Par)"
    r"\s*[:：|/\-–]?\s+(.{3,60}?)\Z",
    re.I,
)
_AUTHOR = re.compile(r"Latest posts by (.+?) \(see all\)|About Post Author (.+?)See author", re.I)

_LEAST_HEADLINE = 3
_LAST_PART = re.compile(r"\s*(?P<mark>\||\s[-–—])\s*(?P<name>[^|]{2,40}?)\Z")
_FIRST_PART = re.compile(r"(?P<name>[^|\-–—]{2,40}?)\s*(?P<mark>\||[-–—](?=\s))\s*")

_FRAME = re.compile(r"(?:#{1,6}\s+|(?P<bold>\*\*|__)|(?P<link>\[))(.+?)(?(bold)(?P=bold))(?(link)\]\(\S*\))\s*#*")

Furniture = Sequence[tuple[Line, str]]
"""Lines that are not the article's text, with the reason for cutting them, in order."""


def name_outlet(url: str | None, owner: str | None, furniture: Furniture) -> str | None:
    """The outlet of a page without metadata: by its address, its place line, its source line, its name on a line.

    Args: owner: the outlet that the place line names.
    """
    if url:
        return outlet_of_url(url)
    named = [outlet for line, reason in furniture for outlet in _named_by(line, reason)]
    first = next((outlet for outlet in named if not outlet.agency), named[0] if named else None)
    return owner or (first.name if first else None)


def _named_by(line: Line, reason: str) -> list[Outlet]:
    """The outlets that a line beside the text names: its whole, a part of it, its source, its owner of rights."""
    if reason == "copyright":
        owner = _OWNER.search(line.text)
        found = _owner_of_rights(owner[1]) if owner else None
        return [found] if found else []
    if reason == "source":
        source = _SOURCE.match(line.text)
        if source is None:
            return []
        found = find_outlet(source[1])
        if found is None and len(source[1].split()) <= _LONGEST_SOURCE:
            found = Outlet(source[1].strip(), agency=False)
        return [found] if found else []
    if line.words > _LONGEST_BYLINE or reason not in _NAMING:
        known = find_outlet(line.text) if line.words <= _LONGEST_SOURCE else None
        return [known] if known else []
    return outlets_in(line.text)


def _owner_of_rights(words: str) -> Outlet | None:
    """The outlet for which rights are reserved, perhaps after the preposition that is written as one with it."""
    bare = words.strip().removeprefix("ل")
    first = long_key(bare).split()[:1]
    if find_outlet(bare) is not None or (first and first[0] in word_list("media")):
        site = bare.removeprefix("موقع ")
        return find_outlet(bare) or find_medium(site) or find_medium(bare)
    return find_medium(words)


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


def headline_label(text: str) -> int:
    """The length of a label and the gap after it at the beginning of a headline, 0 for none."""
    match = _headline_label().match(text)
    return match.end() if match else 0


def headline_outlet(text: str) -> tuple[str, Span, Span] | None:
    """The outlet that a headline line names at its end or beginning, that part's span, and the span of the rest."""
    for match, first in ((_LAST_PART.search(text), False), (_FIRST_PART.match(text), True)):
        if match is None:
            continue
        name, bar = match["name"], "|" in match["mark"]
        outlet = find_medium(name) if bar or not first else find_outlet(name)
        rest = Span(match.end(), len(text)) if first else Span(0, match.start())
        if outlet is not None and len(text[rest.start : rest.end].split()) >= _LEAST_HEADLINE:
            part = Span(match.start(), match.end()) if first else Span(match.start(), len(text))
            return outlet.name, part, rest
    return None


def headline_frame(text: str) -> tuple[Span, Span] | None:
    """The marks of Markdown and the quotation marks of a written-out record at both ends of a headline, or None."""
    match = _FRAME.fullmatch(text)
    return (Span(0, match.start(3)), Span(match.end(3), len(text))) if match is not None else None


@cache
def _headline_label() -> re.Pattern[str]:
    words = "|".join(sorted(word_list("headlabel"), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:{words})\s*[:=]\s*", re.I)
