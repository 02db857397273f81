"""Loading into a store: in batches, resumable, nothing twice, and clear words for whatever goes wrong in the middle."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from chronicles import sample_chronicle

from graph.errors import QueryError
from graph.export.rdf import write_trig, write_turtle
from graph.store.load import Loaded, Target, load


@dataclass
class StandIn:
    """A store of triples with a mouth of HTTP; `refuse` gives the status for the n-th request, None to take it."""

    url: str = ""
    protocol: str = "gsp"
    refuse: Callable[[int, bytes], int | None] = lambda number, body: None
    requests: int = 0
    triples: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def take(self, path: str, headers: dict[str, str], body: bytes) -> int:
        self.requests += 1
        self.headers.append(headers)
        refused = self.refuse(self.requests, body)
        if refused is not None:
            return refused
        kind = headers["Content-Type"]
        query = parse_qs(urlsplit(path).query, keep_blank_values=True)
        if self.protocol == "gsp" and not kind.startswith("application/n-triples"):
            return 415
        if self.protocol == "update" and not kind.startswith("application/sparql-update"):
            return 405
        graph = f"<{query['graph'][0]}>" if "graph" in query else "DEFAULT"
        lines = body.decode()
        if self.protocol == "update":
            found = re.fullmatch(r"INSERT DATA \{(?: GRAPH (<[^>]*>) \{)?\n(.*?)\}(?: \})?", lines, re.DOTALL)
            assert found is not None
            graph, lines = found.group(1) or "DEFAULT", found.group(2)
        self.triples += [(graph, str(quad.triple)) for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)]
        return 204


@pytest.fixture
def store() -> Iterator[StandIn]:
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = stand_in.take(self.path, dict(self.headers), body)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://elsewhere.example/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}/data"
    yield stand_in
    server.shutdown()
    server.server_close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    write_turtle(sample_chronicle(), path)
    return path


def quads_of(path: Path) -> set[tuple[str, str]]:
    return {(str(quad.graph_name), str(quad.triple)) for quad in ox.parse(path=str(path))}


def leftovers(path: Path) -> list[Path]:
    return list(path.parent.glob("*.loading"))


@pytest.mark.parametrize("protocol", ["gsp", "update"])
@pytest.mark.parametrize("asked", ["auto", "same"])
def test_everything_arrives_once(store: StandIn, path: Path, protocol: str, asked: str) -> None:
    store.protocol = protocol
    target = Target(store.url, protocol="auto" if asked == "auto" else protocol, batch=100)
    done: list[tuple[int, int]] = []
    loaded = load(path, target, lambda now, total: done.append((now, total)))
    expected = quads_of(path)
    assert loaded == Loaded(len(expected), 0, protocol)
    assert set(store.triples) == expected
    assert len(store.triples) == len(expected)
    assert done[-1] == (len(expected), len(expected))
    assert leftovers(path) == []


@pytest.mark.parametrize("protocol", ["gsp", "update"])
def test_named_graph(store: StandIn, path: Path, protocol: str) -> None:
    store.protocol = protocol
    load(path, Target(store.url, graph="https://example.org/g", protocol=protocol))
    assert {graph for graph, _ in store.triples} == {"<https://example.org/g>"}


def test_graphs_of_the_file_are_kept(store: StandIn, path: Path) -> None:
    trig = path.with_suffix(".trig")
    write_trig(sample_chronicle(), trig)
    load(trig, Target(store.url, batch=50))
    assert set(store.triples) == quads_of(trig)
    assert len({graph for graph, _ in store.triples}) == 9


def test_too_large_batches_are_halved(store: StandIn, path: Path) -> None:
    store.refuse = lambda number, body: 413 if body.count(b"\n") > 90 else None
    load(path, Target(store.url, batch=1000))
    assert set(store.triples) == quads_of(path)
    assert len(store.triples) == len(quads_of(path))


def test_updates_that_a_compiler_has_no_room_for_are_halved(store: StandIn, path: Path) -> None:
    store.protocol = "update"
    store.refuse = lambda number, body: 400 if body.count(b"\n") > 90 else None
    load(path, Target(store.url, protocol="update", batch=1000))
    assert sorted(store.triples) == sorted(quads_of(path))


def test_a_triple_that_is_refused_ends_the_load(store: StandIn, path: Path) -> None:
    store.refuse = lambda number, body: 400
    with pytest.raises(QueryError, match=r"answers 400.*0 of \d+ triples are loaded"):
        load(path, Target(store.url, protocol="update", batch=1000))


BLANK = "@prefix : <http://x.example/> . [] :p [ :q ( 1 2 ) ] . :s :p [] . _:n :p _:n ."


def test_blank_nodes_get_the_same_names_each_time(store: StandIn, tmp_path: Path) -> None:
    path = tmp_path / "blank.ttl"
    path.write_text(BLANK, encoding="utf-8")
    store.refuse = lambda number, body: 401 if number == 4 else None
    with pytest.raises(QueryError, match="3 of 8"):
        load(path, Target(store.url, batch=1))
    store.refuse = lambda number, body: None
    load(path, Target(store.url, batch=1))
    assert len(store.triples) == len(set(store.triples)) == 8
    assert "_:" not in str(store.triples)
    load(path, Target(store.url, batch=3))
    assert len(set(store.triples)) == 8


def test_the_outcome_is_said_in_words() -> None:
    assert str(Loaded(9, 0, "gsp")) == "9 triples are loaded by the Graph Store Protocol"
    assert str(Loaded(9, 4, "update")) == "9 triples are loaded by SPARQL Update, 4 of them in an earlier try"


def test_passing_faults_are_tried_again(store: StandIn, path: Path) -> None:
    store.refuse = lambda number, body: 503 if number in (2, 3) else None
    load(path, Target(store.url, batch=500, pause=0))
    assert set(store.triples) == quads_of(path)


@pytest.mark.parametrize("status", [401, 500], ids=["refused", "broken"])
def test_a_load_that_stopped_goes_on_where_it_stopped(store: StandIn, path: Path, status: int) -> None:
    store.refuse = lambda number, body: status if number > 3 else None
    target = Target(store.url, batch=100, pause=0)
    with pytest.raises(QueryError, match=rf"answers {status}.*300 of \d+ triples are loaded.*goes on from there"):
        load(path, target)
    assert len(leftovers(path)) == 1
    store.refuse = lambda number, body: None
    assert load(path, target).resumed == 300
    assert sorted(store.triples) == sorted(quads_of(path))
    assert leftovers(path) == []


def test_a_changed_file_is_loaded_anew(store: StandIn, path: Path) -> None:
    store.refuse = lambda number, body: 500 if number > 1 else None
    target = Target(store.url, batch=100, pause=0)
    with pytest.raises(QueryError):
        load(path, target)
    store.refuse = lambda number, body: None
    path.write_text(path.read_text(encoding="utf-8") + "\n<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    assert load(path, target).resumed == 0


def test_another_endpoint_is_loaded_from_the_start(store: StandIn, path: Path) -> None:
    store.refuse = lambda number, body: 500 if number > 1 else None
    with pytest.raises(QueryError):
        load(path, Target(store.url, batch=100, pause=0))
    store.refuse = lambda number, body: None
    assert load(path, Target(f"{store.url}?x=1", batch=100)).resumed == 0


@pytest.mark.parametrize(
    "content", ["", "[]", '{"content": 1}', '{"done": "many"}'], ids=["empty", "list", "other", "text"]
)
def test_a_damaged_state_is_no_state(store: StandIn, path: Path, content: str) -> None:
    store.refuse = lambda number, body: 500 if number > 1 else None
    with pytest.raises(QueryError):
        load(path, Target(store.url, batch=100, pause=0))
    leftovers(path)[0].write_text(content, encoding="utf-8")
    store.refuse = lambda number, body: None
    assert load(path, Target(store.url, batch=100)).resumed == 0


def test_dead_endpoint(path: Path, store: StandIn) -> None:
    with pytest.raises(QueryError, match=r"does not answer.*0 of \d+ triples"):
        load(path, Target("http://127.0.0.1:9/data", pause=0))


def test_redirects_are_not_followed(store: StandIn, path: Path) -> None:
    store.refuse = lambda number, body: 302
    with pytest.raises(QueryError, match=r"redirects to http://elsewhere\.example/"):
        load(path, Target(store.url))


@pytest.mark.parametrize(
    ("secret", "header"),
    [("anna:s3cret", "Basic YW5uYTpzM2NyZXQ="), ("token123", "Bearer token123")],
    ids=["password", "token"],
)
def test_credentials_come_from_the_environment(
    store: StandIn, path: Path, monkeypatch: pytest.MonkeyPatch, secret: str, header: str
) -> None:
    monkeypatch.setenv("STORE_LOGIN", secret)
    load(path, Target(store.url, auth="STORE_LOGIN"))
    assert {headers["Authorization"] for headers in store.headers} == {header}


def test_refused_credentials_never_show(store: StandIn, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_LOGIN", "anna:s3cret")
    store.refuse = lambda number, body: 401
    with pytest.raises(QueryError) as caught:
        load(path, Target(store.url, auth="STORE_LOGIN"))
    assert "STORE_LOGIN" in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"endpoint": "ftp://example.org/"}, "no address of an endpoint"),
        ({"endpoint": "http:///data"}, "no address of an endpoint"),
        ({"endpoint": "http://anna:pw@example.org/"}, "credentials do not belong in the address"),
        ({"graph": "no iri"}, "cannot name a graph"),
        ({"graph": "https://example.org/> } DROP ALL"}, "cannot name a graph"),
        ({"protocol": "carrier-pigeon"}, "unknown protocol"),
        ({"auth": "NO_SUCH_VARIABLE_HERE"}, "NO_SUCH_VARIABLE_HERE is not set"),
    ],
)
def test_unusable_targets(store: StandIn, path: Path, change: dict[str, str], part: str) -> None:
    with pytest.raises(QueryError, match=part):
        load(path, replace(Target(store.url), **change))  # type: ignore[arg-type]
    assert store.requests == 0


def test_unusable_files(store: StandIn, tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("no turtle", encoding="utf-8")
    for name in ("missing.ttl", "broken.ttl"):
        with pytest.raises(QueryError, match=name):
            load(tmp_path / name, Target(store.url))
