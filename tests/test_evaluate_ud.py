"""The treebank scores: raw text, vowel marks of lemmas, and refusals."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from graph.evaluate.ud import raw_text, ud_figures, without_marks


def sentence(identity: str, text: str, rows: list[str]) -> str:
    return f"# sent_id = {identity}\n# text = {text}\n" + "\n".join(row.replace(" ", "\t") for row in rows) + "\n\n"


GOLD = sentence(
    "news.1#1",
    "وصل للعراق",
    [
        "1 وصل وَصَلَ VERB V _ 0 root _ _",
        "2-3 للعراق _ _ _ _ _ _ _ _",
        "2 ل لِ ADP P _ 3 case _ _",
        "3 العراق عِرَاق X X _ 1 obl _ _",
    ],
)


def test_raw_text_joins_sentences_of_a_document_and_parts_documents() -> None:
    treebank = "".join(
        sentence(identity, text, ["1 و و CCONJ C _ 0 root _ _"])
        for identity, text in (("a.1#1", "أولى"), ("a.1#2", "ثانية"), ("a.2#1", "ثالثة"))
    )
    assert raw_text(treebank) == "أولى ثانية\n\nثالثة"


def test_lemmas_are_compared_without_marks_and_exactly() -> None:
    figures = ud_figures(GOLD, without_marks(GOLD))
    assert figures.f1["Lemmas"] == 1.0
    assert figures.exact_lemmas == 0.0


def test_an_unsplit_token_costs_words_but_no_tokens() -> None:
    found = sentence("x#1", "وصل للعراق", ["1 وصل وصل VERB V _ 0 root _ _", "2 للعراق عراق X X _ 1 obl _ _"])
    figures = ud_figures(GOLD, found)
    assert figures.f1["Tokens"] == 1.0
    assert figures.f1["Words"] == pytest.approx(2 * 1 / (3 + 2))


def test_another_text_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be compared"):
        ud_figures(GOLD, sentence("x#1", "غادر", ["1 غادر غادر VERB V _ 0 root _ _"]))
