"""Fetch the page's JavaScript libraries from npm: `python scripts/vendor_page_libraries.py [--tests]`.

`npm pack` asks the registry that npm is configured for and checks the package's integrity; the files named below go to
the page's assets as they are, with their licences. `--tests` fetches axe-core for the accessibility tests.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "graph" / "export" / "page" / "assets" / "vendor"
TESTS = ROOT / "tests" / "data" / "page" / "vendor"

PAGE_FILES = {
    "vis-network@10.1.5": {
        "standalone/umd/vis-network.min.js": "vis-network.min.js",
        "LICENSE-MIT": "vis-network.LICENSE-MIT.txt",
        "LICENSE-APACHE-2.0": "vis-network.LICENSE-APACHE-2.0.txt",
    },
    "vis-timeline@8.5.4": {
        "standalone/umd/vis-timeline-graph2d.min.js": "vis-timeline-graph2d.min.js",
        "styles/vis-timeline-graph2d.min.css": "vis-timeline-graph2d.min.css",
        "LICENSE.md": "vis-timeline.LICENSE.md",
        "LICENSE.MIT.txt": "vis-timeline.LICENSE-MIT.txt",
        "LICENSE.Apache-2.0.txt": "vis-timeline.LICENSE-APACHE-2.0.txt",
    },
}
TEST_FILES = {"axe-core@4.14.1": {"axe.min.js": "axe.min.js", "LICENSE": "axe-core.LICENSE.txt"}}


def vendor(package: str, files: dict[str, str], folder: Path) -> None:
    """Pack one package at its pinned version and copy the named files."""
    with tempfile.TemporaryDirectory() as scratch:
        answer = subprocess.run(
            ["npm", "pack", package, "--json"], cwd=scratch, check=True, capture_output=True, text=True
        )
        archive = Path(scratch) / json.loads(answer.stdout)[0]["filename"]
        with tarfile.open(archive) as packed:
            for inside, name in files.items():
                member = packed.extractfile(f"package/{inside}")
                if member is None:
                    raise SystemExit(f"{package} has no file {inside}")
                (folder / name).write_bytes(member.read())
                print(f"{package}: {name}")


def main() -> None:
    """Fetch what the page needs, or with --tests what its tests need."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", action="store_true", help="fetch axe-core for the tests instead")
    for_tests = parser.parse_args().tests
    folder = TESTS if for_tests else VENDOR
    folder.mkdir(parents=True, exist_ok=True)
    for package, files in (TEST_FILES if for_tests else PAGE_FILES).items():
        vendor(package, files, folder)


if __name__ == "__main__":
    main()
