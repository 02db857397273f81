"""Event mentions of an article: triggers with their roles, time, factuality, speakers and what they assert.

The words of the lists lead, and position decides who fills which role: prepositions first, then what stands bare
after a verb or right before it. Kinds of entity and each frame's needs hold readings to sense, so that a wrong tag or
parse of a small model costs little.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from graph.extract.alternatives import alternatives
from graph.extract.confidences import confidence_of
from graph.extract.described import add_described
from graph.extract.entities import find_entities
from graph.extract.factuality import factuality_of
from graph.extract.lexicon import accepted_kinds
from graph.extract.nested import parts_of, round_of
from graph.extract.occasions import share_occasions
from graph.extract.page import Page
from graph.extract.quantities import quantities_of
from graph.extract.readings import Reading, read_triggers
from graph.extract.slots import is_speech
from graph.extract.times import Clock, Timed
from graph.extract.triggers import Triggers, find_triggers, listed
from graph.ids import mention_id
from graph.model import (
    Article,
    EntityMention,
    EventMention,
    Extraction,
    Factuality,
    Mention,
    Span,
    confidence,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.knowledge import KnowledgeBase

_QUOTES = (("“", "”"), ("«", "»"), ('"', '"'))
_CANCELLING = frozenset(("deny",))
_UNREAL = frozenset(("Demand", "Threat"))


def extract(article: Article, doc: Doc, times: Sequence[Timed], knowledge: KnowledgeBase | None = None) -> Extraction:
    """What one article yields.

    Args: doc: the annotated `article.text`; times: its time expressions, spans counting in `article.text`, each with
        the day-level time that it gives an event (None for durations and sets); knowledge: the shipped one where None.
    """
    index = find_entities(article, doc, knowledge)
    page = Page(article, doc, index)
    found = find_triggers(page)
    add_described(page, found)
    triggers = Triggers(found)
    readings = read_triggers(page, triggers)
    clock = Clock(page, times, triggers)
    events = _settle(page, readings, clock)
    expressions = tuple(expression for expression, _ in times)
    return Extraction(article, _with_described(page, events), events, index.positions, expressions)


def _with_described(page: Page, events: Sequence[EventMention]) -> tuple[EntityMention, ...]:
    """The entities of an article and the described parties that take part in its events, in text order."""
    known = page.index.by_id
    used = {filler.entity for event in events for filler in event.roles}
    described = [found.mention for found in page.found if found.mention.id in used and found.mention.id not in known]
    if not described:
        return page.index.mentions
    both = (*page.index.mentions, *described)
    return tuple(sorted(both, key=lambda entity: (entity.mention.span.start, -entity.mention.span.end)))


def _settle(page: Page, readings: list[Reading], clock: Clock) -> tuple[EventMention, ...]:
    """The event mentions, with what speech says of them and what it asserts or denies."""
    mentions = [_mention(page, reading) for reading in readings]
    above: dict[int, int] = {}
    starts = [reading.trigger.span.start for reading in readings]
    for at, speech in enumerate(readings):
        if speech.content is not None:
            for told in range(bisect_left(starts, speech.content.start), bisect_left(starts, speech.content.end)):
                above[told] = at
    events = [_event(page, reading, mentions, readings, above, at, clock) for at, reading in enumerate(readings)]
    for owner, quantities in quantities_of(page, readings, mentions, clock).items():
        events[owner] = replace(events[owner], quantities=quantities)
    for whole, parts in parts_of(page, readings).items():
        events[whole] = replace(events[whole], sub_events=tuple(mentions[part].id for part in parts))
    entities = {found.mention.id: found.mention for found in page.found}
    spoken = [is_speech(reading.frame) for reading in readings]
    return share_occasions(events, spoken, entities, lambda number: clock.is_background(readings[number].trigger))


def _mention(page: Page, reading: Reading) -> Mention:
    article = page.article
    sentence = page.sentences[page.sentence_of(reading.trigger.span.start)]
    place, around = article.to_file(reading.trigger.span), article.to_file(sentence)
    return Mention(
        mention_id(article.id, "e", place.start, place.end),
        article.id,
        place,
        page.text[reading.trigger.span.start : reading.trigger.span.end],
        page.text[sentence.start : sentence.end],
        around,
        _rule(reading),
        confidence(confidence_of(page, reading)),
    )


def _rule(reading: Reading) -> str:
    part = "noun" if not reading.trigger.is_verb else "verb"
    part = "light" if reading.trigger.light is not None else part
    return f"{part}.{reading.frame.name}.{reading.trigger.entry.event_class.lower()}"


def _event(
    page: Page,
    reading: Reading,
    mentions: list[Mention],
    readings: list[Reading],
    above: dict[int, int],
    at: int,
    clock: Clock,
) -> EventMention:
    trigger, mention = reading.trigger, mentions[at]
    factuality, cue = factuality_of(page, trigger)
    reasons = [f"{mention.rule}: {trigger.entry.lemma}", *([f"factuality: {cue}"] if cue else [])]
    speech = readings[above[at]] if at in above else None
    according_to = None
    if speech is not None:
        speaker = [filler.entity for filler in speech.roles.fillers if filler.role == "speaker"]
        according_to = speaker[0] if speaker else None
        factuality, told = _under(speech, factuality)
        reasons.extend(told)
    when = clock.when(trigger, factuality, reading.clause, speech=is_speech(reading.frame))
    if factuality is Factuality.ACTUAL and clock.is_ahead(when, bare_end=not is_speech(reading.frame)):
        factuality = Factuality.PLANNED
        reasons.append("its time lies after the report")
    content = _told_by(readings, above, at)
    cancelled = [mentions[key].id for key in content] if reading.frame.name in _CANCELLING else []
    event_class = trigger.entry.event_class
    return EventMention(
        mention=mention,
        event_class=event_class,
        roles=tuple(reading.roles.fillers),
        when=when,
        factuality=factuality,
        according_to=according_to,
        quotation=_quotation(page, reading, mention),
        about=_about(page, reading),
        asserts=tuple(mentions[key].id for key in content) if not cancelled else (),
        cancels=tuple(cancelled),
        topic=_topic(page, reading),
        round=round_of(page, trigger),
        reasons=tuple(reasons),
        rejected=alternatives(page, reading, when, clock.refused(trigger)),
    )


def _told_by(readings: list[Reading], above: dict[int, int], at: int) -> list[int]:
    """The numbers of the readings that the speech `at` itself tells."""
    content = readings[at].content
    if content is None:
        return []
    inside = takewhile(lambda key: readings[key].trigger.span.start < content.end, range(at + 1, len(readings)))
    return [key for key in inside if above.get(key) == at]


def _under(speech: Reading, factuality: Factuality) -> tuple[Factuality, list[str]]:
    """The factuality of what is said: denied by a denial, possible in a demand or a threat, else its own."""
    if speech.frame.name in _CANCELLING and factuality is not Factuality.POSSIBLE:
        return Factuality.DENIED, [f"denied by {speech.trigger.entry.lemma}"]
    if speech.trigger.entry.event_class in _UNREAL and factuality is Factuality.ACTUAL:
        return Factuality.POSSIBLE, [f"in a {speech.trigger.entry.event_class.lower()}"]
    return factuality, []


def _quotation(page: Page, reading: Reading, mention: Mention) -> Mention | None:
    """The words in quotation marks after a speech verb in its sentence."""
    if not is_speech(reading.frame):
        return None
    sentence = page.sentences[page.sentence_of(reading.trigger.span.start)]
    for opening, closing in _QUOTES:
        start = page.text.find(opening, reading.trigger.span.end, sentence.end)
        end = page.text.find(closing, start + 1, sentence.end) if start >= 0 else -1
        if end > start + 1:
            span = page.article.to_file(Span(start + 1, end))
            key = mention_id(page.article.id, "q", span.start, span.end)
            quoted = page.text[start + 1 : end]
            return replace(mention, id=key, span=span, anchor=quoted, rule="quotation.marks")
    return None


def _about(page: Page, reading: Reading) -> tuple[str, ...]:
    """The actors that the content of speech names, as far as they have no role in it."""
    if reading.content is None:
        return ()
    used = {filler.entity for filler in reading.roles.fillers}
    named = [found.mention for found in page.entities_in(reading.content)]
    kinds = accepted_kinds()["hasActor"]
    return tuple(dict.fromkeys(mention.id for mention in named if mention.kind in kinds and mention.id not in used))


def _topic(page: Page, reading: Reading) -> str | None:
    """The words after the trigger up to the end of its clause, as far as they name nobody: what it was about."""
    words = page.words_in(Span(reading.trigger.span.end, reading.clause.end))
    taken = [found.span for found in page.entities_in(reading.clause)]
    kept = []
    for number in list(words)[:6]:
        word = page.words[number]
        if any(span.overlaps(word.span) for span in taken):
            break
        kept.append(word)
    while kept and kept[-1].bare in listed("dangling"):
        kept.pop()
    while kept and kept[0].bare in listed("dangling"):
        kept.pop(0)
    if len(kept) < 2:
        return None
    return page.text[kept[0].span.start : kept[-1].span.end]
