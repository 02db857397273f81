"""Sentences broken inside an abbreviation, a number or a quotation are joined, and no others."""

from __future__ import annotations

import pytest

from graph.annotate.model_text import LONGEST_SENTENCE
from graph.annotate.sentences import Draft, group_drafts, join_sentences


def drafts(text: str, *ends: str) -> list[Draft]:
    """The text's sentences, cut behind each of `ends` in turn, with blanks and punctuation as token borders."""
    found, start = [], 0
    for end in [*ends, ""]:
        stop = text.index(end, start) + len(end) if end else len(text)
        piece = text[start:stop]
        first = start + len(piece) - len(piece.lstrip())
        spaced = "".join(f" {character} " if character in '.!؟«»"' else character for character in piece)
        found.append(Draft(tuple(spaced.split()), first, start + len(piece.rstrip())))
        start = stop
    return found


@pytest.mark.parametrize(
    ("text", "ends", "groups"),
    [
        pytest.param("حضر د. سالم. وغادر.", ("د.", "سالم."), [[0, 1], [2]], id="title"),
        pytest.param("نقلت أ.ف.ب. عنه ذلك. وأكد.", ("ب.", "ذلك."), [[0, 1], [2]], id="agency"),
        pytest.param("ولد عام 1960 م. ثم سافر.", ("م.",), [[0], [1]], id="era-ends-a-sentence"),
        pytest.param("صدر في 3.7.2021. ونشر.", ("3.7.", "2021."), [[0, 1], [2]], id="date"),
        pytest.param("بلغ العدد 12. 15 منهم غابوا.", ("12.",), [[0], [1]], id="number-ends-a-sentence"),
        pytest.param("قال: «انتهينا. سنعود غدا». وغادر.", ("انتهينا.", "»."), [[0, 1], [2]], id="quotation"),
        pytest.param('قال: "انتهينا. سنعود" وغادر.', ("انتهينا.",), [[0, 1]], id="straight-quotation"),
        pytest.param("قال: «انتهينا. سنعود غدا.", ("انتهينا.",), [[0], [1]], id="quotation-never-closed"),
        pytest.param(
            "قال: «انتهينا.\n\nسنعود». غدا.", ("انتهينا.", "»."), [[0], [1], [2]], id="paragraph-end"
        ),
        pytest.param("قال: «انتهينا. ». وغادر.", ("انتهينا.", "»."), [[0, 1], [2]], id="closing-mark-alone"),
        pytest.param("وصل الوفد. وغادر.", ("الوفد.",), [[0], [1]], id="plain"),
    ],
)
def test_wrong_breaks_are_mended(text: str, ends: tuple[str, ...], groups: list[list[int]]) -> None:
    assert list(group_drafts(drafts(text, *ends), text)) == groups


def test_a_quotation_without_end_makes_no_endless_sentence() -> None:
    text = "«" + "كلمة . " * (2 * LONGEST_SENTENCE) + "»"
    pieces = [Draft(("كلمة", "."), 1 + 7 * number, 7 * number + 7) for number in range(2 * LONGEST_SENTENCE)]
    pieces[0] = Draft(("«", "كلمة", "."), 0, 7)
    groups = list(group_drafts(pieces, text))
    assert [index for group in groups for index in group] == list(range(len(pieces)))
    assert max(sum(len(pieces[index].tokens) for index in group) for group in groups) <= LONGEST_SENTENCE


def test_joined_documents_are_numbered_on() -> None:
    stanza_doc = pytest.importorskip("stanza.models.common.doc")
    text = "حضر د. سالم بنفسه"
    spans = [[("حضر", 0), ("د", 4), (".", 5)], [("سالم", 7)]]
    sentences = [
        [{"id": i, "text": t, "start_char": at, "end_char": at + len(t)} for i, (t, at) in enumerate(sentence, 1)]
        for sentence in spans
    ]
    sentences[1] += [
        {"id": (2, 3), "text": "بنفسه", "start_char": 12, "end_char": 17},
        {"id": 2, "text": "ب"},
        {"id": 3, "text": "نفسه"},
    ]
    joined = join_sentences(stanza_doc.Document(sentences, text=text))
    (sentence,) = joined.sentences
    assert [token.id for token in sentence.tokens] == [(1,), (2,), (3,), (4,), (5, 6)]
    assert [word.text for word in sentence.words] == ["حضر", "د", ".", "سالم", "ب", "نفسه"]
    assert [token.start_char for token in sentence.tokens] == [0, 4, 5, 7, 12]
