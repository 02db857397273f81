"""Judgements are read as written, refused where they break their form, and compare without regard to order."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import LexiconError
from graph.model import Judgement
from graph.resolve.judgements import pair_key, read_judgements, verdicts_of

HEADER = "kind,left,right,verdict,by,note\n"


def write(tmp_path: Path, rows: str) -> Path:
    path = tmp_path / "judgements.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def test_the_shipped_list_reads() -> None:
    assert isinstance(read_judgements(), tuple)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("actor,b,a,same,me,", Judgement("actor", "b", "a", "same", "me", ""), id="same"),
        pytest.param("place,a,b,different,,", Judgement("place", "a", "b", "different"), id="different"),
        pytest.param("event,e1,2023-08-07,date,,", Judgement("event", "e1", "2023-08-07", "date"), id="date"),
        pytest.param("event,e1,Denied,factuality,,", Judgement("event", "e1", "Denied", "factuality"), id="factuality"),
        pytest.param("event,e1,,drop,,", Judgement("event", "e1", "", "drop"), id="drop"),
    ],
)
def test_a_row_is_read(tmp_path: Path, row: str, expected: Judgement) -> None:
    assert read_judgements(write(tmp_path, row + "\n")) == (expected,)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        pytest.param("person,a,b,same,,\n", "actor, place, event", id="kind"),
        pytest.param("actor,,b,same,,\n", "the id that is judged", id="no-left"),
        pytest.param("actor,a,,same,,\n", "the other one", id="no-right"),
        pytest.param("actor,a,a,same,,\n", "the other one", id="itself"),
        pytest.param("actor,a,b,maybe,,\n", "same, different", id="verdict"),
        pytest.param("actor,a,,drop,,\n", "same, different", id="drop-of-an-actor"),
        pytest.param("event,e,gestern,date,,\n", "EDTF", id="date"),
        pytest.param("event,e,True,factuality,,\n", "Denied", id="factuality"),
        pytest.param("actor,a,b,same,,\nactor,b,a,different,,\n", "other way", id="both-ways"),
    ],
)
def test_a_bad_row_is_refused_with_its_remedy(tmp_path: Path, rows: str, words: str) -> None:
    with pytest.raises(LexiconError, match=words) as caught:
        read_judgements(write(tmp_path, rows))
    assert "judgements.csv:" in str(caught.value)


def test_pairs_compare_in_one_order() -> None:
    pair = Judgement("actor", "b", "a", "same")
    other = Judgement("event", "b", "a", "different")
    assert pair_key(pair) == ("a", "b")
    assert verdicts_of((pair, other), "actor").same == {("a", "b")}
    assert verdicts_of((pair, other), "event").different == {("a", "b")}
    assert not verdicts_of((pair, other), "actor").different
