"""What happens to a page on its way: copiers, scanners, cameras, seals. The same seed, the same picture."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from benchmarks.pictures.faces import Face
from benchmarks.pictures.setting import SetPage

Picture = Image.Image
Spoil = Callable[[Picture, SetPage, Random, Face], Picture]


def _noise(picture: Picture, random: Random, strength: float) -> Picture:
    values = np.asarray(picture, dtype=np.float32)
    grain = np.random.default_rng(random.randrange(2**32)).normal(0, strength, values.shape)
    return Image.fromarray(np.clip(values + grain, 0, 255).astype(np.uint8))


def _turned(picture: Picture, degrees: float, ground: int) -> Picture:
    fill = (ground,) * 3 if picture.mode == "RGB" else ground
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=fill)


def _packed(picture: Picture, quality: int) -> Picture:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return Image.open(io.BytesIO(file.getvalue())).copy()


def clean(picture: Picture, page: SetPage, random: Random, face: Face) -> Picture:
    return picture


def scanned(picture: Picture, page: SetPage, random: Random, face: Face) -> Picture:
    """A copier: ink that runs a little, grey paper, grain, a degree at most."""
    blurred = picture.filter(ImageFilter.GaussianBlur(0.6)).point(lambda v: round(0.9 * v + 12))
    return _packed(_noise(_turned(blurred, random.uniform(-0.8, 0.8), 240), random, 5), 75)


def blurred(picture: Picture, page: SetPage, random: Random, face: Face) -> Picture:
    return picture.filter(ImageFilter.GaussianBlur(random.uniform(0.9, 1.3)))


def turned(picture: Picture, page: SetPage, random: Random, face: Face) -> Picture:
    return _noise(_turned(picture, random.choice((-1, 1)) * random.uniform(1.0, 3.0), 255), random, 4)


def speckled(picture: Picture, page: SetPage, random: Random, face: Face) -> Picture:
    """Dust: dots of one to three pixels, dark and light."""
    done = picture.copy()
    pen = ImageDraw.Draw(done)
    for _ in range(picture.width * picture.height // 2500):
        x, y, size = random.randrange(picture.width), random.randrange(picture.height), random.choice((0, 0, 0, 1, 2))
        pen.ellipse((x, y, x + size, y + size), fill=random.choice((40, 90, 255)))
    return done


def squeezed(picture: Picture, page: SetPage, random: Random, face: Face) -> Picture:
    return _packed(picture, random.choice((20, 30, 40)))


def photographed(picture: Picture, page: SetPage, random: Random, face: Face) -> Picture:
    """A camera: light from one side, a shadow, warm paper, grain, a degree or two."""
    picture = _turned(picture.filter(ImageFilter.GaussianBlur(0.7)), random.uniform(-1.5, 1.5), 235)
    wide, high = picture.size
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    angle = random.uniform(0, 2 * math.pi)
    along = (x / wide - 0.5) * math.cos(angle) + (y / high - 0.5) * math.sin(angle)
    light = 0.78 + 0.38 * along - 0.16 * ((x / wide - 0.5) ** 2 + (y / high - 0.5) ** 2)
    grey = np.asarray(picture, dtype=np.float32)[..., None] * light[..., None] * np.array((1.0, 0.97, 0.88))
    coloured = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    return _packed(_noise(coloured, random, 5), 70)


def sealed(picture: Picture, page: SetPage, random: Random, face: Face) -> Picture:
    """A round red seal, over a table where there is one; the ink below shows through as it does on paper."""
    side = round(picture.width * 0.2)
    stamp = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(stamp)
    edge = max(2, side // 40)
    pen.ellipse((edge, edge, side - edge, side - edge), outline=255, width=edge)
    centre = side / 2
    points = [_on_circle(centre, side * (0.14 if i % 2 else 0.06), 36 * i + 90) for i in range(10)]
    pen.polygon(points, fill=255)
    for number, char in enumerate("某某县人民政府办公室印"):
        x, y = _on_circle(centre, side * 0.37, 150 + 24 * number)
        pen.text((x, y), char, fill=255, font=face.font(char, side // 9), anchor="mm")
    at = _place(picture, page, side, random)
    red = np.array(random.choice(((205, 30, 40), (215, 60, 50), (190, 40, 60))), dtype=np.float32) / 255
    strength = np.zeros((picture.height, picture.width), dtype=np.float32)
    shape = np.asarray(stamp, dtype=np.float32) / 255
    strength[at[1] : at[1] + side, at[0] : at[0] + side] = shape[: picture.height - at[1], : picture.width - at[0]]
    grey = np.asarray(picture, dtype=np.float32)[..., None]
    ink = 1 - 0.85 * strength[..., None] * (1 - red)
    return _packed(Image.fromarray(np.clip(grey * ink, 0, 255).astype(np.uint8)), 85)


def _on_circle(centre: float, radius: float, degrees: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return centre + radius * math.cos(angle), centre - radius * math.sin(angle)


def _place(picture: Picture, page: SetPage, side: int, random: Random) -> tuple[int, int]:
    scale = picture.width / 595
    boxes = [box for table in page.tables for box in table.boxes.values()]
    x0, y0, _, _ = random.choice(boxes) if boxes else (300, 600, 0, 0)
    left, top = round(x0 * scale) - side // 2, round(y0 * scale) - side // 2
    return max(0, min(picture.width - side, left)), max(0, min(picture.height - side, top))


def angled(picture: Picture, page: SetPage, random: Random, face: Face) -> Picture:
    """A camera that looks at the page from one side or from below: two of its edges are by 2 to 4 % shorter."""
    wide, high = picture.size
    by = random.uniform(0.02, 0.04)
    x, y = by * wide / 2, by * high / 2
    corners = random.choice(
        (
            ((-x, 0), (wide + x, 0), (wide, high), (0, high)),
            ((0, 0), (wide, 0), (wide + x, high), (-x, high)),
            ((0, -y), (wide, 0), (wide, high), (0, high + y)),
            ((0, 0), (wide, -y), (wide, high + y), (0, high)),
        )
    )
    seen = picture.filter(ImageFilter.GaussianBlur(0.6))
    seen = seen.transform(
        seen.size,
        Image.Transform.PERSPECTIVE,
        _perspective(corners, wide, high),
        Image.Resampling.BICUBIC,
        fillcolor=245,
    )
    return _packed(_noise(seen, random, 4), 75)


def _perspective(corners: tuple[tuple[float, float], ...], wide: int, high: int) -> list[float]:
    """What takes the corners of a picture to ``corners``, as eight coefficients."""
    lines, sides = [], []
    for (x, y), (u, v) in zip(((0, 0), (wide, 0), (wide, high), (0, high)), corners, strict=True):
        lines += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        sides += [u, v]
    return [float(one) for one in np.linalg.solve(np.array(lines, float), np.array(sides, float))]


def poor(picture: Picture, page: SetPage, random: Random, face: Face) -> Picture:
    """A copy of a copy: blurred, specked, grey, turned and squeezed."""
    picture = picture.filter(ImageFilter.GaussianBlur(0.8)).point(lambda v: round(0.75 * v + 30))
    picture = speckled(picture, page, random, face)
    return _packed(_noise(_turned(picture, random.uniform(-1.5, 1.5), 220), random, 8), 45)


@dataclass(frozen=True, slots=True)
class Way:
    """A way that pages go: ``dpi`` of the picture, and whether it counts among the poor ones. ``rules``: which rules of
    tables are drawn (``setting.Press``)."""

    name: str
    spoil: Spoil
    dpi: int
    poor: bool = False
    rules: str = "all"

    @property
    def kind(self) -> str:
        """What it counts among. Of tables without rules between their cells nothing must be shown."""
        return "unruled" if self.rules != "all" else "poor" if self.poor else "good"


WAYS = (
    Way("clean-150", clean, 150),
    Way("clean-200", clean, 200),
    Way("clean-300", clean, 300),
    Way("scanned-200", scanned, 200),
    Way("squeezed-150", squeezed, 150),
    Way("turned-150", turned, 150),
    Way("sealed-150", sealed, 150),
    Way("blurred-150", blurred, 150, poor=True),
    Way("speckled-150", speckled, 150, poor=True),
    Way("photographed-170", photographed, 170, poor=True),
    Way("clean-110", clean, 110, poor=True),
    Way("poor-140", poor, 140, poor=True),
    Way("angled-170", angled, 170, poor=True),
    Way("framed-150", scanned, 150, rules="frame"),
    Way("unruled-150", clean, 150, rules=""),
)


def spoiled(page: SetPage, way: Way, random: Random, face: Face) -> Picture:
    """``page`` after ``way``."""
    return way.spoil(page.image, page, random, face)
