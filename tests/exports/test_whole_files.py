"""The built site has SQLite and Parquet with the lines of its CSV files, and Datasette's metadata beside them."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet

from generator.exports.csv_files import BOM
from generator.exports.schema import load_schema
from tests.filled import filled


def test_every_format_holds_the_same_lines(site: Path) -> None:
    data = site / "data"
    with closing(sqlite3.connect(f"{(data / 'gongkai.sqlite').as_uri()}?mode=ro", uri=True)) as base:
        for table in filled(load_schema()):
            text = (data / f"{table.name}.csv").read_text(encoding="utf-8").removeprefix(BOM)
            keys = [tuple(line[name] for name in table.key) for line in csv.DictReader(text.splitlines(keepends=True))]
            names = ", ".join(f'"{name}"' for name in table.key)
            stored = [tuple(map(str, row)) for row in base.execute(f'SELECT {names} FROM "{table.name}"')]
            assert sorted(stored) == sorted(keys)
            read = pyarrow.parquet.read_table(data / f"{table.name}.parquet", columns=list(table.key))
            assert [tuple(map(str, row.values())) for row in read.to_pylist()] == keys
        assert base.execute("SELECT COUNT(*) FROM passages").fetchone()[0] > 0


def test_datasette_finds_its_metadata(site: Path) -> None:
    told = json.loads((site / "data" / "metadata.json").read_text(encoding="utf-8"))
    assert told["license"] and "gongkai" in told["databases"]
