"""Web pages: main text by trafilatura, metadata by htmldate and the page's own markup, as one text with the headline
first. Offsets count in that text."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import lxml.etree
import lxml.html
from htmldate import find_date
from trafilatura import bare_extraction

from graph.lexicons import read_settings
from graph.model import RunReport
from graph.read.articles import find_articles
from graph.read.attribution import outlet_of_markup
from graph.read.config import ReadConfig
from graph.read.decode import decode, decode_declared
from graph.read.model import Page
from graph.read.plain import read_bytes
from graph.read.topics import content_words, long_key, overlap

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SITE = re.compile(r"\s+(?:[|\-–—»«•]|::?)\s+|\s*\|\s*")
_LEAST_WORDS = 40


def read_hypertext(file: io.BufferedReader, name: str, report: RunReport, config: ReadConfig) -> Iterator[Page]:
    """The article page of an HTML file, as text with the headline as its first line."""
    data = read_bytes(file, name, report, config)
    if data is None:
        return
    tree = parse(data)
    if tree is None:
        report.reject("read", name, "not a web page" if data.strip() else "empty")
        return
    yield page_of_tree(tree)


def parse(data: bytes) -> lxml.html.HtmlElement | None:
    """The element tree of a page whose encoding its bytes tell before its declaration does; None for no markup."""
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data) or decode_declared(data, declared[1].decode("ascii") if declared else "")
    if decoded is None or "<" not in decoded.text:
        return None
    markup = _DECLARATION.sub("", decoded.text.replace("\x00", ""))
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree: lxml.html.HtmlElement = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None
    return tree


def page_of_tree(tree: lxml.html.HtmlElement) -> Page:
    """The page's article as text: headline, the dateline where only the text shows it, and the main text."""
    linked = _linked_data(tree)
    date = _metadata_date(tree, linked)
    title = _title(tree, linked)
    body = _main_text(tree)
    visible, shown = "", None
    if date is None or not title or len(body.split()) < _LEAST_WORDS:
        visible = "\n".join(block_lines(tree, skipped=frozenset(_markup()["aside"])))
        shown = next(find_articles(Page(visible), ""), None)
    title = title or (shown.title if shown else "")
    if len(body.split()) < _LEAST_WORDS and shown is not None and len(shown.text.split()) > 2 * len(body.split()):
        body = "\n".join(line for line in shown.text.splitlines() if line != shown.title)
    lines = [title] if title else []
    if date is None and shown is not None and shown.date_span is not None:
        lines.append(visible[shown.date_span.start : shown.date_span.end])
    first = next((line for line in body.splitlines() if line.strip()), "")
    if title and long_key(first) == long_key(title):
        body = body.partition("\n")[2]
    url = _link(tree, linked)
    return Page(
        text="\n".join([*lines, body]),
        extracted=True,
        headed=bool(title),
        title=title or None,
        outlet=_outlet(tree, linked, url) or (shown.outlet if shown else None),
        byline=_author(tree, linked) or (shown.byline if shown else None),
        date=date,
        url=url,
    )


