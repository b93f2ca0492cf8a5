"""Draw the seal of templates/assets/favicon.svg as pictures, for places that take no SVG.

    python -m scripts.draw_icons

Everything is drawn from the rectangles and strokes below, which are those of the SVG: no typeface is needed. Pictures
are drawn four times as large and reduced, which smooths their edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[1] / "templates" / "assets" / "icons"
CINNABAR, PAPER = (163, 39, 27), (251, 249, 244)
Point = tuple[float, float]
UNITS = 64
"""Width and height of the SVG."""
STROKES = (
    ((27, 16), (17, 29)),
    ((37, 16), (47, 29)),
    ((30, 32), (20, 47), (43, 47)),
    ((36, 38), (45, 49)),
)
"""Of the character 公."""
HALF = 2.5
"""Of their width."""
FINER = 4

SQUARE = {"icon-192": (192, 1.0), "icon-512": (512, 1.0), "apple-touch-icon": (180, 1.0), "maskable-512": (512, 0.7)}
"""Side of the picture, and how much of it the seal takes. A maskable icon is cut to a circle of four fifths."""
CARD = (1200, 630)
"""What previews of links show, by the Open Graph's custom."""


def draw_seal(draw: ImageDraw.ImageDraw, left: float, top: float, side: float) -> None:
    """The seal in a square of ``side`` pixels."""
    scale = side / UNITS

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * scale, top + y * scale

    draw.rounded_rectangle((*at(3, 3), *at(61, 61)), radius=3 * scale, fill=CINNABAR)
    draw.rectangle((*at(6.75, 6.75), *at(57.25, 57.25)), outline=PAPER, width=round(2.5 * scale))
    for stroke in STROKES:
        for shape in _outlines(stroke):
            draw.polygon([at(*corner) for corner in shape], fill=PAPER)


def _outlines(stroke: Sequence[Point]) -> Iterator[list[Point]]:
    """Shapes that cover a stroke: a bar for each of its lines, square beyond its ends, and pointed where it turns."""
    ways = [_way(start, end) for start, end in pairwise(stroke)]
    for number, ((startx, starty), (endx, endy)) in enumerate(pairwise(stroke)):
        x, y = ways[number]
        before, after = (HALF if number == 0 else 0), (HALF if number == len(ways) - 1 else 0)
        a, b = (startx - x * before, starty - y * before), (endx + x * after, endy + y * after)
        sides = ((a, HALF), (b, HALF), (b, -HALF), (a, -HALF))
        yield [(px + y * side, py - x * side) for (px, py), side in sides]
    for turn, (x, y), (nextx, nexty) in zip(stroke[1:], ways, ways[1:], strict=False):
        side = HALF if x * nexty - y * nextx > 0 else -HALF
        far = side / (1 + x * nextx + y * nexty)
        one, other = (turn[0] + y * side, turn[1] - x * side), (turn[0] + nexty * side, turn[1] - nextx * side)
        yield [turn, one, (turn[0] + (y + nexty) * far, turn[1] - (x + nextx) * far), other]


def _way(start: Point, end: Point) -> Point:
    length = hypot(end[0] - start[0], end[1] - start[1])
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def square(side: int, share: float) -> Image.Image:
    """An icon. One that is cut to a shape has no transparent edge."""
    ground = (*CINNABAR, 255) if share < 1 else (0, 0, 0, 0)
    picture = Image.new("RGBA", (side * FINER, side * FINER), ground)
    seal = side * FINER * share
    edge = (side * FINER - seal) / 2
    draw_seal(ImageDraw.Draw(picture), edge, edge, seal)
    return picture.resize((side, side), Image.Resampling.LANCZOS)


def card() -> Image.Image:
    """The seal on paper between two hairlines."""
    width, height = CARD[0] * FINER, CARD[1] * FINER
    picture = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(picture)
    for y in (height * 0.1, height * 0.9):
        draw.line([(width * 0.06, y), (width * 0.94, y)], fill=(204, 196, 180), width=2 * FINER)
    side = height * 0.6
    draw_seal(draw, (width - side) / 2, (height - side) / 2, side)
    return picture.resize(CARD, Image.Resampling.LANCZOS)


def drawn() -> dict[str, Image.Image]:
    """All pictures by file name."""
    icons = {f"{name}.png": square(side, share) for name, (side, share) in SQUARE.items()}
    return {**icons, "card.png": card()}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in drawn().items():
        # Few colours: a palette is a third of the size, and the eye sees no difference.
        few = picture.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
