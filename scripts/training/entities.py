"""Fine-tune the upper layers of the encoder together with Stanza's entity tagger (character LSTM, LSTM, CRFs).

The embeddings and the lowest layers stay as they are: the tagger of word classes and the parser read those, so one
encoder serves all. The learning rate follows the wall clock, and the final weights are the mean of the last stretch.
"""

import json
import logging
import random
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
from scripts.training.entity_data import Noise, Sentence, load_sentences
from scripts.training.lexicon import NameLists

LOG = logging.getLogger(__name__)
ENCODER_NAME = "waqai-encoder"
FROZEN_LAYERS = 8
ENCODER_RATE = 1.6e-4
HEAD_RATE = 2e-3
BATCH_WORDS = 360
AVERAGE_FROM = 0.72
VARIANTS = 1
"""How many noisy copies of the corpus take turns; the frozen layers run once for each."""
ARGUMENTS = (
    "--mode train --shorthand ar_news --hidden_dim 160 --char_hidden_dim 48 --char_emb_dim 32 "
    "--word_dropout 0.03 --dropout 0.35 --char_dropout 0.1 --bert_hidden_layers 3 --bert_finetune --no_emb_finetune "
    f"--bert_model {ENCODER_NAME} --scheme bioes --batch_size 64 --device cpu"
)


class UpperEncoder(nn.Module):
    """The encoder to train, with the output of its frozen lower layers remembered for every sentence seen."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.whole = encoder
        self.config = encoder.config
        self._hf_peft_config_loaded = False
        self._lower: dict[tuple[int, ...], torch.Tensor] = {}

    def _lower_states(self, rows: list[tuple[int, ...]], ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        missing = [index for index, row in enumerate(rows) if row not in self._lower]
        if missing:
            was_training = self.whole.training
            self.whole.eval()
            layers = self.whole.encoder.layer
            self.whole.encoder.layer = layers[:FROZEN_LAYERS]
            with torch.no_grad():
                states = self.whole(input_ids=ids[missing], attention_mask=mask[missing]).last_hidden_state
            self.whole.encoder.layer = layers
            self.whole.train(was_training)
            for index, state in zip(missing, states, strict=True):
                self._lower[rows[index]] = state[: len(rows[index])].half()
        padded = nn.utils.rnn.pad_sequence([self._lower[row].float() for row in rows], batch_first=True)
        return nn.functional.pad(padded, (0, 0, 0, ids.shape[1] - padded.shape[1]))

    def forward(
        self, ids: torch.Tensor, attention_mask: torch.Tensor, output_hidden_states: bool = True
    ) -> SimpleNamespace:
        """Hidden states from the last frozen layer up, in the form that Stanza reads."""
        lengths = attention_mask.sum(1).tolist()
        rows = [tuple(row[:length]) for row, length in zip(ids.tolist(), lengths, strict=True)]
        states = [self._lower_states(rows, ids, attention_mask)]
        masked = (1.0 - attention_mask[:, None, None, :].float()) * -1e9
        for layer in self.whole.encoder.layer[FROZEN_LAYERS:]:
            state = layer(states[-1], masked)
            states.append(state[0] if isinstance(state, tuple) else state)
        return SimpleNamespace(hidden_states=tuple(states))


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
        source: Directory of the pretrained encoder.
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
    pretrain = Pretrain(str(lexicon))
    args = ner_tagger.parse_args(ARGUMENTS.split())
    args["word_emb_dim"] = pretrain.emb.shape[1]
    vocab = SentenceLoader(train + extra, 64, args, pretrain).vocab
    del vocab._vocabs["delta"]
    tokenizer = AutoTokenizer.from_pretrained(source)
    encoder = AutoModel.from_pretrained(source, dtype=torch.float32, add_pooling_layer=False)
    for module in (encoder.embeddings, *encoder.encoder.layer[:FROZEN_LAYERS]):
        module.requires_grad_(False)
    trainer = Trainer.__new__(Trainer)
    trainer.args, trainer.vocab = {**args, "predict_tagset": 0}, vocab
    trainer.model = NERTagger(
        args,
        vocab,
        emb_matrix=pretrain.emb.float(),
        bert_model=UpperEncoder(encoder),
        bert_tokenizer=tokenizer,
        force_bert_saved=True,
    )
    trainer.optimizer = _optimizer(trainer.model)
    peaks = [group["lr"] for group in trainer.optimizer.param_groups]
    noise = Noise(names, random.Random(seed))
    began, averaged, total, epoch, saved = time.monotonic(), 0, {}, 0, 0.0
    variants: list[list[Sentence]] = []
    while True:
        if epoch < VARIANTS:
            variants.append(noise.epoch(train, extra, 0.3))
        loader = SentenceLoader(variants[epoch % VARIANTS], 64, args, None, vocab)
        batches = list(loader)
        random.shuffle(batches)
        losses = []
        for step, batch in enumerate(batches):
            spent = (time.monotonic() - began) / (60 * minutes)
            if spent >= 1:
                break
            for group, peak in zip(trainer.optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * max(0.02, min(spent / 0.05 + 0.02, (1 - spent) / 0.95))
            losses.append(trainer.update(batch))
            if step % 20 == 0:
                recent = losses[-20:]
                mean = sum(recent) / len(recent)
                print(f"{spent:.3f} epoch {epoch} step {step}/{len(batches)} loss {mean:.2f}", flush=True)
            if spent > AVERAGE_FROM and step % 20 == 0:
                averaged += 1
                for name, tensor in trainer.model.state_dict().items():
                    total[name] = tensor.double() + total.get(name, 0)
        state = trainer.model.state_dict()
        if averaged:
            state = {name: (tensor / averaged).to(state[name].dtype) for name, tensor in total.items()}
        score, by_type = evaluate(trainer, dev)
        print(f"epoch {epoch} after {(time.monotonic() - began) / 60:.1f} min: dev {score:.4f} {by_type}", flush=True)
        if spent >= 1 or score > saved:
            save(trainer, encoder, tokenizer, target, state)
            saved = score
        epoch += 1
        if spent >= 1:
            break
    trainer.model.load_state_dict(state)
    score, by_type = evaluate(trainer, dev)
    print(f"mean of {averaged}: dev {score:.4f} {by_type}", flush=True)
    (target / "figures.json").write_text(json.dumps({"dev_micro_f1": score, **by_type}, indent=1), encoding="utf-8")


def _optimizer(model: NERTagger) -> torch.optim.Optimizer:
    encoder = [
        tensor for name, tensor in model.named_parameters() if name.startswith("bert_model.") and tensor.requires_grad
    ]
    heads = [
        tensor
        for name, tensor in model.named_parameters()
        if not name.startswith("bert_model.") and tensor.requires_grad
    ]
    groups = [{"params": encoder, "lr": ENCODER_RATE, "weight_decay": 0.01}, {"params": heads, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.0)
