"""Bodies in one article: known by name, a state's by rule ("الحكومة العراقية"), or described by this article alone."""

from __future__ import annotations

from graph.knowledge import Entry
from graph.knowledge.names import is_suspect, name_tokens
from graph.model import EntityKind, EntityMention
from graph.resolve.actors_local import Reading, Referent, last_before, named
from graph.resolve.actors_titles import plain_title
from graph.text import comparison_key

_GENERIC = frozenset(
    ("تنظيم", "حركه", "جماعه", "منظمه", "وكاله", "شبكه", "قناه", "صحيفه", "موقع", "شركه", "حزب", "مليشيا", "ميليشيا")
)
_NAMED_KINDS = (EntityKind.ORGANIZATION, EntityKind.ARMED_FORCE, EntityKind.ARMED_GROUP)
_NO_BODIES = (EntityKind.PERSON, EntityKind.PLACE, EntityKind.COUNTRY)
_OF_CAPITALS = frozenset(("government", "administration", "army", "presidency", "ministry-foreign"))
_STATE_HEADS = frozenset(("حكومه", "برلمان", "جيش", "سلطات", "خارجيه", "قضا", "كونغرس", "داخليه", "شرطه"))


def bind_body_name(reading: Reading, mention: EntityMention) -> None:
    """A body's name: a known body, else one of the article by the same name, or by a longer one it is short for."""
    full = reading.by_id.get(mention.antecedent or "")
    if full is not None:
        if full.id not in reading.referent_of:
            bind_body_name(reading, full)
        reading.bind(mention, reading.referent_of[full.id], "short form of a body's name in the article")
        return
    known = _known_body(reading, mention)
    entry = known or _state_body(reading, mention)
    if entry is not None:
        reading.bind(mention, reading.known(entry), "known name" if known else "body of a state")
        return
    key = mention.id if is_suspect(mention.name) else body_key(mention.name)
    referent = reading.described(mention.kind, key or mention.id, mention.name)
    referent.names.append(mention.name)
    reading.bind(mention, referent, "name")


def _known_body(reading: Reading, mention: EntityMention) -> Entry | None:
    """The known body of this name, of several that of the country which the article speaks of most.

    A name that other countries' bodies bear too ("الحزب الجمهوري") needs its country in the article.
    """
    bodies = [entry for entry in named(reading.knowledge, mention.name) if entry.kind not in _NO_BODIES]
    if not bodies:
        return None
    best = max(bodies, key=lambda entry: reading.near(entry.country))
    shared = comparison_key(mention.name) in reading.knowledge.shared_names
    return best if not shared or reading.near(best.country) else None


def body_key(name: str) -> str:
    """A body's name for comparison: without articles and without the generic word before a proper name."""
    tokens = [token.removeprefix("ال") for token in name_tokens(name)]
    if len(tokens) > 1 and tokens[0] in _GENERIC:
        tokens = tokens[1:]
    return " ".join(tokens)


def bind_body(reading: Reading, mention: EntityMention) -> None:
    """A body's description: by name, by rule, short for one named before, or a body of its own."""
    known = _known_body(reading, mention)
    entry = known or _state_body(reading, mention)
    if entry is not None:
        reading.bind(mention, reading.known(entry), "known name" if known else "body of a state")
    elif (named_after := _named_after(reading, mention)) is not None:
        reading.bind(mention, named_after, "generic word before a name")
    elif mention.mention.rule.startswith("bare") or _is_short(reading, mention):
        _bind_bare(reading, mention)
    else:
        _bind_described(reading, mention)


def _is_short(reading: Reading, mention: EntityMention) -> bool:
    """Whether a description of two words ("المنظمة الدولية") stands for a body that the article named in full."""
    words = comparison_key(mention.name).split()
    if mention.of is not None or len(words) != 2 or words[1] not in ("الدوليه", "الامميه", "العالميه", "الاسلاميه"):
        return False
    head = comparison_key(mention.head or "")
    return last_before([referent for referent in reading.order if head in _heads(referent)], mention) is not None


def _named_after(reading: Reading, mention: EntityMention) -> Referent | None:
    """The body whose name follows a generic word and ends the description: "شبكة صوت أمريكا"."""
    of = reading.by_id.get(mention.of or "")
    if of is None or of.kind not in _NAMED_KINDS or comparison_key(mention.head or "") not in _GENERIC:
        return None
    rest = comparison_key(mention.name.replace(of.name, " ")).strip(' "«»“”')
    return reading.referent_of.get(of.id) if rest.removeprefix("ال") in _GENERIC else None


def _state_body(reading: Reading, mention: EntityMention) -> Entry | None:
    of = reading.by_id.get(mention.of or "")
    iso = reading.nation(of)
    if of is not None and not iso:
        return None
    key = plain_title(mention.name, of.mention.anchor) if of is not None else comparison_key(mention.name)
    slugs = [slug for slug in reading.knowledge.body_slugs(key) if _has(reading, slug, iso or reading.home)]
    if of is not None and of.mention.rule in ("metonym", "known-place"):
        slugs = [slug for slug in slugs if slug in _OF_CAPITALS]
    if of is None:
        before = _same_body_before(reading, mention, slugs)
        if before is not None:
            return before
        iso = reading.home if " " in key else ""
    return reading.knowledge.body(iso, slugs[0]) if slugs and iso else None


def _has(reading: Reading, slug: str, iso: str) -> bool:
    only = reading.knowledge.bodies[slug].only
    return not only or iso in only


def _same_body_before(reading: Reading, mention: EntityMention, slugs: list[str]) -> Entry | None:
    """The state's body of one of these sorts that the article named last."""
    if " " not in comparison_key(mention.name):
        return None
    able = [
        referent
        for referent in reading.order
        if referent.entry is not None and any(referent.entry.id.endswith(f"-{slug}") for slug in slugs)
    ]
    found = last_before(able, mention)
    return found.entry if found is not None else None


def _bind_bare(reading: Reading, mention: EntityMention) -> None:
    """ "التنظيم", "الحكومة": the body with this head named last, else the home country's; else nobody."""
    head = comparison_key(mention.head or "")
    able = [referent for referent in reading.order if head in _heads(referent)]
    found = last_before(able, mention)
    if found is not None:
        reading.bind(mention, found, "short for a body named before")
        return
    if head in _STATE_HEADS and reading.home:
        for slug in reading.knowledge.body_slugs(comparison_key(mention.name)):
            only = reading.knowledge.bodies[slug].only
            entry = reading.knowledge.body(reading.home, slug) if not only or reading.home in only else None
            if entry is not None:
                reading.bind(mention, reading.known(entry), "body of the article's own country")
                return


def _heads(referent: Referent) -> set[str]:
    if referent.kind in (EntityKind.PERSON, EntityKind.PLACE, EntityKind.COUNTRY, EntityKind.GROUP):
        return set()
    names = [*referent.names, referent.label, *(referent.entry.names_ar if referent.entry is not None else ())]
    firsts = {comparison_key(name).split()[0].removeprefix("ال") for name in names if comparison_key(name)}
    return firsts | referent.heads


def _bind_described(reading: Reading, mention: EntityMention) -> None:
    key = body_key(mention.name)
    referent = reading.described(mention.kind, key or mention.id, mention.name)
    referent.names.append(mention.name)
    if mention.head:
        referent.heads |= {comparison_key(mention.head)}
    owner = reading.referent_of.get(mention.of or "")
    referent.of = owner or referent.of
    of = reading.by_id.get(mention.of or "")
    iso = reading.nation(of)
    if iso:
        referent.countries |= {iso}
    referent.local = not iso
    reading.bind(mention, referent, "described body")
