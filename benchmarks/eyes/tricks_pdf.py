"""PDFs whose text says one thing and whose picture may say another; and plain ones, styled as real ones are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path

from benchmarks.digit_templates import STANDARD
from benchmarks.eyes import pdf_more
from benchmarks.eyes.pdf_report import Parts, deflated, stream, write
from benchmarks.eyes.trick import Kind, Trick

AT = "BT /F1 12 Tf 0 g {x} {y} Td "
FOUR = AT + "(4) Tj ET"
NINETY_FOUR = AT + "(94) Tj ET"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")


def nine(x: str, y: str, colour: str = "0 G") -> str:
    """A 9 drawn as a path, its lower left corner at (x, y)."""
    return (
        f"q 1 0 0 1 {x} {y} cm {colour} 1.1 w 5.4 6 m 5.4 7.7 4.3 8.4 3.2 8.4 c 2 8.4 1 7.6 1 6.1 c 1 4.7 2 3.9 3.1 3.9 c"
        " 4.4 3.9 5.4 4.9 5.4 6 c S 5.4 6.2 m 5.5 2.6 4.6 0.4 2.8 0.4 c 1.9 0.4 1.2 0.9 1.1 1.8 c S Q"
    )


def one(x: str, y: str) -> str:
    return f"q 1 0 0 1 {x} {y} cm 0 G 1.1 w 0 0 m 0 8.4 l S Q"


def seven_segments(x: str, y: str) -> str:
    """A 9 of straight strokes, as on a clock."""
    return f"q 1 0 0 1 {x} {y} cm 0 G 1 w 0 8 m 5 8 l S 0 4 m 5 4 l S 0 4 m 0 8 l S 5 0 m 5 8 l S 0 0 m 5 0 l S Q"


def image(pixels: list[str], extra: str = "") -> bytes:
    """A grey picture of rows of . and #."""
    wide, high = len(pixels[0]), len(pixels)
    data = bytes(0 if c == "#" else 255 for row in pixels for c in row)
    return deflated(
        data,
        f"/Type /XObject /Subtype /Image /Width {wide} /Height {high} /ColorSpace /DeviceGray /BitsPerComponent 8 {extra}".encode(),
    )


PIXEL_NINE = [
    ".####.",
    "#....#",
    "#....#",
    "#....#",
    ".#####",
    ".....#",
    ".....#",
    "#....#",
    ".####.",
]


def xform(content: str, extra: str = "") -> bytes:
    return stream(content.encode(), f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {extra}".encode())


FONTS_IN = "/Resources << /Font << /F1 4 0 R >> >>"


def permuted(order: str) -> bytes:
    """Helvetica whose codes 0 to 9 draw the digits of ``order``."""
    names = dict(
        zip("0123456789", ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), strict=True)
    )
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [48 {' '.join('/' + names[c] for c in order)}] >> /ToUnicode 30 0 R >>".encode()


def to_unicode(pairs: Mapping[int, str], width: int = 1) -> bytes:
    lines = "\n".join(f"<{code:0{2 * width}x}> <{text.encode('utf-16-be').hex()}>" for code, text in pairs.items())
    return stream(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
            f"1 begincodespacerange <{'00' * width}> <{'ff' * width}> endcodespacerange\n{len(pairs)} beginbfchar\n{lines}\nendbfchar\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode()
    )


PLAIN_UNICODE = to_unicode({48 + i: str(i) for i in range(10)})


def type3(glyphs: Mapping[str, str], first: int, widths: str, number: int, unicode: int = 0) -> dict[int, bytes]:
    """A Type 3 font; ``glyphs`` are name → content in 1000 units; objects from ``number`` on, the font itself first."""
    names = list(glyphs)
    procs = " ".join(f"/{name} {number + 1 + i} 0 R" for i, name in enumerate(names))
    font = (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << {procs} >>"
        f" /Encoding << /Type /Encoding /Differences [{first} {' '.join('/' + name for name in names)}] >> /FirstChar {first}"
        f" /LastChar {first + len(names) - 1} /Widths [{widths}] {f'/ToUnicode {unicode} 0 R' if unicode else ''} /Resources << /Font << /F1 4 0 R >> >> >>"
    )
    return {number: font.encode(), **{number + 1 + i: stream(glyphs[n].encode()) for i, n in enumerate(names)}}


def drawn(digits: str) -> str:
    """The content of a Type 3 glyph that shows ``digits`` in Helvetica."""
    return f"556 0 d0 BT /F1 1000 Tf ({digits}) Tj ET"


def truetype(name: str, unicode: Mapping[int, str], number: int = 20) -> dict[int, bytes]:
    """An embedded TrueType font whose codes are glyph numbers."""
    data = (DEJAVU / name).read_bytes()
    return {
        number: f"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+X /Encoding /Identity-H /ToUnicode {number + 4} 0 R /DescendantFonts [{number + 1} 0 R] >>".encode(),
        number
        + 1: f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+X /CIDToGIDMap /Identity /DW 636 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {number + 2} 0 R >>".encode(),
        number
        + 2: f"<< /Type /FontDescriptor /FontName /ABCDEF+X /Flags 4 /FontBBox [-200 -300 1200 1000] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 {number + 3} 0 R >>".encode(),
        number + 3: deflated(data, b"/Length1 %d " % len(data)),
        number + 4: to_unicode(unicode, 2),
    }


GID = 19
"""The glyph of 0 in these typefaces; the other digits follow."""


def note(kind: str, rect: str = "[{x0} {y0} {x1} {y1}]", extra: str = "") -> str:
    return f"/Annots [<< /Type /Annot /Subtype /{kind} /Rect {rect} {extra} >>]"


