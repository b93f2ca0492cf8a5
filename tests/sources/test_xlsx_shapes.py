"""Shapes paint beyond the place that their anchor names: where they may, no digit of the sheet is sure."""

from __future__ import annotations

import pytest

from generator.model.documents import Document
from tests.sources.office_files import OFFICE
from tests.sources.test_xlsx import texts
from tests.sources.test_xlsx_visibility import DOUBTED, sheet, with_parts

A = 'xmlns:a="a"'
CLIPPED = '<a:bodyPr vertOverflow="clip" horzOverflow="clip"/>'
GROUP = "<grpSp><grpSpPr><a:xfrm>{}</a:xfrm></grpSpPr><sp><spPr><a:xfrm>{}</a:xfrm></spPr></sp></grpSp>"
FIELD = '<a:chOff x="0" y="0"/><a:chExt cx="100" cy="100"/>'
PATH = '<sp><a:custGeom><a:path w="100" h="100"><a:pt x="0" y="{}"/></a:path></a:custGeom></sp>'


def text_box(look: str, text: str, size: str = "") -> str:
    return f"<sp><txBody>{look}<a:p><a:r>{size}<a:t>{text}</a:t></a:r></a:p></txBody></sp>"


def frame(left: int) -> str:
    return f'<a:off x="{left}" y="0"/><a:ext cx="50" cy="50"/>'


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("<sp/>", "7"),
        ('<sp><a:xfrm rot="900000"/></sp>', DOUBTED),
        ('<sp><a:xfrm rot="0" flipH="1"/></sp>', "7"),
        ('<sp><a:ln w="9525"/></sp>', "7"),
        ('<sp><a:ln w="900000"/></sp>', DOUBTED),
        ('<sp><a:outerShdw dist="38100" blurRad="50800"/></sp>', "7"),
        ('<sp><a:outerShdw dist="700000"/></sp>', DOUBTED),
        ('<sp><a:outerShdw dist="0" sx="300000"/></sp>', DOUBTED),
        ('<sp><a:glow rad="900000"/></sp>', DOUBTED),
        ("<sp><a:reflection/></sp>", DOUBTED),
        ('<sp><a:camera prst="obliqueTop"/></sp>', DOUBTED),
        ('<sp><a:sp3d extrusionH="2000000"/></sp>', DOUBTED),
        ('<sp><effectRef idx="2"/></sp>', DOUBTED),
        ('<sp><a:prstGeom prst="wedgeRectCallout"/></sp>', DOUBTED),
        ('<sp><a:prstGeom prst="x"><a:gd fmla="val 250000"/></a:prstGeom></sp>', DOUBTED),
        ('<sp><a:prstGeom prst="roundRect"><a:gd fmla="val 16667"/></a:prstGeom></sp>', "7"),
        (PATH.format("100"), "7"),
        (PATH.format("900"), DOUBTED),
        (PATH.format("hc"), DOUBTED),
        (GROUP.format(FIELD, frame(50)), "7"),
        (GROUP.format(FIELD, frame(90)), DOUBTED),
        (GROUP.format(FIELD, frame(-30)), DOUBTED),
        (GROUP.format("", frame(0)), DOUBTED),
        (text_box("<a:bodyPr/>", "注"), "7"),
        (text_box("<a:bodyPr/>", "说明文字" * 12), DOUBTED),
        (text_box(CLIPPED, "说明文字" * 12), "7"),
        (text_box('<a:bodyPr wrap="none"/>', "说明文字" * 5), DOUBTED),
        (text_box('<a:bodyPr tIns="-900000"/>', "注"), DOUBTED),
        (text_box("<a:bodyPr/>", "注", '<a:rPr sz="9000"/>'), DOUBTED),
        (text_box("<a:bodyPr/>", "注<a:br/>" * 9), DOUBTED),
        ('<a:graphicData uri="diagram"/>', DOUBTED),
    ],
)
def test_a_shape_beyond_its_place(shape: str, text: str) -> None:
    corners = "<from><col>3</col><row>3</row></from><to><col>4</col><colOff>9</colOff><row>4</row></to>"
    drawing = f"<wsDr {A}><twoCellAnchor>{corners}{shape}</twoCellAnchor></wsDr>"
    assert read({"xl/d.xml": drawing}, "drawing", "xl/d.xml") == text


@pytest.mark.parametrize(
    ("style", "text"),
    [("margin-left:0", "7"), ("rotation:30", DOUBTED), ('" strokeweight="60pt', DOUBTED)],
)
def test_an_old_shape_beyond_its_place(style: str, text: str) -> None:
    client = '<x:ClientData ObjectType="Pict"><x:Anchor>3,0,3,0,4,0,4,0</x:Anchor></x:ClientData>'
    shape = f'<xml xmlns:v="v" xmlns:x="x"><v:shape style="{style}">{client}</v:shape></xml>'
    assert read({"xl/d.vml": shape}, "legacyDrawing", "xl/d.vml") == text


def read(parts: dict[str, str], tag: str, target: str) -> str:
    """What is read of B1 where the sheet names this part."""
    kind = "drawing" if tag == "drawing" else "vmlDrawing"
    related = f'<Relationship Id="d" Type="{OFFICE}/{kind}" Target="/{target}"/>'
    content = sheet('<c r="B1"><v>7</v></c>', after=f'<{tag} xmlns:r="{OFFICE}" r:id="d"/>')
    document = with_parts(content, parts, related)
    assert isinstance(document, Document), document.doubts
    return texts(document)[0]
