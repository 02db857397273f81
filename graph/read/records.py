"""Records with named fields, one article each: JSON lines, and what tables share with them."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache

from graph.lexicons import read_settings
from graph.model import RunReport
from graph.read.config import ReadConfig
from graph.read.datelines import find_dateline
from graph.read.decode import open_text
from graph.read.hypertext import markup_text
from graph.read.model import Page
from graph.read.plain import read_text
from graph.read.topics import long_key

_MARKUP = re.compile(r"</?(?:p|div|br|span|a|strong|b|em|h[1-6]|ul|li|img|figure|article)\b[^<>]*>", re.I)
_FIRST_YEAR = 1900
_LONG = 200
_SURROGATE = re.compile("[\ud800-\udfff]")
_NESTED = ("name", "text", "value", "@value", "title", "rendered", "url", "@id")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?\Z")


def read_records(file: io.BufferedReader, name: str, report: RunReport, config: ReadConfig) -> Iterator[Page]:
    """The pages of a file with one JSON object a line; a line that holds none is a rejection."""
    text = open_text(file)
    if text is None:
        report.reject("read", name, "not a text file")
        return
    number = 0
    while line := text.readline(config.longest_page):
        number += 1
        if not line.strip(" \t\r\n\ufeff"):
            continue
        where = f"line {number}"
        try:
            record = json.loads(line.strip(" \t\r\n\ufeff\x00"))
        except (ValueError, RecursionError):
            report.reject("read", name, f"{where}: not a JSON object")
            continue
        if not isinstance(record, dict):
            report.reject("read", name, f"{where}: not a JSON object")
            continue
        page = record_page(record, where, config)
        if page is None:
            report.reject("read", name, f"{where}: no text in any known field")
        else:
            yield page


def read_document(file: io.BufferedReader, name: str, report: RunReport, config: ReadConfig) -> Iterator[Page]:
    """The pages of one JSON document: an object, a list of them, or an object that holds such a list.

    What is no JSON document as a whole is read as JSON lines.
    """
    text = read_text(file, name, report, config)
    if text is None:
        return
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        yield from read_records(io.BufferedReader(io.BytesIO(text.encode("utf-8"))), name, report, config)
        return
    for number, record in enumerate(_records_of(document), 1):
        page = record_page(record, f"record {number}", config)
        if page is None:
            report.reject("read", name, f"record {number}: no text in any known field")
        else:
            yield page


def _records_of(document: object) -> list[dict[str, object]]:
    items = document if isinstance(document, list) else [document]
    records = [item for item in items if isinstance(item, dict)]
    if len(records) == 1:
        lists = [value for value in records[0].values() if isinstance(value, list) and value]
        nested = [[item for item in value if isinstance(item, dict)] for value in lists]
        if not any(isinstance(value, str) and len(value) > _LONG for value in records[0].values()):
            records = max(nested, key=len, default=[]) or records
    return records


def record_page(record: Mapping[str, object], where: str, config: ReadConfig) -> Page | None:
    """The page that a record's fields make, or None where it has no text.

    Args: record: keys in any case; where: names the record in its file.
    """
    fields = _Fields(record, config)
    body = fields.text("text")
    if not body.strip():
        return None
    title = " ".join(fields.text("title").split())
    crawled = _moment(fields.text("crawled"))
    url = fields.text("url").strip()
    first = next((line for line in body.splitlines() if line.strip()), "")
    headed = bool(title)
    repeated = headed and long_key(first) == long_key(title)
    return Page(
        text=body if repeated or not title else f"{title}\n{body}",
        extracted=True,
        headed=headed,
        where=where,
        title=title or None,
        outlet=" ".join(fields.text("outlet").split()) or None,
        byline=" ".join(fields.text("byline").split()) or None,
        date=_day(fields.text("date"), crawled),
        url=url or None,
        crawled=crawled,
    )


class _Fields:
    """A record's values by what they mean: the configured key first, then the usual ones of `reading/fields.toml`."""

    def __init__(self, record: Mapping[str, object], config: ReadConfig) -> None:
        self._record = {str(key).strip().casefold(): value for key, value in record.items()}
        self._config = config

    def text(self, meaning: str) -> str:
        """The first non-empty value of a meaning as text, "" for none."""
        configured = self._config.fields.get(meaning)
        keys = (configured.casefold(),) if configured is not None else _usual_keys()[meaning]
        for key in keys:
            value = _as_text(self._record.get(key), paragraphs=meaning == "text")
            if value.strip():
                return _clean(value)
        return ""


@cache
def _usual_keys() -> dict[str, tuple[str, ...]]:
    settings = read_settings("reading/fields.toml")
    return {meaning: tuple(key.casefold() for key in keys) for meaning, keys in settings["fields"].items()}


def _as_text(value: object, *, paragraphs: bool) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        parts = [part for part in (_as_text(item, paragraphs=paragraphs) for item in value) if part]
        return "\n".join(parts) if paragraphs else next(iter(parts), "")
    if isinstance(value, dict):
        return next((text for key in _NESTED if (text := _as_text(value.get(key), paragraphs=paragraphs))), "")
    return ""


def _clean(value: str) -> str:
    """The value as text: markup becomes lines, halves of surrogate pairs become U+FFFD."""
    text = _SURROGATE.sub("\ufffd", value)
    return markup_text(text) if _MARKUP.search(text) else text


def _day(value: str, crawled: datetime.datetime | None) -> datetime.date | None:
    moment = _moment(value)
    if moment is not None:
        return moment.date()
    dateline = find_dateline(value[:200], crawled)
    return dateline.date if dateline is not None else None


def _moment(value: str) -> datetime.datetime | None:
    """A point in time of a field: ISO 8601, seconds or milliseconds since 1970 (UTC), or a dateline's day."""
    value = value.strip()
    if _EPOCH.match(value):
        seconds = float(value) / (1000 if len(value.partition(".")[0]) == 13 else 1)
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).replace(tzinfo=None)
    try:
        moment = datetime.datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        moment = None
    if moment is not None and moment.year >= _FIRST_YEAR:
        return moment
    dateline = find_dateline(value[:200]) if value else None
    return datetime.datetime.combine(dateline.date, datetime.time()) if dateline is not None else None
