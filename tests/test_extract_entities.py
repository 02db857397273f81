"""Mentions are found with their extents, kinds and links, whether a model helps or not."""

from __future__ import annotations

import pytest
from newsroom import article, doc_of, mentions_of
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from graph.extract.entities import find_entities
from graph.model import EntityKind, MentionForm
from graph.model import Span as FileSpan

K = EntityKind


@pytest.mark.parametrize(
    ("text", "words", "kind", "form"),
    [
        pytest.param("زار الرئيس بايدن أوروبا", "بايدن", K.PERSON, MentionForm.NAME, id="a surname that stands alone"),
        pytest.param("وصل الوفد إلى العراق", "العراق", K.PLACE, MentionForm.NAME, id="a country as a place"),
        pytest.param("رحب العراق بالقرار", "العراق", K.COUNTRY, MentionForm.NAME, id="a country that acts"),
        pytest.param(
            "قرار يعود للعراق وحده", "لعراق", K.COUNTRY, MentionForm.NAME, id="the article lost behind a clitic"
        ),
        pytest.param("رفضت وواشنطن معا", "واشنطن", K.COUNTRY, MentionForm.NAME, id="a capital behind a conjunction"),
        pytest.param("اجتمعوا في بغداد أمس", "بغداد", K.PLACE, MentionForm.NAME, id="a capital as a place"),
        pytest.param("لقاء في العاصمة القطرية الدوحة", "الدوحة", K.PLACE, MentionForm.NAME, id="over a nationality"),
        pytest.param(
            "أعلنت الحكومة العراقية القرار", "الحكومة العراقية", K.ORGANIZATION, MentionForm.NOMINAL, id="a body"
        ),
        pytest.param("غارة أمريكية على الموقع", "أمريكية", K.COUNTRY, MentionForm.DEMONYM, id="an adjective"),
        pytest.param("قال مسؤولون أميركيون ذلك", "مسؤولون أميركيون", K.GROUP, MentionForm.NOMINAL, id="officials"),
        pytest.param("انسحبت القوات الفرنسية", "القوات الفرنسية", K.ARMED_FORCE, MentionForm.NOMINAL, id="forces"),
        pytest.param("اتفق الجانبان على ذلك", "الجانبان", K.GROUP, MentionForm.PRONOUN, id="two sides"),
        pytest.param("قال الوزير إن بلاده ترحب", "بلاده", K.COUNTRY, MentionForm.PRONOUN, id="his country"),
        pytest.param("صرح وزير النفط العراقي أمس", "وزير النفط العراقي", K.OFFICE, MentionForm.NOMINAL, id="an office"),
        pytest.param("أكد البنتاغون الخبر", "البنتاغون", K.ORGANIZATION, MentionForm.NAME, id="a body's own name"),
    ],
)
def test_a_mention_is_found(text: str, words: str, kind: EntityKind, form: MentionForm) -> None:
    found = {mention.mention.anchor: mention for mention in mentions_of(text).mentions}
    assert words in found
    assert (found[words].kind, found[words].form) == (kind, form)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("الوضع المالي في البلد", "المالي", id="an adjective like a country"),
        pytest.param("وجدوا أنه كبيرا جدا", "بيرا", id="a city inside a word"),
        pytest.param("هم مسؤولين عن الحادث", "مسؤولين", id="responsible for"),
        pytest.param("تغيير نظام الحكم مرفوض", "نظام الحكم", id="a form of government"),
        pytest.param("افتتح مركز تجاري جديد", "مركز تجاري جديد", id="a shopping centre"),
        pytest.param("مشى على الطريق", "على الطريق", id="a preposition like a given name"),
    ],
)
def test_common_words_are_no_mentions(text: str, words: str) -> None:
    assert words not in {mention.mention.anchor for mention in mentions_of(text).mentions}


def test_a_title_is_split_from_its_name_and_tied_to_it() -> None:
    index = mentions_of("التقى وزير الدفاع العراقي ثابت العباسي الوفد")
    by_words = {mention.mention.anchor: mention for mention in index.mentions}
    name, title, nation = by_words["ثابت العباسي"], by_words["وزير الدفاع العراقي"], by_words["العراقي"]
    assert title.apposed_to == name.id
    assert title.of == nation.id
    assert name.title == "وزير الدفاع العراقي"
    assert [(p.title, p.holder, p.former) for p in index.positions] == [("وزير الدفاع العراقي", name.id, False)]


def test_a_title_after_the_name_belongs_to_it_unless_a_verb_takes_it() -> None:
    after = mentions_of("قال قيس الخزعلي زعيم عصائب أهل الحق ذلك")
    assert [p.title for p in after.positions] == ["زعيم عصائب أهل الحق"]
    met = mentions_of("التقى بايدن رئيس الوزراء العراقي")
    assert not met.positions


