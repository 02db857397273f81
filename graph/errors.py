"""The errors that waqai raises on purpose; each names its subject and a remedy in one line."""

from __future__ import annotations


class WaqaiError(Exception):
    """A problem that the user can act on; `str()` is one line fit for the terminal."""


class InputError(WaqaiError):
    """A path, file or record that cannot be used as input."""


class LexiconError(WaqaiError):
    """A word list or knowledge base row that breaks its form."""

    def __init__(self, file: str, line: int, value: str, remedy: str) -> None:
        """Args: file: as given by the user; line: from 1; value: the offending cell; remedy: what to write instead."""
        super().__init__(f"{file}:{line}: {value!r}: {remedy}")


class ModelError(WaqaiError):
    """Model weights that are missing, damaged or cannot be fetched."""


class OutputError(WaqaiError):
    """A place that cannot be written."""


class QueryError(WaqaiError):
    """A query, an endpoint or a graph file that cannot answer."""
