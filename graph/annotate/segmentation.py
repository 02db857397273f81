"""Known word forms are split into words by a list; Stanza's tokenizer and expander decide about the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DraftToken = str | tuple[str, bool] | tuple[str, tuple[str, ...]]
"""As Stanza's tokenizer hands tokens on: a word; a token and whether it has several words; a token and its words."""


@dataclass(frozen=True)
class Segmenter:
    """A post-processor of Stanza's tokenizer: each token that the list knows gets the words that the list gives."""

    segments: Mapping[str, tuple[str, ...]]

    def __call__(self, sentences: list[list[DraftToken]]) -> list[list[DraftToken]]:
        """The same sentences and tokens, with known tokens split, or kept whole, as the list says."""
        return [[self._decide(token) for token in sentence] for sentence in sentences]

    def _decide(self, token: DraftToken) -> DraftToken:
        form = token if isinstance(token, str) else token[0]
        words = self.segments.get(form)
        if words is None:
            return token
        return form if len(words) == 1 else (form, words)


def load_segments(path: Path) -> dict[str, tuple[str, ...]]:
    """The words of each form of a file of lines ``FORM<TAB>WORD+WORD``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {form: tuple(words.split("+")) for form, words in (line.split("\t") for line in lines)}
