"""Finds the report on a page: the box that holds it, its title, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.sources.html.boxes import Box, DataTable, SeenLine, flat
from generator.sources.html.page import HtmlPage
from generator.text.folding import without_blanks

DATED = re.compile(
    r"(?:发布|發布|公布|发文|發文|成文|生成)(?:日期|时间|時間)\s*[:：]?\s*[\[【]?\s*"
    r"\d{4}\s*[-—/.年]\s*\d{1,2}\s*[-—/.月]\s*\d{1,2}\s*日?"
)
TELLING = re.compile(r"标识码|標識碼|公网安备|公網安備|ICP备|ICP備|主办|主辦|承办|承辦|版权所有|版權所有|主管", re.I)
ABOUT = re.compile(
    r"位置\s*[:：]|首[页頁]\s*[>＞»]|字\s*[体體号號]\s*[:：]|打印|打 印|收藏|分享|来源\s*[:：]|來源\s*[:：]|"
    r"浏览|瀏覽|访问量|"
    r"訪問量|点击|點擊|阅读|閱讀|索引号|索引號|发布机构|發布機構|责任编辑|作者\s*[:：]|编辑\s*[:：]|登录|注册|无障碍|关怀版|"
    r"上一篇|下一篇|关闭|關閉|返回|扫一扫|信息来源|发布日期|发布时间"
)
"""Words of the lines that pages put around an article."""
BREAK = re.compile(r"\s*[_|｜]+\s*|\s*[-–—]{1,2}\s*(?=[^-–—]*$)|\s+[-–—]\s+")
TITLE_LINES = 4
HEAD_LINES = 40
LONE_LABEL = re.compile(r".{1,8}[:：]|(?:发布日期|发布时间|公布日期|公开日期|信息来源|来源|發布日期|發布時間|來源)")
LONGEST_VALUE = 30
"""Characters of a line that may be the value of the label on the line before."""


@dataclass(frozen=True, slots=True)
class PageArticle:
    """A report as it stands on its page. ``around`` are lines of the page that are no part of it, in order.

    ``title`` is a line from outside the article's box, or "" where the article bears its own.
    ``dated`` are lines that say when the page was published.
    """

    title: str
    dated: tuple[str, ...]
    body: tuple[SeenLine | DataTable, ...]
    around: tuple[str, ...]


def find_article(page: HtmlPage) -> PageArticle:
    """The part of ``page`` that holds headings, paragraphs and tables of a report; all of it where none does."""
    box, before, after = _descend(page.root)
    items = _without_surroundings(box)
    kept = {id(item) for item in items}
    inner_around = [line for line in flat(box) if isinstance(line, SeenLine) and id(line) not in kept]
    head_end = next((i for i, item in enumerate(items) if item.tally.anchors), len(items))
    own = _title_group(items[:head_end] or items[:HEAD_LINES])
    head, dated_inside, dropped = _sort_head(items[:head_end], own)
    head = _in_one_line(head, own)
    outer = [item for part in before for item in flat(part)]
    title = "" if own else _title_outside(page, outer)
    if own:
        squeezed = _squeeze("".join(line.text for line in own))
        better = next((i.text for i in reversed(outer) if isinstance(i, SeenLine) and _page_title(i, squeezed)), "")
        title = better
    outside = [*outer, *inner_around, *dropped, *(item for part in after for item in flat(part))]
    dated_inside += [match[0] for item in dropped if (match := DATED.search(_words(item)))]
    dated = [*dated_inside, *(match[0] for item in outer if (match := DATED.search(_words(item))))]
    if not any(DATED.search(_words(item)) for item in (*items, *outer)) and (date := page.meta.get("pubdate")):
        dated.append(f"发布日期：{date}（网页 PubDate）")
    around = [text for item in outside if (text := _words(item)) and _worth(item) and text != title]
    return PageArticle(
        title,
        tuple(dict.fromkeys(text for text in dated if text)),
        (*head, *items[head_end:]),
        tuple(dict.fromkeys((*_of_head(page), *around))),
    )


def _descend(root: Box) -> tuple[Box, list[SeenLine | DataTable | Box], list[SeenLine | DataTable | Box]]:
    """The innermost box that still holds all of the report, and the parts of the page before and after it."""
    box = root
    before: list[SeenLine | DataTable | Box] = []
    later: list[list[SeenLine | DataTable | Box]] = []
    while True:
        boxes = [(at, child) for at, child in enumerate(box.children) if isinstance(child, Box)]
        if not boxes:
            break
        at, best = max(boxes, key=lambda pair: _weight(pair[1]))
        others = [child for child in box.children if child is not best and not _is_outside(child)]
        behind = [child for child in box.children[at + 1 :] if not _is_outside(child)]
        enough = best.tally.anchors > 0 or _weight(best) * 10 >= 6 * sum(_weight(child) for child in box.children)
        if not enough or any(child.tally.anchors for child in others) or any(c.tally.signatures for c in behind):
            break
        before += box.children[:at]
        later.append(box.children[at + 1 :])
        box = best
    return box, before, [item for part in reversed(later) for item in part]


def _weight(item: SeenLine | DataTable | Box) -> int:
    return item.tally.chars - item.tally.linked + 1000 * item.tally.anchors


def _is_outside(item: SeenLine | DataTable | Box) -> bool:
    """Named as no part of an article, and holding next to nothing that looks like one."""
    return isinstance(item, Box) and item.outside and item.tally.anchors < 2 and not item.tally.tables


def _without_surroundings(box: Box) -> list[SeenLine | DataTable]:
    """What is in the article's box, but menus, lists of links and boxes that say they are something else."""
    found: list[SeenLine | DataTable] = []
    waiting: list[SeenLine | DataTable | Box] = list(reversed(box.children))
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Box):
            found.append(item)
            continue
        links = item.tally.links >= 3 and item.tally.mostly_links
        if not item.tally.anchors and not item.tally.tables and (item.outside or links):
            continue
        waiting.extend(reversed(item.children))
    return found


