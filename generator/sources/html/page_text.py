"""The text of a page while it is walked: lines and cells, as far as a reader sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.repairs.mojibake import readable
from generator.sources.html.boxes import SeenLine
from generator.sources.html.elements import PICTURE
from generator.sources.html.events import TooMuchError
from generator.sources.html.lines import (
    BLANKS,
    GAP,
    HAN_WORDS,
    JOIN,
    LARGER,
    LINE_END,
    NO_DIGITS,
    NUMBER_ENDS,
    SMALLER,
    UNPRINTED,
    WIDE_BLANKS,
)
from generator.sources.html.page import HtmlPage
from generator.sources.html.stack import BoxStack
from generator.sources.html.style import StyleResolver
from generator.sources.html.table_kind import whole_number
from generator.sources.marks import BROKEN, Mark, render_marks
from generator.text.visible import Visibility

MAX_PARTS = 100_000
"""Lines and cells of a page; the largest real one seen has 5,000."""


class PageText(BoxStack):
    """Gathers text into lines, and lines into the boxes that are open."""

    def __init__(self, styles: StyleResolver, wrong: bool) -> None:
        self.page = HtmlPage()
        super().__init__(self.page.root)
        self._readable: Callable[[str], str] = readable if wrong else str
        self._styles = styles
        self._printed = 0
        """Stretches of text in cells that are more than blanks."""
        self._digit_size = 0.0
        """Of the digit that the line at hand ends with; 0 where it ends with none."""
        self._skipping: list[str] = []
        self._skipped: list[str] = []
        self._in_title = False
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._levels: list[int] = []
        self._pre = 0
        self._marker = ""
        self._part_count = 0

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
        """``text`` as it is seen at this place, marked where that is in doubt."""
        if self._styles.state.shown is Visibility.UNSEEN and text.strip():
            self.page.hidden += 0 if self._in_cell else len(text)
            return GAP if self._in_cell else " "
        if self._in_cell:
            text = self._of_cell(text)
        mark = self._styles.mark(text)
        if mark is Mark.FAINT and self._in_cell and NO_DIGITS.fullmatch(text):
            return PICTURE
        self.page.faint += mark is Mark.FAINT and any(c.isdigit() for c in text)
        return mark.on(text) if mark else text

    def _of_cell(self, text: str) -> str:
        """``text`` in a cell, with a gap where a line of its markup or a wide blank parts it."""
        if words := text.strip(UNPRINTED):
            text = self._beside(words, text)
        if not self._styles.state.keeps_lines:
            return text
        if "\n" in text:
            text = LINE_END.sub(GAP, text) if text.strip() else GAP
        return WIDE_BLANKS.sub(GAP, text)

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
        self.page.addresses.append(attributes.get("src", ""))
        if self._in_cell:
            self._parts.append(PICTURE)

    @property
    def _in_cell(self) -> bool:
        return bool(self._tables) and self._tables[-1].row is not None
