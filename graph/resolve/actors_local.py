"""What one article's mentions refer to, as far as that article tells: mentions gathered into referents.

A referent is bound to a known entry, to an office, or stays a name or description of its own, to be compared with
those of other articles afterwards.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.knowledge import Entry, KnowledgeBase
from graph.knowledge.names import name_tokens
from graph.model import EntityKind, EntityMention, Extraction, MentionForm
from graph.resolve.actors_titles import Office
from graph.text import comparison_key

PLACE_ROLES = frozenset(("place", "origin", "targetPlace"))


@dataclass(eq=False, slots=True)
class Referent:
    """One thing that an article speaks of: its mentions, its names, and what the article tells of it.

    `heads` and `titles` are the keys of the nouns and of the whole titles that it is given. `entry` is the known
    actor or place, `office` the office it is known by. `local` marks what no other article can mean: a group, an
    unnamed speaker. `countries` are ISO codes that titles give. `label` is its best words. The sets are frozen ones,
    since most stay empty and a corpus has very many of them.
    """

    kind: EntityKind
    article: str
    label: str
    mentions: list[EntityMention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    entry: Entry | None = None
    office: Office | None = None
    offices: list[Office] = field(default_factory=list)
    heads: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    of: Referent | None = None
    local: bool = False
    inferred: bool = False

    def add(self, mention: EntityMention) -> None:
        """Let `mention` refer to this."""
        self.mentions.append(mention)


@dataclass(slots=True)
class Reading:
    """An article while its mentions are resolved: referents by mention id, and the context between names."""

    extraction: Extraction
    knowledge: KnowledgeBase
    by_id: dict[str, EntityMention]
    referent_of: dict[str, Referent] = field(default_factory=dict)
    members_of: dict[str, tuple[Referent, ...]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    people: list[Referent] = field(default_factory=list)
    order: list[Referent] = field(default_factory=list)
    by_entry: dict[str, Referent] = field(default_factory=dict)
    by_key: dict[tuple[str, str], Referent] = field(default_factory=dict)
    nations: Counter[str] = field(default_factory=Counter)
    capitals: Counter[str] = field(default_factory=Counter)
    nation_by_mention: dict[str, str] = field(default_factory=dict)
    affinity: Counter[str] = field(default_factory=Counter)
    home: str = ""
    days: dict[str, datetime.date] = field(default_factory=dict)

    def bind(self, mention: EntityMention, referent: Referent, reason: str) -> None:
        """Let a mention refer to a referent, and say why."""
        self.referent_of[mention.id] = referent
        self.reasons[mention.id] = reason
        referent.add(mention)

    def nation(self, mention: EntityMention | None) -> str:
        """The ISO code of the country that a mention names, by name, capital or nationality; "" for another mention."""
        return self.nation_by_mention.get(mention.id, "") if mention is not None else ""

    def near(self, iso: str) -> int:
        """How much an article speaks of a country: mentions of it and of its known persons and bodies."""
        return self.affinity.get(iso, 0) + int(bool(iso) and iso == self.home)

    def known(self, entry: Entry) -> Referent:
        """The article's one referent of a known entry."""
        found = self.by_entry.get(entry.id)
        if found is None:
            found = Referent(entry.kind, self.extraction.article.id, entry.names_ar[0], entry=entry)
            if entry.country and entry.kind is EntityKind.PERSON:
                found.countries |= {entry.country}
            self.by_entry[entry.id] = found
            self.order.append(found)
            if entry.kind is EntityKind.PERSON:
                self.people.append(found)
        return found

    def described(self, kind: EntityKind, key: str, label: str) -> Referent:
        """The article's one referent of a description or name that no entry bears."""
        found = self.by_key.get((kind.value, key))
        if found is None:
            found = Referent(kind, self.extraction.article.id, label)
            self.by_key[(kind.value, key)] = found
            self.order.append(found)
            if kind is EntityKind.PERSON:
                self.people.append(found)
        return found

    def day(self, mention: EntityMention) -> datetime.date | None:
        """The day at which an office in `mention` is looked up: its event's, else the article's."""
        return self.days.get(mention.id, self.extraction.article.date)


def read_article(extraction: Extraction, knowledge: KnowledgeBase) -> Reading:
    """The context of an article: nations by frequency, the outlet's likely country, the days of its events.

    A name that two countries share ("عمان", "طرابلس") means the one that the article's other words speak of.
    """
    reading = Reading(extraction, knowledge, {mention.id: mention for mention in extraction.entities})
    unsure: list[tuple[EntityMention, list[tuple[str, Entry]]]] = []
    for mention in extraction.entities:
        found = _nations_named(knowledge, mention)
        if len({entry.country for _, entry in found}) > 1:
            unsure.append((mention, found))
        elif found and found[0][0]:
            _count(reading, mention, *found[0])
    for mention, found in unsure:
        iso, entry = min(found, key=lambda item: (-reading.nations.get(item[1].country, 0), found.index(item)))
        if iso:
            _count(reading, mention, iso, entry)
    reading.affinity = _affinity(reading)
    reading.home = _home(reading, reading.affinity)
    reading.days = _event_days(extraction)
    return reading


