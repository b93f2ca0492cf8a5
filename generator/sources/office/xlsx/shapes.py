"""Shapes of a spreadsheet's drawings that paint beyond the place that their anchor names."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping

from generator.sources.office.ooxml import Element
from generator.sources.office.xlsx.colours import local
from generator.sources.office.xlsx.room import width

POINT = 12_700
"""English metric units."""
SLIGHT = 5 * POINT
"""Of outlines, shadows and glows: so much beside a shape covers no digit of the next cell."""
USUAL_SIZE = 1_100
"""Of letters, in hundredths of a point."""
LINE = 1.3
SIDES = 14.4
"""Points that a text box leaves free beside its text."""
TOLERANCE = 12.0
"""Points that a text may stand out of its box before it reaches the digits of another cell."""
WHOLE = 100_000
"""Thousandths of a per cent."""
INTEGER = re.compile(r"-?\d{1,12}", re.ASCII)
STRAYING = frozenset(("reflection", "effectDag", "prstShdw", "arcTo", "AlternateContent", "contentPart"))
"""Parts whose reach is not reckoned: mirrored pictures, effects by rule, arcs, ink."""
VML_STRAYING = re.compile(
    rb"rotation\s*:|strokeweight\s*=\s*[\"'](?:\d{2,}|[4-9])|<v:shadow\b[^>]{0,400}\boffset|<o:extrusion\b"
    rb"|mso-fit-shape-to-text",
    re.IGNORECASE,
)


def strays(anchor: Element, wide: float, high: float) -> bool:
    """Whether anything of this anchor may be painted beyond it. ``wide`` and ``high`` are its size in points."""
    return any(_strays(part) for part in anchor.iter()) or any(
        _overflows(part, wide, high) for part in anchor.iter() if local(part) == "txBody"
    )


def vml_strays(data: bytes) -> bool:
    """The same of the shapes of a VML part."""
    return VML_STRAYING.search(data) is not None


def _strays(part: Element) -> bool:
    kind = local(part)
    if kind in STRAYING:
        return True
    if kind in ("xfrm", "bodyPr", "rot") and any(_integer(part.get(name)) for name in ("rot", "lat", "lon", "rev")):
        return True
    reaches_out = REACH.get(kind)
    return reaches_out is not None and reaches_out(part)


def _line_strays(line: Element) -> bool:
    return _integer(line.get("w")) > SLIGHT


def _effect_strays(effect: Element) -> bool:
    """Whether a shadow or a glow is far off, larger than its shape, or slanted."""
    sizes = (effect.get("dist"), effect.get("blurRad"), effect.get("rad"))
    scaled = any(_integer(effect.get(name, str(WHOLE))) > WHOLE for name in ("sx", "sy"))
    return sum(map(_integer, sizes)) > SLIGHT * 2 or scaled or any(_integer(effect.get(k)) for k in ("kx", "ky"))


def _names_effect(reference: Element) -> bool:
    """Whether a shape has an effect of the theme."""
    return reference.get("idx", "0") != "0"


def _camera_strays(camera: Element) -> bool:
    return camera.get("prst") != "orthographicFront"


def _body_strays(body: Element) -> bool:
    """Whether a solid body stands out of the sheet."""
    return any(_integer(body.get(name)) > SLIGHT for name in ("extrusionH", "contourW", "z"))


def _preset_strays(shape: Element) -> bool:
    """Whether a predefined shape points somewhere, or is pulled beyond its frame."""
    values = [gd.get("fmla", "").removeprefix("val ") for gd in shape.iter() if local(gd) == "gd"]
    return "callout" in shape.get("prst", "").lower() or any(not 0 <= _integer(v) <= WHOLE for v in values)


def _custom_strays(shape: Element) -> bool:
    return any(_path_strays(path) for path in shape.iter() if local(path) == "path")


def _is_diagram(data: Element) -> bool:
    return "diagram" in data.get("uri", "")


def _path_strays(path: Element) -> bool:
    """Whether a line goes to a point outside the path's own field, or to one that is reckoned."""
    far = {"x": _integer(path.get("w")), "y": _integer(path.get("h"))}
    return any(
        not INTEGER.fullmatch(point.get(name, "")) or not 0 <= _integer(point.get(name)) <= far[name]
        for point in path.iter()
        if local(point) == "pt"
        for name in far
    )


