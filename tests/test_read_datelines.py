"""Datelines: every style of Arabic, English and French pages, and what is none."""

from __future__ import annotations

import datetime

import pytest

from graph.read.datelines import find_dateline, says_date
from graph.read.dating import date_of_url
from graph.text import comparison_key

AUGUST = datetime.date(2023, 8, 8)
NIGHT = datetime.datetime(2024, 1, 2, 1, 0)


@pytest.mark.parametrize(
    "line",
    [
        "تاريخ النشر: 8th, August 2023 GMT",
        "تاريخ النشر:08.08.2023 | 11:20 GMT",
        "08-أغسطس-2023",
        "8 أغسطس، 2023",
        "الثلاثاء 8 آب 2023",
        "الثلاثاء، 8 أغسطس/آب 2023 - 10:30 م",
        "8 آب (أغسطس) 2023",
        "8 أوت 2023",
        "8 غشت 2023",
        "٨ أغسطس ٢٠٢٣",
        "8/8/2023",
        "2023/08/08 الساعة 10:08 (توقيت مكة المكرمة)",
        "2023-08-08T10:30:00Z",
        "August 8, 2023",
        "Tue, 08 Aug 2023 10:00:00 GMT",
        "mardi 8 août 2023",
        "21 محرم 1445 هـ",
        "1445/01/21",
        "GMT 14:05 2023 الثلاثاء ,08 آب/ أغسطس",
        "الثلاثاء ٢١ محرم ١٤٤٥هـ - ٨ أغسطس ٢٠٢٣م",
    ],
)
def test_finds_the_date_of_every_style(line: str) -> None:
    found = find_dateline(line)
    assert found is not None
    assert found.date == AUGUST


@pytest.mark.parametrize(
    "line",
    [
        "الثلاثاء 8 أغسطس",
        "أغسطس 2023",
        "حقوق النشر 2023",
        "31 فبراير 2023",
        "منذ 3 ساعات",
        "الساعة 10:30",
        "قرار مجلس الأمن 2254",
        "هاتف 123/45/6789",
    ],
)
def test_no_date_without_day_month_and_year(line: str) -> None:
    assert find_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("منذ 3 ساعات", datetime.date(2024, 1, 1)),
        ("منذ ساعتين", datetime.date(2024, 1, 1)),
        ("قبل 20 دقيقة", datetime.date(2024, 1, 2)),
        ("منذ يومين", datetime.date(2023, 12, 31)),
        ("3 hours ago", datetime.date(2024, 1, 1)),
    ],
)
def test_counts_back_from_the_crawl(line: str, day: datetime.date) -> None:
    found = find_dateline(line, NIGHT)
    assert found is not None
    assert (found.date, found.relative) == (day, True)


def test_a_month_ago_is_no_day() -> None:
    assert find_dateline("منذ شهرين", NIGHT) is None


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("نشر في: 8/8/2023", "published"),
        ("Published On 8/8/2023", "published"),
        ("آخر تحديث: 8 أغسطس 2023", "updated"),
        ("تاريخ الزيارة: 8 أغسطس 2023", "foreign"),
        ("جميع الحقوق محفوظة 8 أغسطس 2023", "foreign"),
        ("8 أغسطس 2023", ""),
    ],
)
def test_tells_what_the_date_is(line: str, label: str) -> None:
    found = find_dateline(line)
    assert found is not None
    assert found.label == label


def test_span_is_of_the_line_as_written() -> None:
    line = "نُشِرَ في: ٨ أغسطس ٢٠٢٣ م"
    found = find_dateline(line)
    assert found is not None
    assert line[found.start : found.end] == "٨ أغسطس ٢٠٢٣"


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("الثلاثاء 8 آب 2023 الساعة 10:30 صباحا", True),
        ("منذ 3 ساعات", True),
        ("وقع الاتفاق في 8 آب 2023", False),
        ("قبل المباراة", False),
    ],
)
def test_a_line_of_nothing_but_a_date(line: str, alone: bool) -> None:
    assert says_date(line, comparison_key(line)) is alone


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/news/2023/08/08/iraq", AUGUST),
        ("https://example.org/2023-08-08-iraq", AUGUST),
        ("https://example.org/article/20230808/1", AUGUST),
        ("https://example.org/article/1234567", None),
        ("https://example.org/2023/13/40/x", None),
    ],
)
def test_date_of_an_address(url: str, day: datetime.date | None) -> None:
    assert date_of_url(url) == day
