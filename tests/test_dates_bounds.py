"""Bounds of undated articles: what follows for certain, and what does not."""

from datetime import date

import pytest

from graph.dates import find_times, infer_article_bounds
from graph.model import TimeBasis

OFFICES = {"سامي الحداد": (date(2021, 1, 20), date(2025, 1, 20)), "نبيل قاسم": (date(2009, 1, 20), None)}


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("أعلن الجيش في 3 مارس 2021 انتهاء العملية.", date(2021, 3, 3), None),
        ("بدأ الحوار في حزيران 2020 وعقدت في 5 مايو 2021 جولة ثانية.", date(2021, 5, 5), None),
        ("تعد الجولة الحالية الأولى في عهد الرئيس سامي الحداد.", date(2021, 1, 20), date(2025, 1, 20)),
        ("تغيرت السياسة في عهد الرئيس سامي الحداد.", date(2021, 1, 20), None),
        ("تحسنت العلاقات في عهد نبيل قاسم.", date(2009, 1, 20), None),
        (
            "تعد المحادثات الحالية هي الأولى في عهد الرئيس سامي الحداد. وعقدت اليوم الأربعاء 7 نيسان الجولة.",
            date(2021, 4, 7),
            date(2021, 4, 7),
        ),
    ],
)
def test_what_follows(text: str, earliest: date | None, latest: date | None) -> None:
    when = infer_article_bounds(text, find_times(text, None), OFFICES)
    assert when is not None
    assert (when.earliest, when.latest, when.basis) == (earliest, latest, TimeBasis.INFERRED)
    assert when.reason


@pytest.mark.parametrize(
    "text",
    [
        "وصل الوفد أمس إلى بغداد.",
        "من المقرر أن تنتهي المهمة في 30 أيلول 2030.",
        "سيعقد المؤتمر في 5 مايو 2031.",
        "ولد في قرية صغيرة وكبر فيها.",
        "أعلن الوزير أن المصنع سيفتح في عام 2040.",
        "وعقدت اليوم الأربعاء 7 نيسان الجولة.",
    ],
)
def test_what_does_not_follow(text: str) -> None:
    assert infer_article_bounds(text, find_times(text, None), OFFICES) is None


def test_contradicting_bounds_tell_nothing() -> None:
    text = "الجولة الحالية هي الأولى في عهد الرئيس سامي الحداد. وأعلن في 5 مايو 2031 فشلها."
    assert infer_article_bounds(text, find_times(text, None), OFFICES) is None
