"""HTTP to SPARQL endpoints: one request, its answer or one clear line why not.

Redirects are refused: a POST would turn into a GET, and credentials would go to another host.
"""

from __future__ import annotations

import base64
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.message import Message
from typing import IO, Any
from urllib.parse import urlsplit

from graph.errors import QueryError


class HttpError(QueryError):
    """An answer other than success; `status` is None where there was no answer at all."""

    def __init__(self, url: str, status: int | None, reason: str) -> None:
        """Args: url: as asked; reason: the server's or the system's words."""
        self.status = status
        shown = f"answers {status}" if status is not None else "does not answer"
        super().__init__(f"{url} {shown}: {reason}")


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

    Args: timeout: seconds without a byte.
    Raises: HttpError: any other answer, or none.
    """
    asked = urllib.request.Request(check_url(url), data=body, headers=dict(headers), method=method)
    try:
        with _OPENER.open(asked, timeout=timeout) as answer:
            content: bytes = answer.read()
            return content
    except urllib.error.HTTPError as error:
        raise HttpError(url, error.code, _first_line(error)) from error
    except urllib.error.URLError as error:
        raise HttpError(url, None, str(error.reason)) from error
    except OSError as error:
        raise HttpError(url, None, str(error) or type(error).__name__) from error


def _first_line(error: urllib.error.HTTPError) -> str:
    try:
        text: Any = error.read(2000).decode("utf-8", "replace").strip()
    except OSError:
        text = ""
    return text.splitlines()[0][:200] if text else error.reason
