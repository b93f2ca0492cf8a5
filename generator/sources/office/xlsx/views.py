"""What the windows of a spreadsheet let their reader reach."""

from __future__ import annotations

from generator.sources.office.ooxml import Element
from generator.sources.office.xlsx.addresses import At, address
from generator.sources.office.xlsx.colours import local

NO_SPLIT = ("0", "")


def first_reached(view: Element) -> At | None:
    """The first row and column that this view of a sheet can be moved to: a frozen pane shows what stands from the
    view's corner on, and nothing before it. None where the corner is not understood."""
    row, column = 1, 1
    for pane in view:
        if local(pane) != "pane" or not pane.get("state", "split").startswith("frozen"):
            continue
        corner = address(view.get("topLeftCell", "A1"))
        if corner is None:
            return None
        if pane.get("ySplit", "0") not in NO_SPLIT:
            row = corner[0]
        if pane.get("xSplit", "0") not in NO_SPLIT:
            column = corner[1]
    return row, column


def is_window_hidden(workbook: Element) -> bool:
    """Whether a window of the workbook is hidden: whoever opens the file sees no sheet, or not surely."""
    windows = [part for part in workbook.iter() if local(part) == "workbookView"]
    return any(window.get("visibility", "visible") != "visible" for window in windows)
