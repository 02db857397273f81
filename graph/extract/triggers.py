"""Words that tell events: inflected verbs and nouns of the lists, with the words around them that decide."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.extract.lexicon import Entry, Form, light_forms, noun_forms, verb_forms
from graph.extract.numbers import bounds_number
from graph.extract.page import Page, Word
from graph.lexicons import read_settings
from graph.model import MentionForm, Span
from graph.text import comparison_key

SPEECH = frozenset(("speak", "tell", "speech", "deny", "doubt", "demand", "criticise", "threaten", "praise", "quote"))
"""The frames of speaking."""

_NEEDED_WITHIN_VERB = 4
_NEEDED_WITHIN_NOUN = 3
_BLOCKED_WITHIN = 2
_NEEDED_REACH = 16
_LIGHT_REACH = 9
_SPORT_WORDS = 5
_SPORT_SHARE = 0.03
_PREFIXES = ("ال", "لل", "ب", "ل", "ك", "س")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in place. `light` is the light verb's word and form that lends a noun its subject and tense."""

    first: int
    last: int
    span: Span
    form: Form
    light: tuple[int, Form] | None = None

    @property
    def entry(self) -> Entry:
        """The list's entry."""
        return self.form.entry

    @property
    def tense(self) -> str:
        """The tense of the clause: the light verb's for a noun that has one."""
        return self.light[1].tense if self.light is not None else self.form.tense

    @property
    def is_verb(self) -> bool:
        """Whether the trigger is a finite verb itself."""
        return self.form.tense in ("past", "present", "future", "jussive")


class Triggers:
    """The triggers of an article in text order, for look-up by position."""

    def __init__(self, triggers: Sequence[Trigger]) -> None:
        self._all = triggers
        self._starts = [trigger.span.start for trigger in triggers]

    def __iter__(self) -> Iterator[Trigger]:
        return iter(self._all)

    def inside(self, span: Span) -> Sequence[Trigger]:
        """Those that start inside the span."""
        return self._all[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]


def find_triggers(page: Page) -> list[Trigger]:
    """The triggers of an article in text order; a verb hides a light reading of itself, names hide all.

    An article of sport has none: its encounters and attacks are games.
    """
    if _is_sport(page):
        return []
    spans = (page.index.spans[mention.id] for mention in page.index.mentions if mention.form is MentionForm.NAME)
    named = {number for span in spans for number in page.words_in(span) if span.contains(page.words[number].span)}
    triggers = []
    skip = -1
    for number, word in enumerate(page.words):
        if number <= skip or number in named:
            continue
        trigger = _verb(page, number, word) or _noun(page, number, word)
        if trigger is not None:
            triggers.append(trigger)
            skip = trigger.last
    return triggers


def _is_sport(page: Page) -> bool:
    told = [word.bare for word in page.words if word.bare in listed("sport")]
    return len(set(told)) >= _SPORT_WORDS and len(told) >= _SPORT_SHARE * len(page.words)


@cache
def listed(name: str) -> frozenset[str]:
    """The comparison keys of a list of `events/reading.toml`."""
    return frozenset(comparison_key(word) for word in read_settings("events/reading.toml")[name])


def _verb(page: Page, number: int, word: Word) -> Trigger | None:
    if _is_nominal(page, number, word) or bounds_number(page, number):
        return None
    quoted = page.in_quotation(word.span)
    for key in dict.fromkeys((word.key, word.bare)):
        for form in verb_forms().get(key, ()):
            if (quoted and form.entry.frame in SPEECH) or (form.tense == "jussive" and not _is_negated(page, number)):
                continue
            if _allowed(page, number, number, form.entry, _NEEDED_WITHIN_VERB):
                return Trigger(number, number, word.span, form)
    return None


def _is_negated(page: Page, number: int) -> bool:
    """Whether "لم" stands right before a word: behind it a weak verb loses its last letter."""
    return number > 0 and page.words[number - 1].bare == "لم"


