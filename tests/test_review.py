"""Pairs in doubt reach the report with names and reasons, and a person's verdict on them settles them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from newsroom import told
from typer.testing import CliRunner

from graph.assemble import assemble
from graph.cli import app
from graph.errors import InputError
from graph.model import Judgement, LinkedEvents
from graph.resolve import read_judgements
from graph.review import Doubt, as_judgements, doubts, of_kind, read_doubts

APART = Doubt("actor", "person-1", "رعد الدلفاوي", "person-2", "رعد كاظم الدلفاوي", 0.8, "a name part left out", False)
JOINED = Doubt("place", "place-1", "تلمحجوب", "place-2", "تلمحجوب", 0.88, "letters swapped", True)


def write_report(folder: Path, *found: Doubt) -> Path:
    path = folder / "report.json"
    path.write_text(json.dumps({"doubtful": [asdict(doubt) for doubt in found]}), encoding="utf-8")
    return path


def test_a_chronicles_doubts_have_names_and_the_joined_come_first() -> None:
    story = told("قال خالد الدلفاوي ذلك", "قال خالد كاظم الدلفاوي ذلك")
    chronicle = assemble(story.extractions, story.resolution, LinkedEvents((), {}))
    (found,) = [doubt for doubt in doubts(chronicle) if doubt.kind == "actor"]
    assert {found.left_name, found.right_name} == {"خالد الدلفاوي", "خالد كاظم الدلفاوي"}
    assert not found.joined
    assert "left out" in found.reason


@pytest.mark.parametrize("name", ["", "report.json", "graph.ttl"], ids=["the folder", "the report", "the graph"])
def test_a_builds_report_is_found(tmp_path: Path, name: str) -> None:
    write_report(tmp_path, JOINED, APART)
    assert read_doubts(tmp_path / name) == [JOINED, APART]


@pytest.mark.parametrize("content", [None, "{", "{}", '{"doubtful": [{"kind": "actor"}]}'])
def test_a_folder_without_a_usable_report_is_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "report.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"report\.json"):
        read_doubts(tmp_path)


def test_kinds_are_told_apart_and_unknown_ones_refused() -> None:
    assert of_kind([JOINED, APART], "actor") == [APART]
    assert of_kind([JOINED, APART], "") == [JOINED, APART]
    with pytest.raises(InputError, match="actor, place or event"):
        of_kind([], "person")


def test_rows_become_judgements_once_a_verdict_is_written(tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    path.write_text(as_judgements([APART]).replace("person-2,,", "person-2,different,me"), encoding="utf-8")
    (judgement,) = read_judgements(path)
    assert (judgement.left, judgement.right, judgement.verdict) == ("person-1", "person-2", "different")
    assert "a name part left out" in judgement.note


def test_a_pair_that_was_joined_in_doubt_can_be_parted() -> None:
    texts = ("قال النائب العراقي كريم الدلفاوي ذلك", "قال النائب العراقي كريم سالم الدفلاوي ذلك")
    story = told(*texts)
    assert story.who("كريم الدلفاوي") == story.who("كريم سالم الدفلاوي", 1)
    (pair,) = story.resolution.doubtful
    assert pair.joined
    assert set(pair.names) == {"كريم الدلفاوي", "كريم سالم الدفلاوي"}
    parted = told(*texts, judgements=[Judgement("actor", pair.left, pair.right, "different")])
    assert parted.who("كريم الدلفاوي") != parted.who("كريم سالم الدفلاوي", 1)
    assert not parted.resolution.doubtful


def test_the_command_prints_pairs_and_rows(tmp_path: Path) -> None:
    write_report(tmp_path, JOINED, APART)
    lines = CliRunner().invoke(app, ["review", str(tmp_path)]).output.splitlines()
    assert [line.split(":")[0] for line in lines] == ["0.88 place joined", "0.80 actor apart"]
    rows = CliRunner().invoke(app, ["review", str(tmp_path), "--format", "csv", "--kind", "actor"]).output
    assert rows.splitlines()[1].startswith("actor,person-1,person-2,,,")
