"""Commands that measure quality: evaluate ner, ud, time, reading, events, actors, coref."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.app import EXIT_REJECTIONS, app

evaluate = typer.Typer(help="Measure a stage against gold data.", no_args_is_help=True)
app.add_typer(evaluate, name="evaluate")

Models = Annotated[str, typer.Option(help="bundled, or stanza for Stanza's own.")]
Gold = Annotated[Path, typer.Argument(help="The gold file, in the form that the documentation of its module gives.")]
BuiltGraph = Annotated[Path, typer.Argument(help="The graph that `waqai build` made of the gold's articles.")]


@evaluate.command("time")
def time_expressions(
    cases: Annotated[Path, typer.Argument(help="JSON lines {id, text, dct}, with gold fields or without.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where found spans and values go.")] = None,
) -> None:
    """Find the time expressions of texts; with gold fields print span F1, value accuracy and trap texts hit.

    Example: waqai evaluate time cases.jsonl -o found.jsonl
    """
    from graph.evaluate.time import evaluate_times

    figures = evaluate_times(cases, output)
    for problem in figures.problems:
        print(problem, file=sys.stderr)
    if figures.has_gold:
        print(f"span_precision {figures.precision:.4f}")
        print(f"span_recall {figures.recall:.4f}")
        print(f"span_f1 {figures.span_f1:.4f}")
        print(f"value_accuracy {figures.value_accuracy:.4f}")
        print(f"traps_hit {figures.traps_hit} of {figures.traps}")
    if figures.problems:
        raise typer.Exit(EXIT_REJECTIONS)


@evaluate.command()
def reading(gold: Annotated[list[Path], typer.Argument(help="Gold files in JSON lines, beside their pages.")]) -> None:
    """Score the reader: article boundaries, kept text, dates and offsets.

    Example: waqai evaluate reading tests/data/reading/gold.jsonl
    """
    from graph.evaluate.reading import evaluate_reading

    score = evaluate_reading(gold)
    for problem in score.errors:
        print(problem, file=sys.stderr)
    for name, figure in score.figures().items():
        print(f"{name} {figure:.4f}")


@evaluate.command()
def coref(gold: Gold, graph: BuiltGraph) -> None:
    """Score event coreference: MUC, B-cubed, CEAF-e, CoNLL average, pairs that must stay apart, contradictions.

    Example: waqai evaluate coref gold.json output/graph.ttl
    """
    from graph.evaluate.coref import run

    print("\n".join(run(gold, graph).lines()))
