"""Further workbooks, thought of after the rules were written: how well do the rules meet what they were not made for?"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.eyes.xlsx_drawing import BASE, FONT, PROBE, draw, styles, words
from benchmarks.eyes.xlsx_hostile import themed

Made = Iterator[tuple[str, bytes]]
WIDE = '<col min="1" max="1" width="40" customWidth="1"/>'
WHITE = f'{FONT}<color rgb="FFFFFFFF"/>'


def more() -> Made:
    yield from _styles()
    yield from _strings()
    yield from _formulas()
    yield from _sheet()


def _styles() -> Made:
    usual = styles(font=WHITE)
    parent = usual.replace(
        '<cellStyleXfs><xf numFmtId="0" fontId="0"', '<cellStyleXfs><xf numFmtId="0" fontId="1"'
    ).replace('numFmtId="0" fontId="1" fillId="0" borderId="1"', 'borderId="1"')
    yield "style-of-parent", draw("<v>94</v>", look=parent)
    yield (
        "column-style-white",
        draw(
            cell=f'<c r="{PROBE}"><v>94</v></c>',
            look=usual,
            columns=f'{WIDE}<col min="2" max="2" width="14" style="1" customWidth="1"/>',
        ),
    )
    yield (
        "row-style-white",
        draw(cell=f'<c r="{PROBE}"><v>94</v></c>', look=usual, row='s="1" customFormat="1" ht="32" customHeight="1"'),
    )
    twice = styles(code="0").replace("</numFmts>", '<numFmt numFmtId="200" formatCode="&quot;9&quot;0"/></numFmts>')
    yield "format-defined-twice", draw("<v>4</v>", look=twice)
    again = styles(format_id=1).replace(
        "<fonts>", '<numFmts><numFmt numFmtId="1" formatCode="&quot;9&quot;0"/></numFmts><fonts>'
    )
    yield "format-built-in-anew", draw("<v>4</v>", look=again)
    yield "fonts-twice", draw("<v>94</v>", look=usual.replace("<fonts>", f"<fonts><font>{BASE}</font></fonts><fonts>"))
    yield "colour-short", draw("<v>94</v>", look=styles(font=f'{FONT}<color rgb="FFF"/>'))
    yield "colour-clear", draw("<v>94</v>", look=styles(font=f'{FONT}<color rgb="00FFFFFF"/>'))
    yield "colour-lower-case", draw("<v>94</v>", look=styles(font=f'{FONT}<color rgb="fffffffe"/>'))
    yield "colour-twice", draw("<v>94</v>", look=styles(font=f'{FONT}<color rgb="FF000000"/><color rgb="FFFFFFFF"/>'))
    yield "theme-missing-white", draw("<v>94</v>", look=styles(font=f'{FONT}<color theme="0"/>'))
    yield (
        "theme-not-related",
        draw("<v>94</v>", look=styles(font=f'{FONT}<color theme="1"/>'), parts=themed(dk1="FFFFFF")),
    )
    yield "font-size-409", draw("<v>94</v>", look=styles(font='<sz val="400"/><name val="DejaVu Sans"/>'))
    yield "font-size-3", draw("<v>94</v>", look=styles(font='<sz val="3"/><name val="DejaVu Sans"/>'))
    yield "font-outline", draw("<v>94</v>", look=styles(font=f"{FONT}<outline/><shadow/>"))
    yield (
        "aligned-across",
        draw("<v>94</v>", look=styles(alignment='horizontal="centerContinuous"'), beside='<c r="C9" s="1"/>'),
    )
    yield "indent-small", draw("<v>94</v>", look=styles(alignment='horizontal="left" indent="2"'))
    yield "sound-accounting", draw("<v>94</v>", look=styles(code='_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'))


def _strings() -> Made:
    for name, text in (
        ("escaped", "_x0039_4"),
        ("escaped-end", "4_x000D_"),
        ("escaped-hidden", "_x005F_x0039_4"),
        ("tab", "9\t4"),
        ("non-breaking", "9\u00a04"),
        ("thin", "9\u20094"),
        ("ideographic", "9\u30004"),
        ("joiner", "9\u200d4"),
        ("mark", "\u200f94"),
        ("isolate", "\u206794\u2069"),
        ("tag", "9\U000e00344"),
        ("variation", "9\ufe0e4\ufe0e"),
        ("roman", "Ⅳ"),
        ("devanagari", "९४"),
        ("letter-o", "9O"),
        ("letter-l", "l4"),
        ("cyrillic", "9З"),
        ("minus", "\u22124"),
        ("comma", "9,4"),
        ("apostrophe", "'94"),
    ):
        yield f"string-{name}", draw(words(text), kind="inlineStr")
    yield "string-of-formula", draw('<f>"9"&amp;"4"</f><v>4</v>', kind="str")
    yield "string-blank-in-value", draw("<v> 94 </v>")


def _formulas() -> Made:
    for name, formula, cached in (
        ("indirect", 'INDIRECT("B12")', "94"),
        ("offset", "OFFSET(B12,0,0)", "94"),
        ("if", "IF(B12=0,4,94)", "94"),
        ("if-fresh", "IF(B12=0,4,94)", "4"),
        ("round", "ROUND(3.6,0)", "94"),
        ("subtotal", "SUBTOTAL(9,B12:B13)", "94"),
        ("count", "COUNT(B12:B13)", "94"),
        ("sumproduct", "SUMPRODUCT(B12:B13)", "94"),
        ("length", 'LEN("1234")', "94"),
        ("chain", "B12", "94"),
        ("comparison", "(B12=0)*4", "94"),
        ("iferror", "IFERROR(1/0,4)", "94"),
        ("array", "SUM(B12:B13*1)", "94"),
        ("value", 'VALUE("4")', "94"),
        ("text", 'TEXT(4,"0")', "94"),
    ):
        kind = "str" if name == "text" else ""
        escaped = formula.replace('"', "&quot;")
        yield f"reckoned-{name}", draw(f"<f>{escaped}</f><v>{cached}</v>", kind=kind)
    yield "reckoned-array", draw('<f t="array" ref="B9">2+2</f><v>94</v>')
    yield "reckoned-manually", draw("<f>2+2</f><v>94</v>", workbook='<calcPr calcMode="manual" fullCalcOnLoad="1"/>')
    yield "reckoned-error-now", draw("<f>1/0</f><v>94</v>")


def _sheet() -> Made:
    yield "row-hidden-true", draw("<v>94</v>", row='hidden="true"')
    yield "row-hidden-capital", draw("<v>94</v>", row='hidden="TRUE"')
    yield (
        "column-grouped",
        draw("<v>94</v>", columns=f'{WIDE}<col min="2" max="2" width="9" hidden="1" outlineLevel="1"/>'),
    )
    yield (
        "link-with-display",
        draw("<v>4</v>", after='<hyperlinks><hyperlink ref="B9" location="A1" display="94"/></hyperlinks>'),
    )
    yield "zoomed", draw("<v>94</v>", before='<sheetViews><sheetView zoomScale="10" workbookViewId="0"/></sheetViews>')
    spark = (
        '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="http://schemas.microsoft.com/office/'
        'spreadsheetml/2009/9/main"><x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:sparklineGroup type="column"><x14:sparklines><x14:sparkline><xm:f>表2!B12:B13</xm:f><xm:sqref>B9</xm:sqref>'
        "</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
    )
    yield "sparkline", draw("<v>94</v>", after=spark)
    yield (
        "printed-part",
        draw("<v>94</v>", after='<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'),
    )
    yield "dimension-lies", draw("<v>94</v>", before='<dimension ref="A1:A2"/>')
    yield (
        "frozen-far",
        draw(
            "<v>94</v>",
            before='<sheetViews><sheetView workbookViewId="0" topLeftCell="A40"/></sheetViews>',
        ),
    )
    yield "merge-one-cell", draw("<v>94</v>", merges='<mergeCell ref="B9"/>')
    yield "merge-upside-down", draw("<v>94</v>", merges='<mergeCell ref="C9:B9"/>', beside='<c r="C9"><v>4</v></c>')
    yield "merge-down", draw("<v>94</v>", merges='<mergeCell ref="B9:B10"/>')
    yield "cell-lower-case", draw(cell='<c r="b9" s="1"><v>94</v></c>')
    yield "cell-with-dollars", draw(cell='<c r="$B$9" s="1"><v>94</v></c>')
    yield "height-in-words", draw("<v>94</v>", row='ht="32pt"')
