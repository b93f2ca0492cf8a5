"""An index that is put together from those of parts is the one that all texts at once would have."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.exports import sqlite_text
from generator.exports.columns import Passage
from generator.exports.sqlite_layout import load_layout
from generator.exports.sqlite_parts import at_once
from generator.exports.sqlite_text import TextCopying, fill_text, merge_segments, number_before, region_number
from tests.filled import filled

WORDS = ("公", "开", "年", "2021", "abc", "ꀂ", "abcd")
QUERIES = [
    *WORDS,
    '"公 开"',
    '"开 公"',
    '"公 开 公"',
    "公 AND 开",
    "公 NOT 年",
    "heading : 公",
    "abc*",
    "NEAR(公 年, 3)",
]
REPORT = "/region/11/a/2021/"
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
PARTS = st.lists(st.lists(st.tuples(TEXTS, TEXTS), max_size=9), max_size=6)
Texts = Sequence[tuple[str, str]]


def passages(texts: Texts) -> list[Passage]:
    return [Passage(REPORT, f"s{at}", heading, text, (heading, text)) for at, (heading, text) in enumerate(texts)]


def text_base(path: Path | str = ":memory:") -> sqlite3.Connection:
    base = sqlite3.connect(path, isolation_level=None)
    for statement in load_layout().text_tables():
        base.execute(statement)
    return base


def part(texts: Texts, before: int) -> bytes:
    with closing(text_base()) as base:
        with at_once(base):
            fill_text(base, passages(texts), {REPORT: 1}, before)
        merge_segments(base)
        return base.serialize()


def put_together(path: Path, parts: Sequence[Texts]) -> sqlite3.Connection:
    base = text_base(path)
    base.execute("ATTACH ':memory:' AS part")
    copying = TextCopying(base)
    for nth, texts in enumerate(parts):
        base.deserialize(part(texts, number_before(11, nth)), name="part")
        with at_once(base):
            copying.copy(nth)
        copying.bound()
    copying.finish()
    base.execute("DETACH part")
    return base


def indexed(parts: Sequence[Texts]) -> sqlite3.Connection:
    """All texts at once, by SQLite alone."""
    base = text_base()
    for nth, texts in enumerate(parts):
        for number, one in enumerate(passages(texts), number_before(11, nth) + 1):
            row = (number, nth + 1, one.anchor, one.heading, one.text)
            base.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?)", row)
            base.execute("INSERT INTO passages_fts (rowid, heading, text) VALUES (?, ?, ?)", (number, *one.sought))
    return base


def answers(base: sqlite3.Connection) -> list[list[tuple[int, float]]]:
    sql = "SELECT rowid, bm25(passages_fts) FROM passages_fts WHERE passages_fts MATCH ? ORDER BY rowid"
    return [base.execute(sql, (query,)).fetchall() for query in QUERIES]


def all_rows(base: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return base.execute(f"SELECT * FROM {table}").fetchall()


def compare(parts: Sequence[Texts]) -> list[list[tuple[int, float]]]:
    """What both answer; SQLite finds nothing wrong with the one that was put together, and adds to it."""
    with TemporaryDirectory() as folder, closing(put_together(Path(folder) / "a.sqlite", parts)) as base:
        with closing(indexed(parts)) as other:
            base.execute("INSERT INTO passages_fts (passages_fts) VALUES ('integrity-check')")
            found = answers(base)
            assert found == answers(other)
            for table in ("passages", "passages_fts_docsize"):
                assert all_rows(base, table) == all_rows(other, table)
            for one in (base, other):
                one.execute("INSERT INTO passages_fts (rowid, heading, text) VALUES (1, '公 开', '')")
            assert answers(base) == answers(other) != found
        return found


@settings(max_examples=40, deadline=None)
@given(PARTS)
def test_it_answers_as_one_that_was_made_at_once(parts: list[Texts]) -> None:
    compare(parts)


def test_every_query_finds_something_somewhere() -> None:
    texts = [("公 开 年 2021", "abc abcd ꀂ 开 公"), ("公 开 公", "公")]
    assert all(filled(compare([texts, [], texts[1:]])))


def test_segments_that_are_too_many_become_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    parts = [[("公 开", f"{number} 年")] for number in range(11)]
    monkeypatch.setattr(sqlite_text, "SEGMENTS", 4)
    compare(parts)
    with closing(put_together(tmp_path / "a.sqlite", parts)) as base:
        left = base.execute("SELECT COUNT(DISTINCT segid) FROM passages_fts_idx").fetchone()
    assert left == (2,)


def test_a_large_part_is_one_segment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sqlite_text, "IN_MEMORY", 4000)
    texts = [("公 开", " ".join(f"{number + at}" for at in range(200))) for number in range(40)]
    compare([texts, texts])
    with closing(put_together(tmp_path / "a.sqlite", [texts, texts])) as base:
        assert base.execute("SELECT DISTINCT segid FROM passages_fts_idx").fetchall() == [(1,), (2,)]
        assert base.execute("SELECT COUNT(*) FROM passages_fts_data").fetchone()[0] > 10


def test_numbers_rise_from_region_to_region_and_json_can_hold_them() -> None:
    codes = ["11", "110101", "4419", "441901", "82", "820000", ""]
    numbers = [number_before(region_number(code), nth) for code in codes[:-2] for nth in (0, 1, 999)]
    numbers += [number_before(region_number(""), nth) for nth in (0, 999)]
    assert numbers == sorted(set(numbers)) and numbers[-1] + 1_000_000 < 2**53


def test_headings_beyond_number_are_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sqlite_text, "PASSAGES", 4)
    parts = [[("公", str(number)) for number in range(9)]] * 2
    with closing(put_together(tmp_path / "a.sqlite", parts)) as base:
        texts = [row[0] for row in base.execute('SELECT "text" FROM passages')]
        assert texts == ["0", "1", "2"] * 2
        base.execute("INSERT INTO passages_fts (passages_fts) VALUES ('integrity-check')")
