"""What a spreadsheet shows for what it stores, under a number format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from generator.sources.office.xlsx.formats import FormatSection, NumberFormat, parse_format
from generator.text.number_grammar import DIGIT

MONEY = '_ * #,##0{0}_ ;_ * -#,##0{0}_ ;_ * "-"{1}_ ;_ @_ '
BUILT_IN = {
    **dict(enumerate(("General", "0", "0.00", "#,##0", "#,##0.00"))),
    **dict(enumerate(("0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??"), 9)),
    **dict.fromkeys((5, 6, 37, 38), "#,##0_);!"),
    **dict.fromkeys((7, 8, 39, 40), "#,##0.00_);!"),
    **dict.fromkeys((41, 42), MONEY.format("", "")),
    **dict.fromkeys((43, 44), MONEY.format(".00", "??")),
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58), "yyyy/m/d"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm"),
    22: "yyyy/m/d h:mm",
    48: "##0.0E+0",
    49: "@",
    **dict(enumerate(("0", "0.00", "#,##0", "#,##0.00"), 59)),
    **dict(enumerate(("0%", "0.00%", "# ?/?", "# ??/??"), 67)),
}
"""Codes by id. Those of money differ by language in what negative numbers look like: in brackets or with a sign, hence
the odd second section. 27 to 58 are the dates of the Chinese edition; which parts of a day they show differs too."""
UNKNOWN = "!"
"""For an id that names nothing: uncertain."""
DAYS = {frozenset("ymd"): "{0.year}年{0.month}月{0.day}日", frozenset("ym"): "{0.year}年{0.month}月"}
DAY_ONE = datetime(1899, 12, 30)
DAY_ONE_1904 = datetime(1904, 1, 1)
FIRST_SURE_DAY = 61
"""1900-03-01; before it Excel counts a day that never was."""
STORED = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
LONGEST_STORED = 60
"""Characters of a stored number."""
MOST_PLACES = 20
"""Digits before or behind the point; a longer number is no figure of a report."""
SIGNIFICANT = 15
"""Digits that a spreadsheet keeps of a number."""
GENERAL_WIDTH = 11
"""Characters that General shows at most; it rounds decimals away or writes a power."""
MARK = "〔?〕"
"""Behind a number that is shown otherwise than it is stored: no reader takes the two for one number."""


APART = re.compile(r"\d\s+\d")


@dataclass(frozen=True, slots=True)
class ShownText:
    """What a cell shows."""

    text: str
    certain: bool = True
    colour: str = ""
    """Of the section: a name of ``COLOURS``, or ``color12``."""
    printed: str = ""
    """With separators, idle zeros and the gaps of the format: all that takes room. A tab is what fills the cell up."""


UNCERTAIN = ShownText("", certain=False)


def format_of(format_id: int, code: str) -> NumberFormat:
    """The format with this id; ``code`` is what the file says of it, "" for nothing."""
    return parse_format(code or BUILT_IN.get(format_id, UNKNOWN if format_id < 164 else "General"))


def shown(stored: str, form: NumberFormat, *, from_1904: bool = False) -> ShownText:
    """The text of a numeric cell. ``stored`` is as in the file.

    134.19999999999999 is 134.2 (a spreadsheet has 15 digits). Separators of thousands, currency signs and idle zeros
    are left out. What is not certain is the stored number with a mark.
    """
    number = number_of(stored)
    if number is None or (number and abs(number.adjusted()) > MOST_PLACES):
        return ShownText(stored + MARK, certain=False)
    if len(number.as_tuple().digits) > SIGNIFICANT:
        number = Decimal(format(float(number), f".{SIGNIFICANT}g"))
    plain = _plain(number)
    if letters := _date_letters(number, form):
        return _date(number, letters, from_1904) or ShownText(plain + MARK, certain=False)
    found = _show_number(number, form, plain if len(plain.removeprefix("-")) <= GENERAL_WIDTH else None)
    return found if found.certain else ShownText(plain + MARK, certain=False)


def show_text(words: str, form: NumberFormat) -> ShownText:
    """A string under ``form``."""
    section = form.text
    if section is None:
        return ShownText(words)
    if not section.certain or section.digits not in ("@", ""):
        return UNCERTAIN
    if section.digits == "":
        return ShownText(f"{section.before}{section.after}".strip().replace("\t", " "), colour=section.colour)
    return ShownText(f"{section.before}{words}{section.after}".replace("\t", " "), colour=section.colour)


def number_of(stored: str) -> Decimal | None:
    """The number that a file stores; None for what only some programs take for one."""
    return Decimal(stored) if len(stored) <= LONGEST_STORED and STORED.fullmatch(stored) else None


def _plain(number: Decimal) -> str:
    """Without a power and without idle zeros."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _date(number: Decimal, letters: str, from_1904: bool) -> ShownText | None:
    """Days in one wording, whatever the format's: no reader takes 2022/1/20 for a figure."""
    if not FIRST_SURE_DAY <= number < 80_000:
        return None
    # Behind the first letter of a time an m is a minute.
    wording = DAYS.get(frozenset(re.split("[hs]", letters)[0].replace("a", "")))
    if wording is None:
        return None
    day = (DAY_ONE_1904 if from_1904 else DAY_ONE) + timedelta(days=int(number))
    return ShownText(wording.format(day))


