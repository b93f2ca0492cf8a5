"""Workbooks as real offices style them: every one of them has to be read."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.eyes.xlsx_drawing import BASE, FONT, OFFICE, anchor, draw, drawn, shape, styles, words
from benchmarks.eyes.xlsx_hostile import themed

Made = Iterator[tuple[str, bytes]]


def harmless() -> Made:
    for value in ("0", "4", "94", "1234", "1234567"):
        yield f"plain-{value}", draw(f"<v>{value}</v>")
        yield f"text-{value}", draw(words(value), kind="inlineStr")
    yield "blank", draw("")
    yield "slash", draw(words("/"), kind="inlineStr")
    yield "dash", draw(words("-"), kind="inlineStr")
    for at, code in enumerate(
        (
            "0",
            "0_ ",
            "#,##0",
            "#,##0_ ",
            "0.00_ ",
            "0_);[Red](0)",
            "General",
            "@",
            "[$-804]0",
            "0;-0",
            "0;[Red]0",
            "##0",
            '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
            "#,##0.00",
            "0.##",
        )
    ):
        yield f"format-{at:02}", draw("<v>94</v>", look=styles(code=code))
    for number in (1, 2, 3, 4, 37, 38, 41, 43, 49):
        yield f"format-id-{number}", draw("<v>94</v>", look=styles(format_id=number))
    for name, font in (
        ("bold", "<b/>"),
        ("red", '<color rgb="FFFF0000"/>'),
        ("blue", '<color theme="4"/>'),
        ("dark-theme", '<color theme="1"/>'),
        ("grey", '<color rgb="FF808080"/>'),
        ("indexed", '<color indexed="8"/>'),
        ("automatic", '<color auto="1"/>'),
        ("indexed-64", '<color indexed="64"/>'),
        ("not-struck", '<strike val="0"/>'),
        ("charset", '<family val="2"/><charset val="134"/>'),
    ):
        theme = f'<Relationship Id="th" Type="{OFFICE}/theme" Target="theme/theme1.xml"/>'
        yield f"font-{name}", draw("<v>94</v>", look=styles(font=FONT + font), parts=themed(), book_related=theme)
    for name, fill, font in (
        (
            "white-on-dark",
            '<patternFill patternType="solid"><fgColor rgb="FF1F4E78"/><bgColor indexed="64"/></patternFill>',
            '<color rgb="FFFFFFFF"/>',
        ),
        (
            "pale-fill",
            '<patternFill patternType="solid"><fgColor rgb="FFFFFFCC"/><bgColor indexed="64"/></patternFill>',
            "",
        ),
        ("grey-fill", '<patternFill patternType="solid"><fgColor theme="0" tint="-0.15"/></patternFill>', ""),
        ("no-fill", '<patternFill patternType="none"/>', ""),
        ("dots", '<patternFill patternType="gray0625"><fgColor rgb="FFC0C0C0"/></patternFill>', ""),
    ):
        yield f"fill-{name}", draw("<v>94</v>", look=styles(fill=fill, font=FONT + font))
    for name, alignment in (
        ("left", 'horizontal="left"'),
        ("centre", 'horizontal="center" vertical="center" wrapText="1"'),
        ("right", 'horizontal="right" indent="1"'),
        ("shrink", 'horizontal="center" shrinkToFit="1"'),
        ("across", 'horizontal="centerContinuous"'),
    ):
        yield f"alignment-{name}", draw("<v>94</v>", look=styles(alignment=alignment))
    red = '<font><color rgb="FF9C0006"/></font><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill>'
    rule = '<cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>9</formula></cfRule>'
    ruled = f'<conditionalFormatting sqref="B3:D20">{rule}</conditionalFormatting>'
    yield "rule-red", draw("<v>94</v>", look=styles(dxfs=(red,)), after=ruled)
    yield (
        "rule-formula",
        draw(
            "<v>94</v>",
            look=styles(dxfs=(red,)),
            after=ruled.replace('type="cellIs"', 'type="expression"').replace(' operator="greaterThan"', ""),
        ),
    )
    scale = (
        '<colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FFFFEF9C"/><color rgb="FF63BE7B"/></colorScale>'
    )
    yield (
        "rule-scale",
        draw(
            "<v>94</v>",
            after=f'<conditionalFormatting sqref="B3:D20"><cfRule type="colorScale" priority="1">{scale}</cfRule></conditionalFormatting>',
        ),
    )
    yield "formula-sum", draw("<f>SUM(B12:B13)</f><v>9</v>", other={"B12": "4", "B13": "5"})
    yield "formula-plus", draw("<f>B12+B13</f><v>9</v>", other={"B12": "4", "B13": "5"})
    yield (
        "formula-of-many",
        draw('<f t="shared" ref="B9:B9" si="0">SUM(B12:B13)</f><v>9</v>', other={"B12": "4", "B13": "5"}),
    )
    yield "formula-if", draw("<f>IF(B12&gt;3,9,4)</f><v>9</v>", other={"B12": "4"})
    yield "shared-string", draw("<v>0</v>", kind="s", strings="<si><t>94</t></si>")
    yield (
        "rich-string",
        draw(
            '<is><r><rPr><b/><sz val="16"/><rFont val="DejaVu Sans"/></rPr><t>9</t></r>'
            '<r><rPr><sz val="16"/><rFont val="DejaVu Sans"/></rPr><t>4</t></r></is>',
            kind="inlineStr",
        ),
    )
    yield "merged", draw("<v>94</v>", beside='<c r="C9" s="1"/><c r="D9" s="1"/>', merges='<mergeCell ref="B9:D9"/>')
    yield (
        "frozen",
        draw(
            "<v>94</v>",
            before='<sheetViews><sheetView workbookViewId="0" tabSelected="1"><pane xSplit="1" ySplit="2" topLeftCell="B3" '
            'activePane="bottomRight" state="frozen"/></sheetView></sheetViews>',
        ),
    )
    yield (
        "gridlines-off",
        draw("<v>94</v>", before='<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'),
    )
    yield (
        "right-to-left-sheet",
        draw("<v>94</v>", before='<sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews>'),
    )
    yield (
        "picture-elsewhere",
        drawn(anchor(shape('<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'), (5, 1), (7, 6)), "<v>94</v>"),
    )
    yield "row-auto", draw("<v>4</v>", row="", look=styles(font=BASE))
    yield "row-spans", draw("<v>94</v>", row='spans="1:4" ht="20" customHeight="1" thickBot="1"')
    yield "quote-prefix", draw(words("94"), kind="inlineStr", look=styles(xf='quotePrefix="1" applyBorder="1"'))
    yield "filter", draw("<v>94</v>", after='<autoFilter ref="A8:B9"/>')
    yield "protected", draw("<v>94</v>", after="")
