"""The main job from files to outputs, over recorded annotations of the sample articles."""

from __future__ import annotations

import filecmp
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from graph.errors import InputError, OutputError
from graph.model import Article
from graph.pipeline import Config, build
from graph.store import open_file
from graph.validate import validate
from scripts.make_sample import ROOT, make_sample

SAMPLE = ROOT / "output" / "sample"
NEWS = (
    "تاريخ النشر: 7 مارس 2023\nالتقى لويد أوستن في بغداد محمد شياع السوداني.\nوقال أوستن إن القوات الأميركية باقية.\n"
)


def annotator(articles: Iterable[Article]) -> Iterator[tuple[Article, Doc]]:
    nlp = spacy.blank("ar")
    nlp.add_pipe("sentencizer")
    for article in articles:
        yield article, nlp(article.text)


def write_news(folder: Path) -> Path:
    path = folder / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("sample")
    make_sample(folder)
    return folder


def test_the_sample_is_what_its_annotations_give(built: Path) -> None:
    names = sorted(path.name for path in built.iterdir())
    assert len(names) >= 12
    differing = [name for name in names if not filecmp.cmp(built / name, SAMPLE / name, shallow=False)]
    assert differing == [], "run `make sample` and look at what changed"


def test_the_sample_conforms(built: Path) -> None:
    assert validate(built / "graph.ttl") == []


def test_every_anchor_is_the_text_between_its_offsets(built: Path) -> None:
    sparql = """SELECT ?file ?begin ?end ?anchor WHERE {
      ?mention nif:referenceContext/wq:sourceFile ?file ; nif:beginIndex ?begin ; nif:endIndex ?end ;
               nif:anchorOf ?anchor }"""
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.txt")}
    with open_file(built / "graph.ttl") as store:
        rows = list(store.query(sparql))
    assert len(rows) > 300
    for row in rows:
        assert texts[row["file"]][int(row["begin"]) : int(row["end"])] == row["anchor"]


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(NEWS.replace("7 مارس", f"{'8' if name == 'b' else '7'} مارس"), "utf-8")
    paths = (str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    build(Config(paths=paths, output=tmp_path / "one", formats=("ttl",)), annotator=annotator)
    build(Config(paths=paths[::-1], output=tmp_path / "two", formats=("ttl",)), annotator=annotator)
    assert (tmp_path / "one" / "graph.ttl").read_bytes() == (tmp_path / "two" / "graph.ttl").read_bytes()


def test_a_bad_file_is_reported_and_the_rest_is_built(tmp_path: Path) -> None:
    good = write_news(tmp_path)
    bad = tmp_path / "bad.txt"
    bad.write_bytes(bytes(range(256)) * 8)
    report = build(Config(paths=(str(good), str(bad)), output=tmp_path / "out", formats=("ttl",)), annotator=annotator)
    assert [rejection.subject for rejection in report.rejections] == ["bad.txt"]
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert told["rejections"][0]["subject"] == "bad.txt"
    assert report.counts["events"] >= 1


@pytest.mark.parametrize("content", [b"", b"   \n", b"\x89PNG\r\n\x1a\n\x00\x00"], ids=["empty", "blank", "binary"])
def test_no_article_at_all_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match="no article"):
        build(Config(paths=(str(path),), output=tmp_path / "out"), annotator=annotator)


def test_a_failed_build_leaves_earlier_outputs_alone(tmp_path: Path) -> None:
    good = write_news(tmp_path)
    out = tmp_path / "out"
    build(Config(paths=(str(good),), output=out, formats=("ttl",)), annotator=annotator)
    before = (out / "graph.ttl").read_bytes()

    def failing(articles: Iterable[Article]) -> Iterator[tuple[Article, Doc]]:
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        build(Config(paths=(str(good),), output=out, formats=("ttl",)), annotator=failing)
    assert (out / "graph.ttl").read_bytes() == before
    assert sorted(path.name for path in out.iterdir()) == ["graph.ttl", "report.json"]


def test_an_output_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    good = write_news(tmp_path)
    with pytest.raises(OutputError, match="cannot be written"):
        build(Config(paths=(str(good),), output=good), annotator=annotator)


def test_formats_that_are_not_asked_for_go(tmp_path: Path) -> None:
    good = write_news(tmp_path)
    out = tmp_path / "out"
    build(Config(paths=(str(good),), output=out, formats=("ttl", "csv")), annotator=annotator)
    build(Config(paths=(str(good),), output=out, formats=("ttl",)), annotator=annotator)
    assert not (out / "events.csv").exists()
