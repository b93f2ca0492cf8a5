"""Finds the report on a page: the box that holds it, its title, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.sources.html.article_head import (
    HEAD_LINES,
    TITLE_LINES,
    date_in,
    in_one_line,
    sort_head,
    title_group,
    words_of,
)
from generator.sources.html.boxes import Box, DataTable, SeenLine, flat
from generator.sources.html.page import HtmlPage
from generator.text.folding import without_blanks

TELLING = re.compile(r"标识码|公网安备|ICP备|主办|承办|版权所有|主管", re.I)
BREAK = re.compile(r"\s*[_|｜]+\s*|\s*[-–—]{1,2}\s*(?=[^-–—]*$)|\s+[-–—]\s+")


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
    own = title_group(items[:head_end] or items[:HEAD_LINES])
    head, dated_inside, dropped = sort_head(items[:head_end], own)
    outer = _flattened(before)
    title = _title_over(own, outer) if own else _title_outside(page, outer)
    dated = [*dated_inside, *_dates(dropped, outer), *_date_of_head(page, [*items, *outer])]
    return PageArticle(
        title,
        tuple(dict.fromkeys(filter(None, dated))),
        (*in_one_line(head, own), *items[head_end:]),
        tuple(dict.fromkeys(_around(page, [*outer, *inner_around, *dropped, *_flattened(after)], title))),
    )


def _flattened(parts: Sequence[SeenLine | DataTable | Box]) -> list[SeenLine | DataTable]:
    return [item for part in parts for item in flat(part)]


def _title_over(own: Sequence[SeenLine], outer: Sequence[SeenLine | DataTable]) -> str:
    """A heading over the article's box that says more than the article's ``own`` title, or ""."""
    squeezed = _squeeze("".join(line.readable for line in own))
    return next((i.text for i in reversed(outer) if isinstance(i, SeenLine) and _page_title(i, squeezed)), "")


def _dates(dropped: Sequence[SeenLine | DataTable], outer: Sequence[SeenLine | DataTable]) -> list[str]:
    """Dates of publication in lines that are no part of the article."""
    return [date for item in (*dropped, *outer) if (date := date_in(words_of(item)))]


def _date_of_head(page: HtmlPage, items: Sequence[SeenLine | DataTable]) -> list[str]:
    """The date of publication that the page's head names, where none of ``items`` shows one."""
    date = page.meta.get("pubdate")
    if not date or any(date_in(words_of(item)) for item in items):
        return []
    return [f"发布日期：{date}（网页 PubDate）"]


def _around(page: HtmlPage, outside: Sequence[SeenLine | DataTable], title: str) -> list[str]:
    """What the page says around the article, its ``title`` left out."""
    texts = [text for item in outside if (text := words_of(item)) and _worth(item) and text != title]
    return [*_of_head(page), *texts]


def _descend(root: Box) -> tuple[Box, list[SeenLine | DataTable | Box], list[SeenLine | DataTable | Box]]:
    """The innermost box that still holds all of the report, and the parts of the page before and after it."""
    box = root
    before: list[SeenLine | DataTable | Box] = []
    later: list[list[SeenLine | DataTable | Box]] = []
    while boxes := [(at, child) for at, child in enumerate(box.children) if isinstance(child, Box)]:
        at, best = max(boxes, key=lambda pair: _weight(pair[1]))
        if not _holds_all(best, at, box):
            break
        before += box.children[:at]
        later.append(box.children[at + 1 :])
        box = best
    return box, before, [item for part in reversed(later) for item in part]


def _holds_all(best: Box, at: int, box: Box) -> bool:
    """Whether ``best``, child number ``at`` of ``box``, holds all of the report that ``box`` does."""
    others = [child for child in box.children if child is not best and not _is_outside(child)]
    behind = [child for child in box.children[at + 1 :] if not _is_outside(child)]
    if not best.tally.anchors and _weight(best) * 10 < 6 * sum(_weight(child) for child in box.children):
        return False
    return not any(child.tally.anchors for child in others) and not any(c.tally.signatures for c in behind)


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
