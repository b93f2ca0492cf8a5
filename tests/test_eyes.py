"""The eyes of the harness read what is drawn, and say so where they cannot."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFont

from benchmarks.eyes.digits import FOLDERS, FONTS, read_digits


def drawn(text: str, size: int = 40, ink: int = 0, paper: int = 255) -> Image.Image:
    file = next(folder / name for folder in FOLDERS for name in FONTS if (folder / name).is_file())
    picture = Image.new("L", (400, 80), paper)
    ImageDraw.Draw(picture).text((20, 10), text, font=ImageFont.truetype(str(file), size), fill=ink)
    return picture


@pytest.mark.parametrize("text", ["0", "94", "1234567890", "409", "3.5", "/", "-", ""])
def test_digits_are_read(text: str) -> None:
    assert read_digits(drawn(text)) == text


def test_light_ink_on_dark_paper_is_read_and_ink_like_its_paper_is_not() -> None:
    assert read_digits(drawn("47", ink=255, paper=20)) == "47"
    assert read_digits(drawn("47", ink=240)) == ""


def test_other_shapes_are_no_digits() -> None:
    assert set(read_digits(drawn("公"))) == {"?"}


def test_frames_at_the_edge_are_left_out() -> None:
    picture = drawn("5")
    ImageDraw.Draw(picture).rectangle((0, 0, 399, 79), outline=0)
    assert read_digits(picture) == "5"
