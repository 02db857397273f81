"""Sentences broken inside an abbreviation, a number or a quotation are joined, and no others."""

from __future__ import annotations

import pytest

from graph.annotate.model_text import LONGEST_SENTENCE
from graph.annotate.sentences import Draft, group_drafts, mend_document


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
        pytest.param("قال: «انتهينا.\n\nسنعود». غدا.", ("انتهينا.", "»."), [[0], [1], [2]], id="paragraph-end"),
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


def test_mended_documents_are_numbered_anew() -> None:
    stanza_doc = pytest.importorskip("stanza.models.common.doc")
    text = "حضر د. سالم بنفسه وصل"
    sentences = [
        [entry(1, "حضر", 0), entry(2, "د", 4), entry(3, ".", 5)],
        [
            entry(1, "سالم", 7),
            {**entry(2, "بنفسه", 12), "id": (2, 3)},
            {"id": 2, "text": "ب"},
            {"id": 3, "text": "نفسه"},
            {**entry(4, "وصل", 18), "id": (4, 5)},
            {"id": 4, "text": "و"},
            {"id": 5, "text": "صل"},
        ],
    ]
    segments = {"بنفسه": ("ب", "نفس", "ه"), "وصل": ("وصل",)}
    mended = mend_document(stanza_doc.Document(sentences, text=text), segments)
    (sentence,) = mended.sentences
    assert [token.id for token in sentence.tokens] == [(1,), (2,), (3,), (4,), (5, 7), (8,)]
    assert [word.text for word in sentence.words] == ["حضر", "د", ".", "سالم", "ب", "نفس", "ه", "وصل"]
    assert [(token.start_char, token.end_char) for token in sentence.tokens][-2:] == [(12, 17), (18, 21)]


def entry(number: int, text: str, start: int) -> dict[str, object]:
    """A token as Stanza's Document reads it."""
    return {"id": (number,), "text": text, "start_char": start, "end_char": start + len(text)}
