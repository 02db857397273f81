"""Descriptions of actors: offices ("رئيس الوزراء العراقي"), bodies, forces, unnamed speakers and people, word by word.

A description is a head noun and what continues it: nationality, rank, field, a further head in a chain, a known name.
The grammar works on words alone, since a small parser errs most on such long noun phrases.
"""

from __future__ import annotations

from graph.extract.entities_draft import Draft, Page, word_readings
from graph.extract.entities_parts import (
    CHAIN,
    FIELD_HEADS,
    Phrase,
    is_definite,
    take_chain,
    take_conjunct,
    take_field,
    take_name,
    take_nationality,
    take_noun,
    take_rank,
)
from graph.knowledge.titles import Noun
from graph.knowledge.words import Reading, joined, spaced
from graph.model import EntityKind, MentionForm

_KIND_OF_ROLE = {
    "office": EntityKind.OFFICE,
    "source": EntityKind.GROUP,
    "person": EntityKind.GROUP,
    "people": EntityKind.GROUP,
    "delegation": EntityKind.GROUP,
    "force": EntityKind.ARMED_FORCE,
    "armed": EntityKind.ARMED_GROUP,
    "body": EntityKind.ORGANIZATION,
    "state": EntityKind.COUNTRY,
}
_ROLES = ("office", "source", "force", "body", "delegation", "armed", "people", "person", "state")
_IN_HEADS = frozenset(("source", "office", "person", "people"))
_NAMED_IN = frozenset(("في", "لدي", "ب"))
_ABOUT = frozenset(("لشوون", "للشوون"))
_SPEAKS_FOR = frozenset(("باسم", "بلسان", "باسمها", "بإسم"))
_LED_BY = frozenset(("رياسه", "قياده", "اداره", "حكم", "رعايه", "عضويه"))
_LONGEST = 14


def descriptions(page: Page, names: list[Draft]) -> list[Draft]:
    """The descriptions outside names, with the nationalities inside them, in text order."""
    found: list[Draft] = []
    busy = {word for name in names if name.kind is EntityKind.PERSON for word in range(name.first, name.last)}
    at = 0
    while at < len(page.words):
        phrase = None if at in busy else read_phrase(page, at, names)
        if phrase is None:
            at += 1
            continue
        draft = _draft(phrase)
        if draft is not None:
            found += [draft, *phrase.nested]
        at = phrase.last
    return found


def read_phrase(page: Page, at: int, names: list[Draft]) -> Phrase | None:
    """The description that starts at word `at`, as long as its words continue it; None where no head noun stands."""
    head = _head(page, at)
    if head is None:
        return None
    width, reading, noun = head
    if any(name.first <= at < name.last and name.last > at + width and name.first < at for name in names):
        return None
    phrase = Phrase(page, at, at + width, reading, noun, names)
    phrase.open_field = page.key(at, at + width, reading).split()[0] in FIELD_HEADS
    while phrase.last < len(page.words) and phrase.last - phrase.first < _LONGEST and _continue(phrase):
        phrase.parts += 1
    return None if _no_actor(phrase) else phrase


def _no_actor(phrase: Phrase) -> bool:
    """Whether the words only look like an actor's: "مسؤولين عن", "الجهات المسؤولة", "نظام الحكم", a bare state noun."""
    page, first, last = phrase.page, phrase.first, phrase.last
    role = phrase.noun.role
    after = page.words[last].key if last < len(page.words) else ""
    before = page.words[first - 1].key if first and spaced(page.words[first]) else ""
    if role == "source" and phrase.parts == 0 and (after == "عن" or (before.startswith("ال") and len(before) > 4)):
        return True
    if role == "state":
        return phrase.parts > 0 or not phrase.reading.key.startswith("ال")
    if page.key(first, min(first + 2, last), phrase.reading) in page.knowledge.titles.not_actors:
        return True
    definite = any(word.key.startswith("ال") for word in page.words[first + 1 : last]) or phrase.reading.key.startswith(
        "ال"
    )
    return role in ("body", "force") and not definite and phrase.of is None and not phrase.named


def _head(page: Page, at: int) -> tuple[int, Reading, Noun] | None:
    titles = page.knowledge.titles
    if at and page.words[at - 1].key == "عبد":
        return None
    for width in (4, 3, 2, 1):
        if at + width > len(page.words) or not all(joined(word) for word in page.words[at + 1 : at + width]):
            continue
        if width > 1 and _addresses(page, at, width):
            return None
        for reading in word_readings(page, at):
            if reading.proclitic.endswith("ب") and reading.key in _LED_BY:
                continue
            nouns = titles.nouns.get(page.key(at, at + width, reading), ())
            noun = next((noun for role in _ROLES for noun in nouns if noun.role == role), None)
            if noun is not None and (not reading.letters or len(reading.key) > 3):
                return width, reading, noun
    return None


def _addresses(page: Page, at: int, width: int) -> bool:
    """Whether the words are an honorific ("الفريق أول"), which belongs to the name after it."""
    return any(
        page.knowledge.titles.role(page.key(at, at + width, reading), "honorific")
        for reading in word_readings(page, at)
    )


