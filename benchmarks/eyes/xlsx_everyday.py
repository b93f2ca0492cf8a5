"""What people do to spreadsheets without a thought of those who read their files by program."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.eyes.xlsx_drawing import FONT, draw, styles, words

Made = Iterator[tuple[str, bytes]]

FORMATS = (
    ("0", "#"),
    ("0", "##"),
    ("0", "#,###"),
    ("0", "0;-0;;@"),
    ("7", "0;-0;;@"),
    ("0", "0;-0;"),
    ("0", '0;-0;"-"'),
    ("0", '0;-0;"/"'),
    ("0", "0_ ;[Red]-0 "),
    ("0", "General;-General;"),
    ("0", "G/通用格式"),
    ("-5", "0;0"),
    ("-5", "0_);(0)"),
    ("-5", "#,##0;[Red]#,##0"),
    ("-5", "0;"),
    ("94", ";;;"),
    ("94", "0;;;@"),
    ("94", "000"),
    ("94", "00000"),
    ("4", '0"2"'),
    ("4", '"9"0'),
    ("4", '0"件"'),
    ("94", "0.00"),
    ("94.6", "0"),
    ("94.25", "0.0"),
    ("94.25", "0.00_ "),
    ("94.5", "#,##0.00"),
    ("0.94", "0%"),
    ("0.945", "0.0%"),
    ("1342000", "0!.0,"),
    ("1342000", "0.00,"),
    ("1342000", "#,##0,"),
    ("1342000", '0.0,,"百万"'),
    ("94000", "0.00E+00"),
    ("0.5", "# ?/?"),
    ("94", "yyyy-mm-dd"),
    ("94", "d"),
    ("94", "m"),
    ("44581", "yyyy"),
    ("44581", "d"),
    ("0.5", "h:mm"),
    ("4", '[=4]"无";0'),
    ("0", '[=0]"";0'),
    ("94", "[>=90]0;0.0"),
    ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '),
    ("0", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)'),
    ("4", "[DBNum1]0"),
    ("94", "[DBNum2][$-804]General"),
    ("94", "[DBNum3]0"),
    ("94", "@"),
    ("94", "0*-"),
    ("94", "**0"),
    ("94", "0-0"),
    ("94", "[White]0"),
    ("94", "[Yellow]0"),
)
BUILT_IN = (
    ("0", 41),
    ("0", 43),
    ("0", 44),
    ("-5", 37),
    ("0.94", 9),
    ("0.5", 12),
    ("94000", 11),
    ("94", 14),
    ("94", 49),
)
WHITE_FONT = f'{FONT}<color rgb="FFFFFFFF"/>'


def everyday() -> Made:
    for at, (stored, code) in enumerate(FORMATS):
        yield f"format-{at:02}-{stored}", draw(f"<v>{stored}</v>", look=styles(code=code))
    for stored, number in BUILT_IN:
        yield f"format-id-{number}-{stored}", draw(f"<v>{stored}</v>", look=styles(format_id=number))
    yield from _zeros()
    yield from _hidden()
    yield from _colours()
    yield from _rules()
    yield from _narrow()


def _zeros() -> Made:
    off = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    yield "zeros-off-0", draw("<v>0</v>", before=off)
    yield "zeros-off-4", draw("<v>4</v>", before=off)
    yield "zeros-off-0.00", draw("<v>0</v>", before=off, look=styles(code="0.00"))
    yield "zeros-off-dash", draw("<v>0</v>", before=off, look=styles(code='0;-0;"-"'))
    yield "zeros-off-text", draw(words("0"), kind="inlineStr", before=off)
    yield "zeros-off-formula", draw("<f>1-1</f><v>0</v>", before=off)


def _hidden() -> Made:
    wide = '<col min="1" max="1" width="40" customWidth="1"/>'
    yield "row-hidden", draw("<v>94</v>", row='hidden="1"')
    yield "row-height-0", draw("<v>94</v>", row='ht="0" customHeight="1"')
    yield "row-collapsed", draw("<v>94</v>", row='hidden="1" outlineLevel="1"')
    yield (
        "row-filtered",
        draw("<v>94</v>", row='hidden="1"', after='<autoFilter ref="A8:B9"><filterColumn colId="1"/></autoFilter>'),
    )
    yield (
        "column-hidden",
        draw("<v>94</v>", columns=f'{wide}<col min="2" max="2" width="9" hidden="1" customWidth="1"/>'),
    )
    yield "column-width-0", draw("<v>94</v>", columns=f'{wide}<col min="2" max="2" width="0" customWidth="1"/>')
    yield (
        "columns-hidden-through-zero-height",
        draw("<v>94</v>", before='<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>', row=""),
    )


def _colours() -> Made:
    dark = '<patternFill patternType="solid"><fgColor rgb="FF1F4E78"/></patternFill>'
    for name, font, fill in (
        ("white-on-white", '<color rgb="FFFFFFFF"/>', ""),
        ("white-theme", '<color theme="0"/>', ""),
        ("white-indexed", '<color indexed="9"/>', ""),
        ("white-indexed-65", '<color indexed="65"/>', ""),
        ("near-white", '<color rgb="FFF2F2F2"/>', ""),
        ("near-white-tint", '<color theme="0" tint="-0.05"/>', ""),
        ("black-tinted-white", '<color theme="1" tint="0.95"/>', ""),
        (
            "black-on-black",
            '<color rgb="FF000000"/>',
            '<patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill>',
        ),
        ("auto-on-dark", "", '<patternFill patternType="solid"><fgColor rgb="FF101010"/></patternFill>'),
        ("blue-on-blue", '<color rgb="FF1F4E78"/>', dark),
        ("yellow-on-white", '<color rgb="FFFFFF00"/>', ""),
        (
            "grey-on-pattern",
            '<color rgb="FF808080"/>',
            '<patternFill patternType="darkGray"><fgColor rgb="FF808080"/></patternFill>',
        ),
        ("struck", "<strike/>", ""),
        ("tiny", '<sz val="1"/>', ""),
    ):
        base = FONT if "<sz" not in font else '<name val="DejaVu Sans"/>'
        yield f"font-{name}", draw("<v>94</v>", look=styles(font=base + font, fill=fill))
        yield f"text-{name}", draw(words("94"), kind="inlineStr", look=styles(font=base + font, fill=fill))
    yield "dash-white", draw(words("-"), kind="inlineStr", look=styles(font=WHITE_FONT))
    yield "slash-white", draw(words("/"), kind="inlineStr", look=styles(font=WHITE_FONT))
    yield (
        "run-white",
        draw(
            '<is><r><rPr><sz val="16"/><color rgb="FFFFFFFF"/><rFont val="DejaVu Sans"/></rPr><t>9</t></r>'
            '<r><rPr><sz val="16"/><rFont val="DejaVu Sans"/></rPr><t>4</t></r></is>',
            kind="inlineStr",
        ),
    )
    yield (
        "run-struck",
        draw(
            '<is><r><rPr><strike/><sz val="16"/><rFont val="DejaVu Sans"/></rPr><t>9</t></r>'
            '<r><rPr><sz val="16"/><rFont val="DejaVu Sans"/></rPr><t>4</t></r></is>',
            kind="inlineStr",
        ),
    )


def _rules() -> Made:
    white = '<font><color rgb="FFFFFFFF"/></font>'
    nothing = '<numFmt numFmtId="300" formatCode=";;;"/>'
    dark = (
        '<fill><patternFill patternType="solid"><fgColor rgb="FF000000"/><bgColor rgb="FF000000"/></patternFill></fill>'
    )

    def ruled(rule: str) -> str:
        return f'<conditionalFormatting sqref="A1:D30">{rule}</conditionalFormatting>'

    for name, dxf, value, rule in (
        (
            "zero-white",
            white,
            "0",
            '<cfRule type="cellIs" dxfId="0" priority="1" operator="equal"><formula>0</formula></cfRule>',
        ),
        (
            "zero-not-in-force",
            white,
            "4",
            '<cfRule type="cellIs" dxfId="0" priority="1" operator="equal"><formula>0</formula></cfRule>',
        ),
        (
            "format-hides",
            nothing,
            "94",
            '<cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>9</formula></cfRule>',
        ),
        (
            "expression",
            white,
            "94",
            '<cfRule type="expression" dxfId="0" priority="1"><formula>B9=94</formula></cfRule>',
        ),
        (
            "fill-covers",
            dark,
            "94",
            '<cfRule type="cellIs" dxfId="0" priority="1" operator="between"><formula>90</formula><formula>99</formula></cfRule>',
        ),
        ("top", white, "94", '<cfRule type="top10" dxfId="0" priority="1" rank="1"/>'),
        ("duplicate", white, "0", '<cfRule type="duplicateValues" dxfId="0" priority="1"/>'),
    ):
        yield f"rule-{name}", draw(f"<v>{value}</v>", look=styles(dxfs=(dxf,)), after=ruled(rule))
    bar = '<cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/>'
    icons = '<cfvo type="percent" val="0"/><cfvo type="percent" val="33"/><cfvo type="percent" val="67"/>'
    yield (
        "rule-bar-only",
        draw(
            "<v>94</v>",
            after=ruled(f'<cfRule type="dataBar" priority="1"><dataBar showValue="0">{bar}</dataBar></cfRule>'),
        ),
    )
    yield (
        "rule-icons-only",
        draw(
            "<v>94</v>",
            after=ruled(f'<cfRule type="iconSet" priority="1"><iconSet showValue="0">{icons}</iconSet></cfRule>'),
        ),
    )


def _narrow() -> Made:
    wide = '<col min="1" max="1" width="40" customWidth="1"/>'
    for width, value in (("3", "12345"), ("4", "1234567"), ("2", "94"), ("5", "94.12345")):
        columns = f'{wide}<col min="2" max="2" width="{width}" customWidth="1"/>'
        yield f"narrow-{width}-{value}", draw(f"<v>{value}</v>", columns=columns)
    columns = f'{wide}<col min="2" max="2" width="3" customWidth="1"/>'
    yield (
        "narrow-text-cut",
        draw(words("94321"), kind="inlineStr", columns=columns, beside=f'<c r="C9" t="inlineStr">{words("备注")}</c>'),
    )
    yield "narrow-shrunk", draw("<v>94</v>", columns=columns, look=styles(alignment='shrinkToFit="1"'))
    yield (
        "general-rounds",
        draw("<v>24252.311082</v>", columns=f'{wide}<col min="2" max="2" width="9" customWidth="1"/>'),
    )
