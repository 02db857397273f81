"""Scoring events against a gold file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.evaluate.events import EventFigures, compare
from graph.evaluate.events_gold import Gold, Told, read_articles, read_gold, same_name
from graph.text import comparison_key


def told(event_class: str, *actors: str, date: str | None = None, place: str | None = None, **rest: object) -> Told:
    names = tuple(frozenset((comparison_key(actor),)) for actor in actors)
    places = () if place is None else (frozenset((comparison_key(place),)),)
    return Told("a.txt", 1, event_class, names, date, places, **rest)  # type: ignore[arg-type]


def figures_of(gold: list[Told], found: list[Told]) -> EventFigures:
    """The figures where every gold event's article is annotated."""
    return compare(Gold(tuple(gold), frozenset((event.file, event.part) for event in gold)), found)


def test_a_perfect_answer_scores_one() -> None:
    gold = [told("Meeting", "لويد أوستن", "ثابت العباسي", date="2023-08-07", place="واشنطن")]
    figures = figures_of(gold, gold)
    assert (figures.events.precision, figures.events.recall, figures.events.f1) == (1.0, 1.0, 1.0)
    assert all(right == asked for right, asked in figures.checks.values())
    assert figures.checks["place"] == (1, 1)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        pytest.param(told("Negotiation", "أوستن"), 1, id="subclass-and-surname"),
        pytest.param(told("Visit", "لويد أوستن"), 0, id="other-class"),
        pytest.param(told("Event", "لويد أوستن"), 0, id="no-class"),
        pytest.param(told("Meeting", "محمد السوداني"), 0, id="other-actor"),
        pytest.param(told("Meeting"), 0, id="no-actor"),
    ],
)
def test_an_answer_needs_class_and_actor(found: Told, right: int) -> None:
    figures = figures_of([told("Meeting", "لويد أوستن")], [found])
    assert (figures.events.right, figures.events.recalled) == (right, right)


def test_repeats_count_neither_way() -> None:
    gold = [told("Meeting", "أوستن")]
    figures = figures_of(gold, [*gold, *gold])
    assert (figures.duplicates, figures.events.precision, figures.events.recall) == (1, 1.0, 1.0)


def test_events_beside_the_main_ones_count_for_precision_alone() -> None:
    gold = [told("Meeting", "أوستن"), told("Visit", "العباسي", main=False)]
    assert figures_of(gold, gold[1:]).events.precision == 1.0
    assert figures_of(gold, gold[1:]).events.recall == 0.0
    assert figures_of(gold, gold[:1]).events.recall == 1.0


def test_wrong_properties_show_in_their_own_figures() -> None:
    gold = [told("Attack", "إيران", date="2020-01-08", place="أربيل")]
    figures = figures_of(gold, [told("Killing", "إيران", date="2020-01-09", place="أربيل", factuality="Denied")])
    assert figures.checks == {
        "class": (0, 1),
        "agent": (0, 0),
        "date": (0, 1),
        "place": (1, 1),
        "factuality": (0, 1),
    }


def test_articles_without_gold_are_left_out() -> None:
    other = Told("b.txt", 1, "Meeting")
    assert figures_of([told("Meeting", "أوستن")], [other]).events.found == 0


def test_gold_files_are_read_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"events": [{"file": "x/a.txt", "class": "Meeting", "actors": ["أوستن"]}]}), "utf-8")
    assert read_gold(path) == Gold((told("Meeting", "أوستن"),), frozenset({("a.txt", 1)}))
    path.write_text(json.dumps({"events": [{"file": "a.txt", "class": "Party"}]}), "utf-8")
    with pytest.raises(InputError, match="gold file of events"):
        read_gold(path)


def test_annotated_articles_without_events_count_against_what_is_found() -> None:
    gold = Gold((), frozenset({("a.txt", 1)}))
    assert compare(gold, [told("Meeting", "أوستن")]).events.found == 1


def test_every_actor_is_asked_apart() -> None:
    figures = figures_of([told("Meeting", "أوستن", "العباسي")], [told("Meeting", "أوستن", "السوداني")])
    assert (figures.events.right, figures.all_actors.right) == (1, 0)
    assert (figures.actors.right, figures.actors.found, figures.actors.recalled, figures.actors.wanted) == (1, 2, 1, 2)


def test_classes_have_their_own_figures() -> None:
    figures = figures_of([told("Meeting", "أوستن")], [told("Meeting", "أوستن"), told("Visit", "أوستن")])
    assert (figures.by_class["Meeting"].f1, figures.by_class["Visit"].precision) == (1.0, 0.0)


def test_the_one_who_acts_is_asked_where_gold_names_him_first() -> None:
    gold = [told("Visit", "أوستن", "العباسي")]
    wrong = told("Visit", "أوستن", "العباسي", agents=(frozenset((comparison_key("العباسي"),)),))
    assert figures_of(gold, [wrong]).checks["agent"] == (0, 1)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        pytest.param("عبد العزيز محمد", "عبدالعزيز محمد", True, id="compound"),
        pytest.param("مسؤولون أمريكيون", "مسؤولين أمريكيين", True, id="case"),
        pytest.param("أحمد علي", "محمد علي", False, id="other-given-name"),
    ],
)
def test_names_compare_without_case_and_spaces(left: str, right: str, same: bool) -> None:
    keys = (frozenset((comparison_key(name),)) for name in (left, right))
    assert same_name(*keys) is same


@pytest.mark.parametrize("name", ["looked", "scored"])
def test_the_gold_files_name_their_articles(name: str) -> None:
    path = Path(__file__).parent / "data" / "events" / f"{name}.json"
    gold, articles = read_gold(path), read_articles(path)
    assert {(article.file, 1) for article in articles} == gold.articles
    assert all(event.spans for event in gold.events)


def test_a_gold_file_without_articles_writes_none(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text('{"events": []}', "utf-8")
    with pytest.raises(InputError, match="names no articles"):
        read_articles(path)
