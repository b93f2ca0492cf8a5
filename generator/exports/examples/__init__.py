"""The worked examples of the data page. Tests run each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generator.exports.schema import load_schema
from generator.shipped import yaml_of


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula of a spreadsheet and what it tells. ``letter`` is the new column that it fills, "" for none."""

    zh: str
    text: str
    letter: str


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """One way to ask for the same. ``steps`` are pairs of what is to be done and what is to be typed."""

    tool: str
    steps: tuple[tuple[str, str], ...]


def worked_examples() -> tuple[WorkedExample, ...]:
    """Requests received per province and year, own reports only, with the number of blanks: in three ways."""
    columns = {one.letter: f"（{one.letter} 列，从第 2 行往下填）" for one in formulas() if one.letter}
    return (
        WorkedExample(
            "电子表格（Excel、WPS、LibreOffice）",
            (
                (OPENING, ""),
                *((f"{one.zh}{columns.get(one.letter, '')}：", one.text) for one in formulas()),
            ),
        ),
        WorkedExample("SQL（SQLite；DuckDB 对 Parquet 文件也可用）", ((ASKING, example("requests.sql")),)),
        WorkedExample("Python（只用标准库）", ((RUNNING, example("python.txt")),)),
    )


OPENING = "把 reports.csv 与 cells.csv 放进同一个工作簿，工作表各用原名；代码列（如 province_code）按文本导入。"
ASKING = "用 DB Browser、Datasette 或命令行打开 gongkai.sqlite，一次查询就够："
RUNNING = "存为文件，在 gongkai.sqlite 所在的文件夹里运行；各列依次是省份、年度、收到的申请、空白的份数："


def example(name: str) -> str:
    """The text of one example: ``requests.sql``, ``python.txt``, ``full_text.sql``."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def formulas() -> Sequence[Formula]:
    """The example for spreadsheets, with the letters of the columns as they are today."""
    reports, *_ = load_schema()
    letters = {f"{table.name}.{name}": _letter(at) for table in load_schema() for at, name in enumerate(table.names)}
    new = {name: _letter(len(reports.names) + at) for at, name in enumerate(("received", "blank"))}
    return tuple(
        Formula(
            item["zh"],
            re.sub(r"\{([\w.]+)\}", lambda found: (letters | new)[found[1]], item["formula"]),
            new.get(key, ""),
        )
        for key, item in yaml_of(example("spreadsheet.yaml")).items()
    )


def _letter(at: int) -> str:
    """The name of a column, counted from 0."""
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)
