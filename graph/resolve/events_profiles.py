"""What linking compares: an event as one or more mentions tell it, with its references resolved."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import (
    Article,
    EntityMention,
    EventMention,
    Factuality,
    Resolution,
    Span,
    TimeBasis,
    When,
)
from graph.resolve.events_classes import event_kind
from graph.resolve.events_corpus import Corpus
from graph.resolve.events_rounds import round_of
from graph.resolve.events_words import content_stems, cues_of
from graph.resolve.events_world import World, actors_of

PLACE_ROLES = ("place", "origin", "targetPlace")
_MAIN_ROLES: Mapping[str, tuple[str, ...]] = {
    "statement": ("speaker",),
    "visit": ("visitor",),
    "decision": ("decider",),
    "appointment": ("appointee",),
    "protest": ("protester",),
    "withdrawal": ("mover",),
    "deployment": ("mover",),
}
_FIRM = (TimeBasis.EXPLICIT, TimeBasis.RELATIVE)
HELD, FALSE, PLANNED, CALLED_OFF, POSSIBLE = "held", "false", "planned", "called off", "possible"
OPEN = frozenset((PLANNED, CALLED_OFF, POSSIBLE))
Window = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Profile:
    """An event as some mentions tell it.

    `members` are positions in the corpus's list of mentions, ascending. `roles` hold actor ids, `places` place ids;
    `named` are all actors and places named in the sentence, whether or not they got a role, `story` those of the whole
    article. `window` are the days (proleptic ordinals, inclusive) that its own words give, `published` those of its
    articles. `firm` tells whether words of the text give the window. `phases` say where the matter stands in each
    report.
    """

    members: tuple[int, ...]
    articles: frozenset[str]
    group: str
    classes: frozenset[str]
    phases: frozenset[str]
    roles: Mapping[str, frozenset[str]]
    actors: frozenset[str]
    main: frozenset[str]
    persons: frozenset[str]
    sides: frozenset[str]
    places: frozenset[str]
    lands: frozenset[str]
    named: frozenset[str]
    story: frozenset[str]
    window: Window
    firm: bool
    published: tuple[int, int] | None
    words: frozenset[str]
    topic: frozenset[str]
    cues: frozenset[str]
    round: int | None
    triggers: frozenset[str]
    numbers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def by_content(self) -> bool:
        """Whether only the content tells two such events of one actor apart."""
        return any(event_kind(name).by_content for name in self.classes)

    @property
    def gap(self) -> int:
        """Days by which two stated dates of such an event may lie apart."""
        return max(event_kind(name).gap for name in self.classes)


def profile_mentions(corpus: Corpus, resolution: Resolution, world: World) -> list[Profile]:
    """One profile for each mention of the corpus, in its order."""
    named: dict[tuple[str, Span], frozenset[str]] = {}
    stories: dict[str, frozenset[str]] = {}
    profiles = []
    for index, mention in enumerate(corpus.mentions):
        key = (mention.mention.article, mention.mention.sentence_span)
        if key not in named:
            named[key] = _named(corpus.entities[key[0]], key[1], resolution)
        if key[0] not in stories:
            stories[key[0]] = _named(corpus.entities[key[0]], Span(0, sys.maxsize), resolution)
        article = corpus.articles[key[0]]
        profiles.append(_profile(index, mention, article, resolution, world, (named[key], stories[key[0]])))
    return profiles


def _named(entities: Sequence[EntityMention], sentence: Span, resolution: Resolution) -> frozenset[str]:
    """The actors and places of the entity mentions in a sentence; `entities` are in text order."""
    first = bisect_left(entities, sentence.start, key=lambda entity: entity.mention.span.start)
    found: set[str] = set()
    for entity in entities[first:]:
        if entity.mention.span.start >= sentence.end:
            break
        if entity.id in resolution.place_of:
            found.add(resolution.place_of[entity.id])
        else:
            found.update(actors_of(entity.id, resolution))
    return frozenset(found)


def _profile(
    index: int,
    mention: EventMention,
    article: Article,
    resolution: Resolution,
    world: World,
    around: tuple[frozenset[str], frozenset[str]],
) -> Profile:
    roles: dict[str, set[str]] = {}
    places: set[str] = set()
    for filler in mention.roles:
        if filler.role in PLACE_ROLES:
            place = resolution.place_of.get(filler.entity)
            if place is not None:
                places.add(place)
        else:
            for actor in actors_of(filler.entity, resolution):
                roles.setdefault(filler.role, set()).add(actor)
    group = event_kind(mention.event_class).group
    actors = frozenset(actor for found in roles.values() for actor in found)
    day = article.date.toordinal() if article.date is not None else None
    window, firm = _window(mention.when)
    cues = cues_of(mention.mention.sentence)
    return Profile(
        members=(index,),
        articles=frozenset((article.id,)),
        group=group,
        classes=frozenset((mention.event_class,)),
        phases=frozenset((_phase(mention, cues),)),
        roles={role: frozenset(found) for role, found in sorted(roles.items())},
        actors=actors,
        main=_main(group, roles, actors),
        persons=actors & world.persons,
        sides=frozenset(world.side_of[actor] for actor in actors if actor in world.side_of),
        places=frozenset(places),
        lands=_lands(group, roles, places, world),
        named=_named_with(mention, around[0]) | actors | places,
        story=around[1],
        window=window,
        firm=firm,
        published=None if day is None else (day, day),
        words=_words(mention),
        topic=content_stems(mention.topic) if mention.topic else frozenset(),
        cues=cues,
        round=round_of(mention),
        triggers=content_stems(mention.mention.anchor),
        numbers=_numbers(mention),
    )


def _named_with(mention: EventMention, named: frozenset[str]) -> frozenset[str]:
    """The names of a mention's sentence; those around a noun that points back belong to other verbs."""
    return frozenset() if mention.echo_of is not None and round_of(mention) is None else named


