"""Time expressions in news: every development case, names that veto, and input that must do no harm."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from graph.dates import find_times
from graph.evaluate.time import evaluate_times
from graph.model import Span, TimeBasis, TimeExpression, TimeKind

CASES = [json.loads(line) for line in (Path(__file__).parent / "data/time/dev.jsonl").open(encoding="utf-8")]
REFERENCE = date(2018, 3, 22)


def values(text: str, reference: date | None = REFERENCE) -> list[str]:
    return [time.value for time in find_times(text, reference)]


@pytest.mark.parametrize("case", [case for case in CASES if case["value"]], ids=lambda case: case["id"])
def test_case_has_its_value(case: dict[str, str]) -> None:
    start, end = int(case["start"]), int(case["start"]) + len(case["span"])
    found = find_times(case["text"], date.fromisoformat(case["dct"]))
    assert case["value"] in [time.value for time in found if time.span.start < end and start < time.span.end]


@pytest.mark.parametrize("case", [case for case in CASES if not case["value"]], ids=lambda case: case["id"])
def test_trap_has_no_expression(case: dict[str, str]) -> None:
    assert find_times(case["text"], date.fromisoformat(case["dct"])) == []


def test_cases_written_apart_stay_above_the_goals() -> None:
    figures = evaluate_times(Path(__file__).parent / "data/time/aside.jsonl")
    assert figures.value_accuracy >= 0.9
    assert figures.span_f1 >= 0.96
    assert figures.traps_hit <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقعت الهزة الساعة الثانية بعد منتصف الليل.", ["2018-03-22T02:00"]),
        ("انقطع التيار بين الثامنة والعاشرة مساء.", ["2018-03-22T20:00/2018-03-22T22:00"]),
        ("سافر أيام 5 و8 و11 مايو 2016.", ["2016-05-05", "2016-05-08", "2016-05-11"]),
        ("وصل يوم الجمعة وغادر في اليوم التالي.", ["2018-03-16", "2018-03-17"]),
        ("استقال في 5 مايو 2016، وقبل ذلك بعامين كان سفيرا.", ["2016-05-05", "2014"]),
        ("صدر في 2 نوفمبر 1917، وبعد ثلاثين عاما من ذلك التاريخ قسمت.", ["1917-11-02", "1947"]),
        ("غادر قبل ثلاثة أيام من 5 مايو 2017.", ["2017-05-02"]),
        ("وصل بعد أسبوع من 1 حزيران 2014 إلى الموصل.", ["2014-W23"]),
        ("انتهى البناء بعد ستة أشهر من الحريق.", ["P6M"]),
        ("اندلعت نكسة حزيران/يونيو 67.", ["1967-06"]),
        ("خلال الأشهر التسعة الأولى من العام 2017.", ["2017-01/2017-09"]),
        ("خلال الأشهر الثلاثة الأخيرة من عام 2016.", ["2016-10/2016-12"]),
        ("في الأيام العشرة الأولى من شهر محرم.", ["2017-09-21/2017-09-30"]),
        ("عند السابعة من صباح الجمعة (05:00 ت غ).", ["2018-03-16T07:00"]),
        ("استمر الاجتماع من الرابعة عصرا إلى منتصف الليل.", ["2018-03-22T16:00/2018-03-23T00:00"]),
        ("وصل أمس وغادر في اليوم ذاته.", ["2018-03-21", "2018-03-21"]),
        ("لمدة لا تقل عن خمس سنوات.", ["P5Y"]),
        ("شهد شتاء 2022-2023 عواصف.", ["2022-24"]),
        ("تقام البطولة كل صيف.", ["XXXX-22"]),
        ("تستمر الرحلة ساعة وربع الساعة.", ["PT75M"]),
        ("اجتمعوا أيام الجمعة والسبت والأحد.", ["2018-03-16/2018-03-18"]),
        ("بدأت الجلسة الساعة منتصف النهار.", ["2018-03-22T12:00"]),
        ("يجري الاقتراع الأربعاء بعد المقبل.", ["2018-04-04"]),
        ("تنطلق الدورة بداية من الشهر المقبل.", ["2018-04"]),
        ("تأجل النطق بالحكم إلى جلسة 5 أبريل.", ["2018-04-05"]),
        ("يدفع الإيجار في الخامس من كل شهر.", ["XXXX-XX-05"]),
        ("في القرنين السابع عشر والثامن عشر.", ["16XX/17XX"]),
        ("عثر على نقوش عمرها قبل 3000 سنة.", ["-0982"]),
        ("استمر العرض ثلاثة أرباع الساعة.", ["PT45M"]),
        ("الليلة قبل الماضية.", ["2018-03-20TNI"]),
        ("ارتفع الإنتاج عام 1999م - 1419هـ.", ["1999"]),
    ],
)
def test_longer_forms(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "في 31 شباط 2023",
        "بتاريخ 30/13/2023",
        "في 32/1/2020",
        "يوم 31 نيسان",
        "في 29 فبراير 2023",
        "في 31 محرم 1440",
        "15/13/1440هـ",
        "في 5 رجب 1700",
        "سنة 656 هـ",
        "عام " + "9" * 10_000,
        "9" * 10_000 + "/1/2020",
        "بعد " + "9" * 10_000 + " يوما",
        "منذ 999999 سنة",
        "الساعة 25:99",
        "الأسبوع 60 من عام 2019",
    ],
)
def test_impossible_dates_have_no_value(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في ٢٠1٧/٠٥/3۱", "2017-05-31"),
        ("في ١٠ حزيران 2014", "2014-06-10"),
        ("في 10 حَزِيرَان 2014", "2014-06-10"),
        ("في 10 حـــزيران 2014", "2014-06-10"),
        ("في 10 حزيران\u200f 2014", "2014-06-10"),
        ("في\u00a010\u00a0حزيران\u00a02014", "2014-06-10"),
    ],
)
def test_hostile_spellings(text: str, expected: str) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u200f", "-/.", "((((((", "من من من إلى إلى", "و" * 500, "الـ", "قبل", "منذ", "بين و"]
)
def test_empty_and_broken_text(text: str) -> None:
    assert find_times(text, REFERENCE) == []


@pytest.mark.parametrize(
    "text", ["1/1/2020 " * 3000, "من 5 إلى " * 3000, "يوم الأحد " * 3000, "بين عامي 2003 و" * 3000, "(" * 20_000]
)
def test_repetition_does_no_harm(text: str) -> None:
    spans = [time.span for time in find_times(text, REFERENCE)]
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_spans_are_those_of_the_untouched_text() -> None:
    text = "\ufeffزار بغدادَ في «١٠ حُزيران ٢٠١٤»."
    (time,) = find_times(text, REFERENCE)
    assert text[time.span.start : time.span.end] == "١٠ حُزيران ٢٠١٤"


def test_proclitics_stay_out_of_the_span() -> None:
    text = "وبالأمس عاد"
    (time,) = find_times(text, REFERENCE)
    assert text[time.span.start : time.span.end] == "الأمس"


def test_names_veto() -> None:
    text = "قال رمضان المبارك في السبت"
    name = Span(text.index("السبت") - 3, len(text))
    assert find_times(text, REFERENCE, vetoed=[name]) == []


def test_a_name_that_a_full_date_fills_does_not_veto() -> None:
    text = "في 5 مايو 2016"
    assert [time.value for time in find_times(text, REFERENCE, vetoed=[Span(3, len(text))])] == ["2016-05-05"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("وصل اليوم", "XXXX-XX-XX"),
        ("وصل الأحد", "XXXX-WXX-7"),
        ("في 5 مايو", "XXXX-05-05"),
        ("في فبراير", "XXXX-02"),
        ("العام الماضي", "XXXX"),
        ("الشهر المقبل", "XXXX-XX"),
    ],
)
def test_without_a_reference_unknown_digits_stay_unknown(text: str, value: str) -> None:
    (time,) = find_times(text, None)
    assert (time.value, time.earliest, time.latest) == (value, None, None)


def test_expressions_account_for_themselves() -> None:
    first, second = find_times("تأسس عام 1990 وفي العام التالي توقف.", REFERENCE)
    assert first == TimeExpression(
        first.span, "1990", TimeKind.POINT, "year", TimeBasis.EXPLICIT, None, date(1990, 1, 1), date(1990, 12, 31)
    )
    assert (second.value, second.rule, second.basis, second.anchor) == (
        "1991",
        "year-anaphoric",
        TimeBasis.RELATIVE,
        "عام 1990",
    )
    (today,) = find_times("وصل أمس", REFERENCE)
    assert (today.basis, today.anchor, today.kind) == (TimeBasis.RELATIVE, "dct", TimeKind.POINT)


def test_same_text_same_answer() -> None:
    text = " ".join(str(case["text"]) for case in CASES)
    assert find_times(text, REFERENCE) == find_times(text, REFERENCE)


@pytest.mark.slow
def test_a_line_of_a_megabyte() -> None:
    line = "أعلن الوزير يوم الأحد 5 مايو 2016 أن المشروع بدأ قبل ثلاثة أعوام " * 9000
    assert len(line.encode()) > 1_000_000
    assert len(find_times(line, REFERENCE)) == 18_000
