"""Every rule of the shapes has one graph that breaks it and it alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from chronicles import sample_chronicle

from graph.errors import QueryError
from graph.export.rdf import write_ntriples, write_trig, write_turtle
from graph.validate import describe, rules_by_message, shapes_path, validate

DATA = Path(__file__).parent / "data" / "ttl"
INVALID = sorted(DATA.glob("invalid/*.ttl"))


@pytest.fixture(scope="module")
def rules() -> set[str]:
    return set(rules_by_message(shapes_path()).values())


def test_every_rule_has_an_example(rules: set[str]) -> None:
    assert {path.stem for path in INVALID} == rules


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_graph_breaks_its_rule_alone(path: Path) -> None:
    findings = validate(path, engine="shacl")
    assert {finding.rule for finding in findings} == {path.stem}


def test_both_engines_find_the_same_in_all_examples(tmp_path: Path) -> None:
    # Each example in a namespace of its own, so that one run of the slow engine covers them all.
    merged = tmp_path / "merged.ttl"
    with merged.open("w", encoding="utf-8") as file:
        for path in INVALID:
            text = path.read_text(encoding="utf-8")
            file.write(text.replace("https://w3id.org/waqai/id/", f"https://example.org/{path.stem}/"))
    fast, slow = validate(merged, engine="shacl"), validate(merged, engine="pyshacl")
    assert len(fast) >= len(INVALID)
    assert fast == slow


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_valid_graph_has_no_findings(engine: str) -> None:
    assert validate(DATA / "valid.ttl", engine=engine) == []


@pytest.mark.parametrize(
    ("write", "name"),
    [(write_turtle, "g.ttl"), (write_ntriples, "g.nt"), (write_trig, "g.trig")],
    ids=["turtle", "ntriples", "trig"],
)
def test_written_graph_conforms(write: object, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    write(sample_chronicle(), path, include_text=True)  # type: ignore[operator]
    assert validate(path) == []


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("g.ttl", "this is no Turtle", "line 1"),
        ("g.xlsx", "", "unknown ending"),
        ("missing.ttl", None, "no such file"),
    ],
    ids=["syntax", "ending", "missing"],
)
def test_unusable_files_say_so(name: str, content: str | None, part: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(QueryError, match=part):
        validate(path)


def test_description_counts_and_names_examples() -> None:
    findings = validate(DATA / "invalid" / "event-date.ttl")
    lines = describe(findings, "https://w3id.org/waqai/id/")
    assert lines[0].startswith("1 x An event has at most one date")
    assert "event:e-1" in lines[1]
    assert "2023-08-07T10:00" in lines[1]


def test_description_is_cut_to_a_few_examples() -> None:
    findings = validate(DATA / "invalid" / "event-date.ttl") * 5
    assert describe(findings, examples=2)[-1].strip() == "and 3 more"
