"""Numbers as Word writes them before paragraphs: Chinese, Roman, letters, in circles."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.text.numerals import list_numeral

CHINESE_DIGITS = "〇一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    text = ""
    for size, letters in ROMAN:
        count, number = divmod(number, size)
        text += letters * count
    return text


def _letter(number: int) -> str:
    """1 → a, 26 → z, 27 → aa, as Word does."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _digits(number: int) -> str:
    return "".join(CHINESE_DIGITS[int(d)] for d in str(number))


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda n: "".join(chr(0xFF10 + int(d)) for d in str(n)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": list_numeral,
    "chineseCountingThousand": list_numeral,
    "japaneseCounting": list_numeral,
    "taiwaneseCounting": list_numeral,
    "taiwaneseCountingThousand": list_numeral,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "chineseLegalSimplified": lambda n: list_numeral(n, LEGAL_DIGITS, "拾"),
    "ideographLegalTraditional": lambda n: list_numeral(n, LEGAL_DIGITS, "拾"),
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
}
