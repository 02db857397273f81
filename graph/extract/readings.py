"""Triggers read as events: who fills their roles, also where the words leave the subject to what stands before.

News carries its subjects on: a joined verb ("... والتقى"), a verb of speaking that goes on ("وأضاف"), a pronoun ("إنها
ألغت"), a noun with a joined pronoun ("خلال زيارته") all mean somebody told before.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from graph.extract.factuality import factuality_of
from graph.extract.lexicon import Frame, accepted_kinds, frames, prepositions
from graph.extract.page import Found, Page
from graph.extract.roles import clause_of, fill_roles
from graph.extract.roles_verbs import COMPLEMENTS
from graph.extract.slots import Roles, enough, is_speech
from graph.extract.triggers import Trigger, Triggers, listed
from graph.model import EntityKind, Factuality, RoleFiller, Span

_SENTENCES_CARRIED = 6
_SAME_PHRASE = 4
_PRONOUNS = frozenset(("انه", "انها", "انهم", "بانه", "بانها", "بانهم", "وانه", "وانها", "انهما"))
_IMPERSONAL = frozenset(("ان", "انه", "انها", "الي"))
_PEOPLE = (EntityKind.PERSON, EntityKind.OFFICE)


@dataclass(slots=True)
class Reading:
    """A trigger read as an event: its frame, clause and roles, before claims are settled."""

    trigger: Trigger
    frame: Frame
    clause: Span
    roles: Roles
    content: Span | None = None
    carried: bool = False


def read_triggers(page: Page, triggers: Triggers) -> list[Reading]:
    """The triggers whose fillers make an event; speech without a speaker takes the one of the sentences before."""
    readings: list[Reading] = []
    speaker: tuple[int, Found] | None = None
    for trigger in triggers:
        frame = frames()[trigger.entry.frame]
        clause = clause_of(page, trigger, triggers)
        roles = fill_roles(page, trigger, frame, clause)
        reading = Reading(trigger, frame, clause, roles)
        _take_up(page, reading, readings)
        if is_speech(frame):
            speaker = _speaker_of(page, reading, readings, speaker)
            if trigger.is_verb:
                reading.content = _content(page, reading, triggers)
        elif trigger.is_verb:
            _carry_subject(page, reading, readings)
        elif trigger.form.suffixed:
            _fill_suffix(page, reading, readings)
        if enough(frame, roles) and not _repeats(page, reading, readings) and not _is_empty(page, reading):
            readings.append(reading)
    return readings


def _speaker_of(
    page: Page, reading: Reading, readings: list[Reading], speaker: tuple[int, Found] | None
) -> tuple[int, Found] | None:
    """Settle who speaks, by default whoever spoke or acted before; returns who spoke last, and in which sentence."""
    trigger, roles = reading.trigger, reading.roles
    number = page.sentence_of(trigger.span.start)
    if roles.subject is not None and "speaker" in roles.filled():
        return number, roles.subject
    if "speaker" in roles.filled():
        return number, _speaker_found(page, roles)
    if not trigger.is_verb:
        return speaker
    if not _continues(page, trigger):
        return None if _new_subject(page, trigger) else speaker
    acted = _last_subject(page, readings, number)
    if acted is not None and acted.mention.kind in accepted_kinds()["speaker"]:
        speaker = number, acted
    if speaker is not None and number - speaker[0] <= _SENTENCES_CARRIED:
        roles.fillers.append(RoleFiller("speaker", speaker[1].mention.id, "carried"))
        reading.carried = True
        return number, speaker[1]
    return speaker


def _last_subject(page: Page, readings: list[Reading], number: int) -> Found | None:
    """The subject of the last finite clause before in the same sentence."""
    told = (other for other in _of_sentence(page, readings, number) if other.trigger.is_verb)
    return next((other.roles.subject for other in told if other.roles.subject is not None), None)


def _of_sentence(page: Page, readings: list[Reading], number: int) -> list[Reading]:
    """The readings of a sentence so far, the last one first."""
    start = page.sentences[number].start
    return list(itertools.takewhile(lambda other: other.trigger.span.start >= start, reversed(readings)))


def _carry_subject(page: Page, reading: Reading, readings: list[Reading]) -> None:
    """Give a joined verb that has no subject of its own that of the clause before ("وصل الوزير ... والتقى نظيره")."""
    trigger, roles, frame = reading.trigger, reading.roles, reading.frame
    word = page.words[trigger.first]
    before = page.words_before(word.span.start, 1)
    joined = word.key != word.bare or (bool(before) and before[0].key in ("كما", "ثم"))
    slot = frame.slots.get("subject", ())
    if not joined or trigger.tense != "past" or not slot or trigger.form.suffixed:
        return
    subject = _last_subject(page, readings, page.sentence_of(trigger.span.start))
    if subject is None or subject.mention.kind not in accepted_kinds()[slot[0]]:
        return
    if frame.name in ("visit", "arrive", "depart") and subject.mention.kind not in (*_PEOPLE, EntityKind.GROUP):
        return
    alone = len([filler for filler in roles.fillers if filler.role == slot[0]]) == 1
    if roles.subject is not None and not (frame.name == "meet" and alone):
        return
    if frame.name == "meet" or slot[0] not in roles.filled():
        roles.add(slot[0], subject, "carried")
        roles.subject = subject
        reading.carried = True


def _take_up(page: Page, reading: Reading, readings: list[Reading]) -> None:
    """Give a trigger the subject that its words leave out: of "إنها ألغت" the speaker, of "اجتماع مع" who held it."""
    trigger, roles = reading.trigger, reading.roles
    number = page.sentence_of(trigger.span.start)
    told = [other for other in _of_sentence(page, readings, number) if other.roles.subject is not None]
    if not told or roles.subject is not None:
        return
    before = [word.key for word in page.words_before(trigger.span.start, 2)]
    if before and before[-1] in listed("auxiliaries"):
        before.pop()
    if trigger.is_verb and before and before[-1] in _PRONOUNS and is_speech(told[0].frame):
        slot, rule = "subject", "pronoun"
    elif not trigger.is_verb and reading.frame.name == "meet" and any(f.rule == "مع" for f in roles.fillers):
        slot, rule = "subject", "sentence subject"
    else:
        return
    subject = told[0].roles.subject
    assert subject is not None
    for role in reading.frame.slots.get(slot, ()):
        if subject.mention.kind in accepted_kinds()[role]:
            roles.add(role, subject, rule)
            roles.subject = subject
            return


def _repeats(page: Page, reading: Reading, readings: list[Reading]) -> bool:
    """Whether a noun stands in the phrase of a noun of its class and adds nobody ("جولة من مباحثات الحوار")."""
    if not readings or reading.trigger.is_verb or readings[-1].trigger.is_verb:
        return False
    last = readings[-1]
    if last.trigger.entry.event_class != reading.trigger.entry.event_class:
        return False
    near = reading.trigger.first - last.trigger.last <= _SAME_PHRASE
    mine = {filler.entity for filler in reading.roles.fillers}
    return near and mine <= {filler.entity for filler in last.roles.fillers}


def _is_empty(page: Page, reading: Reading) -> bool:
    """Whether words that look like an event tell none: unsaid speech, attacks in general."""
    trigger = reading.trigger
    if is_speech(reading.frame) and factuality_of(page, trigger)[0] is Factuality.DENIED:
        return True
    general = trigger.entry.event_class == "Attack" and not trigger.is_verb and trigger.light is None
    text = page.text[trigger.span.start : trigger.span.end]
    title = page.sentence_of(trigger.span.start) == 0
    return general and text.endswith("ات") and not title and not reading.roles.filled() & {"target", "targetPlace"}


def _continues(page: Page, trigger: Trigger) -> bool:
    """Whether a speech verb without a subject goes on for the speaker before: joined by "and", or first in its line."""
    if not trigger.is_verb:
        return False
    word = page.words[trigger.first]
    after = page.words[trigger.last + 1 : trigger.last + 2]
    if trigger.tense == "present" and after and after[0].key in _IMPERSONAL:
        # "يذكر أن", "يشار إلى": nobody in particular says so.
        return False
    before = page.words_before(word.span.start, 1)
    sentence = page.sentences[page.sentence_of(word.span.start)]
    starts = not before or before[0].span.start < sentence.start or before[0].key == "كما"
    joined = starts or (word.key != word.bare and trigger.tense == "past") or _resumes(page, trigger)
    return joined and not _new_subject(page, trigger)


def _resumes(page: Page, trigger: Trigger) -> bool:
    """Whether a verb behind a comma or a noun for speech takes up the occasion ("لقاء مع نظيره، أكد خلاله")."""
    after = page.words[trigger.last + 1 : trigger.last + 2]
    before = page.words_before(trigger.span.start, 1)
    if not after or not before or after[0].key not in listed("resumed"):
        return False
    comma = page.text[before[0].span.end : trigger.span.start].strip(" \u00a0") in ("،", ",")
    return comma or after[0].key in ("فيه", "فيها", "خلاله", "خلالها")


def _new_subject(page: Page, trigger: Trigger) -> bool:
    """Whether a noun that no mention covers follows a verb at once: a subject that nobody knows ("ذكر التقرير")."""
    after = page.words[trigger.last + 1 : trigger.last + 2]
    if not after or page.text[trigger.span.end : after[0].span.start].strip(" \u00a0"):
        return False
    key = after[0].bare
    passed = ("resumed", "particles", "transparent", "nominal")
    return not (key in COMPLEMENTS or key in prepositions() or any(key in listed(name) for name in passed))


def _speaker_found(page: Page, roles: Roles) -> Found:
    """The first speaker in place."""
    wanted = next(filler.entity for filler in roles.fillers if filler.role == "speaker")
    return page.filler(wanted)


def _fill_suffix(page: Page, reading: Reading, readings: list[Reading]) -> None:
    """A pronoun joined to a noun stands for the subject of its sentence, else the nearest person or actor before it.

    A feminine one stands for a body, a country or a force before it stands for a person.
    """
    roles = reading.frame.slots.get("suffix", ())
    if not roles:
        return
    number = page.sentence_of(reading.trigger.span.start)
    start = page.sentences[max(0, number - 1)].start
    before = page.entities_in(Span(start, reading.trigger.span.start))
    feminine = page.text[: reading.trigger.span.end].endswith("ها")
    people = [found for found in before if (found.mention.kind in _PEOPLE) is not feminine]
    told = (other.roles.subject for other in _of_sentence(page, readings, number))
    subjects = [subject for subject in told if subject is not None]
    people += [found for found in subjects[:1] if (found.mention.kind in _PEOPLE) is not feminine]
    if not feminine and not people and reading.frame.name in ("visit", "arrive", "meet", "host"):
        sentence = page.sentences[number]
        ahead = page.entities_in(Span(reading.trigger.span.end, sentence.end))
        people = [found for found in ahead if found.mention.kind in _PEOPLE and found.preposition is None][:1]
    role = "participant" if reading.frame.name == "host" and "host" in reading.roles.filled() else roles[0]
    for found in reversed(people or before):
        if found.mention.kind in accepted_kinds()[role]:
            reading.roles.add(role, found, "suffix")
            return


def _content(page: Page, reading: Reading, triggers: Triggers) -> Span:
    """What a speech verb's sentence says after it; of a denial also the noun denied, up to what holds instead."""
    sentence = page.sentences[page.sentence_of(reading.trigger.span.start)]
    start, end = min(reading.clause.end, sentence.end), sentence.end
    if reading.frame.name == "deny":
        for other in triggers.inside(Span(reading.trigger.span.end, start)):
            if not other.is_verb and not _is_aside(page, other):
                start = min(start, other.span.start)
        turns = (page.words[at] for at in page.words_in(Span(start, end)))
        end = next((word.span.start for word in turns if word.key in listed("denial_turns")), end)
    return Span(start, end)


def _is_aside(page: Page, trigger: Trigger) -> bool:
    """Whether a noun tells the occasion of what is said ("نفى خلال لقاء ...") and not its content."""
    before = page.words_before(trigger.span.start, 2)
    keys = {word.bare for word in before} | {word.bare[1:] for word in before}
    return bool(keys & (listed("occasions") | {"بعد", "قبل", "في"}))
