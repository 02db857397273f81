"""From an annotated article to what it tells: mentions of actors and places, and the events between them."""

from graph.extract.echoes import with_echoes
from graph.extract.entities import EntityIndex, find_entities
from graph.extract.events import extract

__all__ = ["EntityIndex", "extract", "find_entities", "with_echoes"]
