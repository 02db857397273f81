"""Who belongs to a noun of an event: its genitive, the subject of its light verb, that of its relative clause."""

from __future__ import annotations

import itertools

from graph.extract.lexicon import Frame, light_forms
from graph.extract.page import Found, Page
from graph.extract.roles_verbs import MARK, SUBJECT_REACH
from graph.extract.slots import Roles, fill_slot
from graph.extract.triggers import Trigger, listed
from graph.model import EntityKind, MentionForm, Span

_RELATIVE_LIGHT = 5
_RESUMED = frozenset(("به", "بها", "بهما", "فيه", "فيها"))


def fill_from_noun(
    page: Page, trigger: Trigger, frame: Frame, before: list[Found], after: list[Found], roles: Roles
) -> None:
    """The noun's genitive, and the subject that a light verb lends it."""
    if trigger.light is not None and trigger.light[1].entry.agent and trigger.light[1].tense != "noun":
        verb = page.words[trigger.light[0]].span
        between = [found for found in before if found.span.start >= verb.end and found.preposition is None]
        group = between or _leading_of(page, verb, before)
        slot = trigger.light[1].entry.agent
        slot = slot if slot in frame.slots else "subject"
        for found in group:
            fill_slot(frame, slot, found, roles)
        if group and roles.subject is None:
            roles.subject = group[0]
    if roles.subject is None:
        _relative_light(page, trigger, frame, after, roles)
    near = [found for found in after if not found.coordinated][:2]
    if len(near) == 2 and near[0].mention.form is MentionForm.DEMONYM and near[1].mention.kind is EntityKind.PERSON:
        near = near[1:] if near[1].span.start - near[0].span.end <= 2 else near
    if near and near[0].preposition is None and _is_genitive(page, trigger, near[0]):
        taking = False
        for found in after:
            if found is near[0]:
                taking = True
            elif not found.coordinated:
                break
            if taking:
                fill_slot(frame, "genitive", found, roles)
        _second_genitive(page, frame, near, roles)


def _relative_light(page: Page, trigger: Trigger, frame: Frame, after: list[Found], roles: Roles) -> None:
    """The subject of a relative clause: "هجوم شنه مسلحون", "الزيارة التي قام بها الوزير", "اللقاء الذي جمع"."""
    for at in range(trigger.last + 1, min(trigger.last + 1 + _RELATIVE_LIGHT, len(page.words))):
        word = page.words[at]
        forms = [form for form in light_forms().get(word.key, ()) if form.suffixed and form.entry.agent]
        passed = at + 1 < len(page.words) and page.words[at + 1].key in _RESUMED
        if word.key in listed("gatherers"):
            subject = "subject"
        elif forms or (passed and light_forms().get(word.key)):
            subject = "subject"
            at += 0 if forms else 1
        else:
            continue
        behind = [found for found in after if found.span.start >= page.words[at].span.end]
        bare = [number for number, found in enumerate(behind[:3]) if found.preposition is None]
        if bare and len(page.words_in(Span(page.words[at].span.end, behind[bare[0]].span.start))) <= SUBJECT_REACH * 2:
            group = [behind[bare[0]], *itertools.takewhile(lambda found: found.coordinated, behind[bare[0] + 1 :])]
            for found in group:
                fill_slot(frame, subject, found, roles)
            roles.subject = group[0]
        return


def _second_genitive(page: Page, frame: Frame, near: list[Found], roles: Roles) -> None:
    """The object right behind the subject of an infinitive ("قصف الطيران مواقع")."""
    if "genitive2" in frame.slots and len(near) == 2 and near[1].preposition is None:
        gap = Span(near[0].span.end, near[1].span.start)
        if len(page.words_in(gap)) <= 1 and MARK.search(page.text, gap.start, gap.end) is None:
            fill_slot(frame, "genitive2", near[1], roles)


def _is_genitive(page: Page, trigger: Trigger, found: Found) -> bool:
    """Whether a phrase follows a noun at once, amounts and honorifics aside: an adjective between ends a genitive."""
    between = page.words_in(Span(trigger.span.end, found.span.start))
    if page.text[trigger.span.end : found.span.start].strip(' \u00a0"“«') and not between:
        return False
    passed = listed("transparent") | listed("amounts")
    return all(page.words[at].bare in passed or page.words[at].bare.isdigit() for at in between)


def _leading_of(page: Page, verb: Span, before: list[Found]) -> list[Found]:
    ahead = [found for found in before if found.span.end <= verb.start]
    if not ahead or ahead[-1].preposition is not None:
        return []
    return [ahead[-1]] if len(page.words_in(Span(ahead[-1].span.end, verb.start))) <= 1 else []
