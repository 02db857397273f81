"""How fast the reader is: megabytes of text, pages of HTML and records a second, and the memory of a long run.

    python scripts/bench_read.py --corpus news.jsonl.xz [--size 20] [--records 200]

The articles of the corpus (JSON lines with title and text, .xz) are written to a temporary folder and read from there.
"""

from __future__ import annotations

import argparse
import json
import lzma
import resource
import tempfile
import time
from pathlib import Path

from graph.model import RunReport
from graph.read import ReadConfig, read_paths

MEGABYTE = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, nargs="+")
    parser.add_argument("--size", type=int, default=20, help="megabytes of plain text")
    parser.add_argument("--pages", type=int, default=200, help="HTML pages")
    parser.add_argument("--records", type=int, default=0, help="megabytes of JSON lines to stream")
    options = parser.parse_args()
    stories = []
    for corpus in options.corpus:
        with lzma.open(corpus, "rt", encoding="utf-8") as file:
            stories.extend((str(record["title"]), str(record["text"])) for record in map(json.loads, file))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_plain(folder / "plain", stories, options.size)
        bench_pages(folder / "pages", stories, options.pages)
        if options.records:
            bench_records(folder / "records.jsonl", stories, options.records)


def bench_plain(folder: Path, stories: list[tuple[str, str]], megabytes: int) -> None:
    folder.mkdir()
    size = number = 0
    while size < megabytes * MEGABYTE:
        title, text = stories[number % len(stories)]
        data = f"{title}\n8 أغسطس 2023\n{text}\n\nشارك المقال\nمقالات ذات صلة\n".encode()
        (folder / f"{number:06}.txt").write_bytes(data)
        size += len(data)
        number += 1
    for duplicates in (False, True):
        seconds, found = timed([folder], ReadConfig(find_duplicates=duplicates))
        how = "with" if duplicates else "without"
        print(f"txt, {how} duplicate search: {size / MEGABYTE / seconds:.2f} MB/s ({number} files, {found} articles)")
    whole = folder / "whole.txt"
    whole.write_text("عنوان المقال الطويل جدا\n" + "\n".join(text for _, text in stories[:4000]), encoding="utf-8")
    seconds, _ = timed([whole], ReadConfig())
    size = whole.stat().st_size
    print(
        f"txt, one file of {whole.stat().st_size / MEGABYTE:.1f} MB: "
        f"{whole.stat().st_size / MEGABYTE / seconds:.2f} MB/s"
    )


def bench_pages(folder: Path, stories: list[tuple[str, str]], count: int) -> None:
    folder.mkdir()
    links = "".join(f'<li><a href="/{number}">{title}</a></li>' for number, (title, _) in enumerate(stories[:150]))
    script = "<script>" + "var a = {b: [1, 2, 3]};\n" * 800 + "</script>"
    for number, (title, text) in enumerate(stories[:count]):
        body = "".join(f"<p>{line}</p>" for line in text.splitlines())
        page = (
            f"<html><head><title>{title}</title>{script}</head><body><nav><ul>{links}</ul></nav><main><h1>{title}</h1>"
            f"<time>8 أغسطس 2023</time><div class='body'>{body}</div></main><footer>{links}</footer></body></html>"
        )
        (folder / f"{number:06}.html").write_text(page, encoding="utf-8")
    seconds, found = timed([folder], ReadConfig())
    print(f"html: {count / seconds:.1f} pages/s ({found} articles)")


def bench_records(path: Path, stories: list[tuple[str, str]], megabytes: int) -> None:
    size = number = 0
    with path.open("wb") as file:
        while size < megabytes * MEGABYTE:
            title, text = stories[number % len(stories)]
            record = {"title": title, "text": f"{text} {number}", "date": "2023-08-08"}
            size += file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            number += 1
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, found = timed([path], ReadConfig())
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"jsonl: {size / MEGABYTE / seconds:.2f} MB/s, {found} articles, peak memory {after / 1000:.0f} MB "
        f"({(after - before) * 1024 / max(found, 1):.0f} bytes an article more than before)"
    )


def timed(paths: list[Path], config: ReadConfig) -> tuple[float, int]:
    """Seconds of processor time and number of articles of one reading."""
    start = time.process_time()
    found = sum(1 for _ in read_paths(paths, RunReport(), config))
    return time.process_time() - start, found


if __name__ == "__main__":
    main()
