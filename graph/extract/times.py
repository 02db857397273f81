"""When what a trigger tells took place: a time of its own clause, and nothing where none is told.

The day of the article is a time only where its words say so ("اليوم", a weekday): then it is `Publication`.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from graph.extract.page import Page
from graph.extract.roles_verbs import COMPLEMENTS
from graph.extract.triggers import SPEECH, Trigger, Triggers, listed
from graph.lexicons import read_settings
from graph.model import Factuality, Span, TimeBasis, TimeExpression, When
from graph.months import weekday_names
from graph.text import comparison_key

Timed = tuple[TimeExpression, When | None]
_BACKGROUND_REACH = 6
_MOMENTARY = frozenset(("Meeting", "PhoneCall", "Visit", "Agreement", "Vote", "Attack", "Killing", "Statement"))
_NOUN_REACH = 12
_DAY_LENGTH = len("2020-01-01")
_UNTIL = frozenset(("حتي", "لغايه", "الي"))
_SO_FAR = ("حتي الان", "الي الان", "حتي اللحظه", "لحد الان")


class Clock:
    """The time expressions of an article, and the triggers that they may belong to."""

    def __init__(self, page: Page, times: Sequence[Timed], triggers: Triggers) -> None:
        self.page = page
        self.spans = [expression.span for expression, _ in times]
        self.times = [(expression, when) for expression, when in times if when is not None]
        self.triggers = triggers

    def when(self, trigger: Trigger, factuality: Factuality, clause: Span, *, speech: bool) -> When | None:
        """The trigger's time with its span in the file; None where nothing tells it."""
        stated = self._stated(trigger, clause if speech else None, planned=factuality is Factuality.PLANNED)
        if stated is None:
            return None
        expression, when = stated
        span = self.page.article.to_file(expression.span)
        when = self._of_weekday(expression, when)
        if when.basis is TimeBasis.RELATIVE and when.earliest == when.latest == self.page.article.date:
            when = replace(when, basis=TimeBasis.PUBLICATION)
        return replace(when, span=span, reason=f"{expression.rule}; beside the trigger")

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
            if any(self._between(other, trigger, expression.span) for other in self.triggers.inside(sentence)):
                continue
            if best is None or distance < best[0]:
                best = (distance, (expression, when))
        return best[1] if best is not None else None

    def _is_over(self, when: When) -> bool:
        day = self.page.article.date
        return day is not None and when.latest is not None and when.latest <= day

    def _reported(self, time: Span, trigger: Span) -> bool:
        """Whether a time before a trigger is that of the speech which tells of it, as a complementizer shows."""
        between = self.page.words_in(Span(time.end, max(time.end, trigger.start)))
        return any(self.page.words[at].bare in COMPLEMENTS for at in between) or self._of_speech(time, trigger)

    def _of_speech(self, time: Span, trigger: Span) -> bool:
        """Whether a time between a verb of speaking and what it announces dates the speech ("أعلن الجيش أمس مقتل")."""
        sentence = self.page.sentences[self.page.sentence_of(trigger.start)]
        before = self.page.words_before(trigger.start, 1)
        if before and (before[0].bare in listed("occasions") or before[0].bare[1:] in listed("occasions")):
            return False
        for other in self.triggers.inside(sentence):
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
        told = {key for at in words for key in (self.page.words[at].bare, self.page.words[at].key)}
        return not told.isdisjoint(_background())

    def covers(self, span: Span) -> bool:
        """Whether a number is a part of a time expression."""
        return any(time.overlaps(span) for time in self.spans)

    def held(self, number: Span) -> str | None:
        """The time (EDTF) at which a number of its sentence held: the nearest date or period told with it.

        A day counted from that of the report ("أمس") tells when something was said or done.
        """
        sentence = self.page.sentences[self.page.sentence_of(number.start)]
        told = []
        for expression, when in self.times:
            if when.edtf is None or "/" in when.edtf or not sentence.contains(expression.span):
                continue
            if when.basis is not TimeBasis.EXPLICIT and len(when.edtf) == _DAY_LENGTH:
                continue
            if expression.span.end <= number.start and self._reported(expression.span, number):
                continue
            told.append((_distance(number, expression.span), when.edtf))
        return min(told)[1] if told else None

    def until(self, number: Span) -> str | None:
        """The day up to which the numbers of a sentence count, where it says so ("حتى مساء السبت")."""
        sentence = self.page.sentences[self.page.sentence_of(number.start)]
        for expression, when in self.times:
            before = self.page.words_before(expression.span.start, 1)
            opened = bool(before) and before[0].bare in _UNTIL
            if sentence.contains(expression.span) and when.latest is not None and (opened or when.earliest is None):
                return when.latest.isoformat()
        day = self.page.article.date
        words = " ".join(self.page.words[at].key for at in self.page.words_in(sentence))
        return day.isoformat() if day is not None and any(cue in words for cue in _SO_FAR) else None

    def refused(self, trigger: Trigger) -> list[str]:
        """The times of a trigger's sentence that it does not take, for an account of its reading."""
        sentence = self.page.sentences[self.page.sentence_of(trigger.span.start)]
        return [
            f"time {self.page.text[expression.span.start : expression.span.end]}: belongs to another word"
            for expression, _ in self.times
            if sentence.contains(expression.span)
        ]


@cache
def _background() -> frozenset[str]:
    return frozenset(comparison_key(cue) for cue in read_settings("events/background.toml")["cues"])


def _distance(left: Span, right: Span) -> int:
    return max(right.start - left.end, left.start - right.end, 0)
