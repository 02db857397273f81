"""What the grammar reads from: the tokens of a text, the day it counts from, and the last explicit date before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

from graph.dates.lexicon import Tags, Word, no_future_stems
from graph.dates.tokens import Token
from graph.dates.values import Value
from graph.model import TimeBasis

_NOTHING = Token(0, 0, "", Word(""))
_PADDING = 32  # empty tokens after the last, so that looking past either end needs no check
_BEFORE, _AFTER = 18, 7  # tokens looked at before and after an expression for the tense of its clause
_STOPS = frozenset('\n.؟!?؛;:«»"“”،,()[]')
_COMMAS = frozenset("،,")
_ADJUNCT = 4  # tokens of an adjunct that a comma sets off from its clause
_SHORT = 3
_VERB_LIKE = ("سي", "ست", "سن")


class Tense(IntEnum):
    """What a clause speaks of; PRESENT announces what is arranged for today or later."""

    PAST = 0
    PRESENT = 1
    FUTURE = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """A date as far as its words give it, before what they leave open is filled in.

    `value` is set where the words resolve at once (a week, a relative period). `direction` is -1, 0 or 1 for past,
    running and coming; 2 steps off for "the one before last". `clock` is hour, minute, second (None if not told).
    `daypart` is a TIMEX3 code without its T.
    """

    rule: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hijri: bool = False
    value: Value | None = None
    direction: int | None = None
    part: str | None = None
    approximate: bool = False
    every: bool = False
    clock: tuple[int, int, int | None] | None = None
    zone: str | None = None
    daypart: str | None = None
    basis: TimeBasis = TimeBasis.EXPLICIT
    anchor: str | None = None

    def named(self, rule: str) -> Draft:
        """The same under another rule name."""
        return replace(self, rule=rule)


Read = tuple[int, Draft]


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens `start` to `end` (exclusive) and their value; None where they are consumed but mean no time."""

    start: int
    end: int
    value: Value | None
    rule: str
    basis: TimeBasis = TimeBasis.EXPLICIT
    anchor: str | None = None


@dataclass(slots=True)
class Scan:
    """The state of one search. `last` is the value of the last explicit date, `last_words` its words; `last_day` is the
    last day named in whatever way."""

    text: str
    tokens: list[Token]
    reference: date | None
    last: Value | None = None
    last_words: str | None = None
    last_day: date | None = None
    last_day_words: str | None = None
    count: int = 0
    memory: dict[tuple[int, bool], Read | None] = field(default_factory=dict)
    _words: list[Word] = field(default_factory=list)
    _tags: list[Tags] = field(default_factory=list)
    _tenses: dict[int, Tense] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.count = len(self.tokens)
        self.tokens = self.tokens + [_NOTHING] * _PADDING
        self._words = [token.word for token in self.tokens]
        self._tags = [word.tags for word in self._words]

    def token(self, index: int) -> Token:
        """The token, or an empty one up to some words outside the text."""
        return self.tokens[index]

    def word(self, index: int) -> Word:
        """The word of a token."""
        return self._words[index]

    def key(self, index: int) -> str:
        """The comparison key of a token."""
        return self._words[index].key

    def tag(self, index: int, name: str) -> int | str | None:
        """What the token means under a tag, or None."""
        return self._tags[index].get(name)

    def number(self, index: int, name: str) -> int | None:
        """The same for tags with numbers."""
        value = self._tags[index].get(name)
        return value if isinstance(value, int) else None

    def has(self, index: int, *names: str) -> bool:
        """Whether the token has one of the tags."""
        tags = self._tags[index]
        if tags:
            for name in names:
                if name in tags:
                    return True
        return False

    def skip(self, index: int, *names: str) -> int:
        """The next index if the token has one of the tags, else the same."""
        return index + 1 if self.has(index, *names) else index

    def skip_key(self, index: int, *keys: str) -> int:
        """The next index if the token is one of the words, else the same."""
        return index + 1 if self._words[index].key in keys else index

    def remember(self, value: Value, words: str, *, explicit: bool) -> None:
        """Let later expressions count from this one."""
        if explicit or self.last is None:
            self.last, self.last_words = value, words
        if value.first is not None and value.first == value.last:
            self.last_day, self.last_day_words = value.first, words
        self.memory.clear()

    def touching(self, index: int) -> bool:
        """Whether nothing stands between a token and the next."""
        return self.token(index).end == self.token(index + 1).start and index + 1 < self.count

    def and_before(self, index: int) -> int | None:
        """The index of what follows "and": the same token if it carries the proclitic, the next after a lone و."""
        if self.key(index) == "و":
            return index + 1
        word = self.word(index)
        return index if word.proclitic.startswith("و") else None

    def tense(self, start: int, end: int) -> Tense:
        """What the clause around tokens `start` to `end` speaks of."""
        if start not in self._tenses:
            self._tenses[start] = self._tense(start, end)
        return self._tenses[start]

    def _tense(self, start: int, end: int) -> Tense:
        tense = Tense.PAST
        for index in range(start - 1, max(-1, start - _BEFORE), -1):
            if self._is_future_word(index) or self.has(index, "future_before"):
                return Tense.FUTURE
            if self.has(index, "present"):
                tense = Tense.PRESENT
            if self.key(index) in _COMMAS and start - index <= _ADJUNCT:
                continue
            if self.key(index) in _STOPS or self.has(index, "past"):
                break
            if self.has(index, "boundary"):
                announced = self.has(index - 1, "future") and self.key(index - 1) not in ("لن", "سوف")
                return Tense.FUTURE if announced else tense
        for index in range(end, min(self.count, end + _AFTER)):
            if self.key(index) in _STOPS or self.has(index, "boundary", "past"):
                return tense
            if self._is_future_word(index):
                return Tense.FUTURE
        return tense

    def has_imperfect(self, start: int) -> bool:
        """Whether a verb of the imperfect stands before token `start` in its clause, and none of the past."""
        for index in range(start - 1, max(-1, start - _BEFORE), -1):
            if self.key(index) in _STOPS or self.has(index, "boundary", "past"):
                return False
            word = self.word(index)
            if "imperfect" in word.tags or (word.key.startswith("ي") and len(word.key) > _SHORT and not word.tags):
                return True
        return False

    def _is_future_word(self, index: int) -> bool:
        return self.has(index, "future") or is_future_verb(self.token(index))


def is_future_verb(token: Token) -> bool:
    """Whether a word looks like an imperfect verb with the future proclitic (سيعقد، وستبدأ، سأعود)."""
    key, raw = token.word.key, token.raw
    if key[:1] in ("و", "ف") and key[1:2] == "س":
        key, raw = key[1:], raw[1:]
    if raw.startswith("سأ"):
        return True
    return key[:2] in _VERB_LIKE and len(key) >= 5 and not key.startswith(no_future_stems())
