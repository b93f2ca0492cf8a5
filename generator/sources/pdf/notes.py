"""Form fields and notes of a PDF page: which print text on it, and which do not show the same to every reader.

Part of ``child.py``: it stands alone like that.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

FIELD = 20
BOXES = frozenset({3, FIELD})
"""Annotations that hold text in a box: FreeText, Widget. Their frames are none of a table's, and no ink beside it."""
STAMP = 13
HARMLESS = frozenset({2, 9, 10, 11, 16, 17, 18, 19, 22, 23})
"""Link, Highlight, Underline, Squiggly, Popup, FileAttachment, Sound, Movie, printers' marks: they alter no text, or
are no part of the page."""
MAX_NOTES = 2000
"""Annotations of one page that are looked at; long reports have some hundred links."""
HIDDEN, NO_VIEW = 2, 32
"""Flags of annotations."""
STRIKE_OUT = 12
REDACTION = 28
EMPTY = 2
"""Bytes of an empty string in UTF-16 with its end."""

Rect = tuple[float, float, float, float]
"""(left, bottom, right, top) in page space."""


class Notes(NamedTuple):
    """What form fields and notes do on a page.

    ``print``: they print text on it. Such text is no part of the page until it is flattened. ``veils`` are the
    rectangles of those that do not show the same to every reader, or strike text out; ``boxes`` of those with text,
    ``stamps`` of those that are pictures, whatever letters they are made of.
    """

    print: bool
    veils: list[Rect]
    boxes: list[Rect]
    stamps: list[Rect]

    def add(self, kind: int, rect: Rect) -> None:
        """Adds ``rect``, that of a note of this ``kind``, to the boxes or the stamps if it is one."""
        if kind == STAMP:
            self.stamps.append(rect)
        elif kind in BOXES:
            self.boxes.append(rect)

    def stamped(self, box: Rect) -> bool:
        """Is the middle of ``box`` in a stamp?"""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in self.stamps)


def notes_of(raw: Any, page: Any, dictionaries: Any) -> Notes:
    """The form fields and notes of ``page``; ``dictionaries`` are the file's (``dictionaries.py``).

    Programs differ in what they show of a field or note that brings no appearance, of one with several, of one to be
    seen on paper only, of one in a layer that is off, of a field that a script may fill, and of a redaction not yet
    done.
    """
    found = Notes(False, [], [], [])
    for i in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_NOTES)):
        note = raw.FPDFPage_GetAnnot(page, i)
        kind, flags = raw.FPDFAnnot_GetSubtype(note), raw.FPDFAnnot_GetFlags(note)
        if kind not in HARMLESS and not flags & HIDDEN:
            rect = rect_of(raw, note)
            found = found._replace(print=found.print or kind in BOXES)
            if kind == STRIKE_OUT:
                found.veils.extend(quads_of(raw, note) or ([rect] if rect else []))
            elif rect and is_doubtful(raw, note, kind, flags, dictionaries):
                found.veils.append(rect)
            if rect:
                found.add(kind, rect)
        raw.FPDFPage_CloseAnnot(note)
    return found


def is_doubtful(raw: Any, note: Any, kind: int, flags: int, dictionaries: Any) -> bool:
    """May ``note`` show not the same to every reader?"""
    if flags & NO_VIEW or (raw.FPDFAnnot_HasKey(note, b"OC") and dictionaries.may_hide_layers):
        return True
    bare = raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) <= EMPTY
    if kind not in BOXES:
        return bool(bare or kind == REDACTION)
    if raw.FPDFAnnot_HasKey(note, b"AS") or (kind == FIELD and dictionaries.may_run_scripts):
        return True
    return bare and any(raw.FPDFAnnot_GetStringValue(note, key, None, 0) > EMPTY for key in (b"V", b"Contents"))


def rect_of(raw: Any, note: Any) -> Rect | None:
    rect = raw.FS_RECTF()
    return (rect.left, rect.bottom, rect.right, rect.top) if raw.FPDFAnnot_GetRect(note, rect) else None


def quads_of(raw: Any, note: Any) -> list[Rect]:
    """The boxes of the stretches of text that a note marks."""
    found = []
    for i in range(min(raw.FPDFAnnot_CountAttachmentPoints(note), MAX_NOTES)):
        quad = raw.FS_QUADPOINTSF()
        if raw.FPDFAnnot_GetAttachmentPoints(note, i, ctypes.byref(quad)):
            x, y = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            found.append((min(x), min(y), max(x), max(y)))
    return found
