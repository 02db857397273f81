"""Network analysis: right on small networks worked out by hand, the same from the written file."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from chronicles import Builder, between, day, sample_chronicle

from graph.analysis import (
    Dyad,
    centrality,
    communities,
    dyads,
    find_actor,
    meeting_path,
    period_of,
    read_network,
)
from graph.errors import QueryError
from graph.export.network import actor_ties, bipartite, write_graphml
from graph.model import EntityKind, Factuality, When

BASE = "https://w3id.org/waqai/id/"


def story(
    *meetings: tuple[str, dict[str, str], When | None], factuality: Factuality = Factuality.ACTUAL
) -> nx.MultiDiGraph:
    """A network of one-letter actors; upper case are countries, lower case persons of country Z."""
    builder = Builder()
    country = builder.actor("z", EntityKind.COUNTRY, "دولة Z", "Z")
    for letter in "ABC":
        builder.actor(letter.lower() * 2, EntityKind.COUNTRY, f"دولة {letter}", letter)
    for letter in "pqrst":
        builder.actor(letter, EntityKind.PERSON, f"فلان {letter}", letter, country=country)
    for number, (event_class, roles, when) in enumerate(meetings):
        article = builder.article(f"{number}.txt", "وكالة", f"خبر {number}", "وقع الحدث اليوم.")
        claim = builder.claim(article, "الحدث", event_class)
        fillers = {
            role: tuple(f"x-{letter.lower() * 2 if letter.isupper() else letter}" for letter in letters)
            for role, letters in roles.items()
        }
        builder.event(
            event_class, (f"حدث {number}", f"event {number}"), [claim], fillers, when=when, factuality=factuality
        )
    return bipartite(builder.build())


def met(*pairs: str, when: When | None = None) -> list[tuple[str, dict[str, str], When | None]]:
    return [("Meeting", {"participant": pair}, when) for pair in pairs]


@pytest.fixture(scope="module")
def sample() -> nx.MultiDiGraph:
    return bipartite(sample_chronicle())


def test_star_has_one_centre() -> None:
    found = centrality(story(*met("pq", "pr", "ps", "pt")))
    assert [(row.name[-1], row.partners, row.events, row.betweenness) for row in found] == [
        ("p", 4, 4, 1.0), ("q", 1, 1, 0.0), ("r", 1, 1, 0.0), ("s", 1, 1, 0.0), ("t", 1, 1, 0.0),
    ]  # fmt: skip


def test_events_count_once_however_many_partners() -> None:
    found = {row.name[-1]: row for row in centrality(story(*met("pqr")))}
    assert (found["p"].partners, found["p"].events) == (2, 1)


def test_centrality_over_time_moves() -> None:
    network = story(*met("pq", "pr", when=day("2021-03-01")), *met("qr", "qs", when=day("2022-07-09")))
    by_year = {(row.period, row.name[-1]): row.betweenness for row in centrality(network, by="year")}
    assert by_year["2021", "p"] == 1.0
    assert by_year["2022", "q"] == 1.0
    assert by_year["2021", "q"] == 0.0
    assert {row.period for row in centrality(network, by="month")} == {"2021-03", "2022-07"}


@pytest.mark.parametrize(
    ("when", "month", "year"),
    [
        (day("2023-08-07"), "2023-08", "2023"),
        (between("2023-08", "2023-08-01", "2023-08-31"), "2023-08", "2023"),
        (between("2023-08-31/2023-09-01", "2023-08-31", "2023-09-01"), "2023", "2023"),
        (between("2023", "2023-01-01", "2023-12-31"), "2023", "2023"),
        (between("2022-12-31/2023-01-01", "2022-12-31", "2023-01-01"), "", ""),
        (between("2023-08-07/..", "2023-08-07", None), "", ""),
        (None, "", ""),
    ],
    ids=["day", "month", "two months", "year", "two years", "open", "unknown"],
)
def test_period(when: When | None, month: str, year: str) -> None:
    network = story(*met("pq", when=when))
    (data,) = (data for _, data in network.nodes(data=True) if data["kind"] == "event")
    assert (period_of(data, months=True), period_of(data, months=False)) == (month, year)


def test_communities_of_two_cliques() -> None:
    network = story(*met("pqr", "pq", "qr"), *met("ABC", "AB"), *met("pA"))
    assert [set(community.names) for community in communities(network)] == [
        {"دولة A", "دولة B", "دولة C"}, {"فلان p", "فلان q", "فلان r"},
    ]  # fmt: skip


def test_no_ties_no_communities() -> None:
    assert communities(story(("Vote", {"decider": "p"}, None))) == []


def test_path_is_the_shortest_and_tells_its_evidence() -> None:
    network = story(
        *met("pq", "qr", "rs", "ps"), *met("st", when=day("2022-01-01")), *met("st", when=day("2021-01-01"))
    )
    steps = meeting_path(network, "p", "t")
    assert [(step.left_name[-1], step.right_name[-1]) for step in steps] == [("p", "s"), ("s", "t")]
    assert steps[1].date == "2021-01-01"
    assert steps[1].article == "5.txt#1"
    assert steps[1].evidence == "وقع الحدث اليوم."


@pytest.mark.parametrize(
    "between_them",
    [
        ("Attack", {"attacker": "p", "target": "q"}, None),
        ("Agreement", {"signatory": "pq"}, None),
        ("Vote", {"decider": "p"}, None),
    ],
    ids=["attack", "agreement", "alone"],
)
def test_only_meetings_and_visits_make_a_path(between_them: tuple[str, dict[str, str], None]) -> None:
    with pytest.raises(QueryError, match="no chain of meetings joins p and q"):
        meeting_path(story(between_them), "p", "q")


@pytest.mark.parametrize("factuality", [Factuality.PLANNED, Factuality.POSSIBLE, Factuality.DENIED])
def test_meetings_that_did_not_take_place_make_no_path(factuality: Factuality) -> None:
    with pytest.raises(QueryError, match="no chain"):
        meeting_path(story(*met("pq"), factuality=factuality), "p", "q")


def test_dyads_by_month_and_quadrant() -> None:
    march = day("2022-03-05")
    network = story(
        ("Attack", {"attacker": "A", "target": "B"}, march),
        ("Criticism", {"speaker": "A", "target": "B"}, march),
        ("Criticism", {"speaker": "B", "target": "A"}, march),
        ("Aid", {"giver": "A", "receiver": "B"}, day("2022-04-01")),
        ("Meeting", {"participant": "AB"}, march),
        ("Vote", {"decider": "A", "target": "B"}, march),
    )
    a, b = f"{BASE}actor/x-aa", f"{BASE}actor/x-bb"
    assert dyads(network) == [
        Dyad("2022-03", a, "دولة A", b, "دولة B", 1, 0, 1, 1),
        Dyad("2022-03", b, "دولة B", a, "دولة A", 0, 0, 1, 0),
        Dyad("2022-04", a, "دولة A", b, "دولة B", 0, 1, 0, 0),
    ]


def test_people_count_for_their_country_once_an_event() -> None:
    network = story(("Meeting", {"participant": "pqA"}, day("2022-03-05")))
    (dyad,) = dyads(network)
    assert {dyad.source_name, dyad.target_name} == {"دولة Z", "دولة A"}
    assert dyad.verbal_cooperation == 1
    assert len(dyads(network, level="actor")) == 3


def test_dyads_leave_out_what_did_not_take_place() -> None:
    assert dyads(story(*met("AB"), factuality=Factuality.PLANNED)) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (f"{BASE}actor/x-iraq", "x-iraq"),
        ("x-iraq", "x-iraq"),
        ("actor:x-iraq", "x-iraq"),
        ("العراق", "x-iraq"),
        ("Iraq", "x-iraq"),
        ("لويد اوستن", "x-lloyd-austin"),
        ("austin", "x-lloyd-austin"),
    ],
)
def test_find_actor(sample: nx.MultiDiGraph, name: str, expected: str) -> None:
    assert find_actor(sample, name) == f"{BASE}actor/{expected}"


@pytest.mark.parametrize(
    ("name", "part"),
    [("Napoleon", "no actor is named"), ("", "no actor is named"), ("al-", "fits 2 actors")],
)
def test_find_actor_refuses(sample: nx.MultiDiGraph, name: str, part: str) -> None:
    with pytest.raises(QueryError, match=part):
        find_actor(sample, name)


def test_the_file_gives_the_same(sample: nx.MultiDiGraph, tmp_path: Path) -> None:
    write_graphml(sample, tmp_path / "graph.graphml")
    read = read_network(tmp_path / "graph.ttl")
    for by in ("all", "year", "month"):
        assert centrality(read, by=by) == centrality(sample, by=by)
    assert communities(read) == communities(sample)
    assert dyads(read) == dyads(sample)
    assert dyads(read, level="actor") == dyads(sample, level="actor")
    assert meeting_path(read, "Biden", "United States") == meeting_path(sample, "Biden", "United States")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (None, "no such file"),
        ("not xml", "no network in GraphML"),
        ("<graphml/>", "no network in GraphML"),
    ],
    ids=["missing", "text", "empty"],
)
def test_unusable_files(content: str | None, part: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "graph.graphml").write_text(content, encoding="utf-8")
    with pytest.raises(QueryError, match=part):
        read_network(tmp_path / "graph.graphml")


def test_other_networks_are_refused(tmp_path: Path) -> None:
    write_graphml(actor_ties(sample_chronicle()), tmp_path / "ties.graphml")
    with pytest.raises(QueryError, match="not the network of actors and events"):
        read_network(tmp_path / "ties.graphml")


def test_unknown_choices_are_refused(sample: nx.MultiDiGraph) -> None:
    with pytest.raises(QueryError, match="'week' is no period"):
        centrality(sample, by="week")
    with pytest.raises(QueryError, match="'planet' is no level"):
        dyads(sample, level="planet")
