"""HTTP to SPARQL endpoints: one request, its answer or one clear line why not.

Redirects are refused: a POST would turn into a GET, and credentials would go to another host.
"""

from __future__ import annotations

import base64
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.message import Message
from http.client import HTTPException
from typing import IO, Any
from urllib.parse import urlsplit

from graph.errors import QueryError

# What one answer may take up: beyond it a query has lost its way, as one that joins everything with everything.
ANSWER_LIMIT = 256 * 1024 * 1024
_CHUNK = 256 * 1024


class HttpError(QueryError):
    """An answer other than success; `status` is None where there was no answer at all."""

    def __init__(self, url: str, status: int | None, reason: str) -> None:
        """Args: url: as asked; reason: the server's or the system's words."""
        self.status = status
        self.reason = reason
        shown = f"answers {status}" if status is not None else "does not answer"
        super().__init__(f"{url} {shown}: {reason}")


class EndlessAnswerError(HttpError):
    """No end of the answer within the time or size that it may take."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        raise HttpError(req.full_url, code, f"redirects to {newurl}; give that address if you trust it")


_OPENER = urllib.request.build_opener(_NoRedirect)


def check_url(url: str) -> str:
    """The URL, if it is one of HTTP.

    Raises: QueryError: another scheme, no host, or credentials inside, which would end up in logs.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise QueryError(f"{url!r} is no address of an endpoint: expected http://HOST/... or https://HOST/...")
    if parts.username is not None or parts.password is not None:
        raise QueryError("credentials do not belong in the address; name an environment variable that holds them")
    return url


def authorization(variable: str | None) -> dict[str, str]:
    """The Authorization header from an environment variable that holds USER:PASSWORD or a bearer token.

    Raises: QueryError: the variable is not set, or holds line breaks.
    """
    if variable is None:
        return {}
    secret = os.environ.get(variable, "")
    if not secret:
        raise QueryError(f"the environment variable {variable} is not set; put USER:PASSWORD or a token into it")
    if "\n" in secret or "\r" in secret:
        raise QueryError(f"the environment variable {variable} holds a line break")
    if ":" in secret:
        return {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"}
    return {"Authorization": f"Bearer {secret}"}


def request(
    url: str, *, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str], timeout: float
) -> bytes:
    """The body of a successful answer.

    Args: timeout: seconds until the answer must have come to its end.
    Raises: EndlessAnswerError: it had not, or it is larger than `ANSWER_LIMIT`; HttpError: any other answer, or none.
    """
    asked = urllib.request.Request(check_url(url), data=body, headers=dict(headers), method=method)
    deadline = time.monotonic() + timeout
    try:
        with _open(asked, timeout) as answer:
            return _read(answer, url, deadline)
    except urllib.error.HTTPError as error:
        raise HttpError(url, error.code, _words(error)) from error
    except (urllib.error.URLError, OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        kind = EndlessAnswerError if isinstance(reason, TimeoutError) else HttpError
        raise kind(url, None, str(reason) or type(reason).__name__) from error


def _open(asked: urllib.request.Request, timeout: float) -> Any:
    """The answer; a server that takes no plain password is asked once more, and answered with a digest (RFC 7616).

    Virtuoso is one, and does not even say so to who sends a plain one.
    """
    try:
        return _OPENER.open(asked, timeout=timeout)
    except urllib.error.HTTPError as error:
        login = asked.get_header("Authorization", "")
        takes_plain = "basic" in error.headers.get("WWW-Authenticate", "").lower()
        if error.code != 401 or not login.startswith("Basic ") or takes_plain:
            raise
        user, _, password = base64.b64decode(login.removeprefix("Basic ")).decode().partition(":")
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, asked.full_url, user, password)
        asked.remove_header("Authorization")
        digesting = urllib.request.build_opener(_NoRedirect, urllib.request.HTTPDigestAuthHandler(passwords))
        return digesting.open(asked, timeout=timeout)


def _read(answer: IO[bytes], url: str, deadline: float) -> bytes:
    content = bytearray()
    # One read for all would wait as long as bytes keep coming.
    while chunk := answer.read1(_CHUNK):  # type: ignore[attr-defined]
        content += chunk
        if len(content) > ANSWER_LIMIT:
            raise EndlessAnswerError(url, None, f"more than {ANSWER_LIMIT // 1024**2} MB")
        if time.monotonic() > deadline:
            raise EndlessAnswerError(url, None, "timed out")
    if getattr(answer, "length", None):
        raise HttpError(url, None, "the answer broke off")
    return bytes(content)


def _words(error: urllib.error.HTTPError) -> str:
    """The first line that the server says, or the status in words."""
    try:
        text: Any = error.read(2000).decode("utf-8", "replace").strip()
    except OSError:
        text = ""
    return text.splitlines()[0][:200] if text else error.reason
