"""A readable name for every event, in Arabic and in English: what, who, where, when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.lexicons import read_list
from graph.model import Actor, Event, Factuality, Place
from graph.resolve.events_classes import event_kind

_NAMED = 3
_TOPIC_WORDS = 8
_STATUS_AR = {Factuality.PLANNED: "مقرر", Factuality.POSSIBLE: "محتمل", Factuality.DENIED: "لم يقع"}
_STATUS_EN = {Factuality.PLANNED: "planned", Factuality.POSSIBLE: "possible", Factuality.DENIED: "did not take place"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a label: the roles that may fill it and the word before it."""

    roles: tuple[str, ...]
    ar: str
    en: str


@cache
def _parts(group: str) -> tuple[_Part, ...]:
    rows = read_list("linking/labels.csv", ("group", "roles", "ar", "en"))
    return tuple(_Part(row.parts("roles"), row["ar"], row["en"]) for row in rows if row["group"] == group)


def labels_of(event: Event, actors: Mapping[str, Actor], places: Mapping[str, Place]) -> tuple[str, str]:
    """The Arabic and the English label of an event."""
    kind = event_kind(event.event_class)
    words_ar, words_en = [kind.noun_ar], [kind.noun_en]
    for part in _parts(kind.group) or _parts("event"):
        if part.roles == ("topic",):
            if event.topic:
                words_ar.extend(filter(None, (part.ar, _short(event.topic))))
            continue
        found = _fillers(event, part.roles, actors, places)
        if found:
            words_ar.extend(filter(None, (part.ar, _joined([ar for ar, _ in found], " و", " وآخرين"))))
            words_en.extend(filter(None, (part.en, _joined([en for _, en in found], " and ", " and others"))))
    notes = [event.when.edtf] if event.when is not None and event.when.edtf is not None else []
    status_ar, status_en = _STATUS_AR.get(event.factuality), _STATUS_EN.get(event.factuality)
    return _with_notes(words_ar, [*notes, *filter(None, [status_ar])]), _with_notes(
        words_en, [*notes, *filter(None, [status_en])]
    )


def _fillers(
    event: Event, roles: tuple[str, ...], actors: Mapping[str, Actor], places: Mapping[str, Place]
) -> list[tuple[str, str]]:
    """Arabic and English names of those in the first role that is filled; persons and bodies before countries."""
    place_roles = {"place": event.places, "origin": event.origins, "targetPlace": event.target_places}
    for role in roles:
        if role in place_roles:
            found: list[Actor] | list[Place] = [places[key] for key in place_roles[role] if key in places]
        else:
            found = sorted((actors[key] for key in event.roles.get(role, ()) if key in actors), key=_prominence)
        if found:
            return [(entity.name_ar, entity.name_en) for entity in found]
    return []


def _prominence(actor: Actor) -> tuple[int, str]:
    return (-len(actor.mentions), actor.id)


def _joined(names: list[str], conjunction: str, others: str) -> str:
    return conjunction.join(names[:_NAMED]) + (others if len(names) > _NAMED else "")


def _short(topic: str) -> str:
    words = topic.split()
    return " ".join(words[:_TOPIC_WORDS]) + ("…" if len(words) > _TOPIC_WORDS else "")


def _with_notes(words: list[str], notes: list[str]) -> str:
    return " ".join(words) + (f" ({', '.join(notes)})" if notes else "")
