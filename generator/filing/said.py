"""What ``add`` and the commands about sidecars say, in English and Chinese: each sentence stands in ``said.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from generator.labels import Bilingual
from generator.printable import printable
from generator.shipped import shipped_table

ENGLISH, CHINESE = "en", "zh"
MAX_VALUE = 200
"""Characters of a name, address or cell that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: its ``code`` in said.yaml and what is filled in."""

    code: str
    values: Mapping[str, object]

    def text(self, language: str = ENGLISH) -> str:
        """The sentence; what is filled in is made printable and short enough to be read."""
        filled = {name: _shown(value, language) for name, value in self.values.items()}
        return sentences()[self.code][language].format_map(filled)


def said(code: str, **values: object) -> Said:
    """The sentence of ``code``. What is filled in may be Bilingual."""
    return Said(code, MappingProxyType(values))


def _shown(given: object, language: str) -> str:
    if isinstance(given, Bilingual):
        return given.zh if language == CHINESE else given.en
    value = printable(str(given))
    return value if len(value) <= MAX_VALUE else value[:MAX_VALUE] + "…"


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Code → language → sentence with {names} to be filled in."""
    found: Mapping[str, Mapping[str, str]] = shipped_table(__package__, "said.yaml")
    return found
