"""The accounts that a graph file gives: contradictions, and why something is as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chronicles import sample_chronicle

from graph.accounts import contradictions, why
from graph.errors import InputError
from graph.export.rdf import write_turtle
from graph.store import Store, open_file


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("accounts") / "graph.ttl"
    write_turtle(sample_chronicle(), path)
    with open_file(path) as opened:
        yield opened


def test_contradictions_say_what_differs(store: Store) -> None:
    found = contradictions(store)
    assert len(found) == len(sample_chronicle().contradictions)
    assert any("against" in item.difference and "Denied" in item.difference for item in found)
    assert all(item.files[0] != item.files[1] for item in found)


def test_why_tells_of_an_event_with_its_evidence(store: Store) -> None:
    event = next(event for event in sample_chronicle().events if len(event.mentions) > 1)
    account = "\n".join(why(store, f"https://w3id.org/waqai/id/event/{event.id}"))
    assert event.label_ar in account
    assert account.count("sentence:") == len(event.mentions)
    assert "rule:" in account
    assert "reason:" in account
    assert account == "\n".join(why(store, f"event:{event.id}"))


def test_why_tells_of_a_mention_and_an_actor(store: Store) -> None:
    chronicle = sample_chronicle()
    mention = chronicle.events[0].mentions[0]
    assert any(chronicle.events[0].id in line for line in why(store, f"mention:{mention}"))
    assert any("prefLabel" in line for line in why(store, f"actor:{chronicle.actors[0].id}"))


@pytest.mark.parametrize("iri", ["event:none", "no iri", "http://x/> } #", "<http://example.org/nothing>"])
def test_why_refuses_what_the_graph_does_not_know(store: Store, iri: str) -> None:
    with pytest.raises(InputError):
        why(store, iri)
