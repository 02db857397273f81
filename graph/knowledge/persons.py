"""Known persons by the spellings of their names that no list has."""

from __future__ import annotations

from functools import lru_cache

from graph.knowledge.base import KnowledgeBase
from graph.knowledge.entries import Entry
from graph.knowledge.names import blocking_keys, compare_names, name_tokens
from graph.model import EntityKind

_LEAST = 0.86


class PersonIndex:
    """The known persons by the blocking keys of their names, to find spellings that no list has."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        """Index every Arabic name of two parts or more, and single names that stand for a person alone."""
        self._by_key: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for entry in knowledge.entries():
            if entry.kind is not EntityKind.PERSON:
                continue
            for name in entry.names_ar:
                tokens = name_tokens(name)
                if len(tokens) > 1:
                    for key in blocking_keys(tokens):
                        self._by_key.setdefault(key, []).append((tokens, entry))

    @lru_cache(maxsize=200_000)  # noqa: B019 - one index lives as long as the knowledge base
    def find(self, tokens: tuple[str, ...]) -> tuple[tuple[float, str, Entry], ...]:
        """Persons whose name may be this one: score, why, entry; the best first."""
        best: dict[str, tuple[float, str, Entry]] = {}
        for key in blocking_keys(tokens):
            for other, entry in self._by_key.get(key, ()):
                score = compare_names(tokens, other)
                if score.value >= _LEAST and score.value > best.get(entry.id, (0.0, "", entry))[0]:
                    best[entry.id] = (score.value, score.detail, entry)
        return tuple(sorted(best.values(), key=lambda found: (-found[0], found[2].id)))


@lru_cache(maxsize=4)
def person_index(knowledge: KnowledgeBase) -> PersonIndex:
    """The index of a knowledge base, made once."""
    return PersonIndex(knowledge)
