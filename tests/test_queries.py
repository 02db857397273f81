"""The named questions: each answered right over the sample, the same by an independent engine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from chronicles import sample_chronicle

from graph.errors import QueryError
from graph.export.rdf import write_turtle
from graph.store import Store, named_question, named_questions, open_file
from graph.text import is_arabic

ANSWERS = json.loads((Path(__file__).parent / "data" / "queries" / "answers.json").read_text(encoding="utf-8"))
NAMES = sorted(named_questions())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queries") / "graph.ttl"
    write_turtle(sample_chronicle(), path)
    return path


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Store]:
    with open_file(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def triples(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path)


def test_there_are_enough_questions() -> None:
    assert len(NAMES) >= 25
    assert set(ANSWERS) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_question_is_asked_in_both_languages(name: str) -> None:
    question = named_question(name)
    assert question.english.endswith("?")
    assert not is_arabic(question.english)
    assert question.arabic.endswith("؟")
    assert is_arabic(question.arabic)


@pytest.mark.parametrize("name", NAMES)
def test_answer(store: Store, name: str) -> None:
    answers = store.query(named_question(name).sparql())
    assert list(answers.variables) == ANSWERS[name]["columns"]
    # A group's concatenation has no order of its own.
    assert [_unordered(row) for row in answers.cells()] == [_unordered(row) for row in ANSWERS[name]["rows"]]
    assert answers.rows


def _unordered(row: list[str]) -> list[object]:
    return [sorted(cell.split(" | ")) if " | " in cell else cell for cell in row]


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_finds_the_same(store: Store, triples: rdflib.Graph, name: str) -> None:
    sparql = named_question(name).sparql()
    ours = Counter(frozenset(row.items()) for row in store.query(sparql))
    # The file stands on its own: no prefix is handed to the other engine.
    theirs = Counter(
        frozenset((str(variable), str(value)) for variable, value in row.items() if value is not None)
        for row in triples.query(sparql).bindings
    )
    assert _loose(ours) == _loose(theirs)


def _loose(rows: Counter[frozenset[tuple[str, str]]]) -> Counter[str]:
    """Decimals by value, and joined lists whatever their order."""
    loose: Counter[str] = Counter()
    for row, times in rows.items():
        cells = {name: "".join(sorted(value)) if name in ("signatories", "reasons") else value for name, value in row}
        if "confidence" in cells:
            cells["confidence"] = f"{float(cells['confidence']):.2f}"
        loose[str(sorted(cells.items()))] += times
    return loose


@pytest.mark.parametrize(
    ("name", "values", "events"),
    [
        ("timeline-of-actor", {"name": "austin"}, 3),
        ("timeline-of-actor", {"name": "LLOYD"}, 3),
        ("timeline-of-actor", {"name": "nobody"}, 0),
        ("events-at-place", {"name": "العراق"}, 5),
        ("events-at-place", {"name": "Erbil"}, 1),
        ("meetings-of-two", {"one": "Lloyd Austin", "other": "ثابت العباسي"}, 1),
        ("meetings-of-two", {"one": "Lloyd Austin", "other": "Joe Biden"}, 0),
        ("events-between", {"from": "2024-04-15", "to": "2024-04-15"}, 7),
        ("events-between", {"from": "2019-01-01", "to": "2019-12-31"}, 1),
        ("statements-of-actor", {"name": "الأمم المتحدة"}, 1),
        ("actors-of-country", {"country": "United States"}, 3),
    ],
    ids=lambda value: ",".join(value.values()) if isinstance(value, dict) else str(value),
)
def test_parameters(store: Store, name: str, values: dict[str, str], events: int) -> None:
    assert len(store.query(named_question(name).sparql(values))) == events


@pytest.mark.parametrize("value", ['" } ?s ?p ?o . #', "\\", 'a"b\nc', "${x}", "\\1"], ids=ascii)
def test_hostile_parameters_stay_text(store: Store, value: str) -> None:
    assert len(store.query(named_question("timeline-of-actor").sparql({"name": value}))) == 0


def test_unknown_question_lists_the_names() -> None:
    with pytest.raises(QueryError, match="who-met-whom"):
        named_question("who-knows")


def test_unknown_parameter_lists_those_there_are() -> None:
    with pytest.raises(QueryError, match="has no parameter 'actor'; it has: name"):
        named_question("timeline-of-actor").sparql({"actor": "x"})
