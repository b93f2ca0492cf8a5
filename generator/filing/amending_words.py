"""What the commands about sidecars say, in English and Chinese: every sentence stands whole in ``amending.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from generator.labels import Bilingual

ENGLISH, CHINESE = "en", "zh"
WORDS_FILE = Path(__file__).with_name("amending.yaml")


def amending_text(code: str, language: str = ENGLISH, **values: object) -> str:
    """The sentence of ``code``; values may be Bilingual."""
    return sentences()[code][language].format_map({name: _shown(value, language) for name, value in values.items()})


def _shown(value: object, language: str) -> object:
    if isinstance(value, Bilingual):
        return value.zh if language == CHINESE else value.en
    return value


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Code → language → sentence with {names} to be filled in."""
    with WORDS_FILE.open(encoding="utf-8") as file:
        found: Mapping[str, Mapping[str, str]] = yaml.safe_load(file)
    return found
