"""Places are found with their country and coordinates, and told apart by what the article speaks of."""

from __future__ import annotations

import pytest
from newsroom import told


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        pytest.param("انفجار في أربيل أمس", "أربيل", "place-erbil-iq", id="a city"),
        pytest.param("انفجار شمال أربيل أمس", "أربيل", "place-erbil-iq", id="a side of a city"),
        pytest.param("اجتمعوا في بغداد أمس", "بغداد", "place-baghdad-iq", id="a capital"),
        pytest.param("هجوم في محافظة الأنبار", "محافظة الأنبار", "place-anbar", id="a province"),
        pytest.param("قصف قاعدة عين الأسد", "قاعدة عين الأسد", "place-ain-al-asad", id="a base"),
        pytest.param("قصف شمال محافظة نينوى", "محافظة نينوى", "place-nineveh", id="a side of a province"),
        pytest.param("انفجار جنوبي مدينة كركوك", "كركوك", "place-kirkuk-iq", id="a side of a city named so"),
        pytest.param("عاد إلى العاصمة العراقية أمس", "العاصمة العراقية", "place-baghdad-iq", id="a capital described"),
        pytest.param("في طرابلس قالت ليبيا إن الليبي وصل", "طرابلس", "place-tripoli-ly", id="by context, Libya"),
        pytest.param("في طرابلس قالت بيروت إن لبنان واللبناني", "طرابلس", "place-tripoli-lb", id="by context, Lebanon"),
    ],
)
def test_a_name_finds_its_place(text: str, words: str, place: str) -> None:
    assert told(text).where(words) == place


def test_a_place_has_coordinates_and_a_country_with_its_actor() -> None:
    places = {place.id: place for place in told("انفجار في أربيل").resolution.places}
    erbil, iraq = places["place-erbil-iq"], places["place-iraq"]
    assert erbil.latitude is not None
    assert 36 < erbil.latitude < 37
    assert erbil.in_country == "place-iraq"
    assert iraq.territory_of == "country-iraq"
    assert iraq.mentions == ()


def test_oman_and_amman_are_told_apart() -> None:
    assert told("قال سلطان عمان إن سلطنة عمان ترحب").who("عمان") == "country-oman"
    assert told("قال العاهل الأردني إن عمان ترحب").who("عمان") == "country-jordan"


def test_an_unknown_place_becomes_a_place_of_the_corpus() -> None:
    text = "وقع الحادث في بلدة تلمحجوب أمس"
    story = told(text, text + " ليلا", entities={"تلمحجوب": "LOC"})
    assert story.where("تلمحجوب") is not None
    assert story.where("تلمحجوب") == story.where("تلمحجوب", 1)
