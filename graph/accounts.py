"""What a graph file says of itself: why an event, actor or mention is as it is, and which claims contradict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InputError

if TYPE_CHECKING:
    from graph.store import Store

_TERMS = "https://w3id.org/waqai/ontology#"
_CONTRADICTIONS = """
SELECT ?one ?other ?event ?label ?oneFile ?otherFile ?oneSentence ?otherSentence ?oneDate ?otherDate
       ?oneFactuality ?otherFactuality ?oneNumber ?otherNumber ?oneCounted ?otherCounted WHERE {
  ?one wq:contradicts ?other . FILTER(STR(?one) < STR(?other))
  ?one nif:referenceContext/wq:sourceFile ?oneFile ; wq:sentence ?oneSentence .
  ?other nif:referenceContext/wq:sourceFile ?otherFile ; wq:sentence ?otherSentence .
  OPTIONAL { ?one wq:statedDate ?oneDate } OPTIONAL { ?other wq:statedDate ?otherDate }
  OPTIONAL { ?one wq:statedFactuality ?oneFactuality } OPTIONAL { ?other wq:statedFactuality ?otherFactuality }
  OPTIONAL { ?one wq:number ?oneNumber ; wq:counted ?oneCounted }
  OPTIONAL { ?other wq:number ?otherNumber ; wq:counted ?otherCounted }
  OPTIONAL { ?event gaf:denotedBy ?one ; a sem:Event ; rdfs:label ?label . FILTER(LANG(?label) = "ar") }
  OPTIONAL { ?claim wq:quantity ?one . ?event gaf:denotedBy ?claim ; rdfs:label ?label . FILTER(LANG(?label) = "ar") }
}"""
_ABOUT = "SELECT ?property ?value WHERE { <%s> ?property ?value }"
_DENOTED = """
SELECT ?mention ?file ?begin ?end ?anchor ?sentence ?rule ?confidence ?factuality ?date ?place ?speaker WHERE {
  <%s> gaf:denotedBy ?mention .
  ?mention nif:referenceContext/wq:sourceFile ?file ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?anchor ;
    wq:sentence ?sentence ; wq:rule ?rule ; wq:confidence ?confidence .
  OPTIONAL { ?mention wq:statedFactuality ?factuality } OPTIONAL { ?mention wq:statedDate ?date }
  OPTIONAL { ?mention wq:statedPlace/skos:prefLabel ?place . FILTER(LANG(?place) = "ar") }
  OPTIONAL { ?mention sem:accordingTo/skos:prefLabel ?speaker . FILTER(LANG(?speaker) = "ar") }
}"""
_WHOLE = "SELECT ?whole WHERE { ?whole gaf:denotedBy <%s> }"
_REASONS = "SELECT ?property ?text WHERE { VALUES ?property { wq:reason wq:rejected } <%s> ?property ?text }"
_LABELS = """
SELECT ?property ?value ?label WHERE {
  <%s> ?property ?value . ?value rdfs:label|skos:prefLabel ?label . FILTER(LANG(?label) = "ar")
}"""
_TERM_VALUED = ("type", "timeBasis", "factuality", "statedFactuality")
_ORDER = ("date", "timeBasis", "factuality", "sourceCount", "confidence")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that cannot both be true: their mentions, the event, what each says and where."""

    one: str
    other: str
    event: str
    label: str
    difference: str
    files: tuple[str, str]
    sentences: tuple[str, str]

    def lines(self) -> list[str]:
        """The account as it is printed."""
        return [
            f"{self.label or 'a figure'}: {self.difference}",
            *(f"  {file}: {sentence}" for file, sentence in zip(self.files, self.sentences, strict=True)),
        ]


def contradictions(store: Store) -> list[Contradiction]:
    """The contradictions of a graph file, sorted by event and mentions.

    Raises: QueryError: the graph cannot be read.
    """
    found: dict[tuple[str, str], Contradiction] = {}
    for row in store.query(_CONTRADICTIONS):
        found.setdefault(
            (row["one"], row["other"]),
            Contradiction(
                row["one"],
                row["other"],
                row.get("event", ""),
                row.get("label", ""),
                _difference(row),
                (row["oneFile"], row["otherFile"]),
                (" ".join(row["oneSentence"].split()), " ".join(row["otherSentence"].split())),
            ),
        )
    return sorted(found.values(), key=lambda item: (item.event, item.one, item.other))


