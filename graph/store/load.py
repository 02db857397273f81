"""Loading a graph file into a triple store, in batches that can be taken up again where they stopped.

A built graph has no blank nodes, so a batch that was sent twice adds nothing twice; those of another file (the ontology
has some) get IRIs, as RDF 1.1 Concepts, section 3.5 proposes, for the same reason. How far a load got stands in a small
file beside the graph; it goes when the load is complete.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from graph.errors import QueryError
from graph.store.web import HttpError, authorization, check_url, request
from graph.store.worker import FORMATS

_LOG = logging.getLogger(__name__)
_DEFAULT_GRAPH = ""
_GENID = "https://w3id.org/.well-known/genid/waqai/"
_NO_GRAPH_STORE = frozenset({400, 404, 405, 406, 415, 501})
_PASSING = frozenset({429, 500, 502, 503, 504})
_UPDATE_PATHS = ("/update", "/statements", "/sparql", "/sparql-auth", "/query")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a load goes. `graph` None keeps the graphs of the file; `protocol` is "gsp", "update" or "auto".

    `auth` names the environment variable with the credentials; `batch` counts triples; `timeout` is in seconds.
    """

    endpoint: str
    graph: str | None = None
    protocol: str = "auto"
    auth: str | None = None
    batch: int = 10_000
    timeout: float = 60.0
    attempts: int = 3
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: triples of the file, how many had been there from an earlier try, and the protocol used."""

    triples: int
    resumed: int
    protocol: str

    def __str__(self) -> str:
        spoken = {"gsp": "the Graph Store Protocol", "update": "SPARQL Update"}.get(self.protocol, self.protocol)
        earlier = f", {self.resumed} of them in an earlier try" if self.resumed else ""
        return f"{self.triples} triples are loaded by {spoken}{earlier}"


def load(path: Path, target: Target, progress: Progress | None = None) -> Loaded:
    """Add a graph file's triples to a store by the Graph Store Protocol or by SPARQL Update.

    Args: progress: called with the number of triples done and in all, after each batch.
    Raises: QueryError: the file or endpoint cannot be used; the message says how far the load got and how to go on.
    """
    check_url(target.endpoint)
    lines = _lines(path, target)
    state = _State(path, target)
    done = min(state.done(), len(lines))
    sender = _Sender(target)
    resumed = done
    while done < len(lines):
        graph = lines[done][0]
        end = next((i for i in range(done, min(done + sender.batch, len(lines))) if lines[i][0] != graph), None)
        chunk = [line for _, line in lines[done : end if end is not None else done + sender.batch]]
        try:
            done += sender.send(graph, chunk)
        except HttpError as error:
            raise QueryError(_account(error, done, len(lines), target)) from error
        state.save(done)
        if progress is not None:
            progress(done, len(lines))
    state.clear()
    return Loaded(len(lines), resumed, sender.protocol)


def _account(error: HttpError, done: int, total: int, target: Target) -> str:
    remedy = "the same command goes on from there"
    if error.status in (401, 403):
        where = f"the environment variable {target.auth}" if target.auth else "an environment variable, named by --auth"
        remedy = f"check the credentials in {where}; then {remedy}"
    return f"{error} ({done} of {total} triples are loaded; {remedy})"


def _lines(path: Path, target: Target) -> list[tuple[str, str]]:
    """Graph and N-Triples line of every triple, sorted."""
    form = FORMATS.get(path.suffix.lower())
    if form is None or not path.is_file():
        raise QueryError(f"{path}: expected a graph file ending with one of {', '.join(FORMATS)}")
    if target.graph is not None and not _is_iri(target.graph):
        raise QueryError(f"{target.graph!r} cannot name a graph: expected an absolute IRI")
    try:
        quads = _without_blank_nodes(ox.parse(path=str(path), format=form))
    except (SyntaxError, ValueError, OSError) as error:
        raise QueryError(f"{path}: {error}") from error
    found = set()
    for quad in quads:
        own = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else _DEFAULT_GRAPH
        graph = target.graph if target.graph is not None else own
        found.add((graph, f"{quad.subject} {quad.predicate} {quad.object} .\n"))
    return sorted(found)


def _without_blank_nodes(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The quads with an IRI for each blank node: the same for the same file, whatever a parser calls the node."""
    found = ox.Dataset(quads)
    if not any(isinstance(part, ox.BlankNode) for quad in found for part in quad):
        return list(found)
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    key = hashlib.sha256("".join(sorted(f"{quad}\n" for quad in found)).encode()).hexdigest()[:16]

    def named(part: Any) -> Any:
        return ox.NamedNode(f"{_GENID}{key}-{part.value}") if isinstance(part, ox.BlankNode) else part

    return [ox.Quad(*(named(part) for part in quad)) for quad in found]


