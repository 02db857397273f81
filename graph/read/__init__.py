"""Whatever a scraper saved, as clean articles whose offsets still point into the original files."""

from graph.read.config import ReadConfig
from graph.read.listing import article_json, read_json
from graph.read.reader import read_paths

__all__ = ["ReadConfig", "article_json", "read_json", "read_paths"]
