"""A report set in type: pages as pictures, and what stands in which cell of which table on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from PIL import Image, ImageDraw

from benchmarks.corpus.document import Block, Document
from benchmarks.corpus.forms import Address
from benchmarks.corpus.sheets import Box, Sheet
from benchmarks.pictures.faces import Face

WIDTH, HEIGHT = 595, 842
"""A4 in points."""
CLOSING = "，。、；：！？）”’》」』】"
INK = 24
SHARES = {"disclosure": (5, 2, 2, 2), "requests": (1.0, 1.7, 4.4, *(1.35,) * 7), "disputes": (1,) * 15}
"""How wide the columns of each sheet are, beside one another."""


@dataclass
class SetTable:
    """A table, or the part of it on one page: what stands in the cells by the row and column where they begin."""

    rows: int
    columns: int
    cells: dict[tuple[int, int], tuple[str, Address | None]] = field(default_factory=dict)
    boxes: dict[tuple[int, int], tuple[float, float, float, float]] = field(default_factory=dict)
    """In points on the page."""


@dataclass
class SetPage:
    """A page as it comes out of the printer, without a flaw."""

    image: Image.Image
    tables: list[SetTable] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class Press:
    """Sets blocks on pages of ``dpi``. ``rules``: which of them tables have, ``all``, their ``frame`` or none."""

    def __init__(self, face: Face, dpi: int, random: Random, rules: str = "all") -> None:
        self.rules = rules
        self.face, self.scale, self.random = face, dpi / 72, random
        self.margin = random.choice((52.0, 60.0, 72.0))
        self.size = random.choice((10.5, 12.0, 14.0))
        self.cell = random.choice((9.0, 10.0, 10.5))
        self.rule = random.choice((0.5, 0.75, 1.0))
        self.pages: list[SetPage] = []
        self._turn()

    def _turn(self) -> None:
        image = Image.new("L", (self.px(WIDTH), self.px(HEIGHT)), 255)
        self.pages.append(SetPage(image))
        self.pen = ImageDraw.Draw(image)
        self.at = self.margin

    def px(self, points: float) -> int:
        return round(points * self.scale)

    def set(self, document: Document) -> list[SetPage]:
        for block in document.blocks:
            if block.sheet is not None:
                self._sheet(block.sheet)
            else:
                self._prose(block)
        return self.pages

    def _prose(self, block: Block) -> None:
        size = {"title": self.size + 6, "furniture": 9.0}.get(block.kind, self.size)
        indent = 2 * size if block.kind in ("p", "heading") else 0.0
        wide = WIDTH - 2 * self.margin
        for number, line in enumerate(self._wrapped(block.text, size, wide, indent)):
            if self.at + 1.7 * size > HEIGHT - self.margin:
                self._turn()
            free = wide - self._length(line, size)
            left = {"title": free / 2, "sign": free}.get(block.kind, 0.0 if number else indent)
            self._line(line, self.margin + left, self.at + 1.2 * size, size)
            self.pages[-1].lines.append(line)
            self.at += 1.7 * size
        self.at += 4 if block.kind != "title" else 12

    def _length(self, text: str, size: float) -> float:
        pixels = max(1, self.px(size))
        return sum(self.face.font(char, pixels).getlength(char) for char in text) / self.scale

    def _wrapped(self, text: str, size: float, wide: float, indent: float = 0.0) -> list[str]:
        lines, line, used = [], "", indent
        for char in text:
            step = self._length(char, size)
            if char == "\n" or (used + step > wide and line and char not in CLOSING):
                lines.append(line)
                line, used = "", 0.0
            if char != "\n":
                line, used = line + char, used + step
        return [*lines, line]

    def _line(self, text: str, x: float, base: float, size: float) -> None:
        pixels, left = max(1, self.px(size)), x * self.scale
        for char in text:
            font = self.face.font(char, pixels)
            self.pen.text((left, base * self.scale), char, fill=INK, font=font, anchor="ls")
            left += font.getlength(char)

    def _sheet(self, sheet: Sheet) -> None:
        shares = SHARES[sheet.name]
        unit = (WIDTH - 2 * self.margin) / sum(shares)
        xs = [self.margin + unit * sum(shares[:i]) for i in range(len(shares) + 1)]
        placed = _placed(sheet)
        heights = self._heights(placed, xs, len(sheet.rows))
        parts = self._parts(heights, {row + at for row, _, box in placed if box.down < 4 for at in range(1, box.down)})
        for number, part in enumerate(parts):
            if number or self.at + sum(heights[slice(*part)]) > HEIGHT - self.margin:
                self._turn()
            self._part(placed, xs, heights, part, parts)
        self.at += 10

    def _parts(self, heights: Sequence[float], held: set[int]) -> list[tuple[int, int]]:
        """The rows that stand on each page, from the one this one has room for on. A page does not begin with rows
        that are ``held`` by boxes of which the text would be cut."""
        parts: list[tuple[int, int]] = []
        at, foot = 0, self.at
        for row, height in enumerate(heights):
            if foot + height > HEIGHT - self.margin:
                first = max(begin for begin in range(row + 1) if begin not in held)
                if first > at:
                    parts.append((at, first))
                at, foot = first, self.margin + sum(heights[first:row])
            foot += height
        return [*parts, (at, len(heights))]

    def _heights(self, placed: Sequence[tuple[int, int, Box]], xs: Sequence[float], count: int) -> list[float]:
        pitch = 1.35 * self.cell
        heights = [pitch + 5] * count
        for row, column, box in sorted(placed, key=lambda one: one[2].down):
            lines = self._wrapped(box.text.strip(), self.cell, xs[column + box.across] - xs[column] - 5)
            lacking = pitch * len(lines) + 5 - sum(heights[row : row + box.down])
            if lacking > 0:
                heights[row + box.down - 1] += lacking
        return heights

    def _part(
        self,
        placed: Sequence[tuple[int, int, Box]],
        xs: Sequence[float],
        heights: Sequence[float],
        part: tuple[int, int],
        parts: Sequence[tuple[int, int]],
    ) -> None:
        """The rows of ``part`` on this page; the others of ``parts`` are on others."""
        at, end = part
        table = SetTable(end - at, len(xs) - 1)
        ys = [self.at + sum(heights[at:row]) for row in range(at, end + 1)]
        for row, column, box in placed:
            first, last = max(row, at), min(row + box.down, end)
            if first >= last:
                continue
            # The text of a tall cell stands on the page that has most of its rows.
            own = [min(row + box.down, last) - max(row, first) for first, last in parts]
            text = box.text if parts[own.index(max(own))] == part else ""
            frame = (xs[column], ys[first - at], xs[column + box.across], ys[last - at])
            table.cells[first - at, column] = (text, box.address)
            table.boxes[first - at, column] = frame
            if self.rules == "all":
                self._frame(frame)
            self._in_frame(text.strip(), frame, centred=box.address is not None or len(text) < 12)
        if self.rules == "frame":
            self._frame((xs[0], ys[0], xs[-1], ys[-1]))
        self.pages[-1].tables.append(table)
        self.at = ys[-1]

    def _frame(self, frame: tuple[float, float, float, float]) -> None:
        x0, y0, x1, y1 = (self.px(v) for v in frame)
        wide = max(1, self.px(self.rule))
        for line in (((x0, y0), (x1, y0)), ((x0, y1), (x1, y1)), ((x0, y0), (x0, y1)), ((x1, y0), (x1, y1))):
            self.pen.line(line, fill=INK, width=wide)

    def _in_frame(self, text: str, frame: tuple[float, float, float, float], *, centred: bool) -> None:
        x0, y0, x1, y1 = frame
        pitch = 1.35 * self.cell
        lines = self._wrapped(text, self.cell, x1 - x0 - 5) if text else []
        base = (y0 + y1 - pitch * len(lines)) / 2 + self.cell
        for number, line in enumerate(lines):
            free = x1 - x0 - self._length(line, self.cell)
            self._line(line, x0 + (free / 2 if centred else 2.5), base + number * pitch, self.cell)


def _placed(sheet: Sheet) -> list[tuple[int, int, Box]]:
    """(row, column, box) of every box of a sheet."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for row, boxes in enumerate(sheet.rows):
        column = 0
        for box in boxes:
            while (row, column) in taken:
                column += 1
            placed.append((row, column, box))
            taken |= {(row + down, column + across) for down in range(box.down) for across in range(box.across)}
    return placed
