"""The page in a real Chromium: every feature by clicking and typing, offline, with no error and no request."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.model import Chronicle
from graph.text import comparison_key
from tests.chronicles import sample_chronicle
from tests.page_chronicles import synthetic_chronicle
from tests.page_reader import PHONE, Reader, browser, needs_chromium, node_point, one_event, pages, sample, shown

__all__ = ["browser", "pages", "sample"]
pytestmark = [pytest.mark.browser, needs_chromium]


def test_opens_in_arabic_right_to_left(sample: Reader) -> None:
    assert sample.page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert sample.page.title() == "وقائع"
    assert "الأحداث" in sample.text("#summary")
    filters = sample.page.locator("#filters").bounding_box()
    details = sample.page.locator("#details").bounding_box()
    assert filters["x"] > details["x"]


def test_switches_to_english_and_back(sample: Reader) -> None:
    sample.page.click("#language")
    assert sample.page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]
    assert "Events" in sample.text("#summary")
    assert "lang=en" in sample.page.url
    assert sample.search("Abbasi")[0] == "Thabit al-Abbasi"
    sample.page.click("#language")
    assert sample.page.evaluate("document.documentElement.dir") == "rtl"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("العباسي", "ثابت العباسي"),
        ("عباسى", "ثابت العباسي"),
        ("والعباسي", "ثابت العباسي"),
        ("ثَابِت", "ثابت العباسي"),
        ("امريكا", "الولايات المتحدة"),
        ("للعراق", "العراق"),
        ("ايران", "الحرس الثوري الإيراني"),
        ("حكومه عراقيه", "الحكومة العراقية"),
        ("اوستن", "لويد أوستن"),
        ("lloyd", "لويد أوستن"),
        ("UNITED nat", "الأمم المتحدة"),
        ("بالعراق", "العراق"),
    ],
)
def test_search_forgives(sample: Reader, typed: str, found: str) -> None:
    assert found in sample.search(typed)[:4]


def test_search_says_when_nothing_is_found(sample: Reader) -> None:
    assert sample.search("زخرفستان") == []
    assert sample.text("#search-results") == "لا نتائج"


def test_search_key_is_the_projects_own(sample: Reader) -> None:
    """The page folds as `graph.text.comparison_key` does, so what meets in the build meets in the search."""
    source = (Path(__file__).resolve().parent.parent / "graph/export/page/assets/js/text.js").read_text(
        encoding="utf-8"
    )
    words = ["إلى الأُمَمِ المُتَّحِدة", "مؤتمر شئون", "آل سعود", "قراءة", "ﻻ إله", "١٢٣ ۴۵", "بغـــداد", "Ankara", "گازی"]
    folded = sample.page.evaluate(f"(words) => {{ {source}; return words.map(fold); }}", words)
    assert folded == [comparison_key(word) for word in words]


def test_search_by_keyboard_opens_an_actor(sample: Reader) -> None:
    sample.page.keyboard.press("/")
    sample.page.keyboard.type("اوستن")
    sample.page.keyboard.press("ArrowDown")
    sample.page.keyboard.press("Enter")
    assert sample.text("#details h2") == "لويد أوستن"
    assert "sel=actor" in sample.page.url
    sample.page.keyboard.press("Escape")
    assert "sel=" not in sample.page.url


def test_click_on_an_actor_and_on_nothing(browser: Any, pages: Callable[[str, Chronicle], Path]) -> None:
    reader = Reader(browser, pages("lonely", one_event()))
    x, y = node_point(reader, "سليم")
    reader.page.keyboard.press("Escape")
    assert "sel=" not in reader.page.url
    reader.page.mouse.click(x, y)
    reader.page.wait_for_timeout(400)
    assert reader.text("#details h2") == "سليم"
    box = reader.page.locator("#network").bounding_box()
    reader.page.mouse.click(box["x"] + 8, box["y"] + 8)
    reader.page.wait_for_timeout(400)
    assert "sel=" not in reader.page.url
    reader.close()


def test_network_by_keyboard(sample: Reader) -> None:
    sample.page.focus("#network")
    sample.page.keyboard.press("ArrowDown")
    first = sample.text("#announce")
    assert "الولايات المتحدة" in first
    for key in ("ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp"):
        sample.page.keyboard.press(key)
    assert sample.text("#announce") != ""
    sample.page.keyboard.press("+")
    sample.page.keyboard.press("0")
    sample.page.keyboard.press("Enter")
    assert sample.text("#announce").split("،")[0].split(",")[0] == sample.text("#details h2")


def test_actor_shows_neighbours_ties_and_events(sample: Reader) -> None:
    sample.open("ثابت العباسي")
    assert "لويد أوستن" in sample.text("#details")
    sample.page.click("#details [data-tie=x-lloyd-austin]")
    assert "sel=tie" in sample.page.url
    assert "↔" in sample.text("#details h2")
    assert "بيان مشترك" in sample.text("#details")
    sample.page.locator("#details .event-row button").first.click()
    assert "sel=event" in sample.page.url


def open_event(reader: Reader, words: str) -> None:
    reader.page.fill("#search", words)
    reader.page.locator("#search-results [role=option]", has_text="حدث").first.dispatch_event("mousedown")


def test_event_shows_its_sources_marked(sample: Reader) -> None:
    open_event(sample, "زيارة ثابت العباسي")
    assert sample.text("#details h2") == "زيارة ثابت العباسي إلى واشنطن"
    assert sample.page.locator("#details .claim").count() == 2
    assert sample.page.locator("#details mark.trigger").count() == 2
    assert "ثابت العباسي" in " ".join(sample.page.locator("#details mark.actor").all_inner_texts())
    assert "الوكالة الأولى" in sample.text("#details .claim")
    sample.page.locator("#details .why summary").first.click()
    assert "2023-08-07/2023-08-08" in sample.text("#details .why")


def test_contradiction_is_flagged_and_compared(sample: Reader) -> None:
    open_event(sample, "زيارة ثابت العباسي")
    assert "روايات متعارضة" in sample.text("#details .dispute")
    sample.page.click("#compare")
    assert sample.page.locator("#dialog thead th").count() == 2
    assert sample.page.locator("#dialog tr.differs").count() >= 1
    sample.page.click("#dialog-close")
    assert not sample.page.locator("#dialog").is_visible()


def test_copies(sample: Reader) -> None:
    open_event(sample, "زيارة ثابت العباسي")
    sample.page.locator(".copy-citation").first.click()
    assert "«العباسي يصل إلى واشنطن»" in sample.clipboard()
    sample.page.click("#details #copy-turtle")
    sample.page.wait_for_timeout(100)
    turtle = sample.clipboard()
    assert "wq:Visit" in turtle
    sample.page.click("#details #copy-sparql")
    sample.page.wait_for_timeout(100)
    assert sample.clipboard().startswith("PREFIX")


def test_copied_turtle_says_what_the_graph_says(sample: Reader) -> None:
    rdflib = pytest.importorskip("rdflib")
    with sample.page.expect_download() as download:
        sample.page.click("#save-menu summary")
        sample.page.click("#save-ttl")
    triples = rdflib.Graph().parse(download.value.path(), format="turtle")
    chronicle = sample_chronicle()
    sem = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
    wq = rdflib.Namespace("https://w3id.org/waqai/ontology#")
    found = set(triples.subjects(rdflib.RDF.type, sem.Event))
    assert found == {rdflib.URIRef(f"{chronicle.base_iri}event/{event.id}") for event in chronicle.events}
    for event in chronicle.events:
        subject = rdflib.URIRef(f"{chronicle.base_iri}event/{event.id}")
        assert (subject, rdflib.RDF.type, wq[event.event_class]) in triples
        assert (subject, rdflib.RDF.type, wq.Event) in triples
        actors = {str(actor).rsplit("/", 1)[1] for actor in triples.objects(subject, sem.hasActor)}
        assert actors == set(event.actors())
        dates = [str(date) for date in triples.objects(subject, wq.date)]
        assert dates == ([event.when.edtf] if event.when is not None and event.when.edtf is not None else [])


def test_copied_sparql_parses(sample: Reader) -> None:
    rdflib = pytest.importorskip("rdflib")
    from rdflib.plugins.sparql import prepareQuery

    assert rdflib
    fragment = "class=Visit&fact=Actual&actor=x-thabit-al-abbasi&conf=50&src=2&from=2023-01-01&to=2024-01-01"
    fragment += "&disputed=1&kinds=conflict&country=x-iraq"
    sample.page.evaluate(f"location.hash = '{fragment}'")
    sample.page.wait_for_timeout(200)
    sample.page.click("#save-menu summary")
    sample.page.click("#copy-view-sparql")
    sample.page.wait_for_timeout(100)
    prepareQuery(sample.clipboard())


def test_saves_the_filtered_view_as_csv(sample: Reader) -> None:
    sample.page.locator("#filters label.check", has_text="زيارة").locator("input").check()
    sample.page.click("#save-menu summary")
    with sample.page.expect_download() as download:
        sample.page.click("#save-csv")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert rows
    assert {row["class"] for row in rows} == {"Visit"}


def test_filters_narrow_and_reset(sample: Reader) -> None:
    everything = shown(sample)
    assert everything == len(sample_chronicle().events)
    sample.page.locator("#filters input[name=class][value=Meeting]").check()
    assert shown(sample) == 4
    assert "class=Meeting" in sample.page.url
    sample.page.click("#reset")
    sample.page.locator("#filters input[name=fact][value=Planned]").check()
    assert shown(sample) == 1
    sample.page.click("#reset")
    sample.page.check("#only-disputed")
    assert 0 < shown(sample) < everything
    sample.page.click("#reset")
    sample.page.locator("#filter-src").fill("2")
    sample.page.locator("#filter-src").dispatch_event("change")
    assert shown(sample) == sum(event.source_count >= 2 for event in sample_chronicle().events)
    sample.page.click("#reset")
    sample.page.locator("#filter-conf").fill("95")
    sample.page.locator("#filter-conf").dispatch_event("change")
    assert shown(sample) == sum(int(event.confidence * 100) >= 95 for event in sample_chronicle().events)
    assert "conf=95" in sample.page.url
    sample.page.click("#reset")
    assert shown(sample) == everything


@pytest.mark.parametrize(("key", "typed"), [("actor", "اوستن"), ("place", "واشنطن"), ("country", "العراق")])
def test_filter_by_typing(sample: Reader, key: str, typed: str) -> None:
    everything = shown(sample)
    sample.page.locator(f"#filters details[data-key={key}] summary").click()
    sample.page.fill(f"#filter-{key}", typed)
    sample.page.keyboard.press("Enter")
    assert 0 < shown(sample) < everything
    assert f"{key}=" in sample.page.url
    sample.page.locator(f"#filters details[data-key={key}] .chip").click()
    assert shown(sample) == everything


def test_filter_by_outlet(sample: Reader) -> None:
    sample.page.locator("#filters details[data-key=outlet] summary").click()
    sample.page.locator("#filters input[name=outlet]").first.check()
    assert shown(sample) < len(sample_chronicle().events)
    assert "outlet=" in sample.page.url


def test_legend_hides_a_kind(sample: Reader) -> None:
    sample.page.click("#legend [data-kind=meeting]")
    assert shown(sample) < len(sample_chronicle().events)
    assert sample.page.locator("#legend [data-kind=meeting]").get_attribute("aria-pressed") == "false"


def test_fragment_restores_a_view(browser: Any, pages: Callable[[str, Chronicle], Path]) -> None:
    path = pages("sample", sample_chronicle())
    reader = Reader(
        browser,
        path,
        "lang=en&class=Visit&sel=actor:x-lloyd-austin&theme=dark&communities=1&from=2023-01-01&to=2024-01-01",
    )
    assert reader.text("#details h2") == "Lloyd Austin"
    assert reader.page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert reader.page.locator("#filters input[value=Visit]").is_checked()
    assert reader.page.locator("#communities").get_attribute("aria-pressed") == "true"
    address = reader.page.url
    reader.page.click("#save-menu summary")
    reader.page.click("#copy-link")
    reader.page.wait_for_timeout(100)
    assert reader.clipboard() == address
    reader.close()


@pytest.mark.parametrize(
    "fragment",
    [
        "sel=actor:none",
        "sel=tie:x-iraq:x-iraq",
        "class=<script>&conf=-9&src=x&from=9999-99-99",
        "sel=__proto__:a",
        "%E0%A4%A",
        "detail=99",
    ],
)
def test_bad_fragments_are_passed_over(browser: Any, pages: Callable[[str, Chronicle], Path], fragment: str) -> None:
    reader = Reader(browser, pages("sample", sample_chronicle()), fragment)
    assert shown(reader) == len(sample_chronicle().events)
    reader.close()


def test_timeline_lanes_intervals_and_tray(sample: Reader) -> None:
    lanes = sample.page.locator("#timeline .vis-labelset .lane").all_inner_texts()
    assert "اجتماع" in lanes
    assert sample.page.locator("#timeline .vis-item.interval").count() >= 1
    undated = [event for event in sample_chronicle().events if event.when is None]
    sample.page.click("#undated summary")
    assert sample.page.locator("#undated .chip").count() == len(undated)
    sample.page.locator("#undated .chip").first.click()
    assert "sel=event" in sample.page.url


def test_timeline_item_opens_its_event(sample: Reader) -> None:
    sample.page.locator("#timeline .vis-item .one").first.click()
    sample.page.wait_for_timeout(300)
    assert "sel=event" in sample.page.url


def test_dense_timeline_clusters(browser: Any, pages: Callable[[str, Chronicle], Path]) -> None:
    reader = Reader(browser, pages("200", synthetic_chronicle(200, 1000)))
    assert reader.page.locator("#timeline .vis-item").count() < 400
    reader.page.locator("#timeline .cluster .many").first.click()
    reader.page.wait_for_timeout(300)
    assert reader.page.locator("#dialog .event-row").count() > 1
    reader.page.locator("#dialog .event-row button").first.click()
    assert "sel=event" in reader.page.url
    reader.close()


def test_brush_by_mouse_and_keyboard(sample: Reader) -> None:
    everything = shown(sample)
    box = sample.page.locator("#brush .bars").bounding_box()
    sample.page.mouse.move(box["x"] + box["width"] * 0.10, box["y"] + 10)
    sample.page.mouse.down()
    sample.page.mouse.move(box["x"] + box["width"] * 0.35, box["y"] + 10, steps=6)
    sample.page.mouse.up()
    narrowed = shown(sample)
    assert 0 < narrowed < everything
    assert "from=202" in sample.page.url
    assert sample.text("#range-note") != ""
    sample.page.click("#clear-range")
    assert shown(sample) == everything
    sample.page.focus("#brush-from")
    sample.page.keyboard.press("PageUp")
    assert shown(sample) < everything


def test_play_goes_through_the_months(sample: Reader) -> None:
    sample.page.click("#play")
    seen = set()
    for _ in range(8):
        seen.add(sample.text("#range-note"))
        sample.page.wait_for_timeout(500)
    sample.page.click("#play")
    assert len(seen) >= 3


def test_paths_between_two_actors(sample: Reader) -> None:
    sample.page.click("#open-paths")
    sample.page.fill("#path-1", "بايدن")
    sample.page.keyboard.press("Enter")
    sample.page.fill("#path-2", "اوستن")
    sample.page.keyboard.press("Enter")
    sample.page.click("#find-path")
    assert "sel=path" in sample.page.url
    names = sample.page.locator("#details .path").first.locator("> li > button").all_inner_texts()
    assert names[0] == "جو بايدن"
    assert names[-1] == "لويد أوستن"
    assert sample.page.locator("#details .path .event-row").count() >= 2


def test_no_path_is_said(sample: Reader) -> None:
    sample.page.evaluate("location.hash = 'sel=path:x-joe-biden:x-irgc'")
    sample.page.wait_for_timeout(200)
    assert "لا مسار" in sample.text("#details")


def test_dossier(sample: Reader) -> None:
    sample.open("ثابت العباسي")
    sample.page.click("#open-dossier")
    dossier = sample.text("#dialog")
    assert "وزير الدفاع" in dossier
    assert "اللقاءات" in dossier
    assert "الاتفاقات" in dossier
    assert sample.page.locator("#dialog .months .heat button").count() >= 1
    sample.page.locator("#dialog .dossier .why summary").first.click()
    assert sample.page.locator("#dialog .dossier mark.trigger").first.is_visible()
    sample.page.keyboard.press("Escape")
    assert not sample.page.locator("#dialog").is_visible()


def test_communities_colour_on_demand(sample: Reader) -> None:
    before = sample.page.locator("#network canvas").screenshot()
    sample.page.click("#communities")
    sample.page.wait_for_timeout(200)
    assert sample.page.locator("#network canvas").screenshot() != before
    assert "communities=1" in sample.page.url


def test_table_sorts_and_opens(sample: Reader) -> None:
    sample.page.click("#view-table")
    assert sample.page.locator("#table-section tbody tr").count() == len(sample_chronicle().events)
    sample.page.click("#table-actors")
    assert "الولايات المتحدة" in sample.page.locator("#table-section tbody tr").first.inner_text()
    sample.page.locator("#table-section th button").first.click()
    assert sample.page.locator("#table-section th[aria-sort=ascending]").count() == 1
    sample.page.locator("#table-section tbody button").first.click()
    assert "sel=actor" in sample.page.url


def test_theme_follows_the_system_and_the_switch(browser: Any, pages: Callable[[str, Chronicle], Path]) -> None:
    reader = Reader(browser, pages("sample", sample_chronicle()), color_scheme="dark")
    assert reader.page.evaluate("document.documentElement.dataset.theme") == "dark"
    reader.page.click("#theme")
    assert reader.page.evaluate("document.documentElement.dataset.theme") == "light"
    assert "theme=light" in reader.page.url
    reader.close()


def test_help_names_the_keys(sample: Reader) -> None:
    sample.page.click("#open-help")
    assert sample.page.locator("#dialog kbd").count() >= 5


def test_locale_of_the_reader(browser: Any, pages: Callable[[str, Chronicle], Path]) -> None:
    reader = Reader(browser, pages("sample", sample_chronicle()), locale="ar-EG")
    assert "١٩" in reader.text("#summary")
    reader.close()


def test_touch_opens_and_pans(browser: Any, pages: Callable[[str, Chronicle], Path]) -> None:
    reader = Reader(browser, pages("lonely", one_event()), viewport=PHONE, has_touch=True, is_mobile=True)
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    x, y = node_point(reader, "سليم")
    reader.page.keyboard.press("Escape")
    reader.page.touchscreen.tap(x, y)
    reader.page.wait_for_timeout(500)
    assert "sel=actor" in reader.page.url
    reader.page.tap("#show-filters")
    assert reader.page.locator("#filters").is_visible()
    reader.close()


def test_motion_is_spared(browser: Any, pages: Callable[[str, Chronicle], Path]) -> None:
    reader = Reader(browser, pages("sample", sample_chronicle()), reduced_motion="reduce")
    before = reader.page.locator("#network canvas").screenshot()
    reader.page.click("#zoom-in")
    reader.page.wait_for_timeout(50)
    there = reader.page.locator("#network canvas").screenshot()
    reader.page.wait_for_timeout(500)
    assert before != there
    assert reader.page.locator("#network canvas").screenshot() == there
    reader.close()


def test_opens_as_a_table(browser: Any, pages: Callable[[str, Chronicle], Path]) -> None:
    reader = Reader(browser, pages("sample", sample_chronicle()), "view=table&sel=actor:x-lloyd-austin")
    assert reader.page.locator("#table-section tbody tr").count() >= 2
    reader.page.click("#view-table")
    assert reader.page.locator("#network canvas").is_visible()
    assert "معروض" in reader.text("#network-note")
    reader.close()
