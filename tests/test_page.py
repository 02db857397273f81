"""The page's data and file, without a browser."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pyvis.network import Network

from graph.export.page import write_page
from graph.export.page.communities import find_communities
from graph.export.page.evidence import QUOTED_LENGTH, EvidenceWriter
from graph.export.page.layout import CELL_X, CELL_Y, WeightedTie, place_actors
from graph.export.page.network import PageNetwork, build_network, script_json
from graph.export.page.payload import core_payload, evidence_payload, find_ties, number_all
from graph.export.page.write import render_page
from graph.model import Chronicle, EntityKind, TimeBasis, When
from graph.vocab import EVENT_CLASSES, TieKind
from tests.chronicles import Builder, between, day, sample_chronicle
from tests.page_chronicles import synthetic_chronicle

ROOT = Path(__file__).resolve().parent.parent
EMPTY = Chronicle((), (), (), (), (), {}, {}, {}, {})


def script(page: str, name: str) -> object:
    """The JSON that the page carries under `name`."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_same_bytes_over_hash_seeds(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from graph.export.page import write_page; "
        "from tests.page_chronicles import synthetic_chronicle as s; write_page(s(60, 150), Path(sys.argv[1]))"
    )
    pages = []
    for seed in ("0", "1"):
        path = tmp_path / f"{seed}.html"
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, env=environment)
        pages.append(path.read_bytes())
    assert pages[0] == pages[1]


def test_policy_allows_these_scripts_and_nothing_else() -> None:
    page = render_page(sample_chronicle())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in rules
    assert "connect-src 'none'" in rules
    assert "unsafe-eval" not in rules
    assert "://" not in rules
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 3
    for text in scripts:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in rules


def test_page_code_stays_small() -> None:
    assert len(render_page(EMPTY).encode()) < 2_500_000


def test_page_names_no_file_of_its_own() -> None:
    page = render_page(sample_chronicle())
    assert "sourceMappingURL" not in page
    assert not re.search(r"<(script|img|iframe)[^>]*\ssrc=|<link[^>]*stylesheet", page)
    assert not re.search(r"@import|url\((?!['\"]?data:)", re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL))


@pytest.mark.parametrize(
    "text",
    ["</script><script>alert(1)</script>", "<!--", "a\u2028b", "\ud800", "href", "\"'\\"],
    ids=["script", "comment", "line separator", "lone surrogate", "href", "quotes"],
)
def test_script_json_cannot_end_its_element(text: str) -> None:
    written = str(script_json({"name": text}))
    assert "<" not in written
    assert "\u2028" not in written
    assert json.loads(written)["name"] == text.replace("\ud800", "?")
    written.encode("utf-8")


def test_pyvis_is_model_and_generator() -> None:
    chronicle = sample_chronicle()
    numbers = number_all(chronicle)
    network = build_network(chronicle, numbers, find_ties(chronicle, numbers))
    assert isinstance(network, Network)
    page = render_page(chronicle)
    assert script(page, "nodes") == network.nodes
    assert script(page, "edges") == network.edges
    assert len(network.nodes) == len(chronicle.actors)


def test_parallel_ties_stay_and_edges_need_nodes() -> None:
    network = PageNetwork()
    network.add_node(0, "ا")
    network.add_node(1, "ب")
    network.add_edge(0, 1, kind="meeting")
    network.add_edge(0, 1, kind="conflict")
    assert [edge["kind"] for edge in network.edges] == ["meeting", "conflict"]
    with pytest.raises(ValueError, match="no node 2"):
        network.add_edge(0, 2)


def test_ties_name_their_events() -> None:
    chronicle = sample_chronicle()
    numbers = number_all(chronicle)
    ties = find_ties(chronicle, numbers)
    assert ties
    for tie in ties:
        assert tie.source < tie.target
        assert tie.kind in list(TieKind)
        for number in tie.events:
            assert EVENT_CLASSES[chronicle.events[number].event_class].tie == tie.kind


