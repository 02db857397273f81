"""SPARQL over a file: answers in every form, and clear words for what cannot be answered."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from chronicles import sample_chronicle
from rich.console import Console

from graph.errors import QueryError
from graph.export import jsonld, rdf
from graph.store import Answers, Store, Term, open_file, render_table
from graph.store.sparql import check_reads_only, explain_syntax_error

WHO = "SELECT ?name WHERE { actor:x-iraq skos:prefLabel ?name } ORDER BY ?name"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f && ?f != ?i) }"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "graph.ttl"
    rdf.write_turtle(sample_chronicle(), path)
    return path


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Store]:
    with open_file(path) as opened:
        yield opened


def test_select(store: Store) -> None:
    answers = store.query(WHO)
    assert answers.variables == ("name",)
    assert [row["name"] for row in answers] == ["Iraq", "العراق"]
    assert answers.rows[1][0] == Term("literal", "العراق", "ar")


@pytest.mark.parametrize(("sparql", "expected"), [("ASK { ?e a wq:Visit }", True), ("ASK { ?e a wq:Nothing }", False)])
def test_ask(store: Store, sparql: str, expected: bool) -> None:
    assert store.query(sparql).boolean is expected


def test_construct_gives_sorted_triples(store: Store) -> None:
    answers = store.query("CONSTRUCT { ?e a wq:Visit } WHERE { ?e a wq:Visit }")
    assert len(answers.triples) == 3
    assert list(answers.triples) == sorted(answers.triples)


def test_describe(store: Store) -> None:
    assert any("Iraq" in line for line in store.query("DESCRIBE actor:x-iraq").triples)


@pytest.mark.parametrize("suffix", ["ttl", "nt", "trig", "jsonld"])
def test_every_format_answers_alike(suffix: str, tmp_path: Path) -> None:
    write = {
        "ttl": rdf.write_turtle,
        "nt": rdf.write_ntriples,
        "trig": rdf.write_trig,
        "jsonld": jsonld.write_jsonld,
    }[suffix]
    path = tmp_path / f"graph.{suffix}"
    write(sample_chronicle(), path)
    with open_file(path) as opened:
        assert opened.query("SELECT (COUNT(*) AS ?n) WHERE { ?m a wq:Mention }").cells() == [["58"]]


def test_serialized_forms(store: Store) -> None:
    assert store.serialize(WHO, "csv").decode().split() == ["name", "Iraq", "العراق"]
    assert '"العراق"@ar' in store.serialize(WHO, "tsv").decode()
    assert json.loads(store.serialize(WHO, "json"))["head"]["vars"] == ["name"]
    root = ET.fromstring(store.serialize(WHO, "xml"))
    assert [literal.text for literal in root.iter("{http://www.w3.org/2005/sparql-results#}literal")] == [
        "Iraq",
        "العراق",
    ]
    assert store.serialize("ASK { ?s ?p ?o }", "csv") == b"true\n"


def test_optional_variables_may_be_unbound(store: Store) -> None:
    answers = store.query("SELECT ?a ?b WHERE { BIND(1 AS ?a) }")
    assert answers.rows[0][1] is None
    assert answers.cells() == [["1", ""]]
    assert list(answers) == [{"a": "1"}]


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "line 1, column 1: INSERT would change"),
        ("# what a day\nDELETE WHERE { ?s ?p ?o }", "line 2, column 1: DELETE would change"),
        ("PREFIX x: <urn:SELECT> CLEAR ALL", "CLEAR would change"),
        ("DROP GRAPH <urn:g>", "DROP would change"),
        ("LOAD <file:///etc/passwd>", "LOAD would change"),
        ("WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH would change"),
        ("INSERT { ?s a wq:X } WHERE { SELECT ?s { ?s ?p ?o } }", "INSERT would change"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "line 1, column 12: SERVICE would ask another"),
        ("SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }", "SERVICE would ask another"),
    ],
)
def test_updates_and_federation_are_refused(store: Store, query: str, part: str) -> None:
    with pytest.raises(QueryError, match=part):
        store.query(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?s WHERE { ?s rdfs:label "INSERT DATA { }" }',
        "SELECT ?service WHERE { ?service a wq:Event } # SERVICE <x> {",
        "SELECT ?load WHERE { ?load a <http://example.org/DELETE#WHERE> }",
        "PREFIX load: <urn:x> PREFIX : <urn:y> BASE <urn:z> SELECT ?s WHERE { ?s a load:x }",
        "SELECT ?insert WHERE { ?insert ?delete ?data }",
        "ASK { ?s <urn:SERVICE> '''DROP ALL''' }",
    ],
)
def test_words_of_updates_in_strings_names_and_comments_are_harmless(query: str) -> None:
    check_reads_only(query)


@pytest.mark.parametrize(
    ("query", "place", "hint"),
    [
        ("", "line 1, column 1", "the query is empty"),
        ("  # nothing", "line 1, column 1", "the query is empty"),
        ("SELEC ?x WHERE { ?x ?y ?z }", "line 1, column 1", "no query form found"),
        ("SELECT ?s WHERE { ?s ?p ?o", "line 1, column 27", "1 closing '}' missing"),
        ("SELECT ?s WHERE { ?s ?p ?o }}", "line 1, column 29", "1 closing '}' too many"),
        ("SELECT (COUNT(?s AS ?n) { ?s ?p ?o }", "line 1", "1 closing ')' missing"),
        ("SELECT ?s WHERE {\n ?s foo:bar ?o }", "line 2, column 5", "the prefix foo: is not known"),
        ("SELECT ?e {\n ?e a wq:Event\n ?e wq:date ?d }", "line 3, column 10", "is a '.' or ';' missing"),
        ('SELECT ?s WHERE { ?s ?p "open }', "line 1, column 25", "this string is not closed"),
        ("SELECT ?s WHERE { ?s ?p . }", "line 1", "something unexpected"),
    ],
)
def test_malformed_queries_have_place_and_hint(store: Store, query: str, place: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(query)
    message = str(caught.value)
    assert message.startswith(place)
    assert hint in message
    assert message.splitlines()[-1].strip() == "^"


def test_engine_messages_without_a_place_are_passed_on() -> None:
    assert explain_syntax_error("SELECT", "too deep", ()) == "the query cannot be read: too deep"


def test_endless_query_ends_and_the_store_lives_on(path: Path) -> None:
    with open_file(path) as opened:
        start = time.monotonic()
        with pytest.raises(QueryError, match=r"no answer in 0\.5 s"):
            opened.query(ENDLESS, timeout=0.5)
        assert time.monotonic() - start < 30
        assert len(opened.query(WHO)) == 2


def test_a_lost_process_is_said_and_replaced(path: Path) -> None:
    with open_file(path) as opened:
        assert opened._child is not None
        opened._child.kill()
        opened._child.wait()
        with pytest.raises(QueryError, match="ended unexpectedly"):
            opened.query(WHO)
        assert len(opened.query(WHO)) == 2


def test_closed_store_opens_again(path: Path) -> None:
    opened = open_file(path)
    opened.close()
    assert len(opened.query(WHO)) == 2
    opened.close()


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("missing.ttl", None, "no such file"),
        ("g.docx", "", "unknown ending"),
        ("g.ttl", "<a> <b> .", "g.ttl:"),
        ("g.ttl", "\x00\x01\x02", "g.ttl:"),
        ("g.jsonld", "{", "g.jsonld:"),
    ],
    ids=["missing", "ending", "not turtle", "binary", "not json"],
)
def test_unusable_files(name: str, content: str | None, part: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(QueryError, match=part):
        open_file(tmp_path / name)


def test_empty_file_is_an_empty_graph(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text("", encoding="utf-8")
    with open_file(tmp_path / "g.ttl") as opened:
        assert opened.size == 0
        assert len(opened.query("SELECT * WHERE { ?s ?p ?o }")) == 0


def shown(answers: Answers, **more: bool) -> str:
    console = Console(width=80, color_system=None)
    with console.capture() as capture:
        console.print(render_table(answers, **more))
    return capture.get()


def test_table_isolates_arabic_and_shortens_iris(store: Store) -> None:
    text = shown(store.query("SELECT ?e ?l WHERE { ?e a wq:Vote ; rdfs:label ?l FILTER(LANG(?l) = 'ar') }"))
    assert "\u2068تصويت مجلس النواب\u2069" in text
    assert "event:e-" in text
    assert "\u2068" not in shown(store.query(WHO), isolate=False)


def test_wrapped_arabic_is_isolated_line_by_line_and_stands_at_the_right() -> None:
    text = Term("literal", "أعلن المتحدث أن 12 صاروخا سقطت قرب القاعدة (Base 7) فجر اليوم دون إصابات تذكر " * 2)
    rows = shown(Answers(("id", "said", "note"), ((Term("literal", "x 1"), text, Term("literal", "abc 5")),)))
    lines = [line for line in rows.splitlines() if "\u2068" in line]
    assert len(lines) > 2
    for line in lines:
        assert line.count("\u2068") == line.count("\u2069") == 1
        assert line.split("\u2069")[1].startswith(" │")


def test_direction_marks_of_a_cell_do_not_reach_beyond_it() -> None:
    text = shown(Answers(("x",), ((Term("literal", "\u202eabc \u2067خبر"),),)))
    assert "\u202e" not in text
    assert "\u2067" not in text


@pytest.mark.parametrize("form", ["html", "", "CSV"])
def test_unknown_formats_are_named(store: Store, form: str) -> None:
    with pytest.raises(QueryError, match="expected one of json, csv, tsv, xml"):
        store.serialize(WHO, form)
    assert len(store.query(WHO)) == 2


def test_table_lets_no_control_character_or_markup_through() -> None:
    hostile = Answers(("x",), ((Term("literal", "a\x1b[31mb\x07[bold]c"),),))
    text = shown(hostile)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[bold]c" in text


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        ("https://w3id.org/waqai/id/actor/x-1", "actor:x-1"),
        ("http://www.wikidata.org/entity/Q796", "wd:Q796"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_short_iris(store: Store, iri: str, expected: str) -> None:
    assert Term("uri", iri).short(store.prefixes) == expected


def test_query_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys; import graph.store;"
        "heavy = {'rdflib', 'torch', 'stanza', 'spacy', 'networkx', 'pandas', 'pyshacl'} & set(sys.modules);"
        "sys.exit(len(heavy))"
    )
    environment = {"PYTHONPATH": ":".join(part for part in sys.path if part)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
