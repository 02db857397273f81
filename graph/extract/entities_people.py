"""Persons whom neither list nor model has found: by a part of a full name, behind a title, by a given name."""

from __future__ import annotations

from graph.extract.entities_draft import OPENERS, Draft, Page, word_readings
from graph.knowledge.names import SAME_NAME, given_names, name_tokens, sure_given_names
from graph.knowledge.persons import person_index
from graph.knowledge.words import spaced, split_words
from graph.model import EntityKind, MentionForm
from graph.text import without_article

COMPOUND_HEADS = frozenset(("عبد", "ابو", "ابي", "ام"))


def short_names(page: Page, people: list[Draft], taken: list[Draft]) -> list[Draft]:
    """Further mentions of persons by a part of the name that the article gives in full ("العباسي")."""
    parts: dict[tuple[str, ...], Draft] = {}
    for person in people:
        for keys in _full_names(page, person):
            for part in name_parts(keys):
                parts.setdefault(part, person)
    covered = {word for draft in taken for word in range(draft.first, draft.last)}
    drafts: list[Draft] = []
    for at in range(len(page.words)):
        if at in covered or (drafts and at < drafts[-1].last):
            continue
        draft = _short_name(page, at, parts, covered)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _full_names(page: Page, person: Draft) -> list[list[str]]:
    """The name as it stands, and the usual spellings of the known person it is or is a spelling of."""
    keys = [word.key for word in page.words[person.first : person.last]]
    entries = [entry for entry in map(page.knowledge.entry, person.ids) if entry is not None]
    if not entries and len(keys) > 1:
        found = person_index(page.knowledge).find(name_tokens(page.text[person.start : person.end]))
        entries = [entry for value, _, entry in found[:1] if value >= SAME_NAME]
    names = [name for entry in entries if entry.kind is EntityKind.PERSON for name in entry.names_ar]
    return [keys, *([word.key for word in split_words(name)] for name in names)]


def name_parts(keys: list[str]) -> list[tuple[str, ...]]:
    """The parts of a full name that may stand for it alone: the last word, or "بن" and the last word."""
    if len(keys) < 2 or len(keys[-1]) < 3:
        return []
    parts: list[tuple[str, ...]] = [(keys[-1],)]
    if keys[-2] == "عبد":
        return []
    if keys[-2] in ("بن", "ال", "ابو", "فان", "دي", "دو", "فون", "لا"):
        parts = [(keys[-2], keys[-1])]
    return parts


def _after_title(page: Page, at: int) -> bool:
    """Whether a title or honorific stands right before a word."""
    if not at or not spaced(page.words[at]):
        return False
    nouns = page.knowledge.titles.nouns.get(page.words[at - 1].key, ())
    return any(noun.role in ("honorific", "office") for noun in nouns)


def _short_name(page: Page, at: int, parts: dict[tuple[str, ...], Draft], covered: set[int]) -> Draft | None:
    for reading in word_readings(page, at):
        for width in (2, 1):
            key = tuple(page.key(at, min(at + width, len(page.words)), reading).split())
            person = parts.get(key)
            if person is None or any(word in covered for word in range(at, at + width)):
                continue
            if width == 2 and not spaced(page.words[at + 1]):
                continue
            if len(key[-1]) < 4 and not _after_title(page, at):
                continue
            if at and not reading.letters and spaced(page.words[at]) and starts_name(page, at - 1):
                continue
            if reading.letters and not page.split_by_model(at, reading) and len(reading.key) < 4:
                continue
            return Draft(
                first=at,
                last=at + width,
                start=page.start(at, reading),
                end=page.words[at + width - 1].end,
                kind=EntityKind.PERSON,
                form=MentionForm.NAME,
                rule="short-name",
                confidence=0.85,
                antecedent=person,
                proclitic=reading.proclitic,
            )
    return None


def given_runs(page: Page, taken: list[Draft]) -> list[Draft]:
    """Names that begin with a given name which is no common word too, wherever they stand."""
    covered = {word for draft in taken for word in range(draft.first, draft.last)}
    drafts: list[Draft] = []
    at = 0
    while at < len(page.words):
        draft = _given(page, at, covered) if at not in covered and page.words[at].key in sure_given_names() else None
        if draft is not None:
            drafts.append(draft)
        at = draft.last if draft is not None else at + 1
    return drafts


