"""The commands that ask a graph: every format, on standard output and in a file, and clear words for bad requests."""

from __future__ import annotations

import csv
import io
import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from chronicles import sample_chronicle

from graph.cli import main
from graph.export.network import bipartite, write_graphml
from graph.export.rdf import write_turtle

WHO = "SELECT ?name WHERE { actor:x-iraq skos:prefLabel ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asking") / "graph.ttl"
    write_turtle(sample_chronicle(), path)
    write_graphml(bipartite(sample_chronicle()), path.with_suffix(".graphml"))
    return path


@pytest.fixture
def waqai(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> object:
    """Runs the command line; gives exit status, output and errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["waqai", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        shown = capsysbinary.readouterr()
        return int(ended.value.code or 0), shown.out.decode(), shown.err.decode()

    return run


@pytest.mark.parametrize(
    ("form", "begins"),
    [("csv", "name\r\nIraq\r\n"), ("tsv", '?name\n"Iraq"@en'), ("json", '{"head"'), ("xml", "<?xml"), ("table", "┏")],
)
def test_answers_in_every_format_on_output_and_in_a_file(
    waqai: object, path: Path, tmp_path: Path, form: str, begins: str
) -> None:
    status, out, _ = waqai("query", str(path), WHO, "--format", form)  # type: ignore[operator]
    assert status == 0
    assert out.startswith(begins)
    assert "العراق" in out
    target = tmp_path / "answer.dat"
    assert waqai("query", str(path), WHO, "--format", form, "-o", str(target))[:2] == (0, "")  # type: ignore[operator]
    assert target.read_bytes().decode() == out


@pytest.mark.parametrize(("ending", "begins"), [("csv", "name"), ("json", "{"), ("XML", "<?xml"), ("txt", "┏")])
def test_the_ending_of_the_file_names_the_format(
    waqai: object, path: Path, tmp_path: Path, ending: str, begins: str
) -> None:
    target = tmp_path / f"answer.{ending}"
    assert waqai("query", str(path), WHO, "-o", str(target))[0] == 0  # type: ignore[operator]
    assert target.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [("ASK { ?e a wq:Visit }", "yes\n"), ("ASK { ?e a wq:None }", "no\n"), ("CONSTRUCT { } WHERE { }", "")],
)
def test_other_kinds_of_answers(waqai: object, path: Path, sparql: str, expected: str) -> None:
    assert waqai("query", str(path), sparql)[:2] == (0, expected)  # type: ignore[operator]


def test_no_rows_are_an_empty_table(waqai: object, path: Path) -> None:
    status, out, _ = waqai("query", str(path), "SELECT ?nobody WHERE { ?nobody a wq:None }")  # type: ignore[operator]
    assert (status, "nobody" in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("query", "{g}", WHO, "--format", "xlsx"), "--format 'xlsx': give table, csv, tsv, json or xml"),
        (("query", "{g}", "SELECT ?s WHERE { ?s ?p"), "line 1, column 24: 1 closing '}' missing"),
        (("query", "{g}", "DROP ALL"), "DROP would change"),
        (("query", "{g}", WHO, "-o", "{g}/no/answer.csv"), "cannot be written"),
        (("query", "{g}", WHO, "--name", "articles"), "either a query or --name"),
        (("query", "{g}", "--name", "articles", "--set", "x"), "write NAME=VALUE"),
        (("query", "{g}", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.5"), "no answer in 0.5 s"),
        (("analyse", "{g}", "weather"), "'weather': give centrality, communities, dyads or path"),
        (("analyse", "{g}", "dyads", "--level", "planet"), "'planet' is no level"),
        (("analyse", "{g}", "--by", "week"), "'week' is no period"),
        (("analyse", "{g}", "path", "--from", "Napoleon", "--to", "Iraq"), "no actor is named 'Napoleon'"),
        (("analyse", "{g}", "--format", "xml"), "--format 'xml': give table, csv or json"),
        (("analyse", "{g}/none.ttl"), "no such file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_requests_are_explained(waqai: object, path: Path, arguments: tuple[str, ...], part: str) -> None:
    status, out, err = waqai(*(argument.replace("{g}", str(path)) for argument in arguments))  # type: ignore[operator]
    assert (status, out) == (2, "")
    assert part in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("what", "columns"),
    [
        (("centrality", "--by", "year"), "period actor name partners events betweenness"),
        (("communities",), "number actors names"),
        (
            ("dyads", "--level", "actor"),
            "period source source_name target target_name verbal_cooperation material_cooperation verbal_conflict "
            "material_conflict",
        ),
        (
            ("path", "--from", "Biden", "--to", "United States"),
            "left left_name right right_name event label date article evidence",
        ),
    ],
    ids=["centrality", "communities", "dyads", "path"],
)
def test_analyses_in_every_format(waqai: object, path: Path, what: tuple[str, ...], columns: str) -> None:
    status, out, _ = waqai("analyse", str(path), *what, "--format", "csv")  # type: ignore[operator]
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert rows
    assert list(rows[0]) == columns.split()
    listed = json.loads(waqai("analyse", str(path), *what, "--format", "json")[1])  # type: ignore[operator]
    assert len(listed) == len(rows)
    assert list(listed[0]) == columns.split()
    table = waqai("analyse", str(path), *what)[1]  # type: ignore[operator]
    assert "https://" not in table.replace("https://w3id.org/waqai/id/event/", "")
    assert "\u2068" in table


def test_answers_in_xml_are_xml(waqai: object, path: Path) -> None:
    root = ET.fromstring(waqai("query", str(path), WHO, "--format", "xml")[1])  # type: ignore[operator]
    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"
