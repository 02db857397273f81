"""How many independent voices tell an event, and what they are together worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from graph.model import Article, confidence
from graph.text import comparison_key

_CEILING = 0.99


def voices_of(articles: Mapping[str, Article]) -> dict[str, str]:
    """For each article id the voice it speaks with: reprints speak with the voice of the text they repeat."""
    return {key: _root(article, articles) for key, article in sorted(articles.items())}


def _root(article: Article, articles: Mapping[str, Article]) -> str:
    seen = {article.id}
    while article.duplicate_of is not None and article.duplicate_of in articles and article.duplicate_of not in seen:
        article = articles[article.duplicate_of]
        seen.add(article.id)
    return article.id


def independent_groups(article_ids: Iterable[str], articles: Mapping[str, Article]) -> list[tuple[str, ...]]:
    """The articles in groups of one voice each: of one text, one outlet, or quoting one agency; sorted."""
    ids = sorted(set(article_ids))
    parent = {key: key for key in ids}

    def find(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    first_with: dict[str, str] = {}
    for key in ids:
        for mark in _marks(key, articles):
            other = first_with.setdefault(mark, key)
            left, right = sorted((find(key), find(other)))
            parent[right] = left
    groups: dict[str, list[str]] = {}
    for key in ids:
        groups.setdefault(find(key), []).append(key)
    return [tuple(group) for _, group in sorted(groups.items())]


def _marks(key: str, articles: Mapping[str, Article]) -> list[str]:
    """What makes an article one voice with another that has the same mark."""
    article = articles[key]
    marks = [f"text {_root(article, articles)}", f"text {article.content_hash}"]
    if article.outlet:
        marks.append(f"source {comparison_key(article.outlet)}")
    marks.extend(f"source {comparison_key(source)}" for source in article.quoted_sources)
    return marks


def joint_confidence(groups: Iterable[Iterable[Decimal]]) -> Decimal:
    """What independent groups of claims are worth together: each group counts with its best claim (noisy or)."""
    doubt = 1.0
    for group in groups:
        doubt *= 1.0 - float(max(group, default=Decimal(0)))
    return confidence(min(_CEILING, 1.0 - doubt))
