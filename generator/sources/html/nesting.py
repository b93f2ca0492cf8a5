"""Markup whose tags overlap: browsers open again what another tag has closed, and so hide or restyle more than is
written within it."""

from __future__ import annotations

import re

FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
"""Browsers open these again behind a closing tag that overlaps with them."""
TAG = re.compile(
    r"<!--.*?(?:--!?>|$)|<(script|style|textarea|title|xmp)\b.*?(?:</\1|$)|<(/?)([a-z][^\s/>]*)", re.I | re.S
)
BARRIERS = frozenset(("td", "th", "tr", "table", "tbody", "thead", "tfoot", "caption"))
"""At their ends nothing is opened again."""
VOID = frozenset(("br", "img", "input", "hr", "col", "wbr", "meta", "link", "area", "base", "embed", "param", "source"))
MAX_OPEN_TAGS = 500
"""Tags left open that are remembered, the last ones."""


def overlapping(markup: str) -> frozenset[tuple[str, int]]:
    """The formatting tags that another tag closes: (name, its number among the tags of that name, from 1)."""
    counts: dict[str, int] = {}
    opened: list[tuple[str, int]] = []
    found: set[tuple[str, int]] = set()
    for match in TAG.finditer(markup):
        name = (match[3] or "").lower()
        if not name or name in VOID:
            continue
        if name in BARRIERS:
            opened.clear()
        if not match[2]:
            if name in FORMATTING:
                counts[name] = counts.get(name, 0) + 1
            opened.append((name, counts.get(name, 0)))
            del opened[:-MAX_OPEN_TAGS]
        elif name not in BARRIERS:
            found.update(one for one in _closed(name, opened) if one[0] in FORMATTING)
    return frozenset(found)


def _closed(name: str, opened: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Takes the last tag ``name`` and all behind it from ``opened``; those behind it, which it closes, are returned."""
    at = next((at for at in range(len(opened) - 1, -1, -1) if opened[at][0] == name), None)
    if at is None:
        return []
    inner = opened[at + 1 :]
    del opened[at:]
    return inner
