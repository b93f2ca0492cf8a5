"""Word files made to deceive: what is stored and what is shown differ by intent."""

from __future__ import annotations

from benchmarks.eyes.docx_drawing import cell, draw, field, look, part, shape, style, styles, theme
from tests.sources.office_files import paragraph, run

TURNED = "\u202e"
LIST = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="9"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="none"/><w:lvlText w:val="9"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="9"/><w:numFmt w:val="koreanDigital"/><w:lvlText w:val="%3"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="9"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%4"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)


def listed(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def choice(requires: str, new: str, old: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent>"
    )


def old_shape(place: str, inner: str = "") -> str:
    return (
        f'<w:r><w:pict><v:rect style="position:absolute;{place};z-index:9" fillcolor="white" stroked="f">{inner}'
        "</v:rect></w:pict></w:r>"
    )


def math(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def math_run(text: str, properties: str = "") -> str:
    return f"<m:r>{properties}<m:t>{text}</m:t></m:r>"


def sdt(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


FLOATING = '<w:tblpPr w:vertAnchor="text" w:horzAnchor="margin" w:tblpX="0" w:tblpY="-6000"/>'
HOSTILE: dict[str, bytes] = {
    "black under black by solid shading": draw(
        look('<w:color w:val="000000"/>'), cell_properties='<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>'
    ),
    "shading of the run": draw(look('<w:color w:val="112233"/><w:shd w:val="clear" w:fill="102030"/>')),
    "shading of the paragraph": draw(
        look('<w:color w:val="101010"/>'), paragraph_properties='<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
    ),
    "shading of the table": draw(
        look('<w:color w:val="101010"/>'), table_properties='<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
    ),
    "shading by theme": draw(
        look('<w:color w:val="101010"/>'),
        cell_properties='<w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="text1"/>',
        parts=theme(),
    ),
    "striped shading": draw(
        look('<w:color w:val="000000"/>'),
        cell_properties='<w:shd w:val="horzStripe" w:color="000000" w:fill="FFFFFF"/>',
    ),
    "shaded by nine tenths": draw(
        look('<w:color w:val="202020"/>'), cell_properties='<w:shd w:val="pct90" w:color="000000" w:fill="FFFFFF"/>'
    ),
    "theme whose dark is light": draw(
        look('<w:color w:val="000000" w:themeColor="text1"/>'), parts=theme({"dk1": "FFFFFF"})
    ),
    "theme turned by the settings": draw(
        look('<w:color w:val="000000" w:themeColor="text1"/>'),
        parts=theme() | {"settings.xml": part("settings", '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/>')},
    ),
    "theme tinted to white": draw(
        look('<w:color w:val="000000" w:themeColor="accent1" w:themeTint="05"/>'), parts=theme()
    ),
    "colour that is none": draw(look('<w:color w:val="snow"/>')),
    "black page": draw(
        look('<w:color w:val="000000"/>'),
        document='<w:background w:color="000000"/>',
        parts={"settings.xml": part("settings", "<w:displayBackgroundShape/>")},
    ),
    "hidden by two styles": draw(
        look('<w:rStyle w:val="C"/>'),
        paragraph_properties='<w:pStyle w:val="P"/>',
        parts=styles(
            style("paragraph", "P", "<w:rPr><w:vanish/></w:rPr>")
            + style("character", "C", "<w:rPr><w:vanish/></w:rPr>")
        ),
    ),
    "hidden by the defaults": draw(
        run("94"),
        parts=styles("<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"),
    ),
    "hidden by the table's style": draw(
        run("94"),
        table_properties='<w:tblStyle w:val="T"/>',
        parts=styles(style("table", "T", "<w:rPr><w:vanish/></w:rPr>")),
    ),
    "hidden by the usual table's style": draw(
        run("94"), parts=styles(style("table", "T", "<w:rPr><w:vanish/></w:rPr>", usual=True))
    ),
    "hidden by a far base": draw(
        look('<w:rStyle w:val="A"/>', "9") + run("4"),
        parts=styles(
            style("character", "A", "", "B")
            + style("character", "B", "", "C")
            + style("character", "C", "<w:rPr><w:vanish/></w:rPr>")
        ),
    ),
    "vanish said twice": draw(look('<w:vanish/><w:vanish w:val="0"/>')),
    "special vanish": draw(look("<w:vanish/><w:specVanish/>")),
    "special vanish alone": draw(look("<w:specVanish/>")),
    "emboss on white": draw(look('<w:color w:val="FFFFFF"/><w:emboss/>')),
    "lowered out of the row": draw(
        look('<w:position w:val="-200"/>'), row_properties='<w:trHeight w:val="300" w:hRule="exact"/>'
    ),
    "font of the theme is of symbols": draw(
        look('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'), parts=theme(font="Wingdings")
    ),
    "font of another name is of symbols": draw(
        look('<w:rFonts w:ascii="Plain" w:hAnsi="Plain"/>'),
        parts={"fontTable.xml": part("fonts", '<w:font w:name="Plain"><w:altName w:val="Wingdings"/></w:font>')},
    ),
    "symbol font by style": draw(
        look('<w:rStyle w:val="S"/>'),
        parts=styles(style("character", "S", '<w:rPr><w:rFonts w:ascii="Webdings" w:hAnsi="Webdings"/></w:rPr>')),
    ),
    "override of direction": draw(run(f"{TURNED}94")),
    "override by element": draw(f'<w:bdo w:val="rtl">{run("94")}</w:bdo>'),
    "direction element": draw(f'<w:dir w:val="rtl">{run("9")}{run("4")}</w:dir>'),
    "mirrored table": draw(run("94"), table_properties="<w:bidiVisual/>"),
    "paragraph from the right": draw(run("9") + run(" 4"), paragraph_properties="<w:bidi/>"),
    "digits of another script": draw(run("٤٩")),
    "strokes through the digits": draw(run("9\u03384\u0338")),
    "private characters": draw(run("\uf039\uf034")),
    "bullet that is a digit": draw(run("4"), paragraph_properties=listed(0), parts={"numbering.xml": LIST}),
    "number of no format": draw(run("4"), paragraph_properties=listed(1), parts={"numbering.xml": LIST}),
    "number of an odd format": draw(run("4"), paragraph_properties=listed(2), parts={"numbering.xml": LIST}),
    "number without a gap": draw(run("4"), paragraph_properties=listed(3), parts={"numbering.xml": LIST}),
    "bullet alone": draw("", paragraph_properties=listed(0), parts={"numbering.xml": LIST}),
    "unknown alternative": draw(f"<w:r>{choice('x9', '<w:t>94</w:t>', '<w:t>4</w:t>')}</w:r>"),
    "two alternatives": draw(f"<w:r>{choice('wps', '<w:t>94</w:t>', '<w:t>4</w:t>')}</w:r>"),
    "alternative without a need": draw(f"<w:r>{choice('', '<w:t>94</w:t>', '<w:t>4</w:t>')}</w:r>"),
    "field over two paragraphs": draw(
        inner='<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE</w:instrText></w:r>'
        f'{run("9")}</w:p><w:p>{run("9")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("4")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ),
    "field that begins in the cell before": draw(
        whole_cell=cell('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>', span=1)
        + cell(f'<w:p>{run("94")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>', frame=True, span=2)
    ),
    "hidden field": draw(
        '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SET '
        "a</w:instrText></w:r>" + run("9") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("4")
    ),
    "field in a field": draw(field("IF 1 = 1", field("PAGE", run("9")) + run("4"))),
    "EQ field": draw(field("EQ \\o(9,4)", "", separate=False)),
    "symbol field": draw(field("SYMBOL 57", "", separate=False) + run("4")),
    "moved by a field": draw(run("9") + field("ADVANCE \\l 20", "", separate=False) + run("4")),
    "bound to data": draw(sdt('<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>', run("94"))),
    "bound to data and empty": draw(sdt('<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>', "")),
    "bound block": draw(inner=sdt('<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>', paragraph("94"))),
    "placeholder block": draw(inner=sdt("<w:showingPlcHdr/>", paragraph("94"))),
    "contents block": draw(
        inner=sdt('<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>', paragraph("94"))
    ),
    "white formula": draw(math(math_run("9", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>') + math_run("4"))),
    "hidden formula": draw(math(math_run("9", "<w:rPr><w:vanish/></w:rPr>") + math_run("4"))),
    "phantom": draw(
        math(
            '<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>'
            + math_run("9")
            + "</m:e></m:phant>"
            + math_run("4")
        )
    ),
    "stack without a bar": draw(
        math(
            '<m:f><m:fPr><m:type m:val="noBar"/></m:fPr><m:num>'
            + math_run("9")
            + "</m:num><m:den>"
            + math_run("4")
            + "</m:den></m:f>"
        )
    ),
    "sum sign": draw(math("<m:nary><m:sub>" + math_run("9") + "</m:sub><m:e>" + math_run("4") + "</m:e></m:nary>")),
    "matrix": draw(math("<m:m><m:mr><m:e>" + math_run("9") + "</m:e><m:e>" + math_run("4") + "</m:e></m:mr></m:m>")),
    "struck in a box": draw(
        math(
            '<m:borderBox><m:borderBoxPr><m:strikeH m:val="1"/></m:borderBoxPr><m:e>'
            + math_run("94")
            + "</m:e></m:borderBox>"
        )
    ),
    "old box over the cell": draw(run("94") + old_shape("margin-left:-5pt;margin-top:-5pt;width:200pt;height:50pt")),
    "old box over the page": draw(
        run("94"),
        before=f"<w:p>{old_shape('left:0;top:0;width:600pt;height:800pt;mso-position-vertical-relative:page')}</w:p>",
    ),
    "box with a new number over the cell": draw(run("94") + shape(text=paragraph("4"))),
    "shape of no fill with a number": draw(run("4") + shape(fill="", text=paragraph("9"), wide=200_000, left=-150_000)),
    "thick line": draw(
        run("94")
        + shape(tall=10, top=80_000).replace(
            "<a:ln><a:noFill/></a:ln>", '<a:ln w="400000"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln>'
        )
    ),
    "black box behind": draw(look('<w:color w:val="000000"/>') + shape(fill="000000", behind=1, top=-100_000)),
    "frame in a cell": draw(
        run("94"),
        paragraph_properties='<w:framePr w:w="600" w:hSpace="0" w:wrap="around" w:vAnchor="page" '
        'w:hAnchor="page" w:x="9000" w:y="9000"/>',
    ),
    "frame over the table": draw(
        run("94"),
        after='<w:p><w:pPr><w:framePr w:w="9000" w:h="9000" w:hRule="exact" w:wrap="none" w:vAnchor="page" '
        'w:hAnchor="page" '
        'w:x="100" w:y="100"/><w:shd w:val="clear" w:fill="FFFFFF"/></w:pPr><w:r><w:t>框</w:t></w:r></w:p>',
    ),
    "table moved off the page": draw(
        run("94"), table_properties='<w:tblInd w:w="-20000" w:type="dxa"/>', layout="fixed"
    ),
    "table moved over another": draw(
        run("94"),
        after=f'<w:tbl><w:tblPr>{FLOATING}<w:shd w:val="clear" w:fill="FFFFFF"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="8000"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="6000"/></w:trPr>'
        f"{cell(paragraph(''), width=8000)}</w:tr></w:tbl><w:p/>",
    ),
    "column beyond the page": draw(
        run("94"),
        whole_cell=cell(paragraph(""), width=30_000, span=1) + cell(paragraph("94"), frame=True, span=2),
        layout="fixed",
        width=20_000,
    ),
    "one line in a narrow column": draw(run("123456789"), layout="fixed", width=150, cell_properties="<w:noWrap/>"),
    "merge from nowhere": draw(run("94"), cell_properties="<w:hMerge/>"),
    "unknown property of a run": draw(look('<w14:props3d w14:extrusionH="9"/>')),
    "unknown property of a cell": draw(run("94"), cell_properties="<w:hideIt/>"),
    "unknown element": draw("<w:r><w:odd>9</w:odd><w:t>4</w:t></w:r>"),
    "unknown element with text": draw(f"<w:cloak>{run('9')}</w:cloak>{run('4')}"),
    "reflection": draw(look('<w14:reflection w14:blurRad="0" w14:stA="90000"/>')),
    "transparent text": draw(
        look(
            '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'
            "</w14:solidFill></w14:textFill>"
        )
    ),
    "small page": draw(run("94"), after='<w:p><w:pPr><w:sectPr><w:pgSz w:w="400" w:h="400"/></w:sectPr></w:pPr></w:p>'),
    "vertical page": draw(
        run("94"),
        after='<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:textDirection w:val="tbRl"/></w:sectPr>'
        "</w:pPr></w:p>",
    ),
    "comma that is white": draw(run("9") + look('<w:color w:val="FFFFFF"/>', ".") + run("4")),
    "point that is hidden": draw(run("9") + look("<w:vanish/>", ".") + run("4")),
    "folded heading": draw(
        run("94"),
        above='<w:p><w:pPr><w:outlineLvl w:val="0"/><w15:collapsed/></w:pPr><w:r><w:t>标题</w:t></w:r></w:p>',
    ),
}
