"""The annotated sentences that the entity tagger learns from, in three tag sets, and the noise they are trained under.

Column 0 is ANERcorp's PER LOC ORG MISC; column 1 the finer kinds of NewsFANE, which annotates the same sentences
with clitics split off, laid over ANERcorp's tokens; column 2 Wojood's nationalities, offices, events and laws. A
column that a sentence does not have is left empty, and trains nothing.
"""

import random
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.training.lexicon import MARKS, NameLists, fold

EMPTY = ""
MAX_JOINED = 90
CHUNK = 6
WINDOW = 400
SURE = 16
FINE_KINDS = {
    "Nation": "COUNTRY", "GPE-Cluster": "REGION", "Continent": "REGION", "State-or-Province": "REGION",
    "County-or-District": "REGION", "Population-Center": "CITY", "Camp": "CITY",
    "Government": "GOVERNMENT", "Police": "FORCE", "Army": "FORCE", "Military": "FORCE", "Non-Governmental": "GROUP",
    "Media": "MEDIA", "Commercial": "COMPANY", "Sports": "CLUB", "Educational": "SCHOOL", "Medical-Science": "SCHOOL",
    "Religious": "GROUP", "Entertainment": "COMPANY",
    "Politician": "POLITICIAN", "Lawyer": "PERSON", "Athlete": "PERSON", "Artist": "PERSON", "Other_PER": "PERSON",
    "Religious_PER": "PERSON", "Scientist": "PERSON", "Businessperson": "PERSON",
    "Group": "PERSON", "Engineer": "PERSON",
    "Building-Grounds": "FACILITY", "Subarea-Facility": "FACILITY", "Path": "FACILITY", "Airport": "FACILITY",
    "Plant": "FACILITY", "Land": "NATURE", "Water-Body": "NATURE", "Celestial": "NATURE",
    "Land-Region-natural": "NATURE",
}  # fmt: skip
WOJOOD_KINDS = {"NORP": "NATIONALITY", "OCC": "OFFICE", "EVENT": "EVENT", "LAW": "LAW"}


@dataclass(frozen=True)
class Sentence:
    """Words with one tuple of IOB2 tags each."""

    words: tuple[str, ...]
    tags: tuple[tuple[str, str, str], ...]


def read_bio(path: Path) -> list[list[tuple[str, str]]]:
    """Sentences of (word, tag) of a two-column IOB2 file."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            word, tag = line.split("\t")[:2]
            sentences[-1].append((word, tag.replace("-PERS", "-PER")))
        elif sentences[-1]:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def lay_over(words: list[str], other: list[tuple[str, str]]) -> list[str]:
    """Lay the tags of another tokenisation of the same text over ``words``; EMPTY where the texts cannot be aligned."""
    letters = [_letters(word) for word, _ in other]
    stream = "".join(letters)
    owners = [index for index, word in enumerate(letters) for _ in word]
    tags: list[str] = []
    at = 0
    for start in range(0, len(words), CHUNK):
        chunk = [_letters(word) for word in words[start : start + CHUNK]]
        wanted = "".join(chunk)
        found = stream.find(wanted, at, at + WINDOW)
        if found < 0 and len(wanted) >= SURE:
            found = stream.find(wanted)
        if found < 0:
            tags += [EMPTY] * len(chunk)
            continue
        at = found
        for word in chunk:
            tags.append(_carried(owners[at : at + len(word)], other, tags[-1] if tags else "O"))
            at += len(word)
    return tags


def _carried(group: list[int], other: list[tuple[str, str]], previous: str) -> str:
    named = [other[index][1] for index in group if other[index][1] != "O"]
    if not group:
        return "O"
    if not named:
        return "O"
    kind = named[-1][2:]
    goes_on = previous[2:] == kind and not any(tag[0] == "B" for tag in named)
    return ("I-" if goes_on else "B-") + kind


def _letters(word: str) -> str:
    folded = fold(word).replace("ه", "ة").replace("ئ", "ي").replace("ؤ", "و")
    return "".join(character for character in folded if character.isalnum())


def load_sentences(data: Path) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
    """ANERcorp's training part as (train, dev) - dev is its last tenth - and the sentences of Wojood."""
    coarse = read_bio(data / "ner" / "anercorp_camel_train.bio")
    fine = [pair for sentence in read_bio(data / "ner" / "newsfane_fine_minus_camel_test.bio") for pair in sentence]
    fine = [(word, _fine(tag)) for word, tag in fine]
    laid = iter(lay_over([word for sentence in coarse for word, _ in sentence], fine))
    sentences = [
        Sentence(tuple(word for word, _ in sentence), tuple((tag, next(laid), EMPTY) for _, tag in sentence))
        for sentence in coarse
    ]
    wojood = []
    for name in ("train", "val"):
        for sentence in read_bio(data / "ner" / f"wojood_{name}_flat21.bio"):
            kept = [(word, tag) for word, tag in sentence if word != "$#$"]
            tags = tuple((EMPTY, EMPTY, _wojood(tag)) for _, tag in kept)
            wojood.append(Sentence(tuple(word for word, _ in kept), tags))
    held = len(sentences) // 10
    return sentences[:-held], sentences[-held:], wojood


