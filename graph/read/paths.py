"""Which files the given paths mean, in an order that does not hang on how they were given."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.model import RunReport

STANDARD_INPUT = "-"
_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file to read: `name` is the contract's wq:sourceFile, `path` where it lies ("-" for standard input)."""

    name: str
    path: str


def find_sources(paths: Sequence[str | Path], report: RunReport) -> list[Source]:
    """The files of all paths, each once, sorted by name.

    Folders are read to any depth; links inside them are not followed, so that nothing outside is read and no loop
    begins. A path that does not exist is a rejection.
    """
    found: dict[str, Source] = {}
    for given in sorted({str(path) for path in paths}):
        for real, source in _sources_of(given, report):
            found.setdefault(real, source)
    return sorted(found.values())


def _sources_of(given: str, report: RunReport) -> list[tuple[str, Source]]:
    """The files that one path means, each with its real path, by which a file given twice is known."""
    path = Path(given)
    if given == STANDARD_INPUT:
        return [(given, Source(given, given))]
    if path.is_dir():
        return [*_folder(os.path.realpath(given), "", report)]
    if path.is_file():
        return [(os.path.realpath(given), Source(path.name, given))]
    if path.exists():
        report.reject("read", given, "neither a file nor a folder")
        return []
    if _MAGIC.search(given):
        return [(os.path.realpath(source.path), source) for source in _glob(given, report)]
    report.reject("read", given, "no such file or folder")
    return []


def _folder(folder: str, prefix: str, report: RunReport) -> Iterator[tuple[str, Source]]:
    """The files below a folder. Args: folder: its real path; prefix: what the names of its files begin with."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        report.reject("read", prefix.rstrip("/") or ".", f"cannot be opened: {error.strerror}")
        return
    for entry in entries:
        name = prefix + entry.name
        if entry.is_symlink():
            report.reject("read", name, "a symbolic link, not followed")
        elif entry.is_dir():
            yield from _folder(entry.path, f"{name}/", report)
        elif entry.is_file():
            yield entry.path, Source(name, entry.path)
        else:
            report.reject("read", name, "neither a file nor a folder")


def _glob(pattern: str, report: RunReport) -> list[Source]:
    """The files that a pattern matches, named from its part before the first wildcard."""
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if _MAGIC.search(part))
    root = Path(*parts[:fixed]) if fixed else Path()
    sources = []
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
        path = Path(match)
        name = path.relative_to(root).as_posix()
        if not path.resolve().is_relative_to(root.resolve()):
            report.reject("read", name, "a symbolic link, not followed")
        elif path.is_file():
            sources.append(Source(name, match))
    if not sources:
        report.reject("read", pattern, "matches no file")
    return sources
