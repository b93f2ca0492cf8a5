"""One value cell as it is shown: 0, blank, slash, illegible, absent and unread look and sound different."""

from __future__ import annotations

from typing import NamedTuple

from generator import labels
from generator.forms.loader import Label
from generator.model.figures import Cell, Reading
from generator.pages.wording import grouped

MARKS = {Reading.SOLVED: "推", Reading.CORRECTED: "改", Reading.RECOGNISED: "识", Reading.CONFIRMED: "核"}
"""A character raised beside a number that was not simply read."""

OPERAND = "operand"
"""In place of a kind of finding: the cell is one of several that a failed sum adds up. It is not said to be wrong, so
only a dotted line tells that a finding leads here."""

STAND_INS = {Reading.BLANK: "", Reading.ILLEGIBLE: "?", Reading.ABSENT: "·", Reading.UNREAD: "〓"}
"""What is shown where there is neither a number nor a sign in the source; 〓 stands for a missing type in print."""


class CellView(NamedTuple):
    """One cell of a table."""

    id: str
    """Its dotted path in report.json (``requests.granted.total``), which is its anchor, too."""
    shown: str
    """What is seen."""
    word: str
    """What is said besides to those who do not see; "" for a stated number."""
    mark: str
    """A character raised beside the number, or ""."""
    href: str
    """Its characters in the original, or their line; "" where there are none."""
    look: str
    """Classes for the stylesheet: the reading, ``n`` for a number other than nought, a finding's tone."""


def cell_view(cell: Cell | None, id_: str, column: Label, href: str, kind: str = "") -> CellView:
    """``kind`` is a key of ``labels.FINDINGS``, or ``OPERAND``, where a finding rests on this cell; ``cell`` is None
    where reading left none, which does not tell whether the source has it."""
    if cell is not None and cell.reading is Reading.STATED and not kind:  # nearly always
        return CellView(id_, _shown(cell, column), "", "", href, "n" if cell.value else "")
    reading = cell.reading if cell else Reading.UNREAD
    word, look = _said(cell, reading, kind)
    mark = MARKS[Reading.RECOGNISED] if _is_seen(cell) else MARKS.get(reading, "")
    return CellView(id_, _shown(cell, column), word, mark, href, look)


def _is_seen(cell: Cell | None) -> bool:
    """True if a program read what stands there, a number, a mark or nothing, from a picture."""
    return cell is not None and cell.seen is not None and cell.reading.is_known


def _said(cell: Cell | None, reading: Reading, kind: str) -> tuple[str, str]:
    """What is said besides, and the classes."""
    look = [] if reading is Reading.STATED else [reading.value]
    word = "" if reading is Reading.STATED else labels.zh(labels.READINGS, reading.value)
    if _is_seen(cell) and reading is not Reading.RECOGNISED:
        word = f"{word}，{labels.zh(labels.READINGS, Reading.RECOGNISED.value)}"
    if cell is not None and cell.value:
        look.append("n")
    if kind == OPERAND:
        look.append(OPERAND)
    elif kind:
        finding = labels.FINDINGS[kind]
        look.append(finding.tone)
        word = "；".join(part for part in (word, f"核对结果：{finding.fails}") if part)
    return word, " ".join(look)


def _shown(cell: Cell | None, column: Label) -> str:
    if cell is None:
        return STAND_INS[Reading.UNREAD]
    if cell.value is None:
        return STAND_INS.get(cell.reading, cell.raw.strip())
    number = grouped(cell.value)
    if column.domain == "signed" and cell.value > 0:
        number = f"+{number}"
    return f"{number} {cell.unit}" if cell.unit and not column.unit else number
