"""Events of short articles over untagged Docs: the words and their places alone must carry the roles."""

from __future__ import annotations

import datetime

import pytest
import spacy

from graph.dates import find_times, to_when
from graph.extract import extract
from graph.model import Article, DateBasis, EventMention, Extraction, Factuality, Span, TimeBasis

DAY = datetime.date(2023, 3, 7)


def article_of(text: str, date: datetime.date | None = DAY) -> Article:
    span = Span(0, len(text))
    basis = DateBasis.STATED if date is not None else DateBasis.NONE
    return Article("a-0123", "a.txt", 1, "", span, (span,), text, "hash", date=date, date_basis=basis)


def extraction_of(text: str, date: datetime.date | None = DAY) -> Extraction:
    article = article_of(text, date)
    nlp = spacy.blank("ar")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "؟"]})
    times = [(found, to_when(found)) for found in find_times(text, date)]
    return extract(article, nlp(text), times)


def event_of(found: Extraction, event_class: str) -> EventMention:
    return next(event for event in found.events if event.event_class == event_class)


def names(found: Extraction, event: EventMention, role: str) -> list[str]:
    by_id = {entity.id: entity for entity in found.entities}
    return [by_id[key].name for key in event.with_role(role)]


CASES = [
    pytest.param("التقى لويد أوستن في بغداد محمد شياع السوداني.", "Meeting", "participant",
                 ["لويد أوستن", "محمد شياع السوداني"], id="verb-subject-object"),
    pytest.param("استقبل برهم صالح في بغداد البابا فرنسيس.", "Meeting", "host", ["برهم صالح"], id="host"),
    pytest.param("عقد العراق والولايات المتحدة جولة جديدة من الحوار الاستراتيجي.", "Negotiation", "participant",
                 ["العراق", "الولايات المتحدة"], id="light-verb-coordination"),
    pytest.param("وقعت تركيا والعراق مذكرة تفاهم في أنقرة.", "Agreement", "signatory", ["تركيا", "العراق"],
                 id="agreement"),
    pytest.param("أعلن البنتاغون انسحاب القوات الأميركية من العراق.", "Withdrawal", "mover", ["القوات الأميركية"],
                 id="masdar-genitive"),
    pytest.param("هاجمت إيران إسرائيل ليلة السبت.", "Attack", "attacker", ["إيران"], id="attacker"),
    pytest.param("صوت مجلس النواب العراقي على القرار.", "Vote", "decider", ["مجلس النواب العراقي"], id="vote"),
]  # fmt: skip


TAKEN_UP = [
    pytest.param("وصل إلى عمّان جون كيري الذي يزور قطر غدا.", "Visit", "visitor", ["جون كيري"], id="relative"),
    pytest.param("سبق لفؤاد حسين أن أعلن موقف بلاده.", "Announcement", "speaker", ["فؤاد حسين"], id="preceded"),
    pytest.param("رفضته تركيا على الفور.", "Criticism", "speaker", ["تركيا"], id="object-pronoun"),
    pytest.param("ندد لويد أوستن بهجوم شنه مسلحون.", "Attack", "attacker", ["مسلحون"], id="relative-light"),
    pytest.param("وصل لويد أوستن إلى بغداد والتقى محمد شياع السوداني.", "Meeting", "participant",
                 ["محمد شياع السوداني", "لويد أوستن"], id="joined-verb"),
    pytest.param("تحدث فؤاد حسين في ختام اجتماع مع لويد أوستن.", "Meeting", "participant",
                 ["لويد أوستن", "فؤاد حسين"], id="sentence-subject"),
    pytest.param("قال خطيب المسجد إنه قريب.", "Statement", "speaker", ["خطيب المسجد"], id="described-speaker"),
    pytest.param("أدى الهجوم إلى مقتل 12 جنديا.", "Killing", "victim", ["جنديا"], id="described-victim"),
    pytest.param("قالت تركيا إنها أغلقت الحدود.", "Decision", "decider", ["تركيا"], id="pronoun-of-the-speaker"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event_class", "role", "expected"), CASES + TAKEN_UP)
def test_roles_follow_prepositions_and_position(text: str, event_class: str, role: str, expected: list[str]) -> None:
    found = extraction_of(text)
    assert names(found, event_of(found, event_class), role) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("قاد المهاجم هجوما سريعا في الدقيقة العاشرة.", id="football"),
        pytest.param("أجرى الفنان مقابلة تلفزيونية.", id="interview"),
        pytest.param("الطقس اليوم معتدل ودرجات الحرارة مستقرة.", id="weather"),
        pytest.param("", id="empty"),
    ],
)
def test_news_without_political_events_yields_none(text: str) -> None:
    assert extraction_of(text).events == ()


