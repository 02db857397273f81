"""The graph in a notebook: build or load it, and have its events, actors and answers as pandas frames.

import graph
news = graph.load("output/graph.ttl")
news.events(); news.query("who-met-whom"); news
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import analysis
from graph.errors import InputError
from graph.store import Answers, Store, named_question, named_questions, open_file
from graph.timeline import TimelineRow
from graph.timeline import timeline as timeline_rows
from graph.validate import Finding
from graph.validate import validate as validate_file
from graph.vocab import EVENT_CLASSES, lineage

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

_ACTORS = """
SELECT ?actor ?kind ?name ?english ?same ?country ?events ?mentions WHERE {
  ?actor a sem:Actor, ?kind ; skos:prefLabel ?name, ?english .
  FILTER (?kind != sem:Actor && LANG(?name) = "ar" && LANG(?english) = "en")
  OPTIONAL { ?actor owl:sameAs ?same }
  OPTIONAL { ?actor wq:country/skos:prefLabel ?country . FILTER (LANG(?country) = "en") }
  { SELECT ?actor (COUNT(DISTINCT ?event) AS ?events) WHERE {
      ?actor a sem:Actor . OPTIONAL { ?event sem:hasActor ?actor } } GROUP BY ?actor }
  { SELECT ?actor (COUNT(DISTINCT ?mention) AS ?mentions) WHERE {
      ?actor a sem:Actor . OPTIONAL { ?actor gaf:denotedBy ?mention } } GROUP BY ?actor }
} ORDER BY DESC(?events) ?actor"""
_MENTIONS = """
SELECT ?event ?file ?begin ?end ?words ?sentence ?date ?factuality ?confidence WHERE {
  ?event a sem:Event ; gaf:denotedBy ?mention .
  ?mention nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words ; wq:sentence ?sentence ;
    wq:confidence ?confidence ; wq:statedFactuality ?factuality ; nif:referenceContext/wq:sourceFile ?file .
  OPTIONAL { ?mention wq:statedDate ?date }
} ORDER BY ?event ?file ?begin"""
_TERMS = "https://w3id.org/waqai/ontology#"


class NewsGraph:
    """A built graph. Frames are made anew at each call, so that changing one changes nothing else."""

    def __init__(self, path: Path) -> None:
        """Args: path: the graph file; `graph.graphml` and `graph.html` beside it serve `network` and the display.

        Raises: QueryError: no such file, or no graph.
        """
        self.path = path
        self._store: Store = open_file(path)

    def close(self) -> None:
        """End the process that answers queries; the next query starts it again."""
        self._store.close()

    def __enter__(self) -> NewsGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def events(self) -> pd.DataFrame:
        """One row per event, by time: class, labels, EDTF date, bounds as timestamps, actors, places."""
        return _events_frame(timeline_rows(self._store))

    def timeline(
        self,
        actor: str | None = None,
        *,
        first: date | str | None = None,
        last: date | str | None = None,
        event_class: str | None = None,
    ) -> pd.DataFrame:
        """The events of an actor, a stretch of time or a class, by time; the columns of `events`.

        Args: actor: an IRI or a name; first, last: inclusive days, as date or "YYYY-MM-DD"; event_class: e.g. "Visit".
        Raises: InputError: no such actor or class, or no such day.
        """
        rows = timeline_rows(self._store, actor=actor, first=_day(first), last=_day(last), event_class=event_class)
        return _events_frame(rows)

    def actors(self) -> pd.DataFrame:
        """One row per actor, those of the most events first."""
        rows = [
            row | {"kind": row["kind"].removeprefix(_TERMS), "same": row.get("same", "").rsplit("/", 1)[-1]}
            for row in self._store.query(_ACTORS)
        ]
        columns = ("actor", "kind", "name", "english", "same", "country", "events", "mentions")
        return _frame(rows, columns).astype({"events": int, "mentions": int})

    def mentions(self) -> pd.DataFrame:
        """One row per mention of an event: where it stands, its sentence, and what the article claims."""
        rows = [row | {"factuality": row["factuality"].removeprefix(_TERMS)} for row in self._store.query(_MENTIONS)]
        columns = ("event", "file", "begin", "end", "words", "sentence", "date", "factuality", "confidence")
        return _frame(rows, columns).astype({"begin": int, "end": int, "confidence": float})

    def query(self, question: str, *, timeout: float = 60.0, **values: str) -> pd.DataFrame | bool:
        """The answer to a named question or to SPARQL: a frame, or a boolean for ASK.

        Args: timeout: seconds; values: the parameters of a named question.
        Raises: QueryError: malformed, an update, unknown parameters, or no answer in time.
        """
        sparql = named_question(question).sparql(values) if question in named_questions() or values else question
        answers = self._store.query(sparql, timeout=timeout)
        return answers.boolean if answers.boolean is not None else _answers_frame(answers)

    def questions(self) -> pd.DataFrame:
        """The named questions, in both languages, with their parameters."""
        rows = [
            {
                "name": question.name,
                "english": question.english,
                "arabic": question.arabic,
                "parameters": ", ".join(parameter.name for parameter in question.parameters),
            }
            for question in named_questions().values()
        ]
        return _frame(rows, ("name", "english", "arabic", "parameters"))

    @cached_property
    def _network(self) -> nx.MultiDiGraph:
        return analysis.read_network(self.path)

    def network(self) -> nx.MultiDiGraph:
        """The network of actors and events, as `graph.export.network.bipartite` describes it, for networkx.

        Raises: QueryError: no .graphml stands beside the graph file.
        """
        return self._network.copy()

    def centrality(self, by: str = "all") -> pd.DataFrame:
        """How central each actor is: partners, events, betweenness (0..1); `by` "year" or "month" over time.

        Raises: QueryError: another `by`; the methods below also as `network`.
        """
        return _rows_frame(analysis.centrality(self._network, by=by), analysis.Centrality)

    def communities(self) -> pd.DataFrame:
        """One row per actor that deals with others: the number of its community, the largest first."""
        rows = [
            {"community": community.number, "actor": actor, "name": name}
            for community in analysis.communities(self._network)
            for actor, name in zip(community.actors, community.names, strict=True)
        ]
        return _frame(rows, ("community", "actor", "name"))

    def dyads(self, level: str = "country") -> pd.DataFrame:
        """Events from one side to another by month and PLOVER quadrant; `level` is "country" or "actor".

        Raises: QueryError: another level.
        """
        return _rows_frame(analysis.dyads(self._network, level=level), analysis.Dyad)

    def meeting_path(self, source: str, target: str) -> pd.DataFrame:
        """The shortest chain of meetings between two actors, each with the sentence that tells of it.

        Args: source, target: IRIs or names.
        Raises: QueryError: an actor is unknown, or no chain joins the two.
        """
        return _rows_frame(analysis.meeting_path(self._network, source, target), analysis.Step)

    def validate(self) -> list[Finding]:
        """Every breach of the contract's shapes; an empty list means that the graph conforms."""
        return validate_file(self.path)

    def _repr_html_(self) -> str:
        """The interactive page in a frame of its own, or the graph in numbers where no page stands beside it."""
        page = self.path.with_suffix(".html")
        if not page.is_file():
            return f"<pre>{html.escape(repr(self))}</pre>"
        content = html.escape(page.read_text(encoding="utf-8"))
        return (
            f'<iframe srcdoc="{content}" sandbox="allow-scripts" title="waqai" '
            'style="width:100%;height:720px;border:1px solid #ccc"></iframe>'
        )

    def __repr__(self) -> str:
        counts = self._store.query(
            "SELECT (COUNT(DISTINCT ?event) AS ?events) (COUNT(DISTINCT ?actor) AS ?actors) WHERE {"
            " { ?event a sem:Event } UNION { ?actor a sem:Actor } }"
        )
        (row,) = counts
        return f"NewsGraph({str(self.path)!r}: {row['events']} events, {row['actors']} actors)"


