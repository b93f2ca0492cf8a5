"""Numbers that the report states in its running text."""

from __future__ import annotations

from dataclasses import dataclass

from generator import labels
from generator.checks.equations import plain as rounded
from generator.model.figures import FigureKind, Reading, StatedFigure
from generator.model.reports import Report
from generator.pages.report.cells import MARKS
from generator.pages.report.original import Anchors
from generator.pages.wording import grouped, in_thousands


@dataclass(frozen=True, slots=True)
class FigureView:
    """One number stated in running text."""

    id: str
    """Its anchor, which its characters lead back to."""
    label: str
    """What it counts, as printed."""
    number: str
    """The number."""
    unit: str
    """Its unit; may be empty."""
    role: str
    """Total, part or share, where it belongs to a list; and plan or approximate where it is; else empty."""
    href: str
    """Its characters in the original."""
    mark: str
    """A character raised beside it where a program read it from a picture, or ""."""
    word: str
    """What that means."""


def figure_views(report: Report, anchors: Anchors) -> tuple[FigureView, ...]:
    """In the order of the text."""
    ordered = sorted(report.figures, key=lambda figure: figure.span)
    return tuple(_view(f"figure-{number}", figure, anchors) for number, figure in enumerate(ordered, 1))


def _view(id_: str, figure: StatedFigure, anchors: Anchors) -> FigureView:
    about = [
        labels.zh(labels.ROLES, figure.role) if figure.role else "",
        labels.zh(labels.APPROXIMATE, figure.approx) if figure.approx else "",
        labels.zh(labels.FIGURE_KINDS, figure.kind.value) if figure.kind is not FigureKind.FACT else "",
    ]
    return FigureView(
        id=id_,
        label=figure.label,
        # Printed decimals of a share tell how far it was rounded; 2.2 万 leaves none that mean anything.
        number=grouped(figure.value) if figure.role == "percent" else in_thousands(rounded(figure.value)),
        unit=figure.unit,
        role="、".join(word for word in about if word),
        href=anchors.href(figure.span, id_),
        mark=MARKS[Reading.RECOGNISED] if figure.recognised else "",
        word=labels.zh(labels.READINGS, Reading.RECOGNISED.value) if figure.recognised else "",
    )
