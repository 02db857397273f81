"""Sentence vectors: pooled from an encoder, centred, and found again for the mentions of a Doc."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import spacy
import torch

from graph.annotate.vectors import ROWS, STARTS, SentencePooler, mention_vectors
from graph.model import Article, EventMention, Mention, Span, confidence

WIDTH = 8


class Tokenizer:
    """One piece a word, numbered by its letters."""

    model_max_length = 512

    def __call__(self, words: list[str], *, return_tensors: str | None = None, **_: Any) -> dict[str, Any]:
        pieces = [sum(map(ord, word)) % 97 + 1 for word in words]
        if return_tensors is None:
            return {"input_ids": pieces}
        return {"input_ids": torch.tensor([pieces]), "attention_mask": torch.ones(1, len(pieces), dtype=torch.long)}


class Encoder(torch.nn.Module):
    """Embeddings as the one hidden layer."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = torch.nn.Embedding(100, WIDTH)
        torch.nn.init.normal_(self.pieces.weight, mean=3.0, generator=torch.Generator().manual_seed(1))

    def forward(self, input_ids: Any, attention_mask: Any = None, output_hidden_states: bool = True) -> Any:
        return SimpleNamespace(hidden_states=(self.pieces(input_ids),))


def read(pooler: SentencePooler, encoder: Encoder, *sentences: str) -> list[bytes]:
    """The vectors of sentences that the encoder reads as one padded batch."""
    rows = [Tokenizer()(sentence.split())["input_ids"] for sentence in sentences]
    longest = max(map(len, rows))
    padded = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    with pooler.reading():
        encoder(padded, attention_mask=(padded > 0).long(), output_hidden_states=True)
        return [pooler.vector(sentence.split()) for sentence in sentences]


@pytest.fixture
def encoder() -> Encoder:
    return Encoder()


def cosine(left: bytes, right: bytes) -> float:
    one, other = (np.frombuffer(vector, dtype=np.int8).astype(float) for vector in (left, right))
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


def test_padding_and_company_do_not_change_a_vector(encoder: Encoder) -> None:
    pooler = SentencePooler(encoder, Tokenizer())
    (alone,) = read(pooler, encoder, "زار الوزير عمان")
    beside = read(pooler, encoder, "زار الوزير عمان", "وقع الطرفان اتفاقا طويلا من عشرين بندا في المساء")
    assert cosine(alone, beside[0]) > 0.999
    assert len(alone) == WIDTH


def test_what_was_not_read_has_no_vector(encoder: Encoder) -> None:
    pooler = SentencePooler(encoder, Tokenizer())
    with pooler.reading():
        assert pooler.vector(["كلمة"]) == b""


def test_what_all_sentences_share_is_taken_off(encoder: Encoder) -> None:
    pooler = SentencePooler(encoder, Tokenizer())
    vectors = read(pooler, encoder, "هطلت أمطار غزيرة", "ربح الفريق مباراته", "نشرت المجلة بحثا", "أضرب عمال الميناء")
    cosines = [cosine(left, right) for at, left in enumerate(vectors) for right in vectors[:at]]
    # The embeddings lie around a mean of 3, so that raw vectors would all be near a cosine of 1.
    assert abs(sum(cosines) / len(cosines)) < 0.5


def test_a_mention_gets_the_vector_of_its_sentence() -> None:
    text = "جملة أولى. جملة ثانية."
    kept = Span(100, 100 + len(text))
    article = Article("a-1", "a.txt", 1, "", kept, (kept,), text, "hash")
    doc = spacy.blank("ar")(text)
    doc.user_data[STARTS] = [0, text.index("جملة ثانية")]
    doc.user_data[ROWS] = b"\x01\x01\x02\x02"
    start = 100 + text.index("ثانية")
    span = Span(start, start + 5)
    mention = Mention("e-1", "a-1", span, "ثانية", text, kept, "made", confidence(0.5))
    assert mention_vectors(article, doc, [EventMention(mention, "Event")]) == {"e-1": b"\x02\x02"}
    assert mention_vectors(article, spacy.blank("ar")(text), [EventMention(mention, "Event")]) == {}
