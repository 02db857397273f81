"""The same text published again: exact, lightly edited, under another headline, or shortened.

Each text is sketched by the smallest hashes of its word triples (bottom-k MinHash: A. Broder, "On the resemblance and
containment of documents", 1997), from which the share of the shorter text that the longer one holds can be estimated,
which the usual permutation MinHash cannot do for texts of different length. An index of all sketches stays under a
kilobyte an article, where hash tables of Python objects need several.
"""

from __future__ import annotations

import zlib
from collections import Counter
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from graph.read.topics import long_key

SKETCH = 64
INDEXED = 24
LEAST_SHARED = 0.7
LEAST_LENGTH_RATIO = 0.2
_FEW = 20
_LEAST_SHARED_OF_FEW = 0.9
_CHUNK = 1024
_EMPTY = np.uint32(0xFFFFFFFF)
_FACTORS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))

Sketch = npt.NDArray[np.uint32]


class DuplicateIndex:
    """The sketches of all texts so far, searched by their smallest hashes."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._original: dict[int, int] = {}
        self._chunks: list[Sketch] = []
        self._sizes: list[npt.NDArray[np.uint32]] = []
        self._recent: dict[int, list[int]] = {}
        self._runs: list[npt.NDArray[np.uint64]] = []

    def add(self, article_id: str, text: str) -> str | None:
        """Add a text; return the id of the earliest text that it repeats, or None if it is new."""
        sketch, size = sketch_text(text)
        number = len(self._ids)
        earliest = self._find(sketch, size)
        self._store(article_id, sketch, size)
        if earliest is None:
            return None
        earliest = self._original.get(earliest, earliest)
        self._original[number] = earliest
        return self._ids[earliest]

    def _find(self, sketch: Sketch, size: int) -> int | None:
        used = sketch[sketch != _EMPTY]
        hits: Counter[int] = Counter()
        for value in used.tolist():
            hits.update(self._recent.get(value, ()))
        wide = used.astype(np.uint64) << np.uint64(32)
        for run in self._runs:
            starts = np.searchsorted(run, wide)
            ends = np.searchsorted(run, wide + np.uint64(0xFFFFFFFF))
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
                if start < end:
                    hits.update((run[start:end] & np.uint64(0xFFFFFFFF)).tolist())
        needed = min(3, len(used))
        for number in sorted(number for number, count in hits.items() if count >= needed):
            chunk, place = divmod(number, _CHUNK)
            if is_repeat(sketch, size, self._chunks[chunk][place], int(self._sizes[chunk][place])):
                return number
        return None

    def _store(self, article_id: str, sketch: Sketch, size: int) -> None:
        number = len(self._ids)
        chunk, place = divmod(number, _CHUNK)
        if place == 0:
            self._chunks.append(np.full((_CHUNK, SKETCH), _EMPTY, dtype=np.uint32))
            self._sizes.append(np.zeros(_CHUNK, dtype=np.uint32))
            self._merge()
        self._ids.append(article_id)
        self._chunks[chunk][place] = sketch
        self._sizes[chunk][place] = size
        for value in sketch[:INDEXED].tolist():
            if value != int(_EMPTY):
                self._recent.setdefault(value, []).append(number)

    def _merge(self) -> None:
        """Move the recent entries into a sorted run, and join runs so that each is twice as long as the next."""
        if not self._recent:
            return
        entries = [value << 32 | number for value, numbers in self._recent.items() for number in numbers]
        self._recent = {}
        self._runs.append(np.sort(np.array(entries, dtype=np.uint64)))
        while len(self._runs) > 1 and len(self._runs[-2]) < 2 * len(self._runs[-1]):
            last = self._runs.pop()
            self._runs[-1] = np.sort(np.concatenate((self._runs[-1], last)))


def sketch_text(text: str) -> tuple[Sketch, int]:
    """The smallest hashes of a text's word triples in order, filled up with the largest number, and how many there are.

    The same on every machine and in every run: words are hashed by CRC-32, triples by fixed factors.
    """
    words = long_key(text).split()
    codes = np.fromiter(map(_code, words), dtype=np.uint64, count=len(words))
    if len(codes) < 3:
        codes = np.concatenate((codes, np.zeros(3 - len(codes), dtype=np.uint64)))
    mixed = codes[:-2] * _FACTORS[0] + codes[1:-1] * _FACTORS[1] + codes[2:] * _FACTORS[2]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _FACTORS[1]
    hashes = np.unique((mixed >> np.uint64(32)).astype(np.uint32))
    hashes = hashes[hashes != _EMPTY]
    sketch = np.full(SKETCH, _EMPTY, dtype=np.uint32)
    smallest = hashes[:SKETCH]
    sketch[: len(smallest)] = smallest
    return sketch, len(hashes)


@lru_cache(maxsize=65_536)
def _code(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def is_repeat(left: Sketch, left_size: int, right: Sketch, right_size: int) -> bool:
    """Whether the longer text holds most of the shorter one.

    Args: left_size, right_size: numbers of different word triples.
    """
    shorter, longer = (left, right) if left_size <= right_size else (right, left)
    small, large = sorted((left_size, right_size))
    if small < LEAST_LENGTH_RATIO * large:
        return False
    bound = min(_bound(left), _bound(right))
    known = shorter[shorter <= bound]
    if not len(known):
        return False
    shared = len(np.intersect1d(known, longer, assume_unique=True)) / len(known)
    return shared >= (LEAST_SHARED if small >= _FEW else _LEAST_SHARED_OF_FEW)


def _bound(sketch: Sketch) -> int:
    """The largest hash up to which a sketch knows all of its text's hashes."""
    return int(sketch[-1]) if sketch[-1] != _EMPTY else int(_EMPTY) - 1
