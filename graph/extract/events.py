"""Event mentions of an article: triggers with their roles, time, factuality, speakers and what they assert.

The words of the lists lead, and position decides who fills which role: prepositions first, then what stands bare
after a verb or right before it. Kinds of entity and each frame's needs hold readings to sense, so that a wrong tag or
parse of a small model costs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.extract.described import add_described
from graph.extract.entities import find_entities
from graph.extract.factuality import factuality_of
from graph.extract.lexicon import Frame, accepted_kinds, frames, prepositions
from graph.extract.occasions import share_occasions
from graph.extract.page import Found, Page
from graph.extract.quantities import quantities_of
from graph.extract.roles import COMPLEMENTS, Roles, clause_of, enough, fill_roles, is_speech
from graph.extract.times import Clock, Timed
from graph.extract.triggers import Trigger, find_triggers, listed
from graph.ids import mention_id
from graph.model import Article, EntityKind, EntityMention, EventMention, Extraction, Factuality, Mention, RoleFiller, Span, confidence

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.knowledge import KnowledgeBase

_QUOTES = (("“", "”"), ("«", "»"), ('"', '"'))
_CANCELLING = frozenset(("deny",))
_UNREAL = frozenset(("Demand", "Threat"))
_SENTENCES_CARRIED = 6
_SAME_PHRASE = 4
_PRONOUNS = frozenset(("انه", "انها", "انهم", "بانه", "بانها", "بانهم", "وانه", "وانها", "انهما"))
_IMPERSONAL = frozenset(("ان", "انه", "انها", "الي"))
_PEOPLE = (EntityKind.PERSON, EntityKind.OFFICE)


@dataclass(slots=True)
class _Reading:
    """A trigger read as an event: its frame, clause and roles, before claims are settled."""

    trigger: Trigger
    frame: Frame
    clause: Span
    roles: Roles
    content: Span | None = None
    rejected: list[str] = field(default_factory=list)
    carried: bool = False


def extract(article: Article, doc: Doc, times: Sequence[Timed], knowledge: KnowledgeBase | None = None) -> Extraction:
    """What one article yields.

    Args: doc: the annotated `article.text`; times: its time expressions, spans counting in `article.text`, each with
        the day-level time that it gives an event (None for durations and sets); knowledge: the shipped one where None.
    """
    index = find_entities(article, doc, knowledge)
    page = Page(article, doc, index)
    triggers = find_triggers(page)
    add_described(page, triggers)
    readings = _readings(page, triggers)
    clock = Clock(page, times, triggers)
    events = _settle(page, readings, clock)
    expressions = tuple(expression for expression, _ in times)
    return Extraction(article, _with_described(page, events), events, index.positions, expressions)


def _with_described(page: Page, events: Sequence[EventMention]) -> tuple[EntityMention, ...]:
    """The entities of an article and the described parties that take part in its events, in text order."""
    known = page.index.by_id
    used = {filler.entity for event in events for filler in event.roles}
    described = [found.mention for found in page.found if found.mention.id in used and found.mention.id not in known]
    return tuple(
        sorted((*page.index.mentions, *described), key=lambda entity: (entity.mention.span.start, -entity.mention.span.end))
    ) if described else page.index.mentions


def _readings(page: Page, triggers: list[Trigger]) -> list[_Reading]:
    """The triggers whose fillers make an event; speech without a speaker takes the one of the sentences before."""
    readings: list[_Reading] = []
    speaker: tuple[int, Found] | None = None
    for trigger in triggers:
        frame = frames()[trigger.entry.frame]
        clause = clause_of(page, trigger, triggers)
        roles = fill_roles(page, trigger, frame, clause)
        reading = _Reading(trigger, frame, clause, roles)
        _take_up(page, reading, readings)
        number = page.sentence_of(trigger.span.start)
        if is_speech(frame):
            speaker = _speaker_of(page, reading, readings, speaker)
            if trigger.is_verb:
                reading.content = _content(page, reading)
        elif trigger.is_verb:
            _carry_subject(page, reading, readings)
        elif trigger.form.suffixed:
            _fill_suffix(page, reading, readings)
        if enough(frame, roles) and not _repeats(page, reading, readings) and not _is_empty(page, reading):
            readings.append(reading)
    return readings


def _speaker_of(
    page: Page, reading: _Reading, readings: list[_Reading], speaker: tuple[int, Found] | None
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


def _last_subject(page: Page, readings: list[_Reading], number: int) -> Found | None:
    """The subject of the last finite clause before in the same sentence."""
    told = (other for other in reversed(readings) if other.trigger.is_verb and other.roles.subject is not None)
    last = next((other for other in told if page.sentence_of(other.trigger.span.start) == number), None)
    return last.roles.subject if last is not None else None


def _carry_subject(page: Page, reading: _Reading, readings: list[_Reading]) -> None:
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


def _take_up(page: Page, reading: _Reading, readings: list[_Reading]) -> None:
    """Give a trigger the subject that its words leave out: of "إنها ألغت" the speaker, of "اجتماع مع" who held it."""
    trigger, roles = reading.trigger, reading.roles
    number = page.sentence_of(trigger.span.start)
    told = [
        other
        for other in readings
        if other.roles.subject is not None and page.sentence_of(other.trigger.span.start) == number
    ]
    if not told or roles.subject is not None:
        return
    before = [word.key for word in page.words_before(trigger.span.start, 2)]
    if before and before[-1] in listed("auxiliaries"):
        before.pop()
    if trigger.is_verb and before and before[-1] in _PRONOUNS and is_speech(told[-1].frame):
        slot, rule = "subject", "pronoun"
    elif not trigger.is_verb and reading.frame.name == "meet" and any(f.rule == "مع" for f in roles.fillers):
        slot, rule = "subject", "sentence subject"
    else:
        return
    subject = told[-1].roles.subject
    assert subject is not None
    for role in reading.frame.slots.get(slot, ()):
        if subject.mention.kind in accepted_kinds()[role]:
            roles.add(role, subject, rule)
            roles.subject = subject
            return


def _repeats(page: Page, reading: _Reading, readings: list[_Reading]) -> bool:
    """Whether a noun stands in the phrase of a noun of its class and adds nobody ("جولة من مباحثات الحوار")."""
    if not readings or reading.trigger.is_verb or readings[-1].trigger.is_verb:
        return False
    last = readings[-1]
    if last.trigger.entry.event_class != reading.trigger.entry.event_class:
        return False
    near = reading.trigger.first - last.trigger.last <= _SAME_PHRASE
    mine = {filler.entity for filler in reading.roles.fillers}
    return near and mine <= {filler.entity for filler in last.roles.fillers}


def _is_empty(page: Page, reading: _Reading) -> bool:
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
    return not (key in listed("resumed") or key in listed("particles") or key in listed("transparent") or key in listed("nominal") or key in COMPLEMENTS or key in prepositions())


def _speaker_found(page: Page, roles: Roles) -> Found:
    """The first speaker in place."""
    wanted = next(filler.entity for filler in roles.fillers if filler.role == "speaker")
    return next(found for found in page.found if found.mention.id == wanted)


def _fill_suffix(page: Page, reading: _Reading, readings: list[_Reading]) -> None:
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
    subjects = [
        other.roles.subject
        for other in readings
        if other.roles.subject is not None and page.sentence_of(other.trigger.span.start) == number
    ]
    people += [found for found in subjects[-1:] if (found.mention.kind in _PEOPLE) is not feminine]
    if not feminine and not people and reading.frame.name in ("visit", "arrive", "meet", "host"):
        sentence = page.sentences[number]
        ahead = page.entities_in(Span(reading.trigger.span.end, sentence.end))
        people = [found for found in ahead if found.mention.kind in _PEOPLE and found.preposition is None][:1]
    role = "participant" if reading.frame.name == "host" and "host" in reading.roles.filled() else roles[0]
    for found in reversed(people or before):
        if found.mention.kind in accepted_kinds()[role]:
            reading.roles.add(role, found, "suffix")
            return


def _content(page: Page, reading: _Reading) -> Span:
    """What a speech verb's sentence says after it."""
    sentence = page.sentences[page.sentence_of(reading.trigger.span.start)]
    return Span(min(reading.clause.end, sentence.end), sentence.end)


