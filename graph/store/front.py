"""What stands before the Oxigraph server: the interactive page and the graph's own IRIs by content negotiation.

Queries are handed on as they are once they are seen to read only; everything else that could write is refused.
"""

from __future__ import annotations

import html
import json
import logging
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from graph.errors import QueryError
from graph.ids import is_local_name
from graph.store.engine import Engine
from graph.store.sparql import check_reads_only, explain_syntax_error
from graph.store.web import EndlessAnswerError, HttpError, request
from graph.text import is_arabic
from graph.vocab import DATA_KINDS, prefixes

_LOG = logging.getLogger(__name__)
_MAX_QUERY = 1_000_000
_MAX_PASSED_OVER = 64_000_000
_BLOCK = 64_000
_FORM = "application/x-www-form-urlencoded"
_SPARQL = "application/sparql-query"
_HTML = "text/html"
_QUERY_PATHS = ("/query", "/sparql")
# The files of Oxigraph's query editor, which come out of the server itself: nothing is asked of the network.
_EDITOR = {
    "/": _HTML,
    "/yasgui.min.css": "text/css",
    "/yasgui.min.js": "text/javascript",
    "/logo.svg": "image/svg+xml",
}
_RDF_TYPES = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml", "text/n3")
_PREDICATE_FIRST = (
    "SELECT ?p ?o ?s WHERE {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }} ORDER BY ?p ?o ?s LIMIT 2000"
)


@dataclass(frozen=True, slots=True)
class Front:
    """What the front needs: the engine, the instances' base IRI, the page, and how many seconds an answer may take."""

    engine: Engine
    base_iri: str
    page: Path | None
    timeout: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer."""

    status: int
    kind: str
    body: bytes


def handler_for(front: Front) -> type[BaseHTTPRequestHandler]:
    """The request handler for a front."""

    class Handler(BaseHTTPRequestHandler):
        server_version = "waqai"
        sys_version = ""

        def do_GET(self) -> None:
            self._answer(b"")

        def do_HEAD(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if not length.isdecimal() or int(length) > _MAX_QUERY:
                self._pass_over(int(length) if length.isdecimal() else 0)
                self._send(Answer(413, "text/plain", b"give a query of at most a million bytes\n"))
                return
            self._answer(self.rfile.read(int(length)))

        def _pass_over(self, length: int) -> None:
            # Who is still sending when the connection closes sees no answer, only that it broke.
            left = min(length, _MAX_PASSED_OVER)
            while left > 0 and (block := self.rfile.read(min(left, _BLOCK))):
                left -= len(block)

        def do_PUT(self) -> None:
            self._refuse()

        def do_DELETE(self) -> None:
            self._refuse()

        def do_PATCH(self) -> None:
            self._refuse()

        def _refuse(self) -> None:
            self._send(Answer(403, "text/plain", b"this endpoint is read-only\n"))

        def _answer(self, body: bytes) -> None:
            # A page elsewhere that resolves its name to this machine must not read the graph (DNS rebinding).
            host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
            if host not in ("127.0.0.1", "localhost"):
                self._send(Answer(403, "text/plain", b"ask for 127.0.0.1 or localhost\n"))
                return
            asked = Asked(self.command, self.path, self.headers.get("Accept", ""), self.headers.get("Content-Type", ""))
            self._send(answer(front, asked, body))

        def _send(self, given: Answer) -> None:
            self.send_response(given.status)
            kind = given.kind if "charset" in given.kind or "json" in given.kind else f"{given.kind}; charset=utf-8"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(given.body)))
            self.send_header("Vary", "Accept")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(given.body)

        def log_message(self, format: str, *args: object) -> None:
            _LOG.info(format, *args)

    return Handler


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of an HTTP request that matter here."""

    method: str
    path: str
    accept: str
    content_type: str = ""


def answer(front: Front, asked: Asked, body: bytes = b"") -> Answer:
    """The answer to a request; never raises for what a client sends."""
    parts = urlsplit(asked.path)
    try:
        if parts.path in _QUERY_PATHS:
            return _query(front, asked, body)
        if asked.method == "POST":
            return Answer(403, "text/plain", b"this endpoint is read-only; queries go to /query\n")
        if parts.path in _EDITOR:
            return _editor(front, parts.path)
        if parts.path == "/page":
            return _page(front)
        iri = _own_iri(front, parts.path)
        if iri is not None:
            return _describe(front, iri, asked.accept)
    except HttpError as error:
        return Answer(error.status or 502, "text/plain", f"{error}\n".encode())
    except QueryError as error:
        return Answer(400, "text/plain", f"{error}\n".encode())
    return Answer(404, "text/plain", b"there is /, /page, /query, and /id/KIND/NAME for each of the graph's own IRIs\n")


def _query(front: Front, asked: Asked, body: bytes) -> Answer:
    kind = asked.content_type.split(";")[0].strip().lower()
    if asked.method != "POST":
        queries = parse_qs(urlsplit(asked.path).query).get("query", [])
    elif kind == _SPARQL:
        queries = [body.decode("utf-8", "replace")]
    elif kind == _FORM:
        queries = parse_qs(body.decode("utf-8", "replace")).get("query", [])
    else:
        return Answer(403, "text/plain", f"this endpoint is read-only: send {_SPARQL} or {_FORM}\n".encode())
    if len(queries) != 1:
        return Answer(400, "text/plain", b"give one query\n")
    check_reads_only(queries[0])
    accept = asked.accept or "*/*"
    return _ask(front, queries[0], accept)


