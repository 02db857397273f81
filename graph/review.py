"""Pairs that a person should judge: what a build left in doubt, told with names and reasons.

A build writes them into its report; `waqai review` reads them there and offers rows for `seeds/judgements.csv`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.model import Chronicle, DoubtfulPair

_REPORT = "report.json"
_JUDGEMENT = ("kind", "left", "right", "verdict", "by", "note")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair as a report tells it: ids and names of both, the score (0..1) and its reason; `joined` if made one."""

    kind: str
    left: str
    left_name: str
    right: str
    right_name: str
    score: float
    reason: str
    joined: bool

    def line(self) -> str:
        """The pair in one line for a terminal."""
        state = "joined" if self.joined else "apart"
        left, right = f"{self.left_name} ({self.left})", f"{self.right_name} ({self.right})"
        return f"{self.score:.2f} {self.kind} {state}: {left} | {right}: {self.reason}"


def doubts(chronicle: Chronicle) -> list[Doubt]:
    """A chronicle's pairs in doubt: those likeliest to be the same first, those joined before those kept apart."""
    names = {actor.id: actor.name_ar for actor in chronicle.actors}
    names |= {place.id: place.name_ar for place in chronicle.places}
    names |= {event.id: event.label_ar for event in chronicle.events}
    found = [_doubt(pair, names) for pair in chronicle.doubtful]
    return sorted(found, key=lambda doubt: (not doubt.joined, -doubt.score, doubt.kind, doubt.left, doubt.right))


def _doubt(pair: DoubtfulPair, names: dict[str, str]) -> Doubt:
    left, right = (given or names.get(key, "") for key, given in zip((pair.left, pair.right), pair.names, strict=True))
    return Doubt(pair.kind, pair.left, left, pair.right, right, float(pair.score), pair.detail, pair.joined)


def read_doubts(path: Path) -> list[Doubt]:
    """The pairs in doubt of a build.

    Args: path: the build's folder, its report, or any other file of the folder, such as graph.ttl.
    Raises: InputError: no report there, or one without such a list.
    """
    report = path / _REPORT if path.is_dir() else path.with_name(_REPORT)
    try:
        content = json.loads(report.read_text(encoding="utf-8"))
        return [Doubt(**row) for row in content["doubtful"]]
    except OSError as error:
        raise InputError(f"{report}: {error.strerror}; give the folder that `waqai build -o` wrote") from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{report}: no list of doubtful pairs ({error}); build again with this version") from error


def of_kind(found: Iterable[Doubt], kind: str) -> list[Doubt]:
    """The pairs of one kind (actor, place, event), all where `kind` is "".

    Raises: InputError: another kind.
    """
    if kind not in ("", "actor", "place", "event"):
        raise InputError(f"--kind {kind!r}: give actor, place or event")
    return [doubt for doubt in found if kind in ("", doubt.kind)]


def as_judgements(found: Sequence[Doubt]) -> str:
    """The pairs as rows of a list of judgements, the verdict left for a person to write: same or different."""
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(_JUDGEMENT)
    for doubt in found:
        state = "joined" if doubt.joined else "apart"
        note = f"{doubt.left_name} | {doubt.right_name}: {doubt.reason} ({state}, {doubt.score:.2f})"
        writer.writerow((doubt.kind, doubt.left, doubt.right, "", "", note))
    return rows.getvalue()
