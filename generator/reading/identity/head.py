"""What stands around a report on its page: metadata, breadcrumbs, menus, and the lines that may bear its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.model.documents import EditKind, Text
from generator.model.spans import RepairedSpan, Span
from generator.reading.identity.rows import MetadataRow, label_alone, read_rows
from generator.reading.identity.wording import IdentityWording
from generator.reading.years import title_years
from generator.text.folding import without_blanks
from generator.text.lines import Line

LINES = 40
"""Lines with text, from the start, among which rows of metadata are looked for."""
CRUMB = re.compile(
    r"\s*(?:[>＞»›→]|&gt;)\s*|\s+[/／]\s+|[/／]\s+|(?<=[\u4e00-\u9fff])[/／](?=[\u4e00-\u9fff\d])|(?<=\d)[/／](?=[\u4e00-\u9fff])"
)
"""What parts the steps of a breadcrumb. Bars part the cells of tables, too: they count only behind 首页."""
BARS = re.compile(r"\s*[|｜]\s*")
LONE_CRUMB = re.compile(r"^\s*[>＞»›→/|｜]+\s*$")
RULE = re.compile(r"^[\s|:=_*—-]+$|^=++.{0,10}?=++$")
"""A line that only rules, as between the rows of Markdown tables or before a crawler's text."""
DAY_LINE = re.compile(
    r"^\s*(?:[\u4e00-\u9fff()（）]{2,24}|[\w.]+\.(?:cn|com))?\s+(?P<day>20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:\s+[\d:]+)?\s*$"
)
"""A day by itself, or behind a site's or an organ's name, above the text."""
NAMING_LABELS = ("来源", "信息来源", "稿件来源", "作者", "责任编辑", "编辑", "审核")
LONGEST_CRUMB = 24
LONGEST_ROW = 1000
"""Characters of a line that may be a breadcrumb, or a day by itself, blanks included."""
MENU_ITEMS = 3
LONGEST_MENU_ITEM = 8


@dataclass(frozen=True, slots=True)
class HeadMatter:
    """``blocks`` are runs of lines that are neither breadcrumb nor metadata; ``crumbs`` are breadcrumbs and menus."""

    rows: tuple[MetadataRow, ...]
    blocks: tuple[tuple[Line, ...], ...]
    crumbs: tuple[Line, ...]
    taken: frozenset[RepairedSpan] = frozenset()
    """Spans, in the repaired text, of the lines that hold metadata or a breadcrumb."""

    def first(self, field: str) -> MetadataRow | None:
        return next((row for row in self.rows if row.field == field and row.value), None)


def look_around(head: Sequence[Line], text: Text, wording: IdentityWording) -> HeadMatter:
    """``head`` are the lines before the first section, of the repaired text; furniture is taken from the edits."""
    filled = [line for line in head if not line.blank]
    found = _Gathering(text, wording)
    for number in range(len(filled)):
        found.take(filled, number)
    for edit in text.edited(EditKind.FURNITURE):
        if not is_crumb(edit.removed, wording):
            found.rows += [
                MetadataRow(one.field, one.label, one.value, edit.span) for one in read_rows(edit.removed, wording)
            ]
    blocks = tuple(tuple(block) for block in found.blocks if block)
    return HeadMatter(tuple(found.rows), blocks, tuple(found.crumbs), frozenset(found.taken))


