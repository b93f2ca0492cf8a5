"""What people corrected by hand, in the sidecar: marked as such, with the value that was read kept beside."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from generator.model.doubts import Doubt
from generator.model.figures import Reading, Table, Tables
from generator.model.reports import Found
from generator.model.sidecars import Correction, Sidecar
from generator.reading.identity import OrganName, organ_kind

IDENTITY = ("year", "organ", "place")
TABLES = ("disclosure", "requests", "disputes")


def corrected_year(sidecar: Sidecar) -> Found[int] | None:
    correction = sidecar.correction("year")
    if correction is None or not isinstance(correction.value, int):
        return None
    return Found(correction.value, "sidecar")


def corrected_organ(sidecar: Sidecar) -> OrganName | None:
    correction = sidecar.correction("organ")
    if correction is None or not isinstance(correction.value, str):
        return None
    return OrganName(correction.value, organ_kind(correction.value, None), "sidecar", None)


def correct_tables(tables: Tables, sidecar: Sidecar) -> tuple[Tables, tuple[Doubt, ...]]:
    """``tables`` with corrected cells; a correction that points nowhere is doubted, never dropped silently."""
    doubts: list[Doubt] = []
    for correction in sidecar.corrections:
        if correction.target in IDENTITY:
            continue
        name, _, address = correction.target.partition(".")
        table: Table | None = getattr(tables, name) if name in TABLES else None
        corrected = _corrected(table, address, correction) if table else None
        if corrected is None:
            doubts.append(
                Doubt(
                    "correction_without_target",
                    "reading",
                    f"更正项“{correction.target}”没有对应的单元格，已忽略。",
                    "应写作 requests.granted.total 这样的路径，值为数字或 null。",
                )
            )
            continue
        tables = replace(tables, **{name: corrected})
    return tables, tuple(doubts)


def _corrected(table: Table, address: str, correction: Correction) -> Table | None:
    row, _, column = address.partition(".")
    cell = table.cells.get((row, column))
    if cell is None:
        return None
    try:
        value = None if correction.value is None else Decimal(correction.value)
    except InvalidOperation:
        return None
    note = f"原读作“{cell.text}”；{correction.why}"
    new = replace(cell, value=value, reading=Reading.CORRECTED, note=note)
    return replace(table, cells={**table.cells, (row, column): new})
