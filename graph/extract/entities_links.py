"""What joins mentions within a sentence: a title and its name, "his counterpart", "the two sides", "his country"."""

from __future__ import annotations

from graph.extract.entities_draft import Draft, Page, word_readings
from graph.extract.entities_parts import demonym
from graph.extract.entities_people import apposed_gap
from graph.knowledge.words import Reading, joined, spaced
from graph.model import EntityKind, MentionForm

_PAIRS = {
    "الجانبان": "sides", "الجانبين": "sides", "الطرفان": "sides", "الطرفين": "sides", "البلدان": "states",
    "البلدين": "states", "الدولتان": "states", "الدولتين": "states", "الوزيران": "people", "الوزيرين": "people",
    "الرئيسان": "people", "الرئيسين": "people", "الزعيمان": "people", "الزعيمين": "people", "المسوولان": "people",
    "المسوولين الاثنين": "people", "الحكومتان": "governments", "الحكومتين": "governments", "الجيشان": "armies",
    "الجيشين": "armies", "الشعبين": "states", "الشعبان": "states", "القائدان": "people", "القائدين": "people",
}  # fmt: skip
_COUNTERPARTS = frozenset(("نظيره", "نظيرته", "نظيرها", "نظيرتها", "نظرايه", "نظرايهم", "نظيريه", "نظراوهم", "نظيرهم"))
_HOMELAND = frozenset(("بلاده", "بلادها", "بلدهم", "بلادهم", "بلده", "بلدها"))
_REACH = 400


def join_titles(page: Page, names: list[Draft], nominals: list[Draft]) -> None:
    """Tie each office to the name it stands beside, before or after it, and widen the name's phrase over both."""
    people = sorted((name for name in names if name.kind is EntityKind.PERSON), key=lambda name: name.first)
    by_first = {name.first: name for name in people}
    offices = [
        draft
        for draft in nominals
        if draft.role in ("office", "source", "person")
        and not draft.plural
        and not any(
            other is not draft and other.form is MentionForm.NOMINAL and other.covers(draft) for other in nominals
        )
    ]
    for office in sorted(offices, key=lambda draft: -draft.first):
        following = _office_after(page, office, offices)
        name = following.apposed_to if following is not None else _name_after(page, office, by_first)
        if name is not None:
            _tie(office, name)
    by_last = {name.last: name for name in people}
    for office in offices:
        name = by_last.get(office.first)
        if office.apposed_to is None and name is not None and _stands_after(page, name, office):
            _tie(office, name)
    for office in sorted(offices, key=lambda draft: draft.first):
        before = next((other for other in offices if other.last == office.first and other.apposed_to is not None), None)
        name = before.apposed_to if before is not None else None
        follows = office.apposed_to is None and not office.proclitic and joined(page.words[office.first])
        apart = before is not None and _of_two_nations(before, office)
        if name is not None and follows and before is not None and not apart and name.last <= before.first:
            _tie(office, name)
    for name in people:
        name.phrase_first = min(name.phrase_first, _honorifics_before(page, name))


def _office_after(page: Page, office: Draft, offices: list[Draft]) -> Draft | None:
    """A second office of the same person right behind the first, no comma between."""
    found = (other for other in offices if other.first == office.last and not other.proclitic)
    other = next(found, None)
    if other is None or not joined(page.words[other.first]) or _of_two_nations(office, other):
        return None
    return other


def _of_two_nations(left: Draft, right: Draft) -> bool:
    """Whether two offices belong to different countries, so that two persons hold them."""
    return left.of is not None and right.of is not None and left.of.ids[:1] != right.of.ids[:1]


def set_visited(page: Page, drafts: list[Draft]) -> None:
    """A capital right behind a person is where the person goes ("زار بايدن بغداد"), not who acts."""
    ends = {draft.last for draft in drafts if draft.kind in (EntityKind.PERSON, EntityKind.OFFICE)}
    for draft in drafts:
        if draft.rule == "metonym" and not draft.proclitic and draft.first in ends and spaced(page.words[draft.first]):
            draft.kind, draft.rule = EntityKind.PLACE, "known-place"


def _tie(office: Draft, name: Draft) -> None:
    office.apposed_to = name
    office.anonymous = False
    name.phrase_first = min(name.phrase_first, office.first)
    name.phrase_last = max(name.phrase_last, office.last)
    if name.title is None:
        name.title, name.head = office.title, office.head
        name.of = name.of or office.of


def _name_after(page: Page, office: Draft, by_first: dict[int, Draft]) -> Draft | None:
    at = office.last
    titles = page.knowledge.titles
    for _ in range(4):
        if at >= len(page.words) or not apposed_gap(page.words[at].gap):
            return None
        if at in by_first:
            name = by_first[at]
            return name if not name.proclitic else None
        width = next(
            (n for n in (3, 2, 1) if at + n <= len(page.words) and titles.role(page.key(at, at + n), "honorific")), 0
        )
        if not width:
            return None
        at += width
    return None


