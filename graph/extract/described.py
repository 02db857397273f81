"""Parties that an article names by description alone where a trigger wants somebody: "شهود", "12 جنديا", "خطيب الجمعة".

The entity stage leaves such words out, since most of them take part in nothing. Here they are candidates: only those
that fill a role become mentions of the article, each of them an anonymous group that is merged with no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graph.extract.lexicon import light_forms, prepositions, verb_forms
from graph.extract.page import Page, Word
from graph.extract.triggers import Trigger, listed
from graph.ids import mention_id
from graph.knowledge.titles import load_titles
from graph.lexicons import read_settings
from graph.model import EntityKind, EntityMention, Mention, MentionForm, Span, confidence
from graph.text import comparison_key

_ROLES = ("person", "people", "source")
_LONGEST = 4
_PLURAL = ("ون", "ين", "ات", "و", "ان")
_OPEN_SPEECH = frozenset(("speak", "tell", "doubt", "praise"))
"""Frames whose definite noun after the verb is the speaker, whatever it means."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word taken as a noun: its key without proclitics, and how many letters those take."""

    key: str
    skipped: int
    definite: bool


def add_described(page: Page, triggers: list[Trigger]) -> None:
    """Put the described parties of an article among the entities in place."""
    started = {word for trigger in triggers for word in range(trigger.first, trigger.last + 1)}
    number = 0
    while number < len(page.words):
        width = 0
        if number not in started and page.entity_at(page.words[number].span) is None:
            width = _add(page, number, started)
        number += width or 1
    add_sites(page, started)
    for trigger in triggers:
        if trigger.is_verb and trigger.entry.frame in _OPEN_SPEECH:
            _add_speaker(page, trigger, started)


def is_text(page: Page, number: int) -> bool:
    """Whether a word names a text, which says what its author says."""
    reading = _nominal(page.words[number])
    return reading.definite and reading.key in _words("texts")


@cache
def _words(name: str) -> frozenset[str]:
    found = {comparison_key(word) for word in read_settings("events/people.toml")[name]}
    if name == "people":
        for key, nouns in load_titles().nouns.items():
            if " " not in key and any(noun.role in _ROLES for noun in nouns):
                found.add(key)
    return frozenset(found)


def _nominal(word: Word) -> _Reading:
    """The reading of a word as a noun that the lists know, else the one with the fewest letters off."""
    readings = list(_readings(word))
    return next((one for one in readings if one.key in _words("people") or one.key in _words("bodies")), readings[0])


def _readings(word: Word) -> list[_Reading]:
    found = []
    for rest, taken in dict.fromkeys(((word.key, 0), (word.bare, len(word.key) - len(word.bare)))):
        if rest.startswith("لل") and len(rest) > 4:
            found.append(_Reading(rest[2:], taken + 1, definite=True))
        elif rest.startswith("ال") and len(rest) > 4:
            found.append(_Reading(rest[2:], taken, definite=True))
        else:
            found.append(_Reading(rest, taken, definite=False))
            if rest[:1] in "بلك" and len(rest) > 3:
                inner = rest[1:]
                definite = inner.startswith("ال") and len(inner) > 4
                found.append(_Reading(inner[2:] if definite else inner, taken + 1, definite=definite))
    return found


def _add(page: Page, number: int, started: set[int]) -> int:
    """Place the party that starts at a word, if a listed noun of people heads it; how many words it has."""
    reading = _nominal(page.words[number])
    double = " ".join(word.key for word in page.words[number : number + 2])
    if reading.key not in _words("people") and not (
        reading.key in _words("bodies") or double in _words("bodies") or double[reading.skipped :] in _words("bodies")
    ):
        return 0
    if reading.key in _words("adjectives") and number - 1 in started and _agrees(page, number, reading):
        return 0
    return _place(page, number, reading, started)


def _agrees(page: Page, number: int, reading: _Reading) -> bool:
    """Whether a word may be the adjective of the word before it."""
    if not _joined(page, number - 1, number) or reading.skipped:
        return False
    return page.words[number - 1].bare.startswith(("ال", "لل")) == reading.definite


def _add_speaker(page: Page, trigger: Trigger, started: set[int]) -> None:
    """Place the definite noun right after a verb of saying, whatever it means: who says something is somebody."""
    number = trigger.last + 1
    while number < len(page.words) and _passes(page, trigger, number):
        number += 1
    if number >= len(page.words) or number in started or page.entity_at(page.words[number].span) is not None:
        return
    word = page.words[number]
    reading = _nominal(word)
    plain = word.key.startswith("ال") and reading.key not in _words("texts") and not word.key.endswith("ات")
    if plain and _joined(page, trigger.last, number) and word.key not in _closed():
        _place(page, number, reading, started)


