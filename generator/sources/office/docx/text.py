"""The text of one Word paragraph: what is printed, not what is stored."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.sources.archives import UnreadableError
from generator.sources.marks import BROKEN, Mark, render_marks
from generator.sources.office.docx.fields import CHARACTER, SIMPLE, Fields, simple
from generator.sources.office.docx.floating import is_floating
from generator.sources.office.docx.names import ALTERNATE, BOX, FALLBACK, W15, M, V, W, alternatives, attribute, names
from generator.sources.office.docx.styles import RunContext, RunFormat, StyleFormats
from generator.sources.office.ooxml import Element
from generator.text.visible import Visibility

MAX_DEPTH = 60
"""Word itself nests a dozen deep."""
STRANGE = "\ufffd"
"""Something is printed, we cannot say what."""

TRANSPARENT = names(W, "ins moveTo hyperlink smartTag customXml sdtContent ruby rubyBase")
TURNED = frozenset((f"{W}dir", f"{W}bdo"))
"""Print what is in them from the right, unless they say ``ltr``."""
DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
MARKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}sym": STRANGE,
}
NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
DRAWN = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
SILENT = names(
    W,
    "rPr pPr instrText delText delInstrText softHyphen lastRenderedPageBreak annotationRef commentReference separator "
    "continuationSeparator bookmarkStart bookmarkEnd proofErr permStart permEnd commentRangeStart commentRangeEnd "
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd sdtPr sdtEndPr smartTagPr customXmlPr "
    "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd "
    "customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd",
)
"""Print nothing of their own."""
STRAIGHT_MATH = names(M, "oMath oMathPara")
"""Parts of a formula that print their text as a line; in all others 1 and 2 may be a half, a power, a root …"""
SILENT_MATH = names(M, "rPr ctrlPr argPr oMathParaPr")
PLAIN_MATH = names(M, "nor sty scr lit brk")
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


def doubtful(text: str) -> str:
    """The text of a cell, marked as one whose digits are perhaps not seen."""
    return text if BROKEN in text else render_marks(Mark.FAINT.on(text))


def read_line(paragraph: Element, setting: Setting) -> ParagraphDraft:
    """The printed text of ``paragraph``: insertions are text; deletions, hidden text and field codes are not.

    What is struck out is left out, too, but for a mark in a cell.
    """
    line = ParagraphDraft(setting)
    _walk(paragraph, line, 0, Visibility.SEEN)
    if setting.cell:
        line.unsure |= _is_turned("".join(line.parts))
    return line


def ends_deleted(paragraph: Element) -> bool:
    """Its mark was deleted: it runs on into the next paragraph."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(properties.find(tag) is not None for tag in DELETED)


def _walk(element: Element, line: ParagraphDraft, depth: int, seen: Visibility) -> None:
    """Everything within a paragraph or one of its parts. ``seen`` is what the parts around make of it."""
    if depth > MAX_DEPTH:
        raise too_deep()
    for child in element:
        tag = child.tag
        if tag == f"{W}r":
            _run(child, line, depth, seen)
        elif tag in TRANSPARENT:
            line.revised = line.revised or tag in (f"{W}ins", f"{W}moveTo")
            _walk(child, line, depth + 1, seen)
        elif tag in TURNED:
            _walk(child, line, depth + 1, seen if attribute(child, "val") == "ltr" else Visibility.UNSURE)
        elif tag == SIMPLE:
            _simple(child, line, depth, seen)
        elif tag in DELETED:
            line.revised = True
        elif tag == f"{W}sdt":
            _control(child, line, depth, seen)
        elif tag == ALTERNATE:
            _alternate(child, line, depth, seen)
        elif tag.startswith(M):
            _formula(child, line, depth, seen)
        elif tag == f"{W}rt":
            if any(c.isdigit() for text in child.iter(f"{W}t") for c in text.text or ""):
                line.doubt()
        elif tag not in SILENT and says_something(child):
            line.doubt()


def _run(run: Element, line: ParagraphDraft, depth: int, seen: Visibility) -> None:
    setting = line.setting
    own = setting.styles.run_format(run.find(f"{W}rPr"), setting.style, setting.around)
    if max(seen, own.visibility) is Visibility.UNSEEN:
        line.hidden = line.hidden or run.find(f"{W}t") is not None
        return
    _content(run, own, seen, line, depth)


def _content(container: Element, own: RunFormat, around: Visibility, line: ParagraphDraft, depth: int) -> None:
    """What a run prints; ``around`` is what the parts around it make of that."""
    seen = max(around, own.visibility)
    if depth > MAX_DEPTH:
        raise too_deep()
    for child in container:
        tag = child.tag
        if tag == CHARACTER:
            if id(child) in line.setting.fields.strange:
                line.doubt()
        elif line.of_field(child) is Visibility.UNSEEN:
            continue
        elif tag == f"{W}t":
            _print(child.text or "", own, max(around, line.of_field(child)), line)
        elif tag in MARKS:
            line.parts.append(MARKS[tag])
            line.dim |= MARKS[tag] == STRANGE
        elif tag in NOTES:
            _note(child, line)
        elif tag in DRAWN:
            line.boxes += text_boxes(child, 0)
            line.pictures += count_pictures(child)
            if not (line.boxes or line.pictures or is_floating(child)):
                line.doubt()
        elif tag == ALTERNATE:
            _alternate(child, line, depth + 1, around, own)
        elif tag in TRANSPARENT:
            _walk(child, line, depth + 1, seen)
        elif tag not in SILENT:
            line.doubt()


