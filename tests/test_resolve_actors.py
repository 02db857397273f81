"""One identity for every name: within an article, across articles, and apart where they are two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from newsroom import article, told

from graph.knowledge import load_knowledge
from graph.model import EntityKind, EntityMention, Extraction, Judgement, Mention, MentionForm, Span, confidence
from graph.resolve.actors import resolve_entities

AUSTIN, ABBASI, SUDANI = "person-lloyd-austin", "person-thabit-al-abbasi", "person-mohammed-shia-al-sudani"


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        pytest.param("قال لويد أوستن ذلك في واشنطن", "لويد أوستن", AUSTIN, id="as listed"),
        pytest.param("قال لويد اوستن ذلك في واشنطن", "لويد اوستن", AUSTIN, id="another spelling"),
        pytest.param("وزير الدفاع الأمريكي لويد اوتسن", "لويد اوتسن", AUSTIN, id="a typing error"),
        pytest.param("لويد اوستن وصل. قال أوستن ذلك لأمريكا", "أوستن", AUSTIN, id="the surname"),
        pytest.param("وزير الدفاع العراقي ثابت محمد العباسي", "ثابت محمد العباسي", ABBASI, id="one more name part"),
        pytest.param("ثابت العباسي في بغداد. وأشار العباسي إلى ذلك", "العباسي", ABBASI, id="the family name"),
        pytest.param(
            "أنتوني بلينكين وزير الخارجية الأمريكي", "أنتوني بلينكين", "person-antony-blinken", id="another vowel"
        ),
        pytest.param("رفضت وواشنطن القرار", "واشنطن", "country-united-states", id="a capital that acts"),
        pytest.param("القرار يعود للعراق", "لعراق", "country-iraq", id="a clitic"),
        pytest.param("أعلن CENTCOM الخبر", "CENTCOM", "force-centcom", id="an abbreviation"),
        pytest.param(
            "أكدت وزارة الدفاع الأميركية ذلك", "وزارة الدفاع الأميركية", "organization-pentagon", id="a ministry"
        ),
        pytest.param("قال البنتاغون ذلك", "البنتاغون", "organization-pentagon", id="its other name"),
        pytest.param("انسحبت القوات العراقية", "القوات العراقية", "force-iraq-armed-forces", id="forces by rule"),
        pytest.param("صوت البرلمان العراقي", "البرلمان العراقي", "organization-iraq-parliament", id="a body by rule"),
        pytest.param("قالت حكومة اليمن ذلك", "حكومة اليمن", "government-yemen-government", id="a body of a country"),
    ],
)
def test_a_name_finds_its_actor(text: str, words: str, actor: str) -> None:
    assert told(text).who(words) == actor


def test_an_office_is_its_holder_at_the_articles_date_and_marked_as_inferred() -> None:
    text = "استقبل رئيس الوزراء العراقي الوفد"
    for date, holder in (("2021-07-26", "person-mustafa-al-kadhimi"), ("2023-08-08", SUDANI)):
        story = told(article(text, date=date))
        assert story.who("رئيس الوزراء العراقي") == holder
        assert story.mention("رئيس الوزراء العراقي").id in story.resolution.inferred
    undated = told(text)
    assert undated.who("رئيس الوزراء العراقي") == "office-iq-prime-minister"
    assert not undated.resolution.inferred


def test_the_holder_that_the_article_names_goes_before_the_list() -> None:
    text = "قال وزير النفط العراقي سالم الخفاجي ذلك. وأضاف وزير النفط العراقي أن العمل مستمر"
    story = told(article(text, date="2023-08-08"))
    assert story.resolution.actor_of[story.extractions[0].entities[-2].id] == story.who("سالم الخفاجي")
    assert not story.resolution.inferred


def test_a_former_holder_is_not_looked_up_at_the_date() -> None:
    story = told(article("قال رئيس الوزراء العراقي السابق ذلك", date="2023-08-08"))
    assert story.who("رئيس الوزراء العراقي السابق") != SUDANI


def test_a_counterpart_holds_the_same_office_in_the_other_country() -> None:
    story = told(article("التقى وزير الدفاع العراقي ثابت العباسي نظيره الأميركي في واشنطن", date="2023-08-08"))
    assert story.who("نظيره الأميركي") == AUSTIN


def test_two_sides_are_the_two_countries_and_two_ministers_the_two_men() -> None:
    text = (
        "التقى وزير الدفاع العراقي ثابت العباسي نظيره الأميركي لويد أوستن."
        " وبحث الوزيران التعاون بين البلدين واتفق الجانبان"
    )
    story = told(article(text, date="2023-08-08"))
    assert story.both("الوزيران") == (AUSTIN, ABBASI)
    assert story.both("البلدين") == ("country-iraq", "country-united-states")
    assert story.both("الجانبان") == ("country-iraq", "country-united-states")
    sides = story.mention("الجانبان").id
    assert all(sides in actor.mentions for actor in story.resolution.actors if actor.id.startswith("country-"))


def test_his_country_and_the_minister_point_back() -> None:
    story = told("قال وزير الخارجية المصري سامح شكري إن بلاده ترحب. وأوضح الوزير الأمر")
    assert story.who("بلاده") == "country-egypt"
    assert story.who("الوزير") == "person-sameh-shoukry"


def test_unknown_names_of_two_articles_are_one_actor() -> None:
    story = told(
        "وصل النائب العراقي رعد الدلفاوي إلى بغداد. وقال الدلفاوي ذلك",
        "أكد النائب العراقي رعد كاظم الدلفاوي الخبر",
    )
    actor = story.who("رعد الدلفاوي")
    assert actor is not None
    assert story.who("الدلفاوي") == actor == story.who("رعد كاظم الدلفاوي", 1)
    made = next(found for found in story.resolution.actors if found.id == actor)
    assert made.kind is EntityKind.PERSON
    assert made.country == "country-iraq"
    assert {"الدلفاوي", "رعد كاظم الدلفاوي"} <= {made.name_ar, *made.alt_names}


def test_the_same_name_in_two_countries_stays_apart() -> None:
    story = told("قال النائب العراقي طارق الدهلكي ذلك", "قال النائب التونسي طارق الدهلكي ذلك")
    assert story.who("طارق الدهلكي") != story.who("طارق الدهلكي", 1)


def test_a_namesake_of_a_known_person_with_another_countrys_title_is_another() -> None:
    story = told("قال وزير الزراعة التونسي خالد مشعل إن فلسطين بلد جميل")
    assert story.who("خالد مشعل") != "person-khaled-mashal"
    assert told("التقى خالد مشعل وفدا من فلسطين").who("خالد مشعل") == "person-khaled-mashal"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("حسن الشويلي", "حسين الشويلي", id="given names that differ by a letter"),
        pytest.param("سالم الجبوراوي", "سليم الجبوراوي", id="given names of one root"),
        pytest.param("خالد السعيداني", "خالد السعداني", id="family names"),
    ],
)
def test_like_names_are_not_one_person(left: str, right: str) -> None:
    story = told(f"قال النائب العراقي {left} ذلك", f"قال النائب العراقي {right} ذلك")
    assert story.who(left) != story.who(right, 1)


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        pytest.param("قال الحزب الجمهوري في أميركا", "الحزب الجمهوري", "organization-republican-party", id="of the US"),
        pytest.param("قال الحزب الجمهوري في تونس", "الحزب الجمهوري", "organization-joumhouri-tunisia", id="of Tunisia"),
        pytest.param("فاز حزب العدالة والتنمية في تركيا", "حزب العدالة والتنمية", "organization-akp", id="of Turkey"),
    ],
)
def test_a_name_that_bodies_of_two_countries_bear_is_read_by_context(text: str, words: str, actor: str) -> None:
    assert told(text).who(words) == actor


def test_a_shared_name_without_its_country_is_nobody_listed() -> None:
    assert (told("فاز حزب العدالة والتنمية في اليابان").who("حزب العدالة والتنمية") or "") != "organization-akp"


def test_a_bodys_own_word_is_short_for_its_name() -> None:
    story = told("قالت حركة النهضة في تونس ذلك. وأضافت النهضة أن الأمر انتهى. وجاء وفد للنهضة")
    assert story.who("النهضة") == story.who("حركة النهضة") == "organization-ennahda"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param("وصلت السعودية وقطر وعادت السعودية وقطر إلى المملكة", "country-saudi-arabia", id="of two states"),
        pytest.param("زار الأردن ومصر وعاد من مصر إلى المملكة", "country-jordan", id="the only kingdom"),
    ],
)
def test_the_kingdom_is_the_one_that_the_article_names(text: str, actor: str) -> None:
    story = told(text)
    identities = {**story.resolution.place_of, **story.resolution.actor_of}
    assert identities[story.mention("المملكة").id].split("-", 1)[1] == actor.split("-", 1)[1]


def test_the_long_form_of_a_state_is_its_name() -> None:
    assert told("رحبت جمهورية المالديف بالقرار").who("جمهورية المالديف") == "country-maldives"


def test_the_end_of_a_rank_is_no_part_of_the_name() -> None:
    name = "أول السعيد شنقريحة"
    story = told(f"قال الفريق {name} في الجزائر ذلك", entities={name: "PER"})
    assert story.who("السعيد شنقريحة") == "person-said-chengriha"


def test_of_two_namesakes_the_one_in_office_at_the_time_is_meant() -> None:
    text = "وقال جون برينان ذلك في أميركا"
    assert told(article(text, date="2015-05-01")).who("جون برينان") == "person-john-brennan-cia"
    assert told(article(text, date="2022-01-10")).who("جون برينان") == "person-john-brennan-general"


def test_an_outlet_of_one_country_means_its_own_ministers() -> None:
    local = replace(article("أكد وزير العدل أهمية الأمر", date="2016-03-01"), outlet="عكاظ")
    assert told(local).who("وزير العدل") == "person-walid-al-samaani"
    abroad = replace(article("قال وزير الدفاع في مصر إن المصريين والقاهرة", date="2016-03-01"), outlet="عكاظ")
    assert told(abroad).who("وزير الدفاع") == "person-sedki-sobhi"
    everywhere = replace(article("أكد وزير العدل أهمية الأمر", date="2016-03-01"), outlet="رويترز")
    assert told(everywhere).who("وزير العدل") != "person-walid-al-samaani"


def test_groups_and_unnamed_speakers_never_meet_across_articles() -> None:
    story = told("قال مصدر أمني عراقي ذلك. وأضاف المصدر أن الأمر انتهى", "قال مصدر أمني عراقي ذلك")
    assert story.who("مصدر أمني عراقي") == story.who("المصدر")
    assert story.who("مصدر أمني عراقي") != story.who("مصدر أمني عراقي", 1)
    assert all(actor.kind is EntityKind.GROUP for actor in story.resolution.actors if actor.id.startswith("group-"))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("\u202eكريم\u202c الدلفاوي", id="bidi overrides"),
        pytest.param("كريмم الدلفاوي", id="letters of two scripts"),
        pytest.param(" ".join(["كريم"] * 90), id="hundreds of letters"),
    ],
)
def test_suspect_names_merge_with_nothing(name: str) -> None:
    text = f"وصل {name} أمس"
    story = told(text, text + " أيضا", entities={name: "PER"})
    found = {actor.id for actor in story.resolution.actors if actor.kind is EntityKind.PERSON}
    assert len(found) in (0, 2)


@pytest.mark.parametrize("kind", [EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE])
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="empty"),
        pytest.param(" ", id="a space"),
        pytest.param("\u0640", id="a bare tatweel"),
        pytest.param("م", id="one letter"),
        pytest.param("كريم" * 125, id="500 letters"),
        pytest.param("\u202eكريم الدلفاوي\u202c", id="bidi overrides"),
        pytest.param("كريмم الدلفاوي", id="homoglyphs"),
        pytest.param("\ud800", id="a lone surrogate"),
    ],
)
def test_unusable_names_neither_break_nor_meet(name: str, kind: EntityKind) -> None:
    found = resolve_entities([named_alone(name, kind, file) for file in ("a.txt", "b.txt")], load_knowledge())
    identities = {**found.place_of, **found.actor_of}
    assert len(set(identities.values())) == len(identities) == 2


def named_alone(name: str, kind: EntityKind, file: str) -> Extraction:
    """An article whose one mention bears a name that no model should have given."""
    text = f"وصل {name}."
    story = article(text, file)
    span, whole = Span(5, 5 + len(name)), Span(0, len(text))
    mention = Mention(f"n-{file[0]}", story.id, span, name, text, whole, "model", confidence(0.5))
    return Extraction(story, entities=(EntityMention(mention, kind, MentionForm.NAME, name),))


def test_ids_stay_when_other_articles_come() -> None:
    first = "قال النائب العراقي رعد الدلفاوي ذلك"
    alone = told(first).who("رعد الدلفاوي")
    more = told(first, "زار بايدن لندن", "قال النائب المصري كريم الفيومي ذلك")
    assert more.who("رعد الدلفاوي") == alone


def test_order_of_articles_does_not_matter() -> None:
    texts = [
        article(f"قال النائب العراقي {name} ذلك", f"{n}.txt")
        for n, name in enumerate(["رعد الدلفاوي", "رعد كاظم الدلفاوي"])
    ]
    assert told(*texts).resolution == told(*reversed(texts)).resolution


def test_a_persons_judgement_outranks_the_scores() -> None:
    texts = (
        "قال النائب العراقي رعد الدلفاوي ذلك",
        "قال النائب العراقي رعد كاظم الدلفاوي ذلك",
        "قال النائب العراقي سعد المياحي ذلك",
    )
    story = told(*texts)
    one, other = story.who("رعد الدلفاوي"), story.who("سعد المياحي", 2)
    assert one is not None
    assert other is not None
    joined = told(*texts, judgements=[Judgement("actor", one, other, "same")])
    assert joined.who("رعد الدلفاوي") == joined.who("سعد المياحي", 2)
    alone = told(texts[1]).who("رعد كاظم الدلفاوي")
    assert alone is not None
    split = told(*texts, judgements=[Judgement("actor", one, alone, "different")])
    assert split.who("رعد الدلفاوي") != split.who("رعد كاظم الدلفاوي", 1)


def test_relations_reach_actors_that_no_mention_names() -> None:
    story = told(article("قال وزير الدفاع العراقي ثابت العباسي ذلك", date="2023-08-08"))
    actors = {actor.id: actor for actor in story.resolution.actors}
    assert actors[ABBASI].member_of == ("organization-iraq-ministry-defence",)
    assert actors["organization-iraq-ministry-defence"].part_of == ("government-iraq-government",)
    assert actors["government-iraq-government"].mentions == ()
    related = {key for actor in actors.values() for key in (*actor.member_of, *actor.part_of, actor.country) if key}
    assert related <= set(actors)


def test_a_position_is_held_on_the_days_of_its_articles() -> None:
    text = "قال وزير الدفاع العراقي ثابت العباسي ذلك"
    story = told(article(text, "a.txt", "2023-08-08"), article(text + " أيضا", "b.txt", "2023-11-02"))
    (position,) = story.resolution.positions
    assert (position.holder, position.title, position.of_actor) == (ABBASI, "وزير الدفاع", "country-iraq")
    assert (str(position.earliest), str(position.latest)) == ("2023-08-08", "2023-11-02")
    assert len(position.mentions) == 2


def test_labels_are_names_without_titles_and_a_capital_is_no_name_of_its_country() -> None:
    story = told("قال الرئيس الأمريكي جو بايدن ذلك. ورحبت بغداد بالقرار")
    actors = {actor.id: actor for actor in story.resolution.actors}
    assert actors["person-joe-biden"].alt_names == ()
    assert actors["country-iraq"].alt_names == ()
    assert (actors["country-iraq"].name_ar, actors["country-iraq"].name_en) == ("العراق", "Iraq")
