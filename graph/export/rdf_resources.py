"""A chronicle as described resources: what `graph.ttl` says of each article, mention, actor, place and event.

The terms are those of `ontology/core.ttl`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from graph.export import rdf_terms as term
from graph.export.rdf_events import event_resources
from graph.export.rdf_terms import Resource
from graph.ids import local_name
from graph.model import Actor, Article, Chronicle, Claim, Mention, Place, PositionHeld, Quantity, When
from graph.vocab import NAMESPACES, ONTOLOGY_IRI, SHAPES_IRI

_Part = TypeVar("_Part", Actor, Article, Place, PositionHeld)


def resources_of(chronicle: Chronicle, *, include_text: bool = False) -> Iterator[Resource]:
    """Every resource of the graph, by kind and then by id, its statements in the order of the files."""
    quantities = _quantities(chronicle)
    contradicted = _contradicted(chronicle, quantities)
    described: list[Resource] = []
    described.extend(_outlets(chronicle))
    described.extend(_articles(chronicle, include_text=include_text))
    described.extend(_mentions(chronicle, contradicted))
    described.extend(_quantity(quantity, contradicted) for _, quantity in sorted(quantities.items()))
    described.extend(_actor(actor) for actor in _by_id(chronicle.actors))
    described.extend(_places(chronicle))
    described.extend(_position(position) for position in _by_id(chronicle.positions))
    described.extend(event_resources(chronicle))
    for resource in described:
        resource.settle()
    yield from _run_and_dataset(chronicle, described)
    yield from described


def _by_id(parts: Iterable[_Part]) -> list[_Part]:
    return sorted(parts, key=lambda part: part.id)


def _quantities(chronicle: Chronicle) -> dict[str, Quantity]:
    return {quantity.mention.id: quantity for claim in chronicle.claims.values() for quantity in claim.quantities}


def _contradicted(chronicle: Chronicle, quantities: dict[str, Quantity]) -> dict[str, list[str]]:
    """For each mention id the nodes that it contradicts, both ways."""
    found: dict[str, list[str]] = {}
    for pair in chronicle.contradictions:
        for one, other in (pair, pair[::-1]):
            found.setdefault(one, []).append(term.node("quantity" if other in quantities else "mention", other))
    return found


def _outlets(chronicle: Chronicle) -> Iterator[Resource]:
    for outlet in sorted(chronicle.outlets, key=lambda outlet: outlet.id):
        resource = Resource(term.node("outlet", outlet.id))
        resource.add("a", "wq:Outlet")
        resource.add("skos:prefLabel", term.tagged(outlet.name))
        yield resource


def _articles(chronicle: Chronicle, *, include_text: bool) -> Iterator[Resource]:
    for article in _by_id(chronicle.articles):
        resource = Resource(term.node("article", article.id), article=article.id)
        resource.add("a", "wq:Article", "schema:NewsArticle")
        if article.title:
            resource.add("dcterms:title", term.arabic(article.title))
        resource.add("dcterms:language", term.string("ar"))
        resource.add("wq:sourceFile", term.string(article.file))
        resource.add("wq:part", term.integer(article.part))
        resource.add("nif:beginIndex", term.offset(article.extent.start))
        resource.add("nif:endIndex", term.offset(article.extent.end))
        resource.add("wq:contentHash", term.string(article.content_hash))
        if (outlet := chronicle.outlet_of.get(article.id)) is not None:
            resource.add("dcterms:publisher", term.node("outlet", outlet))
            resource.add("prov:wasAttributedTo", term.node("outlet", outlet))
        if article.url:
            resource.add("schema:url", term.address(article.url))
        if article.duplicate_of is not None:
            resource.add("wq:reprintOf", term.node("article", article.duplicate_of))
        if article.extracted_text is not None:
            resource.add("wq:extractedText", term.string(f"text/{article.extracted_text}.txt"))
        if include_text:
            resource.add("wq:text", term.arabic(article.text))
        _add_article_time(resource, article, chronicle.inferred_bounds.get(article.id))
        yield resource


def _add_article_time(resource: Resource, article: Article, inferred: When | None) -> None:
    if article.date is not None:
        resource.add("dcterms:issued", term.day(article.date))
        resource.add("wq:dateBasis", term.string(article.date_basis.value))
    elif inferred is not None:
        term.add_bounds(resource, inferred)


def _mentions(chronicle: Chronicle, contradicted: dict[str, list[str]]) -> list[Resource]:
    found = [_claim(claim, contradicted) for claim in chronicle.claims.values()]
    plain = {claim.quotation.id: claim.quotation for claim in chronicle.claims.values() if claim.quotation is not None}
    plain |= chronicle.position_mentions
    # An actor can own mentions besides those that it alone is found by, e.g. the place's name that stands for it.
    denoting = {mention for actor in chronicle.actors for mention in actor.mentions}
    denoting |= {mention for place in chronicle.places for mention in place.mentions}
    for mention_id in denoting | chronicle.actor_of.keys() | chronicle.place_of.keys():
        plain[mention_id] = chronicle.entity_mentions[mention_id].mention
    found.extend(_mention(mention) for mention in plain.values())
    return sorted(found, key=lambda resource: resource.subject)


def _mention(mention: Mention, kind: str = "mention") -> Resource:
    resource = Resource(term.node(kind, mention.id), article=mention.article)
    resource.statements = [
        ("a", "wq:Mention"),
        ("a", "nif:Phrase"),
        ("nif:referenceContext", term.node("article", mention.article)),
        ("nif:beginIndex", term.offset(mention.span.start)),
        ("nif:endIndex", term.offset(mention.span.end)),
        ("nif:anchorOf", term.arabic(mention.anchor)),
        ("wq:sentence", term.arabic(mention.sentence)),
        ("wq:rule", term.string(mention.rule)),
        ("wq:confidence", term.decimal(mention.confidence)),
    ]
    return resource


def _claim(claim: Claim, contradicted: dict[str, list[str]]) -> Resource:
    resource = _mention(claim.mention)
    resource.add("wq:statedFactuality", f"wq:{claim.factuality.value}")
    resource.add("wq:statedActor", *(term.node("actor", actor) for actor in claim.stated_actors))
    if claim.stated_place is not None:
        resource.add("wq:statedPlace", term.node("place", claim.stated_place))
    if claim.stated_when is not None:
        if claim.stated_when.edtf is not None:
            resource.add("wq:statedDate", term.edtf(claim.stated_when.edtf))
        if claim.stated_when.reason:
            resource.add("wq:reason", term.tagged(claim.stated_when.reason))
    if claim.according_to is not None:
        resource.add("sem:accordingTo", term.node("actor", claim.according_to))
    if claim.quotation is not None:
        resource.add("wq:quotation", term.node("mention", claim.quotation.id))
    resource.add("wq:quantity", *(term.node("quantity", quantity.mention.id) for quantity in claim.quantities))
    resource.add("wq:contradicts", *contradicted.get(claim.mention.id, ()))
    resource.add("wq:reason", *(term.tagged(reason) for reason in claim.reasons))
    resource.add("wq:rejected", *(term.tagged(reason) for reason in claim.rejected))
    return resource


def _quantity(quantity: Quantity, contradicted: dict[str, list[str]]) -> Resource:
    resource = _mention(quantity.mention, "quantity")
    resource.add("a", "wq:Quantity")
    resource.add("wq:number", term.decimal(quantity.number))
    resource.add("wq:counted", term.arabic(quantity.counted))
    resource.add("wq:bound", term.string(quantity.bound.value))
    if quantity.as_of is not None:
        resource.add("wq:asOf", term.edtf(quantity.as_of))
    resource.add("wq:contradicts", *contradicted.get(quantity.mention.id, ()))
    return resource


def _add_names(resource: Resource, entity: Actor | Place) -> None:
    resource.add("skos:prefLabel", term.arabic(entity.name_ar))
    if entity.name_en:
        resource.add("skos:prefLabel", term.english(entity.name_en))
    preferred = {entity.name_ar, entity.name_en}
    resource.add("skos:altLabel", *(term.tagged(name) for name in entity.alt_names if name not in preferred))
    resource.add("gaf:denotedBy", *(term.node("mention", mention) for mention in entity.mentions))


def _actor(actor: Actor) -> Resource:
    resource = Resource(term.node("actor", actor.id))
    resource.add("a", "sem:Actor", f"wq:{actor.kind.value}")
    _add_names(resource, actor)
    if actor.wikidata and (entity := term.wikidata(actor.wikidata)) is not None:
        resource.add("owl:sameAs", entity)
    resource.add("wq:memberOf", *(term.node("actor", body) for body in actor.member_of))
    resource.add("wq:partOf", *(term.node("actor", body) for body in actor.part_of))
    if actor.country is not None:
        resource.add("wq:country", term.node("actor", actor.country))
    return resource


def _places(chronicle: Chronicle) -> Iterator[Resource]:
    actors = {actor.wikidata for actor in chronicle.actors}
    for place in _by_id(chronicle.places):
        resource = Resource(term.node("place", place.id))
        resource.add("a", "sem:Place")
        _add_names(resource, place)
        if place.wikidata and (entity := term.wikidata(place.wikidata)) is not None:
            # The actor of the same entity has owl:sameAs; the place too would make a country its own territory.
            shared = place.territory_of is not None or place.wikidata in actors
            resource.add("skos:exactMatch" if shared else "owl:sameAs", entity)
        if place.latitude is not None and place.longitude is not None:
            resource.add("geo:lat", term.decimal(place.latitude))
            resource.add("geo:long", term.decimal(place.longitude))
        if place.in_country is not None:
            resource.add("wq:inCountry", term.node("place", place.in_country))
        if place.territory_of is not None:
            resource.add("wq:territoryOf", term.node("actor", place.territory_of))
        yield resource


def _position(position: PositionHeld) -> Resource:
    resource = Resource(term.node("position", position.id))
    resource.add("a", "wq:PositionHeld")
    resource.add("wq:holder", term.node("actor", position.holder))
    resource.add("wq:title", term.arabic(position.title))
    if position.of_actor is not None:
        resource.add("wq:ofActor", term.node("actor", position.of_actor))
    if position.earliest is not None:
        resource.add("sem:hasEarliestBeginTimeStamp", term.day(position.earliest))
    if position.latest is not None:
        resource.add("sem:hasLatestEndTimeStamp", term.day(position.latest))
    resource.add("gaf:denotedBy", *(term.node("mention", mention) for mention in position.mentions))
    return resource


_USED_VOCABULARIES = ("gaf", "nif", "prov", "sem", "skos", "wq")


def _run_and_dataset(chronicle: Chronicle, described: list[Resource]) -> Iterator[Resource]:
    """The run as prov:Activity and the graph as VoID and DCAT dataset, without any clock time."""
    key = [f"{name}={value}" for name, value in sorted(chronicle.provenance.items())]
    articles = sorted(article.id for article in chronicle.articles)
    agent = Resource("run:waqai")
    agent.add("a", "prov:SoftwareAgent")
    agent.add("rdfs:label", term.english("waqai"), term.arabic("وقائع"))
    run = Resource(term.node("run", local_name("r", *key, *articles)))
    run.add("a", "prov:Activity")
    run.add("prov:wasAssociatedWith", agent.subject)
    run.add("prov:used", *(term.node("article", article) for article in articles))
    run.add("wq:setting", *(term.string(setting) for setting in key))
    dataset = Resource(term.node("dataset", local_name("d", *key, *articles)))
    dataset.add("a", "void:Dataset", "dcat:Dataset", "prov:Entity")
    dataset.add("dcterms:title", term.arabic("وقائع: أحداث من الأخبار"), term.english("waqai: events of the news"))
    dataset.add(
        "dcterms:description",
        term.english("Events, actors and places of Arabic news, each with the words of the articles that tell of it."),
    )
    dataset.add("dcterms:language", term.string("ar"))
    dataset.add("dcterms:creator", agent.subject)
    dataset.add("dcterms:conformsTo", f"<{ONTOLOGY_IRI}>", f"<{SHAPES_IRI}>")
    dataset.add("prov:wasGeneratedBy", run.subject)
    if chronicle.events:
        dataset.add("void:exampleResource", term.node("event", min(event.id for event in chronicle.events)))
    dataset.add("void:vocabulary", *(f"<{NAMESPACES[prefix]}>" for prefix in _USED_VOCABULARIES))
    dataset.add("void:uriSpace", term.string(chronicle.base_iri))
    counted = [agent, run, dataset, *described]
    dataset.add("void:distinctSubjects", term.integer(len(counted)))
    for resource in (agent, run, dataset):
        resource.settle()
    # The statement of the number of triples counts itself.
    dataset.add("void:triples", term.integer(sum(len(resource.statements) for resource in counted) + 1))
    dataset.settle()
    yield from (dataset, run, agent)
