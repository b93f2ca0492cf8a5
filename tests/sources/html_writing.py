"""Writes reports as web pages for tests, in the dress of many sites, with known values."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from generator.forms.loader import Form, FormTable, load_forms
from tests.sources.html_sites import PAGES

FORMS = load_forms()
Values = Mapping[tuple[int, str, str], str]
"""(table number, row id, column id) → what the cell shows."""


@dataclass(frozen=True)
class Dress:
    """How a page is made. Every field is one way in which sites differ."""

    cell: Callable[[str], str] = escape
    """A cell's text to its markup."""
    blank: str = ""
    spans: bool = True
    """Merged cells by rowspan and colspan; else empty cells stand where they reach."""
    table: str = "<table>"
    tr_close: str = "</tr>"
    td_close: str = "</td>"
    header_break: str = ""
    """Stands inside long header words."""
    paragraph: tuple[str, str] = ("<p>", "</p>")
    page: str = "plain"


def random_values(form: Form, seed: int) -> dict[tuple[int, str, str], str]:
    chance = random.Random(seed)

    def one() -> str:
        kind = chance.random()
        return "" if kind < 0.08 else str(chance.choice((0, 0, 0, 7, 12, 230, 2023, 48151623)))

    tables = (form.disclosure, form.requests, form.disputes)
    return {(table.number, *address): one() for table in tables for address in table.addresses()}


TITLE = "测试县甲镇人民政府2021年政府信息公开工作年度报告"
INTRODUCTION = "根据《中华人民共和国政府信息公开条例》要求，编制本报告。我镇政府信息公开内容更加充实。"
OVERVIEW = "我镇认真落实政府信息公开各项要求，主动公开政府信息共三类，群众满意，工作有序。"


def write_page(form_id: str, values: Values, dress: Dress, title: str = TITLE) -> str:
    form = FORMS.get(form_id)
    opening, closing = dress.paragraph

    def p(text: str) -> str:
        return f"{opening}{text}{closing}\n"

    article = [p(INTRODUCTION), p(form.sections[0]), p(OVERVIEW)]
    tables = (form.disclosure, form.requests, form.disputes)
    for table, section in zip(tables, form.sections[1:4], strict=True):
        article += [p(section), _table(table, values, dress)]
    article += [p(form.sections[4]), p("存在人手不足、更新不够及时的问题，将逐步改进。")]
    article += [p(form.sections[5]), p("无其他需要报告的事项。")]
    article += [p("测试县甲镇人民政府"), p("2022年1月20日")]
    return PAGES[dress.page](title, "".join(article))


def _cell(dress: Dress, text: str, columns: int = 1, rows: int = 1) -> str:
    wide = f' colspan="{columns}"' if columns > 1 else ""
    high = f' rowspan="{rows}"' if rows > 1 else ""
    return f"<td{wide}{high}>{dress.cell(text) if text else dress.blank}{dress.td_close}"


def _row(dress: Dress, *cells: str) -> str:
    return f"<tr>{''.join(cells)}{dress.tr_close}\n"


def _wrapped(dress: Dress, label: str) -> str:
    return escape(label[:3]) + dress.header_break + escape(label[3:]) if len(label) > 5 else escape(label)


def _table(table: FormTable, values: Values, dress: Dress) -> str:
    rows = {2: _disclosure, 3: _requests, 4: _disputes}[table.number](table, values, dress)
    return f"{dress.table}\n{''.join(rows)}</table>\n"


def _head(dress: Dress, text: str, columns: int = 1, rows: int = 1) -> str:
    """A header cell; without spans, followed by the empty cells that it would cover in its row."""
    if dress.spans:
        return _cell(dress, text, columns, rows).replace(escape(text), _wrapped(dress, text), 1)
    return _cell(dress, text) + _cell(dress, "") * (columns - 1)


def _disclosure(table: FormTable, values: Values, dress: Dress) -> list[str]:
    rows = []
    widest = max(len(block.columns) for block in table.blocks)
    for block in table.blocks:
        rows.append(_row(dress, _head(dress, block.heading, widest + 1)))
        last = widest - len(block.columns) + 1
        heads = [_head(dress, table.columns[c].zh) for c in block.columns[:-1]]
        heads.append(_head(dress, table.columns[block.columns[-1]].zh, last))
        rows.append(_row(dress, _head(dress, "信息内容"), *heads))
        for id in block.rows:
            shown = [values[2, id, c] for c in block.columns]
            wide = [_cell(dress, v) for v in shown[:-1]] + [_cell(dress, shown[-1], last if dress.spans else 1)]
            rows.append(_row(dress, _cell(dress, table.rows[id].zh), *wide))
    return rows


