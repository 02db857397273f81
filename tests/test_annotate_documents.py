"""Texts cleaned for the models keep their offsets; annotations survive the cache."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from graph.annotate.cache import annotate_articles, load_annotations, save_annotations, text_key
from graph.annotate.model_text import LONGEST_SENTENCE, LONGEST_WORD, model_text, without_surrogates
from graph.model import Article, Span


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("قال", "قال", id="plain"),
        pytest.param("قَالَ", "قال", id="vowel-marks"),
        pytest.param("قـــال", "قال", id="tatweel"),
        pytest.param("ﻻ", "لا", id="presentation-form"),
        pytest.param("ا\u202bب", "اب", id="bidi-control"),
        pytest.param("ا\x00ب", "ا ب", id="nul"),
        pytest.param("سطر\nسطر", "سطر\n\nسطر", id="line-ends-a-paragraph"),
    ],
)
def test_model_text_is_clean(text: str, cleaned: str) -> None:
    assert model_text(text).text == cleaned


@pytest.mark.parametrize("text", ["قَالَ الوزير", "ا\u202bب ج", "ﻻ نعم", "", "كلمة " * 300, "ك" * 500])
def test_every_cleaned_character_knows_its_source(text: str) -> None:
    cleaned = model_text(text)
    assert len(cleaned.offsets) == len(cleaned.text)
    assert list(cleaned.offsets) == sorted(cleaned.offsets)
    assert all(0 <= offset < len(text) for offset in cleaned.offsets)


def test_endless_sentences_and_words_are_broken() -> None:
    pieces = model_text("كلمة " * (3 * LONGEST_SENTENCE)).text.split("\n\n")
    assert max(len(piece.split()) for piece in pieces) <= LONGEST_SENTENCE
    assert max(len(piece) for piece in model_text("ك" * 1000).text.split("\n\n")) <= LONGEST_WORD


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert without_surrogates("ا\ud800ب") == "ا\ufffdب"


def test_annotations_are_read_back(tmp_path: Path) -> None:
    doc = spacy.blank("ar")("التقى الوزيران في بغداد")
    doc.user_data["mwt"] = [0, 1, 2, 3]
    save_annotations(tmp_path / "docs.spacy", [doc])
    found = load_annotations(tmp_path / "docs.spacy")[text_key(doc.text)]
    assert found.text == doc.text
    assert [token._.mwt for token in found] == [0, 1, 2, 3]


def test_a_wrapped_paragraph_is_annotated_as_one(tmp_path: Path) -> None:
    text = "عنوان الخبر\nالتقى الوزيران\nفي بغداد"
    kept = (Span(0, 11), Span(12, len(text)))
    article = Article("a-1", "a.txt", 1, "", Span(0, len(text)), kept, text, "hash")
    ((_, doc),) = annotate_articles([article], spacy.blank("ar"), tmp_path)
    assert doc.text == "عنوان الخبر\nالتقى الوزيران في بغداد"


def test_a_damaged_cache_entry_is_made_anew(tmp_path: Path) -> None:
    text = "التقى الوزيران"
    article = Article("a-1", "a.txt", 1, "", Span(0, len(text)), (Span(0, len(text)),), text, "hash")
    nlp = spacy.blank("ar")
    list(annotate_articles([article], nlp, tmp_path))
    (entry,) = tmp_path.rglob("*.spacy")
    entry.write_bytes(b"not a DocBin")
    ((_, doc),) = annotate_articles([article], nlp, tmp_path)
    assert doc.text == text
    assert entry.read_bytes() != b"not a DocBin"
