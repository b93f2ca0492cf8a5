"""Draws Word files with one framed cell, for the eyes to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.sources.office_files import W, docx, paragraph, random_cells, run, table_rows, word_report
from tests.writing import FORMS

NAMESPACES = (
    ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
    ("w15", "http://schemas.microsoft.com/office/word/2012/wordml"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("w10", "urn:schemas-microsoft-com:office:word"),
    ("o", "urn:schemas-microsoft-com:office:office"),
)
DECLARED = W + "".join(f' xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES)
EDGE = '<w:{0} w:val="single" w:sz="18" w:space="0" w:color="FF00FF"/>'
FRAME = (
    "<w:tcBorders>" + "".join(EDGE.format(edge) for edge in ("top", "left", "bottom", "right")) + "{more}</w:tcBorders>"
)
WIDTH = 2_200
"""Twips of a column."""


def cell(
    inner: str, properties: str = "", frame: bool = False, span: int = 1, width: int = WIDTH, more: str = ""
) -> str:
    """A cell; ``inner`` are its blocks, ``more`` further borders of the frame."""
    wide = f'<w:tcW w:w="{width * span}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    edges = FRAME.format(more=more) if frame else ""
    return f"<w:tc><w:tcPr>{wide}{edges}{properties}</w:tcPr>{inner}</w:tc>"


def draw(
    runs: str = "",
    *,
    inner: str = "",
    paragraph_properties: str = "",
    cell_properties: str = "",
    row_properties: str = "",
    row_exceptions: str = "",
    table_properties: str = "",
    layout: str = "autofit",
    width: int = WIDTH,
    before: str = "",
    above: str = "",
    after: str = "",
    borders: str = "",
    parts: Mapping[str, str] | None = None,
    document: str = "",
    whole_cell: str = "",
    label: str = "",
    wrap: Callable[[str], str] = str,
) -> bytes:
    """A whole report. ``runs`` or ``inner`` (blocks) fill the framed cell, the decisions on 行政许可.

    ``before`` stands at the head of the document, ``above`` and ``after`` around table 2; ``document`` before the body;
    ``whole_cell`` replaces the cell, ``label`` (blocks) what stands before it; ``wrap`` puts table 2 into something.
    """
    own = f"<w:pPr>{paragraph_properties}</w:pPr>" if paragraph_properties else ""
    filled = inner or f"<w:p>{own}{runs}</w:p>"
    probe = whole_cell or cell(filled, cell_properties, True, 3, width, borders)
    cells = dict.fromkeys(random_cells("2021", 0), "0")
    lines = []
    for slots in table_rows(FORMS.table(2, "2021"), cells):
        if slots[0].text == "行政许可":
            properties = f"<w:trPr>{row_properties}</w:trPr>" if row_properties else ""
            lines.append(f"<w:tr>{row_exceptions}{properties}{cell(label or paragraph('行政许可'))}{probe}</w:tr>")
            continue
        drawn = "".join(cell(paragraph(slot.text), span=slot.width, width=WIDTH) for slot in slots)
        lines.append(f"<w:tr>{drawn}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in (WIDTH, width, width, width))
    layouts = f'<w:tblW w:w="{WIDTH + 3 * width}" w:type="dxa"/><w:tblLayout w:type="{layout}"/>'
    table = (
        f"<w:tbl><w:tblPr>{table_properties}{layouts}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )
    body = word_report("2021", cells, tables={2: above + wrap(table) + after})
    if before:
        body = before + body
    data = docx(body, parts)
    return renamed(data, document)


def renamed(data: bytes, document: str) -> bytes:
    """``data`` with all namespaces declared, and ``document`` before its body."""
    from io import BytesIO
    from zipfile import ZipFile

    from tests.sources.office_files import zipped

    with ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    main = files["word/document.xml"].decode()
    main = main.replace(f"<w:document {W}>", f'<w:document {DECLARED} mc:Ignorable="w14 w15">{document}', 1)
    return zipped({**files, "word/document.xml": main})


def part(root: str, inner: str) -> str:
    return f"<w:{root} {DECLARED}>{inner}</w:{root}>"


def styles(inner: str) -> dict[str, str]:
    return {"styles.xml": part("styles", inner)}


def style(kind: str, id: str, properties: str, base: str = "", usual: bool = False) -> str:
    """``properties``: everything behind the name."""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    first = ' w:default="1"' if usual else ""
    return f'<w:style w:type="{kind}" w:styleId="{id}"{first}><w:name w:val="{id}"/>{based}{properties}</w:style>'


def look(properties: str, text: str = "94") -> str:
    return run(text, properties)


def theme(slots: Mapping[str, str] | None = None, font: str = "Calibri") -> dict[str, str]:
    """``slots`` over the usual colours: name → hex."""
    usual = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "1F497D", "lt2": "EEECE1", "accent1": "4F81BD"}
    listed = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in (usual | dict(slots or {})).items()
    )
    fonts = "".join(f'<a:{kind}Font><a:latin typeface="{font}"/></a:{kind}Font>' for kind in ("major", "minor"))
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    inner = f'<a:clrScheme name="x">{listed}</a:clrScheme><a:fontScheme name="x">{fonts}</a:fontScheme>'
    return {"theme1.xml": f'<a:theme {a} name="x"><a:themeElements>{inner}</a:themeElements></a:theme>'}


def field(code: str, result: str, *, attributes: str = "", separate: bool = True) -> str:
    """Runs of a field; ``result`` are runs."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin" {attributes}/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        + (f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if separate else "")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def shape(
    *,
    wide: int = 1_500_000,
    tall: int = 600_000,
    left: int = 0,
    top: int = 0,
    fill: str = "FFFFFF",
    text: str = "",
    vertical: str = "paragraph",
    horizontal: str = "column",
    wrap: str = "<wp:wrapNone/>",
    behind: int = 0,
) -> str:
    """A run with a rectangle that floats; sizes in EMU."""
    inside = f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>" if text else ""
    filled = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
    return (
        f'<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="9" '
        f'behindDoc="{behind}" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{horizontal}"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{vertical}"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{tall}"/>{wrap}<wp:docPr id="1" name="s"/><a:graphic>'
        f'<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"<wps:cNvSpPr/>"
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm><a:prstGeom prst="rect"/>'
        f"{filled}<a:ln><a:noFill/></a:ln></wps:spPr>{inside}<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:anchor></w:drawing></w:r>"
    )
