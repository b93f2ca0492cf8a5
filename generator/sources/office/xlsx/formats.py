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
from dataclasses import dataclass, field
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
    found = _SectionDraft()
    for match in tokens:
        found.add(match.lastgroup or "", match[match.lastgroup or 0])
    return found.finish(is_empty=not tokens)


@dataclass(slots=True)
class _SectionDraft:
    """A section while its tokens are gone through."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    digits: str = ""
    date: str = ""
    colour: str = ""
    condition: tuple[str, Decimal] | None = None
    certain: bool = True
    between: bool = False

    @property
    def words(self) -> list[str]:
        return self.after if self.digits else self.before

    def add(self, kind: str, token: str) -> None:
        if kind in ("quoted", "escaped", "plain"):
            self.words.append(token)
        elif kind == "pad":
            # A gap as wide as the character.
            self.words.append("\u3000" if token in WIDE or unicodedata.east_asian_width(token) in "WFA" else " ")
        elif kind == "fill":
            self.words.append("\t")
            self.certain &= token == " "
        elif kind == "bracket":
            self._bracket(token)
        elif kind in ("general", "text", "digits"):
            self.certain &= not self.digits
            self.digits = {"general": "General", "text": "@"}.get(kind, token)
        elif kind == "date":
            self.date += token.lower()[0]
        elif kind == "between":
            self.between = True
        else:
            self.certain = False

    def _bracket(self, token: str) -> None:
        lower = token.lower()
        if lower in COLOURS or re.fullmatch(r"color\s?\d{1,2}", lower):
            self.colour = lower.replace(" ", "")
        elif found := CONDITION.fullmatch(token):
            self.certain &= self.condition is None
            self.condition = (found[1], Decimal(found[2]))
        elif found := CURRENCY.fullmatch(token):
            self.certain &= found[2] is None or int(found[2], 16) in LANGUAGES
            self.words.append(found[1])
        else:
            self.certain &= lower in NUMERALS

    def finish(self, *, is_empty: bool) -> FormatSection:
        date, digits = self.date, self.digits
        # 2022/1/20 and 2022.1.20 are days; elsewhere these make fractions, or nothing that programs agree about.
        certain = self.certain and not (date and digits) and not (self.between and not date)
        words = "".join((*self.before, *self.after))
        certain = certain and not any(unicodedata.category(c) in UNPRINTED for c in words if c != "\t")
        before, after = "".join(self.before), "".join(self.after)
        return FormatSection(before, digits, after, self.condition, self.colour, date, certain, is_empty)
