"""The page in a real Chromium: hostile labels, odd graphs, accessibility and room on every screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.model import Chronicle, EntityKind
from tests.chronicles import Builder, day, sample_chronicle
from tests.page_chronicles import synthetic_chronicle
from tests.page_reader import DESKTOP, PHONE, Reader, browser, needs_chromium, one_event, pages

__all__ = ["browser", "pages"]
AXE = Path(__file__).parent / "data" / "page" / "vendor" / "axe.min.js"
pytestmark = [pytest.mark.browser, needs_chromium]

TRY_FORBIDDEN = """async () => {
  const tried = {};
  const script = document.createElement('script');
  script.textContent = 'window.ran = 1';
  document.body.append(script);
  tried.script = window.ran === 1;
  try { await fetch('data:text/plain,x'); tried.fetch = true; } catch { tried.fetch = false; }
  return tried;
}"""

PART_BOXES = """() => ['top', 'network', 'legend', 'brush', 'timeline', 'details'].map((id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  return [id, box.left, box.top, box.right, box.bottom];
})"""

VIOLATIONS = """async () => {
  const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
  return found.violations.filter((violation) => ['serious', 'critical'].includes(violation.impact))
    .map((violation) => [violation.id, violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))]);
}"""


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">href</a>',
    "\"'><svg/onload=alert(1)>",
    "\u202eمقلوب\u2066\u2067\u0000",
    "ط" * 10_000,
    "{{7*7}} {% raw %} ${alert(1)}",
]


def hostile_chronicle() -> Chronicle:
    """Every field that comes from outside filled with what would like to be markup."""
    b = Builder()
    for number, evil in enumerate(HOSTILE):
        actor = b.actor(f"a{number}", EntityKind.PERSON, evil, evil, alt_names=(evil,), wikidata=evil)
        other = b.actor(f"b{number}", EntityKind.COUNTRY, f"{evil} 2", evil)
        place = b.place(f"p{number}", evil, evil, alt_names=(evil,))
        words = evil.replace("\n", " ")
        article = b.article(f"{number}<b>.txt", evil, f"عنوان {words}", f"نص {words} انتهى.", "2022-02-02", url=evil)
        again = b.article(f"{number}'again.txt", evil + "2", f"ثان {words}", f"خبر {words} تم.", "2022-02-03")
        b.position(article, "نص", actor, evil, other, "2022-02-02")
        first = b.claim(
            article,
            "نص",
            "Visit",
            stated_when=day("2022-02-02"),
            stated_place=place,
            stated_actors=(actor,),
            according_to=other,
            quotation=b.mention(article, "q", "انتهى", evil),
            quantities=(b.quantity(article, "انتهى", 3, evil),),
            reasons=(evil,),
            rejected=(evil,),
        )
        second = b.claim(again, "خبر", "Visit", stated_when=day("2022-02-03"))
        b.contradict(first, second)
        b.event(
            "Visit",
            (evil, evil),
            [first, second],
            {"visitor": (actor,), "host": (other,)},
            when=day("2022-02-02"),
            places=(place,),
            topic=evil,
        )
        b.event("Attack", (evil + "3", evil), [b.claim(again, "تم", "Attack")], {"attacker": (actor,)}, topic=evil)
    return b.build(provenance={"note": HOSTILE[0]})


def test_hostile_labels_stay_text(browser: Any, pages: Callable[[str, Chronicle], Path]) -> None:
    reader = Reader(browser, pages("hostile", hostile_chronicle()))
    for number in range(len(HOSTILE)):
        for kind in ("actor:x-a", "actor:x-b", "place:l-p"):
            reader.page.evaluate(f"location.hash = 'sel={kind}{number}'")
            reader.page.wait_for_timeout(60)
        reader.page.evaluate(f"location.hash = 'sel=actor:x-a{number}'")
        reader.page.wait_for_timeout(60)
        reader.page.click("#open-dossier")
        reader.page.click("#dialog-close")
        reader.page.locator("#details .event-row button").first.click()
        if reader.page.locator("#compare").count():
            reader.page.click("#compare")
            reader.page.click("#dialog-close")
    for word in ("script", "img", "href", "svg", "raw"):
        reader.search(word)
    reader.page.click("#view-table")
    reader.page.click("#table-actors")
    assert reader.page.locator("body img, body iframe, #details a, body [onerror], body [onload]").count() == 0
    assert reader.page.locator("body script:not([type])").count() == 3
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    reader.close()


def test_policy_is_enforced(browser: Any, pages: Callable[[str, Chronicle], Path]) -> None:
    reader = Reader(browser, pages("sample", sample_chronicle()))
    outcome = reader.page.evaluate(TRY_FORBIDDEN)
    assert outcome == {"script": False, "fetch": False}
    assert any("Content Security Policy" in complaint for complaint in reader.complaints)
    reader.complaints.clear()
    reader.close()


def all_spellings() -> Chronicle:
    """One actor under two hundred spellings, and an actor for each of two hundred more."""
    b = Builder()
    spellings = tuple(f"سليم{'ـ' * number} الرا{'ا' * (number % 7)}فدي {number}" for number in range(200))
    actor = b.actor("salim", EntityKind.PERSON, "سليم الرافدي", "Salim", alt_names=spellings)
    article = b.article("s.txt", "صحيفة", "عنوان", "زار سليم الرافدي المدينة.", "2021-05-02")
    others = [
        b.actor(f"s{number}", EntityKind.PERSON, spelling, f"Salim {number}")
        for number, spelling in enumerate(spellings)
    ]
    b.event(
        "Meeting",
        ("اجتماع", "Meeting"),
        [b.claim(article, "زار", "Meeting")],
        {"participant": (actor, *others[:30])},
        when=day("2021-05-02"),
    )
    return b.build()


def one_actor_in_all() -> Chronicle:
    """Sixty events, all with one and the same actor."""
    b = Builder()
    actor = b.actor("salim", EntityKind.PERSON, "سليم", "Salim")
    for number in range(60):
        article = b.article(
            f"{number}.txt", "صحيفة", f"عنوان {number}", f"زار سليم المدينة رقم {number}.", "2021-05-02"
        )
        b.event(
            "Visit",
            (f"زيارة {number}", f"Visit {number}"),
            [b.claim(article, "زار", "Visit")],
            {"visitor": (actor,)},
            when=day("2021-05-02"),
        )
    return b.build()


def no_dates() -> Chronicle:
    """Events whose times nobody knows."""
    b = Builder()
    actor = b.actor("salim", EntityKind.PERSON, "سليم", "Salim")
    article = b.article("u.txt", None, "عنوان", "زار سليم المدينة.")
    b.event("Visit", ("زيارة", "Visit"), [b.claim(article, "زار", "Visit")], {"visitor": (actor,)})
    return b.build()


def far_dates() -> Chronicle:
    """An event of antiquity, one of today and one of a far future."""
    b = Builder()
    actor = b.actor("salim", EntityKind.PERSON, "سليم", "Salim")
    for when in ("0622-07-16", "2021-05-02", "9999-12-31"):
        article = b.article(f"{when}.txt", "صحيفة", "عنوان", f"زار سليم المدينة {when}.", "2021-05-02")
        claim = b.claim(article, "زار", "Visit")
        b.event("Visit", (f"زيارة {when}", f"Visit {when}"), [claim], {"visitor": (actor,)}, when=day(when))
    return b.build()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("empty", lambda: Chronicle((), (), (), (), (), {}, {}, {}, {}), ("لا أحداث في هذا الرسم", "no events")),
        ("lonely", one_event, ("سليم", "Salim")),
        ("no-dates", no_dates, ("لا أحداث مؤرخة", "No dated events")),
        ("one-in-all", one_actor_in_all, ("60", "60")),
        ("spellings", all_spellings, ("سليم", "Salim")),
        ("far-dates", far_dates, ("622", "622")),
    ],
    ids=["empty", "one event", "no dates", "one actor in all", "200 spellings", "far dates"],
)
def test_odd_graphs_open_and_say_what_there_is(
    browser: Any,
    pages: Callable[[str, Chronicle], Path],
    name: str,
    make: Callable[[], Chronicle],
    says: tuple[str, str],
    language: str,
) -> None:
    reader = Reader(browser, pages(name, make()), f"lang={language}")
    assert says[language == "en"] in reader.text("body")
    for button in ("view-table", "view-table", "communities", "fit", "theme", "language", "language", "open-help"):
        reader.page.click(f"#{button}")
    reader.page.click("#dialog-close")
    reader.page.click("#save-menu summary")
    with reader.page.expect_download():
        reader.page.click("#save-csv")
    reader.close()


@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core: python scripts/vendor_page_libraries.py --tests")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("state", ["start", "event", "actor", "table", "dossier", "compare", "paths", "phone"])
def test_axe_finds_no_serious_violation(
    browser: Any, pages: Callable[[str, Chronicle], Path], theme: str, language: str, state: str
) -> None:
    viewport = PHONE if state == "phone" else DESKTOP
    reader = Reader(
        browser,
        pages("sample", sample_chronicle()),
        f"lang={language}&theme={theme}",
        bypass_csp=True,
        viewport=viewport,
    )
    if state in ("event", "compare"):
        reader.page.locator("#details .part").last.locator(".event-row button").nth(1).click()
    if state in ("actor", "dossier"):
        reader.open("ثابت العباسي")
    for wanted, button in (
        ("dossier", "open-dossier"),
        ("compare", "compare"),
        ("paths", "open-paths"),
        ("table", "view-table"),
    ):
        if state == wanted:
            reader.page.click(f"#{button}")
    reader.page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    violations = reader.page.evaluate(VIOLATIONS)
    assert violations == []
    reader.close()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_overflows_or_overlaps(
    browser: Any, pages: Callable[[str, Chronicle], Path], language: str, viewport: dict[str, int]
) -> None:
    reader = Reader(browser, pages("200", synthetic_chronicle(200, 1000)), f"lang={language}", viewport=viewport)
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = reader.page.evaluate(PART_BOXES)
    for place, (one, left, top, right, bottom) in enumerate(boxes):
        assert right - left > 100, one
        for other, left2, top2, right2, bottom2 in boxes[place + 1 :]:
            overlap = min(right, right2) - max(left, left2) > 1 and min(bottom, bottom2) - max(top, top2) > 1
            assert not overlap, (one, other)
    reader.close()


def test_few_marks_on_the_screen_at_two_thousand_actors(browser: Any, pages: Callable[[str, Chronicle], Path]) -> None:
    reader = Reader(browser, pages("2000", synthetic_chronicle(2000, 10000)))
    counted = re.search(r"([\d,]+) من ([\d,]+)", reader.text("#network-note"))
    assert counted is not None
    assert 20 <= int(counted[1]) <= 80
    for _ in range(6):
        reader.page.click("#zoom-in")
        reader.page.wait_for_timeout(420)
    closer = re.search(r"([\d,]+) من", reader.text("#network-note"))
    assert closer is not None
    assert 1 <= int(closer[1]) <= 80
    reader.close()
