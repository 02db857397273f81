"""Resolution within one article: full names first, then what leans on them (short names, titles, pronouns)."""

from __future__ import annotations

from collections.abc import Callable

from graph.knowledge import Entry, KnowledgeBase
from graph.knowledge.names import is_suspect, name_tokens
from graph.model import EntityKind, EntityMention, Extraction, MentionForm
from graph.resolve.actors_bodies import bind_body, bind_body_name
from graph.resolve.actors_local import Reading, Referent, last_before, read_article, shares_name
from graph.resolve.actors_offices import bind_office, held_head, offices_said
from graph.resolve.actors_persons import known_person, person_in_article
from graph.resolve.actors_titles import Office, plain_title
from graph.resolve.places import bind_capital, bind_place
from graph.text import comparison_key

_BODIES = frozenset((EntityKind.ORGANIZATION, EntityKind.ARMED_FORCE, EntityKind.ARMED_GROUP, EntityKind.GOVERNMENT))
_PAIR_HEADS = {"وزير": "وزير", "رييس": "رئيس", "زعيم": "زعيم", "قايد": "قائد"}


def resolve_within(extraction: Extraction, knowledge: KnowledgeBase) -> Reading:
    """The referents of an article's mentions."""
    reading = read_article(extraction, knowledge)
    for applies, bind in _PASSES:
        for mention in extraction.entities:
            done = mention.id in reading.referent_of or mention.id in reading.members_of
            if not done and applies(reading, mention):
                bind(reading, mention)
    return reading


def _is_nation(reading: Reading, mention: EntityMention) -> bool:
    return bool(reading.nation(mention)) and mention.kind is not EntityKind.GROUP


def _is_state(reading: Reading, mention: EntityMention) -> bool:
    return mention.mention.rule == "bare-state"


def _bind_state(reading: Reading, mention: EntityMention) -> None:
    """ "المملكة", "البلاد": the country that the article is about; "المملكة" else the kingdom it names most."""
    home, reason = reading.home, "the article's own country"
    if comparison_key(mention.name) == "المملكه" and not reading.knowledge.holders("king", home):
        kingdoms = [iso for iso in reading.affinity if reading.knowledge.holders("king", iso)]
        home = max(sorted(kingdoms), key=reading.near, default="")
        reason = "the kingdom that the article names most"
    if home:
        reading.bind(mention, reading.known(_country(reading, home)), reason)


def _bind_nation(reading: Reading, mention: EntityMention) -> None:
    iso = reading.nation(mention)
    entry = reading.knowledge.entry(reading.knowledge.country_id(iso))
    assert entry is not None
    reason = "nationality" if mention.form is MentionForm.DEMONYM else "country or its capital"
    reading.bind(mention, reading.known(entry), reason)


def _is_body_name(reading: Reading, mention: EntityMention) -> bool:
    return mention.form is MentionForm.NAME and mention.kind in _BODIES


def _is_place(reading: Reading, mention: EntityMention) -> bool:
    return mention.form is MentionForm.NAME and mention.kind in (EntityKind.PLACE, EntityKind.COUNTRY)


def _is_capital(reading: Reading, mention: EntityMention) -> bool:
    return mention.mention.rule == "capital"


def _is_body(reading: Reading, mention: EntityMention) -> bool:
    return mention.form is MentionForm.NOMINAL and mention.kind in _BODIES


def _is_full_name(reading: Reading, mention: EntityMention) -> bool:
    if mention.form is not MentionForm.NAME or mention.kind is not EntityKind.PERSON:
        return False
    return mention.antecedent is None and (len(name_tokens(mention.name)) > 1 or _known_alone(reading, mention))


def _known_alone(reading: Reading, mention: EntityMention) -> bool:
    return any(entry.kind is EntityKind.PERSON for entry in reading.knowledge.by_name(mention.name))


def _is_short_name(reading: Reading, mention: EntityMention) -> bool:
    return mention.form is MentionForm.NAME and mention.kind is EntityKind.PERSON


def _bind_person(reading: Reading, mention: EntityMention) -> None:
    """A full name: somebody known, else somebody whom the article named already, else a new person."""
    offices = offices_said(reading, mention)
    found = known_person(reading, mention, offices)
    person = reading.known(found[0]) if found is not None else None
    reason = found[1] if found is not None else "name"
    if person is None:
        person = person_in_article(reading, mention)
        reason = "named in the article" if person is not None else "name"
    if person is None:
        key = mention.id if is_suspect(mention.name) else " ".join(name_tokens(mention.name))
        person = reading.described(EntityKind.PERSON, key or mention.id, mention.name)
    _learn(person, mention, offices, reading)
    reading.bind(mention, person, reason)


def _learn(person: Referent, mention: EntityMention, offices: list[Office], reading: Reading) -> None:
    person.names.append(mention.name)
    person.offices += [office for office in offices if office not in person.offices]
    if mention.head:
        person.heads |= {comparison_key(mention.head)}
    of = reading.by_id.get(mention.of or "")
    iso = reading.nation(of)
    if iso and person.entry is None:
        person.countries |= {iso}


def _bind_short(reading: Reading, mention: EntityMention) -> None:
    """A short name: the person it was taken from, else one of the article, else an office's holder of that name."""
    pointed = reading.referent_of.get(mention.antecedent or "")
    if pointed is not None and shares_name(pointed, name_tokens(mention.name)):
        reading.bind(mention, pointed, "short form of a name in the article")
        return
    person = person_in_article(reading, mention)
    if person is not None:
        reading.bind(mention, person, "part of a name in the article")
        return
    offices = offices_said(reading, mention)
    holder = _holder_named(reading, mention, offices)
    if holder is not None:
        person = reading.known(holder)
        _learn(person, mention, offices, reading)
        reading.bind(mention, person, "holder of the office beside the name")
        return
    _bind_person(reading, mention)


