"""Digits of a spreadsheet that are struck out, raised or perhaps not seen are no value."""

from __future__ import annotations

import pytest

from tests.sources.test_xlsx import one, texts

FONTS = (
    "",
    "<strike/>",
    '<strike val="0"/><color theme="1"/>',
    '<color rgb="FFFFFFFF"/>',
    '<color theme="0"/>',
    '<color theme="0" tint="-0.5"/>',
    '<sz val="1"/>',
    '<sz val="10.5"/>',
    '<vertAlign val="superscript"/>',
)
XFS = "".join(f"<xf fontId='{n}'/>" for n in (*range(len(FONTS)), 99))
STYLES = f"<fonts>{''.join(f'<font>{font}</font>' for font in FONTS)}</fonts><cellXfs>{XFS}</cellXfs>"


@pytest.mark.parametrize(
    ("style", "text"),
    list(enumerate(("7", "〔¦7¦〕", "7", "〔¦7¦〕", "〔¦7¦〕", "7", "〔¦7¦〕", "7", "7", "7"))),
)
def test_a_style(style: int, text: str) -> None:
    document = one(f'<c s="{style}"><v>7</v></c>', styles=STYLES)
    assert texts(document) == [text]
    assert [doubt.code for doubt in document.doubts] == ["faint_digits"] * (text != "7")


@pytest.mark.parametrize(
    ("font", "text"),
    [
        ("<strike/>", "〔¦9¦〕0"),
        ('<color rgb="FFFFFF"/>', "〔¦9¦0〕"),
        ('<vertAlign val="superscript"/>', "[9]0"),
        ("<b/>", "90"),
    ],
)
def test_a_run(font: str, text: str) -> None:
    runs = f"<r><rPr>{font}</rPr><t>9</t></r><r><t>0</t></r>"
    assert texts(one(f'<c t="inlineStr"><is>{runs}</is></c>')) == [text]


@pytest.mark.parametrize("text", ["1\n2", "1   2", "1\t2"])
def test_digits_that_lines_or_gaps_part_are_no_number(text: str) -> None:
    assert texts(one(f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')) == ["1¦2"]


def test_a_format_that_shows_nothing() -> None:
    styles = '<numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>'
    document = one('<c s="1"><v>5</v></c>', "<c><v>7</v></c>", styles=styles)
    assert texts(document) == ["", "7"]
