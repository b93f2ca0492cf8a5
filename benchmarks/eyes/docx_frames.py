"""Word files whose table, or its labels, stand in something that may cut off, hide, cover or outshine them."""

from __future__ import annotations

from benchmarks.eyes.docx_drawing import WIDTH, draw, field, look, part, shape, style, styles
from tests.sources.office_files import paragraph, run

WIDE = 4 * WIDTH
TALL = 4_200_000
"""EMU that the table needs at most."""
ROOM = 6_000_000
BLACK = '<w:color w:val="000000"/>'
WHITE = '<w:color w:val="FFFFFF"/>'
TINY = '<w:sz w:val="2"/>'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MARGINS = 'w:top="1440" w:bottom="1440" w:left="1440" w:right="1440" w:header="851" w:footer="851"'
INSET = 'lIns="0" tIns="0" rIns="0" bIns="0"'
FILLED = '<a:solidFill><a:srgbClr val="{0}"/></a:solidFill>'


def framed(table: str, row: str = "", cell: str = "", before: str = "", width: int = WIDE + 300) -> str:
    """``table`` in the cell of a table that lays out the page."""
    own = f"<w:tcPr><w:tcW w:w='{width}' w:type='dxa'/>{cell}</w:tcPr>"
    layout = "<w:tblPr><w:tblLayout w:type='fixed'/></w:tblPr>"
    return (
        f"<w:tbl>{layout}<w:tblGrid><w:gridCol w:w='{width}'/></w:tblGrid>{before}<w:tr><w:trPr>{row}</w:trPr>"
        f"<w:tc>{own}{table}<w:p/></w:tc></w:tr></w:tbl>"
    )


def low(tall: int) -> str:
    return f'<w:trHeight w:val="{tall}" w:hRule="exact"/>'