def _holder_named(reading: Reading, mention: EntityMention, offices: list[Office]) -> Entry | None:
    tokens = name_tokens(mention.name)
    for office in offices:
        for entry, _ in reading.knowledge.holders(office.slug, office.of):
            probe = Referent(entry.kind, "", entry.names_ar[0], entry=entry)
            if shares_name(probe, tokens):
                return entry
    return None


def _is_apposed(reading: Reading, mention: EntityMention) -> bool:
    return mention.apposed_to is not None and mention.apposed_to in reading.referent_of


def _bind_apposed(reading: Reading, mention: EntityMention) -> None:
    person = reading.referent_of[mention.apposed_to or ""]
    country = person.entry.country if person.entry is not None else ""
    person.titles |= {plain_title(mention.title or "", "")}
    for office in offices_said(reading, mention, country):
        if office not in person.offices:
            person.offices.append(office)
    if mention.head and mention.mention.rule != "counterpart":
        person.heads |= {comparison_key(mention.head)}
    reading.bind(mention, person, "title beside the name")


def _is_office(reading: Reading, mention: EntityMention) -> bool:
    return mention.kind is EntityKind.OFFICE


def _is_group(reading: Reading, mention: EntityMention) -> bool:
    return mention.kind is EntityKind.GROUP and not mention.mention.rule.startswith("pair")


def _bind_group(reading: Reading, mention: EntityMention) -> None:
    """A group or unnamed speaker: one of this article alone; "المصدر" is the one described before."""
    head = comparison_key(mention.head or "").partition(" ")[0]
    if mention.mention.rule.startswith("bare") and comparison_key(mention.name).startswith("ال"):
        able = [referent for referent in reading.order if referent.local and head in referent.heads]
        found = last_before(able, mention)
        if found is not None:
            reading.bind(mention, found, "short for a description given before")
        return
    key = " ".join(_unmarked(word) for word in comparison_key(mention.name).split())
    group = reading.described(EntityKind.GROUP, key, mention.name)
    group.local = True
    group.heads |= {head}
    group.of = reading.referent_of.get(mention.of or "", group.of)
    iso = reading.knowledge.nationalities.get(comparison_key(mention.name), "")
    if iso:
        group.of = group.of or reading.known(_country(reading, iso))
    reading.bind(mention, group, "described group of this article")


def _unmarked(word: str) -> str:
    """A word of a description without article and case, so that "المسؤولين" and "مسؤولون" meet."""
    bare = word.removeprefix("ال")
    return bare[:-2] + "ون" if bare.endswith("ين") and len(bare) > 4 else bare


def _country(reading: Reading, iso: str) -> Entry:
    entry = reading.knowledge.entry(reading.knowledge.country_id(iso))
    assert entry is not None
    return entry


def _is_homeland(reading: Reading, mention: EntityMention) -> bool:
    return mention.mention.rule == "homeland"


def _bind_homeland(reading: Reading, mention: EntityMention) -> None:
    person = reading.referent_of.get(mention.antecedent or "")
    if person is None:
        return
    isos = {office.of for office in person.offices if office.of in reading.knowledge.countries} or set(person.countries)
    if person.office is not None and person.office.of in reading.knowledge.countries:
        isos.add(person.office.of)
    if not isos and person.of is not None and person.of.entry is not None and person.of.entry.country:
        isos.add(person.of.entry.country)
    if len(isos) == 1:
        reading.bind(mention, reading.known(_country(reading, isos.pop())), "country of the person before")


def _is_pair(reading: Reading, mention: EntityMention) -> bool:
    return mention.mention.rule.startswith("pair")


def _bind_pair(reading: Reading, mention: EntityMention) -> None:
    """ "الجانبان", "البلدين", "الوزيران": the two of that sort named last before, else the first two of the article."""
    kind = mention.mention.rule.removeprefix("pair-")
    if kind == "people":
        head = comparison_key(mention.name).removeprefix("ال")[:-2]
        able = [
            referent
            for referent in reading.order
            if referent.kind in (EntityKind.PERSON, EntityKind.OFFICE)
            and (head in referent.heads or held_head(referent, head))
        ]
    else:
        able = [referent for referent in reading.order if referent.kind is EntityKind.COUNTRY]
    two = _last_two(able, mention)
    if len(two) == 2:
        reading.members_of[mention.id] = two
        reading.reasons[mention.id] = "the two named before"


def _last_two(able: list[Referent], mention: EntityMention) -> tuple[Referent, ...]:
    start = mention.mention.span.start
    spots = sorted(
        (other.mention.span.start, number) for number, referent in enumerate(able) for other in referent.mentions
    )
    before = [number for at, number in reversed(spots) if at < start]
    after = [number for at, number in spots if at >= start]
    found = list(dict.fromkeys([*before, *after]))[:2]
    return tuple(able[number] for number in sorted(found))


_PASSES: tuple[tuple[Callable[[Reading, EntityMention], bool], Callable[[Reading, EntityMention], None]], ...] = (
    (_is_nation, _bind_nation),
    (_is_state, _bind_state),
    (_is_body_name, bind_body_name),
    (_is_place, bind_place),
    (_is_capital, bind_capital),
    (_is_body, bind_body),
    (_is_full_name, _bind_person),
    (_is_short_name, _bind_short),
    (_is_apposed, _bind_apposed),
    (_is_office, bind_office),
    (_is_group, _bind_group),
    (_is_homeland, _bind_homeland),
    (_is_pair, _bind_pair),
)
