"""Numbers in sentences: what they count, how exactly, for when, and to which event they belong."""

from __future__ import annotations

import datetime

import pytest
from test_extract_events import event_of, extraction_of

from graph.model import Extraction
from graph.resolve.contradictions import numbers_contradict

DAY = datetime.date(2023, 8, 9)


def numbers(found: Extraction, event_class: str) -> list[tuple[str, str]]:
    events = [event for event in found.events if event.event_class == event_class]
    return [(str(quantity.number), quantity.counted) for event in events for quantity in event.quantities]


COUNTS = [
    pytest.param("قتل خمسة مدنيين في هجوم على دمشق.", "Killing", [("5", "مدنيين قتلى")], id="word"),
    pytest.param("قتل أحد عشر جنديا في هجوم على دمشق.", "Killing", [("11", "جنديا قتلى")], id="eleven"),
    pytest.param("قتل خمسة وعشرون شخصا في هجوم على دمشق.", "Killing", [("25", "شخصا قتلى")], id="ones and tens"),
    pytest.param("قتل 3 جنود وأصيب ٢٠ شخصا في هجوم على دمشق.", "Killing",
                 [("3", "جنود قتلى")], id="those killed alone"),
    pytest.param("مقتل 3 جنود وإصابة ٢٠ شخصا في دمشق.", "Killing",
                 [("3", "جنود قتلى"), ("20", "شخصا جرحى")], id="killed and wounded, digits of two scripts"),
    pytest.param("أعلن الجيش العراقي مقتل جنديين في هجوم لداعش.", "Killing", [("2", "جنديين قتلى")], id="dual"),
    pytest.param("مقتل 3 وإصابة 7 في هجوم على الموصل", "Attack", [("3", "قتلى"), ("7", "جرحى")], id="no noun"),
    pytest.param("مقتل 4 سياح في هجوم على الموصل", "Killing", [("4", "سياح قتلى")], id="a noun of no list"),
    pytest.param("أعلن الجيش العراقي مقتل 5 إرهابيين واعتقال 7 أشخاص.", "Killing",
                 [("5", "إرهابيين قتلى"), ("7", "أشخاص")], id="arrested"),
    pytest.param("قتل عشرات المدنيين في هجوم على قرية.", "Killing", [], id="tens of is no number"),
    pytest.param("قتل الشاب البالغ من العمر 25 عاما في هجوم على بيروت.", "Killing", [], id="age"),
    pytest.param("سحبت الولايات المتحدة مئتي عنصر من العراق.", "Withdrawal", [("200", "عنصر")], id="two hundred"),
    pytest.param("أعلن البنتاغون نشر ثلاثين ألف جندي أميركي في بولندا.", "Deployment",
                 [("30000", "جندي أميركي")], id="thousands in words, nationality"),
    pytest.param("أعلن البنتاغون نشر 2,500 جندي في بولندا.", "Deployment", [("2500", "جندي")], id="thousands mark"),
    pytest.param("أعلن البنتاغون نشر 5 آلاف و200 جندي في بولندا.", "Deployment", [("5200", "جندي")], id="and more"),
    pytest.param("قدمت ألمانيا مساعدات بقيمة 2,5 مليون دولار إلى الأردن.", "Aid", [("2500000", "دولار")], id="money"),
    pytest.param("وقع العراق اتفاقا مع فرنسا بقيمة مليوني دولار.", "Agreement",
                 [("2000000", "دولار")], id="dual scale"),
    pytest.param("هاجم مسلحون قاعدة بصاروخين.", "Attack", [("2", "صاروخين")], id="dual after a preposition"),
    pytest.param("صوت مجلس النواب على القرار 2231 بأغلبية 170 صوتا.", "Vote", [("170", "صوتا")], id="resolution"),
    pytest.param("صوت البرلمان على المادة 7 يوم 5 يناير 2020.", "Vote", [], id="article and date"),
    pytest.param("اتفق العراق وتركيا على تبادل 880 أسيرا.", "Agreement", [("880", "أسيرا")], id="prisoners"),
    pytest.param("ارتفع عدد المصابين في الهجوم على البرج 22 إلى 34 جنديا.", "Attack",
                 [("34", "جنديا جرحى")], id="a numbered place, a state told before"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event_class", "expected"), COUNTS)
def test_counts(text: str, event_class: str, expected: list[tuple[str, str]]) -> None:
    assert numbers(extraction_of(text, DAY), event_class) == expected


@pytest.mark.parametrize(
    ("phrase", "bound"),
    [
        pytest.param("12 شخصا", "exact", id="exact"),
        pytest.param("نحو 12 شخصا", "about", id="about"),
        pytest.param("حوالي 12 شخصا", "about", id="around"),
        pytest.param("ما لا يقل عن 12 شخصا", "atLeast", id="no fewer than"),
        pytest.param("أكثر من 12 شخصا", "atLeast", id="more than"),
        pytest.param("12 شخصا على الأقل", "atLeast", id="at least, behind"),
        pytest.param("ما يصل إلى 12 شخصا", "atMost", id="up to"),
        pytest.param("ما لا يزيد على 12 شخصا", "atMost", id="no more than"),
    ],
)
def test_bounds(phrase: str, bound: str) -> None:
    killing = event_of(extraction_of(f"أدى القصف إلى مقتل {phrase} في دمشق.", DAY), "Killing")
    assert [quantity.bound.value for quantity in killing.quantities] == [bound]


def test_a_standing_number_holds_at_the_date_beside_it() -> None:
    found = extraction_of("قال لويد أوستن إن في العراق 5200 جندي أميركي في عام 2020.", DAY)
    held = [quantity.as_of for event in found.events for quantity in event.quantities]
    assert held == ["2020"]


def test_the_mention_of_a_number_is_its_text() -> None:
    text = "قتل 3 جنود وأصيب ٢٠ شخصا في هجوم على دمشق، وهاجم مسلحون قاعدة بصاروخين."
    told = [quantity.mention for event in extraction_of(text, DAY).events for quantity in event.quantities]
    assert [text[mention.span.start : mention.span.end] for mention in told] == [mention.anchor for mention in told]
    assert [mention.anchor for mention in told] == ["3 جنود", "٢٠ شخصا", "صاروخين"]


def test_a_toll_told_alone_belongs_to_the_attack_before() -> None:
    found = extraction_of("هاجمت إيران إسرائيل ليلة السبت. وبلغت الحصيلة 12 قتيلا.", DAY)
    assert numbers(found, "Attack") == [("12", "قتيلا")]


def test_forces_that_stand_somewhere_belong_to_what_was_told_last() -> None:
    found = extraction_of(
        "التقى لويد أوستن محمد شياع السوداني. وللولايات المتحدة ما يقارب من 2,500 جندي في العراق.", DAY
    )
    assert numbers(found, "Meeting") == [("2500", "جندي")]


PAIRS = [
    pytest.param("قتل 12 جنديا في هجوم على تدمر.", "مقتل 20 جنديا في هجوم على تدمر.", True, id="two tolls"),
    pytest.param("مقتل 12 شخصا في هجوم على تدمر.", "إصابة 20 شخصا في هجوم على تدمر.", False, id="killed, wounded"),
    pytest.param("قال لويد أوستن إن في العراق 2500 جندي أميركي.", "قال لويد أوستن إن في العراق 5000 جندي أميركي.", True,
                 id="soldiers"),
    pytest.param("قال لويد أوستن إن في العراق 2500 جندي أميركي عام 2023.",
                 "قال لويد أوستن إن في العراق 5000 جندي أميركي عام 2020.", False, id="soldiers of two years"),
    pytest.param("قال لويد أوستن إن في العراق 2500 جندي أميركي.",
                 "قال لويد أوستن إن في العراق ما يصل إلى 5000 جندي أميركي.", False, id="a count and a ceiling"),
    pytest.param("مقتل 12 شخصا بينهم 3 أطفال في هجوم على تدمر.", "مقتل 12 شخصا في هجوم على تدمر.", False, id="a part"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "expected"), PAIRS)
def test_numbers_of_two_sentences_contradict(left: str, right: str, expected: bool) -> None:
    first, second = (
        [quantity for event in extraction_of(text, DAY).events for quantity in event.quantities]
        for text in (left, right)
    )
    assert first
    assert second
    assert any(numbers_contradict(one, other) for one in first for other in second) is expected
