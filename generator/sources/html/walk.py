"""Walks a page and keeps what a reader sees of it: lines, tables of data, and the boxes they stand in.

Longer than 250 lines, since one class holds the state of a walk, and every tag may bear on any part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.repairs.mojibake import looks_wrong
from generator.sources.html.boxes import Box
from generator.sources.html.elements import FIELDS, PICTURE, WRITTEN_FIELDS, blur
from generator.sources.html.events import EventKind, parse_markup, read_events
from generator.sources.html.fields import is_refused
from generator.sources.html.lines import (
    BLOCKLIKE,
    GAP,
    STRIKING,
    TITLE_NAMES,
)
from generator.sources.html.lists import Lists
from generator.sources.html.nesting import FORMATTING, overlapping
from generator.sources.html.page import BLOCKS, PREFORMATTED, SKIPPED, TABLE_PARTS, HtmlPage, OpenTag
from generator.sources.html.page_text import PageText
from generator.sources.html.quirks import is_quirky
from generator.sources.html.seen import View
from generator.sources.html.style import Seen, StyleResolver
from generator.sources.html.table_kind import whole_number
from generator.sources.html.watch import Watch, watch
from generator.sources.marks import Mark
from generator.text.visible import Visibility


def walk(markup: str, reveal: bool = False) -> HtmlPage:
    """The page of ``markup``. Raises TooDeep and TooMuch. Time is proportional to its length."""
    root = parse_markup(markup)
    if root is None:
        return HtmlPage()
    seen = watch(root, markup)
    walker = _Walker(StyleResolver(root, reveal, seen.writers, is_quirky(markup)), seen, looks_wrong(markup), markup)
    for event in read_events(root):
        if event.kind is EventKind.TEXT:
            walker.text(event.text)
        elif event.kind is EventKind.START:
            walker.start(event.tag, event.element)
        else:
            walker.end(event.tag)
    return walker.finish()


class _Walker(PageText):
    """The state of one walk; it lives within a call of ``walk``."""

    def __init__(self, styles: StyleResolver, watch: Watch, wrong: bool, markup: str) -> None:
        super().__init__(styles, wrong)
        self._covered = watch.writers.everything
        """Something may stand over any table, or be written into it."""
        self._markup = markup
        self._watch = watch
        self.page.moves_on = watch.moves_on
        self._counts: dict[str, int] = {}
        self._hiding: set[tuple[str, int]] = set()
        """Formatting tags whose style is no matter of course, by name and number."""
        self._open: list[OpenTag] = []
        self._lists = Lists()
        self._striking = False

    def start(self, tag: str, element: Any) -> None:
        """A tag opens."""
        if self._skipping:
            self._skipping.append(tag)
            self._skipped += [PICTURE] if tag == "img" else []
            return
        self._note_head(tag, element.attrib)
        entry = OpenTag()
        self._open.append(entry)
        seen = self._styles.enter(element)
        hidden = seen.view.box is Visibility.UNSEEN or self._watch.is_shut(element, bool(self.page.title))
        struck = seen.view.struck or tag in STRIKING
        entry.pictured = seen.view.pictured
        self._note_tables(tag, seen)
        self._note_formatting(tag, hidden or struck)
        self.page.struck += struck
        if not hidden:
            self._note_seen(tag, element, entry, seen)
        if hidden or tag in SKIPPED or (struck and tag not in ("td", "th")):
            self._skip(tag, element.attrib, striking=struck and not hidden)
        else:
            self._begin(tag, element, entry, seen)

    def _note_seen(self, tag: str, element: Any, entry: OpenTag, seen: Seen) -> None:
        """What an element that is seen does to tables, and to the cell that it stands in."""
        self._covered = self._covered or seen.covers
        if self._in_cell:
            self._drawing(tag, entry, seen.view)
            self._obstacle(element, entry, seen)

    def _note_head(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What the page's head says of it."""
        if tag == "title" and not self.page.title:
            self._in_title = True
        elif tag == "meta":
            name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
            self.page.meta.setdefault(name, attributes.get("content", "").strip())

    def _note_tables(self, tag: str, seen: Seen) -> None:
        """What an element does to the tables that it stands in."""
        view = seen.view
        if view.displayed and self._tables:
            self._display()
        if view.pictured and self._tables and tag not in ("td", "th"):
            self._draw(tag)
        if view.moved or (seen.generated and not self._in_cell and tag not in ("td", "th")):
            for table in self._tables:
                table.moved = True

    def _note_formatting(self, tag: str, unseen: bool) -> None:
        """Count formatting tags, and keep those by which words are hidden, struck or marked."""
        if tag in FORMATTING:
            self._counts[tag] = number = self._counts.get(tag, 0) + 1
            if unseen or self._styles.mark("") is not None:
                self._hiding.add((tag, number))

    def _skip(self, tag: str, attributes: Mapping[str, str], striking: bool) -> None:
        """What ``tag`` holds is not read."""
        self._striking = striking
        if tag in ("textarea", "input"):
            self.page.scripts.append(attributes.get("value", ""))
        self._skipping.append(tag)
        self._skipped = []

    def _begin(self, tag: str, element: Any, entry: OpenTag, seen: Seen) -> None:
        """Open the table, the part of one, the block or the run of words that ``tag`` stands for."""
        attributes: Mapping[str, str] = element.attrib
        style = attributes.get("style", "")
        if tag in TABLE_PARTS:
            self._start_part(tag, attributes, entry)
            if self._tables:
                self._note_part(tag, element, seen)
            if tag == "table":
                self._tables[-1].moved |= seen.view.moved
                self._tables[-1].pictured = seen.view.pictured
        elif tag in BLOCKS or seen.view.block or (style and BLOCKLIKE.search(style)):
            self._start_block(tag, attributes, entry)
        else:
            self._start_inline(tag, attributes, entry)

    def _note_part(self, tag: str, element: Any, seen: Seen) -> None:
        """What is known of a cell, a row or another part of the table at hand beside its words."""
        table = self._tables[-1]
        if tag not in ("td", "th"):
            table.moved |= self._watch.writers.hits(element)
            table.loose |= seen.view.loose
            return
        if seen.generated or self._watch.is_obstacle(element):
            self._parts.append(PICTURE)
        if table.row:
            table.row[-1].loose, table.row[-1].veiled = seen.view.loose, seen.named

    def _draw(self, tag: str) -> None:
        """A picture is drawn in the cell at hand, or over several."""
        if tag in TABLE_PARTS:
            self._tables[-1].pictured |= tag != "table"
        elif row := self._tables[-1].row:
            row[-1].pictured = True

    def _display(self) -> None:
        """Something is shown that browsers hide by themselves, and that is not read: in a cell, or as one."""
        if self._in_cell:
            self._parts.append(PICTURE)
        else:
            self._tables[-1].moved = True

    def _drawing(self, tag: str, entry: OpenTag, view: View) -> None:
        """What styles draw in a cell, over its words or beside them."""
        if view.over or (tag == "hr"):
            self._draw("")
        elif view.drawn or (tag in ("u", "ins") and self._styles.state.raised):
            entry.printed = self._printed
        if view.over and (row := self._tables[-1].row):
            row[-1].veiled = True

    def _obstacle(self, element: Any, entry: OpenTag, seen: Seen) -> None:
        """What stands in a cell and is no text: a reader sees something there that is not read."""
        if seen.generated or self._watch.is_obstacle(element):
            self._parts.append(PICTURE)
        elif seen.view.gap:
            self._parts.append(GAP)
            entry.gap = True

    def _start_block(self, tag: str, attributes: Mapping[str, str], entry: OpenTag) -> None:
        self._flush()
        named = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('role', '')}".strip()
        self._push(Box(tag, named), entry)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._levels.append(int(tag[1]))
            entry.level = True
        elif named and TITLE_NAMES.search(named):
            self._levels.append(7)
            entry.level = True
        elif tag in PREFORMATTED:
            self._pre += 1
            entry.pre = True
        elif tag in ("ol", "ul"):
            self._lists.begin(tag, attributes)
            entry.listed = True
        elif tag == "li":
            self._marker = self._lists.mark(attributes) or self._marker
            if self._in_cell and not self._styles.state.bare:
                self._draw(tag)

    def _start_inline(self, tag: str, attributes: Mapping[str, str], entry: OpenTag) -> None:
        if tag == "a":
            href = attributes.get("href", "").strip()
            if href and not href.startswith("#"):
                self._links += 1
                entry.link = True
        elif tag in ("br", "hr"):
            self._flush()
        elif tag == "img":
            self._picture(attributes)
        elif tag == "input":
            kind = attributes.get("type", "text").lower()
            value = attributes.get("value", "")
            if kind == "hidden":
                self.page.scripts.append(value)
            elif kind in WRITTEN_FIELDS or kind not in FIELDS:
                wide = whole_number(attributes.get("size"), len(value))
                cut = wide < len(value.strip()) or is_refused(kind, value)
                self._field(PICTURE if cut else value)

    def end(self, tag: str) -> None:
        """A tag closes."""
        if self._skipping:
            self._skipping.pop()
            if self._skipping:
                return
            self._end_skipped(tag)
        if tag == "title":
            self._in_title = False
        self._styles.leave()
        entry = self._open.pop()
        if entry.printed == self._printed and self._in_cell:
            self._draw("")
        if entry.gap:
            self._parts.append(GAP)
        if entry.table:
            self._end_table()
        elif entry.depth >= 0:
            self._flush()
            self._close_to(entry.depth)
        if self._tables:
            self._end_rows(entry)
        self._end_inline(entry)

    def _end_rows(self, entry: OpenTag) -> None:
        if entry.row:
            self._tables[-1].row = None
        if entry.group:
            self._tables[-1].groups.append([])

    def _end_inline(self, entry: OpenTag) -> None:
        if entry.level:
            self._levels.pop()
        if entry.pre:
            self._pre -= 1
        if entry.listed:
            self._lists.end()
            self._marker = ""
        if entry.link:
            self._links -= 1

    def _end_skipped(self, tag: str) -> None:
        text = "".join(self._skipped)
        self._skipped = []
        if self._striking:
            self._striking = False
            if self._in_cell:
                self._parts.append(Mark.STRUCK.on(text))
                if text and not text.strip():
                    self._draw("")  # a line through blanks is a dash
        elif tag in ("script", "textarea"):
            self.page.scripts.append(text)
        elif tag in BLOCKS or tag in TABLE_PARTS:
            self.page.hidden += len(text)

    def finish(self) -> HtmlPage:
        self._flush()
        self._close_to(1)
        if self._hiding and self._hiding & overlapping(self._markup):
            self._covered = True
        if self._covered:
            for groups in self._found:
                blur(groups)
        return self.page
