"""The score that all comparisons of the resolution give."""

from graph.knowledge.scores import DIFFERENT, Score

__all__ = ["DIFFERENT", "Score"]
