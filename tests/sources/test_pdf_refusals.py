"""PDFs that are locked, scanned, broken or hostile: refused with a reason, in bounded time and memory."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import generator.sources.pdf as pdf
from generator.model.documents import Document, Source
from generator.model.doubts import Loudness
from generator.model.sidecars import Sidecar
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from generator.sources.pdf.remarks import refusal
from tests.filled import filled
from tests.sources.pdf_objects import NAMELESS, assemble, deflated, one_page, stream
from tests.sources.pdf_writing import FONT, write_pdf

WORDS = b"BT /F1 12 Tf 60 700 Td (Annual report of a town with more than forty letters in it.) Tj ET "


def read(data: bytes) -> Document | Refused:
    return read_bytes("报告.pdf", ".pdf", data, Sidecar())


def code(data: bytes) -> str:
    """The code under which ``data`` is refused; "" where it is read."""
    outcome = read(data)
    if isinstance(outcome, Document):
        return ""
    (doubt,) = outcome.doubts
    assert doubt.loudness is Loudness.REFUSED and doubt.message and doubt.remedy
    return doubt.code


def canvas(draw: Any, **options: Any) -> bytes:
    buffer = io.BytesIO()
    made = Canvas(buffer, invariant=1, **options)
    draw(made)
    made.save()
    return buffer.getvalue()


def picture() -> ImageReader:
    from PIL import Image

    return ImageReader(Image.new("L", (60, 80), 200))


def test_a_plain_page_is_read() -> None:
    outcome = read(one_page(WORDS))
    assert isinstance(outcome, Document)
    assert "Annual report of a town" in outcome.text.decoded


def test_a_locked_file_says_so() -> None:
    data = canvas(lambda c: c.drawString(60, 700, "secret " * 10), encrypt=StandardEncryption("user", "owner"))
    assert code(data) == "pdf_encrypted"


def test_a_file_that_only_forbids_printing_is_read() -> None:
    lock = StandardEncryption("", "owner", canPrint=0)
    assert code(canvas(lambda c: c.drawString(60, 700, "open to all readers " * 4), encrypt=lock)) == ""


def test_a_scan_is_image_only() -> None:
    def scan(made: Canvas) -> None:
        made.drawImage(picture(), 0, 0, 595, 842)
        made.drawString(280, 20, "- 1 -")

    data = canvas(scan)
    assert code(data) == "image_only"
    outcome = read(data)
    assert isinstance(outcome, Refused) and outcome.keep  # people can read it


def test_a_scan_with_recognised_text_is_image_only() -> None:
    def scan(made: Canvas) -> None:
        made.drawImage(picture(), 0, 0, 595, 842)
        for line in range(20):
            text = made.beginText(60, 700 - 20 * line)
            text.setTextRenderMode(3)
            text.textLine("recognised by a program 8 B 0 O")
            made.drawText(text)

    assert code(canvas(scan)) == "image_only"


def test_glyphs_without_characters_are_refused() -> None:
    glyphs = b"".join(b"%04x" % n for n in range(100, 160))
    assert code(one_page(b"BT /F1 12 Tf 60 700 Td <" + glyphs + b"> Tj ET", NAMELESS)) == "pdf_no_unicode"


def test_a_single_glyph_without_character_is_marked() -> None:
    fonts = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R /F2 6 0 R >> >> >>"
    )
    data = one_page(WORDS * 2 + b"BT /F2 12 Tf 60 600 Td <0064> Tj ET", page=fonts, extra=NAMELESS)
    outcome = read(data)
    assert isinstance(outcome, Document)
    assert "\ufffd" in outcome.text.decoded
    assert [doubt.code for doubt in outcome.doubts] == ["pdf_glyphs_unread"]


@pytest.mark.parametrize(
    "cover", ["1 1 1 rg 50 595 100 20 re f", "1 1 1 rg 50 595 100 20 re f BT 0 g /F1 12 Tf 60 600 Td (77) Tj ET"]
)
def test_a_number_painted_over_is_not_read(cover: str) -> None:
    data = one_page(WORDS + b"BT 0 g /F1 12 Tf 60 600 Td (31) Tj ET " + cover.encode())
    outcome = read(data)
    assert isinstance(outcome, Document)
    assert "31" not in outcome.text.decoded
    assert "\ufffd" in outcome.text.decoded


def test_shading_under_a_number_hides_nothing() -> None:
    data = one_page(WORDS + b"0.8 g 50 595 100 20 re f BT 0 g /F1 12 Tf 60 600 Td (31) Tj ET")
    outcome = read(data)
    assert isinstance(outcome, Document) and "31" in outcome.text.decoded


def test_what_a_form_field_shows_is_text() -> None:
    def form(made: Canvas) -> None:
        made.drawString(60, 700, "A form with a field that somebody filled in, as one does.")
        made.acroForm.textfield(name="n", value="4711", x=60, y=600, width=80, height=20, borderWidth=0)

    outcome = read(canvas(form))
    assert isinstance(outcome, Document) and "4711" in outcome.text.decoded


BROKEN: dict[str, bytes] = {
    "empty": b"",
    "words": "这不是 PDF".encode(),
    "head only": b"%PDF-1.7\n",
    "zeros": bytes(100_000),
    "half": write_pdf()[:3000],
    "pages are their own kids": one_page(WORDS, pages=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    "pages of pages": one_page(WORDS, pages=b"<< /Type /Pages /Kids [3 0 R 2 0 R 2 0 R] /Count 3 >>"),
    "a page is the root": one_page(WORDS, page=b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 3 0 R >>"),
    "the tables of contents turn": one_page(WORDS, trailer=b"/Prev 9"),
    "contents are themselves": one_page(WORDS, contents=b"5 0 R"),
    "deep arrays": one_page(WORDS, extra=b"[" * 200_000 + b"]" * 200_000),
    "deep content": one_page(b"[" * 300_000 + WORDS),
    "many saves": one_page(b"q " * 500_000 + WORDS),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_end_in_a_reason_or_a_text(name: str) -> None:
    outcome = read(BROKEN[name])
    assert isinstance(outcome, Document | Refused)
    if isinstance(outcome, Refused):
        assert outcome.doubts[0].remedy


def test_a_billion_pages_are_refused() -> None:
    data = one_page(WORDS, pages=b"<< /Type /Pages /Kids [" + b"3 0 R " * 3000 + b"] /Count 1000000000 >>")
    assert code(data) in ("pdf_too_large", "pdf_broken")


def test_a_form_inside_itself_ends() -> None:
    loop = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>"
    outcome = read(one_page(WORDS + b"/X Do", extra=stream(b"/X Do", loop)))
    assert isinstance(outcome, Document | Refused)


def test_a_stream_that_swells_is_stopped() -> None:
    bomb = deflated(b"BT /F1 12 Tf (a) Tj ET " * 8_000_000)
    assert len(bomb) < 3_000_000
    assert isinstance(read(one_page(b"", contents=bomb)), Refused)


def test_a_file_beyond_the_limit_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "run", never)
    assert code(bytes(pdf.MAX_BYTES + 1)) == "pdf_too_large"


def test_scripts_and_attachments_stay_where_they_are() -> None:
    catalog = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
        b" /AA << /O << /S /Launch /F (calc.exe) >> >> /Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >> >>"
    )
    outcome = read(one_page(WORDS, catalog=catalog, extra=stream(b"MZ")))
    assert isinstance(outcome, Document)
    assert "alert" not in outcome.text.decoded and "MZ" not in outcome.text.decoded


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*args: Any, **kwargs: Any) -> None:
        assert kwargs["timeout"] <= 60
        raise subprocess.TimeoutExpired("child", 60)

    monkeypatch.setattr(subprocess, "run", hang)
    assert code(one_page(WORDS)) == "pdf_too_slow"
    assert refusal("too_slow").passing and not refusal("broken").passing


@pytest.mark.parametrize("seed", range(12))
def test_damaged_bytes_never_raise(seed: int) -> None:
    random = Random(seed)
    data = bytearray(write_pdf())
    for _ in range(random.choice((1, 20, 400))):
        data[random.randrange(len(data))] = random.randrange(256)
    assert isinstance(read(bytes(data)), Document | Refused)


def test_the_child_stands_alone() -> None:
    """It starts without the package, so that neither our settings nor our imports reach it."""
    modules = ("child", "digits", "drawing", "glyphs", "looking", "notes", "rendering", "shapes", "typefaces")
    for name in filled(f"{module}.py" for module in modules):
        assert "generator" not in Path(pdf.__file__).with_name(name).read_text(encoding="utf-8")
    assert assemble({1: b"null"}).startswith(b"%PDF") and FONT and Source  # what this module's helpers promise
