"""The three tables out of all that can be seen of them: each view is asked only for what earlier ones leave open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from generator.model.documents import Grid, Text
from generator.model.doubts import Doubt
from generator.model.figures import TABLE_NAMES, Reading, Table, Tables
from generator.model.spans import Span
from generator.reading.lexicon import Lexicon, TableLexicon
from generator.reading.lines import Line
from generator.reading.table.build import read_rows
from generator.reading.table.disputes import read_disputes
from generator.reading.table.endings import without_cut_number
from generator.reading.table.extent import with_header
from generator.reading.table.glued import read_glued_disclosure, read_glued_disputes, read_glued_requests
from generator.reading.table.lacking import told_absent
from generator.reading.table.layouts import find_grids
from generator.reading.table.spaced import gap_tokens, tab_lines
from generator.reading.table.streams import stream_grid
from generator.reading.table.tokens import Token, deduplicated, line_tokens, pipe_tokens
from generator.reading.table.traits import LAYOUTS

View = Callable[[Sequence[Line], Lexicon], tuple[Grid, ...]]
"""A way to see tables in lines of text."""

VIEWS: tuple[tuple[bool, View], ...] = (
    (False, lambda lines, lexicon: find_grids(lines)),
    (False, lambda lines, lexicon: tuple(tab_lines(lines))),
    (True, lambda lines, lexicon: stream_grid(pipe_tokens(lines), lexicon.words, "pipe_stream")),
    (True, lambda lines, lexicon: _whole_lines(line_tokens, lines, lexicon, "line_stream")),
    (False, lambda lines, lexicon: _whole_lines(gap_tokens, lines, lexicon, "gap_lines")),
)
"""From layouts whose borders all stand to those where only labels are left."""


def _whole_lines(
    tokens: Callable[[Sequence[Line]], Iterator[Token | None]], lines: Sequence[Line], lexicon: Lexicon, layout: str
) -> tuple[Grid, ...]:
    """A stream with a cell a line; none where somebody dropped repeated lines."""
    return () if deduplicated(lines) else stream_grid(tokens(lines), lexicon.words, layout)


MOSTLY = 0.7
MANY = 6
COUNTED = 40
"""So many cells must lie where the count of lines tells: about six rows of table 3."""


@dataclass(frozen=True)
class Found:
    """One reading of one table."""

    table: Table | None
    doubts: tuple[Doubt, ...]

    @cached_property
    def told(self) -> int:
        """Cells about which this reading is sure."""
        return 0 if self.table is None else sum([cell.reading.told for cell in self.table.cells.values()])

    @property
    def marked(self) -> bool:
        """Does it come from a table that the format itself marks, and says something of it?"""
        return self.table is not None and LAYOUTS[self.table.layout].marked and self.told > 0

    @property
    def mostly(self) -> bool:
        """Are nearly all cells told?"""
        return self.table is not None and self.told >= MOSTLY * len(self.table.cells)

    @property
    def streamed(self) -> bool:
        return self.table is not None and LAYOUTS[self.table.layout].stream

    @property
    def blanks(self) -> bool:
        return self.table is not None and any(c.reading is Reading.BLANK for c in self.table.cells.values())

    @property
    def whole(self) -> bool:
        return self.table is not None and self.told == len(self.table.cells)


def read_tables(
    declared: Sequence[Grid], lines: Sequence[Line], lexicon: Lexicon, text: Text
) -> tuple[Tables, tuple[Doubt, ...]]:
    """The tables in ``declared`` grids (which a format marks) and in ``lines``, each with a form of its own."""
    best = dict.fromkeys(TABLE_NAMES, Found(None, ()))
    for stream, see in _views(declared, lines, lexicon):
        if all(found.whole or (stream and found.mostly) for found in best.values()):
            continue
        grids = see()
        if not grids:
            continue
        read = _read(grids, best, lexicon, text)
        if not _regular(read.values(), text):
            continue
        for name, found in read.items():
            if best[name].marked and not any(LAYOUTS[grid.layout].marked for grid in grids):
                continue  # what its format marks as a table is not read anew from loose lines
            if found.streamed and (best[name].mostly or (name == "disputes" and best[name].table and found.blanks)):
                continue  # what was refused with its borders in sight is not told by a stream, which sees none
            if found.told > best[name].told or (best[name].table is None and found.table is not None):
                best[name] = found
    part = Span(lines[0].span.start, lines[-1].span.end) if lines else Span(0, 0)
    # Where a PDF's columns were seen, text without a gap is no table whose borders were lost: cells may be missing.
    placed = any(grid.layout.startswith("pdf") for grid in declared)
    for name, found in _glued(best, lexicon, text, part).items():
        if placed and name == "disclosure":
            continue
        if found.told > best[name].told or best[name].table is None:
            best[name] = found
    doubts = tuple(doubt for found in best.values() for doubt in found.doubts)
    return Tables(*(best[name].table for name in TABLE_NAMES)), doubts


def _regular(found: Iterable[Found], text: Text) -> bool:
    """Blank cells that are told by counted lines are so only where the count fits every row of every table, but for one
    in which the text breaks off."""
    counted = [one.table for one in found if one.table is not None and one.table.layout == "gap_lines"]
    cells = [cell for table in counted for cell in table.cells.values()]
    misfits = any(
        cell.reading is Reading.ILLEGIBLE
        and cell.note == "columns"
        and not (cell.span and not text.decoded[cell.span.end :].strip())
        for cell in cells
    )
    return not counted or (not misfits and sum(cell.reading.told for cell in cells) >= COUNTED)


def _views(
    declared: Sequence[Grid], lines: Sequence[Line], lexicon: Lexicon
) -> Iterator[tuple[bool, Callable[[], Sequence[Grid]]]]:
    """(does it see a stream?, look) for every view, the declared tables first."""
    if declared:
        yield False, lambda: declared
    if len(declared) > MANY:
        # Every row a table of its own: together they may be one.
        rows = tuple(row for grid in declared for row in grid.rows)
        yield False, lambda: (Grid(rows, Span(declared[0].span.start, declared[-1].span.end), declared[0].layout),)
    for stream, view in VIEWS:
        yield stream, partial(view, lines, lexicon)


def _glued(best: dict[str, Found], lexicon: Lexicon, text: Text, part: Span) -> dict[str, Found]:
    """Readings of the tables of which nothing could be told, as glued digits in ``part`` of the text."""
    tries: dict[str, Found] = {}
    if not best["disclosure"].told:
        tries["disclosure"] = Found(*read_glued_disclosure(lexicon.disclosure, text, part))
    if not best["requests"].told:
        tries["requests"] = Found(*read_glued_requests(lexicon.requests, text, part))
    if not best["disputes"].told:
        table = (tries.get("requests") or best["requests"]).table
        form = table.form if table else lexicon.forms.all[-1].id
        tries["disputes"] = Found(*read_glued_disputes(lexicon.disputes, form, text, part))
    return tries


def _read(grids: Sequence[Grid], best: Mapping[str, Found], lexicon: Lexicon, text: Text) -> dict[str, Found]:
    """What ``grids`` tell of the tables that are not whole yet."""
    open_ = [name for name in TABLE_NAMES if not best[name].whole]
    newest = lexicon.forms.all[-1].id
    found = dict.fromkeys(TABLE_NAMES, Found(None, ()))
    if "disclosure" in open_:
        found["disclosure"] = Found(*read_rows(grids, lexicon.disclosure, text))
    second = found["disclosure"].table or best["disclosure"].table
    if "requests" in open_:
        hint = second.form if second and second.form_told else ""
        found["requests"] = Found(*read_rows(grids, lexicon.requests, text, hint))
    nearest = found["requests"].table or best["requests"].table or second
    if "disputes" in open_:
        found["disputes"] = Found(*read_disputes(grids, lexicon.disputes, nearest.form if nearest else newest, text))
    tables = [found[name].table if name in open_ else best[name].table for name in TABLE_NAMES]
    return {name: _finished(found[name], tables, grids, lexicon, text) for name in open_}


def _finished(
    found: Found, tables: Sequence[Table | None], grids: Sequence[Grid], lexicon: Lexicon, text: Text
) -> Found:
    """``found`` in its whole extent, with what it plainly lacks, without a number that the end of the text may have cut."""
    if found.table is None:
        return found
    words = lexicon.of(found.table.number)
    table = _with_header(found.table, tables, grids, words, text)
    form = lexicon.forms.table(table.number, table.form)
    told = told_absent(table, form, grids, words, text)
    if LAYOUTS[told.layout].marked:
        return replace(found, table=told)
    whole, doubts = without_cut_number(told, form, text)
    return Found(whole, (*found.doubts, *doubts))


def _with_header(
    table: Table, all_tables: Sequence[Table | None], grids: Sequence[Grid], words: TableLexicon, text: Text
) -> Table:
    """``table`` with the rows above its first value: back to the table before it or to the beginning of its grid."""
    if LAYOUTS[table.layout].loose:
        before = [other.span for other in all_tables if other and other.span.end <= table.span.start]
        return with_header(table, words, text, max((text.forth(span).end for span in before), default=0))
    starts = [text.back(grid.span).start for grid in grids if text.back(grid.span).contains(table.span)]
    ends = [other.span.end for other in all_tables if other and other.span.end <= table.span.start]
    start = max([*starts[:1], *ends], default=table.span.start)
    return replace(table, span=Span(min(start, table.span.start), table.span.end))


