"""The statistics sheets of 2018 and before (政府信息公开情况统计表): one indicator a row, with its unit and its number.

A row is read only where its separators stand (tabs, pipes, or two blanks): label, unit, number and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.model.documents import Text
from generator.model.figures import FigureKind, StatedFigure
from generator.model.spans import RepairedSpan, Span
from generator.text.folding import half_width, without_blanks
from generator.text.lines import Line
from generator.text.numerals import split_ordinal

SHEET = re.compile(r"信息公开(?:工作)?情况(?:年度)?统计表|统计指标")
SECTION = "政府信息公开情况统计表"
SEPARATOR = re.compile(r"[ \u3000\xa0]*[\t|｜][\t|｜ \u3000\xa0]*|[ \u3000\xa0]{2,}")
UNITS = frozenset(["条", "件", "次", "篇", "个", "人", "人次", "万元", "元", "份", "场", "期"])
BARE_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?")
"""As the sheets' form prints it: without sign, thousands or unit. A row with any other number is not read."""
LONGEST_LABEL = 60


def read_sheet(lines: Sequence[Line], text: Text) -> tuple[StatedFigure, ...]:
    """The indicators of the sheet in ``lines``, from its heading on; none where there is no such heading."""
    start = next((at for at, line in enumerate(lines) if SHEET.search(without_blanks(line.text))), None)
    return () if start is None else tuple(_rows(lines[start:], text))


def _rows(lines: Sequence[Line], text: Text) -> Iterator[StatedFigure]:
    for line in lines:
        cells = [cell for cell in SEPARATOR.split(half_width(line.text).strip(" |\t")) if cell.strip()]
        if len(cells) != 3 or cells[1].strip() not in UNITS or not BARE_NUMBER.fullmatch(cells[2].strip()):
            continue
        label = without_blanks(split_ordinal(cells[0].strip())[2])
        label = re.sub(r"^(?:其中|[:：])+", "", re.sub(r"[（(].*[）)]$", "", label))
        raw = cells[2].strip()
        if not 2 <= len(label) <= LONGEST_LABEL:
            continue
        at = line.span.start + half_width(line.text).rindex(raw)
        span = text.back(RepairedSpan(Span(at, at + len(raw))))
        yield StatedFigure(label, Decimal(raw), cells[1].strip(), FigureKind.FACT, span.of(text.decoded), span, SECTION)
