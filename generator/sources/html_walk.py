"""Walks a page and keeps what a reader sees of it: lines, tables of data, and the boxes they stand in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.repairs.mojibake import looks_wrong, readable
from generator.sources.html_boxes import Box, Line, Table, TableCell
from generator.sources.html_elements import FIELDS, PICTURE, WRITTEN_FIELDS, blur, blur_cell
from generator.sources.html_events import EventKind, TooMuch, parse_markup, read_events
from generator.sources.html_lines import BLANKS, BLOCKLIKE, GAP, JOIN, LINE_END, NO_DIGITS, STRIKING, TITLE_NAMES
from generator.sources.html_lists import Lists
from generator.sources.html_nesting import FORMATTING, overlapping
from generator.sources.html_page import BLOCKS, SKIPPED, TABLE_PARTS, OpenTable, OpenTag, Page
from generator.sources.html_style import Seen, StyleResolver
from generator.sources.html_table_kind import is_data, numeric_cells, whole_number
from generator.sources.html_watch import Watch, watch
from generator.sources.marks import Mark, settled
from generator.sources.visible import Visibility

MAX_PARTS = 100_000
"""Lines and cells of a page; the largest real one seen has 5,000."""


def walk(markup: str, reveal: bool = False) -> Page:
    """The page of ``markup``. Raises TooDeep and TooMuch. Time is proportional to its length."""
    root = parse_markup(markup)
    if root is None:
        return Page()
    seen = watch(root, markup)
    walker = _Walker(StyleResolver(root, reveal, seen.writers), seen, looks_wrong(markup), markup)
    for event in read_events(root):
        if event.kind is EventKind.TEXT:
            walker.text(event.text)
        elif event.kind is EventKind.START:
            walker.start(event.tag, event.element)
        else:
            walker.end(event.tag)
    return walker.finish()


class _Walker:
    """The state of one walk; it lives within a call of ``walk``."""

    def __init__(self, styles: StyleResolver, watch: Watch, wrong: bool, markup: str) -> None:
        self.page = Page()
        self._readable: Callable[[str], str] = readable if wrong else str
        self._styles = styles
        self._covered = watch.writers.everything
        """Something may stand over any table, or be written into it."""
        self._markup = markup
        self._watch = watch
        self._counts: dict[str, int] = {}
        self._hiding: set[tuple[str, int]] = set()
        """Formatting tags whose style is no matter of course, by name and number."""
        self._found: list[list[list[list[TableCell]]]] = []
        self._boxes: list[Box] = [self.page.root]
        self._tables: list[OpenTable] = []
        self._table_count = 0
        self._open: list[OpenTag] = []
        self._lists = Lists()
        self._skipping: list[str] = []
        self._skipped: list[str] = []
        self._striking = False
        self._in_title = False
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._levels: list[int] = []
        self._pre = 0
        self._marker = ""
        self._part_count = 0

    # Text

    def text(self, text: str) -> None:
        if self._skipping:
            self._skipped.append(text)
        elif self._in_title:
            self.page.title += text
        elif self._pre:
            for i, line in enumerate(text.split("\n")):
                if i:
                    self._flush()
                self._parts.append(self._marked(line.replace("\t", "\u2003")))
        else:
            self._parts.append(self._marked(text))
            if self._links and self._styles.state.shown is not Visibility.UNSEEN:
                self._linked += len(text.strip())

    def _marked(self, text: str) -> str:
        if self._styles.state.shown is Visibility.UNSEEN and text.strip():
            self.page.hidden += 0 if self._in_cell else len(text)
            return GAP if self._in_cell else " "
        if self._styles.state.keeps_lines and self._in_cell and "\n" in text:
            text = LINE_END.sub(GAP, text) if text.strip() else GAP
        mark = self._styles.mark(text)
        if mark is Mark.FAINT and self._in_cell and NO_DIGITS.fullmatch(text):
            return PICTURE
        self.page.faint += mark is Mark.FAINT and any(c.isdigit() for c in text)
        return mark.on(text) if mark else text

    def _flush(self) -> None:
        """Ends the current line."""
        if not self._parts:
            return
        joined = "".join(self._parts)
        text = settled(BLANKS.sub(" ", JOIN.sub("", joined)).strip(" ")).replace("\u2003", "\t")
        linked, self._linked = self._linked, 0
        self._parts = []
        if text.strip():
            # A number before an item is no part of a cell's number, but it is seen beside it.
            marker = PICTURE if self._marker and self._in_cell else self._marker
            text, self._marker = f"{marker}{text}", ""
            self._count()
            level = self._levels[-1] if self._levels else 0
            line = Line(text, min(linked, len(text)), level, self._readable(text))
            box = self._boxes[-1]
            box.children.append(line)
            box.tally.add(line.tally)

    def _count(self) -> None:
        self._part_count += 1
        if self._part_count > MAX_PARTS:
            raise TooMuch

    # Tags

    def start(self, tag: str, element: Any) -> None:
        attributes: Mapping[str, str] = element.attrib
        if self._skipping:
            self._skipping.append(tag)
            if tag == "img":
                self._skipped.append(PICTURE)
            return
        if tag == "title" and not self.page.title:
            self._in_title = True
        elif tag == "meta":
            name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
            self.page.meta.setdefault(name, attributes.get("content", "").strip())
        entry = OpenTag()
        self._open.append(entry)
        style = attributes.get("style", "")
        seen = self._styles.enter(element)
        view = seen.view
        hidden = view.box is Visibility.UNSEEN or self._watch.is_shut(element, bool(self.page.title))
        self._covered = self._covered or (seen.covers and not hidden)
        entry.pictured = view.pictured
        if view.pictured and self._tables and tag not in ("td", "th"):
            self._draw(tag)
        if view.moved or (seen.generated and not self._in_cell and tag not in ("td", "th")):
            for table in self._tables:
                table.moved = True
        struck = view.struck or tag in STRIKING
        if tag in FORMATTING:
            self._counts[tag] = number = self._counts.get(tag, 0) + 1
            if hidden or struck or self._styles.mark("") is not None:
                self._hiding.add((tag, number))
        self.page.struck += struck
        if self._in_cell and not hidden:
            self._obstacle(element, entry, seen)
        if tag in SKIPPED or hidden or (struck and tag not in ("td", "th")):
            self._striking = struck and not hidden
            if tag in ("textarea", "input"):
                self.page.scripts.append(attributes.get("value", ""))
            self._skipping.append(tag)
            self._skipped = []
        elif tag in TABLE_PARTS:
            self._start_part(tag, attributes, entry)
            if (tag in ("td", "th") and seen.generated) or self._watch.is_obstacle(element):
                self._parts.append(PICTURE)
            elif self._tables and tag not in ("td", "th") and self._watch.writers.hits(element):
                self._tables[-1].moved = True
            if tag == "table":
                self._tables[-1].moved |= view.moved
                self._tables[-1].pictured = view.pictured
        elif tag in BLOCKS or view.block or (style and BLOCKLIKE.search(style)):
            self._start_block(tag, attributes, entry)
        else:
            self._start_inline(tag, attributes, entry)

    def _draw(self, tag: str) -> None:
        """A picture is drawn in the cell at hand, or over several."""
        if tag in TABLE_PARTS:
            self._tables[-1].pictured |= tag != "table"
        elif row := self._tables[-1].row:
            row[-1].pictured = True

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
        elif tag == "pre":
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
                self._field(value if wide >= len(value.strip()) else PICTURE)

    def _field(self, value: str) -> None:
        """What a field says; it has a frame of its own, so that no digits beside it go with its own."""
        if not self._in_cell:
            self.text(f" {value} ")
            return
        table = self._tables[-1]
        self._parts.append(PICTURE if table.fields else GAP)
        table.fields += 1
        self.text(value)
        self._parts.append(GAP)

    def _picture(self, attributes: Mapping[str, str]) -> None:
        small = any(0 <= whole_number(attributes.get(side), 99) <= 3 for side in ("width", "height"))
        if small:
            return
        self.page.pictures += 1
        if self._in_cell:
            self._parts.append(PICTURE)

    @property
    def _in_cell(self) -> bool:
        return bool(self._tables) and self._tables[-1].row is not None

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping.pop()
            if self._skipping:
                return
            self._end_skipped(tag)
        if tag == "title":
            self._in_title = False
        self._styles.leave()
        entry = self._open.pop()
        if entry.gap:
            self._parts.append(GAP)
        if entry.table:
            self._end_table()
        elif entry.depth >= 0:
            self._flush()
            self._close_to(entry.depth)
        if entry.row and self._tables:
            self._tables[-1].row = None
        if entry.group and self._tables:
            self._tables[-1].groups.append([])
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
        elif tag in ("script", "textarea"):
            self.page.scripts.append(text)
        elif tag in BLOCKS or tag in TABLE_PARTS:
            self.page.hidden += len(text)

    # Boxes

    def _push(self, box: Box, entry: OpenTag) -> None:
        entry.depth = len(self._boxes)
        self._boxes.append(box)

    def _close_to(self, depth: int) -> None:
        """Closes the boxes above ``depth``; what holds nothing is dropped."""
        while len(self._boxes) > max(1, depth):
            box = self._boxes.pop()
            if not box.children or box.tag in ("td", "stray"):
                continue
            parent = self._boxes[-1]
            parent.tally.add(box.tally)
            only = box.children[0]
            plain = not box.named and not box.outside
            if len(box.children) == 1 and plain and not isinstance(only, Box):
                parent.children.append(only)
            else:
                parent.children.append(box)

    def _start_part(self, tag: str, attributes: Mapping[str, str], entry: OpenTag) -> None:
        self._flush()
        if tag == "table":
            self._table_count += 1
            table = OpenTable(self._table_count, len(self._boxes), stray=Box("stray"))
            self._tables.append(table)
            self._boxes.append(table.stray)
            entry.table = True
            return
        if not self._tables:
            self._push(Box("div"), entry)  # a cell without its table: a line of its own
            return
        table = self._tables[-1]
        if tag in ("thead", "tbody", "tfoot"):
            table.groups.append([])
            table.row = None
            entry.group = True
        elif tag == "tr":
            self._start_row(table)
            entry.row = True
        elif tag in ("td", "th"):
            if table.row is None:
                self._start_row(table)
            self._close_to(table.depth + 1)
            wide, high = (whole_number(attributes.get(name), 1) for name in ("colspan", "rowspan"))
            cell = TableCell(Box("td"), wide, high, pictured=entry.pictured or table.pictured)
            table.fields = 0
            self._count()
            if table.row is not None:
                table.row.append(cell)
            self._push(cell.box, entry)

    def _start_row(self, table: OpenTable) -> None:
        self._close_to(table.depth + 1)
        if not table.groups:
            table.groups.append([])
        table.row = []
        table.groups[-1].append(table.row)

    def _end_table(self) -> None:
        self._flush()
        table = self._tables.pop()
        self._close_to(table.depth)
        parent = self._boxes[-1]
        groups = [group for group in table.groups if group]
        for cell in (cell for group in groups for row in group for cell in row):
            cell.close()
            if cell.pictured:
                blur_cell(cell)
        if table.moved:
            blur(groups)
        if table.stray.children:
            parent.children.append(table.stray)
            parent.tally.add(table.stray.tally)
        if is_data(groups):
            found = Table(table.number, groups, numeric_cells(groups))
            self._found.append(groups)
            parent.children.append(found)
            parent.tally.add(found.tally)
            return
        # A table for layout: its cells are boxes like any other.
        for cell in (cell for group in groups for row in group for cell in row):
            if cell.box.children:
                parent.children.append(cell.box)
                parent.tally.add(cell.box.tally)

    def finish(self) -> Page:
        self._flush()
        self._close_to(1)
        if self._hiding and self._hiding & overlapping(self._markup):
            self._covered = True
        if self._covered:
            for groups in self._found:
                blur(groups)
        return self.page
