"""A read-only SPARQL endpoint on this machine: the Oxigraph server, with the graph's own pages before it.

Oxigraph answers the queries and gives its query editor (YASGUI). The front answers for what Oxigraph does not know: the
interactive page, and the graph's own IRIs, each in the format that is asked for. Nothing here changes a graph.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path

from graph.errors import QueryError
from graph.store.engine import LOOPBACK, Engine, server_program
from graph.store.front import Front, handler_for
from graph.store.worker import FORMATS


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running endpoint. `url` is its start page; `sparql` takes queries."""

    url: str
    sparql: str
    front: ThreadingHTTPServer

    def wait(self) -> None:
        """Serve until interrupted."""
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


@contextlib.contextmanager
def serve(
    path: Path, *, page: Path | None = None, port: int = 7878, timeout: float = 60.0, base_iri: str | None = None
) -> Iterator[Endpoint]:
    """Serve a graph file on 127.0.0.1 while the `with` block runs.

    Args: page: the interactive page, by default the .html beside the graph if there is one; port: 0 takes a free one;
        timeout: seconds that a query may take; base_iri: that of the instances, by default as the file's prefixes say.
    Raises: QueryError: no Oxigraph server installed, the file cannot be loaded, or the port is taken.
    """
    program = server_program()
    beside = path.with_suffix(".html")
    with tempfile.TemporaryDirectory(prefix="waqai-serve-") as folder:
        _load(program, path, folder)
        with Engine(program, folder) as engine:
            base = base_iri if base_iri is not None else _base_iri(path)
            shown = page if page is not None else (beside if beside.is_file() else None)
            server = _bind(Front(engine, base, shown, timeout), port)
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            url = f"http://{LOOPBACK}:{server.server_address[1]}/"
            try:
                yield Endpoint(url, f"{url}query", server)
            finally:
                server.shutdown()
                server.server_close()
                thread.join()


def _load(program: str, path: Path, folder: str) -> None:
    if path.suffix.lower() not in FORMATS or not path.is_file():
        raise QueryError(f"{path}: expected a graph file ending with one of {', '.join(FORMATS)}")
    done = subprocess.run(
        [program, "load", "--location", folder, "--file", str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise QueryError(f"{path}: {(done.stderr or done.stdout).strip().splitlines()[-1]}")


def _base_iri(path: Path) -> str:
    import pyoxigraph as ox

    from graph.vocab import DEFAULT_BASE_IRI

    quads = ox.parse(path=str(path), format=FORMATS[path.suffix.lower()])
    next(quads, None)
    event: str = dict(quads.prefixes).get("event", "")
    return event.removesuffix("event/") if event.endswith("event/") else DEFAULT_BASE_IRI


def _bind(front: Front, port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((LOOPBACK, port), handler_for(front))
    except OSError as error:
        raise QueryError(f"port {port} cannot be used ({error.strerror}); give another with --port") from error