def _settle(page: Page, readings: list[_Reading], clock: Clock) -> tuple[EventMention, ...]:
    """The event mentions, with what speech says of them and what it asserts or denies."""
    mentions = [_mention(page, reading) for reading in readings]
    above: dict[int, int] = {}
    for at, reading in enumerate(readings):
        for other, speech in enumerate(readings):
            if other != at and speech.content is not None and speech.content.contains(reading.trigger.span):
                above[at] = other
    events = [_event(page, reading, mentions, readings, above, at, clock) for at, reading in enumerate(readings)]
    entities = {found.mention.id: found.mention for found in page.found}
    speech = [is_speech(reading.frame) for reading in readings]
    return share_occasions(events, speech, entities, lambda number: clock.is_background(readings[number].trigger))


def _mention(page: Page, reading: _Reading) -> Mention:
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
        confidence(_confidence(reading)),
    )


def _rule(reading: _Reading) -> str:
    part = "noun" if not reading.trigger.is_verb else "verb"
    part = "light" if reading.trigger.light is not None else part
    return f"{part}.{reading.frame.name}.{reading.trigger.entry.event_class.lower()}"


def _confidence(reading: _Reading) -> float:
    """More for verbs, for fillers in several roles and for named ones; less for a speaker carried over."""
    value = 0.62 if reading.trigger.is_verb or reading.trigger.light is not None else 0.52
    value += 0.1 * min(2, len(reading.roles.filled()))
    return value - (0.12 if reading.carried else 0.0)


