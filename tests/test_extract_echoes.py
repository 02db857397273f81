"""Definite nouns that point back to an event told before in their article."""

from __future__ import annotations

import pytest
import spacy

from graph.extract import with_echoes
from graph.ids import mention_id
from graph.model import Article, EventMention, Extraction, Mention, Span, confidence

_LEAD = "عقد الوزيران اجتماعا في عمان"


def extraction(text: str, trigger: str, event_class: str) -> Extraction:
    """An article with one event, told by `trigger`."""
    article = Article("a-1", "a.txt", 1, "", Span(0, len(text)), (Span(0, len(text)),), text, "hash")
    start = text.index(trigger)
    span = Span(start, start + len(trigger))
    end = text.find("\n") if "\n" in text else len(text)
    key = mention_id(article.id, "e", span.start, span.end)
    mention = Mention(key, article.id, span, trigger, text[:end], Span(0, end), "made", confidence(0.7))
    return Extraction(article, events=(EventMention(mention, event_class),))


def echoes(text: str, trigger: str = "اجتماعا", event_class: str = "Meeting") -> list[str]:
    found = with_echoes(extraction(text, trigger, event_class), spacy.blank("ar")(text), ())
    return [event.mention.anchor for event in found.events if event.echo_of is not None]


@pytest.mark.parametrize(
    ("sequel", "found"),
    [
        pytest.param("وقال الناطق إن اللقاء كان مفيدا", ["اللقاء"], id="near-synonym"),
        pytest.param("وأشاد الوفد بالاجتماع", ["الاجتماع"], id="after-a-preposition"),
        pytest.param("وتطرق الوزير للاجتماع", ["للاجتماع"], id="article-swallowed-by-the-preposition"),
        pytest.param("ويعقد اجتماع آخر غدا", [], id="indefinite"),
        pytest.param("وأدانت الوزارة الهجوم", [], id="no-event-of-that-kind-before"),
        pytest.param("وقال في اللقاء الصحفي إن الأمر انتهى", [], id="blocked-by-the-next-word"),
        pytest.param("وانتهت المكالمة", [], id="a-call-is-no-meeting"),
    ],
)
def test_what_points_back(sequel: str, found: list[str]) -> None:
    assert echoes(f"{_LEAD}\n{sequel}") == found


def test_an_echo_names_the_event_it_means() -> None:
    text = f"{_LEAD}\nوانتهى الاجتماع"
    made = extraction(text, "اجتماعا", "Negotiation")
    (echo,) = [event for event in with_echoes(made, spacy.blank("ar")(text), ()).events if event.echo_of]
    assert echo.echo_of == made.events[0].id
    assert echo.event_class == "Negotiation"
    assert text[echo.mention.span.start : echo.mention.span.end] == echo.mention.anchor == "الاجتماع"
    assert echo.mention.sentence == "وانتهى الاجتماع"


def test_a_noun_in_the_phrase_of_a_trigger_is_no_second_mention() -> None:
    assert echoes("انطلقت جولة من المباحثات في عمان", "جولة", "Negotiation") == []


def test_nothing_points_forward() -> None:
    assert echoes("انتهى اللقاء\nوعقد الوزيران اجتماعا") == []
