"""Continue pretraining the encoder on Arabic news: masked words, and the word classes where the data state them.

Four bits cost the encoder word-level knowledge. Whole-word masking on news gives some of it back; tagging the 263k
words of the XTREME part of PADT in the same forward pass adds a signal for names (PADT tags foreign names ``X``).
"""

import json
import lzma
import random
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

PIECES = 128
BATCH = 8
MASKED_WORDS = 0.2
PEAK_RATE = 2.5e-4
NEWS_WORDS = 400_000
IGNORED = -100


def tagged_sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Sentences of a two-column file; a blank line ends one."""
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            word, tag = line.split("\t")[:2]
            sentence.append((word, tag))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def news_texts(path: Path) -> list[str]:
    """Title and text of every article of a ``.jsonl.xz`` file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [f"{record['title']} . {record['text']}" for record in map(json.loads, lines)]


class MaskedHead(nn.Module):
    """Predicts masked pieces with the tied input embeddings, starting from the pieces' own frequencies."""

    def __init__(self, embeddings: nn.Embedding, counts: torch.Tensor, tags: int) -> None:
        super().__init__()
        width = embeddings.embedding_dim
        self.transform = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.decoder = embeddings
        self.bias = nn.Parameter(((counts + 0.1) / (counts + 0.1).sum()).log())
        self.scale = nn.Parameter(torch.tensor(0.2))
        self.tagger = nn.Linear(width, tags)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """Logits over the vocabulary for the given (n, width) positions."""
        return self.scale * self.transform(hidden) @ self.decoder.weight.T + self.bias


def make_blocks(
    tokenizer, documents: list[list[tuple[str, str]]], tags: dict[str, int]
) -> list[tuple[list, list, list]]:
    """Pack words into blocks of PIECES pieces: (piece ids, index of the word of each piece, tag of each piece)."""
    room = PIECES - 2
    blocks = []
    for document in documents:
        ids: list[int] = []
        owners: list[int] = []
        labels: list[int] = []
        encoded = tokenizer([word for word, _ in document], is_split_into_words=True, add_special_tokens=False)
        previous = None
        for piece, owner in zip(encoded["input_ids"], encoded.word_ids(), strict=True):
            if len(ids) == room:
                blocks.append((ids, owners, labels))
                ids, owners, labels = [], [], []
            ids.append(piece)
            owners.append(owner)
            labels.append(IGNORED if owner == previous else tags.get(document[owner][1], IGNORED))
            previous = owner
        if len(ids) > 20:
            blocks.append((ids, owners, labels))
    return blocks


def mask_block(block, tokenizer, chance: random.Random) -> tuple[list[int], list[int], list[int]]:
    """Mask whole words of a block. Returns input ids, targets (IGNORED where not masked), tags; padded to PIECES."""
    ids, owners, labels = block
    words = sorted(set(owners))
    chosen = set(chance.sample(words, max(1, round(MASKED_WORDS * len(words)))))
    kinds = {word: chance.random() for word in chosen}
    inputs, targets = [], []
    for piece, owner in zip(ids, owners, strict=True):
        kind = kinds.get(owner)
        targets.append(IGNORED if kind is None else piece)
        if kind is None or kind > 0.9:
            inputs.append(piece)
        else:
            inputs.append(tokenizer.mask_token_id if kind < 0.8 else chance.randrange(5, tokenizer.vocab_size - 1))
    padding = PIECES - 2 - len(ids)
    inputs = [tokenizer.bos_token_id, *inputs, tokenizer.eos_token_id] + [tokenizer.pad_token_id] * padding
    return inputs, [IGNORED, *targets, IGNORED] + [IGNORED] * padding, [IGNORED, *labels, IGNORED] + [IGNORED] * padding


def pretrain(source: Path, target: Path, data: Path, *, minutes: float, seed: int = 1) -> None:
    """Train for a wall-clock budget and write the encoder to ``target``.

    Args:
        source: Directory of the encoder to start from.
        target: Directory to write.
        data: The data directory, with ``ud/train-ar.tsv`` and ``news/*.jsonl.xz``.
        minutes: Wall-clock budget; the learning rate falls to zero over it.
        seed: Seed of the order and of the masks.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    tokenizer = AutoTokenizer.from_pretrained(source)
    model = AutoModel.from_pretrained(source, dtype=torch.float32, add_pooling_layer=False)
    blocks, tags = load_blocks(tokenizer, data, chance)
    counts = torch.zeros(model.config.vocab_size)
    for ids, _, _ in blocks:
        counts.index_add_(0, torch.tensor(ids), torch.ones(len(ids)))
    head = MaskedHead(model.embeddings.word_embeddings, counts, len(tags))
    own = [parameter for name, parameter in head.named_parameters() if not name.startswith("decoder")]
    optimizer = torch.optim.AdamW(
        [{"params": list(model.parameters()), "lr": PEAK_RATE}, {"params": own, "lr": 4 * PEAK_RATE}], weight_decay=0.01
    )
    peaks = [group["lr"] for group in optimizer.param_groups]
    began, step, used = time.monotonic(), 0, 0
    while (spent := (time.monotonic() - began) / (60 * minutes)) < 1:
        for group, peak in zip(optimizer.param_groups, peaks, strict=True):
            group["lr"] = peak * min(spent / 0.06 + 0.02, (1 - spent) / 0.94)
        batch = [mask_block(blocks[(used + index) % len(blocks)], tokenizer, chance) for index in range(BATCH)]
        used += BATCH
        inputs, targets, labels = (torch.tensor(column) for column in zip(*batch, strict=True))
        hidden = model(input_ids=inputs, attention_mask=(inputs != tokenizer.pad_token_id).long()).last_hidden_state
        masked = targets != IGNORED
        masked_loss = nn.functional.cross_entropy(head(hidden[masked]), targets[masked])
        tagged = labels != IGNORED
        tag_loss = (
            nn.functional.cross_entropy(head.tagger(hidden[tagged]), labels[tagged])
            if tagged.any()
            else hidden.sum() * 0
        )
        (masked_loss + tag_loss).backward()
        nn.utils.clip_grad_norm_([*model.parameters(), *own], 1.0)
        optimizer.step()
        optimizer.zero_grad()
        step += 1
        if step % 20 == 0:
            print(f"{spent:.3f} step {step} masked {masked_loss.item():.3f} tags {tag_loss.item():.3f}", flush=True)
    model.save_pretrained(target)
    tokenizer.save_pretrained(target)


def load_blocks(tokenizer, data: Path, chance: random.Random):
    """All training blocks in their shuffled order, and the numbering of the word classes."""
    sentences = list(tagged_sentences(data / "ud" / "train-ar.tsv"))
    tags = {tag: index for index, tag in enumerate(sorted({tag for sentence in sentences for _, tag in sentence}))}
    documents = [list(chain.from_iterable(sentences[start : start + 4])) for start in range(0, len(sentences), 4)]
    texts = news_texts(data / "news" / "saudi2015.jsonl.xz")
    chance.shuffle(texts)
    words = 0
    for text in texts:
        document = [(word, "") for word in text.split()[:400]]
        words += len(document)
        documents.append(document)
        if words > NEWS_WORDS:
            break
    blocks = make_blocks(tokenizer, documents, tags)
    chance.shuffle(blocks)
    return blocks, tags