def titled_names(page: Page, titles: list[Draft], taken: list[Draft]) -> list[Draft]:
    """Names behind a title that neither list nor model has: a known person's misspelt, or a given name's run."""
    covered = {word for draft in taken for word in range(draft.first, draft.last)}
    drafts: list[Draft] = []
    for title in titles:
        at = after_honorifics(page, title.last)
        if at is None or at in covered:
            continue
        draft = _misspelt(page, at, covered) or _given(page, at, covered)
        if draft is not None:
            drafts.append(draft)
            covered.update(range(draft.first, draft.last))
    return drafts


def after_honorifics(page: Page, at: int) -> int | None:
    """The word after a title ending before word `at` and after honorifics there; None where the phrase breaks off."""
    for _ in range(4):
        if at >= len(page.words) or not apposed_gap(page.words[at].gap):
            return None
        width = next(
            (n for n in (3, 2, 1) if at + n <= len(page.words) and _only_honorific(page, page.key(at, at + n))), 0
        )
        if not width:
            return at
        at += width
    return None


def apposed_gap(gap: str) -> bool:
    """Whether what stands between two words may join a title and a name: spaces, quotes, at most one comma."""
    return "\n" not in gap and gap.strip(OPENERS + "،,:") == "" and gap.count("،") + gap.count(",") <= 1


def _only_honorific(page: Page, key: str) -> bool:
    nouns = page.knowledge.titles.nouns.get(key, ())
    return any(noun.role == "honorific" for noun in nouns)


def _misspelt(page: Page, at: int, covered: set[int]) -> Draft | None:
    index = person_index(page.knowledge)
    for width in (4, 3, 2):
        words = range(at, at + width)
        if at + width > len(page.words) or any(word in covered for word in words):
            continue
        if not all(spaced(page.words[word]) for word in words[1:]):
            continue
        tokens = name_tokens(page.text[page.words[at].start : page.words[at + width - 1].end])
        found = index.find(tokens) if len(tokens) > 1 else ()
        if found and found[0][0] >= SAME_NAME:
            return _person(page, at, at + width, "known-name-misspelt", 0.8)
    return None


def _given(page: Page, at: int, covered: set[int]) -> Draft | None:
    """A given name and what runs on from it: further given names, compounds, family names with the article."""
    if not starts_name(page, at):
        return None
    last = at
    while last < len(page.words) and last - at < 6 and last not in covered:
        after_link = last > at and page.words[last - 1].key in ("بن", "ابن", "بنت")
        if last > at and not (spaced(page.words[last]) and (after_link or _runs_on(page, last))):
            break
        last += 2 if page.words[last].key in COMPOUND_HEADS and last + 1 < len(page.words) else 1
    while last - 1 > at and page.words[last - 1].key in ("بن", "ال"):
        last -= 1
    return _person(page, at, last, "given-name", 0.6) if last - at > 1 else None


def starts_name(page: Page, at: int) -> bool:
    """Whether a word is a given name or opens one of two words; "على" is the preposition."""
    word = page.words[at]
    preposition = page.text[word.start : word.end] == "على"
    return not preposition and (word.key in given_names() or word.key in COMPOUND_HEADS)


def _runs_on(page: Page, at: int) -> bool:
    key = page.words[at].key
    if key in page.knowledge.titles.cues["no_name"]:
        return False
    if key in ("بن", "ال") or key in COMPOUND_HEADS or key in given_names():
        return True
    known = page.knowledge.titles.nouns.get(key) or key in page.knowledge.titles.ranks
    return key.startswith("ال") and len(key) > 4 and not known and without_article(key) not in given_names()


def _person(page: Page, first: int, last: int, rule: str, value: float) -> Draft:
    return Draft(
        first=first,
        last=last,
        start=page.words[first].start,
        end=page.words[last - 1].end,
        kind=EntityKind.PERSON,
        form=MentionForm.NAME,
        rule=rule,
        confidence=value,
    )
