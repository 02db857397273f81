"""Records: JSON lines and tables, their usual and their configured fields."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from graph.model import DateBasis, RunReport
from graph.read import ReadConfig, read_paths
from graph.read.records import record_page
from tests.reading_pages import FLOOD, FLOOD_TEXT, VISIT, VISIT_TEXT

BODY = "\n".join(VISIT_TEXT)
DAY = datetime.date(2023, 8, 8)


def write_records(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "record",
    [
        {"title": VISIT, "text": BODY, "date": "2023-08-08"},
        {"headline": VISIT, "articleBody": BODY, "datePublished": "2023-08-08T10:00:00+03:00"},
        {"Title": VISIT, "content": BODY, "published_at": "8 أغسطس 2023"},
        {"title": VISIT, "body": list(VISIT_TEXT), "publish_date": 1691488800},
        {"title": VISIT, "text": "<p>" + "</p><p>".join(VISIT_TEXT) + "</p>", "date": "08/08/2023"},
        {"title": VISIT, "text": f"{VISIT}\n{BODY}", "date": "21 محرم 1445"},
    ],
    ids=["usual", "schema.org", "case and dateline", "list and seconds", "markup", "headline repeated"],
)
def test_knows_the_usual_fields(tmp_path: Path, record: dict[str, object]) -> None:
    texts: dict[str, str] = {}
    path = write_records(tmp_path / "a.jsonl", record)
    [article] = read_paths([path], RunReport(), keep_text=texts.__setitem__)
    assert (article.title, article.date, article.date_basis) == (VISIT, DAY, DateBasis.METADATA)
    assert article.text == "\n".join([VISIT, *VISIT_TEXT])
    assert article.extracted_text is not None
    text = texts[article.extracted_text]
    assert "\n".join(text[span.start : span.end] for span in article.kept) == article.text


@pytest.mark.parametrize("key", ["crawled_at", "scraped_at", "retrieved", "date_extracted", "timestamp", "modified"])
def test_a_time_of_crawling_is_no_date(key: str) -> None:
    page = record_page({"text": BODY, key: "2024-01-02T03:04:05Z"}, "line 1", ReadConfig())
    assert page is not None
    assert page.date is None


def test_counts_back_from_the_crawl(tmp_path: Path) -> None:
    record = {"title": VISIT, "text": f"منذ 3 ساعات\n{BODY}", "crawled_at": "2023-08-09T01:30:00"}
    [article] = read_paths([write_records(tmp_path / "a.jsonl", record)], RunReport())
    assert (article.date, article.date_basis, article.crawled) == (DAY, DateBasis.STATED, datetime.date(2023, 8, 9))


def test_configured_fields_go_first(tmp_path: Path) -> None:
    record = {"title": "x", "kop": VISIT, "tekst": BODY, "dag": "2023-08-08", "bron": "نشرة السهل"}
    config = ReadConfig(fields={"title": "kop", "text": "tekst", "date": "dag", "outlet": "bron"})
    [article] = read_paths([write_records(tmp_path / "a.jsonl", record)], RunReport(), config)
    assert (article.title, article.date, article.outlet) == (VISIT, DAY, "نشرة السهل")


def test_parts_count_through_the_file_and_bad_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_records(path, {"title": VISIT, "text": BODY}, [1], {"title": FLOOD, "text": "\n".join(FLOOD_TEXT)}, {"a": 1})
    with path.open("a", encoding="utf-8") as file:
        file.write("{broken\n\n")
    report = RunReport()
    articles = list(read_paths([path], report))
    assert [(article.part, article.title) for article in articles] == [(1, VISIT), (2, FLOOD)]
    assert [entry.reason for entry in report.rejections] == [
        "line 2: not a JSON object",
        "line 4: no text in any known field",
        "line 5: not a JSON object",
    ]


def test_a_second_article_in_a_record_has_not_the_record_s_date(tmp_path: Path) -> None:
    text = "\n".join([*VISIT_TEXT, "المصدر: وكالة", "كلمات دلالية: طريق", "إقرأ أيضاً:", FLOOD, *FLOOD_TEXT])
    path = write_records(tmp_path / "a.jsonl", {"title": VISIT, "text": text, "date": "2023-08-08"})
    first, second = read_paths([path], RunReport())
    assert (first.date, second.date, second.title) == (DAY, None, FLOOD)


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"title": "' + VISIT + '", "text": "\\ud800' + BODY.replace("\n", "\\n") + '"}\n', encoding="utf-8"
    )
    [article] = read_paths([path], RunReport())
    article.text.encode("utf-8")
    assert "\ufffd" in article.text


@pytest.mark.parametrize("shape", ["object", "list", "nested", "lines"])
def test_json_documents(tmp_path: Path, shape: str) -> None:
    record = {"title": VISIT, "text": BODY, "date": "2023-08-08"}
    documents = {
        "object": json.dumps(record, indent=1),
        "list": json.dumps([record], indent=1),
        "nested": json.dumps({"total": 1, "articles": [record]}),
        "lines": json.dumps(record) + "\n" + json.dumps({"title": FLOOD, "text": FLOOD_TEXT[0]}) + "\n",
    }
    path = tmp_path / "a.json"
    path.write_text(documents[shape], encoding="utf-8")
    articles = list(read_paths([path], RunReport()))
    assert (articles[0].title, articles[0].date) == (VISIT, DAY)
    assert len(articles) == (2 if shape == "lines" else 1)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_by_their_header(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    row = delimiter.join([f'"{VISIT}"', f'"{BODY}"', "2023-08-08"])
    path.write_text(delimiter.join(["title", "content", "date"]) + "\n" + row + "\n", encoding="utf-8-sig")
    [article] = read_paths([path], RunReport())
    assert (article.title, article.date) == (VISIT, DAY)
    assert article.text == "\n".join([VISIT, *VISIT_TEXT])


def test_a_table_without_text_column_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x,y\n1,2\n", encoding="utf-8")
    report = RunReport()
    assert list(read_paths([path], report)) == []
    assert [entry.reason for entry in report.rejections] == ["row 1: no text in any known column"]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1256"])
def test_records_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes((json.dumps({"title": VISIT, "text": BODY}, ensure_ascii=False) + "\n").encode(encoding))
    [article] = read_paths([path], RunReport())
    assert article.title == VISIT
