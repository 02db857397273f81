"""The terms of the ontology, for code: namespaces, event classes with their roles, and the properties of each kind.

`ontology/core.ttl` is the source of terms; a test holds this module equal to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from graph.ids import KINDS

WQ = "https://w3id.org/waqai/ontology#"
ONTOLOGY_IRI = WQ.removesuffix("#")
SHAPES_IRI = "https://w3id.org/waqai/shapes"
DEFAULT_BASE_IRI = "https://w3id.org/waqai/id/"

NAMESPACES: Mapping[str, str] = {
    "wq": WQ,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
DATA_KINDS = (*KINDS, "run", "dataset")


def prefixes(base_iri: str = DEFAULT_BASE_IRI) -> dict[str, str]:
    """Every prefix of a graph file: the data kinds under `base_iri`, then the vocabularies.

    Args: base_iri: ends with "/" or "#".
    """
    return {kind: f"{base_iri}{kind}/" for kind in DATA_KINDS} | dict(NAMESPACES)


class TieKind(StrEnum):
    """What joins two actors in the actor-actor projection."""

    MEETING = "meeting"
    AGREEMENT = "agreement"
    STATEMENT = "statement"
    CONFLICT = "conflict"
    MOVEMENT = "movement"
    OTHER = "other"


class QuadClass(StrEnum):
    """The four quadrants of PLOVER: verbal or material, cooperation or conflict."""

    VERBAL_COOPERATION = "verbal cooperation"
    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"


@dataclass(frozen=True, slots=True)
class EventClass:
    """An event class: its parent, the roles of those who act and of those acted upon, and its PLOVER codes.

    A class whose `sources` equal its `targets` is mutual. `plover` is empty where PLOVER has no such event.
    """

    name: str
    parent: str | None
    label_ar: str
    label_en: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    plover: tuple[str, ...]
    tie: TieKind

    @property
    def roles(self) -> tuple[str, ...]:
        """All its roles, those of the acting side first."""
        return tuple(dict.fromkeys(self.sources + self.targets))

    @property
    def mutual(self) -> bool:
        """Whether no side acts upon the other."""
        return self.sources == self.targets


def _classes() -> dict[str, EventClass]:
    meeting = ("participant", "host")
    speech = ("speaker",), ("target", "addressee")
    return {
        entry.name: entry
        for entry in (
            EventClass("Event", None, "حدث", "event", (), (), (), TieKind.OTHER),
            EventClass("Meeting", "Event", "اجتماع", "meeting", meeting, meeting, ("CONSULT",), TieKind.MEETING),
            EventClass(
                "Negotiation", "Meeting", "مفاوضات", "negotiation", meeting, meeting, ("CONSULT",), TieKind.MEETING
            ),
            EventClass(
                "PhoneCall", "Meeting", "اتصال هاتفي", "phone call", meeting, meeting, ("CONSULT",), TieKind.MEETING
            ),
            EventClass("Visit", "Event", "زيارة", "visit", ("visitor",), ("host",), ("CONSULT",), TieKind.MEETING),
            EventClass(
                "Agreement",
                "Event",
                "اتفاق",
                "agreement",
                ("signatory",),
                ("signatory",),
                ("AGREE",),
                TieKind.AGREEMENT,
            ),
            EventClass("Statement", "Event", "تصريح", "statement", *speech, (), TieKind.STATEMENT),
            EventClass("Announcement", "Statement", "إعلان", "announcement", *speech, (), TieKind.STATEMENT),
            EventClass(
                "Criticism", "Statement", "انتقاد", "criticism", *speech, ("ACCUSE", "REJECT"), TieKind.STATEMENT
            ),
            EventClass("Demand", "Statement", "مطالبة", "demand", *speech, ("REQUEST",), TieKind.STATEMENT),
            EventClass("Threat", "Statement", "تهديد", "threat", *speech, ("THREATEN",), TieKind.STATEMENT),
            EventClass("Attack", "Event", "هجوم", "attack", ("attacker",), ("target",), ("ASSAULT",), TieKind.CONFLICT),
            EventClass(
                "Killing",
                "Attack",
                "قتل",
                "killing",
                ("attacker",),
                ("victim", "target"),
                ("ASSAULT",),
                TieKind.CONFLICT,
            ),
            EventClass(
                "Withdrawal", "Event", "انسحاب", "withdrawal", ("mover",), (), ("RETREAT", "CONCEDE"), TieKind.MOVEMENT
            ),
            EventClass("Deployment", "Event", "انتشار", "deployment", ("mover",), (), ("MOBILIZE",), TieKind.MOVEMENT),
            EventClass("Decision", "Event", "قرار", "decision", ("decider",), ("target",), (), TieKind.OTHER),
            EventClass("Vote", "Decision", "تصويت", "vote", ("decider",), ("target",), (), TieKind.OTHER),
            EventClass(
                "Sanction", "Decision", "عقوبات", "sanction", ("decider",), ("target",), ("SANCTION",), TieKind.CONFLICT
            ),
            EventClass(
                "Appointment", "Event", "تعيين", "appointment", ("appointer",), ("appointee",), (), TieKind.OTHER
            ),
            EventClass("Aid", "Event", "مساعدات", "aid", ("giver",), ("receiver",), ("AID",), TieKind.OTHER),
            EventClass(
                "Protest", "Event", "احتجاج", "protest", ("protester",), ("target",), ("PROTEST",), TieKind.CONFLICT
            ),
            EventClass("RegimeChange", "Event", "تغيير نظام", "regime change", (), ("target",), (), TieKind.CONFLICT),
        )
    }


EVENT_CLASSES: Mapping[str, EventClass] = _classes()

ROLES: Mapping[str, tuple[str, str]] = {
    "participant": ("مشارك", "participant"),
    "host": ("مضيف", "host"),
    "visitor": ("زائر", "visitor"),
    "signatory": ("موقّع", "signatory"),
    "speaker": ("متحدث", "speaker"),
    "addressee": ("مخاطَب", "addressee"),
    "target": ("هدف", "target"),
    "attacker": ("مهاجم", "attacker"),
    "victim": ("ضحية", "victim"),
    "mover": ("متحرك", "mover"),
    "decider": ("صاحب القرار", "decider"),
    "appointee": ("معيَّن", "appointee"),
    "appointer": ("معيِّن", "appointer"),
    "giver": ("مانح", "giver"),
    "receiver": ("متلقٍّ", "receiver"),
    "protester": ("محتج", "protester"),
}
"""Actors' roles with their Arabic and English labels; each a sub-property of sem:hasActor."""

