"""What a new build changed, in words: events that are new or gone, merged or split, dated or told otherwise.

Events are compared by the words that they stand on: a mention is the same in both files when it covers the same words
at the same place of the same article, whatever its IRI.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.store import Store

_EVENTS = """
SELECT ?event ?label ?date ?factuality ?mention ?hash ?begin ?end WHERE {
  ?event a sem:Event ; rdfs:label ?label ; wq:factuality ?factuality ; gaf:denotedBy ?mention .
  FILTER(LANG(?label) = "ar")
  ?mention nif:referenceContext ?article ; nif:beginIndex ?begin ; nif:endIndex ?end .
  ?article wq:contentHash ?hash .
  OPTIONAL { ?event wq:date ?date }
}"""
_TERMS = "https://w3id.org/waqai/ontology#"
_KINDS = ("new", "gone", "merged", "split", "dated", "told")


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one file has it: `words` are its mentions as (article's hash, begin, end)."""

    event: str
    label: str
    date: str
    factuality: str
    words: frozenset[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `kind` is new, gone, merged, split, dated or told; `events` are the IRIs it is about."""

    kind: str
    events: tuple[str, ...]
    text: str


def compare_files(old: Store, new: Store) -> list[Change]:
    """The changes from one graph file to another, sorted by kind and IRI.

    Raises: QueryError: a graph that cannot be read.
    """
    return changes(_told(old.query(_EVENTS)), _told(new.query(_EVENTS)))


def _told(rows: Iterable[Mapping[str, str]]) -> list[Told]:
    first: dict[str, Mapping[str, str]] = {}
    words: dict[str, set[tuple[str, int, int]]] = {}
    for row in rows:
        first.setdefault(row["event"], row)
        words.setdefault(row["event"], set()).add((row["hash"], int(row["begin"]), int(row["end"])))
    return [
        Told(
            key,
            row["label"],
            row.get("date", ""),
            row["factuality"].removeprefix(_TERMS),
            frozenset(words[key]),
        )
        for key, row in sorted(first.items())
    ]


def changes(old: Iterable[Told], new: Iterable[Told]) -> list[Change]:
    """The changes between the events of two builds."""
    before, after = list(old), list(new)
    earlier, later = _by_word(before), _by_word(after)
    found: list[Change] = []
    for event in after:
        sources = _met(event, earlier)
        if not sources:
            found.append(Change("new", (event.event,), f"new: {_named(event)}"))
        elif len(sources) > 1:
            parts = " + ".join(_named(source) for source in sources)
            found.append(_change("merged", [event, *sources], f"merged: {parts} -> {_named(event)}"))
    for event in before:
        targets = _met(event, later)
        if not targets:
            found.append(Change("gone", (event.event,), f"gone: {_named(event)}"))
        elif len(targets) > 1:
            parts = " + ".join(_named(target) for target in targets)
            found.append(_change("split", [event, *targets], f"split: {_named(event)} -> {parts}"))
        elif len(_met(targets[0], earlier)) == 1:
            found.extend(_retold(event, targets[0]))
    return sorted(found, key=lambda change: (_KINDS.index(change.kind), change.events, change.text))


def _by_word(events: Iterable[Told]) -> dict[tuple[str, int, int], list[Told]]:
    found: dict[tuple[str, int, int], list[Told]] = {}
    for event in events:
        for word in event.words:
            found.setdefault(word, []).append(event)
    return found


def _met(event: Told, others: Mapping[tuple[str, int, int], list[Told]]) -> list[Told]:
    """The events of the other file that stand on words of this one, by IRI."""
    met = {other.event: other for word in event.words for other in others.get(word, ())}
    return [met[key] for key in sorted(met)]


def _retold(old: Told, new: Told) -> Iterable[Change]:
    if old.date != new.date:
        text = f"dated otherwise: {_named(new)}: {old.date or 'no date'} -> {new.date or 'no date'}"
        yield _change("dated", [old, new], text)
    if old.factuality != new.factuality:
        yield _change("told", [old, new], f"told otherwise: {_named(new)}: {old.factuality} -> {new.factuality}")


def _change(kind: str, events: Iterable[Told], text: str) -> Change:
    return Change(kind, tuple(sorted({event.event for event in events})), text)


def _named(event: Told) -> str:
    return f"«{event.label}» <{event.event}>"
