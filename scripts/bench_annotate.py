"""How fast the bundled pipeline annotates, against Stanza's default architecture for Arabic, in one run.

    python scripts/bench_annotate.py TEXT_FILE [--words 3000]

The default architecture is built with random weights: tags, dependencies and entities each on forward and backward
character language models of 1,024 units, as Stanza's default Arabic package has them. Only those models are run, not
the layers on top of them, so the ratio is the least that holds. Both read the same tokens.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

import torch
from stanza.models.common.char_model import CharacterLanguageModel
from stanza.models.common.vocab import CharVocab

from graph.annotate import annotate, load_language

CHARACTER_UNITS = 1024
CHARACTER_WIDTH = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path, help="a text file of Arabic news")
    parser.add_argument("--words", type=int, default=3000, help="how many of its words to annotate")
    options = parser.parse_args()
    lines, count = [], 0
    for line in options.text.read_text(encoding="utf-8").splitlines():
        lines.append(line)
        count += len(line.split())
        if count >= options.words:
            break
    if not count:
        parser.error(f"{options.text} holds no words")
    text = "\n".join(lines)
    nlp = load_language()
    annotate(text[:500], nlp)
    began = time.perf_counter()
    doc = annotate(text, nlp)
    ours = time.perf_counter() - began
    tokens = sum(not token.is_space for token in doc)
    print(f"bundled: {tokens} words in {ours:.1f} s, {tokens / ours:.0f} a second")
    print(f"resident at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    sentences = [[token.text for token in sent if not token.is_space] for sent in doc.sents]
    began = time.perf_counter()
    character_models(sentences)
    theirs = time.perf_counter() - began
    print(f"character language models of Stanza's default alone: {theirs:.1f} s, {tokens / theirs:.0f} a second")
    print(f"at least {theirs / ours:.1f} times as fast")


def character_models(sentences: list[list[str]]) -> None:
    """Run what the default architecture spends its time on: both character models, once for each processor."""
    vocabulary = CharVocab(["".join(word for sentence in sentences for word in sentence) + " \n"], lang="ar")
    args = {
        "char_emb_dim": CHARACTER_WIDTH,
        "char_hidden_dim": CHARACTER_UNITS,
        "char_num_layers": 1,
        "char_dropout": 0.0,
        "char_unit_dropout": 0.0,
        "char_rec_dropout": 0.0,
    }
    models = [CharacterLanguageModel(args, {"char": vocabulary}, is_forward_lm=forward) for forward in (True, False)]
    for model in models:
        model.eval()
    with torch.no_grad():
        for _ in ("tags", "dependencies", "entities"):
            for start in range(0, len(sentences), 32):
                for model in models:
                    model.build_char_representation(sentences[start : start + 32])


if __name__ == "__main__":
    main()
