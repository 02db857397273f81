"""The vocabulary module says exactly what `ontology/core.ttl` says."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from graph import model, vocab
from graph.lexicons import data_folder

WQ = rdflib.Namespace(vocab.WQ)
SEM = rdflib.Namespace(vocab.NAMESPACES["sem"])


@pytest.fixture(scope="module")
def core() -> rdflib.Graph:
    return rdflib.Graph().parse(data_folder("ontology") / "core.ttl")


def local_names(nodes: object) -> set[str]:
    return {str(node).removeprefix(vocab.WQ) for node in nodes if str(node).startswith(vocab.WQ)}  # type: ignore[attr-defined]


def labels(core: rdflib.Graph, name: str) -> dict[str | None, str]:
    return {label.language: str(label) for label in core.objects(WQ[name], RDFS.label)}  # type: ignore[attr-defined]


def test_event_classes_are_those_of_the_ontology(core: rdflib.Graph) -> None:
    below = local_names(core.transitive_subjects(RDFS.subClassOf, WQ.Event))
    assert below == set(vocab.EVENT_CLASSES)


@pytest.mark.parametrize("name", vocab.EVENT_CLASSES)
def test_event_class(core: rdflib.Graph, name: str) -> None:
    entry = vocab.EVENT_CLASSES[name]
    assert local_names(core.objects(WQ[name], RDFS.subClassOf)) == ({entry.parent} if entry.parent else set())
    assert {str(code) for code in core.objects(WQ[name], WQ.ploverCode)} == set(entry.plover)
    assert labels(core, name) == {"ar": entry.label_ar, "en": entry.label_en}


@pytest.mark.parametrize(
    ("above", "roles"),
    [(SEM.hasActor, vocab.ROLES), (SEM.hasPlace, vocab.PLACE_ROLES)],
    ids=["actors", "places"],
)
def test_roles(core: rdflib.Graph, above: rdflib.URIRef, roles: dict[str, tuple[str, str]]) -> None:
    assert local_names(core.subjects(RDFS.subPropertyOf, above)) == set(roles)
    for name, (arabic, english) in roles.items():
        assert labels(core, name) == {"ar": arabic, "en": english}


@pytest.mark.parametrize(
    ("above", "names"),
    [(WQ.Factuality, vocab.FACTUALITIES), (WQ.TimeBasis, vocab.TIME_BASES)],
    ids=["factuality", "time basis"],
)
def test_individuals(core: rdflib.Graph, above: rdflib.URIRef, names: tuple[str, ...]) -> None:
    assert local_names(core.subjects(RDF.type, above)) == set(names)


def test_actor_classes(core: rdflib.Graph) -> None:
    assert local_names(core.subjects(RDFS.subClassOf, SEM.Actor)) == set(vocab.ACTOR_CLASSES)


def test_every_own_term_has_label_and_comment_in_both_languages(core: rdflib.Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
    for kind in kinds:
        for term in core.subjects(RDF.type, kind):
            if not str(term).startswith(vocab.WQ):
                continue
            for predicate in (RDFS.label, RDFS.comment):
                languages = sorted(text.language for text in core.objects(term, predicate))  # type: ignore[attr-defined]
                assert languages == ["ar", "en"], (term, predicate)


def test_model_speaks_the_same_terms() -> None:
    assert {kind.value for kind in model.EntityKind} == {*vocab.ACTOR_CLASSES, "Place"}
    assert {value.value for value in model.Factuality} == set(vocab.FACTUALITIES)
    assert {value.value for value in model.TimeBasis} == set(vocab.TIME_BASES)


def test_roles_of_classes_exist_and_every_role_has_a_class() -> None:
    used = {role for entry in vocab.EVENT_CLASSES.values() for role in entry.roles}
    assert used == set(vocab.ROLES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Event", ("Event",)),
        ("Killing", ("Killing", "Attack", "Event")),
        ("PhoneCall", ("PhoneCall", "Meeting", "Event")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_lineage(name: str, expected: tuple[str, ...]) -> None:
    assert vocab.lineage(name) == expected


def test_lineage_refuses_unknown_classes() -> None:
    with pytest.raises(KeyError):
        vocab.lineage("Wedding")


@pytest.mark.parametrize(
    ("name", "quad"),
    [
        ("Meeting", vocab.QuadClass.VERBAL_COOPERATION),
        ("Aid", vocab.QuadClass.MATERIAL_COOPERATION),
        ("Criticism", vocab.QuadClass.VERBAL_CONFLICT),
        ("Killing", vocab.QuadClass.MATERIAL_CONFLICT),
        ("Vote", None),
        ("Event", None),
    ],
    ids=lambda value: str(value),
)
def test_quad_class(name: str, quad: vocab.QuadClass | None) -> None:
    assert vocab.quad_class(name) is quad


def test_every_plover_code_has_a_quadrant() -> None:
    assert {code for entry in vocab.EVENT_CLASSES.values() for code in entry.plover} <= set(vocab.QUAD_CLASSES)


def test_prefixes_are_flat_per_kind() -> None:
    prefixes = vocab.prefixes("https://example.org/g/")
    assert prefixes["actor"] == "https://example.org/g/actor/"
    assert len(set(prefixes.values())) == len(prefixes)
