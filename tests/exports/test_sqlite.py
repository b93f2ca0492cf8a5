"""The SQLite file holds what the tables hold, answers the queries of the data page, and is the same every time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.exports import sqlite_parts
from generator.exports.datasette import DATABASE, datasette_metadata
from generator.exports.examples import example
from generator.exports.package import About
from generator.exports.rows import TABLES
from generator.exports.schema import load_schema
from generator.exports.sqlite import write_sqlite
from generator.exports.sqlite_layout import load_layout
from generator.licenses import licenses
from generator.search.folding import spaced
from tests.exports.exported import TOWNS, Exported, exported
from tests.filled import filled

ABOUT = About("公开", "https://gongkai.example", licenses()["CC-BY-4.0"])
NUMBER, BLANK = ("stated", "corrected", "solved"), ("blank", "slash", "dash", "text")
UNREAD = ("illegible", "unread", "absent")
Line = tuple[Any, ...]
LARGE = (
    ("10001 385 56", "reports", "reports_by_province_code_year"),
    ("10001 1", "reports", "reports_by_report"),
    ("10001", "cells_of_reports", None),
    ("10001", "findings_of_reports", None),
    ("1516", "cell_labels", None),
    ("2780", "check_outcomes", None),
    ("1995762", "cells_data", None),
    ("615621", "findings_data", None),
)
"""What ANALYZE says of an archive of ten thousand reports."""


@pytest.fixture(scope="module")
def archive() -> Exported:
    return exported()


@pytest.fixture(scope="module")
def file(archive: Exported, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive.write_sqlite(tmp_path_factory.mktemp("sqlite") / f"{DATABASE}.sqlite")


@pytest.fixture(scope="module")
def base(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as opened:
        yield opened


@pytest.fixture(scope="module")
def large(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, of which SQLite believes that it holds ten thousand reports when it chooses a way."""
    copied = tmp_path_factory.mktemp("large") / "large.sqlite"
    copied.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(copied)) as base:
        base.executemany("UPDATE sqlite_stat1 SET stat = ? WHERE tbl = ? AND idx IS ?", LARGE)
        base.commit()
    return copied


def counted(archive: Exported) -> list[Line]:
    """The answer to requests.sql, from report.json."""
    answer: dict[tuple[str, str, int], Counter[str]] = {}
    for data in archive.json:
        code = (data["region"]["code"] or "")[:2]
        if data["scope"] != "own" or data["year"] is None or not code:
            continue
        told = answer.setdefault((code, data["region"]["province"], data["year"]), Counter())
        reading = data["readings"].get("requests.new_requests.total", {}).get("reading", "")
        told["reports"] += 1
        told["number"] += reading in NUMBER
        told["blank"] += reading in BLANK
        told["unread"] += reading in UNREAD
        told["without_table"] += not reading
        told["solved"] += reading == "solved"
        if reading in NUMBER:
            told["received"] += data["requests"]["new_requests"]["total"]
        told["recognised"] += reading == "recognised"
    rest = ("blank", "unread", "without_table", "solved", "recognised")
    return [
        (*key, told["reports"], told["received"] if told["number"] else None, *(told[name] for name in rest))
        for key, told in sorted(answer.items())
    ]


def test_every_line_of_every_table_is_in_it(archive: Exported, base: sqlite3.Connection) -> None:
    for table in filled(load_schema()):
        names = ", ".join(f'"{name}"' for name in table.names)
        found = base.execute(f'SELECT {names} FROM "{table.name}"').fetchall()
        assert found and Counter(found) == Counter(archive.rows(table.name))


def test_a_blank_is_no_zero_and_a_whole_number_is_one(base: sqlite3.Connection) -> None:
    kinds = base.execute("SELECT DISTINCT reading, typeof(value), value = 0 FROM cells").fetchall()
    assert {("stated", "integer", 1), ("stated", "integer", 0), ("stated", "real", 0)} <= set(kinds)
    assert {kind for reading, kind, _ in kinds if reading in BLANK} == {"null"}


