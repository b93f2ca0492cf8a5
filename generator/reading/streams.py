"""Rows out of a stream of tokens: the labels of the forms are the only borders left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model.documents import Grid, GridCell, GridRow
from generator.model.spans import Span
from generator.reading.folding import split_ordinal, squash
from generator.reading.lexicon import HEADER_WORD, Kind, Vocabulary
from generator.reading.matching import BRACKETS, label_key
from generator.reading.stacked_headers import stacked_header
from generator.reading.tokens import Token

HAN = re.compile(r"[\u3400-\u9fff]")
MOST_PIECES = 12
ODD = re.compile(r"约?\d+[*＊]?|同上|[OoQ?？*＊]{1,2}|[A-Za-z]{1,2}")
"""What stands among values and is none that could be read: a cell all the same."""
SCATTERED = 3
"""So many values in a row that belong to no label are a row that lost it; fewer may be page numbers."""
ROWS_TO_JUDGE = 8
BLOCKS_TO_JUDGE = 3
"""A label is broken into so many pieces at most; vertical ones have a character a line and are no row's."""


@dataclass(frozen=True, slots=True)
class Item:
    """A recognised label (kind set), a value (kind None), or text that is neither (stray)."""

    cell: GridCell
    kind: Kind | None
    stray: bool = False

    @property
    def is_value(self) -> bool:
        return self.kind is None and not self.stray


def stream_grid(tokens: Iterable[Token | None], words: Vocabulary, layout: str) -> tuple[Grid, ...]:
    """The rows that the labels part the stream into, as one grid; none where values stand before their labels."""
    items = _resolved(tuple(_items(tuple(tokens), words)), words)
    if _inverted(items) or _scattered(items) or (layout == "line_stream" and _deduplicated(items)):
        return ()
    rows = tuple(_rows(items))
    if len(rows) < 2:
        return ()
    return (Grid(rows, Span(rows[0].cells[0].span.start, rows[-1].cells[-1].span.end), layout),)


def _items(tokens: Sequence[Token | None], words: Vocabulary) -> Iterator[Item | None]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token is None or token.is_value:
            yield None if token is None else Item(token.cell, None)
            at += 1
            continue
        taken, items = (
            _label(tokens, at, words)
            or _split_around_values(tokens, at, words)
            or _header_over_lines(tokens, at, words)
            or _stacked(tokens, at, words)
            or _stump(tokens, at, words)
            or (1, ())
        )
        before = tokens[at - 1] if at else None
        odd = before is not None and before.is_value and ODD.fullmatch(token.text) is not None
        yield from items or (Item(token.cell, None, stray=not odd),)
        at += taken


def _resolved(items: Sequence[Item | None], words: Vocabulary) -> tuple[Item | None, ...]:
    """Items with 其他 and 总计 told apart: columns behind a column label, rows elsewhere."""
    done: list[Item | None] = []
    waiting: list[Item] = []  # blanks behind a column label: part of the header if another one follows
    heading = False
    for item in items:
        if item is not None and item.is_value and item.cell.blank and heading:
            waiting.append(item)
            continue
        if heading and item is not None and item.kind is Kind.ROW and _names_a_column(item, words):
            item = Item(item.cell, Kind.COLUMN)
        heads = item is not None and item.kind in (Kind.COLUMN, Kind.BLOCK)
        if not (heading and heads):
            done += waiting
        waiting = []
        done.append(item)
        heading = heads
    return (*done, *waiting)


def _names_a_column(item: Item, words: Vocabulary) -> bool:
    text = BRACKETS.sub("", item.cell.text)
    return label_key(text) in words.ambiguous and split_ordinal(text)[0] is None


Taken = tuple[int, tuple[Item, ...]]
"""How many tokens were used, and what they are."""


def _label(tokens: Sequence[Token | None], at: int, words: Vocabulary) -> Taken | None:
    """The longest run of text pieces from ``at`` that together are a label."""
    pieces: list[GridCell] = []
    best: Taken | None = None
    for count, token in enumerate(tokens[at : at + MOST_PIECES], 1):
        if token is None or token.is_value:
            break
        pieces.append(token.cell)
        joined = _join(pieces)
        kind = words.kind(joined.text)
        if kind is not None:
            best = count, (Item(joined, kind),)
    after = tokens[at + len(pieces)] if at + len(pieces) < len(tokens) else None
    if best is None and after is not None and after.is_value and words.misprinted(_join(pieces).text):
        best = len(pieces), (Item(_join(pieces), Kind.ROW),)
    return best


def _split_around_values(tokens: Sequence[Token | None], at: int, words: Vocabulary) -> Taken | None:
    """A row label whose values stand on its middle line: pieces, values, the pieces that end it."""
    before: list[GridCell] = []
    values: list[GridCell] = []
    after: list[GridCell] = []
    misprint: Taken | None = None
    for count, token in enumerate(tokens[at : at + 3 * MOST_PIECES], 1):
        if token is None or (token.is_value and after) or len(before) + len(after) >= MOST_PIECES:
            break
        (values if token.is_value else after if values else before).append(token.cell)
        if not after:
            continue
        if words.kind(_join(after).text) is not None or not HAN.search(before[-1].text):
            break  # a label of its own, or no label's beginning
        joined = _join([*before, *after])
        exact = words.kind(joined.text) is Kind.ROW
        if exact or (misprint is None and words.misprinted(joined.text)):
            label = Item(GridCell(joined.text, before[0].span), Kind.ROW)
            found = count, (label, *(Item(value, None) for value in values))
            if exact:
                return found
            misprint = found
    return misprint


