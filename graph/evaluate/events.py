"""Events of a graph against a gold file: is the event told, with whom, when, where, and is it so.

The gold file is JSON:

    {"events": [{"file": "a.txt", "part": 1, "class": "Meeting", "actors": ["لويد أوستن"], "date": "2023-08-07",
                 "place": "واشنطن", "factuality": "Actual", "main": true}, ...]}

`file` is the base name of the article's wq:sourceFile, `part` its number there. `actors` are the main ones by a name;
`date` is EDTF, null where the text tells none; `place` null where it does not matter. An event with `main` false is
true but need not be found: it counts for precision alone.

A found event answers a gold one of the same article when one class is the other or an ancestor of it below wq:Event and
at least one actor is right. Each gold event is answered once, the best pair first; further events that repeat an
answered one count as duplicates, neither right nor wrong.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graph.errors import InputError
from graph.model import Extraction
from graph.store import open_file
from graph.text import comparison_key, without_article
from graph.vocab import EVENT_CLASSES, WQ, is_a, lineage

_EVENTS = """
SELECT ?event ?class ?factuality ?date ?file ?part WHERE {
  ?event a ?class ; wq:factuality ?factuality ; gaf:denotedBy/nif:referenceContext ?article .
  ?article wq:sourceFile ?file ; wq:part ?part .
  OPTIONAL { ?event wq:date ?date }
}"""
_NAMES = """
SELECT ?event ?kind ?one ?name WHERE {
  { ?event sem:hasActor ?one . BIND("actor" AS ?kind) }
  UNION { ?event sem:hasPlace ?one . BIND("place" AS ?kind) }
  ?event a sem:Event . ?one skos:prefLabel|skos:altLabel ?name .
}"""


@dataclass(frozen=True, slots=True)
class Told:
    """An event of one article. `actors` and `places` hold each one's names as comparison keys."""

    file: str
    part: int
    event_class: str
    actors: tuple[frozenset[str], ...] = ()
    date: str | None = None
    places: tuple[frozenset[str], ...] = ()
    factuality: str = "Actual"
    main: bool = True


@dataclass(frozen=True, slots=True)
class EventFigures:
    """The counts of one comparison; `checks` maps a property to how often it is right and how often it was asked."""

    main: int
    recalled: int
    found: int
    right: int
    duplicates: int
    checks: dict[str, tuple[int, int]]
    by_class: dict[str, tuple[int, int]]

    @property
    def precision(self) -> float:
        """The share of found events, duplicates left out, that answer a gold one."""
        asked = self.found - self.duplicates
        return self.right / asked if asked else 0.0

    @property
    def recall(self) -> float:
        """The share of main gold events that are answered."""
        return self.recalled / self.main if self.main else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def lines(self) -> list[str]:
        """The figures as lines to print."""
        lines = [
            f"events precision {self.precision:.4f} recall {self.recall:.4f} f1 {self.f1:.4f}"
            f" ({self.recalled} of {self.main} main, {self.right} right of {self.found}, {self.duplicates} duplicates)"
        ]
        lines += [
            f"{name} {right / asked if asked else 0:.4f} ({right}/{asked})"
            for name, (right, asked) in self.checks.items()
        ]
        lines += [f"class {name} recall {right}/{asked}" for name, (right, asked) in sorted(self.by_class.items())]
        return lines


def run(gold: Path, graph: Path) -> EventFigures:
    """Compare the events of a built graph with a gold file.

    Raises: InputError: an unusable gold file.
    """
    return compare(read_gold(gold), found_in_graph(graph))


