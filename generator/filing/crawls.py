"""Takes the rows of a table for uploads, a page a row.

A row holds the text or markup of a page itself (``text``), or names a file beside the table (``file``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from generator.addresses import is_web_address
from generator.errors import GongkaiError
from generator.filing.candidates import Brought, Known, Remark, Setback
from generator.filing.dates import read_date
from generator.filing.files import from_file
from generator.filing.said import Said, said
from generator.filing.staging import Stage
from generator.filing.tables import Table
from generator.printable import printable
from generator.sources.walking import walk

MARKUP = re.compile(r"</(?:html|body|table|tr|td|div|p|span|font|a)\s*>|<br\s*/?>|<!doctype html", re.I)

TITLES = frozenset({"标题", "文章标题", "题名", "title"})
"""What columns are called that hold a page's title apart from its text."""


def table_rows(table: Table, stage: Stage) -> Iterator[Brought]:
    """Every row as an upload of its own."""
    listed: set[Path] = set()
    for number, row in table.rows():
        shown = f"{table.path} #{number}"
        if isinstance(row, Said):
            yield Setback(shown, (row,))
            continue
        known, told = _known(table, number, row)
        shown = f"{shown} {known.source_url or ''}".rstrip()
        if table.columns.file is not None:
            yield _listed_file(table, row, shown, known, told, listed, stage)
        else:
            yield _own_text(table, row, shown, known, told, stage)
    if table.columns.file is not None and (left := _unlisted(table.path, listed)):
        yield Remark(said("unlisted", count=left))
    if table.columns.text is not None and table.columns.title is None:
        named = [name for name in table.names if name.casefold() in TITLES]
        yield from (Remark(said("titles_apart", column=name)) for name in named[:1])


def _known(table: Table, number: int, row: Mapping[str, Any]) -> tuple[Known, tuple[Said, ...]]:
    told: list[Said] = []
    url, day = None, None
    if table.columns.url is not None and (value := _cell(row, table.columns.url)):
        url = value if is_web_address(value) else None
        told += [] if url else [said("url_bad", value=value)]
    if table.columns.date is not None and (value := _cell(row, table.columns.date)):
        day = read_date(value)
        told += [] if day else [said("date_bad", value=value)]
    return Known(f"{table.path.name}#{number}", url, day), tuple(told)


def _cell(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def _own_text(
    table: Table, row: Mapping[str, Any], shown: str, known: Known, told: tuple[Said, ...], stage: Stage
) -> Brought:
    column = table.columns.text or ""
    text = row.get(column)
    if not isinstance(text, str):
        return Setback(shown, (said("row_no_key", key=column),))
    if not text.strip():
        return Setback(shown, (said("row_empty"),))
    is_markup = bool(MARKUP.search(text))
    if table.columns.title is not None and (above := _title_above(_cell(row, table.columns.title), text, is_markup)):
        text = above + text
        known = replace(known, note=f"首行的标题取自“{table.columns.title}”一栏，正文取自“{column}”一栏。")
    name = "page.html" if is_markup else "page.txt"
    # A half character, which JSON can write, is no text: it becomes what shows that something is missing.
    data = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    return stage.copy(shown, name, data, known, told=told)


def _title_above(title: str, text: str, is_markup: bool) -> str:
    """What stands above ``text`` where its title has a column of its own; nothing where the text says it, too."""
    plain = "".join(title.split())
    if not plain or plain in "".join(text.split()):
        return ""
    return f"<h1>{escape(title)}</h1>\n" if is_markup else f"{' '.join(title.split())}\n\n"


def _listed_file(
    table: Table,
    row: Mapping[str, Any],
    shown: str,
    known: Known,
    told: tuple[Said, ...],
    listed: set[Path],
    stage: Stage,
) -> Brought:
    name = _cell(row, table.columns.file or "")
    if not name:
        return Setback(shown, (said("row_no_key", key=table.columns.file),))
    folder = table.path.parent.resolve()
    try:
        file = (folder / name.replace("\\", "/")).resolve()
        if not file.is_relative_to(folder):
            return Setback(shown, (said("row_outside", name=name),))
        if not file.is_file():
            return Setback(shown, (said("row_missing", name=name),))
        listed.add(file)
        found = from_file(file, f"{shown} {printable(name)}", replace(known, received_as=file.name), stage)
    except GongkaiError as error:
        return Setback(shown, (), error)
    except (OSError, ValueError):
        return Setback(shown, (said("row_missing", name=name),))
    return replace(found, told=(*told, *found.told))


def _unlisted(path: Path, listed: set[Path]) -> int:
    """How many files lie beside the table, or below it, that no row names."""
    folder = path.parent.resolve()
    there = (file for file, trouble in walk(folder) if trouble is None and file.is_file())
    return sum(file.resolve() not in listed and file != folder / path.name for file in there)
