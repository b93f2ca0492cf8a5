"""Pages to one text: furniture taken out, tables and paragraphs in order, both carried over page breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.sources.extract import Extract
from generator.sources.pdf.columns import unruled_tables
from generator.sources.pdf.frames import PageTable, ruled_tables
from generator.sources.pdf.furniture import find_furniture, is_page_number
from generator.sources.pdf.page import PdfPage, TextLine, text_lines
from generator.sources.pdf.page_breaks import continued, continues
from generator.sources.pdf.paragraphs import Measure, paragraphs

Item = TextLine | PageTable


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
    items: list[list[Item]] = []
    for i, (page, (tables, _), own) in enumerate(zip(pages, ruled, kept, strict=True)):
        first = bool(own) and all(_top(own[0]) < _top(table) for table in tables)
        foot = _foot(items[-1]) if items and first else []
        last = items[-1][-1] if items and items[-1] else None
        carried = last.columns if first and isinstance(last, PageTable) and last.layout == "pdf_aligned" else ()
        loose, prose, used = unruled_tables(page, own, pages[i - 1] if i else None, foot, carried)
        if used:
            items[-1] = [item for item in items[-1] if item not in used]
        items.append(sorted([*tables, *loose, *prose], key=_top))
    measures = _measures(pages, items)
    blocks: list[str | PageTable] = []
    glued: list[str] = []
    for run in _runs(items):
        if isinstance(run, PageTable):
            blocks.append(run)
        else:
            texts, cut = paragraphs(run, measures[round(pages[run[0][0]].width)])
            blocks += texts
            glued += cut
    undecided = tuple(row for block in blocks if isinstance(block, PageTable) for row in block.undecided)
    heads = dict.fromkeys(line.text for _, line in sorted(dropped, key=_place) if not is_page_number(line.text))
    return Flow(tuple(blocks), undecided, tuple(glued), tuple(heads))


def write(found: Flow) -> Extract:
    """``found`` as a document's text with its tables."""
    extract = Extract()
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


def _hangs(line: TextLine, table: PageTable, above: Sequence[TextLine]) -> bool:
    """Does the lone letter ``line`` hang out of a cell of ``table`` that was too low for the text down its side?"""
    foot = above[-1].base if above else table.box[3]
    within = table.box[0] <= line.x0 and line.x1 <= table.box[2]
    return len(line.text) == 1 and line.text.isalpha() and within and line.base - foot <= 1.8 * line.size


def _runs(items: Sequence[Sequence[Item]]) -> Iterator[PageTable | list[tuple[int, TextLine]]]:
    """Stretches of lines, and tables; a table that goes on overleaf is one."""
    run: list[tuple[int, TextLine]] = []
    hung: list[tuple[int, TextLine]] = []
    table: PageTable | None = None
    last = 0
    for index, own in enumerate(items):
        for item in own:
            if isinstance(item, TextLine):
                if table is not None and index == last and _hangs(item, table, [line for _, line in hung]):
                    hung.append((index, item))
                    continue
                if table is not None:
                    yield table
                    table, run, hung = None, hung, []
                run.append((index, item))
                continue
            if run:
                yield run
                run = []
            if table is not None and index == last + 1 and continues(table, item):
                table = continued(table, item)
            else:
                if table is not None:
                    yield table
                if hung:
                    yield hung
                table, hung = item, []
            last = index
    if table is not None:
        yield table
        run = hung
    if run:
        yield run