def _passes(page: Page, trigger: Trigger, number: int) -> bool:
    """Whether a word between a verb and its subject is an adverb."""
    word = page.words[number]
    return number - trigger.last <= _LONGEST and (word.bare in listed("transparent") and not word.key.startswith("ال"))


def _place(page: Page, number: int, reading: _Reading, started: set[int]) -> int:
    last = _last_word(page, number, started)
    span = Span(page.words[number].span.start + reading.skipped, page.words[last].span.end)
    head = page.text[span.start : page.words[number].span.end]
    body = (reading.key in _words("bodies") or head == "وسائل") and not reading.key.endswith("ات")
    kind = EntityKind.ORGANIZATION if body else EntityKind.GROUP
    page.place(described(page, span, kind, head=head, plural=reading.key.endswith(_PLURAL)), span)
    return last - number + 1


def add_sites(page: Page, started: set[int]) -> None:
    """Place the buildings and sites of an article that no name covers ("قصر باردو", "معبر رفح")."""
    number = 0
    while number < len(page.words):
        reading = next((one for one in _readings(page.words[number]) if one.key in _words("sites")), None)
        inside = reading is not None and number not in started and page.entity_at(page.words[number].span) is None
        if reading is None or not inside or not _governed(page, number, reading):
            number += 1
            continue
        last = _last_word(page, number, started)
        span = Span(page.words[number].span.start + reading.skipped, page.words[last].span.end)
        if last > number or reading.definite:
            page.place(described(page, span, EntityKind.PLACE, head=None, plural=False), span)
        number = last + 1


def _governed(page: Page, number: int, reading: _Reading) -> bool:
    """Whether a preposition of place stands before a word, or its name follows that is no place by itself."""
    before = page.words[number - 1].bare if number else ""
    return reading.skipped > 0 or before in listed("locative")


def _last_word(page: Page, number: int, started: set[int]) -> int:
    last = number
    while (
        last + 1 < len(page.words) and last - number < _LONGEST and (width := _continues(page, number, last, started))
    ):
        last += width
    return last


def described(page: Page, span: Span, kind: EntityKind, *, head: str | None, plural: bool) -> EntityMention:
    """The mention of a party or place that words of the article describe."""
    place = page.article.to_file(span)
    sentence = page.sentences[page.sentence_of(span.start)]
    text = page.text[span.start : span.end]
    mention = Mention(
        mention_id(page.article.id, "n", place.start, place.end),
        page.article.id,
        place,
        text,
        page.text[sentence.start : sentence.end],
        page.article.to_file(sentence),
        "described",
        confidence(0.5),
    )
    return EntityMention(
        mention, kind, MentionForm.NOMINAL, text, head=head, anonymous=kind is not EntityKind.PLACE, plural=plural
    )


def _continues(page: Page, number: int, last: int, started: set[int]) -> int:
    """How many words behind `last` still belong to the phrase that starts at `number`."""
    word = page.words[last + 1]
    if not _joined(page, last, last + 1) or last + 1 in started or word.key in _closed() or word.key != word.bare:
        return 0
    if word.key in verb_forms() or word.key in light_forms():
        return 0
    there = page.entity_at(word.span)
    if there is not None:
        # An adjective of nationality or a genitive ("حكومة أنقرة") belongs to what stands before it.
        taken = there.mention.form is MentionForm.DEMONYM or (last == number and there.preposition is None)
        person = there.mention.kind is EntityKind.PERSON
        return len(page.words_in(there.span)) if taken and not person and word.span.start >= there.span.start else 0
    definite = page.words[number].key.startswith(("ال", "لل"))
    return int(word.key.startswith("ال") or (last == number and not definite and word.key[:1] not in "بلك"))


def _joined(page: Page, left: int, right: int) -> bool:
    return not page.text[page.words[left].span.end : page.words[right].span.start].strip(" \u00a0")


@cache
def _closed() -> frozenset[str]:
    """Words that never belong to a description."""
    return (
        prepositions()
        | listed("nominal")
        | listed("particles")
        | listed("transparent")
        | load_titles().cues["no_phrase"]
    )
