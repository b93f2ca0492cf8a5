"""Rows of a table of one block whose cells ran together: a table begins at its header and ends before the next prose.

A label in running text is no row. Each row follows the header or the row before it, with nothing but labels between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from generator.forms.loader import FormTable, Label
from generator.model.spans import Span
from generator.reading.table.glued_labels import BETWEEN, BLANKS, any_of, digits_of, in_a_row, loose, parted
from generator.reading.table.glued_rows import Glued, GluedRows

REACH = 120
"""Maximum distance in characters between two rows; labels of groups may stand between."""
HEAD = 200
"""Maximum number of characters of a header above its grouped columns."""
CORNER_BEGINS = 10
"""Number of characters of the rule in a table's corner that identify the start of its header."""
ENOUGH = 3
"""Minimum number of rows with glued digits that make a glued table."""
SHORTEST_CUT = 3
"""Minimum length of a label that may lack its last letter."""
BEFORE_DIGITS = 8
"""Number of characters before the digits of a row in which the line end behind its label is sought."""
PROSE = re.compile(r"[。；！？;!?]")
ANY_DIGITS = re.compile(r"\d(?![.、．])")
LONE_DIGITS = re.compile(r"\n[ \u3000\xa0]*\d[\d \u3000\xa0]*(?=\n)")


def chained_rows(form: FormTable, repaired: str, part: Span) -> tuple[GluedRows, ...]:
    """The tables in a part of the text: one behind every header, else one without a header from the first row on."""
    found: list[GluedRows] = []
    end = part.start
    for header in _grouped(form).finditer(repaired, part.start, part.end):
        begin = _begin(repaired, max(end, header.start() - HEAD), header.start(), form)
        rows = _chain(form, repaired, header.end(), part.end) if begin is not None else {}
        if begin is not None and len(rows) >= ENOUGH:
            first, end = min(row.start for row in rows.values()), max(row.span.end for row in rows.values())
            attached = _attached(rows.values(), repaired, header.end(), first, end)
            found.append(GluedRows(form, rows, begin, repaired[begin:first], attached))
    return tuple(found) or tuple(_headless(form, repaired, part))[:1]


def _attached(rows: Iterable[Glued], repaired: str, header: int, first: int, end: int) -> bool:
    """True if all digits stand right behind a label, on its line."""
    strays = ANY_DIGITS.search(repaired, header, first) or LONE_DIGITS.search(repaired, first, end)
    return strays is None and all(row.inline for row in rows)


def _headless(form: FormTable, repaired: str, part: Span) -> Iterator[GluedRows]:
    first = next(iter(form.rows.values()))
    for match in _digits_behind(first).finditer(repaired, part.start, part.end):
        rows = _chain(form, repaired, match.start(), part.end)
        if len(rows) >= ENOUGH:
            yield GluedRows(form, rows, match.start(), "")


# --- the header ---


@lru_cache(maxsize=64)
def _grouped(form: FormTable) -> re.Pattern[str]:
    """The grouped columns in the form's order, and those behind the group where they stand behind them."""
    _, inner, behind = parted(form)
    more = "".join(f"(?:{BETWEEN}{any_of((label,))})?" for label in behind)
    return re.compile(in_a_row(inner) + more)


def _begin(repaired: str, top: int, inner: int, form: FormTable) -> int | None:
    """Where the header begins whose grouped columns begin at ``inner``; None where one that the form has behind them
    stands before the first."""
    before, _, behind = parted(form)
    first = min(_starts((_cut_label(label) for label in before), repaired, top, inner), default=None)
    if first is None or any(_cut_label(label).search(repaired, top, first) for label in behind):
        return None
    over = (re.compile(loose(words)) for words in _over(form))
    return min(_starts(over, repaired, top, first), default=first)


def _starts(patterns: Iterable[re.Pattern[str]], repaired: str, top: int, end: int) -> Iterator[int]:
    return (match.start() for pattern in patterns if (match := pattern.search(repaired, top, end)))


def _over(form: FormTable) -> Iterator[str]:
    """What may stand above the columns: the rule in the corner, and their groups."""
    if form.corner:
        yield form.corner.strip("（(")[:CORNER_BEGINS]
    yield from (group.zh for group in form.column_groups.values())


@lru_cache(maxsize=256)
def _cut_label(label: Label) -> re.Pattern[str]:
    """A label under each of its names, or one that lost its last letter."""
    ends = [name if len(name) < SHORTEST_CUT else name[:-1] for name in (label.zh, *label.aliases)]
    return re.compile("|".join(map(loose, ends)))


# --- the rows ---


def _chain(form: FormTable, repaired: str, at: int, end: int) -> dict[str, Glued]:
    """The rows from ``at`` on in the form's order, with nothing but labels between them."""
    found: dict[str, Glued] = {}
    labels = list(form.rows.values())
    while nearest := _nearest(labels, repaired, at, end):
        index, match = nearest
        if PROSE.search(repaired, at, match.start()):
            break
        label, labels = labels[index], labels[index + 1 :]
        stop = _without_number(repaired, match.start(1), match.end(1))
        at = match.end(1) if stop is None else stop
        if stop is not None:
            above = repaired[match.start(1) - BEFORE_DIGITS : match.start(1)].rstrip(BLANKS).endswith("\n")
            places, digits = digits_of(repaired, Span(match.start(1), stop))
            found[label.id] = Glued(match.start(), places, digits, inline=not above)
    return found


def _nearest(labels: Sequence[Label], repaired: str, at: int, end: int) -> tuple[int, re.Match[str]] | None:
    """Of the labels with digits behind them the one that stands first, and the longest of those."""
    until = min(end, at + 2 * REACH)
    matches = ((index, _digits_behind(label).search(repaired, at, until)) for index, label in enumerate(labels))
    near = [(index, match) for index, match in matches if match and match.start() < at + REACH]
    return min(near, key=lambda found: (found[1].start(), found[1].start() - found[1].start(1)), default=None)


def _without_number(repaired: str, start: int, end: int) -> int | None:
    """Where the digits end, the next label's number aside (00000002.其他…); None where they are nothing else."""
    if repaired[end : end + 1] not in (".", "、", "．"):
        return end
    last = max(i for i in range(start, end) if repaired[i].isdigit())
    return last if last > start else None


@lru_cache(maxsize=256)
def _digits_behind(label: Label) -> re.Pattern[str]:
    return re.compile(rf"{any_of((label,))}(?:\s*(?=\d[\d \u3000\xa0]{{6}}))?(\d[\d \u3000\xa0]*+)(?!¦)")
