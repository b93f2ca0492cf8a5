"""The picture of a PDF page: its digits, its ground, its edges, without any file."""

from __future__ import annotations

import binascii
from pathlib import Path
from types import SimpleNamespace

import pytest

import generator.sources.pdf as pdf
from benchmarks.digit_templates import drawn
from generator.sources.pdf.glyphs import PaintedGround
from generator.sources.pdf.rendering import Canvas, edges, rows_with_ink
from generator.sources.pdf.typefaces import GRID, SHAPES, Known, scaled

LINES = Path(pdf.__file__).with_name("typefaces.txt").read_text(encoding="ascii").splitlines()


def canvas(rows: list[str]) -> Canvas:
    """A picture of ``rows``, a letter a pixel: ``#`` black, ``p`` pale, others white."""
    made = Canvas(SimpleNamespace())
    made.wide, made.high = len(rows[0]), len(rows)
    made.memory = bytearray({"#": 0, "p": 230}.get(letter, 255) for row in rows for letter in row)
    made.pixels = bytearray(made.memory)
    return made


def test_the_digits_are_those_that_are_drawn() -> None:
    """A new PDFium may draw a pixel otherwise: no place of a shape may differ by more than a tenth of its range."""
    made = list(drawn())
    assert [line.split()[:2] for line in LINES] == [[digit, name] for digit, name, _ in made]
    for line, (_, _, shape) in zip(LINES, made, strict=True):
        stored = binascii.a2b_base64(line.split()[2])
        assert max(abs(a - b) for a, b in zip(stored, shape, strict=True)) <= 12


def test_each_digit_fits_itself_best() -> None:
    known = Known(LINES)
    for line in LINES:
        digit, _, shape = line.split()
        fits = known.fits(binascii.a2b_base64(shape))
        assert fits[digit] == pytest.approx(1, abs=0.02)
        assert max(SHAPES, key=lambda other: fits[other]) == digit


def test_a_blank_fits_nothing() -> None:
    assert set(Known(LINES).fits(bytes(GRID[0] * GRID[1])).values()) == {0.0}


def test_digits_in_disorder_are_no_digits() -> None:
    with pytest.raises(ValueError, match="order"):
        Known(LINES[::-1])


def test_a_glyph_is_scaled_evenly() -> None:
    assert set(scaled(20, 33, b"\xff" * 660)) == {255} or min(scaled(20, 33, b"\xff" * 660)) >= 250
    halves = scaled(16, 22, b"".join(b"\0" * 8 + b"\xff" * 8 for _ in range(22)))
    assert max(halves[: 11 * 3]) == 0 and min(halves[11 * 5 :]) >= 250


def test_a_crop_is_white_beyond_the_page() -> None:
    made = canvas(["##", "##"])
    assert made.crop(-1, 1, 3, 3) == ((4, 2), b"\xff\0\0\xff" + b"\xff" * 4)
    assert made.crop(0, 0, 2, 1) == ((2, 1), b"\0\0")


def test_edges_are_where_tiles_differ_and_pale_ones_are_none() -> None:
    made = canvas(["........", "........", "..##....", "..##....", "....pp..", "....pp..", "........", "........"])
    assert rows_with_ink(made) == [0, 1]
    assert edges(made, [0, 1]) == {0: b"\0\1\0\0", 1: b"\1\1\0\0"}


def test_what_was_wiped_hides_no_edge_in_its_row() -> None:
    made = canvas(["##....##", "##....##", "........", "........"])
    made.memory[6:8] = made.memory[14:16] = b"\xff\xff"
    assert edges(made, rows_with_ink(made)) == {0: b"\1\0\1\0"}


def test_the_last_box_over_a_middle_is_its_ground() -> None:
    one, other, outside = (10, 10, 20, 20), (30, 10, 40, 20), (500, 10, 510, 20)
    ground = PaintedGround((0, 0, 100, 100), [one, other, outside])
    ground.paint(1, (0, 0), (100, 100))
    ground.paint(2, (14, 14), (16, 16))
    assert [ground.under(box) for box in (one, other, outside)] == [2, 1, 0]
