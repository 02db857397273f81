"""A graph file that answers SPARQL, with a limit of time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from graph.errors import QueryError
from graph.store.answers import Answers, answers_from
from graph.store.sparql import check_reads_only, explain_syntax_error
from graph.store.worker import RESULTS

DEFAULT_TIMEOUT = 60.0
_LOAD_TIMEOUT = 3600.0
_CHILD = "import sys; from graph.store.worker import main; main(sys.argv[1])"


class Store:
    """A graph file in a process of its own, read once and asked as often as wanted. Use it in a `with` statement."""

    def __init__(self, path: Path) -> None:
        """Args: path: .ttl, .nt, .nq, .trig, .jsonld or .rdf.

        Raises: QueryError: the file is missing or is not of the format that its name ends with.
        """
        self.path = path
        self.size = 0
        self.prefixes: dict[str, str] = {}
        self._child: subprocess.Popen[bytes] | None = None
        if not path.is_file():
            raise QueryError(f"{path}: no such file; give a graph that `waqai build` wrote")
        self._start()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; the next question starts it again."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()

    def query(self, sparql: str, *, timeout: float = DEFAULT_TIMEOUT) -> Answers:
        """Answer a SPARQL 1.1 query; the prefixes of the file and of the vocabularies need not be declared.

        Args: timeout: seconds.
        Raises: QueryError: malformed (with position and hint), an update, or no answer in time.
        """
        kind, body = self._ask(sparql, "json", timeout)
        return answers_from(kind, body, self.prefixes)

    def serialize(self, sparql: str, form: str, *, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """Answer in a format of the W3C; CONSTRUCT and DESCRIBE give N-Triples, sorted.

        Args: form: "csv", "tsv", "json" or "xml"; timeout: seconds.
        Raises: QueryError: as `query`, or another format.
        """
        if form not in RESULTS:
            raise QueryError(f"{form!r} is no format of answers: expected one of {', '.join(RESULTS)}")
        return self._ask(sparql, form, timeout)[1]

    def _ask(self, sparql: str, form: str, timeout: float) -> tuple[str, bytes]:
        check_reads_only(sparql)
        if self._child is None:
            self._start()
        child = self._child
        assert child is not None
        assert child.stdin is not None
        try:
            child.stdin.write(json.dumps({"query": sparql, "format": form}).encode() + b"\n")
            child.stdin.flush()
        except OSError as error:
            self.close()
            raise QueryError(f"{self.path}: the query process ended unexpectedly") from error
        header, body = self._read(timeout, f"no answer in {timeout:g} s; narrow the query or allow it more time")
        if "error" in header:
            raise QueryError(explain_syntax_error(sparql, header["error"], self.prefixes))
        return header["kind"], body

    def _start(self) -> None:
        path = os.pathsep.join(part for part in sys.path if part)
        self._child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(self.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": path},
        )
        header, _ = self._read(_LOAD_TIMEOUT, "the graph was not read in time")
        if "error" in header:
            self.close()
            raise QueryError(f"{self.path}: {header['error']}")
        self.size, self.prefixes = header["size"], header["prefixes"]

    def _read(self, timeout: float, too_late: str) -> tuple[dict[str, Any], bytes]:
        child = self._child
        assert child is not None
        assert child.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(timeout, end)
        timer.start()
        try:
            line = child.stdout.readline()
            header: dict[str, Any] = json.loads(line) if line else {}
            body = child.stdout.read(header.get("bytes", 0))
        finally:
            timer.cancel()
        if late.is_set() or not header or len(body) < header.get("bytes", 0):
            self.close()
            raise QueryError(too_late if late.is_set() else f"{self.path}: the query process ended unexpectedly")
        return header, body


def open_file(path: Path) -> Store:
    """Open a graph file for SPARQL; see `Store`."""
    return Store(path)
