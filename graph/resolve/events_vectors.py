"""Sentence vectors for comparison: cosines in whole hundredths, computed exactly.

Vectors come as int8 of at most 1,000 values, so every product and sum is a whole number below 2**24, which float32
holds exactly: the order in which a processor adds them up does not matter.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_CHUNK = 20_000


class Vectors:
    """The sentence vectors of a corpus's mentions, one row each; rows without a vector have no similarity."""

    def __init__(self, vectors: Sequence[bytes]) -> None:
        """Args: vectors: int8 bytes of one length each, or b""."""
        width = max((len(vector) for vector in vectors), default=0)
        self._rows = np.zeros((len(vectors), width), dtype=np.int8)
        for index, vector in enumerate(vectors):
            if width and len(vector) == width:
                self._rows[index] = np.frombuffer(vector, dtype=np.int8)
        self._norms = np.array([self._norm(index) for index in range(len(vectors))], dtype=np.float64)

    def _norm(self, index: int) -> float:
        row = self._rows[index].astype(np.int64)
        return float(np.sqrt(float(row @ row)))

    def similarity(self, left: int, right: int) -> int | None:
        """The cosine of two rows in hundredths, None where one has no vector."""
        if not self._norms[left] or not self._norms[right]:
            return None
        product = int(self._rows[left].astype(np.int64) @ self._rows[right].astype(np.int64))
        return _hundredths(product / (self._norms[left] * self._norms[right]))

    def similarities(self, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> list[int | None]:
        """The cosines of many pairs of rows in hundredths."""
        found: list[int | None] = []
        for start in range(0, len(left), _CHUNK):
            first, second = left[start : start + _CHUNK], right[start : start + _CHUNK]
            products = np.einsum(
                "ij,ij->i", self._rows[first].astype(np.float32), self._rows[second].astype(np.float32)
            )
            norms = self._norms[first] * self._norms[second]
            found.extend(
                None if not norm else _hundredths(product / norm)
                for product, norm in zip(products.tolist(), norms.tolist(), strict=True)
            )
        return found


def _hundredths(cosine: float) -> int:
    return math.floor(cosine * 100 + 0.5)
