"""Clusters of profiles made into actors and places, with labels, ids and the relations between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from graph.ids import local_name
from graph.knowledge import Entry, KnowledgeBase
from graph.knowledge.entries import PREFIXES
from graph.knowledge.names import name_tokens
from graph.model import Actor, DoubtfulPair, EntityKind, EntityMention, MentionForm, Place
from graph.resolve.actors_clusters import Clusters
from graph.resolve.actors_local import PLACE_ROLES, Reading, Referent, named
from graph.resolve.actors_profiles import Profile
from graph.resolve.actors_titles import Office, office_label
from graph.resolve.romanise import romanise
from graph.text import comparison_key, strip_marks

Group = tuple[Profile, ...]


class Builder:
    """The identities of a corpus while actors and places are made of them.

    `actor_of`, `place_of` and `members_of` map mention ids to ids; a mention in a place's role has a place, one in an
    actor's role an actor, one in both has both.
    """

    def __init__(self, knowledge: KnowledgeBase, readings: Sequence[Reading], clusters: Clusters) -> None:
        """Name every group and map every mention."""
        self._knowledge = knowledge
        self._readings = readings
        self._clusters = clusters
        self.actor_of: dict[str, str] = {}
        self.place_of: dict[str, str] = {}
        self.members_of: dict[str, tuple[str, ...]] = {}
        self._mentions: dict[str, list[EntityMention]] = {}
        self._id_of_profile, self._group_of = _ids(clusters.groups)
        self._id_of: dict[int, str] = {
            id(referent): self._id_of_profile[profile.key]
            for group in clusters.groups
            for profile in group
            for referent in profile.referents
        }
        for reading in readings:
            self._map(reading)

    def _map(self, reading: Reading) -> None:
        as_place, as_actor = _roles(reading)
        for mention in reading.extraction.entities:
            referent = reading.referent_of.get(mention.id)
            if referent is not None:
                self._map_one(mention, referent, place=mention.id in as_place, actor=mention.id in as_actor)
        for mention_id, members in reading.members_of.items():
            ids = tuple(sorted({self._id_of[id(member)] for member in members}))
            self.members_of[mention_id] = ids
            for actor_id in ids:
                self._mentions.setdefault(actor_id, []).append(reading.by_id[mention_id])

    def _map_one(self, mention: EntityMention, referent: Referent, *, place: bool, actor: bool) -> None:
        found = self._id_of[id(referent)]
        if referent.kind is EntityKind.PLACE:
            self._set_place(mention, found)
            acting = self._knowledge.entry(found)
            if actor and acting is not None and acting.part_of:
                self._set_actor(mention, acting.part_of[0])
        elif referent.kind is EntityKind.COUNTRY:
            located = mention.kind is EntityKind.PLACE
            if actor or not located or self._place_named(mention, referent) is None:
                self._set_actor(mention, found)
            if place or (located and not actor):
                self._set_place(mention, self._place_named(mention, referent) or found.replace("country-", "place-", 1))
        else:
            self._set_actor(mention, found)

    def _set_actor(self, mention: EntityMention, actor_id: str) -> None:
        self.actor_of[mention.id] = actor_id
        self._mentions.setdefault(actor_id, []).append(mention)

    def _set_place(self, mention: EntityMention, place_id: str) -> None:
        self.place_of[mention.id] = place_id
        self._mentions.setdefault(place_id, []).append(mention)

    def _place_named(self, mention: EntityMention, country: Referent) -> str | None:
        """The place that a country's mention names: its capital or its territory."""
        if country.entry is None or mention.form is not MentionForm.NAME:
            return None
        entries = [entry for entry in named(self._knowledge, mention.name) if entry.kind is EntityKind.PLACE]
        own = [entry for entry in entries if entry.country == country.entry.country]
        return own[0].id if own else None

    def actors(self) -> tuple[Actor, ...]:
        """All actors, also those that only relations reach, sorted by id."""
        made: dict[str, Actor] = {}
        for actor_id in sorted({*self.actor_of.values(), *(key for keys in self.members_of.values() for key in keys)}):
            group = self._group_of.get(actor_id)
            entry = self._knowledge.entry(actor_id)
            if entry is not None:
                made[actor_id] = self._known_actor(entry, group or ())
            elif group is not None:
                made[actor_id] = self._corpus_actor(actor_id, group)
        return self._with_related(made)

    def _with_related(self, made: dict[str, Actor]) -> tuple[Actor, ...]:
        pending = [related for actor in made.values() for related in _related(actor)]
        pending += [place.territory_of for place in self.places() if place.territory_of is not None]
        while pending:
            related = pending.pop()
            entry = self._knowledge.entry(related)
            if related not in made and entry is not None:
                made[related] = self._known_actor(entry, ())
                pending += _related(made[related])
        return tuple(made[key] for key in sorted(made))

    def _known_actor(self, entry: Entry, group: Group) -> Actor:
        country = self._knowledge.country_id(entry.country) if entry.country in self._knowledge.countries else None
        referents = [referent for profile in group for referent in profile.referents]
        return Actor(
            id=entry.id,
            kind=entry.kind,
            name_ar=entry.names_ar[0],
            name_en=entry.names_en[0],
            alt_names=self._alt_names(entry.id, entry.names_ar[0]),
            wikidata=entry.wikidata,
            member_of=self._memberships(entry, referents),
            part_of=self._parts(entry) if entry.kind is not EntityKind.PERSON else (),
            country=country if country != entry.id else None,
            mentions=self._mention_ids(entry.id),
        )

    def _parts(self, entry: Entry) -> tuple[str, ...]:
        found = (self._knowledge.reference(reference) for reference in entry.part_of)
        return tuple(sorted(part.id for part in found if part is not None))

    def _memberships(self, entry: Entry, referents: Iterable[Referent]) -> tuple[str, ...]:
        if entry.kind is not EntityKind.PERSON:
            return ()
        bodies = {body for referent in referents for office in referent.offices if (body := self._body(office))}
        return tuple(sorted(bodies | set(self._parts(entry))))

    def _body(self, office: Office) -> str | None:
        """The body that the holder of an office belongs to."""
        if office.of not in self._knowledge.countries:
            known = self._knowledge.reference(office.of)
            return known.id if known is not None else None
        slug = office.slug.replace("minister-", "ministry-", 1) if office.slug.startswith("minister-") else None
        slug = slug or {"prime-minister": "government", "speaker": "parliament", "president": "presidency"}.get(
            office.slug
        )
        body = self._knowledge.body(office.of, slug) if slug is not None else None
        return body.id if body is not None else None

    def _corpus_actor(self, actor_id: str, group: Group) -> Actor:
        referents = [referent for profile in group for referent in profile.referents]
        kind = Counter(referent.kind for referent in referents).most_common(1)[0][0]
        office = next((referent.office for referent in referents if referent.office is not None), None)
        label = self._label(actor_id, group)
        countries = {profile.country for profile in group if profile.country}
        owners = [referent.of for referent in referents if referent.of is not None]
        country = self._country_of(countries, owners, office)
        bodies = {body for referent in referents for held in referent.offices if (body := self._body(held))}
        return Actor(
            id=actor_id,
            kind=kind,
            name_ar=label,
            name_en=self._english(label, kind, office),
            alt_names=self._alt_names(actor_id, label),
            member_of=tuple(sorted(bodies)) if kind is EntityKind.PERSON else (),
            part_of=self._owner_ids(owners, kind, actor_id),
            country=country,
            mentions=self._mention_ids(actor_id),
        )

    def _owner_ids(self, owners: Sequence[Referent], kind: EntityKind, actor_id: str) -> tuple[str, ...]:
        """What a body is part of; a group or office belongs to nothing but its country."""
        if kind in (EntityKind.PERSON, EntityKind.GROUP, EntityKind.OFFICE):
            return ()
        ids = {self._id_of[id(owner)] for owner in owners if owner.kind is not EntityKind.PLACE}
        return tuple(sorted(owner for owner in ids if owner != actor_id and self._knowledge.entry(owner) is not None))

    def _country_of(self, countries: set[str], owners: Sequence[Referent], office: Office | None) -> str | None:
        isos = set(countries)
        isos |= {owner.entry.country for owner in owners if owner.entry is not None and owner.entry.country}
        if office is not None and office.of in self._knowledge.countries:
            isos.add(office.of)
        known = sorted(iso for iso in isos if iso in self._knowledge.countries)
        return self._knowledge.country_id(known[0]) if len(known) == 1 else None

    def _label(self, actor_id: str, group: Group) -> str:
        """The name met most often among the fullest ones; for a group or office its first description."""
        names = Counter(
            self._untitled(mention)
            for mention in self._mentions.get(actor_id, ())
            if mention.form is MentionForm.NAME and len(name_tokens(mention.name)) > 1
        )
        if names:
            return max(sorted(names), key=lambda name: (names[name], len(name)))
        return strip_marks(group[0].name).strip() or "؟"

    def _english(self, label: str, kind: EntityKind, office: Office | None) -> str:
        if kind is EntityKind.OFFICE and office is not None:
            title = office_label(self._knowledge, office.slug)[1]
            owner = self._knowledge.reference(office.of)
            return f"{title} of {owner.names_en[0]}" if owner is not None else title
        return romanise(label)

    def _alt_names(self, actor_id: str, label: str) -> tuple[str, ...]:
        """Every other spelling met, names only; a capital's name is the city's, not its country's."""
        met = {
            self._untitled(mention)
            for mention in self._mentions.get(actor_id, ())
            if mention.form is MentionForm.NAME and mention.mention.rule != "metonym"
        }
        return tuple(sorted(name for name in met if name and name != label and not self._other_name(actor_id, name)))

    def _untitled(self, mention: EntityMention) -> str:
        """A name without vowel marks, outer quotes and honorifics ("الملك سلمان")."""
        words = strip_marks(mention.name).strip(' "«»“”').split()
        if mention.kind is EntityKind.PERSON:
            while len(words) > 1 and self._knowledge.titles.role(comparison_key(words[0]), "honorific") is not None:
                words = words[1:]
        return " ".join(words)

    def _other_name(self, actor_id: str, name: str) -> bool:
        entry = self._knowledge.entry(actor_id)
        if entry is None or entry.kind is not EntityKind.COUNTRY:
            return False
        return any(other.id in self._knowledge.capitals for other in named(self._knowledge, name))

    def _mention_ids(self, actor_id: str) -> tuple[str, ...]:
        found = sorted(
            self._mentions.get(actor_id, ()),
            key=lambda mention: (mention.mention.article, mention.mention.span, mention.id),
        )
        return tuple(dict.fromkeys(mention.id for mention in found))

    def places(self) -> tuple[Place, ...]:
        """All places, with the countries they lie in, sorted by id."""
        made: dict[str, Place] = {}
        pending = sorted(set(self.place_of.values()))
        while pending:
            place_id = pending.pop()
            if place_id in made:
                continue
            entry = self._knowledge.entry(place_id)
            group = self._group_of.get(place_id)
            if entry is not None:
                made[place_id] = self._known_place(entry)
            elif group is not None:
                label = self._label(place_id, group)
                alt_names = self._alt_names(place_id, label)
                made[place_id] = Place(
                    place_id, label, romanise(label), alt_names, mentions=self._mention_ids(place_id)
                )
            if place_id in made and (country := made[place_id].in_country) is not None:
                pending.append(country)
        return tuple(made[key] for key in sorted(made))

    def _known_place(self, entry: Entry) -> Place:
        country = self._knowledge.countries.get(entry.country)
        is_country = country is not None and entry.id == country.place_id
        return Place(
            id=entry.id,
            name_ar=entry.names_ar[0],
            name_en=entry.names_en[0],
            alt_names=self._alt_names(entry.id, entry.names_ar[0]),
            wikidata=entry.wikidata if not is_country else None,
            latitude=entry.latitude,
            longitude=entry.longitude,
            in_country=country.place_id if country is not None and not is_country else None,
            territory_of=country.actor_id if country is not None and is_country else None,
            mentions=self._mention_ids(entry.id),
        )

    def inferred(self) -> frozenset[str]:
        """Ids of mentions whose identity was inferred from an office and a date."""
        return frozenset(
            mention_id
            for reading in self._readings
            for mention_id, reason in reading.reasons.items()
            if reason.endswith("(inferred)")
        )

    def reasons(self) -> dict[str, str]:
        """Why each mention means what it means."""
        reasons: dict[str, str] = {}
        for reading in self._readings:
            for mention_id, reason in reading.reasons.items():
                referent = reading.referent_of.get(mention_id)
                merged = self._clusters.reasons.get(self._id_of[id(referent)]) if referent is not None else None
                reasons[mention_id] = f"{reason}; across articles: {merged}" if merged else reason
        return reasons

    def doubtful(self) -> tuple[DoubtfulPair, ...]:
        """Pairs of actors or places that a person should judge, each once, of which the corpus has one at least."""
        present = {*self.actor_of.values(), *self.place_of.values()}
        pairs = {(pair.left, pair.right): pair for pair in self._clusters.doubtful if pair.left != pair.right}
        return tuple(
            pair
            for _, pair in sorted(pairs.items())
            if {pair.left, pair.right} <= present or (pair.joined and {pair.left, pair.right} & present)
        )


