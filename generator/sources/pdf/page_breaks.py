"""Tables that go on overleaf, and the row that a page break cuts in two.

A word processor cuts a row wherever a page ends: the rest of its label, or all of its numbers, stand on the next page
in the same columns. The halves are put together where the columns agree and the label says that it goes on. Numbers are
never put together over the break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

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
        unread = (cell if cell.text or cell.covered else structs.replace(cell, text=UNREAD) for cell in rows[-1])
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
            then[column] = structs.replace(cell, text="")
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

    @property
    def has_words_on_both_sides(self) -> bool:
        return _words(self.above.text) and _words(self.below.text)


def _pairs(table: PageTable, item: PageTable, head: int) -> list[_Pair]:
    """The cells above and below the break; none where their columns do not agree."""
    tops = [(cell, _box(cell)) for cell in item.rows[head] if isinstance(cell, InkedCell)]
    bottoms = _bottoms(table)
    if not tops or len(bottoms) != len(tops):
        return []
    foot = min(box[3] for _, box in tops)
    pairs = []
    for below, box in tops:
        over = [b for b in bottoms if _is_same_column(_box(b[2]), box)]
        if len(over) != 1:
            return []
        row, column, above = over[0]
        pairs.append(_Pair(row, column, above, below, box[3] <= foot + LEVEL))
    return pairs


def _bottoms(table: PageTable) -> list[tuple[int, int, InkedCell]]:
    """(row, column, cell) of those cells on the last page of ``table`` that reach down to its end."""
    last = next((cell.where.page for row in table.rows[::-1] for cell in row if cell.where), None)
    return [
        (row, column, cell)
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells)
        if isinstance(cell, InkedCell)
        and cell.where
        and cell.where.page == last
        and abs(_box(cell)[3] - table.box[3]) <= LEVEL
    ]


def _is_same_column(one: Box, other: Box) -> bool:
    return abs(one[0] - other[0]) <= EDGE and abs(one[2] - other[2]) <= EDGE


def _box(cell: RawCell) -> Box:
    return cell.where.box if cell.where and cell.where.box else (0.0, 0.0, 0.0, 0.0)


def _put_together(pairs: Sequence[_Pair]) -> list[RawCell] | None:
    """The cells of the row that the break cut, one for each pair; None where it cut none, as far as can be told."""
    own = [pair for pair in pairs if pair.own]
    if not own or any(map(_is_separate, own)):
        return None
    # Where a row is cut, all its cells are, and those of the groups it belongs to.
    if any(pair.has_words_on_both_sides and not _runs_on(pair) for pair in pairs):
        return None
    if _begins_another(own):
        return None
    doubtful = _has_value_above(own) and _has_value_below(own)
    return [_whole(pair, doubtful) for pair in pairs]


def _is_separate(pair: _Pair) -> bool:
    """Is the lower cell no rest of the upper: below a label a number, or below a number another that had room there?"""
    if not _value(pair.below.text):
        return False
    return _words(pair.above.text) or (_value(pair.above.text) and not _full(pair))


def _begins_another(own: Sequence[_Pair]) -> bool:
    """Does another row begin with a label among the lower cells?"""
    if not any(_words(pair.below.text) and not _words(pair.above.text) for pair in own):
        return False
    # The row above is complete without that label, or this one has values of its own.
    return any(_words(pair.above.text) for pair in own) or _has_value_below(own) or not _has_value_above(own)


def _has_value_above(own: Sequence[_Pair]) -> bool:
    return any(_value(pair.above.text) for pair in own)


def _has_value_below(own: Sequence[_Pair]) -> bool:
    return any(_value(pair.below.text) for pair in own)


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
    return structs.replace(above, text=text, where=below.where if below.text and not above.text else above.where)


def _value(text: str) -> bool:
    return bool(text) and (VALUE.fullmatch(text.strip()) is not None or not any(c.isalpha() for c in text))


def _words(text: str) -> bool:
    return bool(text) and not _value(text)
