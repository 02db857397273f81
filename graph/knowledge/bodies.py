"""Bodies that every state has, made by rule: "وزارة الدفاع" and a country give that country's ministry of defence."""

from __future__ import annotations

from dataclasses import dataclass

from graph.ids import slug_name
from graph.knowledge.countries import Country
from graph.knowledge.entries import PREFIXES, Entry
from graph.knowledge.titles import Titles
from graph.lexicons import read_list
from graph.model import EntityKind

_COLUMNS = ("slug", "kind", "name_ar", "name_en", "forms", "part_of", "only")
_MASCULINE = (
    "جيش",
    "برلمان",
    "مجلس",
    "بنك",
    "مصرف",
    "قضاء",
    "كونغرس",
    "منتخب",
    "دفاع",
    "ديوان",
    "هلال",
    "حرس",
    "اتحاد",
)


@dataclass(frozen=True, slots=True)
class BodyRule:
    """A kind of body: its forms without nationality and, where it is so, the only countries (ISO) that have it."""

    slug: str
    kind: EntityKind
    name_ar: str
    name_en: str
    forms: tuple[str, ...]
    part_of: str = ""
    only: tuple[str, ...] = ()


def read_body_rules(titles: Titles) -> dict[str, BodyRule]:
    """The rules of `actors/bodies.csv` and one ministry for each portfolio, by slug.

    Raises: LexiconError: a row whose kind is no kind of actor.
    """
    rules: dict[str, BodyRule] = {}
    for row in read_list("actors/bodies.csv", _COLUMNS):
        try:
            kind = EntityKind(row["kind"])
        except ValueError as error:
            raise row.error("kind", f"write one of {', '.join(EntityKind)}") from error
        rules[row["slug"]] = BodyRule(
            row["slug"], kind, row["name_ar"], row["name_en"], row.parts("forms"), row["part_of"], row.parts("only")
        )
    for slug, label in titles.portfolio_labels.items():
        rules[f"ministry-{slug}"] = _ministry(titles, slug, label)
    return rules


def _ministry(titles: Titles, slug: str, label: str) -> BodyRule:
    fields = [key for key, other in titles.portfolios.items() if other == slug]
    forms = [f"وزارة {name}" for name in fields]
    if slug in ("foreign", "interior", "defence", "finance"):
        forms.append(label)
    if slug == "finance":
        forms.append("الخزانة")
    name_en = f"Ministry of {titles.portfolio_names[slug]}"
    return BodyRule(f"ministry-{slug}", EntityKind.ORGANIZATION, f"وزارة {label}", name_en, tuple(forms), "government")


def body_id(rule: BodyRule, country: Country) -> str:
    """The id of a state's body."""
    return slug_name(PREFIXES[rule.kind], f"{country.names_en[0]}-{rule.slug}")


def body_entry(rule: BodyRule, country: Country) -> Entry:
    """A state's body as an entry; its names carry the nationality in agreement."""
    part_of = f"{country.iso}/{rule.part_of}" if rule.part_of else country.iso
    names = [_with_nationality(form, adjective) for adjective in country.adjectives for form in (rule.name_ar,)]
    names = names or [f"{rule.name_ar} في {country.names_ar[0]}"]
    return Entry(
        id=body_id(rule, country),
        kind=rule.kind,
        names_ar=tuple(dict.fromkeys(names)),
        names_en=(f"{rule.name_en} of {country.names_en[0]}",),
        country=country.iso,
        part_of=(part_of,),
    )


def _with_nationality(form: str, adjective: str) -> str:
    feminine = not form.removeprefix("ال").startswith(_MASCULINE)
    words = [("ال" + word + "ة") if feminine else ("ال" + word) for word in adjective.split()]
    return f"{form} {' '.join(words)}"
