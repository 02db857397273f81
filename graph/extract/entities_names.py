"""Names in the text: what the knowledge base knows and what the model finds."""

from __future__ import annotations

from graph.extract.entities_draft import Draft, Page, word_readings
from graph.extract.entities_people import COMPOUND_HEADS
from graph.knowledge.entries import Entry
from graph.knowledge.gazetteer import Match
from graph.knowledge.names import sure_given_names
from graph.knowledge.words import Reading, joined, spaced
from graph.model import EntityKind, MentionForm
from graph.text import is_arabic

_KINDS = {"PER": EntityKind.PERSON, "LOC": EntityKind.PLACE, "ORG": EntityKind.ORGANIZATION}
_RANK_TAILS = frozenset(("اول", "ثاني", "ركن"))
_LONGEST_NAME = 8


def known_names(page: Page) -> list[Draft]:
    """Names of the knowledge base, longest first from left to right, never overlapping."""
    drafts: list[Draft] = []
    at = 0
    while at < len(page.words):
        match = page.knowledge.gazetteer.match(page.words, at)
        draft = _known(page, at, match) if match is not None else None
        if draft is not None:
            drafts.append(draft)
            at = draft.last
        else:
            at += 1
    return drafts


def _known(page: Page, at: int, match: Match) -> Draft | None:
    entries = [entry for entry in map(page.knowledge.entry, match.ids) if entry is not None]
    if not _trustworthy(page, at, match, entries):
        return None
    last = at + match.words
    kind, rule = _kind_here(page, at, last, match.reading, entries)
    ids, first = match.ids, at
    if kind is EntityKind.PERSON:
        last = _with_fathers(page, last)
        sure = at > 0 and (page.words[at - 1].key in sure_given_names() or page.words[at - 1].key in COMPOUND_HEADS)
        if sure and not match.reading.letters and spaced(page.words[at]):
            first, ids, rule = at - 1, (), "given-name"
    return Draft(
        first=first,
        last=last,
        start=page.start(first, match.reading if first == at else None),
        end=page.closed(page.start(at, match.reading), page.words[last - 1].end),
        kind=kind,
        form=MentionForm.NAME,
        rule=rule,
        confidence=0.95 if match.words > 1 else 0.9,
        ids=ids,
        proclitic=match.reading.proclitic,
    )


def _with_fathers(page: Page, last: int) -> int:
    """The end of a person's name with the fathers' names and the house after it ("بن عبد العزيز آل سعود")."""
    while last + 1 < len(page.words) and page.words[last].key in ("بن", "ابن", "ال") and spaced(page.words[last]):
        if not spaced(page.words[last + 1]):
            break
        last += 3 if page.words[last + 1].key in COMPOUND_HEADS and last + 2 < len(page.words) else 2
    return last


def _trustworthy(page: Page, at: int, match: Match, entries: list[Entry]) -> bool:
    """Whether the words can be taken for the name: no split that the text does not bear out, no short Latin word."""
    word, reading = page.words[at], match.reading
    raw = page.text[page.start(at, reading) : page.words[at + match.words - 1].end]
    if match.words == 1 and not is_arabic(raw):
        return raw[:1].isupper() and len(raw) > 1
    if match.words == 1 and len(reading.key) < 3:
        return False
    if match.words == 1 and reading.key in page.knowledge.doubtful_names:
        return _entity_here(page, at) or (_locative(page, at, reading) and entries[0].kind is EntityKind.PLACE)
    if reading.letters and match.words == 1 and not page.split_by_model(at, reading):
        if reading.proclitic.endswith("ك") and entries[0].kind is EntityKind.PLACE:
            return False
        return len(reading.key) >= 4 and word.key not in page.knowledge.titles.nouns
    return True


def _entity_here(page: Page, at: int) -> bool:
    word = page.words[at]
    return any(ent.start_char < word.end and word.start < ent.end_char for ent in page.doc.ents if ent.label_ in _KINDS)


def _locative(page: Page, at: int, reading: Reading) -> bool:
    """Whether a preposition or noun of place stands before, also over a nationality ("العاصمة القطرية الدوحة")."""
    if reading.proclitic.endswith("ب"):
        return True
    before = at - 1
    if before > 0 and not reading.letters and page.words[before].key in page.knowledge.nationalities:
        before -= 1
    if before < 0 or not joined(page.words[before + 1]):
        return False
    return any(other.key in page.knowledge.titles.cues["locative"] for other in word_readings(page, before))


def _kind_here(page: Page, at: int, last: int, reading: Reading, entries: list[Entry]) -> tuple[EntityKind, str]:
    first = entries[0]
    if first.kind is not EntityKind.PLACE and first.kind is not EntityKind.COUNTRY:
        return first.kind, "known-name"
    acts = first.kind is EntityKind.COUNTRY or first.id in page.knowledge.capitals
    from_city = first.kind is EntityKind.PLACE and at > 0 and page.words[at - 1].key == "من"
    if _dateline(page, at, last) or not acts or from_city or _locative(page, at, reading):
        return EntityKind.PLACE, "known-place"
    return EntityKind.COUNTRY, "known-country" if first.kind is EntityKind.COUNTRY else "metonym"


