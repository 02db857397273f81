"""The chronicle as JSON-LD: plain JSON for programs, RDF for those who read its context.

It keeps to what JSON-LD 1.0 and 1.1 have in common, since both are met in stores. The context stands in
`ontology/context.jsonld` and inside each file, so that a file is whole without a network. A property that has one
datatype has plain JSON values; language-tagged text is an object of language and text.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from graph.export.rdf import based
from graph.export.rdf_resources import resources_of
from graph.export.rdf_terms import Resource
from graph.model import Chronicle
from graph.vocab import DEFAULT_BASE_IRI, PLACE_ROLES, ROLES, prefixes

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([a-z]+)|\^\^(\S+))?\Z', re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9A-F]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}

_TEXTS = ("dcterms:title", "dcterms:description", "rdfs:label", "skos:prefLabel")
_DATATYPES = {
    "dcterms:issued": "xsd:date",
    "geo:lat": "xsd:decimal",
    "geo:long": "xsd:decimal",
    "nif:beginIndex": "xsd:nonNegativeInteger",
    "nif:endIndex": "xsd:nonNegativeInteger",
    "schema:url": "xsd:anyURI",
    "sem:hasEarliestBeginTimeStamp": "xsd:date",
    "sem:hasLatestEndTimeStamp": "xsd:date",
    "void:distinctSubjects": "xsd:integer",
    "void:triples": "xsd:integer",
    "wq:asOf": "edtf:EDTF",
    "wq:confidence": "xsd:decimal",
    "wq:date": "edtf:EDTF",
    "wq:number": "xsd:decimal",
    "wq:part": "xsd:integer",
    "wq:sourceCount": "xsd:integer",
    "wq:statedDate": "edtf:EDTF",
}
_STRINGS = ("dcterms:language", "wq:bound", "wq:contentHash", "wq:dateBasis", "wq:extractedText", "wq:rule",
            "wq:setting", "wq:sourceFile")  # fmt: skip
_ARABIC = ("nif:anchorOf", "wq:counted", "wq:sentence", "wq:text", "wq:title", "wq:topic")
_LINKS = (
    "dcterms:conformsTo", "dcterms:creator", "dcterms:publisher", "gaf:denotedBy", "nif:referenceContext",
    "owl:sameAs", "prov:used", "prov:wasAssociatedWith", "prov:wasAttributedTo", "prov:wasDerivedFrom",
    "prov:wasGeneratedBy", "sem:accordingTo", "sem:hasActor", "sem:hasPlace", "sem:hasSubEvent", "skos:exactMatch",
    "void:exampleResource", "void:vocabulary", "wq:about", "wq:asserts", "wq:cancels", "wq:contradicts", "wq:country",
    "wq:factuality", "wq:holder", "wq:inCountry", "wq:memberOf", "wq:ofActor", "wq:partOf", "wq:quantity",
    "wq:quotation", "wq:realises", "wq:reprintOf", "wq:statedActor", "wq:statedFactuality",
    "wq:statedPlace", "wq:territoryOf", "wq:timeBasis", *(f"wq:{role}" for role in (*ROLES, *PLACE_ROLES)),
)  # fmt: skip


def context(base_iri: str = DEFAULT_BASE_IRI) -> dict[str, Any]:
    """The JSON-LD context: prefixes, and for each property what its plain values are."""
    terms: dict[str, Any] = dict(prefixes(base_iri))
    terms |= {"id": "@id", "type": "@type"}
    terms |= {name: {"@id": name, "@container": "@language"} for name in _TEXTS}
    terms |= {name: {"@id": name, "@type": datatype} for name, datatype in _DATATYPES.items()}
    terms |= {name: {"@id": name} for name in _STRINGS}
    terms |= {name: {"@id": name, "@language": "ar"} for name in _ARABIC}
    terms |= {name: {"@id": name, "@type": "@id"} for name in _LINKS}
    return dict(sorted(terms.items()))


def write_jsonld(chronicle: Chronicle, path: Path, *, base_iri: str | None = None, include_text: bool = False) -> None:
    """Write the chronicle as JSON-LD, one resource a line; arguments as for `graph.export.rdf.triples_of`."""
    chronicle = based(chronicle, base_iri)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"@context": ')
        file.write(json.dumps(context(chronicle.base_iri), ensure_ascii=False, indent=1))
        file.write(',\n"@graph": [')
        separator = "\n"
        for resource in resources_of(chronicle, include_text=include_text):
            file.write(separator + json.dumps(_object(resource), ensure_ascii=False))
            separator = ",\n"
        file.write("\n]}\n")


def write_context(path: Path) -> None:
    """Write the context file for the default base IRI."""
    document = {"@context": context()}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _object(resource: Resource) -> dict[str, Any]:
    found: dict[str, Any] = {"id": resource.subject}
    for predicate, term in resource.statements:
        key = "type" if predicate == "a" else predicate
        if key in _TEXTS:
            _add_text(found.setdefault(key, {}), term)
        else:
            found.setdefault(key, []).append(_value(key, term))
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in found.items()}


def _add_text(by_language: dict[str, Any], term: str) -> None:
    text, language, _ = _literal(term)
    assert language is not None
    by_language.setdefault(language, []).append(text)


def _value(key: str, term: str) -> Any:
    if not term.startswith('"'):
        return term.strip("<>")
    text, language, datatype = _literal(term)
    if key in _ARABIC and language == "ar":
        return text
    if language is not None:
        return {"@value": text, "@language": language}
    if datatype is not None and _DATATYPES.get(key) != datatype:
        return {"@value": text, "@type": datatype}
    return text


def _literal(term: str) -> tuple[str, str | None, str | None]:
    """Text, language and datatype of a literal in Turtle syntax."""
    match = _LITERAL.match(term)
    assert match is not None, term
    text, language, datatype = match.groups()
    return _ESCAPE.sub(_unescape, text), language, datatype


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1)
    return chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPED[code]
