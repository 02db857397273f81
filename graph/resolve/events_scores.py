"""How alike two profiles are, in points that explain themselves.

Points are whole numbers and similarities come in whole hundredths, so that no decision hangs on a processor's last
decimals. They were set by hand and tuned on the development half of `tests/data/coref`.
"""

from __future__ import annotations

from graph.resolve.events_profiles import Profile, gap_days
from graph.resolve.events_words import overlap
from graph.resolve.events_world import World
from graph.resolve.scores import Score

THRESHOLD = 55
_VERBATIM = 80
_STANCES = ("Criticism", "Demand", "Threat")
Part = tuple[int, str]


def score_of(parts: list[Part]) -> Score:
    """The parts as one score: points are hundredths, cut to 0..1."""
    value = points(parts)
    return Score(
        max(0, min(100, value)) / 100, "; ".join(f"{reason} {number:+d}" for number, reason in parts if number)
    )


def points(parts: list[Part]) -> int:
    """The sum of the parts."""
    return sum(number for number, _ in parts)


def compare(left: Profile, right: Profile, world: World, similarity: int | None) -> list[Part]:
    """What speaks for and against the two being one event.

    Args: similarity: cosine of their sentence vectors in hundredths, None without vectors.
    """
    by_content = left.by_content or right.by_content
    parts = _by_content(left, right, world) if by_content else _by_parties(left, right, world)
    times = _times(left, right, world)
    if by_content and (left.group == "statement" or not left.triggers & right.triggers):
        # What is said the same day by the same person is not therefore the same statement.
        times = [(number // 3 if number > 0 else number, reason) for number, reason in times]
    parts.extend(times)
    parts.append(_texts(overlap(left.words, right.words), similarity, by_content))
    if left.topic and right.topic:
        shared = overlap(left.topic, right.topic)
        parts.append((12, "same topic") if shared >= 50 else (0, "") if shared >= 20 else (-6, "other topic"))
    if left.round is not None and left.round == right.round:
        parts.append((30, "same round"))
    parts.append(_stories(left, right))
    parts.append((4, "same class") if left.classes & right.classes else (-6, "other class"))
    if left.triggers & right.triggers:
        parts.append((14, "same trigger") if "Event" in left.classes & right.classes else (4, "same trigger"))
    return parts


def affinity(left: Profile, right: Profile, world: World) -> int:
    """Points for parties, place and topic alone, where time and wording may differ: a plan and what came of it."""
    return points(_by_parties(left, right, world)) + 20 * overlap(left.topic, right.topic) // 100


def same_stance(left: Profile, right: Profile, world: World, *, only_ones: bool) -> bool:
    """Whether one actor takes one stance in two reports of a story: the same criticism, demand or threat, that day.

    Each outlet words it anew, so words need to agree little, but for demands, of which there may be several; and a
    ministry's criticism is its country's.

    Args: only_ones: whether it is the only statement in each of two articles that share other events.
    """
    stances = [name for name in _STANCES if name in left.classes & right.classes]
    apart = _told_apart(left, right)
    if not stances or apart is None or apart > 1:
        return False
    if not left.main & right.main:
        sides = [{world.side_of.get(actor) for actor in told.main} - {None} for told in (left, right)]
        if stances != ["Criticism"] or (left.persons and right.persons) or not sides[0] & sides[1]:
            return False
    if stances == ["Criticism"]:
        return only_ones or overlap(left.words, right.words) >= 10
    return overlap(left.words, right.words) >= 20


def names_nobody(left: Profile, right: Profile) -> bool:
    """Whether one of two reports, told within two days, names neither actors nor a time of its own ("the visit")."""
    apart = _told_apart(left, right)
    if left.by_content or right.by_content or apart is None or apart > 2:
        return False
    return any(not told.actors and told.window == (None, None) for told in (left, right))


def _by_content(left: Profile, right: Profile, world: World) -> list[Part]:
    if not left.main or not right.main:
        return [(4, "an actor unnamed")]
    if left.main & right.main:
        shared = (left.actors & right.actors) - left.main
        told_of = {name for name in left.classes & right.classes if name in _STANCES}
        return [(18, "same actor"), (14 if told_of and shared else 6 if shared else 0, "of the same others")]
    sides = {world.side_of.get(actor) for actor in left.main} & {world.side_of.get(actor) for actor in right.main}
    return [(6, "same country")] if sides - {None} else [(-30, "other actors")]


def _by_parties(left: Profile, right: Profile, world: World) -> list[Part]:
    parts = [_actors(left, right, world), _countries(left, right)]
    if left.main and right.main and left.main != left.actors and left.main & right.main:
        parts.append((10, "same main actor"))
    parts.extend((_places(left, right, world), _named(left, right)))
    parts.append(_numbers(left, right))
    return parts


def _actors(left: Profile, right: Profile, world: World) -> Part:
    if not left.actors or not right.actors:
        return (0, "no actors to compare")
    shared = len(left.actors & right.actors)
    common = left.actors & right.actors
    dealings = left.group in ("consult", "agreement") and not common & world.persons
    if shared and (dealings or common <= world.countries):
        # Countries and their bodies deal with each other every day; who acts for them tells more.
        return (28 if shared > 1 else 18, f"{shared} actors in common, no person")
    if shared > 1:
        return (40, f"{shared} actors in common")
    if shared == 1:
        alone = min(len(left.actors), len(right.actors)) == 1
        return (26, "its one actor in common") if alone else (18, "one actor in common")
    if left.sides & right.sides or not _rivals(left, right, world):
        return (0, "no actor in common")
    return (-25, "other actors")


def _named(left: Profile, right: Profile) -> Part:
    """Names in common that got no role in one of the two; roles are missed more often than names."""
    alike = (left.actors & right.actors) | (left.places & right.places)
    shared = len((left.named & right.named) - alike)
    timeless = _told_apart(left, right) is None and (_length(left) is None or _length(right) is None)
    return (min(10 if timeless else 24, 10 * shared), f"{shared} further names in common")


def _stories(left: Profile, right: Profile) -> Part:
    """How many of the names of the two articles agree: reports of one story share most of them."""
    smaller = min(len(left.story), len(right.story))
    if left.articles == right.articles or smaller < 4:
        return (0, "")
    shared = 100 * len(left.story & right.story) // smaller
    if shared >= 50:
        return (10, f"articles share {shared}% of their names")
    return (5, f"articles share {shared}% of their names") if shared >= 30 else (0, "")


def _rivals(left: Profile, right: Profile, world: World) -> bool:
    """Whether one role has actors of other countries in the two; an attacker here and a victim there are no rivals."""
    for role in left.roles:
        if role in right.roles:
            sides = [{world.side_of.get(actor, actor) for actor in told.roles[role]} for told in (left, right)]
            if not sides[0] & sides[1]:
                return True
    return not set(left.roles) & set(right.roles) and left.group in ("consult", "agreement", "visit")


def _countries(left: Profile, right: Profile) -> Part:
    """Countries in common; in an attack each report may name another side."""
    shared = len(left.sides & right.sides)
    if shared > 1:
        return (18 if left.sides == right.sides else 14, "same countries")
    if shared == 1 and left.sides == right.sides:
        return (6, "same country")
    if shared or not left.sides or not right.sides or left.group == "attack":
        return (0, "")
    return (-10, "other countries")


def _places(left: Profile, right: Profile, world: World) -> Part:
    if not left.places or not right.places:
        return (0, "")
    shared = left.places & right.places
    if shared - world.country_places:
        return (18, "same place")
    if shared:
        return (10, "same country as its place")
    if left.lands and right.lands and not left.lands & right.lands:
        return (-25, "places in other countries")
    if not left.lands or not right.lands:
        return (0, "other places, one of an unknown country")
    wide = left.places <= world.country_places or right.places <= world.country_places
    return (6, "place within the other") if wide else (-14, "other places of one country")


def _numbers(left: Profile, right: Profile) -> Part:
    common = [key for key in left.numbers if key in right.numbers]
    if not common:
        return (0, "")
    return (
        (8, "same figures") if any(left.numbers[key] & right.numbers[key] for key in common) else (-4, "other figures")
    )


def _times(left: Profile, right: Profile, world: World) -> list[Part]:
    """Time they state, and how far apart they were told."""
    parts = []
    spans = [_length(left), _length(right)]
    known = [span for span in spans if span is not None]
    days = gap_days(left.window, right.window)
    if len(known) == 2:
        if 0 < days <= min(left.gap, right.gap) and min(left.gap, right.gap) > 1:
            parts.append((8, f"times {days} days apart, within its length"))
        elif days > 0:
            parts.append((-8 - 4 * min(days, 8), f"times {days} days apart"))
        elif max(known) <= 2:
            parts.append((26, "same day"))
        elif max(known) <= 31:
            parts.append((16, "times meet within a month"))
        else:
            parts.append((6, "times meet"))
    apart = _told_apart(left, right)
    if apart is None and len(known) < 2 and not left.by_content:
        parts.append((_timeless(left, right, world), "no times to compare"))
    if apart is not None:
        parts.append(_telling(apart, dated=len(known) == 2 and max(known) <= 31))
    if ("background" in left.cues) != ("background" in right.cues) and len(known) < 2:
        parts.append((-12, "one is told as background"))
    return parts


def _timeless(left: Profile, right: Profile, world: World) -> int:
    """Without a time countries alone say little: they meet every year."""
    if left.persons & right.persons:
        return -14
    return -45 if left.actors & right.actors <= world.countries and left.group in ("consult", "agreement") else -26


def _telling(apart: int, *, dated: bool) -> Part:
    """Reports of one event appear within days; later ones usually give its date."""
    if apart <= 1:
        return (12, "told at the same time")
    if apart <= 3:
        return (8, "told within three days")
    if apart <= 10 or dated:
        return (0, "")
    return (-10, "told weeks apart") if apart <= 45 else (-24, "told months apart")


def _length(profile: Profile) -> int | None:
    earliest, latest = profile.window
    return latest - earliest + 1 if earliest is not None and latest is not None else None


def _told_apart(left: Profile, right: Profile) -> int | None:
    if left.published is None or right.published is None:
        return None
    return gap_days(left.published, right.published)


def _texts(shared: int, similarity: int | None, by_content: bool) -> Part:
    """Words in common count most where only content tells events apart; the vector fills in for other wordings.

    Vectors are centred: unrelated sentences lie near 0, two reports of one event anywhere from 20 up.
    """
    if by_content:
        near = 0 if similarity is None else max(-10, min(16, (similarity - 30) // 3))
        return (7 * shared // 10 + near, f"words {shared}%" + _cosine(similarity))
    near = 0 if similarity is None else max(-6, min(14, (similarity - 20) // 4))
    if shared >= _VERBATIM:
        near += 25
    return (35 * shared // 100 + near, f"words {shared}%" + _cosine(similarity))


def _cosine(similarity: int | None) -> str:
    return "" if similarity is None else f", sentences {similarity}"