def _difference(row: Mapping[str, str]) -> str:
    """What differs, in words: numbers, else whether it took place, else the date."""
    if "oneNumber" in row and "otherNumber" in row:
        return f"{row['oneNumber']} {row['oneCounted']} against {row['otherNumber']} {row['otherCounted']}"
    stances = [row.get(f"{side}Factuality", "").removeprefix(_TERMS) for side in ("one", "other")]
    if stances.count("Denied") == 1:
        return f"{stances[0]} against {stances[1]}"
    return f"{row.get('oneDate', 'no date')} against {row.get('otherDate', 'no date')}"


def why(store: Store, iri: str) -> list[str]:
    """The account of an event, an actor, a place or a mention, line by line.

    For an event: its links and roles, then each mention with trigger, rule, claim, reasons and rejected readings.

    Raises: InputError: the graph does not speak of `iri`; QueryError: the graph cannot be read.
    """
    iri = _expanded(store, iri)
    own = [(row["property"], row["value"]) for row in store.query(_ABOUT % iri)]
    if not own:
        raise InputError(f"{iri}: {store.path} does not speak of it; copy the IRI from a timeline or a query")
    lines = [f"<{iri}>", *_own_lines(own), *_linked_lines(store, iri), *_reason_lines(store, iri)]
    mentions = sorted(store.query(_DENOTED % iri), key=lambda row: (row["file"], int(row["begin"]), row["mention"]))
    for row in mentions:
        lines.extend(["", *_mention_lines(row), *_reason_lines(store, row["mention"])])
    if not mentions:
        lines.extend(f"  speaks of: <{row['whole']}>" for row in sorted(store.query(_WHOLE % iri), key=str))
    return lines


def _expanded(store: Store, iri: str) -> str:
    """An IRI as given, in angle brackets, or with a prefix of the file.

    Raises: InputError: it cannot be one.
    """
    iri = iri.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = iri.partition(":")
    if colon and prefix in store.prefixes and not local.startswith("//"):
        iri = store.prefixes[prefix] + local
    if not colon or any(char in iri for char in '<>"{}|^`\\ \n\t'):
        raise InputError(f"{iri!r} is no IRI; write it whole or with a prefix, as in event:event-...")
    return iri


def _own_lines(own: Iterable[tuple[str, str]]) -> list[str]:
    """The plain statements: classes, labels, time, factuality; what points to other nodes comes with its label."""
    shown = set()
    for name, value in sorted((_local(name), value) for name, value in own):
        elsewhere = value.startswith("http") and name not in _TERM_VALUED
        if elsewhere or name in ("reason", "rejected", "denotedBy"):
            continue
        shown.add((_ORDER.index(name) if name in _ORDER else -1, name, _local(value)))
    return [f"  {name}: {value}" for _, name, value in sorted(shown)]


def _linked_lines(store: Store, iri: str) -> list[str]:
    rows = {(_local(row["property"]), row["label"], row["value"]) for row in store.query(_LABELS % iri)}
    return [f"  {name}: {label} <{value}>" for name, label, value in sorted(rows) if name != "denotedBy"]


def _reason_lines(store: Store, iri: str) -> list[str]:
    rows = {(_local(row["property"]), " ".join(row["text"].split())) for row in store.query(_REASONS % iri)}
    return [f"  {name}: {text}" for name, text in sorted(rows)]


def _mention_lines(row: Mapping[str, str]) -> list[str]:
    claim = [("factuality", _local(row["factuality"]) if "factuality" in row else "")]
    claim += [("date", row.get("date", "")), ("place", row.get("place", "")), ("according to", row.get("speaker", ""))]
    return [
        f"{row['file']} {row['begin']}-{row['end']} «{row['anchor']}» <{row['mention']}>",
        f"  sentence: {' '.join(row['sentence'].split())}",
        f"  rule: {row['rule']} (confidence {row['confidence']})",
        *(f"  claims {name}: {value}" for name, value in claim if value),
    ]


def _local(iri: str) -> str:
    """The last part of an IRI of a vocabulary; other values as they are."""
    if not iri.startswith("http"):
        return iri
    return iri.rsplit("#", 1)[-1] if "#" in iri else iri.rsplit("/", 1)[-1]
