"""Figures that are in the file and not on the page, or struck out on it: their cells are unread, never a digit more."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.fetching import read_bytes
from tests.sources.pdf_writing import FONT

X, Y, SIZE = 230.0, 600.0, 10.5
"""Where the figure of the table stands."""
Draw = Callable[[Canvas], None]


def figure(draw: Draw, before: Draw = lambda canvas: None) -> tuple[str, list[str]]:
    """What is read in the last cell of a table whose figure 3 is at (X, Y) and on which ``draw`` adds; the doubts."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont(FONT, SIZE)
    for line in range(4):
        canvas.drawString(60, 780 - 20 * line, "本机关认真落实各项要求，及时公开政府信息。")
    for y in (650, 620, 590):
        canvas.line(60, y, 360, y)
    for x in (60, 210, 360):
        canvas.line(x, 650, x, 590)
    canvas.drawString(70, 630, "信息内容")
    canvas.drawString(220, 630, "本年制发件数")
    canvas.drawString(70, 600, "行政规范性文件")
    before(canvas)
    canvas.drawString(X, Y, "3")
    draw(canvas)
    canvas.save()
    outcome = read_bytes("报告.pdf", ".pdf", buffer.getvalue(), Sidecar())
    assert isinstance(outcome, Document)
    (grid,) = outcome.grids
    assert [len(row.cells) for row in grid.rows] == [2, 2]
    return grid.rows[-1].cells[-1].text, [doubt.code for doubt in outcome.doubts]


