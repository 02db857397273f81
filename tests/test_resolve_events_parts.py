"""The parts of event linking: words, vectors, candidates, clusters, voices, labels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest
from factories import Corpus, day, iraq_and_others

from graph.model import EventMention, Factuality, Mention, Span, confidence
from graph.resolve.corroboration import independent_groups, joint_confidence
from graph.resolve.events import link_events
from graph.resolve.events_blocks import candidate_pairs
from graph.resolve.events_classes import depth, event_kind
from graph.resolve.events_clusters import FORBIDDEN, cluster
from graph.resolve.events_corpus import corpus_of
from graph.resolve.events_profiles import Profile, profile_mentions
from graph.resolve.events_rounds import round_of
from graph.resolve.events_vectors import Vectors
from graph.resolve.events_words import content_stems, cues_of, overlap, stem
from graph.resolve.events_world import world_of


@pytest.mark.parametrize(
    ("left", "right"),
    [("المباحثات", "مباحثات"), ("والاجتماع", "اجتماع"), ("الأميركية", "أميركي"), ("قواته", "القوات")],
)
def test_stems_agree(left: str, right: str) -> None:
    assert content_stems(left) == content_stems(right)


def test_short_words_keep_their_letters() -> None:
    assert stem("وفد") == "وفد"
    assert stem("الي") == "الي"


def test_content_leaves_out_reporting_and_calendar() -> None:
    assert content_stems("وقال في بيان اليوم الاثنين إن") == frozenset()


def test_overlap_is_symmetric_and_bounded() -> None:
    left, right = content_stems("زيارة الوزير إلى بغداد لبحث الأمن"), content_stems("زيارة الوزير إلى أنقرة")
    assert overlap(left, right) == overlap(right, left)
    assert overlap(left, left) == 100
    assert overlap(left, frozenset()) == 0


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("نفى المتحدث ذلك", "denial"),
        ("تأجيل الاجتماع إلى موعد لاحق", "postponement"),
        ("وكان قد زار بغداد", "background"),
        ("ارتفاع حصيلة الهجوم", "update"),
    ],
)
def test_cues(sentence: str, cue: str) -> None:
    assert cue in cues_of(sentence)
    assert cue not in cues_of("التقى الوزير نظيره في بغداد")


def test_cosines_are_exact_hundredths() -> None:
    rows = [np.array(values, dtype=np.int8).tobytes() for values in ([127, 0], [0, 127], [90, 90], [-127, 0])]
    vectors = Vectors([*rows, b""])
    assert vectors.similarity(0, 0) == 100
    assert vectors.similarity(0, 1) == 0
    assert vectors.similarity(0, 2) == 71
    assert vectors.similarity(0, 3) == -100
    assert vectors.similarity(0, 4) is None
    pairs = np.array([0, 0, 4]), np.array([2, 1, 0])
    assert vectors.similarities(*pairs) == [71, 0, None]


def profiles(corpus: Corpus) -> list[Profile]:
    resolution = corpus.resolution()
    return profile_mentions(corpus_of(corpus.extractions()), resolution, world_of(resolution))


def test_candidates_share_kind_time_and_somebody() -> None:
    corpus = iraq_and_others()
    for file, date, roles in (
        ("a.txt", "2023-08-07", {"participant": ("abbasi", "austin")}),
        ("b.txt", "2023-08-08", {"participant": ("abbasi",)}),
        ("c.txt", "2023-08-08", {"participant": ("safadi", "fidan")}),
        ("d.txt", "2024-08-08", {"participant": ("abbasi", "austin")}),
    ):
        corpus.article(file, date).event("Meeting", "عقد اجتماع", "اجتماع", when=day(date), **roles)
    ordered = profiles(corpus)
    (pair,) = candidate_pairs(ordered).tolist()
    assert ordered[pair[0]].actors & ordered[pair[1]].actors == {"actor-abbasi"}
    assert {ordered[index].published for index in pair} == {(738739, 738739), (738740, 738740)}


def test_many_reports_of_one_day_are_not_all_compared() -> None:
    corpus = iraq_and_others()
    for number in range(200):
        corpus.article(f"{number}.txt", "2023-08-07").event(
            "Statement", f"قال كلمات{number} مختلفة{number}", "قال", speaker="austin"
        )
    assert len(candidate_pairs(profiles(corpus))) < 200 * 30


def test_nothing_is_compared_with_itself() -> None:
    corpus = iraq_and_others()
    for number in range(40):
        corpus.article(f"{number}.txt", "2023-08-07").event(
            "Event", "تولت القوات القيادة", "تولت", topic="القيادة", hasActor="iraq"
        )
    pairs = candidate_pairs(profiles(corpus))
    assert len(pairs) > 0
    assert (pairs[:, 0] < pairs[:, 1]).all()


def test_no_profiles_no_pairs() -> None:
    assert candidate_pairs([]).shape == (0, 2)


def blank(count: int) -> Sequence[Profile]:
    corpus = iraq_and_others()
    for number in range(count):
        corpus.article(f"{number}.txt").event("Meeting", "عقد اجتماع", "اجتماع")
    return profiles(corpus)


def test_clusters_join_by_mean_and_obey_what_is_forbidden() -> None:
    edges = [(0, 1, 90), (1, 2, 60), (0, 2, 10), (3, 4, 80)]
    assert cluster(blank(5), edges, 55, lambda left, right: False) == [(0, 1), (2,), (3, 4)]
    assert cluster(blank(3), [(0, 1, 90), (1, 2, 80), (0, 2, 70)], 55, lambda left, right: False) == [(0, 1, 2)]
    assert cluster(blank(2), [(0, 1, 90)], 55, lambda left, right: True) == [(0,), (1,)]
    assert cluster(blank(3), [(0, 1, 90), (1, 2, 80), (0, 2, FORBIDDEN)], 55, lambda left, right: False) == [
        (0, 1),
        (2,),
    ]


def test_independent_groups() -> None:
    corpus = iraq_and_others()
    first = corpus.article("a.txt", outlet="وكالة أولى")
    corpus.article("b.txt", outlet="صحيفة ثانية", duplicate_of=first)
    corpus.article("c.txt", outlet="وكالة أولى")
    corpus.article("d.txt", outlet="موقع رابع", quoted_sources=("وكالة خامسة",))
    corpus.article("e.txt", outlet="وكالة خامسة")
    for number, article in enumerate(corpus.articles):
        article.event("Meeting", f"عقد اجتماع {number if number != 1 else 0}", "اجتماع")
    articles = {extraction.article.id: extraction.article for extraction in corpus.extractions()}
    sizes = sorted(len(group) for group in independent_groups(articles, articles))
    assert sizes == [2, 3]


def test_joint_confidence_grows_but_is_never_certain() -> None:
    one, two = joint_confidence([[Decimal("0.7")]]), joint_confidence([[Decimal("0.7")], [Decimal("0.7")]])
    assert one == Decimal("0.70")
    assert one < two < 1
    assert joint_confidence([[Decimal("0.9")]] * 9) == Decimal("0.99")


def test_classes() -> None:
    assert depth("Killing") > depth("Attack") > depth("Event")
    assert event_kind("Negotiation").group == event_kind("Meeting").group != event_kind("Visit").group
    assert event_kind("NewClass").group != event_kind("OtherClass").group


LABELS = [
    pytest.param(
        {"event_class": "Visit", "visitor": "sudani", "place": "washington", "when": day("2024-04-13")},
        "زيارة محمد شياع السوداني إلى واشنطن (2024-04-13)",
        "Visit of Sudani to Washington (2024-04-13)",
        id="visit",
    ),
    pytest.param(
        {"event_class": "Attack", "attacker": "us-army", "targetPlace": "asad", "factuality": Factuality.DENIED},
        "هجوم الجيش الأميركي على قاعدة عين الأسد (لم يقع)",
        "Attack by Us-Army on Asad (did not take place)",
        id="denied attack",
    ),
    pytest.param({"event_class": "Protest"}, "احتجاج", "Protest", id="nothing known"),
    pytest.param({"event_class": "Unheard"}, "حدث", "Event", id="unknown class"),
]


@pytest.mark.parametrize(("told", "label_ar", "label_en"), LABELS)
def test_labels(told: dict[str, object], label_ar: str, label_en: str) -> None:
    corpus = iraq_and_others()
    corpus.article("a.txt").event(sentence="جرى ذلك", trigger="جرى", **told)  # type: ignore[arg-type]
    (event,) = link_events(corpus.extractions(), corpus.resolution(), ()).events
    assert (event.label_ar, event.label_en) == (label_ar, label_en)


@pytest.mark.parametrize(
    ("sentence", "anchor", "number"),
    [
        ("عقدت في عمان الجولة الثانية من الحوار", "عقدت", 2),
        ("الجولة الأولى من المباحثات انتهت", "المباحثات", 1),
        ("وكانت الجولة الأولى قد عقدت في آذار، فيما تبدأ الجولة الثالثة من المحادثات غدا", "المحادثات", 3),
        ("زار الوزير عمان للمرة الثانية والتقى نظيره", "والتقى", None),
    ],
)
def test_rounds_are_read_from_the_words(sentence: str, anchor: str, number: int | None) -> None:
    span = Span(sentence.index(anchor), sentence.index(anchor) + len(anchor))
    mention = Mention("e-1", "a-1", span, anchor, sentence, Span(0, len(sentence)), "made", confidence(0.5))
    assert round_of(EventMention(mention, "Negotiation")) == number
    assert round_of(EventMention(mention, "Negotiation", round=7)) == 7
