"""What printed labels say besides naming a row or column: other words than the national ones, and units."""

from __future__ import annotations

import re

from generator.forms.loader import FormTable, Label
from generator.model.documents import GridCell, Text
from generator.model.figures import LabelVariant
from generator.text.folding import half_width

LABEL_UNIT = re.compile(r"[（(][^）)]*?(亿元|万元|元)[^）)]*[）)]?")


def variant(table: FormTable, axis: str, label: Label, cell: GridCell, text: Text) -> LabelVariant:
    """A label as the source prints it, beside the national one."""
    span = text.back(cell.span)
    return LabelVariant(table.number, axis, label.id, span.of(text.decoded).strip(), label.zh, span)


def printed_unit(label: str) -> str | None:
    """``本年收费金额（单位：万元）`` → 万元; None where the printed label names no unit of money."""
    match = LABEL_UNIT.search(half_width(label).replace("（", "(").replace("）", ")"))
    return match[1] if match else None
