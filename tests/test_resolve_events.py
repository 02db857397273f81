"""One event from many reports: what joins, what stays apart, and what comes of it."""

from __future__ import annotations

import itertools

import pytest
from factories import ArticleBuilder, Corpus, day, iraq_and_others

from graph.model import Bound, Factuality, Judgement, LinkedEvents, TimeBasis
from graph.resolve.events import link_events

MEETING = "التقى وزير الدفاع العراقي ثابت العباسي نظيره الأميركي لويد أوستن في واشنطن لبحث التعاون الأمني"


def linked(corpus: Corpus, judgements: tuple[Judgement, ...] = ()) -> LinkedEvents:
    return link_events(corpus.extractions(), corpus.resolution(), judgements)


def together(result: LinkedEvents, *mentions: str) -> bool:
    return any(set(mentions) <= set(event.mentions) for event in result.events)


@pytest.fixture
def corpus() -> Corpus:
    return iraq_and_others()


def test_two_reports_of_one_meeting_are_one_event(corpus: Corpus) -> None:
    one = corpus.article("a.txt", "2023-08-08", "وكالة أولى").event(
        "Meeting", MEETING, "التقى", participant=("abbasi", "austin"), place="washington", when=day("2023-08-07")
    )
    two = corpus.article("b.txt", "2023-08-08", "صحيفة ثانية").event(
        "Negotiation",
        "بدأت في البنتاغون مباحثات دفاعية بين أوستن والعباسي",
        "مباحثات",
        participant=("abbasi", "austin"),
        when=day("2023-08-07", TimeBasis.RELATIVE),
    )
    result = linked(corpus)
    assert together(result, one, two)
    (event,) = result.events
    assert event.source_count == 2
    assert event.roles == {"participant": ("actor-abbasi", "actor-austin")}
    assert event.places == ("place-washington",)
    assert event.when is not None
    assert event.when.edtf == "2023-08-07"
    assert event.label_ar.startswith(("لقاء", "مباحثات"))
    assert event.label_en.isascii()


STORIES_APART = [
    pytest.param(
        {"event_class": "Negotiation", "participant": ("iraq", "us"), "round": 2, "when": day("2020-08-19")},
        {"event_class": "Negotiation", "participant": ("iraq", "us"), "round": 3, "when": None},
        id="two rounds of one dialogue",
    ),
    pytest.param(
        {"event_class": "Attack", "attacker": "us-army", "place": "asad", "when": day("2024-01-04")},
        {"event_class": "Attack", "attacker": "us-army", "place": "asad", "when": day("2024-01-06")},
        id="two strikes in one week",
    ),
    pytest.param(
        {"event_class": "Visit", "visitor": "sudani", "place": "washington", "when": day("2024-04-13")},
        {
            "event_class": "Meeting",
            "participant": ("sudani", "blinken"),
            "place": "washington",
            "when": day("2024-04-13"),
        },
        id="a visit and the meeting in it",
    ),
    pytest.param(
        {"event_class": "Visit", "visitor": "sudani", "place": "washington", "factuality": Factuality.PLANNED},
        {"event_class": "Visit", "visitor": "sudani", "place": "washington", "when": day("2024-01-06")},
        id="the planned visit and the one that took place",
    ),
    pytest.param(
        {"event_class": "Meeting", "participant": ("hussein", "safadi"), "when": day("2024-01-05")},
        {"event_class": "Meeting", "participant": ("hussein", "fidan"), "when": day("2024-01-05")},
        id="one minister, two colleagues, one day",
    ),
    pytest.param(
        {"event_class": "PhoneCall", "participant": ("hussein", "fidan"), "when": day("2024-01-05")},
        {"event_class": "Meeting", "participant": ("hussein", "fidan"), "when": day("2024-01-05")},
        id="a call and a meeting of one day",
    ),
    pytest.param(
        {"event_class": "Visit", "visitor": "blinken", "place": "baghdad", "when": day("2024-01-05")},
        {"event_class": "Visit", "visitor": "blinken", "place": "amman", "when": day("2024-01-05")},
        id="two stops of a tour",
    ),
    pytest.param(
        {"event_class": "Meeting", "participant": ("abbasi", "austin"), "when": day("2023-08-07")},
        {"event_class": "Meeting", "participant": ("hussein", "blinken"), "when": day("2023-08-07")},
        id="other ministers of the same two countries",
    ),
]


@pytest.mark.parametrize(("first", "second"), STORIES_APART)
def test_stays_apart(corpus: Corpus, first: dict[str, object], second: dict[str, object]) -> None:
    sentence = "جرى ذلك بين الطرفين في إطار العلاقات الثنائية بحسب ما أعلن"
    one = corpus.article("a.txt", "2024-01-06", "وكالة أولى").event(sentence=sentence, trigger="جرى", **first)
    two = corpus.article("b.txt", "2024-01-07", "وكالة ثانية").event(sentence=sentence, trigger="جرى", **second)
    assert not together(linked(corpus), one, two)


