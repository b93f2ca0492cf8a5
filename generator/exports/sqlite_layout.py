"""The tables, views and indexes of the SQLite file as statements, from ``schema.yaml`` and ``sqlite.yaml``.

A table of the schema whose rows belong to a report is kept as ``<name>_data``, where a number stands for what is the
same in many reports. Rows lie in the order of reports, and ``<name>_of_reports`` says which are whose, so that a row is
the same bytes wherever its report stands, and SQLite copies it as it is (:mod:`.sqlite_parts`). The view ``<name>`` has
the columns of the schema. People ask the view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.exports.examples import example
from generator.exports.schema import Column, TableSchema, load_schema
from generator.shipped import shipped_table

TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "NUMERIC",
    "boolean": "INTEGER",
    "date": "TEXT",
    "year": "INTEGER",
}
REPORTS = "reports"
LABEL = "label"
"""The column of packed rows that refers to what is the same in all reports."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Columns of a table that are kept once, in the table ``name``."""

    name: str
    columns: tuple[str, ...]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class View:
    """A query under a name in plain words."""

    name: str
    zh: str
    en: str
    sql: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query that Datasette offers. It may ask for ``:words``."""

    name: str
    title: str
    description: str
    sql: str


@dataclass(frozen=True, slots=True)
class PackedTable:
    """A table whose rows belong to a report, and where its columns go. ``at`` is the report's."""

    schema: TableSchema
    shared: Shared | None
    at: int

    @property
    def data(self) -> str:
        return f"{self.schema.name}_data"

    @property
    def of_reports(self) -> str:
        """The table that says which of the rows are whose."""
        return f"{self.schema.name}_of_reports"

    @property
    def own(self) -> tuple[Column, ...]:
        """The columns that are kept in each row as they are."""
        apart = {self.schema.names[self.at], *(self.shared.columns if self.shared else ())}
        return tuple(column for column in self.schema.columns if column.name not in apart)


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that is in the file. ``packed`` are all tables but that of reports."""

    reports: TableSchema
    packed: tuple[PackedTable, ...]
    indexes: Mapping[str, Sequence[Sequence[str]]]
    views: tuple[View, ...]
    queries: tuple[Query, ...]

    def tables(self) -> Iterator[str]:
        """Statements that make the tables, those that others refer to first."""
        yield from _DICTIONARY
        yield from self.row_tables()
        yield from self.text_tables()

    def row_tables(self) -> Iterator[str]:
        """Those of the tables of the schema."""
        yield _create(REPORTS, ["number INTEGER PRIMARY KEY", *map(_column, self.reports.columns)])
        for one in self.packed:
            if one.shared:
                columns = [column for column in one.schema.columns if column.name in one.shared.columns]
                yield _create(one.shared.name, ["number INTEGER PRIMARY KEY", *map(_column, columns)])
            label = [f"{LABEL} INTEGER NOT NULL REFERENCES {one.shared.name} (number)"] if one.shared else []
            yield _create(one.data, [*label, *map(_column, one.own)])
            yield _create(one.of_reports, _OF_REPORTS)

    def text_tables(self) -> Iterator[str]:
        """Those of running text."""
        yield from _TEXT

    def afterwards(self) -> Iterator[str]:
        """Statements for the filled tables: indexes and views, and what keeps rows at their places."""
        for key in self.reports.key:
            yield f"CREATE UNIQUE INDEX reports_by_{key} ON reports ({quoted(key)})"
        for table, indexes in self.indexes.items():
            for columns in indexes:
                name = f"{table}_by_{'_'.join(columns)}"
                yield f"CREATE INDEX {name} ON {table} ({', '.join(map(quoted, columns))})"
        for one in self.packed:
            yield _view(one)
            yield _stays(one)
        for view in self.views:
            yield f"CREATE VIEW {view.name} AS {view.sql}"

    def dictionary(self) -> Iterator[tuple[str, str, str, int, str, str]]:
        """Lines of ``data_dictionary``: what tables, columns and views mean."""
        for table in (self.reports, *(one.schema for one in self.packed)):
            yield table.name, "", "table", 1, table.zh, table.en
            for column in table.columns:
                yield table.name, column.name, column.type, int(column.required), column.zh, column.en
        for view in self.views:
            yield view.name, "", "view", 1, view.zh, view.en


@cache
def load_layout() -> Layout:
    """The layout from the files of this package."""
    told = shipped_table(__package__, "sqlite.yaml")
    shared = {item.pop("table"): item for item in told["shared"]}
    reports, *others = load_schema()
    packed = tuple(
        PackedTable(table, _shared(shared.get(table.name)), table.names.index(_to_reports(table))) for table in others
    )
    queries = (Query(**{key: _filled(text) for key, text in item.items()}) for item in told["queries"])
    return Layout(reports, packed, told["indexes"], tuple(View(**item) for item in told["views"]), tuple(queries))


def quoted(name: str) -> str:
    """``name`` as SQL takes it: half of ours (table, column, group, check) are words of the language."""
    return f'"{name}"'


def _filled(text: str) -> str:
    return re.sub(r"^\{(.+)\}$", lambda found: example(found[1]), text)


def _shared(item: Mapping[str, Any] | None) -> Shared | None:
    return Shared(item["name"], tuple(item["columns"]), item["zh"], item["en"]) if item else None


def _to_reports(table: TableSchema) -> str:
    return next(column for column, parent in table.parent.items() if parent == REPORTS)


def _create(name: str, columns: Sequence[str]) -> str:
    """A table with a comment behind each column; they stay in the file with the statement."""
    lines = [column.partition(" -- ") for column in columns]
    body = [
        f"  {column}{',' if at < len(lines) else ''}{comment and f' -- {comment}'}"
        for at, (column, _, comment) in enumerate(lines, 1)
    ]
    return f"CREATE TABLE {quoted(name)} (\n" + "\n".join(body) + "\n)"


def _column(column: Column) -> str:
    required = " NOT NULL" if column.required else ""
    return f"{quoted(column.name)} {TYPES[column.type]}{required} -- {column.zh} | {column.en}"


def _view(one: PackedTable) -> str:
    """The table of the schema, put together again."""
    shared = one.shared.columns if one.shared else ()
    report = one.schema.names[one.at]
    columns = (
        f"r.{quoted(load_schema()[0].key[0])} AS {quoted(name)}"
        if name == report
        else f"{'l' if name in shared else 'd'}.{quoted(name)}"
        for name in one.schema.names
    )
    labels = f" JOIN {one.shared.name} AS l ON l.number = d.{LABEL}" if one.shared else ""
    # CROSS, NOT INDEXED: else SQLite begins with all rows, or makes an index for one query, and takes minutes.
    return (
        f"CREATE VIEW {quoted(one.schema.name)} AS SELECT {', '.join(columns)} "
        f"FROM reports AS r JOIN {one.of_reports} AS o ON o.report = r.number "
        f"CROSS JOIN {one.data} AS d NOT INDEXED ON d.rowid BETWEEN o.first AND o.last{labels}"
    )


def _stays(one: PackedTable) -> str:
    """Whose a row is follows from its rowid, and VACUUM closes the gaps that deleted rows leave: in a copy of the file
    that somebody works on, numbers would become those of other reports."""
    told = f"rows of {one.data} are told apart by their places: copy the view {one.schema.name} and delete there"
    return (
        f"CREATE TRIGGER {quoted(f'{one.data}_stays')} BEFORE DELETE ON {one.data} "
        f"BEGIN SELECT RAISE(ABORT, '{told}'); END"
    )


_OF_REPORTS = (
    "report INTEGER PRIMARY KEY REFERENCES reports (number)",
    "first INTEGER NOT NULL -- 此报告首行的 rowid | rowid of the report's first line",
    "last INTEGER NOT NULL -- 末行的 rowid | that of its last",
)
_DICTIONARY = (
    """CREATE TABLE data_dictionary (
  "table" TEXT NOT NULL,
  "column" TEXT NOT NULL, -- empty: the table or view as a whole
  type TEXT NOT NULL,
  required INTEGER NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY ("table", "column")
) WITHOUT ROWID""",
)
_TEXT = (
    """CREATE TABLE passages (
  number INTEGER PRIMARY KEY, -- 依地区排列，中有间断 | in the order of regions, with gaps
  report INTEGER NOT NULL REFERENCES reports (number),
  anchor TEXT NOT NULL, -- 报告页上的位置 | where it stands on the report's page
  heading TEXT NOT NULL, -- 章节标题 | heading of the section
  "text" TEXT NOT NULL -- 正文，不含表格 | running text without tables
)""",
    # Contentless: the texts stand in passages, as people read them. Words are folded before they come here, so that the
    # plainest tokenizer does, which takes every character beyond ASCII for part of a word.
    """CREATE VIRTUAL TABLE passages_fts USING fts5 (
  heading, "text", content = '', tokenize = 'ascii'
)""",
)
