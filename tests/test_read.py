"""The reader on whole files: articles, offsets, dates, outlets, duplicates, bad input."""

from __future__ import annotations

import datetime
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.model import Article, DateBasis, RunReport
from graph.read import ReadConfig, read_json, read_paths
from tests.reading_pages import FLOOD, FLOOD_TEXT, HARVEST, VISIT, VISIT_TEXT, page

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
DATED = page(VISIT, "تاريخ النشر: 8th, August 2023 GMT", *VISIT_TEXT)


def read(path: Path, config: ReadConfig | None = None) -> tuple[list[Article], RunReport]:
    report = RunReport()
    return list(read_paths([path], report, config or ReadConfig())), report


def read_text(tmp_path: Path, text: str, name: str = "a.txt") -> list[Article]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    articles, _ = read(path)
    for article in articles:
        assert_exact(article, text)
    return articles


def assert_exact(article: Article, text: str) -> None:
    assert "\n".join(text[span.start : span.end] for span in article.kept) == article.text
    assert all(left.end < right.start + 1 for left, right in zip(article.kept, article.kept[1:], strict=False))
    assert all(len(span) for span in article.kept)


def assert_whole(articles: list[Article], text: str) -> None:
    """Every character that is no space lies in one range of one article."""
    times = [0] * len(text)
    for article in articles:
        for span in [*article.kept, *(cut.span for cut in article.cut)]:
            for place in range(span.start, span.end):
                times[place] += 1
    assert all(count == 1 or char.isspace() for count, char in zip(times, text, strict=True))


def test_keeps_headline_and_text_and_cuts_the_rest(tmp_path: Path) -> None:
    text = page(
        "الرئيسية",
        "سياسة | اقتصاد | رياضة",
        VISIT,
        "الثلاثاء 8 آب 2023",
        "شارك المقال",
        *VISIT_TEXT,
        "كلمات دلالية: الطريق الساحلي البلديات",
        "مقالات ذات صلة",
        HARVEST,
        "جميع الحقوق محفوظة © وكالة السهل",
    )
    [article] = read_text(tmp_path, text)
    assert article.text == "\n".join([VISIT, *VISIT_TEXT])
    assert (article.title, article.date, article.date_basis) == (VISIT, datetime.date(2023, 8, 8), DateBasis.STATED)
    assert article.outlet == "وكالة السهل"
    assert [cut.reason for cut in article.cut][:3] == ["navigation", "section", "date"]
    assert_whole([article], text)


def test_a_link_in_the_text_does_not_end_the_article(tmp_path: Path) -> None:
    text = page(VISIT, VISIT_TEXT[0], f"اقرأ أيضا: {HARVEST}", VISIT_TEXT[1], "شاهد أيضا", HARVEST, VISIT_TEXT[2])
    [article] = read_text(tmp_path, text)
    assert article.text == "\n".join([VISIT, *VISIT_TEXT])


def test_an_article_after_the_tags_is_its_own_and_undated(tmp_path: Path) -> None:
    text = DATED + page("المصدر: الساحل نيوز", "كلمات دلالية: طريق", "إقرأ أيضاً:", FLOOD, *FLOOD_TEXT)
    first, second = read_text(tmp_path, text)
    assert (first.title, first.date, first.outlet) == (VISIT, datetime.date(2023, 8, 8), "الساحل نيوز")
    assert (second.title, second.date, second.date_basis) == (FLOOD, None, DateBasis.NONE)
    assert (second.part, second.text) == (2, "\n".join([FLOOD, *FLOOD_TEXT]))
    assert_whole([first, second], text)


def test_repeated_headers_part_articles_with_their_own_dates(tmp_path: Path) -> None:
    text = DATED + page(FLOOD, "تاريخ النشر: 9th, August 2023 GMT", *FLOOD_TEXT)
    first, second = read_text(tmp_path, text)
    assert (first.date, second.date) == (datetime.date(2023, 8, 8), datetime.date(2023, 8, 9))


