"""The lines of an article before its first section: its title, dates of publication, and lines of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.repairs.script import simplify
from generator.sources.html.boxes import DataTable, SeenLine

DATED = re.compile(
    r"(?:发布|公布|发文|成文|生成)(?:日期|时间)\s*[:：]?\s*[\[【]?\s*"
    r"\d{4}\s*[-—/.年]\s*\d{1,2}\s*[-—/.月]\s*\d{1,2}\s*日?"
)
ABOUT = re.compile(
    r"位置\s*[:：]|首页\s*[>＞»]|字\s*[体号]\s*[:：]|打印|打 印|收藏|分享|来源\s*[:：]|浏览|访问量|点击|阅读|索引号|"
    r"发布机构|责任编辑|作者\s*[:：]|编辑\s*[:：]|登录|注册|无障碍|关怀版|上一篇|下一篇|关闭|返回|扫一扫|信息来源|发布日期|发布时间"
)
"""Words of the lines that pages put around an article; these patterns are for text folded to simplified script."""
TITLE_LINES = 4
HEAD_LINES = 40
LONE_LABEL = re.compile(r".{1,8}[:：]|(?:发布日期|发布时间|公布日期|公开日期|信息来源|来源)")
LONGEST_VALUE = 30
"""Characters of a line that may be the value of the label on the line before."""


def title_group(head: Sequence[SeenLine | DataTable]) -> list[SeenLine]:
    """The title among the first lines of the article, which may be broken over several."""
    lines = [item for item in head if isinstance(item, SeenLine) and not ABOUT.search(item.readable)]
    for at in range(min(len(lines), HEAD_LINES)):
        for count in range(1, TITLE_LINES + 1):
            group = lines[at : at + count]
            joined = SeenLine("".join(line.readable.strip() for line in group))
            if any(line.mostly_link for line in group):
                break
            if joined.title:
                return group
    return []


def sort_head(
    head: Sequence[SeenLine | DataTable], own: Sequence[SeenLine]
) -> tuple[list[SeenLine | DataTable], list[str], list[SeenLine | DataTable]]:
    """What stands before the first section: lines of the article, lines with a date of publication, the page's."""
    kept: list[SeenLine | DataTable] = []
    dated: list[str] = []
    dropped: list[SeenLine | DataTable] = []
    labelled = False
    for item in head:
        words = words_of(item)
        if any(item is line for line in own):
            kept.append(item)
        elif labelled and isinstance(item, SeenLine) and len(words) <= LONGEST_VALUE:
            dropped.append(_with_value(words_of(dropped.pop()), words))
        elif date := date_in(words):
            dated.append(date)
            dropped.append(item)
        elif _is_about_page(item, words):
            dropped.append(item)
        else:
            kept.append(item)
        # A label by itself (来源：) takes the next line, its value, along.
        labelled = bool(dropped) and dropped[-1] is item and LONE_LABEL.fullmatch(simplify(words)) is not None
    return kept, dated, dropped


def date_in(words: str) -> str:
    """The date of publication that ``words`` tell, with its label and as printed; "" where they tell none."""
    match = DATED.search(simplify(words))
    return words[slice(*match.span())] if match else ""


def _with_value(label: str, value: str) -> SeenLine:
    return SeenLine(f"{label}{value}" if label.endswith((":", "：")) else f"{label}：{value}")


def _is_about_page(item: SeenLine | DataTable, words: str) -> bool:
    """Whether a line is one of the page's own: links, or words that pages put around an article."""
    if not isinstance(item, SeenLine):
        return False
    return item.mostly_link or (len(words) <= 80 and ABOUT.search(item.readable) is not None)


def in_one_line(head: list[SeenLine | DataTable], own: Sequence[SeenLine]) -> list[SeenLine | DataTable]:
    """``head`` with a title that one box breaks over lines in one."""
    if len(own) < 2 or not own[0].level or len({line.level for line in own}) > 1:
        return head
    at = next((at for at, item in enumerate(head) if item is own[0]), None)
    if at is None:  # the title stands behind the first section
        return head
    whole = SeenLine(" ".join(line.text for line in own), level=own[0].level)
    rest = [item for item in head if not any(item is line for line in own)]
    return [*rest[:at], whole, *rest[at:]]


def words_of(item: SeenLine | DataTable) -> str:
    """A line's text; a table's words, cells apart by tabs."""
    if isinstance(item, SeenLine):
        return item.text.strip()
    if item.tally.chars > 2000:
        return ""
    rows = ("\t".join(" ".join(cell.text.split()) for cell in row) for group in item.groups for row in group)
    return "\t".join(row for row in rows if row.strip())
