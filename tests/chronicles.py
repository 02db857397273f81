"""A factory of hand-made chronicles: every feature of the graph's contract in a handful of short articles.

The sentences are made for these tests; the events they tell of are those of 2020-2024.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from graph import ids
from graph.model import (
    Actor,
    Article,
    Bound,
    Chronicle,
    Claim,
    Cut,
    DateBasis,
    DoubtfulPair,
    EntityKind,
    EntityMention,
    Event,
    Factuality,
    Mention,
    MentionForm,
    Outlet,
    Place,
    PositionHeld,
    Quantity,
    Span,
    TimeBasis,
    When,
    confidence,
)

Day = datetime.date
SHARE_LINE = "شارك الخبر على فيسبوك"


def day(text: str) -> When:
    """An explicit When of one day, e.g. "2023-08-07"."""
    return between(text, text, text)


def between(edtf: str | None, earliest: str | None, latest: str | None, basis: TimeBasis = TimeBasis.EXPLICIT) -> When:
    """A When from ISO days."""
    first = Day.fromisoformat(earliest) if earliest is not None else None
    last = Day.fromisoformat(latest) if latest is not None else None
    return When(edtf, first, last, basis, reason=f"{basis.value}: {edtf}")


@dataclass
class Builder:
    """Collects the parts of a chronicle; `build` sorts and freezes them."""

    files: dict[str, str] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    outlet_of: dict[str, str] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    entity_mentions: dict[str, EntityMention] = field(default_factory=dict)
    actor_of: dict[str, str] = field(default_factory=dict)
    place_of: dict[str, str] = field(default_factory=dict)
    positions: dict[str, PositionHeld] = field(default_factory=dict)
    position_mentions: dict[str, Mention] = field(default_factory=dict)
    contradictions: set[tuple[str, str]] = field(default_factory=set)
    inferred_bounds: dict[str, When] = field(default_factory=dict)
    doubtful: list[DoubtfulPair] = field(default_factory=list)

    def article(
        self,
        file: str,
        outlet: str | None,
        title: str,
        body: str,
        date: str | None = None,
        *,
        basis: DateBasis = DateBasis.STATED,
        duplicate_of: Article | None = None,
        extracted: bool = False,
        url: str | None = None,
    ) -> Article:
        """An article that fills a file of its own: headline, body, and a share line that was cut."""
        raw = f"{title}\n\n{body}\n{SHARE_LINE}\n"
        start = raw.index(body, len(title))
        title_span, body_span = Span(0, len(title)), Span(start, start + len(body))
        text = f"{title}\n{body}"
        digest = hashlib.sha256(text.encode()).hexdigest()
        article = Article(
            id=ids.article_id(file, 1, digest),
            file=file,
            part=1,
            title=title,
            extent=Span(0, len(raw)),
            kept=(title_span, body_span),
            text=text,
            content_hash=digest,
            outlet=outlet,
            date=Day.fromisoformat(date) if date is not None else None,
            date_basis=basis if date is not None else DateBasis.NONE,
            title_span=title_span,
            url=url,
            cut=(Cut(Span(raw.index(SHARE_LINE), raw.index(SHARE_LINE) + len(SHARE_LINE)), "share"),),
            duplicate_of=duplicate_of.id if duplicate_of is not None else None,
            extracted_text=hashlib.sha256(raw.encode()).hexdigest() if extracted else None,
        )
        self.files[file] = raw
        self.articles[article.id] = article
        if outlet is not None:
            outlet_id = ids.local_name("o", outlet)
            self.outlets[outlet_id] = Outlet(outlet_id, outlet)
            self.outlet_of[article.id] = outlet_id
        return article

    def mention(self, article: Article, kind: str, words: str, rule: str, score: float = 0.9) -> Mention:
        """A mention of the first occurrence of `words`; its sentence is the line or full-stop part around it."""
        raw = self.files[article.file]
        start = raw.index(words)
        span = Span(start, start + len(words))
        full_stop = raw.rfind(". ", 0, start)
        first = max(raw.rfind("\n", 0, start) + 1, full_stop + 2 if full_stop >= 0 else 0)
        ends = [end for end in (raw.find(". ", span.end) + 1, raw.find("\n", span.end)) if end > 0]
        sentence = Span(first, min(ends))
        return Mention(
            id=ids.mention_id(article.id, kind, span.start, span.end),
            article=article.id,
            span=span,
            anchor=words,
            sentence=raw[sentence.start : sentence.end],
            sentence_span=sentence,
            rule=rule,
            confidence=confidence(score),
        )

    def name(
        self,
        article: Article,
        words: str,
        kind: EntityKind,
        *,
        actor: str | None = None,
        place: str | None = None,
        form: MentionForm = MentionForm.NAME,
    ) -> str:
        """An entity mention joined to an actor or place; returns its id."""
        mention = self.mention(article, "n", words, "entities.ner")
        self.entity_mentions[mention.id] = EntityMention(mention, kind, form, words)
        if actor is not None:
            self.actor_of[mention.id] = actor
        if place is not None:
            self.place_of[mention.id] = place
        return mention.id

    def actor(self, slug: str, kind: EntityKind, name_ar: str, name_en: str, **more: Any) -> str:
        """An actor named by a readable local name; returns its id."""
        actor_id = ids.slug_name("x", slug)
        self.actors[actor_id] = Actor(actor_id, kind, name_ar, name_en, **more)
        return actor_id

    def place(self, slug: str, name_ar: str, name_en: str, **more: Any) -> str:
        """A place named by a readable local name; returns its id."""
        place_id = ids.slug_name("l", slug)
        self.places[place_id] = Place(place_id, name_ar, name_en, **more)
        return place_id

    def claim(self, article: Article, words: str, event_class: str, **more: Any) -> str:
        """One article's claim; returns its mention id. `more` are Claim's fields."""
        mention = self.mention(article, "e", words, f"triggers.{event_class}")
        values: dict[str, Any] = {"factuality": Factuality.ACTUAL, "reasons": (f"trigger {words}",)}
        self.claims[mention.id] = Claim(mention, event_class, **(values | more))
        return mention.id

    def quantity(self, article: Article, words: str, number: int, counted: str, **more: Any) -> Quantity:
        """A reported number."""
        return Quantity(self.mention(article, "u", words, "quantities"), Decimal(number), counted, **more)

    def event(
        self,
        event_class: str,
        labels: tuple[str, str],
        claims: Sequence[str],
        roles: Mapping[str, Iterable[str]] | None = None,
        **more: Any,
    ) -> str:
        """A canonical event; returns its id. `more` are Event's fields."""
        event_id = ids.local_name("e", *sorted(claims))
        outlets = {self.outlet_of.get(self.claims[claim].mention.article, "") for claim in claims}
        values: dict[str, Any] = {
            "factuality": Factuality.ACTUAL,
            "confidence": confidence(0.9),
            "source_count": max(1, len(outlets)),
            "roles": {role: tuple(sorted(actors)) for role, actors in sorted((roles or {}).items())},
        }
        self.events[event_id] = Event(
            event_id,
            event_class,
            labels[0],
            labels[1],
            tuple(sorted(claims)),
            **(values | more),
        )
        return event_id

    def position(self, article: Article, words: str, holder: str, title: str, of_actor: str, since: str) -> None:
        """An office held, shown by `words` on one day."""
        mention = self.mention(article, "p", words, "positions.apposition")
        position_id = ids.local_name("o", holder, title)
        held = Day.fromisoformat(since)
        self.position_mentions[mention.id] = mention
        self.positions[position_id] = PositionHeld(position_id, holder, title, of_actor, held, held, (mention.id,))

    def contradict(self, left: str, right: str) -> None:
        """Two mentions that cannot both be true."""
        self.contradictions.add((min(left, right), max(left, right)))

    def build(self, **more: Any) -> Chronicle:
        """The chronicle, every tuple sorted by id; `more` are Chronicle's fields."""
        values: dict[str, Any] = {
            "articles": _sorted(self.articles),
            "outlets": _sorted(self.outlets),
            "actors": _with_mentions(_sorted(self.actors), self.actor_of),
            "places": _with_mentions(_sorted(self.places), self.place_of),
            "events": _sorted(self.events),
            "claims": dict(sorted(self.claims.items())),
            "entity_mentions": dict(sorted(self.entity_mentions.items())),
            "actor_of": dict(sorted(self.actor_of.items())),
            "place_of": dict(sorted(self.place_of.items())),
            "positions": _sorted(self.positions),
            "position_mentions": dict(sorted(self.position_mentions.items())),
            "contradictions": tuple(sorted(self.contradictions)),
            "inferred_bounds": dict(sorted(self.inferred_bounds.items())),
            "outlet_of": dict(sorted(self.outlet_of.items())),
            "doubtful": tuple(self.doubtful),
        }
        return Chronicle(**(values | more))


