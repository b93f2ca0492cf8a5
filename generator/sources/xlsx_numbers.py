"""What a spreadsheet shows for the number it stores."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Built-in formats of dates and times, those of the Chinese edition included."""
OPAQUE = frozenset((9, 10, 11, 12, 13, 48))
"""Built-in percentages, powers and fractions: shown otherwise than stored."""
QUOTED = re.compile(r'"([^"]*)"|\\(.)')
ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")
"""Colours, conditions, paddings."""
DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
SCALED = re.compile(r"[0#?],+(?![0#?,])|[%!/eE]")
"""A comma after the last digit divides by a thousand, ``!`` fakes a decimal point (0!.0, shows ten thousands)."""
DAY_ONE = datetime(1899, 12, 30)
DAY_ONE_1904 = datetime(1904, 1, 1)
LONGEST = 20
"""Digits before or behind the point; a longer number is no figure of a report."""
MARK = "〔?〕"
"""Behind a number that is shown otherwise than it is stored: no reader takes the two for one number."""


def shown(stored: str, format_id: int, format: str, *, from_1904: bool) -> tuple[str, bool]:
    """The text of a numeric cell, and whether it is certain. ``stored`` is as in the file, ``format`` its code.

    134.19999999999999 is 134.2 (a spreadsheet has 15 digits); decimals that the format rounds away are kept.
    """
    try:
        number = Decimal(stored.strip())
    except InvalidOperation:
        return stored, False
    if not number.is_finite() or (number and abs(number.adjusted()) > LONGEST):
        return stored, False
    plain = _plain(number)
    bare = ASIDE.sub("", QUOTED.sub("", format.partition(";")[0]))
    if format_id in DATES or DATE_LETTERS.search(bare.replace("General", "")):
        return _date(number, from_1904) or plain + MARK, True
    hidden = ";" in format and not format.partition(";")[0].strip() and number != 0
    if hidden or format_id in OPAQUE or SCALED.search(bare.replace("General", "")):
        return plain + MARK, False
    return plain + _unit(format), True


def _plain(number: Decimal) -> str:
    """Fifteen significant digits, without a power and without idle zeros."""
    if len(number.as_tuple().digits) > 15:
        number = Decimal(format(float(number), ".15g"))
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _unit(format: str) -> str:
    """Words that the format prints behind the number: ``0"万元"``."""
    words = ASIDE.sub("", format.partition(";")[0])
    match = re.search(r'[0#?l](?:"([^"]*)"|\\(.))\s*$', words)
    return (match[1] or match[2] or "").strip() if match else ""


def _date(number: Decimal, from_1904: bool) -> str | None:
    if not 1 <= number < 80_000:
        return None
    day = (DAY_ONE_1904 if from_1904 else DAY_ONE) + timedelta(days=int(number))
    return f"{day.year}年{day.month}月{day.day}日"
