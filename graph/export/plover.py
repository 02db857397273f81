"""Events coded for political scientists: one row per event and pair of source and target, as in POLECAT and GDELT.

Actions are PLOVER event types and, beside them, CAMEO codes; countries are ISO 3166-1 alpha-3 codes and sectors those
of PLOVER, which CAMEO's actor codes join ("IRQMIL"); quadrants are named as in PLOVER and numbered as in GDELT.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache

from babel.core import get_global

from graph.export.network import bounds, tied_pairs
from graph.export.tables import Table, article_names, joined
from graph.knowledge.countries import read_countries
from graph.model import Actor, Article, Chronicle, EntityKind, Event, Factuality, Place
from graph.vocab import EVENT_CLASSES, QuadClass, quad_class

# CAMEO codebook 1.1b3 (Schrodt 2012), chapter 2, by event class.
CAMEO: Mapping[str, str] = {
    "Meeting": "040",  # consult, not specified
    "Negotiation": "046",  # engage in negotiation
    "PhoneCall": "041",  # discuss by telephone
    "Visit": "042",  # make a visit
    "Agreement": "057",  # sign formal agreement
    "Criticism": "111",  # criticize or denounce
    "Demand": "100",  # demand, not specified
    "Threat": "130",  # threaten, not specified
    "Attack": "190",  # use conventional military force, not specified
    "Killing": "190",
    "Withdrawal": "0874",  # retreat or surrender militarily
    "Deployment": "154",  # mobilize or increase armed forces
    "Sanction": "163",  # impose embargo, boycott or sanctions
    "Aid": "070",  # provide aid, not specified
    "Protest": "140",  # engage in political dissent, not specified
}
# PLOVER manual, actor sectors: "UAF" are armed people who are no state's.
_SECTORS = {EntityKind.GOVERNMENT: "GOV", EntityKind.ARMED_FORCE: "MIL", EntityKind.ARMED_GROUP: "UAF"}
_CONTEXT = {
    Factuality.ACTUAL: "",
    Factuality.PLANNED: "future",
    Factuality.POSSIBLE: "hypothetical",
}
# GDELT 2.0 event codebook, QuadClass.
_QUAD_NUMBERS = {
    QuadClass.VERBAL_COOPERATION: "1",
    QuadClass.MATERIAL_COOPERATION: "2",
    QuadClass.VERBAL_CONFLICT: "3",
    QuadClass.MATERIAL_CONFLICT: "4",
}
# Alpha-3 codes that ISO 3166-3 lists as withdrawn, where the country's alpha-2 code has a newer one.
_WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})
_SIDE = ("", "_name", "_country", "_iso3", "_sector", "_code")
_COLUMNS = (
    "event", "date", "earliest", "latest", *(f"source{part}" for part in _SIDE), "action", "cameo", "quad_class",
    "quad", "context", "mutual", *(f"target{part}" for part in _SIDE), "place", "place_iso3", "latitude", "longitude",
    "mentions", "sources", "articles", "urls",
)  # fmt: skip


def plover_table(chronicle: Chronicle) -> Table:
    """Events as users of GDELT and POLECAT expect them: date, source, action, target, place, article.

    A mutual event has one row per pair. Events that PLOVER has no type for and denied events are left out; planned and
    possible ones have a context, as in PLOVER. A side or place that is not known is "".
    """
    coder = _Coder(
        chronicle,
        {actor.id: actor for actor in chronicle.actors},
        {place.id: place for place in chronicle.places},
        {article.id: article for article in chronicle.articles},
        article_names(chronicle),
    )
    rows = [row for event in chronicle.events for row in coder.rows(event)]
    return Table(_COLUMNS, tuple(sorted(rows)))


@cache
def iso3_codes() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 codes by alpha-2 code (Unicode CLDR, territory aliases)."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return {
        codes[0]: alias
        for alias, codes in sorted(aliases.items())
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1 and alias not in _WITHDRAWN
    }


@cache
def _known_countries() -> Mapping[str, str]:
    """Alpha-3 codes by a country's actor id and by its Wikidata entity."""
    codes = iso3_codes()
    known = {}
    for country in read_countries():
        if country.iso in codes:
            known[country.actor_id] = codes[country.iso]
            if country.wikidata is not None:
                known[country.wikidata] = codes[country.iso]
    return known


@dataclass(frozen=True, slots=True)
class _Coder:
    """Makes the rows of events, with what the chronicle says of their actors, places and articles by id."""

    chronicle: Chronicle
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    articles: Mapping[str, Article]
    names: Mapping[str, str]

    def rows(self, event: Event) -> list[tuple[str, ...]]:
        entry = EVENT_CLASSES[event.event_class]
        quad = quad_class(event.event_class)
        if quad is None or event.factuality is Factuality.DENIED:
            return []
        first = (
            f"{self.chronicle.base_iri}event/{event.id}",
            (event.when.edtf or "") if event.when is not None else "",
            *bounds(event.when),
        )
        action = (
            *(entry.plover[0], CAMEO[event.event_class], quad.value, _QUAD_NUMBERS[quad]),
            *(_CONTEXT[event.factuality], "yes" if entry.mutual else "no"),
        )
        last = (*self._place(event), *self._evidence(event))
        return [
            (*first, *self._side(source), *action, *self._side(target), *last)
            for source, target in _dyads(event, self.actors)
        ]

    def _side(self, actor_id: str) -> tuple[str, ...]:
        """IRI, English name, country's name and code, sector, and CAMEO actor code of country and sector."""
        actor = self.actors.get(actor_id)
        if actor is None:
            return ("",) * len(_SIDE)
        country = self._country(actor)
        iso3, sector = self._iso3(country), self._sector(actor)
        name = country.name_en if country is not None else ""
        return f"{self.chronicle.base_iri}actor/{actor_id}", actor.name_en, name, iso3, sector, f"{iso3}{sector}"

    def _country(self, actor: Actor) -> Actor | None:
        return self.actors.get(actor.id if actor.kind is EntityKind.COUNTRY else actor.country or "")

    def _iso3(self, country: Actor | None) -> str:
        known = _known_countries()
        return known.get(country.id) or known.get(country.wikidata or "", "") if country is not None else ""

    def _sector(self, actor: Actor) -> str:
        """That of the actor's kind; a person's is that of a body that it belongs to."""
        bodies = (self.actors[body] for body in actor.member_of if body in self.actors)
        return next((_SECTORS[found.kind] for found in (actor, *bodies) if found.kind in _SECTORS), "")

    def _place(self, event: Event) -> tuple[str, ...]:
        """English name, country's code, latitude and longitude of the event's first place."""
        place = self.places.get(next(iter((*event.places, *event.target_places, *event.origins)), ""))
        if place is None:
            return "", "", "", ""
        territory = self.places.get(place.in_country or "", place).territory_of
        where = (place.latitude, place.longitude) if None not in (place.latitude, place.longitude) else ("", "")
        return place.name_en, self._iso3(self.actors.get(territory or "")), *map(str, where)

    def _evidence(self, event: Event) -> tuple[str, ...]:
        """The number of mentions and of independent sources; the articles and their addresses."""
        told = {self.chronicle.claims[claim].mention.article for claim in event.mentions}
        articles = sorted(told, key=lambda article: self.names[article])
        urls = (self.articles[article].url for article in articles)
        return (
            str(len(event.mentions)),
            str(event.source_count),
            joined(self.names[article] for article in articles),
            joined(url for url in urls if url),
        )


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