def _continue(phrase: Phrase) -> bool:
    """Take the next part into the phrase, if the next word continues it."""
    page, at = phrase.page, phrase.last
    word = page.words[at]
    if not joined(word) or word.key in page.knowledge.titles.cues["no_phrase"]:
        return False
    if any(name.kind is EntityKind.PERSON and name.first <= at < name.last for name in phrase.names):
        return False
    if any(_addresses(page, at, width) for width in (2, 3) if at + width <= len(page.words)) or _only_honorific(
        page, at
    ):
        return False
    return (
        take_field(phrase)
        or take_nationality(phrase)
        or take_name(phrase)
        or take_chain(phrase)
        or take_rank(phrase)
        or _take_preposition(phrase)
        or take_conjunct(phrase)
        or take_noun(phrase)
    )


def _only_honorific(page: Page, at: int) -> bool:
    nouns = page.knowledge.titles.nouns.get(page.words[at].key, ())
    return bool(nouns) and all(noun.role == "honorific" for noun in nouns)


def _take_preposition(phrase: Phrase) -> bool:
    page, at = phrase.page, phrase.last
    key = page.words[at].key
    if at + 1 >= len(page.words) or (not joined(page.words[at + 1])):
        return _take_for(phrase)
    if key in _ABOUT and phrase.noun.role == "office":
        phrase.last = at + 2
        while phrase.last < len(page.words) and _qualifies(page, phrase.last):
            phrase.last += 1
        return True
    if key in _SPEAKS_FOR:
        return _take_after(phrase, at + 1)
    if key in _NAMED_IN and phrase.noun.role in _IN_HEADS:
        return _take_after(phrase, at + 1)
    return _take_for(phrase)


def _qualifies(page: Page, at: int) -> bool:
    word = page.words[at]
    return joined(word) and (word.key in page.knowledge.titles.ranks or word.key in ("الاوسط", "الادني", "السياسيه"))


def _take_after(phrase: Phrase, at: int) -> bool:
    """What stands after a preposition at word `at`, if it is a body or name: taken as what the phrase belongs to."""
    page = phrase.page
    name = next((name for name in phrase.names if name.first == at and name.kind is not EntityKind.PERSON), None)
    inner = None if name is not None and name.kind is not EntityKind.PLACE else read_phrase(page, at, phrase.names)
    if inner is not None and inner.noun.role in CHAIN:
        phrase.nested += inner.nested
        phrase.last = inner.last
        body = _draft(inner)
        if body is not None:
            phrase.nested.append(body)
            phrase.of = phrase.of or (inner.of if inner.noun.role == "office" else body)
        return True
    if name is None or (name.kind is EntityKind.PLACE and phrase.noun.role not in ("office", "source")):
        return False
    places = name.kind is EntityKind.PLACE
    if places and phrase.page.words[at - 1].key != "لدي":
        return False
    phrase.last = name.last
    phrase.of = phrase.of or name
    return True


def _take_for(phrase: Phrase) -> bool:
    """ "القائد العام للقوات المسلحة", "الأمين العام للأمم المتحدة": a body or name behind the preposition "ل"."""
    if phrase.noun.role not in ("office", "body") or (not phrase.parts and not is_definite(phrase)):
        return False
    page, at = phrase.page, phrase.last
    if not any(reading.proclitic == "ل" for reading in word_readings(page, at)):
        return False
    name = next((name for name in phrase.names if name.first == at and name.proclitic == "ل"), None)
    if name is not None and name.kind is not EntityKind.PERSON:
        phrase.last = name.last
        phrase.of = phrase.of or name
        return True
    inner = read_phrase(page, at, phrase.names)
    if inner is None or inner.reading.proclitic != "ل" or inner.noun.role not in CHAIN:
        return False
    phrase.nested += inner.nested
    phrase.last = inner.last
    phrase.of = phrase.of or inner.of
    return True


def _draft(phrase: Phrase) -> Draft | None:
    page, noun = phrase.page, phrase.noun
    several = " " in page.key(phrase.first, phrase.last)
    if phrase.parts == 0 and not several and not phrase.reading.key.startswith("ال") and noun.role != "source":
        return None
    if phrase.parts == 0 and noun.role in ("person", "people"):
        return None
    kind = _KIND_OF_ROLE[noun.role]
    start = page.start(phrase.first, phrase.reading)
    end = page.closed(start, page.words[phrase.last - 1].end)
    plural = noun.number != "s" and noun.role in ("office", "source", "people", "person")
    if noun.role == "office" and plural:
        kind = EntityKind.GROUP
    return Draft(
        first=phrase.first,
        last=phrase.last,
        start=start,
        end=end,
        kind=kind,
        form=MentionForm.NOMINAL,
        rule=noun.role if phrase.parts or several else f"bare-{noun.role}",
        confidence=0.8 if phrase.parts or several else 0.6,
        head=noun.base,
        title=page.text[start:end] if noun.role == "office" else None,
        role=noun.role,
        of=phrase.of,
        anonymous=noun.role in ("source", "person", "people"),
        plural=plural,
        former=phrase.former,
        proclitic=phrase.reading.proclitic,
    )
