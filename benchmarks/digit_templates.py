"""Draws the digits that PDF glyphs are compared with: ``generator/sources/pdf/typefaces.txt``.

    .venv/bin/python -m benchmarks.digit_templates > generator/sources/pdf/typefaces.txt

A line a digit of a typeface: the digit, the typeface, its shape (see ``generator.sources.pdf.typefaces``). The
typefaces are those that a PDF may use without carrying them, drawn by PDFium.
"""

from __future__ import annotations

import binascii
import sys
from collections.abc import Iterator

import pypdfium2 as pdfium

from generator.sources.pdf.shapes import component, ink_of
from generator.sources.pdf.typefaces import SHAPES, scaled, template

SIZE = 22
"""Height of the typefaces in pixels when they are drawn."""
PITCH = 26
"""Pixels from one to the next."""
STANDARD = (
    "Helvetica",
    "Helvetica-Bold",
    "Helvetica-Oblique",
    "Helvetica-BoldOblique",
    "Times-Roman",
    "Times-Bold",
    "Times-Italic",
    "Times-BoldItalic",
    "Courier",
    "Courier-Bold",
    "Courier-Oblique",
)


def specimen() -> bytes:
    """A PDF of one page: the shapes of each standard typeface in squares of ``PITCH``, a typeface a line."""
    fonts = b"".join(
        b"/F%d << /Type /Font /Subtype /Type1 /BaseFont /%s >> " % (i, name.encode()) for i, name in enumerate(STANDARD)
    )
    content = b"".join(
        b"BT /F%d %d Tf %d %d Td (%s) Tj ET " % (i, SIZE, PITCH * column + 5, PITCH * i + 6, digit.encode())
        for i in range(len(STANDARD))
        for column, digit in enumerate(SHAPES)
    )
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /Font << %s >> >> >>"
        % (len(SHAPES) * PITCH, PITCH * len(STANDARD), fonts),
        b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, item) for i, item in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n"


def drawn() -> Iterator[tuple[str, str, bytes]]:
    """Digit, typeface and shape."""
    picture = pdfium.PdfDocument(specimen())[0].render(grayscale=True)
    wide, pixels = picture.stride, bytes(picture.buffer)
    for column, digit in enumerate(SHAPES):
        for i, name in enumerate(STANDARD):
            top, left = PITCH * (len(STANDARD) - 1 - i), PITCH * column
            square = b"".join(pixels[wide * y + left : wide * y + left + PITCH] for y in range(top, top + PITCH))
            part = component(ink_of(PITCH, PITCH, square), (0, 0, PITCH, PITCH))
            assert part is not None
            left, top, right, bottom = part.box
            yield digit, name, template(scaled(right - left, bottom - top, part.values))


def main() -> int:
    for digit, name, shape in drawn():
        sys.stdout.write(f"{digit} {name} {binascii.b2a_base64(shape, newline=False).decode()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
