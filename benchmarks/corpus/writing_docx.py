"""Documents as word processor files, written part by part: merged cells, runs cut inside words and numbers."""

from __future__ import annotations

from random import Random
from xml.sax.saxutils import escape

from benchmarks.corpus.document import Document
from benchmarks.corpus.packing import pack
from benchmarks.corpus.sheets import Sheet

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def as_docx(document: Document, random: Random) -> bytes:
    """The report as a .docx."""
    parts: list[str] = []
    for block in document.blocks:
        parts.append(_table(block.sheet, random) if block.sheet else _paragraph(block.text, random))
    body = "".join(parts)
    return pack(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": RELATIONS,
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        }
    )


def _paragraph(text: str, random: Random) -> str:
    cut = random.randint(1, len(text) - 1) if len(text) > 1 and random.random() < 0.3 else len(text)
    runs = "".join(_run(part) for part in (text[:cut], text[cut:]) if part)
    return f"<w:p>{runs}</w:p>"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _table(sheet: Sheet, random: Random) -> str:
    rows: list[str] = []
    below: dict[tuple[int, int], int] = {}
    for at, row in enumerate(sheet.rows):
        cells: list[str] = []
        column, queue = 0, list(row)
        while queue or (at, column) in below:
            if (at, column) in below:
                across = below[at, column]
                cells.append(_cell("", across, "<w:vMerge/>", random))
                column += across
                continue
            box = queue.pop(0)
            for under in range(1, box.down):
                below[at + under, column] = box.across
            cells.append(_cell(box.text, box.across, '<w:vMerge w:val="restart"/>' if box.down > 1 else "", random))
            column += box.across
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = "".join("<w:gridCol/>" for _ in range(sheet.width))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _cell(text: str, across: int, merge: str, random: Random) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    inner = _paragraph(text, random) if text.strip() else "<w:p/>"
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>"
