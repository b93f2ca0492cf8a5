"""What a Word file says far from a cell — its paper, lists, styles, headers — bears on what is seen in the cell."""

from __future__ import annotations

import pytest

from benchmarks.eyes.docx_drawing import draw, part, shape, style, styles
from tests.sources.office_files import run
from tests.sources.test_docx_seen import REFUSED, reading

TEN = run("94")
LEVEL = '<w:lvl w:ilvl="0"><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>{}</w:lvl>'
NUMBERED = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'


def section(size: str, margins: str) -> str:
    return f"<w:p><w:pPr><w:sectPr><w:pgSz {size}/><w:pgMar {margins}/></w:sectPr></w:pPr></w:p>"


A4 = 'w:w="11906" w:h="16838"'


@pytest.mark.parametrize(
    ("expected", "size", "margins"),
    [
        ("94", A4, 'w:left="1800" w:right="1800"'),
        (REFUSED, A4, 'w:left="7000" w:right="100"'),
        (REFUSED, A4, 'w:left="-7000" w:right="100"'),
        (REFUSED, A4, 'w:left="1000" w:right="100" w:gutter="7000"'),
        (REFUSED, 'w:w="5000" w:h="16838"', 'w:left="500" w:right="500"'),
        ("94", 'w:w="16838" w:h="11906"', 'w:left="1440" w:right="1440"'),
    ],
)
def test_a_table_off_its_paper(expected: str, size: str, margins: str) -> None:
    # The pages before are smaller; those of the table count.
    small = section('w:w="5000" w:h="9000"', 'w:left="500"')
    assert reading(draw(TEN, layout="fixed", before=small, after=section(size, margins))) == expected


@pytest.mark.parametrize(("expected", "indent"), [("94", 100), (REFUSED, 8_000), (REFUSED, -20_000)])
def test_a_style_may_push_its_table_off_the_paper(expected: str, indent: int) -> None:
    base = style("table", "Far", f'<w:tblPr><w:tblInd w:w="{indent}" w:type="dxa"/></w:tblPr>')
    own = style("table", "Own", '<w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr>', "Far")
    named = '<w:tblStyle w:val="Own"/>'
    after = section(A4, 'w:left="1800" w:right="1800"')
    data = draw(TEN, layout="fixed", table_properties=named, after=after, parts=styles(base + own))
    assert reading(data) == expected


def lists(abstract: str, own: str = "") -> dict[str, str]:
    listed = f'<w:abstractNum w:abstractNumId="0">{abstract}</w:abstractNum>'
    return {"numbering.xml": part("numbering", f'{listed}<w:num w:numId="1"><w:abstractNumId w:val="0"/>{own}</w:num>')}


@pytest.mark.parametrize("text", ["", "94"])
@pytest.mark.parametrize(
    ("abstract", "own", "refused"),
    [
        (LEVEL.format("none", "", ""), "", False),
        (LEVEL.format("bullet", "", ""), "", False),
        (LEVEL.format("bullet", "-", ""), "", True),
        (LEVEL.format("bullet", "\uf0b7", ""), "", True),
        (LEVEL.format("bullet", "", '<w:lvlPicBulletId w:val="0"/>'), "", True),
        (LEVEL.format("none", "", ""), f"<w:lvlOverride>{LEVEL.format('decimal', '%1', '')}</w:lvlOverride>", True),
    ],
)
def test_a_list_in_a_cell(abstract: str, own: str, refused: bool, text: str) -> None:
    data = draw(inner=f"<w:p>{NUMBERED}{run(text)}</w:p>", parts=lists(abstract, own))
    assert reading(data) == (REFUSED if refused else text or "blank")


@pytest.mark.parametrize("text", ["", "94"])
def test_the_usual_style_may_number_every_cell(text: str) -> None:
    usual = styles(style("paragraph", "a", NUMBERED, usual=True))
    parts = {**lists(LEVEL.format("decimal", "%1", "")), **usual}
    assert reading(draw(inner=f"<w:p>{run(text)}</w:p>", parts=parts)) == REFUSED


@pytest.mark.parametrize(("expected", "look"), [(REFUSED, "0180"), (REFUSED, "0140"), ("94", "0080")])
def test_a_corner_of_a_table_style(expected: str, look: str) -> None:
    row = '<w:tblStylePr w:type="{}"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'
    # A table of one cell: all its edges are there.
    properties = '<w:tblPr><w:tblStyle w:val="C"/><w:tblLook w:val="{}"/></w:tblPr>'
    inner = f"<w:tbl>{properties}<w:tr><w:tc><w:p>{{}}</w:p></w:tc></w:tr></w:tbl><w:p/>"
    kind = "seCell" if expected == REFUSED else "odd"
    data = draw(inner=inner.format(look, TEN), parts=styles(style("table", "C", row.format(kind))))
    assert reading(data) == expected


@pytest.mark.parametrize(
    ("expected", "ink", "fill"),
    [(REFUSED, "FFFFFF", "000000"), (REFUSED, "000000", "000000"), ("94", "000000", "F2F2F2")],
)
def test_not_all_programs_paint_the_shading_of_a_table(expected: str, ink: str, fill: str) -> None:
    shaded = f'<w:shd w:val="clear" w:fill="{fill}"/>'
    assert reading(draw(run("94", f'<w:color w:val="{ink}"/>'), table_properties=shaded)) == expected


@pytest.mark.parametrize(
    ("expected", "drawn"),
    [
        (REFUSED, shape(vertical="page", wide=7_500_000, tall=9_000_000, fill="202020", behind=1)),
        ("94", shape(vertical="page", wide=7_500_000, tall=9_000_000, fill="F2F2F2", behind=1)),
        ("94", shape(vertical="page", wide=7_500_000, tall=600_000, fill="C00000", behind=1)),
        ("94", shape(vertical="margin", wide=7_500_000, tall=12_700, fill="000000")),
        (REFUSED, '<w:r><w:pict><v:rect style="position:absolute;width:400pt;height:700pt" fillcolor="black"/>'
                  '</w:pict></w:r>'),
        ("94", '<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" style="position:absolute;width:400pt;height:90pt" '
               'fillcolor="silver"><v:textpath string="样本"/></v:shape></w:pict></w:r>'),
    ],
)  # fmt: skip
def test_a_header_may_darken_the_page(expected: str, drawn: str) -> None:
    parts = {"header1.xml": part("hdr", f"<w:p>{drawn}</w:p>")}
    assert reading(draw(TEN, after=section(A4, 'w:top="1440" w:left="1800"'), parts=parts)) == expected
