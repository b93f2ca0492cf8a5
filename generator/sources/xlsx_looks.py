"""How a spreadsheet prints the words of a cell: struck out, raised, or so that nobody may see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.sources.marks import Mark, settled
from generator.sources.ooxml import Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WHITE = re.compile(r"(?:[0-9a-fA-F]{2})?(?:[fF][0-9a-fA-F]){3}")
WHITES = (("theme", "0"), ("indexed", "1"), ("indexed", "9"))
TINY = 2.0
"""Points."""


def font_mark(font: Element | None) -> Mark | None:
    """What the font of a cell, or of a run in it, makes of the digits."""
    if font is None:
        return None
    strike = font.find(f"{S}strike")
    if strike is not None and strike.get("val", "1") not in ("0", "false"):
        return Mark.STRUCK
    colour, size = font.find(f"{S}color"), font.find(f"{S}sz")
    if colour is not None and (
        WHITE.fullmatch(colour.get("rgb", ""))
        or any(colour.get(name) == value and colour.get("tint") is None for name, value in WHITES)
    ):
        return Mark.FAINT
    if size is not None and re.fullmatch(r"\d{1,3}(?:\.\d+)?", size.get("val", "")):
        return Mark.FAINT if float(size.get("val", "")) <= TINY else _raised(font)
    return _raised(font)


def _raised(font: Element) -> Mark | None:
    place = font.find(f"{S}vertAlign")
    return Mark.RAISED if place is not None and place.get("val") in ("superscript", "subscript") else None


def style_marks(styles: Element) -> Iterator[Mark | None]:
    """By cell style."""
    fonts: Sequence[Mark | None] = [font_mark(font) for font in styles.iterfind(f"{S}fonts/{S}font")]
    for style in styles.iterfind(f"{S}cellXfs/{S}xf"):
        id = style.get("fontId", "")
        at = int(id) if id.isascii() and id.isdigit() and len(id) < 9 else len(fonts)
        yield fonts[at] if at < len(fonts) else None


def words(item: Element) -> str:
    """Plain or rich text, without the phonetic notes beside it."""
    pieces = [text.text or "" for text in item.findall(f"{S}t")]
    for run in item.findall(f"{S}r"):
        text = run.findtext(f"{S}t") or ""
        mark = font_mark(run.find(f"{S}rPr"))
        pieces.append(mark.on(text) if mark else text)
    return settled("".join(pieces))
