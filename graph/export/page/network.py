"""The actor network as pyvis models and writes it, behind a template that needs no network and trusts no label.

pyvis stays the model and the generator; replaced are its template (two requests to other hosts and labels that become
markup, even offline) and its look-up of existing nodes and edges (linear for each one added).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from graph.export.page.communities import find_communities
from graph.export.page.layout import place_actors
from graph.export.page.payload import Numbers, Tie, events_per_actor, weighted
from graph.model import Chronicle

ASSETS = Path(__file__).parent / "assets"

OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "tooltipDelay": 200, "hideEdgesOnZoom": False},
    "nodes": {"borderWidth": 1.5, "labelHighlightBold": False},
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0.5},
}


class PageNetwork(Network):  # type: ignore[misc]
    """A pyvis network with several ties between two actors and our own template."""

    def __init__(self) -> None:
        super().__init__(cdn_resources="in_line")
        self.options = dict(OPTIONS)
        self.path = "page.html.jinja"
        self.templateEnv = Environment(
            loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
        )
        self.templateEnv.filters["script_json"] = script_json

    def add_node(self, n_id: int, label: str | None = None, shape: str = "dot", **options: Any) -> None:
        """As pyvis does, without its search through all nodes."""
        if n_id not in self.node_map:
            node = Node(n_id, shape, label=label, **options)
            self.nodes.append(node.options)
            self.node_ids.append(n_id)
            self.node_map[n_id] = node.options

    def add_edge(self, source: int, to: int, **options: Any) -> None:
        """As pyvis does, but parallel edges stay: two actors may meet and also fight."""
        for end in (source, to):
            if end not in self.node_map:
                raise ValueError(f"no node {end!r}: add the node before its edge")
        self.edges.append(Edge(source, to, self.directed, **options).options)

    def render(self, context: Mapping[str, Any]) -> str:
        """The page. Args: context: what the template needs besides pyvis's own variables."""
        self.templateEnv.globals.update(context)
        return str(self.generate_html())


def build_network(chronicle: Chronicle, numbers: Numbers, ties: Sequence[Tie]) -> PageNetwork:
    """Actors and ties as a pyvis network: `value` counts events, `group` is the kind, `community` a number from 0."""
    network = PageNetwork()
    importance = events_per_actor(chronicle, numbers)
    weights = weighted(list(ties))
    points = place_actors(importance, weights)
    communities = find_communities(len(importance), weights)
    for number, actor in enumerate(chronicle.actors):
        x, y = points[number]
        network.add_node(
            number,
            label=actor.name_ar,
            group=actor.kind.value,
            value=importance[number],
            x=x,
            y=y,
            community=communities[number],
        )
    for tie in ties:
        network.add_edge(tie.source, tie.target, kind=tie.kind, value=len(tie.events), events=list(tie.events))
    return network


def script_json(value: Any) -> Markup:
    """JSON that may stand inside a script element: UTF-8 as it is, no character that could end the element.

    Lone surrogates, which no UTF-8 file can hold, become U+FFFD.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = text.encode("utf-8", "replace").decode("utf-8") if _has_surrogate(text) else text
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
