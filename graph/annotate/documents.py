"""Stanza documents as spaCy Docs over the untouched text: words as slices of it, sentences, tags and entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc, Span, Token

from graph.annotate.entity_tags import TAG_SETS, tagged_runs
from graph.annotate.model_text import ModelText

if TYPE_CHECKING:
    from spacy.vocab import Vocab

MWT = "mwt"
PROCLITICS = "proclitics"
_PROCLITIC_TAGS = frozenset(("ADP", "CCONJ", "PART", "SCONJ", "AUX"))
_LONGEST_PROCLITIC = 2


def _of_token(name: str) -> Any:
    def value(token: Token) -> Any:
        values = token.doc.user_data.get(name)
        return values[token.i] if values is not None else None

    return value


def register_extensions() -> None:
    """Give tokens `._.mwt`, the number of the surface token they belong to, and `._.proclitic`."""
    if not Token.has_extension("mwt"):
        Token.set_extension("mwt", getter=_of_token(MWT))
        Token.set_extension("proclitic", getter=_of_token(PROCLITICS))


@dataclass(frozen=True, slots=True)
class _Slice:
    """A stretch of the source for one spaCy token; `word` is Stanza's word, None for white space and the like."""

    start: int
    end: int
    word: Any = None
    surface: int = -1
    starts_sentence: bool = False


def word_doc(text: str, cleaned: ModelText, document: Any, vocab: Vocab) -> tuple[Doc, list[Any]]:
    """A Doc whose text is `text`, and for each of its tokens Stanza's word or None."""
    slices = list(_with_gaps(text, list(_word_slices(cleaned, document))))
    words: list[str] = []
    spaces: list[bool] = []
    kept: list[_Slice] = []
    for piece in slices:
        if piece.word is None and text[piece.start : piece.end] == " " and kept and not spaces[-1]:
            spaces[-1] = True
            continue
        words.append(text[piece.start : piece.end])
        spaces.append(False)
        kept.append(piece)
    doc = Doc(vocab, words=words, spaces=spaces, sent_starts=[piece.starts_sentence for piece in kept])
    doc.user_data[MWT] = [piece.surface for piece in kept]
    return doc, [piece.word for piece in kept]


def _word_slices(cleaned: ModelText, document: Any) -> Iterator[_Slice]:
    surface = 0
    end_before = 0
    for sentence in document.sentences:
        starts = True
        for token in sentence.tokens:
            start = max(end_before, cleaned.source_start(token.start_char))
            end = cleaned.source_end(token.end_char)
            if end <= start:
                continue
            for word, begin, stop in _parts(token.words, start, end):
                yield _Slice(begin, stop, word, surface, starts)
                starts = False
            surface += 1
            end_before = end


def _parts(words: list[Any], start: int, end: int) -> Iterator[tuple[Any, int, int]]:
    """Slices of start..end for the words of a token; none is empty, so words that find no letter are left out."""
    words = words[: end - start]
    for index, word in enumerate(words):
        later = len(words) - index - 1
        stop = end if later == 0 else min(start + max(1, len(word.text)), end - later)
        yield word, start, stop
        start = stop


def _with_gaps(text: str, slices: list[_Slice]) -> Iterator[_Slice]:
    """The slices with everything between them: single spaces apart from longer runs, so that spaCy can hold them."""
    at = 0
    for piece in [*slices, _Slice(len(text), len(text))]:
        if at < piece.start:
            if text[at] == " ":
                yield _Slice(at, at + 1)
                at += 1
            if at < piece.start:
                yield _Slice(at, piece.start)
        if piece.start < piece.end:
            yield piece
        at = piece.end