def _count(reading: Reading, mention: EntityMention, iso: str, entry: Entry) -> None:
    reading.nation_by_mention[mention.id] = iso
    reading.nations[iso] += 1
    if entry.id in reading.knowledge.capitals:
        reading.capitals[entry.id] += 1


def _nations_named(knowledge: KnowledgeBase, mention: EntityMention) -> list[tuple[str, Entry]]:
    """The countries that a mention may name, with the entry that bears the name; ISO code "" for a mere place."""
    if mention.form is MentionForm.DEMONYM:
        iso = knowledge.nationalities.get(comparison_key(mention.name), "")
        entry = knowledge.entry(knowledge.country_id(iso)) if iso else None
        return [(iso, entry)] if entry is not None else []
    if mention.form is not MentionForm.NAME or mention.kind not in (EntityKind.COUNTRY, EntityKind.PLACE):
        return []
    found: list[tuple[str, Entry]] = []
    for entry in named(knowledge, mention.name):
        if entry.kind is EntityKind.COUNTRY:
            found.append((entry.country, entry))
        elif entry.id in knowledge.capitals:
            found.append((knowledge.capitals[entry.id], entry))
        elif entry.kind is EntityKind.PLACE and entry.id != _territory(knowledge, entry):
            found.append(("", entry))
    exact = [item for item in found if mention.name in item[1].names_ar and item[0]]
    spelt_out = any(char in "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652" for char in mention.name)
    return exact[:1] if exact and spelt_out else found


def _territory(knowledge: KnowledgeBase, entry: Entry) -> str:
    return knowledge.country_place(entry.country) if entry.country in knowledge.countries else ""


def named(knowledge: KnowledgeBase, name: str) -> tuple[Entry, ...]:
    """The entries that bear a name, also where the article's first letter went with the preposition ("لعراق")."""
    found = knowledge.by_name(name)
    if not found and name.startswith("ل") and len(name) > 3:
        found = knowledge.by_name("ا" + name) or knowledge.by_name("ال" + name)
    return found


def _affinity(reading: Reading) -> Counter[str]:
    """The nations of an article with the countries of the known persons and bodies that it names."""
    counts = Counter(reading.nations)
    for mention in reading.extraction.entities:
        if mention.form is not MentionForm.NAME or mention.kind in (EntityKind.COUNTRY, EntityKind.PLACE):
            continue
        if comparison_key(mention.name) not in reading.knowledge.shared_names:
            counts.update(entry.country for entry in named(reading.knowledge, mention.name)[:1] if entry.country)
    return counts


def _home(reading: Reading, counts: Counter[str]) -> str:
    """The country that an article without a word means.

    That of its dateline, else one that outweighs the others, else that of the outlet, where it is one country's.
    """
    article = reading.extraction.article
    outlet = reading.knowledge.home_outlets.get(article.outlet or "", "")
    if article.place_line:
        for entry in named(reading.knowledge, article.place_line):
            if entry.country:
                return entry.country
    if not counts:
        return outlet
    (first, most), *rest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    outweighs = most >= 3 * (rest[0][1] if rest else 0) or most >= 0.6 * sum(counts.values())
    return first if outweighs else outlet


def _event_days(extraction: Extraction) -> dict[str, datetime.date]:
    """A day for each mention that takes part in events whose time is known to within two months."""
    days: dict[str, datetime.date] = {}
    for event in extraction.events:
        when = event.when
        if when is None or when.earliest is None or when.latest is None or (when.latest - when.earliest).days > 62:
            continue
        for filler in event.roles:
            days.setdefault(filler.entity, when.earliest)
    return days


def shares_name(referent: Referent, tokens: tuple[str, ...]) -> bool:
    """Whether a short name is a part of one of the referent's full names: its last part, or another but the first."""
    for name in [*referent.names, *(referent.entry.names_ar if referent.entry is not None else ())]:
        full = name_tokens(name)
        if len(full) > len(tokens) and (full[-len(tokens) :] == tokens or (len(tokens) == 1 and tokens[0] in full[1:])):
            return True
    return False


def last_before(referents: Sequence[Referent], mention: EntityMention) -> Referent | None:
    """The referent mentioned last before `mention`; one only named after it where there is none."""
    start = mention.mention.span.start
    best: tuple[int, int, Referent] | None = None
    for number, referent in enumerate(referents):
        starts = [other.mention.span.start for other in referent.mentions if other.id != mention.id]
        before = [at for at in starts if at < start]
        if before and (best is None or (max(before), number) > best[:2]):
            best = (max(before), number, referent)
    return best[2] if best is not None else None