PLACE_ROLES: Mapping[str, tuple[str, str]] = {
    "origin": ("مكان المغادرة", "origin"),
    "targetPlace": ("المكان المستهدف", "target place"),
}
"""Places' roles; each a sub-property of sem:hasPlace."""

ACTOR_CLASSES = ("Person", "Country", "Government", "Organization", "ArmedForce", "ArmedGroup", "Group", "Office")
FACTUALITIES = ("Actual", "Planned", "Possible", "Denied")
TIME_BASES = ("Explicit", "Relative", "Inferred", "Publication")

QUAD_CLASSES: Mapping[str, QuadClass] = {
    "AGREE": QuadClass.VERBAL_COOPERATION,
    "CONSULT": QuadClass.VERBAL_COOPERATION,
    "SUPPORT": QuadClass.VERBAL_COOPERATION,
    "CONCEDE": QuadClass.VERBAL_COOPERATION,
    "COOPERATE": QuadClass.MATERIAL_COOPERATION,
    "AID": QuadClass.MATERIAL_COOPERATION,
    "RETREAT": QuadClass.MATERIAL_COOPERATION,
    "REQUEST": QuadClass.VERBAL_CONFLICT,
    "ACCUSE": QuadClass.VERBAL_CONFLICT,
    "REJECT": QuadClass.VERBAL_CONFLICT,
    "THREATEN": QuadClass.VERBAL_CONFLICT,
    "PROTEST": QuadClass.MATERIAL_CONFLICT,
    "SANCTION": QuadClass.MATERIAL_CONFLICT,
    "MOBILIZE": QuadClass.MATERIAL_CONFLICT,
    "COERCE": QuadClass.MATERIAL_CONFLICT,
    "ASSAULT": QuadClass.MATERIAL_CONFLICT,
}
"""PLOVER's event codes by quadrant (Open Event Data Alliance, PLOVER manual)."""


@cache
def lineage(event_class: str) -> tuple[str, ...]:
    """The class and all above it, most specific first, up to "Event".

    Raises: KeyError: the ontology has no such event class.
    """
    entry = EVENT_CLASSES[event_class]
    return (event_class,) if entry.parent is None else (event_class, *lineage(entry.parent))


def is_a(event_class: str, ancestor: str) -> bool:
    """Whether `event_class` is `ancestor` or below it."""
    return ancestor in lineage(event_class)


def quad_class(event_class: str) -> QuadClass | None:
    """The PLOVER quadrant of an event class, by its first code; None where PLOVER has no such event."""
    codes = EVENT_CLASSES[event_class].plover
    return QUAD_CLASSES[codes[0]] if codes else None