def set_morphology(doc: Doc, words: list[Any]) -> None:
    """Lemmas, tags, features and word forms of Stanza's words."""
    proclitics = []
    for index, (token, word) in enumerate(zip(doc, words, strict=True)):
        if word is None:
            token.pos_ = "SPACE" if token.is_space else "X"
            token.norm_ = token.lemma_ = token.text
            proclitics.append(False)
            continue
        token.norm_ = word.text
        token.lemma_ = word.lemma or word.text
        token.pos_ = word.upos or "X"
        token.tag_ = word.xpos or word.upos or ""
        if word.feats:
            token.set_morph(word.feats)  # type: ignore[attr-defined]
        proclitics.append(_is_proclitic(doc, index, word))
    doc.user_data[PROCLITICS] = proclitics


def _is_proclitic(doc: Doc, index: int, word: Any) -> bool:
    surfaces = doc.user_data[MWT]
    follows = index + 1 < len(doc) and surfaces[index + 1] == surfaces[index]
    return follows and len(word.text) <= _LONGEST_PROCLITIC and word.upos in _PROCLITIC_TAGS


def set_entities(doc: Doc, sentences: list[list[Any]], words: list[Any], tags: list[list[tuple[str, ...]]]) -> None:
    """Entities of BIOES tags, which count surface tokens; proclitics are left out of their spans.

    Args: sentences: Stanza's tokens; tags: one tag a tag set for each of them, the first for `doc.ents`, the others for
        the span groups named in TAG_SETS.
    """
    index_of = {id(word): index for index, word in enumerate(words) if word is not None}
    for number, name in enumerate(TAG_SETS[: len(tags[0][0]) if tags and tags[0] else 0]):
        spans = []
        for tokens, tagged in zip(sentences, tags, strict=True):
            for label, first, end in tagged_runs([tag[number] or "O" for tag in tagged]):
                spans += _span(doc, label, tokens[first:end], index_of)
        if number == 0:
            doc.set_ents(spans)
        else:
            doc.spans[name] = spans


def _span(doc: Doc, label: str, tokens: list[Any], index_of: dict[int, int]) -> list[Span]:
    """The span of the tokens' words behind their proclitics; none when nothing is left."""
    proclitics = doc.user_data[PROCLITICS]
    indices = [index_of[id(word)] for token in tokens for word in token.words if id(word) in index_of]
    while indices and proclitics[indices[0]]:
        indices.pop(0)
    return [Span(doc, indices[0], indices[-1] + 1, label=label)] if indices else []


def set_dependencies(doc: Doc, sentences: list[list[Any]], words: list[Any]) -> None:
    """Heads and relations of Stanza's words; white space hangs on the token before it, as spaCy has it.

    Args: sentences: Stanza's words of each sentence.
    """
    index_of = {id(word): index for index, word in enumerate(words) if word is not None}
    starts = [token.i for token in doc if token.is_sent_start] + [len(doc)]
    heads, relations = list(range(len(doc))), [""] * len(doc)
    for sentence in sentences:
        for word in sentence:
            index = index_of.get(id(word))
            if index is not None and word.head is not None:
                head = index_of.get(id(sentence[word.head - 1])) if word.head else index
                heads[index] = index if head is None else head
                relations[index] = word.deprel
    for first, end in pairwise(starts):
        _hang_loose_tokens(heads, relations, first, end)
    table = np.empty((len(doc), 2), dtype=np.uint64)
    table[:, 0] = (np.array(heads) - np.arange(len(doc))).astype(np.int64).view(np.uint64)
    table[:, 1] = [doc.vocab.strings.add(relation) for relation in relations]
    doc.from_array(["HEAD", "DEP"], table)  # type: ignore[arg-type]


def _hang_loose_tokens(heads: list[int], relations: list[str], first: int, end: int) -> None:
    """Give each sentence one root: tokens without a relation and further roots hang on a neighbour or on the root."""
    roots = [index for index in range(first, end) if heads[index] == index and relations[index]]
    root = roots[0] if roots else first
    relations[root] = relations[root] or "root"
    for index in range(first, end):
        if index != root and heads[index] == index:
            heads[index] = index - 1 if index > first and not relations[index] else root
            relations[index] = relations[index] or "dep"
