"""The ontology: within OWL 2 RL, consistent with the sample, in both languages, and nothing left to the reasoner."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from chronicles import sample_chronicle
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from graph.export.rdf import write_turtle
from graph.lexicons import data_folder
from graph.vocab import NAMESPACES, QUAD_CLASSES, WQ

ONTOLOGY = data_folder("ontology")
SEM = NAMESPACES["sem"]

# OWL 2 Profiles, section 4.2: what of OWL's own vocabulary an ontology in the RL profile may hold. Class expressions
# would be allowed in places; there are none here.
_RL_TERMS = {
    "AllDifferent", "AllDisjointClasses", "AnnotationProperty", "Class", "DatatypeProperty", "FunctionalProperty",
    "IrreflexiveProperty", "NamedIndividual", "ObjectProperty", "Ontology", "SymmetricProperty", "distinctMembers",
    "inverseOf", "members", "versionInfo",
}  # fmt: skip
# Section 4.2.1: the datatypes of the profile, as far as they are used.
_RL_DATATYPES = {
    f"{NAMESPACES['rdf']}PlainLiteral", f"{NAMESPACES['rdfs']}Literal", f"{NAMESPACES['xsd']}decimal",
    f"{NAMESPACES['xsd']}integer", f"{NAMESPACES['xsd']}string",
}  # fmt: skip


@pytest.fixture(scope="module")
def core() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "core.ttl")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ontology") / "graph.ttl"
    write_turtle(sample_chronicle(), path)
    return path


@pytest.mark.parametrize("name", ["core", "alignment", "shapes"])
def test_two_parsers_read_the_same(name: str) -> None:
    path = ONTOLOGY / f"{name}.ttl"
    assert len(rdflib.Graph().parse(path)) == len({quad.triple for quad in ox.parse(path=str(path))})


@pytest.mark.parametrize("name", ["core", "alignment"])
def test_no_construct_outside_the_rl_profile(name: str) -> None:
    triples = rdflib.Graph().parse(ONTOLOGY / f"{name}.ttl")
    used = {str(term).removeprefix(str(OWL)) for triple in triples for term in triple if str(term).startswith(str(OWL))}
    assert used <= _RL_TERMS


def test_ranges_of_data_are_datatypes_of_the_profile(core: rdflib.Graph) -> None:
    for term in core.subjects(RDF.type, OWL.DatatypeProperty):
        ranges = {str(found) for found in core.objects(term, RDFS.range)}
        assert ranges <= _RL_DATATYPES, term
        if str(term).startswith(WQ):
            assert ranges, term


def test_every_term_is_one_kind_of_thing(core: rdflib.Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
    for one, other in combinations(kinds, 2):
        assert not set(core.subjects(RDF.type, one)) & set(core.subjects(RDF.type, other))


def closure(*graphs: rdflib.Graph) -> rdflib.Graph:
    """Everything that follows by the OWL 2 RL rules."""
    reasonable = pytest.importorskip("reasonable")
    reasoner = reasonable.PyReasoner()
    for graph in graphs:
        reasoner.from_graph(graph)
    closed = rdflib.Graph()
    for triple in reasoner.reason():
        if not isinstance(triple[0], rdflib.Literal):
            closed.add(triple)
    return closed


def contradictions(closed: rdflib.Graph) -> set[str]:
    """What the rules that end in "false" find (OWL 2 Profiles, section 4.3); the reasoner keeps it to itself."""
    found = set()
    for axiom in closed.subjects(RDF.type, OWL.AllDisjointClasses):
        for members in closed.objects(axiom, OWL.members):
            for one, other in combinations(Collection(closed, members), 2):
                shared = set(closed.subjects(RDF.type, one)) & set(closed.subjects(RDF.type, other))
                found |= {f"cax-adc {node}" for node in shared}
    for axiom in closed.subjects(RDF.type, OWL.AllDifferent):
        for members in closed.objects(axiom, OWL.distinctMembers):
            for one, other in combinations(Collection(closed, members), 2):
                if (one, OWL.sameAs, other) in closed:
                    found.add(f"eq-diff3 {one}")
    for irreflexive in closed.subjects(RDF.type, OWL.IrreflexiveProperty):
        found |= {f"prp-irp {left}" for left, right in closed.subject_objects(irreflexive) if left == right}
    found |= {f"cls-nothing2 {node}" for node in closed.subjects(RDF.type, OWL.Nothing)}
    return found


def test_ontology_alignment_and_sample_are_consistent(core: rdflib.Graph, sample: Path) -> None:
    alignment = rdflib.Graph().parse(ONTOLOGY / "alignment.ttl")
    assert contradictions(closure(core, alignment, rdflib.Graph().parse(sample))) == set()


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ("actor:x-iraq a wq:Person .", "cax-adc"),
        ("event:e-1 wq:attacker place:l-baghdad .", "cax-adc"),
        ("event:e-1 wq:realises event:e-1 .", "prp-irp"),
        ("event:e-1 wq:factuality wq:Actual, wq:Denied .", "eq-diff3"),
        ("event:e-1 a sem:Event, wq:Outlet .", "cax-adc"),
    ],
    ids=["two kinds of actor", "place as actor", "self-realising", "two factualities", "outlet as event"],
)
def test_the_check_finds_contradictions(core: rdflib.Graph, sample: Path, broken: str, rule: str) -> None:
    header = "".join(line for line in sample.read_text(encoding="utf-8").splitlines(True) if line.startswith("@prefix"))
    more = rdflib.Graph().parse(data=header + broken, format="turtle")
    found = contradictions(closure(core, rdflib.Graph().parse(sample), more))
    assert {finding.split()[0] for finding in found} == {rule}


def test_a_reasoner_adds_no_class_participant_or_place(core: rdflib.Graph, sample: Path) -> None:
    asserted = rdflib.Graph().parse(sample)
    closed = closure(core, asserted)
    own = set(asserted.subjects())
    for predicate in (RDF.type, rdflib.URIRef(f"{SEM}hasActor"), rdflib.URIRef(f"{SEM}hasPlace")):
        inferred = {
            (subject, value)
            for subject, value in closed.subject_objects(predicate)
            if subject in own and value not in (OWL.Thing, RDFS.Resource) and NAMESPACES["wd"] not in str(value)
        }
        assert inferred == set(asserted.subject_objects(predicate))


def test_alignment_speaks_of_terms_that_exist(core: rdflib.Graph) -> None:
    alignment = rdflib.Graph().parse(ONTOLOGY / "alignment.ttl")
    declared = set(core.subjects(RDF.type, None))
    used = {term for triple in alignment for term in triple if str(term).startswith(WQ)}
    assert used <= declared


_MAPPINGS = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf, SKOS.closeMatch, SKOS.broadMatch)


@pytest.mark.parametrize("vocabulary", ["sem", "prov", "time", "schema", "nif", "gaf", "foaf", "plover"])
def test_alignment_joins_each_vocabulary(vocabulary: str) -> None:
    space = NAMESPACES.get(vocabulary, "https://w3id.org/waqai/plover#")
    ours = (WQ, NAMESPACES["sem"], NAMESPACES["nif"], NAMESPACES["gaf"])
    alignment = rdflib.Graph().parse(ONTOLOGY / "alignment.ttl")
    joined = [
        (one, other)
        for one, predicate, other in alignment
        if predicate in _MAPPINGS and any(str(end).startswith(space) for end in (one, other))
        if any(str(end).startswith(own) for end in (one, other) for own in ours)
    ]
    assert joined


def test_every_term_that_a_graph_uses_is_declared_and_explained(core: rdflib.Graph, sample: Path) -> None:
    triples = rdflib.Graph().parse(sample)
    built_in = (str(OWL), str(RDF), str(RDFS))
    used = {*triples.predicates(), *triples.objects(None, RDF.type)}
    for term in used:
        if not str(term).startswith(built_in):
            assert core.value(term, RDF.type) is not None, term
            for predicate in (RDFS.label, RDFS.comment):
                assert {text.language for text in core.objects(term, predicate)} == {"ar", "en"}, term


def test_plover_concepts(core: rdflib.Graph) -> None:
    alignment = rdflib.Graph().parse(ONTOLOGY / "alignment.ttl")
    plover = "https://w3id.org/waqai/plover#"
    codes = {str(code): concept for concept, code in alignment.subject_objects(SKOS.notation)}
    assert set(codes) == set(QUAD_CLASSES)
    for code, quad in QUAD_CLASSES.items():
        name = quad.value.title().replace(" ", "")
        assert (codes[code], SKOS.broader, rdflib.URIRef(f"{plover}{name}")) in alignment
    for term, code in core.subject_objects(rdflib.URIRef(f"{WQ}ploverCode")):
        assert (term, SKOS.broadMatch, codes[str(code)]) in alignment


def test_shapes_speak_of_terms_that_exist(core: rdflib.Graph) -> None:
    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    declared = set(core.subjects(RDF.type, None))
    terms = {term for triple in shapes for term in triple if isinstance(term, rdflib.URIRef)}
    assert {term for term in terms if str(term).startswith(WQ)} <= declared


def test_every_property_is_constrained_by_a_shape(core: rdflib.Graph) -> None:
    shapes = (ONTOLOGY / "shapes.ttl").read_text(encoding="utf-8")
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in core.subjects(RDF.type, kind):
            if str(term).startswith(WQ):
                name = str(term).removeprefix(WQ)
                assert f"wq:{name}" in shapes, name
