"""An entity mention while it is being found: word ranges instead of file offsets, objects instead of ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from graph.knowledge import KnowledgeBase, Word, split_words
from graph.knowledge.words import Reading, after_letters, readings
from graph.model import EntityKind, MentionForm

OPENERS = " \u00a0\t\u200f\u200e\"«“”»'(-–"


@dataclass(eq=False, slots=True)
class Draft:
    """Words `first`..`last` (half-open) of the text that name or describe one entity.

    `start` and `end` count code points of the article's text, proclitics left out. `phrase_first` and `phrase_last`
    also take in the title and honorifics around a name. `ids` are knowledge base ids that bear the name.
    """

    first: int
    last: int
    start: int
    end: int
    kind: EntityKind
    form: MentionForm
    rule: str
    confidence: float
    ids: tuple[str, ...] = ()
    head: str | None = None
    title: str | None = None
    role: str = ""
    of: Draft | None = None
    apposed_to: Draft | None = None
    antecedent: Draft | None = None
    fine: str | None = None
    anonymous: bool = False
    plural: bool = False
    former: bool = False
    proclitic: str = ""
    phrase_first: int = -1
    phrase_last: int = -1

    def __post_init__(self) -> None:
        if self.phrase_first < 0:
            self.phrase_first, self.phrase_last = self.first, self.last

    def overlaps(self, other: Draft) -> bool:
        """Whether the two share a word."""
        return self.first < other.last and other.first < self.last

    def covers(self, other: Draft) -> bool:
        """Whether `other` lies wholly inside."""
        return self.first <= other.first and other.last <= self.last


@dataclass(slots=True)
class Page:
    """The article's text as words, beside its Doc and what is known."""

    text: str
    doc: Doc
    knowledge: KnowledgeBase
    words: list[Word] = field(init=False)
    drafts: list[Draft] = field(default_factory=list)
    token_starts: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.words = split_words(self.text)
        self.token_starts = frozenset(token.idx for token in self.doc)

    def start(self, word: int, reading: Reading | None = None) -> int:
        """The offset at which a word's reading starts."""
        first = self.words[word]
        if reading is None or reading.letters == 0:
            return first.start
        return after_letters(self.text, first.start, reading.letters)

    def closed(self, start: int, end: int) -> int:
        """`end`, one further where that closes a quotation mark opened within `start`..`end`."""
        inside = self.text[start:end]
        for opening, closing in (("“", "”"), ("«", "»"), ("(", ")")):
            if inside.count(opening) > inside.count(closing) and self.text[end : end + 1] == closing:
                return end + 1
        return end + 1 if inside.count('"') % 2 and self.text[end : end + 1] == '"' else end

    def key(self, first: int, last: int, reading: Reading | None = None) -> str:
        """The comparison key of words `first`..`last`, the first one in its reading."""
        head = reading.key if reading is not None else self.words[first].key
        return " ".join([head, *(word.key for word in self.words[first + 1 : last])])

    def word_at(self, offset: int) -> int:
        """The index of the first word that ends after `offset`."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def split_by_model(self, word: int, reading: Reading) -> bool:
        """Whether the tokenizer begins a token where the reading does; a word it did not touch counts as undecided."""
        return reading.letters == 0 or self.start(word, reading) in self.token_starts

    def covering(self, word: int, drafts: Sequence[Draft] | None = None) -> Draft | None:
        """The longest draft that covers a word."""
        found = [draft for draft in (self.drafts if drafts is None else drafts) if draft.first <= word < draft.last]
        return max(found, key=lambda draft: draft.last - draft.first) if found else None


def word_readings(page: Page, word: int) -> tuple[Reading, ...]:
    """The readings of a word, whole first."""
    return readings(page.words[word].key)
