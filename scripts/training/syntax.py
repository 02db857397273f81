"""Train Stanza's tagger and parser on the treebank.

The tagger reads word vectors and characters; the parser also the lowest layers of the shared encoder, which entity
training leaves as they are. Their output for a sentence never changes, so it is computed once and kept.
"""

import random
from pathlib import Path

import torch
from stanza.models import parser, tagger
from stanza.models.common import utils
from stanza.models.common.bert_embedding import extract_bert_embeddings
from stanza.models.depparse import model as parser_model
from transformers import AutoModel, AutoTokenizer

LOWER_LAYERS = 5


def lower_encoder(source: Path, target: Path) -> None:
    """Write the embeddings and the lowest layers of an encoder as an encoder of their own."""
    encoder = AutoModel.from_pretrained(source, dtype=torch.float32, add_pooling_layer=False)
    encoder.encoder.layer = encoder.encoder.layer[:LOWER_LAYERS]
    encoder.config.num_hidden_layers = LOWER_LAYERS
    encoder.save_pretrained(target)
    AutoTokenizer.from_pretrained(source).save_pretrained(target)


def float_lexicon(lexicon: Path, target: Path) -> None:
    """The lexicon in the float32 that Stanza's tagger and parser compute in."""
    table = torch.load(lexicon, weights_only=True)
    torch.save({"vocab": table["vocab"], "emb": table["emb"].float()}, target)


def train_tagger(work: Path, lexicon: Path, *, steps: int) -> None:
    """Stanza's part-of-speech and feature tagger."""
    tagger.main(
        f"--mode train --lang ar --shorthand ar_news --save_dir {work} --save_name pos.pt "
        f"--wordvec_pretrain_file {lexicon} "
        f"--train_file {work}/train.conllu --eval_file {work}/dev.conllu --output_file {work}/dev.pos.conllu "
        "--char_hidden_dim 100 --char_emb_dim 50 --hidden_dim 160 --num_layers 2 --transformed_dim 75 --tag_emb_dim 30 "
        "--deep_biaff_hidden_dim 160 --composite_deep_biaff_hidden_dim 60 --eval_interval 100 --batch_size 32 "
        f"--max_steps {steps} --max_steps_before_stop 3000 --device cpu".split()
    )


def train_parser(work: Path, lexicon: Path, encoder: Path, *, steps: int, train: str = "train.conllu") -> None:
    """Stanza's biaffine parser; it takes no tags, so that a wrong one cannot mislead it."""
    args = parser.parse_args(
        f"--mode train --lang ar --shorthand ar_news --save_dir {work} --save_name depparse.pt --tag_emb_dim 0 "
        f"--wordvec_pretrain_file {lexicon} --bert_model {encoder} --train_file {work}/{train} "
        f"--eval_file {work}/dev.conllu --output_file {work}/dev.parsed.conllu --augment_nopunct 0 "
        "--char_hidden_dim 60 --char_emb_dim 32 --hidden_dim 200 --num_layers 2 --transformed_dim 75 "
        "--deep_biaff_hidden_dim 160 --optim adam --lr 0.002 --no_second_optim --batch_size 900 "
        f"--max_steps {steps} --eval_interval 100 --max_steps_before_stop 3000 --device cpu".split()
    )
    args["bert_hidden_layers"] = None
    kept: dict[tuple[str, ...], torch.Tensor] = {}

    def remembered(name, tokenizer, model, data, device, keep_endpoints, **options):
        missing = [words for words in data if tuple(words) not in kept]
        if missing:
            fresh = extract_bert_embeddings(name, tokenizer, model, missing, device, keep_endpoints, **options)
            kept.update((tuple(words), vectors) for words, vectors in zip(missing, fresh, strict=True))
        return [kept[tuple(words)] for words in data]

    parser_model.extract_bert_embeddings = remembered
    utils.set_random_seed(args["seed"])
    random.seed(args["seed"])
    try:
        parser.train(args)
    finally:
        parser_model.extract_bert_embeddings = extract_bert_embeddings
