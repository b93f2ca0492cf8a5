"""What was seen on pages as one text with its tables, by the same rules as what PDF files say outright."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any

from msgspec import structs

from generator.model.pictures import Seen
from generator.model.spans import Where
from generator.sources.extract import Extract, RawCell
from generator.sources.pdf.cells import InkedCell
from generator.sources.pdf.flow import arranged, write
from generator.sources.pdf.frames import PageTable
from generator.sources.pdf.page import UNREAD, Box, Char, PdfPage, TextLine
from generator.sources.pdf.page_breaks import EDGE
from generator.sources.pdf.wrapping import PADDING
from generator.sources.pictures.run import Looked

LAYOUT = "recognised"
COMMAS = re.compile(r"[，,、]{2,}")
"""The model says a comma twice, wide and narrow."""
HAN = re.compile(r"[\u3400-\u9fff]")
BLANK = re.compile(rf"(?<={HAN.pattern})\s+(?={HAN.pattern})")
DUST = ".·,，'’`"
NARROW = 0.5
"""Latin letters and digits are so wide, in widths of a Han character."""
LONG = 10
"""The size of a line of so many characters can be told by its length."""
FAR = 60.0
"""Points by which a page may lie to the side of the one before."""
LIKE = 0.2
"""Lines whose sizes differ by less have one size: it is told by what was seen, and that varies."""


def arrange(pages: Sequence[Looked], extract: Extract, first: int = 1) -> Extract:
    """``extract`` with text and tables of ``pages`` behind what it has. ``first`` is the first page's number."""
    plain = [_page(number, page) for number, page in enumerate(pages, first)]
    shifts = _shifts(pages)
    spread = _spread(
        [[_moved(one, by) for one in page.plain["tables"]] for page, by in zip(pages, shifts, strict=True)]
    )
    tables = [[_table(number, table) for table in own] for number, own in enumerate(spread, first)]
    found = arranged(plain, tables, [_lines(page.plain["lines"]) for page in pages])
    blocks = tuple(
        _mended(block, dict(enumerate(shifts, first))) if isinstance(block, PageTable) else block
        for block in found.blocks
    )
    return write(replace(found, blocks=blocks), extract)


def _page(number: int, page: Looked) -> PdfPage:
    return PdfPage(number, float(page.plain["width"]), float(page.plain["height"]), (), (), image=1.0)


def words(text: str) -> str:
    """``text`` as it is taken: blanks at its ends and repeated commas are not of it."""
    return COMMAS.sub(lambda match: match[0][0].replace(",", "，"), text).strip()


def cell_words(text: str) -> str:
    """``words`` of a cell, whose lines were read as one: there are no blanks between its Han characters. A dot before
    the first of them is dust."""
    joined = BLANK.sub("", words(text))
    return joined.lstrip(DUST) if HAN.search(joined) else joined


def _lines(pieces: Sequence[dict[str, Any]]) -> list[TextLine]:
    """``pieces`` of lines in reading order, those of one line put together."""
    kept = [piece for piece in pieces if words(piece["text"])]
    usual = median([_size(piece) for piece in kept if len(piece["text"]) >= LONG] or [12.0])
    rows: list[list[dict[str, Any]]] = []
    for piece in kept:
        if rows and _level(rows[-1][0], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(row, usual) for row in rows]


def _level(one: dict[str, Any], other: dict[str, Any]) -> bool:
    (_, top, _, bottom), (_, top2, _, bottom2) = one["box"], other["box"]
    return bool(abs(top + bottom - top2 - bottom2) < 0.8 * min(bottom - top, bottom2 - top2))


def _line(row: Sequence[dict[str, Any]], usual: float) -> TextLine:
    """The pieces of one line as characters of one size on one baseline."""
    size = max(map(_size, row))
    if abs(size - usual) < LIKE * usual:
        size = usual
    middle = median((piece["box"][1] + piece["box"][3]) / 2 for piece in row)
    base = round(middle + 0.36 * size, 2)
    return TextLine(tuple(char for piece in row for char in _chars(piece, base, size)))


def _size(piece: dict[str, Any]) -> float:
    x0, y0, x1, y1 = piece["box"]
    text = words(piece["text"])
    by_height = 0.72 * (y1 - y0)
    return float((x1 - x0) / sum(map(_width, text)) if len(text) >= LONG else by_height)


def _width(char: str) -> float:
    return NARROW if char.isascii() else 1.0


def _chars(piece: dict[str, Any], base: float, size: float) -> Iterable[Char]:
    """The characters of ``piece``, spread over its box by their widths."""
    text = words(piece["text"])
    x0, _, x1, _ = piece["box"]
    step = (x1 - x0) / sum(map(_width, text))
    at = float(x0)
    for char in text:
        yield Char(char, round(at, 2), round(at + step * _width(char), 2), base, size)
        at += step * _width(char)


