"""The same graph in real stores: it loads without a warning, counts alike, and ten questions get the same rows.

Run with `pytest -m stores` after `make system-packages`; a store that is not installed is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib
from chronicles import sample_chronicle

from graph.export import jsonld, rdf
from graph.store import named_question, open_file
from graph.store.load import Target, load
from graph.store.remote import RemoteStore
from graph.store.serve import serve

pytestmark = pytest.mark.stores

FOLDER = Path(os.environ.get("WAQAI_STORES", Path.home() / ".cache" / "waqai" / "stores"))
GRAPH = "https://example.org/waqai/graph"
QUESTIONS = (
    "agreements-by-year", "contradictions", "denied", "more-than-one-source", "most-active-actors", "names-of-actor",
    "planned-and-realised", "positions-held", "reported-numbers", "who-met-whom",
)  # fmt: skip
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
Rows = Counter[tuple[str, ...]]
Ask = Callable[[str], Rows]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real") / "graph.ttl"
    rdf.write_turtle(sample_chronicle(), path, include_text=True)
    return path


def rows_of(document: dict[str, object]) -> Rows:
    """Rows as sorted cells; numbers by value, since stores write 0.90 as 0.9, and joined lists whatever their order."""
    results = document["results"]["bindings"]  # type: ignore[index]
    return Counter(tuple(sorted(f"{name}={_plain(cell['value'])}" for name, cell in row.items())) for row in results)


def _plain(value: str) -> str:
    try:
        return f"{float(value):g}"
    except ValueError:
        return " | ".join(sorted(value.split(" | ")))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def remote(url: str, graph: str | None = None) -> Ask:
    store = RemoteStore(url, default_graph=graph)

    def ask(sparql: str) -> Rows:
        answers = store.query(sparql)
        bindings = [{name: {"value": value} for name, value in row.items()} for row in answers]
        return rows_of({"results": {"bindings": bindings}})

    return ask


@pytest.fixture(scope="module")
def in_rdflib(path: Path) -> Ask:
    triples = rdflib.Graph().parse(path)

    def ask(sparql: str) -> Rows:
        answers = triples.query(sparql).serialize(format="json")
        assert answers is not None
        return rows_of(json.loads(answers))

    return ask


@pytest.fixture(scope="module")
def in_file(path: Path) -> Iterator[Ask]:
    with open_file(path) as store:
        yield lambda sparql: rows_of(json.loads(store.serialize(sparql, "json")))


@pytest.fixture(scope="module")
def in_oxigraph(path: Path) -> Iterator[Ask]:
    if shutil.which("oxigraph") is None:
        pytest.skip("the Oxigraph server is not installed")
    with serve(path, port=0) as endpoint:
        yield remote(endpoint.sparql)


def jena(*arguments: str) -> subprocess.CompletedProcess[str]:
    if not (FOLDER / "jena" / "lib").is_dir() or shutil.which("java") is None:
        pytest.skip(f"Apache Jena is not installed in {FOLDER}")
    class_path = f"{FOLDER}/jena:{FOLDER}/jena/lib/*"
    return subprocess.run(["java", "-cp", class_path, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def in_jena(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = str(tmp_path_factory.mktemp("tdb2"))
    loaded = jena("tdb2.tdbloader", "--loc", folder, str(path))
    assert loaded.returncode == 0, loaded.stderr
    assert "WARN" not in loaded.stderr + loaded.stdout

    def ask(sparql: str) -> Rows:
        answered = jena("tdb2.tdbquery", "--loc", folder, "--results=JSON", sparql)
        assert answered.returncode == 0, answered.stderr
        return rows_of(json.loads(answered.stdout))

    return ask


@pytest.fixture(scope="module")
def virtuoso(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The ports of SQL and HTTP of a running server."""
    if shutil.which("virtuoso-t") is None:
        pytest.skip("Virtuoso is not installed")
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(
        f"[Database]\nDatabaseFile = {folder}/v.db\nTransactionFile = {folder}/v.trx\nErrorLogFile = {folder}/v.log\n"
        f"LockFile = {folder}/v.lck\n[TempDatabase]\nDatabaseFile = {folder}/t.db\nTransactionFile = {folder}/t.trx\n"
        f"[Parameters]\nServerPort = 127.0.0.1:{sql}\nDirsAllowed = {path.parent}\nNumberOfBuffers = 10000\n"
        f"[HTTPServer]\nServerPort = 127.0.0.1:{http}\n[SPARQL]\nResultSetMaxRows = 100000\n",
        encoding="utf-8",
    )
    server = subprocess.Popen(
        ["virtuoso-t", "-f", "-c", str(folder / "virtuoso.ini")],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(http)
        _wait_for(sql)
        yield sql, http
    finally:
        server.terminate()
        server.wait()


def isql(port: int, statement: str) -> None:
    command = ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"exec={statement}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Error" not in done.stdout + done.stderr


@pytest.fixture(scope="module")
def in_virtuoso(path: Path, virtuoso: tuple[int, int]) -> Ask:
    sql, http = virtuoso
    isql(sql, f"DB.DBA.TTLP_MT(file_to_string_output('{path}'), '', '{GRAPH}', 0);")
    return remote(f"http://127.0.0.1:{http}/sparql", GRAPH)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"nothing listens at port {port}")


