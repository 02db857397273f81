"""The chronicle as networks: actors and events joined by roles, and the ties between actors that follow from them.

A second projection of the same objects as the RDF, never read back from it; node keys are the RDF's IRIs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from pathlib import Path

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from graph.model import Actor, Article, Chronicle, Event, Factuality, Mention, When
from graph.vocab import EVENT_CLASSES, TieKind, quad_class

# Characters that XML 1.0 cannot hold (section 2.2); lxml and expat refuse a file with one of them.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# networkx stamps the day of writing and its own version into the file.
_GEXF_STAMP = re.compile(r"<meta\b.*?</meta>\s*", re.DOTALL)


def bipartite(chronicle: Chronicle, base_iri: str | None = None) -> nx.MultiDiGraph:
    """Actors and events as nodes, an edge from event to actor for each role, keyed by the role.

    Args: base_iri: the base of the node keys; the chronicle's own by default.
    Returns: nodes with `kind` ("actor", "event"), `label` (Arabic), `label_en`, `class`; actors also with `wikidata`
        and `country` (an actor's key, "" for none); events with `date`, `start`, `end` (ISO days, "" where open or
        unknown), `factuality`, `sources`, `confidence`, `about` (keys of actors, separated by spaces), `evidence` (the
        first sentence that tells of it) and `article` (FILE#PART of that sentence); edges with `role`.
    """
    base = base_iri if base_iri is not None else chronicle.base_iri
    network = nx.MultiDiGraph()
    for actor in chronicle.actors:
        network.add_node(f"{base}actor/{actor.id}", **_actor_attributes(actor, base))
    articles = {article.id: article for article in chronicle.articles}
    for event in chronicle.events:
        key = f"{base}event/{event.id}"
        network.add_node(key, **_event_attributes(event))
        about = sorted(f"{base}actor/{actor}" for actor in event.about if f"{base}actor/{actor}" in network)
        first = reports_of(chronicle, event, articles)[0]
        told = articles[first.article]
        network.add_node(key, about=" ".join(about), evidence=first.sentence, article=f"{told.file}#{told.part}")
        for role, actors in sorted(event.roles.items()):
            for actor_id in actors:
                network.add_edge(key, f"{base}actor/{actor_id}", key=role, role=role)
    return network


def reports_of(chronicle: Chronicle, event: Event, articles: Mapping[str, Article]) -> list[Mention]:
    """The event's mentions in the order of telling: dated articles first, by date, then by file and place there."""

    def order(mention: Mention) -> tuple[str, str, int, int, str]:
        article = articles[mention.article]
        day = article.date.isoformat() if article.date is not None else "9999"
        return day, article.file, article.part, mention.span.start, mention.id

    return sorted((chronicle.claims[claim].mention for claim in event.mentions), key=order)


def _actor_attributes(actor: Actor, base: str) -> dict[str, str]:
    return {
        "kind": "actor",
        "label": actor.name_ar,
        "label_en": actor.name_en,
        "class": actor.kind.value,
        "wikidata": actor.wikidata or "",
        "country": f"{base}actor/{actor.country}" if actor.country is not None else "",
    }


def _event_attributes(event: Event) -> dict[str, str | int | float]:
    start, end = bounds(event.when)
    return {
        "kind": "event",
        "label": event.label_ar,
        "label_en": event.label_en,
        "class": event.event_class,
        "date": event.when.edtf or "" if event.when is not None else "",
        "start": start,
        "end": end,
        "factuality": event.factuality.value,
        "sources": event.source_count,
        "confidence": float(event.confidence),
    }


def bounds(when: When | None) -> tuple[str, str]:
    """The inclusive first and last day as ISO strings, "" where that end is open or nothing is known."""
    if when is None:
        return "", ""
    earliest = when.earliest.isoformat() if when.earliest is not None else ""
    latest = when.latest.isoformat() if when.latest is not None else ""
    return earliest, latest


def tied_pairs(
    event_class: str, roles: Mapping[str, Iterable[str]], about: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """The pairs of actors that an event ties, sorted: who acts with whom acted upon, or all of a mutual event.

    In a one-sided event without anybody acted upon, participants without a role of their own stand in for them. A
    statement ties its speaker to whom it is about.

    Args: roles: actors by role; about: actors that a statement speaks of.
    """
    entry = EVENT_CLASSES[event_class]
    unnamed = set(roles.get("hasActor", ()))
    sources = {actor for role in entry.sources for actor in roles.get(role, ())} or unnamed
    if entry.mutual or not entry.sources:
        return list(combinations(sorted({actor for actors in roles.values() for actor in actors}), 2))
    targets = {actor for role in entry.targets for actor in roles.get(role, ())} or unnamed
    if entry.tie is TieKind.STATEMENT:
        targets |= set(about)
    return sorted(pair for pair in product(sources, targets) if pair[0] != pair[1])


def actor_ties(chronicle: Chronicle, base_iri: str | None = None) -> nx.MultiGraph:
    """Actors joined by what they did together or to each other; one edge per pair and kind of tie, keyed by the kind.

    Denied events tie nobody. Actors without a tie stay as nodes.

    Returns: nodes as in `bipartite`, with `events` (number of events the actor takes part in); edges with `kind`,
        `weight` (number of events), `actual` (how many of them took place), `events` (their IRIs, sorted, separated by
        spaces), `start` and `end` (ISO days of the first and the last, "" where unknown), `quad` (PLOVER quadrants).
    """
    base = base_iri if base_iri is not None else chronicle.base_iri
    network = nx.MultiGraph()
    for actor in chronicle.actors:
        network.add_node(f"{base}actor/{actor.id}", **_actor_attributes(actor, base), events=0)
    ties: dict[tuple[str, str, TieKind], list[Event]] = {}
    for event in chronicle.events:
        if event.factuality is Factuality.DENIED:
            continue
        for actor_id in event.actors():
            network.nodes[f"{base}actor/{actor_id}"]["events"] += 1
        kind = EVENT_CLASSES[event.event_class].tie
        pairs = tied_pairs(event.event_class, event.roles, event.about)
        for left, right in sorted({(min(pair), max(pair)) for pair in pairs}):
            ties.setdefault((left, right, kind), []).append(event)
    for (left, right, kind), events in sorted(ties.items()):
        ends = f"{base}actor/{left}", f"{base}actor/{right}"
        if ends[0] in network and ends[1] in network:
            network.add_edge(*ends, key=kind.value, **_tie_attributes(kind, events, base))
    return network


def _tie_attributes(kind: TieKind, events: list[Event], base: str) -> dict[str, str | int]:
    spans = [bounds(event.when) for event in events]
    quads = {quad for event in events if (quad := quad_class(event.event_class)) is not None}
    return {
        "kind": kind.value,
        "weight": len(events),
        "actual": sum(event.factuality is Factuality.ACTUAL for event in events),
        "events": " ".join(sorted(f"{base}event/{event.id}" for event in events)),
        "start": min((start for start, _ in spans if start), default=""),
        "end": max((end for _, end in spans if end), default=""),
        "quad": ", ".join(sorted(quads)),
    }


def write_graphml(network: nx.Graph, path: Path) -> None:
    """Write a network as GraphML, the same bytes for the same network.

    networkx would write an edge's key as its id, but in a file ids must differ: readers drop edges of one id.
    """
    fit = _fit_for_xml(network)
    numbered = network.__class__()
    numbered.add_nodes_from(fit.nodes(data=True))
    for number, (source, target, attributes) in enumerate(fit.edges(data=True)):
        numbered.add_edge(source, target, key=f"e{number}", **attributes)
    nx.write_graphml_xml(numbered, path, encoding="utf-8", prettyprint=True)


def write_gexf(network: nx.Graph, path: Path) -> None:
    """Write a network as GEXF 1.2 with each node's and edge's `start` and `end`, for Gephi's timeline."""
    dynamic = _fit_for_xml(network)
    dynamic.graph["mode"] = "dynamic"
    for attributes in _all_attributes(dynamic):
        for bound in ("start", "end"):
            if attributes.get(bound) == "":
                del attributes[bound]
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(dynamic)
    with io.BytesIO() as buffer:
        writer.write(buffer)
        text = buffer.getvalue().decode("utf-8")
    path.write_text(_GEXF_STAMP.sub("", text) + "\n", encoding="utf-8", newline="\n")


def _all_attributes(network: nx.Graph) -> Iterator[dict[str, object]]:
    for _, attributes in network.nodes(data=True):
        yield attributes
    for *_, attributes in network.edges(data=True):
        yield attributes


def _fit_for_xml(network: nx.Graph) -> nx.Graph:
    """A copy whose strings hold only what XML 1.0 can; forbidden characters become U+FFFD."""
    fit = network.copy()
    for attributes in _all_attributes(fit):
        for name, value in attributes.items():
            if isinstance(value, str):
                attributes[name] = _NOT_XML.sub("\ufffd", value)
    return fit