def test_statements_of_one_speaker_stay_apart_by_what_they_say(corpus: Corpus) -> None:
    lines = {
        "withdrawal": "لا حاجة لوجود قوات أجنبية قتالية على الأراضي العراقية بعد هزيمة التنظيم",
        "economy": "الحكومة تعمل على تنويع الاقتصاد وجذب الاستثمارات في قطاع الطاقة والغاز",
    }
    found = {}
    for file, date in (("a.txt", "2024-09-24"), ("b.txt", "2024-09-24")):
        article = corpus.article(file, date, file)
        for name, line in lines.items():
            found[file, name] = article.event(
                "Statement", f"وقال السوداني: {line}", "قال", speaker="sudani", quotation=line, when=day(date)
            )
    result = linked(corpus)
    for name in lines:
        assert together(result, found["a.txt", name], found["b.txt", name])
    assert not together(result, found["a.txt", "withdrawal"], found["a.txt", "economy"])


def test_mentions_within_an_article_join_headline_lead_and_noun(corpus: Corpus) -> None:
    article = corpus.article("a.txt", "2023-08-08")
    head = article.event("Meeting", "العباسي يلتقي أوستن", "يلتقي", participant=("abbasi", "austin"))
    lead = article.event("Meeting", MEETING, "التقى", participant=("abbasi", "austin"), when=day("2023-08-07"))
    noun = article.event("Meeting", "وتناول اللقاء ملفات أمنية عدة", "اللقاء")
    other = article.event(
        "Meeting", "كما التقى العباسي وزير الخارجية الأميركي", "التقى", participant=("abbasi", "blinken")
    )
    result = linked(corpus)
    assert together(result, head, lead, noun)
    assert not together(result, lead, other)


def test_plan_and_outcome_are_linked_not_merged(corpus: Corpus) -> None:
    plan = corpus.article("a.txt", "2024-04-10").event(
        "Visit", "يزور السوداني واشنطن السبت المقبل", "يزور", visitor="sudani", place="washington",
        when=day("2024-04-13"), factuality=Factuality.PLANNED,
    )  # fmt: skip
    held = corpus.article("b.txt", "2024-04-14").event(
        "Visit",
        "وصل السوداني إلى واشنطن أمس السبت",
        "وصل",
        visitor="sudani",
        place="washington",
        when=day("2024-04-13"),
    )
    result = linked(corpus)
    by_mention = {key: event for event in result.events for key in event.mentions}
    assert by_mention[held].realises == (by_mention[plan].id,)
    assert by_mention[plan].factuality is Factuality.PLANNED
    assert result.contradictions == ()


def test_postponed_plan_is_denied_and_actual_once_held(corpus: Corpus) -> None:
    roles = {"participant": ("iraq", "iran"), "place": "baghdad"}
    plan = corpus.article("a.txt", "2024-05-01").event(
        "Negotiation",
        "تعقد بغداد وطهران مباحثات الأحد",
        "مباحثات",
        factuality=Factuality.PLANNED,
        when=day("2024-05-05"),
        **roles,
    )
    off = corpus.article("b.txt", "2024-05-04").event(
        "Negotiation", "تأجيل مباحثات بغداد وطهران إلى موعد لاحق", "مباحثات", factuality=Factuality.DENIED, **roles
    )
    result = linked(corpus)
    assert together(result, plan, off)
    assert {event.factuality for event in result.events} == {Factuality.DENIED}
    assert result.contradictions == ()
    held = corpus.article("c.txt", "2024-05-20").event(
        "Negotiation", "اختتمت في بغداد مباحثات عراقية إيرانية", "مباحثات", when=day("2024-05-19"), **roles
    )
    result = linked(corpus)
    by_mention = {key: event for event in result.events for key in event.mentions}
    assert by_mention[held].id != by_mention[plan].id
    assert by_mention[held].realises == (by_mention[plan].id,)
    assert {event.factuality for event in result.events} == {Factuality.ACTUAL}


