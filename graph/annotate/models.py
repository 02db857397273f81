"""Where the models' weights are and how Stanza gets them: the bundled ones, or Stanza's own once they are pulled."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from graph.annotate.entity_tags import TAG_SETS
from graph.annotate.segmentation import Segments, load_segments
from graph.errors import ModelError
from graph.lexicons import seed_path

BUNDLED = Path(__file__).resolve().parent / "models" / "ar"
ENCODER = "waqai-encoder"
LEXICON = "waqai-lexicon"
CENTRE = "linking/centre.csv"
"""The list of sentences whose mean vector is taken off all others; see `graph.annotate.vectors`."""
_PROCESSORS = "tokenize,mwt,pos,lemma,depparse,ner"
_CONTRACT = "2"


def stanza_folder() -> Path:
    """Where Stanza's own models are kept once they are pulled."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "waqai" / "stanza"


def stanza_pipeline(models: str) -> Any:
    """Stanza's pipeline over the named models, offline.

    Raises: ModelError: no such models, or they are missing or damaged.
    """
    if models == "bundled":
        return _bundled()
    if models == "stanza":
        return _official()
    raise ModelError(f"--models {models!r}: give bundled or stanza")


def _bundled() -> Any:
    if not (BUNDLED / "ner.pt").is_file():
        raise ModelError(f"{BUNDLED}: the bundled weights are missing; install the package again")
    import stanza

    paths = {f"{name}_model_path": str(BUNDLED / f"{name}.pt") for name in _PROCESSORS.split(",")}
    # Stanza gives one tag set a model: the entity tagger is named once for each; its encoder runs once all the same.
    paths["ner_model_path"] = ";".join([paths["ner_model_path"]] * len(TAG_SETS))
    nothing = ";" * (len(TAG_SETS) - 1)
    return stanza.Pipeline(
        "ar",
        dir=str(BUNDLED),
        processors=_PROCESSORS,
        download_method=None,
        allow_unknown_language=True,
        use_gpu=False,
        verbose=False,
        foundation_cache=_foundation(),
        pos_pretrain_path=LEXICON,
        depparse_pretrain_path=LEXICON,
        ner_pretrain_path=";".join([LEXICON] * len(TAG_SETS)),
        ner_predict_tagset=";".join(map(str, range(len(TAG_SETS)))),
        ner_forward_charlm_path=nothing,
        ner_backward_charlm_path=nothing,
        **paths,
    )


def _foundation() -> Any:
    """The encoder and the word vectors, held once under the names that the checkpoints ask for."""
    import torch
    from stanza.models.common.foundation_cache import BertRecord, FoundationCache
    from stanza.models.common.pretrain import Pretrain
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils import logging as transformers_logging

    from graph.annotate.encoder import SharedEncoder

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    foundation = FoundationCache(local_files_only=True)
    encoder = (
        AutoModel.from_pretrained(BUNDLED / "encoder", local_files_only=True, add_pooling_layer=False).float().eval()
    )
    tokenizer = AutoTokenizer.from_pretrained(BUNDLED / "encoder", local_files_only=True)
    foundation.bert[ENCODER] = BertRecord(SharedEncoder(encoder), tokenizer, {})
    lexicon = Pretrain(str(BUNDLED / "lexicon.pt"))
    scale = torch.load(BUNDLED / "lexicon.pt", weights_only=True)["scale"]
    lexicon._emb = lexicon.emb.float() * scale
    foundation.pretrains[LEXICON] = lexicon
    return foundation


def shared_encoder(pipeline: Any) -> tuple[Any, Any] | None:
    """The encoder that a pipeline's processors share, with its tokenizer; None where the models have none."""
    record = pipeline.foundation_cache.bert.get(ENCODER)
    return None if record is None else (record.model, record.tokenizer)


def known_segments(models: str) -> Segments:
    """The list of known word forms that goes with the named models; Stanza's own go without."""
    return load_segments(BUNDLED / "segments.tsv") if models == "bundled" else {}


def _official() -> Any:
    folder = stanza_folder()
    if not (folder / "resources.json").is_file():
        raise ModelError("Stanza's models are not here; fetch them with `waqai models pull`, or use --models bundled")
    import stanza

    return stanza.Pipeline(
        "ar", dir=str(folder), processors=_PROCESSORS, download_method=None, use_gpu=False, verbose=False
    )


def pull_models() -> str:
    """Fetch Stanza's official Arabic models; returns a line that says where they are.

    Raises: ModelError: the hub cannot be reached.
    """
    import stanza

    folder = stanza_folder()
    try:
        stanza.download("ar", model_dir=str(folder), processors=_PROCESSORS, verbose=False)
    except (OSError, ValueError) as error:
        raise ModelError("Stanza's models cannot be fetched: no network, or the hub does not answer") from error
    return f"Stanza's Arabic models are in {folder}; use them with --models stanza"


@cache
def model_fingerprint(models: str = "bundled") -> str:
    """Identifies weights and code that annotations depend on: hexadecimal, 16 digits."""
    folder = BUNDLED if models == "bundled" else stanza_folder()
    found = hashlib.sha256(f"{_CONTRACT} {version('stanza')}".encode())
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".pt", ".safetensors", ".json", ".tsv"):
            found.update(path.relative_to(folder).as_posix().encode())
            found.update(path.read_bytes())
    found.update(seed_path(CENTRE).read_bytes())
    return found.hexdigest()[:16]


def describe_models() -> str:
    """What the bundled models are, as their README tells."""
    readme = BUNDLED / "README.md"
    return readme.read_text(encoding="utf-8") if readme.is_file() else f"no bundled models in {BUNDLED}"
