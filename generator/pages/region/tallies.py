"""Badges over a region: how many of its reports have which value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import labels
from generator.archive.types import RegionShelf
from generator.pages.badges import Share, shares
from generator.pages.found import Facets


@dataclass(frozen=True, slots=True)
class BadgeTally:
    """One badge over a region."""

    name: str
    """What is judged."""
    en: str
    """The same in English."""
    shares: tuple[Share, ...]
    """How many reports have which value."""


def tallies(badges: Mapping[str, Mapping[str, int]], within: Facets) -> tuple[BadgeTally, ...]:
    """Those badges that any report has, in the order of the labels; ``within`` is what the reports have in common."""
    return tuple(
        BadgeTally(words.zh, words.en, shares(badges[name], within, name))
        for name, words in labels.BADGES.items()
        if badges.get(name)
    )


def added(regions: Sequence[RegionShelf]) -> dict[str, dict[str, int]]:
    """Badge → value → reports, over several regions."""
    total: dict[str, dict[str, int]] = {}
    for region in regions:
        for name, values in region.badges.items():
            for value, count in values.items():
                total.setdefault(name, {}).setdefault(value, 0)
                total[name][value] += count
    return total