def test_runs_join_to_the_sentence_and_mark_the_trigger() -> None:
    chronicle = sample_chronicle()
    numbers = number_all(chronicle)
    writer = EvidenceWriter(chronicle, numbers.actors, numbers.places)
    marked = set()
    for event in chronicle.events:
        for mention in event.mentions:
            claim = chronicle.claims[mention]
            runs = writer.runs(event, claim)
            assert "".join(run[0] for run in runs) == claim.mention.sentence
            assert [run[0] for run in runs if run[1:] == ["trigger"]] == [claim.mention.anchor]
            marked |= {run[1] for run in runs if len(run) > 1}
    assert {"trigger", "visitor", "host", "place", "quantity"} <= marked


def test_long_sentence_is_cut_around_its_trigger() -> None:
    b = Builder()
    actor = b.actor("a", EntityKind.PERSON, "سليم", "Salim")
    body = "كلمة " * 300 + "زار سليم المدينة" + " كلمة" * 300
    claim = b.claim(b.article("long.txt", "صحيفة", "عنوان", body, "2020-01-01"), "زار", "Visit")
    b.event("Visit", ("زيارة", "Visit"), [claim], {"visitor": (actor,)})
    chronicle = b.build()
    record = evidence_payload(chronicle, number_all(chronicle))["claims"][0][0]
    text = "".join(run[0] for run in record["s"])
    assert "زار سليم" in text
    assert len(text) <= QUOTED_LENGTH + 4
    assert ["زار", "trigger"] in record["s"]


def test_no_article_text_in_the_page() -> None:
    b = Builder()
    actor = b.actor("a", EntityKind.PERSON, "سليم", "Salim")
    article = b.article("two.txt", "صحيفة", "عنوان", "زار سليم المدينة. وهذه جملة لا شاهد فيها.", "2020-01-01")
    b.event("Visit", ("زيارة", "Visit"), [b.claim(article, "زار", "Visit")], {"visitor": (actor,)})
    page = render_page(b.build())
    assert "زار" in page
    assert "لا شاهد فيها" not in page


def test_disputed_events_are_flagged() -> None:
    chronicle = sample_chronicle()
    disputed = {mention for pair in chronicle.contradictions for mention in pair}
    rows = core_payload(chronicle, number_all(chronicle))["events"]
    flags = []
    for event, row in zip(chronicle.events, rows, strict=True):
        claims = [chronicle.claims[mention] for mention in event.mentions]
        mentions = {*event.mentions, *(quantity.mention.id for claim in claims for quantity in claim.quantities)}
        flags.append(bool(row[-1] and row[-1].get("x")))
        assert flags[-1] == bool(mentions & disputed)
    assert any(flags)


@pytest.mark.parametrize(
    ("when", "row"),
    [
        (None, 0),
        (day("1970-01-02"), [1, 1, 0]),
        (between("1970-01", "1970-01-01", "1970-01-31", TimeBasis.RELATIVE), [0, 30, 1, "1970-01"]),
        (between("1970-01-02/..", "1970-01-02", None), [1, None, 0, "1970-01-02/.."]),
        (between("../1970-01-02", None, "1970-01-02", TimeBasis.PUBLICATION), [None, 1, 3, "../1970-01-02"]),
        (between(None, "1970-01-02", "1970-01-02", TimeBasis.INFERRED), [1, 1, 2, None]),
    ],
    ids=["unknown", "day", "month", "open end", "open start", "bounds only"],
)
def test_times_keep_their_precision(when: When | None, row: object) -> None:
    b = Builder()
    actor = b.actor("a", EntityKind.PERSON, "سليم", "Salim")
    claim = b.claim(b.article("a.txt", "صحيفة", "عنوان", "زار سليم المدينة.", "2020-01-01"), "زار", "Visit")
    b.event("Visit", ("زيارة", "Visit"), [claim], {"visitor": (actor,)}, when=when)
    chronicle = b.build()
    assert core_payload(chronicle, number_all(chronicle))["events"][0][9] == row


