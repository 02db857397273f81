"""The knowledge base holds together, finds names in text, and takes the user's rows."""

from __future__ import annotations

import datetime
import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

from graph.errors import LexiconError
from graph.ids import is_local_name, slug_name
from graph.knowledge import load_knowledge, split_words
from graph.knowledge.entries import COLUMNS
from graph.knowledge.forms import adjective_forms
from graph.knowledge.gazetteer import Gazetteer
from graph.lexicons import read_list
from graph.model import EntityKind
from graph.text import comparison_key, is_arabic

HEADER = ",".join(COLUMNS) + "\n"


def row(**cells: str) -> str:
    return ",".join(cells.get(column, "") for column in COLUMNS) + "\n"


def write(tmp_path: Path, rows: str) -> Path:
    path = tmp_path / "more.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def test_it_is_large_enough_and_every_entry_is_named() -> None:
    entries = list(load_knowledge().entries())
    kinds = Counter(entry.kind for entry in entries)
    assert kinds[EntityKind.PERSON] >= 400
    assert kinds[EntityKind.COUNTRY] >= 150
    for entry in entries:
        assert is_local_name(entry.id)
        assert is_arabic(entry.names_ar[0])
        assert entry.names_en[0].strip()


def test_wikidata_items_have_their_form_and_no_two_actors_share_one() -> None:
    entries = [entry for entry in load_knowledge().entries() if entry.wikidata is not None]
    assert all(re.fullmatch(r"Q[1-9]\d*", entry.wikidata or "") for entry in entries)
    territories = {country.place_id for country in load_knowledge().countries.values()}
    counts = Counter(entry.wikidata for entry in entries if entry.id not in territories)
    assert [item for item, count in counts.items() if count > 1] == []


def test_terms_of_office_are_in_order_and_of_known_offices() -> None:
    knowledge = load_knowledge()
    for entry in knowledge.entries():
        for holding in entry.holdings:
            if holding.valid_from is not None and holding.valid_to is not None:
                assert holding.valid_from <= holding.valid_to, entry.id
            slug = holding.office
            known = (
                slug in knowledge.titles.office_names
                or slug.removeprefix("minister-") in knowledge.titles.portfolio_names
            )
            assert known or is_arabic(slug), (entry.id, slug)


@pytest.mark.parametrize(
    ("office", "of", "day", "holder"),
    [
        pytest.param("prime-minister", "IQ", "2021-07-26", "person-mustafa-al-kadhimi", id="in the term"),
        pytest.param("prime-minister", "IQ", "2022-10-26", "person-mustafa-al-kadhimi", id="the day before the change"),
        pytest.param(
            "prime-minister", "IQ", "2022-10-27", "person-mohammed-shia-al-sudani", id="the day of the change"
        ),
        pytest.param("president", "US", "2021-01-19", "person-donald-trump", id="first term"),
        pytest.param("minister-foreign", "US", "2021-04-07", "person-antony-blinken", id="a minister"),
        pytest.param("prime-minister", "IQ", "1999-01-01", None, id="before all terms"),
        pytest.param("prime-minister", "XX", "2021-01-01", None, id="no such country"),
        pytest.param("prime-minister", "LB", "2015-06-01", "person-tammam-salam", id="an earlier decade"),
        pytest.param("director", "organization-ocha", "2016-05-01", "person-stephen-obrien", id="of a body"),
        pytest.param("special-representative", "organization-united-nations", "2016-05-01", None, id="several envoys"),
    ],
)
def test_the_holder_on_a_day(office: str, of: str, day: str, holder: str | None) -> None:
    found = load_knowledge().holder_on(office, of, datetime.date.fromisoformat(day))
    assert (found.id if found is not None else None) == holder


def test_terms_that_overlap_by_more_than_a_change_have_no_one_holder(tmp_path: Path) -> None:
    rows = row(id="aa", kind="Person", name_ar="أأأ", name_en="A", office="envoy", of="IQ", valid_from="2001")
    rows += row(id="bb", kind="Person", name_ar="ببب", name_en="B", office="envoy", of="IQ", valid_from="2002")
    knowledge = load_knowledge([write(tmp_path, rows)])
    alone, both = (knowledge.holder_on("envoy", "IQ", datetime.date(year, 6, 1)) for year in (2001, 2002))
    assert (alone.id if alone is not None else None, both) == ("person-aa", None)


def test_offices_of_one_holder_overlap_by_a_change_at_most() -> None:
    """Two holders of one office of a state at a time mean a wrong date in the lists."""
    knowledge = load_knowledge()
    several = {"envoy", "un-ambassador", "deputy-prime-minister", "deputy-speaker", "vice-president"}
    terms: dict[tuple[str, str], list[tuple[datetime.date, datetime.date, str]]] = {}
    for entry in knowledge.entries():
        for holding in entry.holdings:
            if holding.office in knowledge.titles.state_offices - several or holding.office.startswith("minister-"):
                start, end = holding.valid_from or datetime.date.min, holding.valid_to or datetime.date.max
                terms.setdefault((holding.office, holding.of), []).append((start, end, entry.id))
    for office, listed in terms.items():
        for (_, end, one), (start, _, other) in itertools.pairwise(sorted(listed)):
            assert one == other or end == datetime.date.max or (end - start).days <= 31, (office, one, other)
            assert one == other or end != datetime.date.max, (office, one, other)


