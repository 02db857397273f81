"""waqai (وقائع): a timeline and an event-knowledge graph from scraped Arabic news.

import graph
news = graph.build("seeds", output="output")  # or graph.load("output")
"""

from typing import Any

__all__ = ["build", "load"]


def __getattr__(name: str) -> Any:
    # Looked up only when it is used, so that the command line starts without what notebooks need (PEP 562).
    if name in __all__:
        from graph import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
