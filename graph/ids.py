"""Stable local names made from natural keys.

A local name is ASCII letters, digits, "_" and "-", first a letter: prefixed names with escapes are stored wrongly by
some triple stores.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

KINDS = ("actor", "event", "place", "article", "mention", "outlet", "position", "quantity")
_LOCAL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")


def digest(*parts: str, length: int = 16) -> str:
    """Hexadecimal digits of the SHA-256 of the parts, which may hold any characters.

    Args: length: number of digits, 1..64.
    """
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:length]


def local_name(prefix: str, *parts: str) -> str:
    """A local name for a natural key: the prefix, then a digest of the parts.

    Raises: ValueError: when the prefix is no local name itself.
    """
    if not is_local_name(prefix):
        raise ValueError(f"not a local name: {prefix!r}")
    return f"{prefix}-{digest(*parts)}"


def slug_name(prefix: str, slug: str) -> str:
    """A readable local name where a slug ("q796", "lloyd-austin") identifies the thing on its own; accents are dropped.

    Raises: ValueError: when no letter or digit is left of the slug.
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", slug) if not unicodedata.combining(char))
    cleaned = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()
    if not cleaned:
        raise ValueError(f"no ASCII letter or digit in {slug!r}")
    return f"{prefix}-{cleaned}"


def is_local_name(name: str) -> bool:
    """Whether `name` may stand after a prefix in Turtle without any escape."""
    return _LOCAL_NAME.match(name) is not None


def article_id(file: str, part: int, content_hash: str) -> str:
    """The local name of the article that is part `part` of `file`."""
    return local_name("a", file, str(part), content_hash)


def mention_id(article: str, kind: str, start: int, end: int) -> str:
    """The local name of the words of an article at file offsets `start`..`end`, in one of its functions.

    Args: kind: one letter: e event, n entity, q quotation, p position, u quantity.
    """
    return f"{kind}-{article.removeprefix('a-')}-{start}-{end}"
