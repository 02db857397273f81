"""JSON-LD: the same triples as the Turtle, from a context that stands in the file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from chronicles import sample_builder, sample_chronicle

from graph.export import jsonld, rdf
from graph.lexicons import data_folder
from graph.model import Chronicle


def triples(path: Path) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(path=str(path))}


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return sample_chronicle()


@pytest.mark.parametrize("base_iri", [None, "https://example.org/news#"], ids=["default base", "other base"])
def test_same_triples_as_ntriples(chronicle: Chronicle, base_iri: str | None, tmp_path: Path) -> None:
    jsonld.write_jsonld(chronicle, tmp_path / "g.jsonld", base_iri=base_iri, include_text=True)
    rdf.write_ntriples(chronicle, tmp_path / "g.nt", base_iri=base_iri, include_text=True)
    assert triples(tmp_path / "g.jsonld") == triples(tmp_path / "g.nt")


def test_rdflib_reads_the_same(chronicle: Chronicle, tmp_path: Path) -> None:
    jsonld.write_jsonld(chronicle, tmp_path / "g.jsonld")
    rdf.write_turtle(chronicle, tmp_path / "g.ttl")
    left, right = (rdflib.Graph().parse(tmp_path / name) for name in ("g.jsonld", "g.ttl"))
    assert set(left) == set(right)


def test_plain_values_for_programs(chronicle: Chronicle, tmp_path: Path) -> None:
    jsonld.write_jsonld(chronicle, tmp_path / "g.jsonld")
    document = json.loads((tmp_path / "g.jsonld").read_text(encoding="utf-8"))
    by_id = {resource["id"]: resource for resource in document["@graph"]}
    austin = by_id["actor:x-lloyd-austin"]
    assert austin["type"] == ["sem:Actor", "wq:Person"]
    assert austin["skos:prefLabel"] == {"ar": ["لويد أوستن"], "en": ["Lloyd Austin"]}
    assert austin["owl:sameAs"] == "wd:Q941013"
    visits = [resource for resource in document["@graph"] if "wq:Visit" in resource.get("type", ())]
    assert {visit["wq:date"] for visit in visits} == {"2023-08-07/2023-08-08", "2024-04-15"}


def test_same_bytes_twice(chronicle: Chronicle, tmp_path: Path) -> None:
    for name in ("one", "two"):
        jsonld.write_jsonld(chronicle, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_context_file_is_the_context_that_files_carry(tmp_path: Path) -> None:
    jsonld.write_context(tmp_path / "context.jsonld")
    assert (tmp_path / "context.jsonld").read_bytes() == (data_folder("ontology") / "context.jsonld").read_bytes()


@pytest.mark.parametrize(
    "text", ['"}], "@context": {"x', "سطر\nآخر\t\\", "أ\x00ب\x1f", "</script>", "𐤀", "نصف \ud83d"], ids=ascii
)
def test_hostile_text(text: str, tmp_path: Path) -> None:
    builder = sample_builder()
    builder.outlets = {key: replace(outlet, name=f"وكالة {text}") for key, outlet in builder.outlets.items()}
    chronicle = builder.build()
    jsonld.write_jsonld(chronicle, tmp_path / "g.jsonld")
    rdf.write_ntriples(chronicle, tmp_path / "g.nt")
    assert triples(tmp_path / "g.jsonld") == triples(tmp_path / "g.nt")
