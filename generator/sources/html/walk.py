"""Walks a page and keeps what a reader sees of it: lines, tables of data, and the boxes they stand in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.repairs.mojibake import looks_wrong, readable
from generator.sources.html.boxes import Box, SeenLine
from generator.sources.html.elements import FIELDS, PICTURE, WRITTEN_FIELDS, blur
from generator.sources.html.events import EventKind, TooMuchError, parse_markup, read_events
from generator.sources.html.fields import is_refused
from generator.sources.html.judging import View
from generator.sources.html.lines import (
    BLANKS,
    BLOCKLIKE,
    GAP,
    HAN_WORDS,
    JOIN,
    LARGER,
    LINE_END,
    NO_DIGITS,
    NUMBER_ENDS,
    SMALLER,
    STRIKING,
    TITLE_NAMES,
    UNPRINTED,
    WIDE_BLANKS,
)
from generator.sources.html.lists import Lists
from generator.sources.html.nesting import FORMATTING, overlapping
from generator.sources.html.page import BLOCKS, PREFORMATTED, SKIPPED, TABLE_PARTS, HtmlPage, OpenTag
from generator.sources.html.quirks import is_quirky
from generator.sources.html.stack import BoxStack
from generator.sources.html.style import Seen, StyleResolver
from generator.sources.html.table_kind import whole_number
from generator.sources.html.watch import Watch, watch
from generator.sources.marks import BROKEN, Mark, render_marks
from generator.text.visible import Visibility

MAX_PARTS = 100_000
"""Lines and cells of a page; the largest real one seen has 5,000."""


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


class _Walker(BoxStack):
    """The state of one walk; it lives within a call of ``walk``."""

    def __init__(self, styles: StyleResolver, watch: Watch, wrong: bool, markup: str) -> None:
        self.page = HtmlPage()
        super().__init__(self.page.root)
        self._readable: Callable[[str], str] = readable if wrong else str
        self._styles = styles
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
        self._skipping: list[str] = []
        self._skipped: list[str] = []
        self._striking = False
        self._printed = 0
        """Stretches of text in cells that are more than blanks."""
        self._digit_size = 0.0
        """Of the digit that the line at hand ends with; 0 where it ends with none."""
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
                line = WIDE_BLANKS.sub(GAP, line) if self._in_cell else line
                self._parts.append(self._marked(line.replace("\t", GAP)))
        else:
            self._parts.append(self._marked(text))
            if self._links and self._styles.state.shown is not Visibility.UNSEEN:
                self._linked += len(text.strip())

    def _marked(self, text: str) -> str:
        if self._styles.state.shown is Visibility.UNSEEN and text.strip():
            self.page.hidden += 0 if self._in_cell else len(text)
            return GAP if self._in_cell else " "
        if self._in_cell and (words := text.strip(UNPRINTED)):
            text = self._beside(words, text)
        if self._styles.state.keeps_lines and self._in_cell and "\n" in text:
            text = LINE_END.sub(GAP, text) if text.strip() else GAP
        if self._styles.state.keeps_lines and self._in_cell:
            text = WIDE_BLANKS.sub(GAP, text)
        mark = self._styles.mark(text)
        if mark is Mark.FAINT and self._in_cell and NO_DIGITS.fullmatch(text):
            return PICTURE
        self.page.faint += mark is Mark.FAINT and any(c.isdigit() for c in text)
        return mark.on(text) if mark else text

    def _beside(self, words: str, text: str) -> str:
        """``text`` of a cell, parted from digits of another size before it: 25 and a small 1 are not 251."""
        self._printed += 1
        if self._styles.veiled and HAN_WORDS.search(words) and (row := self._tables[-1].row):
            row[-1].veiled = True
        size, before = self._styles.state.looks.size, self._digit_size
        self._digit_size = size if words[-1] in NUMBER_ENDS else 0.0
        apart = before > 0 and words[0] in NUMBER_ENDS and not SMALLER <= size / before <= LARGER
        return f"{BROKEN}{text}" if apart else text

    def _flush(self) -> None:
        """Ends the current line."""
        self._digit_size = 0.0
        if not self._parts:
            return
        joined = "".join(self._parts)
        text = render_marks(BLANKS.sub(" ", JOIN.sub("", joined)).strip(" ")).replace("\u2003", "\t")
        linked, self._linked = self._linked, 0
        self._parts = []
        if text.strip():
            # A number before an item is no part of a cell's number, but it is seen beside it.
            marker = PICTURE if self._marker and self._in_cell else self._marker
            text, self._marker = f"{marker}{text}", ""
            self._count()
            level = self._levels[-1] if self._levels else 0
            line = SeenLine(text, min(linked, len(text)), level, self._readable(text))
            box = self._boxes[-1]
            box.children.append(line)
            box.tally.add(line.tally)

    def _count(self) -> None:
        self._part_count += 1
        if self._part_count > MAX_PARTS:
            raise TooMuchError

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
        if view.displayed and self._tables:
            self._display()
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
            self._drawing(tag, entry, view)
            self._obstacle(element, entry, seen)
        if tag in SKIPPED or hidden or (struck and tag not in ("td", "th")):
            self._striking = struck and not hidden
            if tag in ("textarea", "input"):
                self.page.scripts.append(attributes.get("value", ""))
            self._skipping.append(tag)
            self._skipped = []
        elif tag in TABLE_PARTS:
            self._start_part(tag, attributes, entry)
            if self._tables:
                self._note_part(tag, element, seen)
            if tag == "table":
                self._tables[-1].moved |= view.moved
                self._tables[-1].pictured = view.pictured
        elif tag in BLOCKS or view.block or (style and BLOCKLIKE.search(style)):
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

    def _field(self, value: str) -> None:
        """What a field says; it has a frame of its own, so that no digits beside it go with its own."""
        if not self._in_cell:
            self.text(f" {value} ")
            return
        table = self._tables[-1]
        self._parts.append(PICTURE if table.fields else GAP)
        table.fields += 1
        self.text(WIDE_BLANKS.sub(GAP, value))
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
        if entry.printed == self._printed and self._in_cell:
            self._draw("")
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
                if text and not text.strip():
                    self._draw("")  # a line through blanks is a dash
        elif tag in ("script", "textarea"):
            self.page.scripts.append(text)
        elif tag in BLOCKS or tag in TABLE_PARTS:
            self.page.hidden += len(text)

    # Boxes

    def finish(self) -> HtmlPage:
        self._flush()
        self._close_to(1)
        if self._hiding and self._hiding & overlapping(self._markup):
            self._covered = True
        if self._covered:
            for groups in self._found:
                blur(groups)
        return self.page
