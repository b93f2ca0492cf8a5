"""Running text: the lines outside tables are found without looking at those inside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.checks import WITH_TABLES, read
from benchmarks.corpus.consistent import family
from benchmarks.corpus.layouts import Layout
from generator.model.spans import Span
from generator.reading.narrative import _lines_outside, narrative
from generator.text.lines import Line, split_lines
from tests.inspecting import resources


def plainly(text: str, tables: list[tuple[int, int]]) -> list[Line]:
    """The same, line by line."""
    return [line for line in split_lines(text) if not line.blank and not any(touches(line.span, t) for t in tables)]


def touches(span: Span, table: tuple[int, int]) -> bool:
    return span.start < table[1] and table[0] < span.end


@given(st.data())
def test_lines_outside_tables(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("字a \n\n\u3000"), min_size=1, max_size=40))
    places = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(places, places).filter(lambda pair: pair[0] < pair[1]), max_size=4))
    assert list(_lines_outside(text, sorted(pairs))) == plainly(text, pairs)


@pytest.mark.parametrize("layout", WITH_TABLES, ids=lambda layout: layout.name)
def test_passages_hold_every_line_outside_title_headings_and_tables_once(layout: Layout) -> None:
    seen = 0
    for told in (*family(6, 1, layout), *family(6, 2, layout)):
        report = read(told, resources())
        if report is None:
            continue
        tables = [report.text.forth(table.span) for table in report.tables]
        lines = [line for passage in narrative(report) for line in passage.lines]
        seen += len(lines)
        assert lines == sorted(set(lines), key=lambda line: line.span.start)
        assert not [line for line in lines if any(touches(line.span, (t.start, t.end)) for t in tables)]
    assert seen > 10
