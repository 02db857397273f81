"""Known word forms are split into words by a list; Stanza's tokenizer and expander decide about the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

Segments = Mapping[str, tuple[str, ...]]
"""The words of known forms; a form that is one word has itself."""


def load_segments(path: Path) -> dict[str, tuple[str, ...]]:
    """The words of each form of a file of lines ``FORM<TAB>WORD+WORD``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {form: tuple(words.split("+")) for form, words in (line.split("\t") for line in lines)}


def words_of(form: str, expanded: Sequence[str], segments: Segments) -> tuple[str, ...]:
    """The words of a token: those of the list, else those that the models expanded it to."""
    return segments.get(form) or tuple(expanded)
