"""Prepare the Universal Dependencies files for Stanza's own trainers, and run those for tokens, words and lemmas."""

import re
from collections.abc import Iterator
from pathlib import Path

from stanza.models import lemmatizer, mwt_expander, tokenizer
from stanza.utils.conll import CoNLL
from stanza.utils.datasets import prepare_tokenizer_data

TRAIN = ("aligned_surface_train.conllu", "aligned_surface_test.conllu")
"""Both are trained on; every figure comes from the dev file, which no stage sees except to stop early."""
DEV = "aligned_surface_dev.conllu"
MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
SENTENCE_DOCUMENT = re.compile(r"# sent_id = (\S+)#\d+")


def without_marks(lemma: str) -> str:
    """A lemma as news would spell it: no vowel marks, alef wasla as plain alef."""
    return MARKS.sub("", lemma).replace("ٱ", "ا") or lemma


def blocks(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The document name and lines of each sentence of a CoNLL-U file."""
    for part in path.read_text(encoding="utf-8").strip().split("\n\n"):
        match = SENTENCE_DOCUMENT.search(part)
        yield (match.group(1) if match else ""), part.split("\n")


def unvocalised(lines: list[str]) -> list[str]:
    """The lines with the marks taken off the lemmas."""
    rows = [line.split("\t") for line in lines]
    return ["\t".join([*row[:2], without_marks(row[2]), *row[3:]]) if len(row) > 3 else row[0] for row in rows]


def prepare(data: Path, work: Path) -> None:
    """Write train and dev as CoNLL-U with unvocalised lemmas, raw text (one paragraph a document) and token labels."""
    work.mkdir(parents=True, exist_ok=True)
    for name, files in (("train", TRAIN), ("dev", (DEV,))):
        parts, paragraphs, last = [], [], None
        for file in files:
            for document, lines in blocks(data / "ud" / file):
                parts.append("\n".join(unvocalised(lines)))
                text = next(line[9:] for line in lines if line.startswith("# text = "))
                if document == last:
                    paragraphs[-1] += " " + text
                else:
                    paragraphs.append(text)
                last = document
        (work / f"{name}.conllu").write_text("\n\n".join(parts) + "\n\n", encoding="utf-8")
        (work / f"{name}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
        arguments = [f"{work}/{name}.txt", f"{work}/{name}.conllu", "-o", f"{work}/{name}.toklabels"]
        prepare_tokenizer_data.main([*arguments, "-m", f"{work}/{name}-mwt.json"])
        document = CoNLL.conll2doc(f"{work}/{name}.conllu")
        CoNLL.write_doc2conll(document, f"{work}/{name}.mwt.conllu")


def train_tokenizer(work: Path, *, steps: int) -> None:
    """Stanza's tokenizer, which also marks multi-word tokens."""
    tokenizer.main(
        f"--mode train --lang ar --shorthand ar_news --save_dir {work} --save_name tokenize.pt "
        f"--txt_file {work}/train.txt --label_file {work}/train.toklabels --mwt_json_file {work}/train-mwt.json "
        f"--dev_txt_file {work}/dev.txt --dev_label_file {work}/dev.toklabels --dev_conll_gold {work}/dev.conllu "
        f"--conll_file {work}/dev.tokenized.conllu --steps {steps} --eval_steps 200 --max_seqlen 300 "
        "--device cpu".split()
    )


def train_expander(work: Path, *, epochs: int) -> None:
    """Stanza's multi-word token expander, over a dictionary of the training data."""
    mwt_expander.main(
        f"--mode train --lang ar --shorthand ar_news --save_dir {work} --save_name mwt.pt --num_epoch {epochs} "
        f"--train_file {work}/train.mwt.conllu --eval_file {work}/dev.mwt.conllu --gold_file {work}/dev.conllu "
        f"--output_file {work}/dev.expanded.conllu --device cpu".split()
    )


def train_lemmatizer(work: Path, *, epochs: int) -> None:
    """Stanza's lemmatizer (edit classes, dictionary and characters), on lemmas without vowel marks."""
    lemmatizer.main(
        f"--mode train --shorthand ar_news --save_dir {work} --save_name lemma.pt --num_epoch {epochs} "
        f"--train_file {work}/train.conllu --eval_file {work}/dev.conllu --output_file {work}/dev.lemmas.conllu "
        "--device cpu".split()
    )