def _is_nominal(page: Page, number: int, word: Word) -> bool:
    """Whether a word spelt like a verb is a noun: it ends in ta marbuta, or a preposition or the like stands before."""
    if page.text[word.span.end - 1] == "ة":
        return True
    before = page.words[number - 1] if number else None
    if before is None or page.text[before.span.end : word.span.start].strip():
        return False
    if word.key != word.bare:
        return False
    # "أكد تمسك الحركة": behind a verb of speaking stands what is said, and no second verb.
    said = any(form.entry.frame in SPEECH and form.tense == "past" for form in verb_forms().get(before.bare, ()))
    return said or before.bare in listed("nominal")


def _noun(page: Page, number: int, word: Word) -> Trigger | None:
    before = page.words[number - 1] if number else None
    if before is not None and before.bare in listed("generic"):
        return None
    for key, skipped in _noun_readings(word):
        for words, form in noun_forms().get(key, ()):
            last = number + len(words) - 1
            if last >= len(page.words) or any(
                page.words[number + step].key not in (words[step], f"ال{words[step]}") for step in range(1, len(words))
            ):
                continue
            if not _allowed(page, number, last, form.entry, _NEEDED_WITHIN_NOUN):
                continue
            span = Span(word.span.start + skipped, page.words[last].span.end)
            return Trigger(number, last, span, form, _light_before(page, number, form.entry))
    return None


def _noun_readings(word: Word) -> list[tuple[str, int]]:
    """Keys a noun may have, with the letters of proclitics left out; the definite article stays."""
    readings = [(word.key, 0)]
    rest, taken = (word.bare, 1) if word.bare != word.key else (word.key, 0)
    if taken:
        readings.append((rest, taken))
    if rest.startswith("لل"):
        readings.append((f"ال{rest[2:]}", taken + 1))
    elif rest[:1] in "بلك" and len(rest) > 4:
        readings.append((rest[1:], taken + 1))
    return readings


def _allowed(page: Page, first: int, last: int, entry: Entry, within: int) -> bool:
    """Whether the words around permit the trigger, inside its sentence; names and descriptions count as no words."""
    sentence = page.sentences[page.sentence_of(page.words[first].span.start)]
    after = [
        word.key for word in page.words[last + 1 : last + 1 + max(within, _BLOCKED_WITHIN + 1)]
        if word.span.start < sentence.end
    ]  # fmt: skip
    told = after[:within]
    if entry.needs and not (
        _holds(told, entry.needs) or _holds(_past_entities(page, last, sentence, within), entry.needs)
    ):
        return False
    if _holds(after[:_BLOCKED_WITHIN], entry.blocks):
        return False
    before = page.words[first - 1] if first and page.words[first - 1].span.start >= sentence.start else None
    return before is None or before.bare not in entry.before


def _past_entities(page: Page, last: int, sentence: Span, within: int) -> list[str]:
    """The keys of the next words that no entity covers, so that a long subject does not hide what a verb needs."""
    found: list[str] = []
    for word in page.words[last + 1 : last + 1 + _NEEDED_REACH]:
        if len(found) >= within or word.span.start >= sentence.end:
            break
        there = page.entity_at(word.span)
        if there is None or (there.preposition is not None and word.span.start <= there.span.start):
            found.append(word.key)
    return found


def _holds(words: list[str], phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in the words; a one-letter phrase is a proclitic."""
    line = f" {' '.join(words)} "
    for phrase in phrases:
        if len(phrase) == 1:
            if any(word.startswith(phrase) for word in words[:1]):
                return True
        elif f" {phrase} " in line:
            return True
    return False


def _light_before(page: Page, number: int, entry: Entry) -> tuple[int, Form] | None:
    """The nearest light verb before a noun, in its sentence, that may join with the noun's class."""
    start = page.sentences[page.sentence_of(page.words[number].span.start)].start
    for at in range(number - 1, max(-1, number - 1 - _LIGHT_REACH), -1):
        word = page.words[at]
        if word.span.start < start:
            break
        if any(
            form.tense != "noun"
            for key in (word.key, word.bare)
            for form in verb_forms().get(key, ())
            if not light_forms().get(key)
        ):
            break
        for key in dict.fromkeys((word.key, word.bare)):
            for form in light_forms().get(key, ()):
                if not form.entry.classes or entry.event_class in form.entry.classes:
                    return at, form
    return None
