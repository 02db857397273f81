"""Writes the ontology's documentation, `ontology/index.html` with the diagram `ontology/diagram.svg` in it.

    python scripts/make_ontology_page.py [FOLDER]

Everything comes from core.ttl, shapes.ttl and alignment.ttl; the page asks nothing of the network.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import rdflib
from jinja2 import Environment
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from graph.lexicons import data_folder
from graph.vocab import EVENT_CLASSES, NAMESPACES, WQ

PAGE, DIAGRAM = "index.html", "diagram.svg"
_SECTIONS = (
    ("Classes of events", "أصناف الأحداث", OWL.Class, True),
    ("Other classes", "أصناف أخرى", OWL.Class, False),
    ("Properties that join resources", "خصائص تصل الموارد", OWL.ObjectProperty, None),
    ("Properties with values", "خصائص ذات قيم", OWL.DatatypeProperty, None),
    ("Annotations", "حواش", OWL.AnnotationProperty, None),
    ("Values", "قيم", OWL.NamedIndividual, None),
)

# The diagram: boxes as (term, column, row) on a grid, arrows as (from, property, to). Terms must exist.
_BOXES = (
    ("wq:Outlet", 0, 0), ("wq:Article", 0, 1), ("wq:Mention", 1, 1), ("wq:Quantity", 1, 0), ("wq:Event", 2, 1),
    ("sem:Actor", 3, 0), ("sem:Place", 3, 2), ("wq:PositionHeld", 3, 1), ("wq:Factuality", 2, 0),
    ("wq:TimeBasis", 2, 2),
)  # fmt: skip
_ARROWS = (
    ("wq:Article", "dcterms:publisher", "wq:Outlet"), ("wq:Mention", "nif:referenceContext", "wq:Article"),
    ("wq:Mention", "wq:quantity", "wq:Quantity"), ("wq:Event", "gaf:denotedBy", "wq:Mention"),
    ("wq:Event", "sem:hasActor", "sem:Actor"), ("wq:Event", "sem:hasPlace", "sem:Place"),
    ("wq:Event", "wq:factuality", "wq:Factuality"), ("wq:Event", "wq:timeBasis", "wq:TimeBasis"),
    ("wq:PositionHeld", "wq:holder", "sem:Actor"),
)  # fmt: skip
_COLUMN, _ROW, _WIDTH, _HEIGHT = 285, 130, 150, 54

_TEMPLATE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ title_en }}</title>
<style>
body { font-family: system-ui, "Noto Sans", sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem;
  line-height: 1.5; color: #1d2330; background: #fff; }
[lang="ar"] { font-family: "Noto Naskh Arabic", "Amiri", serif; font-size: 1.1em; }
h1 [lang="ar"], h2 [lang="ar"], h3 [lang="ar"], li [lang="ar"] { margin-left: .6em; font-weight: normal; }
h3 { margin-bottom: .2rem; } section { border-top: 1px solid #c9cfda; }
article { margin: 1.2rem 0; } p { margin: .2rem 0; }
code { background: #f0f2f6; padding: 0 .25em; border-radius: 3px; }
dl { display: grid; grid-template-columns: max-content auto; gap: .1rem 1rem; margin: .3rem 0 0; font-size: .92em; }
dt { color: #5a6478; } dd { margin: 0; } figure { margin: 1rem 0; } svg { max-width: 100%; height: auto; }
nav a { margin-inline-end: .7em; white-space: nowrap; } a { color: #14539a; }
</style>
<header>
<h1>{{ title_en }}<span lang="ar" dir="rtl">{{ title_ar }}</span></h1>
<p>{{ about_en }}</p>
<p lang="ar" dir="rtl">{{ about_ar }}</p>
<dl><dt>Namespace</dt><dd><code>{{ namespace }}</code></dd><dt>Version</dt><dd>{{ version }}</dd>
<dt>Rules</dt><dd>{{ rules|length }} SHACL rules in <code>shapes.ttl</code>, listed below</dd>
<dt>Alignment</dt>
<dd><code>alignment.ttl</code>: SEM, PROV-O, OWL-Time, schema.org, FOAF, NIF, GAF, SKOS, PLOVER</dd></dl>
</header>
<figure>{{ diagram }}<figcaption>From the words of an article to the event that they speak of.</figcaption></figure>
{% macro branch(node) %}<li>{% if node.name.startswith("wq:") %}<a href="#{{ node.name[3:] }}">{{ node.name }}</a>
{% else %}{{ node.name }}{% endif %}<span lang="ar" dir="rtl">{{ node.label_ar }}</span>
{% if node.below %}<ul>{% for child in node.below %}{{ branch(child) }}{% endfor %}</ul>
{% endif %}</li>
{% endmacro %}
<section>
<h2>Tree of classes<span lang="ar" dir="rtl">شجرة الأصناف</span></h2>
<ul>{% for root in tree %}{{ branch(root) }}{% endfor %}</ul>
</section>
{% for section in sections %}
<section>
<h2>{{ section.english }}<span lang="ar" dir="rtl">{{ section.arabic }}</span></h2>
<nav>{% for term in section.terms %}<a href="#{{ term.name }}">{{ term.name }}</a>
{% endfor %}</nav>
{% for term in section.terms %}
<article id="{{ term.name }}">
<h3>wq:{{ term.name }} <small>{{ term.label_en }}</small><span lang="ar" dir="rtl">{{ term.label_ar }}</span></h3>
<p>{{ term.comment_en }}</p>
<p lang="ar" dir="rtl">{{ term.comment_ar }}</p>
{% if term.facts %}<dl>{% for name, values in term.facts %}<dt>{{ name }}</dt>
<dd>{% for value in values %}{% if value.startswith("wq:") %}<a href="#{{ value[3:] }}"><code>{{ value }}</code></a>
{% else %}<code>{{ value }}</code>
{% endif %}{% endfor %}</dd>{% endfor %}</dl>{% endif %}
</article>
{% endfor %}
</section>
{% endfor %}
<section>
<h2>Terms of other vocabularies<span lang="ar" dir="rtl">مفردات مأخوذة من غيرها</span></h2>
<dl>{% for term in borrowed %}<dt><code>{{ term.name }}</code></dt>
<dd>{{ term.comment_en }} <span lang="ar" dir="rtl">{{ term.comment_ar }}</span></dd>
{% endfor %}</dl>
</section>
<section>
<h2>Rules<span lang="ar" dir="rtl">القواعد</span></h2>
<ul>{% for name, message in rules %}<li id="rule-{{ name }}">{{ message }} <code>{{ name }}</code></li>
{% endfor %}</ul>
</section>
</html>
"""