def boxed(
    table: str, wide: int = ROOM, tall: int = TALL, fill: str = "<a:noFill/>", body: str = INSET, more: str = ""
) -> str:
    """``table`` in a text box in the line; ``more`` are attributes of the drawing's properties."""
    return (
        f"<w:p><w:r><w:drawing><wp:inline><wp:extent cx='{wide}' cy='{tall}'/><wp:docPr id='9' name='b'{more}/>"
        "<a:graphic><a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp>"
        f"<wps:cNvSpPr txBox='1'/><wps:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='{wide}' cy='{tall}'/></a:xfrm>"
        f"<a:prstGeom prst='rect'/>{fill}</wps:spPr><wps:txbx><w:txbxContent>{table}<w:p/></w:txbxContent></wps:txbx>"
        f"<wps:bodyPr {body}/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def old_box(table: str, look_: str, body: str = "") -> str:
    return (
        f'<w:p><w:r><w:pict><v:shape style="{look_}" stroked="f"><v:textbox {body}><w:txbxContent>{table}<w:p/>'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def floating(table: str, **where: object) -> str:
    sizes = {"wide": ROOM, "tall": TALL, **where}
    return f"<w:p>{shape(text=table + '<w:p/>', fill='', **sizes)}</w:p>"  # type: ignore[arg-type]


def headed(inner: str, kind: str = "header", margins: str = MARGINS) -> bytes:
    """A report with ``inner`` in the header or footer of the pages of its table 2."""
    section = (
        f'<w:p><w:pPr><w:sectPr><w:{kind}Reference {RELATED} w:type="default" r:id="rId0"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {margins}/></w:sectPr></w:pPr></w:p>'
    )
    tag = "hdr" if kind == "header" else "ftr"
    return draw(run("94"), after=section + section, parts={f"{kind}1.xml": part(tag, f"<w:p>{inner}</w:p>")})


def watermark(words: str, size: str = "width:400pt;height:100pt") -> str:
    return (
        f'<w:r><w:pict><v:shape style="position:absolute;margin-left:0;margin-top:0;{size};rotation:315;'
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" fillcolor="silver" stroked="f"><v:textpath '
        f'string="{words}"/></v:shape></w:pict></w:r>'
    )


def labelled(properties: str, text: str = "行政许可") -> bytes:
    return draw(run("94"), label=f"<w:p>{look(properties, text)}</w:p>")


LAYOUT = "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + paragraph("略") + "</w:tc></w:tr>"
PAGE_BOX = shape(vertical="page", horizontal="page", top=4_000_000, left=3_000_000, fill="", text=paragraph("9"))

FRAMED_EVERYDAY: dict[str, bytes] = {
    "layout row too low for the table": draw(run("94"), wrap=lambda table: framed(table, low(2_000))),
    "layout rows within rows": draw(run("94"), wrap=lambda table: framed(framed(table, width=WIDE + 200), low(2_000))),
    "layout cell too narrow for the table": draw(run("94"), layout="fixed", wrap=lambda t: framed(t, width=5_000)),
    "text box too low for the table": draw(run("94"), wrap=lambda table: boxed(table, tall=1_200_000)),
    "text box too narrow for the table": draw(run("94"), wrap=lambda table: boxed(table, wide=3_000_000)),
    "text box with a table pushed out": draw(
        run("94"), wrap=lambda table: boxed(table, body=INSET.replace('tIns="0"', 'tIns="2500000"'))
    ),
    "old text box too low for the table": draw(
        run("94"), wrap=lambda table: old_box(table, "width:470pt;height:100pt")
    ),
    "text box of the ink": draw(
        look('<w:color w:val="1F3864"/>'), wrap=lambda table: boxed(table, fill=FILLED.format("1F3864"))
    ),
}
FRAMED_HOSTILE: dict[str, bytes] = {
    "merged layout cell": draw(run("94"), wrap=lambda table: framed(table, cell="<w:vMerge/>", before=LAYOUT)),
    "text box of no size": draw(run("94"), wrap=lambda table: boxed(table, 12_700, 12_700)),
    "text box off the page": draw(run("94"), wrap=lambda table: floating(table, top=-20_000_000, left=-20_000_000)),
    "text box behind the text": draw(run("94"), wrap=lambda table: floating(table, behind=1)),
    "hidden text box": draw(run("94"), wrap=lambda table: boxed(table, more=" hidden='1'")),
    "hidden old text box": draw(
        run("94"), wrap=lambda table: old_box(table, "width:470pt;height:400pt;visibility:hidden")
    ),
    "turned text box": draw(run("94"), wrap=lambda table: boxed(table, body=INSET + ' rot="10800000"')),
    "text box in a low line": draw(
        run("94"),
        wrap=lambda table: boxed(table).replace(
            "<w:p><w:r><w:drawing>", '<w:p><w:pPr><w:spacing w:line="300" w:lineRule="exact"/></w:pPr><w:r><w:drawing>'
        ),
    ),
    "text box pushed off the page": draw(
        run("94"),
        wrap=lambda table: boxed(table).replace(
            "<w:p><w:r><w:drawing>", '<w:p><w:pPr><w:ind w:left="9000"/></w:pPr><w:r><w:drawing>'
        ),
    ),
    "digit in the header": headed(PAGE_BOX),
    "digit in the footer": headed(PAGE_BOX, "footer"),
    "digit as a watermark": headed(watermark("1")),
    "small watermark": headed(watermark("一", "width:10pt;height:10pt")),
    "stroke in the header": headed(shape(vertical="page", top=4_000_000, wide=20_000, tall=200_000, fill="000000")),
    "header on a page of fixed margins": headed(
        "<w:r><w:br/></w:r>" * 30 + run("9"), margins=MARGINS.replace('w:top="', 'w:top="-')
    ),
    "field of a list without result": draw(field("FORMDROPDOWN", "") + run("4")),
    "overstruck field without result": draw(field("EQ \\o(9)", "") + run("4")),
    "page number of a blank": draw(field("PAGE", run(" ")) + run("4")),
    "button without result": draw(field("MACROBUTTON x 9", "") + run("4")),
    "field with a tab": draw(field("EQ \\o(9)", "<w:r><w:tab/></w:r>") + run("4")),
    "white label": labelled(WHITE),
    "tiny label": labelled(TINY),
    "label of the paper": draw(
        run("94"), label=f'<w:p><w:pPr><w:shd w:val="clear" w:fill="000000"/></w:pPr>{look(BLACK, "行政许可")}</w:p>'
    ),
    "label below the row": draw(run("94"), label=paragraph("") + paragraph("行政许可"), row_properties=low(320)),
    "label among other letters": draw(run("94"), label=f"<w:p>{look(WHITE, '行政')}{run('许可')}</w:p>"),
    "blank border": draw(look('<w:bdr w:val="single" w:sz="4" w:space="0"/>', " ") + run("4")),
}
FRAMED_HARMLESS: dict[str, bytes] = {
    "layout cell around the table": draw(run("94"), wrap=framed),
    "roomy layout row": draw(run("94"), wrap=lambda table: framed(table, low(9_000))),
    "roomy text box": draw(run("94"), layout="fixed", wrap=boxed),
    "roomy text box with a fill": draw(run("94"), wrap=lambda table: boxed(table, fill=FILLED.format("FFF2CC"))),
    "old text box that fits its text": draw(
        run("94"),
        wrap=lambda table: old_box(table, "width:470pt;height:50pt", 'style="mso-fit-shape-to-text:t"'),
    ),
    "page number in a box": headed(shape(text=paragraph("9"), fill="", tall=200_000, wide=400_000), "footer"),
    "name in a box of the header": headed(
        shape(vertical="page", top=300_000, tall=300_000, fill="", text=paragraph("测试县"))
    ),
    "watermark": headed(watermark("政务公开")),
    "rule in the header": headed(shape(vertical="page", top=4_000_000, wide=6_000_000, tall=12_700, fill="FF0000")),
    "emphasis": draw(look('<w:em w:val="dot"/>')),
    "border round the number": draw(look('<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>')),
    "fitted label": labelled('<w:fitText w:val="1600" w:id="1"/>'),
    "white label on dark": labelled(WHITE + '<w:shd w:val="clear" w:fill="1F3864"/>'),
    "hollow label": labelled("<w:outline/>"),
    "label of the style": draw(
        run("94"),
        label='<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr>' + run("行政许可") + "</w:p>",
        parts=styles(style("paragraph", "P", '<w:rPr><w:color w:val="595959"/></w:rPr>')),
    ),
}