def _show_number(number: Decimal, form: NumberFormat, plain: str | None) -> ShownText:
    """``number`` under ``form``. ``plain`` is its text under General, None where that is rounded.

    Dates are uncertain here.
    """
    section, sign = _chosen(number, form.sections)
    if section is None or not section.certain or section.date:
        return UNCERTAIN
    if section.digits == "":
        # Only words. With General in no section, a negative number of the first section has its sign before them.
        return _joined(section, sign, "")
    if section.digits in ("General", "@"):
        if plain is None or (section.digits == "@" and f"{section.before}{section.after}".strip()):
            return UNCERTAIN
        return _joined(section, sign, plain.removeprefix("-"))
    return _digits(section, sign, abs(number))


def _date_letters(number: Decimal, form: NumberFormat) -> str:
    """The letters of days and times under which ``number`` is shown, ``ymd`` or ``hm``; "" where it is no date."""
    section, _ = _chosen(number, form.sections)
    return section.date if section is not None and section.certain else ""


def _chosen(number: Decimal, sections: Sequence[FormatSection]) -> tuple[FormatSection | None, str]:
    """The section that shows ``number``, and the sign that it prints itself; None where programs differ."""
    conditions = [section.condition for section in sections]
    if any(conditions):
        return _conditioned(number, sections), ""
    if number < 0 and len(sections) > 1:
        # “0;” shows a negative number as nothing in one program and as a dash in another.
        return (None if len(sections) == 2 and sections[1].is_empty else sections[1]), ""
    if number == 0 and len(sections) > 2:
        return sections[2], ""
    return sections[0], "-" if number < 0 else ""


def _conditioned(number: Decimal, sections: Sequence[FormatSection]) -> FormatSection | None:
    first = sections[0]
    if number < 0 or first.condition is None or (len(sections) > 2 and sections[2].condition is not None):
        return None
    if _holds(number, first.condition):
        return first
    if len(sections) < 2:
        return None
    second = sections[1]
    if len(sections) == 2:
        return second if second.condition is None or _holds(number, second.condition) else None
    if second.condition is not None:
        return second if _holds(number, second.condition) else sections[2]
    # Without a condition of its own the second of three is for negative numbers.
    return sections[2]


def _holds(number: Decimal, condition: tuple[str, Decimal]) -> bool:
    operator, other = condition
    return {
        "<": number < other,
        ">": number > other,
        "=": number == other,
        "<=": number <= other,
        ">=": number >= other,
        "<>": number != other,
    }[operator]


def _digits(section: FormatSection, sign: str, number: Decimal) -> ShownText:
    """``number``, which is not negative, under the digits of ``section``. Uncertain where rounding changes a count."""
    whole, _, behind = section.digits.partition(".")
    scaled = len(whole) - len(whole.rstrip(",")) or behind.endswith(",")
    if "." in behind or "," in behind.rstrip(",") or whole.startswith(","):
        return UNCERTAIN
    if number and scaled:
        return UNCERTAIN
    places = sum(c in "0#?" for c in behind)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if not places and rounded != number:
        # Counts have no fractions: which of the two numbers is meant is not ours to say.
        return UNCERTAIN
    return _rounded_digits(section, sign, rounded)


def _rounded_digits(section: FormatSection, sign: str, rounded: Decimal) -> ShownText:
    whole, point, behind = section.digits.partition(".")
    text, _, fraction = f"{rounded:f}".partition(".")
    fraction = fraction.rstrip("0")
    printed = "" if text == "0" and "0" not in whole else text
    if printed == "" and fraction == "":
        return _no_digits(section, sign, point, behind)
    if section.before[-1:].isdigit():
        printed = printed.rjust(whole.count("0"), "0")
    if point and (section.after[:1].isdigit() or section.after[:1] in (".", ",")):
        return UNCERTAIN
    found = _joined(section, sign, f"{printed or '0'}.{fraction}" if fraction else printed)
    long = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    return replace(found, printed=f"{sign}{section.before}{long}{section.after}")


def _no_digits(section: FormatSection, sign: str, point: str, behind: str) -> ShownText:
    """A zero whose whole part is not printed. “#.##” shows a lonely point, which is uncertain."""
    if "0" in behind:
        return _joined(section, sign, "0")
    return UNCERTAIN if point else _joined(section, sign, "")


def _joined(section: FormatSection, sign: str, digits: str) -> ShownText:
    """The words of a section around its number, as one text: without currency signs and padding."""
    before = re.sub(r"[¥￥$€£]|(?<![^\s])\+(?=\s*$)", "", section.before).lstrip()
    text = f"{before}{digits}{section.after}".strip()
    printed = f"{sign}{section.before}{digits}{section.after}"
    if APART.search(text) or (digits and before.endswith((".", ","))) or text.startswith("("):
        return UNCERTAIN
    if sign:
        if not digits or section.before.strip() or not DIGIT.search(text):
            return UNCERTAIN
        text = f"-{text}"
    return ShownText(text.replace("\t", " "), colour=section.colour, printed=printed)
