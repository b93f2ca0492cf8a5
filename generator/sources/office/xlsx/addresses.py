"""Addresses of cells: C4, and ranges of them."""

from __future__ import annotations

import re

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
At = tuple[int, int]
"""Row and column, from 1."""
Area = tuple[int, int, int, int]
"""Top, left, bottom, right, each within."""


def address(reference: str) -> At | None:
    """``C4`` → (4, 3)."""
    match = REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def column_name(column: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def area_of(reference: str) -> Area | None:
    """``B2:D4`` → (2, 2, 4, 4); a single cell is an area too."""
    first, _, last = reference.partition(":")
    start, end = address(first), address(last or first)
    if start is None or end is None or end < start or end[1] < start[1]:
        return None
    return *start, *end


def loose_area(reference: str) -> Area | None:
    """The same of a range whose corners stand in another order or in small letters, which no program writes."""
    corners = [address(part) for part in reference.upper().split(":")]
    places = [corner for corner in corners if corner is not None]
    if not places or len(places) < len(corners):
        return None
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return min(rows), min(columns), max(rows), max(columns)
