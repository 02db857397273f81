"""Arabic time expressions: what they are, what they say, and which days they cover.

A text is cut into typed tokens, read by a grammar of small functions, each expression resolved against the text's day,
tense and earlier dates, and names, ages and counts that only look like times are left out.
"""

from graph.dates.bounds import infer_article_bounds
from graph.dates.search import find_times
from graph.dates.when import to_when

__all__ = ["find_times", "infer_article_bounds", "to_when"]
