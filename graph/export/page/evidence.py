"""What each article says of an event, cut down to quotable length, with the words that say it marked.

Marks are cut in Python into runs of text: the page counts in UTF-16 units, the chronicle in code points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.ids import mention_id
from graph.model import Chronicle, Claim, EntityMention, Event, Mention, Quantity, Span

QUOTED_LENGTH = 600
"""Code points of a sentence that are quoted at most: scraped pages hold "sentences" of a whole article."""

SAME = 1
"""Stands for the event's own time or actors."""

Run = list[str]
"""A stretch of text, and what it is where it is marked: "trigger", "quotation", "quantity", or a role."""


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    label: str


class EvidenceWriter:
    """Makes the page's evidence records; holds which entity mentions each article has."""

    def __init__(self, chronicle: Chronicle, numbers: Mapping[str, int], places: Mapping[str, int]) -> None:
        """Args: numbers: actor id -> number on the page; places: place id -> number on the page."""
        self._chronicle = chronicle
        self._actors = numbers
        self._places = places
        self._articles = {article.id: number for number, article in enumerate(chronicle.articles)}
        self._entities: dict[str, list[EntityMention]] = {}
        for entity in sorted(chronicle.entity_mentions.values(), key=lambda entity: (entity.mention.span, entity.id)):
            self._entities.setdefault(entity.mention.article, []).append(entity)

    def claim(self, event: Event, claim: Claim) -> dict[str, Any]:
        """One article's version of an event; what is as the event itself has it is left out or `SAME`."""
        mention = claim.mention
        told = {self._actors[actor] for actor in claim.stated_actors if actor in self._actors}
        record: dict[str, Any] = {
            "a": self._articles[mention.article],
            "at": [mention.span.start, mention.span.end],
            "s": self.runs(event, claim),
        }
        optional = {
            "id": mention.id if mention.id != mention_id(mention.article, "e", *record["at"]) else None,
            "c": claim.event_class if claim.event_class != event.event_class else None,
            "f": claim.factuality.value if claim.factuality is not event.factuality else None,
            "q": int(mention.confidence * 100) if mention.confidence != event.confidence else None,
            "w": SAME if event.when is not None and claim.stated_when == event.when else when_record(claim.stated_when),
            "p": self._places.get(claim.stated_place or ""),
            "x": SAME if told and told == {self._actors[actor] for actor in event.actors()} else sorted(told),
            "by": self._actors.get(claim.according_to or ""),
            "quote": claim.quotation.anchor[:QUOTED_LENGTH] if claim.quotation is not None else None,
            "n": [_quantity(quantity) for quantity in claim.quantities],
            "why": list(claim.reasons),
            "not": list(claim.rejected),
        }
        return record | {key: value for key, value in optional.items() if value not in (None, [])}

    def runs(self, event: Event, claim: Claim) -> list[Run]:
        """The sentence of a claim as runs, cut around the trigger to a quotable length."""
        sentence = claim.mention.sentence_span
        window = _window(sentence, claim.mention.span)
        marks = [mark for mark in self._marks(event, claim) if window.contains(mark.span)]
        runs = _cut(claim.mention.sentence, sentence.start, window, marks)
        if window.start > sentence.start:
            runs.insert(0, ["… "])
        if window.end < sentence.end:
            runs.append([" …"])
        return runs

    def _marks(self, event: Event, claim: Claim) -> list[_Mark]:
        """Marks that do not overlap: the trigger first, then roles, numbers."""
        role_of = {actor: role for role, actors in sorted(event.roles.items()) for actor in actors}
        places = {*event.places, *event.target_places, *event.origins}
        wanted = [_Mark(claim.mention.span, "trigger")]
        for entity in self._entities.get(claim.mention.article, ()):
            if not claim.mention.sentence_span.contains(entity.mention.span):
                continue
            actor = self._chronicle.actor_of.get(entity.id)
            if actor in role_of:
                wanted.append(_Mark(entity.mention.span, role_of[actor]))
            elif self._chronicle.place_of.get(entity.id) in places:
                wanted.append(_Mark(entity.mention.span, "place"))
        wanted += [_Mark(quantity.mention.span, "quantity") for quantity in claim.quantities]
        if claim.stated_when is not None and claim.stated_when.span is not None:
            wanted.append(_Mark(claim.stated_when.span, "date"))
        kept: list[_Mark] = []
        for mark in wanted:
            if len(mark.span) and not any(mark.span.overlaps(other.span) for other in kept):
                kept.append(mark)
        return sorted(kept, key=lambda mark: mark.span)


def when_record(when: Any) -> list[str | None] | None:
    """EDTF, first day, last day, basis and reason of a When; None where the time is not known."""
    if when is None:
        return None
    return [
        when.edtf,
        when.earliest.isoformat() if when.earliest is not None else None,
        when.latest.isoformat() if when.latest is not None else None,
        when.basis.value,
        when.reason,
    ]


def position_quote(mention: Mention) -> str:
    """The words around an office, at quotable length."""
    window = _window(mention.sentence_span, mention.span)
    start = mention.sentence_span.start
    return mention.sentence[window.start - start : window.end - start]


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "id": quantity.mention.id,
        "v": str(quantity.number),
        "of": quantity.counted,
        "b": quantity.bound.value,
        "on": quantity.as_of,
    }


def _window(sentence: Span, words: Span) -> Span:
    if len(sentence) <= QUOTED_LENGTH:
        return sentence
    start = max(sentence.start, words.start - QUOTED_LENGTH // 2)
    return Span(start, min(sentence.end, max(start + QUOTED_LENGTH, words.end)))


def _cut(sentence: str, offset: int, window: Span, marks: Sequence[_Mark]) -> list[Run]:
    runs: list[Run] = []
    position = window.start
    for mark in marks:
        if mark.span.start > position:
            runs.append([sentence[position - offset : mark.span.start - offset]])
        runs.append([sentence[mark.span.start - offset : mark.span.end - offset], mark.label])
        position = mark.span.end
    if position < window.end:
        runs.append([sentence[position - offset : window.end - offset]])
    return runs
