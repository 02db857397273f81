"""The named questions of `ontology/queries/`: each a SPARQL file that begins with its English and Arabic question.

The first lines are "# en: ..." and "# ar: ...". A parameter is a line of the query that binds one string,
`VALUES ?name { "default" } # param: what it is`, so that the file runs as it is in any SPARQL tool.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.errors import QueryError
from graph.lexicons import data_folder

_COMMENT = re.compile(r"#\s*(en|ar):\s*(.+)")
_PARAMETER = re.compile(r'VALUES \?(\w+) \{ "((?:[^"\\]|\\.)*)" \} # param: (.+)')


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question can be given: its default and what it means."""

    name: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named query with its question in both languages."""

    name: str
    english: str
    arabic: str
    parameters: tuple[Parameter, ...]
    text: str

    def sparql(self, values: Mapping[str, str] | None = None) -> str:
        """The query with its parameters bound, as string literals.

        Raises: QueryError: a value for a parameter that the question does not have.
        """
        given = dict(values or {})
        unknown = sorted(given.keys() - {parameter.name for parameter in self.parameters})
        if unknown:
            known = ", ".join(parameter.name for parameter in self.parameters) or "none"
            raise QueryError(f"{self.name} has no parameter {unknown[0]!r}; it has: {known}")

        def bound(match: re.Match[str]) -> str:
            name = match.group(1)
            return f"VALUES ?{name} {{ {_quoted(given[name])} }}" if name in given else match.group()

        return _PARAMETER.sub(bound, self.text)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


@cache
def named_questions() -> Mapping[str, Question]:
    """All questions by name, sorted."""
    folder = data_folder("ontology") / "queries"
    return {path.stem: _parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq"))}


def named_question(name: str) -> Question:
    """The question of that name.

    Raises: QueryError: there is none; the message lists the names.
    """
    questions = named_questions()
    if name not in questions:
        raise QueryError(f"no question is named {name!r}; there are: {', '.join(questions)}")
    return questions[name]


def _parse(name: str, text: str) -> Question:
    comments = (_COMMENT.match(line) for line in text.splitlines())
    said = {comment.group(1): comment.group(2).strip() for comment in comments if comment is not None}
    if said.keys() != {"en", "ar"}:
        raise QueryError(f"ontology/queries/{name}.rq: begin with '# en: question' and '# ar: question'")
    parameters = tuple(Parameter(*(part.strip() for part in found)) for found in _PARAMETER.findall(text))
    return Question(name, said["en"], said["ar"], parameters, text)
