"""Writes reports as PDF for tests, in the ways their tables are set: a small typesetter over reportlab's canvas.

What it prints is what the test gave it; nothing here reads.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from generator.forms.loader import FormTable, load_forms

FORMS = load_forms()
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Cells = Mapping[tuple[int, str, str], str]
"""(table number, row id, column id) → printed text; 0 where nothing is given."""


@dataclass(frozen=True)
class Style:
    """How a PDF is set. Every field is one of the ways seen in real reports."""

    ruled: bool = True
    rules: str = "lines"
    """``lines``, ``boxes`` (a stroked box a cell), ``thin`` (filled thin boxes) or ``open`` (no outer sides)."""
    size: float = 10.5
    pitch: float = 1.3
    row_gap: float = 6.0
    margin: float = 60.0
    padding: float = 2.0
    label_width: float = 130.0
    vertical_groups: bool = True
    groups: bool = True
    page_numbers: str = "- {} -"
    running_head: str = ""
    bottom: float = 72.0
    repeat_header: bool = False
    rotate: int = 0
    align: str = "center"
    labels: str = "left"
    """Where labels stand in their columns; ``center`` and ``right`` as well."""
    digits: str = FONT
    prose_width: float = 451.0


@dataclass(frozen=True)
class Box:
    """One cell with its spans."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    vertical: bool = False