def test_denial_joins_and_contradicts(corpus: Corpus) -> None:
    told = corpus.article("a.txt", "2020-01-06", "وكالة أولى").event(
        "Withdrawal", "بدأت القوات الأميركية الانسحاب من قاعدة عين الأسد", "الانسحاب", mover="us-army", origin="asad"
    )
    article = corpus.article("b.txt", "2020-01-06", "وكالة ثانية")
    denied = article.event(
        "Withdrawal", "نفى البنتاغون انسحاب القوات الأميركية من قاعدة عين الأسد", "انسحاب", mover="us-army",
        origin="asad", factuality=Factuality.DENIED,
    )  # fmt: skip
    denial = article.event(
        "Statement", "نفى البنتاغون انسحاب القوات الأميركية من قاعدة عين الأسد", "نفى", speaker="us", cancels=(denied,),
        new_sentence=False,
    )  # fmt: skip
    result = linked(corpus)
    by_mention = {key: event for event in result.events for key in event.mentions}
    assert together(result, told, denied)
    assert result.contradictions == (tuple(sorted((told, denied))),)
    assert by_mention[denial].cancels == (by_mention[told].id,)


def test_a_date_that_one_retelling_gets_wrong_is_a_contradiction(corpus: Corpus) -> None:
    lines = ("قال أوستن إن المهمة ستتغير مع بناء القدرات", "قالت الوزارة إن الهجمات تراجعت كثيرا هذا العام")
    takeover = "تولت القوات العراقية مسؤولية القيادة في المهمة ضد التنظيم منذ كانون الأول"
    found = []
    for file, month in (("a.txt", "2021-12"), ("b.txt", "2012-12")):
        article = corpus.article(file, "2023-08-08" if file == "a.txt" else None, file)
        for line, speaker in zip(lines, ("austin", "us"), strict=True):
            article.event("Statement", line, line.split()[0], speaker=speaker)
        found.append(article.event("Event", takeover, "تولت", hasActor="iraq", when=day(month)))
    result = linked(corpus)
    assert together(result, *found)
    assert result.contradictions == (tuple(sorted(found)),)


def test_order_of_articles_does_not_matter(corpus: Corpus) -> None:
    for number, (file, date) in enumerate((("a.txt", "2023-08-08"), ("b.txt", "2023-08-09"), ("c.txt", None))):
        article = corpus.article(file, date, file)
        article.event("Meeting", MEETING, "التقى", participant=("abbasi", "austin"), when=day("2023-08-07"))
        article.event("Statement", f"قال أوستن إن الشراكة مهمة للبلدين {number}", "قال", speaker="austin")
    extractions, resolution = corpus.extractions(), corpus.resolution()
    results = [link_events(list(order), resolution, ()) for order in itertools.permutations(extractions)]
    assert all(result == results[0] for result in results)


def test_untouched_events_keep_their_names_when_articles_join(corpus: Corpus) -> None:
    corpus.article("a.txt", "2023-08-08").event(
        "Meeting", MEETING, "التقى", participant=("abbasi", "austin"), when=day("2023-08-07")
    )
    corpus.article("b.txt", "2023-09-01").event(
        "Visit", "وصل الصفدي إلى بغداد", "وصل", visitor="safadi", place="baghdad", when=day("2023-09-01")
    )
    before = {event.id for event in linked(corpus).events}
    corpus.article("0.txt", "2023-08-09").event(
        "Meeting", MEETING, "التقى", participant=("abbasi", "austin"), when=day("2023-08-07")
    )
    after = linked(corpus)
    assert {event.id for event in after.events} == before
    assert sorted(len(event.mentions) for event in after.events) == [1, 2]


def test_reprints_and_one_agency_count_once(corpus: Corpus) -> None:
    def tell(article: ArticleBuilder, ending: str = "") -> None:
        roles = {"participant": ("abbasi", "austin")}
        article.event("Meeting", MEETING + ending, "التقى", when=day("2023-08-07"), **roles)

    first = corpus.article("a.txt", "2023-08-08", "وكالة أولى")
    tell(first)
    tell(corpus.article("b.txt", "2023-08-08", "صحيفة ثانية", duplicate_of=first))
    tell(corpus.article("c.txt", "2023-08-08", "موقع ثالث", quoted_sources=("رويترز",)), " أمس")
    tell(corpus.article("d.txt", "2023-08-08", "موقع رابع", quoted_sources=("رويترز",)), " في زيارته الأولى")
    (event,) = linked(corpus).events
    assert len(event.mentions) == 4
    assert event.source_count == 2


def judged(verdict: str, left: str, right: str = "") -> Judgement:
    return Judgement("event", left.replace("e-", "event-", 1), right.replace("e-", "event-", 1), verdict, "محرر")


def test_judgements_outrank_scores(corpus: Corpus) -> None:
    keys = [
        corpus.article(file, "2023-08-08", file).event(
            "Meeting", MEETING, "التقى", participant=("abbasi", "austin"), when=day(date)
        )
        for file, date in (("a.txt", "2023-08-07"), ("b.txt", "2023-08-07"), ("c.txt", "2023-09-20"))
    ]
    plain = linked(corpus)
    assert together(plain, keys[0], keys[1])
    assert not together(plain, keys[0], keys[2])
    result = linked(corpus, (judged("different", keys[0], keys[1]), judged("same", keys[0], keys[2])))
    assert not together(result, keys[0], keys[1])
    assert together(result, keys[0], keys[2])


