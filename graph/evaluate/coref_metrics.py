"""Measures of how well one clustering of mentions agrees with another: MUC, B-cubed, CEAF-e and their mean.

Definitions after Vilain et al. (1995), Bagga and Baldwin (1998), Luo (2005), and the mean of the CoNLL-2012 task
(Pradhan et al. 2012). Mentions that only one side has count against it, as that task's scorer has it.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[Collection[Hashable]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and their harmonic mean, 0..1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean, 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def muc(key: Clusters, response: Clusters) -> Figures:
    """Links that must be added or taken away; singletons have none and do not count."""
    return Figures(_muc(response, key), _muc(key, response))


def _muc(key: Clusters, response: Clusters) -> float:
    """The share of the key's links that the response has."""
    cluster_of = _cluster_of(response)
    linked = possible = 0
    for cluster in key:
        found = {cluster_of[mention] for mention in cluster if mention in cluster_of}
        missing = sum(mention not in cluster_of for mention in cluster)
        linked += len(cluster) - len(found) - missing
        possible += len(cluster) - 1
    return linked / possible if possible else 0.0


def b_cubed(key: Clusters, response: Clusters) -> Figures:
    """The mean over mentions of how much of each one's cluster the other side shares."""
    return Figures(_b_cubed(response, key), _b_cubed(key, response))


def _b_cubed(key: Clusters, response: Clusters) -> float:
    cluster_of = _cluster_of(response)
    total, mentions = 0.0, 0
    for cluster in key:
        shared: dict[int, int] = {}
        for mention in cluster:
            if mention in cluster_of:
                shared[cluster_of[mention]] = shared.get(cluster_of[mention], 0) + 1
        total += sum(count * count for count in shared.values()) / len(cluster)
        mentions += len(cluster)
    return total / mentions if mentions else 0.0


def ceaf_e(key: Clusters, response: Clusters) -> Figures:
    """The best one-to-one match of whole clusters, each pair worth its Dice coefficient (phi 4)."""
    if not key or not response:
        return Figures(0.0, 0.0)
    worth = np.zeros((len(key), len(response)))
    cluster_of = _cluster_of(response)
    for row, cluster in enumerate(key):
        for mention in cluster:
            if mention in cluster_of:
                column = cluster_of[mention]
                worth[row, column] += 2 / (len(cluster) + len(response[column]))
    rows, columns = linear_sum_assignment(-worth)
    total = float(worth[rows, columns].sum())
    return Figures(total / len(response), total / len(key))


def conll(key: Clusters, response: Clusters) -> float:
    """The mean of the three F1 values."""
    return (muc(key, response).f1 + b_cubed(key, response).f1 + ceaf_e(key, response).f1) / 3


def _cluster_of(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}
