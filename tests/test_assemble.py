"""The window of years and the references of a chronicle."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from graph.assemble import Window, check_references
from tests.chronicles import sample_chronicle


@pytest.mark.parametrize(
    ("window", "earliest", "latest", "inside"),
    [
        pytest.param(Window(2020, 2024), datetime.date(2020, 1, 1), datetime.date(2020, 1, 1), True, id="first-day"),
        pytest.param(Window(2020, 2024), datetime.date(2019, 12, 31), datetime.date(2019, 12, 31), False, id="before"),
        pytest.param(Window(2020, 2024), datetime.date(2024, 12, 31), None, True, id="open-end"),
        pytest.param(Window(2020, 2024), datetime.date(2025, 1, 1), None, False, id="after"),
        pytest.param(Window(2020, 2024), None, datetime.date(2019, 5, 1), False, id="open-start-before"),
        pytest.param(Window(2020, 2024), None, None, True, id="unknown"),
        pytest.param(Window(), datetime.date(1, 1, 1), datetime.date(1, 1, 1), True, id="all-time"),
    ],
)
def test_window_overlaps(
    window: Window, earliest: datetime.date | None, latest: datetime.date | None, inside: bool
) -> None:
    assert window.overlaps(earliest, latest) is inside


def test_years_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        Window(2024, 2020)


def test_a_reference_to_nothing_is_named() -> None:
    chronicle = sample_chronicle()
    broken = dataclasses.replace(chronicle.events[0], cancels=("event-missing",))
    with pytest.raises(ValueError, match="event-missing"):
        check_references(dataclasses.replace(chronicle, events=(broken, *chronicle.events[1:])))
