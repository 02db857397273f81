"""A factory of short articles with their Doc, for tests of the entity stages that need no model."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import spacy
from spacy.tokens import Doc

from graph.extract.entities import EntityIndex, find_entities
from graph.ids import article_id, digest
from graph.knowledge import KnowledgeBase, load_knowledge
from graph.model import Article, DateBasis, EntityMention, Extraction, Judgement, Resolution, Span
from graph.resolve.actors import resolve_entities

_BLANK = spacy.blank("ar")


def article(text: str, file: str = "a.txt", date: str | None = None) -> Article:
    """An article that is the whole of a file."""
    content = digest(text, length=64)
    extent = Span(0, len(text))
    day = datetime.date.fromisoformat(date) if date else None
    basis = DateBasis.STATED if date else DateBasis.NONE
    return Article(
        article_id(file, 1, content), file, 1, "", extent, (extent,), text, content, date=day, date_basis=basis
    )


def doc_of(text: str, entities: Mapping[str, str] | None = None) -> Doc:
    """A Doc of the text; `entities` maps words that a model would find to their label."""
    doc = _BLANK(text)
    spans = []
    for words, label in (entities or {}).items():
        span = doc.char_span(text.index(words), text.index(words) + len(words), label=label, alignment_mode="expand")
        assert span is not None
        spans.append(span)
    doc.set_ents(spans)
    return doc


def mentions_of(text: str, entities: Mapping[str, str] | None = None) -> EntityIndex:
    """The entity mentions of a text."""
    return find_entities(article(text), doc_of(text, entities))


@dataclass(frozen=True, slots=True)
class Told:
    """Articles after resolution: what the words of each refer to."""

    extractions: tuple[Extraction, ...]
    resolution: Resolution

    def mention(self, words: str, number: int = 0) -> EntityMention:
        """The mention with exactly these words in the article `number`."""
        return next(m for m in self.extractions[number].entities if m.mention.anchor == words)

    def who(self, words: str, number: int = 0) -> str | None:
        """The actor that words of the article `number` mean."""
        return self.resolution.actor_of.get(self.mention(words, number).id)

    def where(self, words: str, number: int = 0) -> str | None:
        """The place that words of the article `number` mean."""
        return self.resolution.place_of.get(self.mention(words, number).id)

    def both(self, words: str, number: int = 0) -> tuple[str, ...]:
        """The actors that plural words mean."""
        return self.resolution.members_of.get(self.mention(words, number).id, ())


def told(
    *texts: str | Article,
    entities: Mapping[str, str] | None = None,
    judgements: Sequence[Judgement] = (),
    knowledge: KnowledgeBase | None = None,
) -> Told:
    """The resolution of articles; a plain text is an article without date."""
    known = knowledge if knowledge is not None else load_knowledge()
    articles = [text if isinstance(text, Article) else article(text, f"{n}.txt") for n, text in enumerate(texts)]
    extractions = []
    for one in articles:
        found = {words: label for words, label in (entities or {}).items() if words in one.text}
        index = find_entities(one, doc_of(one.text, found), known)
        extractions.append(Extraction(one, entities=index.mentions, positions=index.positions))
    return Told(tuple(extractions), resolve_entities(extractions, known, judgements))