def test_requests_by_province_and_year_are_those_of_report_json(archive: Exported, base: sqlite3.Connection) -> None:
    found = base.execute(example("requests.sql")).fetchall()
    assert found == counted(archive)
    by_year = [row[3:] for row in found if row[1] == TOWNS[0][1]]
    assert [row[1:3] for row in by_year] == [(12, 0), (None, 1), (None, 1), (None, 0)]


def test_the_worked_example_in_python_prints_the_same(archive: Exported, file: Path) -> None:
    command = [sys.executable, "-c", example("python.txt")]
    done = subprocess.run(command, cwd=file.parent, capture_output=True, check=True, encoding="utf-8")
    expected = {
        f"{row[1]}\t{row[2]}\t{row[4] or 0}\t{row[5]}" for row in counted(archive) if row[4] is not None or row[5]
    }
    assert set(done.stdout.splitlines()) == expected


@pytest.mark.parametrize("phrase", ["依申请公开", "申请公", "2.25万", "第2021号", "本机关数据", "政府"])
def test_a_phrase_finds_the_sections_that_hold_it(archive: Exported, base: sqlite3.Connection, phrase: str) -> None:
    sought = f" {spaced(phrase)} "
    expected = [one for one in archive.passages() if any(sought in f" {spaced(x)} " for x in (one.heading, one.text))]
    found = base.execute(example("full_text.sql"), {"phrase": phrase}).fetchall()
    assert found and [row[2:4] for row in found] == [(one.heading, one.text) for one in expected][:100]
    assert found[0][4] == f"https://gongkai.example{expected[0].report}#{expected[0].anchor}"


@pytest.mark.parametrize("phrase", ["公开申请依", "22.25", "25万", "021号", '本机关" OR "数据'])
def test_what_is_in_no_section_is_not_found(base: sqlite3.Connection, phrase: str) -> None:
    assert base.execute(example("full_text.sql"), {"phrase": phrase}).fetchall() == []


def test_it_is_sound_and_nothing_in_it_leads_nowhere(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA freelist_count").fetchone() == (0,)
    for one in filled(load_layout().packed):
        for name in (one.of_reports, *([one.data] if one.shared else [])):
            assert base.execute(f"PRAGMA foreign_key_list({name})").fetchall()
        rows = base.execute(f"SELECT rowid FROM {one.data} ORDER BY rowid").fetchall()
        places = base.execute(f"SELECT first, last FROM {one.of_reports} ORDER BY report").fetchall()
        assert [at for first, last in places for at in range(first, last + 1)] == [at for (at,) in rows]


def test_lines_are_those_of_their_reports_once_the_file_was_vacuumed(
    base: sqlite3.Connection, file: Path, tmp_path: Path
) -> None:
    copied, into = tmp_path / "copied.sqlite", tmp_path / "into.sqlite"
    copied.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(copied)) as other:
        other.execute("VACUUM")
        other.execute("VACUUM INTO ?", (f"{into}",))
    for path in (copied, into):
        with closing(sqlite3.connect(path)) as other:
            for table in filled(load_schema()):
                found, expected = (one.execute(f"SELECT * FROM {table.name}").fetchall() for one in (other, base))
                assert Counter(found) == Counter(expected)


def test_no_row_is_deleted_that_others_are_counted_from(file: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied.sqlite"
    copied.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(copied)) as other:
        for one in filled(load_layout().packed):
            with pytest.raises(sqlite3.IntegrityError, match=f"copy the view {one.schema.name} "):
                other.execute(f"DELETE FROM {one.data} WHERE rowid = 1")
        other.execute("CREATE TABLE mine AS SELECT * FROM cells")
        assert other.execute("DELETE FROM mine WHERE report = (SELECT min(report) FROM mine)").rowcount


def test_most_rows_are_copied_without_taking_them_apart(archive: Exported, base: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(":memory:")) as other:
        other.execute("ATTACH ':memory:' AS part")
        for statement in load_layout().row_tables():
            other.execute(statement)
        other.deserialize(next(archive.parts()), name="part")  # type: ignore[attr-defined,unused-ignore]
        for one in filled(load_layout().packed):
            steps = other.execute(f"EXPLAIN INSERT INTO main.{one.data} SELECT * FROM part.{one.data}").fetchall()
            assert not {"Column", "NotExists"} & {step[1] for step in steps}


