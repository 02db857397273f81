"""RDF terms as Turtle writes them, safe against whatever a scraped page holds.

Local names follow `graph.ids` (ASCII letters, digits, "_", "-"), so that no prefixed name ever needs an escape: some
stores read an escaped name wrongly and silently.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import quote

from graph.errors import InputError
from graph.ids import is_local_name
from graph.model import When
from graph.text import is_arabic

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
# IRIREF of Turtle 1.1 (section 6.5), narrowed to printable ASCII without the characters that it forbids.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://?[!#-;=?-\[\]_a-z~]+\Z")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*\Z")


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if char in _ESCAPES:
        return _ESCAPES[char]
    # A lone surrogate has no UTF-8 form, and the last two code points of the plane are refused by XML results.
    return "\ufffd" if ord(char) > 0xFF else f"\\u{ord(char):04X}"


def string(text: str) -> str:
    """A plain xsd:string."""
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def arabic(text: str) -> str:
    """A literal in Arabic."""
    return f'"{_TO_ESCAPE.sub(_escape, text)}"@ar'


def english(text: str) -> str:
    """A literal in English."""
    return f'"{_TO_ESCAPE.sub(_escape, text)}"@en'


def tagged(text: str) -> str:
    """A literal tagged Arabic if it holds an Arabic letter, else English."""
    return arabic(text) if is_arabic(text) else english(text)


def typed(text: str, datatype: str) -> str:
    """A literal of a datatype given as prefixed name."""
    return f'"{_TO_ESCAPE.sub(_escape, text)}"^^{datatype}'


def address(url: str) -> str:
    """An xsd:anyURI of ASCII characters alone; others are percent-encoded as UTF-8 (RFC 3987, section 3.1)."""
    encoded = "".join(char if char.isascii() else quote(char, errors="replace") for char in url)
    return typed(encoded, "xsd:anyURI")


def day(date: datetime.date) -> str:
    """An xsd:date."""
    return f'"{date.isoformat()}"^^xsd:date'


def edtf(text: str) -> str:
    """An EDTF value."""
    return typed(text, "edtf:EDTF")


def integer(number: int) -> str:
    """An xsd:integer."""
    return f'"{number}"^^xsd:integer'


def offset(number: int) -> str:
    """An offset in code points."""
    return f'"{number}"^^xsd:nonNegativeInteger'


def decimal(number: Decimal) -> str:
    """An xsd:decimal with the number's own digits, never in exponent form."""
    return f'"{number:f}"^^xsd:decimal'


def node(kind: str, local_name: str) -> str:
    """An instance's prefixed name.

    Raises: InputError: when the name would need an escape.
    """
    if not is_local_name(local_name):
        raise InputError(f"{local_name!r} cannot name a {kind}: use ASCII letters, digits, '_' and '-', first a letter")
    return f"{kind}:{local_name}"


def wikidata(identifier: str) -> str | None:
    """A Wikidata entity's prefixed name, or None for what is no identifier."""
    return f"wd:{identifier}" if _WIKIDATA.match(identifier) else None


def check_base_iri(base_iri: str) -> str:
    """The base IRI of the instances, if prefixes can be made of it.

    Raises: InputError: not an absolute ASCII IRI that ends with "/" or "#".
    """
    if not _IRI.match(base_iri) or base_iri[-1] not in "/#":
        raise InputError(f"{base_iri!r} is no base IRI: give an absolute ASCII IRI that ends with '/' or '#'")
    return base_iri


Statement = tuple[str, str]


class Expander:
    """Turns Turtle's short terms into N-Triples' long ones."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._known: dict[str, str] = {"a": f"<{prefixes['rdf']}type>"}

    def __call__(self, term: str) -> str:
        """The term in N-Triples syntax."""
        if term[0] == "<":
            return term
        if term[0] == '"':
            quote = term.rindex('"')
            return term[: quote + 3] + self._name(term[quote + 3 :]) if term[quote + 1 : quote + 3] == "^^" else term
        return self._name(term)

    def _name(self, name: str) -> str:
        known = self._known.get(name)
        if known is None:
            prefix, _, local = name.partition(":")
            known = self._known[name] = f"<{self._prefixes[prefix]}{local}>"
        return known


@dataclass(slots=True)
class Resource:
    """A subject with its statements (predicate, object); `article` is the id of the article that says them, if one."""

    subject: str
    statements: list[Statement] = field(default_factory=list)
    article: str | None = None

    def add(self, predicate: str, *objects: str) -> None:
        """State `predicate` of each of the objects."""
        self.statements += [(predicate, value) for value in objects]

    def settle(self) -> None:
        """Put the statements in the order of the files, once each: types first, then by predicate and object."""
        # "a" sorts before every prefixed name that is used as a predicate.
        self.statements = sorted({*self.statements})


def add_bounds(resource: Resource, when: When) -> None:
    """State the bounds of a time that are known, how it is known, and why."""
    if when.earliest is not None:
        resource.add("sem:hasEarliestBeginTimeStamp", day(when.earliest))
    if when.latest is not None:
        resource.add("sem:hasLatestEndTimeStamp", day(when.latest))
    resource.add("wq:timeBasis", f"wq:{when.basis.value}")
    if when.reason:
        resource.add("wq:reason", tagged(when.reason))
