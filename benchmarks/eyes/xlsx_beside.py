"""Workbooks with something over, around or beside the probe, and rules that are in force for no cell."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from benchmarks.eyes.xlsx_drawing import EDGES, OFFICE, S, anchor, draw, drawn, shape, styles

Made = Iterator[tuple[str, bytes]]
WHITE = '<font><color rgb="FFFFFFFF"/></font>'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
RED_LINE = '<a:ln w="12700"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln>'


def everyday() -> Made:
    """What covers the number or runs through it."""
    yield "note-shown-over", noted("1, 0, 8, 0, 2, 0, 9, 0", shown=True)
    yield "note-shown-in-part", noted("1, 0, 8, 2, 3, 0, 12, 0", shown=True)
    for name, attributes in (("up", 'diagonalUp="1"'), ("both", 'diagonalUp="1" diagonalDown="1"')):
        yield f"crossed-{name}", draw("<v>94</v>", look=_crossed(attributes))
    yield "crossed-blank", draw("", look=_crossed('diagonalUp="1"'))
    for formula in ("ISNUMBER(B9)", 'B9<>""', "B9=94", "NOT(ISERROR(B9))"):
        yield f"rule-white-{formula}", ruled("expression", formula)


def harmless() -> Made:
    """What hides nothing of it."""
    yield "note-hidden", noted("1, 0, 8, 0, 3, 0, 12, 0", shown=False)
    yield "note-shown-beside", noted("6, 0, 8, 0, 8, 0, 12, 0", shown=True)
    for kind, formula in (
        ("containsErrors", "ISERROR(B9)"),
        ("containsBlanks", "LEN(TRIM(B9))=0"),
        ("expression", "ISERROR(B9)"),
        ("expression", 'B9=""'),
        ("expression", "B9=0"),
        ("expression", "ISBLANK($B9)"),
    ):
        yield f"rule-white-{kind}-{formula}", ruled(kind, formula)
    yield "text-box-beside", drawn(anchor(shape(text="统计口径说明"), (5, 7), (7, 10)), "<v>94</v>")
    for name in ("ellipse", "rect"):
        around = shape("<a:noFill/>").replace('"rect"', f'"{name}"').replace("<a:ln><a:noFill/></a:ln>", RED_LINE)
        yield f"outline-{name}", drawn(anchor(around), "<v>94</v>")


def ruled(kind: str, formula: str) -> bytes:
    """A report with a rule over its probe that makes it white."""
    rule = f'<cfRule type="{kind}" dxfId="0" priority="1"><formula>{escape(formula)}</formula></cfRule>'
    after = f'<conditionalFormatting sqref="B9:B9">{rule}</conditionalFormatting>'
    return draw("<v>94</v>", after=after, look=styles(dxfs=(WHITE,)))


def noted(place: str, *, shown: bool) -> bytes:
    """A report with a note on its probe, in the older drawing at ``place``."""
    state = ("visible", "<x:Visible/>") if shown else ("hidden", "")
    client = f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{place}</x:Anchor><x:Row>8</x:Row><x:Column>1</x:Column>"
    box = (
        f'<xml {VML}><v:shapetype id="_x0000_t202" coordsize="21600,21600" path="m,l,21600r21600,l21600,xe"/>'
        f'<v:shape id="n1" type="#_x0000_t202" style="position:absolute;visibility:{state[0]}" fillcolor="#ffffe1">'
        f'<x:ClientData ObjectType="Note">{client}{state[1]}</x:ClientData></v:shape></xml>'
    )
    text = "<comments {}><authors><author>a</author></authors><commentList>{}</commentList></comments>"
    comment = '<comment ref="B9" authorId="0"><text><r><t>已核对</t></r></text></comment>'
    related = f'<Relationship Id="d" Type="{OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'
    related += f'<Relationship Id="c" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    return draw(
        "<v>94</v>",
        after='<legacyDrawing r:id="d"/>',
        related=related,
        parts={"xl/drawings/vmlDrawing1.vml": box, "xl/comments1.xml": text.format(S, comment)},
        types='<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f'<Override PartName="/xl/comments1.xml" ContentType="{kind}"/>',
    )


def _crossed(attributes: str) -> str:
    """Styles whose framed border has lines from corner to corner, too."""
    line = '<diagonal style="medium"><color rgb="FF000000"/></diagonal>'
    return styles().replace(f"<border>{EDGES}</border>", f"<border {attributes}>{EDGES}{line}</border>")