def _group_strays(group: Element) -> bool:
    """Whether a member lies outside the field that its group shows."""
    frames = [frame for part in group for frame in _frames(part)]
    own = [frame for part in group if local(part) == "grpSpPr" for frame in part if local(frame) == "xfrm"]
    field = _named_box(own[0], "chOff", "chExt") if len(own) == 1 else None
    if field is None:
        return True
    left, top, right, bottom = field
    loose_x, loose_y = (right - left) / 50, (bottom - top) / 50
    room = (left - loose_x, top - loose_y, right + loose_x, bottom + loose_y)
    return any(not _lies_in(_named_box(frame, "off", "ext"), room) for frame in frames)


REACH: Mapping[str, Callable[[Element], bool]] = {
    "ln": _line_strays,
    **dict.fromkeys(("outerShdw", "glow", "softEdge", "blur"), _effect_strays),
    "effectRef": _names_effect,
    "camera": _camera_strays,
    "sp3d": _body_strays,
    "prstGeom": _preset_strays,
    "custGeom": _custom_strays,
    "graphicData": _is_diagram,
    "grpSp": _group_strays,
}
"""By the name of a part: whether what it describes is painted beyond its anchor."""


def _named_box(frame: Element, start: str, size: str) -> tuple[int, int, int, int] | None:
    named = {local(part): part for part in frame}
    return _box(named.get(start), named.get(size))


def _lies_in(box: tuple[int, int, int, int] | None, room: tuple[float, float, float, float]) -> bool:
    if box is None:
        return False
    return box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]


def _frames(member: Element) -> Iterator[Element]:
    """The frame of a member of a group: of itself, or in its properties."""
    for part in member:
        if local(part) == "xfrm" and local(member) != "grpSpPr":
            yield part
        elif local(part) in ("spPr", "grpSpPr"):
            yield from (frame for frame in part if local(frame) == "xfrm")


def _box(start: Element | None, size: Element | None) -> tuple[int, int, int, int] | None:
    if start is None or size is None:
        return None
    left, top = _integer(start.get("x")), _integer(start.get("y"))
    return left, top, left + _integer(size.get("cx")), top + _integer(size.get("cy"))


def _overflows(body: Element, wide: float, high: float) -> bool:
    """Whether a text is longer than its box, in which it is not cut off."""
    look = next((part for part in body if local(part) == "bodyPr"), None)
    given = look.attrib if look is not None else {}
    if any(_integer(given.get(name)) < 0 for name in ("lIns", "tIns", "rIns", "bIns")):
        return True
    wraps = given.get("wrap", "square") != "none"
    if given.get("vertOverflow") in ("clip", "ellipsis") and (wraps or given.get("horzOverflow") == "clip"):
        return False
    if given.get("vert", "horz") != "horz":
        wide, high = high, wide
    return _text_overflows(body, wide, high, wraps)


def _text_overflows(body: Element, wide: float, high: float, wraps: bool) -> bool:
    """Whether the lines of a text are longer than a box is wide, or more than it is high."""
    sizes = [_integer(part.get("sz")) for part in body.iter() if part.get("sz")]
    letter = max([USUAL_SIZE, *sizes]) / 100
    room = max(wide - SIDES, letter)
    texts = [line for part in body if local(part) == "p" for line in _lines(part)]
    longs = [sum(map(width, line)) * letter / 2 for line in texts]
    if not wraps and any(long > room + TOLERANCE for long in longs):
        return True
    lines = sum(max(1, math.ceil(long / room)) for long in longs) if wraps else len(longs)
    return lines * letter * LINE > high + TOLERANCE


def _lines(paragraph: Element) -> list[str]:
    parts = (part for part in paragraph.iter() if local(part) in ("t", "br"))
    return "".join("\n" if local(part) == "br" else part.text or "" for part in parts).split("\n")


def _integer(text: str | None) -> int:
    """0 for nothing; what is no whole number counts as a large one, so that it is not taken for harmless."""
    if text is None or text == "":
        return 0
    return int(text) if INTEGER.fullmatch(text) else 10**12