@dataclass(slots=True)
class _Gathering:
    """What the lines so far hold. Lives within one call of :func:`look_around`."""

    text: Text
    wording: IdentityWording
    rows: list[MetadataRow] = field(default_factory=list)
    blocks: list[list[Line]] = field(default_factory=lambda: [[]])
    crumbs: list[Line] = field(default_factory=list)
    taken: set[RepairedSpan] = field(default_factory=set)
    waiting: tuple[str, str] | None = None
    """Field and label of a row whose value may stand on the next line."""
    among_rows: bool = False

    def take(self, lines: Sequence[Line], at: int) -> None:
        """Puts the line at ``at`` to the rows, the breadcrumbs or the current block."""
        line = lines[at]
        if self._take_row(line, at):
            self.among_rows = True
        elif _around(lines, at, self.wording):
            self.crumbs.append(line)
        else:
            self.blocks[-1].append(line)
            self.among_rows = False
            return
        self.taken.add(line.span)
        self.blocks.append([])

    def _take_row(self, line: Line, at: int) -> bool:
        """Takes a line of metadata, or the value that a label above it waits for; False for any other line."""
        labelled = read_rows(line.text, self.wording, self.among_rows) if at < LINES else []
        alone = label_alone(line.text, self.wording)
        waiting, self.waiting = self._waiting_for(line), None
        if waiting and not labelled and not alone:
            self.rows.append(_row(*waiting, line.text, 0, line, self.text))
        elif labelled:
            self.rows += [_row(one.field, one.label, one.value, one.start, line, self.text) for one in labelled]
            last = labelled[-1]
            self.waiting = (last.field, last.label) if len(labelled) == 1 and not last.value else None
        elif alone:
            self.waiting = (self.wording.row_fields[alone], alone)
        elif day := DAY_LINE.match(line.text[:LONGEST_ROW]):
            self.rows.append(_row("dated", "", day["day"], 0, line, self.text))
        else:
            return False
        return True

    def _waiting_for(self, line: Line) -> tuple[str, str] | None:
        """What waits for a value; a label without a value does not take the title below it."""
        if self.waiting is None:
            return None
        title = _is_dated_title(line.text, self.waiting) or _names_organ(line.text, self.waiting, self.wording)
        return None if title else self.waiting


def _is_dated_title(line: str, waiting: tuple[str, str]) -> bool:
    """The title of a report of some year, or its first half; without a year it may be the folder that 分类 names."""
    if waiting[0] == "title":
        return False
    return "信息公开" in without_blanks(line) and "。" not in line and any(title_years(line))


def _names_organ(line: str, waiting: tuple[str, str], wording: IdentityWording) -> bool:
    """An organ's name below a label that names none (文号, 时效): the first line of a title."""
    field, label = waiting
    named = field in ("publisher", "author") or label in NAMING_LABELS
    return not named and wording.any_end.search(without_blanks(line)) is not None


def _around(lines: Sequence[Line], at: int, wording: IdentityWording) -> bool:
    line = lines[at].text
    return is_menu(line) or is_crumb(line, wording) or _beside_lone_crumb(lines, at) or RULE.match(line) is not None


def is_crumb(line: str, wording: IdentityWording) -> bool:
    """A breadcrumb, or a step of one on a line of its own."""
    stripped = line.strip()
    if not stripped:
        return False
    if wording.breadcrumb_start.search(stripped) or stripped[0] in ">＞»›→" or LONE_CRUMB.match(stripped):
        return True
    if len(stripped) > LONGEST_ROW:
        return False
    items = _steps(stripped)
    if len(items) < 3 or any(len(item) > LONGEST_CRUMB for item in items[:-1]):
        return False
    return not any(mark in stripped for mark in "。；：:，") and not any(char.isdigit() for char in items[0])


def _steps(line: str) -> list[str]:
    """The steps of a line that may be a breadcrumb. Bars part them only behind 首页: they part cells, too."""
    items = _items(CRUMB, line)
    if len(items) >= 3:
        return items
    items = _items(BARS, line)
    return items if items and items[0].endswith(("首页", "主页")) else []


def _items(separator: re.Pattern[str], line: str) -> list[str]:
    return [item.strip() for item in separator.split(line) if item and item.strip()]


def is_menu(line: str) -> bool:
    """Items of a site's menu in a row: several short words apart by blanks, and no sentence."""
    items = line.split()
    return (
        len(items) >= MENU_ITEMS
        and all(len(item) <= LONGEST_MENU_ITEM for item in items)
        and not any(mark in line for mark in "。；：:，,0123456789|\t")
    )


def _beside_lone_crumb(lines: Sequence[Line], at: int) -> bool:
    """Steps of a breadcrumb whose separators stand on lines of their own; the last one may be the title's line."""
    behind = at + 1 < len(lines) and LONE_CRUMB.match(lines[at + 1].text)
    return bool(behind) and len(lines[at].text.strip()) <= LONGEST_CRUMB


def _row(field: str, label: str, value: str, start: int, line: Line, text: Text) -> MetadataRow:
    stripped = value.strip()
    at = max(line.text.find(stripped, start), 0) if stripped else start
    begin = line.span.start + at
    return MetadataRow(field, label, stripped, text.back(RepairedSpan(Span(begin, begin + len(stripped)))))
