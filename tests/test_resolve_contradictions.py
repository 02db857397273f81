"""What cannot both be true, and what can."""

from __future__ import annotations

from decimal import Decimal

import pytest
from factories import Corpus, day, iraq_and_others

from graph.model import Bound, Factuality, Mention, Quantity, Span, TimeBasis, confidence
from graph.resolve.contradictions import contradictions_of, counted_of, numbers_contradict
from graph.resolve.events import link_events


def quantity(number: str, counted: str, bound: Bound = Bound.EXACT, as_of: str | None = None) -> Quantity:
    mention = Mention(f"u-{number}", "a-1", Span(0, 1), number, counted, Span(0, 1), "made", confidence(1))
    return Quantity(mention, Decimal(number), counted, bound, as_of)


NUMBERS = [
    pytest.param(("2500", "جندي أميركي"), ("5000", "جندي أمريكي"), True, id="soldiers against soldiers"),
    pytest.param(("2500", "جندي"), ("2500", "عسكري"), False, id="the same"),
    pytest.param(("2500", "جندي"), ("2480", "جندي"), False, id="rounded"),
    pytest.param(("182", "صوتا"), ("169", "صوتا"), True, id="votes are counted exactly"),
    pytest.param(("4", "مدنيين"), ("5", "مدنيين"), True, id="small numbers are exact"),
    pytest.param(("2000", "جندي", Bound.AT_MOST), ("2500", "جندي"), False, id="a ceiling and a count"),
    pytest.param(("5000", "جندي", Bound.AT_LEAST), ("2500", "جندي"), True, id="more than five thousand"),
    pytest.param(("2500", "جندي", Bound.ABOUT), ("2700", "جندي"), False, id="about"),
    pytest.param(("2500", "جندي", Bound.EXACT, "2023"), ("5000", "جندي", Bound.EXACT, "2021"), False, id="other years"),
    pytest.param(("2500", "جندي", Bound.EXACT, "2023"), ("5000", "جندي", Bound.EXACT, "2023-08"), True, id="one year"),
    pytest.param(("5", "قتلى"), ("9", "جرحى"), False, id="killed and wounded"),
    pytest.param(("17", "مدنيا قتلى"), ("20", "مدنيا جرحى"), False, id="civilians killed and civilians wounded"),
    pytest.param(("17", "مدنيا قتلى"), ("12", "شخصا قتلى"), True, id="one toll in two words"),
    pytest.param(("5", "جنود قتلى"), ("9", "مدنيين قتلى"), False, id="soldiers killed and civilians killed"),
    pytest.param(("3", "أطفال قتلى"), ("12", "قتيلا"), False, id="children among those killed"),
    pytest.param(("2500", "جندي أميركي"), ("5000", "جندي تركي"), False, id="soldiers of two armies"),
]


@pytest.mark.parametrize(("left", "right", "expected"), NUMBERS)
def test_numbers(left: tuple[str, str], right: tuple[str, str], expected: bool) -> None:
    assert numbers_contradict(quantity(*left), quantity(*right)) is expected
    assert numbers_contradict(quantity(*right), quantity(*left)) is expected


@pytest.mark.parametrize(
    ("counted", "key"),
    [("جنود أميركيين", "soldier"), ("قتيلا", "killed"), ("في المئة", "percent"), ("الجرحى", "wounded")],
)
def test_counted(counted: str, key: str) -> None:
    assert counted_of(counted).key == key


def visits(corpus: Corpus, first: dict[str, object], second: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """The contradictions between two reports of one killing, told by two outlets on the same day."""
    sentence = "مقتل قائد بارز في هجوم على موكبه قرب مطار بغداد"
    keys = []
    for file, told in (("a.txt", first), ("b.txt", second)):
        keys.append(
            corpus.article(file, "2020-01-04", file).event("Killing", sentence, "مقتل", place="baghdad", **told)
        )  # type: ignore[arg-type]
    extractions = corpus.extractions()
    claims = link_events(extractions, corpus.resolution(), ()).claims
    articles = {extraction.article.id: extraction.article for extraction in extractions}
    voices = {key: key for key in articles}
    return contradictions_of([[claims[key] for key in keys]], articles, voices)


DATES = [
    pytest.param(day("2020-01-03"), day("2020-01-02"), 1, id="two days"),
    pytest.param(day("2020-01-03"), day("2020-01"), 0, id="a day and its month"),
    pytest.param(day("2020-01-03"), day("2020-01-02", TimeBasis.RELATIVE), 0, id="a day apart, one counted back"),
    pytest.param(day("2020-01-03"), day("2020-01-01", TimeBasis.RELATIVE), 1, id="two days apart, one counted back"),
    pytest.param(day("2020-01-03"), day("2020-01-04", TimeBasis.PUBLICATION), 0, id="a day of publication"),
    pytest.param(day("2020-01-03"), None, 0, id="no date"),
    pytest.param(day("2021-12/.."), day("2012-12/.."), 1, id="since one month and since another"),
    pytest.param(day("2021-12/.."), day("2021/.."), 0, id="since a month and since its year"),
    pytest.param(day("2021-12/.."), day("2023-01"), 0, id="since then and at a later time"),
]


@pytest.mark.parametrize(("left", "right", "expected"), DATES)
def test_dates(left: object, right: object, expected: int) -> None:
    assert len(visits(iraq_and_others(), {"when": left}, {"when": right})) == expected


def test_denial_and_plan() -> None:
    denied = {"factuality": Factuality.DENIED}
    assert len(visits(iraq_and_others(), {}, denied)) == 1
    assert visits(iraq_and_others(), {"factuality": Factuality.PLANNED}, denied) == ()
    assert visits(iraq_and_others(), denied, denied) == ()


def test_a_toll_that_grew_is_no_contradiction() -> None:
    corpus = iraq_and_others()
    for file, date, number in (
        ("a.txt", "2024-01-05", "5"),
        ("b.txt", "2024-01-06", "9"),
        ("c.txt", "2024-01-07", "7"),
    ):
        corpus.article(file, date, file).event(
            "Attack", "هجوم بطائرة مسيرة على مقر في بغداد أوقع قتلى", "هجوم", attacker="us-army", place="baghdad",
            when=day("2024-01-05"), quantities=[(number, "قتلى", Bound.EXACT)],
        )  # fmt: skip
    result = link_events(corpus.extractions(), corpus.resolution(), ())
    assert len(result.events) == 1
    assert len(result.contradictions) == 1


def test_standing_numbers_contradict_across_events_of_one_time_only() -> None:
    corpus = iraq_and_others()
    for file, date, number in (
        ("a.txt", "2023-08-08", "2500"),
        ("b.txt", "2023-08-10", "5000"),
        ("c.txt", "2021-04-07", "5000"),
    ):
        corpus.article(file, date, file).event(
            "Statement", f"قال المتحدث إن في البلاد {number} جندي أميركي {file}", "قال", speaker="us",
            quantities=[(number, "جندي أميركي", Bound.EXACT)],
        )  # fmt: skip
    result = link_events(corpus.extractions(), corpus.resolution(), ())
    assert len(result.contradictions) == 1
