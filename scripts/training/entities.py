"""Fine-tune the encoder together with Stanza's entity tagger (character LSTM, LSTM, CRFs).

First on ANERcorp and on further news annotated by reading, then on ANERcorp alone, whose guidelines are the measure.
The learning rate follows the wall clock, and the final weights are the mean of the last stretch.
"""

import json
import logging
import random
import re
import time
from pathlib import Path
from types import SimpleNamespace

import torch
from stanza.models import ner_tagger
from stanza.models.common.pretrain import Pretrain
from stanza.models.ner.data import DataLoader
from stanza.models.ner.model import NERTagger
from stanza.models.ner.trainer import Trainer
from stanza.models.ner.utils import normalize_empty_tags, process_tags
from torch import nn
from transformers import AutoModel, AutoTokenizer

from graph.evaluate.ner import entity_scores
from scripts.training.annotated_news import load_annotated_news
from scripts.training.entity_data import Noise, Sentence, load_sentences
from scripts.training.lexicon import NameLists

LOG = logging.getLogger(__name__)
ENCODER_NAME = "waqai-encoder"
LAYERS_READ = 3
ENCODER_RATE = 1.5e-4
LAYER_DECAY = 0.93
"""How much slower each layer learns than the one above it."""
HEAD_RATE = 2e-3
BATCH_WORDS = 640
GOLD_FROM = 0.7
"""The share of the budget after which only the first corpus is trained on."""
AVERAGE_FROM = 0.85
LAYER_NUMBER = re.compile(r"encoder\.layer\.(\d+)\.")
ARGUMENTS = (
    "--mode train --shorthand ar_news --hidden_dim 160 --char_hidden_dim 48 --char_emb_dim 32 "
    f"--word_dropout 0.03 --dropout 0.35 --char_dropout 0.1 --bert_hidden_layers {LAYERS_READ} --bert_finetune "
    f"--no_emb_finetune --bert_model {ENCODER_NAME} --scheme bioes --batch_size 64 --device cpu"
)


class MixedEncoder(nn.Module):
    """The encoder computing in bfloat16, which recent processors have matrix units for; its output is float32."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.whole = encoder
        self.config = encoder.config
        self._hf_peft_config_loaded = False

    def forward(
        self, ids: torch.Tensor, attention_mask: torch.Tensor, output_hidden_states: bool = True
    ) -> SimpleNamespace:
        """Hidden states of all layers, in the form that Stanza reads."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.whole(ids, attention_mask=attention_mask, output_hidden_states=True).hidden_states
        return SimpleNamespace(hidden_states=tuple(state.float() for state in states[-LAYERS_READ:]))


class SentenceLoader(DataLoader):
    """Stanza's batches, over Sentences held in memory and sorted into batches of like length."""

    def _load_doc(self, doc: list[Sentence], scheme: str | None) -> list:
        data = [list(zip(sentence.words, sentence.tags, strict=True)) for sentence in doc]
        return normalize_empty_tags(process_tags(data, self.args["scheme"]))

    def chunk_batches(self, data: list) -> list:
        batches: list[list] = [[]]
        for item in sorted(data, key=lambda item: len(item[0])):
            longest = len(item[0]) * (len(batches[-1]) + 1)
            if batches[-1] and longest > (BATCH_WORDS if not self.eval else 2000):
                batches.append([])
            batches[-1].append(item)
        return batches


def evaluate(trainer: Trainer, sentences: list[Sentence]) -> tuple[float, dict[str, float]]:
    """Micro F1 and F1 by type of column 0, every sentence by itself."""
    order = sorted(range(len(sentences)), key=lambda index: len(sentences[index].words))
    loader = SentenceLoader(
        [sentences[index] for index in order], 64, trainer.args, None, trainer.vocab, evaluation=True
    )
    with torch.no_grad():
        predicted = [tags for batch in loader for tags in trainer.predict(batch)]
    gold = [[tag[0] for tag in sentences[index].tags] for index in order]
    scores = entity_scores(gold, [to_iob2(tags) for tags in predicted])
    return scores["micro"].f1, {kind: score.f1 for kind, score in scores.items()}


def to_iob2(tags: list[str]) -> list[str]:
    """IOB2 from Stanza's BIOES."""
    return [("B-" if tag[0] == "S" else "I-") + tag[2:] if tag[0] in "SE" else tag for tag in tags]


def save(trainer: Trainer, encoder: nn.Module, tokenizer, target: Path, state: dict[str, torch.Tensor]) -> None:
    """Write ``state`` as an encoder directory and a checkpoint without the encoder's and the lexicon's weights."""
    current = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
    trainer.model.load_state_dict(state)
    target.mkdir(parents=True, exist_ok=True)
    encoder.save_pretrained(target / "encoder")
    tokenizer.save_pretrained(target / "encoder")
    heads = {name: tensor for name, tensor in state.items() if name.split(".")[0] not in ("bert_model", "word_emb")}
    config = {**trainer.args, "bert_finetune": False}
    torch.save({"model": heads, "vocab": trainer.vocab.state_dict(), "config": config}, target / "ner.pt")
    trainer.model.load_state_dict(current)


