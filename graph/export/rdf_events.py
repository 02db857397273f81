"""The events of a chronicle as described resources: classes, participants, places, time, links and evidence."""

from __future__ import annotations

from collections.abc import Iterator

from graph.export import rdf_terms as term
from graph.export.rdf_terms import Resource
from graph.model import Chronicle, Event
from graph.vocab import PLACE_ROLES, ROLES, lineage


def event_resources(chronicle: Chronicle) -> Iterator[Resource]:
    """Every event, by id."""
    known_events = {event.id for event in chronicle.events}
    for event in sorted(chronicle.events, key=lambda event: event.id):
        resource = Resource(term.node("event", event.id))
        resource.add("a", "sem:Event", *(f"wq:{name}" for name in lineage(event.event_class)))
        resource.add("rdfs:label", term.arabic(event.label_ar), term.english(event.label_en))
        resource.add("wq:factuality", f"wq:{event.factuality.value}")
        resource.add("wq:sourceCount", term.integer(event.source_count))
        resource.add("wq:confidence", term.decimal(event.confidence))
        _add_participants(resource, event)
        _add_places(resource, event)
        if event.when is not None:
            if event.when.edtf is not None:
                resource.add("wq:date", term.edtf(event.when.edtf))
            term.add_bounds(resource, event.when)
        if event.topic:
            resource.add("wq:topic", term.arabic(event.topic))
        for about in event.about:
            resource.add("wq:about", term.node("event" if about in known_events else "actor", about))
        _add_links(resource, event)
        _add_evidence(resource, event, chronicle)
        yield resource


def _add_participants(resource: Resource, event: Event) -> None:
    for role, actors in event.roles.items():
        nodes = [term.node("actor", actor) for actor in actors]
        resource.add("sem:hasActor", *nodes)
        if role in ROLES:
            resource.add(f"wq:{role}", *nodes)
        elif role != "hasActor":
            raise ValueError(f"{event.id}: the ontology has no role {role!r}")


def _add_places(resource: Resource, event: Event) -> None:
    by_role = {"origin": event.origins, "targetPlace": event.target_places}
    for role in PLACE_ROLES:
        nodes = [term.node("place", place) for place in by_role[role]]
        resource.add(f"wq:{role}", *nodes)
        resource.add("sem:hasPlace", *nodes)
    resource.add("sem:hasPlace", *(term.node("place", place) for place in event.places))


def _add_links(resource: Resource, event: Event) -> None:
    links = {
        "sem:hasSubEvent": event.sub_events,
        "wq:realises": event.realises,
        "wq:cancels": event.cancels,
        "wq:asserts": event.asserts,
    }
    for predicate, others in links.items():
        resource.add(predicate, *(term.node("event", other) for other in others))


def _add_evidence(resource: Resource, event: Event, chronicle: Chronicle) -> None:
    claims = [chronicle.claims[mention] for mention in event.mentions]
    resource.add("gaf:denotedBy", *(term.node("mention", claim.mention.id) for claim in claims))
    resource.add("prov:wasDerivedFrom", *(term.node("article", claim.mention.article) for claim in claims))
    if "Statement" in lineage(event.event_class):
        quotations = (claim.quotation.id for claim in claims if claim.quotation is not None)
        resource.add("wq:quotation", *(term.node("mention", quotation) for quotation in quotations))
