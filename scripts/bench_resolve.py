"""Time and memory of the entity resolution over made-up mentions; arguments are numbers of mentions."""

from __future__ import annotations

import datetime
import resource
import sys
import time
from collections.abc import Iterator

from graph.ids import article_id, digest, mention_id
from graph.knowledge import load_knowledge
from graph.model import (
    Article,
    DateBasis,
    EntityKind,
    EntityMention,
    Extraction,
    Mention,
    MentionForm,
    Span,
    confidence,
)
from graph.resolve.actors import resolve_entities

MENTIONS_AN_ARTICLE = 20
GIVEN = (
    "محمد",
    "أحمد",
    "علي",
    "حسن",
    "حسين",
    "خالد",
    "سعد",
    "عمر",
    "ناصر",
    "كريم",
    "جاسم",
    "طارق",
    "ماجد",
    "نبيل",
    "رائد",
    "وليد",
)
LETTERS = "بتجدرسشعفقكلمنهوي"


def main(sizes: list[int]) -> None:
    """Print one line for each size: mentions, names, seconds, actors, peak memory."""
    knowledge = load_knowledge()
    for size in sizes:
        names = max(1, size // 10)
        extractions = list(_extractions(size, names))
        start, cpu = time.perf_counter(), time.process_time()
        resolution = resolve_entities(extractions, knowledge, ())
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(
            f"{size} mentions of {names} names: {seconds:.1f} s ({cpu:.1f} s of processor), "
            f"{len(resolution.actors)} actors, peak {peak:.2f} GB"
        )


def _extractions(size: int, names: int) -> Iterator[Extraction]:
    for number in range(size // MENTIONS_AN_ARTICLE):
        text = "\n".join(_name((number * MENTIONS_AN_ARTICLE + at) * 7919 % names) for at in range(MENTIONS_AN_ARTICLE))
        yield _extraction(f"article-{number}.txt", text)


def _name(number: int) -> str:
    """The name with this number: a given name, a father's name, a family name; every tenth with a letter changed."""
    seed = int(digest(str(number - number % 10 if number % 10 == 9 else number), length=12), 16)
    family = "".join(LETTERS[(seed >> (4 * at)) % len(LETTERS)] for at in range(3, 9))
    if number % 10 == 9:
        family = family[0] + family[2] + family[1] + family[3:]
    return f"{GIVEN[seed % 16]} {GIVEN[(seed >> 4) % 16]} ال{family}"


def _extraction(file: str, text: str) -> Extraction:
    content = digest(text, length=64)
    article = Article(
        article_id(file, 1, content), file, 1, "", Span(0, len(text)), (Span(0, len(text)),), text, content,
        date=datetime.date(2023, 1, 1), date_basis=DateBasis.STATED,
    )  # fmt: skip
    mentions, offset = [], 0
    for line in text.split("\n"):
        span = Span(offset, offset + len(line))
        made = Mention(
            mention_id(article.id, "n", span.start, span.end),
            article.id,
            span,
            line,
            line,
            span,
            "model",
            confidence(0.7),
        )
        mentions.append(EntityMention(made, EntityKind.PERSON, MentionForm.NAME, line))
        offset += len(line) + 1
    return Extraction(article, entities=tuple(mentions))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