def _with_mentions(entities: tuple[Any, ...], identity_of: Mapping[str, str]) -> tuple[Any, ...]:
    mentions: dict[str, list[str]] = {}
    for mention, owner in sorted(identity_of.items()):
        mentions.setdefault(owner, []).append(mention)
    return tuple(replace(entity, mentions=tuple(mentions.get(entity.id, ()))) for entity in entities)


def _sorted(parts: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(part for _, part in sorted(parts.items()))


@dataclass(frozen=True)
class Cast:
    """The ids of the sample's actors and places."""

    iraq: str
    usa: str
    iran: str
    government: str
    pentagon: str
    abbasi: str
    austin: str
    sudani: str
    biden: str
    iran_guard: str
    un: str
    official: str
    group: str
    washington: str
    baghdad: str
    erbil: str
    asad_base: str


def _cast(b: Builder) -> Cast:
    kinds = EntityKind
    iraq = b.actor("iraq", kinds.COUNTRY, "العراق", "Iraq", wikidata="Q796")
    usa = b.actor(
        "united-states",
        kinds.COUNTRY,
        "الولايات المتحدة",
        "United States",
        wikidata="Q30",
        alt_names=("أمريكا", "الولايات المتحدة الأمريكية"),
    )
    iran = b.actor("iran", kinds.COUNTRY, "إيران", "Iran", wikidata="Q794")
    government = b.actor(
        "government-of-iraq", kinds.GOVERNMENT, "الحكومة العراقية", "Government of Iraq", part_of=(iraq,), country=iraq
    )
    pentagon = b.actor("pentagon", kinds.ORGANIZATION, "البنتاغون", "The Pentagon", part_of=(usa,), country=usa)
    abbasi = b.actor(
        "thabit-al-abbasi", kinds.PERSON, "ثابت العباسي", "Thabit al-Abbasi", member_of=(government,), country=iraq
    )
    austin = b.actor(
        "lloyd-austin",
        kinds.PERSON,
        "لويد أوستن",
        "Lloyd Austin",
        alt_names=("أوستن",),
        wikidata="Q941013",
        member_of=(pentagon,),
        country=usa,
    )
    sudani = b.actor(
        "mohammed-shia-al-sudani", kinds.PERSON, "محمد شياع السوداني", "Mohammed Shia al-Sudani", country=iraq
    )
    biden = b.actor("joe-biden", kinds.PERSON, "جو بايدن", "Joe Biden", wikidata="Q6279", country=usa)
    guard = b.actor(
        "irgc",
        kinds.ARMED_FORCE,
        "الحرس الثوري الإيراني",
        "Islamic Revolutionary Guard Corps",
        part_of=(iran,),
        country=iran,
    )
    un = b.actor("united-nations", kinds.ORGANIZATION, "الأمم المتحدة", "United Nations", wikidata="Q1065")
    official = b.actor("official-1", kinds.GROUP, "مسؤول عراقي", "an Iraqi official", country=iraq)
    group = b.actor("protesters-1", kinds.GROUP, "متظاهرون", "protesters")
    iraq_place = b.place(
        "iraq",
        "العراق",
        "Iraq",
        wikidata="Q796",
        territory_of=iraq,
        latitude=Decimal("33.0"),
        longitude=Decimal("44.0"),
    )
    us_place = b.place("united-states", "الولايات المتحدة", "United States", wikidata="Q30", territory_of=usa)
    washington = b.place(
        "washington",
        "واشنطن",
        "Washington",
        wikidata="Q61",
        in_country=us_place,
        latitude=Decimal("38.8951"),
        longitude=Decimal("-77.0364"),
    )
    baghdad = b.place(
        "baghdad",
        "بغداد",
        "Baghdad",
        alt_names=("العاصمة بغداد",),
        in_country=iraq_place,
        latitude=Decimal("33.3406"),
        longitude=Decimal("44.4009"),
    )
    erbil = b.place(
        "erbil", "أربيل", "Erbil", in_country=iraq_place, latitude=Decimal("36.19"), longitude=Decimal("44.01")
    )
    asad = b.place("ain-al-asad", "قاعدة عين الأسد", "Ain al-Asad air base", in_country=iraq_place)
    return Cast(
        iraq,
        usa,
        iran,
        government,
        pentagon,
        abbasi,
        austin,
        sudani,
        biden,
        guard,
        un,
        official,
        group,
        washington,
        baghdad,
        erbil,
        asad,
    )


def _visit_of_2023(b: Builder, c: Cast, folder: str = "") -> None:
    """Two outlets on one visit, with a meeting and a signed statement; they differ on the day and on a number."""
    first = b.article(
        f"{folder}visit/agency.txt",
        "الوكالة الأولى",
        "العباسي يصل إلى واشنطن",
        "وصل وزير الدفاع ثابت العباسي إلى واشنطن في السابع من آب 2023 في زيارة رسمية. "
        "واجتمع العباسي مع نظيره لويد أوستن في البنتاغون. "
        "ووقع الجانبان بيانا مشتركا بشأن التعاون الأمني بحضور 20 ضابطا.",
        "2023-08-08",
        url="https://example.org/news/2023/08/08/1",
    )
    second = b.article(
        f"{folder}visit/daily.txt",
        "صحيفة النهار الثانية",
        "مباحثات عسكرية في العاصمة الأمريكية",
        "بدأ العباسي زيارة إلى الولايات المتحدة يوم 8 آب 2023. "
        'وقال أوستن: "سنواصل دعم القوات العراقية". '
        "وحضر 25 ضابطا في الأقل مراسم التوقيع.",
        "2023-08-09",
        basis=DateBasis.METADATA,
    )
    b.article(
        f"{folder}visit/reprint.txt",
        "موقع ثالث",
        first.title,
        b.files[first.file].split("\n")[2],
        "2023-08-08",
        basis=DateBasis.URL,
        duplicate_of=first,
        extracted=True,
    )
    b.position(first, "وزير الدفاع", c.abbasi, "وزير الدفاع", c.iraq, "2023-08-08")
    b.name(first, "ثابت العباسي", EntityKind.PERSON, actor=c.abbasi)
    b.name(first, "لويد أوستن", EntityKind.PERSON, actor=c.austin)
    b.name(first, "البنتاغون", EntityKind.ORGANIZATION, actor=c.pentagon)
    b.name(first, "واشنطن", EntityKind.PLACE, place=c.washington)
    b.name(second, "العباسي", EntityKind.PERSON, actor=c.abbasi)
    b.name(second, "أوستن", EntityKind.PERSON, actor=c.austin)
    b.name(second, "الولايات المتحدة", EntityKind.COUNTRY, actor=c.usa)
    b.name(second, "القوات العراقية", EntityKind.ARMED_FORCE, actor=c.iraq, form=MentionForm.NOMINAL)
    officers = b.quantity(first, "20 ضابطا", 20, "ضابط", as_of="2023-08-07")
    more_officers = b.quantity(second, "25 ضابطا في الأقل", 25, "ضابط", bound=Bound.AT_LEAST, as_of="2023-08-07")
    arrival = b.claim(
        first,
        "زيارة رسمية",
        "Visit",
        stated_when=day("2023-08-07"),
        stated_place=c.washington,
        stated_actors=(c.abbasi,),
        rejected=("Deployment: the mover is a person",),
    )
    visit_again = b.claim(second, "زيارة", "Visit", stated_when=day("2023-08-08"), stated_actors=(c.abbasi,))
    met = b.claim(first, "واجتمع"[1:], "Meeting", stated_actors=(c.abbasi, c.austin), stated_when=day("2023-08-07"))
    signed = b.claim(
        first,
        "وقع",
        "Agreement",
        stated_actors=(c.abbasi, c.austin),
        stated_when=day("2023-08-07"),
        quantities=(officers,),
    )
    signed_again = b.claim(second, "التوقيع", "Agreement", quantities=(more_officers,), stated_when=None)
    said = b.claim(
        second,
        "قال",
        "Announcement",
        stated_actors=(c.austin,),
        according_to=c.austin,
        quotation=b.mention(second, "q", "سنواصل دعم القوات العراقية", "quotation"),
    )
    b.contradict(arrival, visit_again)
    b.contradict(officers.mention.id, more_officers.mention.id)
    place = {"places": (c.washington,)}
    meeting = b.event(
        "Meeting",
        ("اجتماع ثابت العباسي ولويد أوستن", "Meeting of Thabit al-Abbasi and Lloyd Austin"),
        [met],
        {"participant": (c.abbasi,), "host": (c.austin,)},
        when=day("2023-08-07"),
        **place,
    )
    signing = b.event(
        "Agreement",
        ("بيان مشترك بين العراق والولايات المتحدة", "Joint statement of Iraq and the United States"),
        [signed, signed_again],
        {"signatory": (c.abbasi, c.austin)},
        when=day("2023-08-07"),
        topic="التعاون الأمني",
        **place,
    )
    b.event(
        "Visit",
        ("زيارة ثابت العباسي إلى واشنطن", "Visit of Thabit al-Abbasi to Washington"),
        [arrival, visit_again],
        {"visitor": (c.abbasi,), "host": (c.usa,)},
        when=between("2023-08-07/2023-08-08", "2023-08-07", "2023-08-08"),
        sub_events=tuple(sorted((meeting, signing))),
        **place,
    )
    b.event(
        "Announcement",
        ("إعلان لويد أوستن", "Announcement of Lloyd Austin"),
        [said],
        {"speaker": (c.austin,)},
        when=between("2023-08-08", "2023-08-08", "2023-08-09", TimeBasis.PUBLICATION),
        about=(c.iraq, signing),
    )


def _attack_and_denial(b: Builder, c: Cast, folder: str = "") -> None:
    """An attack on a base and on a city, a killing, a denial as an event of its own, a criticism, and a protest."""
    report = b.article(
        f"{folder}attack.txt",
        "الوكالة الأولى",
        "قصف قاعدة عين الأسد",
        "قصف الحرس الثوري الإيراني قاعدة عين الأسد فجر الأربعاء 8 كانون الثاني 2020. "
        "وأفاد مسؤول عراقي بمقتل جنديين. "
        "وتظاهر مئات في بغداد احتجاجا على القصف. "
        "وانتقدت الأمم المتحدة الهجوم.",
        "2020-01-08",
    )
    denial = b.article(
        f"{folder}denial.txt",
        "موقع ثالث",
        "بغداد تنفي مقتل جنود",
        "نفت الحكومة العراقية مقتل جنود في القصف الذي استهدف القاعدة. وطالبت واشنطن بضبط النفس.",
        "2020-01-09",
    )
    b.name(report, "الحرس الثوري الإيراني", EntityKind.ARMED_FORCE, actor=c.iran_guard)
    b.name(report, "قاعدة عين الأسد", EntityKind.PLACE, place=c.asad_base)
    b.name(report, "مسؤول عراقي", EntityKind.GROUP, actor=c.official, form=MentionForm.NOMINAL)
    b.name(report, "مئات", EntityKind.GROUP, actor=c.group, form=MentionForm.NOMINAL)
    b.name(report, "الأمم المتحدة", EntityKind.ORGANIZATION, actor=c.un)
    b.name(report, "بغداد", EntityKind.PLACE, place=c.baghdad)
    b.name(denial, "الحكومة العراقية", EntityKind.GOVERNMENT, actor=c.government)
    b.name(denial, "واشنطن", EntityKind.COUNTRY, actor=c.usa)
    b.name(denial, "القاعدة", EntityKind.PLACE, place=c.asad_base, form=MentionForm.NOMINAL)
    b.name(denial, "بغداد", EntityKind.COUNTRY, actor=c.iraq)
    dead = b.quantity(report, "جنديين", 2, "جندي", as_of="2020-01-08")
    shelled = b.claim(
        report,
        "قصف الحرس"[:3],
        "Attack",
        stated_when=day("2020-01-08"),
        stated_place=c.asad_base,
        stated_actors=(c.iran_guard,),
    )
    killed = b.claim(
        report, "مقتل", "Killing", stated_when=day("2020-01-08"), according_to=c.official, quantities=(dead,)
    )
    marched = b.claim(report, "تظاهر", "Protest", stated_place=c.baghdad, stated_actors=(c.group,))
    blamed = b.claim(report, "انتقدت", "Criticism", stated_actors=(c.un,))
    not_killed = b.claim(denial, "مقتل جنود في", "Killing", factuality=Factuality.DENIED, according_to=c.government)
    denied = b.claim(denial, "نفت", "Statement", stated_actors=(c.government,))
    asked = b.claim(denial, "طالبت", "Demand", stated_actors=(c.usa,))
    b.contradict(killed, not_killed)
    attack = b.event(
        "Attack",
        ("قصف قاعدة عين الأسد", "Attack on Ain al-Asad air base"),
        [shelled],
        {"attacker": (c.iran_guard,)},
        when=day("2020-01-08"),
        places=(c.asad_base,),
        target_places=(c.asad_base,),
    )
    killing = b.event(
        "Killing",
        ("مقتل جنود في قاعدة عين الأسد", "Killing at Ain al-Asad air base"),
        [killed, not_killed],
        {"attacker": (c.iran_guard,)},
        when=day("2020-01-08"),
        places=(c.asad_base,),
    )
    b.event(
        "Statement",
        ("نفي الحكومة العراقية", "Denial by the Government of Iraq"),
        [denied],
        {"speaker": (c.government,)},
        when=between("2020-01-08/2020-01-09", "2020-01-08", "2020-01-09", TimeBasis.PUBLICATION),
        cancels=(killing,),
        asserts=(killing,),
    )
    b.event(
        "Protest",
        ("تظاهرة في بغداد", "Protest in Baghdad"),
        [marched],
        {"protester": (c.group,)},
        places=(c.baghdad,),
        when=between("2020-01", "2020-01-01", "2020-01-31", TimeBasis.RELATIVE),
    )
    b.event(
        "Criticism",
        ("انتقاد الأمم المتحدة", "Criticism by the United Nations"),
        [blamed],
        {"speaker": (c.un,), "target": (c.iran_guard,)},
        about=(attack,),
        when=between(None, "2020-01-08", None, TimeBasis.INFERRED),
    )
    b.event("Demand", ("مطالبة الولايات المتحدة", "Demand by the United States"), [asked], {"speaker": (c.usa,)})


def _plan_and_realisation(b: Builder, c: Cast, folder: str = "") -> None:
    """A visit announced, then made; a phone call; talks; a vote; a withdrawal; an undated article with bounds."""
    plan = b.article(
        f"{folder}plan.txt",
        "صحيفة النهار الثانية",
        "السوداني يزور واشنطن الشهر المقبل",
        "يزور محمد شياع السوداني واشنطن في 15 نيسان 2024. وبحث السوداني هاتفيا مع جو بايدن جدول اللقاء. "
        "وتنطلق جولة الحوار الثالثة في أربيل لاحقا.",
        "2024-03-22",
    )
    after = b.article(
        f"{folder}after.txt",
        "الوكالة الأولى",
        "السوداني في البيت الأبيض",
        "زار السوداني واشنطن يوم الاثنين 15 نيسان 2024 والتقى جو بايدن. "
        "وصوت مجلس النواب على القرار، وانسحبت قوات من قاعدة عين الأسد.",
        "2024-04-16",
    )
    undated = b.article(
        f"{folder}undated.txt",
        None,
        "قراءة في زيارة السوداني",
        "تناولت الصحف زيارة السوداني التي جرت قبل أيام. وقدمت الولايات المتحدة مساعدات إلى العراق. "
        "وعين السوداني ثابت العباسي وزيرا.",
    )
    for article, words in ((plan, "محمد شياع السوداني"), (after, "السوداني"), (undated, "السوداني")):
        b.name(article, words, EntityKind.PERSON, actor=c.sudani)
    b.name(plan, "جو بايدن", EntityKind.PERSON, actor=c.biden)
    b.name(after, "جو بايدن", EntityKind.PERSON, actor=c.biden)
    b.name(plan, "واشنطن", EntityKind.PLACE, place=c.washington)
    b.name(plan, "أربيل", EntityKind.PLACE, place=c.erbil)
    b.name(after, "واشنطن", EntityKind.PLACE, place=c.washington)
    b.name(after, "قاعدة عين الأسد", EntityKind.PLACE, place=c.asad_base)
    b.name(undated, "الولايات المتحدة", EntityKind.COUNTRY, actor=c.usa)
    b.name(undated, "العراق", EntityKind.COUNTRY, actor=c.iraq)
    b.name(undated, "ثابت العباسي", EntityKind.PERSON, actor=c.abbasi)
    b.inferred_bounds[undated.id] = between(None, "2024-04-15", "2024-12-31", TimeBasis.INFERRED)
    announced = b.claim(
        plan,
        "يزور محمد"[:4],
        "Visit",
        factuality=Factuality.PLANNED,
        stated_when=day("2024-04-15"),
        stated_place=c.washington,
        stated_actors=(c.sudani,),
    )
    called = b.claim(plan, "هاتفيا", "PhoneCall", stated_actors=(c.biden, c.sudani))
    talks = b.claim(plan, "جولة الحوار", "Negotiation", factuality=Factuality.POSSIBLE, stated_place=c.erbil)
    came = b.claim(
        after, "زار", "Visit", stated_when=day("2024-04-15"), stated_place=c.washington, stated_actors=(c.sudani,)
    )
    retold = b.claim(undated, "زيارة السوداني التي"[:5], "Visit", stated_actors=(c.sudani,))
    met = b.claim(after, "التقى", "Meeting", stated_actors=(c.biden, c.sudani))
    voted = b.claim(after, "صوت", "Vote")
    left = b.claim(after, "انسحبت", "Withdrawal", stated_place=c.asad_base)
    helped = b.claim(undated, "مساعدات", "Aid", stated_actors=(c.iraq, c.usa))
    named = b.claim(undated, "عين السوداني"[:3], "Appointment", stated_actors=(c.abbasi, c.sudani))
    april = day("2024-04-15")
    planned = b.event(
        "Visit",
        ("زيارة مقررة للسوداني إلى واشنطن", "Planned visit of al-Sudani to Washington"),
        [announced],
        {"visitor": (c.sudani,), "host": (c.usa,)},
        factuality=Factuality.PLANNED,
        when=april,
        places=(c.washington,),
    )
    meeting = b.event(
        "Meeting",
        ("لقاء السوداني وبايدن", "Meeting of al-Sudani and Biden"),
        [met],
        {"participant": (c.biden, c.sudani)},
        when=april,
        places=(c.washington,),
    )
    b.event(
        "Visit",
        ("زيارة السوداني إلى واشنطن", "Visit of al-Sudani to Washington"),
        [came, retold],
        {"visitor": (c.sudani,), "host": (c.usa, c.biden)},
        when=april,
        places=(c.washington,),
        realises=(planned,),
        sub_events=(meeting,),
    )
    b.event(
        "PhoneCall",
        ("اتصال السوداني وبايدن", "Phone call of al-Sudani and Biden"),
        [called],
        {"participant": (c.biden, c.sudani)},
        when=between("../2024-03-22", None, "2024-03-22"),
    )
    b.event(
        "Negotiation",
        ("جولة حوار في أربيل", "Round of talks in Erbil"),
        [talks],
        {"participant": (c.iraq, c.usa)},
        factuality=Factuality.POSSIBLE,
        places=(c.erbil,),
        when=between("2024-03-22/..", "2024-03-22", None, TimeBasis.RELATIVE),
    )
    b.event("Vote", ("تصويت مجلس النواب", "Vote of the parliament"), [voted], {"decider": (c.iraq,)}, when=april)
    b.event(
        "Withdrawal",
        ("انسحاب من قاعدة عين الأسد", "Withdrawal from Ain al-Asad air base"),
        [left],
        {"mover": (c.usa,)},
        origins=(c.asad_base,),
        when=between("2024", "2024-01-01", "2024-12-31"),
    )
    b.event(
        "Aid",
        ("مساعدات أمريكية إلى العراق", "Aid of the United States to Iraq"),
        [helped],
        {"giver": (c.usa,), "receiver": (c.iraq,), "hasActor": (c.un,)},
    )
    b.event(
        "Appointment",
        ("تعيين ثابت العباسي", "Appointment of Thabit al-Abbasi"),
        [named],
        {"appointee": (c.abbasi,), "appointer": (c.sudani,)},
    )


PROVENANCE = {"waqai": "0.1.0", "model:ner": "sha256:" + "ab" * 32, "config": "from=2020 to=2024"}


def sample_builder(copies: int = 1) -> Builder:
    """The sample's parts, still open for additions.

    Args: copies: how often to tell the same stories of the same actors, each time in articles of their own.
    """
    builder = Builder()
    cast = _cast(builder)
    for copy in range(copies):
        folder = f"copy{copy}/" if copy else ""
        _visit_of_2023(builder, cast, folder)
        _attack_and_denial(builder, cast, folder)
        _plan_and_realisation(builder, cast, folder)
    builder.doubtful.append(
        DoubtfulPair("actor", cast.abbasi, cast.sudani, Decimal("0.41"), "one name part in common, same country")
    )
    return builder


def sample_chronicle(**more: Any) -> Chronicle:
    """A chronicle of nine articles that uses every feature of the contract."""
    return sample_builder().build(**({"provenance": PROVENANCE} | more))


def sample_files() -> dict[str, str]:
    """The sample's source files: decoded text by wq:sourceFile."""
    return sample_builder().files
