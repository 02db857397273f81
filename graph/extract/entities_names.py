"""Names in the text: what the knowledge base knows, what the model finds, and short forms of names said in full."""

from __future__ import annotations

from graph.extract.entities_draft import OPENERS, Draft, Page, word_readings
from graph.knowledge.entries import Entry
from graph.knowledge.gazetteer import Match
from graph.knowledge.names import SAME_NAME, given_names, name_tokens, sure_given_names
from graph.knowledge.persons import person_index
from graph.knowledge.words import Reading, joined, spaced, split_words
from graph.model import EntityKind, MentionForm
from graph.text import is_arabic, without_article

_KINDS = {"PER": EntityKind.PERSON, "LOC": EntityKind.PLACE, "ORG": EntityKind.ORGANIZATION}
_LOCATIVE = frozenset(
    ["في", "الي", "داخل", "خارج", "شمال", "جنوب", "شرق", "غرب", "وسط", "قرب", "مدينه", "محافظه", "قضا", "منطقه", "العاصمه", "عاصمه", "شمالي", "جنوبي", "شرقي", "غربي", "ولايه", "اقليم", "ضواحي", "مطار", "بمدينه", "بمحافظه", "نحو", "صوب", "عبر", "فوق", "بلده", "قريه", "حدود", "ساحل", "انحا", "مدن", "مغادره", "غادر", "وصل", "قاعده", "مينا", "ناحيه"]
)
_DAYS = frozenset(
    ("اليوم", "الاحد", "الاثنين", "الثلاثا", "الاربعا", "الخميس", "الجمعه", "السبت", "الماضي", "الذي", "التي", "الان", "الي")
)
_COMPOUND_HEADS = frozenset(("عبد", "ابو", "ابي", "ام"))
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
        if not match.reading.letters and at and spaced(page.words[at]) and _starts_name(page, at - 1):
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
        last += 3 if page.words[last + 1].key in _COMPOUND_HEADS and last + 2 < len(page.words) else 2
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
    """Whether a preposition or noun of place stands before, over an adjective of nationality ("العاصمة القطرية الدوحة")."""
    if reading.proclitic.endswith("ب"):
        return True
    before = at - 1
    if before > 0 and not reading.letters and page.words[before].key in page.knowledge.nationalities:
        before -= 1
    if before < 0 or not joined(page.words[before + 1]):
        return False
    return any(other.key in _LOCATIVE for other in word_readings(page, before))


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
    for ent in page.doc.ents:
        kind = _KINDS.get(ent.label_)
        if kind is None:
            continue
        first, last = page.word_at(ent.start_char), page.word_at(ent.end_char - 1) + 1
        draft = _model_name(page, first, min(last, len(page.words)), ent.start_char, kind)
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


def _outgrows(draft: Draft, covered: list[Draft]) -> bool:
    """Whether the model's longer person name takes the place of the known names inside ("محمد العراقي" of "العراقي")."""
    inside = all(draft.covers(other) and other.last - other.first < draft.last - draft.first for other in covered)
    if draft.kind is EntityKind.PERSON:
        return inside and all(other.kind in (EntityKind.PERSON, EntityKind.PLACE, EntityKind.COUNTRY) for other in covered)
    return False


def _model_name(page: Page, first: int, last: int, start: int, kind: EntityKind) -> Draft | None:
    reading = _reading_at(page, first, start)
    if kind is EntityKind.PERSON:
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
    return bool(titles.role(key, "office")) or key in page.knowledge.nationalities or (key in titles.ranks and len(key) > 4)


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
            if at and not reading.letters and spaced(page.words[at]) and _starts_name(page, at - 1):
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
    """Names that follow a title and that neither list nor model has: a known person's misspelt, or a given name's run."""
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
    if not _starts_name(page, at):
        return None
    last = at
    while last < len(page.words) and last - at < 5 and last not in covered:
        if last > at and not (spaced(page.words[last]) and _runs_on(page, last)):
            break
        last += 2 if page.words[last].key in _COMPOUND_HEADS and last + 1 < len(page.words) else 1
    while last - 1 > at and page.words[last - 1].key in ("بن", "ال"):
        last -= 1
    return _person(page, at, last, "given-name", 0.6) if last - at > 1 else None


def _starts_name(page: Page, at: int) -> bool:
    word = page.words[at]
    preposition = page.text[word.start : word.end] == "على"
    return not preposition and (word.key in given_names() or word.key in _COMPOUND_HEADS)


def _runs_on(page: Page, at: int) -> bool:
    key = page.words[at].key
    if key in _DAYS:
        return False
    if key in ("بن", "ال") or key in _COMPOUND_HEADS or key in given_names():
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
