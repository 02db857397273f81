"""Mends what Stanza's tokenizer breaks: sentences inside an abbreviation, a number or a quotation; known words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.annotate.model_text import BREAK, LONGEST_SENTENCE
from graph.annotate.segmentation import Segments, words_of

_OPENING = {"«": "»", "“": "”", "„": "”", "‹": "›"}
_CLOSING = frozenset(_OPENING.values())
_STRAIGHT = '"'
_CLOSERS = frozenset((*_CLOSING, _STRAIGHT, ")", "]", "’"))
_INITIAL = re.compile(r"[ء-ي](?:[.ـ]?[ء-ي])?|[A-Za-z]|(?:Mr|Dr|St|No|vs)", re.ASCII)
"""What a full stop abbreviates: one or two Arabic letters (د. أ.د. ف.ب), a Latin initial or title."""
_ERA = frozenset(("م", "هـ", "ه"))
"""Behind a number these are the era of a year, and a full stop behind them ends a sentence."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the tokenizer made it: the texts of its tokens and its offsets in the text."""

    tokens: tuple[str, ...]
    start: int
    end: int


def mend_document(document: Any, segments: Segments) -> Any:
    """The same tokens in a new document: sentences joined where a break cannot be right, known forms split by the list.

    Args: document: Stanza's, after tokenization and the expansion of multi-word tokens.
    """
    from stanza.models.common.doc import Document

    sentences = [sentence.tokens for sentence in document.sentences]
    drafts = [
        Draft(tuple(token.text for token in tokens), tokens[0].start_char, tokens[-1].end_char) for tokens in sentences
    ]
    groups = group_drafts(drafts, document.text)
    entries = [_entries([token for index in group for token in sentences[index]], segments) for group in groups]
    return Document(entries, text=document.text)


def _entries(tokens: list[Any], segments: Segments) -> list[dict[str, Any]]:
    """Tokens and, behind each of several, its words, numbered from 1, as Stanza's Document reads them."""
    entries: list[dict[str, Any]] = []
    number = 1
    for token in tokens:
        words = words_of(token.text, [word.text for word in token.words], segments)
        last = number + len(words) - 1
        ids = (number, last) if len(words) > 1 else (number,)
        entries.append({"id": ids, "text": token.text, "start_char": token.start_char, "end_char": token.end_char})
        if len(words) > 1:
            entries += [{"id": number + place, "text": word} for place, word in enumerate(words)]
        number = last + 1
    return entries


def group_drafts(drafts: Sequence[Draft], text: str) -> Iterator[list[int]]:
    """Indices of the drafts that make one sentence each, in order.

    None runs over a paragraph's end, and none joined has more than LONGEST_SENTENCE tokens.
    """
    group: list[int] = []
    size = 0
    for index, draft in enumerate(drafts):
        if group:
            last = drafts[group[-1]]
            fits = size + len(draft.tokens) <= LONGEST_SENTENCE
            together = BREAK not in text[last.end : draft.start]
            if not (fits and together and _goes_on([drafts[number] for number in group], draft, text)):
                yield group
                group, size = [], 0
        group.append(index)
        size += len(draft.tokens)
    if group:
        yield group


def _goes_on(group: list[Draft], following: Draft, text: str) -> bool:
    last = group[-1]
    return (
        all(token in _CLOSERS or token == "." for token in following.tokens)
        or _ends_with_abbreviation(last.tokens)
        or (text[last.end - 2 : last.end - 1].isdigit() and text[last.end : last.end + 1].isdigit())
        or _is_open(group, following, text)
    )


def _ends_with_abbreviation(tokens: tuple[str, ...]) -> bool:
    if len(tokens) < 2 or tokens[-1] != ".":
        return False
    after_number = len(tokens) > 2 and tokens[-3][-1:].isdigit()
    return bool(_INITIAL.fullmatch(tokens[-2])) and not (after_number and tokens[-2] in _ERA)


def _is_open(group: list[Draft], following: Draft, text: str) -> bool:
    """Whether the sentences so far leave a quotation open that is closed before the paragraph's end."""
    closing = ""
    for token in (token for draft in group for token in draft.tokens):
        if closing:
            closing = "" if token == closing else closing
        elif token in _OPENING or token == _STRAIGHT:
            closing = _OPENING.get(token, _STRAIGHT)
    paragraph_end = text.find(BREAK, following.start)
    return bool(closing) and closing in text[following.start : paragraph_end if paragraph_end >= 0 else len(text)]
