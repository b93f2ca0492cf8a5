"""The pages of a scan beside the tables: every number that was read from one leads to its box on it, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.figures import Cell, Reading, Table
from generator.model.pictures import ShownPage
from generator.model.reports import Report
from generator.pages.wording import grouped
from generator.reading.confirmations import reading_code

MARGIN = 1.5
"""Points by which a box is drawn larger than what was read, so that its line is on none of the digits."""


@dataclass(frozen=True, slots=True)
class BoxView:
    """A cell on a page, in points from the page's top left corner."""

    id: str
    """Where its number leads to."""
    href: str
    """The number."""
    label: str
    """What it is, for those who do not see it."""
    left: str
    """Its left edge."""
    top: str
    """Its top edge."""
    width: str
    """How wide it is."""
    height: str
    """How high it is."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of the scan."""

    id: str
    """Its anchor."""
    number: int
    """Its number, from 1."""
    url: str
    """The picture."""
    width: str
    """Its width in points."""
    height: str
    """Its height in points."""
    boxes: tuple[BoxView, ...]
    """The cells that were read from it."""


@dataclass(frozen=True, slots=True)
class ScanView:
    """What of a report was read from pictures."""

    engine: str
    """The program that did, with its version."""
    tables: bool
    """Whether there are tables that nobody has checked yet."""
    whole: bool
    """Whether all of the text was read from pictures, and not only some of its tables."""
    pages: tuple[PageView, ...]
    """The pages; none where they are not published."""


@dataclass(frozen=True, slots=True)
class TableScan:
    """How a table was read from pictures."""

    holds: bool
    """Whether everything that was recognised agrees with all printed sums."""
    recognised: int
    """Numbers that are shown as recognised."""
    refused: int
    """Cells in which something stands that is not certain."""
    target: str
    """What a confirmation of all of it names."""
    code: str
    """What it says was read; "" where there is nothing to confirm."""
    confirmed: int
    """Numbers that a person has checked."""
    why: tuple[str, ...]
    """What that person said."""


class Boxes:
    """Collects the boxes that numbers lead to, while a page is put together."""

    def __init__(self, pages: Iterable[ShownPage]) -> None:
        self._pages = {page.number: page for page in pages}
        self._found: dict[int, list[BoxView]] = {number: [] for number in self._pages}

    def href(self, cell: Cell, id_: str, label: str) -> str:
        """The address of the box of ``cell``; "" where it stands on no page that is shown."""
        where = cell.where
        if where is None or where.box is None or where.page not in self._found:
            return ""
        left, top, right, bottom = where.box
        measures = (left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN)
        self._found[where.page].append(BoxView(f"at.{id_}", f"#{id_}", label, *map(_short, measures)))
        return f"#at.{id_}"

    def pages(self) -> tuple[PageView, ...]:
        """All pages with the boxes so far."""
        return tuple(
            PageView(f"scan.{number}", number, page.url, _short(page.width), _short(page.height), tuple(boxes))
            for (number, boxes), page in zip(self._found.items(), self._pages.values(), strict=True)
        )


def _short(points: float) -> str:
    """A measure to a tenth of a point."""
    return f"{points:.1f}".removesuffix(".0")


def scan_view(report: Report, boxes: Boxes) -> ScanView | None:
    """None where nothing was read from pictures."""
    scan = report.scan
    if not scan.recognised:
        return None
    whole = sum(len(span) for span in scan.recognised) >= len(report.text.decoded.rstrip())
    return ScanView(scan.engine, any(table.is_recognised for table in report.tables), whole, boxes.pages())


def table_scan(report: Report, key: str, table: Table) -> TableScan | None:
    """None where no cell of the table was read from a picture."""
    cells = list(table.cells.values())
    confirmed = [cell.note for cell in cells if cell.reading is Reading.CONFIRMED]
    if not table.is_recognised and not confirmed:
        return None
    why = (one.why for one in report.sidecar.confirmed if any(note.endswith(f"；{one.why}") for note in confirmed))
    return TableScan(
        holds=table.proved and table.is_recognised,
        recognised=sum(cell.reading is Reading.RECOGNISED for cell in cells),
        refused=sum(cell.reading is Reading.ILLEGIBLE for cell in cells),
        target=key,
        code=reading_code(report.tables, key),
        confirmed=len(confirmed),
        why=tuple(dict.fromkeys(why)),
    )


def candidates(cell: Cell) -> str:
    """``识别为“3”或“8”``; "" where nothing was read."""
    read = cell.seen.candidates if cell.seen else ()
    return f"识别为{'或'.join(f'“{one}”' for one in read)}" if any(read) else ""


def box_label(row: str, column: str, cell: Cell) -> str:
    """What a box is called: a number that nobody vouches for is not said as if it were one."""
    if cell.reading is Reading.ILLEGIBLE:
        said = "，".join(filter(None, ("无法辨读", candidates(cell))))
    elif cell.value is not None:
        said = f"{'识别为' if cell.reading is Reading.RECOGNISED else ''}{grouped(cell.value)}"
    else:
        said = cell.raw.strip() or "空白"
    return f"{row}，{column}：{said}"
