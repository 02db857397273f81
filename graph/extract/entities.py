"""Every mention of an actor or a place in an article, found before anything is linked.

Names come from the knowledge base and the model, descriptions from a small grammar of titles and bodies; both may nest
("وزير الدفاع العراقي" holds "العراقي"). `EntityIndex` answers the questions of the event patterns: which mention has
its head at this token, and which stand within this range.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from graph.extract.entities_bodies import short_bodies
from graph.extract.entities_draft import Draft, Page, word_readings
from graph.extract.entities_links import (
    capitals,
    counterparts,
    homelands,
    join_titles,
    pairs,
    point_back,
    set_visited,
)
from graph.extract.entities_names import known_names, model_names
from graph.extract.entities_nominals import descriptions
from graph.extract.entities_parts import demonym
from graph.extract.entities_people import given_runs, short_names, titled_names
from graph.ids import mention_id
from graph.knowledge import KnowledgeBase, load_knowledge
from graph.knowledge.titles import Titles
from graph.knowledge.words import Reading
from graph.model import Article, EntityKind, EntityMention, Mention, MentionForm, PositionMention, Span, confidence


@dataclass(frozen=True, slots=True)
class EntityIndex:
    """The entity mentions of an article, in text order, an outer one before those inside it.

    `spans` maps a mention's id to its code points of the article's text, `phrases` to those of the whole phrase with
    title and honorifics ("وزير الدفاع العراقي ثابت العباسي" for the name).
    """

    mentions: tuple[EntityMention, ...] = ()
    positions: tuple[PositionMention, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)
    phrases: Mapping[str, Span] = field(default_factory=dict)
    by_id: Mapping[str, EntityMention] = field(default_factory=dict)

    def covering(self, span: Span) -> tuple[EntityMention, ...]:
        """The mentions whose own words cover `span` (code points of the article's text), the innermost first."""
        found = [mention for mention in self.mentions if self.spans[mention.id].contains(span)]
        return tuple(sorted(found, key=lambda mention: (len(self.spans[mention.id]), mention.id)))

    def within(self, span: Span) -> tuple[EntityMention, ...]:
        """The mentions wholly inside `span`, in text order."""
        return tuple(mention for mention in self.mentions if span.contains(self.spans[mention.id]))

    def heading(self, span: Span) -> EntityMention | None:
        """The mention whose phrase starts at `span`, the name before the title that stands beside it.

        A name inside a longer description does not answer for the description.
        """
        found = [
            mention
            for mention in self.mentions
            if self.phrases[mention.id].start <= span.start < self.phrases[mention.id].end
            and span.start < self.spans[mention.id].end
        ]
        starting = [mention for mention in found if self._starts(mention, span)]
        if not starting:
            return None
        best = max(starting, key=lambda mention: (len(self.phrases[mention.id]), mention.form is MentionForm.NAME))
        return self.main(best)

    def _starts(self, mention: EntityMention, span: Span) -> bool:
        return span.start <= self.phrases[mention.id].start < span.end or self.spans[mention.id].start == span.start

    def at(self, token: Token) -> EntityMention | None:
        """The mention a token stands for: the one whose phrase it begins, else the innermost that covers it."""
        span = Span(token.idx, token.idx + max(1, len(token.text)))
        headed = self.heading(span)
        if headed is not None:
            return headed
        covering = self.covering(span)
        return self.main(covering[0]) if covering else None

    def main(self, mention: EntityMention) -> EntityMention:
        """The name that a title in apposition belongs to, else the mention itself."""
        return self.by_id.get(mention.apposed_to or "", mention)


def find_entities(article: Article, doc: Doc, knowledge: KnowledgeBase | None = None) -> EntityIndex:
    """The entity mentions of an article and the positions that it tells persons to hold.

    Args: doc: annotated `article.text`; one without entities, tags or trees gives what the words alone tell.
        knowledge: the shipped one where None.
    """
    page = Page(article.text, doc, knowledge if knowledge is not None else load_knowledge())
    names = known_names(page)
    names += model_names(page, names)
    nominals = descriptions(page, names)
    names = _without_described(names, nominals)
    references = [*counterparts(page), *pairs(page), *homelands(page), *capitals(page)]
    _take_counterpart_nations(page, references)
    titles = [draft for draft in [*nominals, *references] if draft.role == "office" and not draft.plural]
    names += titled_names(page, titles, names)
    names += given_runs(page, names + [draft for draft in nominals if draft.form is not MentionForm.DEMONYM])
    people = [name for name in names if name.kind is EntityKind.PERSON]
    names += short_names(page, people, names + [draft for draft in nominals if draft.form is not MentionForm.DEMONYM])
    names += short_bodies(page, names, names + nominals + references)
    nominals = [draft for draft in nominals if not _shadowed(draft, names, references)]
    join_titles(page, names, nominals + [draft for draft in references if draft.rule == "counterpart"])
    set_visited(page, names + nominals)
    drafts = names + nominals + references
    drafts += _free_demonyms(page, drafts)
    drafts = _readable(article, _distinct(drafts))
    point_back(page, drafts)
    return _index(article, doc, drafts, page.knowledge.titles)


def _without_described(names: list[Draft], nominals: list[Draft]) -> list[Draft]:
    """Model names that merely repeat a part of a description ("وزارة الدفاع" as ORG) give way to it."""
    offices = [draft for draft in nominals if draft.form is MentionForm.NOMINAL]
    return [
        name
        for name in names
        if name.rule != "model"
        or name.kind is EntityKind.PERSON
        or not any(office.overlaps(name) for office in offices)
    ]


def _shadowed(draft: Draft, names: list[Draft], references: list[Draft]) -> bool:
    """A description that is a known name as a whole, lies in one, or is a pair or counterpart."""
    if draft.form is MentionForm.DEMONYM:
        return False
    if any(reference.first == draft.first for reference in references):
        return True
    return any(name.covers(draft) and not name.proclitic.endswith("في") for name in names)


def _take_counterpart_nations(page: Page, references: list[Draft]) -> None:
    for draft in references:
        if draft.rule != "counterpart" or draft.last >= len(page.words):
            continue
        key = page.words[draft.last].key
        if key in page.knowledge.nationalities:
            nation = demonym(page, draft.last, draft.last + 1, key)
            draft.of, draft.last, draft.end = nation, nation.last, nation.end
            draft.phrase_last = draft.last
            references.append(nation)


def _free_demonyms(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Nationality adjectives and nouns that no name or description has taken in."""
    taken = {word for draft in drafts if draft.form is MentionForm.DEMONYM for word in range(draft.first, draft.last)}
    taken |= {word for draft in drafts if draft.form is MentionForm.NAME for word in range(draft.first, draft.last)}
    found: list[Draft] = []
    for at in range(len(page.words)):
        if at in taken:
            continue
        for reading in word_readings(page, at):
            width = next((n for n in (2, 1) if _nation_key(page, at, n, reading) in page.knowledge.nationalities), 0)
            if width and (not reading.letters or page.split_by_model(at, reading) or len(reading.key) > 4):
                key = _nation_key(page, at, width, reading)
                found.append(_people(page, demonym(page, at, at + width, key, reading), key))
                taken |= set(range(at, at + width))
                break
    return found


def _nation_key(page: Page, at: int, width: int, reading: Reading) -> str:
    return page.key(at, at + width, reading) if at + width <= len(page.words) else ""


def _people(page: Page, draft: Draft, key: str) -> Draft:
    """A plural of nationality that stands alone ("العراقيين") means people, not the country."""
    if key.endswith(("ون", "ين")) and key.startswith("ال") and draft.last - draft.first == 1:
        before = page.words[draft.first - 1] if draft.first else None
        if before is None or not before.key.endswith(("ون", "ين", "ات")):
            draft.kind, draft.plural, draft.rule = EntityKind.GROUP, True, "nationals"
    return draft


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Drafts in text order, one for each range of words; links to a dropped one go to the one kept."""
    ranked = sorted(drafts, key=lambda draft: (draft.start, -draft.end, -draft.confidence))
    kept: dict[tuple[int, int], Draft] = {}
    replaced: dict[int, Draft] = {}
    for draft in ranked:
        other = kept.setdefault((draft.start, draft.end), draft)
        replaced[id(draft)] = other
    for draft in kept.values():
        for name in ("of", "apposed_to", "antecedent"):
            linked = getattr(draft, name)
            if linked is not None:
                setattr(draft, name, replaced.get(id(linked)))
    return [draft for draft in kept.values() if draft.end > draft.start]


def _readable(article: Article, drafts: list[Draft]) -> list[Draft]:
    """The drafts that lie within one kept range of the file."""
    breaks = _breaks(article)
    return [draft for draft in drafts if bisect_right(breaks, draft.start) == bisect_right(breaks, draft.end - 1)]


def _breaks(article: Article) -> list[int]:
    offsets, offset = [], 0
    for kept in article.kept:
        offsets.append(offset)
        offset += len(kept) + 1
    return offsets


def _index(article: Article, doc: Doc, drafts: Sequence[Draft], titles: Titles) -> EntityIndex:
    ids = {id(draft): _mention_id(article, draft) for draft in drafts}
    sentences = _sentences(article, doc)
    mentions = [_entity_mention(article, draft, ids, sentences, titles) for draft in drafts]
    words = doc.text
    spans = {ids[id(draft)]: Span(draft.start, draft.end) for draft in drafts}
    phrases = {ids[id(draft)]: _phrase(draft, drafts) for draft in drafts}
    positions = [
        _position(article, draft, ids, sentences, words)
        for draft in drafts
        if draft.apposed_to is not None
        and draft.role == "office"
        and draft.head != "نظير"
        and draft.last - draft.first > 1
    ]
    return EntityIndex(
        mentions=tuple(mentions),
        positions=tuple(positions),
        spans=spans,
        phrases=phrases,
        by_id={mention.id: mention for mention in mentions},
    )


def _phrase(draft: Draft, drafts: Sequence[Draft]) -> Span:
    tied = [other for other in drafts if other.apposed_to is draft]
    return Span(min([draft.start, *(other.start for other in tied)]), max([draft.end, *(other.end for other in tied)]))


def _mention_id(article: Article, draft: Draft) -> str:
    span = article.to_file(Span(draft.start, draft.end))
    return mention_id(article.id, "n", span.start, span.end)


def _sentences(article: Article, doc: Doc) -> list[Span]:
    """Sentences as ranges of the article's text, cut where a kept range of the file ends."""
    breaks = _breaks(article)
    sents = [(sent.start_char, sent.end_char) for sent in doc.sents] if doc.has_annotation("SENT_START") else []
    edges = sorted({0, len(article.text), *breaks, *(edge for sent in sents for edge in sent)})
    if not sents:
        edges = sorted({*edges, *(at + 1 for at, char in enumerate(article.text) if char == "\n")})
    return [Span(start, end) for start, end in itertools.pairwise(edges)]


def _mention(article: Article, kind: str, span: Span, sentences: list[Span], rule: str, value: float) -> Mention:
    found = bisect_right([sentence.start for sentence in sentences], span.start) - 1
    start, end = sentences[found].start, max(sentences[found].end, span.end)
    while start < span.start and article.text[start].isspace():
        start += 1
    while end > span.end and article.text[end - 1].isspace():
        end -= 1
    in_file = article.to_file(span)
    return Mention(
        id=mention_id(article.id, kind, in_file.start, in_file.end),
        article=article.id,
        span=in_file,
        anchor=article.text[span.start : span.end],
        sentence=article.text[start:end],
        sentence_span=article.to_file(Span(start, end)),
        rule=rule,
        confidence=confidence(value),
    )


def _entity_mention(
    article: Article, draft: Draft, ids: dict[int, str], sentences: list[Span], titles: Titles
) -> EntityMention:
    span = Span(draft.start, draft.end)
    return EntityMention(
        mention=_mention(article, "n", span, sentences, draft.rule, draft.confidence),
        kind=draft.kind,
        form=draft.form,
        name=_name(article.text, draft, titles),
        head=draft.head,
        title=draft.title,
        of=ids.get(id(draft.of)),
        apposed_to=ids.get(id(draft.apposed_to)),
        antecedent=ids.get(id(draft.antecedent)),
        fine=draft.fine,
        anonymous=draft.anonymous,
        plural=draft.plural,
    )


def _name(text: str, draft: Draft, titles: Titles) -> str:
    """The words as they would stand alone, honorifics off; the article that "لل" has swallowed is written again."""
    swallowed = text[max(0, draft.start - 1) : draft.start + 1] == "لل" and draft.proclitic.endswith("ل")
    name = ("ا" if swallowed and not text.startswith("لبنان", draft.start) else "") + text[draft.start : draft.end]
    named = draft.form is MentionForm.NAME and draft.kind is EntityKind.PERSON
    return titles.untitled(name) if named else name


def _position(article: Article, draft: Draft, ids: dict[int, str], sentences: list[Span], text: str) -> PositionMention:
    assert draft.apposed_to is not None
    return PositionMention(
        mention=_mention(article, "p", Span(draft.start, draft.end), sentences, "title", draft.confidence),
        holder=ids[id(draft.apposed_to)],
        title=text[draft.start : draft.end],
        of=ids.get(id(draft.of)),
        former=draft.former,
    )
