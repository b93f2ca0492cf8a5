"""Documents as web pages: spans kept, spans lost into empty cells, word processor's runs, pages inside scripts."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from random import Random

from benchmarks.corpus.document import Document
from benchmarks.corpus.sheets import Box, Sheet, flatten

STYLES = ("plain", "word", "split_header", "empty_header", "wrapped", "script", "page")
"""How the page is written; ``page`` and ``plain`` differ by navigation around the article."""


def as_html(document: Document, random: Random, charset: str, style: str) -> str:
    """A whole page in one of STYLES."""
    body: list[str] = []
    title = "".join(block.text for block in document.blocks if block.kind == "title") or "详情"
    for block in document.blocks:
        if block.sheet is not None:
            body.append("\n".join(table_lines(block.sheet, random, style)))
        elif block.kind == "title":
            body.append(f"<h1>{_runs(block.text, random, style)}</h1>")
        elif block.kind == "heading" and random.random() < 0.5:
            body.append(f"<h2>{_runs(block.text, random, style)}</h2>")
        elif block.kind == "furniture":
            body.append(f'<div class="info">{html.escape(block.text)}</div>')
        else:
            body.append(f"<p>{_runs(block.text, random, style)}</p>")
    content = "\n".join(body)
    if style == "script":
        content = f'<div id="zoom"></div><script>var content = {_in_script(content)};show(content);</script>'
    article = f'<div class="article" id="content">{content}</div>'
    if style in ("page", "script"):
        article = f"{_NAVIGATION}<main>{article}</main>{_FOOTER}"
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}"><title>{html.escape(title)}</title>'
        f"<style>td{{border:1px solid #000}}</style></head>\n<body>\n{article}\n</body></html>\n"
    )


_NAVIGATION = (
    '<header><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>'
    '<li><a href="/hd/">互动交流</a></li></ul>'
    '<table class="search"><tr><td>站内搜索</td><td><input name="q"></td></tr></table></header>'
)
_FOOTER = "<footer><p>网站地图 联系我们 隐私声明</p><script>count(1);</script></footer>"


def _in_script(content: str) -> str:
    return json.dumps(content, ensure_ascii=False).replace("</", "<\\/")


def _runs(text: str, random: Random, style: str) -> str:
    """Text as markup; the word processor cuts it into runs, even inside numbers."""
    if style != "word" or len(text) < 2:
        return html.escape(text)
    at = random.randint(1, len(text) - 1)
    parts = (text[:at], text[at:])
    return "".join(f'<span lang="EN-US"><font face="仿宋">{html.escape(part)}</font></span>' for part in parts)


def table_lines(sheet: Sheet, random: Random, style: str) -> list[str]:
    """A sheet as markup, a row a line between the tags of the table."""
    rows = [list(row) for row in sheet.rows]
    if style == "empty_header":
        rows = _emptied(sheet)
    if style == "split_header" and sheet.name == "disclosure":
        rows = [_split(row) for row in rows]
    lines = ['<table border="1" cellspacing="0">']
    for row in rows:
        lines.append("<tr>" + "".join(_cell(box, random, style) for box in row) + "</tr>")
    return [*lines, "</table>"]


def _split(row: list[Box]) -> list[Box]:
    """A table five columns wide whose header and data rows merge different ones."""
    if len(row) < 3:
        return [*row[:-1], replace(row[-1], across=row[-1].across + 1)]
    at = 0 if row[-1].address else 1
    return [*row[:at], replace(row[at], across=row[at].across + 1), *row[at + 1 :]]


def _emptied(sheet: Sheet) -> list[list[Box]]:
    """Header rows with empty cells instead of tall boxes; the rest as it is."""
    flat = flatten(sheet, across="after", down="blank")
    heads = {"requests": 3, "disputes": 3}.get(sheet.name, 0)
    return [*flat[:heads], *(list(row) for row in sheet.rows[heads:])]


def _cell(box: Box, random: Random, style: str) -> str:
    spans = (f' colspan="{box.across}"' if box.across > 1 else "") + (f' rowspan="{box.down}"' if box.down > 1 else "")
    if box.blank:
        return f"<td{spans}>{random.choice(('&nbsp;', '&nbsp;', '', '<p>&nbsp;</p>'))}</td>"
    inner = _runs(box.text, random, style)
    if style == "wrapped" and box.address is None and len(box.text) > 5:
        inner = html.escape(box.text[:3]) + "<br />" + html.escape(box.text[3:])
    if random.random() < 0.3:
        inner = f'<p align="center">{inner}</p>'
    return f"<td{spans}>{inner}</td>"
