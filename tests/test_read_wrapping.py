"""Lines of equal width that are one paragraph, and lines that are not."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from graph.model import RunReport
from graph.read import read_paths
from graph.read.lines import read_lines
from tests.reading_pages import FLOOD, FLOOD_TEXT, VISIT, VISIT_TEXT


def wrapped(width: int) -> str:
    text = textwrap.fill(" ".join([*VISIT_TEXT, *FLOOD_TEXT] * 2), width)
    return f"{VISIT}\n\n{text}\n\n{text}\n"


@pytest.mark.parametrize("width", [50, 72, 100])
def test_a_wrapped_paragraph_is_one_line(width: int) -> None:
    lines = list(read_lines(wrapped(width)))
    assert len(lines) == 3
    assert lines[1].key == lines[2].key
    assert "\n" not in lines[1].key


def test_lines_of_their_own_stay_apart() -> None:
    menu = ["أخبار البلاد والعالم", FLOOD, "رياضة", "أهم ما جاء في صحف اليوم", VISIT, "من نحن", *VISIT_TEXT]
    assert len(list(read_lines("\n".join(menu * 3)))) == 3 * len(menu)


def test_a_wrapped_article_is_kept_with_its_offsets(tmp_path: Path) -> None:
    text = f"{VISIT}\n\n{textwrap.fill(' '.join([*VISIT_TEXT, *FLOOD_TEXT]), 60)}\n"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    [article] = read_paths([path], RunReport())
    assert article.title == VISIT
    assert "\n".join(text[span.start : span.end] for span in article.kept) == article.text
    assert article.text.split()[-1] == text.split()[-1]
