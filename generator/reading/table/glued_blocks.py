"""Rows of a table of several blocks, each behind its own header, whose cells ran together.

A label in running text is no row: each follows the header or the row before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.forms.loader import FormTable, Label
from generator.model.spans import Span
from generator.reading.lexicon import HEADER_WORD
from generator.reading.table.glued_labels import BETWEEN, BLANKS, any_of, loose
from generator.reading.table.glued_rows import Glued, GluedRows

AMOUNT = re.compile(r"[+\-−]?\d[\d., \u3000\xa0+\-−]*")
"""What stands behind a label: signs and points belong to it, though only one cell's can be told."""
UNITS = re.compile("(?:亿元|万元|元|[件项条宗起个])?")
ORDINAL = r"[（(]?[一二三四五六七八九十]{1,2}(?:[）)]|[、.．])"


def headed_rows(form: FormTable, repaired: str, part: Span) -> GluedRows | None:
    """The rows that follow a header with just the columns of their block, in the form's order."""
    rows: dict[str, Glued] = {}
    headers: list[re.Match[str]] = []
    twice: set[str] = set()
    for columns in dict.fromkeys(block.columns for block in form.blocks):
        for header in _header(tuple(form.columns[c] for c in columns)).finditer(repaired, part.start, part.end):
            found = dict(_rows_behind(form, _under(form, columns), repaired, header.end(), part.end))
            twice |= {row for row in found if row in rows and rows[row].digits != found[row].digits}
            rows |= found
            headers += [header] if found else []
    if not rows:
        return None
    words = "\n".join(header[0] for header in headers)
    return GluedRows(form, rows, min(header.start() for header in headers), words, twice=frozenset(twice))


def _under(form: FormTable, columns: tuple[str, ...]) -> list[Label]:
    """The rows of all blocks with these columns."""
    return [form.rows[row] for block in form.blocks if block.columns == columns for row in block.rows]


def _rows_behind(
    form: FormTable, labels: Sequence[Label], repaired: str, at: int, end: int
) -> Iterator[tuple[str, Glued]]:
    """The rows from ``at`` on, one behind the other; a label without digits right behind it is passed over: digits
    behind a blank or a line end may be cells of their own.
    """
    left = list(labels)
    while named := next(((label, m) for label in left if (m := _row(label).match(repaired, at, end))), None):
        label, match = named
        left.remove(label)
        at = match.end()
        amount = AMOUNT.match(repaired, at, end)
        if amount:
            glued = _glued(form, repaired, match, Span(at, at + len(amount[0].rstrip(BLANKS))), end)
            at = glued.places[-1] + 1 + len(glued.unit)
            yield label.id, glued


def _glued(form: FormTable, repaired: str, label: re.Match[str], amount: Span, end: int) -> Glued:
    """The digits in ``amount``, and what stands behind them."""
    places = tuple(i for i in range(amount.start, amount.end) if not repaired[i].isspace())
    digits = "".join(repaired[i] for i in places)
    unit = UNITS.match(repaired, amount.end, end)
    behind = unit.end() if unit else amount.end
    nothing = set(digits) == {"0"} and not repaired[behind:end].strip()
    ended = nothing or _border(form).match(repaired, behind, end) is not None
    apart = len(digits) < amount.end - amount.start
    return Glued(label.start(1), places, digits, apart, ended, unit[0] if unit else "")


@lru_cache(maxsize=256)
def _header(columns: tuple[Label, ...]) -> re.Pattern[str]:
    explained = BETWEEN.join(f"{any_of((label,))}(?:[（(][^（()）\n]{{0,20}}[）)])?" for label in columns)
    block = rf"第二十条{BETWEEN}第?{BETWEEN}[（(]?[一二三四五六七八九十]{{1,2}}[）)]?{BETWEEN}项"
    return re.compile(rf"(?:{block}{BETWEEN})?{loose(HEADER_WORD)}{BETWEEN}{explained}")


@lru_cache(maxsize=256)
def _row(label: Label) -> re.Pattern[str]:
    return re.compile(f"{BETWEEN}({any_of((label,))})")


@lru_cache(maxsize=64)
def _border(form: FormTable) -> re.Pattern[str]:
    """What may stand behind a row: another line, a row, a block or a heading. At the end digits may be cut."""
    rows = any_of(tuple(form.rows.values()))
    return re.compile(rf"\s*+(?!\Z)(?:(?<=\n)(?!\d)|[|]|第二十条|{ORDINAL}|{rows})")
