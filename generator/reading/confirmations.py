"""Confirmations by eye: a person has compared what was recognised with the picture, as the sidecar says.

A confirmation names what was read then: the text of a cell, or the code of a table or of all tables. Where a later
version of the program reads otherwise, it says nothing any more, and a doubt tells so: nobody has confirmed that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from msgspec import structs

from generator.model.doubts import Doubt
from generator.model.figures import TABLE_NAMES, TABLE_NUMBERS, Address, Cell, Reading, Table, Tables
from generator.model.sidecars import Confirmation, Sidecar
from generator.reading.numbers import Value, parse_value

ALL = "all"
DIGITS = 12
LAYOUT = "recognised"
"""What tables of pictures are read as."""
BY_HAND = (Reading.CORRECTED, Reading.CONFIRMED)
"""What a person has said of a cell already counts."""
TARGETS = "target 应写作 all、requests 或 requests.granted.total；read 应为网页上给出的识别码，或该格识别出的文字。"
OUTDATED = "现在识别的结果与核对时不同（或该处没有可核对的识别结果），请重新对照图片核对。"


def confirm_tables(tables: Tables, sidecar: Sidecar) -> tuple[Tables, tuple[Doubt, ...]]:
    """``tables`` with the cells CONFIRMED that somebody has checked."""
    doubts: list[Doubt] = []
    for one in sidecar.confirmed:
        confirmed = _confirmed(tables, one)
        if confirmed is None:
            doubts.append(_ignored(one))
        else:
            tables = confirmed
    return tables, tuple(doubts)


def reading_code(tables: Tables, name: str = ALL) -> str:
    """What stands for all that was read of a table, or of all of them, from pictures; "" where nothing is left to
    confirm. Corrections and other confirmations do not change it."""
    return _code(tables, name) if any(_open(tables, name)) else ""


def read_now(tables: Tables, target: str) -> str | None:
    """What a confirmation of ``target`` would say was read; None where there is nothing to confirm."""
    if "." not in target:
        return reading_code(tables, target) or None
    cell = _cell_at(tables, target)
    return cell.text if cell is not None and told_by_eye(cell) is not None else None


def _code(tables: Tables, name: str) -> str:
    lines = [
        f"{key}.{row}.{column}={cell.text}"
        for key, table in tables.items()
        if table is not None and name in (ALL, key) and table.layout == LAYOUT
        for (row, column), cell in table.cells.items()
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:DIGITS]


def told_by_eye(cell: Cell) -> Value | None:
    """What ``cell`` says once a person has confirmed it; None where its readings give nothing to confirm."""
    if cell.seen is None or not cell.seen.agreed:
        return None
    value = parse_value(cell.text)
    readable = value.reading is not Reading.ILLEGIBLE and (cell.seen.empty or value.reading is not Reading.BLANK)
    return value if readable else None


def _open(tables: Tables, name: str) -> Iterator[tuple[str, Address, Cell]]:
    for key, table in tables.items():
        if table is not None and name in (ALL, key):
            for address, cell in table.cells.items():
                if told_by_eye(cell) is not None:
                    yield key, address, cell


def _confirmed(tables: Tables, one: Confirmation) -> Tables | None:
    """``tables`` with what ``one`` confirms; None where that was read otherwise, or is not there."""
    if "." in one.target:
        return _cell_confirmed(tables, one)
    if one.target not in (ALL, *TABLE_NUMBERS) or not one.read or one.read != _code(tables, one.target):
        return None
    for key in TABLE_NAMES if one.target == ALL else (one.target,):
        cells = {address: cell for _, address, cell in _open(tables, key)}
        table = tables[key]
        tables = replace(tables, **{key: _with(table, cells, one.why)}) if table else tables
    return tables


def _cell_confirmed(tables: Tables, one: Confirmation) -> Tables | None:
    cell = _cell_at(tables, one.target)
    if cell is None or cell.text != one.read.strip():
        return None
    name, row, column = one.target.split(".", 2)
    table = tables[name]
    if table is None or cell.reading in BY_HAND:
        return tables
    return replace(tables, **{name: _with(table, {(row, column): cell}, one.why)}) if told_by_eye(cell) else None


def _cell_at(tables: Tables, target: str) -> Cell | None:
    name, row, column = [*target.split(".", 2), "", ""][:3]
    table = tables[name] if name in TABLE_NAMES else None
    return table.cells.get((row, column)) if table else None


def _with(table: Table, cells: Mapping[Address, Cell], why: str) -> Table:
    return replace(table, cells={**table.cells, **{address: _seen_by_eye(one, why) for address, one in cells.items()}})


def _seen_by_eye(cell: Cell, why: str) -> Cell:
    """The cell as a person saw it. What is no number stays what it is: “/” and blank are different facts."""
    value = told_by_eye(cell) or Value(cell.reading)
    reading = Reading.CONFIRMED if value.reading is Reading.STATED else value.reading
    unit = value.unit or cell.unit
    note = f"识别为“{cell.text}”，经人对照图片核对；{why}" if value.value is not None else ""
    return structs.replace(
        cell, value=value.value, reading=reading, unit=unit if value.value is not None else None, note=note,
        rests_on=(), seen=None,
    )  # fmt: skip


def _ignored(one: Confirmation) -> Doubt:
    known = one.target == ALL or one.target.partition(".")[0] in TABLE_NAMES
    message = f"核对项“{one.target}”无法采用，已忽略。"
    return Doubt("confirmation_not_taken", "reading", message, OUTDATED if known else TARGETS)
