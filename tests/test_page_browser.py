"""The page in a real Chromium: every feature by clicking and typing, offline, with no error and no request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.export.page import write_page
from graph.model import Chronicle, EntityKind
from graph.text import comparison_key
from tests.chronicles import Builder, day, sample_chronicle
from tests.page_chronicles import synthetic_chronicle

sync_api = pytest.importorskip("playwright.sync_api", reason="needs the playwright package")
CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parent / "data" / "page" / "vendor" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Chronicle], Path]:
    folder = tmp_path_factory.mktemp("pages")

    def write(name: str, chronicle: Chronicle) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            write_page(chronicle, path)
        return path

    return write


class Reader:
    """A page opened by a reader, with all that it complained of or asked for."""

    def __init__(self, browser: Any, path: Path, fragment: str = "", **context: Any) -> None:
        settings = {"viewport": DESKTOP, "locale": "ar", "accept_downloads": True} | context
        self.context = browser.new_context(**settings)
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        self.page.wait_for_selector("html[data-ready=true]")

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.inner_text())

    def search(self, words: str) -> list[str]:
        self.page.fill("#search", "")
        self.page.fill("#search", words)
        return [str(text) for text in self.page.locator("#search-results [role=option] > bdi").all_inner_texts()]

    def open(self, words: str) -> None:
        self.page.fill("#search", words)
        self.page.keyboard.press("Enter")

    def clipboard(self) -> str:
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    def close(self) -> None:
        """End, and hold the page to its promises: no complaint, no request but for itself."""
        asked = [url for url in self.requests if not url.startswith(("data:", "blob:"))]
        self.context.close()
        assert self.complaints == []
        assert len(asked) == 1


@pytest.fixture
def sample(browser: Any, pages: Callable[[str, Chronicle], Path]) -> Iterator[Reader]:
    reader = Reader(browser, pages("sample", sample_chronicle()))
    yield reader
    reader.close()


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
    source = (Path("graph/export/page/assets/js") / "text.js").read_text(encoding="utf-8")
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


def node_point(reader: Reader, label: str) -> tuple[float, float]:
    """Where the actor stands on the screen: the arrow keys go there, and a reader would look there."""
    reader.open(label)
    reader.page.wait_for_timeout(300)
    box = reader.page.locator("#network").bounding_box()
    pixels = reader.page.evaluate(
        """() => { const c = document.querySelector('#network canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        let best = null; const opaque = new Map();
        for (let y = 4; y < c.height - 4; y += 2) for (let x = 4; x < c.width - 4; x += 2) { const i = (y * c.width + x) * 4;
          if (d[i + 3] === 255) { const k = d[i] + ',' + d[i + 1] + ',' + d[i + 2]; if (!opaque.has(k)) opaque.set(k, []); opaque.get(k).push([x, y]); } }
        return [...opaque].map(([k, p]) => [k, p.length, p.reduce((s, q) => s + q[0], 0) / p.length / c.width, p.reduce((s, q) => s + q[1], 0) / p.length / c.height]); }"""
    )
    largest = max(pixels, key=lambda entry: entry[1])
    return box["x"] + largest[2] * box["width"], box["y"] + largest[3] * box["height"]


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


def one_event() -> Chronicle:
    """One actor, one event, one article."""
    b = Builder()
    actor = b.actor("salim", EntityKind.PERSON, "سليم", "Salim")
    article = b.article("one.txt", "صحيفة", "عنوان", "زار سليم المدينة يوم الأحد.", "2021-05-02")
    b.name(article, "سليم", EntityKind.PERSON, actor=actor)
    b.event(
        "Visit",
        ("زيارة سليم", "Visit of Salim"),
        [b.claim(article, "زار", "Visit")],
        {"visitor": (actor,)},
        when=day("2021-05-02"),
    )
    return b.build()


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
    fragment = "class=Visit&fact=Actual&actor=x-thabit-al-abbasi&conf=50&src=2&from=2023-01-01&to=2024-01-01&disputed=1&kinds=conflict&country=x-iraq"
    sample.page.evaluate(f"location.hash = '{fragment}'")
    sample.page.wait_for_timeout(200)
    sample.page.click("#save-menu summary")
    sample.page.click("#copy-view-sparql")
    sample.page.wait_for_timeout(100)
    prepareQuery(sample.clipboard())


def test_saves_the_filtered_view_as_csv(sample: Reader) -> None:
    import csv

    sample.page.locator("#filters label.check", has_text="زيارة").locator("input").check()
    sample.page.click("#save-menu summary")
    with sample.page.expect_download() as download:
        sample.page.click("#save-csv")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert rows
    assert {row["class"] for row in rows} == {"Visit"}


def shown(reader: Reader) -> int:
    """How many events the summary says are shown."""
    found = re.search(r"([\d,]+) (?:من|of)", reader.text("#summary"))
    assert found is not None
    return int(found[1].replace(",", ""))


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
    outcome = reader.page.evaluate(
        """async () => { const tried = {};
        const script = document.createElement('script'); script.textContent = 'window.ran = 1'; document.body.append(script); tried.script = window.ran === 1;
        try { await fetch('data:text/plain,x'); tried.fetch = true; } catch { tried.fetch = false; }
        return tried; }"""
    )
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


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("empty", lambda: Chronicle((), (), (), (), (), {}, {}, {}, {}), ("لا أحداث في هذا الرسم", "no events")),
        ("lonely", one_event, ("سليم", "Salim")),
        ("no-dates", no_dates, ("لا أحداث مؤرخة", "No dated events")),
        ("one-in-all", one_actor_in_all, ("60", "60")),
        ("spellings", all_spellings, ("سليم", "Salim")),
    ],
    ids=["empty", "one event", "no dates", "one actor in all", "200 spellings"],
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
    violations = reader.page.evaluate(
        "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})).violations"
        ".filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + n.failureSummary.slice(0, 200))])"
    )
    assert violations == []
    reader.close()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_overflows_or_overlaps(
    browser: Any, pages: Callable[[str, Chronicle], Path], language: str, viewport: dict[str, int]
) -> None:
    reader = Reader(browser, pages("200", synthetic_chronicle(200, 1000)), f"lang={language}", viewport=viewport)
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = reader.page.evaluate(
        """() => ['top', 'network', 'legend', 'brush', 'timeline', 'details'].map((id) => { const b = document.getElementById(id).getBoundingClientRect();
        return [id, b.left, b.top, b.right, b.bottom]; })"""
    )
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
