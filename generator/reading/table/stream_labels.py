"""Labels in a stream of tokens: whole ones, such as a narrow cell broke into pieces, and such as lost their end."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from generator.model.documents import GridCell
from generator.model.spans import RepairedSpan, Span
from generator.reading.lexicon import Kind, StreamVocabulary
from generator.reading.table.stacked import stacked_header
from generator.reading.table.tokens import Lexeme
from generator.reading.table.tokens import token as joined_token

HAN = re.compile(r"[\u3400-\u9fff]")
MOST_PIECES = 12
"""Maximum number of pieces of a label. Vertical labels have a character a line, and never name a row."""
ODD = re.compile(r"约?\d+[*＊]?|同上|[OoQ?？*＊]{1,2}|[A-Za-z]{1,2}")
"""What stands among values and is none that could be read: a cell all the same."""


class Item(msgspec.Struct, frozen=True):
    """A recognised label (kind set), a value (kind None), or text that is neither (stray)."""

    cell: GridCell
    kind: Kind | None
    stray: bool = False

    @property
    def is_value(self) -> bool:
        return self.kind is None and not self.stray


Tokens = Sequence[Lexeme | None]
Taken = tuple[int, tuple[Item, ...]]
"""How many tokens were used, and what they are."""


def taken_at(tokens: Tokens, at: int, behind: int, words: StreamVocabulary) -> Taken:
    """What the text token ``at`` begins: a label, one around its values, a header over several lines, or nothing.

    ``behind`` is where the text tokens from ``at`` on end.
    """
    token = tokens[at]
    assert token is not None
    begins = words.begins(token.text)
    found = (
        (_label(tokens, at, words) if begins else None)
        or _before_values(tokens, at, behind, words)
        or (_over_lines(tokens, at, behind, words) if begins else None)
        or _stump(tokens, at, words)
    )
    return found or (1, (Item(token.cell, None, stray=not _is_odd(tokens, at)),))


def _is_odd(tokens: Tokens, at: int) -> bool:
    """True if it stands among values and could not be read."""
    token = tokens[at]
    return at > 0 and _is_value(tokens, at - 1) and token is not None and ODD.fullmatch(token.text) is not None


def _before_values(tokens: Tokens, at: int, behind: int, words: StreamVocabulary) -> Taken | None:
    """A row's label that the values behind it tell from other text: with a misprint, or going on behind them."""
    if behind - at > MOST_PIECES or not _is_value(tokens, behind):
        return None
    return _misprint(tokens, at, behind, words) or _split_around_values(tokens, at, behind, words)


def _over_lines(tokens: Tokens, at: int, behind: int, words: StreamVocabulary) -> Taken | None:
    """A header over several lines, where text stands on a later line before the next value."""
    first, last = tokens[at], tokens[behind - 1]
    if first is None or last is None or last.line <= first.line:
        return None
    return _header_over_lines(tokens, at, words) or _stacked(tokens, at, words)


def _label(tokens: Tokens, at: int, words: StreamVocabulary) -> Taken | None:
    """The longest run of text pieces from ``at`` that together are a label."""
    pieces: list[GridCell] = []
    best: Taken | None = None
    for count, token in enumerate(tokens[at : at + MOST_PIECES], 1):
        if token is None or token.is_value:
            break
        pieces.append(token.cell)
        joined = join(pieces)
        kind = words.kind(joined.text)
        if kind is not None:
            best = count, (Item(joined, kind),)
        elif not words.begins(joined.text):
            break
    return best


def _misprint(tokens: Tokens, at: int, behind: int, words: StreamVocabulary) -> Taken | None:
    """All text pieces from ``at`` up to a value, where they are a row's label with a misprint."""
    label = join([token.cell for token in tokens[at:behind] if token])
    return (behind - at, (Item(label, Kind.ROW),)) if words.misprinted(label.text) else None


def _is_value(tokens: Tokens, at: int) -> bool:
    token = tokens[at] if at < len(tokens) else None
    return token is not None and token.is_value


