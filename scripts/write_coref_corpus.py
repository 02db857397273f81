"""Write the development stories of event coreference as raw files with their gold file.

`python scripts/write_coref_corpus.py OUT [--half looked|scored|raw]`, then `waqai build OUT/*.txt -o G --all-time` and
`waqai evaluate coref OUT/gold.json G/graph.ttl`. Weights are tuned on the stories with odd numbers ("looked"); "raw"
are stories of other regions, for the whole way from raw text.
"""

from __future__ import annotations

import sys
from pathlib import Path

from graph.evaluate.coref_marked import read_story, write_corpus

STORIES = Path(__file__).resolve().parent.parent / "tests" / "data" / "coref"


def main(folder: Path, half: str | None) -> None:
    paths = sorted((STORIES / "raw" if half == "raw" else STORIES).glob("s*.txt"))
    wanted = [path for path in paths if half in (None, "raw") or (int(path.stem[1:]) % 2 == 1) == (half == "looked")]
    print(write_corpus([read_story(path) for path in wanted], folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[3] if len(sys.argv) > 3 else None)
