"""One picture after another: straight pages, their tables and lines, and how they are shown. Plain data comes out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from .cells import Told, read_table, without_rules
from .ground import INK, Picture, flat, grey
from .lines import Line, read_lines
from .reading import Eyes
from .rules import Ruled, find_rules, find_tables
from .straight import straightened
from .words import is_figure

SIDE_BY_SIDE = 2
"""Pages that are looked at at once."""
SHORT_SIDE = 595.0
"""Points: the short side of A4, which a picture of its proportions shows."""
A4 = (1.25, 1.6)
FINEST = 300
"""Dots an inch: finer pictures are made as fine as this."""
MOST_PIXELS = 18_000_000
"""Of one picture, as it is looked at: two pages side by side at 300 dots an inch."""
CHARACTER = 9.0
"""Points: the usual height of characters, by which other pictures are measured."""
COARSEST, USUAL = 60.0, 96.0
SURE = 0.5
"""Lines read with less are no text: strokes of a pattern, of a seal, of handwriting."""
HAN = "\u3400", "\u9fff"
FEW = 10
"""Characters: on shorter lines nobody sees how a page lies."""
UPRIGHT = 0.35
"""Where so small a share of what was read is sure, the page may lie on its side or its head."""
WIDEST = 1400
"""Pixels of a page as it is published."""
QUALITY = 60
COLOURED = 24
"""Between the colours of a pixel so much lies where it has one."""


def pages_of(pictures: Iterable[tuple[Picture, float | None]], eyes: Eyes) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Of each page on ``pictures`` (in colour, with their dots an inch where known): what is on it, and its picture.

    Some are looked at side by side, and no more are decoded than those.
    """
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        begun: deque[Future[list[tuple[dict[str, Any], bytes]]]] = deque()
        for whole, dpi in pictures:
            begun.append(pool.submit(_pages, whole, dpi, eyes))
            if len(begun) > SIDE_BY_SIDE:
                yield from begun.popleft().result()
        for one in begun:
            yield from one.result()


def _pages(whole: Picture, dpi: float | None, eyes: Eyes) -> list[tuple[dict[str, Any], bytes]]:
    factor = min(1.0, (MOST_PIXELS / (whole.shape[0] * whole.shape[1])) ** 0.5)
    picture = cv2.resize(whole, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else whole
    return [_page(*_measured(page, dpi * factor if dpi else None), eyes) for page in straightened(picture)]


def _measured(page: Picture, dpi: float | None) -> tuple[Picture, float]:
    """``page``, no finer than needed, and its dots an inch."""
    high, wide = page.shape[:2]
    if dpi is None:
        ratio = max(high, wide) / min(high, wide)
        dpi = min(high, wide) * 72 / SHORT_SIDE if A4[0] <= ratio <= A4[1] else _by_characters(page)
    if dpi <= FINEST * 1.1:
        return page, dpi
    return cv2.resize(page, None, fx=FINEST / dpi, fy=FINEST / dpi, interpolation=cv2.INTER_AREA), FINEST


def _by_characters(page: Picture) -> float:
    """Dots an inch of a page that is no sheet of paper, by the height of most of its characters."""
    _, _, stats, _ = cv2.connectedComponentsWithStats((flat(grey(page)) < INK).astype(np.uint8))
    heights = [int(h) for _, _, w, h, _ in stats[1:] if 6 <= h <= 80 and w <= 2 * h]
    return max(COARSEST, 72 * float(np.percentile(heights, 70)) / CHARACTER) if len(heights) > 20 else USUAL


def _is_han(char: str) -> bool:
    return HAN[0] <= char <= HAN[1]


@dataclass(frozen=True)
class _Sight:
    """What is on a page that lies as ``picture`` does."""

    picture: Picture
    shape: tuple[int, ...]
    lines: list[Line]
    tables: list[Ruled]
    told: list[list[Told]]

    @property
    def words(self) -> list[tuple[str, float]]:
        """What is said, piece by piece, and how sure it is, but for figures, which look alike upside down. Only Han
        characters are sure."""
        pieces = [(line.text, line.sure) for line in self.lines]
        pieces += [(told.texts[0], told.sure) for cells in self.told for told in cells if told.texts]
        said = [(text, sure) for text, sure in pieces if len(text) > 1 and not is_figure(text)]
        return [(text, sure if any(map(_is_han, text)) else 0.0) for text, sure in said]

    @property
    def sure(self) -> float:
        """So large a share of what has room in the lines is said surely; on a page without lines, of what is said."""
        room = sum((line.box[2] - line.box[0]) / max(1, line.box[3] - line.box[1]) for line in self.lines)
        if room >= FEW:
            return sum(len(line.text) * line.sure for line in self.lines if line.sure > SURE) / room
        said = self.words
        return sum(sure > SURE for _, sure in said) / len(said) if said else float(not self.tables)

    @property
    def told_surely(self) -> float:
        """How much is said surely."""
        return sum(len(text) * sure for text, sure in self.words if sure > SURE)


def _page(picture: Picture, dpi: float, eyes: Eyes) -> tuple[dict[str, Any], bytes]:
    sight = _seen(picture, dpi, eyes)
    if sight.sure < UPRIGHT:
        lying = [_seen(np.ascontiguousarray(np.rot90(picture, turns)), dpi, eyes) for turns in (1, 2, 3)]
        sight = max((sight, *lying), key=lambda one: one.told_surely)
    by = 72 / dpi
    found = {
        "width": round(sight.shape[1] * by, 2),
        "height": round(sight.shape[0] * by, 2),
        "lines": [_plain_line(line, by) for line in sight.lines if line.sure > SURE],
        "tables": [_plain_table(table, cells, by) for table, cells in zip(sight.tables, sight.told, strict=True)],
    }
    return found, _shown(sight.picture)


def _seen(picture: Picture, dpi: float, eyes: Eyes) -> _Sight:
    page = flat(grey(picture))
    tables = find_tables(find_rules(page, dpi), dpi)
    plain = without_rules(page, tables)
    lines = read_lines(plain, tables, dpi, eyes)
    return _Sight(picture, page.shape, lines, tables, [read_table(plain, table, dpi, eyes) for table in tables])


def _scaled(box: tuple[int, int, int, int], by: float) -> list[float]:
    return [round(side * by, 1) for side in box]


def _plain_line(line: Line, by: float) -> dict[str, Any]:
    return {"text": line.text, "sure": round(line.sure, 3), "box": _scaled(line.box, by)}


def _plain_table(table: Ruled, cells: list[Told], by: float) -> dict[str, Any]:
    plain = [
        {
            "at": [told.cell.row, told.cell.column, told.cell.down, told.cell.across],
            "box": _scaled(told.cell.box, by),
            "texts": told.texts,
            "sure": told.sure,
            "empty": told.empty,
            "last": round(told.last * by, 1),
            "lead": round(told.lead * by, 1),
        }
        for told in cells
    ]
    return {"box": _scaled(table.box, by), "rows": len(table.ys) - 1, "columns": len(table.xs) - 1, "cells": plain}


def _shown(picture: Picture) -> bytes:
    """The picture of a page as it is published: made anew, without colour where it has none."""
    if picture.shape[1] > WIDEST:
        factor = WIDEST / picture.shape[1]
        picture = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    if picture.ndim == 3:
        spread = picture.max(axis=2).astype(np.int16) - picture.min(axis=2)
        if np.count_nonzero(spread > COLOURED) < spread.size / 2000:
            picture = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return bytes(cv2.imencode(".webp", picture, [cv2.IMWRITE_WEBP_QUALITY, QUALITY])[1])
