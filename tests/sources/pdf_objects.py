"""PDF files put together by hand: the broken, locked and hostile ones that no library writes."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
NAMELESS = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Nameless /Encoding /Identity-H /DescendantFonts [ << /Type /Font"
    b" /Subtype /CIDFontType2 /BaseFont /ABCDEF+Nameless /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
    b" /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+Nameless /Flags 4"
    b" /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >> ] >>"
)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(data), extra, data)


def deflated(data: bytes, extra: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + extra)


def one_page(content: bytes, font: bytes = FONT, **changes: bytes) -> bytes:
    """A file of one page. ``changes`` replace objects: ``catalog``, ``pages``, ``page``, ``contents``, ``extra``."""
    objects = {
        1: changes.get("catalog", b"<< /Type /Catalog /Pages 2 0 R >>"),
        2: changes.get("pages", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        3: changes.get(
            "page",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
            b" /Resources << /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >> >>",
        ),
        4: font,
        5: changes.get("contents", stream(content)),
        6: changes.get("extra", b"null"),
    }
    return assemble(objects, changes.get("trailer", b""))


def assemble(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for number in objects:
        out += b"%010d 00000 n \n" % places[number]
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)
