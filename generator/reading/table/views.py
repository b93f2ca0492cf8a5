"""Reads the three tables in several views; later views are asked only for what earlier ones left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from generator.model.documents import Grid, Text
from generator.model.doubts import Doubt
from generator.model.figures import TABLE_NAMES, Table, Tables
from generator.model.spans import DecodedSpan, RepairedSpan, Span
from generator.reading.lexicon import Lexicon, TableLexicon
from generator.reading.table.build import read_rows
from generator.reading.table.counted_lines import gap_tokens
from generator.reading.table.disputes import read_disputes
from generator.reading.table.endings import without_cut_number
from generator.reading.table.extent import with_header
from generator.reading.table.glued import read_glued_disclosure, read_glued_disputes, read_glued_requests
from generator.reading.table.lacking import told_absent
from generator.reading.table.layouts import find_grids
from generator.reading.table.merging import merged
from generator.reading.table.streams import stream_grid
from generator.reading.table.tab_lines import tab_lines
from generator.reading.table.table_reading import TableReading, regular
from generator.reading.table.tokens import Lexeme, deduplicated, line_tokens, pipe_tokens
from generator.reading.table.traits import LAYOUTS
from generator.text.lines import Line

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
    tokens: Callable[[Sequence[Line]], Iterator[Lexeme | None]], lines: Sequence[Line], lexicon: Lexicon, layout: str
) -> tuple[Grid, ...]:
    """A stream with a cell a line; none where somebody dropped repeated lines."""
    return () if deduplicated(lines) else stream_grid(tokens(lines), lexicon.words, layout)


MANY = 6
"""If more tables are declared, each may be a row of one table."""


def read_tables(
    declared: Sequence[Grid], lines: Sequence[Line], lexicon: Lexicon, text: Text
) -> tuple[Tables, tuple[Doubt, ...]]:
    """The tables in ``declared`` grids (which a format marks) and in ``lines``, each with a form of its own."""
    best = dict.fromkeys(TABLE_NAMES, TableReading())
    for stream, see in _views(declared, lines, lexicon):
        if all(found.settled(stream) for found in best.values()):
            continue
        grids = see()
        read = _read(grids, best, lexicon, text) if grids else {}
        if regular(read.values(), text):
            best |= _better(read, best, grids, lexicon, text)
    part = Span(lines[0].span.start, lines[-1].span.end) if lines else Span(0, 0)
    best |= _better(_glued(declared, best, lexicon, text, part), best, (), lexicon, text)
    doubts = tuple(doubt for found in best.values() for doubt in found.doubts)
    return Tables(*(found.table for found in best.values())), doubts


def _better(
    read: Mapping[str, TableReading],
    best: Mapping[str, TableReading],
    grids: Sequence[Grid],
    lexicon: Lexicon,
    text: Text,
) -> dict[str, TableReading]:
    """What was read together with what is best so far, the better one first; what its format marks as a table is not
    read anew from loose lines."""
    marked = any(LAYOUTS[grid.layout].marked for grid in grids)
    seen = {name: one for name, one in read.items() if one.table and (marked or not best[name].marked)}
    return {name: _merged(one, best[name], lexicon, text) for name, one in seen.items()}


def _merged(new: TableReading, old: TableReading, lexicon: Lexicon, text: Text) -> TableReading:
    better, other = (new, old) if new.beats(old) else (old, new)
    if better.table is None or other.table is None:
        return better
    return merged(better, other, lexicon.forms.table(better.table.number, better.table.form), text)


def _views(
    declared: Sequence[Grid], lines: Sequence[Line], lexicon: Lexicon
) -> Iterator[tuple[bool, Callable[[], Sequence[Grid]]]]:
    """(does it see a stream?, look) for every view, the declared tables first."""
    if declared:
        yield False, lambda: declared
    if len(declared) > MANY:
        # Every row a table of its own: together they may be one.
        rows = tuple(row for grid in declared for row in grid.rows)
        yield (
            False,
            lambda: (
                Grid(rows, RepairedSpan(Span(declared[0].span.start, declared[-1].span.end)), declared[0].layout),
            ),
        )
    for stream, view in VIEWS:
        yield stream, partial(view, lines, lexicon)


def _glued(
    declared: Sequence[Grid], best: Mapping[str, TableReading], lexicon: Lexicon, text: Text, part: Span
) -> dict[str, TableReading]:
    """Readings of the tables of which nothing could be told, or rows were not found, as glued digits in ``part`` of the
    text.

    Where a page's columns were seen, text without a gap is no table 2 whose borders were lost: cells may be missing.
    """
    tries: dict[str, TableReading] = {}
    open_ = {name for name, found in best.items() if not found.known_count or found.lacks_rows}
    if "disclosure" in open_ and not any(LAYOUTS[grid.layout].placed for grid in declared):
        tries["disclosure"] = TableReading(*read_glued_disclosure(lexicon.disclosure, text, part))
    if "requests" in open_:
        tries["requests"] = TableReading(*read_glued_requests(lexicon.requests, text, part))
    if "disputes" in open_:
        form = _form(lexicon, tries.get("requests", best["requests"]))
        tries["disputes"] = TableReading(*read_glued_disputes(lexicon.disputes, form, text, part))
    return tries


def _read(
    grids: Sequence[Grid], best: Mapping[str, TableReading], lexicon: Lexicon, text: Text
) -> dict[str, TableReading]:
    """What ``grids`` tell of the tables that are not whole yet."""
    open_ = [name for name in TABLE_NAMES if not best[name].whole]
    now = dict(best)
    if "disclosure" in open_:
        now["disclosure"] = TableReading(*read_rows(grids, lexicon.disclosure, text))
    second = now["disclosure"] if now["disclosure"].table else best["disclosure"]
    if "requests" in open_:
        hint = second.table.form if second.table and second.table.form_told else ""
        now["requests"] = TableReading(*read_rows(grids, lexicon.requests, text, hint))
    if "disputes" in open_:
        form = _form(lexicon, now["requests"], best["requests"], second)
        now["disputes"] = TableReading(*read_disputes(grids, lexicon.disputes, form, text))
    tables = [found.table for found in now.values()]
    return {name: _finished(now[name], tables, grids, lexicon, text) for name in open_}


def _form(lexicon: Lexicon, *nearest: TableReading) -> str:
    """The form of the first of ``nearest`` that was found; the newest where none was."""
    return next((found.table.form for found in nearest if found.table), lexicon.forms.all[-1].id)


def _finished(
    found: TableReading, tables: Sequence[Table | None], grids: Sequence[Grid], lexicon: Lexicon, text: Text
) -> TableReading:
    """``found`` in its whole extent, with what it plainly lacks, without a number that the text's end may have cut."""
    if found.table is None:
        return found
    words = lexicon.of(found.table.number)
    table = _with_header(found.table, tables, grids, words, text)
    form = lexicon.forms.table(table.number, table.form)
    told = told_absent(table, form, grids, words, text)
    if LAYOUTS[told.layout].marked:
        return replace(found, table=told)
    whole, doubts = without_cut_number(told, form, text)
    return TableReading(whole, (*found.doubts, *doubts))


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
    return replace(table, span=DecodedSpan(Span(min(start, table.span.start), table.span.end)))
