"""The text of one value cell to a value, or to the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.model.figures import Reading
from generator.text.folding import half_width
from generator.text.number_grammar import DECIMALS, RISE_AND_FALL, UNIT, WHOLE

MAX_DIGITS = 12
"""More digits in one cell are several numbers run together."""

NUMBER = re.compile(
    rf"(?P<sign>[+\-−﹣–]|[↑↓])?\s*(?P<number>(?P<digits>{WHOLE})(?P<decimals>{DECIMALS})?)\s*(?P<unit>{UNIT})?"
)
REMEMBERED = 16_384
"""The same numbers come in every report; labels pass through here, too."""
UNREAD = ("\ufffd", "¦", "〔划去〕", "〔图〕")
"""What readers put where something stands that is no plain character: lost, struck out, cut, a picture."""
PARTED = re.compile(r"\d{1,6}(?: \d{1,3}){1,3}(?![\d .,])")
"""One number with blanks in it; with decimals behind, two stand beside each other: ``49 36.5`` is not 4936.5."""
WIDE_COMMA = re.compile(r"(?<=[0-9])，(?=\d)|(?<=\d)，(?=[0-9])")
"""A comma of Chinese text between plain digits: thousands, decimals, or two numbers. Among full-width digits it is
theirs."""
INNER_BLANK = re.compile(r"(?<=\d) (?=\d)")
DASHES = frozenset("-—–―－﹣−─_")
SLASHES = frozenset("/\\")
YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell's text says. ``reason`` tells why a text is ILLEGIBLE, for the doubt."""

    reading: Reading
    value: Decimal | None = None
    unit: str | None = None
    reason: str = ""


@lru_cache(maxsize=REMEMBERED)
def parse_value(text: str, bounded: bool = False) -> Value:
    """``134.2 万元`` → STATED 134.2 万元; ``/`` → SLASH; ``无`` → TEXT; ``0 0`` → ILLEGIBLE.

    ``bounded``: the text is known to be one cell's, so that ``1 0`` is a number with a blank in it, not two numbers.
    """
    folded = half_width(text).strip()
    if bounded and PARTED.match(folded):
        folded = INNER_BLANK.sub("", folded)
    plain = _without_digits(folded)
    if plain is not None:
        return plain
    match = NUMBER.fullmatch(folded)
    if match and (not match["number"].isascii() or WIDE_COMMA.search(text)):
        return Value(Reading.ILLEGIBLE, reason="other_numerals")
    if match:
        return _number(match)
    return _text(folded)


def _without_digits(folded: str) -> Value | None:
    """The value of a cell that is empty, unreadable, in numerals of another script or a mere mark; else None."""
    if not folded:
        return Value(Reading.BLANK)
    if any(mark in folded for mark in UNREAD):
        return Value(Reading.ILLEGIBLE, reason="unreadable_character")
    if folded.isnumeric() and not folded.isascii():
        return Value(Reading.ILLEGIBLE, reason="other_numerals")  # 十二, Ⅳ, ½, and the digits of other scripts
    if all(c in SLASHES for c in folded):
        return Value(Reading.SLASH)
    return Value(Reading.DASH) if all(c in DASHES for c in folded) else None


def _text(folded: str) -> Value:
    """The value of a cell that is not one number: TEXT, or ILLEGIBLE where it looks like several numbers."""
    if any(c.isdigit() for c in folded) and not any(c.isalpha() for c in folded):
        if re.fullmatch(RISE_AND_FALL, folded):
            return Value(Reading.TEXT)  # +2/-1: two changes, printed as such
        return Value(Reading.ILLEGIBLE, reason="several_numbers")
    return Value(Reading.TEXT)


def _number(match: re.Match[str]) -> Value:
    digits = match["digits"].replace(",", "")
    if len(digits) > MAX_DIGITS:
        return Value(Reading.ILLEGIBLE, reason="too_many_digits")
    if len(digits) > 1 and digits.startswith("0"):
        # 00 and 010 are what two cells look like when their border got lost.
        return Value(Reading.ILLEGIBLE, reason="leading_zeros")
    value = Decimal(digits + (match["decimals"] or ""))
    if match["sign"] in ("-", "−", "﹣", "–", "↓"):
        value = -value
    return Value(Reading.STATED, value, match["unit"])


def in_yuan(value: Decimal | None, unit: str | None) -> Decimal | None:
    """An amount of money in yuan; None where value or unit is not known."""
    if value is None or unit not in YUAN:
        return None
    return value * YUAN[unit]
