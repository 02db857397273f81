"""Entities in the context of the sentences around them: Stanza's tagger reads groups of sentences at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

CONTEXT_WORDS = 45
"""As many words as the sentences of one group have at most together: more context gave nothing."""
TAG_SETS = ("entities", "kinds", "names")
"""PER, LOC, ORG, MISC; the finer kinds of places and bodies; nationalities, offices, events, laws."""


def tag_sentences(pipeline: Any, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, ...]]]:
    """BIOES tags of consecutive sentences of one text whose tokens are taken as they are.

    Returns: for each token of each sentence one tag a tag set, as many sets as the pipeline's models have.
    """
    from stanza.models.common.doc import Document

    if not any(sentences):
        return [[] for _ in sentences]
    groups = list(group_sentences([len(sentence) for sentence in sentences]))
    filled = [
        [
            {"id": number, "text": token or " "}
            for number, token in enumerate((word for index in group for word in sentences[index]), start=1)
        ]
        for group in groups
    ]
    document = pipeline.process(Document(filled), processors="ner")
    tags = iter([tuple(token.multi_ner) for sentence in document.sentences for token in sentence.tokens])
    return [[next(tags) for _ in sentence] for sentence in sentences]


def group_sentences(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Consecutive indices whose lengths sum to CONTEXT_WORDS at most; a longer sentence stands alone, empty ones go."""
    group: list[int] = []
    size = 0
    for index, length in enumerate(lengths):
        if group and size + length > CONTEXT_WORDS:
            yield group
            group, size = [], 0
        if length:
            group.append(index)
            size += length
    if group:
        yield group


def iob2(tag: str) -> str:
    """IOB2 of one of Stanza's BIOES tags."""
    return {"S": "B", "E": "I"}.get(tag[0], tag[0]) + tag[1:]


def tagged_runs(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Label, first token and end of each run under one label; a tag that cannot go on starts anew."""
    label, first = "", 0
    for index, tag in enumerate([*tags, "O"]):
        goes_on = bool(label) and tag[:1] in "IE" and tag[2:] == label
        if label and not goes_on:
            yield label, first, index
            label = ""
        if not goes_on and tag != "O":
            label, first = tag[2:], index
        if label and tag[:1] in "SE":
            yield label, first, index + 1
            label = ""
