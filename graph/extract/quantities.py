"""Numbers as an article reports them: what they count and how exact they are."""

from __future__ import annotations

import re
from decimal import Decimal

from graph.extract.page import Page
from graph.extract.triggers import Trigger
from graph.ids import mention_id
from graph.lexicons import read_settings
from graph.model import Bound, Mention, Quantity, Span, confidence
from graph.text import comparison_key

_NUMBER = re.compile(r"(?<![\w.,/])(\d{1,3}(?:[,٬]\d{3})+|\d{1,9})(?![\w/]|[.,]\d)")
_REACH = 4


def quantities_of(
    page: Page, trigger: Trigger, clause: Span, sentence: Mention, as_of: str | None
) -> tuple[Quantity, ...]:
    """The counted numbers of a trigger's clause.

    Args: sentence: the trigger's mention, for its sentence; as_of: the day up to which they count, where it is told.
    """
    found = []
    for match in _NUMBER.finditer(page.text, clause.start, clause.end):
        after = page.words_in(Span(match.end(), clause.end))[:1]
        counted = [page.words[at] for at in after]
        if not counted or comparison_key(counted[0].key) not in _counted():
            continue
        span = Span(match.start(), counted[0].span.end)
        place = page.article.to_file(span)
        mention = Mention(
            mention_id(page.article.id, "u", place.start, place.end),
            page.article.id,
            place,
            page.text[span.start : span.end],
            sentence.sentence,
            sentence.sentence_span,
            "number.counted",
            confidence(0.8),
        )
        number = Decimal(re.sub("[,٬]", "", match.group(1)))
        noun = page.text[counted[0].span.start : counted[0].span.end]
        found.append(Quantity(mention, number, noun, _bound(page, match.start()), as_of))
    return tuple(found)


def _counted() -> frozenset[str]:
    return frozenset(comparison_key(word) for word in read_settings("events/counted.toml")["counted"])


def _bound(page: Page, offset: int) -> Bound:
    words = [word.key for word in page.words_before(offset, _REACH)]
    line = f" {' '.join(words)} "
    for bound, cues in read_settings("events/counted.toml")["bounds"].items():
        if any(f" {comparison_key(cue)} " in line for cue in cues):
            return Bound(bound)
    return Bound.EXACT
