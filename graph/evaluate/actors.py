"""Actors and places against a gold file: which mentions are one actor, and which known actor they are.

The gold file is JSON:

    {"mentions": [{"file": "a.txt", "begin": 10, "end": 24, "actor": "person-lloyd-austin"}, ...], "complete": false}

`file` is the article's wq:sourceFile (its base name is enough), offsets are code points of that file, `actor` the id of
an entry of the knowledge base, or any other word for an actor or place that it lacks; the same word in two files is the
same actor. `complete` says that every mention of the files is in the list; if not, mentions found elsewhere are left
out of account. A mention is found when one of the graph has the same extent, else when one overlaps it and neither lies
in a longer one that fits better; each is used once.

Figures: B-cubed (Bagga and Baldwin 1998) and CEAF-e (Luo 2005) over mentions; the share of clusters that mix gold
actors; the share of links to known entries that are right.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graph.errors import InputError
from graph.evaluate.coref_metrics import Figures, b_cubed, ceaf_e
from graph.knowledge import KnowledgeBase, load_knowledge
from graph.model import Extraction, Resolution
from graph.store import open_file

_MENTIONS = """
SELECT ?actor ?file ?begin ?end WHERE {
  ?actor gaf:denotedBy ?mention .
  { ?actor a sem:Actor } UNION { ?actor a sem:Place }
  ?mention nif:referenceContext ?article ; nif:beginIndex ?begin ; nif:endIndex ?end .
  ?article wq:sourceFile ?file .
}"""
Spot = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class ActorFigures:
    """The figures of one comparison; `wrong_merges` of `clusters` found clusters mix actors of the gold."""

    b_cubed: Figures
    ceaf_e: Figures
    clusters: int
    wrong_merges: int
    known_links: int
    known_right: int

    @property
    def wrong_merge_rate(self) -> float:
        """The share of clusters that mix actors, 0 without clusters."""
        return self.wrong_merges / self.clusters if self.clusters else 0.0

    @property
    def known_precision(self) -> float:
        """The share of links to known entries that are right, 0 without links."""
        return self.known_right / self.known_links if self.known_links else 0.0

    def lines(self) -> list[str]:
        """The figures as lines to print."""
        return [
            f"b_cubed precision {self.b_cubed.precision:.4f} recall {self.b_cubed.recall:.4f} f1 {self.b_cubed.f1:.4f}",
            f"ceaf_e precision {self.ceaf_e.precision:.4f} recall {self.ceaf_e.recall:.4f} f1 {self.ceaf_e.f1:.4f}",
            f"wrong_merges {self.wrong_merge_rate:.4f} ({self.wrong_merges} of {self.clusters} clusters)",
            f"known_links precision {self.known_precision:.4f} ({self.known_right} of {self.known_links})",
        ]


def read_gold(path: Path) -> tuple[dict[Spot, str], bool]:
    """The gold mentions (file's base name, begin, end) with their actors, and whether the list is complete.

    Raises: InputError: no such file, or not of the form.
    """
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        mentions = {
            (PurePosixPath(row["file"]).name, int(row["begin"]), int(row["end"])): str(row["actor"])
            for row in gold["mentions"]
        }
        return mentions, bool(gold.get("complete", False))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: not a gold file of actors ({error}); see graph/evaluate/actors.py") from error


def run(gold: Path, graph: Path) -> ActorFigures:
    """Compare the actors and places of a built graph with a gold file.

    Raises: InputError: an unusable gold file.
    """
    mentions, complete = read_gold(gold)
    return compare(mentions, found_in_graph(graph), complete=complete, knowledge=load_knowledge())


def found_in_graph(path: Path) -> dict[Spot, str]:
    """The mentions of a graph file's actors and places; where one denotes both, its actor."""
    found: dict[Spot, str] = {}
    with open_file(path) as store:
        rows = sorted(store.query(_MENTIONS), key=lambda row: row["actor"], reverse=True)
    for row in rows:
        spot = (PurePosixPath(row["file"]).name, int(row["begin"]), int(row["end"]))
        found[spot] = row["actor"].rsplit("/", 1)[-1]
    return found


def found_in(extractions: Iterable[Extraction], resolution: Resolution) -> dict[Spot, str]:
    """The mentions of a resolution: the actor of each, else its place."""
    found: dict[Spot, str] = {}
    for extraction in extractions:
        file = PurePosixPath(extraction.article.file).name
        for mention in extraction.entities:
            actor = resolution.actor_of.get(mention.id) or resolution.place_of.get(mention.id)
            if actor is not None:
                found[(file, mention.mention.span.start, mention.mention.span.end)] = actor
    return found


def compare(
    gold: Mapping[Spot, str], found: Mapping[Spot, str], *, complete: bool, knowledge: KnowledgeBase
) -> ActorFigures:
    """The figures of found mentions against gold ones; a country and its territory count as one."""
    gold = {spot: _country(actor, knowledge) for spot, actor in gold.items()}
    found = {spot: _country(actor, knowledge) for spot, actor in found.items()}
    pairs = match_spots(gold, found)
    key = _clusters(gold.items())
    answers = [(pairs[spot], found[spot]) for spot in found if spot in pairs]
    if complete:
        answers += [(spot, found[spot]) for spot in found if spot not in pairs]
    response = _clusters(answers)
    mixed = sum(len({gold[spot] for spot in cluster if spot in gold}) > 1 for cluster in response)
    links = [(gold[spot], actor) for spot, actor in answers if spot in gold and knowledge.entry(actor) is not None]
    right = sum(actor == wanted for wanted, actor in links)
    return ActorFigures(b_cubed(key, response), ceaf_e(key, response), len(response), mixed, len(links), right)


def _country(actor: str, knowledge: KnowledgeBase) -> str:
    entry = knowledge.entry(actor)
    if entry is None or entry.country not in knowledge.countries or actor != knowledge.country_place(entry.country):
        return actor
    return knowledge.country_id(entry.country)


def match_spots(gold: Mapping[Spot, str], found: Mapping[Spot, str]) -> dict[Spot, Spot]:
    """The gold mention that each found one answers: equal extents first, then the largest overlap."""
    pairs = {spot: spot for spot in found if spot in gold}
    by_file: dict[str, list[Spot]] = defaultdict(list)
    for spot in gold:
        if spot not in pairs:
            by_file[spot[0]].append(spot)
    offers = [
        (-_overlap(spot, other), spot, other)
        for spot in found
        if spot not in pairs
        for other in by_file[spot[0]]
        if _overlap(spot, other) > 0.5
    ]
    taken: set[Spot] = set()
    for _, spot, other in sorted(offers):
        if spot not in pairs and other not in taken:
            pairs[spot] = other
            taken.add(other)
    return pairs


def _overlap(left: Spot, right: Spot) -> float:
    shared = min(left[2], right[2]) - max(left[1], right[1])
    return max(0, shared) / max(left[2] - left[1], right[2] - right[1], 1)


def _clusters(assigned: Iterable[tuple[Spot, str]]) -> Sequence[frozenset[Spot]]:
    clusters: dict[str, set[Spot]] = defaultdict(set)
    for spot, actor in assigned:
        clusters[actor].add(spot)
    return [frozenset(clusters[actor]) for actor in sorted(clusters)]
