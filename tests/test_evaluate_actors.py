"""Figures of actors against a gold file: hand-computed cases."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from newsroom import article, told

from graph.errors import InputError
from graph.evaluate.actors import compare, found_in, match_spots, read_gold
from graph.knowledge import load_knowledge

A, B, C, D = ("a.txt", 0, 5), ("a.txt", 10, 15), ("b.txt", 0, 5), ("b.txt", 20, 25)
AUSTIN, IRAQ = "person-lloyd-austin", "country-iraq"


def test_a_perfect_answer() -> None:
    gold = {A: AUSTIN, B: IRAQ, C: AUSTIN}
    figures = compare(gold, dict(gold), complete=True, knowledge=load_knowledge())
    assert figures.b_cubed.f1 == figures.ceaf_e.f1 == figures.known_precision == 1.0
    assert figures.wrong_merges == 0


def test_a_merge_of_two_costs_precision_and_is_counted() -> None:
    figures = compare({A: "x", B: "y"}, {A: "p", B: "p"}, complete=True, knowledge=load_knowledge())
    assert (figures.b_cubed.precision, figures.b_cubed.recall) == (0.5, 1.0)
    assert (figures.wrong_merges, figures.clusters) == (1, 1)


def test_a_split_costs_recall() -> None:
    figures = compare({A: "x", C: "x"}, {A: "p", C: "q"}, complete=True, knowledge=load_knowledge())
    assert (figures.b_cubed.precision, figures.b_cubed.recall) == (1.0, 0.5)


def test_what_the_gold_does_not_list_counts_only_when_it_is_complete() -> None:
    known = load_knowledge()
    assert compare({A: "x"}, {A: "p", D: "p"}, complete=False, knowledge=known).b_cubed.precision == 1.0
    assert compare({A: "x"}, {A: "p", D: "p"}, complete=True, knowledge=known).b_cubed.precision < 1.0


def test_a_wrong_link_to_a_known_actor_is_counted() -> None:
    figures = compare({A: "x", B: IRAQ}, {A: AUSTIN, B: IRAQ}, complete=True, knowledge=load_knowledge())
    assert (figures.known_right, figures.known_links) == (1, 2)


def test_a_country_and_its_territory_are_one() -> None:
    figures = compare({A: IRAQ, C: IRAQ}, {A: "place-iraq", C: IRAQ}, complete=True, knowledge=load_knowledge())
    assert figures.b_cubed.f1 == 1.0


def test_equal_extents_go_before_overlaps_and_each_is_used_once() -> None:
    gold = {("a.txt", 0, 10): "x"}
    pairs = match_spots(gold, {("a.txt", 0, 9): "p", ("a.txt", 0, 10): "q", ("a.txt", 8, 30): "r"})
    assert pairs == {("a.txt", 0, 10): ("a.txt", 0, 10)}
    assert match_spots(gold, {("a.txt", 0, 8): "p", ("a.txt", 2, 10): "q"}) == {("a.txt", 0, 8): ("a.txt", 0, 10)}
    assert match_spots(gold, {("a.txt", 9, 12): "p"}) == {}


def test_gold_is_read_and_bad_gold_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    row = {"file": "news/a.txt", "begin": 0, "end": 5, "actor": "x"}
    path.write_text(json.dumps({"mentions": [row], "complete": True}), encoding="utf-8")
    assert read_gold(path) == ({A: "x"}, True)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="not a gold file"):
        read_gold(path)


def test_own_articles_are_resolved_well() -> None:
    """The articles of tests/data/actors/own.txt, without a model: their figures must not fall."""
    gold: dict[tuple[str, int, int], str] = {}
    articles = []
    lines = (Path(__file__).parent / "data/actors/own.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if not line.startswith("#")):
        date, marked = line.split("\t")
        text, marks = unmarked(marked)
        articles.append(article(text, f"{number}.txt", date))
        gold |= {(f"{number}.txt", begin, end): actor for begin, end, actor in marks}
    story = told(*articles)
    found = found_in(story.extractions, story.resolution)
    figures = compare(gold, found, complete=False, knowledge=load_knowledge())
    assert figures.b_cubed.f1 >= 0.93
    assert figures.known_precision >= 0.93


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and the marks' extents and actors."""
    text, marks, done = "", [], 0
    for match in re.finditer(r"\[([a-z0-9-]+)\|([^]]+)]", marked):
        text += marked[done : match.start()]
        marks.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        done = match.end()
    return text + marked[done:], marks
