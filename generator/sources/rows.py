"""Rows of a table as an office file gives them, told apart: data rows, and prose that only stands in a frame."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from generator.model.spans import Where
from generator.sources.archives import UnreadableError
from generator.sources.extract import Extract, RawCell
from generator.sources.marks import mark_split_digits
from generator.text.folding import without_blanks

MAX_COLUMNS = 200
"""Our widest table has 16."""
MAX_CELLS = 100_000
"""Of one upload; the tables of a report have 600."""
LONGEST_LABEL = 60
"""A longer text that is alone in its row is a paragraph; the longest label has 40 characters."""
LONGEST_CELL = 300
"""A row with a longer cell belongs to the layout of a page, not to a table of figures."""

HEADING = re.compile(r"[一二三四五六七八][、.．][^。；]{2,40}(?:情况|事项|概述)|[^。；]{0,60}年度报告")


class FoundCell(msgspec.Struct, frozen=True):
    """A cell with its line breaks."""

    text: str
    covered: bool = False
    where: Where | None = None
    above: bool = False


FoundRow = Sequence[FoundCell]


def emit(extract: Extract, rows: Sequence[FoundRow], layout: str, *, titled: bool = False) -> None:
    """Adds ``rows`` to ``extract``: tables as tables, and rows that are headings or prose as paragraphs.

    With ``titled`` everything above the first row with two filled cells is prose (spreadsheets begin with a title).
    """
    kept: list[FoundRow] = []
    # Of one column only there is nothing to tell apart: a frame around text.
    framed = all(sum(not cell.covered for cell in row) <= 1 for row in rows)
    started = not titled
    for row in rows:
        filled = [cell for cell in row if cell.text.strip()]
        started = started or len(filled) > 1
        if framed or not started or is_prose([cell.text for cell in filled]):
            _flush(extract, kept, layout)
            _emit_lines(extract, filled)
        else:
            kept.append(row)
    _flush(extract, kept, layout)


def _emit_lines(extract: Extract, cells: Sequence[FoundCell]) -> None:
    """Adds each line of ``cells`` to ``extract`` as a paragraph."""
    for cell in cells:
        for line in cell.text.split("\n"):
            extract.paragraph(line)


def too_wide() -> UnreadableError:
    return UnreadableError("table_too_wide", f"有表格超过 {MAX_COLUMNS} 列，没有读取。", "请只上传报告本身。")


def too_many() -> UnreadableError:
    return UnreadableError("too_complex", "单元格多得不像报告，没有读取。", "请只上传报告本身。")


def is_prose(filled: Sequence[str]) -> bool:
    """Whether a row with these texts is a heading or a paragraph that only stands in a frame."""
    if any(len(text) > LONGEST_CELL for text in filled):
        return True
    if len(filled) != 1:
        return False
    text = without_blanks(filled[0])
    return len(text) > LONGEST_LABEL or HEADING.fullmatch(text) is not None


def _flush(extract: Extract, kept: list[FoundRow], layout: str) -> None:
    if kept:
        rows = [
            [RawCell(mark_split_digits(one.text), one.covered, one.where, one.above) for one in row] for row in kept
        ]
        extract.table(rows, layout)
    kept.clear()