def test_datelines_beside_an_author_part_articles(tmp_path: Path) -> None:
    text = page(
        *(VISIT, "الكاتب: وكالات | 2023/08/08", *VISIT_TEXT, "#طريق #بلديات"),
        *(FLOOD, "الكاتب: وكالات | 2023/08/09", *FLOOD_TEXT, "#سيول"),
    )
    first, second = read_text(tmp_path, text)
    assert (first.date, second.date) == (datetime.date(2023, 8, 8), datetime.date(2023, 8, 9))
    assert (first.text, second.text) == ("\n".join([VISIT, *VISIT_TEXT]), "\n".join([FLOOD, *FLOOD_TEXT]))


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        (
            "أعلنت البلدية، اليوم الثلاثاء (17 كانون الأول 2024)، إغلاق السوق القديم أسبوعا.",
            datetime.date(2024, 12, 17),
        ),
        ("أعلنت البلدية، يوم الأربعاء (11 كانون الأول 2024)، إغلاق السوق القديم أسبوعا كاملا.", None),
        ("بغداد 8 آب 2023 (واع) - أعلنت البلدية إغلاق السوق القديم أسبوعا كاملا.", datetime.date(2023, 8, 8)),
        ("وقعت البلدية في 8 آب 2023 عقدا لترميم السوق القديم مع شركة محلية.", None),
    ],
    ids=["own day", "other day", "place line", "day in a sentence"],
)
def test_only_its_own_day_dates_an_article(tmp_path: Path, lead: str, day: datetime.date | None) -> None:
    [article] = read_text(tmp_path, page("بلدية العاصمة تغلق السوق القديم", lead, "وقالت البلدية إن السوق سيرمم."))
    assert article.date == day


@pytest.mark.parametrize(
    "line",
    [
        "تاريخ الزيارة: 8 أغسطس 2023",
        "جميع الحقوق محفوظة 2023-08-08",
        "آخر تحديث للموقع 8/8/2023",
        "منذ 3 ساعات",
    ],
)
def test_a_foreign_date_is_not_the_article_s(tmp_path: Path, line: str) -> None:
    [article] = read_text(tmp_path, page(line, "الرئيسية", "اتصل بنا", "من نحن", VISIT, *VISIT_TEXT))
    assert article.date is None


def test_the_date_of_a_link_is_not_the_article_s(tmp_path: Path) -> None:
    text = page(VISIT, *VISIT_TEXT, "أخبار ذات صلة", HARVEST, "8 أغسطس 2023", FLOOD, "9 أغسطس 2023")
    [article] = read_text(tmp_path, text)
    assert article.date is None


def test_address_gives_date_and_outlet_where_nothing_else_does(tmp_path: Path) -> None:
    text = page("https://www.aljazeera.net/news/2023/8/8/road", VISIT, *VISIT_TEXT)
    [article] = read_text(tmp_path, text)
    assert (article.date, article.date_basis, article.outlet) == (
        datetime.date(2023, 8, 8),
        DateBasis.URL,
        "الجزيرة",
    )


def test_place_line_byline_and_quoted_outlets(tmp_path: Path) -> None:
    lead = 'بغداد/المسلة: ذكر تقرير لشبكة "صوت أمريكا" أن الطريق الساحلي سيفتح قريبا أمام الشاحنات والحافلات.'
    [article] = read_text(tmp_path, page(VISIT, "كتب: سالم الراوي", lead, *VISIT_TEXT[1:]))
    assert (article.place_line, article.outlet) == ("بغداد/المسلة", "المسلة")
    assert article.byline == "سالم الراوي"
    assert article.quoted_sources == ("صوت أمريكا",)


