"""Month and weekday names of all regions."""

import pytest

from graph import months


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("كانون الثاني", 1), ("كانون ثاني", 1), ("جانفي", 1), ("January", 1), ("شباط", 2), ("فيفري", 2), ("février", 2),
        ("fevrier", 2), ("آذار", 3), ("اذار", 3), ("مارس", 3), ("أفريل", 4), ("ابريل", 4), ("إبريل", 4), ("ماي", 5),
        ("مايو", 5), ("أيار", 5), ("حزيران", 6), ("جوان", 6), ("يونيه", 6), ("جويلية", 7), ("يوليوز", 7), ("آب", 8),
        ("غشت", 8), ("أوت", 8), ("أغشت", 8), ("شتنبر", 9), ("شتمبر", 9), ("Sept.", 9), ("تشرين الأول", 10),
        ("نونبر", 11), ("تشرين الثانى", 11), ("دجنبر", 12), ("دجمبر", 12), ("كانون الأول", 12), ("DECEMBER", 12),
    ],
)  # fmt: skip
def test_month_number(word: str, number: int) -> None:
    assert months.month_number(word) == number


@pytest.mark.parametrize("word", ["كانون", "تشرين", "رمضان", "شهر", "", "13", "الربيع"])
def test_no_month(word: str) -> None:
    assert months.month_number(word) is None


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("محرم", 1), ("المحرّم", 1), ("ربيع الأول", 3), ("ربيع الآخر", 4), ("جمادى الآخرة", 6), ("جمادى الثانية", 6),
        ("رجب", 7), ("رمضان", 9), ("ذي القعدة", 11), ("ذو الحجة", 12), ("Ramadan", 9),
    ],
)  # fmt: skip
def test_hijri_month_number(word: str, number: int) -> None:
    assert months.hijri_month_number(word) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [("الإثنين", 1), ("الاثنين", 1), ("الثلثاء", 2), ("الأربعاء", 3), ("الاربعاء", 3), ("Thursday", 4), ("الجمعه", 5),
     ("السبت", 6), ("الأحد", 7), ("dimanche", 7)],
)  # fmt: skip
def test_weekday_number(word: str, number: int) -> None:
    assert months.weekday_number(word) == number


def test_no_name_has_two_numbers() -> None:
    for names in (months.month_names(), months.hijri_month_names(), months.weekday_names()):
        assert all(1 <= number <= 12 for number in names.values())
    assert not set(months.month_names()) & set(months.hijri_month_names())
