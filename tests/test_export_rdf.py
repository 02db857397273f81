"""RDF files: complete by the contract, deterministic, and read alike by independent parsers."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from chronicles import PROVENANCE, sample_builder, sample_chronicle, sample_files
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from graph.errors import InputError
from graph.export import rdf, rdf_terms
from graph.model import Chronicle, Event
from graph.vocab import NAMESPACES, WQ, lineage

BASE = "https://w3id.org/waqai/id/"
NS = {name: rdflib.Namespace(iri) for name, iri in NAMESPACES.items()}
wq, sem, nif, gaf = NS["wq"], NS["sem"], NS["nif"], NS["gaf"]


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return sample_chronicle()


@pytest.fixture(scope="module")
def turtle(chronicle: Chronicle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rdf") / "graph.ttl"
    rdf.write_turtle(chronicle, path)
    return path


@pytest.fixture(scope="module")
def triples(turtle: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(turtle)


def node(kind: str, name: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"{BASE}{kind}/{name}")


def event_of(chronicle: Chronicle, label: str) -> Event:
    return next(event for event in chronicle.events if event.label_en == label)


def test_golden_turtle(turtle: Path) -> None:
    golden = Path(__file__).parent / "data" / "ttl" / "sample.ttl"
    assert turtle.read_bytes() == golden.read_bytes()


def test_same_bytes_whatever_the_hash_seed(turtle: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from chronicles import sample_chronicle; from graph.export import rdf;"
        "rdf.write_turtle(sample_chronicle(), Path(sys.argv[1]))"
    )
    outputs = []
    for seed in ("1", "2"):
        path = turtle.with_name(f"seed{seed}.ttl")
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(part for part in sys.path if part)}
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, env=environment)
        outputs.append(path.read_bytes())
    assert outputs == [turtle.read_bytes()] * 2


def test_order_of_the_chronicle_does_not_matter(chronicle: Chronicle, turtle: Path, tmp_path: Path) -> None:
    turned = replace(
        chronicle,
        articles=chronicle.articles[::-1],
        actors=chronicle.actors[::-1],
        events=chronicle.events[::-1],
        claims=dict(reversed(chronicle.claims.items())),
        actor_of=dict(reversed(chronicle.actor_of.items())),
        provenance=dict(reversed(chronicle.provenance.items())),
    )
    rdf.write_turtle(turned, tmp_path / "g.ttl")
    assert (tmp_path / "g.ttl").read_bytes() == turtle.read_bytes()


@pytest.mark.parametrize("suffix", ["ttl", "nt", "trig"])
def test_every_format_holds_the_same_triples(chronicle: Chronicle, suffix: str, tmp_path: Path) -> None:
    write = {"ttl": rdf.write_turtle, "nt": rdf.write_ntriples, "trig": rdf.write_trig}[suffix]
    path = tmp_path / f"g.{suffix}"
    write(chronicle, path, include_text=True)
    read = [" ".join(str(part) for part in quad.triple) for quad in ox.parse(path=str(path))]
    expected = {
        str(ox_triple)
        for ox_triple in (quad.triple for quad in ox.parse(_ntriples(chronicle), format=ox.RdfFormat.N_TRIPLES))
    }
    assert len(read) == len(expected)
    assert {str(quad.triple) for quad in ox.parse(path=str(path))} == expected


def _ntriples(chronicle: Chronicle) -> str:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in rdf.triples_of(chronicle, include_text=True))


def test_rdflib_reads_what_oxigraph_reads(triples: rdflib.Graph, turtle: Path) -> None:
    assert len(triples) == len({quad.triple for quad in ox.parse(path=str(turtle))})


@pytest.mark.filterwarnings("error::UserWarning")
def test_rdflib_has_nothing_to_complain_of(turtle: Path, caplog: pytest.LogCaptureFixture) -> None:
    rdflib.Graph().parse(turtle)
    assert caplog.records == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/خبر", "https://example.org/%D8%AE%D8%A8%D8%B1"),
        ('https://example.org/"> .', 'https://example.org/\\"> .'),
    ],
    ids=["plain", "arabic", "hostile"],
)
def test_addresses(url: str, expected: str) -> None:
    assert rdf_terms.address(url) == f'"{expected}"^^xsd:anyURI'


def test_void_counts_the_triples(triples: rdflib.Graph) -> None:
    assert [int(count) for count in triples.objects(None, NS["void"].triples)] == [len(triples)]


def test_no_blank_nodes_and_ascii_iris(triples: rdflib.Graph) -> None:
    for term in {part for triple in triples for part in triple}:
        assert not isinstance(term, rdflib.BNode)
        if isinstance(term, rdflib.URIRef):
            assert str(term).isascii()


def test_arabic_stands_in_tagged_literals_only(triples: rdflib.Graph) -> None:
    for _, predicate, value in triples:
        if isinstance(value, rdflib.Literal) and not str(value).isascii():
            assert value.language == "ar", (predicate, value)


def test_only_declared_terms_are_used(triples: rdflib.Graph) -> None:
    core = rdflib.Graph().parse(Path(__file__).parents[1] / "ontology" / "core.ttl")
    declared = set(core.subjects(RDF.type, None))
    used = {part for s, p, o in triples for part in (p, o) if isinstance(part, rdflib.URIRef)}
    assert {term for term in used if str(term).startswith(WQ)} - {rdflib.URIRef(WQ)} <= declared


@pytest.mark.parametrize(
    ("predicate", "datatype"),
    [
        (nif.beginIndex, XSD.nonNegativeInteger),
        (nif.endIndex, XSD.nonNegativeInteger),
        (wq.sourceCount, XSD.integer),
        (wq.part, XSD.integer),
        (wq.confidence, XSD.decimal),
        (wq.number, XSD.decimal),
        (wq.date, NS["edtf"].EDTF),
        (wq.statedDate, NS["edtf"].EDTF),
        (wq.asOf, NS["edtf"].EDTF),
        (sem.hasEarliestBeginTimeStamp, XSD.date),
        (sem.hasLatestEndTimeStamp, XSD.date),
        (NS["dcterms"].issued, XSD.date),
    ],
    ids=lambda value: str(value).rsplit("/", 1)[-1].rsplit("#", 1)[-1],
)
def test_datatypes(triples: rdflib.Graph, predicate: rdflib.URIRef, datatype: rdflib.URIRef) -> None:
    values = list(triples.objects(None, predicate))
    assert values
    assert {value.datatype for value in values} == {datatype}  # type: ignore[attr-defined]


def test_anchors_are_the_files_text(triples: rdflib.Graph) -> None:
    files = sample_files()
    for mention in triples.subjects(RDF.type, wq.Mention):
        article = triples.value(mention, nif.referenceContext)
        text = files[str(triples.value(article, wq.sourceFile))]
        begin, end = (int(triples.value(mention, where)) for where in (nif.beginIndex, nif.endIndex))  # type: ignore[arg-type]
        assert text[begin:end] == str(triples.value(mention, nif.anchorOf))
        assert str(triples.value(mention, wq.sentence)) in text


def test_every_event_has_its_classes_labels_and_participants(chronicle: Chronicle, triples: rdflib.Graph) -> None:
    for event in chronicle.events:
        subject = node("event", event.id)
        assert {wq[name] for name in lineage(event.event_class)} | {sem.Event} == set(
            triples.objects(subject, RDF.type)
        )
        assert {label.language for label in triples.objects(subject, RDFS.label)} == {"ar", "en"}  # type: ignore[attr-defined]
        actors = {node("actor", actor) for actor in event.actors()}
        assert set(triples.objects(subject, sem.hasActor)) == actors
        for role, fillers in event.roles.items():
            if role != "hasActor":
                assert set(triples.objects(subject, wq[role])) == {node("actor", actor) for actor in fillers}


def test_places_stand_beside_their_roles(chronicle: Chronicle, triples: rdflib.Graph) -> None:
    attack = node("event", event_of(chronicle, "Attack on Ain al-Asad air base").id)
    left = node("event", event_of(chronicle, "Withdrawal from Ain al-Asad air base").id)
    base = node("place", "l-ain-al-asad")
    assert (attack, wq.targetPlace, base) in triples
    assert (attack, sem.hasPlace, base) in triples
    assert (left, wq.origin, base) in triples
    assert (left, sem.hasPlace, base) in triples


def test_unknown_time_has_no_time_triples(chronicle: Chronicle, triples: rdflib.Graph) -> None:
    aid = node("event", event_of(chronicle, "Aid of the United States to Iraq").id)
    timing = (wq.date, wq.timeBasis, sem.hasEarliestBeginTimeStamp, sem.hasLatestEndTimeStamp)
    assert [triples.value(aid, predicate) for predicate in timing] == [None] * 4


def test_open_end_has_no_triple(chronicle: Chronicle, triples: rdflib.Graph) -> None:
    talks = node("event", event_of(chronicle, "Round of talks in Erbil").id)
    assert str(triples.value(talks, wq.date)) == "2024-03-22/.."
    assert triples.value(talks, sem.hasLatestEndTimeStamp) is None
    assert triples.value(talks, sem.hasEarliestBeginTimeStamp).toPython() == datetime.date(2024, 3, 22)  # type: ignore[union-attr]


def test_contradictions_both_ways(chronicle: Chronicle, triples: rdflib.Graph) -> None:
    pairs = set(triples.subject_objects(wq.contradicts))
    assert pairs == {(right, left) for left, right in pairs}
    assert len(pairs) == 2 * len(chronicle.contradictions)
    kinds = Counter(str(left).removeprefix(BASE).split("/")[0] for left, _ in pairs)
    assert kinds == {"mention": 4, "quantity": 2}


def test_article_dates(chronicle: Chronicle, triples: rdflib.Graph) -> None:
    bases = Counter(str(value) for value in triples.objects(None, wq.dateBasis))
    assert bases == {"stated": 5, "metadata": 1, "url": 1}
    (undated,) = (article for article in chronicle.articles if article.date is None)
    subject = node("article", undated.id)
    assert triples.value(subject, NS["dcterms"].issued) is None
    assert triples.value(subject, wq.timeBasis) == wq.Inferred


def test_text_is_stored_only_when_asked(chronicle: Chronicle, triples: rdflib.Graph) -> None:
    assert not list(triples.subject_objects(wq.text))
    stored = [triple for triple in rdf.triples_of(chronicle, include_text=True) if triple[1] == f"<{WQ}text>"]
    assert len(stored) == len(chronicle.articles)


def test_statement_links(chronicle: Chronicle, triples: rdflib.Graph) -> None:
    announcement = node("event", event_of(chronicle, "Announcement of Lloyd Austin").id)
    about = {str(value).removeprefix(BASE).split("/")[0] for value in triples.objects(announcement, wq.about)}
    assert about == {"actor", "event"}
    quotation = triples.value(announcement, wq.quotation)
    assert (quotation, RDF.type, wq.Mention) in triples
    denial = node("event", event_of(chronicle, "Denial by the Government of Iraq").id)
    killing = node("event", event_of(chronicle, "Killing at Ain al-Asad air base").id)
    assert (denial, wq.cancels, killing) in triples
    assert (denial, wq.asserts, killing) in triples


def test_wikidata_of_a_country_names_the_actor_and_matches_its_place(triples: rdflib.Graph) -> None:
    entity = NS["wd"].Q796
    assert (node("actor", "x-iraq"), OWL.sameAs, entity) in triples
    assert (node("place", "l-iraq"), OWL.sameAs, entity) not in triples
    assert (node("place", "l-iraq"), SKOS.exactMatch, entity) in triples
    assert (node("place", "l-washington"), OWL.sameAs, NS["wd"].Q61) in triples


def test_every_denoting_mention_is_described(chronicle: Chronicle) -> None:
    # The identity of a mention may be told by its owner alone.
    triples = list(rdf.triples_of(replace(chronicle, actor_of={}, place_of={})))
    mentions = {s for s, p, o in triples if o == f"<{WQ}Mention>"}
    assert {o for _, p, o in triples if p == f"<{NAMESPACES['gaf']}denotedBy>"} <= mentions


def test_reasons_explain_from_the_file_alone(triples: rdflib.Graph) -> None:
    assert "Deployment: the mover is a person" in {str(value) for value in triples.objects(None, wq.rejected)}
    assert any(str(value).startswith("trigger") for value in triples.objects(None, wq.reason))


def test_run_is_described_without_a_clock(triples: rdflib.Graph) -> None:
    prov = NS["prov"]
    (run,) = triples.subjects(RDF.type, prov.Activity)
    settings = {str(value) for value in triples.objects(run, wq.setting)}
    assert settings == {f"{name}={value}" for name, value in PROVENANCE.items()}
    (dataset,) = triples.subjects(RDF.type, NS["void"].Dataset)
    assert (dataset, prov.wasGeneratedBy, run) in triples
    assert not [value for value in triples.objects() if getattr(value, "datatype", None) == XSD.dateTime]


def test_base_iri_moves_every_instance(chronicle: Chronicle) -> None:
    moved = list(rdf.triples_of(chronicle, base_iri="https://example.org/news#"))
    assert not any(BASE in part for triple in moved for part in triple)
    assert any(subject == "<https://example.org/news#actor/x-iraq>" for subject, _, _ in moved)


@pytest.mark.parametrize(
    "base",
    ["", "example.org/", "https://example.org", "https://example.org/<script>/", "https://مثال/", "https://e.org/ a/"],
)
def test_unfit_base_iris_are_refused(chronicle: Chronicle, base: str) -> None:
    with pytest.raises(InputError, match="base IRI"):
        list(rdf.triples_of(chronicle, base_iri=base))


HOSTILE = [
    ("quotes", 'قال "نعم" و\\لا'),
    ("newlines", "سطر\nآخر\r\nوثالث\tأخير"),
    ("controls", "أ\x00ب\x07ج\x1b[31mد\x7f"),
    ("turtle injection", '"@ar . <http://evil.example/> a <http://evil.example/x> . "'),
    ("bidi", "\u202eمقلوب\u202c \u2066معزول\u2069"),
    ("astral", "خبر 🗞️ 𐤀"),
    ("surrogate", "نصف \ud83d زوج"),
    ("noncharacters", "أ\ufffeب\uffff"),
    ("trailing backslash", "نهاية\\"),
]


@pytest.mark.parametrize("text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_hostile_literals_survive_every_parser(text: str, tmp_path: Path) -> None:
    builder = sample_builder()
    builder.outlets = {key: replace(outlet, name=f"وكالة {text}") for key, outlet in builder.outlets.items()}
    chronicle = builder.build()
    clean = len(list(rdf.triples_of(sample_chronicle(provenance={}))))
    expected = f"وكالة {text}".replace("\ud83d", "\ufffd").replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    for suffix, write in (("ttl", rdf.write_turtle), ("nt", rdf.write_ntriples), ("trig", rdf.write_trig)):
        path = tmp_path / f"g.{suffix}"
        write(chronicle, path)
        quads = list(ox.parse(path=str(path)))
        assert len(quads) == clean
        names = {quad.object.value for quad in quads if quad.subject.value.startswith(f"{BASE}outlet/")}
        assert expected in names
        read = rdflib.Dataset().parse(path)
        assert (None, None, rdflib.Literal(expected, lang="ar"), None) in read


@pytest.mark.parametrize("name", ["a/b", "a b", "1a", "", "ع", "a.b", "a(b)", 'a"b'])
def test_local_names_that_need_an_escape_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="cannot name"):
        rdf_terms.node("actor", name)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(Decimal("0.90"), '"0.90"'), (Decimal("1E+3"), '"1000"'), (Decimal("33.3406"), '"33.3406"')],
    ids=str,
)
def test_decimals_have_no_exponent(number: Decimal, expected: str) -> None:
    assert rdf_terms.decimal(number) == f"{expected}^^xsd:decimal"


@pytest.mark.parametrize(
    ("identifier", "expected"), [("Q796", "wd:Q796"), ("P31", None), ("Q0", None), ("Q1> .", None)]
)
def test_wikidata_identifiers(identifier: str, expected: str | None) -> None:
    assert rdf_terms.wikidata(identifier) == expected


def test_unknown_role_is_refused(chronicle: Chronicle) -> None:
    broken = replace(chronicle.events[0], roles={"bystander": ("x-iraq",)})
    with pytest.raises(ValueError, match="no role 'bystander'"):
        list(rdf.triples_of(replace(chronicle, events=(broken,))))


def test_trig_keeps_each_articles_claims_in_its_graph(chronicle: Chronicle, tmp_path: Path) -> None:
    path = tmp_path / "g.trig"
    rdf.write_trig(chronicle, path)
    graphs: dict[str, set[str]] = {}
    for quad in ox.parse(path=str(path)):
        graphs.setdefault(str(quad.graph_name), set()).add(quad.subject.value.removeprefix(BASE).split("/")[0])
    assert set(graphs) == {f"<{BASE}article/{article.id}>" for article in chronicle.articles} | {"DEFAULT"}
    assert graphs.pop("DEFAULT") == {"actor", "dataset", "event", "outlet", "place", "position", "run"}
    assert set().union(*graphs.values()) == {"article", "mention", "quantity"}
