"""A report as a PDF put together by hand, object by object, whose probe cell is drawn as a trick wants it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.forms.loader import load_forms

WIDTH, HEIGHT = 595, 842
LEFT, TOP, ROW = 60, 660, 22
COLUMN = 118
X0, Y0, X1, Y1 = 60 + 118, 0, 60 + 236, 0
"""Set by ``layout``: the probe cell."""
SIZE = 12
HAN = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ << /Type /Font"
    b" /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1)"
    b" /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6"
    b" /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >> ] >>"
)
LATIN = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PROBE = ("administrative_licensing", "decisions")
FORMS = load_forms()


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(data), extra, data)


def deflated(data: bytes, extra: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + extra)


@dataclass(frozen=True)
class Parts:
    """What a trick changes. ``over`` is drawn after all, ``under`` before; {x}, {y} … stand for places in the cell."""

    probe: str = "BT /F1 12 Tf 0 g {x} {y} Td (4) Tj ET"
    over: str = ""
    under: str = ""
    resources: str = ""
    """Names and values beside ``/Font``."""
    fonts: Mapping[str, bytes] = field(default_factory=dict)
    objects: Mapping[int, bytes] = field(default_factory=dict)
    """From number 20 on."""
    page: str = ""
    catalog: str = ""
    contents: str = ""
    """Around all content: ``{all}`` stands for it."""
    figures: str = "F1"
    """The font of the other figures."""
    ruled: bool = True
    """Or are the cells told by where they stand only?"""
    others: str = "7"
    """The other figures."""
    box: str = "0 0 595 842"
    trailer: str = ""


def han(text: str, x: float, y: float, size: float = 10.5) -> str:
    return f"BT /H {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def places() -> tuple[list[tuple[str, float, float]], list[tuple[float, float, float, float]], tuple[float, ...]]:
    """Texts at places, the boxes of cells, and the probe cell."""
    table = FORMS.table(2, "2021")
    texts: list[tuple[str, float, float]] = []
    boxes = []
    y = float(TOP)
    probe: tuple[float, ...] = ()

    def cell(text: str, column: float, columns: float) -> tuple[float, ...]:
        x0, x1 = LEFT + column * COLUMN, LEFT + (column + columns) * COLUMN
        boxes.append((x0, y - ROW, x1, y))
        if text:
            texts.append((text, x0 + 4, y - ROW + 7))
        return x0, y - ROW, x1, y

    for block in table.blocks:
        cell(block.heading, 0, 4)
        y -= ROW
        share = 3 / len(block.columns)
        cell("信息内容", 0, 1)
        for i, column in enumerate(block.columns):
            cell(table.columns[column].zh, 1 + i * share, share)
        y -= ROW
        for row in block.rows:
            cell(table.rows[row].zh, 0, 1)
            for i, column in enumerate(block.columns):
                own = (row, column) == PROBE
                box = cell("" if own else "7", 1 + i * share, share)
                probe = box if own else probe
            y -= ROW
    return texts, boxes, probe


TEXTS, BOXES, CELL = places()
X0, Y0, X1, Y1 = CELL


def frame(ruled: bool) -> str:
    """The path around the probe cell: of curves where it must be no rule of a table."""
    if ruled:
        return f"{X0:g} {Y0:g} {X1 - X0:g} {Y1 - Y0:g} re"
    corners = [(X1, Y0), (X1, Y1), (X0, Y1), (X0, Y0)]
    return f"{X0:g} {Y0:g} m " + " ".join(f"{x:g} {y:g} " * 3 + "c" for x, y in corners)


def write(parts: Parts) -> bytes:
    """The file."""
    names = {
        "x": X0 + 40, "y": Y0 + 7, "x0": X0, "y0": Y0, "x1": X1, "y1": Y1, "w": X1 - X0, "h": Y1 - Y0,
        "l": X0 + 33.3, "r": X0 + 46.7, "ix0": X0 + 3, "iy0": Y0 + 3, "iw": X1 - X0 - 6, "ih": Y1 - Y0 - 6,
    }  # fmt: skip

    def put(text: str) -> str:
        for name, value in names.items():
            text = text.replace("{" + name + "}", f"{value:g}")
        return text

    content = han("测试县甲镇人民政府2021年政府信息公开工作年度报告", 90, 790, 16)
    content += han("一、总体情况", 60, 760) + han("本机关认真落实各项要求，及时公开政府信息，取得新的成效。", 60, 735)
    content += han("二、主动公开政府信息情况", 60, 700)
    content += put(parts.under) + "\n"
    if parts.ruled:
        content += "0 G 0.5 w " + "".join(f"{a:g} {b:g} {c - a:g} {d - b:g} re S\n" for a, b, c, d in BOXES)
    content += f"q 1 0 1 RG 1.5 w {frame(parts.ruled)} S Q\n"
    for text, x, y in TEXTS:
        content += (
            han(text, x, y)
            if not text.isascii()
            else f"BT /{parts.figures} {SIZE} Tf {x} {y} Td ({parts.others}) Tj ET\n"
        )
    content += put(parts.probe) + "\n" + put(parts.over)
    if parts.contents:
        content = put(parts.contents).replace("{all}", content)
    fonts = b"".join(b"/%s %s " % (name.encode(), value) for name, value in parts.fonts.items())
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {put(parts.catalog)} >>".encode(),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [{parts.box}] /Contents 5 0 R {put(parts.page)} /Resources << ".encode()
        + b"/Font << /F1 4 0 R /H 6 0 R " + fonts + b">> " + put(parts.resources).encode() + b" >> >>",
        4: LATIN,
        5: stream(content.encode("latin-1")),
        6: HAN,
        **{number: value.replace(b"{x}", b"%g" % names["x"]).replace(b"{y}", b"%g" % names["y"])
           .replace(b"{x0}", b"%g" % X0).replace(b"{y0}", b"%g" % Y0).replace(b"{x1}", b"%g" % X1).replace(b"{y1}", b"%g" % Y1)
           .replace(b"{ix0}", b"%g" % names["ix0"]).replace(b"{iy0}", b"%g" % names["iy0"])
           for number, value in parts.objects.items()},
    }  # fmt: skip
    return assemble(objects, parts.trailer.encode())


def assemble(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    at = {}
    for number, body in sorted(objects.items()):
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += b"%010d %05d %c \n" % (at.get(number, 0), 0 if number in at else 65535, b"nf"[number not in at])
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)
