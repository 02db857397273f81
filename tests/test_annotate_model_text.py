"""What the models read, and the way back to the source's offsets."""

from __future__ import annotations

import pytest

from graph.annotate.model_text import model_text


@pytest.mark.parametrize(
    ("text", "cleaned", "source"),
    [
        pytest.param("معاً.", "معا", "معاً", id="a last vowel mark belongs to its word"),
        pytest.param("بغـــداد", "بغداد", "بغـــداد", id="tatweel inside"),
        pytest.param("لـ بغداد", "ل", "لـ", id="tatweel at the end"),
        pytest.param("بغداد\u200f.", "بغداد", "بغداد", id="a direction mark does not belong to the word"),
    ],
)
def test_words_keep_their_marks(text: str, cleaned: str, source: str) -> None:
    result = model_text(text)
    start = result.text.index(cleaned)
    assert text[result.source_start(start) : result.source_end(start + len(cleaned))] == source