@pytest.mark.parametrize(
    ("text", "event_class", "factuality"),
    [
        pytest.param("سيلتقي بايدن السوداني في واشنطن.", "Meeting", Factuality.PLANNED, id="future"),
        pytest.param("من المقرر أن يلتقي بايدن السوداني.", "Meeting", Factuality.PLANNED, id="scheduled"),
        pytest.param("لم يلتق بايدن السوداني.", "Meeting", Factuality.DENIED, id="negated-jussive"),
        pytest.param("لم يجتمع بايدن مع السوداني.", "Meeting", Factuality.DENIED, id="negated"),
        pytest.param("ربما يجتمع بايدن مع السوداني.", "Meeting", Factuality.POSSIBLE, id="perhaps"),
        pytest.param("اجتمع بايدن مع السوداني.", "Meeting", Factuality.ACTUAL, id="plain"),
    ],
)
def test_factuality_follows_the_words_before_the_trigger(text: str, event_class: str, factuality: Factuality) -> None:
    found = extraction_of(text)
    assert event_of(found, event_class).factuality is factuality


def test_a_carried_speaker_speaks_again() -> None:
    found = extraction_of("قال فؤاد حسين إن العراق يريد السلام. وأضاف أن الحوار مستمر.")
    speeches = [event for event in found.events if event.event_class == "Statement"]
    assert [names(found, speech, "speaker") for speech in speeches] == [["فؤاد حسين"], ["فؤاد حسين"]]
    assert speeches[1].roles[0].rule == "carried"


def test_a_denial_cancels_what_it_denies() -> None:
    found = extraction_of("نفى البنتاغون انسحاب القوات الأميركية من العراق.")
    withdrawal = event_of(found, "Withdrawal")
    assert withdrawal.factuality is Factuality.DENIED


DENIED = [
    pytest.param("نفت روسيا توقيع اتفاق مع تركيا.", "Agreement", id="masdar"),
    pytest.param("نفت طهران أن يكون عبد اللهيان زار بغداد.", "Visit", id="that he had"),
    pytest.param("نفى البنتاغون أن تكون القوات الأميركية انسحبت من العراق.", "Withdrawal", id="subject first"),
    pytest.param("نفى الجيش العراقي وقوع أي هجوم على القاعدة.", "Attack", id="that any took place"),
    pytest.param("ونفى فؤاد حسين صحة الأنباء عن اجتماع لويد أوستن مع هاكان فيدان.", "Meeting", id="the news of"),
]


@pytest.mark.parametrize(("text", "event_class"), DENIED)
def test_what_is_denied_did_not_happen(text: str, event_class: str) -> None:
    assert event_of(extraction_of(text), event_class).factuality is Factuality.DENIED


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("نفى فؤاد حسين خلال لقاء مع لويد أوستن انسحاب القوات الأميركية.", id="the occasion of the denial"),
        pytest.param("نفى البنتاغون انسحاب قواته، مؤكدا أن أوستن التقى محمد شياع السوداني.", id="what holds instead"),
    ],
)
def test_a_denial_reaches_no_further_than_what_it_denies(text: str) -> None:
    assert event_of(extraction_of(text), "Meeting").factuality is Factuality.ACTUAL


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param(
            "تتولى القوات العراقية المسؤولية الأمنية منذ كانون الأول 2021.", "2021-12/..", id="responsibility"
        ),
        pytest.param("تولى الجيش العراقي زمام القيادة منذ عام 2014.", "2014/..", id="command"),
        pytest.param("تسلم الجيش العراقي معسكر التاجي في 23 أغسطس 2020.", "2020-08-23", id="a base"),
    ],
)
def test_a_handover_has_its_date(text: str, date: str) -> None:
    when = event_of(extraction_of(text), "Event").when
    assert when is not None
    assert when.edtf == date


def test_a_quotation_has_the_offsets_of_its_words() -> None:
    text = 'قال فؤاد حسين: "العراق يريد السلام".'
    quotation = event_of(extraction_of(text), "Statement").quotation
    assert quotation is not None
    assert text[quotation.span.start : quotation.span.end] == quotation.anchor == "العراق يريد السلام"


