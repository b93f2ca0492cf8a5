"""Reads the digits in a picture of one cell by matching shapes with templates, without any knowledge of its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = (
    "truetype/dejavu/DejaVuSans.ttf",
    "truetype/dejavu/DejaVuSans-Bold.ttf",
    "truetype/dejavu/DejaVuSerif.ttf",
    "truetype/dejavu/DejaVuSansMono.ttf",
    "truetype/liberation/LiberationSans-Regular.ttf",
    "truetype/liberation/LiberationSans-Bold.ttf",
    "truetype/liberation/LiberationSerif-Regular.ttf",
    "truetype/liberation/LiberationMono-Regular.ttf",
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "opentype/noto/NotoSansCJK-Bold.ttc",
    "opentype/noto/NotoSerifCJK-Regular.ttc",
)
"""Below the system's folder of fonts; those that are not installed are passed over."""
FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
SHAPES = "0123456789"
WIDTH, HEIGHT = 12, 18
"""Cells of the grid that every shape is brought to."""
LEAST_INK = 60
"""Steps of 255 by which ink differs from the paper for us to see it: a contrast of about 1.6 on white."""
LEAST_MATCH, LEAST_LEAD = 0.80, 0.02
"""Correlation with the best template, and its lead before the best of another digit."""

Mask = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Blob:
    """A stretch of ink: its box in pixels (right and bottom excluded) and its pixels."""

    left: int
    top: int
    right: int
    bottom: int
    pixels: frozenset[tuple[int, int]]

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def read_digits(picture: Image.Image) -> str:
    """The digits from left to right; ``-`` and ``/`` for strokes, ``.`` for a point, ``?`` for any other shape, a blank
    where a gap is wider than two digits, "" for a picture without ink. Frames that touch the edge are left out."""
    mask = _ink(picture.convert("L"))
    inside = (blob for blob in _blobs(mask) if not _at_edge(blob, mask))
    blobs = _joined(sorted(inside, key=lambda blob: blob.left))
    if not blobs:
        return ""
    tall = max(blob.height for blob in blobs)
    text = ""
    before: Blob | None = None
    for blob in blobs:
        if before is not None and blob.left - before.right > 1.2 * tall:
            text += " "
        text += _character(blob, tall)
        before = blob
    return text


def _ink(grey: Image.Image) -> Mask:
    values = grey.tobytes()
    paper = Counter(values).most_common(1)[0][0]
    width = grey.width
    rows = (values[at : at + width] for at in range(0, len(values), width))
    return tuple(tuple(abs(value - paper) > LEAST_INK for value in row) for row in rows)


def _blobs(mask: Mask) -> Iterator[Blob]:
    left = {(x, y) for y, row in enumerate(mask) for x, ink in enumerate(row) if ink}
    while left:
        start = left.pop()
        found = {start}
        waiting = [start]
        while waiting:
            x, y = waiting.pop()
            for near in ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
                if near in left:
                    left.remove(near)
                    found.add(near)
                    waiting.append(near)
        yield _blob(found)


def _blob(pixels: set[tuple[int, int]] | frozenset[tuple[int, int]]) -> Blob:
    xs, ys = [x for x, _ in pixels], [y for _, y in pixels]
    return Blob(min(xs), min(ys), max(xs) + 1, max(ys) + 1, frozenset(pixels))


def _joined(blobs: list[Blob]) -> list[Blob]:
    """Blobs that stand over each other are one shape."""
    done: list[Blob] = []
    for blob in blobs:
        if done and blob.left < done[-1].right - min(blob.width, done[-1].width) / 2:
            done[-1] = _blob(done[-1].pixels | blob.pixels)
        else:
            done.append(blob)
    return done


def _at_edge(blob: Blob, mask: Mask) -> bool:
    return blob.left == 0 or blob.top == 0 or blob.right == len(mask[0]) or blob.bottom == len(mask)


def _character(blob: Blob, tall: int) -> str:
    if blob.height <= 0.3 * tall and blob.width <= 0.3 * tall:
        return "."
    if blob.height * 2.5 < blob.width:
        return "-"
    found = _normal(blob)
    scores: dict[str, float] = {}
    for shape, aspect, template in _templates():
        if abs(aspect - blob.width / blob.height) < 0.25:
            scores[shape] = max(scores.get(shape, 0.0), _correlation(found, template))
    if scores:
        best, score = max(scores.items(), key=lambda item: item[1])
        others = max((value for shape, value in scores.items() if shape != best), default=0.0)
        if score >= LEAST_MATCH and score - others >= LEAST_LEAD:
            return best
    return "/" if _is_stroke(blob) else "?"


def _is_stroke(blob: Blob) -> bool:
    """A slanting line from the lower left to the upper right."""
    middles = {
        y: (min(xs) + max(xs)) / 2
        for y in range(blob.top, blob.bottom)
        if (xs := [x for x, row in blob.pixels if row == y])
    }
    rows = sorted(middles)
    if len(rows) < 6 or len(rows) < blob.height:
        return False
    falls = sum(middles[a] >= middles[b] for a, b in pairwise(rows))
    return falls >= 0.9 * (len(rows) - 1) and middles[rows[0]] - middles[rows[-1]] > 0.2 * blob.height


def _normal(blob: Blob) -> tuple[float, ...]:
    picture = Image.new("L", (blob.width, blob.height), 0)
    for x, y in blob.pixels:
        picture.putpixel((x - blob.left, y - blob.top), 255)
    small = picture.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    values = [float(value) for value in small.tobytes()]
    mean = sum(values) / len(values)
    return tuple(value - mean for value in values)


def _correlation(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    top = sum(a * b for a, b in zip(one, other, strict=True))
    low = (sum(a * a for a in one) * sum(b * b for b in other)) ** 0.5
    return top / low if low else 0.0


@lru_cache(maxsize=1)
def _templates() -> tuple[tuple[str, float, tuple[float, ...]], ...]:
    """(digit, width by height, its grid) in every font that is here."""
    found = []
    files = [folder / name for folder in FOLDERS for name in FONTS if (folder / name).is_file()]
    if not files:
        raise RuntimeError("none of the fonts that digits are known by is installed")
    for file in files:
        font = ImageFont.truetype(str(file), 60)
        for shape in SHAPES:
            picture = Image.new("L", (100, 100), 255)
            ImageDraw.Draw(picture).text((20, 10), shape, font=font, fill=0)
            (blob,) = _joined(sorted(_blobs(_ink(picture)), key=lambda one: one.left))
            found.append((shape, blob.width / blob.height, _normal(blob)))
    return tuple(found)
