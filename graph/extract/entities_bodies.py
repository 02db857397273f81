"""Short forms of bodies that an article names in full: "النهضة" after "حركة النهضة"."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.entities_draft import Draft, Page, word_readings
from graph.model import EntityKind, MentionForm

_GENERIC = frozenset(("حزب", "حركه", "جماعه", "تيار", "تحالف", "ايتلاف", "جبهه", "تنظيم", "كتايب", "قوات"))
_BODIES = frozenset((EntityKind.ORGANIZATION, EntityKind.ARMED_GROUP, EntityKind.ARMED_FORCE))
_SHORTEST = 5


def short_bodies(page: Page, names: Sequence[Draft], taken: Sequence[Draft]) -> list[Draft]:
    """Further mentions of bodies by the one definite word that follows a generic noun in their full name.

    Args: taken: drafts whose words are no longer free.
    """
    full: dict[str, Draft] = {}
    for name in names:
        key = _own_word(page, name)
        if key:
            full.setdefault(key, name)
    covered = {word for draft in taken for word in range(draft.first, draft.last)} if full else set()
    drafts = []
    for at in range(len(page.words)) if full else ():
        reading = next((reading for reading in word_readings(page, at) if reading.key in full), None)
        if reading is not None and at not in covered:
            drafts.append(_short(page, at, page.start(at, reading), reading.proclitic, full[reading.key]))
    return drafts


def _own_word(page: Page, name: Draft) -> str:
    """The second of a body's two words, where the first is generic; "" for another name."""
    if name.kind not in _BODIES or name.form is not MentionForm.NAME or name.last - name.first != 2:
        return ""
    first, second = page.words[name.first].key, page.words[name.first + 1].key
    generic = first in _GENERIC or any(reading.key in _GENERIC for reading in word_readings(page, name.first))
    return second if generic and second.startswith("ال") and len(second) >= _SHORTEST else ""


def _short(page: Page, at: int, start: int, proclitic: str, body: Draft) -> Draft:
    return Draft(
        first=at,
        last=at + 1,
        start=start,
        end=page.words[at].end,
        kind=body.kind,
        form=MentionForm.NAME,
        rule="short",
        confidence=0.6,
        antecedent=body,
        proclitic=proclitic,
    )