@dataclass(frozen=True)
class Entry:
    """A term as the page shows it."""

    name: str
    label_en: str
    label_ar: str
    comment_en: str
    comment_ar: str
    facts: list[tuple[str, list[str]]] = field(default_factory=list)


def short(term: object) -> str:
    """A term by its prefix."""
    text = str(term)
    for name, iri in NAMESPACES.items():
        if text.startswith(iri):
            return f"{name}:{text.removeprefix(iri)}"
    return text.replace("https://w3id.org/waqai/plover#", "plover:")


def iri(name: str) -> rdflib.URIRef:
    """The IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return rdflib.URIRef(NAMESPACES[prefix] + local)


def in_language(triples: rdflib.Graph, subject: object, predicate: object, language: str) -> str:
    """The one literal of a language, "" if there is none."""
    found = (value for value in triples.objects(subject, predicate) if value.language == language)  # type: ignore
    return str(next(found, ""))


def entry(core: rdflib.Graph, alignment: rdflib.Graph, term: rdflib.URIRef) -> Entry:
    """All that the page says of a term."""
    name = str(term).removeprefix(WQ)
    facts = {
        "under": core.objects(term, RDFS.subClassOf) if (term, RDF.type, OWL.Class) in core else [],
        "refines": core.objects(term, RDFS.subPropertyOf),
        "of": core.objects(term, RDFS.domain),
        "value": core.objects(term, RDFS.range),
        "kind": [kind for kind in core.objects(term, RDF.type) if kind != OWL.NamedIndividual and WQ in str(kind)],
        "also": [
            other
            for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.broadMatch)
            for other in alignment.objects(term, predicate)
        ],
    }
    listed = [(label, sorted({short(value) for value in values})) for label, values in facts.items()]
    if name in EVENT_CLASSES and EVENT_CLASSES[name].roles:
        listed.append(("roles", [f"wq:{role}" for role in EVENT_CLASSES[name].roles]))
    texts = [
        in_language(core, term, predicate, language)
        for predicate in (RDFS.label, RDFS.comment)
        for language in ("en", "ar")
    ]
    return Entry(name, *texts, [(label, values) for label, values in listed if values])


@dataclass(frozen=True)
class Branch:
    """A class with those under it."""

    name: str
    label_ar: str
    below: list[Branch]


def tree(core: rdflib.Graph, above: rdflib.URIRef | None = None) -> list[Branch]:
    """The classes under one, or those under none."""
    classes = sorted(term for term in core.subjects(RDF.type, OWL.Class) if core.value(term, RDFS.subClassOf) == above)
    return [Branch(short(term), in_language(core, term, RDFS.label, "ar"), tree(core, term)) for term in classes]


def draw(core: rdflib.Graph) -> str:
    """The diagram as SVG.

    Raises: KeyError: a term of the drawing is not in the ontology.
    """
    place = {}
    parts = []
    for term, column, row in _BOXES:
        node = iri(term)
        label = in_language(core, node, RDFS.label, "ar")
        if not label:
            raise KeyError(term)
        x, y = 20 + column * _COLUMN, 20 + row * _ROW
        place[term] = (x + _WIDTH / 2, y + _HEIGHT / 2)
        parts.append(
            f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="8" fill="#eef3fb" stroke="#14539a"/>'
            f'<text x="{x + _WIDTH / 2}" y="{y + 22}" text-anchor="middle" font-weight="bold">{term}</text>'
            f'<text x="{x + _WIDTH / 2}" y="{y + 43}" text-anchor="middle" direction="rtl" lang="ar">{label}</text>'
        )
    for source, name, target in _ARROWS:
        parts.append(arrow(place[source], place[target], name))
    width, height = 40 + 3 * _COLUMN + _WIDTH, 40 + 2 * _ROW + _HEIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="system-ui, sans-serif" font-size="14" role="img" aria-label="The classes and what joins them">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="#5a6478"/></marker></defs>{"".join(parts)}</svg>'
    )


def arrow(start: tuple[float, float], end: tuple[float, float], name: str) -> str:
    """An arrow from box to box, cut at their edges, with its property's name beside it."""
    across, down = end[0] - start[0], end[1] - start[1]
    reach = min(
        (_WIDTH / 2 / abs(across)) if across else float("inf"), (_HEIGHT / 2 / abs(down)) if down else float("inf")
    )
    ends = [(start[0] + across * part, start[1] + down * part) for part in (reach, 1 - reach)]
    middle = ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)
    (x1, y1), (x2, y2) = ends
    anchor, dx, dy = ("start", 8, 4) if not across else ("middle", 0, -6)
    return (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="#5a6478" marker-end="url(#tip)"/>'
        f'<text x="{middle[0] + dx:.0f}" y="{middle[1] + dy:.0f}" text-anchor="{anchor}" font-size="11" '
        f'fill="#5a6478" stroke="#fff" stroke-width="4" paint-order="stroke">{name}</text>'
    )


