"""The Oxigraph server as a process that can be replaced.

Its own limit of time leaves some queries running and cuts answers off in the middle without a sign; the only sure end
of an endless query is the end of the process.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

from graph.errors import QueryError

_LOG = logging.getLogger(__name__)
LOOPBACK = "127.0.0.1"
_START_TIMEOUT = 60.0


def server_program() -> str:
    """The path of the Oxigraph server.

    Raises: QueryError: it is not installed.
    """
    beside = str(Path(sys.executable).parent)
    found = shutil.which("oxigraph", path=beside) or shutil.which("oxigraph")
    if found is None:
        raise QueryError("the Oxigraph server is not installed; `pip install oxigraph` brings it")
    return found


class Engine:
    """A read-only server over a loaded folder, while the `with` block runs."""

    def __init__(self, program: str, folder: str) -> None:
        """Args: program: the server; folder: what `oxigraph load` wrote."""
        self._program = program
        self._folder = folder
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """The address of the running server, without a slash at the end; another one after each `replace`."""
        return f"http://{LOOPBACK}:{self._port}"

    def __enter__(self) -> Engine:
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def replace(self, url: str) -> None:
        """End the server of that address with all that it is at, and start another.

        Args: url: the address that the caller found busy; where it is no longer the engine's, nothing is done.
        Raises: QueryError: the new server does not start.
        """
        with self._lock:
            if url == self.url:
                _LOG.info("the query engine is replaced")
                self._stop()
                self._start()

    def _start(self) -> None:
        with socket.socket() as free:
            free.bind((LOOPBACK, 0))
            self._port = free.getsockname()[1]
        command = [self._program, "serve-read-only", "--location", self._folder, "--union-default-graph"]
        self._process = subprocess.Popen(
            [*command, "--bind", f"{LOOPBACK}:{self._port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + _START_TIMEOUT
        while True:
            with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, self._port), timeout=1):
                return
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._stop()
                raise QueryError("the Oxigraph server did not start")
            time.sleep(0.05)

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            # A server that is deep in a query does not listen to a polite request; it only reads, so nothing is lost.
            process.kill()
            process.wait()