def test_a_former_office_is_marked() -> None:
    index = mentions_of("قال رئيس الوزراء العراقي السابق مصطفى الكاظمي ذلك")
    assert [position.former for position in index.positions] == [True]


def test_the_model_adds_names_and_titles_are_taken_off() -> None:
    text = "أشار الباحث جون سميثسون إلى ذلك، وأضاف سميثسون أن الأمر انتهى"
    index = mentions_of(text, {"الباحث جون سميثسون": "PER"})
    names = [
        (m.mention.anchor, m.mention.rule) for m in index.mentions if m.kind is K.PERSON and m.form is MentionForm.NAME
    ]
    assert ("جون سميثسون", "model") in names
    assert ("سميثسون", "short-name") in names


def test_a_surname_keeps_its_first_letter_where_the_model_splits_it() -> None:
    text = "وصل مايكل لونغفيل أمس وقال لونغفيل ذلك"
    words = ["وصل", "مايكل", "لونغفيل", "أمس", "وقال", "ل", "ونغفيل", "ذلك"]
    doc = Doc(Vocab(), words=words, spaces=[True, True, True, True, True, False, True, False])
    doc.set_ents([Span(doc, 1, 3, label="PER"), Span(doc, 6, 7, label="PER")])
    found = {mention.mention.anchor for mention in find_entities(article(text), doc).mentions}
    assert "لونغفيل" in found
    assert "ونغفيل" not in found


def test_a_misspelt_name_behind_a_title_is_found() -> None:
    index = mentions_of("قال وزير الدفاع الأمريكي لويد اوتسن إن المهمة ستتغير. وأضاف أوستن ذلك")
    found = {mention.mention.anchor: mention.mention.rule for mention in index.mentions}
    assert found["لويد اوتسن"] == "known-name-misspelt"
    assert found["أوستن"] == "short-name"


def test_a_counterpart_points_to_the_one_before() -> None:
    index = mentions_of("استقبل وزير الخارجية المصري نظيره الأميركي")
    by_words = {mention.mention.anchor: mention for mention in index.mentions}
    assert by_words["نظيره الأميركي"].antecedent == by_words["وزير الخارجية المصري"].id


def test_offsets_are_the_files_and_no_mention_crosses_a_cut() -> None:
    file = "مقدمة محذوفة\nزار بايدن العراق\nشريط\nورحب العراق بالزيارة"
    first, second = file.index("زار"), file.index("ورحب")
    kept = (FileSpan(first, first + len("زار بايدن العراق")), FileSpan(second, len(file)))
    text = "\n".join(file[span.start : span.end] for span in kept)
    base = article(text)
    cut = type(base)(base.id, base.file, 1, "", FileSpan(0, len(file)), kept, text, base.content_hash)
    index = find_entities(cut, doc_of(text))
    assert index.mentions
    for mention in index.mentions:
        span, sentence = mention.mention.span, mention.mention.sentence_span
        assert file[span.start : span.end] == mention.mention.anchor
        assert file[sentence.start : sentence.end] == mention.mention.sentence
        assert any(part.contains(sentence) for part in kept)


def test_the_index_answers_for_heads_and_for_what_lies_inside() -> None:
    text = "التقى وزير الدفاع العراقي ثابت العباسي الوفد"
    index = mentions_of(text)
    doc = doc_of(text)
    by_start = {text[token.idx : token.idx + len(token)]: token for token in doc}
    head, nation = index.at(by_start["وزير"]), index.at(by_start["العراقي"])
    assert head is not None
    assert head.name == "ثابت العباسي"
    assert nation is not None
    assert nation.name == "العراقي"
    assert index.at(by_start["التقى"]) is None
    title = text.index("وزير")
    inside = index.within(FileSpan(title, title + len("وزير الدفاع العراقي")))
    assert [mention.name for mention in inside] == ["وزير الدفاع العراقي", "العراقي"]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="empty"),
        pytest.param("ع", id="one letter"),
        pytest.param("محمد " * 100, id="500 characters"),
        pytest.param("\u202eمحمد\u202c العباسي", id="bidi override"),
        pytest.param("محمdد العباسي", id="mixed scripts"),
    ],
)
def test_odd_names_do_not_break_the_search(name: str) -> None:
    text = f"قال {name} ذلك في بغداد"
    entities = {name.strip(): "PER"} if name.strip() else {}
    assert "بغداد" in {mention.mention.anchor for mention in mentions_of(text, entities).mentions}
