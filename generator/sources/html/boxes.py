"""What a page is made of once its markup is gone: boxes with lines and tables in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec

from generator.repairs.script import simplify
from generator.sources.marks import mark_split_digits
from generator.text import titles
from generator.text.folding import without_blanks
from generator.text.numerals import HAN_DIGIT, TO_TEN

HEADING = re.compile(rf"[\s\u3000]*[{TO_TEN}]{{1,2}}\s*[、，,.．]")
PROSE = re.compile(r"(?:信息|政[务府])公开")
TITLE = re.compile(titles.TITLE)
NOT_TITLE = re.compile(r"[。；;！!？?>＞»]|位置|首页|根据|按照|现将|本报告|附件")
TITLE_LONGEST = 60
LONGEST_CELL = 2000
"""Characters: what is longer is laid out by a table, and no cell of data."""
SIGNED = re.compile(
    rf"[（(]?\s*(?:\d{{4}}|[{HAN_DIGIT}]{{4}})\s*年\s*[\d{TO_TEN}]{{1,3}}\s*月\s*[\d{TO_TEN}]{{1,3}}\s*日\s*[）)]?"
)
OUTSIDE_TAGS = frozenset(("nav", "footer", "aside"))
OUTSIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|foot|footer|copyright|crumbs?|breadcrumb|sidebar|aside|share|bdshare\w*|related|"
    r"recommend|hot|links?|friendlink|search|toolbar|topbar|logo|banner|header|pager|pages|calendar|qrcode|ewm)(?:$|[\s_-])",
    re.I,
)


class BoxContents(msgspec.Struct):
    """What stands in a box, its inner boxes counted in: how a container of the article is told from others."""

    chars: int = 0
    linked: int = 0
    """Characters that are links to other pages."""
    links: int = 0
    lines: int = 0
    anchors: int = 0
    """Headings of sections, paragraphs about the subject, tables of numbers."""
    signatures: int = 0
    tables: int = 0
    """Tables that hold data, as against those that lay out the page."""

    def add(self, other: BoxContents) -> None:
        self.chars += other.chars
        self.linked += other.linked
        self.links += other.links
        self.lines += other.lines
        self.anchors += other.anchors
        self.signatures += other.signatures
        self.tables += other.tables

    @property
    def mostly_links(self) -> bool:
        return self.linked * 2 > self.chars


@dataclass(slots=True)
class SeenLine:
    """A line of text as a reader sees it. ``level`` is 1 to 6 in a heading, 7 in a box named for a title, else 0."""

    text: str
    linked: int = 0
    level: int = 0
    readable: str = ""
    """The text without wrong decoding and in simplified script, for judging it only."""
    tally: BoxContents = field(init=False)

    def __post_init__(self) -> None:
        self.readable = simplify(self.readable or self.text)
        words = self.readable
        plain = not self.mostly_link
        heading = len(words) <= 40 and HEADING.match(words) is not None
        prose = len(words) >= 40 and ("。" in words or "；" in words) and PROSE.search(words) is not None
        signed = len(words) <= 40 and SIGNED.fullmatch(words.strip()) is not None
        self.tally = BoxContents(
            len(words), self.linked, int(self.linked > 0), 1, int(plain and (heading or prose)), int(plain and signed)
        )

    @property
    def mostly_link(self) -> bool:
        return self.linked * 2 > len(self.text)

    @property
    def title(self) -> bool:
        """The words of a report's title, in one line."""
        squeezed = without_blanks(self.readable)
        return (
            not self.mostly_link
            and len(squeezed) <= TITLE_LONGEST
            and TITLE.search(squeezed) is not None
            and NOT_TITLE.search(self.readable) is None
        )


class TableCell(msgspec.Struct):
    """A cell before spans are expanded: its box of lines, and how far it reaches."""

    box: Box
    columns: int = 1
    rows: int = 1
    text: str = ""
    pictured: bool = False
    """A picture is drawn in it."""
    veiled: bool = False
    """Words in it are perhaps not seen, or a style adds others."""
    loose: bool = False
    """Shown as a box, which its table does not hold as a cell."""

    def close(self) -> None:
        """Once all of it is there: its lines as one text, unless a table stands in it or more than a table holds."""
        if not self.box.tally.tables and self.box.tally.chars <= LONGEST_CELL:
            self.text = mark_split_digits("\n".join(line.text for line in flat(self.box) if isinstance(line, SeenLine)))


@dataclass(slots=True)
class DataTable:
    """A table of data. ``groups`` are its thead, tbody and tfoot: no cell reaches beyond its group.

    ``number`` counts all tables of the page from 1, those for layout included; ``numeric`` its cells with a number.
    """

    number: int
    groups: list[list[list[TableCell]]]
    numeric: int = 0
    tally: BoxContents = field(init=False)

    def __post_init__(self) -> None:
        self.tally = BoxContents(tables=1, anchors=int(self.numeric >= 5), lines=sum(map(len, self.groups)))
        for cell in (cell for group in self.groups for row in group for cell in row):
            self.tally.chars += cell.box.tally.chars
            self.tally.linked += cell.box.tally.linked
            self.tally.links += cell.box.tally.links


class Box(msgspec.Struct):
    """A block of the page. ``named`` holds its class and id."""

    tag: str = "div"
    named: str = ""
    children: list[SeenLine | DataTable | Box] = msgspec.field(default_factory=list)
    tally: BoxContents = msgspec.field(default_factory=BoxContents)

    @property
    def outside(self) -> bool:
        """It says of itself that it is no part of an article."""
        if self.tag in ("html", "body"):
            return False
        return self.tag in OUTSIDE_TAGS or OUTSIDE_NAMES.search(self.named) is not None


def flat(box: SeenLine | DataTable | Box) -> list[SeenLine | DataTable]:
    """The lines and tables of ``box`` and of the boxes in it, in order."""
    found: list[SeenLine | DataTable] = []
    waiting: list[SeenLine | DataTable | Box] = [box]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Box):
            waiting.extend(reversed(item.children))
        else:
            found.append(item)
    return found