@dataclass
class Writer:
    """A page after another; ``y`` is the distance from the top."""

    style: Style
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    page: int = 1
    y: float = 0.0
    carried: dict[Box, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # reportlab swaps the sides of a turned page itself.
        sides = A4[::-1] if self.style.rotate in (90, 270) else A4
        self.canvas = Canvas(self.buffer, pagesize=sides, invariant=1)
        self.width, self.height = A4
        if self.style.rotate in (90, 270):
            self.width, self.height = self.height, self.width
        self._begin()

    def _begin(self) -> None:
        style = self.style
        if style.rotate:
            self.canvas.setPageRotation(style.rotate)
            if style.rotate == 90:
                self.canvas.translate(A4[0], 0)
                self.canvas.rotate(90)
            elif style.rotate == 270:
                self.canvas.translate(0, A4[1])
                self.canvas.rotate(-90)
            else:
                self.canvas.translate(*A4)
                self.canvas.rotate(180)
        self.y = 72.0
        if style.running_head:
            self.text(style.running_head, style.margin, 40, 9)
        if style.page_numbers:
            words = style.page_numbers.format(self.page)
            self.text(words, self.width / 2 - 10, self.height - 40, 9)

    def turn(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self._begin()

    def finish(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()

    def text(self, text: str, x: float, base: float, size: float) -> None:
        self.canvas.setFont(self.font(text), size)
        self.canvas.drawString(x, self.height - base, text)

    def font(self, text: str) -> str:
        return self.style.digits if text.isascii() else FONT

    def prose(self, text: str, indent: float = 2.0, size: float = 12.0) -> None:
        """One paragraph, wrapped; words and numbers are not cut."""
        width, first = min(self.style.prose_width, self.width - 2 * self.style.margin), True
        rest = text
        while rest:
            room = width - (indent * size if first else 0)
            line, rest = _fit(rest, room, size)
            if self.y + size > self.height - self.style.bottom:
                self.turn()
            self.text(line, self.style.margin + (indent * size if first else 0), self.y + size, size)
            self.y += size * 1.8
            first = False

    def table(self, boxes: Sequence[Box], widths: Sequence[float], header: int) -> None:
        """``boxes`` on a grid; the first ``header`` rows are repeated overleaf where the style says so."""
        style = self.style
        count = 1 + max(box.row + box.rows - 1 for box in boxes)
        wrapped = {
            box: _wrap(box, sum(widths[box.column : box.column + box.columns]) - 2 * style.padding, style.size)
            for box in boxes
        }
        heights = [style.size * style.pitch + style.row_gap] * count
        for box, lines in wrapped.items():
            if box.rows == 1:
                heights[box.row] = max(heights[box.row], len(lines) * style.size * style.pitch + style.row_gap)
        start = 0
        while start < count:
            end, y = start, self.y
            repeated = style.repeat_header and start > 0
            if repeated:
                y += sum(heights[:header])
            while end < count and y + heights[end] <= self.height - style.bottom:
                y += heights[end]
                end += 1
            if end == start or (end < header and start == 0):
                self.turn()
                continue
            shown = list(range(header)) * repeated + list(range(start, end))
            self._part(wrapped, widths, heights, shown)
            start = end
            if start < count:
                self.turn()
        self.y += 12

    def _part(
        self, wrapped: Mapping[Box, list[str]], widths: Sequence[float], heights: Sequence[float], shown: list[int]
    ) -> None:
        style = self.style
        tops: dict[int, float] = {}
        for row in shown:
            tops[row] = self.y
            self.y += heights[row]
        right = style.margin + sum(widths)
        for box, lines in wrapped.items():
            mine = [row for row in range(box.row, box.row + box.rows) if row in tops]
            if not mine:
                continue
            left = style.margin + sum(widths[: box.column])
            wide = sum(widths[box.column : box.column + box.columns])
            top, bottom = tops[mine[0]], tops[mine[-1]] + heights[mine[-1]]
            if style.ruled:
                self._frame(left, top, left + wide, bottom, right)
            pitch = style.size * style.pitch
            # What does not fit on this page goes on overleaf, as in a word processor.
            lines = self.carried.pop(box, []) if box.row not in tops else lines
            room = len(lines) if box.rows == 1 else int((bottom - top) / pitch)
            lines, self.carried[box] = lines[:room], lines[room:]
            base = (top + bottom) / 2 - len(lines) * pitch / 2 + pitch / 2 + 0.36 * style.size
            for line in lines:
                length = pdfmetrics.stringWidth(line, self.font(line), style.size)
                x = left + style.padding
                if style.labels != "left" and not box.text.isascii():
                    x = left + (wide - length) / (2 if style.labels == "center" else 1)
                elif style.align == "center" and (box.column > 0 or box.vertical) and not _label(box.text):
                    x = left + (wide - length) / 2
                elif style.align == "right" and line.isascii():
                    x = left + wide - length - style.padding
                self.text(line, x, base, style.size)
                base += pitch

    def _frame(self, x0: float, y0: float, x1: float, y1: float, right: float) -> None:
        canvas, style, high = self.canvas, self.style, self.height
        canvas.setLineWidth(0.5)
        if style.rules == "boxes":
            canvas.rect(x0, high - y1, x1 - x0, y1 - y0, stroke=1, fill=0)
            return
        for ax, ay, bx, by in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            outer = ax == bx and (abs(ax - style.margin) < 1 or abs(ax - right) < 1)
            if style.rules == "open" and outer:
                continue
            if style.rules == "thin":
                canvas.rect(ax - 0.25, high - by - 0.25, bx - ax + 0.5, by - ay + 0.5, stroke=0, fill=1)
            else:
                canvas.line(ax, high - ay, bx, high - by)


def _label(text: str) -> bool:
    return len(text) > 13 or (text[:1] in "0123456789（" and not text.isascii())


def _wrap(box: Box, width: float, size: float) -> list[str]:
    if box.vertical:
        return list(box.text)
    lines, rest = [], box.text
    while rest:
        line, rest = _fit(rest, width, size)
        lines.append(line)
    return lines


def _fit(text: str, width: float, size: float) -> tuple[str, str]:
    """What fits in ``width``, and the rest. Numbers and words stay whole where they fit on a line at all."""
    end = len(text)
    while end > 1 and pdfmetrics.stringWidth(text[:end], FONT, size) > width:
        end -= 1
    if end < len(text):
        cut = end
        while cut > 1 and _ascii(text[cut - 1]) and _ascii(text[cut]):
            cut -= 1
        while cut > 1 and text[cut] in "，。；：、）”":
            cut -= 1
        if cut > 1 or not (_ascii(text[0]) and _ascii(text[1])):
            end = cut
    return text[:end], text[end:]


def _ascii(char: str) -> bool:
    return char.isascii() and not char.isspace()


def write_pdf(
    form: str = "2021",
    cells: Cells | None = None,
    style: Style = Style(),  # frozen
    *,
    title: str = "测试县甲镇人民政府2021年政府信息公开工作年度报告",
    overview: Sequence[str] = ("我镇认真落实各项要求。",),
    ending: str = "2022年1月20日",
) -> bytes:
    """A whole report: title, six sections, three tables."""
    own, given = FORMS.get(form), cells or {}
    writer = Writer(style)
    writer.prose(title, indent=4, size=16)
    writer.prose(own.sections[0])
    for paragraph in overview:
        writer.prose(paragraph)

    for number, section in ((2, own.sections[1]), (3, own.sections[2]), (4, own.sections[3])):
        table = FORMS.table(number, form)

        def printed(row: str, column: str, number: int = number) -> str:
            return given.get((number, row, column), "0")

        writer.prose(section)
        if number == 2:
            _disclosure(writer, table, printed)
        elif number == 3:
            _requests(writer, table, printed)
        else:
            _disputes(writer, table, printed)
    writer.prose(own.sections[4])
    writer.prose("存在人手不足、更新不够及时的问题，将逐步改进。")
    writer.prose(own.sections[5])
    writer.prose("无其他需要报告的事项。")
    writer.prose(ending, indent=24)
    return writer.finish()


Printed = Callable[[str, str], str]


def _disclosure(writer: Writer, table: FormTable, printed: Printed) -> None:
    boxes: list[Box] = []
    row = 0
    for block in table.blocks:
        share = 12 // len(block.columns)
        boxes.append(Box(block.heading, row, 0, columns=13))
        boxes.append(Box("信息内容", row + 1, 0))
        boxes += [Box(table.columns[c].zh, row + 1, 1 + i * share, columns=share) for i, c in enumerate(block.columns)]
        row += 2
        for id in block.rows:
            boxes.append(Box(table.rows[id].zh, row, 0))
            boxes += [Box(printed(id, c), row, 1 + i * share, columns=share) for i, c in enumerate(block.columns)]
            row += 1
    width = writer.width - 2 * writer.style.margin
    writer.table(boxes, [width * 0.28] + [width * 0.06] * 12, 0)


def _requests(writer: Writer, table: FormTable, printed: Printed) -> None:
    style, columns = writer.style, list(table.columns)
    boxes = [
        Box(table.corner, 0, 0, 3, 3),
        Box("申请人情况", 0, 3, columns=7),
        Box("自然人", 1, 3, rows=2),
        Box("法人或其他组织", 1, 4, columns=5),
        Box("总计", 1, 9, rows=2),
        *(Box(table.columns[c].zh, 2, 3 + i) for i, c in enumerate(columns) if 0 < i < 6),
    ]
    ids = list(table.rows)
    grouped = {id: table.rows[id].group for id in ids}
    results = [id for id in ids if grouped[id]]
    if style.groups:
        first = 3 + ids.index(results[0])
        boxes.append(Box("三、本年度办理结果", first, 0, rows=len(results), vertical=style.vertical_groups))
    for group, label in table.row_groups.items():
        members = [id for id in ids if grouped[id] == group]
        if group != "results" and members and style.groups:
            boxes.append(Box(label.zh, 3 + ids.index(members[0]), 1, rows=len(members)))
    for i, id in enumerate(ids):
        start = 0 if not grouped[id] or not style.groups else 1 if grouped[id] == "results" else 2
        boxes.append(Box(table.rows[id].zh, 3 + i, start, columns=3 - start))
        boxes += [Box(printed(id, c), 3 + i, 3 + n) for n, c in enumerate(columns)]
    groups = [20.0, 48.0] if style.groups else [4.0, 4.0]
    rest = writer.width - 2 * style.margin - style.label_width - sum(groups)
    writer.table(boxes, [*groups, style.label_width, *[rest / 7] * 7], 3)


def _disputes(writer: Writer, table: FormTable, printed: Printed) -> None:
    results = [label.zh for label in table.columns.values()]
    boxes = [
        Box("行政复议", 0, 0, columns=5),
        Box("行政诉讼", 0, 5, columns=10),
        *(Box(label, 1, i, rows=2) for i, label in enumerate(results)),
        Box("未经复议直接起诉", 1, 5, columns=5),
        Box("复议后起诉", 1, 10, columns=5),
        *(Box(label, 2, 5 + i) for i, label in enumerate(results * 2)),
        *(Box(printed(*address), 3, i) for i, address in enumerate(table.addresses())),
    ]
    width = writer.width - 2 * writer.style.margin
    writer.table(boxes, [width / 15] * 15, 3)
