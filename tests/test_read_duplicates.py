"""Reprints: exact, edited, shortened; and texts that only share their subject."""

from __future__ import annotations

import random

import pytest

from graph.read.duplicates import _CHUNK, DuplicateIndex, sketch_text

WORDS = [f"كلمة{number}" for number in range(4000)]


def story(seed: int, length: int = 300) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def found(*texts: list[str]) -> list[str | None]:
    index = DuplicateIndex()
    return [index.add(str(number), " ".join(text)) for number, text in enumerate(texts)]


def edited(words: list[str], every: int) -> list[str]:
    return [word if place % every else "بديل" for place, word in enumerate(words, 1)]


@pytest.mark.parametrize(
    ("second", "repeated"),
    [
        (story(1), True),
        (edited(story(1), 40), True),
        (story(1)[:100], True),
        (story(1)[:150] + story(2)[:30], True),
        (story(1) + story(3, 200), True),
        (story(2), False),
        (edited(story(1), 4), False),
        (story(1)[:100] + story(2)[:200], False),
        (story(1)[:30], False),
    ],
    ids=[
        "same",
        "edited",
        "shortened",
        "shortened with an end",
        "lengthened",
        "other",
        "rewritten",
        "background",
        "bit",
    ],
)
def test_what_is_a_reprint(second: list[str], repeated: bool) -> None:
    assert found(story(1), second) == [None, "0" if repeated else None]


def test_spelling_does_not_matter() -> None:
    words = ["أكد", "الوزير", "أن", "الاتفاقية", "ستوقع", "في", "إسطنبول", "الأسبوع", "المقبل", "على", "مستوى", "عال"]
    plain = ["اكد", "الوزير", "ان", "الاتفاقيه", "ستوقع", "في", "اسطنبول", "الاسبوع", "المقبل", "علي", "مستوي", "عال"]
    assert found(words, plain) == [None, "0"]


def test_points_to_the_earliest_text_of_a_chain() -> None:
    assert found(story(1), edited(story(1), 50), edited(story(1), 45)) == [None, "0", "0"]


def test_finds_across_merged_runs() -> None:
    texts = [story(number, 60) for number in range(2 * _CHUNK + 50)]
    assert found(*texts, texts[5], texts[_CHUNK + 7])[-2:] == ["5", str(_CHUNK + 7)]


def test_sketch_is_the_same_in_every_run() -> None:
    sketch, size = sketch_text("قال الوزير إن الاتفاق قريب جدا")
    assert (size, sketch[:2].tolist()) == (4, [326240205, 1584516604])


@pytest.mark.parametrize("text", ["", "كلمة", "كلمتان اثنتان"])
def test_texts_of_less_than_three_words(text: str) -> None:
    assert found(text.split(), text.split()) == [None, "0"]
