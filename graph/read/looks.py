"""What a line looks like on its own: running text, a headline, a date or page furniture."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from graph.read.cues import LONGEST_CAPTION, cue_table
from graph.read.datelines import Dateline, find_dateline, says_date
from graph.read.outlets import find_place_line, is_place_line, names_only, outlets_in

LONGEST_FURNITURE = 300
_LONGEST_REMEMBERED = 60
_LONGEST_PLACE = 3
_SENTENCE_END = re.compile(r"[.!؟?…۔][\s\"'”“»«’)\]]*\Z")
_FULL_STOP = re.compile(r"(?<!\.)\.[\s\"'”“»’)\]]*\Z")
_ADDRESS_ONLY = re.compile(
    r"(?:https?://|www\.)\S+\Z|\S+@\S+\.\w+\Z|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|iq|news)(?:/\S*)?\Z", re.I
)
_MAY_DATE = re.compile(r"\d|منذ|قبل|\bago\b|il y a")
_SET_OFF = re.compile(r"[|–—]|\s-\s|-\s*\n|\n\s*-")
_DATED = re.compile(r"(?:19|20|14)\d\d|[٠-٩]{4}")
_EXCLAIMED = re.compile(r"[!؟?]\s*\Z")
_RULE = re.compile(r"[\W_]+\Z")
_HASHTAGS = re.compile(r"(?:#\w+[\s,،|]*)+\Z")
_CREDIT = re.compile(r"[^.!؟?\s]\s*\(([^()]{2,40})\)\s*\Z")
_LETTER = re.compile(r"[^\W\d_]")


class Kind(StrEnum):
    """What a line looks like on its own."""

    PROSE = "prose"
    WEAK = "weak prose"
    SHORT = "short"
    DATE = "date"
    CUE = "cue"


@dataclass(frozen=True, slots=True)
class Look:
    """What a line looks like, what it was recognised as (`reason` and `effect` are a cue's), and the date it holds."""

    kind: Kind
    reason: str = ""
    effect: str = ""
    dateline: Dateline | None = None


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _SENTENCE_END.search(text[-12:]) is not None


def look_at(text: str, key: str, words: int, crawled: datetime.datetime | None) -> Look:
    """What a line looks like.

    Args: key: its comparison key; words: their number; crawled: when the page was fetched.
    """
    if len(text) > LONGEST_FURNITURE:
        cue = cue_table().find_start(key)
        return Look(Kind.CUE, cue.reason, cue.effect) if cue is not None else Look(Kind.PROSE)
    # The short lines of a site's pages are alike, so that most were seen before.
    look = _remembered if len(text) <= _LONGEST_REMEMBERED else _look
    return look(text, key, words, crawled)


def _look(text: str, key: str, words: int, crawled: datetime.datetime | None) -> Look:
    if _LETTER.search(key) is None:
        return _of_figures(text, key)
    if words <= 20 and _MAY_DATE.search(key) and says_date(text, key):
        dateline = find_dateline(text, crawled)
        if dateline is None or not dateline.foreign:
            return Look(Kind.DATE, "date", "cut", dateline)
        return Look(Kind.CUE, "date", "cut")
    cue = cue_table().find(key, words)
    if cue is not None:
        dateline = find_dateline(text, crawled) if cue.effect == "cut" and words <= 20 else None
        return Look(Kind.CUE, cue.reason, cue.effect, dateline)
    if (words <= 8 and is_place_line(key)) or (words <= _LONGEST_PLACE and names_only(key)):
        return Look(Kind.CUE, "place line", "cut")
    if words <= LONGEST_CAPTION and _is_credited(text):
        return Look(Kind.CUE, "caption", "cut")
    if _HASHTAGS.match(text):
        return Look(Kind.CUE, "tags", "cut")
    if _ADDRESS_ONLY.match(text):
        return Look(Kind.CUE, "link", "cut")
    return _of_text(text, words)


_remembered = lru_cache(maxsize=8192)(_look)


def _is_credited(text: str) -> bool:
    """Whether a line ends with an outlet or agency in brackets, as captions do; a sentence has its full stop before."""
    credit = _CREDIT.search(text)
    return credit is not None and bool(outlets_in(credit[1]))


def _of_figures(text: str, key: str) -> Look:
    """What a line without letters is: a date, a rule, a counter."""
    dateline = find_dateline(text)
    if dateline is not None and not dateline.foreign:
        return Look(Kind.DATE, "date", "cut", dateline)
    return Look(Kind.CUE, "separator" if _RULE.match(key) else "counter", "cut")


def _of_text(text: str, words: int) -> Look:
    kind = _kind(text, words)
    place = find_place_line(text) if kind is Kind.WEAK else None
    if place is not None and place[1] is not None:
        kind = Kind.PROSE
    dateline = find_dateline(text) if kind in (Kind.SHORT, Kind.WEAK) and _DATED.search(text) else None
    if dateline is not None and (names_only(dateline.rest) or _headed_by_date(text, dateline)):
        return Look(Kind.DATE, "date", "cut", dateline)
    return Look(kind, dateline=dateline)


def _headed_by_date(text: str, dateline: Dateline) -> bool:
    """Whether a line is a date with a few words set off from it: an outlet, a section, the number of an issue."""
    words = sum(not word.isdigit() for word in dateline.rest.split())
    parted = _SET_OFF.search(text[: dateline.start] + "\n" + text[dateline.end :]) is not None
    return words <= 2 or (words <= 4 and parted)


def _kind(text: str, words: int) -> Kind:
    if words >= 25:
        return Kind.PROSE
    if words >= 12:
        return Kind.PROSE if _SENTENCE_END.search(text[-12:]) and not _EXCLAIMED.search(text) else Kind.WEAK
    return Kind.PROSE if words >= 5 and _FULL_STOP.search(text[-12:]) else Kind.SHORT
