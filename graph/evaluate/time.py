"""Scores time expressions: runs the finder over a file of texts and, where these carry gold values, compares.

The measures are those of the value convention: a gold expression is found where a span overlaps it, right where the
value says the same, and a text without gold expressions is hit by any span at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph.dates import find_times
from graph.errors import InputError, OutputError
from graph.model import Span, TimeExpression

_DURATION = re.compile(
    r"P(?:([\dX.]+)Y)?(?:([\dX.]+)M)?(?:([\dX.]+)W)?(?:([\dX.]+)D)?(?:T(?:([\dX.]+)H)?(?:([\dX.]+)M)?(?:([\dX.]+)S)?)?"
)
_HOURS = (7 * 24 * 3600, 24 * 3600, 3600, 60, 1)
_DIVISIONS = {f"Q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)} | {f"{32 + n}": (3 * n - 2, 3 * n) for n in range(1, 5)}
_DIVISIONS |= {"H1": (1, 6), "H2": (7, 12), "40": (1, 6), "41": (7, 12)}
_DIVISION = re.compile(r"(\d{4})-(Q[1-4]|H[12]|3[3-6]|4[01])")


@dataclass(frozen=True, slots=True)
class GoldTime:
    """An expression as annotated."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class TimeCase:
    """One text to search; `gold` is None where the line carries no annotation, empty where it is a trap."""

    id: str
    text: str
    reference: date | None
    gold: tuple[GoldTime, ...] | None


@dataclass(slots=True)
class TimeFigures:
    """What an evaluation counted. `problems` name file and line of every line that was passed over."""

    texts: int = 0
    gold: int = 0
    found: int = 0
    overlapping: int = 0
    right: int = 0
    traps: int = 0
    traps_hit: int = 0
    has_gold: bool = False
    problems: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of found spans that overlap a gold span, 0..1."""
        return self.overlapping / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of gold spans that a found span overlaps, 0..1."""
        return self.overlapping / self.gold if self.gold else 0.0

    @property
    def span_f1(self) -> float:
        """Harmonic mean of precision and recall of overlapping spans, 0..1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def value_accuracy(self) -> float:
        """The share of gold expressions that were found with the same value, 0..1."""
        return self.right / self.gold if self.gold else 0.0


def evaluate_times(in_path: Path, out_path: Path | None = None) -> TimeFigures:
    """Search every text of a JSON Lines file and score what carries gold.

    Args:
        in_path: lines `{id, text, dct}`, with `span`, `start`, `value` (null in a trap) or `spans`
            (`[{start, end, value}]`) where there is gold; offsets are code points, end exclusive.
        out_path: where lines `{id, spans: [{start, end, value}]}` go, if they are wanted.

    Raises:
        InputError: the file cannot be read as UTF-8.
        OutputError: the output cannot be written.
    """
    figures = TimeFigures()
    lines = []
    for case in _cases(in_path, figures):
        found = find_times(case.text, case.reference)
        lines.append(_output_line(case, found))
        _count(figures, case, found)
    if out_path is not None:
        _write(out_path, lines)
    return figures


def _cases(path: Path, figures: TimeFigures) -> Iterator[TimeCase]:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _case(json.loads(line))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            figures.problems.append(f"{path}:{number}: {_reason(error)}; give {{id, text, dct}} as one JSON object")


def _reason(error: Exception) -> str:
    return f"no field {error}" if isinstance(error, KeyError) else str(error)


def _case(record: object) -> TimeCase:
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    text, stated = record["text"], record["dct"]
    if not isinstance(text, str):
        raise ValueError(f"text is not a string: {text!r}")
    if stated is not None and not isinstance(stated, str):
        raise ValueError(f"dct is not a date: {stated!r}")
    reference = date.fromisoformat(stated[:10]) if stated else None
    return TimeCase(str(record["id"]), text, reference, _gold(record))


def _gold(record: dict[str, object]) -> tuple[GoldTime, ...] | None:
    if isinstance(record.get("spans"), list):
        spans = record["spans"]
        assert isinstance(spans, list)
        return tuple(GoldTime(Span(int(item["start"]), int(item["end"])), str(item["value"])) for item in spans)
    if "value" not in record:
        return None
    start, words, value = record.get("start"), record.get("span"), record["value"]
    if value is None:
        return ()
    if not isinstance(start, int) or not isinstance(words, str):
        raise ValueError("a gold value needs span and start")
    return (GoldTime(Span(start, start + len(words)), str(value)),)


def _output_line(case: TimeCase, found: Sequence[TimeExpression]) -> str:
    spans = [{"start": time.span.start, "end": time.span.end, "value": time.value} for time in found]
    return json.dumps({"id": case.id, "spans": spans}, ensure_ascii=False)


def _write(path: Path, lines: Sequence[str]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error}") from error


def _count(figures: TimeFigures, case: TimeCase, found: Sequence[TimeExpression]) -> None:
    figures.texts += 1
    if case.gold is None:
        return
    figures.has_gold = True
    figures.gold += len(case.gold)
    figures.found += len(found)
    if not case.gold:
        figures.traps += 1
        figures.traps_hit += bool(found)
    left = list(found)
    for gold in case.gold:
        overlapping = [time for time in left if time.span.overlaps(gold.span)]
        if not overlapping:
            continue
        chosen = next((time for time in overlapping if same_value(time.value, gold.value)), overlapping[0])
        left.remove(chosen)
        figures.overlapping += 1
        figures.right += same_value(chosen.value, gold.value)


def same_value(left: str, right: str) -> bool:
    """Whether two values say the same: equal lengths are equal, and so are the ways to write a quarter or a half.

    A month is not thirty days.
    """
    return _normal(left) == _normal(right)


def _normal(value: str) -> str:
    division = _DIVISION.fullmatch(value)
    if division is not None:
        first, last = _DIVISIONS[division[2]]
        return f"{division[1]}-{first:02d}/{division[1]}-{last:02d}"
    length = _DURATION.fullmatch(value)
    if length is None or not any(length.groups()) or "X" in value:
        return value
    years, months, *rest = (float(number or 0) for number in length.groups())
    seconds = sum(number * size for number, size in zip(rest, _HOURS, strict=True))
    return f"P{years * 12 + months:g}M{seconds:g}S"
