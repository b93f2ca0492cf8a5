"""What stated figures are called: the reviewed wordings of indicators.yaml, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.errors import GongkaiError
from generator.forms.loader import load_forms
from generator.reading.figures.nothing import Grammar, grammar
from generator.reading.figures.tables import form_words
from generator.shipped import shipped_table

FRAGMENT = re.compile(r"«(\w+)»")


@dataclass(frozen=True, slots=True)
class IndicatorWording:
    """One way to state one indicator. ``pattern`` covers the whole clause before the number.

    ``kind`` is ``clear``, ``loose`` or ``neutral``. ``about`` must, ``unless`` must not stand before the number:
    ``about`` in the paragraph (or only the sentence, where ``within_sentence``), ``unless`` in the sentence.
    ``chain``: words that mean nothing by themselves, so the clause or the figure before must speak of requests.
    ``stock``: a quantity at a date, of which 截至 may be said.
    """

    id: str
    zh: str
    kind: str
    units: frozenset[str]
    pattern: re.Pattern[str]
    about: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    within_sentence: bool
    chain: bool
    stock: bool
    examples: tuple[str, ...]
    traps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of figures: how its total is introduced, what its parts are called, and what ends it."""

    group: str
    total: re.Pattern[str]
    part: re.Pattern[str]
    not_part: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Indicators:
    """indicators.yaml in its order, and the grammar of nothing.yaml; ``table_words`` finds what only tables say."""

    wordings: tuple[IndicatorWording, ...]
    nothing: Grammar
    lists: tuple[Listing, ...]
    table_words: re.Pattern[str]


def load_indicators() -> Indicators:
    """The wordings that ship with the package. Raises GongkaiError where the file contradicts itself."""
    data = _read("indicators.yaml")
    try:
        fragments: dict[str, str] = {}
        for name, pattern in data["fragments"].items():
            fragments[name] = _expand(pattern, fragments)
        return Indicators(
            tuple(_wording(item, fragments) for item in data["wordings"]),
            grammar(_read("nothing.yaml"), _numbered(fragments["open"])),
            tuple(_listing(item) for item in data["lists"]),
            form_words(load_forms()),
        )
    except (KeyError, TypeError, re.error) as error:
        raise GongkaiError(f"not a list of indicators: {error!r}", file="indicators.yaml") from error


def _read(file: str) -> Any:
    return shipped_table(__package__, file)


def _expand(pattern: str, fragments: Mapping[str, str]) -> str:
    return FRAGMENT.sub(lambda match: fragments[match[1]], pattern)


def _wording(item: Mapping[str, Any], fragments: Mapping[str, str]) -> IndicatorWording:
    # Alternatives would name the subject twice; each is compiled with a group of its own.
    pattern = _expand(item["pattern"], fragments)
    return IndicatorWording(
        id=item["id"],
        zh=item["zh"],
        kind=item.get("wording", "clear"),
        units=frozenset(item["units"]),
        pattern=re.compile(_numbered(pattern)),
        about=_optional(item.get("about")),
        unless=_optional(item.get("unless")),
        within_sentence=item.get("within") == "sentence",
        chain=bool(item.get("chain")),
        stock=bool(item.get("stock")),
        examples=tuple(item["examples"]),
        traps=tuple(item["traps"]),
    )


def _listing(item: Mapping[str, Any]) -> Listing:
    return Listing(item["group"], _any(item["total"]), _any(item["part"]), _any(item["not_part"]))


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(words))


def _optional(pattern: str | None) -> re.Pattern[str] | None:
    return None if pattern is None else re.compile(pattern)


def _numbered(pattern: str) -> str:
    """The group ``subject`` may occur once a fragment: subject, subject2, …"""
    first, *rest = pattern.split("(?P<subject>")
    return "".join([first, *(f"(?P<subject{i}>{part}" for i, part in enumerate(rest))])
