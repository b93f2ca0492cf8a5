"""A small archive whose lines the tests of files write and read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.corpus.make import make_cases
from generator.archive.types import Entry
from generator.exports.columns import Columns, Passage, columns_by_table
from generator.exports.report_json import report_json
from generator.exports.rows import ReportRows, RowContext, report_rows
from generator.exports.schema import TableSchema
from generator.exports.sqlite import write_sqlite
from generator.exports.sqlite_layout import load_layout
from generator.exports.sqlite_parts import sqlite_part
from generator.exports.sqlite_text import number_before
from generator.exports.whole import parquet_part
from generator.model.pictures import Seen
from generator.search.entries import search_document
from generator.search.folding import spaced
from generator.settings import load_settings
from tests.inspecting import resources
from tests.pictures import fake_eye, picture_file
from tests.whole_archive import whole_archive
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
OWN = "本报告数据仅为本机关数据，不含下属单位。"
TOTAL = (3, "new_requests", "total")
TOWNS = (("同心县下马关镇", "宁夏回族自治区"), ("永和县阁底乡", "山西省"))
"""Towns that exist, in two provinces."""


@dataclass(frozen=True)
class Exported:
    """The archive as entries, and the lines of each."""

    entries: tuple[Entry, ...]
    of_reports: tuple[ReportRows, ...]

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        return [row for rows in self.of_reports for row in rows[table]]

    def arrow(self, table: TableSchema) -> Iterator[bytes]:
        """Of seven reports at a time."""
        return (parquet_part(table, columns) for columns in self._columns())

    def parts(self, first: int = 0) -> Iterator[bytes]:
        """Of seven reports at a time."""
        for nth, columns in enumerate(self._columns(), first):
            some = set(columns["cells"].reports)
            passages = (one for one in self.passages() if one.report in some)
            yield sqlite_part(load_layout(), columns, passages, number_before(0, nth))

    def _columns(self) -> Iterator[Mapping[str, Columns]]:
        for start in range(0, len(self.of_reports), 7):
            yield columns_by_table(self.of_reports[start : start + 7])

    @property
    def json(self) -> Iterator[dict[str, Any]]:
        """What is published of each report."""
        for entry in self.entries:
            yield report_json(entry.body, entry.results, resources().reader.forms, badges=entry.badges)

    def passages(self) -> Iterator[Passage]:
        for entry in self.entries:
            document = search_document(entry)
            for one in document.passages:
                sought = spaced(one.heading), spaced(one.text)
                yield Passage(document.url, one.anchor, one.heading, one.text, sought)

    def write_sqlite(self, path: Path) -> Path:
        write_sqlite(path, load_layout(), self.parts())
        return path


@cache
def exported() -> Exported:
    """Towns of two provinces in three years, with numbers, blanks and marks; a scan; damaged reports; content/."""
    with TemporaryDirectory() as folder:
        reports = Path(folder) / "content" / "reports"
        reports.mkdir(parents=True)
        for path in sorted((ROOT / "content" / "reports").rglob("*.txt")):
            (reports / f"{path.parent.parent.name}-{path.parent.name}-{path.name}").write_bytes(path.read_bytes())
        for town, _ in TOWNS:
            for year, printed in ((2021, "12"), (2022, ""), (2023, "/"), (2024, "1 2 3?")):
                cells = {TOTAL: printed, (2, "administrative_fees", "amount"): "134.25"}
                title = f"{town}人民政府{year}年政府信息公开工作年度报告"
                text = write_report("2021", cells, title=title, overview=OWN + f"依申請公開第{year}号，金额2.25万元。")
                (reports / f"{town}{year}.txt").write_text(text, encoding="utf-8")
        for case in make_cases(11, 20):
            (reports / case.name).write_bytes(case.data)
        title = f"{TOWNS[0][0]}人民政府2020年政府信息公开工作年度报告"
        readings = {TOTAL: "3", (3, "granted", "total"): Seen(("3", "8"), 0.75), (3, "granted", "business"): ""}
        (reports / "scan.png").write_bytes(picture_file(readings, form="2019", title=title))
        settings = replace(load_settings({}, root=ROOT), content=reports.parent)
        with fake_eye():
            entries = whole_archive(settings).entries
    context = RowContext(resources().reader.forms, resources().catalogue, "https://gongkai.example")
    return Exported(entries, tuple(report_rows(entry, context) for entry in entries))
