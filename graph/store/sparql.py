"""What can be said of a query before and after an engine sees it: whether it only reads, and where it goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.errors import QueryError

# What may hide a keyword: comments, IRIs, strings (SPARQL 1.1, section 19.8).
_NOT_CODE = re.compile(
    r'<[^<>"{}|^`\\\x00-\x20]*>|"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*',
    re.DOTALL,
)
_UPDATE = re.compile(
    r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b(?=\s*(?:DATA\b|WHERE\b|SILENT\b|GRAPH\b|DEFAULT\b|NAMED\b|ALL\b|<|\{|\w*:))",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"(?<![?$:\w])SERVICE\b", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PREFIX = re.compile(r"(?<![?$\w:])([A-Za-z][\w-]*):[\w]")
_DECLARED = re.compile(r"\bPREFIX\s+([A-Za-z][\w-]*)?:", re.IGNORECASE)
_FORMS = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


def code_of(query: str) -> str:
    """The query with comments, IRIs and strings blanked out, every remaining character at its own offset."""
    return _NOT_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), query)


def check_reads_only(query: str) -> None:
    """Refuse what would change a graph or ask another server.

    Raises: QueryError: an update, or a SERVICE clause.
    """
    code = code_of(query)
    update = _UPDATE.search(code)
    if update is not None and _FORMS.search(code) is None:
        raise QueryError(
            f"{_place(query, update.start())}: {update.group(1).upper()} would change the graph; it is only read"
        )
    service = _SERVICE.search(code)
    if service is not None:
        raise QueryError(
            f"{_place(query, service.start())}: SERVICE would ask another server; queries stay on this graph"
        )


def _place(query: str, offset: int) -> str:
    line = query.count("\n", 0, offset) + 1
    column = offset - (query.rfind("\n", 0, offset) + 1) + 1
    return f"line {line}, column {column}"


def explain_syntax_error(query: str, message: str, prefixes: Iterable[str]) -> str:
    """The engine's message made short: position, the text there with a caret under it, and a hint what to change."""
    found = _POSITION.match(message)
    if found is None:
        return f"the query cannot be read: {message}"
    line, column, expected = int(found.group(1)), int(found.group(2)), found.group(3)
    lines = query.splitlines() or [""]
    text = lines[line - 1] if line <= len(lines) else ""
    caret = " " * (column - 1) + "^"
    return (
        f"line {line}, column {column}: {_hint(query, line, column, expected, sorted(prefixes))}\n  {text}\n  {caret}"
    )


def _hint(query: str, line: int, column: int, expected: str, known: list[str]) -> str:
    code = code_of(query)
    if not code.strip():
        return "the query is empty; begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
    declared = {*known, *(name or "" for name in _DECLARED.findall(code))}
    unknown = [name for name in _PREFIX.findall(code) if name not in declared]
    if "Prefix not found" in expected and unknown:
        name = unknown[0]
        return f"the prefix {name}: is not known; declare it (PREFIX {name}: <...>) or use one of {', '.join(known)}"
    if _FORMS.search(code) is None:
        return "no query form found; begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
    for opening, closing in ("{}", "()"):
        missing = code.count(opening) - code.count(closing)
        if missing > 0:
            return f"{missing} closing {closing!r} missing"
        if missing < 0:
            return f"{-missing} closing {closing!r} too many"
    if query.count('"') % 2 or _unclosed_string(code):
        return "a string is not closed"
    lines = query.splitlines()
    before = "\n".join([*lines[: line - 1], lines[line - 1][: column - 1]]).rstrip()
    if before and before[-1] not in ".;,{}(":
        return "something unexpected; is a '.' or ';' missing after the triple before it?"
    return "something unexpected here"


def _unclosed_string(code: str) -> bool:
    return '"' in code or "'" in code
