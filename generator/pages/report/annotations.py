"""What people added to a report by hand: corrections and the organ's reply."""

from __future__ import annotations

from dataclasses import dataclass

from generator.forms.loader import Forms
from generator.model.figures import TABLE_NAMES, Reading
from generator.model.reports import Report
from generator.model.sidecars import Sidecar
from generator.pages import wording

IDENTITY = {"year": "年度", "organ": "机关", "place": "地区"}


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One value set by hand."""

    target: str
    """Which one, in words."""
    href: str
    """Its cell; "" where it is none."""
    value: str
    """The value set."""
    why: str
    """The reason, and what was read before."""


@dataclass(frozen=True, slots=True)
class ReplyView:
    """The organ's answer."""

    text: str
    """Its words."""
    on: str
    """When, in words; may be empty."""
    source_url: str
    """Where it stands; may be empty."""


def correction_views(report: Report, forms: Forms) -> tuple[CorrectionView, ...]:
    """The corrections of the sidecar, cells with what was read before.

    One of a cell that was not read could not be made: a doubt says so, and it is told as none here.
    """
    return tuple(
        CorrectionView(
            _target(report, forms, correction.target),
            f"#{correction.target}" if correction.target not in IDENTITY else "",
            "空白" if correction.value is None else str(correction.value),
            _why(report, correction.target) or correction.why,
        )
        for correction in report.sidecar.corrections
        if correction.target in IDENTITY or _why(report, correction.target)
    )


def reply_view(sidecar: Sidecar) -> ReplyView | None:
    """None where there is no reply."""
    reply = sidecar.reply
    if reply is None:
        return None
    return ReplyView(reply.text, wording.day(reply.on) if reply.on else "", reply.source_url or "")


def _target(report: Report, forms: Forms, target: str) -> str:
    if target in IDENTITY:
        return IDENTITY[target]
    key, _, address = target.partition(".")
    row, _, column = address.partition(".")
    read = [forms.table(table.number, table.form) for table in report.tables]
    for form in (*read, *(form for revision in forms.all for form in revision.tables)):
        if form.key == key and row in form.rows and column in form.columns:
            return f"{form.rows[row].short}·{form.columns[column].short}"
    return "表式里没有的一格"


def _why(report: Report, target: str) -> str:
    """The note that reading left at the corrected cell: what was read, and why it was changed."""
    key, _, address = target.partition(".")
    row, _, column = address.partition(".")
    table = report.tables[key] if key in TABLE_NAMES else None
    cell = table.cells.get((row, column)) if table else None
    return cell.note if cell is not None and cell.reading is Reading.CORRECTED else ""
