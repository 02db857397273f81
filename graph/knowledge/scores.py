"""A score that explains itself: every comparison of two names or two actors gives its reason with its value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How alike two things are, 0..1, and why in a few words."""

    value: float
    detail: str

    def __post_init__(self) -> None:
        if not 0.0 <= self.value <= 1.0:
            raise ValueError(f"not a score: {self.value}")


DIFFERENT = Score(0.0, "nothing in common")
