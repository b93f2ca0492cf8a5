"""Lines of text outside of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from .careful import agreed, tells, with_gaps
from .ground import INK, Picture
from .models import FOUND, HEIGHT, STEP, fitted
from .reading import Eyes
from .rules import Ruled

FINE = 92
"""Dots an inch at which lines are looked for: characters are then a dozen pixels high."""
GROWN = 1.6
"""What is found is the core of a line; the line is larger on all sides by so many times area by circumference."""
LEAST = 4.0
"""Points: nothing lower is a line."""
FIRST, SECOND = (4, 2 * STEP), (12, 2 * STEP)
"""Pixels left and right of a line, least width of it all: where it is read first, and again."""
SMALLER = 0.8
"""Of the height that it is first read in a line is as high when it is read again."""
TALLEST = 1400
"""Pixels of a page in which lines are looked for at once."""


@dataclass(frozen=True)
class Line:
    """A piece of a line with its box in pixels."""

    text: str
    sure: float
    box: tuple[int, int, int, int]


def read_lines(page: Picture, tables: list[Ruled], dpi: float, eyes: Eyes) -> list[Line]:
    """The lines on ``page``, flat and without rules, from the top and the left."""
    rest = page.copy()
    for table in tables:
        x0, y0, x1, y1 = table.box
        rest[max(0, y0 - 2) : y1 + 3, max(0, x0 - 2) : x1 + 3] = 255
    if np.count_nonzero(rest < INK) < 30:
        return []
    boxes = _boxes(rest, dpi, eyes)
    pieces = [rest[y0:y1, x0:x1] for x0, y0, x1, y1 in boxes]
    return [Line(*said, box) for said, box in zip(_words(pieces, eyes), boxes, strict=True)]


def _words(pieces: list[Picture], eyes: Eyes) -> list[tuple[str, float]]:
    """The words of lines and how sure they are, read with care where they may tell of somebody, somewhere, some day."""
    pictures = [fitted(piece, HEIGHT / piece.shape[0], *FIRST) for piece in pieces]
    words = [with_gaps(said, picture) for said, picture in zip(eyes.read(pictures), pictures, strict=True)]
    texts = [said.careful for said in words]
    telling = [i for i, text in enumerate(texts) if tells(text)]
    again = eyes.read([fitted(pieces[i], SMALLER * HEIGHT / pieces[i].shape[0], *SECOND) for i in telling])
    for i, said in zip(telling, again, strict=True):
        texts[i] = agreed(words[i], said)
    return [(text, said.sure) for text, said in zip(texts, words, strict=True)]


def _boxes(page: Picture, dpi: float, eyes: Eyes) -> list[tuple[int, int, int, int]]:
    """The boxes of lines on ``page``, in rows from the top."""
    factor = min(1.0, FINE / dpi)
    small = cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    found = []
    for top, bottom in _stripes(small):
        part = small[top:bottom]
        for x0, y0, x1, y1 in _found(eyes.find(_padded(part)), part.shape):
            if (y1 - y0) * 72 / dpi / factor >= LEAST:
                found.append(
                    (round(x0 / factor), round((y0 + top) / factor), round(x1 / factor), round((y1 + top) / factor))
                )
    return _in_rows([_cut(box, page.shape) for box in found])


def _stripes(page: Picture) -> list[tuple[int, int]]:
    """``page`` in stripes that are not too tall, parted where the least ink is."""
    high = page.shape[0]
    ink = np.count_nonzero(page < INK, axis=1)
    stripes, top = [], 0
    while high - top > TALLEST:
        near = ink[top + TALLEST // 2 : top + TALLEST]
        cut = top + TALLEST // 2 + int(np.flatnonzero(near == near.min())[-1])
        stripes.append((top, cut))
        top = cut
    return [*stripes, (top, high)]


def _padded(page: Picture) -> Picture:
    high, wide = (-(-side // STEP) * STEP for side in page.shape)
    done = np.full((high, wide), 255, np.uint8)
    done[: page.shape[0], : page.shape[1]] = page
    return done


def _found(chances: Any, shape: tuple[int, ...]) -> list[tuple[float, float, float, float]]:
    _, _, stats, _ = cv2.connectedComponentsWithStats((chances[: shape[0], : shape[1]] > FOUND).astype(np.uint8))
    boxes = []
    for x, y, w, h, area in stats[1:]:
        if area < 12 or h < 3:
            continue
        by = GROWN * w * h / (2 * (w + h))
        boxes.append((float(x - by), float(y - by), float(x + w + by), float(y + h + by)))
    return boxes


def _cut(box: tuple[int, int, int, int], shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    return max(0, box[0]), max(0, box[1]), min(shape[1], box[2]), min(shape[0], box[3])


def _in_rows(boxes: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """``boxes`` from the top, those of one line from the left."""
    rows: list[list[tuple[int, int, int, int]]] = []
    for box in sorted(boxes, key=lambda b: (b[1] + b[3], b[0])):
        middle = (box[1] + box[3]) / 2
        if rows and abs(middle - (rows[-1][0][1] + rows[-1][0][3]) / 2) < 0.4 * min(
            box[3] - box[1], rows[-1][0][3] - rows[-1][0][1]
        ):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [box for row in rows for box in sorted(row)]
