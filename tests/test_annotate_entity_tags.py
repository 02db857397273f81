"""Sentences are grouped for context, and tags read back as runs."""

from __future__ import annotations

import pytest

from graph.annotate.entity_tags import CONTEXT_WORDS, group_sentences, iob2, tag_sentences, tagged_runs


@pytest.mark.parametrize(
    ("lengths", "groups"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([0, 0], [], id="empty-sentences"),
        pytest.param([10, 20, 15], [[0, 1, 2]], id="together"),
        pytest.param([25, 20, 1], [[0, 1], [2]], id="up-to-the-limit"),
        pytest.param([CONTEXT_WORDS + 1, 5], [[0], [1]], id="long-sentence-stands-alone"),
        pytest.param([5, 0, 5], [[0, 2]], id="empty-sentence-between"),
    ],
)
def test_sentences_are_grouped_in_order(lengths: list[int], groups: list[list[int]]) -> None:
    assert list(group_sentences(lengths)) == groups


@pytest.mark.parametrize(
    ("tags", "runs"),
    [
        pytest.param(["O", "O"], [], id="none"),
        pytest.param(["S-PER", "S-PER"], [("PER", 0, 1), ("PER", 1, 2)], id="two-of-one-kind"),
        pytest.param(["B-ORG", "I-ORG", "E-ORG", "O"], [("ORG", 0, 3)], id="three-tokens"),
        pytest.param(["B-ORG", "I-ORG"], [("ORG", 0, 2)], id="open-end"),
        pytest.param(["B-ORG", "E-LOC"], [("ORG", 0, 1), ("LOC", 1, 2)], id="label-changes"),
        pytest.param(["I-PER", "O"], [("PER", 0, 1)], id="inside-without-begin"),
    ],
)
def test_runs_are_read_from_bioes(tags: list[str], runs: list[tuple[str, int, int]]) -> None:
    assert list(tagged_runs(tags)) == runs


def test_bioes_becomes_iob2() -> None:
    assert [iob2(tag) for tag in ("S-PER", "B-ORG", "I-ORG", "E-ORG", "O")] == ["B-PER", "B-ORG", "I-ORG", "I-ORG", "O"]


class _Pipeline:
    """Tags every token with its own text, so that the way back to the sentences can be followed."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []

    def process(self, document, processors):  # type: ignore[no-untyped-def]
        assert processors == "ner"
        self.calls.append([len(sentence.tokens) for sentence in document.sentences])
        for sentence in document.sentences:
            for token in sentence.tokens:
                token.multi_ner = (f"S-{token.text}",)
        return document


def test_tags_come_back_to_their_sentences() -> None:
    pytest.importorskip("stanza")
    pipeline = _Pipeline()
    sentences = [["a"] * 30, [], ["b"] * 20, ["c"]]
    tags = tag_sentences(pipeline, sentences)
    assert pipeline.calls == [[30, 21]]
    assert tags == [[("S-a",)] * 30, [], [("S-b",)] * 20, [("S-c",)]]