def _related(actor: Actor) -> list[str]:
    return [*actor.member_of, *actor.part_of, *([actor.country] if actor.country is not None else [])]


def _roles(reading: Reading) -> tuple[set[str], set[str]]:
    """The mentions that fill places' roles, and those that fill actors' roles."""
    as_place: set[str] = set()
    as_actor: set[str] = set()
    for event in reading.extraction.events:
        for filler in event.roles:
            (as_place if filler.role in PLACE_ROLES else as_actor).add(filler.entity)
        as_actor.update([event.according_to] if event.according_to is not None else [])
    return as_place, as_actor


def _ids(groups: Sequence[Group]) -> tuple[dict[str, str], dict[str, Group]]:
    """An id for every group: a known entry's, else its shortest name's; a homonym with fewer mentions adds context."""
    ids: dict[str, str] = {}
    taken: dict[str, Group] = {}
    for group in sorted(groups, key=lambda group: (-sum(profile.mentions for profile in group), group[0].key)):
        first = min(group, key=lambda profile: (not profile.closed, len(profile.tokens), profile.tokens, profile.key))
        found = first.id
        if found in taken:
            found = local_name(PREFIXES[first.kind], first.key, *sorted(profile.key for profile in group))
        taken[found] = group
        ids.update((profile.key, found) for profile in group)
    return ids, taken
