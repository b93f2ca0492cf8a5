"""When the rule of a conditional format is in force: the conditions that everyday files have.

Anything else is None: not known.
"""

from __future__ import annotations

import re
from decimal import Decimal

from generator.sources.office.ooxml import Element
from generator.sources.office.xlsx.addresses import At, address
from generator.sources.office.xlsx.colours import local
from generator.sources.office.xlsx.numbers import number_of
from generator.sources.office.xlsx.sheet import RawSheet, StoredCell

LONGEST_CONDITION = 200
"""Characters of a condition; those that are understood are short."""
CELL = r"(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})"
SHOWN = {
    "ISERROR": "error",
    "ISERR": "error",
    "ISNA": "error",
    "ISBLANK": "blank",
    "ISNUMBER": "number",
    "ISTEXT": "text",
}
"""Functions that ask what kind of value a cell holds. No two kinds of error are told apart: any of them may hold."""
ASKED = re.compile(rf"({'|'.join(SHOWN)})\({CELL}\)")
EMPTY = re.compile(rf'(?:LEN\(TRIM\({CELL}\)\)=0|TRIM\({CELL}\)=""|LEN\({CELL}\)=0|{CELL}="")')
FILLED = re.compile(rf'(?:LEN\(TRIM\({CELL}\)\)(?:>|<>)0|{CELL}<>"")')
COMPARED = re.compile(rf"{CELL}(<=|>=|<>|=|<|>)(-?\d{{1,15}}(?:\.\d{{1,15}})?)")
QUOTED_BLANK = re.compile(r'"\s+"')
WORDS = ("s", "str", "inlineStr")
"""Kinds of cells that hold strings."""
NAMED = {"containsErrors": "error", "notContainsErrors": "", "containsBlanks": "blank", "notContainsBlanks": ""}
"""Kinds of rules that have one condition only, and what it asks for; "" for the opposite of the one before."""


def holds(rule: Element, start: At | None, at: At, sheet: RawSheet) -> bool | None:
    """Whether ``rule`` is in force for the cell at ``at``. ``start`` is the cell for which its formulas are written,
    None where programs differ about it."""
    kind = rule.get("type", "")
    formulas = [(part.text or "").strip() for part in rule if local(part) in ("formula", "f")]
    cell = sheet.cells[at]
    if kind == "cellIs":
        return _by_operator(rule.get("operator", ""), formulas, cell)
    if len(formulas) != 1 or start is None:
        return None
    found = _by_formula(formulas[0], start, at, sheet)
    if kind == "expression":
        return found
    if kind not in NAMED:
        return None
    wanted = NAMED[kind] or NAMED[kind.replace("notC", "c")]
    own = _is(cell, wanted) == bool(NAMED[kind])
    # Some programs go by the name of the rule, others by its formula.
    return own if found is own else None


def _by_formula(formula: str, start: At, at: At, sheet: RawSheet) -> bool | None:
    if len(formula) > LONGEST_CONDITION or QUOTED_BLANK.search(formula):
        return None
    text = "".join(formula.split()).upper().removeprefix("=")
    if text.startswith("NOT(") and text.endswith(")"):
        inner = _by_formula(text[4:-1], start, at, sheet)
        return None if inner is None else not inner
    if text in ("TRUE", "TRUE()", "1", "FALSE", "FALSE()", "0"):
        return text[0] in "T1"
    if match := ASKED.fullmatch(text):
        cell = _asked(match.groups()[1:], start, at, sheet)
        return None if cell is None else _is(cell, SHOWN[match[1]])
    if match := COMPARED.fullmatch(text):
        cell = _asked(match.groups()[:4], start, at, sheet)
        return None if cell is None else _compared(match[5], cell, Decimal(match[6]))
    return _by_blank(text, start, at, sheet)


def _by_blank(text: str, start: At, at: At, sheet: RawSheet) -> bool | None:
    """Whether a formula that asks if a cell is blank, or filled, comes to true; None for any other."""
    for pattern, wanted in ((EMPTY, True), (FILLED, False)):
        if match := pattern.fullmatch(text):
            groups = [group for group in match.groups() if group is not None]
            cell = _asked(groups, start, at, sheet)
            return None if cell is None else _is(cell, "blank") == wanted
    return None


def _asked(groups: tuple[str, ...] | list[str], start: At, at: At, sheet: RawSheet) -> StoredCell | None:
    """The cell that a condition asks about. Of another than its own only what is typed is known for certain."""
    column_fixed, letters, row_fixed, digits = groups
    place = address(letters + digits)
    if place is None:
        return None
    row = place[0] if row_fixed else place[0] + at[0] - start[0]
    column = place[1] if column_fixed else place[1] + at[1] - start[1]
    found = sheet.cells.get((row, column), NOTHING)
    is_typed = found.formula is None and found.kind not in WORDS
    return found if found.certain and (is_typed or (row, column) == at) else None


NOTHING = StoredCell("n", None, 0)


def _is(cell: StoredCell, kind: str) -> bool:
    stored = (cell.stored or "").strip()
    if kind == "error":
        return cell.kind == "e"
    if kind == "blank":
        return not stored and (cell.words is None or not cell.words.text.strip())
    is_number = cell.kind == "n" and bool(stored)
    return is_number if kind == "number" else cell.kind in WORDS


def _number(cell: StoredCell) -> Decimal | None:
    return number_of((cell.stored or "").strip()) if cell.kind == "n" else None


def _by_operator(operator: str, formulas: list[str], cell: StoredCell) -> bool | None:
    if formulas == ['""'] and operator in ("equal", "notEqual"):
        return _is(cell, "blank") == (operator == "equal")
    operands = [operand for text in formulas if (operand := number_of(text)) is not None]
    if len(operands) < len(formulas):
        return None
    if operator in ("between", "notBetween") and len(operands) == 2:
        value = _number(cell)
        return None if value is None else (min(operands) <= value <= max(operands)) == (operator == "between")
    return _compared(OPERATORS.get(operator, ""), cell, operands[0]) if len(operands) == 1 else None


OPERATORS = {
    "equal": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}


def _compared(sign: str, cell: StoredCell, other: Decimal) -> bool | None:
    value = _number(cell)
    if value is None:
        # No string is equal to a number; which of the two is greater, programs see in several ways.
        return False if sign == "=" and cell.kind in WORDS else None
    return {
        "=": value == other,
        "<>": value != other,
        "<": value < other,
        "<=": value <= other,
        ">": value > other,
        ">=": value >= other,
    }.get(sign)
