"""What stands around a report on its page: rows of metadata, breadcrumbs, and the lines that may bear its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from generator.model.documents import EditKind, Text
from generator.model.spans import Span
from generator.reading.folding import half_width
from generator.reading.identity.wording import Wording
from generator.reading.lines import Line

LINES = 40
"""Lines with text, from the start, among which rows of metadata are looked for."""
LONGEST_ROW = 240
CRUMB = re.compile(
    r"\s*(?:[>＞»›→]|&gt;)\s*|\s+[/／|｜]\s+|[/／]\s+|\s*[|｜]\s*|(?<=[\u4e00-\u9fff])[/／](?=[\u4e00-\u9fff])"
)
LONE_CRUMB = re.compile(r"^\s*[>＞»›→/|｜]+\s*$")
LONGEST_CRUMB = 24
MENU_ITEMS = 3
LONGEST_MENU_ITEM = 8
DAY_BEFORE = re.compile(r"^[\s(（]*(\d{4}\s*[-—/.年]\s*\d{1,2}\s*[-—/.月]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)[\s)）]*")
"""A day, with or without the time, before the first label of a row: it is when the page was published."""
TRIM = " \u3000\xa0\t|｜:：【】[]"


@dataclass(frozen=True, slots=True)
class Row:
    """One label with its value, as metadata rows print them. ``field`` is a key of wording.yaml's ``rows``."""

    field: str
    label: str
    value: str
    span: Span
    """Of the value, in the decoded text; of its line where the page's own words moved it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``blocks`` are runs of lines that are neither breadcrumb nor metadata; ``crumbs`` are those of breadcrumbs."""

    rows: tuple[Row, ...]
    blocks: tuple[tuple[Line, ...], ...]
    crumbs: tuple[Line, ...]

    def first(self, field: str) -> Row | None:
        return next((row for row in self.rows if row.field == field and row.value), None)


def look_around(head: Sequence[Line], text: Text, wording: Wording) -> Surroundings:
    """``head`` are the lines before the first section, of the repaired text; furniture is taken from the edits."""
    filled = [line for line in head if not line.blank]
    rows: list[Row] = []
    blocks: list[list[Line]] = [[]]
    crumbs: list[Line] = []
    waiting: tuple[str, str] | None = None
    for number, line in enumerate(filled):
        if waiting and number < LINES:
            field, label = waiting
            waiting = None
            if not _label_alone(line.text, wording) and not _labels(line.text, wording):
                rows.append(_row(field, label, line.text, 0, line, text))
                blocks.append([])
                continue
        found = list(_rows_of(line, text, wording)) if number < LINES and len(line.text) <= LONGEST_ROW else []
        if found:
            rows += found
            blocks.append([])
            if not found[-1].value and len(found) == 1:
                waiting = (found[0].field, found[0].label)
            continue
        if is_menu(line.text):
            crumbs.append(line)
            blocks.append([])
            continue
        if is_crumb(line.text, wording) or _beside_lone_crumb(filled, number):
            crumbs.append(line)
            blocks.append([])
            continue
        alone = _label_alone(line.text, wording)
        if alone:
            waiting = (wording.row_fields[alone], alone)
            blocks.append([])
            continue
        blocks[-1].append(line)
    for edit in text.edited(EditKind.FURNITURE):
        if len(edit.removed) > LONGEST_ROW or is_crumb(edit.removed, wording):
            continue
        rows += [Row(field, label, value, edit.span) for field, label, value, _ in _labelled(edit.removed, wording)]
    return Surroundings(tuple(rows), tuple(tuple(block) for block in blocks if block), tuple(crumbs))


def is_crumb(line: str, wording: Wording) -> bool:
    """A breadcrumb, or a step of one on a line of its own."""
    stripped = line.strip()
    if not stripped:
        return False
    if wording.breadcrumb_start.search(stripped) or stripped[0] in ">＞»›→" or LONE_CRUMB.match(stripped):
        return True
    items = [item.strip() for item in CRUMB.split(stripped) if item and item.strip()]
    if len(items) < 3 or any(len(item) > LONGEST_CRUMB for item in items[:-1]):
        return False
    return not any(mark in stripped for mark in "。；：:，") and not any(char.isdigit() for char in items[0])


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


def _label_alone(line: str, wording: Wording) -> str:
    """The label that is all of a line (标题: or 标　题), without blanks; "" where none is."""
    stripped = line.strip(TRIM)
    label = re.sub(r"\s", "", stripped)
    return label if label in wording.row_fields and len(line.strip()) <= len(label) * 4 + 4 else ""


def _labels(line: str, wording: Wording) -> list[re.Match[str]]:
    """The labels of a line. One without a mark counts at its start, or where another one with a value went before."""
    found: list[re.Match[str]] = []
    for match in wording.row_label.finditer(line):
        marked = any(mark in match["mark"] for mark in ":：|｜\t")
        first = not line[: match.start()].strip(TRIM)
        spaced = bool(re.search(r"\s", match["label"].strip()))
        wide = len(match["mark"]) > 0
        long_enough = len(re.sub(r"\s", "", match["label"])) >= 3 or spaced
        if marked or ((first or found) and wide and long_enough):
            found.append(match)
    return found


def _labelled(line: str, wording: Wording) -> Iterator[tuple[str, str, str, int]]:
    """(field, label, value, where the value starts) of every label in a line."""
    matches = _labels(line, wording)
    for match, after in zip_longest(matches, matches[1:]):
        label = re.sub(r"\s", "", match["label"])
        stop = after.start() if after else len(line)
        value = line[match.end() : stop]
        lead = len(value) - len(value.lstrip(TRIM))
        yield wording.row_fields[label], label, value.strip(TRIM), match.end() + lead


def _rows_of(line: Line, text: Text, wording: Wording) -> Iterator[Row]:
    if wording.breadcrumb_start.search(line.text.strip()):
        return
    matches = _labels(line.text, wording)
    if not matches:
        return
    before = line.text[: matches[0].start()]
    day = DAY_BEFORE.match(half_width(before))
    if day:
        yield _row("dated", "", day[1], 0, line, text)
        before = before[day.end() :]
    # Words before the first label: a sentence, or a title with its date behind it.
    if len(before.strip(TRIM)) > 4:
        return
    for field, label, value, start in _labelled(line.text, wording):
        yield _row(field, label, value, start, line, text)


def _row(field: str, label: str, value: str, start: int, line: Line, text: Text) -> Row:
    stripped = value.strip(TRIM)
    at = line.text.find(stripped, start) if stripped else start
    begin = line.span.start + max(at, 0)
    return Row(field, label, stripped, text.back(Span(begin, begin + len(stripped))))


def days_of(rows: Iterable[Row], wording: Wording) -> Iterator[Row]:
    """Rows that may tell the day of publication, the most telling first."""
    listed = list(rows)
    for field in wording.published_by:
        yield from (row for row in listed if row.field == field and any(c.isdigit() for c in half_width(row.value)))
