"""The typefaces that pages are set in: those of them that this machine has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from PIL import ImageFont

FOLDER = Path("/usr/share/fonts")
HAN = (
    ("opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0),
    ("truetype/arphic-gkai00mp/gkai00mp.ttf", 0),
    ("truetype/wqy/wqy-zenhei.ttc", 0),
)
"""File and number of the face in it. The first are what the browser tests need anyway; the others are used if there."""
DIGITS = (
    ("truetype/liberation/LiberationSerif-Regular.ttf", 0),
    ("truetype/liberation/LiberationSans-Regular.ttf", 0),
    ("truetype/dejavu/DejaVuSans.ttf", 0),
)
"""Faces of which only digits and Latin letters are taken, as word processors do."""


@dataclass(frozen=True, slots=True)
class Face:
    """What Han characters and what Latin ones are set in."""

    han: tuple[str, int]
    latin: tuple[str, int]

    def font(self, char: str, size: int) -> ImageFont.FreeTypeFont:
        """What ``char`` is set in, ``size`` pixels high."""
        return _font(*(self.latin if char.isascii() else self.han), size)


@cache
def _font(file: str, number: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FOLDER / file), size, number)


@cache
def _draws(file: str, number: int, char: str) -> bool:
    """Has the face a picture for ``char``, other than the one for characters that it lacks?"""
    font = _font(file, number, 20)
    return char.isspace() or bytes(font.getmask(char)) not in (b"", bytes(font.getmask("\uffff")))


def draw_face(random: Random, text: str) -> Face:
    """One of the faces that have all of ``text``. Digits are of the Han face itself in half of the reports."""
    there = [face for face in HAN if (FOLDER / face[0]).is_file() and all(_draws(*face, char) for char in set(text))]
    if not there:
        raise FileNotFoundError("no typeface with Han characters: apt-get install fonts-noto-cjk")
    han = random.choice(there)
    latin = [face for face in DIGITS if (FOLDER / face[0]).is_file()]
    return Face(han, random.choice(latin) if latin and random.random() < 0.5 else han)
