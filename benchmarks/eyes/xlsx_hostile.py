"""Workbooks made so that programs read what no one sees."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.eyes.xlsx_drawing import FONT, OFFICE, anchor, draw, drawn, shape, styles, words

Made = Iterator[tuple[str, bytes]]
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="t"><a:themeElements>'
    '<a:clrScheme name="c">{}</a:clrScheme><a:fontScheme name="f"><a:majorFont><a:latin typeface="DejaVu Sans"/>'
    '</a:majorFont><a:minorFont><a:latin typeface="DejaVu Sans"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
SCHEME = (
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)


def themed(**colours: str) -> dict[str, str]:
    usual = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "1F497D", "lt2": "EEECE1"}
    values = [(name, {**usual, **colours}.get(name, "4F81BD")) for name in SCHEME]
    return {"xl/theme/theme1.xml": THEME.format("".join(f'<a:{n}><a:srgbClr val="{v}"/></a:{n}>' for n, v in values))}


def hostile() -> Made:
    theme = f'<Relationship Id="th" Type="{OFFICE}/theme" Target="theme/theme1.xml"/>'
    for name, font, colours in (
        ("swapped-text", '<color theme="1"/>', {"dk1": "FFFFFF", "lt1": "000000"}),
        ("swapped-paper", '<color theme="0"/>', {"dk1": "FFFFFF", "lt1": "000000"}),
        ("white-accent", '<color theme="4"/>', {"accent1": "FFFFFF"}),
        ("white-accent-tint", '<color theme="4" tint="0.99"/>', {}),
        ("dark-tint", '<color theme="0" tint="-0.9"/>', {}),
        ("link", '<color theme="10"/>', {"hlink": "FEFEFE"}),
    ):
        yield (
            f"theme-{name}",
            draw("<v>94</v>", look=styles(font=FONT + font), parts=themed(**colours), book_related=theme),
        )
    palette = "".join(f'<rgbColor rgb="00{"FFFFFF" if i == 10 else "000000"}"/>' for i in range(64))
    yield (
        "palette-own",
        draw(
            "<v>94</v>",
            look=styles(
                font=f'{FONT}<color indexed="10"/>', more=f"<colors><indexedColors>{palette}</indexedColors></colors>"
            ),
        ),
    )
    for index in (1, 9, 13, 26, 41, 64, 65, 8):
        yield f"indexed-{index}", draw("<v>94</v>", look=styles(font=f'{FONT}<color indexed="{index}"/>'))
    for name, fill in (
        (
            "gradient",
            '<gradientFill><stop position="0"><color rgb="FF000000"/></stop><stop position="1"><color rgb="FF000000"/></stop></gradientFill>',
        ),
        (
            "gradient-half",
            '<gradientFill><stop position="0"><color rgb="FF000000"/></stop><stop position="1"><color rgb="FFFFFFFF"/></stop></gradientFill>',
        ),
        (
            "pattern",
            '<patternFill patternType="darkTrellis"><fgColor rgb="FF000000"/><bgColor rgb="FF000000"/></patternFill>',
        ),
        ("solid-without-colour", '<patternFill patternType="solid"/>'),
        ("solid-background-only", '<patternFill patternType="solid"><bgColor rgb="FF000000"/></patternFill>'),
    ):
        yield f"fill-{name}", draw("<v>94</v>", look=styles(fill=fill))
    for name, alignment in (
        ("fill", 'horizontal="fill"'),
        ("stacked", 'textRotation="255"'),
        ("upside", 'textRotation="180"'),
        ("rotated", 'textRotation="90"'),
        ("indent", 'horizontal="left" indent="14"'),
        ("right-to-left", 'readingOrder="2"'),
    ):
        yield f"alignment-{name}", draw("<v>94</v>", look=styles(alignment=alignment))
        yield f"alignment-{name}-text", draw(words("4"), kind="inlineStr", look=styles(alignment=alignment))
    for font in ("Wingdings", "Webdings", "Wingdings 2", "Symbol", "OpenSymbol"):
        yield f"font-{font}", draw("<v>94</v>", look=styles(font=f'<sz val="16"/><name val="{font}"/>'))
    yield (
        "font-symbol-charset",
        draw("<v>94</v>", look=styles(font='<sz val="16"/><name val="DejaVu Sans"/><charset val="2"/>')),
    )
    yield from _rich()
    yield from _shapes()
    yield from _formulas()
    yield from _strings()


def _run(text: str, look: str = "") -> str:
    return f'<r><rPr>{look}<sz val="16"/><rFont val="DejaVu Sans"/></rPr><t xml:space="preserve">{text}</t></r>'


def _rich() -> Made:
    for name, runs in (
        ("tiny", _run("9", '<sz val="1"/>').replace('<sz val="16"/>', "") + _run("4")),
        ("raised", _run("9") + _run("4", '<vertAlign val="superscript"/>')),
        ("lowered", _run("9") + _run("4", '<vertAlign val="subscript"/>')),
        ("theme", _run("9", '<color theme="0"/>') + _run("4")),
        ("blanks", _run("9") + _run("          ") + _run("4")),
        ("line", _run("9") + _run("\n") + _run("4")),
        ("wingdings", '<r><rPr><sz val="16"/><rFont val="Wingdings"/></rPr><t>9</t></r>' + _run("4")),
    ):
        yield f"rich-{name}", draw(f"<is>{runs}</is>", kind="inlineStr")
        yield f"shared-{name}", draw("<v>0</v>", kind="s", strings=f"<si>{runs}</si>")
    yield (
        "shared-phonetic",
        draw(
            "<v>0</v>", kind="s", strings='<si><t>4</t><rPh sb="0" eb="1"><t>9</t></rPh><phoneticPr fontId="0"/></si>'
        ),
    )
    yield "shared-plain-and-rich", draw("<v>0</v>", kind="s", strings=f"<si><t>9</t>{_run('4')}</si>")
    yield "shared-two-texts", draw("<v>0</v>", kind="s", strings="<si><t>9</t><t>4</t></si>")


def _shapes() -> Made:
    yield "shape-white", drawn(anchor(shape()))
    yield "shape-white-over-two", drawn(anchor(shape(), (1, 7), (3, 11)))
    yield "shape-with-number", drawn(anchor(shape(text="9")))
    yield "shape-clear-with-number", drawn(anchor(shape("<a:noFill/>", text="9")))
    yield "shape-over-blank", drawn(anchor(shape(text="94")), "")
    yield "shape-elsewhere", drawn(anchor(shape(), (5, 20), (7, 24)))
    grouped = f'<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="5" name="g"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr/>{shape()}</xdr:grpSp>'
    yield "shape-in-group", drawn(anchor(grouped))
    sized = (
        "<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row>"
        f'<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="900000" cy="400000"/>{shape()}<xdr:clientData/></xdr:oneCellAnchor>'
    )
    yield "shape-by-size", drawn(sized)
    yield "shape-from-above", drawn(sized.replace("<xdr:row>8<", "<xdr:row>6<").replace("400000", "900000"))
    placed = f'<xdr:absoluteAnchor><xdr:pos x="2700000" y="1500000"/><xdr:ext cx="900000" cy="600000"/>{shape()}<xdr:clientData/></xdr:absoluteAnchor>'
    yield "shape-absolute", drawn(placed)


def _formulas() -> Made:
    for name, formula, cached in (
        ("sum-stale", "SUM(B12:B13)", "94"),
        ("sum-fresh", "SUM(B12:B13)", "0"),
        ("plus-stale", "B12+B13", "94"),
        ("constant", "2+2", "94"),
        ("joined", '"9"&amp;"4"', "4"),
        ("other-sheet", "'表3'!D4+1", "94"),
        ("average", "AVERAGE(B12:B13)", "94"),
        ("product", "2*2", "94"),
        ("random", "RANDBETWEEN(10,99)", "4"),
        ("power", "2^2", "94"),
        ("percent", "400%", "94"),
        ("chain", "B12+4", "94"),
    ):
        quoted = formula.replace("'", "&apos;")
        kind = "str" if name == "joined" else ""
        yield f"formula-{name}", draw(f"<f>{quoted}</f><v>{cached}</v>", kind=kind)
    yield (
        "formula-shown",
        draw("<f>2+2</f><v>4</v>", before='<sheetViews><sheetView showFormulas="1" workbookViewId="0"/></sheetViews>'),
    )
    yield "formula-shared", draw('<f t="shared" ref="B9:B9" si="0">B12+B13</f><v>94</v>')


def _strings() -> Made:
    for name, text in (
        ("override", "\u202e49\u202c"),
        ("zero-width", "9\u200b4"),
        ("soft-hyphen", "9\u00ad4"),
        ("combining", "9\u03364"),
        ("keycap", "9\u20e34"),
        ("arabic", "\u0669\u0664"),
        ("fraction", "¼"),
        ("superscript", "9⁴"),
        ("circled", "④"),
        ("blanks-before", " " * 60 + "94"),
        ("lines-before", "\n\n\n\n94"),
        ("lines-after", "4\n\n\n\n9"),
        ("full-width", "９４"),
        ("mathematical", "\U0001d7d7\U0001d7d2"),
    ):
        yield f"text-{name}", draw(words(text), kind="inlineStr")
        yield f"text-wrapped-{name}", draw(words(text), kind="inlineStr", look=styles(alignment='wrapText="1"'))
    for name, code in (("quoted-override", '"\u202e"0'), ("quoted-strike", '0"\u0336"'), ("text-nine", '0;0;0;"9"@')):
        yield f"format-{name}", draw("<v>49</v>", look=styles(code=code))
        yield f"format-{name}-text", draw(words("4"), kind="inlineStr", look=styles(code=code))
