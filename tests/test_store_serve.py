"""The read-only endpoint: what its front answers over a stand-in engine, and the whole over the real server."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from chronicles import sample_chronicle

from graph.errors import QueryError
from graph.export.rdf import triples_of, write_turtle
from graph.store import engine as engine_module
from graph.store import front as front_module
from graph.store.front import Asked, Front, answer
from graph.store.remote import RemoteStore
from graph.store.serve import Endpoint, serve
from graph.store.web import EndlessAnswerError, HttpError

BASE = "https://w3id.org/waqai/id/"
ROWS = b'{"head":{"vars":["p","o"]},"results":{"bindings":[{"p":{"type":"uri","value":"http://x.example/p"},"o":%s}]}}'


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes]]:
    """A stand-in for the engine: remembers what it is asked and answers with one triple."""
    asked: list[tuple[str, bytes]] = []

    def request(url: str, *, headers: dict[str, str], method: str = "GET", body: bytes = b"", timeout: float) -> bytes:
        asked.append((url, body))
        if body.startswith(b"SELECT ?p ?o ?s"):
            return ROWS % b'{"type":"literal","value":"<script>alert(1)</script>"}'
        return b"<urn:s> <urn:p> <urn:o> .\n"

    monkeypatch.setattr(front_module, "request", request)
    return asked


class StandInEngine:
    """Has an address and remembers which ones were given up."""

    url = "http://engine.example"

    def __init__(self) -> None:
        self.replaced: list[str] = []

    def replace(self, url: str) -> None:
        self.replaced.append(url)


@pytest.fixture
def front(tmp_path: Path) -> Front:
    page = tmp_path / "graph.html"
    page.write_text("<!DOCTYPE html>page", encoding="utf-8")
    return Front(StandInEngine(), BASE, page, 5)  # type: ignore[arg-type]


def failing_with(error: HttpError) -> Callable[..., bytes]:
    def request(*_: object, **__: object) -> bytes:
        raise error

    return request


@pytest.mark.parametrize(
    ("query", "said", "expected"),
    [
        ("SELEC ?x", "error at 1:6: expected [_]", "line 1, column 1: no query form found"),
        ("ASK {\n ?e a wq:Event }", "error at 2:8: expected one of Prefix not found", "declare it (PREFIX wq: <https"),
        ("ASK { ?s ?p ?o", "error at 1:15: expected", "1 closing '}' missing"),
    ],
    ids=["form", "prefix", "brace"],
)
def test_malformed_queries_get_place_and_hint(
    front: Front, monkeypatch: pytest.MonkeyPatch, query: str, said: str, expected: str
) -> None:
    monkeypatch.setattr(front_module, "request", failing_with(HttpError("http://engine.example", 400, said)))
    given = answer(front, Asked("POST", "/query", "*/*", "application/sparql-query"), query.encode())
    assert given.status == 400
    assert expected in given.body.decode()
    assert given.body.decode().rstrip().endswith("^")


def test_endless_queries_are_given_up_and_the_engine_replaced(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_module, "request", failing_with(EndlessAnswerError("http://x", None, "timed out")))
    given = answer(front, Asked("POST", "/query", "*/*", "application/sparql-query"), b"ASK { ?s ?p ?o }")
    assert given.status == 503
    assert b"no whole answer in 5 s" in given.body
    assert front.engine.replaced == ["http://engine.example"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("text/turtle", 200, "text/turtle"),
        ("application/ld+json", 200, "application/ld+json"),
        ("application/n-triples;q=0.5, text/turtle", 200, "text/turtle"),
        ("text/turtle;q=0, application/rdf+xml", 200, "application/rdf+xml"),
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", 200, "text/html"),
        ("*/*", 200, "text/turtle"),
        ("", 200, "text/turtle"),
        ("image/png", 406, "text/plain"),
        ("text/turtle;q=much", 406, "text/plain"),
    ],
)
def test_content_negotiation(
    front: Front, engine: list[tuple[str, bytes]], accept: str, status: int, kind: str
) -> None:
    given = answer(front, Asked("GET", "/id/actor/x-iraq", accept))
    assert (given.status, given.kind) == (status, kind)
    assert all(f"<{BASE}actor/x-iraq>".encode() in body for _, body in engine)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/id/actor/x-iraq", True),
        ("/waqai/id/actor/x-iraq", True),
        ("/id/actor/", False),
        ("/id/wizard/x-iraq", False),
        ("/other/actor/x-iraq", False),
        ("/id/actor/x%3E%20%3Fp", False),
        ("/id/actor/..%2f..%2fetc", False),
        ("/etc/passwd", False),
    ],
)
def test_only_the_graphs_own_iris_are_described(
    front: Front, engine: list[tuple[str, bytes]], path: str, found: bool
) -> None:
    assert (answer(front, Asked("GET", path, "text/turtle")).status == 200) is found
    assert bool(engine) is found


def test_html_is_escaped(front: Front, engine: list[tuple[str, bytes]]) -> None:
    body = answer(front, Asked("GET", "/id/actor/x-iraq", "text/html")).body
    assert b"<script>" not in body
    assert b"&lt;script&gt;" in body


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "status"),
    [
        ("POST", "/query", "application/sparql-query", b"ASK { ?s ?p ?o }", 200),
        ("POST", "/sparql", "application/x-www-form-urlencoded", b"query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D", 200),
        ("GET", "/query?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D", "", b"", 200),
        ("GET", "/query", "", b"", 400),
        ("GET", "/query?query=a&query=b", "", b"", 400),
        ("POST", "/query", "application/sparql-update", b"DROP ALL", 403),
        ("POST", "/query", "application/sparql-query", b"DROP ALL", 400),
        ("POST", "/query", "application/x-www-form-urlencoded", b"update=DROP%20ALL", 400),
        ("POST", "/query", "application/sparql-query", b"SELECT * { SERVICE <http://a.example> { } }", 400),
        ("POST", "/update", "application/sparql-update", b"DROP ALL", 403),
        ("POST", "/store", "text/turtle", b"<a:a> <a:b> <a:c> .", 403),
        ("GET", "/nothing", "", b"", 404),
    ],
)
def test_queries_pass_and_nothing_writes(
    front: Front, engine: list[tuple[str, bytes]], method: str, path: str, kind: str, body: bytes, status: int
) -> None:
    assert answer(front, Asked(method, path, "*/*", kind), body).status == status
    assert bool(engine) is (status == 200)


def test_page(front: Front) -> None:
    assert answer(front, Asked("GET", "/page", "*/*")).body == b"<!DOCTYPE html>page"
    assert answer(replace(front, page=None), Asked("GET", "/page", "*/*")).status == 404


def test_missing_server_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engine_module.shutil, "which", lambda *_, **__: None)
    with pytest.raises(QueryError, match="pip install oxigraph"), serve(tmp_path / "g.ttl"):
        pass


# --- the real server -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    path = tmp_path_factory.mktemp("serve") / "graph.ttl"
    write_turtle(sample_chronicle(), path)
    path.with_suffix(".html").write_text("<!DOCTYPE html>page", encoding="utf-8")
    with serve(path, port=0) as running:
        yield running


def get(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, str, bytes]:
    asked = urllib.request.Request(url, data=body, method=method)
    for name, value in headers.items():
        asked.add_header(name.replace("_", "-"), value)
    try:
        with urllib.request.urlopen(asked) as given:
            return given.status, given.headers["Content-Type"], given.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read()


@pytest.mark.stores
def test_real_server_answers(endpoint: Endpoint) -> None:
    asked = urllib.parse.urlencode({"query": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"})
    status, _, body = get(f"{endpoint.sparql}?{asked}", Accept="application/sparql-results+json")
    assert status == 200
    count = int(json.loads(body)["results"]["bindings"][0]["n"]["value"])
    assert count == len(set(_triples()))
    assert len(RemoteStore(endpoint.sparql).query("SELECT * WHERE { ?s ?p ?o }")) == count


def _triples() -> list[tuple[str, str, str]]:
    return list(triples_of(sample_chronicle()))


@pytest.mark.stores
@pytest.mark.parametrize("path", ["", "yasgui.min.js", "yasgui.min.css", "page", "id/actor/x-iraq"])
def test_real_server_gives_editor_page_and_resources(endpoint: Endpoint, path: str) -> None:
    status, _, body = get(endpoint.url + path)
    assert status == 200
    assert body


@pytest.mark.stores
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_real_server_refuses_writing_methods(endpoint: Endpoint, method: str) -> None:
    assert get(f"{endpoint.url}store?default", method, b"")[0] == 403


@pytest.mark.stores
def test_real_server_refuses_other_names_of_this_machine(endpoint: Endpoint) -> None:
    assert get(endpoint.url, Host="evil.example")[0] == 403


@pytest.mark.stores
def test_real_server_refuses_bodies_without_end(endpoint: Endpoint) -> None:
    assert get(endpoint.sparql, "POST", b"x" * 1_000_001, Content_Type="application/sparql-query")[0] == 413


ENDLESS = {
    "one number": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "rows without end": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "no row found": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?a = ?f && ?d = ?i && ?c = ?e) }",
}


@pytest.mark.stores
@pytest.mark.parametrize("query", ENDLESS.values(), ids=ENDLESS)
def test_real_server_gives_up_endless_queries_and_lives_on(query: str, tmp_path: Path) -> None:
    write_turtle(sample_chronicle(), tmp_path / "g.ttl")
    with serve(tmp_path / "g.ttl", port=0, timeout=1) as running:
        start = time.monotonic()
        status, _, body = get(running.sparql, "POST", query.encode(), Content_Type="application/sparql-query")
        assert status == 503
        assert b"no whole answer in 1 s" in body
        assert time.monotonic() - start < 30
        status, _, body = get(running.sparql, "POST", b"ASK { ?s ?p ?o }", Content_Type="application/sparql-query")
        assert (status, json.loads(body)["boolean"]) == (200, True)


@pytest.mark.stores
@pytest.mark.parametrize("kind", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"])
def test_real_server_describes_in_every_format(endpoint: Endpoint, kind: str) -> None:
    status, given, body = get(f"{endpoint.url}id/actor/x-iraq", Accept=kind)
    assert (status, given.split(";")[0]) == (200, kind)
    form = ox.RdfFormat.from_media_type(kind)
    described = {str(quad.triple) for quad in ox.parse(body, format=form)}
    expected = {f"{s} {p} {o}" for s, p, o in _triples() if s == f"<{BASE}actor/x-iraq>"}
    assert described == expected


@pytest.mark.stores
@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("application/sparql-results+json", b"{"),
        ("application/sparql-results+xml", b"<?xml"),
        ("text/csv", b"s\r\n"),
        ("text/tab-separated-values", b"?s\n"),
    ],
)
def test_real_server_answers_in_every_format(endpoint: Endpoint, kind: str, begins: bytes) -> None:
    query = b"SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
    status, given, body = get(endpoint.sparql, "POST", query, Content_Type="application/sparql-query", Accept=kind)
    assert (status, given.split(";")[0]) == (200, kind)
    assert body.startswith(begins)


@pytest.mark.stores
def test_taken_port_is_named(endpoint: Endpoint, tmp_path: Path) -> None:
    write_turtle(sample_chronicle(), tmp_path / "g.ttl")
    taken = int(urllib.parse.urlsplit(endpoint.url).port or 0)
    with pytest.raises(QueryError, match=f"port {taken} cannot be used"), serve(tmp_path / "g.ttl", port=taken):
        pass


@pytest.mark.stores
def test_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text("no turtle", encoding="utf-8")
    with pytest.raises(QueryError, match=r"g\.ttl"), serve(tmp_path / "g.ttl", port=0):
        pass
