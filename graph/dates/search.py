"""Goes once through a text and finds its time expressions: at each token the longest reading wins."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from graph.dates.distances import later
from graph.dates.intervals import interval, year_range
from graph.dates.lexicon import Word
from graph.dates.lists import day_list, pair
from graph.dates.rules import Rule, before_after, found_at, limit, plain, since
from graph.dates.scan import Found, Scan
from graph.dates.sets import recurring
from graph.dates.stretches import length, recent
from graph.dates.tokens import span_of, tokenise
from graph.dates.traps import bare_year_allowed, is_trap, month_allowed
from graph.dates.years import bare_year
from graph.model import Span, TimeBasis, TimeExpression, TimeKind

_NUMBERS = frozenset({"number", "ordinal", "ordinal_one", "cardinal", "tens", "hundreds", "thousands", "hour_one"})
_LENGTHS = _NUMBERS | {"unit", "unit_plural", "unit_dual", "unit_acc", "vague", "fraction", "three_quarters", "approx"}
_POINTS = _NUMBERS | {
    "unit", "dayword", "weekday", "daypart", "month", "hijri", "first_day", "date_word", "decade", "season",
    "period_part", "part", "unit_plural", "unit_dual", "this", "that", "same_before", "approx", "hour_word", "midnight",
}  # fmt: skip
_STARTS: tuple[tuple[Rule, frozenset[str]], ...] = (
    (interval, _POINTS | {"between", "from", "since"}),
    (pair, frozenset({"unit_pair", "unit_plural", "unit_dual"})),
    (day_list, frozenset({"number", "ordinal", "ordinal_one", "tens", "first_day"})),
    (year_range, frozenset({"number"})),
    (limit, frozenset({"by", "until", "before", "part"})),
    (since, frozenset({"since"})),
    (before_after, frozenset({"before", "after"})),
    (later, frozenset({"then"})),
    (recent, _LENGTHS | {"during"}),
    (plain, _POINTS),
    (recurring, frozenset({"adverb_set", "manner", "every", "unit_plural"})),
    (length, _LENGTHS),
)
_GLUE = frozenset({"ال", "لل", "بال", "وال"})


@cache
def rules_for(word: Word) -> tuple[Rule, ...]:
    """The rules that a word can begin; words written onto digits begin what digits begin."""
    tags = _NUMBERS if word.key in _GLUE else word.tags.keys()
    last_units = word.stem == "اخر"
    return tuple(rule for rule, starts in _STARTS if not starts.isdisjoint(tags) or (last_units and rule is recent))


def find_times(text: str, reference: date | None, *, vetoed: Sequence[Span] = ()) -> list[TimeExpression]:
    """All time expressions of a text, in order, none overlapping another.

    Args:
        text: any Arabic text; spans count its code points.
        reference: the day that relative expressions count from; without it they keep their unknown digits as X.
        vetoed: spans of names, in which a time word is no time.
    """
    scan = Scan(text, tokenise(text), reference)
    names = deque(sorted(vetoed))
    found: list[TimeExpression] = []
    for item in _walk(scan):
        span = span_of(scan.tokens, item.start, item.end)
        if item.value is None or _is_vetoed(span, item, names):
            continue
        value = item.value
        found.append(
            TimeExpression(span, value.edtf, value.kind, item.rule, item.basis, item.anchor, value.first, value.last)
        )
        if value.first is not None and value.kind is TimeKind.POINT:
            scan.remember(value, text[span.start : span.end], explicit=item.basis is TimeBasis.EXPLICIT)
    return found


def _walk(scan: Scan) -> Iterator[Found]:
    index = 0
    while index < scan.count:
        best = _best(scan, index)
        if best is None:
            index += 1
            continue
        yield from best
        index = max(best[-1].end, index + 1)


def _best(scan: Scan, index: int) -> list[Found] | None:
    best: list[Found] | None = None
    for rule in rules_for(scan.word(index)):
        found = rule(scan, index)
        if found is not None and (best is None or found[-1].end > best[-1].end):
            best = found
    if best is None and scan.word(index).digits == 4:
        best = _year_in_context(scan, index)
    if best is None or not month_allowed(scan, best):
        return None
    if all(item.value is not None and is_trap(scan, item) for item in best):
        return [Found(item.start, item.end, None, "trap") for item in best]
    return best


def _year_in_context(scan: Scan, index: int) -> list[Found] | None:
    if not bare_year_allowed(scan, index):
        return None
    found = bare_year(scan, index)
    return None if found is None else [found_at(scan, index, *found)]


def _is_vetoed(span: Span, item: Found, names: deque[Span]) -> bool:
    """Whether the expression is part of a name; a full date is one only where the name goes on beyond it.

    Drops the names that lie behind: expressions come in the order of the text.
    """
    assert item.value is not None
    while names and names[0].end <= span.start:
        names.popleft()
    full = item.value.unit == "day" and item.basis is TimeBasis.EXPLICIT
    for name in names:
        if name.start > span.start:
            return False
        if name.contains(span) and (len(name) > len(span) or not full):
            return True
    return False
