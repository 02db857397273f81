"""Comparison keys of a text's lines, all at once."""

from __future__ import annotations

import pytest

from graph.text import comparison_key, comparison_keys


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت  البلدية\tإغلاق السوق\nالقديم\r\n\r\nأسبوعًا كاملًا",
        "سطر\x85آخر\u2028ثم ثالث\x0bورابع",
        "\u200f\nـــ\nABC Def\n ١٢٣ ",
        "أول\x1fثان\u1680ثالث\u00a0رابع",
        "سطر واحد",
        "",
    ],
    ids=["gaps", "separators", "lines of nothing", "rare spaces", "one", "none"],
)
def test_each_is_the_key_of_its_line(text: str) -> None:
    assert comparison_keys(text) == [comparison_key(line) for line in text.splitlines()]
