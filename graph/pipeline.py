"""The stages in order: read, annotate, extract, resolve, assemble, export. The one place that joins them."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from graph.assemble import Window, assemble
from graph.errors import InputError, OutputError
from graph.lexicons import data_folder
from graph.model import Article, Chronicle, Extraction, LinkedEvents, RunReport, Span, TimeExpression, When
from graph.read import ReadConfig, read_paths
from graph.review import Doubt, doubts

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.knowledge import KnowledgeBase

log = logging.getLogger(__name__)

DEFAULT_BASE_IRI = "https://w3id.org/waqai/id/"
DEFAULT_WINDOW = Window(2020, 2024)
DEFAULT_FORMATS = ("ttl", "html", "graphml", "csv")
REPORT_FILE = "report.json"
TEXT_FOLDER = "text"
RECORDED = "recorded"
"""What stands for the models in the provenance where their annotations were handed in."""

Progress = Callable[[str, int, int | None], None]
"""Told a stage's name, its finished units and their total (None while it is not known)."""

Annotator = Callable[[Iterable[Article]], Iterator[tuple[Article, "Doc"]]]


def no_progress(stage: str, done: int, total: int | None) -> None:
    """A progress that tells nobody."""


@dataclass(frozen=True, slots=True)
class Config:
    """A build's settings; `cache` None means the user's cache folder, `threads` None as many as there are cores."""

    paths: tuple[str, ...]
    output: Path
    window: Window = DEFAULT_WINDOW
    models: str = "bundled"
    knowledge: Path | None = None
    threads: int | None = None
    base_iri: str = DEFAULT_BASE_IRI
    formats: tuple[str, ...] = DEFAULT_FORMATS
    cache: Path | None = None
    include_text: bool = False
    read: ReadConfig = field(default_factory=ReadConfig)


def build(config: Config, *, progress: Progress = no_progress, annotator: Annotator | None = None) -> RunReport:
    """Build the graph of exactly the articles under the given paths and replace the outputs in `config.output`.

    Args: annotator: stands in for the models, e.g. with recorded annotations.
    Returns: what was done and what was passed over.
    Raises: InputError: no article at all; OutputError: the folder cannot be written; ModelError: no usable models.
    """
    report = RunReport()
    with _staging(config.output) as staging:
        articles = _read_articles(config, report, staging, progress)
        chronicle = make_chronicle(articles, config, report, progress=progress, annotator=annotator)
        export(chronicle, config, staging, progress=progress)
        _write_report(report, articles, doubts(chronicle), staging / REPORT_FILE)
        _replace_outputs(staging, config.output)
    return report


def make_chronicle(
    articles: list[Article],
    config: Config,
    report: RunReport,
    *,
    progress: Progress = no_progress,
    annotator: Annotator | None = None,
) -> Chronicle:
    """The chronicle of the articles, without writing anything."""
    from graph.knowledge import load_knowledge
    from graph.resolve import link_events, read_judgements, resolve_entities

    knowledge = load_knowledge((config.knowledge,) if config.knowledge else ())
    judgements = read_judgements()
    annotator, models = (annotator, RECORDED) if annotator else _model_annotator(config)
    extractions = extract_articles(articles, annotator, report, knowledge=knowledge, progress=progress)
    progress("resolve", 0, 2)
    resolution = resolve_entities(extractions, knowledge, judgements)
    progress("resolve", 1, 2)
    linked = link_events(extractions, resolution, judgements)
    progress("resolve", 2, 2)
    chronicle = assemble(
        extractions,
        resolution,
        replace(linked, inferred_bounds=_bounds(extractions, linked)),
        window=config.window,
        base_iri=config.base_iri,
        provenance=_provenance(config, models),
    )
    for name in ("events", "actors", "places"):
        report.counts[name] = len(getattr(chronicle, name))
    report.counts["mentions"] = len(chronicle.entity_mentions) + len(chronicle.claims)
    return chronicle


def _bounds(extractions: Iterable[Extraction], linked: LinkedEvents) -> dict[str, When]:
    """Bounds of undated articles: from events shared with dated ones, else from what their own text implies."""
    from graph.dates import infer_article_bounds

    bounds = dict(linked.inferred_bounds)
    for extraction in extractions:
        article = extraction.article
        if article.date is None and article.id not in bounds:
            when = infer_article_bounds(article.text, extraction.times)
            if when is not None:
                bounds[article.id] = when
    return bounds


def extract_articles(
    articles: list[Article],
    annotator: Annotator,
    report: RunReport,
    *,
    knowledge: KnowledgeBase | None = None,
    progress: Progress = no_progress,
) -> list[Extraction]:
    """What every article yields, sorted by article id, so that no later stage sees the order of files."""
    from graph.annotate import mention_vectors
    from graph.extract import extract, with_echoes

    extractions = []
    progress("annotate", 0, len(articles))
    for article, doc in annotator(articles):
        times = _times_of(article, doc)
        extraction = with_echoes(extract(article, doc, times, knowledge), doc, times)
        extractions.append(replace(extraction, vectors=mention_vectors(article, doc, extraction.events)))
        progress("annotate", len(extractions), len(articles))
    missing = {article.id for article in articles} - {extraction.article.id for extraction in extractions}
    for article in articles:
        if article.id in missing:
            report.reject("annotate", f"{article.file}#{article.part}", "the models could not annotate this text")
    return sorted(extractions, key=lambda extraction: extraction.article.id)


