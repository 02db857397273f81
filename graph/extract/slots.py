"""The roles of one reading: which are filled, by whom, and whether they make an event."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.extract.lexicon import Frame, accepted_kinds
from graph.extract.page import Found
from graph.extract.triggers import SPEECH
from graph.model import EntityKind, RoleFiller

PLACE_ROLES = frozenset(("place", "origin", "targetPlace"))


@dataclass(slots=True)
class Roles:
    """The fillers found so far, and who is the subject; the same mention fills a role once."""

    fillers: list[RoleFiller] = field(default_factory=list)
    subject: Found | None = None

    def add(self, role: str, found: Found, rule: str) -> None:
        """Let a mention fill a role."""
        if not any(filler.entity == found.mention.id for filler in self.fillers if filler.role == role):
            self.fillers.append(RoleFiller(role, found.mention.id, rule))

    def filled(self) -> frozenset[str]:
        """The roles that have a filler."""
        return frozenset(filler.role for filler in self.fillers)


def fill_slot(frame: Frame, slot: str, found: Found, roles: Roles) -> None:
    """Let the mention take the first role of the slot that accepts its kind."""
    if found.mention.mention.rule == "metonym" and slot == "genitive" and "في" in frame.slots:
        # "اعتداء بغداد", "اجتماع بغداد": a capital in the genitive of what happens is where it happens.
        roles.add("targetPlace" if "targetPlace" in frame.slots.get("genitive2", ()) else "place", found, slot)
        return
    for role in frame.slots.get(slot, ()):
        if found.mention.kind in accepted_kinds().get(role, frozenset()):
            if (
                role == "place"
                and found.mention.kind is EntityKind.COUNTRY
                and slot == "object"
                and len(frame.slots[slot]) > 1
            ):
                roles.add(role, found, slot)
                continue
            roles.add(role, found, slot)
            return


def enough(frame: Frame, roles: Roles) -> bool:
    """Whether the fillers make an event of the frame."""
    filled = roles.filled()
    actors = {filler.entity for filler in roles.fillers if filler.role not in PLACE_ROLES}
    wanted = frame.required
    if wanted and not (filled & wanted):
        return False
    return len(actors) >= min(frame.least, 2) or bool(wanted & PLACE_ROLES & filled) or len(actors) >= frame.least


def is_speech(frame: Frame) -> bool:
    """Whether the frame is one of speaking, so that what follows may be its content."""
    return frame.name in SPEECH
