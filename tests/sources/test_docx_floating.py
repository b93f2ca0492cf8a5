"""What floats on a page of a Word file puts those cells in doubt that may lie under it, and no others."""

from __future__ import annotations

import pytest

from benchmarks.eyes.docx_drawing import draw, shape
from tests.sources.office_files import paragraph, run
from tests.sources.test_docx_seen import REFUSED, reading

EMU = 635
SECTION = (
    '<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" '
    'w:bottom="1440" w:left="1800" w:right="1800"/></w:sectPr></w:pPr></w:p>'
)
LARGE = '<w:sz w:val="32"/>'
EXACT = '<w:spacing w:line="560" w:lineRule="exact"/>'


def lines(count: int, properties: str = LARGE, line: str = EXACT) -> str:
    """Paragraphs of two lines of large print each."""
    return f"<w:p><w:pPr>{line}</w:pPr>{run('政' * 60, properties)}</w:p>" * count


def seal(top: int, tall: int = 2_200, vertical: str = "page") -> str:
    """Twips."""
    return f"<w:p>{shape(vertical=vertical, top=top * EMU, tall=tall * EMU)}{run('测试县甲镇人民政府')}</w:p>"


@pytest.mark.parametrize(
    ("expected", "before", "after"),
    [
        # A seal in the signature reaches up to its own place on the page, and no farther.
        ("94", "", lines(8) + seal(9_400) + SECTION),
        (REFUSED, "", lines(3) + seal(9_400) + SECTION),
        ("94", "", lines(8) + seal(8_000, vertical="margin") + SECTION),
        (REFUSED, "", lines(3) + seal(8_000, vertical="margin") + SECTION),
        ("94", "", lines(16) + seal(0, vertical="insideMargin") + SECTION),
        (REFUSED, "", lines(8) + seal(0, vertical="insideMargin") + SECTION),
        # Text that may be lower than it seems takes less room.
        (REFUSED, "", lines(8, line='<w:spacing w:line="100" w:lineRule="exact"/>') + seal(9_400) + SECTION),
        (REFUSED, "", lines(8, LARGE + "<w:vanish/>") + seal(9_400) + SECTION),
        (REFUSED, "", lines(8, LARGE + '<w:w w:val="40"/>') + seal(9_400) + SECTION),
        (REFUSED, "", lines(8) + seal(9_400) + SECTION.replace("<w:pgSz", '<w:cols w:num="2"/><w:pgSz')),
        # The head of a page above its text is free.
        ("94", seal(900, 500), SECTION),
        (REFUSED, seal(900, 9_000), SECTION),
        (REFUSED, seal(-1_400, 9_000, "margin"), SECTION),
        # A page that ends between them parts them; one that ends behind the shape's own line does not.
        ("94", seal(900, 9_000) + paragraph("公开", "<w:pageBreakBefore/>"), SECTION),
        ("94", "", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + seal(100, 9_000) + SECTION),
        (REFUSED, "", seal(100, 9_000).replace("</w:p>", '<w:r><w:br w:type="page"/></w:r></w:p>') + SECTION),
        ("94", "", paragraph("公开") * 2 + lines(1) + seal(-1_000, 1_500, "paragraph")),
        (REFUSED, "", lines(1) + seal(-3_000, 3_000, "paragraph")),
    ],
)
def test_a_shape_on_the_page(expected: str, before: str, after: str) -> None:
    assert reading(draw(run("94"), before=before, after=after)) == expected


def test_a_turned_shape_or_one_that_is_a_share_of_the_page_may_reach_anywhere() -> None:
    far = lines(4) + seal(0, 1_000, "paragraph")
    assert reading(draw(run("94"), after=far)) == "94"
    assert reading(draw(run("94"), after=far.replace("<a:xfrm>", '<a:xfrm rot="2700000">'))) == REFUSED
    assert reading(draw(run("94"), after=far.replace("<wp:docPr", "<wp:sizeRelV/><wp:docPr"))) == REFUSED
