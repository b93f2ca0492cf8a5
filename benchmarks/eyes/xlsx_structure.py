"""Workbooks whose parts contradict one another, so that each program mends them in its own way."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.eyes.xlsx_drawing import FONT, PROBE, draw, styles, words

Made = Iterator[tuple[str, bytes]]


def structure() -> Made:
    label = f'<c r="A9" t="inlineStr">{words("行政许可")}</c>'
    probe = f'<c r="{PROBE}" s="1"><v>94</v></c>'
    again = f'<c r="{PROBE}" s="1"><v>4</v></c>'
    yield "cell-twice", draw(cell=probe + again)
    yield "cell-twice-empty-last", draw(cell=probe + f'<c r="{PROBE}" s="1"/>')
    yield "cell-twice-empty-first", draw(cell=f'<c r="{PROBE}" s="1"/>' + probe)
    yield (
        "row-twice",
        draw(
            probe_row=f'<row r="9" ht="32" customHeight="1">{label}{probe}</row><row r="9" ht="32" customHeight="1">{label}{again}</row>'
        ),
    )
    yield (
        "row-again-at-the-end",
        draw(probe_row=f'<row r="9" ht="32" customHeight="1">{label}{probe}</row>', rows={}, cell=probe),
    )
    yield (
        "row-out-of-order",
        draw(probe_row=f'<row r="19">{label}</row><row r="9" ht="32" customHeight="1">{label}{probe}</row>'),
    )
    yield "cells-out-of-order", draw(probe_row=f'<row r="9" ht="32" customHeight="1">{probe}{label}</row>')
    yield "cell-of-another-row", draw(cell='<c r="B12" s="1"><v>94</v></c>')
    yield "cell-without-address", draw(cell='<c s="1"><v>94</v></c>')
    yield "row-without-number", draw(probe_row=f'<row ht="32" customHeight="1">{label}{probe}</row>')
    yield "two-values", draw("<v>9</v><v>4</v>")
    yield "value-with-element", draw("<v>9<x/>4</v>")
    yield "value-with-comment", draw("<v>9<!-- 1 -->4</v>")
    yield "value-and-string", draw(f"<v>9</v>{words('4')}")
    yield "value-and-inline", draw(f"<v>9</v>{words('4')}", kind="inlineStr")
    for name, value in (
        ("underscore", "9_4"),
        ("full-width", "９４"),
        ("hex", "0x5E"),
        ("blank-inside", "9 4"),
        ("plus", "+94"),
        ("comma", "9,4"),
        ("infinite", "1E999"),
        ("power", "9.4E1"),
        ("long", "94.00000000000000000001"),
    ):
        yield f"number-{name}", draw(f"<v>{value}</v>")
    yield "kind-unknown", draw("<v>94</v>", kind="x")
    yield "kind-day", draw("<v>2022-01-20</v>", kind="d")
    yield "kind-day-number", draw("<v>94</v>", kind="d")
    yield "kind-truth", draw("<v>1</v>", kind="b")
    yield "kind-error", draw("<v>#DIV/0!</v>", kind="e")
    yield "string-index-outside", draw("<v>99</v>", kind="s", strings="<si><t>94</t></si>")
    yield "merge-covers-probe", draw("<v>94</v>", merges='<mergeCell ref="A9:B9"/>')
    yield "merges-overlap", draw("<v>94</v>", merges='<mergeCell ref="B9:C9"/><mergeCell ref="A9:B9"/>')
    yield "merge-holds-more", draw("<v>4</v>", beside='<c r="C9"><v>9</v></c>', merges='<mergeCell ref="B9:C9"/>')
    yield "merge-first-empty", draw("", beside='<c r="C9" s="1"><v>94</v></c>', merges='<mergeCell ref="B9:C9"/>')
    wide = '<col min="1" max="1" width="40" customWidth="1"/>'
    yield (
        "merge-first-column-hidden",
        draw(
            "<v>94</v>",
            columns=f'{wide}<col min="2" max="2" width="14" hidden="1"/><col min="3" max="3" width="14" customWidth="1"/>',
            merges='<mergeCell ref="B9:C9"/>',
            beside='<c r="C9" s="1"/>',
        ),
    )
    yield (
        "column-twice",
        draw(
            "<v>94</v>", columns=f'{wide}<col min="2" max="2" width="14"/><col min="2" max="2" width="0" hidden="1"/>'
        ),
    )
    yield (
        "default-width-0",
        draw("<v>94</v>", before='<sheetFormatPr defaultColWidth="0" defaultRowHeight="15"/>', columns=wide),
    )
    yield "default-height-0", draw("<v>94</v>", before='<sheetFormatPr defaultRowHeight="0" customHeight="1"/>', row="")
    yield "row-height-2", draw("<v>94</v>", row='ht="2" customHeight="1"')
    yield "row-height-5", draw("<v>94</v>", row='ht="5" customHeight="1"')
    yield "row-height-0-not-custom", draw("<v>94</v>", row='ht="0"')
    yield "column-width-0-not-custom", draw("<v>94</v>", columns=f'{wide}<col min="2" max="2" width="0"/>')
    yield "style-outside", draw(cell=f'<c r="{PROBE}" s="99"><v>94</v></c>')
    yield (
        "style-not-applied",
        draw(
            "<v>94</v>",
            look=styles(code='"1"0', xf='applyNumberFormat="0" applyFont="1" applyFill="1" applyBorder="1"'),
        ),
    )
    yield (
        "font-not-applied",
        draw(
            "<v>94</v>",
            look=styles(font=f'{FONT}<color rgb="FFFFFFFF"/>', xf='applyFont="0" applyBorder="1"'),
        ),
    )
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    either = f'<mc:AlternateContent {mc}><mc:Choice Requires="x14"><v>9</v></mc:Choice><mc:Fallback><v>4</v></mc:Fallback></mc:AlternateContent>'
    yield "alternate-value", draw(either)
    yield "alternate-cell", draw(cell=either.replace("<v>9</v>", probe).replace("<v>4</v>", again))
    yield (
        "filter-that-hides",
        draw(
            "<v>94</v>",
            after='<autoFilter ref="A8:B9"><filterColumn colId="1"><filters><filter val="5"/></filters></filterColumn></autoFilter>',
        ),
    )
    ext = (
        '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
        '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:cfRule type="expression" priority="1" id="{00000000-0000-0000-0000-000000000001}"><xm:f>TRUE</xm:f>'
        '<x14:dxf><font><color rgb="FFFFFFFF"/></font></x14:dxf></x14:cfRule><xm:sqref>B9</xm:sqref>'
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    yield "rule-of-extension", draw("<v>94</v>", after=ext)
    for name, attributes in (("views-disagree", 'showZeros="0"'),):
        views = f'<sheetViews><sheetView workbookViewId="0"/><sheetView {attributes} workbookViewId="1"/></sheetViews>'
        yield name, draw("<v>0</v>", before=views)
