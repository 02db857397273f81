"""Train Stanza's tagger and parser on the treebank, over the states of the encoder that entity training has left.

The encoder stays as it is, so its states for a sentence never change: they are computed once and kept.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from stanza.models import parser, tagger
from stanza.models.common import utils
from stanza.models.depparse import trainer as parser_trainer
from stanza.models.pos import trainer as tagger_trainer
from transformers import AutoModel, AutoTokenizer

from graph.annotate.encoder import SharedEncoder
from graph.annotate.models import ENCODER

LAYERS_READ = 9
"""Upper layers whose mean, with learned weights, the tagger and the parser read."""


def float_lexicon(lexicon: Path, target: Path) -> None:
    """The lexicon in the float32 that Stanza's tagger and parser compute in."""
    table = torch.load(lexicon, weights_only=True)
    torch.save({"vocab": table["vocab"], "emb": table["emb"].float()}, target)


@contextmanager
def frozen_encoder(directory: Path) -> Iterator[None]:
    """Let Stanza's trainers find the encoder under its bundled name, computing each sentence once."""
    encoder = AutoModel.from_pretrained(directory, dtype=torch.float32, add_pooling_layer=False).eval()
    shared = SharedEncoder(encoder, rows_kept=1_000_000)
    tokenizer = AutoTokenizer.from_pretrained(directory)
    saved = {module: module.load_bert for module in (tagger_trainer, parser_trainer)}
    for module in saved:
        module.load_bert = lambda *_, **__: (shared, tokenizer)
    try:
        yield
    finally:
        for module, loader in saved.items():
            module.load_bert = loader


def train_tagger(work: Path, lexicon: Path, encoder: Path, *, steps: int) -> None:
    """Stanza's part-of-speech and feature tagger."""
    arguments = (
        f"--mode train --lang ar --shorthand ar_news --save_dir {work} --save_name pos.pt "
        f"--wordvec_pretrain_file {lexicon} --bert_model {ENCODER} --bert_hidden_layers {LAYERS_READ} "
        f"--train_file {work}/train.conllu --eval_file {work}/dev.conllu "
        f"--output_file {work}/dev.pos.conllu --char_hidden_dim 64 --char_emb_dim 32 --hidden_dim 160 --num_layers 1 "
        "--transformed_dim 75 --tag_emb_dim 30 --deep_biaff_hidden_dim 160 --composite_deep_biaff_hidden_dim 60 "
        f"--eval_interval 100 --batch_size 32 --max_steps {steps} --max_steps_before_stop 3000 --device cpu"
    )
    with frozen_encoder(encoder):
        tagger.main(arguments.split())


def train_parser(work: Path, lexicon: Path, encoder: Path, *, steps: int, train_size: int | None = None) -> None:
    """Stanza's biaffine parser; it takes no tags, so that a wrong one cannot mislead it.

    Args: train_size: train on that many sentences alone, for the learning curve.
    """
    args = parser.parse_args(
        f"--mode train --lang ar --shorthand ar_news --save_dir {work} --save_name depparse.pt --tag_emb_dim 0 "
        f"--wordvec_pretrain_file {lexicon} --bert_model {ENCODER} --bert_hidden_layers {LAYERS_READ} "
        f"--train_file {work}/train.conllu --eval_file {work}/dev.conllu --output_file {work}/dev.parsed.conllu "
        "--augment_nopunct 0 --char_hidden_dim 60 --char_emb_dim 32 --hidden_dim 200 --num_layers 2 "
        "--transformed_dim 75 --deep_biaff_hidden_dim 160 --optim adam --lr 0.002 --no_second_optim --batch_size 900 "
        f"--max_steps {steps} --eval_interval 100 --max_steps_before_stop 3000 --device cpu".split()
    )
    args["train_size"] = train_size
    utils.set_random_seed(args["seed"])
    random.seed(args["seed"])
    with frozen_encoder(encoder):
        parser.train(args)