def _shifts(pages: Sequence[Looked]) -> list[float]:
    """By how many points each page is to be moved to the right, so that a table that goes on stands below its head:
    paper lies on a scanner where it happens to."""
    shifts = [0.0]
    for here, there in pairwise(pages):
        above, below = here.plain["tables"][-1:], there.plain["tables"][:1]
        by = above[0]["box"][0] + shifts[-1] - below[0]["box"][0] if above and below else 0.0
        wide = [one["box"][2] - one["box"][0] for one in (*above, *below)]
        shifts.append(by if len(wide) == 2 and abs(wide[0] - wide[1]) <= EDGE and abs(by) <= FAR else 0.0)
    return shifts


def _moved(table: dict[str, Any], by: float) -> dict[str, Any]:
    cells = [{**cell, "box": _beside(cell["box"], by)} for cell in table["cells"]]
    return {**table, "box": _beside(table["box"], by), "cells": cells}


def _beside(box: Sequence[float], by: float) -> Box:
    left, top, right, bottom = box
    return round(left + by, 1), float(top), round(right + by, 1), float(bottom)


def _spread(tables: Sequence[Sequence[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """The tables of each page, those that go on overleaf with the columns of all their parts."""
    found = [list(own) for own in tables]
    for here, there in pairwise(range(len(found))):
        if found[here] and found[there] and _have_same_edges(found[here][-1], found[there][0]):
            stops = _stops(found[here][-1], found[there][0])
            found[here][-1], found[there][0] = _over(found[here][-1], stops), _over(found[there][0], stops)
    # A part in the middle has learned of what comes behind it; those before it have not.
    for there, here in pairwise(range(len(found) - 1, -1, -1)):
        if found[here] and found[there] and _have_same_edges(found[here][-1], found[there][0]):
            found[here][-1] = _over(found[here][-1], _stops(found[here][-1], found[there][0]))
    return found


def _have_same_edges(table: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(abs(table["box"][side] - other["box"][side]) <= EDGE for side in (0, 2))


def _stops(*tables: dict[str, Any]) -> list[float]:
    """Where columns of ``tables`` begin and end."""
    places = sorted(cell["box"][side] for table in tables for cell in table["cells"] for side in (0, 2))
    return [here for before, here in pairwise([-EDGE, *places]) if here - before > EDGE]


def _over(table: dict[str, Any], stops: Sequence[float]) -> dict[str, Any]:
    """``table`` with columns between ``stops``, among which its own are."""
    cells = []
    for cell in table["cells"]:
        first, last = (bisect_left(stops, cell["box"][side] - EDGE) for side in (0, 2))
        row, _, down, _ = cell["at"]
        cells.append({**cell, "at": [row, first, down, max(1, last - first)]})
    return {**table, "columns": len(stops) - 1, "cells": cells}


def _table(page: int, table: dict[str, Any]) -> PageTable:
    """A table as the grid that its rules draw; what merged cells cover is told as covered."""
    rows = [[RawCell("", covered=True)] * table["columns"] for _ in range(table["rows"])]
    for cell in table["cells"]:
        row, column, down, across = cell["at"]
        for below in range(1, down):
            for beside in range(across):
                rows[row + below][column + beside] = RawCell("", covered=True, above=True)
        rows[row][column] = _cell(page, cell)
    return PageTable(page, _box(table["box"]), tuple(map(tuple, rows)), LAYOUT)


def _cell(page: int, cell: dict[str, Any]) -> InkedCell:
    box = _box(cell["box"])
    texts = tuple(dict.fromkeys(map(cell_words, cell["texts"])))
    if texts == ("",) and not cell["empty"]:
        texts = ()
    seen = Seen(texts, cell["sure"], cell["empty"])
    room = box[2] - box[0] - PADDING - cell["last"] if seen.text else 0.0
    return InkedCell(seen.text, where=Where(page=page, box=box), seen=seen, lead=float(cell["lead"]), room=room)


def _box(sides: Sequence[float]) -> Box:
    left, top, right, bottom = sides
    return float(left), float(top), float(right), float(bottom)


def _mended(table: PageTable, shifts: Mapping[int, float]) -> PageTable:
    """``table``, put together over page breaks, with cells that say how they were seen as they are now, and where."""
    return replace(table, rows=tuple(tuple(_in_place(_as_it_is(cell), shifts) for cell in row) for row in table.rows))


def _in_place(cell: RawCell, shifts: Mapping[int, float]) -> RawCell:
    """``cell`` where it stands on its own page."""
    where = cell.where
    if where is None or where.box is None or where.page is None or not shifts[where.page]:
        return cell
    box = _beside(where.box, -shifts[where.page])
    return structs.replace(cell, where=structs.replace(where, box=box))


def _as_it_is(cell: RawCell) -> RawCell:
    """``cell``, whose text a page break may have changed. Nobody is sure of a figure that was put together."""
    if cell.seen is None or cell.seen.text == cell.text:
        return cell
    if not cell.text or UNREAD in cell.text:
        return structs.replace(cell, text="", seen=Seen((), 0.0))
    return structs.replace(cell, seen=Seen((cell.text,), 0.0 if cell.seen.empty else cell.seen.confidence))