def test_earliest_report_comes_first() -> None:
    chronicle = sample_chronicle()
    evidence = evidence_payload(chronicle, number_all(chronicle))
    for claims in evidence["claims"]:
        days = [evidence["articles"][claim["a"]].get("d", "9999") for claim in claims]
        assert days == sorted(days)


def test_layout_is_integer_and_apart() -> None:
    ties = [WeightedTie(0, other, 1) for other in range(1, 30)] + [
        WeightedTie(other, other + 1, 2) for other in range(1, 29)
    ]
    points = place_actors([30] + [3] * 29, ties)
    assert all(isinstance(value, int) for point in points for value in point)
    for i, (left, top) in enumerate(points):
        for right, bottom in points[:i]:
            assert abs(left - right) >= CELL_X * 0.85 or abs(top - bottom) >= CELL_Y * 0.85


@pytest.mark.parametrize(
    ("count", "ties"),
    [
        (0, []),
        (1, []),
        (1, [WeightedTie(0, 0, 3)]),
        (2, [WeightedTie(0, 1, 1)]),
        (5, []),
        (400, [WeightedTie(0, other, 1) for other in range(1, 400)]),
        (400, [WeightedTie(other, other + 1, 1) for other in range(0, 400, 2)]),
    ],
    ids=["nobody", "one", "self tie", "pair", "loners", "star", "pairs"],
)
def test_layout_of_odd_networks(count: int, ties: list[WeightedTie]) -> None:
    ties = [tie for tie in ties if tie.target < count]
    points = place_actors([1] * count, ties)
    assert len(points) == count
    assert len(set(points)) == count
    assert len(find_communities(count, ties)) == count


def test_golden_layout() -> None:
    """The same coordinates on every machine: a change here changes every built page."""
    ties = [
        WeightedTie(0, 1, 3),
        WeightedTie(1, 2, 1),
        WeightedTie(2, 3, 1),
        WeightedTie(0, 3, 2),
        WeightedTie(3, 4, 1),
    ]
    golden = Path(__file__).parent / "data" / "page" / "layout.json"
    assert [list(point) for point in place_actors([5, 4, 3, 6, 1, 2], ties)] == json.loads(golden.read_text())


def test_two_camps_are_two_communities() -> None:
    camp = [WeightedTie(i, j, 2) for i in range(5) for j in range(i + 1, 5)]
    other = [WeightedTie(i + 5, j + 5, 2) for i in range(4) for j in range(i + 1, 4)]
    assert find_communities(10, [*camp, *other, WeightedTie(0, 5, 1)]) == [0] * 5 + [1] * 4 + [-1]


@pytest.mark.parametrize("count", [1, 20, 200])
def test_layout_does_not_depend_on_tie_order(count: int) -> None:
    chronicle = synthetic_chronicle(count, count * 3)
    numbers = number_all(chronicle)
    ties = find_ties(chronicle, numbers)
    here = build_network(chronicle, numbers, ties)
    there = build_network(chronicle, numbers, ties[::-1])
    assert here.nodes == there.nodes


def test_write_page_of_an_empty_chronicle(tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    write_page(EMPTY, path)
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert script(page, "nodes") == []
    assert b"\r" not in path.read_bytes()


def test_base_iri_reaches_the_page() -> None:
    core = script(render_page(replace(sample_chronicle(), base_iri="https://example.org/x/")), "core")
    assert isinstance(core, dict)
    assert core["base"] == "https://example.org/x/"


def test_strings_speak_both_languages() -> None:
    strings = script(render_page(EMPTY), "strings")
    assert isinstance(strings, dict)
    assert strings["ar"].keys() == strings["en"].keys()
    code = "\n".join(path.read_text() for path in (ROOT / "graph/export/page/assets/js").glob("*.js"))
    asked = set(re.findall(r'\bt\("([A-Za-z0-9]+)"\)', code))
    assert asked <= strings["ar"].keys()
