"""Makes one event of the claims on it: class, roles, places, time, factuality and how well it is supported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Actor, Claim, Event, EventMention, Factuality, Place, Resolution
from graph.resolve.corroboration import independent_groups, joint_confidence
from graph.resolve.events_classes import depth
from graph.resolve.events_corpus import Corpus
from graph.resolve.events_profiles import CALLED_OFF, FALSE, HELD, PLACE_ROLES, PLANNED, Profile
from graph.resolve.events_world import World, actors_of
from graph.resolve.times import TimeClaim, best_when
from graph.vocab import is_a

_MANY = 4


@dataclass(frozen=True, slots=True)
class Sources:
    """What building an event looks up: the corpus, its claims and profiles, identities, and each article's voice."""

    corpus: Corpus
    claims: Mapping[str, Claim]
    profiles: Sequence[Profile]
    resolution: Resolution
    world: World
    voices: Mapping[str, str]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]


def event_id(mention: EventMention) -> str:
    """The local name of the event that a mention is the first of, in the order of the corpus.

    It follows from the place of that mention alone, so that it stays when other reports join.
    """
    return f"event-{mention.id.removeprefix('e-')}"


def build_event(members: Sequence[int], sources: Sources) -> Event:
    """The event of one cluster of mentions, without links and labels."""
    mentions = [sources.corpus.mentions[index] for index in members]
    claims = [sources.claims[mention.id] for mention in mentions]
    groups = independent_groups((claim.mention.article for claim in claims), sources.corpus.articles)
    voice_of = {article: str(number) for number, group in enumerate(groups) for article in group}
    time_claims = [
        TimeClaim(claim.stated_when, voice_of[claim.mention.article])
        for claim in claims
        if claim.stated_when is not None
    ]
    by_voice = [[claim.mention.confidence for claim in claims if claim.mention.article in group] for group in groups]
    return Event(
        id=event_id(mentions[0]),
        event_class=_event_class(claims),
        label_ar="",
        label_en="",
        mentions=tuple(sorted(claim.mention.id for claim in claims)),
        factuality=_factuality(members, voice_of, sources),
        confidence=joint_confidence(by_voice),
        source_count=len(groups),
        roles=_roles(mentions, sources),
        places=_places("place", mentions, sources),
        origins=_places("origin", mentions, sources),
        target_places=_places("targetPlace", mentions, sources),
        when=best_when(time_claims),
        topic=_topic(mentions),
    )


def _event_class(claims: Iterable[Claim]) -> str:
    """The class that most articles give; of a class and one below it the one below."""
    votes = Counter(name for _, name in sorted({(claim.mention.article, claim.event_class) for claim in claims}))
    most = max(sorted(votes), key=lambda name: (votes[name], depth(name)))
    below = [name for name in sorted(votes) if name != most and is_a(name, most)]
    # A role of the class below, as a Killing's victim, would not fit the class above.
    return max(below, key=lambda name: (votes[name], depth(name))) if below else most


def _factuality(members: Sequence[int], voice_of: Mapping[str, str], sources: Sources) -> Factuality:
    """What most independent voices say. Calling off outweighs the plan, unless a later report plans it anew."""
    voices: dict[str, set[str]] = {}
    latest: dict[str, str] = {}
    for index in members:
        profile = sources.profiles[index]
        article = sources.corpus.articles[sources.corpus.mentions[index].mention.article]
        for phase in profile.phases:
            voices.setdefault(phase, set()).add(voice_of[article.id])
            latest[phase] = max(latest.get(phase, ""), article.date.isoformat() if article.date is not None else "")
    denied = len(voices.get(FALSE, ()))
    if HELD in voices:
        return Factuality.ACTUAL if len(voices[HELD]) >= denied else Factuality.DENIED
    if CALLED_OFF in voices:
        return Factuality.PLANNED if latest.get(PLANNED, "") > latest[CALLED_OFF] else Factuality.DENIED
    if denied:
        return Factuality.PLANNED if len(voices.get(PLANNED, ())) > denied else Factuality.DENIED
    return Factuality.PLANNED if PLANNED in voices else Factuality.POSSIBLE


def _roles(mentions: Sequence[EventMention], sources: Sources) -> dict[str, tuple[str, ...]]:
    """The union of the roles that the articles give; an actor has the role that most of them see it in.

    Where many articles fill a role, one that stands alone with its filler is left out, and so is an unnamed group where
    somebody of the same country is named.
    """
    support: dict[str, dict[str, set[str]]] = {}
    for mention in mentions:
        for filler in mention.roles:
            if filler.role not in PLACE_ROLES:
                voice = sources.voices[mention.mention.article]
                for actor in actors_of(filler.entity, sources.resolution):
                    support.setdefault(actor, {}).setdefault(filler.role, set()).add(voice)
    roles: dict[str, dict[str, int]] = {}
    for actor, found in support.items():
        role = max(sorted(found), key=lambda name: (len(found[name]), name != "hasActor"))
        roles.setdefault(role, {})[actor] = len(found[role])
    named = {sources.world.side_of.get(actor) for actor in support if actor not in sources.world.vague} - {None}
    kept: dict[str, tuple[str, ...]] = {}
    for role, fillers in sorted(roles.items()):
        supported = [actor for actor in fillers if fillers[actor] > 1 or max(fillers.values()) < _MANY]
        clear = [
            actor
            for actor in supported
            if actor not in sources.world.vague or sources.world.side_of.get(actor) not in named
        ]
        kept[role] = tuple(sorted(clear or supported))
    return kept


def _places(role: str, mentions: Sequence[EventMention], sources: Sources) -> tuple[str, ...]:
    """The places in a role: the country itself is left out where a place within it is named."""
    support: Counter[str] = Counter()
    for mention in mentions:
        found = {sources.resolution.place_of.get(entity) for entity in mention.with_role(role)} - {None}
        support.update(sorted(place for place in found if place is not None))
    inner = {sources.places[place].in_country for place in support if place in sources.places} - {None}
    strongest = max(support.values(), default=0)
    return tuple(sorted(place for place in support if place not in inner and (support[place] > 1 or strongest < _MANY)))


def _topic(mentions: Sequence[EventMention]) -> str | None:
    """The topic in the words of the first article that gives one."""
    return next((mention.topic for mention in mentions if mention.topic), None)
