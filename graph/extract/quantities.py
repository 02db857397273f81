"""Numbers as an article reports them: what they count, how exact they are, for when, and to which event they belong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.extract.counted import Noun, bounds, listed_words, nationalities, nouns, states
from graph.extract.numbers import Number, read_number
from graph.extract.page import Page
from graph.extract.readings import Reading
from graph.extract.slots import is_speech
from graph.extract.times import Clock
from graph.ids import mention_id
from graph.model import Bound, Mention, Quantity, Span, confidence

_BOUND_REACH = 5
_LOOSE_REACH = 7
_STATE_REACH = 15
_STATE_AHEAD = 4
_CARRIED = 2
_LONGEST = 2
_TOLL = ("Killing", "Attack")
_FORCES = frozenset(("Deployment", "Withdrawal"))
_PERCENT = re.compile(r"[ \u00a0]?[%٪]")
_PROCLITICS = ("ب", "ل", "و", "ف")


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts, in place: its span, the words it takes, the noun's words, their state, and
    the word that says it."""

    span: Span
    first: int
    end: int
    value: Decimal
    counted: Span | None
    noun: Noun
    state: str = ""
    cue: int | None = None


def quantities_of(
    page: Page, readings: Sequence[Reading], mentions: Sequence[Mention], clock: Clock
) -> dict[int, tuple[Quantity, ...]]:
    """The counted numbers of an article by the number of the reading that each belongs to.

    Args: mentions: the mention of each reading, in their order.
    """
    found: dict[int, tuple[Quantity, ...]] = {}
    for count in _counts(page, readings, clock):
        owner = _owner(page, count, readings)
        if owner is not None:
            told = _quantity(page, count, mentions[owner], clock)
            sentence = page.sentence_of(count.span.start)
            if sentence != page.sentence_of(readings[owner].trigger.span.start):
                told = replace(told, mention=_within(page, told.mention, sentence))
            found[owner] = (*found.get(owner, ()), told)
    return found


def _counts(page: Page, readings: Sequence[Reading], clock: Clock) -> list[Count]:
    found: list[Count] = []
    others = {reading.trigger.first for reading in readings if reading.trigger.entry.event_class not in _TOLL}
    at = 0
    while at < len(page.words):
        number = read_number(page, at)
        count = _dual(page, at) if number is None else _of_number(page, number, clock)
        if count is not None:
            count = _with_state(page, count, others)
            found.append(count)
        at = max(at + 1, count.end if count is not None else number.end if number is not None else at)
    return found


def _of_number(page: Page, number: Number, clock: Clock) -> Count | None:
    """What a number counts; None for a number that names, dates or ranks something."""
    span = Span(number.start, page.words[number.end - 1].span.end)
    before = page.words_before(page.words[number.first].span.start, 1)
    if before and {before[0].key, before[0].bare} & listed_words("uncounted"):
        return None
    if clock.covers(span) or _is_range(page, number):
        return None
    if match := _PERCENT.match(page.text, span.end):
        sign = Span(match.end() - 1, match.end())
        return Count(Span(span.start, sign.end), number.first, number.end, number.value, sign, _percent())
    at = number.end
    if at < len(page.words) and page.words[at].key == "من":
        at += 1
    noun, end = _noun_at(page, at, number.end)
    if noun is not None:
        if end < len(page.words) and page.words[end].key in nationalities() and _adjoins(page, end):
            end += 1
        counted = Span(page.words[at].span.start, page.words[end - 1].span.end)
        return Count(Span(span.start, counted.end), number.first, end, number.value, counted, noun)
    return _unlisted(page, number, span)


def _percent() -> Noun:
    return nouns()[("بالميه",)]


def _noun_at(page: Page, at: int, number_end: int) -> tuple[Noun | None, int]:
    """The counted noun that starts with a word, and the word behind it."""
    if any(not _adjoins(page, word) for word in range(number_end, min(at + 1, len(page.words)))):
        return None, at
    for size in range(_LONGEST, 0, -1):
        words = page.words[at : at + size]
        noun = nouns().get(tuple(word.key for word in words)) if len(words) == size else None
        if noun is not None and all(_adjoins(page, word) for word in range(at + 1, at + size)):
            return noun, at + size
    return None, at


def _adjoins(page: Page, at: int) -> bool:
    """Whether only spaces, a bracket or a quotation mark part a word from the one before, in its line."""
    between = page.text[page.words[at - 1].span.end : page.words[at].span.start] if at else "."
    return not between.strip(' \u00a0\u200f\u200e()"«»“”')


def _is_range(page: Page, number: Number) -> bool:
    """Whether a number is the upper end of "between ... and ..."."""
    before = page.words_before(page.words[number.first].span.start, 4)
    return page.words[number.first].key.startswith("و") and "بين" in [word.bare for word in before]


def _unlisted(page: Page, number: Number, span: Span) -> Count | None:
    """A number right behind a word for killing or wounding counts whoever follows: "مقتل 3 سياح", "أصيب خمسة"."""
    lead = _before_bound(page, number)
    if lead is None or lead not in states():
        return None
    noun = Noun(_TOLL, dated=False)
    following = page.words[number.end : number.end + 1]
    if not following or not _adjoins(page, number.end):
        return Count(span, number.first, number.end, number.value, None, noun)
    key = following[0].key
    if key in listed_words("units") or key[0].isdigit():
        return None
    if key in listed_words("unnamed") or key.startswith("و"):
        return Count(span, number.first, number.end, number.value, None, noun)
    counted = following[0].span
    return Count(Span(span.start, counted.end), number.first, number.end + 1, number.value, counted, noun)


