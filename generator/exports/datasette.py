"""``metadata.json`` for Datasette: what tables, views and columns mean, and queries to begin with.

datasette gongkai.sqlite --metadata metadata.json
"""

from __future__ import annotations

from generator.exports.package import About
from generator.exports.schema import TableSchema
from generator.exports.sqlite_layout import Layout, PackedTable
from generator.exports.values import Json

DATABASE = "gongkai"
"""The name of the file without its ending, by which Datasette knows it."""


def datasette_metadata(layout: Layout, about: About) -> Json:
    """The file as JSON; the order of keys is that in which Datasette shows tables."""
    tables: Json = {"reports": _table(layout.reports) | {"label_column": "title", "sort_desc": "year"}}
    tables["reports"]["facets"] = ["province", "year", "scope", "consistency"]
    for one in layout.packed:
        tables[one.schema.name] = _table(one.schema)
        tables[one.data] = _data(one)
        told = _both(f"{one.data} 中哪几行属于哪份报告。", f"Which rows of {one.data} are whose.")
        tables[one.of_reports] = {"description": told, "hidden": True}
        if one.shared:
            tables[one.shared.name] = {"description": _both(one.shared.zh, one.shared.en)}
    tables |= {view.name: {"description": _both(view.zh, view.en)} for view in layout.views}
    tables["passages"] = {
        "description": _both("正文各节，可全文检索。", "Running text by section, for full-text search."),
        "fts_table": "passages_fts",
        "fts_pk": "number",
        "searchmode": "raw",
    }
    return {
        "title": about.title,
        "source": about.title,
        "source_url": about.site_url,
        "license": about.license.title,
        "license_url": about.license.path,
        "databases": {DATABASE: {"tables": tables, "queries": _queries(layout)}},
    }


def _table(table: TableSchema) -> Json:
    return {
        "description": _both(table.zh, table.en),
        "columns": {column.name: _both(column.zh, column.en) for column in table.columns},
    }


def _data(one: PackedTable) -> Json:
    """Rows as they are kept. They are asked through the view, and hidden from the list of tables."""
    columns = {column.name: _both(column.zh, column.en) for column in one.own}
    told = _both(f"{one.schema.name} 的存放形式，请用同名视图。", f"How {one.schema.name} is kept; ask the view.")
    return {"description": told, "columns": columns, "hidden": True}


def _queries(layout: Layout) -> Json:
    return {
        query.name: {"title": query.title, "description": query.description, "sql": query.sql}
        for query in layout.queries
    }


def _both(zh: str, en: str) -> str:
    return f"{zh} {en}"
