"""Word files as people, Word and WPS write them: styled in a hundred ways, and plainly seen."""

from __future__ import annotations

from benchmarks.eyes.docx_drawing import draw, field, look, part, shape, style, styles, theme
from tests.sources.office_files import paragraph, run

SONG = '<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/>'
BANDED = (
    "<w:tblPr><w:tblStyleRowBandSize w:val='1'/><w:tblInd w:w='0' w:type='dxa'/></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF" w:themeColor="background1"/></w:rPr>'
    '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="4F81BD" w:themeFill="accent1"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="DBE5F1" w:themeFill="accent1" '
    'w:themeFillTint="33"/></w:tcPr></w:tblStylePr>'
)
NORMAL = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
    'w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/><w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="22"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" '
    'w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" '
    'w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="a3"><w:name w:val="Table Grid"/><w:basedOn w:val="a1"/><w:tblPr/></w:style>'
)
SEAL = "<wp:wrapSquare wrapText='bothSides'/>"


def marked(properties: str, text: str = "94") -> bytes:
    return draw(look(properties, text))


HARMLESS: dict[str, bytes] = {
    "plain": draw(run("94")),
    "zero": draw(run("0")),
    "blank": draw(""),
    "long number": draw(run("1234567")),
    "decimal": draw(run("94.5")),
    "as Word writes": draw(
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellStart"/>'
        '<w:r w:rsidR="00A1" w:rsidRPr="00B2"><w:rPr><w:rFonts w:asciiTheme="minorEastAsia" '
        'w:hAnsiTheme="minorEastAsia" w:hint="eastAsia"/><w:color w:val="000000" w:themeColor="text1"/><w:sz '
        'w:val="24"/>'
        '<w:szCs w:val="24"/></w:rPr><w:lastRenderedPageBreak/><w:t>94</w:t></w:r><w:proofErr w:type="spellEnd"/>',
        parts=theme() | styles(NORMAL),
        table_properties='<w:tblStyle w:val="a3"/>',
    ),
    "as WPS writes": draw(
        look(
            f'{SONG}<w:i w:val="0"/><w:iCs w:val="0"/><w:caps w:val="0"/><w:color w:val="000000"/><w:spacing '
            f'w:val="0"/>'
            '<w:kern w:val="0"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:u w:val="none"/><w:shd w:val="clear" '
            'w:fill="FFFFFF"/>'
            '<w:vertAlign w:val="baseline"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar"/>'
        ),
        paragraph_properties='<w:keepNext w:val="0"/><w:keepLines w:val="0"/><w:widowControl/><w:suppressLineNumbers '
        'w:val="0"/><w:pBdr><w:top w:val="none" w:sz="0" w:space="0" w:color="auto"/></w:pBdr><w:spacing w:before="0" '
        'w:beforeAutospacing="0" w:after="0" w:afterAutospacing="0"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>'
        '<w:jc w:val="center"/>',
        cell_properties='<w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:tcMar><w:left w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tcMar><w:vAlign w:val="center"/>',
        row_properties='<w:trHeight w:val="340" w:hRule="atLeast"/><w:jc w:val="center"/>',
        layout="fixed",
        parts=styles(NORMAL),
    ),
    "text fill of WPS": marked(
        '<w:color w:val="000000" w:themeColor="text1"/><w14:textFill><w14:solidFill><w14:schemeClr w14:val="tx1"/>'
        "</w14:solidFill></w14:textFill>"
    ),
    "lighter text fill": draw(
        look(
            '<w:color w:val="262626" w:themeColor="text1" w:themeTint="D9"/><w14:textFill><w14:solidFill>'
            "<w14:schemeClr "
            'w14:val="tx1"><w14:lumMod w14:val="85000"/><w14:lumOff w14:val="15000"/></w14:schemeClr></w14:solidFill>'
            "</w14:textFill>"
        ),
        parts=theme(),
    ),
    "line of 28 points": draw(run("94"), paragraph_properties='<w:spacing w:line="560" w:lineRule="exact"/>'),
    "line and a half": draw(run("94"), paragraph_properties='<w:spacing w:line="360" w:lineRule="auto"/>'),
    "line of 12 points": draw(
        look('<w:sz w:val="21"/>'), paragraph_properties='<w:spacing w:line="240" w:lineRule="exact"/>'
    ),
    "exact row": draw(run("94"), row_properties='<w:trHeight w:val="454" w:hRule="exact"/>'),
    "indent out of the margins": draw(
        run("94"),
        paragraph_properties='<w:ind w:leftChars="-50" w:left="-105" w:rightChars="-50" w:right="-105"/>'
        '<w:jc w:val="center"/>',
    ),
    "hanging indent": draw(run("94"), paragraph_properties='<w:ind w:left="420" w:hanging="420"/>'),
    "first line by two letters": draw(
        run("94"), paragraph_properties='<w:ind w:firstLineChars="200" w:firstLine="420"/>'
    ),
    "white header on dark": draw(
        look('<w:color w:val="FFFFFF"/>'), cell_properties='<w:shd w:val="clear" w:fill="1F3864"/>'
    ),
    "white header by theme": draw(
        look('<w:color w:val="FFFFFF" w:themeColor="background1"/>'),
        cell_properties='<w:shd w:val="clear" w:color="auto" w:fill="1F497D" w:themeFill="text2"/>',
        parts=theme(),
    ),
    "automatic ink on black": draw(run("94"), cell_properties='<w:shd w:val="clear" w:fill="000000"/>'),
    "banded table style": draw(
        run("94"),
        table_properties='<w:tblStyle w:val="T"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>',
        parts=styles(style("table", "T", BANDED)) | theme(),
    ),
    "grey row": draw(run("94"), cell_properties='<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'),
    "shaded by a tenth": draw(run("94"), cell_properties='<w:shd w:val="pct10" w:color="auto" w:fill="auto"/>'),
    "red": marked('<w:color w:val="FF0000"/>'),
    "blue by theme": draw(look('<w:color w:val="4F81BD" w:themeColor="accent1"/>'), parts=theme()),
    "dark grey": marked('<w:color w:val="595959"/>'),
    "yellow highlight": marked('<w:highlight w:val="yellow"/>'),
    "bold and italic": marked("<w:b/><w:bCs/><w:i/>"),
    "underlined": marked('<w:u w:val="single"/>'),
    "small print": marked('<w:sz w:val="13"/>'),
    "large print": marked('<w:sz w:val="44"/>'),
    "condensed a little": marked('<w:spacing w:val="-10"/>'),
    "narrowed a little": marked('<w:w w:val="80"/>'),
    "caps": marked("<w:caps/><w:smallCaps/>"),
    "hyperlink": draw(f'<w:hyperlink w:anchor="x">{run("94")}</w:hyperlink>'),
    "hyperlink field": draw(field('HYPERLINK "x"', run("94"))),
    "inserted": draw(f'<w:ins w:id="1" w:author="x">{run("94")}</w:ins>'),
    "content control": draw(
        "<w:sdt><w:sdtPr><w:alias w:val='数'/><w:id w:val='5'/><w:text/></w:sdtPr><w:sdtContent>"
        + run("94")
        + "</w:sdtContent></w:sdt>"
    ),
    "cut into runs": draw(run("9") + look("<w:b/>", "4")),
    "comment": draw(
        '<w:commentRangeStart w:id="0"/>'
        + run("94")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        parts={"comments.xml": part("comments", f'<w:comment w:id="0" w:author="x">{paragraph("注")}</w:comment>')},
    ),
    "format revised": marked('<w:b/><w:rPrChange w:id="1" w:author="x"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'),
    "empty paragraph below": draw(inner=paragraph("94") + paragraph("")),
    "repeated header rows": draw(run("94"), row_properties="<w:cantSplit/><w:tblHeader/>"),
    "floating table": draw(
        run("94"),
        table_properties='<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" '
        'w:horzAnchor="margin" '
        'w:tblpXSpec="center" w:tblpY="120"/><w:tblOverlap w:val="never"/>',
    ),
    "red line under the head": draw(
        run("94"), before=f"<w:p>{shape(tall=0, wide=5_000_000, fill='FF0000', top=100_000)}</w:p>"
    ),
    "picture beside": draw(run("94"), before=f"<w:p>{shape(wrap=SEAL, text=paragraph('框'))}{run('前言')}</w:p>"),
    "style chain": draw(
        look('<w:rStyle w:val="C"/>'),
        parts=styles(
            style("character", "C", '<w:rPr><w:color w:val="000000"/></w:rPr>', "B")
            + style("character", "B", "<w:rPr><w:vanish w:val='0'/></w:rPr>", "A")
            + style("character", "A", "<w:rPr><w:vanish/></w:rPr>")
        ),
    ),
    "hard table margins": draw(
        run("94"),
        paragraph_properties='<w:jc w:val="center"/>',
        layout="fixed",
        table_properties='<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>',
    ),
    "headings unfolded": draw(
        run("94"),
        above='<w:p><w:pPr><w:outlineLvl w:val="0"/><w15:collapsed w15:val="0"/></w:pPr></w:p>',
    ),
    "settings of Word": draw(
        run("94"),
        parts={
            "settings.xml": part(
                "settings",
                '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:defaultTabStop w:val="420"/><w:compat>'
                '<w:spaceForUL/><w:useFELayout/></w:compat><w:documentProtection w:edit="readOnly" w:enforcement="0"/>'
                '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"/>',
            )
        },
    ),
}
