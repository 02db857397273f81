"""Annotations on disk as spaCy DocBins, keyed by text and model, so that work is done once and tests can replay it."""

from __future__ import annotations

import logging
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graph.annotate.models import model_fingerprint
from graph.ids import digest
from graph.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

log = logging.getLogger(__name__)

_ATTRIBUTES = ("DEP", "ENT_IOB", "ENT_TYPE", "HEAD", "LEMMA", "MORPH", "NORM", "POS", "SENT_START", "SPACY", "TAG")


def text_key(text: str) -> str:
    """The key of a text's annotations among those of one model."""
    return digest(text, length=32)


def running_text(article: Article) -> str:
    """The article's text as it is annotated: line ends inside a kept range, where a text was wrapped, are blanks."""
    return "\n".join(article.text[begin:end].replace("\n", " ") for begin, end in _kept_in_text(article))


def _kept_in_text(article: Article) -> Iterator[tuple[int, int]]:
    at = 0
    for kept in article.kept:
        yield at, at + len(kept)
        at += len(kept) + 1


def annotate_articles(
    articles: Iterable[Article], nlp: Language | None, cache: Path, *, models: str = "bundled"
) -> Iterator[tuple[Article, Doc]]:
    """Each article with its annotated Doc, from the cache where it holds one.

    Args: nlp: None loads the models when the first text is not in the cache; cache: folder, made when it is missing.
    """
    folder = cache / "annotations" / model_fingerprint(models)
    for article in articles:
        text = running_text(article)
        path = folder / f"{text_key(text)}.spacy"
        doc = _read(path, text)
        if doc is None:
            if nlp is None:
                from graph.annotate.language import load_language

                nlp = load_language(models)
            doc = nlp(text)
            _write(path, doc)
        yield article, doc


def save_annotations(path: Path, docs: Iterable[Doc]) -> None:
    """Write annotated Docs into one file."""
    path.write_bytes(_to_bytes(docs))


def load_annotations(path: Path) -> Mapping[str, Doc]:
    """Docs of a file by the key of their text. Needs neither torch nor stanza."""
    return {text_key(doc.text): doc for doc in _from_bytes(path.read_bytes())}


def _to_bytes(docs: Iterable[Doc]) -> bytes:
    from spacy.tokens import DocBin

    content: bytes = DocBin(attrs=list(_ATTRIBUTES), store_user_data=True, docs=docs).to_bytes()
    return content


def _from_bytes(content: bytes) -> list[Doc]:
    import spacy
    from spacy.tokens import DocBin

    from graph.annotate.documents import register_extensions

    register_extensions()
    return list(DocBin(store_user_data=True).from_bytes(content).get_docs(spacy.blank("ar").vocab))


def _read(path: Path, text: str) -> Doc | None:
    """The cached Doc; None where there is none, or where the file is damaged or of another text."""
    try:
        docs = _from_bytes(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zlib.error) as error:
        log.warning("%s: damaged annotations are made anew (%s)", path, error)
        return None
    return docs[0] if len(docs) == 1 and docs[0].text == text else None


def _write(path: Path, doc: Doc) -> None:
    """Write aside, then rename: no half file is left. A full disk costs the cache, not the build."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(_to_bytes([doc]))
        Path(name).replace(path)
    except OSError as error:
        log.warning("%s: annotations are not kept (%s)", path, error)
