"""What analysts ask of the network: who is central when, who belongs together, who is joined through whom, and how
cooperation and conflict between two sides go month by month.

Everything works on the network of actors and events that a build writes as `graph.graphml`, or that
`graph.export.network.bipartite` makes of a chronicle.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx

from graph.errors import QueryError
from graph.export.network import tied_pairs
from graph.text import comparison_key
from graph.vocab import EVENT_CLASSES, QuadClass, TieKind, quad_class

_DENIED = "Denied"
_ACTUAL = "Actual"
# Exact betweenness takes nodes times edges: beyond this many actors only the most connected ones are looked at.
_BETWEENNESS_LIMIT = 1500


@dataclass(frozen=True, slots=True)
class Centrality:
    """How central an actor is in a period ("" for all time): distinct partners, events, and betweenness (0..1)."""

    period: str
    actor: str
    name: str
    partners: int
    events: int
    betweenness: float


@dataclass(frozen=True, slots=True)
class Community:
    """Actors who deal with each other more than with others, the most active first; `number` counts from 1."""

    number: int
    actors: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: two actors, the event that joins them, and the sentence that tells of it."""

    left: str
    left_name: str
    right: str
    right_name: str
    event: str
    label: str
    date: str
    article: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Dyad:
    """What passed from one side to the other in a period, by PLOVER quadrant.

    `period` is a month (YYYY-MM), a year where the month is not known, or "" where neither is.
    """

    period: str
    source: str
    source_name: str
    target: str
    target_name: str
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int


def read_network(path: Path) -> nx.MultiDiGraph:
    """The network of actors and events that a build wrote, from its .graphml or from any file beside that.

    Raises: QueryError: there is none, or it is no such network.
    """
    file = path if path.suffix == ".graphml" else path.with_suffix(".graphml")
    if not file.is_file():
        raise QueryError(f"{file}: no such file; `waqai build --formats graphml,...` writes it")
    try:
        network = nx.read_graphml(file, force_multigraph=True)
    except (OSError, ET.ParseError, nx.NetworkXError, ValueError, KeyError) as error:
        raise QueryError(f"{file}: no network in GraphML ({error})") from error
    if any("kind" not in attributes for _, attributes in network.nodes(data=True)) or not network.is_directed():
        raise QueryError(f"{file}: not the network of actors and events that `waqai build` writes")
    return network


