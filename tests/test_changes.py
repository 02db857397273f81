"""What a new build changed, in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from chronicles import sample_chronicle

from graph.changes import Told, changes, compare_files
from graph.export.rdf import write_turtle
from graph.store import open_file


def told(event: str, *words: int, date: str = "2024-01-01", factuality: str = "Actual") -> Told:
    return Told(event, f"label {event}", date, factuality, frozenset(("hash", word, word + 5) for word in words))


CASES = [
    pytest.param([told("a", 1)], [told("a", 1)], [], id="nothing"),
    pytest.param([told("a", 1)], [told("b", 1)], [], id="renamed alone is no change"),
    pytest.param([], [told("a", 1)], ["new"], id="new"),
    pytest.param([told("a", 1)], [], ["gone"], id="gone"),
    pytest.param([told("a", 1)], [told("a", 1, 2)], [], id="joined by a new report"),
    pytest.param([told("a", 1), told("b", 2)], [told("a", 1, 2)], ["merged"], id="merged"),
    pytest.param([told("a", 1, 2)], [told("a", 1), told("b", 2)], ["split"], id="split"),
    pytest.param([told("a", 1)], [told("a", 1, date="2024-01-02")], ["dated"], id="dated otherwise"),
    pytest.param([told("a", 1)], [told("a", 1, factuality="Denied")], ["told"], id="denied since"),
]


@pytest.mark.parametrize(("old", "new", "kinds"), CASES)
def test_kinds_of_change(old: list[Told], new: list[Told], kinds: list[str]) -> None:
    assert [change.kind for change in changes(old, new)] == kinds


def test_words_name_both_sides() -> None:
    (change,) = changes([told("a", 1)], [told("a", 1, date="2024-01-02")])
    assert "2024-01-01 -> 2024-01-02" in change.text
    (merged,) = changes([told("a", 1), told("b", 2)], [told("a", 1, 2)])
    assert merged.events == ("a", "b")


def test_two_files(tmp_path: Path) -> None:
    chronicle = sample_chronicle()
    write_turtle(chronicle, tmp_path / "old.ttl")
    write_turtle(chronicle, tmp_path / "new.ttl")
    with open_file(tmp_path / "old.ttl") as old, open_file(tmp_path / "new.ttl") as new:
        assert compare_files(old, new) == []
