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


@evaluate.command()
def ner(bio: Gold, models: Models = "bundled") -> None:
    """Score the entity tagger on a BIO file by strict IOB2, its tokens taken as they are.

    Example: waqai evaluate ner test.bio
    """
    from graph.annotate import predict_entities
    from graph.evaluate.ner import entity_scores, read_bio

    sentences = read_bio(bio)
    found = predict_entities([tokens for tokens, _ in sentences], models=models)
    for kind, score in entity_scores([labels for _, labels in sentences], found).items():
        if kind != "micro":
            print(f"{kind} precision {score.precision:.4f} recall {score.recall:.4f} f1 {score.f1:.4f}")
        else:
            print(f"micro_precision {score.precision:.4f}\nmicro_recall {score.recall:.4f}\nmicro_f1 {score.f1:.4f}")


@evaluate.command()
def ud(conllu: Gold, models: Models = "bundled") -> None:
    """Annotate a treebank's raw text and print the CoNLL-18 metrics; lemmas without vowel marks.

    Example: waqai evaluate ud dev.conllu
    """
    from graph.annotate import load_language
    from graph.evaluate.ud import evaluate_ud

    figures, parsed = evaluate_ud(conllu, load_language(models))
    for name, figure in figures.f1.items():
        if parsed or name not in ("UAS", "LAS", "CLAS", "MLAS", "BLEX"):
            print(f"{name} {figure:.4f}")
    print(f"Lemmas_with_marks {figures.exact_lemmas:.4f}")


@evaluate.command()
def actors(gold: Gold, graph: BuiltGraph) -> None:
    """Score identities of actors: B-cubed, CEAF, wrong merges, links to the knowledge base.

    Example: waqai evaluate actors gold.jsonl output/graph.ttl
    """
    from graph.evaluate.actors import run

    print("\n".join(run(gold, graph).lines()))


@evaluate.command()
def events(gold: Gold, graph: BuiltGraph) -> None:
    """Score events by class, actors, date, place and factuality.

    Example: waqai evaluate events gold.json output/graph.ttl
    """
    from graph.evaluate.events import run

    print("\n".join(run(gold, graph).lines()))