def digit(text: str, x: float, size: float = SIZE, **colour: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFont(FONT, size)
        if colour:
            canvas.setFillColorRGB(**colour)
        canvas.drawString(x, Y, text)
        canvas.restoreState()

    return draw


def invisible(text: str, x: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        written = canvas.beginText(x, Y)
        written.setFont(FONT, SIZE)
        written.setTextRenderMode(3)
        written.textOut(text)
        canvas.drawText(written)

    return draw


def huge(text: str, left: float) -> Draw:
    """A grey digit over the figure, most of which is in other cells."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica", 200)
        canvas.setFillColorRGB(0.6, 0.6, 0.6)
        canvas.drawString(X - left, Y - 60, text)
        canvas.restoreState()

    return draw


def line(height: float, left: float, right: float) -> Draw:
    return lambda canvas: canvas.line(left, Y + height, right, Y + height)


WHITE = {"r": 1.0, "g": 1.0, "b": 1.0}
HIDDEN: dict[str, Draw] = {
    "white": digit("9", X - 6, **WHITE),
    "nearly white": digit("9", X + 6, r=0.93, g=0.93, b=0.95),
    "invisible": invisible("9", X - 6),
    "tiny": digit("9", X - 2, size=0.4),
    "small": digit("9", X + 6, size=4.5),
    "a note's mark": digit("1", X + 6, size=6),
    "a stamp": digit("9", X + 20, size=30, r=0.5, g=0.5, b=0.5),
    "a huge digit": huge("1", 90),
    "a huge letter like a digit": huge("l", 44),
    "struck out": line(3.5, X - 1, X + 6),
    "struck by a thin box": lambda canvas: canvas.rect(X - 1, Y + 3, 8, 0.6, stroke=0, fill=1),
    "struck by a long line": line(3.5, 222, 260),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_figure_that_is_not_plain_makes_its_cell_unread(name: str) -> None:
    text, doubts = figure(HIDDEN[name])
    assert "\ufffd" in text
    assert doubts in (["pdf_glyphs_unread"], [])


PLAIN: dict[str, Draw] = {
    "underlined": line(-1.5, X - 1, X + 6),
    "grey": digit("9", X + 5.25, r=0.45, g=0.45, b=0.45),
    "printed twice, once invisibly": invisible("3", X),
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_figure_is_read(name: str) -> None:
    text, doubts = figure(PLAIN[name])
    assert text in ("3", "39")
    assert not doubts


@pytest.mark.parametrize("stroke", [0, 1])
def test_white_on_a_dark_ground_is_plain(stroke: int) -> None:
    def dark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        canvas.rect(210, 590, 150, 30, stroke=stroke, fill=1)
        canvas.restoreState()
        canvas.setFillColorRGB(**WHITE)

    assert figure(lambda canvas: None, dark) == ("3", [])


def test_a_white_figure_on_white_is_no_blank() -> None:
    text, doubts = figure(lambda canvas: None, lambda canvas: canvas.setFillColorRGB(**WHITE))
    assert text == "\ufffd" and doubts == ["pdf_glyphs_unread"]


def test_a_border_between_two_boxes_is_a_border() -> None:
    """As a browser prints borders: filled, from an outer box to an inner one."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont(FONT, SIZE)
    for row in range(3):
        canvas.drawString(60, 780 - 20 * row, "本机关认真落实各项要求，及时公开政府信息。")
        for column in range(3):
            x, y = 60 + 101 * column, 600 - 31 * row
            path = canvas.beginPath()
            for inset in (0.0, 0.6):
                path.rect(x + inset, y + inset, 100 - 2 * inset, 30 - 2 * inset)
            canvas.drawPath(path, stroke=0, fill=1, fillMode=0)
            canvas.drawString(x + 5, y + 10, str(10 * row + column))
    canvas.save()
    outcome = read_bytes("报告.pdf", ".pdf", buffer.getvalue(), Sidecar())
    assert isinstance(outcome, Document)
    (grid,) = outcome.grids
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["0", "1", "2"],
        ["10", "11", "12"],
        ["20", "21", "22"],
    ]


def test_the_borders_of_low_rows_are_borders() -> None:
    """Small print: a row of 11 points, whose upright lines are no longer than a large digit."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont(FONT, 8)
    for row in range(3):
        canvas.drawString(60, 780 - 20 * row, "本机关认真落实各项要求，及时公开政府信息。")
        for column in range(3):
            x, y = 60 + 20 * column, 600 - 11 * row
            right, top = x + 20, y + 11
            for ends in ((x, y, right, y), (x, top, right, top), (x, y, x, top), (right, y, right, top)):
                canvas.line(*ends)
            canvas.drawString(x + 5, y + 3, str(10 * row + column))
    canvas.save()
    outcome = read_bytes("报告.pdf", ".pdf", buffer.getvalue(), Sidecar())
    assert isinstance(outcome, Document)
    (grid,) = outcome.grids
    assert [cell.text for row in grid.rows for cell in row.cells] == ["0", "1", "2", "10", "11", "12", "20", "21", "22"]


SEEN_OTHERWISE: dict[str, Draw] = {
    "a digit drawn as a path": lambda canvas: canvas.circle(X - 4, Y + 4, 2.5),
    "a stroke like a 1": lambda canvas: canvas.line(X - 3, Y, X - 3, Y + 8),
    "a tall stroke": lambda canvas: canvas.line(X - 3, Y - 3, X - 3, Y + 11),
    "a stroke far away": lambda canvas: canvas.line(X + 60, Y, X + 60, Y + 8),
    "covered by a curve": lambda canvas: _white(canvas, lambda: canvas.circle(X + 3, Y + 4, 8, stroke=0, fill=1)),
    "covered by a stroke": lambda canvas: _white(canvas, lambda: canvas.line(X - 5, Y + 4, X + 15, Y + 4), width=14),
    "half covered": lambda canvas: _white(canvas, lambda: canvas.circle(X + 3, Y + 10, 6, stroke=0, fill=1)),
}


def _white(canvas: Canvas, draw: Callable[[], None], width: float = 1.0) -> None:
    canvas.saveState()
    canvas.setLineWidth(width)
    canvas.setFillColorRGB(**WHITE)
    canvas.setStrokeColorRGB(**WHITE)
    draw()
    canvas.restoreState()


@pytest.mark.parametrize("name", SEEN_OTHERWISE)
def test_a_figure_that_the_picture_shows_otherwise_is_unread(name: str) -> None:
    assert "\ufffd" in figure(SEEN_OTHERWISE[name])[0]


def test_a_clipped_figure_is_unread() -> None:
    def clip(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.circle(X + 60, Y, 20)
        canvas.clipPath(path, stroke=0, fill=0)

    assert "\ufffd" in figure(lambda canvas: None, clip)[0]


@pytest.mark.parametrize("tenths", range(-2, 12))
def test_a_digit_of_which_a_clip_leaves_a_faint_edge_is_unread(tenths: int) -> None:
    """Before its first ink or within it: what is left is as faint as a digit in a pale colour, and is none."""

    def cut(canvas: Canvas) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(X - 20, Y - 5, 20 + SIZE / 2 + tenths / 10, 20)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.drawString(X, Y, "39")
        canvas.restoreState()

    assert "\ufffd" in figure(cut)[0]


def test_a_mirrored_figure_is_unread() -> None:
    def mirrored(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.transform(-1, 0, 0, 1, 2 * X + 20, 0)
        canvas.drawString(X, Y, "7")
        canvas.restoreState()

    assert "\ufffd" in figure(mirrored)[0]
