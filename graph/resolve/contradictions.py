"""Claims on one event that cannot both be true: its time, whether it took place, and the numbers reported with it.

A pair is reported only where both cannot hold: a ceiling and a count can, a toll that grew can, figures of different
times can, and so can a plan and its cancellation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations

from graph.lexicons import read_list
from graph.model import Article, Bound, Claim, Factuality, Quantity, TimeBasis, When
from graph.resolve.events_classes import event_kind
from graph.resolve.events_words import cues_of, stem
from graph.resolve.times import when_of
from graph.text import comparison_key, without_article

_FIRM = (TimeBasis.EXPLICIT, TimeBasis.RELATIVE)
_ROUNDING = Decimal("0.05")
_ABOUT = Decimal("0.15")
_SMALL = 20
_SAME_TIME_DAYS = 31


@dataclass(frozen=True, slots=True)
class Counted:
    """What a quantity counts: a key shared by spellings and plurals, its kind, and the words that narrow it."""

    key: str
    kind: str
    details: frozenset[str]


def contradictions_of(
    events: Iterable[Sequence[Claim]], articles: Mapping[str, Article], voices: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Pairs of mention ids, of claims or of quantities, that contradict; the smaller id first, sorted.

    Args: events: for each event its claims; voices: for each article id the text it repeats.
    """
    found: set[tuple[str, str]] = set()
    stocks: list[tuple[Claim, Quantity]] = []
    for claims in events:
        for left, right in combinations(claims, 2):
            if voices[left.mention.article] == voices[right.mention.article]:
                continue
            if times_contradict(left, right) or _denies(left, right, articles) or _denies(right, left, articles):
                found.add(_pair(left.mention.id, right.mention.id))
            found.update(_numbers_of_one_event(left, right, articles))
        stocks.extend((claim, quantity) for claim in claims for quantity in claim.quantities if _is_stock(quantity))
    found.update(_stocks(stocks, articles, voices))
    return tuple(sorted(found))


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)


def times_contradict(left: Claim, right: Claim) -> bool:
    """Whether the words of both give times that no event of this kind can both have.

    A day is left for clocks and weekdays when one of them was counted from the day of the report.
    """
    first, second = left.stated_when, right.stated_when
    if first is None or second is None or first.basis not in _FIRM or second.basis not in _FIRM:
        return False
    if Factuality.DENIED in (left.factuality, right.factuality):
        return False
    first, second = _started(first, second)
    allowed = max(event_kind(left.event_class).gap, event_kind(right.event_class).gap)
    if allowed <= 1:
        allowed = 0 if first.basis is second.basis is TimeBasis.EXPLICIT else 1
    return _gap(first, second) > allowed


def _started(left: When, right: When) -> tuple[When, When]:
    """Of two claims of "since" the days since when: one thing cannot have begun twice."""
    starts = [when_of(when.edtf.removesuffix("/.."), "") for when in (left, right) if _is_since(when) and when.edtf]
    if len(starts) == 2 and starts[0] is not None and starts[1] is not None:
        return replace(starts[0], basis=left.basis), replace(starts[1], basis=right.basis)
    return left, right


def _is_since(when: When) -> bool:
    return when.edtf is not None and when.edtf.endswith("/..")


def _gap(left: When, right: When) -> int:
    if left.latest is not None and right.earliest is not None and left.latest < right.earliest:
        return (right.earliest - left.latest).days
    if right.latest is not None and left.earliest is not None and right.latest < left.earliest:
        return (left.earliest - right.latest).days
    return 0


def _denies(denial: Claim, assertion: Claim, articles: Mapping[str, Article]) -> bool:
    """Whether one article says it is not so and the other that it is; calling a plan off denies nothing."""
    if denial.factuality is not Factuality.DENIED or assertion.factuality in (Factuality.DENIED, Factuality.POSSIBLE):
        return False
    cues = cues_of(denial.mention.sentence)
    if "denial" not in cues and "postponement" in cues:
        return False
    if assertion.factuality is Factuality.PLANNED:
        return "denial" in cues
    told = articles[denial.mention.article].date
    happened = assertion.stated_when.earliest if assertion.stated_when is not None else None
    return "denial" in cues or told is None or happened is None or told >= happened


def _numbers_of_one_event(left: Claim, right: Claim, articles: Mapping[str, Article]) -> Iterable[tuple[str, str]]:
    for first in left.quantities:
        for second in right.quantities:
            if numbers_contradict(first, second) and not _has_grown((left, first), (right, second), articles):
                yield _pair(first.mention.id, second.mention.id)


def _has_grown(left: tuple[Claim, Quantity], right: tuple[Claim, Quantity], articles: Mapping[str, Article]) -> bool:
    """Whether the later report gives the higher toll, or says that it rose."""
    if counted_of(left[1].counted).kind != "toll":
        return False
    if any("update" in cues_of(quantity.mention.sentence) for _, quantity in (left, right)):
        return True
    first, second = articles[left[0].mention.article].date, articles[right[0].mention.article].date
    if first is None or second is None or first == second:
        return False
    earlier, later = (left, right) if first < second else (right, left)
    return later[1].number > earlier[1].number


