"""What an office's or body's description means: "وزير الدفاع العراقي" is the office of defence minister of Iraq."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.knowledge import Entry, KnowledgeBase, split_words
from graph.knowledge.forms import definite
from graph.model import EntityKind

_MINISTER = re.compile(r"(?:ال)?وزير[ه]?(?: الدوله)?(?: لل?شوون)? (.+)")
_DEPUTY = re.compile(r"(?:ال)?(?:نايب|نايبه|مساعد|وكيل|وكيله|مستشار|مستشاره) ")
_KURDISTAN = "place-kurdistan-region"
_GOVERNMENTS = {_KURDISTAN: "government-krg"}


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its slug and what it is of: a country's ISO code or the id of a body."""

    slug: str
    of: str

    @property
    def key(self) -> str:
        """The readable part of an id for an office whose holder is not known."""
        return f"{self.of}-{self.slug}"


@lru_cache(maxsize=100_000)
def plain_title(title: str, belongs: str) -> str:
    """The comparison key of a title without the words of what it belongs to and without marks of a former holder."""
    keys = [word.key for word in split_words(title)]
    for drop in _subsequence(keys, [word.key for word in split_words(belongs)]):
        keys[drop] = ""
    rest = [key for key in keys if key and key not in _FORMER]
    while rest and (len(rest[-1]) == 1 or rest[-1] in ("في", "لدي")):
        rest.pop()
    return " ".join(rest)


_FORMER = frozenset(
    ("السابق", "الاسبق", "السابقه", "سابق", "سابقا", "الحالي", "الجديد", "المخلوع", "الراحل", "المستقيل", "المكلف")
)


def _subsequence(keys: list[str], belongs: list[str]) -> range:
    for start in range(len(keys) - len(belongs), -1, -1):
        if belongs and all(_same(keys[start + at], key) for at, key in enumerate(belongs)):
            return range(start, start + len(belongs))
    return range(0)


def _same(key: str, other: str) -> bool:
    """Whether a word equals one read without its proclitic ("للامم", "لامم")."""
    return key == other or key.removeprefix("ل") == other or key.removeprefix("و") == other or key[1:] == other


def offices_of(knowledge: KnowledgeBase, title: str, belongs: str, of: Entry | None, country: str) -> list[Office]:
    """The offices that a title may mean, the likeliest first.

    Args: belongs: the words that say whose office it is, "" for none; of: the entry these words mean, if known;
        country: ISO code of the country, "" where it is not known.
    """
    key = plain_title(title, belongs)
    if key.startswith("خادم الحرمين"):
        return [Office("king", "SA")]
    slugs = list(knowledge.titles.offices.get(key, ())) or list(knowledge.titles.offices.get(definite(key), ()))
    minister = _MINISTER.fullmatch(key)
    if minister and not _DEPUTY.match(key):
        field = knowledge.titles.portfolios.get(minister[1]) or knowledge.titles.portfolios.get(definite(minister[1]))
        slugs = [f"minister-{field}"] if field else []
    if of is not None and of.kind not in (EntityKind.COUNTRY, EntityKind.PLACE):
        return _of_body(knowledge, key, slugs, of)
    if of is not None and of.id in _GOVERNMENTS:
        return [Office(slug, _GOVERNMENTS[of.id]) for slug in slugs]
    return [Office(slug, country) for slug in slugs if country and _is_state_office(knowledge, slug)]


def _is_state_office(knowledge: KnowledgeBase, slug: str) -> bool:
    return slug.startswith("minister-") or slug in knowledge.titles.state_offices


def _of_body(knowledge: KnowledgeBase, key: str, slugs: list[str], body: Entry) -> list[Office]:
    """Offices of a body: those somebody is known to hold first; a state's own body passes to the state's offices."""
    head = key.split()[0] if key else ""
    if body.kind is EntityKind.GOVERNMENT and head.removeprefix("ال") in ("رييس", "رييسه"):
        slugs = ["prime-minister", *slugs]
    of = [body.id, *_references(knowledge, body)]
    found = [Office(slug, reference) for slug in slugs for reference in of if knowledge.holders(slug, reference)]
    state = _state_office(knowledge, key, body)
    return [*found, *state, *[Office(slug, body.id) for slug in slugs if not found and not state][:1]]


def _references(knowledge: KnowledgeBase, body: Entry) -> list[str]:
    if not body.country or body.country not in knowledge.countries:
        return []
    return [
        f"{body.country}/{slug}"
        for slug in knowledge.bodies
        if (found := knowledge.body(body.country, slug)) is not None and found.id == body.id
    ]


def _state_office(knowledge: KnowledgeBase, key: str, body: Entry) -> list[Office]:
    """ "رئيس الحكومة" written of the body: the state's office whose title ends in the body's name."""
    if not body.country:
        return []
    for reference in _references(knowledge, body):
        for form in knowledge.bodies[reference.partition("/")[2]].forms:
            whole = " ".join([key, *(word.key for word in split_words(form))])
            slugs = knowledge.titles.offices.get(whole, ())
            found = [Office(slug, body.country) for slug in slugs if _is_state_office(knowledge, slug)]
            if found:
                return found
    return []


def office_label(knowledge: KnowledgeBase, slug: str) -> tuple[str, str]:
    """The Arabic and English title of an office by its slug."""
    titles = knowledge.titles
    if slug.startswith("minister-"):
        field = slug.removeprefix("minister-")
        return f"وزير {titles.portfolio_labels[field]}", f"Minister of {titles.portfolio_names[field]}"
    return titles.office_labels.get(slug, slug), titles.office_names.get(slug, slug)
