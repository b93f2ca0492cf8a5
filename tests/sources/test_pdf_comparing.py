"""Digits that something covers in part, crosses or completes are unread, though they still look like themselves."""

from __future__ import annotations

import io
from itertools import pairwise, product
from types import SimpleNamespace

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.fetching import read_bytes
from generator.sources.pdf import glyphs, rendering
from generator.sources.pdf.chains import chained, dotted
from generator.sources.pdf.looking import has_table
from generator.sources.pdf.pixels import differing, doubled, shifted, within
from generator.sources.pdf.run import extract_pages
from generator.sources.pdf.sprites import Sprite, cropped
from tests.sources.pdf_writing import FONT
from tests.sources.test_pdf_hiding import SIZE, Draw, X, Y, figure

UNREAD = "\ufffd"
WIDE, HIGH = stringWidth("3", FONT, SIZE), 0.68 * SIZE
"""Of a digit."""


def patch(left: float, low: float, wide: float, high: float) -> Draw:
    """A white box over a part of the figure, in shares of it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.rect(X + left * WIDE, Y + low * HIGH, wide * WIDE, high * HIGH, stroke=0, fill=1)

    return draw


def stroke(x0: float, y0: float, x1: float, y1: float, width: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColorRGB(1, 0, 0)
        canvas.setLineWidth(width)
        canvas.line(X + x0 * WIDE, Y + y0 * HIGH, X + x1 * WIDE, Y + y1 * HIGH)

    return draw


def small_picture(canvas: Canvas) -> None:
    """A picture that closes the upper bow of the 3, nearly an 8."""
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (4, 4), 0)), X + 0.12 * WIDE, Y + 0.55 * HIGH, 0.8, 0.3 * HIGH)


@pytest.mark.parametrize(
    "draw",
    [
        patch(-0.1, 0.1, 0.5, 0.4),
        patch(-0.1, 0.6, 0.6, 0.5),
        patch(0.55, 0.5, 0.6, 0.35),
        stroke(-0.2, 0.5, 1.2, 0.56, 0.3),
        stroke(0.1, 0.2, 0.9, 0.8, 0.4),
        small_picture,
    ],
)
def test_a_digit_that_is_covered_or_crossed_in_part_is_unread(draw: Draw) -> None:
    assert figure(draw)[0].startswith(UNREAD)


@pytest.mark.parametrize("by", [(0.35, 0.0), (0.7, -0.7)])
def test_a_digit_printed_twice_for_boldness_or_as_a_shadow_is_read(by: tuple[float, float]) -> None:
    def below(canvas: Canvas) -> None:
        canvas.setFillGray(0.6 if by[1] else 0)
        canvas.drawString(X + by[0], Y + by[1], "3")
        canvas.setFillGray(0)

    assert figure(lambda canvas: None, below) == ("3", [])


def test_numbers_of_several_digits_are_looked_at_without_rules() -> None:
    """They stand in columns; no digit stands alone, and no line says that this is a table."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont("Helvetica", SIZE)
    for row, numbers in enumerate((("1047", "2093"), ("128", "560"))):
        for column, number in enumerate(numbers):
            canvas.drawString(X + 100 * column, Y - 30 * row, number)
    left = X + stringWidth("12", "Helvetica", SIZE)
    canvas.line(left, Y - 28, left + 5.5, Y - 25)
    canvas.save()
    (page,) = extract_pages(buffer.getvalue())
    assert [char.text for char in page.chars if char.pale] == ["8"]


def test_numbers_in_sentences_are_no_table() -> None:
    parts = SimpleNamespace(glyphs=glyphs, rendering=rendering)
    sentence = "截至2021年12月31日，共收到申请128件"
    prose = [[text, 10.0 * at, 10.0 * at + 10, 700.0, 10.0] for at, text in enumerate(sentence)]
    assert not has_table([], prose, parts)
    cells = [[text, at + 5.0 * i, at + 5.0 * i + 5, 700.0, 10.0] for at in (0, 90, 180) for i, text in enumerate("128")]
    assert has_table([], cells, parts)
    assert not has_table([], cells[:6], parts)


