"""The page in a real Chromium: that what it says reads well, in the reader's language and on the reader's screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.model import Chronicle, EntityKind, Factuality
from tests.chronicles import Builder, day
from tests.page_chronicles import synthetic_chronicle
from tests.page_reader import DESKTOP, PHONE, Reader, browser, needs_chromium, pages, sample

__all__ = ["browser", "pages", "sample"]
pytestmark = [pytest.mark.browser, needs_chromium]

COVERED = """() => {
  const canvas = document.querySelector('#network canvas');
  const { width, height } = canvas;
  const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const box = [width, height, 0, 0];
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      if (data[(y * width + x) * 4 + 3] < 128) continue;
      box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
    }
  }
  return [(box[2] - box[0]) / width, (box[3] - box[1]) / height];
}"""
"""Shares of the map's width and height between the outermost marks and names."""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE, {"width": 820, "height": 1180}], ids=["desk", "phone", "tablet"])
@pytest.mark.parametrize("count", [20, 200])
def test_map_fills_its_frame(
    browser: Any, pages: Callable[[str, Chronicle], Path], viewport: dict[str, int], count: int
) -> None:
    reader = Reader(browser, pages(str(count), synthetic_chronicle(count, count * 5)), viewport=viewport)
    wide, high = reader.page.evaluate(COVERED)
    assert wide > 0.7
    assert high > 0.7
    reader.close()


def told(reason: str, label: tuple[str, str], factuality: Factuality = Factuality.ACTUAL) -> Chronicle:
    """One dated event with a label and the reason of its time."""
    b = Builder()
    actor = b.actor("salim", EntityKind.PERSON, "سليم", "Salim")
    article = b.article("one.txt", "صحيفة", "عنوان", "زار سليم المدينة يوم الأحد.", "2021-05-02")
    when = replace(day("2021-05-02"), reason=reason)
    claim = b.claim(article, "زار", "Visit", stated_when=when, reasons=("verb.visit.visit: زار",))
    b.event("Visit", label, [claim], {"visitor": (actor,)}, when=when, factuality=factuality)
    return b.build()


@pytest.mark.parametrize(
    ("reason", "arabic", "english"),
    [
        ("day of the report; 1 source(s) agree", "يوم نشر الخبر؛ عدد المصادر المتفقة: 1", "the day of the report"),
        ("day-word-weekday; beside the trigger", "عبارة زمنية: يوم + كلمة زمن", "time expression: day + time word"),
        ("2 source(s) agree, 1 differ", "عدد المصادر المتفقة: 2، والمخالفة: 1", "that differ: 1"),
        ("adjacent(year); beside the trigger", "زمن مجاور، سنة؛ بجانب كلمة الحدث", "neighbouring time, year"),
        ("as its editor wrote", "as its editor wrote", "as its editor wrote"),
    ],
    ids=["report", "rule", "differ", "nested rule", "unknown"],
)
def test_grounds_speak_the_readers_language(
    browser: Any, pages: Callable[[str, Chronicle], Path], reason: str, arabic: str, english: str
) -> None:
    path = pages(reason[:9], told(reason, ("زيارة سليم", "Visit of Salim")))
    for language, expected in (("ar", arabic), ("en", english)):
        reader = Reader(browser, path, f"lang={language}")
        reader.page.locator("#details .event-row button").first.click()
        reader.page.locator("#details .why summary").first.click()
        assert expected in reader.text("#details .why")
        reader.page.locator("#details .claim .why summary").click()
        assert {"ar": "«زار» تدل على: زيارة", "en": "“زار” tells of: visit"}[language] in reader.text(".claim .why")
        reader.close()


@pytest.mark.parametrize(
    ("label", "factuality", "shown"),
    [
        ("زيارة سليم (2021-05-02)", Factuality.ACTUAL, "زيارة سليم"),
        ("زيارة سليم (2021-05-02, مقرر)", Factuality.PLANNED, "زيارة سليم"),
        ("زيارة سليم (2021/2022)", Factuality.ACTUAL, "زيارة سليم"),
        ("زيارة سليم (محتمل)", Factuality.POSSIBLE, "زيارة سليم"),
        ("زيارة سليم (الأب)", Factuality.ACTUAL, "زيارة سليم (الأب)"),
        ("زيارة سليم في 2021", Factuality.ACTUAL, "زيارة سليم في 2021"),
    ],
    ids=["day", "planned day", "interval", "possible", "words in brackets", "year in the label"],
)
def test_labels_leave_date_and_status_to_the_page(
    browser: Any, pages: Callable[[str, Chronicle], Path], label: str, factuality: Factuality, shown: str
) -> None:
    name = "".join(letter for letter in label if letter.isalnum())
    reader = Reader(browser, pages(name, told("", (label, "Visit"), factuality)))
    reader.page.locator("#details .event-row button").first.click()
    assert reader.text("#details h2") == shown
    reader.page.click("#copy-turtle")
    reader.page.wait_for_timeout(100)
    assert f'"{label}"@ar' in reader.clipboard()
    reader.close()


def test_timeline_by_keyboard(sample: Reader) -> None:
    sample.page.locator("#timeline .vis-panel[tabindex='0']").focus()
    sample.page.keyboard.press("ArrowLeft")
    first = sample.page.evaluate("Number(document.activeElement.dataset.start)")
    sample.page.keyboard.press("ArrowLeft")
    assert sample.page.evaluate("Number(document.activeElement.dataset.start)") >= first
    sample.page.keyboard.press("ArrowRight")
    sample.page.keyboard.press("Enter")
    assert "sel=event" in sample.page.url or sample.page.locator("#dialog .event-row").count() > 1


def test_divider_gives_the_timeline_more_room(sample: Reader) -> None:
    before = sample.page.locator("#timeline-section").bounding_box()["height"]
    sample.page.focus("#divider")
    sample.page.keyboard.press("PageUp")
    after = sample.page.locator("#timeline-section").bounding_box()["height"]
    assert after > before + 60
    bar = sample.page.locator("#divider").bounding_box()
    sample.page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    sample.page.mouse.down()
    sample.page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + 150, steps=4)
    sample.page.mouse.up()
    assert sample.page.locator("#timeline-section").bounding_box()["height"] < after - 100


def test_timeline_keeps_its_window_when_the_language_changes(sample: Reader) -> None:
    for _ in range(2):
        sample.page.click("#language")
        sample.page.wait_for_timeout(300)
        frame = sample.page.locator("#timeline").bounding_box()
        for year in sample.page.locator("#timeline .vis-text.vis-minor, #timeline .vis-text.vis-major").all()[1:4]:
            assert frame["x"] - 60 <= year.bounding_box()["x"] <= frame["x"] + frame["width"]


def test_legend_explains_communities(sample: Reader) -> None:
    assert sample.page.locator("#legend .community").count() == 0
    sample.page.click("#communities")
    assert sample.page.locator("#legend .community").count() >= 1
    assert "مجموعات حول" in sample.text("#legend strong")


def test_suggested_events_show_their_dates(sample: Reader) -> None:
    sample.search("زيارة ثابت العباسي")
    suggestion = sample.page.locator("#search-results [role=option]", has_text="حدث").first
    assert "2023" in suggestion.locator("small").inner_text()