def _ask(front: Front, query: str, accept: str) -> Answer:
    headers = {"Accept": accept, "Content-Type": _SPARQL}
    engine = front.engine.url
    try:
        body = request(f"{engine}/query", method="POST", body=query.encode(), headers=headers, timeout=front.timeout)
    except EndlessAnswerError as error:
        front.engine.replace(engine)
        words = f"no whole answer in {front.timeout:g} s ({error.reason}); narrow the query or end it with LIMIT\n"
        return Answer(503, "text/plain", words.encode())
    except HttpError as error:
        if error.status == 400:
            raise QueryError(explain_syntax_error(query, error.reason, (), prefixes(front.base_iri))) from error
        raise
    return Answer(200, _kind_of(body, accept), body)


def _kind_of(body: bytes, accept: str) -> str:
    """The media type of an engine's answer, as far as its first bytes and what was asked for tell."""
    wanted = _preferences(accept)
    if body.startswith(b"{"):
        return next((kind for kind in wanted if "json" in kind), "application/sparql-results+json")
    if body.startswith(b"<?xml"):
        return next((kind for kind in wanted if "xml" in kind), "application/sparql-results+xml")
    return next((kind for kind in wanted if "*" not in kind), "application/n-triples")


def _editor(front: Front, path: str) -> Answer:
    return Answer(200, _EDITOR[path], request(f"{front.engine.url}{path}", headers={}, timeout=front.timeout))


def _page(front: Front) -> Answer:
    if front.page is None:
        return Answer(404, "text/plain", b"no interactive page stands beside the graph\n")
    return Answer(200, _HTML, front.page.read_bytes())


def _own_iri(front: Front, path: str) -> str | None:
    """The graph's IRI that a path stands for: /id/KIND/NAME, or the path that the IRI itself has."""
    segments = [unquote(segment) for segment in path.strip("/").split("/")]
    if len(segments) < 3 or segments[-2] not in DATA_KINDS or not is_local_name(segments[-1]):
        return None
    prefix = "/" + "/".join(segments[:-2]) + "/"
    if prefix not in ("/id/", urlsplit(front.base_iri).path):
        return None
    return f"{front.base_iri}{segments[-2]}/{segments[-1]}"


def _describe(front: Front, iri: str, accept: str) -> Answer:
    kind = next((kind for kind in _preferences(accept) if kind in (*_RDF_TYPES, _HTML, "*/*", "text/*")), None)
    if kind is None and accept:
        return Answer(406, "text/plain", f"there is {', '.join((*_RDF_TYPES, _HTML))}\n".encode())
    if kind not in _RDF_TYPES and kind != "*/*" and kind is not None:
        return _describe_html(front, iri)
    found = _ask(front, f"DESCRIBE <{iri}>", kind if kind in _RDF_TYPES else _RDF_TYPES[0])
    if not found.body.strip() or found.body.strip() == b"[]":
        return Answer(404, "text/plain", f"{iri} is not in this graph\n".encode())
    return Answer(200, kind if kind in _RDF_TYPES else _RDF_TYPES[0], found.body)


def _preferences(accept: str) -> list[str]:
    """The media types of an Accept header, best first (RFC 9110, section 12.5.1)."""
    weighted = []
    for index, part in enumerate(accept.split(",")):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = float(value)
                except ValueError:
                    quality = 0.0
        if kind and quality > 0:
            weighted.append((-quality, index, kind.lower()))
    return [kind for _, _, kind in sorted(weighted)]


def _describe_html(front: Front, iri: str) -> Answer:
    found = _ask(front, _PREDICATE_FIRST.format(iri=iri), "application/sparql-results+json")
    rows = json.loads(found.body)["results"]["bindings"]
    if not rows:
        return Answer(404, _HTML, b"<!DOCTYPE html><title>404</title><p>Not in this graph.")
    known = prefixes(front.base_iri)
    lines = []
    for row in rows:
        value, arrow = (row["o"], "") if "o" in row else (row["s"], "\u2190 ")
        lines.append(f"<tr><th>{arrow}{html.escape(_short(row['p']['value'], known))}<td>{_shown(front, value, known)}")
    title = html.escape(_short(iri, known))
    text = (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font-family:sans-serif;margin:2rem}th{text-align:start;padding-inline-end:1rem;"
        "vertical-align:top;font-weight:normal;color:#555}</style>"
        f"<h1>{title}</h1><p><code>{html.escape(iri)}</code> (also as Turtle, N-Triples, JSON-LD, RDF/XML)"
        f"<table>{''.join(lines)}</table></html>"
    )
    return Answer(200, _HTML, text.encode())


def _short(iri: str, known: dict[str, str]) -> str:
    fitting = [(space, name) for name, space in known.items() if iri.startswith(space)]
    if not fitting:
        return iri
    space, name = max(fitting, key=lambda pair: len(pair[0]))
    return f"{name}:{iri[len(space) :]}"


def _shown(front: Front, value: dict[str, str], known: dict[str, str]) -> str:
    text = value["value"]
    if value["type"] != "uri":
        direction = ' dir="rtl" lang="ar"' if is_arabic(text) else ""
        return f"<span{direction}>{html.escape(text)}</span>"
    label = html.escape(_short(text, known))
    if text.startswith(front.base_iri):
        return f'<a href="/id/{html.escape(quote(text.removeprefix(front.base_iri)))}">{label}</a>'
    return f'<a href="{html.escape(text)}" rel="noreferrer">{label}</a>' if text.startswith("http") else label