def _split_around_values(tokens: Tokens, at: int, behind: int, words: StreamVocabulary) -> Taken | None:
    """A row label whose values stand on its middle line: pieces, values, the pieces that end it."""
    before = [token.cell for token in tokens[at:behind] if token]
    if not HAN.search(before[-1].text):
        return None
    values = _run(tokens, behind, 2 * MOST_PIECES, values=True)
    ends = _run(tokens, behind + len(values), MOST_PIECES - len(before), values=False)
    misprint: Taken | None = None
    for count in range(1, len(ends) + 1):
        if words.kind(join(ends[:count]).text) is not None:
            break  # a label of its own
        joined = join([*before, *ends[:count]])
        label = Item(GridCell(joined.text, before[0].span), Kind.ROW)
        found = len(before) + len(values) + count, (label, *(Item(value, None) for value in values))
        if words.kind(joined.text) is Kind.ROW:
            return found
        if misprint is None and words.misprinted(joined.text):
            misprint = found
    return misprint


def _run(tokens: Tokens, at: int, most: int, values: bool) -> list[GridCell]:
    """The cells from ``at`` on that are all values, or all none, ``most`` of them at most."""
    found: list[GridCell] = []
    for token in tokens[at : at + most]:
        if token is None or token.is_value is not values:
            break
        found.append(token.cell)
    return found


def _header_over_lines(tokens: Tokens, at: int, words: StreamVocabulary) -> Taken | None:
    """Column labels whose ends stand on the next line, in the same order: 商业企 科研机 … over 业 构 …"""
    printed = _on_one_line(tokens, at)
    below = _on_one_line(tokens, at + len(printed))
    top = _whole_labels(printed, words)
    if not 0 < len(below) <= len(top) + 2 or any(t.is_value for t in (*top, *below)):
        return None
    found = _ended(tuple(t.cell for t in top), tuple(t.cell for t in below), words)
    return None if found is None else (len(printed) + len(below), found)


def _on_one_line(tokens: Tokens, at: int) -> list[Lexeme]:
    """The tokens of the line of ``at``, MOST_PIECES at most."""
    first = tokens[at] if at < len(tokens) else None
    if first is None:
        return []
    return [token for token in tokens[at : at + MOST_PIECES] if token is not None and token.line == first.line]


def _ended(top: tuple[GridCell, ...], below: tuple[GridCell, ...], words: StreamVocabulary) -> tuple[Item, ...] | None:
    """The labels of ``top``, each with none or some of the next pieces ``below``; None unless all become labels."""
    if not top:
        return None if below else ()
    for count in range(len(below) + 1):
        label = join([top[0], *below[:count]])
        kind = words.kind(label.text)
        if kind not in (Kind.COLUMN, Kind.ROW, Kind.HEADING):
            continue
        rest = _ended(top[1:], below[count:], words)
        if rest is not None:
            return (Item(label, Kind.HEADING if kind is Kind.HEADING else Kind.COLUMN), *rest)
    return None


def _whole_labels(tokens: Sequence[Lexeme], words: StreamVocabulary) -> list[Lexeme]:
    """Pieces of a line with those joined that are a label together: 总 计."""
    done: list[Lexeme] = []
    for token in tokens:
        if done and words.kind(join([done[-1].cell, token.cell]).text) is not None:
            done[-1] = joined_token(join([done[-1].cell, token.cell]), token.line)
        else:
            done.append(token)
    return done


def _stacked(tokens: Tokens, at: int, words: StreamVocabulary) -> Taken | None:
    """A header over several lines, from the first piece of its first line on."""
    before, first = tokens[at - 1] if at else None, tokens[at]
    if before is not None and first is not None and before.line == first.line:
        return None
    found = stacked_header(tokens, at, words)
    return found and (found[0], tuple(Item(stack.cell, stack.kind) for stack in found[1]))


def _stump(tokens: Tokens, at: int, words: StreamVocabulary) -> Taken | None:
    """A column's label that was cut or misprinted, beside a whole one or behind 信息内容."""
    token = tokens[at]
    if token is None or not words.stump(token.text):
        return None
    beside = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
    whole = (Kind.COLUMN, Kind.HEADING)
    found = any(other is not None and words.kind(other.text) in whole for other in beside)
    return (1, (Item(token.cell, Kind.COLUMN),)) if found else None


def join(cells: Sequence[GridCell]) -> GridCell:
    if len(cells) == 1:
        return cells[0]
    return GridCell("".join([cell.text for cell in cells]), RepairedSpan(Span(cells[0].span.start, cells[-1].span.end)))
