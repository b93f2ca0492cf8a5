"""Corrections made by hand in the sidecar: marked as such, and the value that was read is kept."""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from generator.model.doubts import Doubt
from generator.model.figures import TABLE_NAMES, Reading, Table, Tables
from generator.model.reports import Sourced
from generator.model.sidecars import Correction, Sidecar
from generator.places.gazetteer import Gazetteer
from generator.reading.identity import IdentityWording, OrganName, organ_kind
from generator.reading.numbers import Value, parse_value

YEARS = range(2000, 2100)
ADDRESS = "应写作 requests.granted.total 这样的路径。"
NUMBER = "值应为数字或 null。"


def corrected_year(sidecar: Sidecar) -> Sourced[int] | None:
    """The year set by hand; None if none was set or it is impossible."""
    correction = sidecar.correction("year")
    # isdecimal: "²" is a digit for Python, and no number.
    if correction is None or not str(correction.value).isdecimal() or int(str(correction.value)) not in YEARS:
        return None
    return Sourced(int(str(correction.value)), "sidecar")


def corrected_organ(sidecar: Sidecar, wording: IdentityWording) -> OrganName | None:
    correction = sidecar.correction("organ")
    if correction is None or not isinstance(correction.value, str) or not correction.value.strip():
        return None
    name = correction.value.strip()
    return OrganName(name, organ_kind(name, None, wording), "sidecar", None)


def corrected_place(sidecar: Sidecar, gazetteer: Gazetteer) -> str:
    """The division code set by hand; "" if none was set or the gazetteer does not know it."""
    correction = sidecar.correction("place")
    code = str(correction.value) if correction is not None else ""
    return code if code and gazetteer.get(code) is not None else ""


def wrong_identity(sidecar: Sidecar, gazetteer: Gazetteer, wording: IdentityWording) -> tuple[Doubt, ...]:
    """Doubts about corrections of year, organ and place that cannot be used."""
    used = {
        "year": corrected_year(sidecar) is not None,
        "organ": corrected_organ(sidecar, wording) is not None,
        "place": bool(corrected_place(sidecar, gazetteer)),
    }
    wanted = {"year": "应为四位年份。", "organ": "应为机关名称。", "place": "应为行政区划代码，如 110101。"}
    return tuple(
        _ignored(target, wanted[target]) for target, good in used.items() if sidecar.correction(target) and not good
    )


def correct_tables(tables: Tables, sidecar: Sidecar) -> tuple[Tables, tuple[Doubt, ...]]:
    """``tables`` with corrected cells; a correction that cannot be made is doubted, never dropped silently."""
    doubts: list[Doubt] = []
    for correction in sidecar.corrections:
        if correction.target in ("year", "organ", "place"):
            continue
        name, _, address = correction.target.partition(".")
        table = tables[name] if name in TABLE_NAMES else None
        corrected = _corrected(table, address, correction) if table else ADDRESS
        if isinstance(corrected, str):
            doubts.append(_ignored(correction.target, corrected))
        else:
            tables = replace(tables, **{name: corrected})
    return tables, tuple(doubts)


def _corrected(table: Table, address: str, correction: Correction) -> Table | str:
    """``table`` with the correction, or what it should have been."""
    row, _, column = address.partition(".")
    cell = table.cells.get((row, column))
    if cell is None:
        return ADDRESS
    value = Value(Reading.BLANK) if correction.value is None else parse_value(str(correction.value))
    if value.reading not in (Reading.BLANK, Reading.STATED):
        return NUMBER
    note = f"原读作“{cell.text}”；{correction.why}"
    unit = value.unit or cell.unit
    new = structs.replace(
        cell, value=value.value, unit=unit, reading=Reading.CORRECTED, note=note, rests_on=(), seen=None
    )
    return replace(table, cells={**table.cells, (row, column): new})


def _ignored(target: str, wanted: str) -> Doubt:
    return Doubt("correction_without_target", "reading", f"更正项“{target}”无法采用，已忽略。", wanted)
