"""Formulas whose stored result is not what they come to. Plain arithmetic only; nothing is fetched, nothing published.

Spreadsheets reckon anew when they open a file that another version wrote, so that its readers see the new result. A
formula that is not reckoned here is trusted, unless its result changes by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, DecimalException, localcontext

from generator.sources.xlsx_numbers import number_of
from generator.sources.xlsx_sheet import Area, At, RawSheet, address, cells_of, column_name

MAX_FORMULA = 8_192
"""Characters; Excel takes no longer one."""
MAX_DEPTH = 40
MAX_CHAIN = 20
"""Formulas that ask one another."""
MAX_STEPS = 1_000_000
"""Cells and tokens looked at for one file. Formulas beyond are in doubt."""
TOLERANCE = Decimal("1e-9")
TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d{1,3})?|\.\d+)"
    r"|(?:(?:'(?P<quoted>[^'\[\]]{1,80})'|(?P<sheet>[^\W\d][\w.]{0,80}))!)?"
    r"(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7})(?::(?P<to>\$?[A-Za-z]{1,3}\$?\d{1,7}))?(?![\w(!])"
    r"|(?P<name>[A-Za-z][\w.]{0,40})\(|(?P<string>\"(?:[^\"]|\"\")*\")|(?P<sign><=|>=|<>|[-+*/^(),&<>=%])|(?P<odd>\S))"
)
WORDS = ("s", "inlineStr", "str", "b")
"""Kinds of cells that sums leave out."""
RESTLESS = re.compile(r"\b(?:RAND|RANDBETWEEN|RANDARRAY|NOW|TODAY)\s*\(", re.IGNORECASE)
"""Functions with another result each time."""
SHIFTED = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![\w(!])")


class UnknownError(Exception):
    """Raised over what is not reckoned."""


Value = Decimal | str | tuple[Decimal, ...]
"""A number, a string, or the numbers of a range."""
Operator = Callable[[Decimal, Decimal], Decimal]


class Reckoner:
    """Reckons the formulas of one file. What another formula comes to counts before the result stored for it."""

    def __init__(self, sheets: Mapping[str, RawSheet]) -> None:
        self.sheets = sheets
        self.steps = 0
        self._depth = 0
        self._results: dict[tuple[str, At], Value | None] = {}
        self._texts = {(name, at): text for name, sheet in sheets.items() for at, text in _texts(sheet)}

    def stale(self) -> Iterator[tuple[str, At]]:
        """The sheet and address of each formula whose stored result cannot be its own."""
        for (name, at), text in self._texts.items():
            if self._differs(name, at, text):
                yield name, at

    def _differs(self, name: str, at: At, text: str) -> bool:
        if RESTLESS.search(text) or self.steps > MAX_STEPS or len(text) > MAX_FORMULA:
            return True
        cell = self.sheets[name].cells[at]
        value = self._result(name, at)
        if value is None or isinstance(value, tuple) or cell.kind not in ("n", "str"):
            return False
        if isinstance(value, str):
            return value != cell.stored
        stored = number_of((cell.stored or "").strip())
        return stored is not None and abs(value - stored) > TOLERANCE * max(Decimal(1), abs(value))

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
                    self._results[key] = _Parser(self, name, self._texts[key]).whole()
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
        return tuple(_number(self.cell(name, at)) for at in numeric)

    def cell(self, name: str, at: At) -> Value:
        sheet = self.sheets.get(name)
        if sheet is None:
            raise UnknownError
        found = sheet.cells.get(at)
        if found is None:
            return Decimal(0)
        value = self._result(name, at) if (name, at) in self._texts else None
        if value is None and found.kind == "n":
            value = number_of((found.stored or "").strip())
        if value is None:
            raise UnknownError
        return value


def _texts(sheet: RawSheet) -> Iterator[tuple[At, str]]:
    """The formulas, with those that share one written out."""
    shared: dict[str, tuple[At, str]] = {}
    for at, cell in sheet.cells.items():
        if cell.formula is None or not (cell.stored or "").strip():
            continue
        text = (cell.formula.text or "").strip().removeprefix("=")
        if cell.formula.get("t") == "shared":
            index = cell.formula.get("si", "")
            if text:
                shared.setdefault(index, (at, text))
            elif index in shared:
                start, first = shared[index]
                text = _shifted(first, start, at) if len(first) <= MAX_FORMULA else first
        if text:
            yield at, text


class _Parser:
    """A formula by recursive descent: comparison, joining, sums, products, powers, signs."""

    def __init__(self, reckoner: Reckoner, sheet: str, text: str) -> None:
        self._reckoner = reckoner
        self._sheet = sheet
        self._tokens = list(TOKEN.finditer(text))
        self._at = 0
        self._depth = 0
        reckoner.steps += len(self._tokens)

    def whole(self) -> Value:
        value = self._joined()
        if self._at < len(self._tokens):
            raise UnknownError
        return value

    def _joined(self) -> Value:
        value = self._sum()
        while self._take("&"):
            value = _text(value) + _text(self._sum())
        return value

    def _sum(self) -> Value:
        return self._chain(self._product, {"+": lambda a, b: a + b, "-": lambda a, b: a - b})

    def _product(self) -> Value:
        return self._chain(self._power, {"*": lambda a, b: a * b, "/": lambda a, b: a / b})

    def _power(self) -> Value:
        return self._chain(self._signed, {"^": lambda a, b: a**b if abs(b) <= 20 else _unknown()})

    def _chain(
        self, inner: Callable[[], Value], operators: Mapping[str, Callable[[Decimal, Decimal], Decimal]]
    ) -> Value:
        value = inner()
        while (sign := self._take(*operators)) is not None:
            value = operators[sign](_number(value), _number(inner()))
        return value

    def _signed(self) -> Value:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnknownError
        sign = self._take("-", "+")
        value = self._signed() if sign else self._single()
        while self._take("%"):
            value = _number(value) / 100
        self._depth -= 1
        return -_number(value) if sign == "-" else value

    def _single(self) -> Value:
        if self._at >= len(self._tokens):
            raise UnknownError
        token = self._tokens[self._at]
        self._at += 1
        if token["number"]:
            return Decimal(token["number"])
        if token["string"]:
            return token["string"][1:-1].replace('""', '"')
        if token["cell"]:
            return self._reference(token)
        if token["name"]:
            return _called(token["name"].upper(), self._arguments())
        if token["sign"] == "(":
            value = self._joined()
            self._expect(")")
            return value
        raise UnknownError

    def _reference(self, token: re.Match[str]) -> Value:
        sheet = token["quoted"] or token["sheet"] or self._sheet
        start, end = address(token["cell"].upper()), address((token["to"] or token["cell"]).upper())
        if start is None or end is None:
            raise UnknownError
        if token["to"] is None:
            return self._reckoner.cell(sheet, start)
        (top, left), (bottom, right) = start, end
        return self._reckoner.range(sheet, (min(top, bottom), min(left, right), max(top, bottom), max(left, right)))

    def _arguments(self) -> list[Value]:
        found: list[Value] = []
        while not self._take(")"):
            if found:
                self._expect(",")
            found.append(self._joined())
        return found

    def _take(self, *signs: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at]["sign"] in signs:
            self._at += 1
            return self._tokens[self._at - 1]["sign"]
        return None

    def _expect(self, sign: str) -> None:
        if self._take(sign) is None:
            raise UnknownError


def _called(name: str, arguments: Sequence[Value]) -> Value:
    numbers = [n for value in arguments for n in (value if isinstance(value, tuple) else (_number(value),))]
    if name == "SUM":
        return sum(numbers, Decimal(0))
    if name in ("MAX", "MIN", "AVERAGE") and numbers:
        return {"MAX": max(numbers), "MIN": min(numbers), "AVERAGE": sum(numbers, Decimal(0)) / len(numbers)}[name]
    if name in ("ABS", "VALUE", "N") and len(numbers) == 1:
        return abs(numbers[0]) if name == "ABS" else numbers[0]
    raise UnknownError


def _number(value: Value) -> Decimal:
    if isinstance(value, Decimal):
        return value
    found = number_of(value.strip()) if isinstance(value, str) else None
    return found if found is not None else _unknown()


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if value == 0:
        # An empty cell is nothing among words, and 0 among numbers.
        raise UnknownError
    return f"{_number(value).normalize():f}"


def _unknown() -> Decimal:
    raise UnknownError


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