def test_a_stated_day_outranks_the_day_of_the_report() -> None:
    found = extraction_of("اجتمع بايدن مع السوداني في 15 نيسان 2024.", datetime.date(2024, 4, 16))
    when = event_of(found, "Meeting").when
    assert when is not None
    assert (when.edtf, when.basis) == ("2024-04-15", TimeBasis.EXPLICIT)


def test_a_background_event_does_not_take_the_day_of_the_report() -> None:
    found = extraction_of("وكان بايدن قد اجتمع مع السوداني في واشنطن.")
    assert event_of(found, "Meeting").when is None


def test_an_undated_article_gives_no_day() -> None:
    assert event_of(extraction_of("اجتمع بايدن مع السوداني.", None), "Meeting").when is None


def test_every_trigger_is_the_text_between_its_offsets() -> None:
    text = "التقى بايدن السوداني. وقال السوداني إن العراق وقع اتفاقا مع تركيا."
    for event in extraction_of(text).events:
        assert text[event.mention.span.start : event.mention.span.end] == event.mention.anchor


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("يذكر أن العراق بلد كبير.", id="impersonal"),
        pytest.param("ذكر التقرير أن الأسعار ترتفع.", id="text-without-author"),
    ],
)
def test_nobody_speaks_where_nobody_is_told(text: str) -> None:
    assert not [event for event in extraction_of(text).events if event.with_role("speaker")]


def test_speech_of_one_speaker_shares_the_day() -> None:
    found = extraction_of("قال فؤاد حسين اليوم إن العراق يريد السلام. وأكد فؤاد حسين أن الحوار مستمر.")
    said = [event.when for event in found.events if event.event_class == "Statement"]
    assert [when and (when.edtf, when.basis) for when in said] == [
        ("2023-03-07", TimeBasis.PUBLICATION),
        ("2023-03-07", TimeBasis.INFERRED),
    ]


def test_no_time_word_is_no_day() -> None:
    assert event_of(extraction_of("قال فؤاد حسين إن العراق يريد السلام."), "Statement").when is None


def test_the_day_of_a_report_is_not_that_of_what_it_reports() -> None:
    found = extraction_of("أعلن الجيش العراقي أمس مقتل جندي.")
    assert event_of(found, "Killing").when is None
    announced = event_of(found, "Announcement").when
    assert announced is not None
    assert announced.edtf == "2023-03-06"


def test_today_with_a_weekday_is_that_weekday() -> None:
    when = event_of(extraction_of("التقى لويد أوستن محمد شياع السوداني اليوم الاثنين."), "Meeting").when
    assert when is not None
    assert when.edtf == "2023-03-06"


def test_a_meeting_in_a_visit_is_a_part_of_it() -> None:
    found = extraction_of("التقى محمد شياع السوداني جو بايدن خلال زيارته إلى واشنطن.")
    visit, meeting = event_of(found, "Visit"), event_of(found, "Meeting")
    assert visit.sub_events == (meeting.id,)


def test_rounds_and_days_of_numbers_are_told() -> None:
    found = extraction_of("عقد العراق وتركيا الجولة الثانية من المباحثات. وقتل في هجوم مسلحين 5 جنود حتى الآن.")
    assert event_of(found, "Negotiation").round == 2
    numbers = [quantity for event in found.events for quantity in event.quantities]
    assert {quantity.as_of for quantity in numbers} == {"2023-03-07"}


def test_dropped_readings_are_told() -> None:
    found = extraction_of("علق لويد أوستن على القرار.")
    assert any(told.startswith("Decision") for told in event_of(found, "Statement").rejected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("التقى.", id="one-word"),
        pytest.param("- خبز\n- ماء\n- حليب\n- سكر", id="list"),
        pytest.param("قفا نبك من ذكرى حبيب ومنزل\nبسقط اللوى بين الدخول فحومل", id="poetry"),
        pytest.param("فاز المنتخب في المباراة بهدف سجله مهاجم الفريق في مرمى الحارس خلال الشوط الأول.", id="sport"),
        pytest.param(". " * 200, id="marks"),
    ],
)  # fmt: skip
def test_what_is_no_news_tells_little(text: str) -> None:
    assert len(extraction_of(text).events) == 0


def test_ten_thousand_sentences_take_time_in_proportion() -> None:
    found = extraction_of("التقى لويد أوستن محمد شياع السوداني في بغداد. " * 300)
    assert len(found.events) == 300
