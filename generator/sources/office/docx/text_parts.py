"""What parts of a Word paragraph are (drawings, controls, letters from the right), and the draft of its text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.sources.archives import UnreadableError
from generator.sources.marks import BROKEN, Mark, render_marks
from generator.sources.office.docx.fields import Fields
from generator.sources.office.docx.names import ALTERNATE, BOX, W15, M, V, W, alternatives
from generator.sources.office.docx.styles import RunContext, StyleFormats
from generator.sources.office.ooxml import Element
from generator.text.visible import Visibility

MAX_NESTED_ELEMENTS = 60
"""Elements within one another; Word itself nests a dozen deep."""
STRANGE = "\ufffd"
"""Something is printed, we cannot say what."""
DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
DRAWN = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
PICTURE_TAGS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    f"{V}imagedata",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    f"{W}object",
)
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for a whole paragraph, and for all of a document."""

    styles: StyleFormats = field(default_factory=StyleFormats)
    fields: Fields = field(default_factory=Fields)
    style: str = ""
    around: RunContext = field(default_factory=RunContext)
    cell: bool = False
    """In a cell what is not surely printed leaves a mark."""


@dataclass
class ParagraphDraft:
    """A paragraph as it is being read."""

    setting: Setting = field(default_factory=Setting)
    parts: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """(kind, id) of footnotes and endnotes."""
    pictures: int = 0
    revised: bool = False
    """Has insertions or deletions that nobody accepted yet."""
    hidden: bool = False
    struck: int = 0
    """Runs of words that are struck out, and of digits that perhaps nobody sees."""
    faint: int = 0
    points: float = 0.0
    """The largest letters."""
    unsure: bool = False
    """Something in it is perhaps not seen as it is stored."""
    dim: bool = False
    """Letters in it are perhaps not seen, or more stands among them than we can read."""

    @property
    def text(self) -> str:
        text = render_marks("".join(self.parts))
        return doubtful(text) if self.unsure and self.setting.cell else text

    def of_field(self, element: Element) -> Visibility:
        """How the fields around ``element`` let it be seen. In running text every result is told."""
        seen = self.setting.fields.of(element)
        return seen if self.setting.cell or seen is Visibility.UNSEEN else Visibility.SEEN

    def doubt(self) -> None:
        """Something stands here that we cannot read; in running text nothing can be said of it."""
        if self.setting.cell:
            self.parts.append(STRANGE)
            self.dim = True

    def take(self, other: ParagraphDraft) -> None:
        """Add what another draft has read; the size of its letters is left out."""
        self.parts += other.parts
        self.boxes += other.boxes
        self.notes += other.notes
        self.pictures += other.pictures
        self.revised |= other.revised
        self.hidden |= other.hidden
        self.struck += other.struck
        self.faint += other.faint
        self.unsure |= other.unsure
        self.dim |= other.dim


def doubtful(text: str) -> str:
    """The text of a cell, marked as one whose digits are perhaps not seen."""
    return text if BROKEN in text else render_marks(Mark.FAINT.on(text))


def ends_deleted(paragraph: Element) -> bool:
    """Its mark was deleted: it runs on into the next paragraph."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(properties.find(tag) is not None for tag in DELETED)


def says_words(parts: Sequence[str]) -> bool:
    return any(part.strip() for part in parts)


def words_in(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def is_turned(text: str) -> bool:
    """Whether characters print it from the right, or strike it out, or stand for pictures of some font."""
    return not text.isascii() and any(
        c in TURNING
        or unicodedata.category(c) in ("Mn", "Me", "Co")
        or unicodedata.bidirectional(c) in ("R", "AL", "AN")
        for c in text
    )


def text_boxes(element: Element, depth: int) -> list[Element]:
    """The text boxes in a drawing, each once."""
    if depth > MAX_NESTED_ELEMENTS:
        raise too_deep()
    found: list[Element] = []
    for child in element:
        if child.tag == BOX:
            found.append(child)
        elif child.tag == ALTERNATE:
            ways = (text_boxes(way, depth + 1) for way in alternatives(child))
            found += next((boxes for boxes in ways if boxes), [])
        elif len(child):
            found += text_boxes(child, depth + 1)
    return found


def count_pictures(element: Element) -> int:
    return int(element.tag == f"{W}object" or any(next(element.iter(tag), None) is not None for tag in PICTURE_TAGS))


def is_placeholder(control: Element) -> bool:
    """A form field nobody filled in: it shows “click here to enter text”."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def is_bound(control: Element) -> bool:
    """Word shows a value that is kept in another part of the file."""
    properties = control.find(f"{W}sdtPr")
    return properties is not None and any(item.tag in BOUND for item in properties)


BOUND = frozenset((f"{W}dataBinding", f"{W15}dataBinding", f"{W}citation", f"{W}bibliography"))


def has_digits(element: Element) -> bool:
    return any(c.isdigit() for text in element.iter(f"{W}t") for c in text.text or "")


def says_something(element: Element) -> bool:
    return any(next(element.iter(tag), None) is not None for tag in (f"{W}t", f"{M}t", *DRAWN))


def too_deep() -> UnreadableError:
    return UnreadableError("too_complex", "文件内部嵌套过深，没有读取。", "请用 Word 或 WPS 另存后上传。")
