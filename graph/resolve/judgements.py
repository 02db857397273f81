"""A person's corrections of earlier builds: `seeds/judgements.csv`, which outranks every score and can be undone."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.lexicons import Row, read_csv, seed_path
from graph.model import Factuality, Judgement

COLUMNS = ("kind", "left", "right", "verdict", "by", "note")
PAIR_VERDICTS = ("same", "different")
EVENT_VERDICTS = ("date", "class", "factuality", "drop")
_KINDS = ("actor", "place", "event")


def read_judgements(path: Path | None = None) -> tuple[Judgement, ...]:
    """The judgements of a CSV list, by default the shipped `seeds/judgements.csv`.

    Columns: kind (actor, place or event), left and right (ids without prefix), verdict (same or different for a pair;
    date, class, factuality or drop for the one event `left`, its value in `right`), by, note.

    Raises: LexiconError: a cell that breaks this form, or one pair judged both same and different.
    """
    judgements: dict[tuple[str, str, str, str], Judgement] = {}
    for row in read_csv(path or seed_path("judgements.csv"), COLUMNS):
        judgement = _judgement(row)
        left, right = pair_key(judgement)
        opposite = {"same": "different", "different": "same"}.get(judgement.verdict, "")
        if (judgement.kind, left, right, opposite) in judgements:
            raise row.error("verdict", "the same pair is judged the other way above; keep one of the rows")
        judgements[(judgement.kind, left, right, judgement.verdict)] = judgement
    return tuple(judgements.values())


def _judgement(row: Row) -> Judgement:
    kind, verdict = row["kind"], row["verdict"]
    if kind not in _KINDS:
        raise row.error("kind", f"write one of {', '.join(_KINDS)}")
    if not row["left"]:
        raise row.error("left", "write the id that is judged")
    if verdict in PAIR_VERDICTS:
        if not row["right"] or row["right"] == row["left"]:
            raise row.error("right", "write the id of the other one of the pair")
    elif verdict in EVENT_VERDICTS and kind == "event":
        _check_event_value(row)
    else:
        raise row.error(
            "verdict", f"write one of {', '.join(PAIR_VERDICTS)}, or for an event {', '.join(EVENT_VERDICTS)}"
        )
    return Judgement(kind, row["left"], row["right"], verdict, row["by"], row["note"])


def _check_event_value(row: Row) -> None:
    value, verdict = row["right"], row["verdict"]
    if verdict == "drop":
        return
    if not value:
        raise row.error("right", f"write the event's {verdict} here")
    if verdict == "factuality" and value not in {str(factuality) for factuality in Factuality}:
        raise row.error("right", "write Actual, Planned, Possible or Denied")
    if verdict == "date" and not _starts_with_year(value):
        raise row.error("right", "write an EDTF date such as 2023-08-07 or 2023-08")


def _starts_with_year(value: str) -> bool:
    try:
        datetime.date(int(value.lstrip(".-/")[:4]), 1, 1)
    except ValueError:
        return False
    return True


def pair_key(judgement: Judgement) -> tuple[str, str]:
    """The pair in one order, whichever way it was written; an event's own verdict keeps its order."""
    if judgement.verdict in PAIR_VERDICTS:
        left, right = sorted((judgement.left, judgement.right))
        return left, right
    return judgement.left, judgement.right


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The pair judgements of one kind: sorted id pairs judged the same, and judged different."""

    same: frozenset[tuple[str, str]]
    different: frozenset[tuple[str, str]]

    def merged(self, other: Verdicts) -> Verdicts:
        """These verdicts and another's."""
        return Verdicts(self.same | other.same, self.different | other.different)


def verdicts_of(judgements: Iterable[Judgement], kind: str) -> Verdicts:
    """The pair judgements about `kind` ("actor", "place" or "event")."""
    pairs: dict[str, set[tuple[str, str]]] = {"same": set(), "different": set()}
    for judgement in judgements:
        if judgement.kind == kind and judgement.verdict in PAIR_VERDICTS:
            pairs[judgement.verdict].add(pair_key(judgement))
    return Verdicts(frozenset(pairs["same"]), frozenset(pairs["different"]))
