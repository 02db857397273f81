"""From expressions to the times of events: EDTF no finer than the day."""

from datetime import date

import pytest
from edtf import parse_edtf

from graph.dates import find_times, to_when
from graph.model import Span, TimeBasis

REFERENCE = date(2017, 7, 10)


@pytest.mark.parametrize(
    ("text", "edtf", "earliest", "latest"),
    [
        ("في 12 تموز 2006", "2006-07-12", date(2006, 7, 12), date(2006, 7, 12)),
        ("مساء أمس", "2017-07-09", date(2017, 7, 9), date(2017, 7, 9)),
        ("الساعة 21:15 بتوقيت غرينتش", "2017-07-10", date(2017, 7, 10), date(2017, 7, 10)),
        ("الأسبوع الماضي", "2017-07-03/2017-07-09", date(2017, 7, 3), date(2017, 7, 9)),
        ("منذ الأسبوع الماضي", "2017-07-03/..", date(2017, 7, 3), None),
        ("خلال الأسبوعين الماضيين", "2017-06-26/2017-07-16", date(2017, 6, 26), date(2017, 7, 16)),
        ("منذ عام 2011", "2011/..", date(2011, 1, 1), None),
        ("بحلول نهاية عام 2019", "../2019-12", None, date(2019, 12, 31)),
        ("نحو عام 1870", "1870~", date(1870, 1, 1), date(1870, 12, 31)),
        ("منذ نحو عام", "2016~/..", date(2016, 1, 1), None),
        ("في صيف 2014", "2014-22", date(2014, 6, 1), date(2014, 9, 23)),
        ("منذ صيف 2014", "2014-06-01/..", date(2014, 6, 1), None),
        ("منذ السبعينيات", "1970/..", date(1970, 1, 1), None),
        ("حتى القرن السابع عشر", "../1699", None, date(1699, 12, 31)),
        ("في السبعينيات", "197X", date(1970, 1, 1), date(1979, 12, 31)),
        ("عام 500 ق.م", "-0499", None, None),
        ("من 8 صباحا حتى 5 مساء", "2017-07-10", date(2017, 7, 10), date(2017, 7, 10)),
        ("من مساء الجمعة حتى صباح الأحد", "2017-07-07/2017-07-09", date(2017, 7, 7), date(2017, 7, 9)),
        ("منذ مساء أمس", "2017-07-09/..", date(2017, 7, 9), None),
    ],
)
def test_day_at_the_finest(text: str, edtf: str, earliest: date | None, latest: date | None) -> None:
    (time,) = find_times(text, REFERENCE)
    when = to_when(time)
    assert when is not None
    assert (when.edtf, when.earliest, when.latest) == (edtf, earliest, latest)
    parse_edtf(edtf)


@pytest.mark.parametrize("text", ["خمس سنوات", "كل يوم أحد", "سنويا", "قبل أيام", "منذ سنوات"])
def test_lengths_and_sets_are_no_times_of_events(text: str) -> None:
    (time,) = find_times(text, REFERENCE)
    assert to_when(time) is None


@pytest.mark.parametrize("text", ["أمس", "الأحد", "العام الماضي", "في 5 مايو"])
def test_unknown_years_are_no_times_of_events(text: str) -> None:
    (time,) = find_times(text, None)
    assert to_when(time) is None


def test_reason_and_place_go_along() -> None:
    (time,) = find_times("وصل أمس", REFERENCE)
    when = to_when(time, span_in_file=Span(100, 103))
    assert when is not None
    assert (when.basis, when.span, when.reason) == (TimeBasis.RELATIVE, Span(100, 103), "day-word from dct")
