"""Which files the given paths mean, in an order that does not hang on how they were given."""

from __future__ import annotations

import glob
import re
from collections.abc import Sequence
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
        if given == STANDARD_INPUT:
            found.setdefault(given, Source(given, given))
            continue
        for source in _sources_of(given, report):
            found.setdefault(str(Path(source.path).resolve()), source)
    return sorted(found.values())


def _sources_of(given: str, report: RunReport) -> list[Source]:
    path = Path(given)
    if path.is_dir():
        return _folder(path, path, report)
    if path.is_file():
        return [Source(path.name, given)]
    if path.exists():
        report.reject("read", given, "neither a file nor a folder")
        return []
    if _MAGIC.search(given):
        return _glob(given, report)
    report.reject("read", given, "no such file or folder")
    return []


def _folder(folder: Path, root: Path, report: RunReport) -> list[Source]:
    sources = []
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        report.reject("read", folder.relative_to(root).as_posix(), f"cannot be opened: {error.strerror}")
        return []
    for entry in entries:
        name = entry.relative_to(root).as_posix()
        if entry.is_symlink():
            report.reject("read", name, "a symbolic link, not followed")
        elif entry.is_dir():
            sources.extend(_folder(entry, root, report))
        elif entry.is_file():
            sources.append(Source(name, str(entry)))
        else:
            report.reject("read", name, "neither a file nor a folder")
    return sources


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
