"""The figures of `waqai evaluate reading`, by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.evaluate.reading import evaluate_reading
from tests.reading_pages import FLOOD, FLOOD_TEXT, VISIT, VISIT_TEXT, page


def write_gold(folder: Path, text: str, *articles: dict[str, object]) -> Path:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    gold = folder / "gold.jsonl"
    gold.write_text(json.dumps({"file": "a.txt", "articles": articles}, ensure_ascii=False) + "\n", encoding="utf-8")
    return gold


def gold_of(text: str, lines: list[str], date: str | None) -> dict[str, object]:
    kept = [[text.index(line), text.index(line) + len(line)] for line in lines]
    return {"begin": kept[0][0], "end": kept[-1][1], "kept": kept, "text": "\n".join(lines), "date": date}


TEXT = page("الرئيسية", VISIT, "2023-08-08", *VISIT_TEXT)


def test_all_right(tmp_path: Path) -> None:
    gold = write_gold(tmp_path, TEXT, gold_of(TEXT, [VISIT, *VISIT_TEXT], "2023-08-08") | {"title": VISIT})
    score = evaluate_reading([gold])
    assert set(score.figures().values()) == {1.0}
    assert score.errors == []


def test_each_fault_shows_in_its_figure(tmp_path: Path) -> None:
    lines = [VISIT, *VISIT_TEXT]
    gold = write_gold(tmp_path, TEXT, gold_of(TEXT, lines[:-1], None))
    score = evaluate_reading([gold])
    words, extra = len(" ".join(lines[:-1]).split()), len(lines[-1].split())
    assert score.boundary_f1 == 0
    assert score.date_accuracy == 0
    assert score.recall == 1
    assert score.precision == pytest.approx(words / (words + extra))
    assert score.offset_exactness == 1
    assert len(score.errors) == 1


def test_missed_and_invented_articles(tmp_path: Path) -> None:
    missed = gold_of(TEXT, [VISIT, *VISIT_TEXT], "2023-08-08")
    other = {"text": "\n".join([FLOOD, *FLOOD_TEXT]), "date": None}
    score = evaluate_reading([write_gold(tmp_path, TEXT, missed, other)])
    assert score.boundary_f1 == pytest.approx(2 / 3)
    score = evaluate_reading([write_gold(tmp_path, TEXT)])
    assert (score.boundary_f1, score.precision, score.recall) == (0, 0, 1)


@pytest.mark.parametrize("line", ["{", "[]", '{"file": "a.txt"}', '{"file": "a.txt", "articles": [{"text": "x"}]}'])
def test_a_gold_file_that_breaks_its_form(tmp_path: Path, line: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:1"):
        evaluate_reading([gold])
    with pytest.raises(InputError):
        evaluate_reading([tmp_path / "none.jsonl"])
