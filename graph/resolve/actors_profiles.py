"""Referents of all articles gathered into profiles: one for each name (and, where it matters, context) of one kind.

Only profiles are compared with each other, so the work grows with the number of names, not of mentions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.ids import local_name, slug_name
from graph.knowledge.entries import PREFIXES
from graph.knowledge.names import given_names, is_suspect, name_tokens
from graph.model import EntityKind
from graph.resolve.actors_bodies import body_key
from graph.resolve.actors_local import Referent
from graph.resolve.places import place_key
from graph.text import comparison_key, without_article

_SAME_KIND = {
    EntityKind.ARMED_GROUP: EntityKind.ORGANIZATION,
    EntityKind.ARMED_FORCE: EntityKind.ORGANIZATION,
    EntityKind.GOVERNMENT: EntityKind.ORGANIZATION,
}


@dataclass(eq=False, slots=True)
class Profile:
    """All referents that one natural key unites.

    `id` is made from the name alone, so that it stays when other articles come; `key` tells homonyms apart by
    `country`, the one ISO code that their titles give, "" for none. `closed` profiles are never compared with others.
    """

    key: str
    id: str
    kind: EntityKind
    name: str
    tokens: tuple[str, ...]
    country: str = ""
    closed: bool = False
    referents: list[Referent] = field(default_factory=list)

    @property
    def offices(self) -> set[tuple[str, str]]:
        """The offices that titles give, as slug and country or body."""
        return {(office.slug, office.of) for referent in self.referents for office in referent.offices}

    @property
    def heads(self) -> set[str]:
        """The head nouns of the titles that the articles give."""
        return {head for referent in self.referents for head in referent.heads}

    @property
    def mentions(self) -> int:
        """How many mentions the profile has."""
        return sum(len(referent.mentions) for referent in self.referents)


def gather_profiles(referents: Iterable[Referent]) -> list[Profile]:
    """The profiles of referents, in order of their keys."""
    profiles: dict[str, Profile] = {}
    for referent in referents:
        made = _profile(referent)
        known = profiles.setdefault(made.key, made)
        known.referents.append(referent)
    return [profiles[key] for key in sorted(profiles)]


def _profile(referent: Referent) -> Profile:
    prefix = PREFIXES[referent.kind]
    if referent.entry is not None:
        return _closed(referent.entry.id, referent, referent.label)
    if referent.kind is EntityKind.OFFICE and referent.office is not None:
        return _closed(slug_name(prefix, referent.office.key), referent, referent.label)
    name = max(referent.names, key=lambda name: (len(name_tokens(name)), name), default=referent.label)
    if _is_alone(referent, name):
        key = (referent.article, referent.kind.value, comparison_key(name) or name, _first(referent))
        return _closed(local_name(prefix, *key), referent, name)
    country = next(iter(referent.countries)) if len(referent.countries) == 1 else ""
    tokens = _tokens(referent.kind, name)
    natural = (_SAME_KIND.get(referent.kind, referent.kind).value, " ".join(tokens))
    name_id = local_name(prefix, *natural)
    return Profile(" ".join((*natural, "/", country)), name_id, referent.kind, name, tokens, country)


def _closed(actor_id: str, referent: Referent, name: str) -> Profile:
    return Profile(f"= {actor_id}", actor_id, referent.kind, name, (), closed=True)


def _first(referent: Referent) -> str:
    return str(min((mention.mention.span.start for mention in referent.mentions), default=0))


def _tokens(kind: EntityKind, name: str) -> tuple[str, ...]:
    if kind is EntityKind.PERSON:
        return name_tokens(name)
    key = place_key(name) if kind is EntityKind.PLACE else body_key(name)
    return tuple(key.split())


def _is_alone(referent: Referent, name: str) -> bool:
    """Whether no other article can speak of it: a group, an unknown holder, a name that may only equal itself."""
    if referent.local or referent.kind in (EntityKind.GROUP, EntityKind.OFFICE) or is_suspect(name):
        return True
    tokens = _tokens(referent.kind, name)
    if not tokens:
        return True
    if referent.kind is not EntityKind.PERSON or len(tokens) > 1:
        return False
    return tokens[0].startswith("ال") or without_article(tokens[0]) in given_names()
