"""Word files whose markup says one thing and whose page may show another, and ordinary ones that have to be read."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.eyes.docx_afterthoughts import AFTERTHOUGHTS
from benchmarks.eyes.docx_drawing import cell, draw, field, look, part, shape, style, styles, theme
from benchmarks.eyes.docx_frames import FRAMED_EVERYDAY, FRAMED_HARMLESS, FRAMED_HOSTILE
from benchmarks.eyes.docx_harmless import HARMLESS
from benchmarks.eyes.docx_hostile import HOSTILE
from benchmarks.eyes.trick import Kind, Trick
from tests.sources.office_files import paragraph, run


def tricks() -> Iterator[Trick]:
    for kind, documents in (
        (Kind.EVERYDAY, EVERYDAY | FRAMED_EVERYDAY),
        (Kind.HOSTILE, HOSTILE | AFTERTHOUGHTS | FRAMED_HOSTILE),
        (Kind.HARMLESS, HARMLESS | FRAMED_HARMLESS),
    ):
        for name, data in documents.items():
            yield Trick(name, kind, ".docx", data)


NOTES = part("footnotes", f'<w:footnote w:id="2">{paragraph("注")}</w:footnote>')
LIST = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="9"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="none"/><w:lvlText w:val="9"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="9"/><w:numFmt w:val="koreanDigital"/><w:lvlText w:val="%4"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)


def listed(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def row_of(height: int) -> str:
    return f'<w:trHeight w:val="{height}" w:hRule="exact"/>'


def half(top: str, below: str) -> str:
    parts = f"<m:num><m:r><m:t>{top}</m:t></m:r></m:num><m:den><m:r><m:t>{below}</m:t></m:r></m:den>"
    return f"<m:oMath><m:f>{parts}</m:f></m:oMath>"


EVERYDAY: dict[str, bytes] = {
    "white": draw(look('<w:color w:val="FFFFFF"/>')),
    "white digit beside black": draw(look('<w:color w:val="FFFFFF"/>', "9") + run("4")),
    "theme white": draw(look('<w:color w:val="000000" w:themeColor="background1"/>'), parts=theme()),
    "theme white by name only": draw(look('<w:color w:val="auto" w:themeColor="background1"/>'), parts=theme()),
    "black shading": draw(look('<w:color w:val="000000"/>'), cell_properties='<w:shd w:val="clear" w:fill="000000"/>'),
    "grey on grey": draw(look('<w:color w:val="C0C0C0"/>'), cell_properties='<w:shd w:val="clear" w:fill="BFBFBF"/>'),
    "white on pale blue": draw(
        look('<w:color w:val="FFFFFF"/>'), cell_properties='<w:shd w:val="clear" w:fill="DEEAF6"/>'
    ),
    "ink of the highlight": draw(look('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>')),
    "hidden": draw(look("<w:vanish/>", "9") + run("4")),
    "all hidden": draw(look("<w:vanish/>")),
    "struck": draw(look("<w:strike/>", "9") + run("4")),
    "struck twice": draw(look("<w:dstrike/>", "9") + run("4")),
    "deleted": draw("<w:del w:id='1' w:author='x'><w:r><w:delText>9</w:delText></w:r></w:del>" + run("4")),
    "raised": draw(run("9") + look('<w:vertAlign w:val="superscript"/>', "4")),
    "raised by points": draw(run("9") + look('<w:position w:val="10"/>', "4")),
    "footnote mark": draw(
        run("9") + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>',
        parts={"footnotes.xml": NOTES},
    ),
    "footnote mark alone": draw('<w:r><w:footnoteReference w:id="2"/></w:r>', parts={"footnotes.xml": NOTES}),
    "row too low": draw(run("94"), row_properties=row_of(60)),
    "row too low for two lines": draw(inner=paragraph("") + paragraph("94"), row_properties=row_of(280)),
    "row too low for the room above": draw(
        run("94"), row_properties=row_of(300), paragraph_properties='<w:spacing w:before="600"/>'
    ),
    "line too low": draw(run("94"), paragraph_properties='<w:spacing w:line="20" w:lineRule="exact"/>'),
    "line of no height": draw(run("94"), paragraph_properties='<w:spacing w:line="1" w:lineRule="auto"/>'),
    "large letters in an exact line": draw(
        look('<w:sz w:val="72"/>'), paragraph_properties='<w:spacing w:line="240" w:lineRule="exact"/>'
    ),
    "narrow column": draw(run("94"), layout="fixed", width=80),
    "wide margins": draw(
        run("94"),
        layout="fixed",
        width=700,
        cell_properties='<w:tcMar><w:left w:w="2000" w:type="dxa"/><w:right w:w="2000" w:type="dxa"/></w:tcMar>',
    ),
    "indent out of the cell": draw(run("94"), layout="fixed", paragraph_properties='<w:ind w:left="7000"/>'),
    "indent out to the left": draw(run("94"), layout="fixed", paragraph_properties='<w:ind w:left="-4000"/>'),
    "first line out to the left": draw(run("94"), layout="fixed", paragraph_properties='<w:ind w:firstLine="-6000"/>'),
    "turned": draw(run("94"), cell_properties='<w:textDirection w:val="btLr"/>'),
    "list number": draw(run("5"), paragraph_properties=listed(0), parts={"numbering.xml": LIST}),
    "list number alone": draw("", paragraph_properties=listed(0), parts={"numbering.xml": LIST}),
    "page number": draw(field("PAGE", run("94"))),
    "number of pages": draw(field("NUMPAGES", run("94"))),
    "page number without result": draw(field("PAGE", "", separate=False)),
    "old page number": draw("<w:r><w:pgNum/></w:r>"),
    "day": draw(field('DATE \\@ "d"', run("94"))),
    "reference": draw(field("REF there", run("94"))),
    "dirty sum": draw(field("=SUM(LEFT)", run("94"), attributes='w:dirty="true"')),
    "field code in a text": draw(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("94") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "hidden in web view": draw(look("<w:webHidden/>")),
    "sum field": draw(field("=SUM(ABOVE)", run("94"))),
    "formula of one number": draw("<m:oMath><m:r><m:t>94</m:t></m:r></m:oMath>"),
    "simple page number": draw('<w:fldSimple w:instr=" PAGE ">' + run("94") + "</w:fldSimple>"),
    "fraction": draw(half("9", "4")),
    "power": draw(
        "<m:oMath><m:sSup><m:e><m:r><m:t>9</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath>"
    ),
    "root": draw(
        "<m:oMath><m:rad><m:deg><m:r><m:t>9</m:t></m:r></m:deg><m:e><m:r><m:t>4</m:t></m:r></m:e></m:rad></m:oMath>"
    ),
    "symbol font": draw(look('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')),
    "symbol": draw('<w:r><w:sym w:font="Wingdings" w:char="F039"/></w:r>' + run("4")),
    "picture": draw(
        "<w:r><w:drawing><wp:inline><wp:extent cx='400000' cy='200000'/><pic:pic/></wp:inline></w:drawing></w:r>"
    ),
    "white box over the cell": draw(run("94") + shape()),
    "white box from the paragraph above": draw(
        run("94"), above=f"<w:p>{shape(top=0, wide=6_500_000, tall=4_000_000)}</w:p>"
    ),
    "white box from the paragraph below": draw(
        run("94"), after=f"<w:p>{shape(top=-2_500_000, wide=6_500_000, tall=2_400_000)}</w:p>"
    ),
    "white box on the page": draw(
        run("94"), after=f"<w:p>{shape(vertical='page', horizontal='page', wide=7_500_000, tall=10_000_000)}</w:p>"
    ),
    "box with a number": draw(run("4") + shape(text=paragraph("9"), wide=300_000, tall=300_000, left=-100_000)),
    "box beside nothing": draw(shape(text=paragraph("94"), wide=600_000, tall=300_000)),
    "style hides": draw(
        look('<w:rStyle w:val="H"/>', "9") + run("4"),
        parts=styles(style("character", "H", "<w:rPr><w:vanish/></w:rPr>")),
    ),
    "paragraph style is white": draw(
        run("94"),
        paragraph_properties='<w:pStyle w:val="P"/>',
        parts=styles(style("paragraph", "P", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')),
    ),
    "default style is white": draw(
        run("94"), parts=styles(style("paragraph", "P", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>', usual=True))
    ),
    "document defaults are white": draw(
        run("94"),
        parts=styles(
            '<w:docDefaults><w:rPrDefault><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:rPrDefault></w:docDefaults>'
        ),
    ),
    "table style is white": draw(
        run("94"),
        table_properties='<w:tblStyle w:val="T"/>',
        parts=styles(style("table", "T", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')),
    ),
    "last column of a table style is white": draw(
        run("94"),
        table_properties='<w:tblStyle w:val="T"/><w:tblLook w:val="0100" w:lastColumn="1"/>',
        parts=styles(
            style(
                "table", "T", '<w:tblStylePr w:type="lastCol"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>'
            )
        ),
    ),
    "squeezed": draw(look('<w:w w:val="1"/>')),
    "condensed": draw(look('<w:spacing w:val="-100"/>')),
    "expanded": draw(look('<w:spacing w:val="1500"/>')),
    "tiny": draw(look('<w:sz w:val="2"/>', "9") + run("4")),
    "huge": draw(look('<w:sz w:val="1638"/>')),
    "fitted": draw(look('<w:fitText w:val="20" w:id="1"/>')),
    "right to left": draw(look("<w:rtl/>", "9") + look("<w:rtl/>", "4")),
    "two lines in one": draw(look('<w:eastAsianLayout w:id="1" w:combine="1"/>', "94")),
    "placeholder": draw(
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('94')}</w:sdtContent></w:sdt>"
    ),
    "merged below": draw(run("94"), cell_properties="<w:vMerge/>"),
    "two lines": draw(inner=paragraph("9") + paragraph("4")),
    "tab": draw(run("9") + "<w:r><w:tab/></w:r>" + run("4")),
    "line break": draw(run("9") + "<w:r><w:br/></w:r>" + run("4")),
    "crossed cell": draw(run("94"), borders='<w:tl2br w:val="single" w:sz="24" w:color="000000"/>'),
    "reading above": draw(
        "<w:r><w:ruby><w:rubyPr/><w:rt>" + run("9") + "</w:rt><w:rubyBase>" + run("4") + "</w:rubyBase></w:ruby></w:r>"
    ),
    "hidden row": draw(run("94"), row_properties="<w:hidden/>"),
    "contents style": draw(
        run("94"),
        paragraph_properties='<w:pStyle w:val="C"/>',
        parts=styles('<w:style w:type="paragraph" w:styleId="C"><w:name w:val="toc 1"/></w:style>'),
    ),
    "text filled with nothing": draw(look("<w14:textFill><w14:noFill/></w14:textFill>")),
    "text filled with white": draw(
        look('<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>')
    ),
    "cell within a cell": draw(
        inner=f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr>{cell(paragraph('9'))}</w:tr>"
        f"</w:tbl>{paragraph('4')}"
    ),
}
