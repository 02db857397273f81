"""Definite nouns that point back to an event told before in their article: "the talks", "the raid".

They name nobody, so that alone they would be no event; they are mentions of the event that they point to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from graph.ids import mention_id
from graph.lexicons import read_list
from graph.model import (
    EventMention,
    Extraction,
    Mention,
    MentionForm,
    Span,
    TimeExpression,
    When,
    confidence,
)
from graph.text import comparison_key
from graph.vocab import is_a

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"[^\W\d_]+")
_DEFINITE = ("وال", "بال", "فال", "كال", "ولل", "وبال", "لل", "ال")
_CONFIDENCE = 0.5
_PHRASE = 15


@dataclass(frozen=True, slots=True)
class _Noun:
    """A listed noun: the class it speaks of, and the keys that must not stand right after or before it."""

    event_class: str
    blocks: frozenset[str]
    before: frozenset[str]


@cache
def _nouns() -> dict[str, _Noun]:
    """The listed nouns by their definite key."""
    return {
        comparison_key(f"ال{row['noun']}"): _Noun(
            row["class"],
            frozenset(comparison_key(word) for word in row.parts("blocks")),
            frozenset(comparison_key(word) for word in row.parts("before")),
        )
        for row in read_list("linking/echoes.csv", ("noun", "class", "blocks", "before"))
    }


def with_echoes(extraction: Extraction, doc: Doc, times: Sequence[tuple[TimeExpression, When | None]]) -> Extraction:
    """The extraction with a mention for each definite noun that points back to an event before it.

    The nearest earlier event of its kind is meant. Words that already tell an event or belong to a name are left.

    Args: times: the article's time expressions, spans counting in its text, with the time that each gives an event.
    """
    article = extraction.article
    taken = [event.mention.span for event in extraction.events]
    names = [entity.mention.span for entity in extraction.entities if entity.form is MentionForm.NAME]
    found = []
    for span, noun in _definite_nouns(article.text):
        place = article.to_file(span)
        if any(place.overlaps(other) for other in (*taken, *names)) or _in_phrase(place, taken):
            continue
        meant = _antecedent(extraction.events, place, noun.event_class)
        if meant is not None:
            found.append(_echo(extraction, doc, span, meant, times))
    if not found:
        return extraction
    ordered = sorted((*extraction.events, *found), key=lambda event: (event.mention.span, event.id))
    return replace(extraction, events=tuple(ordered))


def _definite_nouns(text: str) -> Iterator[tuple[Span, _Noun]]:
    """The listed nouns of a text that the article makes definite, proclitics left out of their spans."""
    words = [(match.span(), comparison_key(match.group())) for match in _WORD.finditer(text)]
    for number, ((start, end), key) in enumerate(words):
        prefix = next((prefix for prefix in _DEFINITE if key.startswith(prefix)), None)
        noun = _nouns().get(f"ال{key[len(prefix) :]}") if prefix is not None else None
        if noun is None or prefix is None:
            continue
        after = words[number + 1][1] if number + 1 < len(words) else ""
        before = words[number - 1][1] if number else ""
        if after not in noun.blocks and before not in noun.before:
            clitics = len(prefix) - 2
            yield Span(start + clitics, end), noun


def _in_phrase(place: Span, triggers: Sequence[Span]) -> bool:
    """Whether the noun stands in the phrase of a trigger before it ("the third round of the dialogue")."""
    return any(trigger.end <= place.start <= trigger.end + _PHRASE for trigger in triggers)


def _antecedent(events: tuple[EventMention, ...], place: Span, event_class: str) -> EventMention | None:
    """The nearest event before that is of the noun's class or of one above or below it; a call is no meeting."""
    for event in reversed(events):
        if event.mention.span.end > place.start:
            continue
        call = "PhoneCall" in (event.event_class, event_class)
        if call and event.event_class != event_class:
            continue
        if is_a(event.event_class, event_class) or (
            is_a(event_class, event.event_class) and event.event_class != "Event"
        ):
            return event
    return None


def _echo(
    extraction: Extraction,
    doc: Doc,
    span: Span,
    meant: EventMention,
    times: Sequence[tuple[TimeExpression, When | None]],
) -> EventMention:
    """A mention of the event that `meant` tells, as the noun at `span` of the article's text."""
    article = extraction.article
    place = article.to_file(span)
    around = _sentence(article.text, doc, span)
    mention = Mention(
        mention_id(article.id, "e", place.start, place.end),
        article.id,
        place,
        article.text[span.start : span.end],
        article.text[around.start : around.end],
        article.to_file(around),
        f"echo.{meant.event_class.lower()}",
        confidence(_CONFIDENCE),
    )
    reason = f"points back to {meant.mention.anchor}"
    return EventMention(
        mention,
        meant.event_class,
        when=_own_time(extraction, place, around, times),
        factuality=meant.factuality,
        echo_of=meant.id,
        reasons=(reason,),
    )


def _own_time(
    extraction: Extraction, noun: Span, around: Span, times: Sequence[tuple[TimeExpression, When | None]]
) -> When | None:
    """The one time of the noun's sentence, where no other event of the sentence has it or stands before it."""
    used = {event.when.span for event in extraction.events if event.when is not None}
    triggers = [event.mention.span for event in extraction.events]
    found = []
    for expression, when in times:
        if around.contains(expression.span) and when is not None and None not in (when.earliest, when.latest):
            place = extraction.article.to_file(expression.span)
            between = Span(min(noun.end, place.end), max(noun.start, place.start))
            if place not in used and not any(between.contains(trigger) for trigger in triggers):
                found.append(replace(when, span=place, reason=f"{expression.rule}; the one time of the sentence"))
    return found[0] if len(found) == 1 else None


def _sentence(text: str, doc: Doc, span: Span) -> Span:
    """The Doc's sentence around a word, cut at line ends."""
    start, stop = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = stop if stop >= 0 else len(text)
    if doc.has_annotation("SENT_START"):
        around = next(sentence for sentence in doc.sents if sentence.end_char >= span.end)
        start, end = max(start, around.start_char), min(end, around.end_char)
    return Span(start, end)
