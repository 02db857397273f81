"""Measures how fast time expressions are found, and whether the time grows with the length of the text alone.

Usage: python scripts/bench_dates.py [TEXT_FILE]   (without a file: the development cases, repeated)
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from graph.dates import find_times

CASES = Path(__file__).parent.parent / "tests/data/time/dev.jsonl"
REFERENCE = date(2018, 3, 22)
SIZES = (20_000, 40_000, 80_000, 160_000)


def sample(path: Path | None) -> list[str]:
    """The words to search: of the file, or of the development cases."""
    if path is not None:
        return path.read_text(encoding="utf-8").split(" ")
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return " ".join(json.loads(line)["text"] for line in lines).split(" ")


def main() -> None:
    """Print words per second for texts of growing length, each one line."""
    words = sample(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    find_times(" ".join(words[:500]), REFERENCE)
    for size in SIZES:
        text = " ".join((words * (size // len(words) + 1))[:size]).replace("\n", " ")
        start = time.process_time()
        found = len(find_times(text, REFERENCE))
        seconds = time.process_time() - start
        print(f"{size:>8} words {len(text.encode()):>9} bytes {found:>6} expressions {size / seconds:>9.0f} words/s")


if __name__ == "__main__":
    main()
