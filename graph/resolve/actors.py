"""Every mention's identity: within each article first, then across articles, then as actors, places and positions."""

from __future__ import annotations

from collections.abc import Sequence

from graph.knowledge import KnowledgeBase
from graph.model import Extraction, Judgement, Resolution
from graph.resolve.actors_build import Builder
from graph.resolve.actors_clusters import cluster_profiles
from graph.resolve.actors_positions import held_positions
from graph.resolve.actors_profiles import gather_profiles
from graph.resolve.actors_within import resolve_within
from graph.resolve.judgements import verdicts_of


def resolve_entities(
    extractions: Sequence[Extraction], knowledge: KnowledgeBase, judgements: Sequence[Judgement] = ()
) -> Resolution:
    """The actors and places of a corpus and which mention means which.

    Args: extractions: in any order; the result does not depend on it. judgements: a person's; they outrank scores.
    """
    ordered = sorted(extractions, key=lambda extraction: extraction.article.id)
    readings = [resolve_within(extraction, knowledge) for extraction in ordered]
    profiles = gather_profiles(referent for reading in readings for referent in reading.order)
    verdicts = verdicts_of(judgements, "actor")
    places = verdicts_of(judgements, "place")
    clusters = cluster_profiles(profiles, verdicts.merged(places))
    builder = Builder(knowledge, readings, clusters)
    actors, built_places = builder.actors(), builder.places()
    return Resolution(
        actors=actors,
        places=built_places,
        actor_of=builder.actor_of,
        place_of=builder.place_of,
        positions=held_positions(readings, builder.actor_of, knowledge),
        inferred=builder.inferred(),
        reasons=builder.reasons(),
        doubtful=builder.doubtful(),
        members_of=builder.members_of,
    )
