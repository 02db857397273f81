"""From mentions to identities: actors and places, then events."""

from graph.resolve.actors import resolve_entities
from graph.resolve.events import link_events
from graph.resolve.judgements import read_judgements

__all__ = ["link_events", "read_judgements", "resolve_entities"]
