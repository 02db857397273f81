"""From the value of a time expression to the time of an event: EDTF no finer than the day, as the graph demands."""

from __future__ import annotations

import re
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from graph.model import Span, TimeExpression, TimeKind, When

_WEEK = re.compile(r"\d{4}-W\d{2}~?")
_BELOW_DAY = re.compile(r"(?<=\d\d)T[\dA-Z:+.-]+")


@lru_cache(maxsize=10_000)
def is_edtf(text: str) -> bool:
    """Whether the edtf package accepts `text`; over unknown digits beside an open end it stumbles with a TypeError."""
    try:
        parse_edtf(text)
    except (EDTFParseException, TypeError):
        return False
    return True


def to_when(expression: TimeExpression, *, span_in_file: Span | None = None) -> When | None:
    """The time that an expression gives an event; None for lengths, sets and values with no known digits.

    A week becomes its first and last day, a part of day or a clock time its day; a decade or century with an open end
    becomes its first or last year, since the edtf package cannot read it otherwise.

    Args:
        expression: as `find_times` returns it.
        span_in_file: where its words stand in the file, if that is known.
    """
    if expression.kind in (TimeKind.DURATION, TimeKind.SET):
        return None
    edtf = day_level(expression)
    if edtf is None or not is_edtf(edtf):
        return None
    reason = expression.rule if expression.anchor is None else f"{expression.rule} from {expression.anchor}"
    return When(edtf, expression.earliest, expression.latest, expression.basis, span_in_file, reason)


def day_level(expression: TimeExpression) -> str | None:
    """The value as EDTF with days at the finest, or None where it says nothing."""
    first, last = expression.earliest, expression.latest
    if first is None and last is None and not re.match(r"-?\d{4}", expression.value):
        return None
    parts = [_BELOW_DAY.sub("", part) for part in expression.value.split("/")]
    if len(parts) == 1:
        if _WEEK.fullmatch(parts[0]):
            return None if first is None or last is None else f"{first.isoformat()}/{last.isoformat()}"
        return parts[0]
    edges = (first, last)
    for place, part in enumerate(parts):
        edge = edges[place]
        if "X" in part and ".." in parts and edge is not None:
            parts[place] = f"{edge.year:04d}"
            continue
        if part != ".." and (_WEEK.fullmatch(part) or re.fullmatch(r"\d{4}-2[1-4]~?", part)):
            if edge is None:
                return None
            parts[place] = edge.isoformat()
    return parts[0] if parts[0] == parts[1] else "/".join(parts)
