"""More PDFs for the eyes: notes over figures, frames and giants in cells, covers of a part of a digit."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.eyes.pdf_report import HAN, Parts, stream

AT = "BT /F1 12 Tf 0 g {x} {y} Td "
FOUR = AT + "(4) Tj ET"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 354 22] /Resources << /Font << /F1 4 0 R >> >>"
"""An appearance as large as the probe cell: the figure stands 40 from its left and 7 above its bottom."""


def note(kind: str, extra: str) -> str:
    return f"/Annots [<< /Type /Annot /Subtype /{kind} /Rect [{{x0}} {{y0}} {{x1}} {{y1}}] /F 4 {extra} >>]"


def drawn_by(kind: str, appearance: str, extra: str = "", probe: str = FOUR) -> Parts:
    return Parts(
        probe, page=note(kind, f"/AP << /N 20 0 R >> {extra}"), objects={20: stream(appearance.encode(), FORM)}
    )


def cover(left: float, low: float, wide: float, high: float) -> str:
    """A white box over a part of the figure, in points from its lower left."""
    return f"q 1 0 0 1 {{x}} {{y}} cm 1 g {left} {low} {wide} {high} re f Q"


def everyday() -> Iterator[tuple[str, Parts]]:
    quads = "/QuadPoints [{ix0} {iy0} {x1} {iy0} {ix0} {y1} {x1} {y1}]"
    yield "struck out by a note", drawn_by("StrikeOut", "0.6 w 1 0 0 RG 38 11 m 49 11 l S", quads)
    yield "struck out by a note without appearance", Parts(FOUR, page=note("StrikeOut", "/C [1 0 0] " + quads))
    yield "a line's note", drawn_by("Line", "0.3 w 1 0 0 RG 38 11 m 49 12 l S", "/L [0 0 1 1]")
    yield "a line's note without appearance", Parts(FOUR, page=note("Line", "/C [1 0 0] /L [{x} {iy0} {r} {iy0}]"))
    yield "a polyline's note", drawn_by("PolyLine", "0.4 w 38 10 m 43 11 l 49 10 l S")
    yield "ink of a note", drawn_by("Ink", "0.4 w 1 0 0 RG 38 9 m 42 13 45 8 49 12 c S")
    yield "a framed stamp", drawn_by("Stamp", "1 0 0 RG 5 5 344 12 re S BT 1 0 0 rg /F1 8 Tf 80 8 Td (EXPIRED) Tj ET")
    yield "a stamp's figure beside", drawn_by("Stamp", "BT /F1 12 Tf 47 7 Td (9) Tj ET")
    yield "a stamp in a blank cell", drawn_by("Stamp", "BT /F1 12 Tf 40 7 Td (9) Tj ET", probe="")


def hostile() -> Iterator[tuple[str, Parts]]:
    for name, text, box in (
        ("8 to 6", "8", (3.4, 4.6, 3.4, 2.6)),
        ("8 to 9", "8", (0.2, 1.6, 3.0, 2.4)),
        ("6 to 5", "6", (0.2, 1.6, 2.0, 2.4)),
        ("9 to 3", "9", (0.2, 4.0, 2.4, 3.0)),
        ("7 to 1", "7", (0.0, 6.5, 3.4, 2.4)),
    ):
        yield f"covered in part {name}", Parts(f"{AT}({text}) Tj ET", cover(*box))
    yield "a thin bar in a 0", Parts(AT + "(0) Tj ET", "q 1 0 0 1 {x} {y} cm 0.3 w 1 4.3 m 5.6 4.3 l S Q")
    yield "a thin flag on a 1", Parts(AT + "(1) Tj ET", "q 1 0 0 1 {x} {y} cm 0.4 w 0.5 8.3 m 3.6 8.3 l S Q")
    yield (
        "a fragment of a giant",
        Parts("q {x} {iy0} 2 14 re W n BT /F1 90 Tf 1 0 0 1 {x} {iy0} Tm -12 -20 Td (8) Tj ET Q"),
    )
    yield (
        "a fragment of a giant letter",
        Parts("q {x} {iy0} 2 14 re W n BT /F1 90 Tf 1 0 0 1 {x} {iy0} Tm -10 -52 Td (E) Tj ET Q"),
    )
    soft = bytes(255 - 9 * max(0, 8 - abs(x - 12) - abs(y - 8)) for y in range(16) for x in range(24))
    picture = b"/Type /XObject /Subtype /Image /Width 24 /Height 16 /ColorSpace /DeviceGray /BitsPerComponent 8"
    yield (
        "a smudge",
        Parts(
            "q 24 0 0 16 {x} {iy0} cm /S Do Q",
            resources="/XObject << /S 20 0 R >>",
            objects={20: stream(soft, picture)},
        ),
    )

    for name, layer, catalog in LAYERS_OFF:
        for kind in ("FreeText", "Widget"):
            yield f"a {kind} of a layer, {name}", layered(kind, layer, catalog)
    yield (
        "a field that a script may fill",
        Parts(
            "",
            page=note("Widget", "/FT /Tx /T (a) /V (4) /AP << /N 20 0 R >>"),
            catalog="/OpenAction << /S /JavaScript /JS (1) >>",
            objects={20: stream(figure().encode(), FORM)},
        ),
    )
    yield "codes of two labels exchanged", Parts(FOUR, objects=exchanged("许处", "可罚"))


LAYERS_OFF = (
    ("off", "21 0 R", "/D << /OFF [21 0 R] >>"),
    ("all of which are off", "21 0 R", "/D << /BaseState /O#46F >>"),
    ("seen when another is off", "<< /Type /OCMD /OCGs 21 0 R /P /AllOff >>", "/D << /ON [21 0 R] >>"),
    ("seen by a formula", "<< /Type /OCMD /VE [/Not 21 0 R] >>", "/D << /ON [21 0 R] >>"),
)


def layered(kind: str, layer: str, catalog: str) -> Parts:
    """A note or field with the figure, in ``layer``."""
    return Parts(
        "",
        page=note(kind, f"/OC {layer} /AP << /N 20 0 R >>"),
        catalog=f"/OCProperties << /OCGs [21 0 R] {catalog} >>",
        objects={20: stream(figure().encode(), FORM), 21: b"<< /Type /OCG /Name (L) >>"},
    )


def exchanged(*pairs: str) -> dict[int, bytes]:
    """The typeface of the labels with a ToUnicode table that takes each of a pair of characters for the other."""
    codes = [(f"{ord(a):04x}", f"{ord(b):04x}") for one, other in pairs for a, b in ((one, other), (other, one))]
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar {' '.join(f'<{code}> <{shown}>' for code, shown in codes)} endbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return {6: HAN[:-2] + b"/ToUnicode 20 0 R >>", 20: stream(table.encode())}


def harmless() -> Iterator[tuple[str, Parts]]:
    yield "a highlighter's note", drawn_by("Highlight", "0.98 0.95 0.6 rg 36 5 20 12 re f " + figure())
    yield "underlined by a note", drawn_by("Underline", "0.5 w 38 5 m 49 5 l S")
    yield (
        "a note far from figures",
        Parts(FOUR, page="/Annots [<< /Subtype /Line /Rect [60 20 90 30] /L [60 20 90 30] >>]"),
    )
    yield (
        "a text box",
        Parts(
            "",
            page="/Annots [<< /Type /Annot /Subtype /FreeText /Rect [{ix0} {iy0} {x1} {y1}] /F 4 /AP << /N 20 0 R >> >>]",
            objects={
                20: stream(
                    b"0.5 w 0.5 0.5 350 18 re S BT 0 g /F1 12 Tf 37 4 Td (4) Tj ET",
                    FORM.replace(b"354 22", b"351 19"),
                )
            },
        ),
    )
    yield "a field of a layer that is on", layered("Widget", "21 0 R", "/D << /ON [21 0 R] /OFF [ ] >>")
    yield "dotted borders", Parts(FOUR, under="q [1 1] 0 d 0.7 w {x0} {y0} {w} {h} re S Q" + dots())
    yield "bold by printing twice", Parts(FOUR + " BT /F1 12 Tf 1 0 0 1 {x} {y} Tm 0.4 0 Td (4) Tj ET")
    yield "with a shadow", Parts("BT /F1 12 Tf 0.7 g {x} {y} Td 0.8 -0.8 Td (4) Tj ET " + FOUR)


def figure() -> str:
    """The figure again: what a note paints opaquely it shows as well."""
    return "BT 0 g /F1 12 Tf 40 7 Td (4) Tj ET"


def dots() -> str:
    """A dotted line below the table, a box a dot."""
    return "0 g " + "".join(f"{60 + 1.5 * at:g} 300 0.75 0.75 re f\n" for at in range(200))
