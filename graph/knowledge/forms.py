"""Forms of Arabic adjectives and titles by rule, as comparison keys."""

from __future__ import annotations

from functools import lru_cache

from graph.text import comparison_key

_ENDINGS = ("", "ة", "ون", "ين", "ات", "ان", "تان", "تين", "ا")
_ARTICLE = "ال"


@lru_cache(maxsize=20_000)
def adjective_forms(base: str) -> tuple[str, ...]:
    """Keys of an adjective's forms: both genders, all numbers, with and without the article.

    A base of several words ("كوري جنوبي") is inflected word by word in agreement.
    """
    words = base.split()
    forms = [" ".join(word + ending for word in words) for ending in _ENDINGS]
    definite = [" ".join(_ARTICLE + word for word in form.split()) for form in forms]
    return tuple(dict.fromkeys(comparison_key(form) for form in forms + definite))


def definite(key: str) -> str:
    """The key with the definite article, which it may already have."""
    return key if key.startswith(_ARTICLE) else _ARTICLE + key


def plural_forms(plural: str) -> tuple[str, ...]:
    """Keys of an irregular plural with and without the article."""
    key = comparison_key(plural)
    return (key, definite(key))
