"""The chronicle as CSV tables for spreadsheets (UTF-8 with a byte-order mark): events, actors, mentions, ties, PLOVER.

Cells that join several values separate them by "; ". A text that a spreadsheet would run as a formula gets an
apostrophe in front (OWASP, CSV injection); nothing else is altered.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.export.network import actor_ties, bounds, reports_of, tied_pairs
from graph.model import Actor, Chronicle, EntityKind, Event, Factuality, Mention, Place
from graph.vocab import EVENT_CLASSES, quad_class

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTEXT = {
    Factuality.ACTUAL: "",
    Factuality.PLANNED: "future",
    Factuality.POSSIBLE: "hypothetical",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table's column names and its rows of cells, in the order of writing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_table(table: Table, path: Path) -> None:
    """Write a table as `csv_of` gives it."""
    path.write_bytes(csv_of(table))


def csv_of(table: Table) -> bytes:
    """A table as CSV in UTF-8 with a byte-order mark and CRLF line ends (RFC 4180); the same for the same table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_inert(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _inert(cell: str) -> str:
    if not cell.startswith(_FORMULA) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdecimal()


def events_table(chronicle: Chronicle) -> Table:
    """One row per event: what, when, who, where, how sure, and the first sentence that tells of it."""
    names = _actor_names(chronicle)
    places = {place.id: place.name_ar for place in chronicle.places}
    sources = _article_names(chronicle)
    articles = {article.id: article for article in chronicle.articles}
    columns = (
        "event", "class", "label_ar", "label_en", "date", "earliest", "latest", "time_basis", "factuality", "actors",
        "roles", "places", "topic", "sources", "confidence", "articles", "evidence",
    )  # fmt: skip
    rows = []
    for event in chronicle.events:
        earliest, latest = bounds(event.when)
        mentions = reports_of(chronicle, event, articles)
        event_places = dict.fromkeys((*event.places, *event.origins, *event.target_places))
        rows.append(
            (
                f"{chronicle.base_iri}event/{event.id}",
                event.event_class,
                event.label_ar,
                event.label_en,
                (event.when.edtf or "") if event.when is not None else "",
                earliest,
                latest,
                event.when.basis.value if event.when is not None else "",
                event.factuality.value,
                _joined(names[actor] for actor in event.actors()),
                _joined(f"{role}: {names[actor]}" for role, actors in sorted(event.roles.items()) for actor in actors),
                _joined(places[place] for place in event_places),
                event.topic or "",
                str(event.source_count),
                str(event.confidence),
                _joined(dict.fromkeys(sources[mention.article] for mention in mentions)),
                mentions[0].sentence if mentions else "",
            )
        )
    return Table(columns, tuple(rows))


def actors_table(chronicle: Chronicle) -> Table:
    """One row per actor: names, kind, where it belongs, and how often and when the articles show it."""
    names = _actor_names(chronicle)
    events: dict[str, list[Event]] = {}
    for event in chronicle.events:
        for actor_id in event.actors():
            events.setdefault(actor_id, []).append(event)
    columns = (
        "actor", "kind", "name_ar", "name_en", "other_names", "wikidata", "country", "member_of", "part_of", "mentions",
        "events", "first_event", "last_event",
    )  # fmt: skip
    rows = []
    for actor in chronicle.actors:
        spans = [bounds(event.when) for event in events.get(actor.id, ())]
        rows.append(
            (
                f"{chronicle.base_iri}actor/{actor.id}",
                actor.kind.value,
                actor.name_ar,
                actor.name_en,
                _joined(actor.alt_names),
                actor.wikidata or "",
                names.get(actor.country or "", ""),
                _joined(names.get(body, body) for body in actor.member_of),
                _joined(names.get(body, body) for body in actor.part_of),
                str(len(actor.mentions)),
                str(len(events.get(actor.id, ()))),
                min((start for start, _ in spans if start), default=""),
                max((end for _, end in spans if end), default=""),
            )
        )
    return Table(columns, tuple(rows))


def mentions_table(chronicle: Chronicle) -> Table:
    """One row per mention and thing it speaks of, in the order of the corpus."""
    articles = {article.id: article for article in chronicle.articles}
    outlets = {outlet.id: outlet.name for outlet in chronicle.outlets}
    columns = (
        "mention", "kind", "refers_to", "article", "file", "part", "title", "outlet", "issued", "begin", "end", "words",
        "sentence", "rule", "confidence", "stated_date", "stated_factuality",
    )  # fmt: skip
    rows = []
    for kind, refers_to, mention, node in sorted(_referring(chronicle), key=_reading_order):
        article = articles[mention.article]
        claim = chronicle.claims.get(mention.id)
        when = claim.stated_when if claim is not None else None
        rows.append(
            (
                f"{chronicle.base_iri}{node}/{mention.id}",
                kind,
                f"{chronicle.base_iri}{refers_to}" if refers_to else "",
                f"{chronicle.base_iri}article/{article.id}",
                article.file,
                str(article.part),
                article.title,
                outlets.get(chronicle.outlet_of.get(article.id, ""), ""),
                article.date.isoformat() if article.date is not None else "",
                str(mention.span.start),
                str(mention.span.end),
                mention.anchor,
                mention.sentence,
                mention.rule,
                str(mention.confidence),
                (when.edtf or "") if when is not None else "",
                claim.factuality.value if claim is not None else "",
            )
        )
    return Table(columns, tuple(rows))


def _referring(chronicle: Chronicle) -> Iterator[tuple[str, str, Mention, str]]:
    """Kind, what it refers to (kind/id), the mention, and the kind of its own IRI."""
    for event in chronicle.events:
        for claim_id in event.mentions:
            claim = chronicle.claims[claim_id]
            yield "event", f"event/{event.id}", claim.mention, "mention"
            if claim.quotation is not None:
                yield "quotation", f"event/{event.id}", claim.quotation, "mention"
            for quantity in claim.quantities:
                yield "quantity", f"event/{event.id}", quantity.mention, "quantity"
    for actor in chronicle.actors:
        for mention_id in actor.mentions:
            yield "actor", f"actor/{actor.id}", chronicle.entity_mentions[mention_id].mention, "mention"
    for place in chronicle.places:
        for mention_id in place.mentions:
            yield "place", f"place/{place.id}", chronicle.entity_mentions[mention_id].mention, "mention"
    for position in chronicle.positions:
        for mention_id in position.mentions:
            mention = chronicle.position_mentions[mention_id]
            yield "position", f"position/{position.id}", mention, "mention"


def _reading_order(row: tuple[str, str, Mention, str]) -> tuple[str, int, int, str, str]:
    kind, refers_to, mention, _ = row
    return mention.article, mention.span.start, mention.span.end, kind, refers_to


def ties_table(chronicle: Chronicle) -> Table:
    """One row per pair of actors and kind of tie, as in `graph.export.network.actor_ties`."""
    network = actor_ties(chronicle)
    columns = (
        "left", "left_name", "right", "right_name", "kind", "events", "actual_events", "first", "last", "quadrants",
        "event_list",
    )  # fmt: skip
    rows = []
    for left, right, tie in network.edges(data=True):
        one, other = sorted((left, right))
        rows.append(
            (
                one,
                network.nodes[one]["label"],
                other,
                network.nodes[other]["label"],
                tie["kind"],
                str(tie["weight"]),
                str(tie["actual"]),
                tie["start"],
                tie["end"],
                tie["quad"],
                tie["events"].replace(" ", "; "),
            )
        )
    return Table(columns, tuple(sorted(rows)))


def plover_table(chronicle: Chronicle) -> Table:
    """Events as users of GDELT and POLECAT expect them: date, source, action, target, place, article.

    One row per event and pair of source and target; a mutual event has one row per pair. Events that PLOVER has no type
    for and denied events are left out; planned and possible ones have a context, as in PLOVER.
    """
    actors = {actor.id: actor for actor in chronicle.actors}
    places = {place.id: place for place in chronicle.places}
    sources = _article_names(chronicle)
    columns = (
        "event", "date", "earliest", "latest", "source", "source_name", "source_country", "action", "quad_class",
        "context", "mutual", "target", "target_name", "target_country", "place", "latitude", "longitude", "articles",
    )  # fmt: skip
    rows = []
    for event in chronicle.events:
        entry = EVENT_CLASSES[event.event_class]
        if not entry.plover or event.factuality is Factuality.DENIED:
            continue
        when = ((event.when.edtf or "") if event.when is not None else "", *bounds(event.when))
        action = entry.plover[0], str(quad_class(event.event_class) or ""), _CONTEXT[event.factuality]
        place = places.get(next(iter((*event.places, *event.target_places, *event.origins)), ""))
        articles = _joined(sorted({sources[chronicle.claims[claim].mention.article] for claim in event.mentions}))
        for source, target in _dyads(event, actors):
            rows.append(
                (
                    f"{chronicle.base_iri}event/{event.id}",
                    *when,
                    *_actor_cells(source, actors, chronicle.base_iri),
                    *action,
                    "yes" if entry.mutual else "no",
                    *_actor_cells(target, actors, chronicle.base_iri),
                    *_place_cells(place),
                    articles,
                )
            )
    return Table(columns, tuple(sorted(rows)))


def _actor_cells(actor_id: str, actors: Mapping[str, Actor], base_iri: str) -> tuple[str, str, str]:
    """IRI, English name and country, all "" for a side that is not known."""
    if actor_id not in actors:
        return "", "", ""
    actor = actors[actor_id]
    country = actors.get(actor.country or (actor.id if actor.kind is EntityKind.COUNTRY else ""))
    return f"{base_iri}actor/{actor_id}", actor.name_en, country.name_en if country is not None else ""


def _place_cells(place: Place | None) -> tuple[str, str, str]:
    """English name, latitude and longitude."""
    if place is None:
        return "", "", ""
    if place.latitude is None or place.longitude is None:
        return place.name_en, "", ""
    return place.name_en, str(place.latitude), str(place.longitude)


def _dyads(event: Event, actors: Container[str]) -> list[tuple[str, str]]:
    """Source and target ids; "" stands for a side that is not known."""
    pairs = [
        (source, target)
        for source, target in tied_pairs(event.event_class, event.roles, event.about)
        if source in actors and target in actors
    ]
    if pairs:
        return sorted(set(pairs))
    entry = EVENT_CLASSES[event.event_class]
    sources = sorted({actor for role in entry.sources for actor in event.roles.get(role, ())})
    targets = sorted({actor for role in entry.targets for actor in event.roles.get(role, ())})
    if entry.mutual or sources:
        return [(source, "") for source in sources] or [("", "")]
    return [("", target) for target in targets] or [("", "")]


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _actor_names(chronicle: Chronicle) -> dict[str, str]:
    return {actor.id: actor.name_ar for actor in chronicle.actors}


def _article_names(chronicle: Chronicle) -> dict[str, str]:
    return {article.id: f"{article.file}#{article.part}" for article in chronicle.articles}


TABLES = {
    "events": events_table,
    "actors": actors_table,
    "mentions": mentions_table,
    "ties": ties_table,
    "plover": plover_table,
}
"""Every table by the name of its file, without ".csv"."""
