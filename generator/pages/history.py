"""A place's names over time: its name today, former names, and what it was merged into."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from generator.archive.types import Lineage
from generator.pages.page import Link


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What became of a place. Everything may be empty."""

    now: str
    """Its name today, where the page is headed by an older one."""
    former: tuple[str, ...]
    """Names it bore before, with code and last year, latest first."""
    into: tuple[Link, ...]
    """Regions that it went into; the address is "" where nothing of them is held."""
    ended: str
    """The last year that the list has it, where that is over."""


def history_view(title: str, lineage: Lineage, held: Set[str]) -> HistoryView:
    """``title`` is what the page is headed by; a name that it holds is not said again. ``held`` are the addresses of
    the regions that have a page."""
    return HistoryView(
        now=lineage.now if lineage.former and lineage.now not in title else "",
        former=tuple(f"{f.name}（代码 {f.code}，用至 {f.last} 年）" for f in lineage.former),
        into=tuple(Link(crumb.name, crumb.url if crumb.url in held else "") for crumb in lineage.into),
        ended=str(lineage.ended) if lineage.ended else "",
    )