def _header_over_lines(tokens: Sequence[Token | None], at: int, words: Vocabulary) -> Taken | None:
    """Column labels whose ends stand on the next line, in the same order: 商业企 科研机 … over 业 构 …"""
    first = tokens[at]
    assert first is not None
    printed = [t for t in tokens[at : at + MOST_PIECES] if t is not None and t.line == first.line]
    rest = tokens[at + len(printed) : at + len(printed) + MOST_PIECES]
    top = _whole_labels(printed, words)
    below = [t for t in rest if t is not None and rest[0] is not None and t.line == rest[0].line]
    if len(top) < 2 or not 0 < len(below) <= len(top) + 2 or any(t.is_value for t in (*top, *below)):
        return None
    found = _ended(tuple(t.cell for t in top), tuple(t.cell for t in below), words)
    return None if found is None else (len(printed) + len(below), found)


def _stacked(tokens: Sequence[Token | None], at: int, words: Vocabulary) -> Taken | None:
    """A header over several lines, from the first piece of its first line on."""
    before, first = tokens[at - 1] if at else None, tokens[at]
    if before is not None and first is not None and before.line == first.line:
        return None
    found = stacked_header(tokens, at, words)
    return found and (found[0], tuple(Item(stack.cell, stack.kind) for stack in found[1]))


def _stump(tokens: Sequence[Token | None], at: int, words: Vocabulary) -> Taken | None:
    """A column's label that was cut or misprinted, beside a whole one or behind 信息内容."""
    token = tokens[at]
    if token is None or not words.stump(token.text):
        return None
    beside = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
    whole = (Kind.COLUMN, Kind.HEADING)
    found = any(other is not None and words.kind(other.text) in whole for other in beside)
    return (1, (Item(token.cell, Kind.COLUMN),)) if found else None


def _ended(top: tuple[GridCell, ...], below: tuple[GridCell, ...], words: Vocabulary) -> tuple[Item, ...] | None:
    """The labels of ``top``, each with none or some of the next pieces ``below``; None unless all become labels."""
    if not top:
        return None if below else ()
    for count in range(len(below) + 1):
        label = _join([top[0], *below[:count]])
        kind = words.kind(label.text)
        if kind not in (Kind.COLUMN, Kind.ROW, Kind.HEADING):
            continue
        rest = _ended(top[1:], below[count:], words)
        if rest is not None:
            return (Item(label, Kind.HEADING if kind is Kind.HEADING else Kind.COLUMN), *rest)
    return None


def _whole_labels(tokens: Sequence[Token], words: Vocabulary) -> list[Token]:
    """Pieces of a line with those joined that are a label together: 总 计."""
    done: list[Token] = []
    for token in tokens:
        if done and words.kind(_join([done[-1].cell, token.cell]).text) is not None:
            done[-1] = Token(_join([done[-1].cell, token.cell]), token.line)
        else:
            done.append(token)
    return done


def _join(cells: Sequence[GridCell]) -> GridCell:
    return GridCell("".join(cell.text for cell in cells), Span(cells[0].span.start, cells[-1].span.end))


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
    """Does a number stand behind something that is no row's label, nor another number?"""
    owned = False
    for item in items:
        if item is not None and item.is_value:
            if not owned and not item.cell.blank:
                return True
        else:
            owned = item is not None and item.kind is Kind.ROW
    return False


def _scattered(items: Sequence[Item | None]) -> bool:
    """Do runs of values stand among the rows without a label before them? Then no row's values are sure."""
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
    """Did somebody drop repeated lines? Then words that head every block come once, and hardly any number twice."""
    heads = [squash(item.cell.text) for item in items if item is not None and item.kind is Kind.HEADING]
    if sum(head.startswith("第二十条") for head in heads) >= BLOCKS_TO_JUDGE and heads.count(HEADER_WORD) == 1:
        return True
    values = [item.cell.text for item in items if item is not None and item.is_value and item.cell.text]
    rows = sum(item is not None and item.kind is Kind.ROW for item in items)
    return rows >= ROWS_TO_JUDGE and len(set(values)) >= len(values) - 1


def _rows(items: Sequence[Item | None]) -> Iterator[GridRow]:
    """A header row from every run of column labels, a row from a row label and the values behind it, if any."""
    header: list[GridCell] = []
    row: list[GridCell] = []
    for item in [*items, None]:
        if item is not None and item.is_value:
            if header:
                yield GridRow(tuple(header))
                header = []
            row.append(item.cell)
            continue
        if row:
            yield GridRow(tuple(row))
        row = []
        if item is not None and item.kind in (Kind.COLUMN, Kind.BLOCK):
            header.append(item.cell)
            continue
        if header:
            yield GridRow(tuple(header))
            header = []
        if item is not None and item.kind is Kind.ROW:
            row.append(item.cell)
