"""What forbids that two profiles are one event, however alike their words are."""

from __future__ import annotations

from collections.abc import Callable

from graph.resolve.events_profiles import HELD, OPEN, Profile, gap_days
from graph.resolve.events_words import overlap
from graph.resolve.events_world import World

_UNFIRM_DAYS = 3
_LARGE_DELEGATION = 3
_ALIKE_WORDS = 35
_ALIKE_ONCE = 20
ONCE = ("agreement", "appointment", "regime", "withdrawal")
_ONCE_DAYS = 14
_ALIKE_SENTENCES = 75


def conflict(left: Profile, right: Profile, world: World, *, ignore_time: bool = False) -> str | None:
    """Why the two cannot be one event, or None.

    Args: ignore_time: leave stated times aside, for reports whose texts show that one of them errs in its date.
    """
    if left.group != right.group:
        return "the kinds differ"
    if _is_call(left) != _is_call(right):
        return "a call is no meeting"
    if left.round is not None and right.round is not None and left.round != right.round:
        return f"round {left.round} is not round {right.round}"
    reason = _phases_apart(left, right) or parties_apart(left, right, world)
    if reason is None and not ignore_time:
        reason = _times_apart(left, right)
    return reason


def _is_call(profile: Profile) -> bool:
    """Whether it was held by telephone, by its class or by the words of a report that calls it talks."""
    return "PhoneCall" in profile.classes or "by telephone" in profile.cues


def _phases_apart(left: Profile, right: Profile) -> str | None:
    """A plan, a call or a cancelled matter is not what took place; within one article syntax has already decided."""
    if left.articles == right.articles and len(left.articles) == 1:
        return None
    if (HELD in left.phases and right.phases & OPEN) or (HELD in right.phases and left.phases & OPEN):
        return "one is planned or possible, the other took place"
    return None


def _times_apart(left: Profile, right: Profile) -> str | None:
    days = gap_days(left.window, right.window)
    allowed = max(left.gap, right.gap) + (0 if left.firm and right.firm else _UNFIRM_DAYS)
    if days > allowed:
        return f"their times lie {days} days apart"
    if _told_before(left, right) or _told_before(right, left):
        return "one took place after the other was told"
    return None


def _told_before(told: Profile, later: Profile) -> bool:
    """Whether `told` was reported as a fact before the window of `later` begins."""
    if told.published is None or later.window[0] is None or told.phases != {HELD}:
        return False
    return later.window[0] > told.published[1] + 1


def parties_apart(left: Profile, right: Profile, world: World) -> str | None:
    """Why those who take part, or where, cannot be the same, or None."""
    check = _CHECKS.get(left.group, _no_check)
    return check(left, right, world)


def _no_check(left: Profile, right: Profile, world: World) -> str | None:
    return None


def _single_actor(left: Profile, right: Profile, world: World) -> str | None:
    """Visits, statements, decisions: who did it must be able to be the same."""
    if not left.main or not right.main or left.main & right.main:
        return None
    if left.main & right.named and right.main & left.named:
        # Both reports name both, so one of them mistook who did it.
        return None
    if left.main & world.persons and right.main & world.persons:
        return "other persons did it"
    sides, others = _sides(left.main, world), _sides(right.main, world)
    if sides and others and not sides & others:
        return "other countries did it"
    return None


def _visit(left: Profile, right: Profile, world: World) -> str | None:
    reason = _single_actor(left, right, world)
    if reason is None and left.lands and right.lands and not left.lands & right.lands:
        return "the destinations lie in other countries"
    return reason


def _encounter(left: Profile, right: Profile, world: World) -> str | None:
    """Meetings, calls, agreements: the parties must be able to be the same."""
    if len(left.sides) > 1 and len(right.sides) > 1 and not (left.sides <= right.sides or right.sides <= left.sides):
        return "the countries differ"
    people, others = _met(left, world), _met(right, world)
    if not people or not others:
        return None
    common = people & others
    only_left, only_right = people - common, others - common
    if not only_left or not only_right or len(common) > 1:
        return None
    if max(len(people), len(others)) >= _LARGE_DELEGATION and common:
        return None
    held = _sides(common, world)
    rivals = (_sides(only_left, world) & _sides(only_right, world)) - held
    if rivals:
        return "another person stands for the same country"
    return None if common else _strangers(left, right, world)


def _met(profile: Profile, world: World) -> frozenset[str]:
    """The persons who met: where one alone got a role, those named beside him too."""
    return profile.persons | (profile.named & world.persons if len(profile.persons) == 1 else frozenset())


def _strangers(left: Profile, right: Profile, world: World) -> str | None:
    """Persons on both sides, none in common and none that the other report could have left out."""
    sides, others = _sides(left.persons, world), _sides(right.persons, world)
    return "other persons met" if sides & others else None


def _attack(left: Profile, right: Profile, world: World) -> str | None:
    victims = left.roles.get("victim", frozenset()) & world.persons
    others = right.roles.get("victim", frozenset()) & world.persons
    if victims and others and not victims & others:
        return "the victims differ"
    if left.lands and right.lands and not left.lands & right.lands:
        return "they hit other countries"
    return None


def _sides(actors: frozenset[str], world: World) -> frozenset[str]:
    return frozenset(world.side_of[actor] for actor in actors if actor in world.side_of)


_CHECKS: dict[str, Callable[[Profile, Profile, World], str | None]] = {
    "statement": _single_actor,
    "visit": _visit,
    "decision": _single_actor,
    "appointment": _single_actor,
    "withdrawal": _single_actor,
    "deployment": _single_actor,
    "protest": _single_actor,
    "consult": _encounter,
    "agreement": _encounter,
    "attack": _attack,
}


def dates_slipped(left: Profile, right: Profile, similarity: int | None) -> bool:
    """Whether two reports that give different days can only mean one event, so that one of them errs.

    They must have been told by different articles within a day or, where such an event happens once, within two weeks,
    name the same people or hit the same place, and say much the same; two events of a week are told days apart.
    """
    if left.by_content or left.articles & right.articles or left.published is None or right.published is None:
        return False
    once = left.group in ONCE and gap_days(left.window, right.window) <= _ONCE_DAYS
    if gap_days(left.published, right.published) > (_ONCE_DAYS if once else 1):
        return False
    if not once and (_told_before(left, right) or _told_before(right, left)):
        return False
    alike = overlap(left.words, right.words) >= (_ALIKE_ONCE if once else _ALIKE_WORDS)
    alike = alike or (similarity is not None and similarity >= _ALIKE_SENTENCES)
    if left.group == "attack":
        figures = any(left.numbers[key] & right.numbers.get(key, frozenset()) for key in left.numbers)
        return alike and figures and bool(left.places & right.places)
    if left.group == "visit":
        return alike and bool(left.main & right.main) and bool(left.places & right.places)
    if left.group in ("appointment", "withdrawal"):
        return alike and bool(left.main & right.main)
    return alike and len(left.actors & right.actors) > 1
