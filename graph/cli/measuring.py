"""Commands that measure quality: evaluate ner, ud, time, reading, events, actors, coref."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.app import app

evaluate = typer.Typer(help="Measure a stage against gold data; each command's help gives the form.", no_args_is_help=True)
app.add_typer(evaluate, name="evaluate")

Gold = Annotated[Path, typer.Argument(help="The gold file.")]
GraphFile = Annotated[Path, typer.Argument(help="A graph built from the gold's articles.")]