def _title_group(head: Sequence[SeenLine | DataTable]) -> list[SeenLine]:
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


def _sort_head(
    head: Sequence[SeenLine | DataTable], own: Sequence[SeenLine]
) -> tuple[list[SeenLine | DataTable], list[str], list[SeenLine | DataTable]]:
    """What stands before the first section: lines of the article, lines with a date of publication, the page's."""
    kept: list[SeenLine | DataTable] = []
    dated: list[str] = []
    dropped: list[SeenLine | DataTable] = []
    labelled = False
    for item in head:
        words = _words(item)
        if any(item is line for line in own):
            kept.append(item)
        elif labelled and isinstance(item, SeenLine) and len(words) <= LONGEST_VALUE:
            label = _words(dropped.pop())
            dropped.append(SeenLine(f"{label}{words}" if label.endswith((":", "：")) else f"{label}：{words}"))
        elif match := DATED.search(words):
            dated.append(match[0])
            dropped.append(item)
        elif isinstance(item, SeenLine) and (item.mostly_link or (len(words) <= 80 and ABOUT.search(item.readable))):
            dropped.append(item)
        else:
            kept.append(item)
        # A label by itself (来源：) takes the next line, its value, along.
        labelled = bool(dropped) and dropped[-1] is item and LONE_LABEL.fullmatch(words) is not None
    return kept, dated, dropped


def _in_one_line(head: list[SeenLine | DataTable], own: Sequence[SeenLine]) -> list[SeenLine | DataTable]:
    """``head`` with a title that one box breaks over lines in one."""
    if len(own) < 2 or not own[0].level or len({line.level for line in own}) > 1:
        return head
    at = next((at for at, item in enumerate(head) if item is own[0]), None)
    if at is None:  # the title stands behind the first section
        return head
    whole = SeenLine(" ".join(line.text for line in own), level=own[0].level)
    rest = [item for item in head if not any(item is line for line in own)]
    return [*rest[:at], whole, *rest[at:]]


def _page_title(line: SeenLine, own: str) -> bool:
    """The page's own heading over the article, where it says more than the article's first lines do."""
    return line.level > 0 and line.title and len(line.readable) <= 60 and _squeeze(line.readable) not in own


def _title_outside(page: HtmlPage, before: Sequence[SeenLine | DataTable]) -> str:
    """The title where it stands over the article's box; else what the page's head calls it."""
    lines = [item for item in before if isinstance(item, SeenLine)]
    titles = [at for at, line in enumerate(lines) if line.title]
    if titles:
        at = next((at for at in reversed(titles) if lines[at].level), titles[-1])
        return _upwards(lines, at)
    parts = [page.meta.get("articletitle", ""), *BREAK.split(" ".join(page.title.split())), page.title]
    return next((part for part in parts if SeenLine(part).title), "")


def _upwards(lines: Sequence[SeenLine], at: int) -> str:
    """The title that ends in a line, with the lines over it that its box breaks it into."""
    group = [lines[at]]
    for line in reversed(lines[max(0, at - TITLE_LINES + 1) : at]):
        joined = "".join(part.text for part in (line, *group))
        if not line.level or line.level != group[0].level or line.mostly_link or not SeenLine(joined).title:
            break
        group.insert(0, line)
    return " ".join(line.text for line in group)


def _words(item: SeenLine | DataTable) -> str:
    """A line's text; a table's words, cells apart by tabs."""
    if isinstance(item, SeenLine):
        return item.text.strip()
    if item.tally.chars > 2000:
        return ""
    rows = ("\t".join(" ".join(cell.text.split()) for cell in row) for group in item.groups for row in group)
    return "\t".join(row for row in rows if row.strip())


def _worth(item: SeenLine | DataTable) -> bool:
    """Worth keeping as evidence: links are menus, but for those of a footer that name the owner."""
    return isinstance(item, DataTable) or not item.mostly_link or TELLING.search(item.readable) is not None


def _of_head(page: HtmlPage) -> list[str]:
    """What the page's head says of the page."""
    found = [" ".join(page.title.split())]
    for key, label in (("sitename", "网站名称"), ("siteidcode", "网站标识码"), ("contentsource", "来源")):
        if value := page.meta.get(key):
            found.append(f"{label}：{value}")
    return [text for text in found if text]


def _squeeze(text: str) -> str:
    return without_blanks(text)
