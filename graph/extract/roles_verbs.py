"""Who stands around a finite verb without a preposition: its subject and object, by position and agreement."""

from __future__ import annotations

import re

from graph.extract.lexicon import Frame
from graph.extract.page import Found, Page
from graph.extract.slots import Roles, fill_slot, is_speech
from graph.extract.triggers import Trigger, listed
from graph.model import EntityKind, MentionForm, Span

SUBJECT_REACH = 4
_RELATIVE_REACH = 3
_SPEAKER_REACH = 6
MARK = re.compile(r"[^\w\s\u064b-\u065f]")
"""A mark of punctuation."""
COMPLEMENTS = frozenset(("ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "انهما", "اننا", "بانهم"))
"""Words that open what is said."""


def fill_from_verb(
    page: Page, trigger: Trigger, frame: Frame, before: list[Found], after: list[Found], roles: Roles
) -> None:
    """Subject and object: bare phrases after the verb in this order, or the subject right before it."""
    bare = _bare_group([found for found in after if _can_act(found)])
    if is_speech(frame) and bare and not _follows(page, trigger, bare[0][0]):
        bare = []
    leading = _leading(page, trigger, before)
    slots: list[tuple[str, list[Found]]] = []
    if leading:
        slots = [("subject", leading), *([("object", bare[0])] if bare else [])]
    elif bare and trigger.form.suffixed:
        # "رفضته طهران": the object is the pronoun.
        slots = [("subject", bare[0])]
    elif len(bare) >= 2 and _object_follows(page, bare):
        slots = [("subject", bare[0]), ("object", bare[1])]
    elif bare:
        slots = [(frame.single or "subject", bare[0])]
    for slot, group in slots:
        for found in group:
            fill_slot(frame, slot, found, roles)
        if slot == "subject" and roles.subject is None:
            roles.subject = group[0]


def _can_act(found: Found) -> bool:
    """Whether a phrase may be a subject or object: an adjective of nationality alone describes something else."""
    return found.mention.form is not MentionForm.DEMONYM or found.mention.plural


def _follows(page: Page, trigger: Trigger, found: Found) -> bool:
    """Whether nothing between a verb of speaking and a phrase can be its real subject: no noun governs it."""
    before = page.words_before(found.span.start, 1)
    if not before or before[0].span.start <= trigger.span.start or before[0].bare in listed("transparent"):
        return True
    if page.text[before[0].span.end : found.span.start].strip(" \u00a0"):
        return True
    if found.mention.kind is not EntityKind.PERSON:
        return False
    between = [page.words[at] for at in page.words_in(Span(trigger.span.end, found.span.start))]
    named = MARK.search(page.text, trigger.span.end, found.span.start) is None
    return before[0].key.startswith("ال") or (
        named and len(between) <= _SPEAKER_REACH and not any(word.key in COMPLEMENTS for word in between)
    )


def _object_follows(page: Page, bare: list[list[Found]]) -> bool:
    return len(page.words_in(Span(bare[0][-1].span.end, bare[1][0].span.start))) <= SUBJECT_REACH


def _leading(page: Page, trigger: Trigger, before: list[Found]) -> list[Found]:
    """The phrase that ends right before a verb and has no preposition: a leading subject."""
    if not before:
        return []
    group = [before[-1]]
    for found in reversed(before[:-1]):
        if not group[0].coordinated:
            break
        group.insert(0, found)
    if group[0].mention.form is MentionForm.DEMONYM:
        return []
    gap = Span(before[-1].span.end, trigger.span.start)
    if _is_relative(page, trigger, gap) or _has_preceded(page, trigger, group[0], gap):
        return group
    if group[0].preposition is not None or not _opens(page, group[0].span.start):
        return []
    word = page.words[trigger.first]
    if word.key != word.bare or any(mark in page.text[gap.start : gap.end] for mark in "/:|؛"):
        return []
    between = [page.words[at] for at in page.words_in(gap)]
    return group if all(word.key in listed("auxiliaries") for word in between[1:]) else []


def _is_relative(page: Page, trigger: Trigger, gap: Span) -> bool:
    """Whether a relative pronoun right before a verb takes up the phrase before it ("ظريف الذي يزور الكويت")."""
    words = [page.words[at] for at in page.words_in(gap)]
    while words and words[-1].key in listed("auxiliaries"):
        words.pop()
    return 0 < len(words) <= _RELATIVE_REACH and words[-1].key in listed("relatives")


def _has_preceded(page: Page, trigger: Trigger, found: Found, gap: Span) -> bool:
    """Whether the phrase is the subject in "سبق لعباس أن أعلن"."""
    words = [page.words[at] for at in page.words_in(gap)]
    start = page.words_before(found.span.start, _RELATIVE_REACH)
    told = found.preposition == "ل" and any(word.bare == "سبق" for word in start)
    return told and len(words) == 1 and words[0].key in COMPLEMENTS


def _opens(page: Page, offset: int) -> bool:
    """Whether a phrase that starts here may be the subject of what follows: no noun that governs it stands before."""
    before = page.words_before(offset, 1)
    sentence = page.sentences[page.sentence_of(offset)]
    if not before or before[0].span.start < sentence.start:
        return True
    gap = page.text[before[0].span.end : offset].strip(" \u00a0و")
    return bool(gap) or before[0].bare in listed("openers") or before[0].key in listed("openers")


def _bare_group(after: list[Found]) -> list[list[Found]]:
    """Phrases without a preposition, coordinated ones together; the third and further are beyond the verb's reach."""
    groups: list[list[Found]] = []
    open_group = False
    for found in after:
        if found.coordinated:
            if open_group:
                groups[-1].append(found)
            continue
        open_group = found.preposition is None
        if open_group:
            groups.append([found])
    return groups[:2]
