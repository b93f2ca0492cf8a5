"""The language of number formats (ECMA-376 part 1, 18.8.31): a code becomes sections, a section shows a number.

Written here since no library was good enough: of those on the registries one no longer starts with today's Babel,
one is a few weeks old and takes ``[$-804]`` for a dollar sign, and none says where it is not certain. What is not
surely shown alike by Excel and LibreOffice, and what shows another number than the stored one (per cent, thousands,
powers, fractions), is ``certain=False``. ``tests/sources/cases/number_formats.txt`` is the table of cases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

LONGEST_CODE = 255
"""Characters of a format; Excel accepts no longer one."""
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<ampm>AM/PM|A/P)|(?P<power>E[+-])|(?P<date>[ymdhs]+|aaa+|gg?g?e*|ee?|b+)"
    r"|(?P<digits>[.,]*[0#?][0#?.,]*)|(?P<per>%)|(?P<text>@)|(?P<plain>[-+$()¥￥€£: ^&'~{}<>=]|[^\x00-\x7f])"
    r"|(?P<between>[/.,])|(?P<odd>.)",
    re.IGNORECASE | re.DOTALL,
)
"""``!`` is odd: Excel in Chinese escapes with it, others print it. So are ``/`` and letters that stand for nothing."""
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)")
CURRENCY = re.compile(r"\$([^-\]]*)(?:-([0-9a-fA-F]{1,8}))?")
LANGUAGES = frozenset((0x804, 0x404, 0xC04, 0x1404, 0x1004, 0x409, 0x809, 0x411, 0x412, 0x2, 0x1))
"""Languages that print Latin digits; others, and calendars and numerals in the upper bits, may not."""
COLOURS = ("black", "white", "red", "green", "blue", "yellow", "magenta", "cyan")
NUMERALS = ("dbnum1", "dbnum2", "dbnum3")
"""Chinese numerals, their capitals and full-width digits: the same number to a reader."""
WIDE = frozenset("WMwm@%")
"""Letters about as wide as two digits."""
UNPRINTED = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Mc"))
"""Categories of characters that turn, join or overlay others."""


@dataclass(frozen=True, slots=True)
class FormatSection:
    """One of the parts between semicolons. ``condition`` is an operator and a number."""

    before: str
    digits: str
    """Placeholders with ``General``, ``@``, or "" where the section prints none."""
    after: str
    condition: tuple[str, Decimal] | None = None
    colour: str = ""
    date: str = ""
    """The letters of days and times, in order, lower case."""
    certain: bool = True
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format code, parsed. ``text`` is the section that shows strings; None where they stay as they are."""

    sections: Sequence[FormatSection]
    text: FormatSection | None


@lru_cache(maxsize=512)
def parse_format(code: str) -> NumberFormat:
    """Never raises: what is not understood makes its section uncertain."""
    if len(code) > LONGEST_CODE:
        return NumberFormat((FormatSection("", "", "", certain=False),), FormatSection("", "", "", certain=False))
    sections = [_section(tokens) for tokens in _split(code)]
    text = sections[3] if len(sections) > 3 else next((s for s in sections if s.digits == "@"), None)
    if len(sections) > 3 and any(section.digits == "@" for section in sections[:3]):
        # Of several places for strings each program takes another.
        text = FormatSection("", "", "", certain=False)
    if len(sections) > 4:
        sections = [FormatSection("", "", "", certain=False)]
    return NumberFormat(tuple(sections[:3]), text)


def _split(code: str) -> Iterator[list[re.Match[str]]]:
    """The tokens of each section. A semicolon in quotes or behind an escape is none that parts."""
    tokens: list[re.Match[str]] = []
    for match in TOKEN.finditer(code):
        if match["odd"] == ";":
            yield tokens
            tokens = []
        else:
            tokens.append(match)
    yield tokens


def _section(tokens: Sequence[re.Match[str]]) -> FormatSection:
    before: list[str] = []
    after: list[str] = []
    digits = date = colour = ""
    condition: tuple[str, Decimal] | None = None
    certain = True
    between = False
    for match in tokens:
        kind, token = match.lastgroup, match[match.lastgroup or 0]
        words = after if digits else before
        if kind in ("quoted", "escaped", "plain"):
            words.append(token)
        elif kind == "pad":
            # A gap as wide as the character.
            words.append("\u3000" if token in WIDE or unicodedata.east_asian_width(token) in "WFA" else " ")
        elif kind == "fill":
            words.append("\t")
            certain &= token == " "
        elif kind == "bracket":
            lower = token.lower()
            if lower in COLOURS or re.fullmatch(r"color\s?\d{1,2}", lower):
                colour = lower.replace(" ", "")
            elif found := CONDITION.fullmatch(token):
                certain &= condition is None
                condition = (found[1], Decimal(found[2]))
            elif found := CURRENCY.fullmatch(token):
                certain &= found[2] is None or int(found[2], 16) in LANGUAGES
                words.append(found[1])
            else:
                certain &= lower in NUMERALS
        elif kind in ("general", "text", "digits"):
            certain &= not digits
            digits = {"general": "General", "text": "@"}.get(kind, token)
        elif kind == "date":
            date += token.lower()[0]
        elif kind == "between":
            between = True
        else:
            certain = False
    # 2022/1/20 and 2022.1.20 are days; elsewhere these make fractions, or nothing that programs agree about.
    certain &= not (date and digits) and not (between and not date)
    certain &= not any(unicodedata.category(c) in UNPRINTED for words in (*before, *after) for c in words if c != "\t")
    return FormatSection("".join(before), digits, "".join(after), condition, colour, date, certain, is_empty=not tokens)
