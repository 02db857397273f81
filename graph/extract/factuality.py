"""Whether what a trigger tells took place: negation, future, possibility and cancellation in the words around it."""

from __future__ import annotations

from functools import cache

from graph.extract.page import Page
from graph.extract.triggers import Trigger
from graph.lexicons import read_settings
from graph.model import Factuality, Span
from graph.text import comparison_key

_REACH = 5


@cache
def _cues(name: str) -> tuple[str, ...]:
    return tuple(comparison_key(cue) for cue in read_settings("events/factuality.toml")[name])


def factuality_of(page: Page, trigger: Trigger) -> tuple[Factuality, str]:
    """The factuality of a trigger and the words it follows from ("" where nothing speaks against its being actual)."""
    sentence = page.sentences[page.sentence_of(trigger.span.start)]
    first = trigger.light[0] if trigger.light is not None else trigger.first
    before = [page.words[at] for at in page.words_in(sentence) if max(0, first - _REACH) <= at < first]
    near = f" {' '.join(word.key for word in before)} "
    close = f" {' '.join(word.bare for word in before[-2:])} "
    after = " ".join(page.words[at].key for at in page.words_in(Span(trigger.span.end, sentence.end))[:2])
    reach = close if not trigger.is_verb else f" {' '.join(word.bare for word in before[-1:])} "
    if cue := _first(_cues("negation"), reach):
        return Factuality.DENIED, cue
    if cue := _first(_cues("cancellation"), near):
        return Factuality.DENIED, cue
    if trigger.is_verb and trigger.tense == "past":
        cue = _first(_cues("conditional"), near)
        return (Factuality.POSSIBLE, cue) if cue else (Factuality.ACTUAL, "")
    if trigger.tense == "future":
        return Factuality.PLANNED, "future tense"
    if cue := _first(_cues("plan"), near) or _first(_cues("planned_adjectives"), f" {after} "):
        return Factuality.PLANNED, cue
    if cue := _first(_cues("possibility"), near):
        return Factuality.POSSIBLE, cue
    if trigger.tense == "present" and " قد " in close:
        return Factuality.POSSIBLE, "قد"
    if page.text[sentence.start : sentence.end].rstrip().endswith(("؟", "?")):
        return Factuality.POSSIBLE, "question"
    return Factuality.ACTUAL, ""


def _first(cues: tuple[str, ...], line: str) -> str:
    return next((cue for cue in cues if f" {cue} " in line), "")
