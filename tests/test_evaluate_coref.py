"""Figures of event coreference: hand-counted cases, alignment, and the development stories through linking alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from coref_oracle import claim_pairs, extraction_of, found_mentions, resolution_of, stories

from graph.errors import InputError
from graph.evaluate.coref import FoundMention, GoldMention, align, read_gold, score
from graph.evaluate.coref_marked import read_story, write_corpus
from graph.evaluate.coref_metrics import b_cubed, ceaf_e, conll, muc
from graph.resolve.events import link_events


def test_perfect_and_worst() -> None:
    key = [["a", "b", "c"], ["d"]]
    assert (muc(key, key).f1, b_cubed(key, key).f1, ceaf_e(key, key).f1, conll(key, key)) == (1, 1, 1, 1)
    assert conll(key, []) == 0
    assert muc([["a"]], [["a"]]).f1 == 0


def test_published_example() -> None:
    # Entities {1..5} {6,7} {8..12} against {1..5} {6..12}, the textbook example of Bagga and Baldwin (1998).
    key = [list("12345"), list("67"), list("89ABC")]
    response = [list("12345"), list("6789ABC")]
    assert (muc(key, response).precision, muc(key, response).recall) == (pytest.approx(9 / 10), 1.0)
    assert b_cubed(key, response).precision == pytest.approx(0.76, abs=0.005)
    assert b_cubed(key, response).recall == 1.0
    found = ceaf_e(key, response)
    assert found.precision == pytest.approx((1 + 10 / 12) / 2)
    assert found.recall == pytest.approx((1 + 10 / 12) / 3)


def test_missing_mentions_count_against_recall() -> None:
    found = b_cubed([["a", "b"], ["c"]], [["a", "b"]])
    assert (found.precision, found.recall) == (1.0, pytest.approx(2 / 3))


def found(
    key: str, event: str, begin: int, sentence: str = "التقى الوزير نظيره", classes: str = "Meeting"
) -> FoundMention:
    return FoundMention(key, event, "in/a.txt", begin, begin + 5, sentence, frozenset((classes, "Event")))


def test_alignment_prefers_overlap_then_the_sentence() -> None:
    gold = [GoldMention("g", "a.txt", 10, 15, "التقى", "Meeting", "e")]
    assert align(gold, [found("far", "x", 20), found("near", "x", 12)])["g"].id == "near"
    assert align(gold, [found("far", "x", 20)])["g"].id == "far"
    assert align(gold, [found("other", "x", 20, classes="Attack")]) == {}
    assert align(gold, [found("elsewhere", "x", 20, sentence="جملة أخرى")]) == {}


def test_each_found_mention_is_used_once() -> None:
    gold = [GoldMention(key, "a.txt", at, at + 5, "التقى", "Meeting", "e") for key, at in (("g", 10), ("h", 11))]
    assert len(align(gold, [found("one", "x", 10)])) == 1


@pytest.mark.parametrize("content", ["{", "{}", '{"mentions": [{"id": "m"}]}'], ids=["no json", "no list", "no keys"])
def test_a_broken_gold_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.json"):
        read_gold(path)


def test_marks_become_offsets(tmp_path: Path) -> None:
    path = tmp_path / "s99.txt"
    path.write_text(
        "# event one Meeting\n# event two Meeting\n# apart one two\n# contradict a:one b:one\n"
        "=== a\nثم {التقى=one} الوزير و{زار=two}\n=== b\n{لقاء=one}\n",
        encoding="utf-8",
    )
    gold_path = write_corpus([read_story(path)], tmp_path / "out")
    text = (tmp_path / "out" / "s99-a.txt").read_text(encoding="utf-8")
    assert text == "ثم التقى الوزير وزار\n"
    for row in json.loads(gold_path.read_text(encoding="utf-8"))["mentions"]:
        raw = (tmp_path / "out" / row["file"]).read_text(encoding="utf-8")
        assert raw[row["begin"] : row["end"]] == row["anchor"]
    assert read_gold(gold_path).apart == (("s99-one", "s99-two"),)


@pytest.mark.parametrize("line", ["# apart one none", "# contradict a:one b:one"], ids=["event", "article"])
def test_a_story_that_names_what_is_not_there(tmp_path: Path, line: str) -> None:
    path = tmp_path / "s98.txt"
    path.write_text(f"# event one Meeting\n{line}\n=== a\n{{لقاء=one}}\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_story(path)


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    told = stories()
    assert len(told) >= 20
    assert sum(len(story.articles) for story in told) >= 60


@pytest.mark.parametrize("perfect", [False, True], ids=["rough roles", "perfect roles"])
@pytest.mark.parametrize("scored", [False, True], ids=["looked at", "only scored"])
def test_stories_through_linking_alone(tmp_path: Path, scored: bool, perfect: bool) -> None:
    told = stories(scored=scored)
    extractions = [extraction_of(story, article, perfect=perfect) for story in told for article in story.articles]
    linked = link_events(extractions, resolution_of(extractions), ())
    report = score(read_gold(write_corpus(told, tmp_path)), found_mentions(extractions, linked), claim_pairs(linked))
    assert report.found == 1.0
    assert report.conll >= (0.95 if perfect else 0.85)
    assert report.merged_rate <= (0.05 if perfect else 0.15)
    assert report.false_contradictions == ()
    assert report.contradictions.recall >= 0.9
