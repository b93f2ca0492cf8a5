"""Tables that go on overleaf, and the row that a page break cuts in two.

A word processor cuts a row wherever a page ends: the rest of its label, or all of its numbers, stand on the next page
in the same columns. The halves are put together where the columns agree and the label says that it goes on. Numbers are
never put together over the break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.sources.extract import RawCell
from generator.sources.pdf.blocks import VALUE
from generator.sources.pdf.cells import InkedCell
from generator.sources.pdf.frames import PageTable
from generator.sources.pdf.page import UNREAD, Box
from generator.sources.pdf.paragraphs import BEGINS
from generator.sources.pdf.wrapping import joined

EDGE = 4.0
"""Points by which the edges of a table or column may differ on its next page."""
LEVEL = 1.0
"""Points by which the lower borders of one row's cells may differ."""

Row = tuple[RawCell, ...]


def continues(table: PageTable, item: PageTable) -> bool:
    """Is ``item``, the first thing on its page, the rest of ``table``, the last thing on the page before?"""
    same = abs(table.box[0] - item.box[0]) <= EDGE and abs(table.box[2] - item.box[2]) <= EDGE
    return table.layout == item.layout and (same or item.headless)


def continued(table: PageTable, item: PageTable) -> PageTable:
    """``table`` with what stands of it overleaf."""
    head = _repeated(table, item)
    rows, more = table.rows, item.rows
    pairs = _pairs(table, item, head) if head < len(more) else []
    cut = _put_together(pairs)
    if cut is not None:
        grown = [list(row) for row in rows]
        for pair, cell in zip(pairs, cut, strict=True):
            grown[pair.row][pair.column] = cell
        rows, more = tuple(map(tuple, grown)), (*more[:head], *_without(more[head:]))
    elif head < len(more) and _bare(more[head]):
        # Values without a label: the row before may have been cut in two, and its blanks may be these values.
        unread = (cell if cell.text or cell.covered else replace(cell, text=UNREAD) for cell in rows[-1])
        rows = (*rows[:-1], tuple(unread))
    return replace(table, rows=rows + more, box=item.box, undecided=table.undecided + item.undecided)


def _without(rows: Sequence[Row]) -> tuple[Row, ...]:
    """``rows`` without the first. What is left of cells that reach further down goes to the next one, without text."""
    first, *others = rows
    if not others:
        return ()
    then = list(others[0])
    foot = min((_box(cell)[3] for cell in first if isinstance(cell, InkedCell)), default=0.0)
    for column, cell in enumerate(first):
        if _box(cell)[3] > foot + LEVEL and column < len(then) and then[column].covered:
            then[column] = replace(cell, text="")
    return (tuple(then), *others[1:])


def _bare(row: Row) -> bool:
    """Something, and no words?"""
    texts = [cell.text for cell in row if cell.text]
    return bool(texts) and not any(c.isalpha() for text in texts for c in text)


def _repeated(table: PageTable, item: PageTable) -> int:
    """How many rows of ``table``'s header are repeated at the beginning of ``item``."""
    count = 0
    for ours, theirs in zip(table.rows, item.rows, strict=False):
        texts = [cell.text for cell in theirs if cell.text]
        if not texts or texts != [cell.text for cell in ours if cell.text] or not any(map(_words, texts)):
            break
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class _Pair:
    """A cell that a page break touches, in ``table.rows[row][column]``, and the one below the break in its columns.

    ``own``: the lower one belongs to the first row alone, it is no group's.
    """

    row: int
    column: int
    above: InkedCell
    below: InkedCell
    own: bool


def _pairs(table: PageTable, item: PageTable, head: int) -> list[_Pair]:
    """The cells above and below the break; none where their columns do not agree."""
    tops = [(cell, _box(cell)) for cell in item.rows[head] if isinstance(cell, InkedCell)]
    last = next((cell.where.page for row in table.rows[::-1] for cell in row if cell.where), None)
    bottoms = [
        (row, column, cell, _box(cell))
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells)
        if isinstance(cell, InkedCell) and cell.where and cell.where.page == last
    ]
    bottoms = [found for found in bottoms if abs(found[3][3] - table.box[3]) <= LEVEL]
    if not tops or len(bottoms) != len(tops):
        return []
    foot = min(box[3] for _, box in tops)
    pairs = []
    for below, box in tops:
        over = [b for b in bottoms if abs(b[3][0] - box[0]) <= EDGE and abs(b[3][2] - box[2]) <= EDGE]
        if len(over) != 1:
            return []
        row, column, above, _ = over[0]
        pairs.append(_Pair(row, column, above, below, box[3] <= foot + LEVEL))
    return pairs


def _box(cell: RawCell) -> Box:
    return cell.where.box if cell.where and cell.where.box else (0.0, 0.0, 0.0, 0.0)


def _put_together(pairs: Sequence[_Pair]) -> list[RawCell] | None:
    """The cells of the row that the break cut, one for each pair; None where it cut none, as far as can be told."""
    own = [pair for pair in pairs if pair.own]
    words = [(_words(pair.above.text), _words(pair.below.text)) for pair in own]
    values = [(_value(pair.above.text), _value(pair.below.text)) for pair in own]
    if not own or any(above[0] and below[1] for above, below in zip(words, values, strict=True)):
        return None  # a label above a number: a header
    if any(_value(pair.above.text) and _value(pair.below.text) and not _full(pair) for pair in own):
        return None  # two numbers, neither of them cut
    # Where a row is cut, all its cells are, and those of the groups it belongs to.
    if any(_words(pair.above.text) and _words(pair.below.text) and not _runs_on(pair) for pair in pairs):
        return None
    above, below = any(value for value, _ in values), any(value for _, value in values)
    runs_on = any(a and b for a, b in words)
    label_above, label_below = any(a for a, _ in words), any(b and not a for a, b in words)
    if label_below and (runs_on or label_above or below or not above):
        return None  # another row begins
    return [_whole(pair, above and below) for pair in pairs]


def _runs_on(pair: _Pair) -> bool:
    """Is the text below the rest of the text above? It is where its beginning had no room there, and no item begins."""
    return _full(pair) and not BEGINS.match(pair.below.text)


def _full(pair: _Pair) -> bool:
    return pair.above.room < pair.below.lead


def _whole(pair: _Pair, doubtful: bool) -> RawCell:
    """One cell from its halves. ``doubtful``: there are numbers on either side of the break."""
    above, below = pair.above, pair.below
    text = joined(above.text, below.text, full=True)
    value = _value(above.text) or _value(below.text)
    if value and (doubtful or (above.text and below.text)):
        text += UNREAD
    return replace(above, text=text, where=below.where if below.text and not above.text else above.where)


def _value(text: str) -> bool:
    return bool(text) and (VALUE.fullmatch(text.strip()) is not None or not any(c.isalpha() for c in text))


def _words(text: str) -> bool:
    return bool(text) and not _value(text)
