"""Who fills which role of a trigger: by preposition, by position before and after the verb, and by kind."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from graph.extract.lexicon import Frame, accepted_kinds, light_forms
from graph.extract.page import Found, Page
from graph.extract.triggers import SPEECH, Trigger, listed
from graph.model import EntityKind, MentionForm, RoleFiller, Span

PLACE_ROLES = frozenset(("place", "origin", "targetPlace"))
_SUBJECT_REACH = 4
_PLACE_REACH = 6
_ADDRESSEE_REACH = 6
_SCENE_REACH = 4
_AT = frozenset(("ب", "داخل", "قرب", "امام", "قباله", "وسط"))
_RELATIVE_REACH = 3
_RELATIVE_LIGHT = 5
_RESUMED = frozenset(("به", "بها", "بهما", "فيه", "فيها"))
_SPEAKER_REACH = 6
_MARK = re.compile(r"[^\w\s\u064b-\u065f]")
COMPLEMENTS = frozenset(("ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "انهما", "اننا", "بانهم"))


@dataclass(slots=True)
class Roles:
    """The fillers found so far, and who is the subject; the same mention fills a role once."""

    fillers: list[RoleFiller] = field(default_factory=list)
    subject: Found | None = None

    def add(self, role: str, found: Found, rule: str) -> None:
        """Let a mention fill a role."""
        if not any(filler.entity == found.mention.id for filler in self.fillers if filler.role == role):
            self.fillers.append(RoleFiller(role, found.mention.id, rule))

    def filled(self) -> frozenset[str]:
        """The roles that have a filler."""
        return frozenset(filler.role for filler in self.fillers)


def clause_of(page: Page, trigger: Trigger, triggers: list[Trigger]) -> Span:
    """What a trigger may take its fillers from: its sentence up to the neighbouring finite verbs and complements."""
    sentence = page.sentences[page.sentence_of(trigger.span.start)]
    start, end = sentence.start, sentence.end
    for other in triggers:
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
        _verb_subject(page, trigger, frame, before, after, roles)
    else:
        _noun_complements(page, trigger, frame, before, after, roles)
    _prepositional(page, trigger, frame, before, after, roles)
    return roles


def _verb_subject(
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
            _fill(frame, slot, found, roles)
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
    named = _MARK.search(page.text, trigger.span.end, found.span.start) is None
    return before[0].key.startswith("ال") or (
        named and len(between) <= _SPEAKER_REACH and not any(word.key in COMPLEMENTS for word in between)
    )


def _object_follows(page: Page, bare: list[list[Found]]) -> bool:
    return len(page.words_in(Span(bare[0][-1].span.end, bare[1][0].span.start))) <= _SUBJECT_REACH


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


def _noun_complements(
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
            _fill(frame, slot, found, roles)
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
                _fill(frame, "genitive", found, roles)
        _second_genitive(page, frame, near, roles)


def _relative_light(page: Page, trigger: Trigger, frame: Frame, after: list[Found], roles: Roles) -> None:
    """The subject of a relative clause that says who did it: "هجوم شنه مسلحون", "الزيارة التي قام بها", "اللقاء الذي جمع"."""
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
        if bare and len(page.words_in(Span(page.words[at].span.end, behind[bare[0]].span.start))) <= _SUBJECT_REACH * 2:
            group = [behind[bare[0]], *itertools.takewhile(lambda found: found.coordinated, behind[bare[0] + 1 :])]
            for found in group:
                _fill(frame, subject, found, roles)
            roles.subject = group[0]
        return


def _second_genitive(page: Page, frame: Frame, near: list[Found], roles: Roles) -> None:
    """The object right behind the subject of an infinitive ("قصف الطيران مواقع")."""
    if "genitive2" in frame.slots and len(near) == 2 and near[1].preposition is None:
        gap = Span(near[0].span.end, near[1].span.start)
        if len(page.words_in(gap)) <= 1 and _MARK.search(page.text, gap.start, gap.end) is None:
            _fill(frame, "genitive2", near[1], roles)


def _is_genitive(page: Page, trigger: Trigger, found: Found) -> bool:
    """Whether a phrase follows a noun at once, amounts and honorifics aside: an adjective between ends a genitive."""
    between = page.words_in(Span(trigger.span.end, found.span.start))
    if page.text[trigger.span.end : found.span.start].strip(" \u00a0\"“«") and not between:
        return False
    passed = listed("transparent") | listed("amounts")
    return all(page.words[at].bare in passed or page.words[at].bare.isdigit() for at in between)


def _leading_of(page: Page, verb: Span, before: list[Found]) -> list[Found]:
    ahead = [found for found in before if found.span.end <= verb.start]
    if not ahead or ahead[-1].preposition is not None:
        return []
    return [ahead[-1]] if len(page.words_in(Span(ahead[-1].span.end, verb.start))) <= 1 else []


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
            _fill(frame, slot, found, roles)
    if is_speech(frame):
        return
    for found in before:
        if len(page.words_in(Span(found.span.end, trigger.span.start))) > _PLACE_REACH:
            continue
        if found.preposition in ("في", "ب") and found.mention.kind is EntityKind.PLACE and _leads(page, found) and not roles.filled() & PLACE_ROLES:
            _fill(frame, "في", found, roles)


def _leads(page: Page, found: Found) -> bool:
    """Whether a place stands at the head of its sentence or part of it ("في بغداد، التقى ..."), so that it governs all."""
    words = page.words_before(found.span.start, 4)
    sentence = page.sentences[page.sentence_of(found.span.start)]
    while words and (words[-1].bare == "في" or words[-1].span.end > found.span.start or words[-1].bare in listed("locative")):
        words.pop()
    return not words or words[-1].span.start < sentence.start or bool(
        page.text[words[-1].span.end : found.span.start].strip(" \u00a0").rstrip("في").strip()
    )


def _is_scene(page: Page, trigger: Trigger, found: Found, roles: Roles) -> bool:
    """Whether a place stands right behind a verb of speaking and its subject, so that it is where it was said."""
    start = max(trigger.span.end, roles.subject.span.end if roles.subject is not None else 0)
    return start <= found.span.start and len(page.words_in(Span(start, found.span.start))) <= _SCENE_REACH


def _fill(frame: Frame, slot: str, found: Found, roles: Roles) -> None:
    """Let the mention take the first role of the slot that accepts its kind."""
    if found.mention.mention.rule == "metonym" and slot == "genitive" and "في" in frame.slots:
        # "اعتداء بغداد", "اجتماع بغداد": a capital in the genitive of what happens is where it happens.
        roles.add("targetPlace" if "targetPlace" in frame.slots.get("genitive2", ()) else "place", found, slot)
        return
    for role in frame.slots.get(slot, ()):
        if found.mention.kind in accepted_kinds().get(role, frozenset()):
            if (
                role == "place"
                and found.mention.kind is EntityKind.COUNTRY
                and slot == "object"
                and len(frame.slots[slot]) > 1
            ):
                roles.add(role, found, slot)
                continue
            roles.add(role, found, slot)
            return


def enough(frame: Frame, roles: Roles) -> bool:
    """Whether the fillers make an event of the frame."""
    filled = roles.filled()
    actors = {filler.entity for filler in roles.fillers if filler.role not in PLACE_ROLES}
    wanted = frame.required
    if wanted and not (filled & wanted):
        return False
    return len(actors) >= min(frame.least, 2) or bool(wanted & PLACE_ROLES & filled) or len(actors) >= frame.least


def is_speech(frame: Frame) -> bool:
    """Whether the frame is one of speaking, so that what follows may be its content."""
    return frame.name in SPEECH
