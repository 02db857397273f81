"""Links between events: plans and outcomes, parts, statements; and the bounds of undated articles."""

from __future__ import annotations

import pytest
from factories import Corpus, day, iraq_and_others

from graph.model import Event, Factuality, LinkedEvents
from graph.resolve.events import link_events


@pytest.fixture
def corpus() -> Corpus:
    return iraq_and_others()


def by_mention(corpus: Corpus) -> tuple[LinkedEvents, dict[str, Event]]:
    result = link_events(corpus.extractions(), corpus.resolution(), ())
    return result, {key: event for event in result.events for key in event.mentions}


REALISED = [
    pytest.param("2024-04-10", "2024-04-13", "2024-04-13", Factuality.PLANNED, True, id="as planned"),
    pytest.param("2024-04-10", "2024-04-13", "2024-04-15", Factuality.PLANNED, True, id="two days later"),
    pytest.param("2024-04-10", "2024-04-13", "2024-06-15", Factuality.PLANNED, False, id="another visit"),
    pytest.param("2024-04-10", None, "2024-05-15", Factuality.PLANNED, True, id="a plan without a day"),
    pytest.param("2024-04-20", None, "2024-04-13", Factuality.PLANNED, False, id="a plan told after it"),
    pytest.param("2024-04-10", "2024-04-13", "2024-04-13", Factuality.POSSIBLE, False, id="a mere call for it"),
]


@pytest.mark.parametrize(("told", "planned", "held", "factuality", "expected"), REALISED)
def test_realises(
    corpus: Corpus, told: str, planned: str | None, held: str, factuality: Factuality, expected: bool
) -> None:
    plan = corpus.article("a.txt", told).event(
        "Visit", "زيارة السوداني إلى واشنطن", "زيارة", visitor="sudani", place="washington", when=day(planned),
        factuality=factuality,
    )  # fmt: skip
    done = corpus.article("b.txt", held).event(
        "Visit", "وصل السوداني إلى واشنطن", "وصل", visitor="sudani", place="washington", when=day(held)
    )
    _, events = by_mention(corpus)
    assert (events[plan].id in events[done].realises) is expected


def test_one_plan_is_realised_by_one_event(corpus: Corpus) -> None:
    plan = corpus.article("a.txt", "2024-04-01").event(
        "Visit",
        "يزور السوداني واشنطن قريبا",
        "يزور",
        visitor="sudani",
        place="washington",
        factuality=Factuality.PLANNED,
    )
    for number, date in enumerate(("2024-04-13", "2024-06-20")):
        corpus.article(f"b{number}.txt", date).event(
            "Visit", "وصل السوداني إلى واشنطن", "وصل", visitor="sudani", place="washington", when=day(date)
        )
    result, events = by_mention(corpus)
    (held,) = [event for event in result.events if event.realises]
    assert held.realises == (events[plan].id,)
    assert held.when is not None
    assert held.when.edtf == "2024-04-13"


def test_signing_at_a_meeting_is_its_part(corpus: Corpus) -> None:
    article = corpus.article("a.txt", "2024-04-23")
    meeting = article.event(
        "Meeting", "التقى السوداني وفيدان في بغداد", "التقى", participant=("sudani", "fidan"), when=day("2024-04-22")
    )
    signing = article.event(
        "Agreement", "ووقع السوداني وفيدان مذكرة تفاهم", "وقع", signatory=("sudani", "fidan"), when=day("2024-04-22")
    )
    other = article.event("Agreement", "ووقع الأردن وسوريا مذكرة", "وقع", signatory=("jordan", "syria"))
    _, events = by_mention(corpus)
    assert events[meeting].sub_events == (events[signing].id,)
    assert events[other].id not in events[meeting].sub_events


def test_a_meeting_elsewhere_is_no_part_of_the_visit(corpus: Corpus) -> None:
    article = corpus.article("a.txt", "2024-04-23")
    article.event("Visit", "زار السوداني واشنطن", "زار", visitor="sudani", place="washington", when=day("2024-04-15"))
    article.event(
        "Meeting", "والتقى السوداني فيدان في بغداد", "التقى", participant=("sudani", "fidan"), place="baghdad",
        when=day("2024-04-22"),
    )  # fmt: skip
    result, _ = by_mention(corpus)
    assert all(event.sub_events == () for event in result.events)


def test_what_a_statement_asserts_and_is_about(corpus: Corpus) -> None:
    article = corpus.article("a.txt", "2024-04-23")
    attack = article.event("Attack", "هجوم على قاعدة عين الأسد", "هجوم", place="asad", attacker="faction")
    said = article.event(
        "Statement", "قال أوستن إن هجوما وقع", "قال", speaker="austin", asserts=(attack,), about=("faction",)
    )
    _, events = by_mention(corpus)
    assert events[said].asserts == (events[attack].id,)
    assert events[said].about == ("actor-faction",)


BOUNDS = [
    pytest.param("التقى العباسي أوستن", Factuality.ACTUAL, ("2023-08-07", None), id="done: not before"),
    pytest.param("التقى العباسي أوستن اليوم", Factuality.ACTUAL, ("2023-08-07", "2023-08-07"), id="today: that day"),
    pytest.param("التقى العباسي أوستن هذا الأسبوع", Factuality.ACTUAL, ("2023-08-07", "2023-08-13"), id="this week"),
]


@pytest.mark.parametrize(("sentence", "factuality", "expected"), BOUNDS)
def test_bounds_of_an_undated_article(
    corpus: Corpus, sentence: str, factuality: Factuality, expected: tuple[str, str | None]
) -> None:
    for file, date, line, when in (
        ("a.txt", "2023-08-08", "التقى العباسي أوستن يوم الاثنين", day("2023-08-07")),
        ("b.txt", None, sentence, None),
    ):
        corpus.article(file, date).event(
            "Meeting", line, "التقى", participant=("abbasi", "austin"), when=when, factuality=factuality
        )
    result, _ = by_mention(corpus)
    (when,) = result.inferred_bounds.values()
    bounds = (str(when.earliest), str(when.latest) if when.latest is not None else None)
    assert bounds == expected


def test_no_bounds_without_a_shared_day(corpus: Corpus) -> None:
    for file, date in (("a.txt", "2023-08-08"), ("b.txt", None)):
        corpus.article(file, date).event("Meeting", "التقى العباسي أوستن", "التقى", participant=("abbasi", "austin"))
    result, _ = by_mention(corpus)
    assert result.inferred_bounds == {}
