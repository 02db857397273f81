"""The ontology's documentation is what its generator makes of the ontology, and asks nothing of the network."""

from __future__ import annotations

import importlib.util
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

from graph.lexicons import data_folder
from graph.vocab import EVENT_CLASSES, ROLES

ONTOLOGY = data_folder("ontology")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    path = Path(__file__).parents[1] / "scripts" / "make_ontology_page.py"
    spec = importlib.util.spec_from_file_location("make_ontology_page", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up while they are made.

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_page_and_diagram_are_up_to_date(generator: ModuleType, tmp_path: Path) -> None:
    generator.main(tmp_path)
    for name in (generator.PAGE, generator.DIAGRAM):
        assert (tmp_path / name).read_bytes() == (ONTOLOGY / name).read_bytes(), f"run scripts/{generator.__name__}.py"


def test_page_asks_nothing_of_the_network() -> None:
    page = (ONTOLOGY / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|link|img|iframe)\b|@import|url\(http", page)


def test_every_term_has_its_place() -> None:
    page = (ONTOLOGY / "index.html").read_text(encoding="utf-8")
    for name in (*EVENT_CLASSES, *ROLES):
        assert f'<article id="{name}">' in page
        assert f'<a href="#{name}">' in page
    for name in ("sem:hasActor", "nif:beginIndex", "void:triples"):
        assert f"<dt><code>{name}</code></dt>" in page
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(re.findall(r'id="([^"]+)"', page))


def test_diagram_is_svg() -> None:
    assert ET.parse(ONTOLOGY / "diagram.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"