def _event(
    page: Page,
    reading: _Reading,
    mentions: list[Mention],
    readings: list[_Reading],
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
    content = [key for key, owner in above.items() if owner == at]
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
        quantities=quantities_of(page, trigger, reading.clause, mention),
        topic=_topic(page, reading),
        reasons=tuple(reasons),
        rejected=tuple(reading.rejected),
    )


def _under(speech: _Reading, factuality: Factuality) -> tuple[Factuality, list[str]]:
    """The factuality of what is said: denied by a denial, possible in a demand or a threat, else its own."""
    if speech.frame.name in _CANCELLING and factuality is not Factuality.POSSIBLE:
        return Factuality.DENIED, [f"denied by {speech.trigger.entry.lemma}"]
    if speech.trigger.entry.event_class in _UNREAL and factuality is Factuality.ACTUAL:
        return Factuality.POSSIBLE, [f"in a {speech.trigger.entry.event_class.lower()}"]
    return factuality, []


def _quotation(page: Page, reading: _Reading, mention: Mention) -> Mention | None:
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


def _about(page: Page, reading: _Reading) -> tuple[str, ...]:
    """The actors that the content of speech names, as far as they have no role in it."""
    if reading.content is None:
        return ()
    used = {filler.entity for filler in reading.roles.fillers}
    named = [found.mention for found in page.entities_in(reading.content)]
    kinds = accepted_kinds()["hasActor"]
    return tuple(dict.fromkeys(mention.id for mention in named if mention.kind in kinds and mention.id not in used))


def _topic(page: Page, reading: _Reading) -> str | None:
    """The words after the trigger up to the end of its clause, as far as they name nobody: what it was about."""
    words = page.words_in(Span(reading.trigger.span.end, reading.clause.end))
    taken = [found.span for found in page.entities_in(reading.clause)]
    kept = []
    for number in list(words)[:6]:
        word = page.words[number]
        if any(span.overlaps(word.span) for span in taken):
            break
        kept.append(word)
    if len(kept) < 2:
        return None
    return page.text[kept[0].span.start : kept[-1].span.end]
