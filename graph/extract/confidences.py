"""How sure an event's reading is: the share of right ones among the readings of its kind in annotated news.

Shares of few cases are drawn towards the share of all (Laplace's rule with a prior of the overall precision).
"""

from __future__ import annotations

from functools import cache

from graph.extract.page import Page
from graph.extract.readings import Reading
from graph.extract.slots import is_speech
from graph.lexicons import read_list
from graph.model import MentionForm

_PRIOR = 0.7
_WEIGHT = 4


def confidence_of(page: Page, reading: Reading) -> float:
    """The confidence of a reading, 0..1."""
    part = "light" if reading.trigger.light is not None else "verb" if reading.trigger.is_verb else "noun"
    sort = "speech" if is_speech(reading.frame) else "act"
    right, asked = _counts().get((part, sort, _party(page, reading)), (0, 0))
    return (right + _PRIOR * _WEIGHT) / (asked + _WEIGHT)


def _party(page: Page, reading: Reading) -> str:
    parties = [page.filler(filler.entity).mention for filler in reading.roles.fillers]
    if any(party.form is MentionForm.NAME for party in parties):
        return "name"
    return "described" if all(party.mention.rule == "described" for party in parties) else "nominal"


@cache
def _counts() -> dict[tuple[str, str, str], tuple[int, int]]:
    rows = read_list("events/confidence.csv", ("part", "sort", "party", "right", "asked"))
    return {(row["part"], row["sort"], row["party"]): (int(row["right"]), int(row["asked"])) for row in rows}
