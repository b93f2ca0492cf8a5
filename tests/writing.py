"""Writes small reports for tests: the tables of a form as tab-separated text, every cell 0 unless told otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from generator.forms.loader import Form, Forms, FormTable, load_forms
from generator.model.figures import Address

FORMS = load_forms()

Cells = Mapping[tuple[int, str, str], str]
"""(table number, row id, column id) → printed text."""


def write_report(
    form: str = "2021",
    cells: Cells | None = None,
    *,
    title: str = "测试县甲镇人民政府2021年政府信息公开工作年度报告",
    overview: str = "我镇认真落实各项要求。",
    ending: str = "",
    tables: tuple[int, ...] = (2, 3, 4),
    forms: Forms = FORMS,
) -> str:
    """A whole report in the layout of tab rows."""
    own = forms.get(form)
    given = cells or {}
    parts = [title, "", own.sections[0], overview]
    for number, section in ((2, own.sections[1]), (3, own.sections[2]), (4, own.sections[3])):
        parts += ["", section, ""]
        if number in tables:
            parts.append(_table(own, number, given))
    parts += [
        "",
        own.sections[4],
        "存在人手不足、更新不够及时的问题，将逐步改进。",
        "",
        own.sections[5],
        "无。",
        ending,
    ]
    return "\n".join(parts)


def _table(form: Form, number: int, cells: Cells) -> str:
    table = next(table for table in form.tables if table.number == number)

    def printed(address: Address) -> str:
        return cells.get((number, *address), "0")

    return {2: _disclosure, 3: _requests, 4: _disputes}[number](table, printed)


def _disclosure(table: FormTable, printed) -> str:  # type: ignore[no-untyped-def]
    lines = []
    for block in table.blocks:
        lines.append(block.heading + "\t" * len(block.columns))
        lines.append("\t".join(["信息内容", *(table.columns[c].zh for c in block.columns)]))
        lines += ["\t".join([table.rows[row].zh, *(printed((row, c)) for c in block.columns)]) for row in block.rows]
    return "\n".join(lines)


def _requests(table: FormTable, printed) -> str:  # type: ignore[no-untyped-def]
    columns = list(table.columns)
    lines = [
        f"{table.corner}\t申请人情况\t\t\t\t\t\t总计",
        "\t自然人\t法人或其他组织\t\t\t\t\t",
        "\t\t" + "\t".join(table.columns[c].zh for c in columns[1:-1]) + "\t",
    ]
    lines += ["\t".join([label.zh, *(printed((row, c)) for c in columns)]) for row, label in table.rows.items()]
    return "\n".join(lines)


def _disputes(table: FormTable, printed) -> str:  # type: ignore[no-untyped-def]
    results = [label.zh for label in table.columns.values()]
    lines = [
        "行政复议\t\t\t\t\t行政诉讼" + "\t" * 9,
        "\t".join(results) + "\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t",
        "\t" * 5 + "\t".join(results * 2),
        "\t".join(printed(address) for address in table.addresses()),
    ]
    return "\n".join(lines)
