"""How classes of events behave in linking: which may be one event, how long they last, what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graph.lexicons import read_list

_COLUMNS = ("class", "parent", "group", "gap", "content", "noun_ar", "noun_en")


@dataclass(frozen=True, slots=True)
class EventKind:
    """A class of events for linking.

    Only classes of one `group` may be one event. Two stated dates of one event may lie `gap` days apart. `by_content`
    marks classes of which one actor does many a day, told apart by what they say. Nouns are for labels.
    """

    name: str
    parent: str
    group: str
    gap: int
    by_content: bool
    noun_ar: str
    noun_en: str


@cache
def _kinds() -> dict[str, EventKind]:
    return {
        row["class"]: EventKind(
            row["class"],
            row["parent"],
            row["group"],
            int(row["gap"]),
            row["content"] == "yes",
            row["noun_ar"],
            row["noun_en"],
        )
        for row in read_list("linking/classes.csv", _COLUMNS)
    }


@cache
def event_kind(name: str) -> EventKind:
    """The kind of a class; a class that the list does not know is one of its own that behaves like a plain event."""
    kinds = _kinds()
    if name in kinds:
        return kinds[name]
    plain = kinds["Event"]
    return EventKind(name, "Event", name.lower(), plain.gap, plain.by_content, plain.noun_ar, plain.noun_en)


def depth(name: str) -> int:
    """How far a class lies below Event, so that the most specific of several can be chosen."""
    steps = 0
    kinds = _kinds()
    while name in kinds and kinds[name].parent:
        name = kinds[name].parent
        steps += 1
    return steps
