"""The command line: results on standard output, progress and log on standard error.

Heavy modules are imported inside the commands that need them, so that help and queries start at once.
"""

from graph.cli import analysing, asking, building, measuring, serving
from graph.cli.app import app, main

__all__ = ["analysing", "app", "asking", "building", "main", "measuring", "serving"]