def read_gold(path: Path) -> list[Told]:
    """The events of a gold file.

    Raises: InputError: no such file, or not of the form.
    """
    try:
        return [_told(row) for row in json.loads(path.read_text(encoding="utf-8"))["events"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: not a gold file of events ({error}); see graph/evaluate/events.py") from error


def _told(row: dict[str, object]) -> Told:
    event_class = str(row["class"])
    if event_class not in EVENT_CLASSES:
        raise ValueError(f"no event class {event_class!r}")
    actors = row.get("actors", [])
    names = tuple(frozenset((comparison_key(str(name)),)) for name in actors) if isinstance(actors, list) else ()
    place, date = row.get("place"), row.get("date")
    return Told(
        PurePosixPath(str(row["file"])).name,
        int(str(row.get("part", 1))),
        event_class,
        names,
        None if date is None else str(date),
        () if place is None else (frozenset((comparison_key(str(place)),)),),
        str(row.get("factuality", "Actual")),
        bool(row.get("main", True)),
    )


def found_in_graph(path: Path) -> list[Told]:
    """The events of a graph file, each once for every article that tells it."""
    with open_file(path) as store:
        rows, names = list(store.query(_EVENTS)), list(store.query(_NAMES))
    labels: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in names:
        labels[row["event"], row["kind"]][row["one"]].add(comparison_key(row["name"]))
    classes: dict[str, str] = defaultdict(lambda: "Event")
    for row in rows:
        name = row["class"].removeprefix(WQ)
        if name in EVENT_CLASSES and len(lineage(name)) > len(lineage(classes[row["event"]])):
            classes[row["event"]] = name
    told = {(row["event"], PurePosixPath(row["file"]).name, int(row["part"])): row for row in rows}
    return [
        Told(
            file,
            part,
            classes[event],
            tuple(frozenset(found) for _, found in sorted(labels[event, "actor"].items())),
            row.get("date") or None,
            tuple(frozenset(found) for _, found in sorted(labels[event, "place"].items())),
            row["factuality"].removeprefix(WQ),
        )
        for (event, file, part), row in sorted(told.items(), key=lambda pair: pair[0])
    ]


def found_in(extractions: Iterable[Extraction]) -> list[Told]:
    """The event mentions of extractions, by the names that the articles themselves use."""
    found = []
    for extraction in extractions:
        names = {mention.id: frozenset((comparison_key(mention.name),)) for mention in extraction.entities}
        for event in extraction.events:
            places = [filler for filler in event.roles if filler.role in ("place", "origin", "targetPlace")]
            found.append(
                Told(
                    PurePosixPath(extraction.article.file).name,
                    extraction.article.part,
                    event.event_class,
                    tuple(names[filler.entity] for filler in event.roles if filler not in places),
                    event.when.edtf if event.when is not None else None,
                    tuple(names[filler.entity] for filler in places),
                    event.factuality.value,
                )
            )
    return found


def compare(gold: Sequence[Told], found: Sequence[Told]) -> EventFigures:
    """The figures of found events against gold ones; articles without any gold event are left out of account."""
    covered = {(event.file, event.part) for event in gold}
    found = [event for event in found if (event.file, event.part) in covered]
    offers = sorted(
        (-_fit(wanted, event), not wanted.main, at, number)
        for at, wanted in enumerate(gold)
        for number, event in enumerate(found)
        if _fit(wanted, event)
    )
    answers: dict[int, int] = {}
    used: set[int] = set()
    for _, _, at, number in offers:
        if at not in answers and number not in used:
            answers[at] = number
            used.add(number)
    duplicates = {number for _, _, _, number in offers} - used
    by_class: dict[str, tuple[int, int]] = {}
    for at, wanted in enumerate(gold):
        if wanted.main:
            right, asked = by_class.get(wanted.event_class, (0, 0))
            by_class[wanted.event_class] = right + (at in answers), asked + 1
    pairs = [(gold[at], found[number]) for at, number in sorted(answers.items())]
    return EventFigures(
        main=sum(event.main for event in gold),
        recalled=sum(gold[at].main for at in answers),
        found=len(found),
        right=len(used),
        duplicates=len(duplicates),
        checks=_checks(pairs),
        by_class=by_class,
    )


def _fit(wanted: Told, event: Told) -> int:
    """How well a found event answers a gold one: 0 not at all."""
    if (wanted.file, wanted.part) != (event.file, event.part) or not _same_class(wanted.event_class, event.event_class):
        return 0
    right = sum(any(_same_name(name, other) for other in event.actors) for name in wanted.actors)
    if wanted.actors and not right:
        return 0
    exact = wanted.event_class == event.event_class
    return 1 + 4 * right + 2 * exact + (wanted.date == event.date) + (wanted.factuality == event.factuality)


def _checks(pairs: Sequence[tuple[Told, Told]]) -> dict[str, tuple[int, int]]:
    asked = [(wanted, event) for wanted, event in pairs if wanted.main]
    placed = [(wanted, event) for wanted, event in asked if wanted.places]
    actors = sum(all(any(_same_name(n, o) for o in event.actors) for n in wanted.actors) for wanted, event in asked)
    places = sum(any(_same_name(wanted.places[0], other) for other in event.places) for wanted, event in placed)
    return {
        "class": (sum(wanted.event_class == event.event_class for wanted, event in asked), len(asked)),
        "all_actors": (actors, len(asked)),
        "date": (sum(wanted.date == event.date for wanted, event in asked), len(asked)),
        "place": (places, len(placed)),
        "factuality": (sum(wanted.factuality == event.factuality for wanted, event in asked), len(asked)),
    }


def _same_class(left: str, right: str) -> bool:
    return "Event" not in (left, right) and (is_a(left, right) or is_a(right, left))


def _same_name(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether one of the names is the other, or a part of it (a surname of a full name)."""
    for one in left:
        for other in right:
            words, more = ({without_article(word) for word in name.split()} for name in (one, other))
            if words <= more or more <= words:
                return True
    return False
