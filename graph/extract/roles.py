"""Who fills which role of a trigger: by preposition, by position before and after the verb, and by kind."""

from __future__ import annotations

from graph.extract.lexicon import Frame
from graph.extract.page import Found, Page
from graph.extract.roles_nouns import fill_from_noun
from graph.extract.roles_verbs import COMPLEMENTS, fill_from_verb
from graph.extract.slots import PLACE_ROLES, Roles, fill_slot, is_speech
from graph.extract.triggers import Trigger, Triggers, listed
from graph.model import EntityKind, Span

_PLACE_REACH = 6
_ADDRESSEE_REACH = 6
_SCENE_REACH = 4
_AT = frozenset(("ب", "داخل", "قرب", "امام", "قباله", "وسط"))


def clause_of(page: Page, trigger: Trigger, triggers: Triggers) -> Span:
    """What a trigger may take its fillers from: its sentence up to the neighbouring finite verbs and complements."""
    sentence = page.sentences[page.sentence_of(trigger.span.start)]
    start, end = sentence.start, sentence.end
    for other in triggers.inside(sentence):
        if other is trigger or not other.is_verb:
            continue
        if sentence.start <= other.span.start < trigger.span.start:
            start = max(start, other.span.end)
        elif trigger.span.end <= other.span.start < end:
            end = other.span.start
    for number in page.words_in(Span(trigger.span.end, end)):
        word = page.words[number]
        if word.bare in COMPLEMENTS or word.key in COMPLEMENTS:
            end = word.span.start
            break
    for mark in ('"', "“", "«", "؛", ":"):
        found = page.text.find(mark, trigger.span.end, end)
        if found >= 0:
            end = found
    return Span(start, max(end, trigger.span.end))


def fill_roles(page: Page, trigger: Trigger, frame: Frame, clause: Span) -> Roles:
    """The fillers of a trigger's frame inside its clause."""
    roles = Roles()
    after = page.entities_in(Span(trigger.span.end, clause.end))
    before = page.entities_in(Span(clause.start, trigger.span.start))
    if trigger.is_verb:
        fill_from_verb(page, trigger, frame, before, after, roles)
    else:
        fill_from_noun(page, trigger, frame, before, after, roles)
    _prepositional(page, trigger, frame, before, after, roles)
    return roles


def _prepositional(
    page: Page, trigger: Trigger, frame: Frame, before: list[Found], after: list[Found], roles: Roles
) -> None:
    """Phrases whose preposition has a slot, with what is coordinated to them."""
    used = {filler.entity for filler in roles.fillers}
    last: str | None = None
    for found in after:
        slot = last if found.coordinated else found.preposition
        if slot in _AT and found.mention.kind is EntityKind.PLACE and "في" in frame.slots:
            # "بقصر باردو", "أمام السفارة": whatever the frame makes of the preposition, a place is where it happened.
            slot = slot if any(role in PLACE_ROLES for role in frame.slots.get(slot, ())) else "في"
        last = slot
        far = len(page.words_in(Span(trigger.span.end, found.span.start))) > _ADDRESSEE_REACH
        if slot == "ل" and far and is_speech(frame):
            continue
        if slot == "في" and is_speech(frame) and not _is_scene(page, trigger, found, roles):
            continue
        if slot is not None and slot in frame.slots and found.mention.id not in used:
            fill_slot(frame, slot, found, roles)
    if is_speech(frame):
        return
    for found in before:
        if len(page.words_in(Span(found.span.end, trigger.span.start))) > _PLACE_REACH:
            continue
        if (
            found.preposition in ("في", "ب")
            and found.mention.kind is EntityKind.PLACE
            and _leads(page, found)
            and not roles.filled() & PLACE_ROLES
        ):
            fill_slot(frame, "في", found, roles)


def _leads(page: Page, found: Found) -> bool:
    """Whether a place opens its sentence or a part of it ("في بغداد، التقى ..."), so that it governs all."""
    words = page.words_before(found.span.start, 4)
    start = page.sentences[page.sentence_of(found.span.start)].start
    opened = page.words_containing(found.span.start)
    while words and (words[-1].bare in listed("locative") or words[-1] in opened):
        opened = [words.pop()]
    edge = opened[0].span.start if opened else found.span.start
    return not words or words[-1].span.start < start or bool(page.text[words[-1].span.end : edge].strip(" \u00a0"))


def _is_scene(page: Page, trigger: Trigger, found: Found, roles: Roles) -> bool:
    """Whether a place stands right behind a verb of speaking and its subject, so that it is where it was said."""
    start = max(trigger.span.end, roles.subject.span.end if roles.subject is not None else 0)
    return start <= found.span.start and len(page.words_in(Span(start, found.span.start))) <= _SCENE_REACH
