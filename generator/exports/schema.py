"""The tables that people take away, from schema.yaml: names, types and descriptions of all columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.errors import GongkaiError
from generator.shipped import shipped_table

TYPES = ("string", "integer", "number", "boolean", "date", "year")
"""Of Frictionless Table Schema."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``required``: never empty."""

    name: str
    type: str
    zh: str
    en: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table. ``key`` names a line; ``parent`` is column → table whose key it holds."""

    name: str
    zh: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    parent: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


@cache
def load_schema() -> tuple[TableSchema, ...]:
    """The tables of reports, in the order of schema.yaml. Raises GongkaiError where that contradicts itself."""
    return _tables("tables")


@cache
def archive_tables() -> tuple[TableSchema, ...]:
    """The tables about the archive as a whole, likewise."""
    return _tables("of_archive")


def all_tables() -> tuple[TableSchema, ...]:
    """Those about reports, then those about the archive."""
    return (*load_schema(), *archive_tables())


def _tables(key: str) -> tuple[TableSchema, ...]:
    tables = tuple(_table(item) for item in shipped_table(__package__, "schema.yaml")[key])
    known = {table.name for table in tables}
    for table in tables:
        wrong = {c.type for c in table.columns} - set(TYPES)
        lost = ({*table.key, *table.parent} - set(table.names)) | (set(table.parent.values()) - known)
        if wrong or lost or len(set(table.names)) < len(table.names):
            raise GongkaiError(f"table {table.name}: {sorted(wrong | lost)}", file="schema.yaml", remedy="mend it")
    return tables


def _table(item: Mapping[str, Any]) -> TableSchema:
    columns = tuple(Column(**column) for column in item["columns"])
    return TableSchema(item["name"], item["zh"], item["en"], tuple(item["key"]), columns, item.get("parent", {}))