def load(path: str | Path) -> NewsGraph:
    """The graph of a file that `waqai build` wrote, or of the folder that it wrote it to.

    Raises: QueryError: no such file, or no graph.
    """
    given = Path(path)
    return NewsGraph(given / "graph.ttl" if given.is_dir() else given)


def build(*paths: str | Path, output: str | Path = "output", **options: Any) -> NewsGraph:
    """Build the graph of exactly these articles and load it.

    Args: output: the folder whose graph is replaced; options: further fields of `graph.pipeline.Config`.
    Raises: WaqaiError: as `waqai build`.
    """
    from graph.pipeline import DEFAULT_FORMATS, Config
    from graph.pipeline import build as build_graph

    formats = tuple(dict.fromkeys(("ttl", *options.pop("formats", DEFAULT_FORMATS))))
    build_graph(Config(paths=tuple(str(path) for path in paths), output=Path(output), formats=formats, **options))
    return load(output)


def _day(day: date | str | None) -> date | None:
    if not isinstance(day, str):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise InputError(f"{day!r} is no day; write it as 2021-07-26") from error


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as error:
        raise InputError("frames need pandas; `pip install pandas` brings it") from error
    return pandas


def _frame(rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...]) -> Any:
    return _pandas().DataFrame([[row.get(column, "") for column in columns] for row in rows], columns=list(columns))


def _rows_frame(rows: Sequence[Any], kind: type) -> Any:
    """A frame of dataclasses of one kind, with its columns even where there is no row."""
    return _pandas().DataFrame([asdict(row) for row in rows], columns=[field.name for field in fields(kind)])


def _answers_frame(answers: Answers) -> Any:
    if answers.triples:
        return _pandas().DataFrame({"triple": list(answers.triples)})
    return _pandas().DataFrame(answers.cells(), columns=list(answers.variables))


def _depth(event_class: str) -> tuple[int, str]:
    """How specific a class is; classes of somebody else's ontology are the most general."""
    return len(lineage(event_class)) if event_class in EVENT_CLASSES else 0, event_class


def _events_frame(rows: list[TimelineRow]) -> Any:
    pandas = _pandas()
    frame = pandas.DataFrame(
        {
            "event": [row.event for row in rows],
            "class": [max(row.classes, key=_depth) for row in rows],
            "label": [row.label_ar for row in rows],
            "label_en": [row.label_en for row in rows],
            "date": [row.edtf for row in rows],
            "earliest": pandas.to_datetime(pandas.Series([row.earliest for row in rows], dtype="object")),
            "latest": pandas.to_datetime(pandas.Series([row.latest for row in rows], dtype="object")),
            "basis": [row.basis for row in rows],
            "factuality": [row.factuality for row in rows],
            "sources": [row.sources for row in rows],
            "actors": ["; ".join(row.actors) for row in rows],
            "places": ["; ".join(row.places) for row in rows],
        }
    )
    return frame.reset_index(drop=True)
