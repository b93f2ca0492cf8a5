"""The text of one Word paragraph: what is printed, not what is stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.sources.archives import UnreadableError
from generator.sources.docx_looks import Look, Looks
from generator.sources.docx_names import ALTERNATE, BOX, M, V, W, alternatives, attribute, value
from generator.sources.marks import Mark, settled
from generator.sources.ooxml import Element

MAX_DEPTH = 60
"""Word itself nests a dozen deep."""

TRANSPARENT = frozenset(
    W + name
    for name in "ins moveTo hyperlink smartTag customXml sdtContent fldSimple dir bdo ruby rubyBase".split()  # noqa: SIM905
)
DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
MARKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}sym": "\ufffd",  # a glyph of a symbol font: something is printed, we cannot say what
}
NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
DRAWN = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
PICTURE_TAGS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    f"{V}imagedata",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    f"{W}object",
)


@dataclass
class Line:
    """A paragraph as it is being read."""

    looks: Looks = field(default_factory=lambda: Looks({}))
    style: str = ""
    cell: bool = False
    """In a cell what is not surely printed leaves a mark."""
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
    fields: list[bool] = field(default_factory=list)
    """Open fields, outermost first; True while inside the instruction, which is not printed."""

    @property
    def text(self) -> str:
        return settled("".join(self.parts))


def read_line(paragraph: Element, looks: Looks | None = None, *, cell: bool = False) -> Line:
    """The printed text of ``paragraph``: insertions are text; deletions, hidden text and field codes are not.

    What is struck out is left out, too, but for a mark in a ``cell``.
    """
    line = Line(looks or Looks({}), value(paragraph.find(f"{W}pPr"), "pStyle") or "", cell)
    _walk(paragraph, line, 0)
    return line


def ends_deleted(paragraph: Element) -> bool:
    """Its mark was deleted: it runs on into the next paragraph."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(properties.find(tag) is not None for tag in DELETED)


def _walk(element: Element, line: Line, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise too_deep()
    for child in element:
        tag = child.tag
        if tag == f"{W}r":
            _run(child, line, depth)
        elif tag in TRANSPARENT:
            line.revised = line.revised or tag in (f"{W}ins", f"{W}moveTo")
            _walk(child, line, depth + 1)
        elif tag in DELETED:
            line.revised = True
        elif tag == f"{W}sdt":
            if not is_placeholder(child):
                _walk(child, line, depth + 1)
        elif tag == ALTERNATE:
            _alternate(child, line, depth)
        elif tag == f"{M}t":
            line.parts.append(child.text or "")
        elif tag.startswith(M):
            _walk(child, line, depth + 1)


def _run(run: Element, line: Line, depth: int) -> None:
    properties = run.find(f"{W}rPr")
    look = line.looks.of(properties, line.style)
    if look.hidden:
        line.hidden = line.hidden or run.find(f"{W}t") is not None
        return
    for child in run:
        tag = child.tag
        if tag == f"{W}fldChar":
            _field(attribute(child, "fldCharType"), line)
        elif any(line.fields):
            continue
        elif tag == f"{W}t":
            text = child.text or ""
            line.parts.append(_seen(text, look, line))
        elif tag in MARKS:
            line.parts.append(MARKS[tag])
        elif tag in NOTES:
            line.notes.append((NOTES[tag], attribute(child, "id")))
        elif tag in DRAWN:
            line.boxes += text_boxes(child, 0)
            line.pictures += count_pictures(child)
        elif tag == ALTERNATE:
            _alternate(child, line, depth)
        elif tag in TRANSPARENT:
            _walk(child, line, depth + 1)


def _seen(text: str, look: Look, line: Line) -> str:
    if look.struck and text.strip():
        line.struck += 1
        return Mark.STRUCK.on(text) if line.cell else ""
    if look.faint:
        line.faint += any(c.isdigit() for c in text)
        return Mark.FAINT.on(text)
    # A raised mark must not grow into the number before it: 123¹ is not 1231.
    return Mark.RAISED.on(text) if look.raised else text


def _field(kind: str, line: Line) -> None:
    if kind == "begin":
        line.fields.append(True)
    elif kind == "separate" and line.fields:
        line.fields[-1] = False
    elif kind == "end" and line.fields:
        line.fields.pop()


def _alternate(element: Element, line: Line, depth: int) -> None:
    """Text boxes come twice, for new and old programs; the first way that says anything is taken."""
    for way in alternatives(element):
        trial = Line(line.looks, line.style, line.cell, fields=line.fields)
        trial.boxes += text_boxes(way, depth)
        if not trial.boxes:
            trial.pictures += count_pictures(way)
            _walk(way, trial, depth + 1)
            for child in way:
                if child.tag == f"{W}t":
                    trial.parts.append(child.text or "")
        if trial.boxes or trial.pictures or trial.parts:
            line.parts += trial.parts
            line.boxes += trial.boxes
            line.notes += trial.notes
            line.pictures += trial.pictures
            line.revised |= trial.revised
            line.hidden |= trial.hidden
            line.struck += trial.struck
            line.faint += trial.faint
            return


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


def too_deep() -> UnreadableError:
    return UnreadableError("too_complex", "文件内部嵌套过深，没有读取。", "请用 Word 或 WPS 另存后上传。")