@pytest.mark.parametrize(
    "sql",
    [
        example("requests.sql"),
        "SELECT * FROM cells",
        "SELECT * FROM own_cells",
        "SELECT * FROM contradictions WHERE province = '山西省'",
        "SELECT c.* FROM cells AS c JOIN reports AS r ON r.report = c.report WHERE r.province_code = '14'",
    ],
)
def test_queries_go_from_reports_to_their_lines(large: Path, sql: str) -> None:
    with closing(sqlite3.connect(large)) as base:
        plan = " ".join(row[3] for row in base.execute("EXPLAIN QUERY PLAN " + sql))
    assert "SEARCH d USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" in plan and "SCAN d" not in plan


def test_statements_and_dictionary_say_what_columns_mean(base: sqlite3.Connection) -> None:
    statements = "".join(row[0] or "" for row in base.execute("SELECT sql FROM sqlite_master"))
    told = set(base.execute('SELECT "table", "column", zh, en FROM data_dictionary'))
    for table in filled(load_schema()):
        for column in filled(table.columns):
            assert (table.name, column.name, column.zh, column.en) in told
            assert column.name in table.parent or column.en in statements


def test_datasette_is_told_of_every_table_view_and_query(base: sqlite3.Connection) -> None:
    told = datasette_metadata(load_layout(), ABOUT)["databases"][DATABASE]
    there = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    shown = {name for name in there if not name.startswith(("sqlite_", "passages_fts"))} - {"data_dictionary"}
    assert told["tables"].keys() == shown >= set(TABLES)
    for name, table in filled(told["tables"].items()):
        columns = {row[1] for row in base.execute(f'PRAGMA table_info("{name}")')}
        assert table["description"] and table.get("columns", {}).keys() <= columns
    for query in filled(told["queries"].values()):
        assert base.execute(query["sql"], {"phrase": "公开"}).fetchall()


def test_two_files_are_the_same(archive: Exported, file: Path, tmp_path: Path) -> None:
    other = archive.write_sqlite(tmp_path / "other.sqlite")
    assert other.read_bytes() == file.read_bytes()


def test_a_file_that_stands_is_left_alone(file: Path) -> None:
    with pytest.raises(FileExistsError):
        write_sqlite(file, load_layout(), ())


def test_an_empty_archive_is_a_file_too(tmp_path: Path) -> None:
    write_sqlite(tmp_path / "empty.sqlite", load_layout(), ())
    with closing(sqlite3.connect(tmp_path / "empty.sqlite")) as base:
        assert base.execute(example("requests.sql")).fetchall() == []


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open"):
        write_sqlite(tmp_path / "no such folder" / "a.sqlite", load_layout(), ())


def test_rows_are_kept_in_the_order_of_the_report(archive: Exported, base: sqlite3.Connection) -> None:
    sql = """SELECT r.report, l."table", l."row", l."column" FROM cells_data AS d
             JOIN cells_of_reports AS o ON d.rowid BETWEEN o.first AND o.last
             JOIN reports AS r ON r.number = o.report JOIN cell_labels AS l ON l.number = d.label
             ORDER BY d.rowid"""
    names = next(table.names for table in load_schema() if table.name == "cells")
    places = [names.index(name) for name in ("report", "table", "row", "column")]
    assert base.execute(sql).fetchall() == [tuple(row[at] for at in places) for row in archive.rows("cells")]


def test_labels_that_want_the_same_number_give_way(
    archive: Exported, base: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_parts, "LABEL_BITS", 3)
    with closing(sqlite3.connect(archive.write_sqlite(tmp_path / "crowded.sqlite"))) as crowded:
        for name in ("cells", "findings"):
            rows, expected = (one.execute(f"SELECT * FROM {name}").fetchall() for one in (crowded, base))
            assert rows and Counter(rows) == Counter(expected)
        (most,) = crowded.execute("SELECT max(number) - count(*) FROM cell_labels").fetchone()
        assert most <= 8


def test_a_part_does_not_depend_on_others(archive: Exported) -> None:
    some = slice(7, 14)
    alone = replace(archive, entries=archive.entries[some], of_reports=archive.of_reports[some])
    (part,) = alone.parts(1)
    assert part == list(archive.parts())[1]
