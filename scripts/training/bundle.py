"""Collect the trained parts into the folder that the package ships, without anything twice."""

import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

PARTS = ("tokenize", "mwt", "lemma", "pos", "depparse")
LIMIT = 100_000_000


def bundle(syntax: Path, entities: Path, lexicon: Path, target: Path) -> int:
    """Write the shipped folder; returns its size in bytes.

    Args:
        syntax: Folder of ``tokenize.pt``, ``mwt.pt``, ``lemma.pt``, ``pos.pt``, ``depparse.pt`` and ``segments.tsv``.
        entities: Folder of ``ner.pt`` and ``encoder/``.
        lexicon: The word vectors.
        target: The folder to write.
    """
    target.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        slim_checkpoint(syntax / f"{part}.pt", target / f"{part}.pt")
    slim_checkpoint(entities / "ner.pt", target / "ner.pt")
    quantise_lexicon(lexicon, target / "lexicon.pt")
    shutil.copy(syntax / "segments.tsv", target / "segments.tsv")
    shutil.copytree(entities / "encoder", target / "encoder", dirs_exist_ok=True)
    weights = load_file(target / "encoder" / "model.safetensors")
    halves = {name: tensor.half().contiguous() for name, tensor in weights.items()}
    save_file(halves, target / "encoder" / "model.safetensors", metadata={"format": "pt"})
    pieces = json.loads((target / "encoder" / "tokenizer.json").read_text(encoding="utf-8"))
    compact = json.dumps(pieces, ensure_ascii=False, separators=(",", ":"))
    (target / "encoder" / "tokenizer.json").write_text(compact, encoding="utf-8")
    (target / "resources.json").write_text("{}\n", encoding="utf-8")
    for path in target.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    if size > LIMIT:
        raise ValueError(f"{target}: {size} bytes, over the limit of {LIMIT}")
    return size


def quantise_lexicon(source: Path, target: Path) -> None:
    """Copy word vectors as int8 with one scale a column; `graph.annotate.models` multiplies them out again."""
    table = torch.load(source, weights_only=True)
    vectors = table["emb"].float()
    scale = vectors.abs().amax(0).clamp(min=1e-6) / 127
    torch.save({"vocab": table["vocab"], "emb": (vectors / scale).round().to(torch.int8), "scale": scale}, target)


def slim_checkpoint(source: Path, target: Path) -> None:
    """Copy a checkpoint in float16, without optimizer state and without the weights of the shared encoder."""
    checkpoint = torch.load(source, map_location="cpu", weights_only=True)
    for name in [name for name in checkpoint if "optimizer" in name or "scheduler" in name]:
        del checkpoint[name]
    if isinstance(checkpoint.get("model"), dict):
        kept = {name: tensor for name, tensor in checkpoint["model"].items() if not name.startswith("bert_model.")}
        checkpoint["model"] = {
            name: tensor.half() if torch.is_tensor(tensor) and tensor.is_floating_point() else tensor
            for name, tensor in kept.items()
        }
    torch.save(checkpoint, target)
