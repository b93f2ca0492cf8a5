"""Parquet files hold what the tables hold, in typed columns, and are the same every time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from generator.errors import GongkaiError
from generator.exports import parquet
from generator.exports.columns import columns_of
from generator.exports.parquet import arrow_part, arrow_schema, write_parquet
from generator.exports.rows import Row
from generator.exports.schema import Column, TableSchema, load_schema
from tests.exports.exported import Exported, exported
from tests.filled import filled

KINDS = TableSchema(
    "kinds",
    "每种一列",
    "one column each",
    ("text",),
    tuple(
        Column(kind, kind, f"{kind} 列", f"a {kind}")
        for kind in ("string", "integer", "number", "date", "boolean", "year")
    ),
    {},
)


@pytest.fixture(scope="module")
def archive() -> Exported:
    return exported()


def some(table: TableSchema, *rows: Row) -> list[bytes]:
    return [arrow_part(table, columns_of(table, [rows]))]


def plain(value: Any) -> Any:
    """As the tables have it."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value.isoformat() if isinstance(value, date) else value


def test_every_line_of_every_table_is_in_it(archive: Exported, tmp_path: Path) -> None:
    for table in filled(load_schema()):
        path = tmp_path / f"{table.name}.parquet"
        assert write_parquet(path, table, archive.arrow(table)) == len(archive.rows(table.name)) > 0
        read = pyarrow.parquet.read_table(path)
        assert read.schema.equals(arrow_schema(table), check_metadata=True), "texts are no categories"
        found = [tuple(map(plain, row.values())) for row in read.to_pylist()]
        assert found == archive.rows(table.name)


def test_columns_have_their_types_and_say_what_they_mean(tmp_path: Path) -> None:
    rows = [
        ("甲", 3, 134.25, "2024-01-31", True, 2023),
        (None, None, None, None, None, None),
        ("乙", -1, 10**12, "2024-02-29", False, 2024),
    ]
    write_parquet(tmp_path / "a.parquet", KINDS, some(KINDS, *rows))
    read = pyarrow.parquet.read_table(tmp_path / "a.parquet")
    types = ["string", "int64", "decimal128(38, 18)", "date32[day]", "bool", "int16"]
    assert [str(field.type) for field in read.schema] == types
    assert read.to_pylist()[0]["number"] == Decimal("134.25")
    assert [tuple(map(plain, row.values())) for row in read.to_pylist()] == rows
    assert read.schema.field("date").metadata[b"description_zh"].decode() == "date 列"
    assert read.schema.metadata[b"description_en"] == b"one column each"


@pytest.mark.parametrize("value", [0.1, 1 / 3, 100 / 7, 1e-18, 123456789012.5, 99.99999999999999])
def test_a_number_is_read_back_as_it_was(tmp_path: Path, value: float) -> None:
    write_parquet(tmp_path / "a.parquet", KINDS, some(KINDS, (None, None, value, None, None, None)))
    (read,) = pyarrow.parquet.read_table(tmp_path / "a.parquet").column("number").to_pylist()
    assert float(read) == value and read == Decimal(repr(value))


def test_groups_of_rows_are_bounded_and_change_nothing(
    archive: Exported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = next(table for table in load_schema() if table.name == "cells")
    rows = archive.rows("cells")
    monkeypatch.setattr(parquet, "ROWS_AT_ONCE", 1000)
    write_parquet(tmp_path / "a.parquet", cells, archive.arrow(cells))
    read = pyarrow.parquet.ParquetFile(tmp_path / "a.parquet")
    assert read.num_row_groups == -(-len(rows) // 1000) > 2
    assert [tuple(map(plain, row.values())) for row in read.read().to_pylist()] == rows


def test_groups_say_which_reports_they_hold_and_nothing_of_other_columns(
    archive: Exported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = next(table for table in load_schema() if table.name == "cells")
    monkeypatch.setattr(parquet, "ROWS_AT_ONCE", 1000)
    write_parquet(tmp_path / "a.parquet", cells, archive.arrow(cells))
    read = pyarrow.parquet.ParquetFile(tmp_path / "a.parquet")
    for group in filled(range(read.num_row_groups)):
        told = {one.path_in_schema: one.statistics for one in map(read.metadata.row_group(group).column, range(20))}
        reports = read.read_row_group(group, ["report"]).column("report").to_pylist()
        assert (told["report"].min, told["report"].max) == (min(reports), max(reports))
        assert [name for name, known in told.items() if known] == ["report"]


def test_two_files_are_the_same(archive: Exported, tmp_path: Path) -> None:
    table, *_ = load_schema()
    one, other = (tmp_path / name for name in ("one.parquet", "other.parquet"))
    for path in (one, other):
        write_parquet(path, table, archive.arrow(table))
    assert one.read_bytes() == other.read_bytes()


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    assert write_parquet(tmp_path / "a.parquet", KINDS, []) == 0
    assert pyarrow.parquet.read_table(tmp_path / "a.parquet").column_names == list(KINDS.names)


@pytest.mark.parametrize(
    ("column", "value"), [("integer", "3"), ("integer", 1.5), ("date", "2024-02-30"), ("string", 4)]
)
def test_a_value_of_another_type_is_refused(tmp_path: Path, column: str, value: Any) -> None:
    row = tuple(value if name == column else None for name in KINDS.names)
    with pytest.raises(GongkaiError, match=f"odd.{column} cannot be written"):
        some(replace(KINDS, name="odd"), row)


def test_pyarrow_is_loaded_for_the_first_file_only() -> None:
    code = "import sys, generator.cli, generator.exports.parquet; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