def _dateline(page: Page, at: int, last: int) -> bool:
    starts_line = at == 0 or "\n" in page.words[at].gap
    after = page.words[last].gap if last < len(page.words) else ""
    return starts_line and any(char in after for char in "/:-–—\n")


def model_names(page: Page, known: list[Draft]) -> list[Draft]:
    """The model's persons, organisations and places, freed of titles, where nothing known stands."""
    drafts: list[Draft] = []
    surnames = _surnames(page)
    for ent in page.doc.ents:
        kind = _KINDS.get(ent.label_)
        if kind is None:
            continue
        first, last = page.word_at(ent.start_char), page.word_at(ent.end_char - 1) + 1
        # A surname keeps a first letter that looks like a preposition ("لانغلي" beside "مايكل لانغلي").
        whole = kind is EntityKind.PERSON and page.words[first].key in surnames
        start = page.words[first].start if whole else ent.start_char
        draft = _model_name(page, first, min(last, len(page.words)), start, kind)
        if draft is None:
            continue
        covered = [other for other in known if other.overlaps(draft)]
        if not covered:
            drafts.append(draft)
        elif _outgrows(draft, covered):
            for other in covered:
                known.remove(other)
            drafts.append(draft)
    return drafts


def _surnames(page: Page) -> frozenset[str]:
    """The keys of the last words of the model's person names of two words and more."""
    last = [page.word_at(ent.end_char - 1) for ent in page.doc.ents if ent.label_ == "PER" and " " in ent.text.strip()]
    return frozenset(page.words[index].key for index in last if index < len(page.words))


def _outgrows(draft: Draft, covered: list[Draft]) -> bool:
    """Whether the model's longer person name goes before the known names inside ("محمد العراقي")."""
    inside = all(draft.covers(other) and other.last - other.first < draft.last - draft.first for other in covered)
    if draft.kind is EntityKind.PERSON:
        return inside and all(
            other.kind in (EntityKind.PERSON, EntityKind.PLACE, EntityKind.COUNTRY) for other in covered
        )
    return False


def _model_name(page: Page, first: int, last: int, start: int, kind: EntityKind) -> Draft | None:
    reading = _reading_at(page, first, start)
    if kind is EntityKind.PERSON:
        if reading is not None and page.words[first].key in page.knowledge.first_names:
            # The model split a name that begins like a preposition ("لويد").
            reading = None
        stripped = strip_titles(page, first, last, reading)
        if stripped != first:
            first, reading = stripped, None
    for index in range(first + 1, last):
        if not joined(page.words[index]):
            last = index
            break
    if first >= last or last - first > _LONGEST_NAME or not _name_like(page, first, last, reading, kind):
        return None
    return Draft(
        first=first,
        last=last,
        start=page.start(first, reading),
        end=page.words[last - 1].end,
        kind=kind,
        form=MentionForm.NAME,
        rule="model",
        confidence=0.7 if last - first > 1 else 0.55,
        proclitic=reading.proclitic if reading else "",
    )


def _reading_at(page: Page, word: int, start: int) -> Reading | None:
    for reading in word_readings(page, word):
        if reading.letters and page.start(word, reading) == start:
            return reading
    return None


def strip_titles(page: Page, first: int, last: int, reading: Reading | None) -> int:
    """The first word of a person's name after honorifics and ranks that the model took for part of it."""
    titles = page.knowledge.titles
    while last - first > 1:
        taken = 0
        for width in (3, 2, 1):
            key = page.key(first, min(first + width, last), reading)
            if first + width < last and (titles.role(key, "honorific") or (width == 1 and _title_word(page, key))):
                taken = width
                break
        if not taken:
            break
        first, reading = first + taken, None
    return first


def _title_word(page: Page, key: str) -> bool:
    titles = page.knowledge.titles
    return (
        bool(titles.role(key, "office"))
        or key in page.knowledge.nationalities
        or (key in titles.ranks and len(key) > 4)
        or key in _RANK_TAILS
    )


def _name_like(page: Page, first: int, last: int, reading: Reading | None, kind: EntityKind) -> bool:
    titles, knowledge = page.knowledge.titles, page.knowledge
    keys = page.key(first, last, reading).split()
    letters = sum(len(key) for key in keys)
    if letters < 3 or any(char.isdigit() for char in keys[0]):
        return False
    if len(keys) > 1:
        return True
    key = keys[0]
    common = key in titles.nouns or key in knowledge.nationalities or key in titles.ranks or knowledge.body_slugs(key)
    return not common and key not in knowledge.doubtful_names and (kind is not EntityKind.PERSON or letters > 3)