def _fine(tag: str) -> str:
    kind = FINE_KINDS.get(tag[2:])
    return f"{tag[:2]}{kind}" if kind else "O"


def _wojood(tag: str) -> str:
    kind = WOJOOD_KINDS.get(tag[2:])
    return f"{tag[:2]}{kind}" if kind else "O"


class Noise:
    """Fresh variants of the training sentences for each epoch: other names, other spellings, joined sentences."""

    def __init__(self, names: NameLists, chance: random.Random, *, swap: float = 0.2, spelling: float = 0.05) -> None:
        self.names, self.chance, self.swap, self.spelling = names, chance, swap, spelling

    def epoch(self, sentences: list[Sentence], extra: list[Sentence], extra_share: float) -> list[Sentence]:
        """All of ``sentences`` in document order joined at random, and a share of ``extra``, each made noisy."""
        joined: list[Sentence] = []
        for sentence in sentences:
            size = len(joined[-1].words) + len(sentence.words) if joined else MAX_JOINED
            if size < MAX_JOINED and self.chance.random() < 0.45:
                joined[-1] = Sentence(joined[-1].words + sentence.words, joined[-1].tags + sentence.tags)
            else:
                joined.append(sentence)
        joined += self.chance.sample(extra, round(extra_share * len(extra)))
        return [self._spell(self._swap_names(sentence)) for sentence in joined]

    def _swap_names(self, sentence: Sentence) -> Sentence:
        words: list[str] = []
        tags: list[tuple[str, str, str]] = []
        at = 0
        while at < len(sentence.words):
            end = at + 1
            tag = sentence.tags[at][0]
            if tag[:2] == "B-":
                while end < len(sentence.words) and sentence.tags[end][0] == "I-" + tag[2:]:
                    end += 1
            fresh = self._fresh_name(tag, sentence.words[at:end]) if tag[:2] == "B-" else None
            if fresh is None:
                words += sentence.words[at:end]
                tags += sentence.tags[at:end]
            else:
                words += fresh
                fine = sentence.tags[at][1]
                inner = "I-" + fine[2:] if fine[:2] in ("B-", "I-") else fine
                tags += [
                    (tag if index == 0 else "I-" + tag[2:], fine if index == 0 else inner, EMPTY)
                    for index in range(len(fresh))
                ]
            at = end
        return Sentence(tuple(words), tuple(tags))

    def _fresh_name(self, tag: str, words: tuple[str, ...]) -> list[str] | None:
        chance = self.chance
        if chance.random() > self.swap:
            return None
        if tag == "B-PER":
            if chance.random() < 0.55:
                name = chance.choice(self.names.full_names)
                return [chance.choice(name)] if len(words) == 1 else list(name)
            count = 1 if len(words) == 1 else 2
            return [chance.choice(self.names.western_names) for _ in range(count)]
        if (
            tag == "B-LOC"
            and len(words) == 1
            and not words[0].startswith(("و", "ب", "ل", "ف"))
            and chance.random() < 0.5
        ):
            return [chance.choice(self.names.cities)]
        return None

    def _spell(self, sentence: Sentence) -> Sentence:
        return replace(sentence, words=tuple(self._respell(word) for word in sentence.words))

    def _respell(self, word: str) -> str:
        word = MARKS.sub("", word) or word
        if self.chance.random() > self.spelling:
            return word
        kind = self.chance.random()
        if kind < 0.5:
            return word.translate({ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا"})
        if kind < 0.7 and word[-1:] in "ةه":
            return word[:-1] + ("ه" if word[-1] == "ة" else "ة")
        if kind < 0.9 and word[-1:] in "يى":
            return word[:-1] + ("ى" if word[-1] == "ي" else "ي")
        if len(word) > 4 and kind >= 0.9:
            place = self.chance.randrange(1, len(word) - 1)
            return word[:place] + word[place + 1 :]
        return word
