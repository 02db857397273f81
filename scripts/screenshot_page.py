"""Take a picture of a built page: `python scripts/screenshot_page.py output/graph.html picture.png`."""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main() -> None:
    """Open the page as a reader would, wait until it is ready, and save what shows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--fragment", default="", help="the view, as the page writes it after # in its address")
    parser.add_argument("--width", type=int, default=1440)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=list(FLAGS))
        page = browser.new_page(
            viewport={"width": arguments.width, "height": arguments.height},
            color_scheme="dark" if arguments.dark else "light",
            locale="ar",
        )
        page.goto(arguments.page.resolve().as_uri() + ("#" + arguments.fragment if arguments.fragment else ""))
        page.wait_for_selector("html[data-ready=true]")
        page.wait_for_timeout(600)
        page.screenshot(path=arguments.picture)
        browser.close()


if __name__ == "__main__":
    main()
