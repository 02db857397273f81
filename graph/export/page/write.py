"""Joins data, template, styles, code and libraries into the one file of the page."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from graph.export.page.network import ASSETS, build_network
from graph.export.page.payload import core_payload, evidence_payload, find_ties, number_all
from graph.model import Chronicle

LIBRARIES = ("vis-network.min.js", "vis-timeline-graph2d.min.js")
STYLES = ("vendor/vis-timeline-graph2d.min.css", "page.css")
CODE = (
    "text.js", "strings.js", "data.js", "state.js", "dom.js", "search.js", "filters.js", "exports.js", "grounds.js",
    "evidence.js", "network.js", "arrange.js", "focus.js", "labels.js", "pointing.js", "timeline.js", "brush.js",
    "divider.js", "dossier.js", "paths.js", "table.js", "main.js",
)  # fmt: skip
"""The page's own code in the order in which its parts build on each other; all share one closure."""


def write_page(chronicle: Chronicle, path: Path) -> None:
    """Write the chronicle as one HTML file: the same bytes for the same chronicle.

    Args: path: the file to write; its folder exists.
    """
    path.write_text(render_page(chronicle), encoding="utf-8", newline="\n")


def render_page(chronicle: Chronicle) -> str:
    """The page's text."""
    numbers = number_all(chronicle)
    network = build_network(chronicle, numbers, find_ties(chronicle, numbers))
    scripts = _scripts()
    context: dict[str, Any] = {
        "policy": _policy(scripts),
        "styles": Markup(_without_source_map("\n".join(_asset(name) for name in STYLES))),
        "scripts": [Markup(script) for script in scripts],
        "strings": json.loads(_asset("strings.json")),
        "core": core_payload(chronicle, numbers),
        "evidence": evidence_payload(chronicle, numbers),
    }
    return network.render(context)


def _scripts() -> list[str]:
    libraries = [_without_source_map(_asset(f"vendor/{name}")) for name in LIBRARIES]
    code = "\n".join(_asset(f"js/{name}") for name in CODE)
    return [*libraries, f'(function () {{\n"use strict";\n{code}\n}})();\n']


def _without_source_map(text: str) -> str:
    """A vendored file without the line that names its source map: a browser's tools would ask for that file."""
    return "\n".join(line for line in text.split("\n") if "# sourceMappingURL=" not in line)


def _policy(scripts: list[str]) -> str:
    """A Content-Security-Policy that lets nothing in or out: only these very scripts run, nothing is fetched.

    Styles are inline because both libraries set them; images are those drawn by their style sheets.
    """
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
