"""The licences that an archive may publish its own work under: tables, findings and data, never the reports themselves.

They are data: ``licenses.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.shipped import shipped_table


@dataclass(frozen=True, slots=True)
class License:
    """A licence by its SPDX identifier."""

    name: str
    """The identifier: ``CC-BY-4.0``."""
    title: str
    """Its name in English."""
    title_zh: str
    """Its name in Chinese."""
    path: str
    """Where its text stands."""
    asks_zh: str
    """What it allows and asks for, in Chinese, without a full stop."""


DEFAULT = "CC-BY-4.0"


@cache
def licenses() -> Mapping[str, License]:
    """All that are known, by identifier."""
    told = shipped_table(__package__, "licenses.yaml")
    return {name: License(name, **values) for name, values in told.items()}