def test_a_file_of_nothing_but_struck_digits_is_looked_at_in_time() -> None:
    """Each stroke is another one: nothing found of one digit helps with the next."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for page in range(6):
        canvas.setFont("Helvetica", 9)
        rows, columns = range(40, 841, 20), range(50, 531, 40)
        for y in rows:
            canvas.line(50, y, 530, y)
        for x in columns:
            canvas.line(x, 40, x, 840)
        for at, (y, x) in enumerate(product(rows[:-1], columns[:-1])):
            left, low = x + 8 + at % 37 / 13, y + 5 + at % 31 / 17
            canvas.drawString(left, low, str(1000 + 7 * at + page))
            canvas.line(left - 1, low + 1 + at % 29 / 10, left + 21, low + 1 + at % 23 / 6)
        canvas.showPage()
    canvas.save()
    pages = extract_pages(buffer.getvalue())
    digits = [char for page in pages for char in page.chars if char.text.isdigit()]
    assert len(digits) == 6 * 480 * 4
    assert sum(char.pale for char in digits) > 0.9 * len(digits)


def test_slanting_digits_reach_into_one_another_and_are_read() -> None:
    def more(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-BoldOblique", SIZE)
        canvas.drawString(X + WIDE, Y, "9480")

    assert figure(more)[0] == "39480"


def test_a_table_goes_on_at_the_top_of_a_page_without_a_top_rule() -> None:
    """As browsers print it: borders cell by cell, and none above the first row of a page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont(FONT, 8)
    for line in range(3):
        canvas.drawString(60, 200 - 20 * line, "本机关认真落实各项要求，及时公开政府信息，不断完善工作机制。")
    columns = (60, 160, 178, 196, 214)
    for row in range(4):
        low, top = 784 - 16 * row, 800 - 16 * row
        for x in columns:
            canvas.line(x, low, x, top)
        for a, b in pairwise(columns):
            canvas.line(a, low, b, low)
        canvas.drawString(70, low + 5, "补正后仍不明确")
        for x in columns[1:-1]:
            canvas.drawString(x + 11, low + 5, "0")
    canvas.save()
    outcome = read_bytes("报告.pdf", ".pdf", buffer.getvalue(), Sidecar())
    assert isinstance(outcome, Document)
    assert [[cell.text for cell in row.cells[1:]] for row in outcome.grids[0].rows] == [["0", "0", "0"]] * 4


def test_dots_in_a_row_are_one_line_and_few_of_them_are_none() -> None:
    dots = [[10 + 1.5 * at, 20.0, 10.75 + 1.5 * at, 20.0] for at in range(20)]
    upright = [[5.0, 1.5 * at, 5.0, 1.5 * at + 0.75] for at in range(20)]
    others = [[100.0, 0.0, 100.0, 50.0]]
    lines, thick = dotted([*dots, *upright, *others], [0.75] * 41)
    assert lines == [others[0], (10, 20, 39.25, 20), (5, 0, 5, 29.25)]
    assert thick == [0.75] * 3
    assert dotted(dots[:5], [1.0] * 5) == (dots[:5], [1.0] * 5)


def test_pieces_that_touch_are_parts_of_one_line_unless_one_is_thicker() -> None:
    pieces = [[10.0, 0.0, 10.0, 15.0], [10.3, 15.0, 10.3, 30.0], [10.0, 30.0, 10.0, 40.0], [50.0, 0.0, 50.0, 9.0]]
    whole = chained(pieces, [1.0, 1.0, 3.0, 1.0])
    assert whole[0] == whole[1] == (10.0, 0.0, 10.3, 30.0)
    assert whole[2:] == [(10.0, 30.0, 10.0, 40.0), (50.0, 0.0, 50.0, 9.0)]


GLYPH = Sprite(0, 0, 3, 4, bytes([0, 255, 0, 0, 255, 0, 0, 255, 255, 0, 0, 0]))


def test_colours_make_no_difference_and_missing_ink_does() -> None:
    blue_on_grey = bytes(220 - 140 * value // 255 for value in GLYPH.values)
    assert differing(GLYPH.values, blue_on_grey) == 0
    assert differing(GLYPH.values, bytes([255, 0, 255] + [255] * 9)) == 3
    assert differing(GLYPH.values, bytes([255] * 12)) == 12, "it cannot be seen"
    assert differing(GLYPH.values, bytes([255, 215] + [255] * 10)) == 3, "a faint rest of one pixel is not its colour"


def test_a_double_is_its_glyph_shifted() -> None:
    second = shifted(GLYPH, (1, 0))
    assert second == bytes([0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0])
    page = bytes(255 - max(v, w) for v, w in zip(GLYPH.values, second, strict=True))
    shown = doubled(GLYPH.values, second, page)
    assert shown is not None and differing(shown, page) == 0
    assert within((2, 2), GLYPH, -1, -2) == bytes([255, 255, 0, 0])


def test_the_box_of_a_glyph_is_its_ink() -> None:
    found = cropped((3, 2), bytes([0, 9, 0, 0, 200, 0]), -1, -2)
    assert found == Sprite(0, -2, 1, 2, bytes([9, 200]), bytes([246, 55]))
    assert cropped((3, 2), bytes(6), 0, 0) is None