def train_entities(
    source: Path, lexicon: Path, names: NameLists, data: Path, target: Path, *, minutes: float, seed: int = 7
) -> None:
    """Train for a wall-clock budget; write ``target/encoder``, ``target/ner.pt`` and ``target/figures.json``.

    Args:
        source: Directory of the encoder to start from.
        lexicon: The file of word vectors.
        names: Name lists, for name substitution.
        data: The data directory.
        target: Directory to write.
        minutes: Wall-clock budget.
        seed: Seed of the noise, the order and the initial weights.
    """
    torch.manual_seed(seed)
    random.seed(seed)
    train, dev, extra = load_sentences(data)
    news = load_annotated_news(data)
    pretrain = Pretrain(str(lexicon))
    trainer, encoder, tokenizer = _new_trainer(source, pretrain, train + extra)
    noise = Noise(names, random.Random(seed))
    clock = Clock(minutes)
    average = Average()
    peaks = [group["lr"] for group in trainer.optimizer.param_groups]
    epoch = 0
    while clock.spent() < 1:
        gold_only = clock.spent() >= GOLD_FROM
        batches = _epoch_batches(trainer, noise, [train] if gold_only else [train, news], extra)
        losses: list[float] = []
        for step, batch in enumerate(batches):
            spent = clock.spent()
            if spent >= 1 or (spent >= GOLD_FROM and not gold_only):
                break
            for group, peak in zip(trainer.optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * max(0.02, min(spent / 0.05 + 0.02, (1 - spent) / 0.95))
            losses.append(trainer.update(batch))
            if step % 20 == 0:
                recent = losses[-20:]
                mean = sum(recent) / len(recent)
                print(f"{spent:.3f} epoch {epoch} step {step}/{len(batches)} loss {mean:.2f}", flush=True)
                if spent > AVERAGE_FROM:
                    average.add(trainer.model.state_dict())
        if clock.spent() < 1:
            score, by_type = evaluate(trainer, dev)
            print(f"{clock.spent():.3f} epoch {epoch}: dev {score:.4f} {by_type}", flush=True)
            save(trainer, encoder, tokenizer, target, trainer.model.state_dict())
        epoch += 1
    state = average.state()
    trainer.model.load_state_dict(state)
    score, by_type = evaluate(trainer, dev)
    print(f"mean of {average.count}: dev {score:.4f} {by_type}", flush=True)
    save(trainer, encoder, tokenizer, target, state)
    (target / "figures.json").write_text(json.dumps({"dev_micro_f1": score, **by_type}, indent=1), encoding="utf-8")


class Clock:
    """The share of a wall-clock budget that is spent."""

    def __init__(self, minutes: float) -> None:
        self.seconds = 60 * minutes
        self.began = time.monotonic()

    def spent(self) -> float:
        """0 at the beginning, 1 or more at the end."""
        return (time.monotonic() - self.began) / self.seconds


class Average:
    """The running mean of a model's weights."""

    def __init__(self) -> None:
        self.count = 0
        self._total: dict[str, torch.Tensor] = {}
        self._kinds: dict[str, torch.dtype] = {}

    def add(self, state: dict[str, torch.Tensor]) -> None:
        """Take one more set of weights into the mean."""
        self.count += 1
        for name, tensor in state.items():
            self._kinds[name] = tensor.dtype
            self._total[name] = tensor.double() + self._total.get(name, 0)

    def state(self) -> dict[str, torch.Tensor]:
        """The mean, in the types that the weights had."""
        return {name: (tensor / self.count).to(self._kinds[name]) for name, tensor in self._total.items()}


def _new_trainer(source: Path, pretrain: Pretrain, sentences: list[Sentence]) -> tuple[Trainer, nn.Module, object]:
    args = ner_tagger.parse_args(ARGUMENTS.split())
    args["word_emb_dim"] = pretrain.emb.shape[1]
    vocab = SentenceLoader(sentences, 64, args, pretrain).vocab
    del vocab._vocabs["delta"]
    tokenizer = AutoTokenizer.from_pretrained(source)
    encoder = AutoModel.from_pretrained(
        source,
        dtype=torch.float32,
        add_pooling_layer=False,
        attn_implementation="eager",
        attention_probs_dropout_prob=0.0,
    )
    trainer = Trainer.__new__(Trainer)
    trainer.args, trainer.vocab = {**args, "predict_tagset": 0}, vocab
    trainer.model = NERTagger(
        args,
        vocab,
        emb_matrix=pretrain.emb.float(),
        bert_model=MixedEncoder(encoder),
        bert_tokenizer=tokenizer,
        force_bert_saved=True,
    )
    trainer.optimizer = _optimizer(trainer.model, encoder.config.num_hidden_layers)
    return trainer, encoder, tokenizer


def _epoch_batches(trainer: Trainer, noise: Noise, corpora: list[list[Sentence]], extra: list[Sentence]) -> list:
    """Every sentence of the corpora once and a share of ``extra``, with fresh noise, in shuffled batches."""
    sentences = [noisy for corpus in corpora for noisy in noise.epoch(corpus, [], 0)] + noise.epoch([], extra, 0.3)
    batches = list(SentenceLoader(sentences, 64, trainer.args, None, trainer.vocab))
    random.shuffle(batches)
    return batches


def _optimizer(model: NERTagger, layers: int) -> torch.optim.Optimizer:
    groups: list[dict[str, object]] = [
        {
            "params": [tensor for name, tensor in model.named_parameters() if _layer(name, layers) == layer],
            "lr": ENCODER_RATE * LAYER_DECAY ** (layers - layer),
            "weight_decay": 0.01,
        }
        for layer in range(layers + 1)
    ]
    heads = [tensor for name, tensor in model.named_parameters() if _layer(name, layers) is None]
    groups.append({"params": [tensor for tensor in heads if tensor.requires_grad], "lr": HEAD_RATE})
    return torch.optim.AdamW(groups, weight_decay=0.0, fused=True)


def _layer(name: str, layers: int) -> int | None:
    """Which layer of the encoder a weight belongs to, 0 for the embeddings; None for what is not the encoder's."""
    if not name.startswith("bert_model."):
        return None
    found = LAYER_NUMBER.search(name)
    return int(found.group(1)) + 1 if found else 0
