"""Grids to the three official tables: from whichever layout tells most of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model.documents import Grid, Text
from generator.model.doubts import Doubt
from generator.model.figures import TABLE_NAMES, Reading, Table, Tables
from generator.model.spans import Span
from generator.reading.alignment import STREAMS
from generator.reading.disclosure_table import read_disclosure
from generator.reading.disputes_table import read_disputes
from generator.reading.endings import without_cut_number
from generator.reading.extent import with_header
from generator.reading.glued import read_glued_disclosure, read_glued_disputes, read_glued_requests
from generator.reading.grids import find_grids
from generator.reading.lacking import told_absent
from generator.reading.lexicon import Lexicon, TableLexicon
from generator.reading.lines import Line
from generator.reading.requests_table import read_requests
from generator.reading.spaced_cells import gap_tokens, tab_lines
from generator.reading.streams import stream_grid
from generator.reading.tokens import deduplicated, line_tokens, pipe_tokens

Look = Callable[[Sequence[Line], Lexicon], tuple[Grid, ...]]
"""A way to look for tables in lines of text."""

LOOKS: tuple[Look, ...] = (
    lambda lines, lexicon: find_grids(lines),
    lambda lines, lexicon: tuple(tab_lines(lines)),
    lambda lines, lexicon: stream_grid(pipe_tokens(lines), lexicon.words, "pipe_stream"),
    lambda lines, lexicon: () if deduplicated(lines) else stream_grid(line_tokens(lines), lexicon.words, "line_stream"),
    lambda lines, lexicon: () if deduplicated(lines) else stream_grid(gap_tokens(lines), lexicon.words, "gap_lines"),
)
"""From layouts whose borders all stand to those where only labels are left. A later one is asked only for
what the earlier ones leave open."""


@dataclass(frozen=True, slots=True)
class Found:
    """One reading of one table."""

    table: Table | None
    doubts: tuple[Doubt, ...]

    @property
    def told(self) -> int:
        """Cells about which this reading is sure."""
        return 0 if self.table is None else sum(cell.reading.told for cell in self.table.cells.values())

    @property
    def marked(self) -> bool:
        """Does it come from a table that the format itself marks, and says something of it?"""
        return self.table is not None and self.table.layout in MARKED and self.told > 0

    @property
    def mostly(self) -> bool:
        """Are nearly all cells told?"""
        return self.table is not None and self.told >= MOSTLY * len(self.table.cells)

    @property
    def streamed(self) -> bool:
        return self.table is not None and self.table.layout in STREAMS

    @property
    def blanks(self) -> bool:
        return self.table is not None and any(c.reading is Reading.BLANK for c in self.table.cells.values())

    @property
    def whole(self) -> bool:
        return self.table is not None and self.told == len(self.table.cells)


MARKED = ("html", "docx", "xlsx", "pdf_ruled")
"""Layouts of tables that the file's own format marks."""
LOOSE = (*STREAMS, "gap_lines", "tab_lines")
"""Layouts in which a heading or prose may stand in the stream between two tables."""
MOSTLY = 0.7
MANY = 6


def read_tables(
    declared: Sequence[Grid], lines: Sequence[Line], lexicon: Lexicon, text: Text
) -> tuple[Tables, tuple[Doubt, ...]]:
    """The tables in ``declared`` grids (which a format marks) and in ``lines``, each with a form of its own."""
    best = dict.fromkeys(TABLE_NAMES, Found(None, ()))
    for grids in _tries(declared, lines, lexicon):
        if all(found.whole for found in best.values()):
            break
        if not grids:
            continue
        read = _read(grids, best, lexicon, text)
        if not _regular(read.values(), text):
            continue
        for name, found in read.items():
            if best[name].marked and not any(grid.layout in MARKED for grid in grids):
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


COUNTED = 40
"""So many cells must lie where the count of lines tells: about six rows of table 3."""


def _tries(declared: Sequence[Grid], lines: Sequence[Line], lexicon: Lexicon) -> Iterator[Sequence[Grid]]:
    if declared:
        yield declared
    if len(declared) > MANY:
        # Every row a table of its own: together they may be one.
        rows = tuple(row for grid in declared for row in grid.rows)
        yield (Grid(rows, Span(declared[0].span.start, declared[-1].span.end), declared[0].layout),)
    for look in LOOKS:
        yield look(lines, lexicon)


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


def _read(grids: Sequence[Grid], best: dict[str, Found], lexicon: Lexicon, text: Text) -> dict[str, Found]:
    disclosure = Found(*read_disclosure(grids, lexicon.disclosure, text))
    second = disclosure.table or best["disclosure"].table
    requests = Found(*read_requests(grids, lexicon.requests, text, second.form if second else ""))
    nearest = requests.table or best["requests"].table or disclosure.table or best["disclosure"].table
    form = nearest.form if nearest else lexicon.forms.all[-1].id
    disputes = Found(*read_disputes(grids, lexicon.disputes, form, text))
    tables = (disclosure.table, requests.table, disputes.table)
    found = dict(zip(TABLE_NAMES, (disclosure, requests, disputes), strict=True))
    words = dict(zip(TABLE_NAMES, (lexicon.disclosure, lexicon.requests, lexicon.disputes), strict=True))
    headed = {
        name: replace(f, table=_with_header(f.table, tables, grids, words[name], text)) for name, f in found.items()
    }
    for name, one in headed.items():
        if one.table is not None:
            form_table = lexicon.forms.table(one.table.number, one.table.form)
            told = told_absent(one.table, form_table, grids, words[name], text)
            cut = () if told.layout in MARKED else without_cut_number(told, form_table, text)
            headed[name] = Found(cut[0], (*one.doubts, *cut[1])) if cut else replace(one, table=told)
    return headed


def _with_header(
    table: Table | None, all_tables: Sequence[Table | None], grids: Sequence[Grid], words: TableLexicon, text: Text
) -> Table | None:
    """``table`` with the rows above its first value: back to the table before it or to the beginning of its grid."""
    if table is None:
        return None
    if table.layout in LOOSE:
        before = [other.span for other in all_tables if other and other.span.end <= table.span.start]
        return with_header(table, words, text, max((text.forth(span).end for span in before), default=0))
    starts = [text.back(grid.span).start for grid in grids if text.back(grid.span).contains(table.span)]
    ends = [other.span.end for other in all_tables if other and other.span.end <= table.span.start]
    start = max([*starts[:1], *ends], default=table.span.start)
    return replace(table, span=Span(min(start, table.span.start), table.span.end))
