"""Names compare by spelling, transliteration and parts left out, and stay apart where a letter makes another name."""

from __future__ import annotations

import pytest

from graph.knowledge.names import SAME_NAME, compare_names, is_suspect, name_tokens
from graph.knowledge.titles import load_titles
from graph.resolve.romanise import romanise


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("لويد أوستن", "لويد اوستن", id="hamza"),
        pytest.param("لويد أوستن", "لويد اوتسن", id="letters swapped"),
        pytest.param("أنتوني بلينكن", "أنتوني بلينكين", id="a vowel"),
        pytest.param("سيرغي لافروف", "سيرجي لافروف", id="gh and j"),
        pytest.param("ثابت العباسي", "ثابت محمد العباسي", id="a part left out"),
        pytest.param("عبد الله حمدوك", "عبدالله حمدوك", id="a compound"),
        pytest.param("محمد بن سلمان", "محمد سلمان", id="bin"),
        pytest.param("ماثيو ماكفارلين", "ماثيو مكفارلن", id="vowels"),
    ],
)
def test_spellings_of_one_name_are_alike(left: str, right: str) -> None:
    assert compare_names(name_tokens(left), name_tokens(right)).value >= SAME_NAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("حسن الشمري", "حسين الشمري", id="Hasan and Husain"),
        pytest.param("محمد العباسي", "محمد العبسي", id="family names"),
        pytest.param("محمد العباسي", "ثابت العباسي", id="given names"),
        pytest.param("أحمد علي", "علي أحمد", id="another order"),
        pytest.param("العباسي", "ثابت العباسي", id="a surname alone"),
        pytest.param("", "ثابت العباسي", id="nothing"),
    ],
)
def test_different_names_are_not(left: str, right: str) -> None:
    assert compare_names(name_tokens(left), name_tokens(right)).value < SAME_NAME


def test_a_score_says_why() -> None:
    assert "left out" in compare_names(name_tokens("ثابت العباسي"), name_tokens("ثابت محمد العباسي")).detail


@pytest.mark.parametrize(
    ("name", "suspect"),
    [
        pytest.param("ثابت العباسي", False, id="a name"),
        pytest.param("ثابت\u200f العباسي", False, id="a mark of direction"),
        pytest.param("F-16", False, id="Latin"),
        pytest.param("", True, id="empty"),
        pytest.param("ع", True, id="one letter"),
        pytest.param("ثابت \u202eالعباسي", True, id="an override"),
        pytest.param("ثابт العباسي", True, id="Cyrillic inside a word"),
        pytest.param("اسم " * 200, True, id="hundreds of letters"),
    ],
)
def test_suspect_names(name: str, suspect: bool) -> None:
    assert is_suspect(name) is suspect


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        pytest.param("الملك سلمان بن عبد العزيز", "سلمان بن عبد العزيز", id="an honorific"),
        pytest.param("الفريق أول مايكل لانغلي", "مايكل لانغلي", id="a rank of two words"),
        pytest.param("الملك سلمان", "الملك سلمان", id="one word would be left"),
        pytest.param("ثابت العباسي", "ثابت العباسي", id="none"),
    ],
)
def test_honorifics_come_off(name: str, plain: str) -> None:
    assert load_titles().untitled(name) == plain


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        pytest.param("سوديري", "Sudiri", id="long vowels"),
        pytest.param("العباسي", "al-Abasi", id="the article"),
        pytest.param("الدلفاوي", "al-Dalfawi", id="a short vowel between consonants"),
        pytest.param("يوسف", "Youssef", id="a given name's usual form"),
        pytest.param("عبد الوهاب الساعدي", "Abdulwahab al-Saadi", id="a compound"),
        pytest.param("NATO", "NATO", id="Latin stays"),
        pytest.param("", "?", id="empty"),
    ],
)
def test_romanisation_follows_the_table(name: str, latin: str) -> None:
    assert romanise(name) == latin
