"""Form fields and notes of a PDF page: which print text on it, and which do not show the same to every reader.

Part of ``child.py``: it stands alone like that.
"""

from __future__ import annotations

from typing import Any

FIELDS = frozenset({3, 13, 20})
"""Annotations that print text on the page: FreeText, Stamp, Widget."""
MAX_NOTES = 2000
"""Annotations of one page that are looked at; long reports have some hundred links."""
HIDDEN, NO_VIEW = 2, 32
"""Flags of annotations."""
REDACTION = 28
EMPTY = 2
"""Bytes of an empty string in UTF-16 with its end."""


def notes_of(raw: Any, page: Any) -> tuple[bool, list[Any]]:
    """Do form fields or notes print text on ``page``? And the rectangles of those that show it to some readers only.

    Such text is no part of the page until it is flattened. Programs differ in what they show of a field or note that
    brings no appearance, of one with several, of one to be seen on paper only, and of a redaction not yet done.
    """
    prints, veils = False, []
    for i in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_NOTES)):
        note = raw.FPDFPage_GetAnnot(page, i)
        kind, flags = raw.FPDFAnnot_GetSubtype(note), raw.FPDFAnnot_GetFlags(note)
        rect = raw.FS_RECTF()
        if kind in FIELDS and not flags & HIDDEN:
            prints = True
            bare = raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) <= EMPTY
            told = any(raw.FPDFAnnot_GetStringValue(note, key, None, 0) > EMPTY for key in (b"V", b"Contents"))
            doubtful = (bare and told) or raw.FPDFAnnot_HasKey(note, b"AS") or flags & NO_VIEW
        else:
            doubtful = kind == REDACTION
        if doubtful and raw.FPDFAnnot_GetRect(note, rect):
            veils.append((rect.left, rect.bottom, rect.right, rect.top))
        raw.FPDFPage_CloseAnnot(note)
    return prints, veils
