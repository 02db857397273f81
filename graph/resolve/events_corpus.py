"""All event mentions of a corpus in one order, which does not depend on the order of the articles given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model import Article, EntityMention, EventMention, Extraction


@dataclass(frozen=True, slots=True)
class Corpus:
    """All event mentions in a canonical order (article date, article id, text order), with their articles.

    `position` maps a mention id to its place in `mentions`; `vectors` are sentence vectors, b"" where there is none.
    """

    mentions: tuple[EventMention, ...]
    articles: Mapping[str, Article]
    vectors: tuple[bytes, ...]
    position: Mapping[str, int]
    entities: Mapping[str, tuple[EntityMention, ...]]


def corpus_of(extractions: Iterable[Extraction]) -> Corpus:
    """The event mentions of all articles in an order that does not depend on the order of the articles given."""
    ordered = sorted(extractions, key=lambda extraction: _article_key(extraction.article))
    pairs = [
        (mention, extraction.vectors.get(mention.id, b""))
        for extraction in ordered
        for mention in sorted(extraction.events, key=lambda mention: (mention.mention.span, mention.id))
    ]
    mentions = tuple(mention for mention, _ in pairs)
    return Corpus(
        mentions,
        {extraction.article.id: extraction.article for extraction in ordered},
        tuple(vector for _, vector in pairs),
        {mention.id: index for index, mention in enumerate(mentions)},
        {
            extraction.article.id: tuple(sorted(extraction.entities, key=lambda entity: entity.mention.span))
            for extraction in ordered
        },
    )


def _article_key(article: Article) -> tuple[str, str]:
    """Dated articles first, by date: a later article then seldom takes over the name of an event."""
    return (article.date.isoformat() if article.date is not None else "9999", article.id)
