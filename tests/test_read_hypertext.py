"""Web pages: main text, headline, date and its basis, outlet."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from graph.model import Article, DateBasis, RunReport
from graph.read import read_paths
from graph.read.hypertext import markup_text
from tests.reading_pages import FLOOD, HARVEST, VISIT, VISIT_TEXT

DAY = datetime.date(2023, 8, 8)
LINKS = f"<aside><h3>الأكثر قراءة</h3><ul><li>{HARVEST}</li><li>{FLOOD}</li></ul><time>9 أغسطس 2023</time></aside>"


def html(head: str = "", before: str = "") -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in VISIT_TEXT * 2)
    return (
        f"<!doctype html><html lang='ar'><head><meta charset='utf-8'><title>{VISIT} - بوابة السهل</title>{head}</head>"
        f"<body><nav><a href='/'>الرئيسية</a> <a href='/s'>سياسة</a></nav><main><article><h1>{VISIT}</h1>{before}"
        f"{paragraphs}</article>{LINKS}</main><footer>جميع الحقوق محفوظة 2024-05-06</footer></body></html>"
    )


def read_page(tmp_path: Path, markup: str, name: str = "a.html", encoding: str = "utf-8") -> tuple[Article, str]:
    path = tmp_path / name
    path.write_bytes(markup.encode(encoding))
    texts: dict[str, str] = {}
    [article] = read_paths([path], RunReport(), keep_text=texts.__setitem__)
    assert article.extracted_text is not None
    return article, texts[article.extracted_text]


JSON_LD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-08-08T09:00:00Z", '
    '"dateModified": "2023-08-10", "publisher": {"name": "سكاي نيوز"}, "author": [{"name": "سالم الراوي"}]}</script>'
)


@pytest.mark.parametrize(
    ("head", "before", "date", "basis"),
    [
        (JSON_LD, "", DAY, DateBasis.METADATA),
        ('<meta property="article:published_time" content="2023-08-08T09:00:00Z">', "", DAY, DateBasis.METADATA),
        ("", '<time itemprop="datePublished" datetime="2023-08-08">قبل عام</time>', DAY, DateBasis.METADATA),
        ("", "<div class='d'>الثلاثاء 8 آب 2023</div>", DAY, DateBasis.STATED),
        ('<link rel="canonical" href="https://example.org/2023/08/08/road">', "", DAY, DateBasis.URL),
        ('<meta property="article:modified_time" content="2023-08-10">', "", None, DateBasis.NONE),
        ("", "", None, DateBasis.NONE),
    ],
    ids=["linked data", "meta", "itemprop", "shown", "address", "modified only", "none"],
)
def test_date_and_its_basis(
    tmp_path: Path, head: str, before: str, date: datetime.date | None, basis: DateBasis
) -> None:
    article, _ = read_page(tmp_path, html(head, before))
    assert (article.date, article.date_basis) == (date, basis)


def test_text_headline_outlet_and_offsets(tmp_path: Path) -> None:
    article, text = read_page(tmp_path, html(JSON_LD))
    assert (article.title, article.outlet, article.byline) == (VISIT, "سكاي نيوز عربية", "سالم الراوي")
    assert article.text.splitlines()[:4] == [VISIT, *VISIT_TEXT]
    assert "\n".join(text[span.start : span.end] for span in article.kept) == article.text
    assert HARVEST not in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256"])
def test_encoding_is_told_by_content_not_by_declaration(tmp_path: Path, encoding: str) -> None:
    article, _ = read_page(tmp_path, html(), encoding=encoding)
    assert article.title == VISIT


def test_markup_without_an_ending_is_known_by_content(tmp_path: Path) -> None:
    article, _ = read_page(tmp_path, html(), name="page")
    assert article.title == VISIT


@pytest.mark.parametrize("markup", ["", "<html><body><nav>الرئيسية</nav></body></html>", "<", "\0\0<html>"])
def test_a_page_without_article_is_a_rejection(tmp_path: Path, markup: str) -> None:
    (tmp_path / "a.html").write_text(markup, encoding="utf-8")
    report = RunReport()
    assert list(read_paths([tmp_path], report)) == []
    assert len(report.rejections) == 1


def test_blocks_become_lines_and_scripts_nothing() -> None:
    markup = "<p>سطر <b>أول</b></p><script>x</script>ثان<br>ثالث<ul><li>رابع</li></ul>"
    assert markup_text(markup).splitlines() == ["سطر أول", "ثان", "ثالث", "رابع"]