def _is_iri(text: str) -> bool:
    return bool(urlsplit(text).scheme) and not set(text) & set(' <>"{}|\\^`\n\r\t')


class _State:
    """How far the load of one file to one place got, as a file beside it."""

    def __init__(self, path: Path, target: Target) -> None:
        key = hashlib.sha256(f"{target.endpoint}\x1f{target.graph}".encode()).hexdigest()[:12]
        self._file = path.with_name(f"{path.name}.{key}.loading")
        self._content = hashlib.sha256(path.read_bytes()).hexdigest()

    def done(self) -> int:
        """Triples that an earlier try has loaded; 0 where the file has changed since."""
        try:
            state = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return 0
        if not isinstance(state, dict) or state.get("content") != self._content:
            return 0
        done = state.get("done")
        return done if isinstance(done, int) and done >= 0 else 0

    def save(self, done: int) -> None:
        """Remember progress; a folder that cannot be written only costs the resuming."""
        try:
            self._file.write_text(json.dumps({"content": self._content, "done": done}), encoding="utf-8")
        except OSError as error:
            _LOG.warning("%s: progress is not kept (%s)", self._file, error)

    def clear(self) -> None:
        """Forget progress."""
        self._file.unlink(missing_ok=True)


class _Sender:
    """Sends batches; learns which protocol the endpoint speaks and how much it takes at once."""

    def __init__(self, target: Target) -> None:
        if target.protocol not in ("auto", "gsp", "update"):
            raise QueryError(f"unknown protocol {target.protocol!r}: expected gsp, update or auto")
        self._target = target
        self._headers = authorization(target.auth)
        self._settled = target.protocol != "auto"
        self.protocol = target.protocol
        self.batch = target.batch
        if not self._settled:
            ending = urlsplit(target.endpoint).path.rstrip("/")
            self.protocol = "update" if ending.endswith(_UPDATE_PATHS) else "gsp"

    def send(self, graph: str, lines: list[str]) -> int:
        """Send a batch, smaller if it is too large; the number of triples sent.

        Raises: HttpError: refused, or no answer after some attempts.
        """
        attempt = 0
        while True:
            attempt += 1
            try:
                self._post(graph, lines[: self.batch])
            except HttpError as error:
                if self._is_too_large(error) and self.batch > 1:
                    self.batch = max(1, min(self.batch, len(lines)) // 2)
                    attempt = 0
                elif not self._settled and self.protocol == "gsp" and error.status in _NO_GRAPH_STORE:
                    self.protocol = "update"
                elif error.status not in _PASSING or attempt >= self._target.attempts:
                    raise
                else:
                    _LOG.info("%s; trying again", error)
                    time.sleep(self._target.pause * attempt)
            else:
                self._settled = True
                return len(lines[: self.batch])

    def _is_too_large(self, error: HttpError) -> bool:
        # Virtuoso refuses an update that its compiler has no room for as a bad request.
        return error.status == 413 or (error.status == 400 and self.protocol == "update")

    def _post(self, graph: str, lines: list[str]) -> None:
        body = "".join(lines)
        if self.protocol == "gsp":
            separator = "&" if urlsplit(self._target.endpoint).query else "?"
            where = f"graph={quote(graph, safe='')}" if graph else "default"
            url, kind = f"{self._target.endpoint}{separator}{where}", "application/n-triples"
        else:
            url, kind = self._target.endpoint, "application/sparql-update"
            body = f"INSERT DATA {{ GRAPH <{graph}> {{\n{body}}} }}" if graph else f"INSERT DATA {{\n{body}}}"
        headers = self._headers | {"Content-Type": f"{kind}; charset=utf-8"}
        request(url, method="POST", body=body.encode(), headers=headers, timeout=self._target.timeout)