def everyday() -> Iterator[tuple[str, Parts]]:
    yield "white digit before", Parts(AT + "1 g (9) Tj 0 g (4) Tj ET")
    yield "white digit behind", Parts(AT + "(4) Tj 1 g (9) Tj ET")
    yield "white figure", Parts("BT /F1 12 Tf 1 g {x} {y} Td (4) Tj ET")
    yield "nearly white figure", Parts("BT /F1 12 Tf 0.97 g {x} {y} Td (4) Tj ET")
    yield "white box over it", Parts(FOUR, "1 g {ix0} {iy0} {iw} {ih} re f")
    yield "white box over a digit", Parts(NINETY_FOUR, "1 g {x} {iy0} 6.6 {ih} re f")
    yield "corrected over a white box", Parts(FOUR, "1 g {ix0} {iy0} {iw} {ih} re f " + AT + "(9) Tj ET")
    yield (
        "corrected by a text field",
        Parts(
            FOUR,
            "",
            page=note("FreeText", extra="/AP << /N 20 0 R >>"),
            objects={
                20: stream(
                    b"1 g 0 0 354 22 re f BT 0 g /F1 12 Tf 40 7 Td (9) Tj ET",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 354 22] /Resources << /Font << /F1 4 0 R >> >>",
                )
            },
        ),
    )
    yield (
        "struck out",
        Parts(FOUR, "0 G 0.7 w {l} {y} 4 add m".replace("{l} {y} 4 add m", "1 0 0 1 {x} {y} cm -1 4.2 m 8 4.2 l S")),
    )
    yield (
        "hidden layer",
        Parts(
            "/OC /O BDC " + AT + "(9) Tj ET EMC " + FOUR.replace("{x}", "{r}"),
            resources="/Properties << /O 20 0 R >>",
            objects={20: b"<< /Type /OCG /Name (x) >>"},
            catalog="/OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >>",
        ),
    )
    yield (
        "hidden layer alone",
        Parts(
            "/OC /O BDC " + FOUR + " EMC",
            resources="/Properties << /O 20 0 R >>",
            objects={20: b"<< /Type /OCG /Name (x) >>"},
            catalog="/OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >>",
        ),
    )
    yield (
        "print only layer",
        Parts(
            "/OC /O BDC " + FOUR + " EMC",
            resources="/Properties << /O 20 0 R >>",
            objects={
                20: b"<< /Type /OCG /Name (x) /Usage << /View << /ViewState /OFF >> /Print << /PrintState /ON >> >> >>"
            },
            catalog="/OCProperties << /OCGs [20 0 R] /D << /AS [<< /Event /View /Category [/View] /OCGs [20 0 R] >>] >> >>",
        ),
    )
    yield "invisible text", Parts(AT + "3 Tr (94) Tj ET")
    yield "invisible digit beside", Parts(AT + "3 Tr (9) Tj 0 Tr (4) Tj ET")
    yield (
        "scanned digit beside",
        Parts(
            FOUR, "q 5 0 0 9 {l} {y} cm /I Do Q", resources="/XObject << /I 20 0 R >>", objects={20: image(PIXEL_NINE)}
        ),
    )
    yield (
        "scanned digit alone",
        Parts(
            "", "q 5 0 0 9 {x} {y} cm /I Do Q", resources="/XObject << /I 20 0 R >>", objects={20: image(PIXEL_NINE)}
        ),
    )
    yield (
        "picture over it",
        Parts(
            FOUR,
            "q 60 0 0 16 {x} {iy0} cm /I Do Q",
            resources="/XObject << /I 20 0 R >>",
            objects={20: image(["." * 9] * 9)},
        ),
    )
    yield (
        "picture of another over it",
        Parts(
            FOUR,
            "q 10 0 0 12 {x} {y} cm /I Do Q",
            resources="/XObject << /I 20 0 R >>",
            objects={20: image([r.join(("..", "..")) for r in ["......", *PIXEL_NINE, "......"]])},
        ),
    )
    yield (
        "font without unicode",
        Parts("BT /T 12 Tf {x} {y} Td <0017> Tj ET", fonts={"T": b"20 0 R"}, objects=truetype("DejaVuSans.ttf", {})),
    )
    yield (
        "lying unicode",
        Parts(
            "BT /T 12 Tf {x} {y} Td <001c> Tj ET",
            fonts={"T": b"20 0 R"},
            objects=truetype("DejaVuSans.ttf", {GID + 9: "4"}),
        ),
    )
    yield (
        "shifted unicode",
        Parts(
            "BT /T 12 Tf {x} {y} Td <00170018> Tj ET",
            fonts={"T": b"20 0 R"},
            objects=truetype("DejaVuSans.ttf", {GID + i: str((i + 1) % 10) for i in range(10)}),
        ),
    )
    yield (
        "form field",
        Parts(
            "",
            page=note("Widget", extra="/FT /Tx /T (a) /V (94) /AP << /N 20 0 R >>"),
            catalog="/AcroForm << /Fields [] >>",
            objects={
                20: stream(
                    b"BT 0 g /F1 12 Tf 40 7 Td (4) Tj ET",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 354 22] /Resources << /Font << /F1 4 0 R >> >>",
                )
            },
        ),
    )
    yield (
        "hidden form field",
        Parts(
            FOUR,
            page=note("Widget", extra="/F 2 /FT /Tx /T (a) /V (9) /AP << /N 20 0 R >>"),
            objects={
                20: stream(
                    b"BT 0 g /F1 12 Tf 20 7 Td (9) Tj ET",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 354 22] /Resources << /Font << /F1 4 0 R >> >>",
                )
            },
        ),
    )
    yield (
        "print only stamp",
        Parts(
            FOUR,
            page=note("Stamp", extra="/F 36 /AP << /N 20 0 R >>"),
            objects={
                20: stream(
                    b"1 g 0 0 354 22 re f BT 0 g /F1 12 Tf 40 7 Td (9) Tj ET",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 354 22] /Resources << /Font << /F1 4 0 R >> >>",
                )
            },
        ),
    )
    yield "cropped page", Parts(FOUR, page="/CropBox [0 0 {x} 842]")
    yield (
        "redaction mark",
        Parts(
            FOUR,
            page=note("Redact", extra="/IC [0 0 0] /AP << /N 20 0 R >>"),
            objects={20: stream(b"0 g 0 0 354 22 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 354 22]")},
        ),
    )
    yield "black bar over it", Parts(FOUR, "0 g {ix0} {iy0} {iw} {ih} re f")
    yield "tiny digit", Parts("BT /F1 0.8 Tf 0 g {x} {y} Td (9) Tj /F1 12 Tf (4) Tj ET")
    yield "raised note", Parts(AT + "(4) Tj /F1 6 Tf 5 Ts (9) Tj ET")


