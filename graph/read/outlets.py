"""The names of outlets and agencies: whole, in place lines, in addresses, and where a text quotes one as its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from graph.lexicons import read_list
from graph.read.cues import cue_table, strip_edges
from graph.read.topics import either, long_key, word_list
from graph.text import folded_with_offsets

_PLACE_LINE_CHARACTERS = 70
_LONGEST_NAME = 5
_NAME_EDGES = ' "“”«»()[].،,:'
_PARTS = re.compile(r"[/|:\-–—(),،+]")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A medium as the list knows it."""

    name: str
    agency: bool


@lru_cache(maxsize=4096)
def find_outlet(words: str) -> Outlet | None:
    """The outlet that `words` are a name of, and of nothing else."""
    return _outlets().get(strip_edges(long_key(words)))


def find_medium(words: str) -> Outlet | None:
    """The outlet that `words` name: one of the list, or up to five words with one that media carry in their names."""
    known = find_outlet(words)
    if known is not None:
        return known
    name = " ".join(words.split()).strip(_NAME_EDGES)
    tokens = long_key(name).split()
    if not 2 <= len(tokens) <= _LONGEST_NAME or any(token.isdigit() for token in tokens):
        return None
    if not any(token in word_list("media") for token in tokens) or strip_edges(" ".join(tokens)) in cue_table().line:
        return None
    return Outlet(name, agency=False)


def outlet_of_url(url: str) -> str | None:
    """The name of the outlet whose site an address lies on, else the site's host; None for no address."""
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower().removeprefix("www.")
    if "." not in host:
        return None
    domains = _domains()
    parts = host.split(".")
    for first in range(len(parts) - 1):
        name = domains.get(".".join(parts[first:]))
        if name is not None:
            return name
    return host


def find_place_line(line: str) -> tuple[str, Outlet | None] | None:
    """The place line that opens an article's first paragraph ("بغداد/المسلة:"), and the outlet it names."""
    if _PARTS.search(line, 0, _PLACE_LINE_CHARACTERS) is None:
        return None
    folded, offsets = folded_with_offsets(line[:_PLACE_LINE_CHARACTERS])
    listed, unlisted = _place_line().match(folded), _unlisted_place_line().match(folded)
    for match in (unlisted, listed):
        if match is None:
            continue
        words = line[: offsets[min(match.end(1), len(offsets) - 1)]].strip()
        outlets = outlets_in(words)
        if match is listed or outlets or (listed is None and match["place"] is not None):
            owner = next((outlet for outlet in outlets if not outlet.agency), outlets[0] if outlets else None)
            return words, owner
    return None


def is_place_line(key: str) -> bool:
    """Whether a line, by its comparison key, is a place line and nothing else: an outlet with a place or another."""
    return len(key) <= _PLACE_LINE_CHARACTERS and " " in key.strip() and _only_place_line().fullmatch(key) is not None


def names_only(key: str) -> bool:
    """Whether a key holds nothing but names of outlets and places."""
    return _names().fullmatch(key) is not None


def outlets_in(words: str) -> list[Outlet]:
    """The outlets that a line of names, separated by dashes and the like, is made of."""
    parts = _PARTS.split(words)
    return [outlet for outlet in map(find_medium, parts) if outlet is not None]


def quoted_sources(keys: Iterable[str]) -> list[str]:
    """The agencies and outlets that a text names as its source, in order, each once.

    Args: keys: the comparison keys of its paragraphs.
    """
    found: dict[str, None] = {}
    for key in keys:
        for match in _quotation().finditer(key):
            outlet = _outlets().get(match[1])
            if outlet is not None:
                found.setdefault(outlet.name)
    return list(found)


@cache
def _outlets() -> dict[str, Outlet]:
    names: dict[str, Outlet] = {}
    for row in read_list("reading/outlets.csv", ("name", "aliases", "domains", "kind")):
        outlet = Outlet(row["name"], row["kind"] == "agency")
        for name in (row["name"], *row.parts("aliases")):
            names.setdefault(strip_edges(long_key(name)), outlet)
    return names


@cache
def _domains() -> dict[str, str]:
    rows = read_list("reading/outlets.csv", ("name", "aliases", "domains", "kind"))
    return {domain: row["name"] for row in rows for domain in row.parts("domains")}


@cache
def _place_line() -> re.Pattern[str]:
    word = rf"(?:{either(set(_outlets()) | word_list('place'))})"
    gap = r"[\s/|،,\-–—()\[\]«»\"“”:.]*"
    return re.compile(rf"[\W_]*((?:{gap}{word}(?!\w){gap})+?)\s*(?:[:/|)]|\s[-–—]+|[-–—]+\s)(?!\d)")


@cache
def _unlisted_place_line() -> re.Pattern[str]:
    """A known place and up to four words, or up to five words, set off as a place line is."""
    place = rf"(?P<place>(?:{either(word_list('place'))})(?!\w)\s*[/|،,\-–—(\[]+\s*)"
    return re.compile(rf"[\W_]*({place}?[^\W\d_]++(?:[ ][^\W\d_]++){{0,4}}[ ]?)\s*(?:[:/|]|[)\]]\s*[-–—:]?|\s[-–—]+\s)")


@cache
def _names() -> re.Pattern[str]:
    word = rf"(?:{either(set(_outlets()) | word_list('place'))})(?!\w)"
    return re.compile(rf"[\W_]*(?:{word}[\W_]*)+")


@cache
def _only_place_line() -> re.Pattern[str]:
    outlet = rf"(?:{either(_outlets())})(?!\w)"
    word = rf"(?:{either(set(_outlets()) | word_list('place'))})(?!\w)"
    gap = r"[\s/|،,\-–—()\[\]«»\"“”:.+]*"
    return re.compile(rf"{gap}(?:{outlet}{gap}(?:{word}{gap})+|(?:{word}{gap})+{outlet}{gap})")


@cache
def _quotation() -> re.Pattern[str]:
    names = [name for name in _outlets() if len(name) > 2]
    said, medium = either(word_list("reporting")), either(word_list("medium"))
    return re.compile(rf"(?<!\w)(?:{said})\s*(?:(?:{medium})\s*){{0,5}}?[\"“”«('\s]*({either(names)})(?!\w)")
