"""What a line says about itself: the word lists of `seeds/reading/cues.csv` as look-ups over comparison keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.errors import LexiconError
from graph.lexicons import read_list
from graph.read.topics import either, goes_on
from graph.text import comparison_key

LONGEST_CUT = 18
LONGEST_END = 60
LONGEST_BYLINE = 5
LONGEST_CAPTION = 25
LONGEST_CLOSE = 60
LONGEST_BRIEF = 10
_EDGES = " \t:：.،,;؛|/\\-–—_•·●▪►◄▶«»<>‹››*#()[]{}…!؟?\"'“”+=~✓✔×✕✖↑↓←→⇧🔴"
_SEPARATOR = re.compile(r"[\s|/\\»«>‹›<•·●▪,،؛:\-–—_+&()\[\]…*#.]+")
_COUNTED = re.compile(r"\A\d+\s+|\s+\d+\Z")
_FILLER = re.compile(r"\d+")
_SCOPES = ("line", "start", "label", "part", "close", "brief")
_EFFECTS = ("cut", "weak", "end")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a line is cut for, and whether the article ends there: "cut" no, "weak" perhaps, "end" yes."""

    reason: str
    effect: str


@dataclass(frozen=True, slots=True)
class CueTable:
    """The cues by scope; all words are comparison keys.

    `line` holds whole lines, `cells` a pattern for lines of several such cells, the others one pattern each.
    """

    line: dict[str, Cue]
    cells: re.Pattern[str]
    start: re.Pattern[str]
    label: re.Pattern[str]
    part: re.Pattern[str]
    part_end: re.Pattern[str]
    close: re.Pattern[str]
    brief: re.Pattern[str]
    cues: dict[tuple[str, str], Cue]

    def find(self, key: str, words: int) -> Cue | None:
        """The cue that tells a line from the article's own text, if any.

        Args: key: the line's comparison key (of a long line at least its first 80 characters); words: of the line.
        """
        bare = key.strip(_EDGES)
        found = self.line.get(bare) or self.line.get(_COUNTED.sub("", bare))
        if found is not None:
            return found
        match = self.start.match(key)
        if match is not None:
            return self.cues["start", match[1]]
        match = self.label.match(key)
        if match is not None:
            cue = self.cues["label", match[1]]
            if cue.reason != "byline" or words <= LONGEST_BYLINE:
                return cue
        if words > LONGEST_END:
            return None
        match = self.part.search(key) if words <= LONGEST_CUT else self.part_end.search(key)
        if match is not None and not (words > LONGEST_CUT and goes_on(key)):
            return self.cues["part", match[0]]
        match = self.close.search(key, max(0, len(key) - LONGEST_CLOSE)) if words <= LONGEST_CAPTION else None
        if match is not None and not key[: match.start()].rstrip().endswith((".", "!", "؟")):
            return self.cues["close", match[1]]
        match = self.brief.match(key) if words <= LONGEST_BRIEF and not key.endswith(".") else None
        if match is not None:
            return self.cues["brief", match[1]]
        return self._of_cells(bare) if words <= LONGEST_END else None

    def find_start(self, key: str) -> Cue | None:
        """The cue at the beginning of a line that is too long to be furniture otherwise (a list of tags)."""
        match = self.start.match(key)
        if match is not None:
            return self.cues["start", match[1]]
        match = self.label.match(key)
        if match is None:
            return None
        cue = self.cues["label", match[1]]
        return cue if cue.reason == "tags" else None

    def _of_cells(self, bare: str) -> Cue | None:
        """The first cell's cue where the line holds nothing but such cells, separated or run together."""
        if not bare or self.cells.fullmatch(bare) is None:
            return None
        first = self.cells_head(bare)
        return self.line.get(first) if first else Cue("counter", "cut")

    def cells_head(self, bare: str) -> str:
        """The first cell of a line made of cells."""
        for cell in _SEPARATOR.split(bare):
            if cell in self.line:
                return cell
        return max((cell for cell in self.line if bare.startswith(cell)), key=len, default="")


def strip_edges(key: str) -> str:
    """A key without punctuation and ornaments at both ends."""
    return key.strip(_EDGES)


@cache
def cue_table() -> CueTable:
    """The shipped cues.

    Raises: LexiconError: an unknown scope or effect.
    """
    line: dict[str, Cue] = {}
    cues: dict[tuple[str, str], Cue] = {}
    by_scope: dict[str, list[str]] = {scope: [] for scope in _SCOPES}
    cells: set[str] = set()
    for row in read_list("reading/cues.csv", ("reason", "scope", "effect", "cues", "source")):
        scope, effect = row["scope"], row["effect"]
        if scope not in _SCOPES:
            raise LexiconError(row.file, row.line, scope, f"write one of {', '.join(_SCOPES)}")
        if effect not in _EFFECTS:
            raise LexiconError(row.file, row.line, effect, f"write one of {', '.join(_EFFECTS)}")
        for words in row.parts("cues"):
            key = comparison_key(words)
            if scope == "line":
                key = strip_edges(key)
                line.setdefault(key, Cue(row["reason"], effect))
                if effect == "cut":
                    cells.add(key)
            else:
                by_scope[scope].append(key)
                cues.setdefault((scope, key), Cue(row["reason"], effect))
    separator = _SEPARATOR.pattern
    return CueTable(
        line=line,
        cells=re.compile(f"(?:{separator}|\\d+|{either(cells)})+"),
        start=re.compile(rf"[\W_]*({either(by_scope['start'])})(?!\w)"),
        label=re.compile(rf"[\W_]*({either(by_scope['label'])})\s*(?:[:：|/؛–—-]|\Z)"),
        part_end=re.compile(either(key for key in by_scope["part"] if cues["part", key].effect == "end")),
        part=re.compile(either(by_scope["part"])),
        close=re.compile(rf"({either(by_scope['close'])})[\s.]*\Z"),
        brief=re.compile(rf"[\W_]*({either(by_scope['brief'])})(?!\w)"),
        cues=cues,
    )
