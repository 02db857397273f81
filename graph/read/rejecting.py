"""Pages without an article: error pages, menus, lists of teasers, texts about the site; and how to tell them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graph.read.cues import strip_edges
from graph.read.lines import Kind, Line
from graph.read.segments import Segment
from graph.read.topics import content_words, count_phrases, goes_on, overlap, word_list

LEAST_WORDS = 12
LEAST_WORDS_OF_RECORD = 4
_LONGEST_ERROR = 600
_MANY_TERMS = 4
_LONGEST_TEASER = 45
_MOST_GOING_ON = 0.25


def why_no_article(kept: Sequence[Line], cut: Sequence[Line], *, known: bool = False) -> str | None:
    """The reason why the kept lines of a segment are no article, or None if they are one.

    Args: cut: the segment's other lines; known: whether a record or markup presents them as an article.
    """
    words = sum(line.words for line in kept)
    key = " ".join(line.key for line in kept[:40])[:4000]
    if len(key) < _LONGEST_ERROR and count_phrases("missing", key):
        return "an error page"
    long_cut = " ".join(line.key for line in cut if line.words >= 8)[:4000]
    if (
        max(count_phrases("terms", key), count_phrases("terms", f"{key} {long_cut}") if words < 80 else 0)
        >= _MANY_TERMS
    ):
        return "terms of use"
    if not known and _is_about_the_site(kept, cut):
        return "a page about the site"
    if words < (LEAST_WORDS_OF_RECORD if known else LEAST_WORDS):
        return "too short for an article"
    return None


def _is_about_the_site(kept: Sequence[Line], cut: Sequence[Line]) -> bool:
    """Whether an undated text stands right under a heading such as "who we are"."""
    if not kept or any(line.dateline is not None for line in cut):
        return False
    before = [line for line in cut if line.span.start < kept[0].span.start]
    return bool(before) and strip_edges(before[-1].key) in word_list("about") and kept[0].kind is Kind.PROSE


def why_no_text(lines: Sequence[Line]) -> str:
    """The reason why a page without running text is no article."""
    key = " ".join(line.key for line in lines[:40])[:4000]
    if count_phrases("missing", key):
        return "an error page"
    if count_phrases("terms", key) >= _MANY_TERMS:
        return "terms of use"
    headlines = sum(line.kind in (Kind.SHORT, Kind.WEAK) and line.words >= 4 for line in lines)
    return "a list of headlines" if headlines >= 3 else "no running text"


def is_list_of_teasers(lines: Sequence[Line], segments: Sequence[Segment]) -> bool:
    """Whether a page is a section's front: headline after headline, each with a sentence or two of something else."""
    blurbs: list[int] = []
    headed = 0
    previous: int | None = None
    for segment in segments:
        for index in [*segment.head, *segment.body, *segment.tail]:
            line = lines[index]
            if line.kind is Kind.PROSE:
                blurbs.append(index)
                headed += previous is not None and lines[previous].kind in (Kind.SHORT, Kind.WEAK)
                previous = index
            elif line.kind in (Kind.SHORT, Kind.WEAK) and line.words >= 4 and not line.text.endswith(("؟", "?", ":")):
                previous = index
    if len(blurbs) < 3 or headed < 0.75 * len(blurbs):
        return False
    if sorted(lines[index].words for index in blurbs)[len(blurbs) * 3 // 4] > _LONGEST_TEASER:
        return False
    if sum(goes_on(lines[index].key) for index in blurbs[1:]) > _MOST_GOING_ON * (len(blurbs) - 1):
        return False
    cut_short = sum(lines[index].text.rstrip(" ]").endswith(("...", "…", "..")) for index in blurbs)
    if cut_short >= 0.6 * len(blurbs):
        return True
    between = sum(line.effect in ("weak", "end") or line.reason in ("related", "date") for line in lines)
    if between < 0.5 * len(blurbs):
        return False
    topics = [content_words(lines[index].key) for index in blurbs]
    shared = [overlap(left, right) for left, right in pairwise(topics)]
    return sum(shared) / len(shared) < 0.08
