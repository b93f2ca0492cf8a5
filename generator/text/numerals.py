"""Numbers written in Han characters: list numbers (十二), whole numbers (一百二十), years digit by digit (二〇二一)."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.text.folding import SHORT, half_width

ONES = "零一二三四五六七八九"
TO_TEN = "一二三四五六七八九十"
"""The characters of list numbers and days; the place of each, counted from 1, is its value."""
ORDINAL_CHARACTERS = f"零〇{TO_TEN}"
COUNTING = "〇零一二两三四五六七八九十百千万"
"""The characters of counts; 亿 is in no report's count of its work."""
VALUES = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"〇": 0, "两": 2}
SIZES = {"万": 10_000, "千": 1000, "百": 100, "十": 10, "": 1}
TENS = re.compile("(?P<tens>[^十]?)十(?P<ones>[^十]?)")
TWO = re.compile("两(?=[百千万])|^两$")

ZERO = "〇○零"
"""Zero among digits that are read one by one; ○ is the circle that many keyboards offer for 〇."""
HAN_DIGIT = f"{ZERO}一二三四五六七八九"
YEAR = r"20[0-3]\d"
"""A regular expression of the years from 2000 to 2039 in half-width digits."""
SPELLED_YEAR = rf"二[{ZERO}][{ZERO}一二三][{HAN_DIGIT}]"
"""The same years in Han characters: 二〇二一."""

ORDINAL = re.compile(
    rf"^\s*(?:[（(]\s*(?P<inner>[{ORDINAL_CHARACTERS}]{{1,3}}|\d{{1,2}})\s*[）)]\s*[、.．,，]*"
    rf"|(?P<outer>[{ORDINAL_CHARACTERS}]{{1,3}}|\d{{1,2}})\s*[,，]?[、.．](?!\d)[、,，]*)\s*"
)
"""A list number at the start of a line: 一、 （一） 1. 1、 ⟨一,、⟩ …"""


def chinese_number(text: str) -> int | None:
    """``十二`` → 12, ``二十`` → 20, ``12`` → 12; None for what is no number up to 99."""
    text = half_width(text)
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in VALUES for c in text):
        return None
    if "十" not in text:
        return VALUES[text] if len(text) == 1 else None
    match = TENS.fullmatch(text)
    return VALUES[match["tens"] or "一"] * 10 + VALUES[match["ones"] or "零"] if match else None


def split_ordinal(text: str) -> tuple[int | None, bool, str]:
    """``（三）不予公开`` → (3, True, 不予公开): the number, whether it is in brackets, and the rest."""
    return _ordinals(text) if len(text) <= SHORT else _split_ordinal(text)


def _split_ordinal(text: str) -> tuple[int | None, bool, str]:
    match = ORDINAL.match(half_width(text))
    if not match:
        return None, False, text
    number = chinese_number(match["inner"] or match["outer"])
    return number, match["inner"] is not None, text[match.end() :]


_ordinals = lru_cache(maxsize=1024)(_split_ordinal)


def spelled_year(characters: str) -> int:
    """``二〇二一`` → 2021: the value of characters that SPELLED_YEAR matches."""
    return int("".join(str(VALUES.get(character, 0)) for character in characters))


def list_numeral(number: int, digits: str = "〇一二三四五六七八九", ten: str = "十") -> str:
    """The number of a list item as word processors print it: 12 → 十二; from 100 on digit by digit, 105 → 一〇五."""
    if not 0 < number < 100:
        return "".join(digits[int(d)] for d in str(number))
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ten if tens == 1 else digits[tens] + ten
    return head + (digits[ones] if ones else "")


def numeral(words: str) -> int | None:
    """``一百二十`` → 120; None for what is not written out as one whole number (三四, 二〇二一, 一百二).

    Read without asking whether it is well written, then written again: only what comes out as it went in is taken.
    """
    plain = TWO.sub("二", words).replace("〇", "零").replace("百十", "百一十")
    plain = re.sub("^一十", "十", plain)
    total = part = digit = 0
    for character in plain:
        size = SIZES.get(character, 0)
        if character == "万":
            total, part, digit = (part + digit) * size, 0, 0
        elif size:
            part, digit = part + (digit or 1) * size, 0
        else:
            digit = VALUES[character]
    value = total + part + digit
    return value if 0 < value < 100_000_000 and written(value) == plain else None


def written(value: int) -> str:
    """How a number below a hundred million is spelled out."""
    high, low = divmod(value, 10_000)
    if high:
        return written(high) + "万" + (("零" if low < 1000 else "") + written(low) if low else "")
    out, gap = "", False
    for sign, size in SIZES.items():
        digit = value // size % 10 if size < 10_000 else 0
        if digit:
            out += ("零" if gap else "") + ONES[digit] + sign
            gap = False
        elif out:
            gap = True
    return re.sub("^一十", "十", out)
