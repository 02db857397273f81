"""The interactive page: one self-contained file that opens offline by double click."""

from __future__ import annotations

from graph.export.page.write import write_page

__all__ = ["write_page"]
