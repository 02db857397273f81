"""What can be said of a query before and after an engine sees it: whether it only reads, and where it goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from graph.errors import QueryError

# What may hide a keyword: comments, IRIs, strings (SPARQL 1.1, section 19.8).
_NOT_CODE = re.compile(
    r'<[^<>"{}|^`\\\x00-\x20]*>|"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*',
    re.DOTALL,
)
_PROLOGUE = r"(?:\s*(?:PREFIX\s+[^\s:]*:\s*<|BASE\s*<))*\s*"
_UPDATE = re.compile(rf"{_PROLOGUE}(INSERT|DELETE|WITH|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.IGNORECASE)
_SERVICE = re.compile(r"(?<![?$:\w])SERVICE\b", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PREFIX = re.compile(r"(?<![?$\w:])([A-Za-z][\w-]*):[\w]")
_DECLARED = re.compile(r"\bPREFIX\s+([A-Za-z][\w-]*)?:", re.IGNORECASE)
_FORMS = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


def code_of(query: str) -> str:
    """The query with comments, IRIs and strings blanked out, every remaining character at its own offset.

    Of an IRI the opening bracket is left, so that what takes an IRI is still seen to have one.
    """
    return _NOT_CODE.sub(_blank, query)


def _blank(match: re.Match[str]) -> str:
    text = match.group()
    blank = re.sub(r"[^\n]", " ", text)
    return f"<{blank[1:]}" if text[0] == "<" else blank


def check_reads_only(query: str) -> None:
    """Refuse what would change a graph or ask another server.

    Raises: QueryError: an update, or a SERVICE clause.
    """
    code = code_of(query)
    update = _UPDATE.match(code)
    if update is not None:
        keyword = update.group(1).upper()
        raise QueryError(f"{_place(query, update.start(1))}: {keyword} would change the graph; it is only read")
    service = _SERVICE.search(code)
    if service is not None:
        raise QueryError(
            f"{_place(query, service.start())}: SERVICE would ask another server; queries stay on this graph"
        )


def _place(query: str, offset: int) -> str:
    line = query.count("\n", 0, offset) + 1
    column = offset - (query.rfind("\n", 0, offset) + 1) + 1
    return f"line {line}, column {column}"


def explain_syntax_error(
    query: str, message: str, prefixes: Iterable[str], declarable: Mapping[str, str] | None = None
) -> str:
    """The engine's message made short: position, the text there with a caret under it, and a hint what to change.

    Args: prefixes: those that need no declaration; declarable: IRIs of others, for the hint that declares them.
    """
    found = _POSITION.match(message)
    if found is None:
        return f"the query cannot be read: {message}"
    lines = query.split("\n")
    line, column = int(found.group(1)), int(found.group(2))
    offset = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    offset, hint = _diagnose(query, offset, found.group(3), sorted(prefixes), declarable or {})
    start = query.rfind("\n", 0, offset) + 1
    text = query[start:].split("\n", 1)[0]
    return f"{_place(query, offset)}: {hint}\n  {text}\n  {' ' * (offset - start)}^"


def _diagnose(
    query: str, offset: int, expected: str, known: list[str], declarable: Mapping[str, str]
) -> tuple[int, str]:
    """Where the fault lies, as far as can be told (`offset` is how far the engine got), and what to change."""
    code = code_of(query)
    if not code.strip():
        return 0, "the query is empty; begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
    declared = {*known, *(name or "" for name in _DECLARED.findall(code))}
    unknown = next((found for found in _PREFIX.finditer(code) if found.group(1) not in declared), None)
    if unknown is not None and "Prefix not found" in expected:
        name = unknown.group(1)
        remedy = f"declare it (PREFIX {name}: <{declarable.get(name, '...')}>)"
        others = f" or use one of {', '.join(known)}" if known else ""
        return unknown.start(), f"the prefix {name}: is not known; {remedy}{others}"
    if _FORMS.search(code) is None:
        start = len(code) - len(code.lstrip())
        return start, "no query form found; begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
    open_quote = re.search("[\"']", code)
    if open_quote is not None:
        return open_quote.start(), "this string is not closed"
    for opening, closing in ("{}", "()"):
        missing = code.count(opening) - code.count(closing)
        if missing > 0:
            return offset, f"{missing} closing {closing!r} missing"
        if missing < 0:
            return _first_unopened(code, opening, closing), f"{-missing} closing {closing!r} too many"
    before = query[:offset].rstrip()
    if before and before[-1] not in ".;,{}(":
        return offset, "something unexpected; is a '.' or ';' missing after the triple before it?"
    return offset, "something unexpected here"


def _first_unopened(code: str, opening: str, closing: str) -> int:
    depth = 0
    for offset, char in enumerate(code):
        depth += (char == opening) - (char == closing)
        if depth < 0:
            return offset
    return len(code)