def _before_bound(page: Page, number: Number) -> str | None:
    """The key of the word before a number and the words for its bound."""
    words = [word.bare for word in page.words_before(page.words[number.first].span.start, _BOUND_REACH)]
    line = " ".join(words)
    for cue, _ in bounds():
        if f" {line}".endswith(f" {cue}"):
            words = words[: -len(cue.split())]
            break
    return words[-1] if words else None


def _dual(page: Page, at: int) -> Count | None:
    """Two of something, which the noun's own form says: "قتيلان", "بصاروخين"."""
    word = page.words[at]
    forms = [word.key, *([word.key[1:]] if word.key[:1] in _PROCLITICS else [])]
    for form in forms:
        noun = nouns().get((form,))
        if noun is not None and noun.dual:
            end = at + 1
            if end < len(page.words) and page.words[end].key in nationalities() and _adjoins(page, end):
                end += 1
            span = Span(word.span.start + len(word.key) - len(form), page.words[end - 1].span.end)
            return Count(span, at, end, Decimal(2), span, noun)
    return None


def _with_state(page: Page, count: Count, others: set[int]) -> Count:
    """With what became of those counted: the nearest word before that says so, else one right behind."""
    if not count.noun.suffers:
        return count
    if count.counted is not None:
        own = {page.words[at].key for at in page.words_in(count.counted)}
        if own & states().keys():
            return count
    sentence = page.sentences[page.sentence_of(count.span.start)]
    earlier = [at for at in page.words_in(sentence) if count.first - _STATE_REACH <= at < count.first]
    for at in reversed(earlier):
        if at in others or page.words[at].bare in listed_words("among") | listed_words("unhurt"):
            return count
        if state := states().get(page.words[at].key) or states().get(page.words[at].bare):
            return replace(count, state=state, cue=at)
    for at in page.words_in(Span(count.span.end, sentence.end))[:_STATE_AHEAD]:
        if not _adjoins(page, at) or at in others or page.words[at].key != page.words[at].bare:
            break
        if state := states().get(page.words[at].key):
            return replace(count, state=state, cue=at)
    return count


def _owner(page: Page, count: Count, readings: Sequence[Reading]) -> int | None:
    """The reading whose number it is: of its sentence the nearest of a fitting class, else the one whose clause it is
    in, else the speech that tells it; for a number told alone, the event right before."""
    sentence = page.sentence_of(count.span.start)
    inside = [at for at in range(len(readings)) if page.sentence_of(readings[at].trigger.span.start) == sentence]
    wanted = _TOLL if count.state else count.noun.classes
    fitting = [at for at in inside if readings[at].trigger.entry.event_class in wanted]
    if count.cue is not None and (told := [at for at in fitting if _spans(readings[at], count.cue)]):
        return told[0]
    if not fitting:
        fitting = [
            at for at in inside if not is_speech(readings[at].frame) and readings[at].clause.contains(count.span)
        ]
    if not fitting:
        fitting = [at for at in inside if is_speech(readings[at].frame)]
    if fitting:
        return min(fitting, key=lambda at: (abs(readings[at].trigger.first - count.first), at))
    return _carried(page, count, readings)


def _carried(page: Page, count: Count, readings: Sequence[Reading]) -> int | None:
    """The event told right before a sentence that tells its number alone: its toll, those set free under it.

    Forces that are only said to stand somewhere belong to whatever was told last.
    """
    wanted = _TOLL if (count.noun.suffers and not count.noun.dated) or count.state else count.noun.classes[:1]
    stands = count.noun.dated and not count.state and not _FORCES.isdisjoint(wanted)
    sentence = page.sentence_of(count.span.start)
    near = [
        at
        for at, reading in enumerate(readings)
        if 0 < sentence - page.sentence_of(reading.trigger.span.start) <= _CARRIED
    ]
    fitting = [at for at in near if readings[at].trigger.entry.event_class in wanted]
    if not fitting and stands:
        fitting = near
    return fitting[-1] if fitting else None


def _spans(reading: Reading, word: int) -> bool:
    return reading.trigger.first <= word <= reading.trigger.last


def _quantity(page: Page, count: Count, owner: Mention, clock: Clock) -> Quantity:
    place = page.article.to_file(count.span)
    mention = replace(
        owner,
        id=mention_id(page.article.id, "u", place.start, place.end),
        span=place,
        anchor=page.text[count.span.start : count.span.end],
        rule="number.counted" if count.counted is not None else "number.toll",
        confidence=confidence(0.8),
    )
    counted = page.text[count.counted.start : count.counted.end] if count.counted is not None else ""
    as_of = clock.until(count.span)
    if as_of is None and count.noun.dated and not count.state:
        as_of = clock.held(count.span)
    return Quantity(mention, count.value, f"{counted} {count.state}".strip(), _bound(page, count), as_of)


def _within(page: Page, mention: Mention, number: int) -> Mention:
    """A mention with the sentence in which it stands itself."""
    sentence = page.sentences[number]
    around = page.article.to_file(sentence)
    return replace(mention, sentence=page.text[sentence.start : sentence.end], sentence_span=around)


def _bound(page: Page, count: Count) -> Bound:
    start = page.words[count.first].span.start
    keys = [word.key for word in page.words_before(start, _LOOSE_REACH)]
    line, far = " ".join(keys[-_BOUND_REACH:]), f" {' '.join(keys)} "
    after = [page.words[at].key for at in range(count.end, min(count.end + 2, len(page.words))) if _adjoins(page, at)]
    behind = f" {' '.join(after)} "
    for cue, bound in bounds():
        if re.search(rf"(?:^| )[وفبلك]{{0,2}}{cue}$", line):
            return Bound(bound)
        if cue in listed_words("loose") and f" {cue} " in far:
            return Bound(bound)
        if cue in listed_words("after") and behind.startswith(f" {cue} "):
            return Bound(bound)
    return Bound.EXACT
