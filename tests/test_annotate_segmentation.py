"""Known forms are split, or kept whole, as the list says; others are left to the models."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.annotate.segmentation import DraftToken, Segmenter, load_segments

SEGMENTS = {"وصل": ("وصل",), "وقال": ("و", "قال"), "لمجلسه": ("ل", "مجلس", "ه")}


@pytest.mark.parametrize(
    ("token", "decided"),
    [
        pytest.param("وقال", ("وقال", ("و", "قال")), id="split"),
        pytest.param(("وقال", True), ("وقال", ("و", "قال")), id="split-as-the-model-thought"),
        pytest.param(("وصل", True), "وصل", id="kept-whole-against-the-model"),
        pytest.param(("وجهه", True), ("وجهه", True), id="unknown-split"),
        pytest.param("بغداد", "بغداد", id="unknown-whole"),
        pytest.param("لمجلسه", ("لمجلسه", ("ل", "مجلس", "ه")), id="three-words"),
    ],
)
def test_the_list_decides_about_known_forms(token: DraftToken, decided: DraftToken) -> None:
    assert Segmenter(SEGMENTS)([[token]]) == [[decided]]


def test_the_list_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "segments.tsv"
    path.write_text("وصل\tوصل\nوقال\tو+قال\n", encoding="utf-8")
    assert load_segments(path) == {"وصل": ("وصل",), "وقال": ("و", "قال")}
