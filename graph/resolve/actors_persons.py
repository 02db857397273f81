"""Names of persons in one article: which known person a name means, and which person of the article a short name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from graph.knowledge import Entry
from graph.knowledge.names import SAME_NAME, compare_names, given_names, is_suspect, name_tokens
from graph.knowledge.persons import person_index
from graph.model import EntityKind, EntityMention
from graph.resolve.actors_local import Reading, Referent, shares_name
from graph.resolve.actors_titles import Office
from graph.text import without_article

_AROUND = datetime.timedelta(days=365)


def known_person(reading: Reading, mention: EntityMention, offices: list[Office]) -> tuple[Entry, str] | None:
    """The known person whom a name means in this article, with the reason; None for another or an unknown one.

    A bearer of the same name with a title of another country is another person; a common name alone, with neither
    the person's country nor an office of theirs in the article, does not suffice.
    """
    if is_suspect(mention.name):
        return None
    exact = [entry for entry in reading.knowledge.by_name(mention.name) if entry.kind is EntityKind.PERSON]
    tokens = name_tokens(mention.name)
    found = [(1.0, "known name", entry) for entry in exact]
    if not found and len(tokens) > 1:
        found = list(person_index(reading.knowledge).find(tokens))
    said = reading.nation(reading.by_id.get(mention.of or ""))
    fitting = [
        candidate
        for candidate in found
        if _fits(reading, candidate[2], offices, said, telling=candidate[0] >= 1.0 and _telling(tokens, candidate[2]))
    ]
    if not fitting:
        return None
    fitting.sort(
        key=lambda candidate: (
            -candidate[0],
            -_context(reading, candidate[2], offices),
            not _in_office(candidate[2], reading.day(mention)),
            candidate[2].id,
        )
    )
    value, reason, entry = fitting[0]
    return (entry, reason) if value >= SAME_NAME or _context(reading, entry, offices) > 0 else None


def _fits(reading: Reading, entry: Entry, offices: list[Office], said: str, *, telling: bool) -> bool:
    """Whether a person suits the article; `said` is the country that the title names, `telling` a name few can bear."""
    if said and entry.country and entry.country != said and not _holds(entry, offices):
        return False
    if not entry.country or _context(reading, entry, offices) > 0:
        return True
    return telling


def _telling(tokens: tuple[str, ...], entry: Entry) -> bool:
    """Whether a name says who is meant without any context.

    Three parts do; two do where the first is no given name, or where the bearer held an office and the second part is
    no given name too.
    """
    if len(tokens) != 2 or without_article(tokens[0]) not in given_names():
        return True
    return bool(entry.holdings) and without_article(tokens[1]) not in given_names()


def _context(reading: Reading, entry: Entry, offices: list[Office]) -> int:
    """How well the article's nations and the mention's title suit a person."""
    same = 2 if _holds(entry, offices) else 0
    if not entry.country:
        return same
    bodies = (other.entry for other in reading.order if other.entry is not None and other.kind is not EntityKind.PERSON)
    near = reading.nations.get(entry.country, 0) > 0 or any(body.country == entry.country for body in bodies)
    return same + int(near)


def _in_office(entry: Entry, day: datetime.date | None) -> bool:
    """Whether a person held an office on a day, the year around it allowed for."""
    near = () if day is None else (day - _AROUND, day, day + _AROUND)
    return any(holding.holds(other) for holding in entry.holdings for other in near)


def _holds(entry: Entry, offices: Iterable[Office]) -> bool:
    held = {(holding.office, holding.of) for holding in entry.holdings}
    return any((office.slug, office.of) in held for office in offices)


def person_in_article(reading: Reading, mention: EntityMention) -> Referent | None:
    """The person of the article whom a name means: same name, a spelling of it, or one of which it is a part."""
    tokens = name_tokens(mention.name)
    if not tokens or is_suspect(mention.name):
        return None
    best: tuple[float, Referent] | None = None
    for person in reading.people:
        for name in person.names if len(tokens) > 1 else ():
            other = name_tokens(name)
            if not other or (tokens[0][0] != other[0][0] and tokens[-1] != other[-1]):
                continue
            score = compare_names(tokens, other).value
            if score >= SAME_NAME and (best is None or score > best[0]):
                best = (score, person)
    if best is not None:
        return best[1]
    sharing = [person for person in reading.people if shares_name(person, tokens)]
    return sharing[0] if len(sharing) == 1 else nearest(sharing, mention)


def nearest(people: list[Referent], mention: EntityMention) -> Referent | None:
    """The person mentioned last before a mention, else first after it."""
    if not people:
        return None
    start = mention.mention.span.start

    def distance(person: Referent) -> tuple[bool, int]:
        gaps = [start - other.mention.span.start for other in person.mentions] or [0]
        before = [gap for gap in gaps if gap > 0]
        return (not before, min(before) if before else -max(gaps))

    return min(people, key=distance)
