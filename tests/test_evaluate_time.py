"""Scoring of time expressions."""

import json
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.evaluate.time import evaluate_times, same_value

GOLD = {
    "id": "a",
    "text": "وصل في 5 مايو 2016 إلى بغداد",
    "dct": "2017-01-01",
    "span": "5 مايو 2016",
    "start": 7,
    "value": "2016-05-05",
}
TRAP = {"id": "b", "text": "وصل أحمد شعبان", "dct": "2017-01-01", "span": None, "start": None, "value": None}


def write(path: Path, *records: object) -> Path:
    path.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in records),
        encoding="utf-8",
    )
    return path


def test_figures_and_output(tmp_path: Path) -> None:
    wrong = GOLD | {"id": "c", "value": "2015-05-05"}
    figures = evaluate_times(write(tmp_path / "in.jsonl", GOLD, TRAP, wrong), tmp_path / "out" / "out.jsonl")
    assert (figures.texts, figures.gold, figures.found, figures.right) == (3, 2, 2, 1)
    assert (figures.span_f1, figures.value_accuracy, figures.traps, figures.traps_hit) == (1.0, 0.5, 1, 0)
    lines = [json.loads(line) for line in (tmp_path / "out" / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines[0] == {"id": "a", "spans": [{"start": 7, "end": 18, "value": "2016-05-05"}]}
    assert lines[1] == {"id": "b", "spans": []}


def test_missed_and_spurious_spans_lower_the_score(tmp_path: Path) -> None:
    missed = {"id": "a", "text": "وصل إلى بغداد", "dct": "2017-01-01", "span": "بغداد", "start": 8, "value": "2016"}
    hit = {"id": "b", "text": "وصل أمس", "dct": "2017-01-01", "value": None}
    figures = evaluate_times(write(tmp_path / "in.jsonl", GOLD, missed, hit))
    assert (figures.precision, figures.recall, figures.traps_hit) == (0.5, 0.5, 1)


def test_several_spans_of_one_text(tmp_path: Path) -> None:
    record = {
        "id": 1,
        "text": "بين أمس واليوم وغدا",
        "dct": "2017-01-02",
        "spans": [{"start": 0, "end": 14, "value": "2017-01-01/2017-01-02"}],
    }
    figures = evaluate_times(write(tmp_path / "in.jsonl", record))
    assert (figures.gold, figures.right) == (1, 1)


def test_without_gold_nothing_is_scored(tmp_path: Path) -> None:
    figures = evaluate_times(write(tmp_path / "in.jsonl", {"id": "x", "text": "وصل أمس", "dct": None}))
    assert (figures.texts, figures.has_gold, figures.gold) == (1, False, 0)


@pytest.mark.parametrize(
    "line",
    [
        "{not json",
        "[]",
        '{"id": "a", "dct": "2017-01-01"}',
        '{"id": "a", "text": 5, "dct": null}',
        '{"text": "x", "dct": null}',
        '{"id": "a", "text": "x", "dct": "2017-13-01"}',
        '{"id": "a", "text": "x", "dct": 7}',
        '{"id": "a", "text": "x", "dct": null, "value": "2017"}',
        '{"id": "a", "text": "x", "dct": null, "spans": [{"start": 5, "end": 1, "value": "x"}]}',
        '{"id": "a", "text": "x", "dct": null, "spans": ["x"]}',
    ],
)
def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path, line: str) -> None:
    path = write(tmp_path / "in.jsonl", GOLD, line, TRAP)
    figures = evaluate_times(path)
    assert figures.texts == 2
    assert len(figures.problems) == 1
    assert figures.problems[0].startswith(f"{path}:2: ")


def test_unreadable_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.jsonl"):
        evaluate_times(tmp_path / "nowhere.jsonl")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        evaluate_times(tmp_path / "bytes.jsonl")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("P1Y6M", "P18M"),
        ("P6W", "P42D"),
        ("PT36H", "P1DT12H"),
        ("2019-Q2", "2019-04/2019-06"),
        ("2019-34", "2019-04/2019-06"),
        ("2017-H1", "2017-01/2017-06"),
        ("2017-40", "2017-H1"),
        ("PT90M", "PT1H30M"),
        ("2016", "2016"),
    ],
)
def test_equal_values(left: str, right: str) -> None:
    assert same_value(left, right)


@pytest.mark.parametrize(
    ("left", "right"), [("P1M", "P30D"), ("PXM", "PXY"), ("2016~", "2016"), ("2017-Q1", "2017-H1"), ("P12M", "PT12M")]
)
def test_unequal_values(left: str, right: str) -> None:
    assert not same_value(left, right)
