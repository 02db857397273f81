"""The command line's application, its exit statuses and the arguments that several commands share."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.errors import WaqaiError

EXIT_REJECTIONS = 1
EXIT_UNUSABLE = 2
EXIT_INVALID = 3
_EXIT_INTERRUPTED = 130

app = typer.Typer(
    name="waqai",
    help="A timeline and an event-knowledge graph from scraped Arabic news.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

GraphFile = Annotated[Path, typer.Argument(help="A graph that `waqai build` wrote, e.g. output/graph.ttl.")]
Paths = Annotated[list[str], typer.Argument(help="Files, folders or globs; - for standard input.")]


@app.callback()
def _setup(verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what is done.")] = False) -> None:
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(stream=sys.stderr, level=level, format="%(name)s: %(message)s")


def main() -> None:
    """Run the command line; a WaqaiError becomes one line and exit status 2."""
    try:
        app()
    except WaqaiError as error:
        print(f"waqai: {error}", file=sys.stderr)
        sys.exit(EXIT_UNUSABLE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(EXIT_UNUSABLE)
    except KeyboardInterrupt:
        print("waqai: interrupted; earlier outputs are as they were", file=sys.stderr)
        sys.exit(_EXIT_INTERRUPTED)
