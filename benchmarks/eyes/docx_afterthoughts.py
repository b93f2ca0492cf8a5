"""Further Word files made to deceive, thought of once the reading stood: each kind was tried unseen first."""

from __future__ import annotations

from benchmarks.eyes.docx_drawing import cell, draw, field, look, part, shape, style, styles, theme
from tests.sources.office_files import paragraph, run

BLACK = '<w:color w:val="000000"/>'
TEN = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/><w:gridCol w:w='900'/></w:tblGrid><w:tr>{0}{1}</w:tr></w:tbl>"
NO_SIZE = '<w:trHeight w:val="0" w:hRule="exact"/>'


def table_style(inner: str, look_: str = '<w:tblLook w:val="04A0" w:firstRow="1"/>', **more: str) -> bytes:
    return draw(
        look(more.get("run", "")),
        table_properties=f'<w:tblStyle w:val="T"/>{look_}',
        parts=styles(style("table", "T", inner)) | theme(),
    )


def region(kind: str, run_: str = "", cell_: str = "") -> str:
    return f'<w:tblStylePr w:type="{kind}"><w:rPr>{run_}</w:rPr><w:tcPr>{cell_}</w:tcPr></w:tblStylePr>'


def shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


WHITE = '<w:color w:val="FFFFFF"/>'
AFTERTHOUGHTS: dict[str, bytes] = {
    "white bands": table_style(region("band1Horz", WHITE) + region("band2Horz", WHITE)),
    "one white band": table_style(region("band2Horz", WHITE)),
    "dark band under black": table_style(region("band1Horz", "", shade("000000")), run=BLACK),
    "dark last column under black": table_style(
        region("lastCol", "", shade("101010")), '<w:tblLook w:val="0100"/>', run=BLACK
    ),
    "style without a look": table_style(region("lastCol", WHITE) + region("firstCol", WHITE), ""),
    "hidden in the first column": table_style(region("lastCol", "<w:vanish/>"), '<w:tblLook w:val="0100"/>'),
    "dark whole table under black": table_style(f"<w:tcPr>{shade('000000')}</w:tcPr>", run=BLACK),
    "exact row of no height": draw(run("94"), row_properties=NO_SIZE),
    "low row by a large top margin": draw(
        run("94"),
        row_properties='<w:trHeight w:val="400" w:hRule="exact"/>',
        cell_properties='<w:tcMar><w:top w:w="2000" w:type="dxa"/></w:tcMar>',
    ),
    "low row by breaks": draw(
        "<w:r><w:br/><w:br/><w:br/></w:r>" + run("94"), row_properties='<w:trHeight w:val="400" w:hRule="exact"/>'
    ),
    "low row by a hidden picture": draw(
        run("94"),
        row_properties='<w:trHeight w:val="300" w:hRule="exact"/>',
        paragraph_properties='<w:spacing w:line="2000" w:lineRule="atLeast"/>',
    ),
    "low row by a huge blank": draw(
        look('<w:sz w:val="140"/>', " ") + run("94"), row_properties='<w:trHeight w:val="300" w:hRule="exact"/>'
    ),
    "low row at its bottom": draw(
        inner=paragraph("94") + paragraph("") * 9,
        row_properties='<w:trHeight w:val="400" w:hRule="exact"/>',
        cell_properties='<w:vAlign w:val="bottom"/>',
    ),
    "low row of the style": draw(
        run("94"),
        paragraph_properties='<w:pStyle w:val="P"/>',
        row_properties='<w:trHeight w:val="300" w:hRule="exact"/>',
        parts=styles(style("paragraph", "P", '<w:pPr><w:spacing w:before="900"/></w:pPr>')),
    ),
    "line of the style": draw(
        run("94"),
        parts=styles(style("paragraph", "P", '<w:pPr><w:spacing w:line="40" w:lineRule="exact"/></w:pPr>', usual=True)),
    ),
    "indent of the style": draw(
        run("94"),
        paragraph_properties='<w:pStyle w:val="P"/>',
        layout="fixed",
        parts=styles(style("paragraph", "P", '<w:pPr><w:ind w:left="-5000"/></w:pPr>')),
    ),
    "indent of the list": draw(
        run("94"),
        layout="fixed",
        paragraph_properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
        parts={
            "numbering.xml": part(
                "numbering",
                '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:suff w:val="nothing"/>'
                '<w:lvlText w:val=""/><w:pPr><w:ind w:left="-6000"/></w:pPr></w:lvl></w:abstractNum>'
                '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
            )
        },
    ),
    "hidden by the usual character style": draw(
        run("94"), parts=styles(style("character", "C", "<w:rPr><w:vanish/></w:rPr>", usual=True))
    ),
    "style of another kind": draw(
        look('<w:rStyle w:val="P"/>'), parts=styles(style("paragraph", "P", "<w:rPr><w:vanish/></w:rPr>"))
    ),
    "style defined twice": draw(
        look('<w:rStyle w:val="C"/>'),
        parts=styles(style("character", "C", "") + style("character", "C", "<w:rPr><w:vanish/></w:rPr>")),
    ),
    "linked style": draw(
        run("94"),
        paragraph_properties='<w:pStyle w:val="P"/>',
        parts=styles(
            style("paragraph", "P", '<w:link w:val="C"/>') + style("character", "C", "<w:rPr><w:vanish/></w:rPr>")
        ),
    ),
    "hidden mark of the paragraph": draw(
        inner=f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('9')}</w:p>{paragraph('4')}"
    ),
    "two cells in a cell": draw(inner=TEN.format(cell(paragraph("9"), width=900), cell(paragraph("4"), width=900))),
    "white nested table": draw(
        inner=TEN.format(cell("<w:p>" + look(WHITE) + "</w:p>", width=900), cell("<w:p/>", width=900)) + "<w:p/>"
    ),
    "low nested row": draw(
        inner=f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr><w:trPr>{NO_SIZE}</w:trPr>"
        f"{cell(paragraph('94'), width=900)}</w:tr></w:tbl><w:p/>"
    ),
    "mirrored nested table": draw(
        inner=f"<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tr>{cell(paragraph('94'), width=900)}</w:tr></w:tbl><w:p/>"
    ),
    "dark nested table": draw(
        inner=f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr>"
        f"{cell('<w:p>' + look(BLACK) + '</w:p>', shade('000000'), width=900)}</w:tr></w:tbl><w:p/>"
    ),
    "dark cell around a table": draw(
        inner=f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr>"
        f"{cell('<w:p>' + look(BLACK) + '</w:p>', width=900)}</w:tr></w:tbl><w:p/>",
        cell_properties=shade("000000"),
    ),
    "shaded exception of the row": draw(look(BLACK), row_exceptions=f"<w:tblPrEx>{shade('000000')}</w:tblPrEx>"),
    "no break": draw(run("9") + "<w:r><w:noBreakHyphen/></w:r>" + run("4")),
    "full width digits": draw(run("９４")),
    "circled digits": draw(run("⑨④")),
    "raised digits": draw(run("9⁴")),
    "half": draw(run("9½")),
    "mathematical digits": draw(run("𝟗𝟒")),
    "digit and a stroke": draw(run("9|4")),
    "zero width between": draw(run("9\u200b4")),
    "soft hyphen": draw(run("9") + "<w:r><w:softHyphen/></w:r>" + run("4")),
    "moved away": draw(f'<w:moveFrom w:id="1" w:author="x">{run("9")}</w:moveFrom>{run("4")}'),
    "inserted and deleted": draw(
        f'<w:ins w:id="1" w:author="x"><w:del w:id="2" w:author="x"><w:r><w:delText>9</w:delText></w:r></w:del>'
        f"</w:ins>{run('4')}"
    ),
    "inserted cell": draw(run("94"), cell_properties='<w:cellIns w:id="1" w:author="x"/>'),
    "inserted row": draw(run("94"), row_properties='<w:ins w:id="1" w:author="x"/>'),
    "field of a document's property": draw(field("DOCPROPERTY x", run("94"))),
    "locked page number": draw(field("PAGE", run("94"), attributes='w:fldLock="true"')),
    "field with a switch": draw(field("QUOTE 4 \\# 00", run("94"))),
    "merge field": draw(field("MERGEFIELD x", run("94"))),
    "quote": draw(field('QUOTE "4"', run("94"))),
    "check box": draw(field("FORMCHECKBOX", "", separate=False)),
    "drop down": draw(field("FORMDROPDOWN", "", separate=False)),
    "form text": draw(field("FORMTEXT", run("94"))),
    "code with text in it": draw(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("9") + "<w:r><w:instrText>QUOTE</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("4") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "ends without a beginning": draw(run("9") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("4")),
    "group of shapes over the cell": draw(
        run("94") + '<w:r><w:pict><v:group style="position:absolute;width:200pt;height:60pt;margin-top:-9pt"><v:rect '
        'style="width:1000;height:1000" fillcolor="white"/></v:group></w:pict></w:r>'
    ),
    "picture floats over the cell": draw(run("94") + shape().replace("wps:wsp", "pic:pic")),
    "shape behind white letters": draw(look(WHITE) + shape(fill="000000", behind=1, top=-100_000)),
    "shape below a heading far above": draw(
        run("94"), before=f"<w:p>{shape(top=1_000_000, wide=6_500_000, tall=9_000_000)}</w:p>"
    ),
    "tight wrapping": draw(run("94") + shape(wrap='<wp:wrapThrough wrapText="bothSides"/>')),
    "square wrapping in the cell": draw(run("94") + shape(wrap='<wp:wrapSquare wrapText="bothSides"/>', tall=200_000)),
    "background picture": draw(
        look(BLACK), document='<w:background w:color="FFFFFF"><v:background><v:fill/></v:background></w:background>'
    ),
    "text outline of white": draw(
        look(
            '<w14:textOutline w14:w="90000"><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>'
            "</w14:textOutline>"
        )
    ),
    "glow": draw(look('<w14:glow w14:rad="900000"><w14:srgbClr w14:val="000000"/></w14:glow>')),
    "border of the run": draw(look('<w:bdr w:val="single" w:sz="96" w:space="0" w:color="000000"/>')),
    "ignored name space": draw("<w14:run><w:r><w:t>9</w:t></w:r></w14:run>" + run("4")),
    "text right in the paragraph": draw("<w:t>9</w:t>" + run("4")),
    "paragraph in a paragraph": draw(f"<w:p>{run('9')}</w:p>" + run("4")),
    "run in a run": draw(f"<w:r>{run('9')}<w:t>4</w:t></w:r>"),
    "columns that span nothing": draw(run("94"), cell_properties='<w:gridSpan w:val="0"/>'),
    "cell after the grid": draw(run("94"), row_properties='<w:gridAfter w:val="3"/>'),
    "cell moved by the grid": draw(
        run("94"), row_properties='<w:gridBefore w:val="1"/><w:wBefore w:w="2200" w:type="dxa"/>'
    ),
    "custom XML": draw(f'<w:customXml w:element="a">{run("94")}</w:customXml>'),
    "math paragraph": draw("<m:oMathPara><m:oMath><m:r><m:t>94</m:t></m:r></m:oMath></m:oMathPara>"),
    "embedded font": draw(
        look('<w:rFonts w:ascii="Own" w:hAnsi="Own"/>'),
        parts={"fontTable.xml": part("fonts", '<w:font w:name="Own"><w:embedRegular r:id="x"/></w:font>')},
    ),
}