def _phase(mention: EventMention, cues: frozenset[str]) -> str:
    """Where the matter stands. Factuality Denied covers two cases that link differently: what is said to be false, and
    what was called off, which leaves the earlier report of the plan true."""
    if mention.factuality is not Factuality.DENIED:
        return _PHASES[mention.factuality]
    return CALLED_OFF if "postponement" in cues and "denial" not in cues else FALSE


_PHASES = {Factuality.ACTUAL: HELD, Factuality.PLANNED: PLANNED, Factuality.POSSIBLE: POSSIBLE}


def _words(mention: EventMention) -> frozenset[str]:
    """Content stems: of the quotation for a statement, which is what it says, else of the sentence."""
    return content_stems(mention.quotation.anchor if mention.quotation is not None else mention.mention.sentence)


def _numbers(mention: EventMention) -> dict[str, frozenset[str]]:
    numbers: dict[str, set[str]] = {}
    for quantity in mention.quantities:
        for key in sorted(content_stems(quantity.counted)):
            numbers.setdefault(key, set()).add(str(quantity.number.normalize()))
    return {key: frozenset(found) for key, found in sorted(numbers.items())}


def _lands(group: str, roles: Mapping[str, set[str]], places: set[str], world: World) -> frozenset[str]:
    """The countries it took place in; who hosts a visit tells where it went."""
    hosts = roles.get("host", set()) if group == "visit" and not places else set()
    lands = {world.country_of_place[place] for place in places if place in world.country_of_place}
    return frozenset(lands | {world.side_of[host] for host in hosts if host in world.side_of})


def _main(group: str, roles: Mapping[str, set[str]], actors: frozenset[str]) -> frozenset[str]:
    """The actors without whom it would be another event; all, where no role stands out."""
    found = frozenset(actor for role in _MAIN_ROLES.get(group, ()) for actor in roles.get(role, ()))
    return found or actors


def _window(when: When | None) -> tuple[Window, bool]:
    if when is None:
        return (None, None), False
    earliest = when.earliest.toordinal() if when.earliest is not None else None
    latest = when.latest.toordinal() if when.latest is not None else None
    return (earliest, latest), when.basis in _FIRM


def gap_days(left: Window, right: Window) -> int:
    """Days between two windows, 0 where they meet or overlap; an open or unknown end reaches everything."""
    if left[1] is not None and right[0] is not None and left[1] < right[0]:
        return right[0] - left[1]
    if right[1] is not None and left[0] is not None and right[1] < left[0]:
        return left[0] - right[1]
    return 0


def merged(left: Profile, right: Profile) -> Profile:
    """The profile of both together; the tighter and firmer time wins where the two disagree."""
    window, firm = _merged_window(left, right)
    first = left if left.members <= right.members else right
    published = [found for found in (left.published, right.published) if found is not None]
    return Profile(
        members=tuple(sorted(left.members + right.members)),
        articles=left.articles | right.articles,
        group=first.group,
        classes=left.classes | right.classes,
        phases=_merged_phases(left.phases | right.phases),
        roles={
            role: left.roles.get(role, frozenset()) | right.roles.get(role, frozenset())
            for role in sorted({*left.roles, *right.roles})
        },
        actors=left.actors | right.actors,
        main=left.main | right.main,
        persons=left.persons | right.persons,
        sides=left.sides | right.sides,
        places=left.places | right.places,
        lands=left.lands | right.lands,
        named=left.named | right.named,
        story=first.story,
        window=window,
        firm=firm,
        published=(min(p[0] for p in published), max(p[1] for p in published)) if published else None,
        words=left.words | right.words if len(left.members) + len(right.members) <= 6 else first.words,
        topic=left.topic | right.topic,
        cues=left.cues & right.cues,
        round=left.round if left.round is not None else right.round,
        triggers=left.triggers | right.triggers,
        numbers={
            key: left.numbers.get(key, frozenset()) | right.numbers.get(key, frozenset())
            for key in sorted({*left.numbers, *right.numbers})
        },
    )


def _merged_window(left: Profile, right: Profile) -> tuple[Window, bool]:
    if left.firm != right.firm:
        firmer = left if left.firm else right
        return firmer.window, True
    starts = [day for day in (left.window[0], right.window[0]) if day is not None]
    ends = [day for day in (left.window[1], right.window[1]) if day is not None]
    if gap_days(left.window, right.window) > 0:
        return (min(starts), max(ends)), left.firm
    return (max(starts, default=None), min(ends, default=None)), left.firm


def _merged_phases(phases: frozenset[str]) -> frozenset[str]:
    """What one article both announces and reports as done was done."""
    return phases - OPEN if HELD in phases else phases


def merge_all(profiles: Sequence[Profile]) -> Profile:
    """The profile of several together, joined in the order of their first members."""
    ordered = sorted(profiles, key=lambda profile: profile.members)
    whole = ordered[0]
    for profile in ordered[1:]:
        whole = merged(whole, profile)
    return whole
