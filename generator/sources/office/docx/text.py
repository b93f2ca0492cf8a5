"""The text of one Word paragraph: what is printed, not what is stored.

Longer than 250 lines: runs, controls, fields and formulas hold one another, so that their readers call one another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.sources.marks import Mark
from generator.sources.office.docx.fields import CHARACTER, SIMPLE, simple
from generator.sources.office.docx.floating import is_floating
from generator.sources.office.docx.names import ALTERNATE, FALLBACK, M, W, alternatives, attribute, names
from generator.sources.office.docx.run_formats import RunFormat
from generator.sources.office.docx.text_parts import (
    DELETED,
    DRAWN,
    MAX_NESTED_ELEMENTS,
    STRANGE,
    ParagraphDraft,
    Setting,
    count_pictures,
    has_digits,
    is_bound,
    is_placeholder,
    is_turned,
    says_something,
    says_words,
    text_boxes,
    too_deep,
    words_in,
)
from generator.sources.office.ooxml import Element
from generator.text.visible import Visibility

TRANSPARENT = names(W, "ins moveTo hyperlink smartTag customXml sdtContent ruby rubyBase")
TURNED = frozenset((f"{W}dir", f"{W}bdo"))
"""Print what is in them from the right, unless they say ``ltr``."""
MARKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}sym": STRANGE,
}
NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
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


def read_line(paragraph: Element, setting: Setting) -> ParagraphDraft:
    """The printed text of ``paragraph``: insertions are text; deletions, hidden text and field codes are not.

    What is struck out is left out, too, but for a mark in a cell.
    """
    line = ParagraphDraft(setting)
    _walk(paragraph, line, 0, Visibility.SEEN)
    if setting.cell:
        line.unsure |= is_turned("".join(line.parts))
    return line


def _walk(element: Element, line: ParagraphDraft, depth: int, seen: Visibility) -> None:
    """Everything within a paragraph or one of its parts. ``seen`` is what the parts around make of it."""
    if depth > MAX_NESTED_ELEMENTS:
        raise too_deep()
    for child in element:
        tag = child.tag
        if tag in WALKED:
            WALKED[tag](child, line, depth, seen)
        elif tag in TRANSPARENT:
            line.revised = line.revised or tag in (f"{W}ins", f"{W}moveTo")
            _walk(child, line, depth + 1, seen)
        elif tag in TURNED:
            _walk(child, line, depth + 1, seen if attribute(child, "val") == "ltr" else Visibility.UNSURE)
        elif tag in DELETED:
            line.revised = True
        elif tag.startswith(M):
            _formula(child, line, depth, seen)
        elif tag not in SILENT and _may_say(child):
            line.doubt()


def _may_say(child: Element) -> bool:
    """Whether something that is not read may print something; of small signs above others, digits only."""
    return has_digits(child) if child.tag == f"{W}rt" else says_something(child)


def _run(run: Element, line: ParagraphDraft, depth: int, seen: Visibility) -> None:
    setting = line.setting
    own = setting.styles.run_format(run.find(f"{W}rPr"), setting.style, setting.around)
    if max(seen, own.visibility) is Visibility.UNSEEN:
        line.hidden = line.hidden or run.find(f"{W}t") is not None
        return
    _content(run, own, seen, line, depth)


def _content(container: Element, own: RunFormat, around: Visibility, line: ParagraphDraft, depth: int) -> None:
    """What a run prints; ``around`` is what the parts around it make of that."""
    if depth > MAX_NESTED_ELEMENTS:
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
        elif tag == ALTERNATE:
            _alternate(child, line, depth + 1, around, own)
        elif tag in TRANSPARENT:
            _walk(child, line, depth + 1, max(around, own.visibility))
        elif tag not in SILENT:
            _sign(child, line)


def _sign(child: Element, line: ParagraphDraft) -> None:
    """A mark, a note, a drawing or what is not known in a run."""
    if child.tag in MARKS:
        line.parts.append(MARKS[child.tag])
        line.dim |= MARKS[child.tag] == STRANGE
    elif child.tag in NOTES:
        _note(child, line)
    elif child.tag in DRAWN:
        _drawing(child, line)
    else:
        line.doubt()


def _drawing(drawing: Element, line: ParagraphDraft) -> None:
    line.boxes += text_boxes(drawing, 0)
    line.pictures += count_pictures(drawing)
    if not (line.boxes or line.pictures or is_floating(drawing)):
        line.doubt()


def _print(text: str, own: RunFormat, around: Visibility, line: ParagraphDraft) -> None:
    seen = max(around, own.visibility)
    filled = bool(text.strip())
    line.points = max(line.points, own.points)
    line.dim |= bool(max(around, own.letters)) and not own.struck and any(c.isalpha() for c in text)
    if own.framed and not filled:
        line.doubt()
    if own.struck and filled:
        line.struck += 1
        line.parts.append(Mark.STRUCK.on(text) if line.setting.cell else "")
    elif seen:
        line.unsure |= filled
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
    if own and not says_words(line.parts[before:]):
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
    if bound and not says_words(line.parts[before:]):
        line.doubt()


def _formula(element: Element, line: ParagraphDraft, depth: int, seen: Visibility) -> None:
    if depth > MAX_NESTED_ELEMENTS:
        raise too_deep()
    tag = element.tag
    if tag in STRAIGHT_MATH:
        # A program without a part for formulas leaves them blank.
        _walk(element, line, depth + 1, max(seen, Visibility.UNSURE) if line.setting.cell else seen)
    elif tag == f"{M}r":
        _formula_run(element, line, seen)
    elif tag not in SILENT_MATH:
        line.doubt()
        for child in element:
            _part(child, line, depth + 1)


def _formula_run(run: Element, line: ParagraphDraft, seen: Visibility) -> None:
    """Letters and signs of a formula."""
    plain = run.find(f"{M}rPr")
    fine = plain is None or all(item.tag in PLAIN_MATH for item in plain)
    own = line.setting.styles.run_format(run.find(f"{W}rPr"), line.setting.style, line.setting.around)
    state = max(seen, own.visibility, Visibility.SEEN if fine else Visibility.UNSURE)
    if state is Visibility.UNSEEN:
        line.hidden = True
        return
    for child in run:
        if child.tag == f"{M}t":
            _print(child.text or "", own, max(state, line.of_field(child)), line)
        elif child.tag not in SILENT and child.tag not in SILENT_MATH:
            line.doubt()


def _part(element: Element, line: ParagraphDraft, depth: int) -> None:
    """A part of a fraction, a power, a root …: its text is told, and is no number."""
    if depth > MAX_NESTED_ELEMENTS:
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
    alone = element.find(FALLBACK) is None and any(words_in(way) and not text_boxes(way, depth) for way in ways)
    if line.setting.cell and (alone or len({words_in(way) for way in ways}) > 1):
        # Which way is shown hangs on what the program knows, and without a fallback it may be none.
        seen = Visibility.UNSURE
        line.doubt()
    for way in ways:
        trial = _tried(way, line.setting, depth, seen, own)
        if trial.boxes or trial.pictures or trial.parts:
            line.take(trial)
            return


def _tried(way: Element, setting: Setting, depth: int, seen: Visibility, own: RunFormat | None) -> ParagraphDraft:
    """What one way of several prints."""
    trial = ParagraphDraft(setting)
    trial.boxes += text_boxes(way, depth)
    if not trial.boxes:
        trial.pictures += count_pictures(way)
    if trial.boxes or trial.pictures or all(child.tag in DRAWN and is_floating(child) for child in way):
        return trial
    if own is None:
        _walk(way, trial, depth + 1, seen)
    else:
        _content(way, own, seen, trial, depth + 1)
    return trial


WALKED: Mapping[str, Callable[[Element, ParagraphDraft, int, Visibility], None]] = {
    f"{W}r": _run,
    SIMPLE: _simple,
    f"{W}sdt": _control,
    ALTERNATE: _alternate,
}
"""Parts of a paragraph that are read in a way of their own."""
