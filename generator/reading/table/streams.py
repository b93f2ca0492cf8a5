"""Rows out of a stream of tokens: the labels of the forms are the only borders left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.model.documents import Grid, GridCell, GridRow
from generator.model.spans import RepairedSpan, Span
from generator.reading.lexicon import HEADER_WORD, Kind, StreamVocabulary
from generator.reading.matching import BRACKETS, label_key
from generator.reading.table.stream_labels import Item, taken_at
from generator.reading.table.tokens import Lexeme
from generator.reading.table.traits import LAYOUTS
from generator.text.folding import squash
from generator.text.numerals import split_ordinal

SCATTERED = 3
"""Minimum number of adjacent values without a label that make a row which lost its label; fewer may be page numbers."""
ROWS_TO_JUDGE = 8
BLOCKS_TO_JUDGE = 3
"""Minimum number of rows and block headers from which dropped repeated lines can be detected."""


def stream_grid(tokens: Iterable[Lexeme | None], words: StreamVocabulary, layout: str) -> tuple[Grid, ...]:
    """The rows that the labels part the stream into, as one grid; none where values stand before their labels."""
    items = _resolved(tuple(_items(tuple(tokens), words)), words)
    if _inverted(items) or _scattered(items) or (LAYOUTS[layout].cell_a_line and _deduplicated(items)):
        return ()
    rows = tuple(_rows(items))
    if len(rows) < 2:
        return ()
    return (Grid(rows, RepairedSpan(Span(rows[0].cells[0].span.start, rows[-1].cells[-1].span.end)), layout),)


def _items(tokens: Sequence[Lexeme | None], words: StreamVocabulary) -> Iterator[Item | None]:
    at = behind = 0
    while at < len(tokens):
        token = tokens[at]
        if token is None or token.is_value:
            yield None if token is None else Item(token.cell, None)
            at += 1
            continue
        behind = max(at, behind)
        while behind < len(tokens) and (other := tokens[behind]) is not None and not other.is_value:
            behind += 1
        taken, items = taken_at(tokens, at, behind, words)
        yield from items
        at += taken


def _resolved(items: Sequence[Item | None], words: StreamVocabulary) -> tuple[Item | None, ...]:
    """Items with 其他 and 总计 told apart: columns behind a column label, rows elsewhere."""
    done: list[Item | None] = []
    waiting: list[Item] = []  # blanks behind a column label: part of the header if another one follows
    heading = False
    for item in items:
        if heading and item is not None and item.is_value and item.cell.blank:
            waiting.append(item)
            continue
        if heading and item is not None and _names_a_column(item, words):
            item = Item(item.cell, Kind.COLUMN)
        heads = item is not None and item.kind in (Kind.COLUMN, Kind.BLOCK)
        done += [] if heading and heads else waiting
        waiting = []
        done.append(item)
        heading = heads
    return (*done, *waiting)


def _names_a_column(item: Item, words: StreamVocabulary) -> bool:
    text = BRACKETS.sub("", item.cell.text)
    return item.kind is Kind.ROW and label_key(text) in words.ambiguous and split_ordinal(text)[0] is None


def _inverted(items: Sequence[Item | None]) -> bool:
    """Do values stand before their labels? Then some precede the first row label, or none follow the last and some
    others stand behind no row's label. A last label alone may be that of a row without cells, or the text breaks off.
    """
    labels = [i for i, item in enumerate(items) if item is not None and item.kind is Kind.ROW]
    if not labels:
        return False
    before = items[labels[0] - 1] if labels[0] else None
    behind = items[labels[-1] + 1] if labels[-1] + 1 < len(items) else None
    filled = before is not None and before.is_value and not before.cell.blank
    return filled or ((behind is None or not behind.is_value) and _ownerless(items[labels[0] : labels[-1]]))


def _ownerless(items: Sequence[Item | None]) -> bool:
    """True if a number stands behind something that is neither a row's label nor a number."""
    owned = False
    for item in items:
        if item is not None and item.is_value:
            if not owned and not item.cell.blank:
                return True
        else:
            owned = item is not None and item.kind is Kind.ROW
    return False


def _scattered(items: Sequence[Item | None]) -> bool:
    """True if runs of values stand among the rows without a label before them: then no row's values are sure."""
    labels = [i for i, item in enumerate(items) if item is not None and item.kind is Kind.ROW]
    run = 0
    owned = False
    for i in range(labels[0], labels[-1]) if labels else ():
        item = items[i]
        if item is not None and item.is_value:
            run += not item.cell.blank
            if run >= SCATTERED and not owned:
                return True
            continue
        run, owned = 0, item is not None and item.kind is Kind.ROW
    return False


def _deduplicated(items: Sequence[Item | None]) -> bool:
    """True if repeated lines were removed: words that head every block occur once, and hardly any number twice."""
    heads = [squash(text) for text in _texts(items, Kind.HEADING)]
    blocks = [head for head in heads if head.startswith("第二十条")]
    if len(blocks) >= BLOCKS_TO_JUDGE and heads.count(HEADER_WORD) == 1:
        return True
    values = [text for text in _texts(items, None) if text]
    return len(_texts(items, Kind.ROW)) >= ROWS_TO_JUDGE and len(set(values)) >= len(values) - 1


def _texts(items: Sequence[Item | None], kind: Kind | None) -> list[str]:
    """The words of the labels of one kind, or of the values."""
    return [item.cell.text for item in items if item is not None and item.kind is kind and not item.stray]


def _rows(items: Sequence[Item | None]) -> Iterator[GridRow]:
    """A header row from every run of column labels, a row from a row label and the values behind it, if any."""
    cells: list[GridCell] = []
    part = ""
    for item in items:
        kind = _part(item)
        if cells and (kind != part or (item is not None and item.kind is Kind.ROW)):
            yield GridRow(tuple(cells))
            cells = []
        part = kind
        if item is not None and part:
            cells.append(item.cell)
    if cells:
        yield GridRow(tuple(cells))


def _part(item: Item | None) -> str:
    """What an item belongs to: a header, a row, or neither, which ends both."""
    if item is None or item.stray or item.kind is Kind.HEADING:
        return ""
    return "header" if item.kind in (Kind.COLUMN, Kind.BLOCK) else "row"
