"""Which numbered round or session a mention speaks of, read from the words around its trigger."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from graph.lexicons import read_list
from graph.model import EventMention
from graph.resolve.events_classes import event_kind
from graph.text import comparison_key

_WORD = re.compile(r"[^\W\d_]+")
_NUMBERED = ("consult", "decision", "withdrawal", "deployment", "event")
_REACH = 60


@cache
def _forms() -> tuple[frozenset[str], dict[str, int]]:
    """The numbered nouns, and the ordinals with their numbers."""
    nouns, ordinals = set(), {}
    for row in read_list("linking/rounds.csv", ("kind", "form", "number")):
        if row["kind"] == "noun":
            nouns.add(comparison_key(row["form"]))
        else:
            ordinals[comparison_key(row["form"])] = int(row["number"])
    return frozenset(nouns), ordinals


def round_of(mention: EventMention) -> int | None:
    """The number of the round that stands nearest to the trigger in its sentence, None where no number does.

    What extraction found outranks the words. A round farther than _REACH code points is another clause's.
    """
    if mention.round is not None or event_kind(mention.event_class).group not in _NUMBERED:
        return mention.round
    start = mention.mention.span.start - mention.mention.sentence_span.start
    end = start + len(mention.mention.span)
    near = [(_distance(at, start, end), number) for at, number in _rounds_in(mention.mention.sentence)]
    return min(near)[1] if near and min(near)[0] <= _REACH else None


def _rounds_in(sentence: str) -> list[tuple[tuple[int, int], int]]:
    """The numbered rounds of a sentence: the extent of their words, and their number."""
    nouns, ordinals = _forms()
    words = [(match.span(), comparison_key(match.group())) for match in _WORD.finditer(sentence)]
    return [
        ((first[0], second[1]), ordinals[ordinal])
        for (first, noun), (second, ordinal) in pairwise(words)
        if noun in nouns and ordinal in ordinals
    ]


def _distance(extent: tuple[int, int], start: int, end: int) -> int:
    return max(extent[0] - end, start - extent[1], 0)
