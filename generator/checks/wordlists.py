"""Lists of words as data: patterns with examples of what they mean and of what they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.shipped import shipped_table


@dataclass(frozen=True, slots=True)
class WordList:
    """One list. ``pattern`` finds any of its words; a test holds it to ``examples`` and ``others``."""

    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    others: tuple[str, ...]
    """Near misses that must not be found."""

    def found(self, text: str) -> bool:
        return self.pattern.search(text) is not None

    def all(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text)


@lru_cache(maxsize=8)
def word_lists(file: str) -> Mapping[str, WordList]:
    """The lists in ``file`` (beside this module), by name. Constant data, read once a process."""
    return {name: _list(name, item) for name, item in shipped_table(__package__, file).items()}


def _list(name: str, item: Mapping[str, list[str]]) -> WordList:
    pattern = re.compile("|".join(f"(?:{word})" for word in item["patterns"]), re.MULTILINE)
    return WordList(name, pattern, tuple(item["examples"]), tuple(item.get("others", ())))
