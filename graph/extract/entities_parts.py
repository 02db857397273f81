"""The parts that continue a description word by word: nationality, name, further head, rank, field, unknown noun."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.extract.entities_draft import Draft, Page
from graph.knowledge.titles import Noun
from graph.knowledge.words import Reading, Word, joined
from graph.model import EntityKind, MentionForm

CHAIN = frozenset(("office", "body", "force", "delegation", "armed"))
FIELD_HEADS = ("وزير", "وزيره", "وزراء", "وزاره", "وزارات", "الوزير")
_CITY_BODIES = frozenset(
    ("شرطه", "محافظ", "بلديه", "امانه", "امين", "عمده", "عمليات", "مطار", "مدينه", "جامعه", "مستشفي")
)
_GENITIVE_RANKS = frozenset(("عام", "عامه", "اول", "ثاني", "كبير", "كبار"))


@dataclass(slots=True)
class Phrase:
    """A description being read: words `first`..`last`, its first word's reading, and what it belongs to."""

    page: Page
    first: int
    last: int
    reading: Reading
    noun: Noun
    names: list[Draft]
    nested: list[Draft] = field(default_factory=list)
    of: Draft | None = None
    former: bool = False
    open_field: bool = False
    named: bool = False
    adjectival: bool = False
    parts: int = 0


def take_nationality(phrase: Phrase) -> bool:
    """A nationality adjective of one or two words."""
    page, at = phrase.page, phrase.last
    for width in (2, 1):
        if at + width > len(page.words):
            continue
        key = page.key(at, at + width)
        if key in page.knowledge.nationalities and (width == 1 or joined(page.words[at + 1])):
            _add_nested(phrase, demonym(page, at, at + width, key))
            phrase.adjectival = True
            return True
    return False


def demonym(page: Page, first: int, last: int, key: str, reading: Reading | None = None) -> Draft:
    """A nationality adjective as a mention of its country."""
    return Draft(
        first=first,
        last=last,
        start=page.start(first, reading),
        end=page.words[last - 1].end,
        kind=EntityKind.COUNTRY,
        form=MentionForm.DEMONYM,
        rule="demonym",
        confidence=0.85,
        ids=(page.knowledge.country_id(page.knowledge.nationalities[key]),),
        proclitic=reading.proclitic if reading else "",
    )


def _add_nested(phrase: Phrase, draft: Draft) -> None:
    phrase.nested.append(draft)
    phrase.last = draft.last
    if phrase.of is None:
        phrase.of = draft


def take_name(phrase: Phrase) -> bool:
    """A known or model name that the phrase belongs to ("زعيم حركة حماس", "وزير خارجية العراق")."""
    at = phrase.last
    name = next((name for name in phrase.names if name.first == at and not name.proclitic), None)
    if _takes_no_genitive(phrase.page.words[at - 1].key):
        return False
    if (
        name is None
        or name.kind is EntityKind.PERSON
        or phrase.adjectival
        or (phrase.parts == 0 and is_definite(phrase))
    ):
        return False
    if phrase.noun.role in ("people", "person", "source") and name.kind in (EntityKind.PLACE, EntityKind.COUNTRY):
        return False
    if name.rule == "metonym" and any(word.key in _CITY_BODIES for word in _words(phrase)):
        name.kind, name.rule = EntityKind.PLACE, "known-place"
    phrase.last = name.last
    phrase.named = True
    if phrase.of is None or name.kind is not EntityKind.PLACE:
        phrase.of = name
    return True


def _words(phrase: Phrase) -> list[Word]:
    """The words of a phrase so far."""
    return phrase.page.words[phrase.first : phrase.last]


def _takes_no_genitive(key: str) -> bool:
    """Whether a word is a sound plural in its free form ("محتجون"), which loses its ending before a genitive."""
    return len(key) > 4 and key.endswith(("ون", "ين"))


def is_definite(phrase: Phrase) -> bool:
    """Whether the phrase so far is definite, so that no genitive can follow."""
    return phrase.page.words[phrase.last - 1].key.startswith("ال") or phrase.reading.key.startswith("ال")


def take_chain(phrase: Phrase) -> bool:
    """A further head noun ("نائب رئيس الوزراء"); not after a definite head, which takes no genitive."""
    page, at = phrase.page, phrase.last
    if page.words[at - 1].key.startswith("ال") or phrase.adjectival or _takes_no_genitive(page.words[at - 1].key):
        return False
    for width in (3, 2, 1):
        if at + width > len(page.words):
            continue
        nouns = page.knowledge.titles.nouns.get(page.key(at, at + width), ())
        noun = next((noun for noun in nouns if noun.role in CHAIN), None)
        if noun is not None and phrase.noun.role in ("office", "body", "force", "source", "people", "armed"):
            phrase.last = at + width
            phrase.open_field = page.words[at].key in FIELD_HEADS
            return True
    return False


def take_rank(phrase: Phrase) -> bool:
    """An adjective of rank, field or time ("العام", "السابق")."""
    page, at = phrase.page, phrase.last
    ranks = page.knowledge.titles.ranks
    key = page.words[at].key
    if key not in ranks:
        return False
    if ranks[key]:
        phrase.former = True
    phrase.adjectival = key not in _GENITIVE_RANKS
    phrase.last = at + 1
    return True


def take_field(phrase: Phrase) -> bool:
    """A ministry's field after "وزير" or "وزارة"."""
    if not phrase.open_field:
        return False
    page, at = phrase.page, phrase.last
    for width in (5, 4, 3, 2, 1):
        whole = at + width <= len(page.words) and all(joined(word) for word in page.words[at : at + width])
        if whole and page.key(at, at + width) in page.knowledge.titles.portfolios:
            phrase.last = at + width
            return True
    return False


def take_conjunct(phrase: Phrase) -> bool:
    """A second field: "لجنة الأمن والدفاع", "وزير الثقافة والسياحة"."""
    page, at = phrase.page, phrase.last
    key = page.words[at].key
    if not key.startswith("وال") or len(key) < 6 or phrase.parts == 0 or page.covering(at, phrase.names) is not None:
        return False
    rest = key[1:]
    knowledge = page.knowledge
    if rest in knowledge.nationalities or rest in knowledge.titles.nouns or rest in knowledge.titles.ranks:
        return False
    head = page.key(phrase.first, phrase.first + 1, phrase.reading)
    if not (phrase.open_field or head.removeprefix("ال") in ("لجنه", "هييه", "وزاره", "رييس", "مديريه")):
        return False
    phrase.last = at + 1
    return True


def take_noun(phrase: Phrase) -> bool:
    """A definite noun that no list knows, in genitive after an indefinite head: "مدير الجمارك"."""
    page, at = phrase.page, phrase.last
    key = page.words[at].key
    before = page.words[at - 1].key
    if (
        phrase.noun.role not in ("office", "body", "force", "armed")
        or before.startswith("ال")
        or not key.startswith("ال")
    ):
        return False
    if phrase.reading.key.startswith("ال") or len(key) < 5 or phrase.parts > 3 or phrase.named or phrase.adjectival:
        return False
    if _tag(page, at) in ("VERB", "PROPN", "ADP") or page.covering(at, phrase.names) is not None:
        return False
    phrase.last = at + 1
    return True


def _tag(page: Page, at: int) -> str:
    span = page.doc.char_span(page.words[at].start, page.words[at].end, alignment_mode="expand")
    return span[-1].pos_ if span is not None and len(span) else ""
