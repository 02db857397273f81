"""Scoring events against a gold file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.evaluate.events import Told, compare, read_gold
from graph.text import comparison_key


def told(event_class: str, *actors: str, date: str | None = None, place: str | None = None, **rest: object) -> Told:
    names = tuple(frozenset((comparison_key(actor),)) for actor in actors)
    places = () if place is None else (frozenset((comparison_key(place),)),)
    return Told("a.txt", 1, event_class, names, date, places, **rest)  # type: ignore[arg-type]


def test_a_perfect_answer_scores_one() -> None:
    gold = [told("Meeting", "لويد أوستن", "ثابت العباسي", date="2023-08-07", place="واشنطن")]
    figures = compare(gold, gold)
    assert (figures.precision, figures.recall, figures.f1) == (1.0, 1.0, 1.0)
    assert all(right == asked == 1 for right, asked in figures.checks.values())


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
    figures = compare([told("Meeting", "لويد أوستن")], [found])
    assert (figures.right, figures.recalled) == (right, right)


def test_repeats_count_neither_way() -> None:
    gold = [told("Meeting", "أوستن")]
    figures = compare(gold, [*gold, *gold])
    assert (figures.duplicates, figures.precision, figures.recall) == (1, 1.0, 1.0)


def test_events_beside_the_main_ones_count_for_precision_alone() -> None:
    gold = [told("Meeting", "أوستن"), told("Visit", "العباسي", main=False)]
    assert compare(gold, gold[1:]).precision == 1.0
    assert compare(gold, gold[1:]).recall == 0.0
    assert compare(gold, gold[:1]).recall == 1.0


def test_wrong_properties_show_in_their_own_figures() -> None:
    gold = [told("Attack", "إيران", date="2020-01-08", place="أربيل")]
    figures = compare(gold, [told("Killing", "إيران", date="2020-01-09", place="أربيل", factuality="Denied")])
    assert figures.checks == {
        "class": (0, 1),
        "all_actors": (1, 1),
        "date": (0, 1),
        "place": (1, 1),
        "factuality": (0, 1),
    }


def test_articles_without_gold_are_left_out() -> None:
    other = Told("b.txt", 1, "Meeting")
    assert compare([told("Meeting", "أوستن")], [other]).found == 0


def test_gold_files_are_read_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"events": [{"file": "x/a.txt", "class": "Meeting", "actors": ["أوستن"]}]}), "utf-8")
    assert read_gold(path) == [told("Meeting", "أوستن")]
    path.write_text(json.dumps({"events": [{"file": "a.txt", "class": "Party"}]}), "utf-8")
    with pytest.raises(InputError, match="gold file of events"):
        read_gold(path)
