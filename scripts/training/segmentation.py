"""The list of known word forms and their words: from the treebank's training part and from forms segmented by reading.

``annotations/segments.txt`` has a line ``FORM<TAB>WORD+WORD`` for frequent forms of the news that begin or end as if
clitics were attached; they are segmented as in the treebank, in the reading that news nearly always give them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ANNOTATED = Path(__file__).parent / "annotations" / "segments.txt"
SURE = 0.8
"""The share of a form's occurrences in the treebank that must be segmented alike for the list to decide."""


def build_segments(treebank: Path, target: Path, annotated: Path = ANNOTATED) -> None:
    """Write the list: the treebank's forms where they are always segmented alike, then the annotated ones.

    Args:
        treebank: The training part as CoNLL-U.
        target: The file to write, sorted by form.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for form, words in treebank_tokens(treebank):
        counts[form]["+".join(words)] += 1
    segments = dict(line.split("\t") for line in annotated.read_text(encoding="utf-8").splitlines())
    for form, found in counts.items():
        words, count = found.most_common(1)[0]
        if count >= SURE * found.total():
            segments[form] = words
        else:
            segments.pop(form, None)
    target.write_text("".join(f"{form}\t{segments[form]}\n" for form in sorted(segments)), encoding="utf-8")


def treebank_tokens(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each surface token of letters in a CoNLL-U file with its words."""
    token, words, last = "", [], 0
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 2:
            last = 0
        elif "-" in cells[0]:
            token, words, last = cells[1], [], int(cells[0].split("-")[1])
        elif int(cells[0]) <= last:
            words.append(cells[1])
            if int(cells[0]) == last:
                yield token, tuple(words)
        elif cells[1].isalpha():
            yield cells[1], (cells[1],)
