"""Sentence vectors: what the shared encoder already computes for the tagger, pooled and kept with the Doc.

Vectors serve to compare sentences of different articles. A transformer's sentence vectors all point much the same way
(Ethayarajh 2019), so what the sentences of `seeds/linking/centre.csv` share is taken off: their mean and the first
direction in which they spread (all-but-the-top, Mu and Viswanath 2018). Unrelated sentences then lie near a cosine of
zero, whatever the encoder's weights are, and no vector depends on the corpus it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from graph.annotate.models import CENTRE
from graph.lexicons import read_list

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.model import Article, EventMention

STARTS, ROWS = "sentence_starts", "sentence_vectors"
_LARGEST = 127
Vector = npt.NDArray[np.float32]


class SentencePooler:
    """Watches an encoder and keeps a vector of each sentence it reads while `reading`.

    The vector is the mean over the sentence's pieces and over all layers, from the pieces' own embeddings up: upper
    layers are tuned to tags, and which one tells sentences apart best changes with the weights.
    """

    def __init__(self, encoder: Any, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._pooled: dict[tuple[int, ...], Vector] | None = None
        encoder.register_forward_hook(self._keep, with_kwargs=True)
        self._centre, self._direction = self._common_of(encoder)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Keep the vectors of what the encoder reads meanwhile, and forget those of before."""
        self._pooled = {}
        yield

    def vector(self, words: Sequence[str]) -> bytes:
        """The int8 vector of a sentence that was read, centred and scaled to its largest value; b"" without one."""
        pooled = (self._pooled or {}).get(self._pieces(words))
        if pooled is None:
            return b""
        own = pooled - self._centre
        return _packed(own - self._direction * float(own @ self._direction))

    def _pieces(self, words: Sequence[str]) -> tuple[int, ...]:
        pieces = self._tokenizer(list(words), is_split_into_words=True)["input_ids"]
        return tuple(pieces[: self._tokenizer.model_max_length])

    def _keep(self, encoder: Any, args: tuple[Any, ...], kwargs: dict[str, Any], output: Any) -> None:
        """A hook of torch: pool each row of the batch under the numbers of its pieces."""
        if self._pooled is None or output.hidden_states is None:
            return
        import torch

        pieces = args[0] if args else kwargs["input_ids"]
        mask = kwargs["attention_mask"]
        with torch.no_grad():
            mean = torch.stack(output.hidden_states).mean(0)
            weights = mask.unsqueeze(-1).to(mean.dtype)
            pooled = (mean * weights).sum(1) / weights.sum(1).clamp(min=1)
            unit = torch.nn.functional.normalize(pooled, dim=-1).to(torch.float32).cpu().numpy()
        for row, kept, vector in zip(pieces.tolist(), mask.sum(1).tolist(), unit, strict=True):
            self._pooled.setdefault(tuple(row[: int(kept)]), vector)

    def _common_of(self, encoder: Any) -> tuple[Vector, Vector]:
        """The mean vector of the listed sentences, and the first direction in which they spread, of length one."""
        found = []
        with self.reading():
            for row in read_list(CENTRE, ("sentence",)):
                # One at a time: the rows of a padded batch would differ in their last decimals.
                words = row["sentence"].split()
                read = self._tokenizer(words, is_split_into_words=True, return_tensors="pt", truncation=True)
                encoder(read["input_ids"], attention_mask=read["attention_mask"], output_hidden_states=True)
                found.append((self._pooled or {})[tuple(read["input_ids"][0].tolist())])
        rows = np.array(found)
        centre: Vector = rows.mean(axis=0)
        direction: Vector = np.linalg.svd(rows - centre, full_matrices=False)[2][0]
        return centre, direction


def _packed(vector: Vector) -> bytes:
    largest = float(np.abs(vector).max())
    return np.rint(vector * (_LARGEST / largest)).astype(np.int8).tobytes() if largest else b""


def set_vectors(doc: Doc, document: Any, words: Sequence[Any], pooler: SentencePooler) -> None:
    """Keep the vectors of Stanza's sentences in the Doc's user data, with the offsets at which the sentences start.

    Args: words: for each token of the Doc Stanza's word, or None.
    """
    start_of = {id(word): token.idx for token, word in zip(doc, words, strict=True) if word is not None}
    starts, rows = [], []
    for sentence in document.sentences:
        found = [start_of[id(word)] for token in sentence.tokens for word in token.words if id(word) in start_of]
        row = pooler.vector([word.text for word in sentence.words])
        if found and row:
            starts.append(found[0])
            rows.append(row)
    doc.user_data[STARTS] = starts
    doc.user_data[ROWS] = b"".join(rows)


def mention_vectors(article: Article, doc: Doc, events: Sequence[EventMention]) -> dict[str, bytes]:
    """For each event mention the vector of the sentence that holds its trigger, by mention id.

    Empty where the Doc has no vectors, as with other models or annotations of before.
    """
    starts: list[int] = doc.user_data.get(STARTS) or []
    content: bytes = doc.user_data.get(ROWS) or b""
    if not starts:
        return {}
    width = len(content) // len(starts)
    offsets = np.array([_in_file(article, start) for start in starts])
    found = {}
    for event in events:
        row = int(np.searchsorted(offsets, event.mention.span.start, side="right")) - 1
        if row >= 0:
            found[event.id] = content[row * width : (row + 1) * width]
    return found


def _in_file(article: Article, offset: int) -> int:
    """The file's offset of an offset of the article's text."""
    at = 0
    for kept in article.kept:
        if offset < at + len(kept):
            return kept.start + offset - at
        at += len(kept) + 1
    return article.extent.end
