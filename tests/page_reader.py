"""A reader with a real Chromium, for the page's browser tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.export.page import write_page
from graph.model import Chronicle, EntityKind
from tests.chronicles import Builder, day, sample_chronicle

sync_api = pytest.importorskip("playwright.sync_api", reason="needs the playwright package")
CHROMIUM = Path("/usr/bin/chromium")
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
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium at /usr/bin/chromium")


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


def shown(reader: Reader) -> int:
    """How many events the summary says are shown."""
    found = re.search(r"([\d,]+) (?:من|of)", reader.text("#summary"))
    assert found is not None
    return int(found[1].replace(",", ""))


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


OPAQUE_COLOURS = """() => {
  const canvas = document.querySelector('#network canvas');
  const { width, height } = canvas;
  const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const points = new Map();
  for (let y = 4; y < height - 4; y += 2) {
    for (let x = 4; x < width - 4; x += 2) {
      const i = (y * width + x) * 4;
      if (data[i + 3] !== 255) continue;
      const colour = [data[i], data[i + 1], data[i + 2]].join();
      if (!points.has(colour)) points.set(colour, []);
      points.get(colour).push([x, y]);
    }
  }
  const mean = (list, axis) => list.reduce((sum, point) => sum + point[axis], 0) / list.length;
  return [...points].map(([colour, list]) => [colour, list.length, mean(list, 0) / width, mean(list, 1) / height]);
}"""
"""Colours that cover the canvas fully, how often, and the middle of where they do as shares of width and height."""


def node_point(reader: Reader, label: str) -> tuple[float, float]:
    """Where the actor stands on the screen: the arrow keys go there, and a reader would look there."""
    reader.open(label)
    reader.page.wait_for_timeout(300)
    reader.page.evaluate("scrollTo(0, 0)")
    box = reader.page.locator("#network").bounding_box()
    pixels = reader.page.evaluate(OPAQUE_COLOURS)
    largest = max(pixels, key=lambda entry: entry[1])
    return box["x"] + largest[2] * box["width"], box["y"] + largest[3] * box["height"]
