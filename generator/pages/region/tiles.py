"""The province-level divisions as tiles, roughly where they lie: a diagram, without outlines, borders or scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.archive.types import RegionShelf

TILE, GAP = 46, 4
"""Pixels: the side of a tile and what is left between two."""

PLACES: Mapping[str, tuple[str, int, int]] = {
    "23": ("黑龙江", 6, 0),
    "15": ("内蒙古", 4, 1), "21": ("辽宁", 5, 1), "22": ("吉林", 6, 1),
    "65": ("新疆", 0, 2), "62": ("甘肃", 1, 2), "64": ("宁夏", 2, 2), "14": ("山西", 3, 2), "13": ("河北", 4, 2),
    "11": ("北京", 5, 2), "12": ("天津", 6, 2),
    "63": ("青海", 1, 3), "61": ("陕西", 2, 3), "41": ("河南", 3, 3), "37": ("山东", 4, 3),
    "54": ("西藏", 0, 4), "51": ("四川", 1, 4), "50": ("重庆", 2, 4), "42": ("湖北", 3, 4), "34": ("安徽", 4, 4),
    "32": ("江苏", 5, 4), "31": ("上海", 6, 4),
    "53": ("云南", 1, 5), "52": ("贵州", 2, 5), "43": ("湖南", 3, 5), "36": ("江西", 4, 5), "33": ("浙江", 5, 5),
    "45": ("广西", 2, 6), "44": ("广东", 3, 6), "35": ("福建", 4, 6),
    "46": ("海南", 2, 7),
}  # fmt: skip
"""Code → everyday name, column and row of each of the 31 divisions that the lists cover."""

COLUMNS, ROWS = 7, 8


@dataclass(frozen=True, slots=True)
class Tile:
    """One province-level division."""

    name: str
    """Its everyday name."""
    url: str
    """Its page; "" where no report is held."""
    reports: int
    """Reports held in it."""
    x: int
    """Left edge."""
    y: int
    """Upper edge."""


@dataclass(frozen=True, slots=True)
class TileDiagram:
    """All of them."""

    tiles: tuple[Tile, ...]
    """By code."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    side: int
    """Of one tile, in pixels."""
    missing: tuple[str, ...]
    """Names of those for which no report is held."""


def tile_diagram(regions: Mapping[str, RegionShelf]) -> TileDiagram:
    """Every division at its place, with how many reports of it are held."""
    tiles = []
    for code, (name, column, row) in sorted(PLACES.items()):
        held = regions.get(code)
        x, y = column * (TILE + GAP) + 1, row * (TILE + GAP) + 1
        tiles.append(Tile(name, held.url if held else "", held.reports if held else 0, x, y))
    missing = tuple(tile.name for tile in tiles if not tile.url)
    width, height = COLUMNS * (TILE + GAP) - GAP + 2, ROWS * (TILE + GAP) - GAP + 2
    return TileDiagram(tuple(tiles), width, height, TILE, missing)