def markup_text(markup: str) -> str:
    """The text of a piece of markup, one line a block."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return markup
    return "\n".join(block_lines(tree))


@cache
def _markup() -> dict[str, tuple[str, ...]]:
    """The lists of `seeds/reading/markup.toml`."""
    return {name: tuple(words) for name, words in read_settings("reading/markup.toml").items()}


def block_lines(tree: lxml.html.HtmlElement, skipped: frozenset[str] = frozenset()) -> Iterator[str]:
    """The visible text of a tree in document order, one line a block, white space collapsed.

    Args: skipped: further elements to leave out.
    """
    parts: list[str] = []
    hidden = 0
    blocks, silent = frozenset(_markup()["blocks"]), frozenset(_markup()["silent"]) | skipped
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            parts.append(element.tail or "") if not hidden else None
            continue
        tag = element.tag
        if event == "start":
            hidden += tag in silent
            if tag in blocks:
                yield from _joined(parts)
            if not hidden and element.text:
                parts.append(element.text)
        else:
            hidden -= tag in silent
            if tag in blocks:
                yield from _joined(parts)
            if not hidden and element.tail:
                parts.append(element.tail)
    yield from _joined(parts)


def _joined(parts: list[str]) -> Iterator[str]:
    line = " ".join("".join(parts).split())
    parts.clear()
    if line:
        yield line


def _main_text(tree: lxml.html.HtmlElement) -> str:
    extracted = bare_extraction(
        tree, fast=True, include_comments=False, include_tables=False, favor_recall=True, with_metadata=False
    )
    text = getattr(extracted, "text", None)
    return str(text) if text else ""


def _linked_data(tree: lxml.html.HtmlElement) -> dict[str, Any]:
    """The schema.org object of the page's article, {} for none."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json" and script.text:
            try:
                found.extend(_objects(json.loads(script.text, strict=False)))
            except (ValueError, RecursionError):
                continue
    for kind in _markup()["article_types"]:
        for item in found:
            types = item.get("@type")
            if kind in (types if isinstance(types, list) else [types]) and (
                kind != "WebPage" or "datePublished" in item
            ):
                return item
    return {}


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []))


def _metadata_date(tree: lxml.html.HtmlElement, linked: dict[str, Any]) -> datetime.date | None:
    """The day of publication of the linked data, else of the page's head, as htmldate reads it."""
    stated = str(linked.get("datePublished") or "")
    for element in tree.iter("time", "meta", "span", "div"):
        if element.get("itemprop") == "datePublished" and not stated:
            stated = element.get("content") or element.get("datetime") or ""
    try:
        return datetime.date.fromisoformat(stated[:10])
    except ValueError:
        pass
    head = tree.find("head")
    if head is None:
        return None
    alone = lxml.html.Element("html")
    alone_head = lxml.etree.SubElement(alone, "head")
    for meta in head.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if not any(other in name for other in _markup()["other_dates"]):
            lxml.etree.SubElement(alone_head, "meta", dict(meta.attrib))
    found = find_date(alone, extensive_search=False, original_date=True)
    return datetime.date.fromisoformat(found) if found else None


def _meta(tree: lxml.html.HtmlElement, *names: str) -> str:
    for name in names:
        for meta in tree.iter("meta"):
            if (meta.get("property") or meta.get("name") or "").lower() == name and (meta.get("content") or "").strip():
                return " ".join(meta.get("content").split())
    return ""


def _title(tree: lxml.html.HtmlElement, linked: dict[str, Any]) -> str:
    """The headline: the heading that the page's metadata agree with, else theirs."""
    named = _meta(tree, "og:title", "twitter:title") or str(linked.get("headline") or "")
    whole = next((" ".join((title.text_content() or "").split()) for title in tree.iter("title")), "")
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1", "h2")]
    headings = [heading for heading in headings if len(heading.split()) >= 2]
    reference = content_words(long_key(f"{named} {whole}"))
    for heading in headings:
        if overlap(content_words(long_key(heading)), reference) >= 0.6:
            return heading
    if named:
        return _without_site(named) if named == whole else named
    return headings[0] if len(headings) == 1 else _without_site(whole)


def _without_site(title: str) -> str:
    """The longest part of a page title, which also names the site."""
    return max(_SITE.split(title), key=lambda part: len(part.split()), default=title)


def _named(value: object) -> str:
    if isinstance(value, list):
        return _named(value[0]) if value else ""
    if isinstance(value, dict):
        return _named(value.get("name"))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _outlet(tree: lxml.html.HtmlElement, linked: dict[str, Any], url: str | None) -> str | None:
    return outlet_of_markup(_named(linked.get("publisher")) or _meta(tree, "og:site_name", "application-name"), url)


def _author(tree: lxml.html.HtmlElement, linked: dict[str, Any]) -> str | None:
    return _named(linked.get("author")) or _meta(tree, "author", "article:author", "dc.creator") or None


def _link(tree: lxml.html.HtmlElement, linked: dict[str, Any]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    address = _meta(tree, "og:url") or _named(linked.get("url"))
    return address if address.startswith("http") else None
