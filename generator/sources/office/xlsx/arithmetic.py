"""Plain arithmetic of a spreadsheet's formulas: a formula is read and reckoned in one go.

Anything that is not understood raises UnknownError; nothing here guesses.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Protocol

from generator.sources.office.xlsx.addresses import Area, At, address
from generator.sources.office.xlsx.numbers import number_of

COMPARISONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
MAX_NESTED_TERMS = 40
"""Brackets within one another."""
TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d{1,3})?|\.\d+)"
    r"|(?:(?:'(?P<quoted>[^'\[\]]{1,80})'|(?P<sheet>[^\W\d][\w.]{0,80}))!)?"
    r"(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7})(?::(?P<to>\$?[A-Za-z]{1,3}\$?\d{1,7}))?(?![\w(!])"
    r"|(?P<name>[A-Za-z][\w.]{0,40})\(|(?P<string>\"(?:[^\"]|\"\")*\")|(?P<sign><=|>=|<>|[-+*/^(),&<>=%])|(?P<odd>\S))"
)


class UnknownError(Exception):
    """Raised over what is not reckoned."""


Value = Decimal | str | tuple[Decimal, ...]
"""A number, a string, or the numbers of a range."""


class Operands(Protocol):
    """Where the cells of formulas come from. Both methods raise UnknownError for what has no number."""

    steps: int
    """Cells and tokens looked at so far."""

    def range(self, name: str, area: Area) -> tuple[Decimal, ...]:
        """The numbers of ``area`` in the sheet ``name``."""

    def cell(self, name: str, at: At) -> Value:
        """The value of one cell; 0 for an empty one."""


class Parser:
    """A formula by recursive descent: comparison, joining, sums, products, powers, signs."""

    def __init__(self, cells: Operands, sheet: str, text: str) -> None:
        self._cells = cells
        self._sheet = sheet
        self._tokens = list(TOKEN.finditer(text))
        self._at = 0
        self._depth = 0
        cells.steps += len(self._tokens)

    def whole(self) -> Value:
        value = self._compared()
        if self._at < len(self._tokens):
            raise UnknownError
        return value

    def _compared(self) -> Value:
        value = self._joined()
        sign = self._take(*COMPARISONS)
        if sign is None:
            return value
        # A truth counts as 1 or 0 in sums; that it is printed as a word matters nowhere here.
        return Decimal(COMPARISONS[sign](as_number(value), as_number(self._joined())))

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
            value = operators[sign](as_number(value), as_number(inner()))
        return value

    def _signed(self) -> Value:
        self._depth += 1
        if self._depth > MAX_NESTED_TERMS:
            raise UnknownError
        sign = self._take("-", "+")
        value = self._signed() if sign else self._single()
        while self._take("%"):
            value = as_number(value) / 100
        self._depth -= 1
        return -as_number(value) if sign == "-" else value

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
            value = self._compared()
            self._expect(")")
            return value
        raise UnknownError

    def _reference(self, token: re.Match[str]) -> Value:
        sheet = token["quoted"] or token["sheet"] or self._sheet
        start, end = address(token["cell"].upper()), address((token["to"] or token["cell"]).upper())
        if start is None or end is None:
            raise UnknownError
        if token["to"] is None:
            return self._cells.cell(sheet, start)
        (top, left), (bottom, right) = start, end
        return self._cells.range(sheet, (min(top, bottom), min(left, right), max(top, bottom), max(left, right)))

    def _arguments(self) -> list[Value]:
        found: list[Value] = []
        while not self._take(")"):
            if found:
                self._expect(",")
            found.append(self._compared())
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
    if name == "IF" and len(arguments) == 3:
        return arguments[1] if as_number(arguments[0]) else arguments[2]
    if name == "LEN" and len(arguments) == 1 and isinstance(arguments[0], str):
        return Decimal(len(arguments[0]))
    if name == "SUBTOTAL" and len(arguments) > 1 and as_number(arguments[0]) == 9:
        name, arguments = "SUM", arguments[1:]
    return _of_numbers(name, arguments)


def _of_numbers(name: str, arguments: Sequence[Value]) -> Decimal:
    """What a function of numbers comes to. Raises UnknownError for others."""
    numbers = _numbers(arguments)
    if name == "COUNT" and all(isinstance(value, tuple) for value in arguments):
        return Decimal(len(numbers))
    if name == "SUM" or (name == "SUMPRODUCT" and len(arguments) == 1):
        return sum(numbers, Decimal(0))
    if name in ("MAX", "MIN", "AVERAGE") and numbers:
        return {"MAX": max(numbers), "MIN": min(numbers), "AVERAGE": sum(numbers, Decimal(0)) / len(numbers)}[name]
    if name == "ROUND" and len(numbers) == 2:
        return _rounded(*numbers)
    return _of_one(name, numbers[0]) if len(numbers) == 1 else _unknown()


def _numbers(arguments: Sequence[Value]) -> list[Decimal]:
    """The numbers of all arguments, those of ranges one by one. Raises UnknownError for what is no number."""
    return [n for value in arguments for n in (value if isinstance(value, tuple) else (as_number(value),))]


def _rounded(number: Decimal, places: Decimal) -> Decimal:
    if abs(places) > 15 or places != int(places):
        raise UnknownError
    return number.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


def _of_one(name: str, number: Decimal) -> Decimal:
    if name == "INT":
        return number.to_integral_value(ROUND_FLOOR)
    if name == "ABS":
        return abs(number)
    return number if name in ("VALUE", "N") else _unknown()


def as_number(value: Value) -> Decimal:
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
    return f"{as_number(value).normalize():f}"


def _unknown() -> Decimal:
    raise UnknownError