def test_repeated_teaser_and_caption_are_cut(tmp_path: Path) -> None:
    teaser = "الطريق الساحلي سيفتح أمام الشاحنات قبل نهاية العام المقبل"
    text = page(VISIT, f"{teaser} (Getty)", VISIT_TEXT[0], teaser, *VISIT_TEXT[1:])
    [article] = read_text(tmp_path, text)
    assert article.text == "\n".join([VISIT, *VISIT_TEXT])
    assert [cut.reason for cut in article.cut] == ["caption", "repeated"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (page("الرئيسية", "سياسة", "رياضة", "اتصل بنا"), "no running text"),
        (page("404", "عذرا، الصفحة التي تبحث عنها غير موجودة، ربما تغير عنوانها أو حذفت منذ زمن."), "an error page"),
        (page("سياسة", VISIT, FLOOD, HARVEST), "a list of headlines"),
        (
            page(
                VISIT, "بحث رئيس الحكومة مع وفد من البلديات مشروعا جديدا لربط الميناء القديم بالمطار...", "اقرأ المزيد",
                FLOOD, "غمرت سيول جارفة قرى الوادي فجر الخميس بعد أمطار استمرت ليلتين كاملتين...", "اقرأ المزيد",
                HARVEST, "بدأ مزارعو السهل الغربي قطاف الزيتون قبل موعده المعتاد بأسبوعين هذا العام...", "اقرأ المزيد",
            ),
            "a list of teasers",
        ),
        (page("الرئيسية", "من نحن", "موقع إخباري مستقل يقدم أخبار البلاد والعالم لزواره على مدار الساعة."),
            "a page about the site"),
        ("", "empty"),
        (" \n\n\t", "empty"),
    ],
    ids=["menu", "missing", "headlines", "teasers", "about", "empty", "blank"],
)  # fmt: skip
def test_a_page_without_article_is_a_rejection(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    articles, report = read(path)
    assert articles == []
    assert [(entry.stage, entry.subject, entry.reason) for entry in report.rejections] == [("read", "a.txt", reason)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6"])
def test_encoding_is_told_by_content(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(page(VISIT, "2023-08-08", *VISIT_TEXT).encode(encoding))
    [article], report = read(path)
    assert article.text == "\n".join([VISIT, *VISIT_TEXT])
    assert article.kept[0].start == 0
    assert report.rejections == []


def test_newlines_are_not_translated(tmp_path: Path) -> None:
    text = page(VISIT, "2023-08-08", *VISIT_TEXT).replace("\n", "\r\n")
    [article] = read_text(tmp_path, text)
    assert "\r" not in article.text


def test_controls_are_cut_and_named_with_offsets_intact(tmp_path: Path) -> None:
    text = page(VISIT, VISIT_TEXT[0][:30] + "\0\u202e" + VISIT_TEXT[0][30:], "\u200f" + VISIT_TEXT[1])
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    [article], report = read(path)
    assert_exact(article, text)
    assert_whole([article], text)
    assert not {"\0", "\u202e"} & set(article.text)
    assert sorted(entry.reason for entry in report.rejections) == [
        "1 NUL passed over",
        "1 bidi overrides passed over",
    ]


def test_bad_files_are_reported_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(DATED, encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 40)
    packed = gzip.compress(DATED.encode() * 50)
    (tmp_path / "short.txt.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "damaged.txt.gz").write_bytes(packed[:40] + b"\xff" * 40 + packed[80:])
    (tmp_path / "loop").symlink_to(tmp_path)
    articles, report = read(tmp_path)
    assert [article.file for article in articles] == ["good.txt"]
    assert {entry.subject: entry.reason for entry in report.rejections} == {
        "loop": "a symbolic link, not followed",
        "picture.txt": "not a text file",
        "short.txt.gz": "a truncated gzip file",
        "damaged.txt.gz": "a damaged gzip file",
    }


def test_one_page_larger_than_the_limit_is_named(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text(DATED * 9, encoding="utf-8")
    (tmp_path / "small.txt").write_text(DATED, encoding="utf-8")
    articles, report = read(tmp_path, ReadConfig(longest_page=2 * len(DATED.encode())))
    assert [article.file for article in articles] == ["small.txt"]
    assert [rejection.subject for rejection in report.rejections] == ["large.txt"]


def test_a_compression_bomb_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"\n" * 3_000_000))
    _, report = read(tmp_path, ReadConfig(most_expanded=1_000_000))
    assert [entry.reason for entry in report.rejections] == ["unpacks to more than 1000000 bytes"]


def test_gzip_is_told_by_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(gzip.compress(DATED.encode()))
    [article], _ = read(tmp_path)
    assert article.title == VISIT


def test_an_interview_is_no_list_of_teasers(tmp_path: Path) -> None:
    answers = [sentence for story in (VISIT_TEXT, FLOOD_TEXT) for sentence in story]
    text = page("حوار مع رئيس البلدية", *(line for answer in answers for line in ("• ما الذي تغير هذا العام؟", answer)))
    [article] = read_text(tmp_path, text)
    assert all(answer in article.text for answer in answers)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (f"# {VISIT}", VISIT),
        (f"**{VISIT}**", VISIT),
        (f"[{VISIT}](https://example.org/a)", VISIT),
        (f'title: "{VISIT}"', VISIT),
        (f"العنوان: {VISIT}", VISIT),
        (f"{VISIT} - الساحل نيوز", VISIT),
    ],
    ids=["heading", "bold", "link", "quoted field", "label", "outlet"],
)
def test_a_headline_stands_without_its_frame(tmp_path: Path, line: str, title: str) -> None:
    text = page(line, "8 آب 2023", *VISIT_TEXT)
    [article] = read_text(tmp_path, text)
    assert article.title == title
    assert article.text.startswith(title + "\n")
    assert_whole([article], text)


@pytest.mark.parametrize(
    ("header", "ago", "day"),
    [
        ("تاريخ السحب: 2023-08-08 01:30", "منذ 3 ساعات", datetime.date(2023, 8, 7)),
        ("Crawled: 2023-08-08T23:00:00Z", "2 days ago", datetime.date(2023, 8, 6)),
        ("https://web.archive.org/web/20230808010000/http://example.org/", "منذ ساعتين", datetime.date(2023, 8, 7)),
        ("تاريخ الزيارة: 2023-08-08", "منذ 3 ساعات", None),
        ("Crawled: 2023-08-08", "شارك", None),
    ],
    ids=["header", "english", "archive", "visit", "crawl alone"],
)
def test_counts_back_from_the_crawl_that_a_page_states(
    tmp_path: Path, header: str, ago: str, day: datetime.date | None
) -> None:
    [article] = read_text(tmp_path, page(header, VISIT, ago, *VISIT_TEXT))
    assert article.date == day


def test_a_caption_with_its_agency_is_cut_and_a_sentence_is_not(tmp_path: Path) -> None:
    caption, last = "جانب من الطريق الساحلي (أ.ف.ب)", "وقالت البلدية إن الطريق سيفتح غدا. (رويترز)"
    [article] = read_text(tmp_path, page(VISIT, caption, *VISIT_TEXT, last))
    assert [cut.reason for cut in article.cut] == ["caption"]
    assert article.text.endswith(last)


def test_bad_input_of_every_kind_is_named_and_the_rest_read(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "loop").symlink_to(folder)
    (tmp_path / "outside.txt").write_text(DATED, encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "half.txt").write_bytes(DATED.encode() + "\ud800 وقال المتحدث.\n".encode("utf-8", "surrogatepass"))
    (folder / "good.txt").write_text(DATED, encoding="utf-8")
    articles, report = read(folder)
    assert {article.file for article in articles} == {"good.txt", "half.txt"}
    reasons = {rejection.subject: rejection.reason for rejection in report.rejections}
    assert reasons["loop"] == reasons["link.txt"] == "a symbolic link, not followed"
    assert reasons["picture.txt"] == "not a text file"
    assert "damaged characters" in reasons["half.txt"]


@pytest.mark.slow
def test_one_article_of_a_million_lines(tmp_path: Path) -> None:
    text = page(VISIT, *VISIT_TEXT) + "وقالت البلدية إن الطريق سيفتح غدا أمام الجميع.\n" * 1_000_000
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8")
    articles, _ = read(path, ReadConfig(find_duplicates=False))
    assert len(articles) == 1
    assert articles[0].extent.end == len(text) - 1


def test_a_missing_path_is_a_rejection(tmp_path: Path) -> None:
    articles, report = read(tmp_path / "none.txt")
    assert (articles, [entry.reason for entry in report.rejections]) == ([], ["no such file or folder"])


def test_damaged_utf8_is_reported_and_read(tmp_path: Path) -> None:
    data = DATED.encode()
    (tmp_path / "a.txt").write_bytes(data[:200] + b"\xff\xed\xa0\x80" + data[200:])
    [article], report = read(tmp_path)
    assert article.title == VISIT
    assert "damaged characters" in report.rejections[0].reason


def test_order_does_not_hang_on_the_arguments(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_text(DATED.replace("الميناء", name), encoding="utf-8")
    given = [tmp_path / name for name in ("c.txt", "a.txt", "b.txt")]
    first = [(article.id, article.duplicate_of) for article in read_paths(given, RunReport())]
    second = [(article.id, article.duplicate_of) for article in read_paths([*reversed(given), given[0]], RunReport())]
    assert first == second
    assert len(first) == 3


def test_globs_and_folders_name_files_alike(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.txt").write_text(DATED, encoding="utf-8")
    by_folder, _ = read(tmp_path)
    by_glob = list(read_paths([str(tmp_path / "**" / "*.txt")], RunReport()))
    assert [article.file for article in by_folder] == [article.file for article in by_glob] == ["x/a.txt"]


def test_reads_standard_input() -> None:
    code = "import json; from graph.model import RunReport; from graph.read import read_json\n"
    code += "print(json.dumps(read_json(['-'], RunReport())))"
    done = subprocess.run([sys.executable, "-c", code], input=DATED.encode(), capture_output=True, check=True)
    [article] = json.loads(done.stdout)["articles"]
    assert (article["file"], article["title"]) == ("-", VISIT)


def test_a_reprint_is_marked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DATED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(page("عنوان آخر للخبر نفسه في صحيفة ثانية", *VISIT_TEXT), encoding="utf-8")
    (tmp_path / "c.txt").write_text(page(FLOOD, *FLOOD_TEXT), encoding="utf-8")
    first, second, third = read(tmp_path)[0]
    assert (first.duplicate_of, second.duplicate_of, third.duplicate_of) == (None, first.id, None)
    assert all(article.duplicate_of is None for article in read(tmp_path, ReadConfig(find_duplicates=False))[0])


def test_listing_has_the_shape_of_the_contract(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DATED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(DATED + page("المصدر: وكالة"), encoding="utf-8")
    (tmp_path / "c.txt").write_text("", encoding="utf-8")
    listing = read_json([tmp_path], RunReport())
    first, second = listing["articles"]
    assert list(first) == [
        "file", "part", "title", "outlet", "date", "date_basis", "begin", "end", "kept", "cut", "duplicate_of", "text",
    ]  # fmt: skip
    assert (first["date"], first["date_basis"], first["duplicate_of"]) == ("2023-08-08", "stated", None)
    assert (first["begin"], first["end"]) == (first["kept"][0][0], first["kept"][-1][1])
    assert second["duplicate_of"] == "a.txt#1"
    assert listing["rejections"] == [{"file": "c.txt", "reason": "empty"}]
    json.dumps(listing)


def test_counts_what_was_cut(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DATED, encoding="utf-8")
    _, report = read(tmp_path)
    assert (report.counts["files"], report.counts["articles"]) == (1, 1)
    assert report.counts["cut: date"] == len("تاريخ النشر: 8th, August 2023 GMT")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five scraped files lie beside the repository")
def test_the_five_files_hold_seven_articles() -> None:
    articles, report = read(SEEDS)
    assert [(article.file[:3], article.part, article.date) for article in articles] == [
        ("000", 1, datetime.date(2023, 8, 8)),
        ("000", 2, datetime.date(2024, 12, 17)),
        ("001", 1, None),
        ("002", 1, datetime.date(2023, 8, 8)),
        ("003", 1, datetime.date(2024, 9, 24)),
        ("003", 2, None),
        ("004", 1, None),
    ]
    assert report.rejections == []
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        found = [article for article in articles if article.file == path.name]
        for article in found:
            assert_exact(article, text)
        assert_whole(found, text)
