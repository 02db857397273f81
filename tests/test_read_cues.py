"""What lines are told to be, beside article text that begins or sounds like it."""

from __future__ import annotations

import pytest

from graph.read.cues import cue_table
from graph.read.lines import Kind, read_lines
from graph.read.outlets import find_medium, find_place_line, outlet_of_url, quoted_sources
from graph.read.topics import either, goes_on
from graph.text import comparison_key


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("الرئيسية", "navigation"),
        ("الأخبارتقاريرسياسة", "section"),
        ("سياسة / اقتصاد / رياضة", "section"),
        ("شارك على فيسبوك", "share"),
        ("فيسبوك ‫X لينكدإن ‏Tumblr طباعة", "share"),
        ("كلمات دلالية: العراق بغداد", "tags"),
        ("المصدر: وكالات", "source"),
        ("إقرأ أيضاً:", "related"),
        ("اقرأ أيضا: مزارعو السهل يبدأون الموسم", "related"),
        ("زر الذهاب إلى الأعلى", "navigation"),
        ("gettyimages", "caption"),
        ("جانب من اللقاء بين الوفدين (Getty)", "caption"),
        ("بودكاست مسموعة", "media"),
        ("حمّل تطبيق الساحل نيوز من البلاي ستور", "application"),
        ("Latest posts by سالم (see all)", "author"),
        ("جميع الحقوق محفوظة © 2024", "copyright"),
        ("هذا المقال لا يعبر بالضرورة عن رأي الصحيفة", "disclaimer"),
        ("لن يتم نشر عنوان بريدك الإلكتروني.", "comments"),
        ("بغداد اليوم - بغداد", "place line"),
        ("https://example.org/a", "link"),
        ("--------", "separator"),
        ("123", "counter"),
    ],
)
def test_furniture(line: str, reason: str) -> None:
    [found] = read_lines(line)
    assert (found.kind, found.reason) == (Kind.CUE, reason)


@pytest.mark.parametrize(
    "line",
    [
        "شارك وزير الدفاع في الاجتماع الذي عقد في العاصمة أمس.",
        "المصدر قال إن الاتفاق لم يوقع بعد وإن المفاوضات مستمرة.",
        "تابع الوزير قائلا إن الحكومة ستعلن قرارها قريبا.",
        "تقرير: الحكومة تدرس إغلاق السوق القديم في العاصمة أسبوعا كاملا",
        "خاص الوزير وفد البلديات بالشكر على ما بذلوه من جهد.",
        "أضاف أن الحقوق التي يكفلها الدستور لا تسقط بالتقادم.",
        "اشترك المنتخبان في بطولة أقيمت العام الماضي في الدوحة.",
    ],
)
def test_text_that_begins_like_furniture(line: str) -> None:
    [found] = read_lines(line)
    assert found.kind is not Kind.CUE


def test_every_cue_says_what_it_does() -> None:
    table = cue_table()
    assert {cue.effect for cue in table.line.values()} <= {"cut", "weak", "end"}
    assert all(key == comparison_key(key) for key in table.line)


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("وأضاف الوزير أن", True),
        ("كما أكد الوزير", True),
        ("و يشير البيان إلى", True),
        ("من جهته قال الوزير", True),
        ("وزير الدفاع يصل إلى العاصمة", False),
        ("وصل وفد من البلديات", False),
        ("أكد الوزير أن", False),
        ("بحث رئيس الحكومة", False),
    ],
)
def test_whether_a_paragraph_goes_on(opening: str, expected: bool) -> None:
    assert goes_on(comparison_key(opening)) is expected


@pytest.mark.parametrize(
    ("line", "place", "outlet"),
    [
        ("بغداد/المسلة: تستمر المحادثات", "بغداد/المسلة", "المسلة"),
        ("شفق نيوز/ ذكر تقرير", "شفق نيوز", "شفق نيوز"),
        ("الأمة| أكدت مخرجات الجولة", "الأمة", "الأمة"),
        ("بغداد - ضفاف للأنباء: صوت النواب", "بغداد - ضفاف للأنباء", "ضفاف للأنباء"),
        ("واشنطن (وكالة المرسى) - نفى الوزير", "واشنطن (وكالة المرسى", "وكالة المرسى"),
    ],
)
def test_place_lines(line: str, place: str, outlet: str) -> None:
    found = find_place_line(line)
    assert found is not None
    assert (found[0], found[1].name if found[1] else None) == (place, outlet)


@pytest.mark.parametrize("line", ["قال الوزير: لن نوقع", "بغداد تستضيف القمة", "الوزير - كما قال - مستعد"])
def test_no_place_line(line: str) -> None:
    assert find_place_line(line) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('ذكر تقرير لشبكة "صوت أمريكا" أن', ["صوت أمريكا"]),
        ("ونقلت وكالة الأنباء العراقية عن المتحدث", ["وكالة الأنباء العراقية"]),
        ("بحسب ما أفادت رويترز وكالة فرانس برس", ["رويترز"]),
        ("زار الوزير مقر رويترز في لندن", []),
    ],
)
def test_quoted_sources(text: str, names: list[str]) -> None:
    assert quoted_sources([comparison_key(text)]) == names


@pytest.mark.parametrize(
    ("words", "name"),
    [("الجزيرة نت", "الجزيرة"), ("وكالة المرسى", "وكالة المرسى"), ("محمد علي", None), ("أخبار", None)],
)
def test_names_of_media(words: str, name: str | None) -> None:
    found = find_medium(words)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.aljazeera.net/news/1", "الجزيرة"),
        ("arabic.rt.com/x", "روسيا اليوم"),
        ("https://m.example.org/a", "m.example.org"),
        ("no address", None),
    ],
)
def test_outlet_of_an_address(url: str, name: str | None) -> None:
    assert outlet_of_url(url) == name


def test_one_pattern_for_many_words() -> None:
    import re

    words = ["ab", "abc", "b", "a.c"]
    pattern = re.compile(either(words))
    assert [match[0] for match in pattern.finditer("abc ab a.c axc b")] == ["abc", "ab", "a.c", "b"]
