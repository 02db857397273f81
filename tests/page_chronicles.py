"""Made-up chronicles of any size and of bad shapes, for the page's tests, screenshots and benchmark.

Names are assembled from syllables, events and sentences from templates: they tell of nobody and nothing.
"""

from __future__ import annotations

import datetime
import random

from graph.model import Chronicle, EntityKind, Factuality, TimeBasis, When, confidence
from tests.chronicles import Builder


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST = _words("سليم رائد ماهر ليث نزار جابر وسام طارق حاتم فؤاد سامر عادل مازن باسم نبيل هيثم كامل زياد رامي أنور")
_LAST = _words("الدليمي البزاز الشمري الخفاجي النعيمي السامرائي التميمي العبودي الحكيمي الربيعي المالحي الكرخي")
_BODIES = _words("مجلس هيئة لجنة منظمة حركة تجمع اتحاد وزارة")
_TOPICS = _words("الأنهار التجارة الحدود الزراعة الطاقة الموانئ التعليم السكك المياه الصناعة")
_LANDS = ("سرمدا", "نوران", "كفرلان", "ديرمار", "وادي الزيت", "شمالستان", "جزر اللؤلؤ", "تلّة", "بحران", "رملة")
_KINDS = (
    (EntityKind.PERSON, 50),
    (EntityKind.ORGANIZATION, 22),
    (EntityKind.GOVERNMENT, 8),
    (EntityKind.ARMED_GROUP, 6),
    (EntityKind.ARMED_FORCE, 6),
    (EntityKind.GROUP, 6),
    (EntityKind.OFFICE, 2),
)
_CLASSES = (
    ("Meeting", "participant", "participant", "اجتمع", 22),
    ("Visit", "visitor", "host", "زار", 12),
    ("Agreement", "signatory", "signatory", "وقع اتفاقا مع", 8),
    ("Announcement", "speaker", "addressee", "أعلن أمام", 20),
    ("Criticism", "speaker", "target", "انتقد", 10),
    ("Attack", "attacker", "target", "هاجم", 10),
    ("Withdrawal", "mover", "hasActor", "انسحب مع", 5),
    ("Negotiation", "participant", "participant", "فاوض", 6),
    ("Aid", "giver", "receiver", "ساعد", 4),
    ("Decision", "decider", "target", "قرر بشأن", 3),
)


def synthetic_chronicle(actor_count: int, event_count: int, seed: int = 7) -> Chronicle:
    """A chronicle whose actors are as unevenly busy as those of news, in camps that deal mostly with themselves."""
    maker = random.Random(seed)
    b = Builder()
    camps = max(1, actor_count // 40)
    actors = [_actor(b, maker, number) for number in range(actor_count)]
    camp_of = [number % camps for number in range(actor_count)]
    members: list[list[int]] = [[] for _ in range(camps)]
    for number, camp in enumerate(camp_of):
        members[camp].append(number)
    places = [b.place(f"p{number}", f"مدينة {land}", f"City {number}") for number, land in enumerate(_LANDS)]
    weights = [classes[-1] for classes in _CLASSES]
    for number in range(event_count):
        source = _busy(maker, actor_count)
        pool = members[camp_of[source]]
        target = pool[_busy(maker, len(pool))] if maker.random() < 0.75 and len(pool) > 1 else _busy(maker, actor_count)
        if target == source:
            target = (source + 1) % actor_count
        event_class, active, passive, verb, _ = maker.choices(_CLASSES, weights)[0]
        _event(b, maker, number, (actors[source], actors[target]), (event_class, active, passive, verb), places)
    return b.build()


def _busy(maker: random.Random, count: int) -> int:
    """A number below `count`, small ones far more often (as word frequencies fall)."""
    return min(count - 1, int(count ** maker.random()) - 1 if maker.random() < 0.7 else maker.randrange(count))


def _actor(b: Builder, maker: random.Random, number: int) -> str:
    if number < len(_LANDS) and number % 2 == 0:
        return b.actor(f"a{number}", EntityKind.COUNTRY, _LANDS[number], f"Land {number}")
    kind = maker.choices([kind for kind, _ in _KINDS], [weight for _, weight in _KINDS])[0]
    if kind is EntityKind.PERSON:
        name = f"{maker.choice(_FIRST)} {maker.choice(_FIRST)} {maker.choice(_LAST)}"
    else:
        name = f"{maker.choice(_BODIES)} {maker.choice(_TOPICS)} في {maker.choice(_LANDS)}"
    return b.actor(f"a{number}", kind, name, f"Actor {number} of Sarmada")


def _event(
    b: Builder,
    maker: random.Random,
    number: int,
    pair: tuple[str, str],
    form: tuple[str, str, str, str],
    places: list[str],
) -> None:
    event_class, active, passive, verb = form
    left, right = (b.actors[actor] for actor in pair)
    when = _when(maker)
    claims = []
    for source in range(maker.choices((1, 2, 3), (70, 22, 8))[0]):
        subject = left.name_ar if source == 0 else f"وفد {left.name_ar}"
        topic, land = maker.choice(_TOPICS), maker.choice(_LANDS)
        body = f"{verb} {subject} {right.name_ar} لبحث ملف {topic} في مدينة {land} بحضور مسؤولين."
        issued = when.latest.isoformat() if when is not None and when.latest is not None else None
        article = b.article(
            f"n{number}-{source}.txt", f"صحيفة {(number * 7 + source) % 23}", f"خبر {number}", body, issued
        )
        claims.append(b.claim(article, verb, event_class, stated_when=when, stated_actors=pair))
    if left.id == right.id:
        roles = {active: (left.id,)}
    elif active == passive:
        roles = {active: pair}
    else:
        roles = {active: pair[:1], passive: pair[1:]}
    b.event(
        event_class,
        (f"{verb} {left.name_ar} {right.name_ar}", f"{event_class} {number}"),
        claims,
        roles,
        when=when,
        places=(places[number % len(places)],) if number % 3 else (),
        confidence=confidence(0.5 + (number % 50) / 100),
        factuality=Factuality.ACTUAL if number % 9 else Factuality.PLANNED,
    )


def _when(maker: random.Random) -> When | None:
    draw = maker.random()
    if draw < 0.06:
        return None
    first = datetime.date(2020, 1, 1) + datetime.timedelta(days=maker.randrange(1826))
    if draw < 0.8:
        return When(first.isoformat(), first, first, TimeBasis.EXPLICIT, reason="day")
    if draw < 0.9:
        last = first + datetime.timedelta(days=maker.randrange(2, 40))
        return When(f"{first}/{last}", first, last, TimeBasis.INFERRED, reason="interval")
    month = first.replace(day=1)
    last = (month + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    return When(month.isoformat()[:7], month, last, TimeBasis.RELATIVE, reason="month")
