"""Networks: the same nodes as the RDF, ties that follow from the events, files that others read."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from chronicles import Builder, day, sample_builder, sample_chronicle

from graph.export import network, rdf
from graph.model import Chronicle, EntityKind, Factuality

BASE = "https://w3id.org/waqai/id/"


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return sample_chronicle()


def actor(name: str) -> str:
    return f"{BASE}actor/{name}"


def test_bipartite_has_the_rdf_nodes(chronicle: Chronicle) -> None:
    found = network.bipartite(chronicle)
    subjects = {triple[0].strip("<>") for triple in rdf.triples_of(chronicle)}
    assert set(found) == {name for name in subjects if "/actor/" in name or "/event/" in name}
    assert nx.bipartite.is_bipartite(found.to_undirected())


def test_bipartite_edges_are_the_roles(chronicle: Chronicle) -> None:
    found = network.bipartite(chronicle)
    expected = {
        (f"{BASE}event/{event.id}", actor(filler), role)
        for event in chronicle.events
        for role, fillers in event.roles.items()
        for filler in fillers
    }
    assert set(found.edges(keys=True)) == expected


def test_bipartite_follows_the_base_iri(chronicle: Chronicle) -> None:
    assert all(name.startswith("https://example.org/") for name in network.bipartite(chronicle, "https://example.org/"))


def two_sided(event_class: str, roles: dict[str, tuple[str, ...]], **more: object) -> Chronicle:
    """One event of three actors."""
    builder = Builder()
    article = builder.article("one.txt", "وكالة", "خبر", "وقع الحدث اليوم.", "2023-08-08")
    for name in ("a", "b", "c"):
        builder.actor(name, EntityKind.COUNTRY, f"دولة {name}", f"country {name}")
    builder.event(event_class, ("حدث", "event"), [builder.claim(article, "الحدث", event_class)], roles, **more)
    return builder.build()


@pytest.mark.parametrize(
    ("event_class", "roles", "more", "expected"),
    [
        (
            "Meeting",
            {"participant": ("x-a", "x-b"), "host": ("x-c",)},
            {},
            {"a-b meeting", "a-c meeting", "b-c meeting"},
        ),
        ("Visit", {"visitor": ("x-a", "x-b"), "host": ("x-c",)}, {}, {"a-c meeting", "b-c meeting"}),
        ("Agreement", {"signatory": ("x-a", "x-b")}, {}, {"a-b agreement"}),
        ("Attack", {"attacker": ("x-a",), "target": ("x-b",)}, {}, {"a-b conflict"}),
        ("Attack", {"attacker": ("x-a",), "hasActor": ("x-c",)}, {}, {"a-c conflict"}),
        ("Attack", {"attacker": ("x-a", "x-b")}, {}, set()),
        ("Sanction", {"decider": ("x-a",), "target": ("x-b",)}, {}, {"a-b conflict"}),
        ("Announcement", {"speaker": ("x-a",)}, {"about": ("x-b",)}, {"a-b statement"}),
        ("Statement", {"speaker": ("x-a",), "addressee": ("x-c",)}, {"about": ("e-none",)}, {"a-c statement"}),
        ("Aid", {"giver": ("x-a",), "receiver": ("x-b",)}, {}, {"a-b other"}),
        ("Aid", {"giver": ("x-a",), "receiver": ("x-a",)}, {}, set()),
        ("Deployment", {"mover": ("x-a",), "hasActor": ("x-b",)}, {}, {"a-b movement"}),
        ("Event", {"hasActor": ("x-a", "x-b")}, {}, {"a-b other"}),
        ("Meeting", {"participant": ("x-a", "x-b")}, {"factuality": Factuality.DENIED}, set()),
    ],
    ids=[
        "all who meet", "visitors with host", "signatories", "attack", "attack with unnamed role", "attackers alone",
        "sanction", "statement about", "statement about an event", "aid", "nobody with himself", "movement",
        "plain event", "denied",
    ],
)  # fmt: skip
def test_ties(event_class: str, roles: dict[str, tuple[str, ...]], more: dict[str, object], expected: set[str]) -> None:
    ties = network.actor_ties(two_sided(event_class, roles, **more))
    short = {"-".join(sorted((left[-1], right[-1]))) + f" {kind}" for left, right, kind in ties.edges(keys=True)}
    assert short == expected
    assert len(ties) == 3


def test_ties_add_up(chronicle: Chronicle) -> None:
    ties = network.actor_ties(chronicle)
    met = ties.edges[actor("x-joe-biden"), actor("x-mohammed-shia-al-sudani"), "meeting"]
    assert met["weight"] == 3
    assert met["actual"] == 3
    assert len(met["events"].split()) == 3
    assert (met["start"], met["end"]) == ("2024-04-15", "2024-04-15")
    assert met["quad"] == "verbal cooperation"


def test_planned_events_tie_but_are_not_actual(chronicle: Chronicle) -> None:
    ties = network.actor_ties(chronicle)
    visit = ties.edges[actor("x-mohammed-shia-al-sudani"), actor("x-united-states"), "meeting"]
    assert (visit["weight"], visit["actual"]) == (2, 1)


def test_actors_without_a_tie_stay(chronicle: Chronicle) -> None:
    ties = network.actor_ties(chronicle)
    assert ties.degree(actor("x-iran")) == 0
    assert ties.nodes[actor("x-iran")]["events"] == 0
    assert ties.nodes[actor("x-lloyd-austin")]["events"] == 3


@pytest.mark.parametrize("kind", ["bipartite", "ties"])
@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_files_are_read_back_equal_and_written_alike(
    chronicle: Chronicle, kind: str, form: str, tmp_path: Path
) -> None:
    made = network.bipartite(chronicle) if kind == "bipartite" else network.actor_ties(chronicle)
    write = network.write_graphml if form == "graphml" else network.write_gexf
    write(made, tmp_path / "one")
    write(made.copy(), tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    read = nx.read_graphml(tmp_path / "one") if form == "graphml" else nx.read_gexf(tmp_path / "one")
    assert dict(read.nodes(data="label")) == dict(made.nodes(data="label"))
    assert sorted(tuple(sorted(edge)) for edge in read.edges()) == sorted(tuple(sorted(edge)) for edge in made.edges())


def test_graphml_keeps_every_attribute(chronicle: Chronicle, tmp_path: Path) -> None:
    for made in (network.bipartite(chronicle), network.actor_ties(chronicle)):
        network.write_graphml(made, tmp_path / "g")
        read = nx.read_graphml(tmp_path / "g", force_multigraph=True)
        assert dict(read.nodes(data=True)) == dict(made.nodes(data=True))
        assert bag_of_edges(read) == bag_of_edges(made)


def test_gexf_keeps_every_attribute(chronicle: Chronicle, tmp_path: Path) -> None:
    for made in (network.bipartite(chronicle), network.actor_ties(chronicle)):
        network.write_gexf(made, tmp_path / "g")
        read = nx.read_gexf(tmp_path / "g")
        for node, attributes in made.nodes(data=True):
            assert timed(read.nodes[node]) == timed(attributes)
        assert bag_of_edges(read) == bag_of_edges(made)


def timed(attributes: dict[str, object]) -> dict[str, object]:
    """Attributes as GEXF can tell them: an open bound has none, and a weight is a fraction."""
    told = {name: value for name, value in attributes.items() if value != "" or name not in ("start", "end")}
    return told | {name: float(value) for name, value in told.items() if name == "weight"}  # type: ignore[arg-type]


def bag_of_edges(made: nx.Graph) -> list[str]:
    return sorted(
        f"{sorted((left, right))} {sorted((name, value) for name, value in timed(data).items() if name != 'id')}"
        for left, right, data in made.edges(data=True)
    )


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_edges_of_a_file_have_ids_of_their_own(chronicle: Chronicle, form: str, tmp_path: Path) -> None:
    write = network.write_graphml if form == "graphml" else network.write_gexf
    made = network.bipartite(chronicle)
    write(made, tmp_path / "g")
    ids = [edge.get("id") for edge in ET.parse(tmp_path / "g").getroot().iter() if edge.tag.endswith("}edge")]
    assert len(ids) == len(set(ids)) == made.number_of_edges()


def test_gexf_has_time_and_no_clock(chronicle: Chronicle, tmp_path: Path) -> None:
    network.write_gexf(network.bipartite(chronicle), tmp_path / "g.gexf")
    text = (tmp_path / "g.gexf").read_text(encoding="utf-8")
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    assert 'start="2023-08-07"' in text
    assert 'start=""' not in text
    assert "lastmodified" not in text


def test_writing_leaves_the_network_as_it_is(chronicle: Chronicle, tmp_path: Path) -> None:
    made = network.bipartite(chronicle)
    before = {name: dict(attributes) for name, attributes in made.nodes(data=True)}
    network.write_gexf(made, tmp_path / "g.gexf")
    assert {name: dict(attributes) for name, attributes in made.nodes(data=True)} == before


@pytest.mark.parametrize("text", ["أ\x00ب", "أ\x1bب", "<script>&\"'", "\u202eمقلوب", "\ud83d"], ids=ascii)
def test_hostile_names_stay_readable_xml(text: str, tmp_path: Path) -> None:
    builder = sample_builder()
    builder.actors = {key: replace(value, name_ar=f"اسم {text}") for key, value in builder.actors.items()}
    made = network.bipartite(builder.build())
    network.write_graphml(made, tmp_path / "g.graphml")
    network.write_gexf(made, tmp_path / "g.gexf")
    for read in (nx.read_graphml(tmp_path / "g.graphml"), nx.read_gexf(tmp_path / "g.gexf")):
        expected = f"اسم {text}".replace("\x00", "\ufffd").replace("\x1b", "\ufffd").replace("\ud83d", "\ufffd")
        assert read.nodes[actor("x-iraq")]["label"] == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [(None, ("", "")), (day("2023-08-07"), ("2023-08-07", "2023-08-07"))],
    ids=["unknown", "day"],
)
def test_bounds(when: object, expected: tuple[str, str]) -> None:
    assert network.bounds(when) == expected  # type: ignore[arg-type]
