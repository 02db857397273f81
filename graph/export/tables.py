"""The chronicle as CSV tables for spreadsheets (UTF-8 with a byte-order mark): events, actors, mentions, ties.

Cells that join several values separate them by "; ". A text that a spreadsheet would run as a formula gets an
apostrophe in front (OWASP, CSV injection); nothing else is altered.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.export.network import actor_ties, bounds, reports_of
from graph.model import Chronicle, Event, Mention

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    names = actor_names(chronicle)
    places = {place.id: place.name_ar for place in chronicle.places}
    sources = article_names(chronicle)
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
                joined(names[actor] for actor in event.actors()),
                joined(f"{role}: {names[actor]}" for role, actors in sorted(event.roles.items()) for actor in actors),
                joined(places[place] for place in event_places),
                event.topic or "",
                str(event.source_count),
                str(event.confidence),
                joined(dict.fromkeys(sources[mention.article] for mention in mentions)),
                mentions[0].sentence if mentions else "",
            )
        )
    return Table(columns, tuple(rows))


def actors_table(chronicle: Chronicle) -> Table:
    """One row per actor: names, kind, where it belongs, and how often and when the articles show it."""
    names = actor_names(chronicle)
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
                joined(actor.alt_names),
                actor.wikidata or "",
                names.get(actor.country or "", ""),
                joined(names.get(body, body) for body in actor.member_of),
                joined(names.get(body, body) for body in actor.part_of),
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


def joined(values: Iterable[str]) -> str:
    """A cell that holds several values."""
    return "; ".join(values)


def actor_names(chronicle: Chronicle) -> dict[str, str]:
    """Arabic names by actor id."""
    return {actor.id: actor.name_ar for actor in chronicle.actors}


def article_names(chronicle: Chronicle) -> dict[str, str]:
    """FILE#PART by article id."""
    return {article.id: f"{article.file}#{article.part}" for article in chronicle.articles}
