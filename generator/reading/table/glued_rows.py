"""Rows whose cells ran together, found in text: a table begins at its own header and ends before the next prose.

A label in running text is no row. Each row follows the header or the row before it, with nothing but labels between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.forms.loader import Block, FormTable, Label
from generator.model.spans import Span
from generator.reading.lexicon import HEADER_WORD

AMOUNT = re.compile(r"[+\-−]?\d[\d., \u3000\xa0+\-−]*")
"""What stands behind a label of table 2: signs and points belong to it, though only one cell's can be told."""
BETWEEN = r"[\s|]*+"
REACH = 120
"""The next row of table 3 begins so many characters behind the one before at most: groups stand between."""
HEAD = 200
"""So many characters above its organisations the header of table 3 may begin."""
PROSE = re.compile(r"[。；！？;!?]")
ENOUGH = 3
"""So many rows of table 3 must be found with digits glued to them before it is taken for glued."""
UNITS = "(?:亿元|万元|元|[件项条宗起个])?"
ORDINAL = r"[（(]?[一二三四五六七八九十]{1,2}(?:[）)]|[、.．])"


@dataclass(frozen=True, slots=True)
class Glued:
    """A row's digits: their places in the repaired text, blanks between them left out."""

    start: int
    """Where the row's label begins."""
    places: tuple[int, ...]
    digits: str
    """Signs and points included; the places are those of all these characters."""
    apart: bool = False
    """Blanks stand between the digits."""
    ended: bool = True
    """What stands behind the digits begins something else."""
    unit: str = ""
    inline: bool = True
    """The digits stand on the line on which the label ends."""

    @property
    def span(self) -> Span:
        return Span(self.places[0], self.places[-1] + 1)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one table, by their ids, and where the table begins."""

    form: FormTable
    rows: dict[str, Glued]
    start: int
    header: str
    """The header's text; "" where none stands above the rows."""
    attached: bool = True
    """All digits stand right behind a label, on its line: none can be another row's."""
    twice: frozenset[str] = frozenset()
    """Rows that were found more than once with other digits."""

    @property
    def span(self) -> Span:
        return Span(self.start, max(row.span.end for row in self.rows.values()))

    def is_last(self, row: str) -> bool:
        """Nothing was found behind the row: its digits may be cut."""
        return row == next(reversed(self.rows))

    @property
    def rank(self) -> tuple[bool, int]:
        return len(self.rows) == len(self.form.rows), len(self.rows)


# --- table 2 ---


def headed_rows(form: FormTable, repaired: str, part: Span) -> Found | None:
    """The rows of table 2 that follow a header with just the columns of their block, in the form's order."""
    rows: dict[str, Glued] = {}
    headers: list[str] = []
    twice: set[str] = set()
    start = part.end
    for columns in dict.fromkeys(block.columns for block in form.blocks):
        blocks = [block for block in form.blocks if block.columns == columns]
        for header in _block_header(tuple(form.columns[c] for c in columns)).finditer(repaired, part.start, part.end):
            found = dict(_rows_behind(form, blocks, repaired, header.end(), part.end))
            if not found:
                continue
            twice |= {row for row in found if row in rows and rows[row].digits != found[row].digits}
            rows |= found
            headers.append(header[0])
            start = min(start, header.start())
    return Found(form, rows, start, "\n".join(headers), twice=frozenset(twice)) if rows else None


def _rows_behind(
    form: FormTable, blocks: Sequence[Block], repaired: str, at: int, end: int
) -> Iterator[tuple[str, Glued]]:
    """The rows from ``at`` on, one behind the other; a label without digits right behind it is passed over: digits
    behind a blank or a line end may be cells of their own.
    """
    labels = [form.rows[row] for block in blocks for row in block.rows]
    while labels:
        named = next(((label, m) for label in labels if (m := _row(label).match(repaired, at, end))), None)
        if named is None:
            return
        label, match = named
        labels.remove(label)
        at = match.end()
        amount = AMOUNT.match(repaired, at, end)
        if amount is None:
            continue
        stripped = amount[0].rstrip(" \u3000\xa0")
        at += len(stripped)
        unit = re.compile(UNITS).match(repaired, at, end)
        places = tuple(i for i in range(match.end(), at) if not repaired[i].isspace())
        at = unit.end() if unit else at
        digits = "".join(repaired[i] for i in places)
        nothing = set(digits) == {"0"} and not repaired[at:end].strip()
        ended = nothing or _border(form).match(repaired, at, end) is not None
        apart = len(digits) < len(stripped)
        yield label.id, Glued(match.start(1), places, digits, apart, ended, unit[0] if unit else "")


