"""The command line: exit statuses, one clear line for bad input, and a start without heavy libraries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("torch", "stanza", "transformers", "rdflib", "pyvis")


def waqai(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from graph.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("build", "missing.txt", "-o", "{tmp}/out"), id="missing-path"),
        pytest.param(("build", "{tmp}", "-o", "{tmp}/out"), id="folder-without-articles"),
        pytest.param(("build", "{tmp}/empty.txt", "-o", "{tmp}/out"), id="empty-file"),
        pytest.param(("build", "{tmp}/empty.txt", "-o", "{tmp}/out", "--from", "2024", "--to", "2020"), id="window"),
        pytest.param(("build", "{tmp}/empty.txt", "-o", "{tmp}/out", "--formats", "docx"), id="format"),
        pytest.param(("query", "{tmp}/missing.ttl", "SELECT * WHERE {{ ?s ?p ?o }}"), id="missing-graph"),
        pytest.param(("validate", "{tmp}/missing.ttl"), id="nothing-to-validate"),
    ],
)
def test_bad_input_gives_one_line_and_status_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = waqai(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_help_lists_the_commands() -> None:
    done = waqai("--help")
    assert done.returncode == 0
    for command in ("build", "read", "query", "timeline", "diff", "contradictions", "why", "validate", "evaluate"):
        assert command in done.stdout


def test_the_command_line_starts_without_heavy_libraries() -> None:
    code = f"import sys, graph.cli; sys.exit(any(name in sys.modules for name in {HEAVY!r}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_read_prints_one_object_even_when_all_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = waqai("read", str(tmp_path / "empty.txt"), "--json")
    assert done.returncode == 2
    assert '"articles": []' in done.stdout
