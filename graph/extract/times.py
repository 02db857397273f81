"""When what a trigger tells took place: a time of its own clause, else the article's day where the grammar says so."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from graph.extract.page import Page
from graph.extract.roles import COMPLEMENTS
from graph.extract.triggers import SPEECH, Trigger
from graph.lexicons import read_settings
from graph.months import weekday_names
from graph.model import Factuality, Span, TimeBasis, TimeExpression, When
from graph.text import comparison_key

Timed = tuple[TimeExpression, When | None]
_BACKGROUND_REACH = 6
_MOMENTARY = frozenset(("Meeting", "PhoneCall", "Visit", "Agreement", "Vote", "Attack", "Killing", "Statement"))
_PUBLICATION_SENTENCES = 3
_NOUN_REACH = 12


class Clock:
    """The time expressions of an article, and the triggers that they may belong to."""

    def __init__(self, page: Page, times: Sequence[Timed], triggers: Sequence[Trigger]) -> None:
        self.page = page
        self.times = [(expression, when) for expression, when in times if when is not None]
        self.triggers = triggers

    def when(self, trigger: Trigger, factuality: Factuality, clause: Span, *, speech: bool) -> When | None:
        """The trigger's time with its span in the file; None where nothing tells it."""
        stated = self._stated(trigger, clause if speech else None, planned=factuality is Factuality.PLANNED)
        if stated is None:
            return self._publication(trigger, factuality, speech=speech)
        expression, when = stated
        span = self.page.article.to_file(expression.span)
        return replace(self._of_weekday(expression, when), span=span, reason=f"{expression.rule}; beside the trigger")

    def _of_weekday(self, expression: TimeExpression, when: When) -> When:
        """ "اليوم الأربعاء" in an article of another weekday is that Wednesday: the text is older than its page."""
        day = self.page.article.date
        words = [self.page.words[at].key for at in self.page.words_in(expression.span)]
        told = [weekday_names()[word] - 1 for word in words if word in weekday_names()]
        if day is None or when.earliest != day or when.latest != day or len(told) != 1 or told[0] == day.weekday():
            return when
        meant = day - datetime.timedelta(days=(day.weekday() - told[0]) % 7)
        return replace(when, edtf=meant.isoformat(), earliest=meant, latest=meant)

    def is_ahead(self, when: When | None, *, bare_end: bool) -> bool:
        """Whether a time lies after the day of the report; `bare_end`: also one of which only the end is known."""
        day = self.page.article.date
        if when is None or day is None or when.basis is TimeBasis.PUBLICATION:
            return False
        if when.earliest is None:
            return bare_end and when.latest is not None and when.latest > day
        return when.earliest > day

    def _stated(self, trigger: Trigger, clause: Span | None, *, planned: bool) -> tuple[TimeExpression, When] | None:
        """The nearest expression of the sentence that no other trigger stands nearer to; of `clause` for speech."""
        sentence = self.page.sentences[self.page.sentence_of(trigger.span.start)]
        best: tuple[int, tuple[TimeExpression, When]] | None = None
        for expression, when in self.times:
            if not sentence.contains(expression.span) or (clause is not None and not clause.contains(expression.span)):
                continue
            distance = _distance(trigger.span, expression.span)
            if planned and self._is_over(when):
                continue
            if when.earliest is None and trigger.tense in ("past", "present"):
                continue
            if when.latest is None and trigger.entry.event_class in _MOMENTARY:
                # "the first since 2011" says when something else was.
                continue
            if self._reported(expression.span, trigger.span):
                continue
            noun_alone = not trigger.is_verb and trigger.light is None
            if noun_alone and expression.span.end <= trigger.span.start and distance > _NOUN_REACH:
                continue
            if any(self._between(other, trigger, expression.span) for other in self.triggers):
                continue
            if best is None or distance < best[0]:
                best = (distance, (expression, when))
        return best[1] if best is not None else None

    def _is_over(self, when: When) -> bool:
        day = self.page.article.date
        return day is not None and when.latest is not None and when.latest <= day

    def _reported(self, time: Span, trigger: Span) -> bool:
        """Whether a time before a trigger is that of the speech which tells of it: a complementizer may part the two."""
        between = self.page.words_in(Span(time.end, max(time.end, trigger.start)))
        return any(self.page.words[at].bare in COMPLEMENTS for at in between) or self._of_speech(time, trigger)

    def _of_speech(self, time: Span, trigger: Span) -> bool:
        """Whether a time between a verb of speaking and what it announces dates the speech ("أعلن الجيش أمس مقتل")."""
        sentence = self.page.sentences[self.page.sentence_of(trigger.start)]
        for other in self.triggers:
            spoken = other.is_verb and other.entry.frame in SPEECH and sentence.contains(other.span)
            if spoken and other.span.end <= time.start and time.end <= trigger.start:
                words = self.page.words_in(Span(other.span.end, time.start))
                if not any(self.page.words[at].bare in COMPLEMENTS for at in words):
                    return True
        return False

    def _between(self, other: Trigger, trigger: Trigger, time: Span) -> bool:
        """Whether a finite verb parts the trigger from a time behind it, or stands behind a time before it."""
        if other is trigger or (trigger.light is not None and other.first == trigger.light[0]):
            return False
        if trigger.span.end <= time.start:
            return trigger.span.end <= other.span.start < time.start and other.is_verb
        return time.end <= other.span.start < trigger.span.start and other.is_verb

    def is_background(self, trigger: Trigger) -> bool:
        """Whether a pluperfect or a word for earlier times puts the trigger behind the report."""
        sentence = self.page.sentences[self.page.sentence_of(trigger.span.start)]
        first = trigger.light[0] if trigger.light is not None else trigger.first
        words = [at for at in self.page.words_in(sentence) if abs(at - first) <= _BACKGROUND_REACH]
        return any(self.page.words[at].bare in _background() or self.page.words[at].key in _background() for at in words)

    def _publication(self, trigger: Trigger, factuality: Factuality, *, speech: bool) -> When | None:
        import os
        V=os.environ.get("PUBV","0")
        if V=="0" or (V=="1" and (speech or self.page.sentence_of(trigger.span.start)>1 or not trigger.is_verb)):
            return None
        article = self.page.article
        number = self.page.sentence_of(trigger.span.start)
        early = number < _PUBLICATION_SENTENCES
        if article.date is None or factuality is not Factuality.ACTUAL or not (early or speech):
            return None
        if trigger.tense not in ("past", "present") and number > 0:
            return None
        if not early and trigger.tense != "past":
            return None
        if self.is_background(trigger):
            return None
        return When(
            article.date.isoformat(), article.date, article.date, TimeBasis.PUBLICATION, None, "day of the report"
        )


@cache
def _background() -> frozenset[str]:
    return frozenset(comparison_key(cue) for cue in read_settings("events/background.toml")["cues"])


def _distance(left: Span, right: Span) -> int:
    return max(right.start - left.end, left.start - right.end, 0)