def test_judgements_correct_single_events(corpus: Corpus) -> None:
    keys = [
        corpus.article(file, "2023-08-08").event(
            "Visit", "وصل الصفدي إلى بغداد", "وصل", visitor=visitor, place="baghdad", when=day("2023-08-07")
        )
        for file, visitor in (("a.txt", "safadi"), ("b.txt", "fidan"))
    ]
    result = linked(
        corpus, (judged("date", keys[0], "2023-08-06"), judged("class", keys[0], "Meeting"), judged("drop", keys[1]))
    )
    (event,) = result.events
    assert event.event_class == "Meeting"
    assert event.when is not None
    assert (event.when.edtf, event.when.basis) == ("2023-08-06", TimeBasis.EXPLICIT)


def test_meeting_within_a_visit_is_its_part(corpus: Corpus) -> None:
    article = corpus.article("a.txt", "2024-04-16")
    visit = article.event(
        "Visit",
        "يواصل السوداني زيارة إلى واشنطن",
        "زيارة",
        visitor="sudani",
        place="washington",
        when=day("2024-04-15"),
    )
    meeting = article.event(
        "Meeting", "والتقى السوداني الوزير بلينكن", "التقى", participant=("sudani", "blinken"), when=day("2024-04-15")
    )
    result = linked(corpus)
    by_mention = {key: event for event in result.events for key in event.mentions}
    assert by_mention[visit].sub_events == (by_mention[meeting].id,)
    assert by_mention[meeting].sub_events == ()


def test_undated_article_gains_bounds_from_a_shared_event(corpus: Corpus) -> None:
    for file, date, sentence in (("a.txt", "2021-04-08", MEETING), ("b.txt", None, "اليوم " + MEETING)):
        corpus.article(file, date, file).event(
            "Meeting", sentence, "التقى", participant=("abbasi", "austin"), when=day("2021-04-07") if date else None
        )
    result = linked(corpus)
    (bounds,) = result.inferred_bounds.values()
    assert (bounds.edtf, bounds.basis) == ("2021-04-07", TimeBasis.INFERRED)


def test_figures_of_one_event_that_differ_contradict(corpus: Corpus) -> None:
    for file, number in (("a.txt", "5"), ("b.txt", "9")):
        corpus.article(file, "2024-01-05", file).event(
            "Attack", "هجوم بطائرة مسيرة على مقر في بغداد أوقع قتلى", "هجوم", attacker="us-army", place="baghdad",
            when=day("2024-01-04"), quantities=[(number, "قتلى", Bound.EXACT)],
        )  # fmt: skip
    result = linked(corpus)
    assert len(result.events) == 1
    assert len(result.contradictions) == 1


def test_a_bare_noun_of_a_sister_report_joins_its_only_event(corpus: Corpus) -> None:
    for file, sentence in (("a.txt", MEETING), ("b.txt", MEETING + " أمس")):
        article = corpus.article(file, "2023-08-08", file)
        article.event("Meeting", sentence, "التقى", participant=("abbasi", "austin"), when=day("2023-08-07"))
    named = corpus.articles[0].event(
        "Visit", "وصل العباسي إلى واشنطن", "وصل", visitor="abbasi", place="washington", when=day("2023-08-07")
    )
    bare = corpus.articles[1].event("Visit", "ووصفت الزيارة بأنها ناجحة", "الزيارة")
    alone = corpus.article("c.txt", "2023-08-08", "c.txt").event("Visit", "واختتمت الزيارة أمس", "الزيارة")
    result = linked(corpus)
    assert together(result, named, bare)
    assert not together(result, named, alone)


def test_one_criticism_in_other_words_is_one(corpus: Corpus) -> None:
    attack = {"attacker": "us-army", "place": "baghdad", "when": day("2024-01-04")}
    lines = {
        "a.txt": "أدان السوداني القصف على بغداد واعتبره انتهاكا لسيادة البلاد",
        "b.txt": "ودان رئيس الوزراء القصف الأميركي ووصفه بأنه تصعيد خطير",
    }
    keys = []
    for file, line in lines.items():
        article = corpus.article(file, "2024-01-05", file)
        article.event("Attack", "قصف الجيش الأميركي مقرا في بغداد", "قصف", **attack)
        keys.append(article.event("Criticism", line, line.split()[0], speaker="sudani"))
    assert together(linked(corpus), *keys)
