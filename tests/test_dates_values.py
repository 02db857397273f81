"""What values are written as and which days they cover."""

from datetime import date

import pytest
from edtf import parse_edtf

from graph.dates import values


@pytest.mark.parametrize(
    ("value", "edtf", "first", "last"),
    [
        (values.day(date(2017, 10, 29)), "2017-10-29", date(2017, 10, 29), date(2017, 10, 29)),
        (values.month(2016, 2), "2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        (values.year(2017), "2017", date(2017, 1, 1), date(2017, 12, 31)),
        (values.year(-499), "-0499", None, None),
        (values.year(0), "0000", None, None),
        (values.decade(1970), "197X", date(1970, 1, 1), date(1979, 12, 31)),
        (values.century(18), "17XX", date(1700, 1, 1), date(1799, 12, 31)),
        (values.season(2014, 22), "2014-22", date(2014, 6, 1), date(2014, 9, 23)),
        (values.season(2013, 24), "2013-24", date(2013, 1, 1), date(2014, 3, 20)),
        (values.months(2019, 4, 6), "2019-04/2019-06", date(2019, 4, 1), date(2019, 6, 30)),
        (values.part(values.year(2016), "early"), "2016-01/2016-03", date(2016, 1, 1), date(2016, 3, 31)),
        (values.part(values.month(2017, 2), "late"), "2017-02-21/2017-02-28", date(2017, 2, 21), date(2017, 2, 28)),
        (values.part(values.decade(1970), "late"), "1977/1979", date(1977, 1, 1), date(1979, 12, 31)),
        (values.since(values.year(2011)), "2011/..", date(2011, 1, 1), None),
        (values.until(values.month(2018, 12)), "../2018-12", None, date(2018, 12, 31)),
        (values.about(values.year(1870)), "1870~", date(1870, 1, 1), date(1870, 12, 31)),
    ],
    ids=lambda value: value.edtf if isinstance(value, values.Value) else None,
)
def test_written_form_and_days(value: values.Value, edtf: str, first: date | None, last: date | None) -> None:
    assert (value.edtf, value.first, value.last) == (edtf, first, last)
    parse_edtf(edtf)


@pytest.mark.parametrize(
    ("of", "week", "monday"),
    [(date(2019, 2, 14), "2019-W07", date(2019, 2, 11)), (date(2021, 1, 3), "2020-W53", date(2020, 12, 28))],
)
def test_week_is_that_of_iso(of: date, week: str, monday: date) -> None:
    value = values.week(of)
    assert (value.edtf, value.first) == (week, monday)
    assert values.iso_week(2019, 60) is None


@pytest.mark.parametrize(
    ("year", "month", "day", "edtf"),
    [
        (1436, 10, 15, "2015-07-31"),
        (1437, 4, None, "2016-01-11/2016-02-09"),
        (1438, None, None, "2016-10-02/2017-09-20"),
        (1343, 1, 1, "1924-08-01"),
        (1500, 12, 30, "2077-11-16"),
    ],
)
def test_hijri(year: int, month: int | None, day: int | None, edtf: str) -> None:
    value = values.hijri(year, month, day)
    assert value is not None
    assert value.edtf == edtf


@pytest.mark.parametrize(("year", "month", "day"), [(1342, 12, 29), (1501, 1, 1), (1440, 13, 1), (1440, 1, 31)])
def test_hijri_outside_the_tables(year: int, month: int, day: int) -> None:
    assert values.hijri(year, month, day) is None


@pytest.mark.parametrize(
    ("count", "unit", "half", "iso"),
    [
        (4, "year", 0, "P4Y"),
        (6, "week", 0, "P6W"),
        (36, "hour", 0, "PT36H"),
        (1, "decade", 0, "P10Y"),
        (1, "century", 0, "P100Y"),
        (1, "year", 1, "P18M"),
        (1, "day", 1, "PT36H"),
        (1, "hour", 1, "PT90M"),
        (1, "century", 1, "P150Y"),
        (1, "month", 1, "P45D"),
        (None, "month", 0, "PXM"),
        (None, "hour", 0, "PTXH"),
        (None, "decade", 0, "PX0Y"),
    ],
)
def test_duration(count: int | None, unit: str, half: int, iso: str) -> None:
    assert values.duration(count, unit, half) == iso


def test_shifts_stay_in_the_calendar() -> None:
    assert values.shifted(date(2020, 2, 29), "year", 1) == date(2021, 2, 28)
    assert values.shifted(date(2020, 3, 31), "month", -1) == date(2020, 2, 29)
    assert values.shifted(date(2020, 1, 1), "hour", -48) == date(2019, 12, 30)
    assert values.shifted(date(2020, 1, 1), "year", 99_999) is None
    assert values.shifted(date(2020, 1, 1), "day", -(10**9)) is None


@pytest.mark.parametrize(
    ("value", "step", "edtf"),
    [
        (values.year(2006), -1, "2005"),
        (values.month(2015, 12), 1, "2016-01"),
        (values.day(date(2017, 3, 1)), -1, "2017-02-28"),
    ],
)
def test_neighbour(value: values.Value, step: int, edtf: str) -> None:
    beside = values.neighbour(value, step)
    assert beside is not None
    assert beside.edtf == edtf
