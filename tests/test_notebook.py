"""The graph in a notebook: frames, questions, display, and the notebook that shows them."""

from __future__ import annotations

import builtins
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from chronicles import sample_chronicle

from graph.analysis import dyads
from graph.errors import InputError, QueryError
from graph.export.network import bipartite, write_graphml
from graph.export.rdf import write_turtle
from graph.notebook import NewsGraph, load

NOTEBOOK = Path(__file__).parents[1] / "scripts" / "notebook.ipynb"
pd = pytest.importorskip("pandas")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notebook")
    write_turtle(sample_chronicle(), folder / "graph.ttl")
    write_graphml(bipartite(sample_chronicle()), folder / "graph.graphml")
    (folder / "graph.html").write_text('<!DOCTYPE html><p title="&quot;">صفحة</p>', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def news(folder: Path) -> Iterator[NewsGraph]:
    with load(folder) as loaded:
        yield loaded


def test_events(news: NewsGraph) -> None:
    events = news.events()
    assert len(events) == len(sample_chronicle().events)
    visit = events[events["label_en"] == "Visit of Thabit al-Abbasi to Washington"].iloc[0]
    assert visit["class"] == "Visit"
    assert visit["date"] == "2023-08-07/2023-08-08"
    assert visit["earliest"] == pd.Timestamp("2023-08-07")
    assert visit["places"] == "واشنطن"
    assert events["earliest"].isna().sum() == 4
    killing = events[events["label_en"] == "Killing at Ain al-Asad air base"].iloc[0]
    assert killing["class"] == "Killing"


def test_actors(news: NewsGraph) -> None:
    actors = news.actors()
    assert len(actors) == len(sample_chronicle().actors)
    assert actors["events"].is_monotonic_decreasing
    austin = actors[actors["english"] == "Lloyd Austin"].iloc[0]
    assert (austin["kind"], austin["same"], austin["country"]) == ("Person", "Q941013", "United States")
    assert (austin["events"], austin["mentions"]) == (3, 2)


def test_mentions(news: NewsGraph) -> None:
    mentions = news.mentions()
    assert len(mentions) == len(sample_chronicle().claims)
    assert set(mentions["factuality"]) == {"Actual", "Planned", "Possible", "Denied"}
    assert (mentions["end"] > mentions["begin"]).all()


def test_timeline(news: NewsGraph) -> None:
    found = news.timeline("Lloyd Austin", first="2023-08-01", last=date(2023, 8, 31))
    assert len(found) == 3
    assert set(news.timeline(event_class="Attack")["class"]) == {"Attack", "Killing"}
    with pytest.raises(InputError, match="no day"):
        news.timeline(first="August")


def test_query_by_name_and_in_sparql(news: NewsGraph) -> None:
    assert len(news.query("timeline-of-actor", name="austin")) == 3
    assert list(news.query("SELECT ?e WHERE { ?e a wq:Vote }").columns) == ["e"]
    assert news.query("ASK { ?e a wq:Vote }") is True
    assert list(news.query("CONSTRUCT WHERE { ?e a wq:Vote }").columns) == ["triple"]
    with pytest.raises(QueryError, match="would change"):
        news.query("DROP ALL")
    with pytest.raises(QueryError, match="no question is named"):
        news.query("timeline-of-nobody", name="x")


def test_questions(news: NewsGraph) -> None:
    assert len(news.questions()) >= 25


def test_network_is_a_copy(news: NewsGraph) -> None:
    network = news.network()
    assert set(network) == set(bipartite(sample_chronicle()))
    network.clear()
    assert len(news.network()) > 0


@pytest.mark.parametrize(
    ("make", "columns", "first"),
    [
        (lambda news: news.centrality(), "period actor name partners events betweenness", "الولايات المتحدة"),
        (lambda news: news.communities(), "community actor name", "محمد شياع السوداني"),
        (lambda news: news.meeting_path("Biden", "United States"),
         "left left_name right right_name event label date article evidence", "جو بايدن"),
    ],
    ids=["centrality", "communities", "path"],
)  # fmt: skip
def test_network_analysis(news: NewsGraph, make: Callable[[NewsGraph], Any], columns: str, first: str) -> None:
    frame = make(news)
    assert list(frame.columns) == columns.split()
    assert first in set(frame.filter(regex="name").iloc[:, 0])


def test_dyads_count_what_the_analysis_counts(news: NewsGraph) -> None:
    frame = news.dyads(level="actor")
    quadrants = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
    assert list(frame.columns)[5:] == quadrants
    expected = dyads(bipartite(sample_chronicle()), level="actor")
    assert frame[quadrants].to_numpy().sum() == sum(sum(astuple(dyad)[5:]) for dyad in expected) > 0
    assert len(news.dyads()) == len(dyads(bipartite(sample_chronicle())))


def test_centrality_over_time(news: NewsGraph) -> None:
    assert set(news.centrality(by="month")["period"].str.len()) == {7}


def test_validate(news: NewsGraph) -> None:
    assert news.validate() == []


def test_display_is_the_page_in_a_sandbox(news: NewsGraph) -> None:
    shown = news._repr_html_()
    assert shown.startswith('<iframe srcdoc="&lt;!DOCTYPE html&gt;')
    assert 'sandbox="allow-scripts"' in shown
    assert "&amp;quot;" in shown


def test_display_without_a_page(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "alone.ttl"
    path.write_bytes((folder / "graph.ttl").read_bytes())
    with load(path) as alone:
        assert "19 events, 13 actors" in alone._repr_html_()
        with pytest.raises(QueryError, match="no such file"):
            alone.network()


def test_missing_graph(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no such file"):
        load(tmp_path)


@pytest.mark.slow
def test_the_notebook_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    monkeypatch.setenv("WAQAI_GRAPH", str(folder))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(part for part in sys.path if part))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    shown = str([cell.get("outputs") for cell in notebook.cells])
    assert "iframe srcdoc" in shown
    assert "Thabit al-Abbasi" in shown


def test_the_notebook_is_kept_without_outputs() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(code) >= 6
    assert not any(cell["outputs"] or cell["execution_count"] for cell in code)


def test_empty_graph(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("", encoding="utf-8")
    with load(tmp_path) as empty:
        assert len(empty.events()) == 0
        assert len(empty.actors()) == 0
        assert len(empty.query("who-met-whom")) == 0


def test_without_pandas_the_remedy_is_named(news: NewsGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def no_pandas(name: str, *rest: Any, **more: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", no_pandas)
    with pytest.raises(InputError, match="pip install pandas"):
        news.events()
