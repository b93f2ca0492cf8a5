"""The parts of a Word file beside its story: notes, headers and footers, fonts, pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.sources.archives import Package
from generator.sources.office.docx.fields import Fields
from generator.sources.office.docx.names import W, attribute, number, on, value
from generator.sources.office.docx.properties import SYMBOLS, UPRIGHT
from generator.sources.office.docx.sheets import sheet_of
from generator.sources.office.docx.styles import StyleFormats
from generator.sources.office.docx.text import read_line
from generator.sources.office.docx.text_parts import Setting
from generator.sources.office.ooxml import Element, PartRelation, parse

PARAGRAPH = f"{W}p"
MAX_FURNITURE = 500
"""Characters of headers and footers that are kept as evidence of the place."""
LEAST_PAGE = 2_000
"""Twips: on smaller pages no table is seen whole."""


def find_part(package: Package, named: Mapping[str, PartRelation], kind: str) -> Element | None:
    target = next((relation.target for relation in named.values() if relation.kind == kind), None)
    return parse(package, target) if target else None


def notes(
    package: Package, named: Mapping[str, PartRelation], styles: StyleFormats
) -> Iterator[tuple[tuple[str, str], str]]:
    for kind in ("footnotes", "endnotes"):
        part = find_part(package, named, kind)
        if part is not None:
            yield from note_texts(part, kind, styles)


def furniture(package: Package, named: Mapping[str, PartRelation]) -> Iterator[str]:
    """Headers and footers, each part once however many relations lead to it, until there is enough."""
    length = 0
    for part in furniture_parts(package, named):
        if length > MAX_FURNITURE:
            return
        text = plain_text(part)
        length += len(text)
        yield text


def furniture_parts(package: Package, named: Mapping[str, PartRelation]) -> Iterator[Element]:
    for target in sorted({relation.target for relation in named.values() if relation.kind in ("header", "footer")}):
        yield parse(package, target)


def plain_text(part: Element) -> str:
    """The text of a header or footer, a line each."""
    return "\n".join(filter(None, (read_line(paragraph, Setting()).text.strip() for paragraph in part.iter(PARAGRAPH))))


def note_texts(part: Element, kind: str, styles: StyleFormats) -> Iterator[tuple[tuple[str, str], str]]:
    """((kind, id), text) of the footnotes or endnotes in their part."""
    fields = Fields.read(part)
    for note in part:
        if not attribute(note, "type"):
            settings = (
                (p, Setting(styles, fields, value(p.find(f"{W}pPr"), "pStyle") or "")) for p in note.iter(PARAGRAPH)
            )
            lines = (read_line(paragraph, setting).text.strip() for paragraph, setting in settings)
            yield (kind, attribute(note, "id")), "\n".join(line for line in lines if line)


def is_odd_page(section: Element) -> bool:
    """Pages that print from the right or from top to bottom, or that have hardly any room."""
    turned = value(section, "textDirection")
    size = section.find(f"{W}pgSz")
    small = size is not None and any(
        (said := number(attribute(size, name) or "x")) is not None and said < LEAST_PAGE for name in ("w", "h")
    )
    return (
        on(section, "bidi")
        or (turned is not None and turned not in UPRIGHT)
        or small
        or sheet_of(section).right < LEAST_PAGE
    )


def strange_fonts(table: Element | None) -> Iterator[str]:
    """Fonts that the file brings along, and fonts of symbols under other names."""
    for font in () if table is None else table:
        brought = any(item.tag.startswith(f"{W}embed") for item in font)
        other = (value(font, "altName") or "").lower()
        symbols = (value(font, "charset") or "") == "02" or any(word in other for word in SYMBOLS)
        if brought or symbols:
            yield attribute(font, "name").lower()
