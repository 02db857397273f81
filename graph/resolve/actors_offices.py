"""Offices in one article: which office a title means, and who holds it: a person of the article, the list's, nobody."""

from __future__ import annotations

from graph.knowledge import Entry
from graph.model import EntityKind, EntityMention
from graph.resolve.actors_local import Reading, Referent, last_before, named
from graph.resolve.actors_titles import Office, offices_of, plain_title
from graph.text import comparison_key


def offices_said(reading: Reading, mention: EntityMention, country: str = "") -> list[Office]:
    """The offices that a mention's title may mean; `country` is its holder's, for a title that names none."""
    if mention.title is None:
        return []
    knowledge = reading.knowledge
    of = reading.by_id.get(mention.of or "")
    belongs = of.mention.anchor if of is not None else ""
    owner = reading.referent_of.get(of.id) if of is not None else None
    entry = owner.entry if owner is not None else None
    iso = reading.nation(of)
    if not iso and entry is not None and entry.kind is EntityKind.PLACE:
        iso = ""
    if of is None:
        iso = country or reading.home
    if iso:
        entry = knowledge.entry(knowledge.country_id(iso))
    elif entry is None and of is not None:
        entry = next(iter(named(knowledge, of.name)), None)
    return offices_of(knowledge, mention.title, belongs, entry, iso)


def bind_office(reading: Reading, mention: EntityMention) -> None:
    """An office without a name: its holder in the article, else its known holder at the date, else the office."""
    rule = mention.mention.rule
    if rule == "counterpart":
        offices = _counterpart_offices(reading, mention)
    elif rule.startswith("bare"):
        _bind_bare(reading, mention)
        return
    else:
        offices = offices_said(reading, mention)
    if _is_former(mention):
        offices = []
    holder = _holder_here(reading, offices) or _same_title(reading, mention, offices)
    if holder is not None:
        reading.bind(mention, holder, "the article names the holder")
        return
    _bind_holder(reading, mention, offices)


def _is_former(mention: EntityMention) -> bool:
    return any(key in comparison_key(mention.title or "").split() for key in ("السابق", "الاسبق", "السابقه", "سابق"))


def _counterpart_offices(reading: Reading, mention: EntityMention) -> list[Office]:
    """ "نظيره الأميركي": the antecedent's offices, of the country that the words name."""
    of = reading.by_id.get(mention.of or "")
    iso = reading.nation(of)
    first = reading.referent_of.get(mention.antecedent or "")
    antecedent = reading.by_id.get(mention.antecedent or "")
    if not iso or first is None:
        return []
    offices = list(first.offices) + ([first.office] if first.office is not None else [])
    if antecedent is not None:
        offices += offices_said(reading, antecedent)
    day = reading.day(mention)
    if first.entry is not None and day is not None:
        offices += [Office(holding.office, holding.of) for holding in first.entry.holdings if holding.holds(day)]
    states = [office for office in offices if office.of in reading.knowledge.countries]
    return list(dict.fromkeys(Office(office.slug, iso) for office in states))


def _holder_here(reading: Reading, offices: list[Office]) -> Referent | None:
    for office in offices:
        for person in reading.people:
            if office in person.offices:
                return person
    return None


def _same_title(reading: Reading, mention: EntityMention, offices: list[Office]) -> Referent | None:
    """The one person of the article who was given the very same title, which names no country or body."""
    if mention.of is not None or offices or mention.title is None or " " not in mention.title:
        return None
    title = plain_title(mention.title, "")
    bearers = [person for person in reading.people if title in person.titles]
    return bearers[0] if len(bearers) == 1 else None


def _bind_holder(reading: Reading, mention: EntityMention, offices: list[Office]) -> None:
    day = reading.day(mention)
    for office in offices if day is not None else ():
        assert day is not None
        holder = reading.knowledge.holder_on(office.slug, office.of, day)
        if holder is not None:
            person = reading.known(holder)
            person.inferred = True
            if office not in person.offices:
                person.offices.append(office)
            reading.bind(mention, person, f"holder of {office.key} on {day.isoformat()} (inferred)")
            return
    for person in reading.people if day is None else ():
        if person.entry is not None and _ever_held(person.entry, offices):
            reading.bind(mention, person, "named in the article, held the office (inferred)")
            return
    if offices or mention.mention.rule != "counterpart":
        _bind_vacant(reading, mention, offices[0] if offices else None)


def _bind_vacant(reading: Reading, mention: EntityMention, office: Office | None) -> None:
    title = plain_title(mention.title or mention.name, "")
    referent = reading.described(EntityKind.OFFICE, office.key if office else title, mention.name)
    referent.office = office
    referent.local = office is None
    if mention.head:
        referent.heads |= {comparison_key(mention.head)}
    owner = reading.referent_of.get(mention.of or "")
    referent.of = owner if owner is not None else referent.of
    reading.bind(mention, referent, "office whose holder is not known")


def _ever_held(entry: Entry, offices: list[Office]) -> bool:
    return any(
        (holding.office, holding.of) == (office.slug, office.of) for holding in entry.holdings for office in offices
    )


def _bind_bare(reading: Reading, mention: EntityMention) -> None:
    """ "الوزير", "الرئيس": whoever was last given a title with this head; nobody where the article has none."""
    head = comparison_key(mention.head or "")
    able = [referent for referent in reading.order if head in referent.heads or held_head(referent, head)]
    found = last_before(able, mention)
    if found is not None:
        reading.bind(mention, found, "short for a title given before")


_SLUGS_OF_HEAD = {
    "رييس": ("president", "prime-minister"),
    "ملك": ("king",),
    "عاهل": ("king",),
    "امير": ("emir", "crown-prince"),
    "سلطان": ("sultan",),
    "بابا": ("pope",),
    "مستشاره": ("chancellor",),
    "مرشد": ("supreme-leader",),
}


def held_head(referent: Referent, head: str) -> bool:
    """Whether a known person ever held an office that a bare head noun can stand for."""
    if referent.entry is None or referent.kind is not EntityKind.PERSON:
        return False
    slugs = {holding.office for holding in referent.entry.holdings}
    if head == "وزير":
        return any(slug.startswith("minister-") for slug in slugs)
    return bool(slugs & set(_SLUGS_OF_HEAD.get(head, ())))
