"""The boxes and tables of a page that are open while it is walked, and what becomes of them when they close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.sources.html.boxes import Box, DataTable, TableCell
from generator.sources.html.elements import blur, blur_cell
from generator.sources.html.labels import blur_unnamed, is_torn
from generator.sources.html.page import OpenTable, OpenTag
from generator.sources.html.table_kind import is_data, numeric_cells, whole_number


class BoxStack:
    """What a walk over a page has open; the walk itself gathers the text."""

    def __init__(self, root: Box) -> None:
        self._boxes: list[Box] = [root]
        self._tables: list[OpenTable] = []
        self._table_count = 0
        self._found: list[list[list[list[TableCell]]]] = []

    def _flush(self) -> None:
        """Put the text gathered so far into the innermost box."""
        raise NotImplementedError

    def _count(self) -> None:
        """Count one more part of the page."""
        raise NotImplementedError

    def _push(self, box: Box, entry: OpenTag) -> None:
        entry.depth = len(self._boxes)
        self._boxes.append(box)

    def _close_to(self, depth: int) -> None:
        """Closes the boxes above ``depth``; what holds nothing is dropped."""
        while len(self._boxes) > max(1, depth):
            box = self._boxes.pop()
            if not box.children or box.tag in ("td", "stray"):
                continue
            parent = self._boxes[-1]
            parent.tally.add(box.tally)
            only = box.children[0]
            plain = not box.named and not box.outside
            if len(box.children) == 1 and plain and not isinstance(only, Box):
                parent.children.append(only)
            else:
                parent.children.append(box)

    def _start_part(self, tag: str, attributes: Mapping[str, str], entry: OpenTag) -> None:
        self._flush()
        if tag == "table":
            self._table_count += 1
            table = OpenTable(self._table_count, len(self._boxes), stray=Box("stray"))
            self._tables.append(table)
            self._boxes.append(table.stray)
            entry.table = True
            return
        if not self._tables:
            self._push(Box("div"), entry)  # a cell without its table: a line of its own
            return
        table = self._tables[-1]
        if tag in ("thead", "tbody", "tfoot"):
            table.groups.append([])
            table.row = None
            entry.group = True
        elif tag == "tr":
            self._start_row(table)
            entry.row = True
        elif tag in ("td", "th"):
            if table.row is None:
                self._start_row(table)
            self._close_to(table.depth + 1)
            wide, high = (whole_number(attributes.get(name), 1) for name in ("colspan", "rowspan"))
            cell = TableCell(Box("td"), wide, high, pictured=entry.pictured or table.pictured)
            table.fields = 0
            self._count()
            if table.row is not None:
                table.row.append(cell)
            self._push(cell.box, entry)

    def _start_row(self, table: OpenTable) -> None:
        self._close_to(table.depth + 1)
        if not table.groups:
            table.groups.append([])
        table.row = []
        table.groups[-1].append(table.row)

    def _end_table(self) -> None:
        self._flush()
        table = self._tables.pop()
        self._close_to(table.depth)
        parent = self._boxes[-1]
        groups = [group for group in table.groups if group]
        for cell in _cells(groups):
            cell.close()
            if cell.pictured:
                blur_cell(cell)
        if table.moved or is_torn(groups, table.loose):
            blur(groups)
        blur_unnamed(groups)
        if table.stray.children:
            parent.children.append(table.stray)
            parent.tally.add(table.stray.tally)
        if is_data(groups):
            found = DataTable(table.number, groups, numeric_cells(groups))
            self._found.append(groups)
            parent.children.append(found)
            parent.tally.add(found.tally)
            return
        # A table for layout: its cells are boxes like any other.
        for cell in _cells(groups):
            if cell.box.children:
                parent.children.append(cell.box)
                parent.tally.add(cell.box.tally)


def _cells(groups: list[list[list[TableCell]]]) -> Iterator[TableCell]:
    return (cell for group in groups for row in group for cell in row)
