"""HTTP to endpoints: an endless answer is given up, one that breaks off is none, and a remote store only reads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from graph.errors import QueryError
from graph.store import web
from graph.store.remote import RemoteStore
from graph.store.web import EndlessAnswerError, HttpError, request

Reply = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture
def server() -> Iterator[tuple[str, list[Reply]]]:
    """An address and what is answered there; the last reply given is used."""
    replies: list[Reply] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            replies[-1](self)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, format: str, *args: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}/query", replies
    running.shutdown()
    running.server_close()


def whole(body: bytes, status: int = 200, length: int | None = None) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        try:
            handler.wfile.write(b"x")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1)


@pytest.mark.parametrize("reply", [dripping, silent])
def test_answers_without_end_are_given_up(server: tuple[str, list[Reply]], reply: Reply) -> None:
    url, replies = server
    replies.append(reply)
    start = time.monotonic()
    with pytest.raises(EndlessAnswerError, match="timed out"):
        request(url, headers={}, timeout=0.3)
    assert time.monotonic() - start < 4


def test_answers_may_be_too_large(server: tuple[str, list[Reply]], monkeypatch: pytest.MonkeyPatch) -> None:
    url, replies = server
    monkeypatch.setattr(web, "ANSWER_LIMIT", 1024 * 1024)
    replies.append(whole(b"x" * 1024 * 1024))
    assert len(request(url, headers={}, timeout=10)) == 1024 * 1024
    replies.append(whole(b"x" * (1024 * 1024 + 1)))
    with pytest.raises(EndlessAnswerError, match="more than 1 MB"):
        request(url, headers={}, timeout=10)


def test_an_answer_that_breaks_off_is_none(server: tuple[str, list[Reply]]) -> None:
    url, replies = server
    replies.append(whole(b"half", length=8))
    with pytest.raises(HttpError, match="broke off"):
        request(url, headers={}, timeout=5)


@pytest.mark.parametrize(
    ("body", "status", "part"),
    [
        (b"no such dataset\nat line 7", 404, "answers 404: no such dataset$"),
        (b"", 500, "answers 500: Internal Server Error"),
        (b'{"head": {}}', 200, "no SPARQL result in JSON"),
        (b"{", 200, "no SPARQL result in JSON"),
    ],
    ids=["not found", "broken", "no rows", "half"],
)
def test_a_remote_store_says_what_is_wrong(
    server: tuple[str, list[Reply]], body: bytes, status: int, part: str
) -> None:
    url, replies = server
    replies.append(whole(body, status))
    with pytest.raises(QueryError, match=part):
        RemoteStore(url).query("SELECT * WHERE { ?s ?p ?o }")


def test_a_remote_store_reads_rows_booleans_and_triples(server: tuple[str, list[Reply]]) -> None:
    url, replies = server
    store = RemoteStore(url)
    replies.append(whole(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"urn:a"}}]}}'))
    assert store.query("SELECT ?x WHERE { ?x ?p ?o }").cells() == [["urn:a"]]
    replies.append(whole(b'{"head":{},"boolean":true}'))
    assert store.query("ASK { ?s ?p ?o }").boolean is True
    replies.append(whole(b"<urn:b> <urn:p> <urn:o> .\n<urn:a> <urn:p> <urn:o> .\n"))
    assert store.query("DESCRIBE <urn:a>").triples[0].startswith("<urn:a>")


def test_a_remote_store_is_never_asked_to_change() -> None:
    with pytest.raises(QueryError, match="DROP would change"):
        RemoteStore("http://127.0.0.1:9/query").query("DROP ALL")
