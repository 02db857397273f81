"""CoNLL-18 metrics of an annotated text against a treebank, with the scorer that Stanza itself uses (udtools).

The text is taken raw: the treebank's sentences are joined into paragraphs and everything is found anew. Lemmas are
compared without vowel marks on both sides; the exact comparison is given too.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import InputError
from graph.text import strip_marks

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")
_TREE_METRICS = frozenset(("UAS", "LAS"))
_DOCUMENT = re.compile(r"# sent_id = (\S+)#\d+")
_NEW_PARAGRAPH = re.compile(r"# new(?:par|doc)\b")


@dataclass(frozen=True)
class UdFigures:
    """F1 by metric name, 0..1; `exact_lemmas` compares lemmas as the treebank spells them."""

    f1: dict[str, float]
    exact_lemmas: float


def raw_text(conllu: str) -> str:
    """The text that a treebank annotates: sentences joined by a space, documents and paragraphs by a blank line.

    Args:
        conllu: A CoNLL-U file with `# text` comments; `sent_id`s of the form `DOCUMENT#NUMBER` group sentences.
    """
    paragraphs: list[list[str]] = []
    last = None
    for block in conllu.strip().split("\n\n"):
        lines = block.split("\n")
        match = _DOCUMENT.search(block)
        document = match.group(1) if match else None
        if not paragraphs or document != last or any(_NEW_PARAGRAPH.match(line) for line in lines):
            paragraphs.append([])
        paragraphs[-1].append(next(line[len("# text = ") :] for line in lines if line.startswith("# text = ")))
        last = document
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs)


def doc_to_conllu(doc: Doc) -> str:
    """A Doc of `graph.annotate` as CoNLL-U; without dependencies, every word hangs on the first of its sentence."""
    return "".join("\n".join(_sentence_lines(list(sentence))) + "\n\n" for sentence in doc.sents)


def _sentence_lines(tokens: list[Token]) -> Iterator[str]:
    words = [token for token in tokens if not token.is_space]
    number = {token.i: index for index, token in enumerate(words, start=1)}
    parsed = bool(words) and words[0].doc.has_annotation("DEP")
    for index, token in enumerate(words, start=1):
        surface = [word for word in words if word._.mwt == token._.mwt and word._.mwt >= 0]
        if len(surface) > 1 and surface[0] is token:
            form = "".join(word.text for word in surface)
            yield f"{index}-{index + len(surface) - 1}\t{form}" + "\t_" * 8
        form = token.norm_ if len(surface) > 1 else token.text
        head = _head(token, number, index) if parsed else min(index - 1, 1)
        relation = (token.dep_ or "dep") if parsed and head else ("dep" if head else "root")
        features = str(token.morph) or "_"
        columns = (index, form, token.lemma_ or "_", token.pos_ or "X", token.tag_ or "_", features, head, relation)
        yield "\t".join(str(column) for column in columns) + "\t_\t_"


def _head(token: Token, number: dict[int, int], index: int) -> int:
    return 0 if token.head.i == token.i else number.get(token.head.i, 0 if index == 1 else 1)


def ud_figures(gold: str, found: str) -> UdFigures:
    """Score one CoNLL-U text against another of the same characters.

    Raises:
        InputError: The two do not annotate the same text, or one is not CoNLL-U.
    """
    plain = _evaluate(without_marks(gold), without_marks(found))
    exact = _evaluate(gold, found)
    return UdFigures({name: plain[name].f1 for name in METRICS}, exact["Lemmas"].f1)


def without_marks(conllu: str) -> str:
    """The same treebank with the vowel marks taken off its lemmas."""
    lines = []
    for line in conllu.split("\n"):
        columns = line.split("\t")
        if len(columns) > 2:
            columns[2] = strip_marks(columns[2]).replace("ٱ", "ا") or columns[2]
        lines.append("\t".join(columns))
    return "\n".join(lines)


def _evaluate(gold: str, found: str) -> dict[str, Any]:
    from udtools import udeval

    try:
        sides = [udeval.load_conllu(io.StringIO(text), name, {}) for text, name in ((gold, "gold"), (found, "found"))]
        scores: dict[str, Any] = udeval.evaluate(*sides)
    except udeval.UDError as error:
        raise InputError(f"the treebank and the annotation cannot be compared: {error}") from error
    return scores


def evaluate_ud(path: Path, nlp: Any) -> tuple[UdFigures, bool]:
    """Annotate a treebank's raw text and score it.

    Args:
        path: A CoNLL-U file.
        nlp: The language that `graph.annotate.load_language` gives.

    Returns:
        The figures, and whether dependencies were annotated at all (else UAS and LAS say nothing).

    Raises:
        InputError: The file cannot be read or is not CoNLL-U with `# text` comments.
    """
    try:
        gold = path.read_text(encoding="utf-8")
        text = raw_text(gold)
    except (OSError, UnicodeDecodeError, StopIteration) as error:
        raise InputError(f"{path}: not a CoNLL-U file with `# text` comments") from error
    doc = nlp(text)
    return ud_figures(gold, doc_to_conllu(doc)), doc.has_annotation("DEP")