@lru_cache(maxsize=256)
def _block_header_of(names: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    columns = BETWEEN.join(f"(?:{'|'.join(map(loose, words))})(?:[（(][^（()）\n]{{0,20}}[）)])?" for words in names)
    block = rf"第二十条{BETWEEN}第?{BETWEEN}[（(]?[一二三四五六七八九十]{{1,2}}[）)]?{BETWEEN}项"
    return re.compile(rf"(?:{block}{BETWEEN})?{loose(HEADER_WORD)}{BETWEEN}{columns}")


def _block_header(columns: Sequence[Label]) -> re.Pattern[str]:
    return _block_header_of(tuple(_names(label) for label in columns))


@lru_cache(maxsize=256)
def _row_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{BETWEEN}({'|'.join(map(loose, names))})")


def _row(label: Label) -> re.Pattern[str]:
    return _row_of(_names(label))


def _border(form: FormTable) -> re.Pattern[str]:
    return _border_of(tuple(name for label in form.rows.values() for name in _names(label)))


@lru_cache(maxsize=64)
def _border_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """What may stand behind a row: another line, a row, a block or a heading. At the end digits may be cut."""
    labels = "|".join(map(loose, names))
    return re.compile(rf"\s*+(?!\Z)(?:(?<=\n)(?!\d)|[|]|第二十条|{ORDINAL}|{labels})")


# --- table 3 ---


def chained_rows(form: FormTable, repaired: str, part: Span) -> tuple[Found, ...]:
    """The tables 3 in a part of the text: one behind every header, else one from the first row on."""
    names = tuple(_names(label) for label in form.columns.values() if label.group)
    columns = list(form.columns.values())
    grouped = next((at for at, label in enumerate(columns) if label.group), len(columns))
    behind = tuple(_names(label) for label in columns[grouped:] if not label.group)
    found: list[Found] = []
    end = part.start
    for header in _organisations(names, behind).finditer(repaired, part.start, part.end):
        top = max(end, header.start() - HEAD)
        begin = _begin(repaired, top, header.start(), form)
        rows = _chain(form, repaired, header.end(), part.end) if begin is not None else {}
        if begin is None or len(rows) < ENOUGH:
            continue
        first, end = min(row.start for row in rows.values()), max(row.span.end for row in rows.values())
        loose_digits = ANY_DIGITS.search(repaired, header.end(), first) or LONE_DIGITS.search(repaired, first, end)
        attached = loose_digits is None and all(row.inline for row in rows.values())
        found.append(Found(form, rows, begin, repaired[begin:first], attached))
    if found:
        return tuple(found)
    first_row = next(iter(form.rows.values()))
    for match in _digits_behind(first_row).finditer(repaired, part.start, part.end):
        rows = _chain(form, repaired, match.start(), part.end)
        if len(rows) >= ENOUGH:
            return (Found(form, rows, match.start(), ""),)
    return ()


@lru_cache(maxsize=64)
def _organisations(names: tuple[tuple[str, ...], ...], behind: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """The grouped columns in the form's order, and those behind the group where they stand behind them."""
    inner = BETWEEN.join(f"(?:{'|'.join(map(loose, words))})" for words in names)
    more = "".join(f"(?:{BETWEEN}(?:{'|'.join(map(loose, words))}))?" for words in behind)
    return re.compile(inner + more)


ANY_DIGITS = re.compile(r"\d(?![.、．])")
LONE_DIGITS = re.compile(r"\n[ \u3000\xa0]*\d[\d \u3000\xa0]*(?=\n)")
CORNER_BEGINS = 10
"""So many characters of the rule that stands in the corner of a table tell that its header begins."""


def _begin(repaired: str, top: int, inner: int, form: FormTable) -> int | None:
    """Where the header begins whose grouped columns begin at ``inner``; None where one that the form has behind them
    stands before the first."""
    columns = list(form.columns.values())
    grouped = next(at for at, label in enumerate(columns) if label.group)
    behind = [label for label in columns[grouped:] if not label.group]
    first = min((m.start() for label in columns[:grouped] if (m := _cut_label(label).search(repaired, top, inner))), default=-1)
    if first < 0 or any(_cut_label(label).search(repaired, top, first) for label in behind):
        return None
    begins = [m.start() for words in _over(form) if (m := re.compile(loose(words)).search(repaired, top, first))]
    return min(begins, default=first)


def _over(form: FormTable) -> Iterator[str]:
    """What may stand above the columns: the rule in the corner, and their groups."""
    if form.corner:
        yield form.corner.strip("（(")[:CORNER_BEGINS]
    yield from (group.zh for group in form.column_groups.values())


def _cut_label(label: Label) -> re.Pattern[str]:
    """A label, or one that lost its last letter, under each of its names."""
    names = (label.zh, *label.aliases)
    return re.compile("|".join(loose(name[:-1]) + f"(?:{loose(name[-1])})?" if len(name) > 2 else loose(name) for name in names))


def _chain(form: FormTable, repaired: str, at: int, end: int) -> dict[str, Glued]:
    """The rows from ``at`` on in the form's order, with nothing but labels between them."""
    found: dict[str, Glued] = {}
    labels = list(form.rows.values())
    while labels:
        nearest = _nearest(labels, repaired, at, end)
        if nearest is None or PROSE.search(repaired, at, nearest[1].start()):
            break
        index, match = nearest
        label, labels = labels[index], labels[index + 1 :]
        stop = _without_number(repaired, match.start(1), match.end(1))
        at = match.end(1)
        if stop is not None:
            at = stop
            places = tuple(i for i in range(match.start(1), stop) if repaired[i].isdigit())
            digits = "".join(repaired[i] for i in places)
            inline = not repaired[match.start(1) - 8 : match.start(1)].rstrip(" \u3000\xa0").endswith("\n")
            found[label.id] = Glued(match.start(), places, digits, inline=inline)
    return found


def _nearest(labels: Sequence[Label], repaired: str, at: int, end: int) -> tuple[int, re.Match[str]] | None:
    """Of the labels with digits behind them the one that stands first, and the longest of those."""
    found: tuple[int, re.Match[str]] | None = None
    rank = (at + REACH, 0)
    for index, label in enumerate(labels):
        match = _digits_behind(label).search(repaired, at, min(end, at + 2 * REACH))
        if match and (match.start(), match.start() - match.start(1)) < rank:
            found, rank = (index, match), (match.start(), match.start() - match.start(1))
    return found


def _without_number(repaired: str, start: int, end: int) -> int | None:
    """Where the digits end, the next label's number aside (00000002.其他…); None where they are nothing else."""
    if repaired[end : end + 1] not in (".", "、", "．"):
        return end
    last = max(i for i in range(start, end) if repaired[i].isdigit())
    return last if last > start else None


@lru_cache(maxsize=256)
def _digits_behind_of(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(loose, names))
    return re.compile(rf"(?:{words})(?:\s*(?=\d[\d \u3000\xa0]{{6}}))?(\d[\d \u3000\xa0]*+)(?!¦)")


def _digits_behind(label: Label) -> re.Pattern[str]:
    return _digits_behind_of(_names(label))


# --- table 4 ---


LONG_RUN = re.compile(r"\s*(\d[\d \u3000\xa0]{6,}+)(?!¦)")
"""So many digits are table 4's row, even where they stand on the next line."""


def dispute_run(form: FormTable, repaired: str, part: Span) -> Glued | None:
    """The digits behind the header of table 4: the columns once for every block, with the blocks' names between."""
    results = BETWEEN.join(loose(label.zh) for label in form.columns.values())
    blocks = [label for label in form.rows.values()]
    alone = [loose(label.zh) for label in blocks if not label.group]
    groups = [loose(group.zh) for group in form.column_groups.values()]
    names = "|".join(loose(label.zh) for label in (*(b for b in blocks if b.group), *form.column_groups.values()))
    first = f"(?:{BETWEEN.join((*alone, *groups))}{BETWEEN})?"
    header = re.compile(rf"{first}{results}(?:{BETWEEN}(?:{names}))*+" + f"{BETWEEN}{results}" * (len(blocks) - 1))
    match = header.search(repaired, part.start, part.end)
    run = LONG_RUN.match(repaired, match.end(), part.end) if match else None
    if match is None or run is None:
        return None
    places = tuple(i for i in range(run.start(1), run.end(1)) if repaired[i].isdigit())
    return Glued(match.start(), places, "".join(repaired[i] for i in places))


# --- labels ---


@lru_cache(maxsize=512)
def _names_of(zh: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    words = re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?)", "", zh)
    names = {words, re.sub(r"[（(].*$", "", words), *aliases}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _names(label: Label) -> tuple[str, ...]:
    """A label as it may be printed, with or without its explanation in brackets, numbers aside; the longest first."""
    return _names_of(label.zh, label.aliases)


@lru_cache(maxsize=1024)
def loose(words: str) -> str:
    """A pattern for ``words`` with blanks and brackets anywhere."""
    folded = re.sub(r"[\s“”\"（）()，,、]", "", words)
    return r"[\s“”\"（）()，,、]*".join(re.escape(c) for c in folded) + r"[”）)]*"