def find_actor(network: nx.MultiDiGraph, name: str) -> str:
    """The node of an actor: by its IRI or local name, by its Arabic or English name, or by a part that only it has.

    Raises: QueryError: nobody fits, or several do; the message names them.
    """
    actors: dict[str, Mapping[str, str]] = {
        node: data for node, data in sorted(network.nodes(data=True)) if data["kind"] == "actor"
    }
    local = [node for node in actors if name in (node, node.rsplit("/", 1)[-1], f"actor:{node.rsplit('/', 1)[-1]}")]
    if local:
        return local[0]
    key = comparison_key(name)
    names = {node: (comparison_key(data["label"]), comparison_key(data["label_en"])) for node, data in actors.items()}
    exact = [node for node, known in names.items() if key in known]
    fitting = exact or [node for node, known in names.items() if key and any(key in one for one in known)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise QueryError(f"no actor is named {name!r}")
    shown = ", ".join(actors[node]["label_en"] for node in fitting[:8])
    raise QueryError(f"{name!r} fits {len(fitting)} actors ({shown}{', ...' if len(fitting) > 8 else ''}); say which")


def pairs_of(network: nx.MultiDiGraph) -> Iterator[tuple[str, str, str]]:
    """Every event's pairs of actors as (event, source, target), denied events left out; sorted."""
    for event, data in sorted(network.nodes(data=True)):
        if data["kind"] != "event" or data["factuality"] == _DENIED or data["class"] not in EVENT_CLASSES:
            continue
        roles: dict[str, list[str]] = {}
        for _, actor, attributes in network.out_edges(event, data=True):
            roles.setdefault(attributes["role"], []).append(actor)
        for source, target in tied_pairs(data["class"], roles, data.get("about", "").split()):
            yield event, source, target


def _ties(network: nx.MultiDiGraph, events: Iterable[tuple[str, str, str]]) -> nx.Graph:
    """Actors joined by their events; nodes and neighbours in sorted order, so that ties are broken alike everywhere."""
    together = Counter((min(pair), max(pair)) for _, *pair in events)
    ties = nx.Graph()
    ties.add_nodes_from(sorted({actor for pair in together for actor in pair}))
    for (left, right), count in sorted(together.items()):
        ties.add_edge(left, right, weight=count)
    return ties


def period_of(data: Mapping[str, Any], *, months: bool) -> str:
    """The month (or year) within which an event lies as a whole; the year if only that is sure, "" if nothing is."""
    start, end = data.get("start", ""), data.get("end", "")
    if start and end and start[:4] == end[:4]:
        return str(start[:7] if months and start[:7] == end[:7] else start[:4])
    return ""


def centrality(network: nx.MultiDiGraph, *, by: str = "all") -> list[Centrality]:
    """How central each actor is, most events first within a period.

    Args: by: "all" for all time, "year" or "month"; events that no single period holds count only in "all".
    Raises: QueryError: another value of `by`.
    """
    if by not in ("all", "year", "month"):
        raise QueryError(f"{by!r} is no period: expected all, year or month")
    periods: dict[str, list[tuple[str, str, str]]] = {}
    for event, source, target in pairs_of(network):
        period = "" if by == "all" else period_of(network.nodes[event], months=by == "month")
        if by == "all" or len(period) == (4 if by == "year" else 7):
            periods.setdefault(period, []).append((event, source, target))
    found = []
    for period, events in sorted(periods.items()):
        ties = _ties(network, events)
        taking_part: dict[str, set[str]] = {}
        for event, source, target in events:
            taking_part.setdefault(source, set()).add(event)
            taking_part.setdefault(target, set()).add(event)
        between = _betweenness(ties)
        rows = [
            Centrality(
                period,
                actor,
                network.nodes[actor]["label"],
                ties.degree(actor),
                len(taking_part[actor]),
                round(between.get(actor, 0.0), 4),
            )
            for actor in ties
        ]
        found.extend(sorted(rows, key=lambda row: (-row.events, -row.partners, row.actor)))
    return found


def _betweenness(ties: nx.Graph) -> dict[str, float]:
    if len(ties) > _BETWEENNESS_LIMIT:
        kept = sorted(ties, key=lambda actor: (-ties.degree(actor), actor))[:_BETWEENNESS_LIMIT]
        ties = _sorted_copy(ties.subgraph(kept))
    scores: dict[str, float] = nx.betweenness_centrality(ties)
    return scores


def _sorted_copy(ties: nx.Graph) -> nx.Graph:
    copy = nx.Graph()
    copy.add_nodes_from(sorted(ties))
    copy.add_weighted_edges_from(sorted((min(a, b), max(a, b), weight) for a, b, weight in ties.edges(data="weight")))
    return copy


def communities(network: nx.MultiDiGraph) -> list[Community]:
    """Groups of actors by greedy modularity (Clauset, Newman, Moore 2004), the largest first; loners are left out."""
    ties = _ties(network, pairs_of(network))
    if ties.number_of_edges() == 0:
        return []
    strength = dict(ties.degree(weight="weight"))
    groups = nx.community.greedy_modularity_communities(ties, weight="weight")
    ranked = sorted(
        (tuple(sorted(group, key=lambda actor: (-strength[actor], actor))) for group in groups),
        key=lambda group: (-len(group), group),
    )
    return [
        Community(number, actors, tuple(network.nodes[actor]["label"] for actor in actors))
        for number, actors in enumerate(ranked, start=1)
    ]


def meeting_path(network: nx.MultiDiGraph, source: str, target: str) -> list[Step]:
    """The shortest chain of meetings and visits that took place from one actor to another, each with its evidence.

    Among chains of one length the first by the actors' keys is taken, and for a step its earliest event.

    Args: source, target: as for `find_actor`.
    Raises: QueryError: an actor is unknown, or no chain joins the two.
    """
    start, goal = find_actor(network, source), find_actor(network, target)
    met: dict[tuple[str, str], list[str]] = {}
    for event, left, right in pairs_of(network):
        data = network.nodes[event]
        if EVENT_CLASSES[data["class"]].tie is TieKind.MEETING and data["factuality"] == _ACTUAL:
            met.setdefault((min(left, right), max(left, right)), []).append(event)
    ties = nx.Graph()
    ties.add_nodes_from(sorted({start, goal, *(actor for pair in met for actor in pair)}))
    ties.add_edges_from(sorted(met))
    try:
        chain = nx.single_source_shortest_path(ties, start)[goal]
    except KeyError as error:
        names = network.nodes[start]["label_en"], network.nodes[goal]["label_en"]
        raise QueryError(f"no chain of meetings joins {names[0]} and {names[1]}") from error
    return [_step(network, left, right, met) for left, right in pairwise(chain)]


def _step(network: nx.MultiDiGraph, left: str, right: str, met: Mapping[tuple[str, str], list[str]]) -> Step:
    events = met[min(left, right), max(left, right)]
    event = min(events, key=lambda key: (network.nodes[key]["start"] or "9999", key))
    data = network.nodes[event]
    names = (network.nodes[actor]["label"] for actor in (left, right))
    told = data["label"], data["date"], data.get("article", ""), data.get("evidence", "")
    return Step(left, next(names), right, next(names), event, *told)


def dyads(network: nx.MultiDiGraph, *, level: str = "country") -> list[Dyad]:
    """Events that took place from one side to the other, by month and quadrant of cooperation or conflict.

    A mutual event counts once, from the side that sorts first.

    Args: level: "country" counts for the actors' countries (and leaves out who has none), "actor" for the actors.
    Raises: QueryError: another level.
    """
    if level not in ("country", "actor"):
        raise QueryError(f"{level!r} is no level: expected country or actor")
    counted: dict[tuple[str, str, str], Counter[QuadClass]] = {}
    seen: set[tuple[str, str, str]] = set()
    for event, *pair in pairs_of(network):
        data = network.nodes[event]
        quad = quad_class(data["class"])
        source, target = (_side(network, actor, level) for actor in pair)
        if quad is None or data["factuality"] != _ACTUAL or not source or not target or source == target:
            continue
        if EVENT_CLASSES[data["class"]].mutual:
            source, target = min(source, target), max(source, target)
        # Several people of one country in one event are one event between the countries.
        if (event, source, target) in seen:
            continue
        seen.add((event, source, target))
        counted.setdefault((period_of(data, months=True), source, target), Counter())[quad] += 1
    return [
        Dyad(
            period,
            source,
            network.nodes[source]["label"],
            target,
            network.nodes[target]["label"],
            *(quads[quad] for quad in QuadClass),
        )
        for (period, source, target), quads in sorted(counted.items())
    ]


def _side(network: nx.MultiDiGraph, actor: str, level: str) -> str:
    data = network.nodes[actor]
    if level == "actor" or data["class"] == "Country":
        return actor
    country = data.get("country", "")
    return country if country in network else ""
