"""Formulas whose stored result is not what they come to. Plain arithmetic only; nothing is fetched, nothing published.

Spreadsheets reckon anew when they open a file that another version wrote, so that its readers see the new result. A
formula that is not reckoned here is trusted, unless its result changes by itself, or the file asks for all to be
reckoned anew when it is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, DecimalException, localcontext

from generator.sources.office.ooxml import Element
from generator.sources.office.xlsx.addresses import Area, At, address, area_of, column_name
from generator.sources.office.xlsx.arithmetic import Parser, UnknownError, Value, as_number
from generator.sources.office.xlsx.colours import local
from generator.sources.office.xlsx.numbers import number_of
from generator.sources.office.xlsx.sheet import RawSheet, cells_of
from generator.sources.office.xlsx.styles import OFF

MAX_FORMULA = 8_192
"""Characters; Excel takes no longer one."""
MAX_CHAIN = 20
"""Formulas that ask one another."""
MAX_STEPS = 300_000
"""Cells and tokens looked at for one file. Formulas beyond are in doubt."""
MAX_SHARED = 1_000_000
"""Characters of all formulas that are written out from one that they share."""
STALE = "RAND()"
TOLERANCE = Decimal("1e-9")
WORDS = ("s", "inlineStr", "str", "b")
"""Kinds of cells that sums leave out."""
RESTLESS = re.compile(r"\b(?:RAND|RANDBETWEEN|RANDARRAY|NOW|TODAY|OFFSET|INDIRECT|CELL|INFO)\s*\(", re.IGNORECASE)
"""Functions that every program reckons anew when it opens a file, whatever the stored result."""
CELL = re.compile(r"[A-Za-z]{1,3}\$?\d|!|\[|[A-Za-z]:\$?[A-Za-z]|\d:\$?\d")
"""Something that asks other cells."""
SPREAD = ("array", "dataTable")
"""Formulas whose results fill the cells of their range, which hold none of their own."""
SHIFTED = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![\w(!])")


class Reckoner:
    """Reckons the formulas of one file. What another formula comes to counts before the result stored for it."""

    def __init__(self, sheets: Mapping[str, RawSheet], *, anew: bool = False) -> None:
        """``anew`` where programs reckon the whole file when they open it: nothing stored is a result then."""
        self.sheets = sheets
        self.anew = anew
        self.steps = 0
        self._room = MAX_SHARED
        self._depth = 0
        self._results: dict[tuple[str, At], Value | None] = {}
        self._texts = {(name, at): text for name, sheet in sheets.items() for at, text in self._written(sheet)}

    def stale(self) -> Iterator[tuple[str, At]]:
        """The sheet and address of each formula whose stored result cannot be its own."""
        for (name, at), text in self._texts.items():
            if self._differs(name, at, text):
                yield name, at

    def _written(self, sheet: RawSheet) -> Iterator[tuple[At, str]]:
        """The formulas, with those that share one written out; in place of one too many, one that is always stale."""
        shared: dict[str, tuple[At, str]] = {}
        for at, cell in sheet.cells.items():
            if cell.formula is None or not (cell.stored or "").strip():
                continue
            text = (cell.formula.text or "").strip().removeprefix("=")
            if cell.formula.get("t") == "shared":
                text = self._shared(cell.formula.get("si", ""), text, at, shared)
            if text or self.anew:
                yield at, text or STALE
        if self.anew:
            yield from ((at, STALE) for at in _spread(sheet))

    def _shared(self, index: str, text: str, at: At, shared: dict[str, tuple[At, str]]) -> str:
        """A formula that others share, or one that is written out from it."""
        if text:
            shared.setdefault(index, (at, text))
        elif index in shared:
            start, first = shared[index]
            self._room -= len(first)
            return _shifted(first, start, at) if self._room > 0 else STALE
        return text

    def _differs(self, name: str, at: At, text: str) -> bool:
        if RESTLESS.search(text) or self.steps > MAX_STEPS or len(text) > MAX_FORMULA:
            return True
        cell = self.sheets[name].cells[at]
        value = self._result(name, at)
        if value is None and not CELL.search(text):
            # It asks no cell, so that it needs no formula; what it comes to here is not known.
            return True
        if value is None or isinstance(value, tuple) or cell.kind not in ("n", "str"):
            return self.anew
        if isinstance(value, str):
            return value != cell.stored
        stored = number_of((cell.stored or "").strip())
        if stored is None:
            return self.anew
        return abs(value - stored) > TOLERANCE * max(Decimal(1), abs(value))

    def _result(self, name: str, at: At) -> Value | None:
        """None for what is not reckoned. A circle, and a chain that is too long, count by the stored result."""
        key = (name, at)
        if key not in self._results:
            self._results[key] = None
            if self._depth > MAX_CHAIN:
                return None
            self._depth += 1
            try:
                with localcontext() as context:
                    context.prec = 30
                    self._results[key] = Parser(self, name, self._texts[key]).whole()
            except (UnknownError, DecimalException, OverflowError):
                pass
            finally:
                self._depth -= 1
        return self._results[key]

    def range(self, name: str, area: Area) -> tuple[Decimal, ...]:
        sheet = self.sheets.get(name)
        if sheet is None:
            raise UnknownError
        self.steps += min(len(sheet.cells), (area[2] - area[0] + 1) * (area[3] - area[1] + 1)) + 1
        if self.steps > MAX_STEPS:
            raise UnknownError
        places = list(cells_of(area, sheet))
        numeric = [at for at in places if sheet.cells[at].kind not in WORDS]
        if places and not numeric:
            # A sum of words: that nothing else stands there is not ours to say.
            raise UnknownError
        return tuple(as_number(self.cell(name, at)) for at in numeric)

    def cell(self, name: str, at: At) -> Value:
        sheet = self.sheets.get(name)
        if sheet is None:
            raise UnknownError
        found = sheet.cells.get(at)
        if found is None:
            return Decimal(0)
        value = self._result(name, at) if (name, at) in self._texts else None
        if value is None and self.anew and found.formula is not None:
            raise UnknownError
        if value is None and found.kind == "n":
            value = number_of((found.stored or "").strip())
        if value is None:
            raise UnknownError
        return value


def reckoned_anew(workbook: Element) -> bool:
    """Whether programs reckon all formulas when they open the file: it asks for that, or no program ever reckoned it
    and said so."""
    asked = [part for part in workbook if local(part) == "calcPr"]
    flags = ("fullCalcOnLoad", "forceFullCalc")
    return not asked or any(part.get(flag, "0") not in OFF for part in asked for flag in flags)


def _spread(sheet: RawSheet) -> Iterator[At]:
    """The cells that only another cell's formula fills."""
    for cell in list(sheet.cells.values()):
        if cell.formula is not None and cell.formula.get("t") in SPREAD:
            area = area_of(cell.formula.get("ref", ""))
            places = cells_of(area, sheet) if area is not None else ()
            yield from (at for at in places if sheet.cells[at].formula is None)


def _shifted(text: str, start: At, at: At) -> str:
    """A shared formula as it stands ``at`` another cell than its first."""

    def moved(match: re.Match[str]) -> str:
        place = address(f"{match[2].upper()}{match[4]}")
        if place is None:
            return match[0]
        row = place[0] if match[3] else place[0] + at[0] - start[0]
        column = place[1] if match[1] else place[1] + at[1] - start[1]
        return f"{column_name(column)}{max(row, 0)}"

    return text if '"' in text else SHIFTED.sub(moved, text)
