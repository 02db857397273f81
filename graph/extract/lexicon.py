"""The lists of `seeds/events/` as tables to look words up in: inflected verbs, nouns, frames and roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.lexicons import Row, read_list
from graph.model import EntityKind
from graph.text import comparison_key

_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")
_WEAK = ("ا", "ي")


@dataclass(frozen=True, slots=True)
class Frame:
    """Which role each slot of a trigger fills, in order of preference, and what a reading needs to count."""

    name: str
    slots: dict[str, tuple[str, ...]]
    single: str
    required: frozenset[str]
    least: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A trigger: its class, frame and the words that it needs or that rule it out. `agent` belongs to light verbs."""

    lemma: str
    event_class: str
    frame: str
    needs: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    agent: str | None = None
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """An inflected form: its entry and its tense ("past", "present", "future", "jussive", "participle", "noun")."""

    entry: Entry
    tense: str
    suffixed: bool = False


@cache
def frames() -> dict[str, Frame]:
    """The role frames by name."""
    found = {}
    for row in read_list("events/frames.csv", ("frame", "slots", "single", "required", "least")):
        slots: dict[str, tuple[str, ...]] = {}
        for part in row.parts("slots"):
            slot, _, roles = part.partition("=")
            slots[comparison_key(slot) if slot.isascii() is False else slot] = tuple(filter(None, roles.split("+")))
        required = frozenset(filter(None, row["required"].split("+")))
        found[row["frame"]] = Frame(row["frame"], slots, row["single"], required, int(row["least"] or 1))
    return found


@cache
def prepositions() -> frozenset[str]:
    """Every preposition, simple or compound, that a frame has a slot for; as comparison keys."""
    return frozenset(slot for frame in frames().values() for slot in frame.slots if not slot.isascii())


@cache
def accepted_kinds() -> dict[str, frozenset[EntityKind]]:
    """The kinds of entity that may fill each role."""
    actors = frozenset(EntityKind) - {EntityKind.PLACE}
    places = frozenset((EntityKind.PLACE, EntityKind.COUNTRY))
    found = {}
    for row in read_list("events/roles.csv", ("role", "accepts", "metonym")):
        named = {"actor": actors, "place": places}.get(row["accepts"])
        found[row["role"]] = named or frozenset(EntityKind(name) for name in row.parts("accepts"))
    return found


@cache
def verb_forms() -> dict[str, tuple[Form, ...]]:
    """Every inflected form of the trigger verbs, by comparison key."""
    table: dict[str, list[Form]] = {}
    for row in read_list("events/verbs.csv", ("past", "present", "participle", "class", "frame", "needs", "blocks")):
        entry = _entry(row, row["past"])
        for key, tense, suffixed in _verb_keys(row["past"], row["present"]):
            _add(table, key, Form(entry, tense, suffixed))
        if row["participle"]:
            _add(table, comparison_key(row["participle"]), Form(entry, "participle"))
    return {key: tuple(forms) for key, forms in table.items()}


@cache
def light_forms() -> dict[str, tuple[Form, ...]]:
    """Every inflected form of the light verbs, by comparison key."""
    table: dict[str, list[Form]] = {}
    for row in read_list("events/light.csv", ("past", "present", "masdar", "agent", "classes")):
        entry = Entry(row["past"], "", "", agent=row["agent"], classes=frozenset(row.parts("classes")))
        for key, tense, suffixed in _verb_keys(row["past"], row["present"]):
            _add(table, key, Form(entry, tense, suffixed))
        if row["masdar"]:
            _add(table, comparison_key(row["masdar"]), Form(entry, "noun"))
    return {key: tuple(forms) for key, forms in table.items()}


@cache
def noun_forms() -> dict[str, tuple[tuple[tuple[str, ...], Form], ...]]:
    """Trigger nouns by the key of their first word; each with the keys of its words, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Form]]] = {}
    for row in read_list("events/nouns.csv", ("noun", "plural", "class", "frame", "needs", "blocks", "before")):
        entry = _entry(row, row["noun"], before=_keys(row, "before"))
        for noun in filter(None, (row["noun"], row["plural"])):
            words = tuple(comparison_key(noun).split())
            for first, suffixed in _noun_keys(words[0], alone=len(words) == 1):
                table.setdefault(first, []).append(((first, *words[1:]), Form(entry, "noun", suffixed)))
    return {key: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for key, found in table.items()}


def _entry(row: Row, lemma: str, before: tuple[str, ...] = ()) -> Entry:
    return Entry(lemma, row["class"], row["frame"], _keys(row, "needs"), _keys(row, "blocks"), before)


def _keys(row: Row, column: str) -> tuple[str, ...]:
    return tuple(comparison_key(part) for part in row.parts(column))


def _add(table: dict[str, list[Form]], key: str, form: Form) -> None:
    forms = table.setdefault(key, [])
    if form not in forms:
        forms.append(form)


def _verb_keys(past: str, present: str) -> Iterator[tuple[str, str, bool]]:
    """Comparison keys of the third persons of a verb, their tense, and whether an object pronoun is joined."""
    base = comparison_key(past)
    weak = base.endswith(_WEAK) and len(base) > 2
    stem = base[:-1] if weak else base
    bare = [base, f"{stem}ت", f"{stem}وا", f"{stem}{'يا' if weak else 'ا'}", f"{stem}تا"]
    joined = [f"{stem}ا" if weak else stem, f"{stem}ت", f"{stem}و"]
    yield from ((key, "past", False) for key in bare)
    yield from ((f"{key}{pronoun}", "past", True) for key in joined for pronoun in _PRONOUNS)
    imperfect = comparison_key(present)
    if not imperfect:
        return
    ended = imperfect.endswith(("ي", "و", "ا"))
    stem = imperfect[1:-1] if ended else imperfect[1:]
    if ended and len(stem) > 2:
        yield from ((f"{person}{stem}", "jussive", False) for person in "يت")
    endings = [imperfect[1:], f"{stem}ون", f"{imperfect[1:]}ان", f"{stem}وا"]
    for person in "يت":
        for prefix, tense in (("", "present"), ("س", "future")):
            yield from ((f"{prefix}{person}{ending}", tense, False) for ending in endings)
            yield from ((f"{prefix}{person}{imperfect[1:]}{pronoun}", tense, True) for pronoun in _PRONOUNS)


def _noun_keys(word: str, *, alone: bool) -> Iterator[tuple[str, bool]]:
    """Comparison keys of a noun: bare, definite, accusative, dual, and with a pronoun; whether a pronoun is joined."""
    yield word, False
    if not word.startswith("ال"):
        yield f"ال{word}", False
    if not alone:
        return
    joined = f"{word[:-1]}ت" if word.endswith("ه") else word
    if not word.endswith(("ه", "ات")):
        yield f"{word}ا", False
    for ending in ("ان", "ين"):
        yield f"{joined}{ending}", False
        yield f"ال{joined}{ending}", False
    for pronoun in _PRONOUNS:
        yield f"{joined}{pronoun}", True
        if word.endswith("ا") and len(word) > 2:
            # A final hamza takes a carrier before a pronoun ("لقائه").
            yield f"{joined}ي{pronoun}", True
            yield f"{joined}و{pronoun}", True
