"""The nouns and adjectives of which descriptions of actors are made ("وزير", "مسؤول"), read from `seeds/titles`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from graph.knowledge.forms import adjective_forms, definite
from graph.lexicons import read_list
from graph.text import comparison_key


@dataclass(frozen=True, slots=True)
class Noun:
    """What a head noun describes: its role (office, honorific, source, force ...) and its number (s, d, p)."""

    role: str
    number: str
    base: str


@dataclass(frozen=True, slots=True)
class Titles:
    """Lookups by comparison key; keys of several words are joined by a space.

    `nouns` maps every form of a head noun to its nouns, one per role. `ranks` maps adjectives to whether they mark a
    former holder. `portfolios` maps a ministry's field to its slug, `offices` an office's title to its slugs.
    """

    nouns: dict[str, tuple[Noun, ...]]
    ranks: dict[str, bool]
    portfolios: dict[str, str]
    offices: dict[str, tuple[str, ...]]
    office_names: dict[str, str]
    office_labels: dict[str, str]
    portfolio_names: dict[str, str]
    state_offices: frozenset[str]
    portfolio_labels: dict[str, str] = field(default_factory=dict)
    not_actors: frozenset[str] = frozenset()
    person_verbs: frozenset[str] = frozenset()
    cues: dict[str, frozenset[str]] = field(default_factory=dict)

    def untitled(self, name: str) -> str:
        """A person's name without the honorifics before it, as long as two words are left."""
        words = name.split()
        taken = 1
        while taken:
            taken = next(
                (
                    n
                    for n in (3, 2, 1)
                    if len(words) - n > 1 and self.role(comparison_key(" ".join(words[:n])), "honorific")
                ),
                0,
            )
            words = words[taken:]
        return " ".join(words)

    def role(self, key: str, role: str) -> Noun | None:
        """The noun of that role which `key` is a form of, if any."""
        return next((noun for noun in self.nouns.get(key, ()) if noun.role == role), None)


@cache
def load_titles() -> Titles:
    """The shipped titles.

    Raises: LexiconError: a list that breaks its form.
    """
    portfolios, portfolio_names, portfolio_labels = _portfolios()
    offices, office_names, office_labels, state_offices = _offices()
    return Titles(
        nouns=_nouns(),
        ranks=_ranks(),
        portfolios=portfolios,
        offices=offices,
        office_names=office_names,
        office_labels=office_labels,
        portfolio_names=portfolio_names,
        state_offices=state_offices,
        portfolio_labels=portfolio_labels,
        person_verbs=frozenset(comparison_key(row["form"]) for row in read_list("titles/person_verbs.csv", ("form",))),
        cues=_cues(),
        not_actors=frozenset(
            comparison_key(row["phrase"]) for row in read_list("titles/not_actors.csv", ("phrase", "meaning"))
        ),
    )


def _nouns() -> dict[str, tuple[Noun, ...]]:
    nouns: dict[str, list[Noun]] = {}
    for row in read_list("titles/nouns.csv", ("role", "number", "forms")):
        for form in row.parts("forms"):
            key = comparison_key(form)
            noun = Noun(row["role"], row["number"], key.removeprefix("ال"))
            for variant in dict.fromkeys((key, _definite_head(key))):
                known = nouns.setdefault(variant, [])
                if noun not in known and all(other.role != noun.role for other in known):
                    known.append(noun)
    return {key: tuple(found) for key, found in nouns.items()}


def _definite_head(key: str) -> str:
    first, _, rest = key.partition(" ")
    return " ".join(filter(None, (definite(first), rest)))


def _ranks() -> dict[str, bool]:
    ranks: dict[str, bool] = {}
    for row in read_list("titles/adjectives.csv", ("former", "forms")):
        for form in row.parts("forms"):
            for key in adjective_forms(form):
                ranks.setdefault(key, row["former"] == "yes")
    return ranks


def _cues() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {"locative": set(), "no_phrase": set(), "no_name": set()}
    for row in read_list("titles/cues.csv", ("cue", "form")):
        if row["cue"] not in found:
            raise row.error("cue", f"write one of {', '.join(found)}")
        found[row["cue"]].add(comparison_key(row["form"]))
    return {cue: frozenset(forms) for cue, forms in found.items()}


def _portfolios() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    slugs: dict[str, str] = {}
    names: dict[str, str] = {}
    labels: dict[str, str] = {}
    for row in read_list("titles/portfolios.csv", ("slug", "name_en", "forms")):
        names[row["slug"]] = row["name_en"]
        labels[row["slug"]] = row.parts("forms")[0]
        for form in row.parts("forms"):
            slugs.setdefault(comparison_key(form), row["slug"])
    return slugs, names, labels


def _offices() -> tuple[dict[str, tuple[str, ...]], dict[str, str], dict[str, str], frozenset[str]]:
    slugs: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    labels: dict[str, str] = {}
    state: set[str] = set()
    for row in read_list("titles/offices.csv", ("slug", "name_en", "level", "forms")):
        if row["level"] not in ("state", "body"):
            raise row.error("level", "write state or body")
        if row["level"] == "state":
            state.add(row["slug"])
        names[row["slug"]] = row["name_en"]
        labels[row["slug"]] = row.parts("forms")[0]
        for form in row.parts("forms"):
            slugs.setdefault(comparison_key(form), []).append(row["slug"])
    return {key: tuple(found) for key, found in slugs.items()}, names, labels, frozenset(state)
