"""Make a development set for the reader: articles of a news corpus in the page styles of many outlets, with the gold.

The texts come from a corpus that stays where it is (JSON lines with title, text and date, .xz); the set is written
outside of the repository. Styles are in tests/data/reading/styles: "looked" ones may be looked into when the reader
errs, "unseen" ones are for scoring only.

    python scripts/make_reading_set.py --corpus news.jsonl.xz --styles looked --out /tmp/reading-looked
    waqai evaluate reading /tmp/reading-looked/gold.jsonl
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io
import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reading_dates import DATE_STYLES

STYLES = Path(__file__).resolve().parent.parent / "tests" / "data" / "reading" / "styles"
OWN_FURNITURE = re.compile(r"\A\W*انتهى\W*\Z|\d ت م\Z| م واس\Z|\A\W*\Z|شارك من خلال|\.\.\.المزيد\Z|\A\* خدمة")
OWN_DATE = re.compile(r"(?:19|20)\d\d")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "cp1256", "iso8859-6")
NO_ARTICLE = {
    "menu": "الرئيسية\nسياسة\nاقتصاد\nرياضة\nمنوعات\nمن نحن\nاتصل بنا\nجميع الحقوق محفوظة 2024\n",
    "missing": "الرئيسية\nاتصل بنا\n404\nعذراً، الصفحة التي تبحث عنها غير موجودة، ربما حذفت أو تغير عنوانها.\n"
    "العودة للرئيسية\n",
    "terms": "شروط الاستخدام\nباستخدامك لهذا الموقع فإنك توافق على الشروط والأحكام الآتية وعلى سياسة الخصوصية \n"
    "يحتفظ الموقع بحق تعديل هذه الشروط في أي وقت دون إشعار مسبق، ويعد استمرارك في التصفح قبولا لها.\n"
    "لا نشارك بياناتك الشخصية مع أي طرف ثالث إلا بموافقتك، ونستخدم ملفات تعريف الارتباط لتحسين الخدمة.\n"
    "جميع حقوق الملكية الفكرية للمواد المنشورة محفوظة لأصحابها.\n",
}


@dataclass
class Story:
    """An article of the corpus: its headline, its paragraphs and its day."""

    title: str
    paragraphs: list[str]
    date: datetime.date


@dataclass
class Made:
    """A page being written, and what in it is whose."""

    text: str = ""
    kept: list[tuple[int, int]] = field(default_factory=list)

    def junk(self, line: str) -> None:
        self.text += line + "\n"

    def keep(self, line: str, after: str = "") -> None:
        self.kept.append((len(self.text), len(self.text) + len(line)))
        self.junk(line + after)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, nargs="+")
    parser.add_argument("--styles", choices=("looked", "unseen"), required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--each", type=int, default=2, help="pages of each style")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    maker = Maker(options.corpus, options.styles, random.Random(options.seed))
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for name, data, entry in maker.files(options.each):
            (options.out / name).write_bytes(data)
            gold.write(json.dumps({"file": name, **entry}, ensure_ascii=False) + "\n")


class Maker:
    """Draws stories and writes them into pages."""

    def __init__(self, corpora: list[Path], styles: str, chance: random.Random) -> None:
        self.chance = chance
        self.kind = styles
        self.styles = dict(read_styles(STYLES / f"{styles}.txt"))
        self.stories = [story for corpus in corpora for story in read_stories(corpus)]
        chance.shuffle(self.stories)
        self.next = 0

    def story(self) -> Story:
        self.next += 1
        return self.stories[self.next % len(self.stories)]

    def files(self, each: int) -> Iterator[tuple[str, bytes, dict[str, object]]]:
        for name, (dated, lines) in self.styles.items():
            for number in range(each):
                made, story = Made(), self.story()
                self.page(made, lines, story)
                yield f"{name}-{number}.txt", made.text.encode(), self.gold([(made, story, dated)], made.text)
        for number in range(12 * each):
            text, parts = self.joined(number)
            yield f"joined-{number}.txt", text.encode(), self.gold(parts, text)
        for number in range(6 * each):
            yield self.encoded(number)
        for number, form in enumerate(sorted(STYLES.glob(f"{self.kind}-*.html")) * (3 * each)):
            yield self.markup(form, number)
        yield from self.records(each)
        for name, text in NO_ARTICLE.items():
            yield f"none-{name}.txt", text.encode(), {"articles": []}
        for number in range(2 * each):
            yield f"none-front-{number}.txt", self.front(number).encode(), {"articles": []}

    def gold(self, parts: list[tuple[Made, Story, bool]], text: str, **more: object) -> dict[str, object]:
        articles = []
        for made, story, dated in parts:
            articles.append(
                {
                    "begin": made.kept[0][0],
                    "end": made.kept[-1][1],
                    "kept": made.kept,
                    "text": "\n".join(text[begin:end] for begin, end in made.kept),
                    "date": story.date.isoformat() if dated else None,
                }
            )
        return {"articles": articles, **more}

    def page(self, made: Made, lines: list[str], story: Story) -> None:
        """Write one style's lines around a story."""
        left = list(story.paragraphs)
        pending = iter(lines)
        for line in pending:
            if line.startswith("<lead "):
                prefix = line[6:]
                if prefix.endswith(">"):
                    made.keep(self.filled(prefix[:-1], story) + left[0])
                else:
                    made.junk(self.filled(prefix, story))
                    made.keep(left[0])
                    rest = next(pending).lstrip(">")
                    for paragraph in left[1:]:
                        made.keep(paragraph)
                    left = []
                    if rest:
                        made.junk(rest)
                    continue
                left = left[1:]
                for paragraph in left:
                    made.keep(paragraph)
                left = []
            elif "<title>" in line:
                before, after = (self.filled(part, story) for part in line.split("<title>"))
                made.kept = [span for span in made.kept if made.text[span[0] : span[1]] != story.title]
                made.text += before
                made.keep(story.title, after)
            elif line in ("<body>", "<rest>", "<other half>"):
                for paragraph in left:
                    made.keep(paragraph)
                left = []
            elif line in ("<first>", "<half>"):
                count = 1 if line == "<first>" else (len(left) + 1) // 2
                for paragraph in left[:count]:
                    made.keep(paragraph)
                left = left[count:]
            else:
                made.junk(self.filled(line, story))

    def filled(self, line: str, story: Story) -> str:
        def value(match: re.Match[str]) -> str:
            what, _, style = match[1].partition(":")
            if what == "d":
                return DATE_STYLES[style](story.date)
            if what == "o":
                return DATE_STYLES[style](story.date + datetime.timedelta(days=self.chance.randint(1, 900)))
            if what == "h":
                return self.stories[self.chance.randrange(len(self.stories))].title
            if what == "b":
                other = self.stories[self.chance.randrange(len(self.stories))]
                return " ".join(other.paragraphs[0].split()[:22]) + " ..."
            if what == "p":
                return sentence_of(story)
            return str(self.chance.randint(20, 4000))

        return re.sub(r"\{(\w(?::\w+)?)\}", value, line)

    def joined(self, number: int) -> tuple[str, list[tuple[Made, Story, bool]]]:
        """Two or three stories in one file, joined as aggregators, feeds and plain concatenation do."""
        names = [name for name, (dated, _) in self.styles.items() if dated]
        made, parts = Made(), []
        how = number % 4
        for place in range(2 + number % 2):
            story = self.story()
            name = self.chance.choice(names)
            piece = Made(text=made.text)
            if how == 0 and place:
                piece.junk("إقرأ أيضاً:")
                piece.keep(story.title)
                for paragraph in story.paragraphs:
                    piece.keep(paragraph)
                dated = False
            elif how == 1:
                piece.keep(story.title)
                piece.junk(f"تاريخ النشر: {DATE_STYLES['gmt'](story.date)}")
                for paragraph in story.paragraphs:
                    piece.keep(paragraph)
                piece.junk("المصدر: وكالات")
                dated = True
            elif how == 2:
                if place:
                    piece.junk("=" * 30)
                piece.keep(story.title)
                piece.junk(DATE_STYLES["egypt"](story.date))
                for paragraph in story.paragraphs:
                    piece.keep(paragraph)
                dated = True
            else:
                self.page(piece, self.styles[name][1], story)
                dated = True
            if how == 0 and not place:
                piece = Made(text=made.text)
                piece.keep(story.title)
                piece.junk(f"تاريخ النشر: {DATE_STYLES['gmt'](story.date)}")
                for paragraph in story.paragraphs:
                    piece.keep(paragraph)
                piece.junk("المصدر: وكالة")
                piece.junk("كلمات دلالية: " + " ".join(story.title.split()[:6]))
                dated = True
            made.text = piece.text
            parts.append((piece, story, dated))
        return made.text, parts

    def encoded(self, number: int) -> tuple[str, bytes, dict[str, object]]:
        encoding = ENCODINGS[number % len(ENCODINGS)]
        names = sorted(self.styles)
        dated, lines = self.styles[names[number % len(names)]]
        made, story = Made(), self.story()
        if encoding in ("cp1256", "iso8859-6"):
            fit = lambda text: text.encode(encoding, "ignore").decode(encoding)  # noqa: E731
            story = Story(fit(story.title), [fit(paragraph) for paragraph in story.paragraphs], story.date)
            lines = [fit(line) for line in lines]
        self.page(made, lines, story)
        data = made.text.encode(encoding, "replace")
        text = data.decode(encoding)
        return f"encoded-{number}.txt", data, self.gold([(made, story, dated)], text, encoding=encoding)

    def markup(self, form: Path, number: int) -> tuple[str, bytes, dict[str, object]]:
        story = self.story()
        html = form.read_text(encoding="utf-8").replace("<title><title>", f"<title>{story.title}")
        html = html.replace("<TITLE>صحيفة الصباح الباكر :: <title>", f"<TITLE>صحيفة الصباح الباكر :: {story.title}")
        html = re.sub(r"(?<=[>\"])<title>(?=[<\"])", story.title, html)
        html = html.replace("<p-body>", "".join(f"<p>{paragraph}</p>\n" for paragraph in story.paragraphs))
        html = html.replace("<br-body>", "<br><br>".join(story.paragraphs))
        text = "\n".join([story.title, *story.paragraphs])
        entry = {"articles": [{"text": text, "date": story.date.isoformat()}]}
        return f"page-{number}.html", self.filled(html, story).encode(), entry

    def records(self, each: int) -> Iterator[tuple[str, bytes, dict[str, object]]]:
        keys = (
            ("title", "text", "date"),
            ("headline", "articleBody", "datePublished"),
            ("title", "content", "published_at"),
        )
        for number in range(each):
            stories = [self.story() for _ in range(5)]
            names = keys[number % len(keys)]
            rows = [
                dict(zip(names, (story.title, "\n".join(story.paragraphs), story.date.isoformat()), strict=True))
                | {"crawled_at": "2025-02-03T04:05:06Z"}
                for story in stories
            ]
            gold = {
                "articles": [
                    {"text": "\n".join([story.title, *story.paragraphs]), "date": story.date.isoformat()}
                    for story in stories
                ]
            }
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            yield f"records-{number}.jsonl", lines.encode(), gold
            table = io.StringIO()
            writer = csv.DictWriter(table, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
            yield f"table-{number}.csv", table.getvalue().encode(), gold

    def front(self, number: int) -> str:
        """A section page: headlines with a sentence each, no article."""
        lines = ["الرئيسية", "سياسة", "عربي ودولي"]
        for _ in range(8):
            story = self.story()
            lines.append(story.title)
            if number % 2:
                lines.append(DATE_STYLES["egypt"](story.date))
            lines.append(" ".join(story.paragraphs[0].split()[:24]) + "...")
            lines.append("اقرأ المزيد")
        return "\n".join([*lines, "الصفحة التالية", "جميع الحقوق محفوظة 2024"]) + "\n"


def read_styles(path: Path) -> Iterator[tuple[str, tuple[bool, list[str]]]]:
    """Style name -> whether its page is dated, and its lines."""
    name, dated, lines = "", False, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            if name:
                yield name, (dated, lines)
            name, _, date = line[4:].partition(" date=")
            dated, lines = date == "d", []
        elif name:
            lines.append(line)
    yield name, (dated, lines)


def read_stories(path: Path) -> Iterator[Story]:
    """Stories of a few hundred words with a headline of its own."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            text = str(record["text"])
            paragraphs = [tidy(paragraph) for paragraph in text.splitlines()]
            paragraphs = [paragraph for paragraph in paragraphs if paragraph and not OWN_FURNITURE.search(paragraph)]
            title = tidy(str(record["title"]))
            words = sum(len(paragraph.split()) for paragraph in paragraphs)
            repeated = title in paragraphs or len(set(paragraphs)) < len(paragraphs)
            if 45 <= words <= 900 and len(title.split()) >= 4 and not repeated and not OWN_DATE.search(text[:400]):
                date = datetime.date.fromisoformat(record.get("date") or record["date_extracted"])
                yield Story(title, paragraphs, date)


def tidy(text: str) -> str:
    """One line without direction marks."""
    return " ".join(INVISIBLE.sub("", text).split())


def sentence_of(story: Story) -> str:
    """A sentence from the second half of the story, as a page repeats it."""
    for paragraph in reversed(story.paragraphs):
        for sentence in re.split(r"(?<=\.)\s", paragraph):
            if 6 <= len(sentence.split()) <= 30 and not sentence.startswith("و"):
                return sentence.rstrip(".")
    return " ".join(story.paragraphs[0].split()[:12])


if __name__ == "__main__":
    main()
