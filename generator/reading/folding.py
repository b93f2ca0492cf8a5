"""Text reduced to what a comparison should see: widths, blanks and punctuation do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"〇": 0, "两": 2}
CHINESE = "零〇一二三四五六七八九十"

ORDINAL = re.compile(
    rf"^\s*(?:[（(]\s*(?P<inner>[{CHINESE}]{{1,3}}|\d{{1,2}})\s*[）)]\s*[、.．,，]*"
    rf"|(?P<outer>[{CHINESE}]{{1,3}}|\d{{1,2}})\s*[,，]?[、.．](?!\d)[、,，]*)\s*"
)
"""A list number at the start of a line: 一、 （一） 1. 1、 ⟨一,、⟩ …"""


NO_LETTERS = re.compile(r"[\W_]+")
PUNCTUATION = re.compile(
    "[\\s!-/:-@\\[-`{-~、。〈-】〔-〟\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—·]+"
)
"""What is left out anyway: without it most texts are in normal form already, which is found out quickly."""
SHORT = 80
"""Longer texts are not remembered: labels come again in every report, paragraphs do not, and would fill memory."""


def squash(text: str) -> str:
    """Letters, digits and Han characters of ``text``, half-width and in lower case; nothing else."""
    return _squashed(text) if len(text) <= SHORT else _squash(text)


def _squash(text: str) -> str:
    return NO_LETTERS.sub("", unicodedata.normalize("NFKC", PUNCTUATION.sub("", text)).lower())


_squashed = lru_cache(maxsize=16384)(_squash)


def half_width(text: str) -> str:
    """Full-width ASCII and blanks to half-width, one for one: offsets stay what they were."""
    return text if text.isascii() else text.translate(_HALF)


_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}


def chinese_number(text: str) -> int | None:
    """``十二`` → 12, ``二十`` → 20, ``12`` → 12; None for what is no number up to 99."""
    text = half_width(text)
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in NUMERALS for c in text):
        return None
    tens, found, ones = text.partition("十")
    if not found:
        return NUMERALS[text] if len(text) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (NUMERALS[tens] if tens else 1) * 10 + (NUMERALS[ones] if ones else 0)


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