def numbers_contradict(left: Quantity, right: Quantity) -> bool:
    """Whether both count the same thing for the same time and cannot both be right."""
    if not _same_counted(left.counted, right.counted) or not _same_time(left.as_of, right.as_of):
        return False
    if Bound.AT_MOST in (left.bound, right.bound):
        return False
    first, second = _range(left), _range(right)
    return first[1] < second[0] or second[1] < first[0]


def _same_time(left: str | None, right: str | None) -> bool:
    """Whether two EDTF times can be the same; a time that is not given can be any."""
    if left is None or right is None:
        return True
    shorter = min(len(left), len(right))
    return left[:shorter] == right[:shorter]


def _range(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The numbers that a report allows: rounded figures and large ones have some play."""
    number = abs(quantity.number)
    play = number * _ABOUT if quantity.bound is Bound.ABOUT else Decimal(0)
    if quantity.bound is Bound.EXACT and number >= _SMALL and _is_round(number):
        play = number * _ROUNDING
    if quantity.bound is Bound.AT_LEAST:
        return number * (1 - _ROUNDING), Decimal("Infinity")
    return number - play, number + play


def _is_round(number: Decimal) -> bool:
    """Whether at most two digits of a number of three or more tell anything: 2500, not 182."""
    digits = str(int(number))
    return len(digits) > 2 and set(digits[2:]) == {"0"}


def _same_counted(left: str, right: str) -> bool:
    first, second = counted_of(left), counted_of(right)
    if first.key != second.key or _parts(first) != _parts(second):
        return False
    return not first.details or not second.details or bool(first.details & second.details)


def _parts(counted: Counted) -> frozenset[str]:
    """Those hit that are only some of all, such as children: their number is not the toll's."""
    kinds = dict(_counted_forms().values())
    return frozenset(detail for detail in counted.details if kinds.get(detail) == "part")


@cache
def _counted_forms() -> dict[str, tuple[str, str]]:
    forms = {}
    for row in read_list("linking/counted.csv", ("key", "kind", "forms")):
        for form in row.parts("forms"):
            forms[" ".join(_tokens(form))] = (row["key"], row["kind"])
    return forms


def _tokens(phrase: str) -> list[str]:
    return [without_article(token) for token in comparison_key(phrase).split()]


@cache
def counted_of(counted: str) -> Counted:
    """What words such as "جندي أميركي" or "مدنيا قتلى" count: a toll, else the first noun known, else a stem."""
    tokens = _tokens(counted)
    found = _known(tokens)
    if not found:
        stems = [stem(token) for token in tokens if len(token) > 1]
        return Counted(stems[0] if stems else counted, "measure", frozenset(stems[1:]))
    start, end, key, kind = next((known for known in found if known[3] == "toll"), found[0])
    rest = tokens[:start] + tokens[end:]
    if kind != "toll":
        return Counted(key, kind, frozenset(_nationality(token) for token in rest if len(token) > 2))
    hit = {known for _, _, known, sort in _known(rest) if sort != "toll" and known != "person"}
    named = {token for token in rest if len(token) > 2 and token not in _counted_forms()}
    return Counted(key, kind, frozenset(hit | {_nationality(token) for token in named}))


def _known(tokens: list[str]) -> list[tuple[int, int, str, str]]:
    """The known nouns among words: where each starts and ends, its key and kind; those of two words first."""
    forms = _counted_forms()
    spans = [(start, start + size) for size in (2, 1) for start in range(len(tokens) - size + 1)]
    named = ((start, end, " ".join(tokens[start:end])) for start, end in spans)
    return [(start, end, *forms[phrase]) for start, end, phrase in named if phrase in forms]


def _nationality(token: str) -> str:
    """One form of a nationality adjective's endings, so that أميركي and أميركية agree."""
    for ending in ("يين", "يون", "يه", "يا", "ي"):
        if token.endswith(ending) and len(token) - len(ending) >= 3:
            return token[: -len(ending)].replace("ميرك", "مريك")
    return token


def _is_stock(quantity: Quantity) -> bool:
    return counted_of(quantity.counted).kind == "stock"


def _stocks(
    stocks: Sequence[tuple[Claim, Quantity]], articles: Mapping[str, Article], voices: Mapping[str, str]
) -> Iterable[tuple[str, str]]:
    """Standing numbers, such as soldiers stationed, contradict across events too: same thing, narrowed the same way,
    same time."""
    blocks: dict[tuple[str, frozenset[str], str | None], list[tuple[Claim, Quantity]]] = {}
    for claim, quantity in stocks:
        counted = counted_of(quantity.counted)
        if counted.details:
            blocks.setdefault((counted.key, counted.details, claim.stated_place), []).append((claim, quantity))
    for block in blocks.values():
        for (left, first), (right, second) in combinations(block, 2):
            if voices[left.mention.article] == voices[right.mention.article]:
                continue
            if _told_together(left, right, articles) and numbers_contradict(first, second):
                yield _pair(first.mention.id, second.mention.id)


def _told_together(left: Claim, right: Claim, articles: Mapping[str, Article]) -> bool:
    first, second = articles[left.mention.article].date, articles[right.mention.article].date
    if first is None or second is None:
        return False
    return abs(_days(first, second)) <= _SAME_TIME_DAYS


def _days(left: date, right: date) -> int:
    return (right - left).days
