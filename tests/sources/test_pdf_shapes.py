"""Fonts whose glyphs are not what their codes claim: only those digits are unread."""

from __future__ import annotations

import pytest

from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.fetching import read_bytes
from tests.filled import filled
from tests.sources.pdf_objects import one_page

NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def texts(order: str, base: str = "Helvetica", before: str = "", behind: str = "") -> list[str]:
    """What is read in ten cells, 0 to 9, of a typeface whose codes draw the digits, or letters, of ``order``."""
    names = " ".join("/" + (NAMES[int(shown)] if shown.isdigit() else shown) for shown in order)
    encoding = f"/Encoding << /Differences [48 {names}] >> /ToUnicode 6 0 R"
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} {encoding} >>"
    pairs = "\n".join(f"<{48 + i:02x}> <{48 + i:04x}>" for i in range(10))
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <00> <ff>"
        f" endcodespacerange 10 beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    content = "".join(
        f"{before}BT /F1 11 Tf {66 + 40 * i} 706 Td ({i}) Tj ET{behind} 60 {700 + 0} m " for i in range(10)
    )
    lines = [f"{60 + 40 * i} 700 m {60 + 40 * i} 740 l S " for i in range(11)]
    lines += [f"60 {y} m 460 {y} l S " for y in (700, 720, 740)]
    words = "".join(f"BT /F2 9 Tf {66 + 40 * i} 726 Td (col) Tj ET " for i in range(10))
    data = one_page(
        (words + "".join(lines) + content.replace("60 700 m ", "")).encode(),
        font.encode(),
        page=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R"
        b" /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        extra=f"<< /Length {len(unicode)} >> stream\n{unicode}\nendstream".encode(),
    )
    outcome = read_bytes("报告.pdf", ".pdf", data, Sidecar())
    assert isinstance(outcome, Document)
    return [cell.text for cell in outcome.grids[0].rows[1].cells]


@pytest.mark.parametrize("base", ["Helvetica", "Times-BoldItalic", "Courier"])
def test_digits_of_an_honest_typeface_are_read(base: str) -> None:
    assert texts("0123456789", base) == list("0123456789")


def test_digits_that_show_others_are_unread() -> None:
    assert texts("0128456739") == [*"012", "\ufffd", *"4567", "\ufffd", "9"]
    assert texts("1234567890") == ["\ufffd"] * 10


def test_a_letter_that_claims_to_be_a_digit_is_unread() -> None:
    assert texts("0123A56789")[4] == "\ufffd"


def test_a_glyph_that_claims_to_be_two_digits_is_unread() -> None:
    """As an ActualText of two digits for one glyph does: each has half of its room."""
    marked = texts("0123456789", before="/Span << /ActualText (94) >> BDC ", behind=" EMC")
    assert all(set(text) == {"\ufffd"} for text in filled(marked))
