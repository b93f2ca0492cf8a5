"""Pages to one text: furniture taken out, tables and paragraphs in order, both carried over page breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.sources.extract import Extract
from generator.sources.pdf.column_places import Columns
from generator.sources.pdf.columns import unruled_tables
from generator.sources.pdf.frames import PageTable, ruled_tables
from generator.sources.pdf.furniture import find_furniture, is_page_number
from generator.sources.pdf.page import PdfPage, TextLine, text_lines
from generator.sources.pdf.page_breaks import continued, continues
from generator.sources.pdf.paragraphs import Measure, paragraphs

Item = TextLine | PageTable
Run = list[tuple[int, TextLine]]
"""Lines that follow one another, with the indices of their pages."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What the pages hold, in reading order, and what could not be told."""

    blocks: tuple[str | PageTable, ...]
    undecided: tuple[str, ...]
    glued: tuple[str, ...]
    heads: tuple[str, ...] = ()
    """The words of running heads, each once."""


def flow(pages: Sequence[PdfPage]) -> Flow:
    """Everything on ``pages`` as paragraphs and tables."""
    ruled = [ruled_tables(page) for page in pages]
    lines = [text_lines(rest) for _, rest in ruled]
    dropped = find_furniture(pages, lines)
    kept = [[line for line in own if (i, line) not in dropped] for i, own in enumerate(lines)]
    return _joined(pages, _items(pages, [tables for tables, _ in ruled], kept), dropped)


def arranged(
    pages: Sequence[PdfPage], tables: Sequence[Sequence[PageTable]], lines: Sequence[Sequence[TextLine]]
) -> Flow:
    """What is known to be on ``pages`` (its ``tables`` and ``lines``, page by page) as paragraphs and tables."""
    dropped = find_furniture(pages, lines)
    items: list[list[Item]] = [
        sorted([*own, *(line for line in lines[i] if (i, line) not in dropped)], key=_top)
        for i, own in enumerate(tables)
    ]
    return _joined(pages, items, dropped)


def _joined(pages: Sequence[PdfPage], items: Sequence[Sequence[Item]], dropped: set[tuple[int, TextLine]]) -> Flow:
    """The ``items`` of each page, carried over page breaks; ``dropped`` are the lines of running heads."""
    measures = _measures(pages, items)
    blocks: list[str | PageTable] = []
    undecided: list[str] = []
    glued: list[str] = []
    for run in _runs(items):
        if isinstance(run, PageTable):
            blocks.append(run)
            undecided += run.undecided
        else:
            texts, cut = paragraphs(run, measures[round(pages[run[0][0]].width)])
            blocks += texts
            glued += cut
    heads = dict.fromkeys(line.text for _, line in sorted(dropped, key=_place) if not is_page_number(line.text))
    return Flow(tuple(blocks), tuple(undecided), tuple(glued), tuple(heads))


def _items(
    pages: Sequence[PdfPage], ruled: Sequence[Sequence[PageTable]], kept: Sequence[Sequence[TextLine]]
) -> list[list[Item]]:
    """The tables and lines of each page from the top, from its tables with rules and the lines ``kept``."""
    items: list[list[Item]] = []
    for i, (page, tables, own) in enumerate(zip(pages, ruled, kept, strict=True)):
        first = bool(own) and all(_top(own[0]) < _top(table) for table in tables)
        foot = _foot(items[-1]) if items and first else []
        carried = _carried(items[-1]) if items and first else ()
        loose, prose, used = unruled_tables(page, own, pages[i - 1] if i else None, foot, carried)
        if used:
            items[-1] = [item for item in items[-1] if item not in used]
        items.append(sorted([*tables, *loose, *prose], key=_top))
    return items


def _carried(items: Sequence[Item]) -> Columns:
    """The columns of the table without rules at the end of a page, if one is there: it may go on overleaf."""
    last = items[-1] if items else None
    return last.columns if isinstance(last, PageTable) and last.layout == "pdf_aligned" else ()


def write(found: Flow, extract: Extract) -> Extract:
    """``extract`` with ``found`` behind what it has."""
    for block in found.blocks:
        if isinstance(block, PageTable):
            extract.table(block.rows, block.layout)
        else:
            extract.paragraph(block)
    for head in found.heads:
        extract.furniture(head)
    return extract


def _place(found: tuple[int, TextLine]) -> tuple[int, float]:
    return found[0], found[1].base


def _foot(items: Sequence[Item]) -> list[TextLine]:
    """The lines after the last table of a page."""
    lines: list[TextLine] = []
    for item in items:
        if isinstance(item, TextLine):
            lines.append(item)
        else:
            lines.clear()
    return lines


def _top(item: Item) -> float:
    return item.box[1]


def _measures(pages: Sequence[PdfPage], items: Sequence[Sequence[Item]]) -> dict[int, Measure]:
    """One measure a page width: wide pages among upright ones have edges of their own."""
    prose: dict[int, list[list[TextLine]]] = {}
    for page, own in zip(pages, items, strict=True):
        prose.setdefault(round(page.width), []).append([item for item in own if isinstance(item, TextLine)])
    return {width: Measure(lines) for width, lines in prose.items()}


def _hangs(line: TextLine, table: PageTable, above: Run) -> bool:
    """Does the lone letter ``line`` hang out of a cell of ``table`` that was too low for the text down its side?"""
    foot = above[-1][1].base if above else table.box[3]
    within = table.box[0] <= line.x0 and line.x1 <= table.box[2]
    return len(line.text) == 1 and line.text.isalpha() and within and line.base - foot <= 1.8 * line.size


def _runs(items: Sequence[Sequence[Item]]) -> Iterator[PageTable | Run]:
    """Stretches of lines, and tables; a table that goes on overleaf is one."""
    run: Run = []
    hung: Run = []
    table: PageTable | None = None
    last = 0
    for index, item in ((index, item) for index, own in enumerate(items) for item in own):
        if isinstance(item, TextLine):
            if table is not None and index == last and _hangs(item, table, hung):
                hung.append((index, item))
                continue
            if table is not None:
                yield table
                table, run, hung = None, hung, []
            run.append((index, item))
            continue
        last, before = index, last
        if table is not None and index == before + 1 and continues(table, item):
            table = continued(table, item)
            continue
        yield from _done(table, [*run, *hung])
        table, run, hung = item, [], []
    yield from _done(table, [*run, *hung])


def _done(table: PageTable | None, run: Run) -> Iterator[PageTable | Run]:
    """``table`` and the lines behind it, as far as there are any."""
    if table is not None:
        yield table
    if run:
        yield run
