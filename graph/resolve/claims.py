"""What each article says of an event, with its references resolved to actors and places."""

from __future__ import annotations

from graph.model import Claim, EventMention, Resolution
from graph.resolve.events_corpus import Corpus
from graph.resolve.events_profiles import PLACE_ROLES
from graph.resolve.events_world import actors_of


def claims_of(corpus: Corpus, resolution: Resolution) -> dict[str, Claim]:
    """One claim for each event mention, by mention id, in the order of ids."""
    claims = {mention.id: _claim(mention, resolution) for mention in corpus.mentions}
    return dict(sorted(claims.items()))


def _claim(mention: EventMention, resolution: Resolution) -> Claim:
    actors = {
        actor
        for filler in mention.roles
        if filler.role not in PLACE_ROLES
        for actor in actors_of(filler.entity, resolution)
    }
    speaker = resolution.actor_of.get(mention.according_to) if mention.according_to is not None else None
    return Claim(
        mention=mention.mention,
        event_class=mention.event_class,
        factuality=mention.factuality,
        stated_when=mention.when,
        stated_place=_stated_place(mention, resolution),
        stated_actors=tuple(sorted(actors)),
        according_to=speaker,
        quotation=mention.quotation,
        quantities=mention.quantities,
        reasons=mention.reasons,
        rejected=mention.rejected,
    )


def _stated_place(mention: EventMention, resolution: Resolution) -> str | None:
    """The first place that the article gives, where it took place before what it hit or what was left."""
    for role in ("place", "targetPlace", "origin"):
        for entity in mention.with_role(role):
            if entity in resolution.place_of:
                return resolution.place_of[entity]
    return None