def hostile() -> Iterator[tuple[str, Parts]]:
    x = "/XObject << /X 20 0 R >>"
    yield "clipped away", Parts("q {ix0} {iy0} 10 10 re W n " + FOUR + " Q")
    yield "clip hides a digit", Parts("q {r} {iy0} 100 {ih} re W n " + NINETY_FOUR.replace("{x}", "{x}") + " Q")
    yield "half clipped", Parts("q {ix0} {y} {iw} 4 re W n " + AT + "(9) Tj ET Q")
    yield "upper half clipped", Parts("q 1 0 0 1 {x} {y} cm -5 3.9 40 8 re W n BT /F1 12 Tf 0 0 Td (9) Tj ET Q")
    yield "left half clipped", Parts("q 1 0 0 1 {x} {y} cm 3.2 -2 40 18 re W n BT /F1 12 Tf 0 0 Td (8) Tj ET Q")
    yield "triangle clip", Parts("q {ix0} {iy0} m {x1} {iy0} l {ix0} {y} l h W n " + FOUR + " Q")
    yield (
        "round clip",
        Parts("q 1 0 0 1 {ix0} {iy0} cm 0 0 m 5 0 5 5 0 5 c h W n 1 0 0 1 0 0 cm BT /F1 12 Tf 37 4 Td (4) Tj ET Q"),
    )
    yield "clip by text", Parts("q BT /F1 12 Tf 7 Tr {ix0} {iy0} Td (1) Tj ET " + FOUR + " Q")
    yield "text as clip only", Parts("q BT /F1 12 Tf 7 Tr {x} {y} Td (94) Tj ET Q")
    yield (
        "form clips by its box",
        Parts(
            "/X Do",
            resources=x,
            objects={
                20: stream(
                    b"BT 0 g /F1 12 Tf {x} {y} Td (4) Tj ET",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 20 20] " + FONTS_IN.encode(),
                )
            },
        ),
    )
    yield (
        "form with figure",
        Parts("/X Do", resources=x, objects={20: xform("BT 0 g /F1 12 Tf {x} {y} Td (4) Tj ET", FONTS_IN)}),
    )
    yield (
        "form in a form covers",
        Parts(
            FOUR,
            "/X Do",
            resources=x,
            objects={
                20: xform("/Y Do", "/Resources << /XObject << /Y 21 0 R >> >>"),
                21: xform("1 g {x} {iy0} 20 16 re f".replace("{iy0}", "{y0}")),
            },
        ),
    )
    yield "triangle over it", Parts(FOUR, "1 g {ix0} {iy0} m {x1} {iy0} l {x1} {y1} l {ix0} {y1} l h f")
    yield "circle over it", Parts(FOUR, "q 1 0 0 1 {x} {y} cm 1 g -3 4 m -3 13 10 13 10 4 c 10 -5 -3 -5 -3 4 c f Q")
    yield "curve over a part", Parts(AT + "(8) Tj ET", "q 1 0 0 1 {x} {y} cm 1 g -1 -1 m 3 -1 3 10 -1 10 c f Q")
    yield (
        "white stroke over it",
        Parts(FOUR, "1 G 14 w {ix0} {y0} m {ix0} {y1} l S q 1 0 0 1 {x} {y} cm -8 4 m 30 4 l S Q"),
    )
    yield "dashed stroke over it", Parts(FOUR, "q 1 0 0 1 {x} {y} cm 1 G 16 w [12 1] 0 d -3 4 m 30 4 l S Q")
    yield (
        "shading over it",
        Parts(
            FOUR,
            "q {ix0} {iy0} {iw} {ih} re W n /S sh Q",
            resources="/Shading << /S 20 0 R >>",
            objects={
                20: b"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 600 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >> /Extend [true true] >>"
            },
        ),
    )
    yield (
        "pattern over it",
        Parts(
            FOUR,
            "/Pattern cs /P scn {ix0} {iy0} {iw} {ih} re f",
            resources="/Pattern << /P 20 0 R >>",
            objects={
                20: stream(
                    b"1 g 0 0 5 5 re f",
                    b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5 /Resources << >>",
                )
            },
        ),
    )
    yield (
        "image mask over it",
        Parts(
            FOUR,
            "q 1 g 60 0 0 16 {x} {iy0} cm /X Do Q",
            resources=x,
            objects={
                20: stream(
                    b"\0\0",
                    b"/Type /XObject /Subtype /Image /ImageMask true /Width 8 /Height 2 /BitsPerComponent 1 /Decode [0 1]",
                )
            },
        ),
    )
    yield "white text as a cover", Parts(FOUR, "BT /F1 30 Tf 1 g {ix0} {iy0} Td (MMMMM) Tj ET")
    yield (
        "many white dashes",
        Parts(FOUR, "1 G 1 w " + " ".join(f"q 1 0 0 1 {{x}} {{y}} cm -2 {i} m 12 {i} l S Q" for i in range(-2, 12))),
    )
    yield "annotation square over it", Parts(FOUR, page=note("Square", extra="/IC [1 1 1] /C [1 1 1]"))
    yield (
        "annotation with appearance over it",
        Parts(
            FOUR,
            page=note("Square", extra="/AP << /N 20 0 R >>"),
            objects={20: stream(b"1 g 0 0 354 22 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 354 22]")},
        ),
    )
    yield (
        "ink annotation adds a digit",
        Parts(
            FOUR,
            page=note("Ink", extra="/InkList [[210 513 210 522]] /C [0 0 0] /AP << /N 20 0 R >>"),
            objects={20: stream(b"0 G 1.2 w 30 7 m 30 16 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 354 22]")},
        ),
    )
    yield (
        "free text adds a digit",
        Parts(
            FOUR,
            page=note("FreeText", extra="/AP << /N 20 0 R >>"),
            objects={
                20: stream(
                    b"BT 0 g /F1 12 Tf 33.3 7 Td (9) Tj ET",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 354 22] /Resources << /Font << /F1 4 0 R >> >>",
                )
            },
        ),
    )
    yield (
        "field value without appearance",
        Parts(
            FOUR,
            page=note("Widget", extra="/FT /Tx /T (a) /V (9) /DA (/F1 12 Tf 0 g)"),
            catalog="/AcroForm << /Fields [] /NeedAppearances true /DR << /Font << /F1 4 0 R >> >> /DA (/F1 12 Tf 0 g) >>",
        ),
    )
    yield (
        "free text without appearance",
        Parts(FOUR, page=note("FreeText", extra="/Contents (9) /DA (/Helv 12 Tf 0 g)")),
    )
    yield (
        "appearance of another state",
        Parts(
            "",
            page=note("Widget", extra="/FT /Btn /T (a) /AS /Off /AP << /N << /On 20 0 R /Off 21 0 R >> >>"),
            objects={
                20: stream(
                    b"BT 0 g /F1 12 Tf 40 7 Td (9) Tj ET",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 354 22] /Resources << /Font << /F1 4 0 R >> >>",
                ),
                21: stream(
                    b"BT 0 g /F1 12 Tf 40 7 Td (4) Tj ET",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 354 22] /Resources << /Font << /F1 4 0 R >> >>",
                ),
            },
        ),
    )
    yield "path digit before", Parts(FOUR, nine("{l}", "{y}"))
    yield "path digit behind", Parts(FOUR, nine("{r}", "{y}"))
    yield "path digit alone", Parts("", nine("{x}", "{y}"))
    yield (
        "path digit in a form",
        Parts(
            FOUR,
            "/X Do",
            resources=x,
            objects={20: xform(nine("{x}", "{y}").replace("1 0 0 1 {x}", "1 0 0 1 -7 0 cm 1 0 0 1 {x}"))},
        ),
    )
    yield "stroke 1 before", Parts(FOUR, one("{l}", "{y}"))
    yield "stroke 1 behind", Parts(FOUR, one("{r}", "{y}"))
    yield "stroke 1 alone", Parts("", one("{x}", "{y}"))
    yield "thin box 1 before", Parts(FOUR, "q 1 0 0 1 {l} {y} cm 0 g 3 0 1 8.5 re f Q")
    yield "strokes of a clock", Parts(FOUR, seven_segments("{l}", "{y}"))
    yield "strokes of a clock alone", Parts("", seven_segments("{x}", "{y}"))
    yield "path digit under", Parts(FOUR, under=nine("{l}", "{y}"))
    yield "grey path digit", Parts(FOUR, nine("{l}", "{y}", "0.5 G"))
    yield "red path digit", Parts(FOUR, nine("{l}", "{y}", "1 0 0 RG"))
    yield "path digit far away", Parts("BT /F1 12 Tf 0 g {ix0} {y} Td (4) Tj ET", nine("{r}", "{y}"))
    yield "minus as a path", Parts(FOUR, "q 1 0 0 1 {l} {y} cm 0 G 1 w 0 4 m 4 4 l S Q")
    yield (
        "point as a path",
        Parts(
            AT + "(9) Tj 3.4 0 Td (4) Tj ET".replace("3.4 0 Td", "10 0 Td"),
            "q 1 0 0 1 {x} {y} cm 0 g 7.5 0 1.3 1.3 re f Q",
        ),
    )
    yield "slash as a path", Parts("", "q 1 0 0 1 {x} {y} cm 0 G 1 w 0 0 m 5 9 l S Q")
    yield (
        "pattern digit",
        Parts(
            "",
            "/Pattern cs /P scn {ix0} {iy0} {iw} {ih} re f",
            resources="/Pattern << /P 20 0 R >>",
            objects={
                20: stream(
                    b"BT 0 g /F1 12 Tf {x} {y} Td (9) Tj ET",
                    b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] /XStep 595 /YStep 842 /Resources << /Font << /F1 4 0 R >> >>",
                )
            },
        ),
    )
    for mode in ("Multiply", "Screen", "Difference", "Exclusion", "Lighten", "ColorDodge", "Luminosity"):
        yield (
            f"box in {mode} over it",
            Parts(
                FOUR,
                "/G gs 1 g {ix0} {iy0} {iw} {ih} re f",
                resources="/ExtGState << /G 20 0 R >>",
                objects={20: f"<< /Type /ExtGState /BM /{mode} >>".encode()},
            ),
        )
        yield (
            f"figure in {mode}",
            Parts(
                "/G gs " + FOUR,
                resources="/ExtGState << /G 20 0 R >>",
                objects={20: f"<< /Type /ExtGState /BM /{mode} >>".encode()},
            ),
        )
    yield (
        "transparent figure",
        Parts(
            "/G gs " + FOUR,
            resources="/ExtGState << /G 20 0 R >>",
            objects={20: b"<< /Type /ExtGState /ca 0.02 /CA 0.02 >>"},
        ),
    )
    yield (
        "transparent digit beside",
        Parts(
            "q /G gs " + AT + "(9) Tj ET Q " + FOUR.replace("{x}", "{r}"),
            resources="/ExtGState << /G 20 0 R >>",
            objects={20: b"<< /Type /ExtGState /ca 0.02 >>"},
        ),
    )
    yield (
        "cover nearly opaque",
        Parts(
            FOUR,
            "/G gs 1 g {ix0} {iy0} {iw} {ih} re f",
            resources="/ExtGState << /G 20 0 R >>",
            objects={20: b"<< /Type /ExtGState /ca 0.97 >>"},
        ),
    )
    yield (
        "soft mask hides",
        Parts(
            "/G gs " + FOUR,
            resources="/ExtGState << /G 20 0 R >>",
            objects={
                20: b"<< /Type /ExtGState /SMask << /Type /Mask /S /Luminosity /G 21 0 R >> >>",
                21: xform("0 g 0 0 595 842 re f", "/Group << /S /Transparency /CS /DeviceGray >>"),
            },
        ),
    )
    yield (
        "soft mask hides a digit",
        Parts(
            "q /G gs " + AT + "(9) Tj ET Q " + FOUR.replace("{x}", "{r}"),
            resources="/ExtGState << /G 20 0 R >>",
            objects={
                20: b"<< /Type /ExtGState /SMask << /Type /Mask /S /Luminosity /G 21 0 R >> >>",
                21: xform("0 g 0 0 595 842 re f", "/Group << /S /Transparency /CS /DeviceGray >>"),
            },
        ),
    )
    for name, colours in {
        "CMYK": "0 0 0 0 k", "pale CMYK": "0.02 0.02 0.04 0 k", "RGB": "1 1 0.98 rg", "yellow": "1 1 0.6 rg", "Separation": "/C cs 0 scn", "pale Separation": "/C cs 0.03 scn", "Lab": "/L cs 99 0 0 scn", "Indexed": "/N cs 1 sc", "CalGray": "/A cs 1 sc", "ICC": "/B cs 1 1 1 sc", "pattern": "/Pattern cs /P scn",
    }.items():  # fmt: skip
        yield (
            f"white in {name}",
            Parts(
                f"BT /F1 12 Tf {colours} {{x}} {{y}} Td (4) Tj ET",
                resources="/ColorSpace << /C [/Separation /Spot /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 1 1 0] /N 1 >>] /L [/Lab << /WhitePoint [0.95 1 1.09] >>] /N [/Indexed /DeviceRGB 1 <000000ffffff>] /A [/CalGray << /WhitePoint [0.95 1 1.09] >>] /B [/ICCBased 21 0 R] >> /Pattern << /P 20 0 R >>",
                objects={
                    20: b"<< /Type /Pattern /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 600 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >> /Extend [true true] >> >>",
                    21: stream(b"", b"/N 3 /Alternate /DeviceRGB"),
                },
            ),
        )
    yield "white on black", Parts("BT /F1 12 Tf 1 g {x} {y} Td (4) Tj ET", under="0 g {ix0} {iy0} {iw} {ih} re f")
    yield "black on black", Parts(FOUR, under="0 g {ix0} {iy0} {iw} {ih} re f")
    yield (
        "blue on blue",
        Parts("BT /F1 12 Tf 0 0 0.8 rg {x} {y} Td (4) Tj ET", under="0 0 0.85 rg {ix0} {iy0} {iw} {ih} re f"),
    )
    yield (
        "grey on a picture as grey",
        Parts(
            "BT /F1 12 Tf 0.5 g {x} {y} Td (4) Tj ET",
            under="q {iw} 0 0 {ih} {ix0} {iy0} cm /X Do Q",
            resources=x,
            objects={
                20: deflated(
                    bytes([127]) * 64,
                    b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8",
                )
            },
        ),
    )
    yield (
        "one digit white on black",
        Parts("BT /F1 12 Tf 1 g {l} {y} Td (9) Tj 0 g (4) Tj ET", under="0 g {ix0} {iy0} 5 {ih} re f"),
    )
    yield "mirrored", Parts("BT /F1 12 Tf 0 g -1 0 0 1 {r} {y} Tm (4) Tj ET")
    yield "mirrored figures", Parts("BT /F1 12 Tf 0 g -1 0 0 1 {r} {y} Tm (94) Tj ET")
    yield "mirrored by the matrix", Parts("q -1 0 0 1 {x} {y} cm BT /F1 12 Tf 0 g -14 0 Td (27) Tj ET Q")
    yield "upside down", Parts("BT /F1 12 Tf 0 g -1 0 0 -1 {r} {y} Tm 0 -8 Td (9) Tj ET")
    yield "upside down by mirror", Parts("BT /F1 12 Tf 0 g 1 0 0 -1 {x} {y} Tm 0 -8 Td (9) Tj ET")
    yield "turned", Parts("BT /F1 12 Tf 0 g 0 1 -1 0 {r} {y} Tm (94) Tj ET")
    yield "slanting", Parts("BT /F1 12 Tf 0 g 0.9 0.4 -0.4 0.9 {x} {y} Tm (4) Tj ET")
    yield "squeezed", Parts("BT /F1 12 Tf 0 g 2 Tz {l} {y} Td (9) Tj 100 Tz 7 0 Td (4) Tj ET")
    yield "flattened", Parts("BT /F1 12 Tf 0 g 1 0 0 0.01 {x} {y} Tm (4) Tj ET")
    yield "sheared", Parts("BT /F1 12 Tf 0 g 1 0 2 1 {x} {y} Tm (4) Tj ET")
    yield "out of order", Parts("BT /F1 12 Tf 0 g {r} {y} Td (9) Tj -6.7 0 Td (4) Tj ET")
    yield "negative spacing", Parts("BT /F1 12 Tf 0 g -13.4 Tc {r} {y} Td (94) Tj ET")
    yield "on one another", Parts("BT /F1 12 Tf 0 g {x} {y} Td (9) Tj ET " + FOUR)
    yield "nearly on one another", Parts("BT /F1 12 Tf 0 g {x} {y} Td -2 0 Td (9) Tj ET " + FOUR)
    yield "shadow", Parts("BT /F1 12 Tf 0.6 g {x} {y} Td 0.8 -0.8 Td (4) Tj ET " + FOUR)
    yield "overprinted 1 on 4", Parts("BT /F1 12 Tf 0 g {x} {y} Td (1) Tj ET " + FOUR)
    yield "above another", Parts("BT /F1 6 Tf 0 g {x} {y} Td 0 6 Td (9) Tj 0 -6 Td (4) Tj ET")
    yield "rise", Parts(AT + "200 Ts (9) Tj 0 Ts (4) Tj ET")
    yield "off the page", Parts("BT /F1 12 Tf 0 g -200 513 Td (9) Tj ET " + FOUR)
    yield "over the border", Parts("BT /F1 12 Tf 0 g {x0} {y} Td -3.5 0 Td (94) Tj ET")
    yield "actual text", Parts("/Span << /ActualText (9) >> BDC " + FOUR + " EMC")
    yield "longer actual text", Parts("/Span << /ActualText (94) >> BDC " + FOUR + " EMC")
    yield "huge grey digit over it", Parts(FOUR, "BT /F1 200 Tf 0.6 g {x} {y} Td -44 -60 Td (1) Tj ET")
    yield "huge grey digit under it", Parts(FOUR, under="BT /F1 200 Tf 0.6 g {x} {y} Td -44 -60 Td (1) Tj ET")
    yield "shorter actual text", Parts("/Span << /ActualText (4) >> BDC " + NINETY_FOUR + " EMC")
    yield (
        "empty actual text",
        Parts("/Span << /ActualText () >> BDC " + AT + "(9) Tj ET EMC " + FOUR.replace("{x}", "{r}")),
    )
    yield "actual text elsewhere", Parts("/Span << /ActualText (4) >> BDC " + nine("{x}", "{y}") + " EMC")
    yield "alt text", Parts("/Figure << /Alt (9) >> BDC " + FOUR + " EMC")
    yield (
        "permuted encoding",
        Parts("BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET", fonts={"T": permuted("0123956784")}, objects={30: PLAIN_UNICODE}),
    )
    for claim, shown in ("38", "83", "60", "90", "17", "71", "53", "25", "69"):
        yield (
            f"a {shown} that claims {claim}",
            Parts(
                f"BT /T 12 Tf 0 g {{x}} {{y}} Td ({claim}) Tj ET",
                fonts={"T": permuted("0123456789".replace(claim, shown))},
                objects={30: PLAIN_UNICODE},
            ),
        )
    yield (
        "all permuted",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET",
            fonts={"T": permuted("1234567890")},
            objects={30: PLAIN_UNICODE},
            figures="T",
        ),
    )
    yield (
        "letters that claim digits",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (A) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({65: "4"})},
        ),
    )
    yield (
        "blank that shows a digit",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (94) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: " ", 52: "4"})},
        ),
    )
    yield (
        "zero width that shows a digit",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (94) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "\u200b", 52: "4"})},
        ),
    )
    yield (
        "unit that shows a digit",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (49) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "件", 52: "4"})},
        ),
    )
    yield (
        "two for one glyph",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({52: "94"})},
        ),
    )
    yield (
        "comma that claims a point",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (9x4) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "9", 52: "4", 120: "."})},
        ),
    )
    yield (
        "dash that shows a digit",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (94) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "-", 52: "4"})},
        ),
    )
    yield (
        "slash that shows a digit",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({52: "/"})},
        ),
    )
    yield (
        "type 3 lies",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET",
            fonts={"T": b"20 0 R"},
            objects={**type3({"four": drawn("9")}, 52, "556", 20, 30), 30: PLAIN_UNICODE},
        ),
    )
    yield (
        "type 3 shows two",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET",
            fonts={"T": b"20 0 R"},
            objects={**type3({"four": drawn("94")}, 52, "556", 20, 30), 30: PLAIN_UNICODE},
        ),
    )
    yield (
        "type 3 shows none",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET",
            fonts={"T": b"20 0 R"},
            objects={**type3({"four": "556 0 d0"}, 52, "556", 20, 30), 30: PLAIN_UNICODE},
        ),
    )
    yield (
        "type 3 shows it elsewhere",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET",
            fonts={"T": b"20 0 R"},
            objects={
                **type3({"four": "556 0 d0 1 0 0 1 0 -3600 cm BT /F1 1000 Tf (4) Tj ET"}, 52, "556", 20, 30),
                30: PLAIN_UNICODE,
            },
        ),
    )
    yield (
        "type 3 plain",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET",
            fonts={"T": b"20 0 R"},
            objects={**type3({"four": drawn("4")}, 52, "556", 20, 30), 30: PLAIN_UNICODE},
        ),
    )
    yield (
        "type 3 in white",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET",
            fonts={"T": b"20 0 R"},
            objects={**type3({"four": "556 0 d0 1 g BT /F1 1000 Tf (4) Tj ET"}, 52, "556", 20, 30), 30: PLAIN_UNICODE},
        ),
    )
    yield (
        "missing glyph",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td <fff0> Tj ET",
            fonts={"T": b"20 0 R"},
            objects=truetype("DejaVuSans.ttf", {0xFFF0: "4"}),
        ),
    )
    yield (
        "layer membership",
        Parts(
            "/OC /O BDC " + FOUR + " EMC",
            resources="/Properties << /O 21 0 R >>",
            objects={20: b"<< /Type /OCG /Name (x) >>", 21: b"<< /Type /OCMD /OCGs [20 0 R] /P /AllOff >>"},
            catalog="/OCProperties << /OCGs [20 0 R] /D << >> >>",
        ),
    )
    yield (
        "layer off by default",
        Parts(
            "/OC /O BDC " + FOUR + " EMC",
            resources="/Properties << /O 20 0 R >>",
            objects={20: b"<< /Type /OCG /Name (x) >>"},
            catalog="/OCProperties << /OCGs [20 0 R] /D << /BaseState /OFF >> >>",
        ),
    )
    yield (
        "layer on a form",
        Parts(
            "/X Do",
            resources=x,
            objects={
                20: xform("BT 0 g /F1 12 Tf {x} {y} Td (4) Tj ET", FONTS_IN + " /OC 21 0 R"),
                21: b"<< /Type /OCG /Name (x) >>",
            },
            catalog="/OCProperties << /OCGs [21 0 R] /D << /OFF [21 0 R] >> >>",
        ),
    )
    yield (
        "layer on an image",
        Parts(
            FOUR,
            "q 5 0 0 9 {l} {y} cm /X Do Q",
            resources=x,
            objects={20: image(PIXEL_NINE, "/OC 21 0 R"), 21: b"<< /Type /OCG /Name (x) >>"},
            catalog="/OCProperties << /OCGs [21 0 R] /D << /OFF [21 0 R] >> >>",
        ),
    )
    yield (
        "cover on a hidden layer",
        Parts(
            FOUR,
            "/OC /O BDC 1 g {ix0} {iy0} {iw} {ih} re f EMC",
            resources="/Properties << /O 20 0 R >>",
            objects={20: b"<< /Type /OCG /Name (x) >>"},
            catalog="/OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >>",
        ),
    )
    yield "outline only, white inside", Parts("BT /F1 12 Tf 1 Tr 0.1 w 0.9 G {x} {y} Td (4) Tj ET")
    yield "outline only", Parts("BT /F1 12 Tf 1 Tr 0.4 w 0 G {x} {y} Td (4) Tj ET")
    yield "outline as thick as the glyph", Parts("BT /F1 12 Tf 2 Tr 9 w 0 G 0 g {x} {y} Td (4) Tj ET")
    yield "white outline over black", Parts("BT /F1 12 Tf 2 Tr 3 w 1 G 0 g {x} {y} Td (4) Tj ET")
    yield "user unit", Parts(FOUR, page="/UserUnit 3")
    yield "inline image digit", Parts(FOUR, "q 5 0 0 9 {l} {y} cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\x00\x00\x00 EI Q")
    yield "a page that cannot be seen", Parts(FOUR, page="/CropBox [0 0 1 1]")
    yield (
        "javascript",
        Parts(
            FOUR,
            catalog="/OpenAction << /S /JavaScript /JS (this.getField\\('a'\\).value=9) >>",
            page=note("Widget", extra="/FT /Tx /T (a) /V (9) /AP << /N 20 0 R >>"),
            objects={20: stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 354 22]")},
        ),
    )
    yield (
        "xfa",
        Parts(
            FOUR,
            catalog="/NeedsRendering true /AcroForm << /Fields [] /XFA 20 0 R >>",
            objects={20: stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template/></xdp:xdp>")},
        ),
    )

    yield (
        "dotted 9 by squares",
        Parts(
            FOUR,
            "q 1 0 0 1 {l} {y} cm 0 g "
            + " ".join(f"{x} {8 - y} 1 1 re f" for y, r in enumerate(PIXEL_NINE) for x, c in enumerate(r) if c == "#")
            + " Q",
        ),
    )
    yield (
        "dotted 9 alone",
        Parts(
            "",
            "q 1 0 0 1 {x} {y} cm 0 g "
            + " ".join(f"{x} {8 - y} 1 1 re f" for y, r in enumerate(PIXEL_NINE) for x, c in enumerate(r) if c == "#")
            + " Q",
        ),
    )
    yield "tall stroke 1", Parts(FOUR, "q 1 0 0 1 {l} {y} cm 0 G 1.1 w 0 -3 m 0 11 l S Q")
    yield "tall stroke 1 alone", Parts("", "q 1 0 0 1 {x} {y} cm 0 G 1.1 w 0 -3 m 0 11 l S Q")
    yield (
        "digit in a rotated form",
        Parts(
            "/X Do",
            resources="/XObject << /X 20 0 R >>",
            objects={20: xform("BT 0 g /F1 12 Tf {x} {y} Td (4) Tj ET", FONTS_IN + " /Matrix [-1 0 0 1 440 0]")},
        ),
    )
    yield "char width zero overlap", Parts("BT /F1 12 Tf 0 g {x} {y} Td -6 Tc (94) Tj ET")
    yield "white strip over top", Parts(AT + "(8) Tj ET", "q 1 0 0 1 {x} {y} cm 1 g -1 4.6 9 6 re f Q")
    yield (
        "white strip makes 8 a 3",
        Parts(AT + "(8) Tj ET", "q 1 0 0 1 {x} {y} cm 1 g 0 1.5 1.9 2 re f 0 5.2 1.9 2 re f Q"),
    )
    for name, ruled in (("", True), (" without rules", False)):
        yield (
            f"names exchanged among long numbers{name}",
            Parts(
                "BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET",
                fonts={"T": permuted("0123956784")},
                objects={30: PLAIN_UNICODE},
                others="1047",
                ruled=ruled,
            ),
        )
    yield "white strip makes 6 a 5", Parts(AT + "(6) Tj ET", "q 1 0 0 1 {x} {y} cm 1 g 0 2 2 1.7 re f Q")
    yield (
        "stroke makes 3 an 8",
        Parts(
            AT + "(3) Tj ET",
            "q 1 0 0 1 {x} {y} cm 0 G 1 w 0.9 1.5 m 0.9 3.2 l S 0.9 5 m 0.9 7.2 l S 0.9 4 m 3 4.4 l S Q",
        ),
    )
    yield "stroke makes 1 a 7", Parts(AT + "(1) Tj ET", "q 1 0 0 1 {x} {y} cm 0 G 1 w 0 8 m 4 8 l S Q")
    yield (
        "stroke makes 1 a 4",
        Parts(AT + "(1) Tj ET", "q 1 0 0 1 {x} {y} cm 0 G 1 w 0 2.5 m 5.5 2.5 l S 0 2.5 m 3 8.3 l S Q"),
    )
    yield "stroke makes 0 a 9", Parts(AT + "(0) Tj ET", "q 1 0 0 1 {x} {y} cm 0 G 1 w 1 3.6 m 5.5 3.6 l S Q")
    yield "digit at another size", Parts("BT /F1 20 Tf 0 g {l} {y} Td (9) Tj /F1 12 Tf (4) Tj ET")
    yield (
        "combining mark digit",
        Parts(
            "BT /T 12 Tf {x} {y} Td (94) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "\u0301", 52: "4"})},
        ),
    )
    yield (
        "letter not adjacent shows digit",
        Parts(
            "BT /T 12 Tf {x} {y} Td (4) Tj 10 0 Td (9) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "件", 52: "4"})},
        ),
    )
    yield (
        "no-claim 无 shows digit",
        Parts(
            "BT /T 12 Tf {x} {y} Td (4) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({52: "无"})},
        ),
    )
    yield (
        "em dash shows digit",
        Parts(
            "BT /T 12 Tf {x} {y} Td (4) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({52: "—"})},
        ),
    )
    yield (
        "soft hyphen",
        Parts(
            "BT /T 12 Tf {x} {y} Td (94) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "\u00ad", 52: "4"})},
        ),
    )
    yield (
        "arabic digit",
        Parts(
            "BT /T 12 Tf {x} {y} Td (94) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "٩", 52: "4"})},
        ),
    )
    yield (
        "percent shows digit",
        Parts(
            "BT /T 12 Tf {x} {y} Td (49) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "%", 52: "4"})},
        ),
    )
    yield (
        "full stop shows digit",
        Parts(
            "BT /T 12 Tf {x} {y} Td (49) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "。", 52: "4"})},
        ),
    )
    yield (
        "bracket shows digit",
        Parts(
            "BT /T 12 Tf {x} {y} Td (49) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "）", 52: "4"})},
        ),
    )
    yield (
        "plus shows digit",
        Parts(
            "BT /T 12 Tf {x} {y} Td (94) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "+", 52: "4"})},
        ),
    )
    yield (
        "comma shows digit",
        Parts(
            "BT /T 12 Tf {x} {y} Td (94) Tj ET",
            fonts={"T": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 30 0 R >>"},
            objects={30: to_unicode({57: "，", 52: "4"})},
        ),
    )


def harmless() -> Iterator[tuple[str, Parts]]:
    yield "plain", Parts(FOUR)
    for base in STANDARD[1:-1]:
        yield (
            base,
            Parts(
                "BT /T 12 Tf {x} {y} Td (9480) Tj ET",
                fonts={"T": f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} >>".encode()},
                figures="T",
            ),
        )
    for name in (
        "DejaVuSans",
        "DejaVuSans-Bold",
        "DejaVuSans-Oblique",
        "DejaVuSerif",
        "DejaVuSerif-Bold",
        "DejaVuSerif-Italic",
        "DejaVuSansMono",
        "DejaVuSansCondensed",
        "DejaVuSansCondensed-Bold",
        "DejaVuSerifCondensed",
    ):
        yield (
            name,
            Parts(
                "BT /T 10.5 Tf {x} {y} Td <00140015001600170018> Tj ET",
                fonts={"T": b"20 0 R"},
                objects=truetype(f"{name}.ttf", {GID + i: str(i) for i in range(10)}),
            ),
        )
        yield (
            f"{name}, others",
            Parts(
                "BT /T 10.5 Tf {x} {y} Td <0019001a001b001c0013> Tj ET",
                fonts={"T": b"20 0 R"},
                objects=truetype(f"{name}.ttf", {GID + i: str(i) for i in range(10)}),
            ),
        )
    for size in ("7", "9", "10.5", "14", "16"):
        yield f"size {size}", Parts(f"BT /F1 {size} Tf {{x}} {{y}} Td (3680) Tj ET")
    yield "song digits", Parts("BT /H 12 Tf {x} {y} Td <003300360038> Tj ET")
    yield "full width digits", Parts("BT /H 12 Tf {x} {y} Td <ff13ff16ff18> Tj ET")
    yield "coloured", Parts("BT /F1 12 Tf 0.8 0 0 rg {x} {y} Td (24) Tj ET")
    yield "blue", Parts("BT /F1 12 Tf 0 0.2 0.7 rg {x} {y} Td (24) Tj ET")
    yield "grey", Parts("BT /F1 12 Tf 0.4 g {x} {y} Td (24) Tj ET")
    yield "shaded row", Parts(FOUR, under="0.9 g {x0} {y0} {w} {h} re f")
    yield "dark row", Parts("BT /F1 12 Tf 1 g {x} {y} Td (24) Tj ET", under="0.1 0.2 0.5 rg {x0} {y0} {w} {h} re f")
    yield (
        "gradient row",
        Parts(
            FOUR,
            under="q {x0} {y0} {w} {h} re W n /S sh Q",
            resources="/Shading << /S 20 0 R >>",
            objects={
                20: b"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [60 0 530 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0.8] /N 1 >> /Extend [true true] >>"
            },
        ),
    )
    yield (
        "watermark behind",
        Parts(FOUR, under="BT /H 60 Tf 0.92 g 0.8 0.6 -0.6 0.8 120 420 Tm <5185 90e8 8d44 6599> Tj ET"),
    )
    yield (
        "watermark above",
        Parts(
            FOUR,
            "q /G gs BT /H 60 Tf 0.5 g 0.8 0.6 -0.6 0.8 120 420 Tm <5185 90e8 8d44 6599> Tj ET Q",
            resources="/ExtGState << /G 20 0 R >>",
            objects={20: b"<< /Type /ExtGState /ca 0.15 >>"},
        ),
    )
    yield (
        "paper as a picture",
        Parts(
            FOUR,
            contents="q 595 0 0 842 0 0 cm /X Do Q {all}",
            resources="/XObject << /X 20 0 R >>",
            objects={
                20: deflated(
                    bytes([250]) * 64,
                    b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8",
                )
            },
        ),
    )
    yield "underlined", Parts(FOUR, "0.6 w q 1 0 0 1 {x} {y} cm -1 -1.6 m 8 -1.6 l S Q")
    yield "printed twice for boldness", Parts(FOUR + " BT /F1 12 Tf 0 g {x} {y} Td 0.3 0 Td (4) Tj ET")
    yield (
        "in a form",
        Parts(
            "/X Do",
            resources="/XObject << /X 20 0 R >>",
            objects={20: xform("BT 0 g /F1 12 Tf {x} {y} Td (94) Tj ET", FONTS_IN)},
        ),
    )
    yield (
        "in a layer",
        Parts(
            "/OC /O BDC " + FOUR + " EMC",
            resources="/Properties << /O 20 0 R >>",
            objects={20: b"<< /Type /OCG /Name (x) >>"},
            catalog="/OCProperties << /OCGs [20 0 R] /D << /ON [20 0 R] >> >>",
        ),
    )
    yield (
        "type 3",
        Parts(
            "BT /T 12 Tf 0 g {x} {y} Td (4) Tj ET",
            fonts={"T": b"20 0 R"},
            objects={**type3({"four": drawn("4")}, 52, "556", 20, 30), 30: PLAIN_UNICODE},
        ),
    )
    yield "spaced", Parts("BT /F1 12 Tf 1 Tc {x} {y} Td (1024) Tj ET")
    yield "tight", Parts("BT /F1 12 Tf -0.6 Tc {x} {y} Td (1044) Tj ET")
    yield "with a unit", Parts(FOUR + " BT /H 12 Tf {r} {y} Td <4ef6> Tj ET")
    yield "with a point", Parts(AT + "(12.5) Tj ET")
    yield "turned page", Parts(FOUR, page="/Rotate 90", contents="q 1 0 0 1 0 0 cm {all} Q")
    yield "clipped cells", Parts("q {x0} {y0} {w} {h} re W n " + FOUR + " Q")
    yield "a link", Parts(FOUR, page=note("Link", extra="/Border [0 0 0]"))
    yield (
        "highlighted",
        Parts(
            FOUR,
            "q /G gs 1 1 0 rg {x} {y} 20 10 re f Q",
            resources="/ExtGState << /G 20 0 R >>",
            objects={20: b"<< /Type /ExtGState /BM /Multiply >>"},
        ),
    )
    yield "thick frame", Parts(FOUR, under="3 w {x0} {y0} {w} {h} re S")
    yield (
        "a seal over the table's corner",
        Parts(
            FOUR,
            "q /G gs 1 0 0 RG 3 w 480 360 40 40 re S Q",
            resources="/ExtGState << /G 20 0 R >>",
            objects={20: b"<< /Type /ExtGState /CA 0.6 >>"},
        ),
    )


@lru_cache(maxsize=1)
def tricks() -> tuple[Trick, ...]:
    found = []
    for kind, *parts in (
        (Kind.EVERYDAY, everyday(), pdf_more.everyday()),
        (Kind.HOSTILE, hostile(), pdf_more.hostile()),
        (Kind.HARMLESS, harmless(), pdf_more.harmless()),
    ):
        found += [Trick(name, kind, ".pdf", write(part)) for name, part in chain(*parts)]
    return tuple(found)