def _print(text: str, own: RunFormat, around: Visibility, line: ParagraphDraft) -> None:
    seen = max(around, own.visibility)
    line.points = max(line.points, own.points)
    line.dim |= bool(max(around, own.letters)) and not own.struck and any(c.isalpha() for c in text)
    if own.framed and not text.strip():
        line.doubt()
    if own.struck and text.strip():
        line.struck += 1
        line.parts.append(Mark.STRUCK.on(text) if line.setting.cell else "")
    elif seen:
        line.unsure = line.unsure or bool(text.strip())
        line.faint += any(c.isdigit() for c in text)
        line.parts.append(Mark.FAINT.on(text))
    else:
        # A raised mark must not grow into the number before it: 123¹ is not 1231.
        line.parts.append(Mark.RAISED.on(text) if own.raised else text)


def _note(reference: Element, line: ParagraphDraft) -> None:
    line.notes.append((NOTES[reference.tag], attribute(reference, "id")))
    if line.setting.cell and not any(c.isalpha() for part in line.parts for c in part):
        # Its raised number is no part of the cell's, and a reader sees it.
        line.parts.append("〔注〕")


def _simple(field: Element, line: ParagraphDraft, depth: int, seen: Visibility) -> None:
    own = simple(field) if line.setting.cell else Visibility.SEEN
    before = len(line.parts)
    _walk(field, line, depth + 1, max(seen, own))
    if own and not _says(line.parts[before:]):
        line.doubt()


def _control(control: Element, line: ParagraphDraft, depth: int, seen: Visibility) -> None:
    content = control.find(f"{W}sdtContent")
    if content is None:
        return
    if is_placeholder(control):
        if line.setting.cell and has_digits(content):
            dim = line.dim
            _walk(content, line, depth + 1, Visibility.UNSURE)
            line.dim = dim  # it asks for a value: no other cell takes it for its label
        return
    bound = is_bound(control)
    before = len(line.parts)
    _walk(content, line, depth + 1, Visibility.UNSURE if bound else seen)
    if bound and not _says(line.parts[before:]):
        line.doubt()


def _formula(element: Element, line: ParagraphDraft, depth: int, seen: Visibility) -> None:
    if depth > MAX_DEPTH:
        raise too_deep()
    tag = element.tag
    if tag in STRAIGHT_MATH:
        # A program without a part for formulas leaves them blank.
        _walk(element, line, depth + 1, max(seen, Visibility.UNSURE) if line.setting.cell else seen)
    elif tag == f"{M}r":
        plain = element.find(f"{M}rPr")
        fine = plain is None or all(item.tag in PLAIN_MATH for item in plain)
        own = line.setting.styles.run_format(element.find(f"{W}rPr"), line.setting.style, line.setting.around)
        state = max(seen, own.visibility, Visibility.SEEN if fine else Visibility.UNSURE)
        if state is Visibility.UNSEEN:
            line.hidden = True
            return
        for child in element:
            if child.tag == f"{M}t":
                _print(child.text or "", own, max(state, line.of_field(child)), line)
            elif child.tag not in SILENT and child.tag not in SILENT_MATH:
                line.doubt()
    elif tag not in SILENT_MATH:
        line.doubt()
        for child in element:
            _part(child, line, depth + 1)


def _part(element: Element, line: ParagraphDraft, depth: int) -> None:
    """A part of a fraction, a power, a root …: its text is told, and is no number."""
    if depth > MAX_DEPTH:
        raise too_deep()
    if element.tag == f"{M}r":
        _formula(element, line, depth, Visibility.UNSURE)
    elif element.tag not in SILENT_MATH:
        for child in element:
            _part(child, line, depth + 1)


def _alternate(
    element: Element, line: ParagraphDraft, depth: int, seen: Visibility, own: RunFormat | None = None
) -> None:
    """Text boxes come twice, for new and old programs; the first way that says anything is taken."""
    ways = alternatives(element)
    alone = element.find(FALLBACK) is None and any(_words(way) and not text_boxes(way, depth) for way in ways)
    if line.setting.cell and (alone or len({_words(way) for way in ways}) > 1):
        # Which way is shown hangs on what the program knows, and without a fallback it may be none.
        seen = Visibility.UNSURE
        line.doubt()
    for way in ways:
        trial = ParagraphDraft(line.setting)
        trial.boxes += text_boxes(way, depth)
        if not trial.boxes:
            trial.pictures += count_pictures(way)
        if not (trial.boxes or trial.pictures or all(child.tag in DRAWN and is_floating(child) for child in way)):
            if own is None:
                _walk(way, trial, depth + 1, seen)
            else:
                _content(way, own, seen, trial, depth + 1)
        if trial.boxes or trial.pictures or trial.parts:
            line.parts += trial.parts
            line.boxes += trial.boxes
            line.notes += trial.notes
            line.pictures += trial.pictures
            line.revised |= trial.revised
            line.hidden |= trial.hidden
            line.struck += trial.struck
            line.faint += trial.faint
            line.unsure |= trial.unsure
            line.dim |= trial.dim
            return


def _says(parts: Sequence[str]) -> bool:
    return any(part.strip() for part in parts)


def _words(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _is_turned(text: str) -> bool:
    """Whether characters print it from the right, or strike it out, or stand for pictures of some font."""
    return not text.isascii() and any(
        c in TURNING
        or unicodedata.category(c) in ("Mn", "Me", "Co")
        or unicodedata.bidirectional(c) in ("R", "AL", "AN")
        for c in text
    )


def text_boxes(element: Element, depth: int) -> list[Element]:
    """The text boxes in a drawing, each once."""
    if depth > MAX_DEPTH:
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
