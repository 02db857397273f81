"""The best consistent time of an event from all claims."""

from __future__ import annotations

from datetime import date

import pytest
from factories import day

from graph.model import TimeBasis, When
from graph.resolve.times import TimeClaim, agree, best_when, edtf_of, when_of

E, R, P = TimeBasis.EXPLICIT, TimeBasis.RELATIVE, TimeBasis.PUBLICATION

CASES = [
    pytest.param([("2023-08-07", E, "a")], "2023-08-07", E, id="one claim"),
    pytest.param([("2023-08", E, "a"), ("2023-08-07", R, "b")], "2023-08-07", R, id="a month is narrowed by a day"),
    pytest.param([("2023-08-08", P, "a"), ("2023-08-07", E, "b")], "2023-08-07", E, id="stated before published"),
    pytest.param([("2012-12", E, "a"), ("2021-12", E, "b"), ("2021-12", E, "c")], "2021-12", E, id="most sources"),
    pytest.param([("2012-12", E, "a"), ("2012-12", E, "a"), ("2021-12", E, "b"), ("2021-12", E, "c")], "2021-12", E,
                 id="reprints are one voice"),
    pytest.param([("2023-08-07", R, "a"), ("2023-08-06", E, "b")], "2023-08-06", E, id="explicit before relative"),
    pytest.param([("2023-08-01/2023-08-10", E, "a"), ("2023-08-05/2023-08-20", E, "b")], "2023-08-05/2023-08-10", E,
                 id="what both allow"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "edtf", "basis"), CASES)
def test_best_when(claims: list[tuple[str, TimeBasis, str]], edtf: str, basis: TimeBasis) -> None:
    time_claims = [TimeClaim(when, source) for text, how, source in claims if (when := day(text, how)) is not None]
    for order in (time_claims, time_claims[::-1]):
        when = best_when(order)
        assert when is not None
        assert (when.edtf, when.basis) == (edtf, basis)


def test_no_claim_no_time() -> None:
    assert best_when([]) is None


def test_open_ends_reach_everything() -> None:
    since = When("2021-12/..", date(2021, 12, 1), None, E)
    until = When("../2020", None, date(2020, 12, 31), E)
    inside = When("2022", date(2022, 1, 1), date(2022, 12, 31), E)
    assert agree(since, inside)
    assert not agree(until, inside)


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf"),
    [
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 1, 1), date(2024, 1, 1), "2024-01-01"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01/2024-02-28"),
        (date(2024, 2, 1), None, "2024-02-01/.."),
        (None, date(2024, 2, 1), "../2024-02-01"),
        (None, None, None),
    ],
)
def test_edtf_of_bounds(earliest: date | None, latest: date | None, edtf: str | None) -> None:
    assert edtf_of(earliest, latest) == edtf


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-02-03/2024-02-05", (date(2024, 2, 3), date(2024, 2, 5))),
        ("2024-02/..", (date(2024, 2, 1), None)),
    ],
)
def test_a_persons_date(edtf: str, bounds: tuple[date, date | None]) -> None:
    when = when_of(edtf, "judged")
    assert when is not None
    assert (when.earliest, when.latest) == bounds


@pytest.mark.parametrize("edtf", ["2024-13", "2024-02-30", "soon", "../..", "2024-05/2024-02", ""])
def test_no_date_of_a_person(edtf: str) -> None:
    assert when_of(edtf, "judged") is None
