"""What is known before any article is read: countries, bodies, offices, persons, places and their names.

Both the extraction and the resolution of entities ask here; the lists themselves are data under `seeds/`.
"""

from graph.knowledge.base import KnowledgeBase, load_knowledge
from graph.knowledge.entries import Entry, Holding
from graph.knowledge.words import Word, split_words

__all__ = ["Entry", "Holding", "KnowledgeBase", "Word", "load_knowledge", "split_words"]
