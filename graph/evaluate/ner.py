"""Entity precision, recall and F1, strict IOB2: an entity counts when its type and both its ends are right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError

_RENAMED = {"PERS": "PER"}


@dataclass(frozen=True)
class Score:
    """Counts of entities, and the figures they give (0 where there is nothing to divide by)."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predicted entities that are right, 0..1."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold entities that were found, 0..1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0..1."""
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


def read_bio(path: Path) -> list[tuple[list[str], list[str]]]:
    """Sentences of a BIO file as (tokens, labels).

    Args:
        path: One `TOKEN<TAB>LABEL` a line, a blank line between sentences; PERS is read as PER.

    Raises:
        InputError: The file cannot be read, or a line is not of that form.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    sentences: list[tuple[list[str], list[str]]] = [([], [])]
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            if sentences[-1][0]:
                sentences.append(([], []))
            continue
        token, tab, label = line.rstrip().rpartition("\t")
        if not tab or not token or not (label == "O" or label[:2] in ("B-", "I-")):
            raise InputError(f"{path}:{number}: {line[:60]!r} is not TOKEN<TAB>LABEL with an IOB2 label")
        sentences[-1][0].append(token)
        sentences[-1][1].append(label[:2] + _RENAMED.get(label[2:], label[2:]))
    return [sentence for sentence in sentences if sentence[0]]


def entities(labels: Sequence[str]) -> set[tuple[str, int, int]]:
    """The entities of one sentence as (type, first token, end token); strict IOB2, so an I- without its B- is none."""
    found: set[tuple[str, int, int]] = set()
    at = 0
    while at < len(labels):
        end = at + 1
        if labels[at].startswith("B-"):
            kind = labels[at][2:]
            while end < len(labels) and labels[end] == f"I-{kind}":
                end += 1
            found.add((kind, at, end))
        at = end
    return found


def entity_scores(gold: Iterable[Sequence[str]], predicted: Iterable[Sequence[str]]) -> dict[str, Score]:
    """Scores by type, types sorted, and last "micro" over all types.

    Args:
        gold: The right labels of each sentence.
        predicted: The labels to judge; the same sentences and lengths.
    """
    counts: dict[str, list[int]] = {"micro": [0, 0, 0]}
    for right_labels, labels in zip(gold, predicted, strict=True):
        if len(right_labels) != len(labels):
            raise ValueError(f"{len(labels)} labels for {len(right_labels)} tokens")
        right, found = entities(right_labels), entities(labels)
        for column, group in enumerate((right & found, found, right)):
            for kind, _, _ in group:
                counts.setdefault(kind, [0, 0, 0])[column] += 1
                counts["micro"][column] += 1
    kinds = [*sorted(kind for kind in counts if kind != "micro"), "micro"]
    return {kind: Score(*counts[kind]) for kind in kinds}
