"""The bundled weights themselves: hostile texts keep their offsets, and the shipped folder keeps its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.annotate import annotate, load_language
from graph.annotate.models import BUNDLED

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (BUNDLED / "ner.pt").is_file(), reason="the bundled weights are not in this checkout"),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_language(threads=1)


HOSTILE = {
    "empty": "",
    "blank": " \n\t\n ",
    "punctuation": "... ؟! «» --- ،،،",
    "five thousand words": "قال الوزير إن الوفد " * 1250,
    "line without spaces": "قالالوزيرإنالوفدوصلإلىبغداد" * 60,
    "mixed scripts": "زار Антон بغداد 北京 مع John Smith و Ωμέγα.",
    "emoji": "وصل الوفد 🇮🇶👨‍👩‍👧‍👦 إلى بغداد 🙂.",
    "presentation forms": "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﷺ ﻓﻲ ﺑﻐﺪﺍﺩ",
    "controls": "قال\x00 الوزير\u200f\u202b في\u200d بغـــداد\ufeff\x1b[0m.",
    "lone surrogate": "قال \ud83d الوزير في بغداد",
    "vowel marks": "قَالَ الوَزِيرُ فِي بَغْدَادَ",
    "windows line ends": "عنوان\r\n\r\nوصل الوفد.\r\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_text_is_annotated_with_exact_offsets(nlp: Language, text: str) -> None:
    doc = annotate(text, nlp)
    # spaCy stores text as UTF-8, which has no lone surrogates: those alone become U+FFFD, one for one.
    storable = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    assert doc.text == storable
    for entity in doc.ents:
        assert storable[entity.start_char : entity.end_char] == entity.text


def test_names_are_found_without_their_proclitics(nlp: Language) -> None:
    doc = annotate("وصل وزير الخارجية الأميركي أنتوني بلينكن إلى بغداد، وقدم دعما للعراق.", nlp)
    found = {entity.text: entity.label_ for entity in doc.ents}
    assert found.get("بغداد") == "LOC"
    assert found.get("لعراق") == "LOC"


def test_no_sentence_runs_over_a_blank_line(nlp: Language) -> None:
    doc = annotate("اتفاق جديد بين البلدين\n\nوصل الوفد إلى العاصمة صباح اليوم", nlp)
    assert all("\n\n" not in sentence.text.strip() for sentence in doc.sents)


def test_the_shipped_folder_keeps_its_limits() -> None:
    sizes = [path.stat().st_size for path in BUNDLED.rglob("*") if path.is_file()]
    assert sum(sizes) <= 100_000_000
    assert max(sizes) <= 90_000_000


@pytest.mark.parametrize(
    "text",
    [
        "التقى د. سالم العلي وفد وكالة أ.ف.ب. في مكتبه.",
        "قال الوزير: «انتهت الجولة الأولى. سنلتقي مرة أخرى الأحد» وغادر القاعة.",
        "ارتفع المؤشر إلى 12.5 نقطة في 3.7.2021 بعد الإعلان.",
    ],
    ids=["abbreviation", "quotation", "number"],
)
def test_a_sentence_is_not_broken_inside(nlp: Language, text: str) -> None:
    assert len(list(annotate(text, nlp).sents)) == 1


def test_each_sentence_has_one_root_and_heads_inside_it(nlp: Language) -> None:
    doc = annotate("وصل الوفد إلى بغداد.\n\nوالتقى  رئيس الوزراء، ثم غادر.\n", nlp)
    assert doc.has_annotation("DEP")
    for sentence in doc.sents:
        assert sum(token.head.i == token.i for token in sentence) == 1
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)


def test_every_tag_set_is_annotated(nlp: Language) -> None:
    doc = annotate("أعلن وزير الخارجية المصري سامح شكري من القاهرة موقف جامعة الدول العربية.", nlp)
    assert {"PER", "LOC"} <= {entity.label_ for entity in doc.ents}
    assert {"CITY"} <= {span.label_ for span in doc.spans["kinds"]}
    assert "names" in doc.spans


def test_the_same_text_is_annotated_alike_again(nlp: Language) -> None:
    text = "استقبل الرئيس التونسي وفدا ليبيا، وبحثا فتح المعابر. وغادر الوفد مساء."
    first, again = annotate(text, nlp), annotate(text, nlp)
    assert first.to_bytes() == again.to_bytes()
