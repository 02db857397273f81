"""Positions held, as the articles show them: a person, a title, a country or body, and the days of the articles."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from graph.ids import local_name
from graph.knowledge import KnowledgeBase
from graph.model import PositionHeld, PositionMention
from graph.resolve.actors_local import Reading
from graph.resolve.actors_titles import Office, office_label
from graph.text import comparison_key, strip_marks


def held_positions(
    readings: Sequence[Reading], actor_of: Mapping[str, str], knowledge: KnowledgeBase
) -> tuple[PositionHeld, ...]:
    """One position for each holder, title and body, with the first and last day on which dated articles show it.

    A title marked as a former one shows that it was held, but not when.
    """
    found: dict[tuple[str, str, str | None], list[tuple[PositionMention, datetime.date | None]]] = {}
    for reading in readings:
        for position in reading.extraction.positions:
            holder = actor_of.get(position.holder)
            if holder is None:
                continue
            title, of_actor = _title(position, reading, actor_of, knowledge)
            day = None if position.former else reading.extraction.article.date
            found.setdefault((holder, title, of_actor), []).append((position, day))
    return tuple(sorted((_held(*key, shown) for key, shown in found.items()), key=lambda position: position.id))


def _title(
    position: PositionMention, reading: Reading, actor_of: Mapping[str, str], knowledge: KnowledgeBase
) -> tuple[str, str | None]:
    """The title without what it belongs to, and the id of that; a known office by its usual title."""
    of = reading.by_id.get(position.of or "")
    of_actor = actor_of.get(of.id) if of is not None else None
    if of is not None and of_actor is None and (iso := reading.nation(of)):
        of_actor = knowledge.country_id(iso)
    person = reading.referent_of.get(position.holder)
    office = _office_meant(person.offices if person is not None else (), position, of_actor, knowledge)
    if office is not None:
        owner = knowledge.reference(office.of)
        return office_label(knowledge, office.slug)[0], owner.id if owner is not None else of_actor
    text = strip_marks(position.title)
    if of is not None and text.endswith(of.mention.anchor):
        text = text.removesuffix(of.mention.anchor).strip()
    return text or strip_marks(position.title), of_actor


def _office_meant(
    offices: Sequence[Office], position: PositionMention, of_actor: str | None, knowledge: KnowledgeBase
) -> Office | None:
    """The office among the holder's whose usual title the words begin with."""
    words = comparison_key(position.title)
    for office in offices:
        label = comparison_key(office_label(knowledge, office.slug)[0])
        owner = knowledge.reference(office.of)
        if words.startswith(label) and (of_actor is None or owner is None or owner.id == of_actor):
            return office
    return None


def _held(
    holder: str, title: str, of_actor: str | None, shown: Sequence[tuple[PositionMention, datetime.date | None]]
) -> PositionHeld:
    days = [day for _, day in shown if day is not None]
    mentions = sorted((position.mention.article, position.mention.span, position.mention.id) for position, _ in shown)
    return PositionHeld(
        id=local_name("position", holder, comparison_key(title), of_actor or ""),
        holder=holder,
        title=title,
        of_actor=of_actor,
        earliest=min(days, default=None),
        latest=max(days, default=None),
        mentions=tuple(mention_id for _, _, mention_id in mentions),
    )