STORES = ("in_file", "in_oxigraph", "in_jena", "in_virtuoso")


@pytest.mark.parametrize("store", STORES)
def test_same_count_of_triples(store: str, in_rdflib: Ask, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(store)(COUNT) == in_rdflib(COUNT)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("store", STORES)
def test_same_rows_everywhere(store: str, question: str, in_rdflib: Ask, request: pytest.FixtureRequest) -> None:
    sparql = named_question(question).sparql()
    expected = in_rdflib(sparql)
    assert expected
    assert request.getfixturevalue(store)(sparql) == expected


@pytest.mark.parametrize("suffix", ["ttl", "nt", "trig", "jsonld"])
def test_riot_finds_nothing_to_complain_of(suffix: str, tmp_path: Path) -> None:
    write = {
        "ttl": rdf.write_turtle,
        "nt": rdf.write_ntriples,
        "trig": rdf.write_trig,
        "jsonld": jsonld.write_jsonld,
    }[suffix]
    path = tmp_path / f"graph.{suffix}"
    write(sample_chronicle(), path, include_text=True)
    # Debian's Jena lacks a part that its reader of JSON-LD 1.1 needs; the file is good for 1.0 as well.
    syntax = ["--syntax=jsonld10"] if suffix == "jsonld" else []
    checked = jena("riotcmd.riot", "--validate", "--strict", *syntax, str(path))
    assert checked.returncode == 0, checked.stderr
    assert "WARN" not in checked.stderr + checked.stdout
    assert "ERROR" not in checked.stderr + checked.stdout


@pytest.mark.parametrize("protocol", ["gsp", "update"])
def test_load_into_an_oxigraph_server(path: Path, protocol: str, tmp_path: Path, in_rdflib: Ask) -> None:
    program = shutil.which("oxigraph")
    if program is None:
        pytest.skip("the Oxigraph server is not installed")
    port = free_port()
    server = subprocess.Popen(
        [program, "serve", "--location", str(tmp_path), "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port)
        base = f"http://127.0.0.1:{port}"
        address = {"gsp": f"{base}/store", "update": f"{base}/update"}[protocol]
        for _ in range(2):
            load(path, Target(address, batch=200))
        assert remote(f"{base}/query")(COUNT) == in_rdflib(COUNT)
    finally:
        server.terminate()
        server.wait()


@pytest.mark.parametrize("service", ["sparql-auth", "sparql-graph-crud-auth"])
def test_load_into_virtuoso(
    path: Path, virtuoso: tuple[int, int], service: str, in_rdflib: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, http = virtuoso
    monkeypatch.setenv("VIRTUOSO_LOGIN", "dba:dba")
    graph = f"https://example.org/{service}"
    for _ in range(2):
        load(path, Target(f"http://127.0.0.1:{http}/{service}", graph=graph, auth="VIRTUOSO_LOGIN", batch=700))
    assert remote(f"http://127.0.0.1:{http}/sparql", graph)(COUNT) == in_rdflib(COUNT)