def _requests(table: FormTable, values: Values, dress: Dress) -> list[str]:
    columns = list(table.columns)
    flat = not dress.spans
    rows = [
        _row(dress, _head(dress, table.corner, 3, 3), _head(dress, "申请人情况", 7)),
        _row(
            dress,
            *([_cell(dress, "")] * 3 if flat else []),
            _head(dress, table.columns[columns[0]].zh, 1, 2),
            _head(dress, "法人或其他组织", 5),
            _head(dress, table.columns[columns[-1]].zh, 1, 2),
        ),
        _row(
            dress,
            *([_cell(dress, "")] * 4 if flat else []),
            *(_head(dress, table.columns[c].zh) for c in columns[1:-1]),
            *([_cell(dress, "")] if flat else []),
        ),
    ]
    groups = {id: sum(label.group == id for label in table.rows.values()) for id in table.row_groups}
    results = sum(label.group != "" for label in table.rows.values())
    begun: set[str] = set()
    for id, label in table.rows.items():
        lead = []
        outer = "results" if label.group else ""
        if not outer:
            lead.append(_head(dress, label.zh, 3))
        else:
            if "results" not in begun:
                lead.append(_head(dress, table.row_groups["results"].zh, 1, results))
                begun.add("results")
            elif flat:
                lead.append(_cell(dress, ""))
            if label.group == "results":
                lead.append(_head(dress, label.zh, 2))
            else:
                if label.group not in begun:
                    begun.add(label.group)
                    lead.append(_head(dress, table.row_groups[label.group].zh, 1, groups[label.group]))
                elif flat:
                    lead.append(_cell(dress, ""))
                lead.append(_cell(dress, label.zh))
        rows.append(_row(dress, *lead, *(_cell(dress, values[3, id, c]) for c in columns)))
    return rows


def _disputes(table: FormTable, values: Values, dress: Dress) -> list[str]:
    results = [label.zh for label in table.columns.values()]
    flat = not dress.spans
    once = [_head(dress, label, 1, 2) for label in results]
    return [
        _row(dress, _head(dress, "行政复议", 5), _head(dress, "行政诉讼", 10)),
        _row(dress, *once, _head(dress, "未经复议直接起诉", 5), _head(dress, "复议后起诉", 5)),
        _row(dress, *([_cell(dress, "")] * 5 if flat else []), *(_head(dress, label) for label in results * 2)),
        _row(dress, *(_cell(dress, values[4, *address]) for address in table.addresses())),
    ]


def word_cell(text: str) -> str:
    """As Word saves a cell: a paragraph, a run a script, digits cut over runs."""
    runs = [text[: len(text) // 2], text[len(text) // 2 :]] if text.isdigit() and len(text) > 1 else [text]
    style = "lang=EN-US style='font-size:10.5pt'"
    spans = "".join(f"<span\n{style}><font face=宋体>{escape(run)}</font></span>" for run in runs)
    return f"<p class=MsoNormal align=center style='text-align:center'>{spans}<span lang=EN-US><o:p></o:p></span></p>"


def inner_table_cell(text: str) -> str:
    return f"<table><tr><td>{escape(text)}</td></tr></table>"


def hidden_cell(text: str) -> str:
    return f'<span style="display:none">9</span>{escape(text)}<!-- 5 --><span style="DISPLAY: none;">8</span>'


DRESSES: Mapping[str, Dress] = {
    "plain": Dress(),
    "site": Dress(page="site", header_break="<br />"),
    "layout": Dress(page="layout", table="<table border=1 cellspacing=0>", blank="&nbsp;"),
    "nbsp": Dress(cell=lambda t: f"&nbsp;{escape(t)}&nbsp;", blank="&nbsp;", page="site"),
    "word": Dress(cell=word_cell, blank="<p class=MsoNormal><span>&nbsp;<o:p></o:p></span></p>", page="layout"),
    "word-site": Dress(cell=word_cell, blank="<p>&nbsp;</p>", page="site", header_break="<br>"),
    "flat": Dress(spans=False, page="site"),
    "flat-nbsp": Dress(spans=False, blank="&nbsp;"),
    "open-tags": Dress(tr_close="", td_close="", page="layout"),
    "upper": Dress(table="<TABLE><TBODY>", page="site", cell=lambda t: f"<P><B>{escape(t)}</B></P>"),
    "brs": Dress(paragraph=("　　", "<br><br>"), page="layout"),
    "inner-table": Dress(cell=inner_table_cell, page="site"),
    "hidden": Dress(cell=hidden_cell),
    "padded": Dress(cell=lambda t: f"\n\t\t<div>\n\t\t\t{escape(t)}\n\t\t</div>\n\t", blank="\n\t\t\n", page="site"),
    "script": Dress(page="script"),
    "entity": Dress(page="entity"),
}
