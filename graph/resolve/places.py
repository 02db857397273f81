"""Places in one article: which known place a name means, by the country that the article speaks of."""

from __future__ import annotations

from graph.knowledge import Entry
from graph.knowledge.names import is_suspect, name_tokens
from graph.model import EntityKind, EntityMention
from graph.resolve.actors_local import Reading, named

_GENERIC = frozenset(("مدينه", "محافظه", "ولايه", "منطقه", "بلده", "قريه", "قضاء", "ناحيه", "مطار", "اقليم", "العاصمه"))


def bind_place(reading: Reading, mention: EntityMention) -> None:
    """A place's name: the known place that suits the article best, else a place of the corpus."""
    places = [entry for entry in named(reading.knowledge, mention.name) if entry.kind is EntityKind.PLACE]
    if places:
        place = choose_place(reading, places)
        reading.bind(mention, reading.known(place), _why(places, place))
        return
    key = mention.id if is_suspect(mention.name) else place_key(mention.name)
    referent = reading.described(EntityKind.PLACE, key or mention.id, mention.name)
    referent.names.append(mention.name)
    reading.bind(mention, referent, "name")


def bind_capital(reading: Reading, mention: EntityMention) -> None:
    """ "العاصمة العراقية": the capital of the country that the words name."""
    country = reading.knowledge.countries.get(reading.nation(reading.by_id.get(mention.of or "")))
    capital = reading.knowledge.entry(country.capital_id) if country is not None and country.capital_id else None
    if capital is not None:
        reading.bind(mention, reading.known(capital), "capital of the country named")


def place_key(name: str) -> str:
    """A place's name for comparison, without articles and without the generic noun before it."""
    tokens = [token.removeprefix("ال") for token in name_tokens(name)]
    if len(tokens) > 1 and tokens[0] in _GENERIC:
        tokens = tokens[1:]
    return " ".join(tokens)


def choose_place(reading: Reading, places: list[Entry]) -> Entry:
    """The place whose country the article speaks of most; then a capital, a hand-listed place, the most populous."""

    def rank(entry: Entry) -> tuple[int, int, int, int, str]:
        nations = reading.nations.get(entry.country, 0) - reading.capitals.get(entry.id, 0)
        capital = entry.id in reading.knowledge.capitals
        return (-nations, -int(capital), -int(entry.weight == 0), -entry.weight, entry.id)

    return min(places, key=rank)


def _why(places: list[Entry], place: Entry) -> str:
    return "known place" if len(places) == 1 else f"known place, in {place.country or 'no country'} by context"
