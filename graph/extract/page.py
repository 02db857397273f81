"""An article as the extractor walks it: surface words with their keys, sentences, and entities in place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.extract.entities import EntityIndex
from graph.extract.lexicon import prepositions
from graph.model import Article, EntityKind, EntityMention, Span
from graph.text import comparison_key

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"[^\W_]+(?:[\u0610-\u061a\u064b-\u065f\u0670\u0640]+[^\W_]*)*")
_QUOTATION = re.compile(r'“[^”\n]+[”\n]|«[^»\n]+[»\n]|"[^"\n]+"')
_QUOTED_SPACES = 3
_CONJUNCTION = 3
_LEADING = ("و", "ف")
_CLITIC_PREPOSITIONS = ("ب", "ل", "ك")
_PLACE_HEADS = frozenset(
    comparison_key(word)
    for word in ("العاصمة", "مدينة", "محافظة", "مبنى", "مطار", "مقر", "بلدة", "قضاء", "منطقة", "قاعدة", "قصر", "ناحية")
)


@dataclass(frozen=True, slots=True)
class Word:
    """A surface word: its span in the article's text, its key, and its key without a leading conjunction."""

    span: Span
    key: str
    bare: str


@dataclass(frozen=True, slots=True)
class Found:
    """An entity mention in place: the span of its whole phrase, its preposition, and whether it is coordinated."""

    mention: EntityMention
    span: Span
    preposition: str | None
    coordinated: bool


