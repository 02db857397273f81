"""A remote SPARQL endpoint with the face of a graph file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from graph.errors import QueryError
from graph.store.answers import Answers, answers_from
from graph.store.files import DEFAULT_TIMEOUT
from graph.store.sparql import check_reads_only
from graph.store.web import authorization, check_url, request
from graph.vocab import prefixes

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"


class RemoteStore:
    """An endpoint that speaks the SPARQL 1.1 protocol."""

    def __init__(self, url: str, *, auth: str | None = None, default_graph: str | None = None) -> None:
        """Args: auth: the environment variable with the credentials; default_graph: for stores that need one named.

        Raises: QueryError: no address of HTTP, or the variable is not set.
        """
        self.url = check_url(url)
        self.prefixes: Mapping[str, str] = prefixes()
        self._default_graph = default_graph
        self._headers = authorization(auth)

    def query(self, sparql: str, *, timeout: float = DEFAULT_TIMEOUT) -> Answers:
        """Answer a query; its prefixes must be declared.

        Args: timeout: seconds without a byte.
        Raises: QueryError: an update, a refusal, no answer, or an answer in another format.
        """
        check_reads_only(sparql)
        fields = {"query": sparql}
        if self._default_graph is not None:
            fields["default-graph-uri"] = self._default_graph
        headers = self._headers | {
            "Accept": f"{_ROWS}, {_TRIPLES};q=0.9",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = request(self.url, method="POST", body=urlencode(fields).encode(), headers=headers, timeout=timeout)
        return self._read(body)

    def _read(self, body: bytes) -> Answers:
        if not body.lstrip().startswith(b"{"):
            return answers_from("triples", b"\n".join(sorted(body.split(b"\n"))).strip(), self.prefixes)
        try:
            document = json.loads(body)
            return answers_from("boolean" if "boolean" in document else "rows", body, self.prefixes)
        except (ValueError, KeyError, TypeError) as error:
            raise QueryError(f"{self.url}: the answer is no SPARQL result in JSON ({error})") from error
