"""Readings of an event's words that were considered and dropped, and why: what `waqai why` tells beside the reasons."""

from __future__ import annotations

from graph.extract.lexicon import Entry, accepted_kinds, noun_forms, verb_forms
from graph.extract.page import Page
from graph.extract.readings import Reading
from graph.model import When

_MOST = 4


def alternatives(page: Page, reading: Reading, when: When | None, times: list[str]) -> tuple[str, ...]:
    """The dropped readings of a trigger, of the phrases in its clause, and of the times in its sentence.

    Args: times: the expressions of the sentence that another rule gave to nothing, as `Clock.refused` tells them.
    """
    found = [*_classes(page, reading), *_phrases(page, reading)]
    if when is None or when.span is None:
        found += times
    return tuple(found[:_MOST])


def _classes(page: Page, reading: Reading) -> list[str]:
    """Other entries of the lists for the same word."""
    trigger = reading.trigger
    word = page.words[trigger.first]
    entries: list[Entry] = [form.entry for key in (word.key, word.bare) for form in verb_forms().get(key, ())]
    entries += [form.entry for words, form in noun_forms().get(word.key, ()) if len(words) == 1]
    told = []
    for entry in dict.fromkeys(entries):
        if entry is trigger.entry or entry.event_class == trigger.entry.event_class:
            continue
        needs = f"needs one of {'، '.join(entry.needs[:5])}" if entry.needs else "another reading comes first"
        told.append(f"{entry.event_class}: {needs}")
    return list(dict.fromkeys(told))


def _phrases(page: Page, reading: Reading) -> list[str]:
    """Phrases of the clause whose slot exists but does not take what they are."""
    used = {filler.entity for filler in reading.roles.fillers}
    told = []
    for found in page.entities_in(reading.clause):
        roles = reading.frame.slots.get(found.preposition or "", ())
        if found.mention.id in used or not roles:
            continue
        if all(found.mention.kind not in accepted_kinds().get(role, frozenset()) for role in roles):
            told.append(f"{roles[0]} {found.mention.name}: is a {found.mention.kind.value}")
    return told