def _stands_after(page: Page, name: Draft, office: Draft) -> bool:
    """Whether an office right after a name is that person's, and not the object of the verb before it.

    "التقى بايدن رئيس الوزراء" has two persons, "قال بايدن رئيس الولايات المتحدة" one.
    """
    gap = page.words[office.first].gap
    if office.proclitic or not apposed_gap(gap):
        return False
    if "،" in gap or "," in gap:
        return office.last - office.first > 1
    known = [entry for entry in map(page.knowledge.entry, name.ids) if entry is not None]
    if any(_held(page, office, holding.office) for entry in known for holding in entry.holdings):
        return True
    before = name.phrase_first - 1
    if before < 0 or not spaced(page.words[before + 1]):
        return True
    return not any(reading.key in page.knowledge.titles.person_verbs for reading in word_readings(page, before))


def _held(page: Page, office: Draft, slug: str) -> bool:
    """Whether a title without its country or body is a usual one of the office `slug`."""
    titles, of = page.knowledge.titles, office.of
    keys = [
        page.words[at].key
        for at in range(office.first, office.last)
        if not (of is not None and of.first <= at < of.last) and not titles.ranks.get(page.words[at].key, False)
    ]
    title = " ".join(keys)
    fields = [key for key, other in titles.portfolios.items() if slug == f"minister-{other}"]
    return slug in titles.offices.get(title, ()) or any(title in (f"وزير {key}", f"وزيره {key}") for key in fields)


def _honorifics_before(page: Page, name: Draft) -> int:
    first, titles = name.first, page.knowledge.titles
    if name.proclitic:
        return first
    for _ in range(3):
        width = next(
            (
                n
                for n in (3, 2, 1)
                if first - n >= 0 and joined(page.words[first]) and _honorific(page, first - n, first, titles)
            ),
            0,
        )
        if not width:
            break
        first -= width
    return first


def _honorific(page: Page, first: int, last: int, titles: object) -> bool:
    return any(
        page.knowledge.titles.role(page.key(first, last, reading), "honorific") is not None
        for reading in word_readings(page, first)
    )


def pairs(page: Page) -> list[Draft]:
    """ "الجانبان", "البلدين", "الوزيران": plural mentions of two that the text has named."""
    drafts = []
    for at in range(len(page.words)):
        for reading in word_readings(page, at):
            if reading.key in _PAIRS:
                drafts.append(
                    _reference(page, at, reading, EntityKind.GROUP, f"pair-{_PAIRS[reading.key]}", plural=True)
                )
                break
    return drafts


def counterparts(page: Page) -> list[Draft]:
    """ "نظيره الأميركي" and the name that may follow it."""
    drafts = []
    for at in range(len(page.words)):
        reading = next((reading for reading in word_readings(page, at) if reading.key in _COUNTERPARTS), None)
        if reading is None:
            continue
        draft = _reference(page, at, reading, EntityKind.OFFICE, "counterpart", plural=reading.key.startswith("نظرا"))
        draft.form, draft.head, draft.role = MentionForm.NOMINAL, "نظير", "office"
        drafts.append(draft)
    return drafts


def homelands(page: Page) -> list[Draft]:
    """ "بلاده": a mention of the country of the person before it."""
    drafts = []
    for at in range(len(page.words)):
        reading = next((reading for reading in word_readings(page, at) if reading.key in _HOMELAND), None)
        if reading is not None:
            drafts.append(_reference(page, at, reading, EntityKind.COUNTRY, "homeland"))
    return drafts


def capitals(page: Page) -> list[Draft]:
    """ "العاصمة العراقية": a mention of the capital's place, and the nationality inside it."""
    drafts = []
    for at in range(len(page.words) - 1):
        nation = page.words[at + 1].key
        reading = next((reading for reading in word_readings(page, at) if reading.key == "العاصمه"), None)
        if reading is None or not joined(page.words[at + 1]) or nation not in page.knowledge.nationalities:
            continue
        capital = _reference(page, at, reading, EntityKind.PLACE, "capital")
        capital.form, capital.of = MentionForm.NOMINAL, demonym(page, at + 1, at + 2, nation)
        capital.last = capital.phrase_last = at + 2
        capital.end = capital.of.end
        drafts += [capital, capital.of]
    return drafts


def _reference(page: Page, at: int, reading: Reading, kind: EntityKind, rule: str, *, plural: bool = False) -> Draft:
    return Draft(
        first=at,
        last=at + 1,
        start=page.start(at, reading),
        end=page.words[at].end,
        kind=kind,
        form=MentionForm.PRONOUN,
        rule=rule,
        confidence=0.7,
        plural=plural,
        proclitic=reading.proclitic,
    )


def point_back(page: Page, drafts: list[Draft]) -> None:
    """Give counterparts and homelands the person before them, within reach, as antecedent."""
    people = [draft for draft in drafts if draft.kind in (EntityKind.PERSON, EntityKind.OFFICE) and not draft.plural]
    for draft in drafts:
        if draft.rule not in ("counterpart", "homeland") or draft.antecedent is not None:
            continue
        before = [
            person
            for person in people
            if person.end <= draft.start and draft.start - person.end < _REACH and person.rule != "counterpart"
            and person.apposed_to is None
        ]  # fmt: skip
        if before:
            draft.antecedent = max(before, key=lambda person: person.start)
