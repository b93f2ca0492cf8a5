"""Elements that show something else than their text, and what they leave in doubt in the cells of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from generator.sources.html.boxes import TableCell
from generator.sources.marks import BROKEN
from generator.text.folding import without_blanks
from generator.text.number_grammar import UNIT_CHARACTERS

PICTURE = "〔图〕"
"""Stands in a cell for what a reader sees there, so that it is not taken for blank."""
REPLACED = frozenset((
    "svg", "math", "canvas", "object", "iframe", "embed", "applet", "video", "audio", "select", "meter", "progress",
    "button", "textarea", "image", "marquee", "frame", "ruby", "isindex", "keygen", "map", "optgroup", "option",
))  # fmt: skip
"""Shown by the browser itself, or moving: what is seen there is not read."""
ACTIVE = re.compile(r"[\s\"'/][oO][nN][a-zA-Z]{3,}\s*=|[sS][hH][aA][dD][oO][wW][rR][oO][oO][tT]")
"""Without these no element but the special ones is more than its tag and styles tell."""
SPECIAL = frozenset(("input", "template", "script"))
SHUT = re.compile(r"<(?:details|dialog)\b", re.I)
WRITTEN_FIELDS = frozenset(("text", "number", "search", "tel", "url", "email"))
"""Kinds of ``<input>`` that show their value as it is written."""
FIELDS = WRITTEN_FIELDS | frozenset((
    "hidden", "password", "checkbox", "radio", "submit", "button", "reset", "image", "file", "range", "color", "date",
    "time", "month", "week", "datetime-local",
))  # fmt: skip
QUIET_FIELDS = frozenset(("hidden", "checkbox", "radio"))


def shows_else(element: Any) -> bool:
    """Whether ``element``, in a cell, shows what is not in its text."""
    tag = element.tag
    if tag == "input":
        kind = (element.get("type") or "text").strip().lower()
        if kind in WRITTEN_FIELDS or kind not in FIELDS:
            return bool(element.get("placeholder")) and not element.get("value")
        return kind not in QUIET_FIELDS or (kind != "hidden" and element.get("checked") is not None)
    if tag == "template":
        return element.get("shadowrootmode") is not None
    # A browser shows a shadow in the place of what is in the element.
    return len(element) > 0 and any(kid.tag == "template" and kid.get("shadowrootmode") for kid in element)


def is_shut(element: Any) -> bool:
    """Whether ``element`` is not shown before its reader opens it."""
    tag = element.tag
    if tag == "dialog":
        return element.get("open") is None
    parent = element.getparent()
    if parent is not None and parent.tag == "details" and parent.get("open") is None:
        return next(parent.iter("td", "th"), None) is None and _in_cell(parent) and tag != "summary"
    return False


def _in_cell(element: Any) -> bool:
    return next(element.iterancestors("td", "th"), None) is not None


def blur(groups: Sequence[Sequence[Sequence[TableCell]]]) -> None:
    """Marks what every row of numbers says as unsure: where a part of a table is moved, it may stand over any other."""
    for row in (row for group in groups for row in group):
        if not any(counts(cell.text) for cell in row):
            continue
        for cell in row:
            blur_cell(cell)


def blur_cell(cell: TableCell) -> None:
    """Marks the number, or the want of one, that ``cell`` says as unsure."""
    if BROKEN in cell.text:
        return
    if counts(cell.text):
        cell.text = f"〔{BROKEN}{cell.text.strip()}{BROKEN}〕"
    elif not cell.text.strip():
        cell.text = PICTURE


def counts(text: str) -> bool:
    """Whether a cell says a number or that there is none."""
    squeezed = without_blanks(text)
    return 0 < len(squeezed) <= 20 and (any(c.isdigit() for c in squeezed) or squeezed in ("-", "/", "—", "无", "——"))


def is_value(text: str) -> bool:
    """Whether a cell says a number or nothing, and is no name of a row: 1.其他 is one."""
    squeezed = without_blanks(text)
    return not squeezed or (
        counts(squeezed) and all(c in UNIT_CHARACTERS for c in squeezed if c.isalpha() and c != "无")
    )