def export(chronicle: Chronicle, config: Config, folder: Path, *, progress: Progress = no_progress) -> None:
    """Write the chronicle into `folder` in each of the configured formats."""
    from graph.export.formats import FORMATS

    for done, name in enumerate(config.formats):
        progress("export", done, len(config.formats))
        FORMATS[name].write(chronicle, folder, config.include_text)
    progress("export", len(config.formats), len(config.formats))


def default_cache() -> Path:
    """The user's cache folder for annotations (XDG base directory specification)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "waqai"


def _read_articles(config: Config, report: RunReport, staging: Path, progress: Progress) -> list[Article]:
    def keep_text(name: str, text: str) -> None:
        folder = staging / TEXT_FOLDER
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", errors="surrogatepass", newline="")

    progress("read", 0, None)
    articles = []
    for article in read_paths(config.paths, report, config.read, keep_text=keep_text):
        articles.append(article)
        progress("read", len(articles), None)
    if not articles:
        reasons = "; ".join(f"{rejection.subject}: {rejection.reason}" for rejection in report.rejections[:3])
        raise InputError(f"no article in {', '.join(config.paths)}" + (f" ({reasons})" if reasons else ""))
    return articles


def _model_annotator(config: Config) -> tuple[Annotator, str]:
    """The models as an annotator, and their fingerprint."""
    from graph.annotate import annotate_articles, load_language, model_fingerprint

    fingerprint = model_fingerprint(config.models)
    cache = config.cache or default_cache()

    def annotator(articles: Iterable[Article]) -> Iterator[tuple[Article, Doc]]:
        return annotate_articles(articles, load_language(config.models, threads=config.threads), cache)

    return annotator, fingerprint


def _times_of(article: Article, doc: Doc) -> list[tuple[TimeExpression, When | None]]:
    """The article's time expressions, each with the day-level time it gives an event (None for durations and sets)."""
    from graph.dates import find_times, to_when

    vetoed = [Span(entity.start_char, entity.end_char) for entity in doc.ents]
    expressions = find_times(article.text, article.date, vetoed=vetoed)
    return [(expression, to_when(expression)) for expression in expressions]


def _provenance(config: Config, models: str) -> dict[str, str]:
    """Versions and settings that a build's result depends on."""
    window = f"{config.window.first or '..'}/{config.window.last or '..'}"
    lexicons = [path for path in data_folder("seeds").rglob("*") if path.suffix in (".csv", ".toml")]
    settings = {"waqai": _version("waqai"), "models": models, "lexicons": _fingerprint(lexicons), "window": window}
    if config.knowledge is not None:
        settings["knowledge"] = _fingerprint([config.knowledge])
    if config.include_text:
        settings["text"] = "included"
    if models != RECORDED:
        # The parts of a version after "+" name a build for one processor or another.
        settings |= {name: _version(name).partition("+")[0] for name in ("spacy", "stanza", "torch")}
    return settings


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "checkout"


def _fingerprint(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def _staging(output: Path) -> Iterator[Path]:
    """A folder beside the outputs to write in, gone afterwards whatever happens."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".waqai-", dir=output))
    except OSError as error:
        raise OutputError(f"{output}: cannot be written ({error.strerror}); choose another folder with -o") from error
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _replace_outputs(staging: Path, output: Path) -> None:
    """Move the finished files into place and remove what an earlier build left of ours."""
    from graph.export.formats import OUTPUT_FILES

    for name in (*OUTPUT_FILES, REPORT_FILE):
        if not (staging / name).exists():
            (output / name).unlink(missing_ok=True)
    shutil.rmtree(output / TEXT_FOLDER, ignore_errors=True)
    for path in sorted(staging.iterdir()):
        path.replace(output / path.name)


def _write_report(report: RunReport, articles: Iterable[Article], doubtful: list[Doubt], path: Path) -> None:
    """The run's report as JSON: counts, rejections, pairs in doubt, what was cut from each article and why."""
    content = {
        "counts": dict(sorted(report.counts.items())),
        "rejections": [
            {"stage": rejection.stage, "subject": rejection.subject, "reason": rejection.reason}
            for rejection in report.rejections
        ],
        "doubtful": [asdict(doubt) for doubt in doubtful],
        "cuts": {
            f"{article.file}#{article.part}": [
                {"begin": cut.span.start, "end": cut.span.end, "reason": cut.reason} for cut in article.cut
            ]
            for article in sorted(articles, key=lambda article: (article.file, article.part))
        },
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