class Page:
    """The words, sentences and entities of one article, for look-up by position."""

    def __init__(self, article: Article, doc: Doc, index: EntityIndex) -> None:
        self.article = article
        self.text = article.text
        self.index = index
        self.words = [_word(match.start(), match.end(), match.group()) for match in _WORD.finditer(self.text)]
        self.starts = [word.span.start for word in self.words]
        self.sentences = _sentences(self.text, doc)
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        self.quotations = _quotations(self.text)
        self.found = self._place_entities()
        self._found_starts = [found.span.start for found in self.found]
        self._by_mention: dict[str, Found] | None = None

    def in_quotation(self, span: Span) -> bool:
        """Whether the span lies inside a quotation of a sentence's length."""
        return any(quotation.contains(span) for quotation in self.quotations)

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence that holds the offset."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def words_in(self, span: Span) -> range:
        """The numbers of the words that start inside the span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def words_before(self, offset: int, count: int) -> list[Word]:
        """Up to `count` words that end at or before the offset, in text order."""
        last = bisect_right(self.starts, offset - 1)
        while last and self.words[last - 1].span.end > offset:
            last -= 1
        return self.words[max(0, last - count) : last]

    def entities_in(self, span: Span) -> list[Found]:
        """The entities whose phrases lie inside the span, in text order."""
        first = bisect_left(self._found_starts, span.start)
        last = bisect_left(self._found_starts, max(span.end, span.start + 1))
        return [found for found in self.found[first:last] if span.contains(found.span)]

    def filler(self, mention: str) -> Found:
        """The entity in place whose mention has the id.

        Raises: KeyError: none in place.
        """
        if self._by_mention is None or len(self._by_mention) != len(self.found):
            self._by_mention = {found.mention.id: found for found in self.found}
        return self._by_mention[mention]

    def place(self, mention: EntityMention, span: Span) -> None:
        """Put a further mention in place; it covers none that stands there."""
        at = bisect_left(self._found_starts, span.start)
        end = bisect_left(self._found_starts, span.end)
        placed = self._found(mention, span, self.found[at - 1] if at else None)
        self.found[at:end] = [placed]
        self._found_starts[at:end] = [span.start]
        self._by_mention = None
        if at + 1 < len(self.found):
            following = self.found[at + 1]
            self.found[at + 1] = self._found(following.mention, following.span, placed)

    def entity_at(self, span: Span) -> Found | None:
        """The entity that stands at the span, if any."""
        at = bisect_right(self._found_starts, span.end - 1)
        return next((found for found in self.found[max(0, at - 1) : at] if found.span.overlaps(span)), None)

    def _place_entities(self) -> list[Found]:
        """Each entity once, named by the mention that stands for its whole phrase."""
        by_id: dict[str, Span] = {}
        for mention in self.index.mentions:
            main = self.index.main(mention)
            phrase = self.index.phrases[main.id]
            if main.id not in by_id:
                by_id[main.id] = phrase
        outer: list[tuple[Span, str]] = []
        for key, phrase in sorted(by_id.items(), key=lambda pair: (pair[1].start, -pair[1].end, pair[0])):
            if outer and outer[-1][0].contains(phrase):
                continue
            outer.append((phrase, key))
        placed: list[Found] = []
        for phrase, key in outer:
            if self.text[: phrase.start].endswith("(") and self.text.startswith(")", phrase.end):
                # An agency or an abbreviation in brackets takes no part in its sentence.
                continue
            placed.append(self._found(self.index.by_id[key], phrase, placed[-1] if placed else None))
        return placed

    def _found(self, mention: EntityMention, phrase: Span, last: Found | None) -> Found:
        """A mention in place, seen from the one before it."""
        preposition, conjoined = self._before(phrase.start)
        near = last is not None and 0 <= phrase.start - last.span.end <= _CONJUNCTION
        coordinated = (
            last is not None
            and near
            and preposition is None
            and (conjoined or (self._comma_between(last.span, phrase) and _alike(last.mention, mention)))
        )
        return Found(mention, phrase, preposition, coordinated)

    def _comma_between(self, left: Span, right: Span) -> bool:
        return self.text[left.end : right.start].strip() in ("،", ",")

    def _before(self, start: int) -> tuple[str | None, bool]:
        """The preposition before a phrase, and whether a conjunction stands right before it."""
        word = next((word for word in self.words_containing(start)), None)
        prefix = comparison_key(self.text[word.span.start : start]) if word is not None else ""
        conjoined = prefix[:1] in _LEADING
        clitic = prefix[1:] if conjoined else prefix
        if clitic in _CLITIC_PREPOSITIONS:
            return clitic, conjoined
        before = self.words_before(word.span.start if word is not None else start, 3)
        if before and before[-1].key in _PLACE_HEADS:
            before.pop()
        if before and before[-1].key[:1] in "بلك" and before[-1].key[1:] in _PLACE_HEADS:
            return before[-1].key[0], conjoined
        if not before or "\n" in self.text[before[-1].span.end : start]:
            return None, conjoined
        if conjoined:
            return None, True
        double = " ".join(word.bare for word in before[-2:])
        if double in prepositions():
            return double, False
        return (before[-1].bare, False) if before[-1].bare in prepositions() else (None, before[-1].key == "و")

    def words_containing(self, offset: int) -> list[Word]:
        """The word, as a list of none or one, that the offset lies inside (its first character not counted)."""
        position = bisect_left(self.starts, offset) - 1
        word = self.words[position] if position >= 0 else None
        return [word] if word is not None and word.span.start < offset < word.span.end else []


def _alike(left: EntityMention, right: EntityMention) -> bool:
    """Whether two mentions are both places or both not, so that a comma may list them."""
    return (left.kind is EntityKind.PLACE) is (right.kind is EntityKind.PLACE)


def _word(start: int, end: int, surface: str) -> Word:
    key = comparison_key(surface)
    bare = key[1:] if key[:1] in _LEADING and len(key) > 3 else key
    return Word(Span(start, end), key, bare)


def _quotations(text: str) -> list[Span]:
    """What stands between quotation marks of one paragraph, where it is longer than a name."""
    spans = (Span(match.start() + 1, match.end() - 1) for match in _QUOTATION.finditer(text))
    return [span for span in spans if text.count(" ", span.start, span.end) >= _QUOTED_SPACES]


def _sentences(text: str, doc: Doc) -> list[Span]:
    """The Doc's sentences, cut at line ends; the text's lines where the Doc has none."""
    if doc.has_annotation("SENT_START"):
        spans = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    else:
        spans = [(0, len(text))]
    found = []
    for start, end in spans:
        at = start
        for line in text[start:end].split("\n"):
            if line.strip():
                found.append(Span(at, at + len(line)))
            at += len(line) + 1
    return found or [Span(0, len(text))]
