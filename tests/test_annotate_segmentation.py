"""Known forms have the words that the list gives; others are left to the models."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.annotate.segmentation import load_segments, words_of

SEGMENTS = {"وصل": ("وصل",), "لمجلسه": ("ل", "مجلس", "ه")}


@pytest.mark.parametrize(
    ("form", "expanded", "words"),
    [
        pytest.param("لمجلسه", ["لمجلسه"], ("ل", "مجلس", "ه"), id="split-against-the-model"),
        pytest.param("وصل", ["و", "صل"], ("وصل",), id="kept-whole-against-the-model"),
        pytest.param("وجهه", ["وجه", "ه"], ("وجه", "ه"), id="unknown-split"),
        pytest.param("بغداد", ["بغداد"], ("بغداد",), id="unknown-whole"),
    ],
)
def test_the_list_decides_about_known_forms(form: str, expanded: list[str], words: tuple[str, ...]) -> None:
    assert words_of(form, expanded, SEGMENTS) == words


def test_the_list_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "segments.tsv"
    path.write_text("وصل\tوصل\nوقال\tو+قال\n", encoding="utf-8")
    assert load_segments(path) == {"وصل": ("وصل",), "وقال": ("و", "قال")}