def make_page(core: rdflib.Graph, shapes: rdflib.Graph, alignment: rdflib.Graph) -> str:
    """The page as HTML."""
    ontology = next(iter(core.subjects(RDF.type, OWL.Ontology)))
    sections = []
    for english, arabic, kind, events in _SECTIONS:
        terms = sorted(term for term in core.subjects(RDF.type, kind) if str(term).startswith(WQ))
        if events is not None:
            terms = [term for term in terms if (str(term).removeprefix(WQ) in EVENT_CLASSES) is events]
        entries = [entry(core, alignment, term) for term in terms]
        sections.append({"english": english, "arabic": arabic, "terms": entries})
    rules = sorted(
        (str(shape).rsplit("#", 1)[-1], str(message))
        for shape, message in shapes.subject_objects(SH.message)
        if isinstance(shape, rdflib.URIRef)
    )
    dcterms = rdflib.Namespace(NAMESPACES["dcterms"])
    environment = Environment(autoescape=True, trim_blocks=True, keep_trailing_newline=True)
    return environment.from_string(_TEMPLATE).render(
        title_en=in_language(core, ontology, dcterms.title, "en"),
        title_ar=in_language(core, ontology, dcterms.title, "ar"),
        about_en=in_language(core, ontology, dcterms.description, "en"),
        about_ar=in_language(core, ontology, dcterms.description, "ar"),
        namespace=WQ,
        version=str(core.value(ontology, OWL.versionInfo)),
        diagram=_Drawing(draw(core)),
        tree=tree(core),
        sections=sections,
        borrowed=borrowed(core, alignment),
        rules=rules,
    )


def borrowed(core: rdflib.Graph, alignment: rdflib.Graph) -> list[Entry]:
    """The explained terms of other vocabularies."""
    explained = {term for term in core.subjects(RDFS.comment, None) if not str(term).startswith(WQ)}
    entries = (entry(core, alignment, term) for term in sorted(explained))
    return [replace(found, name=short(found.name)) for found in entries]


class _Drawing(str):
    """SVG of our own making, which the page takes as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def main(folder: Path) -> None:
    """Write the page and the diagram into a folder."""
    core, shapes, alignment = (
        rdflib.Graph().parse(data_folder("ontology") / f"{name}.ttl") for name in ("core", "shapes", "alignment")
    )
    (folder / DIAGRAM).write_text(draw(core) + "\n", encoding="utf-8", newline="\n")
    (folder / PAGE).write_text(make_page(core, shapes, alignment), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else data_folder("ontology"))
