"""How fast the page opens, beside pyvis as it is, in one run: `python scripts/bench_page.py [--pyvis 300 2000]`.

Times count from navigation to usable: for the page, drawn and answering searches (`data-ready`); for pyvis, its layout
finished. pyvis gets the same actors with only the strongest ties, 1.5 for each actor, which favours it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, sync_playwright
from pyvis.network import Network
from screenshot_page import FLAGS

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.export.page import write_page
from graph.export.page.payload import find_ties, number_all
from graph.model import Chronicle
from tests.chronicles import sample_chronicle
from tests.page_chronicles import synthetic_chronicle

WATCH_PYVIS = """
const timer = setInterval(() => {
  if (typeof network === 'undefined' || !network || !network.once) return;
  clearInterval(timer);
  network.once('stabilizationIterationsDone', () => { window.usable = performance.now(); });
}, 5);
"""
WATCH_READY = """
new MutationObserver((_, watcher) => {
  if (document.documentElement.dataset.ready !== 'true') return;
  watcher.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.usable = performance.now(); }, 0));
}).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });
"""
COUNT_FRAMES = """() => {
  window.frames_ = [];
  const step = (now) => { window.frames_.push(now); window.counting = requestAnimationFrame(step); };
  window.counting = requestAnimationFrame(step);
}"""


def usable_after(browser: Any, path: Path, watch: str, limit: float) -> tuple[float, float] | None:
    """Seconds from navigation to usable, and for how many of them the page's own thread had a processor.

    The second figure is what the first would be on a machine that does nothing else. None when `limit` seconds were
    not enough.
    """
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="ar")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.route("http*://**", lambda route: route.abort())
    page.add_init_script(watch)
    try:
        page.goto(path.as_uri(), timeout=limit * 1000, wait_until="commit")
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            usable = page.evaluate("window.usable || 0")
            if usable:
                metrics = session.send("Performance.getMetrics")["metrics"]
                busy = next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")
                return float(usable) / 1000, float(busy)
            page.wait_for_timeout(100)
        return None
    except Error:
        return None
    finally:
        page.close()


def frames_while_panning(browser: Any, path: Path) -> float:
    """Frames a second while the map is dragged to and fro for about three seconds."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="ar")
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=true]")
    page.wait_for_timeout(1500)
    box = page.locator("#network").bounding_box()
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.evaluate(COUNT_FRAMES)
    start = time.monotonic()
    step = 0
    while time.monotonic() - start < 3:
        step += 1
        page.mouse.move(box["x"] + 12 + 5 * (step % 60), box["y"] + 12 + 3 * (step % 60))
    page.mouse.up()
    frames = page.evaluate("() => { cancelAnimationFrame(window.counting); return window.frames_; }")
    page.close()
    return (len(frames) - 1) * 1000 / (frames[-1] - frames[0])


def write_pyvis(chronicle: Chronicle, path: Path) -> int:
    """The chronicle's actors as pyvis writes them by itself; returns the number of ties."""
    numbers = number_all(chronicle)
    pairs: dict[tuple[int, int], int] = {}
    for tie in find_ties(chronicle, numbers):
        pairs[tie.source, tie.target] = pairs.get((tie.source, tie.target), 0) + len(tie.events)
    strongest = sorted(pairs, key=lambda pair: (-pairs[pair], pair))[: len(chronicle.actors) * 3 // 2]
    network = Network(cdn_resources="in_line")
    for number, actor in enumerate(chronicle.actors):
        network.add_node(number, label=actor.name_ar)
    for source, target in strongest:
        network.add_edge(source, target)
    path.write_text(network.generate_html(), encoding="utf-8")
    return len(strongest)


def main() -> None:
    """Measure and print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="*", default=["2000:10000", "10000:50000"], help="actors:events")
    parser.add_argument("--pyvis", nargs="*", type=int, default=[300, 2000], help="actors, five events each")
    parser.add_argument("--limit", type=float, default=240, help="seconds to wait for pyvis")
    parser.add_argument("--runs", type=int, default=3, help="the median of so many openings counts")
    arguments = parser.parse_args()
    sizes = [tuple(int(part) for part in size.split(":")) for size in arguments.sizes]
    sizes = [(0, 0), *sorted({*sizes, *((actors, actors * 5) for actors in arguments.pyvis)})]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        for actors, events in sizes:
            chronicle = synthetic_chronicle(actors, events) if actors else sample_chronicle()
            path = Path(folder) / f"{actors}.html"
            start = time.monotonic()
            write_page(chronicle, path)
            written = time.monotonic() - start
            times = [usable_after(browser, path, WATCH_READY, 60) for _ in range(arguments.runs)]
            ours, busy = sorted(found for found in times if found is not None)[arguments.runs // 2]
            rate = frames_while_panning(browser, path)
            size = path.stat().st_size / 1e6
            name = f"{actors} actors, {events} events" if actors else "sample"
            print(f"{name}: usable {ours:.2f} s (busy {busy:.2f} s), {rate:.0f} frames/s", flush=True)
            print(f"  {size:.1f} MB, written in {written:.1f} s", flush=True)
            if actors in arguments.pyvis and events == actors * 5:
                other = Path(folder) / "pyvis.html"
                ties = write_pyvis(chronicle, other)
                theirs = usable_after(browser, other, WATCH_PYVIS, arguments.limit)
                if theirs is None:
                    said = f"not usable within {arguments.limit:.0f} s"
                else:
                    said = f"usable {theirs[0]:.1f} s (busy {theirs[1]:.1f} s), ratio {theirs[0] / ours:.0f}"
                print(f"  pyvis as it is, {actors} actors, {ties} ties: {said}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
