"""Event coreference against a gold file: one event from many reports, and what must stay apart.

The gold file is JSON:

    {"mentions": [{"id": "m1", "file": "story-01-a.txt", "begin": 210, "end": 215, "anchor": "التقى",
                   "class": "Meeting", "event": "s01-meeting"}, ...],
     "apart": [["s01-visit-planned", "s01-visit"], ...],
     "contradictions": [["m1", "m7"], ...],
     "complete": false}

`file` is the article's wq:sourceFile (its base name is enough), offsets are code points of that file, `event` names the
gold cluster. `apart` lists pairs of events that must not be merged. `contradictions` are pairs of mentions; they stand
for what the two articles say of that event, whichever of their mentions of it (or numbers in it) the graph names.
`complete` says that every event mention of the files is in the list; if not, mentions of the graph that match none of
the gold's are left out of account.

A gold mention is found when a mention of the graph overlaps its trigger, or else when one in the same sentence has a
class that can be the same event. Each mention of the graph is used once.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graph.errors import InputError
from graph.evaluate.coref_metrics import Figures, b_cubed, ceaf_e, conll, muc
from graph.resolve.events_classes import event_kind
from graph.store import open_file

_MENTIONS = """
SELECT ?event ?mention ?file ?begin ?end ?anchor ?sentence ?class WHERE {
  ?event a sem:Event ; a ?class ; gaf:denotedBy ?mention .
  ?mention nif:referenceContext ?article ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?anchor ;
    wq:sentence ?sentence .
  ?article wq:sourceFile ?file .
  FILTER(STRSTARTS(STR(?class), "https://w3id.org/waqai/ontology#"))
}"""
_CONTRADICTIONS = """
SELECT ?left ?right WHERE {
  ?a wq:contradicts ?b . FILTER(STR(?a) < STR(?b))
  OPTIONAL { ?claim wq:quantity ?a } OPTIONAL { ?other wq:quantity ?b }
  BIND(COALESCE(?claim, ?a) AS ?left) BIND(COALESCE(?other, ?b) AS ?right)
}"""
_TERMS = "https://w3id.org/waqai/ontology#"


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention of the gold file; see the module's description."""

    id: str
    file: str
    begin: int
    end: int
    anchor: str
    event_class: str
    event: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file."""

    mentions: tuple[GoldMention, ...]
    apart: tuple[tuple[str, str], ...]
    contradictions: frozenset[tuple[str, str]]
    complete: bool = False


@dataclass(frozen=True, slots=True)
class FoundMention:
    """An event mention of the graph: its event, its place in the file and the extent of its sentence."""

    id: str
    event: str
    file: str
    begin: int
    end: int
    sentence: str
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class CorefReport:
    """All figures. `found` is the share of gold mentions that were found; `conll_found` counts those alone."""

    found: float
    muc: Figures
    b_cubed: Figures
    ceaf_e: Figures
    conll: float
    conll_found: float
    apart: int
    merged: tuple[tuple[str, str], ...]
    contradictions: Figures
    false_contradictions: tuple[tuple[str, str], ...]
    missed_contradictions: tuple[tuple[str, str], ...]

    @property
    def merged_rate(self) -> float:
        """The share of the pairs that must stay apart that were merged."""
        return len(self.merged) / self.apart if self.apart else 0.0

    def lines(self) -> list[str]:
        """The figures as they are printed."""
        rows = [("muc", self.muc), ("b_cubed", self.b_cubed), ("ceaf_e", self.ceaf_e)]
        rows.append(("contradictions", self.contradictions))
        return [
            f"mentions_found {self.found:.3f}",
            *(f"{name} P {row.precision:.3f} R {row.recall:.3f} F1 {row.f1:.3f}" for name, row in rows),
            f"apart_merged {self.merged_rate:.3f} ({len(self.merged)} of {self.apart})",
            f"conll_f1_found {self.conll_found:.3f}",
            f"conll_f1 {self.conll:.3f}",
        ]


def run(gold_path: Path, graph_path: Path) -> CorefReport:
    """Score a graph file against a gold file.

    Raises: InputError: the gold file breaks its form; QueryError: the graph cannot be read.
    """
    gold = read_gold(gold_path)
    with open_file(graph_path) as store:
        rows = list(store.query(_MENTIONS))
        pairs = [(row["left"], row["right"]) for row in store.query(_CONTRADICTIONS)]
    return score(gold, found_mentions(rows), pairs)


def read_gold(path: Path) -> Gold:
    """The gold file at `path`.

    Raises: InputError: no such file, not JSON, or a mention without one of its keys.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        mentions = tuple(
            GoldMention(
                row["id"],
                row["file"],
                int(row["begin"]),
                int(row["end"]),
                row["anchor"],
                row["class"],
                row["event"],
            )
            for row in content["mentions"]
        )
        apart = tuple((left, right) for left, right in content.get("apart", ()))
        contradictions = frozenset(_pair(left, right) for left, right in content.get("contradictions", ()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: not a gold file for coref ({error}); see graph/evaluate/coref.py") from error
    return Gold(mentions, apart, contradictions, bool(content.get("complete", False)))


def found_mentions(rows: Iterable[Mapping[str, str]]) -> list[FoundMention]:
    """The event mentions of a graph from the rows of its query, one row for each of the event's classes."""
    classes: dict[tuple[str, str], set[str]] = {}
    first: dict[tuple[str, str], Mapping[str, str]] = {}
    for row in rows:
        key = (row["mention"], row["event"])
        classes.setdefault(key, set()).add(row["class"].removeprefix(_TERMS))
        first.setdefault(key, row)
    return [
        FoundMention(
            key[0],
            key[1],
            row["file"],
            int(row["begin"]),
            int(row["end"]),
            row["sentence"],
            frozenset(classes[key]),
        )
        for key, row in sorted(first.items())
    ]


def align(gold: Sequence[GoldMention], found: Sequence[FoundMention]) -> dict[str, FoundMention]:
    """Which mention of the graph stands for which gold mention, by gold id; each is used once.

    Overlapping triggers go first, the same class before another; then mentions of a fitting class in one sentence.
    """
    candidates = []
    by_file: dict[str, list[FoundMention]] = {}
    for mention in found:
        by_file.setdefault(PurePosixPath(mention.file).name, []).append(mention)
    for wanted in gold:
        for mention in by_file.get(PurePosixPath(wanted.file).name, ()):
            fit = _fit(wanted, mention)
            if fit is not None:
                candidates.append((fit, wanted.id, mention.id, mention))
    aligned: dict[str, FoundMention] = {}
    used: set[str] = set()
    for _, wanted_id, mention_id, mention in sorted(candidates, key=lambda row: row[:3]):
        if wanted_id not in aligned and mention_id not in used:
            aligned[wanted_id] = mention
            used.add(mention_id)
    return aligned


def _fit(wanted: GoldMention, found: FoundMention) -> tuple[int, int] | None:
    """How well they fit, lower is better; None where they cannot be the same words."""
    same_kind = event_kind(wanted.event_class).group in {event_kind(name).group for name in found.classes - {"Event"}}
    distance = abs(wanted.begin - found.begin)
    if wanted.begin < found.end and found.begin < wanted.end:
        return (0 if same_kind or wanted.event_class == "Event" else 1), distance
    same_sentence = wanted.anchor in found.sentence and distance < len(found.sentence)
    return (2, distance) if same_kind and same_sentence else None


def score(gold: Gold, found: Sequence[FoundMention], contradictions: Iterable[tuple[str, str]]) -> CorefReport:
    """All figures of a graph's mentions and contradictions (pairs of its mention ids) against the gold."""
    aligned = align(gold.mentions, found)
    name_of = {mention.id: wanted for wanted, mention in aligned.items()}
    by_id = {mention.id: mention for mention in gold.mentions}
    key = _clusters((mention.id, mention.event) for mention in gold.mentions)
    named = [(name_of.get(mention.id, mention.id), mention.event) for mention in found]
    response = _clusters(pair for pair in named if gold.complete or pair[0] in aligned)
    key_found = _clusters((mention.id, mention.event) for mention in gold.mentions if mention.id in aligned)
    response_found = _clusters(pair for pair in named if pair[0] in aligned)
    merged = _merged(gold, aligned)
    wanted = {_pair(*(_claim_key(by_id[key]) for key in pair)): pair for pair in gold.contradictions}
    claimed = {_pair(*(_named_claim(key, name_of, by_id) for key in pair)) for pair in contradictions}
    right = claimed & set(wanted)
    return CorefReport(
        found=len(aligned) / len(gold.mentions) if gold.mentions else 0.0,
        muc=muc(key, response),
        b_cubed=b_cubed(key, response),
        ceaf_e=ceaf_e(key, response),
        conll=conll(key, response),
        conll_found=conll(key_found, response_found),
        apart=len(gold.apart),
        merged=merged,
        contradictions=Figures(
            len(right) / len(claimed) if claimed else 0.0,
            len(right) / len(wanted) if wanted else 0.0,
        ),
        false_contradictions=tuple(sorted(claimed - right)),
        missed_contradictions=tuple(sorted(set(wanted) - right)),
    )


def _claim_key(mention: GoldMention) -> str:
    """What an article says of an event, as one name."""
    return f"{PurePosixPath(mention.file).name}:{mention.event}"


def _named_claim(key: str, name_of: Mapping[str, str], by_id: Mapping[str, GoldMention]) -> str:
    """A claim of the graph by the gold mention that it stands for, else by its own id."""
    return _claim_key(by_id[name_of[key]]) if key in name_of else key


def _merged(gold: Gold, aligned: Mapping[str, FoundMention]) -> tuple[tuple[str, str], ...]:
    """The pairs of `apart` of which the graph has mentions in one event."""
    events: dict[str, set[str]] = {}
    for mention in gold.mentions:
        if mention.id in aligned:
            events.setdefault(mention.event, set()).add(aligned[mention.id].event)
    return tuple((left, right) for left, right in gold.apart if events.get(left, set()) & events.get(right, set()))


def _clusters(pairs: Iterable[tuple[str, str]]) -> list[list[Hashable]]:
    clusters: dict[str, list[Hashable]] = {}
    for mention, event in pairs:
        clusters.setdefault(event, []).append(mention)
    return [sorted(members, key=str) for _, members in sorted(clusters.items())]


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)