def test_shared_names_are_names_of_listed_bodies_and_home_outlets_are_known_outlets() -> None:
    knowledge = load_knowledge()
    assert [name for name in knowledge.shared_names if not knowledge.by_name(name)] == []
    outlets = {listed["name"] for listed in read_list("reading/outlets.csv", ("name", "aliases", "domains", "kind"))}
    assert set(knowledge.home_outlets) <= outlets
    assert set(knowledge.home_outlets.values()) <= set(knowledge.countries)


def test_accents_leave_ids_readable() -> None:
    assert slug_name("place", "Al Hoceïma-MA") == "place-al-hoceima-ma"


def test_a_states_body_is_made_by_rule_or_found_under_its_own_name() -> None:
    knowledge = load_knowledge()
    made = knowledge.body("IQ", "ministry-defence")
    assert made is not None
    assert (made.id, made.names_ar[0]) == ("organization-iraq-ministry-defence", "وزارة الدفاع العراقية")
    pentagon = knowledge.body("US", "ministry-defence")
    assert pentagon is not None
    assert pentagon.id == "organization-pentagon"
    assert knowledge.body("IQ", "no-such-body") is None


def test_adjectives_have_all_forms() -> None:
    forms = set(adjective_forms("عراقي"))
    assert {
        comparison_key(form) for form in ("عراقي", "العراقية", "عراقيون", "العراقيين", "عراقيات", "عراقيان")
    } <= forms
    assert comparison_key("الكورية الشمالية") in adjective_forms("كوري شمالي")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("قال عبدالفتاح السيسي", "عبدالفتاح السيسي", id="a compound in one word"),
        pytest.param("وزار أبوظبي", "أبوظبي", id="the city's compound"),
        pytest.param("للأمم المتحدة", "للأمم المتحدة", id="the article behind a preposition"),
        pytest.param("وكالة الطاقة الذرية", "وكالة الطاقة الذرية", id="the longest name"),
    ],
)
def test_names_are_found_in_text(text: str, found: str) -> None:
    words = split_words(text)
    matches = [(at, match) for at in range(len(words)) if (match := load_knowledge().gazetteer.match(words, at))]
    assert matches
    at, match = max(matches, key=lambda item: item[1].words)
    assert text[words[at].start : words[at + match.words - 1].end] == found


def test_the_longest_name_wins_and_lines_are_not_crossed() -> None:
    gazetteer = Gazetteer()
    gazetteer.add("حركة", ("short",))
    gazetteer.add("حركة النور", ("long",))
    match = gazetteer.match(split_words("حركة النور"), 0)
    assert match is not None
    assert match.ids == ("long",)
    broken = gazetteer.match(split_words("حركة\nالنور"), 0)
    assert broken is not None
    assert broken.ids == ("short",)


def test_a_users_rows_add_and_extend(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        row(id="raad-dalfawi", kind="Person", name_ar="رعد الدلفاوي", name_en="Raad al-Dalfawi", country="IQ",
            office="minister-water", of="IQ", valid_from="2030-01", valid_to="2030-02")
        + row(id="lloyd-austin", aliases="لويد أستن"),
    )  # fmt: skip
    knowledge = load_knowledge((path,))
    found = knowledge.entry("person-raad-dalfawi")
    assert found is not None
    assert found.holdings[0].valid_to == datetime.date(2030, 2, 28)
    assert [entry.id for entry in knowledge.by_name("لويد أستن")] == ["person-lloyd-austin"]
    assert load_knowledge().entry("person-raad-dalfawi") is None


NEW = {"id": "x", "kind": "Person", "name_ar": "رعد", "name_en": "Raad"}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        pytest.param({**NEW, "id": "X Y"}, "lower-case ASCII", id="id"),
        pytest.param({**NEW, "kind": "Human"}, "write one of Person", id="kind"),
        pytest.param({**NEW, "name_ar": "Raad"}, "Arabic name", id="name"),
        pytest.param({**NEW, "wikidata": "796"}, "Q796", id="wikidata"),
        pytest.param({**NEW, "country": "ZZ"}, "ISO code", id="country"),
        pytest.param({**NEW, "office": "president"}, "country code or body", id="office without of"),
        pytest.param({**NEW, "office": "president", "of": "nowhere"}, "no row or country", id="of"),
        pytest.param({**NEW, "office": "president", "of": "IQ", "valid_from": "2021-13"}, "YYYY", id="month"),
        pytest.param({**NEW, "latitude": "north"}, "degrees", id="latitude"),
        pytest.param({**NEW, "latitude": "91"}, "degrees lie", id="latitude range"),
        pytest.param({**NEW, "id": "lloyd-austin"}, "already", id="another's id"),
    ],
)
def test_a_bad_row_names_file_line_value_and_remedy(tmp_path: Path, cells: dict[str, str], words: str) -> None:
    with pytest.raises(LexiconError, match=words) as caught:
        load_knowledge((write(tmp_path, row(**cells)),))
    assert "more.csv:2: " in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such list"):
        load_knowledge((tmp_path / "none.csv",))
