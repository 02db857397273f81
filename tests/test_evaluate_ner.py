"""Strict entity scores, against counts worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from graph.evaluate.ner import Score, entities, entity_scores, read_bio


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        pytest.param(["B-PER", "I-PER", "O"], {("PER", 0, 2)}, id="two tokens"),
        pytest.param(["B-PER", "B-PER"], {("PER", 0, 1), ("PER", 1, 2)}, id="neighbours stay apart"),
        pytest.param(["B-PER", "I-LOC"], {("PER", 0, 1)}, id="another type ends it"),
        pytest.param(["O", "I-LOC", "I-LOC"], set(), id="strict: no entity without its B-"),
        pytest.param([], set(), id="no tokens"),
    ],
)
def test_entities(labels: list[str], found: set[tuple[str, int, int]]) -> None:
    assert entities(labels) == found


def test_scores_by_type_and_micro() -> None:
    gold = [["B-PER", "I-PER", "O", "B-LOC"], ["B-ORG", "O"]]
    predicted = [["B-PER", "O", "O", "B-LOC"], ["O", "B-LOC"]]
    scores = entity_scores(gold, predicted)
    assert list(scores) == ["LOC", "ORG", "PER", "micro"]
    assert scores["LOC"] == Score(right=1, predicted=2, gold=1)
    assert scores["PER"] == Score(right=0, predicted=1, gold=1)
    assert scores["micro"] == Score(right=1, predicted=3, gold=3)
    assert scores["micro"].f1 == pytest.approx(1 / 3)


def test_nothing_to_find_scores_zero() -> None:
    assert entity_scores([["O"]], [["O"]])["micro"].f1 == 0.0


def test_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="1 labels for 2 tokens"):
        entity_scores([["O", "O"]], [["O"]])


def test_read_bio(tmp_path: Path) -> None:
    path = tmp_path / "a.bio"
    path.write_text("زار\tO\nسالم\tB-PERS\nحداد\tI-PERS\n\n\nبغداد\tB-LOC\n", encoding="utf-8")
    assert read_bio(path) == [(["زار", "سالم", "حداد"], ["O", "B-PER", "I-PER"]), (["بغداد"], ["B-LOC"])]


@pytest.mark.parametrize("line", ["زار", "زار\tPER", "\tO"], ids=["no label", "label without B-", "no token"])
def test_read_bio_refuses(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.bio"
    path.write_text(f"في\tO\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.bio:2"):
        read_bio(path)
