"""The levels of a list as numbering.xml states them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.sources.office.docx.names import W, attribute, on, value
from generator.sources.office.ooxml import Element

LEVELS = 9
MAX_NUMBER = 999
"""Lists of a report are short; beyond this a start value is an attack on our memory."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a numbered list, as numbering.xml defines it."""

    format: str
    text: str
    start: int
    restart: int | None
    """Restarts after a level above this one (from 1); 0 never; None after any."""
    style: str
    legal: bool
    """Writes the numbers of all levels as 1, 2, 3."""
    properties: Element | None
    """Of the paragraphs: their indents."""
    picture: bool
    """Prints a picture."""


def levels_in(item: Element) -> Iterator[tuple[int, ListLevel]]:
    for level in item.findall(f"{W}lvl"):
        at = integer(attribute(level, "ilvl"))
        if at is None or not 0 <= at < LEVELS:
            continue
        start = integer(value(level, "start"))
        yield (
            at,
            ListLevel(
                value(level, "numFmt") or "decimal",
                (value(level, "lvlText") or "")[:40],
                min(max(1 if start is None else start, 0), MAX_NUMBER),
                integer(value(level, "lvlRestart")),
                value(level, "pStyle") or "",
                on(level, "isLgl"),
                level.find(f"{W}pPr"),
                level.find(f"{W}lvlPicBulletId") is not None,
            ),
        )


def integer(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else None
