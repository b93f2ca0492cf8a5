"""Text boxes as VML writes them, the language of drawings of Word up to 2007 and of WPS."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.sources.office.docx.colours import BLACK, Paper
from generator.sources.office.docx.floating import BESIDE_OLD, STYLE, measure, style_of
from generator.sources.office.docx.grounds import named_fill
from generator.sources.office.docx.heights import Paged
from generator.sources.office.docx.names import W10, V
from generator.sources.office.docx.styles import LEAST_ON_FILL
from generator.sources.office.ooxml import Element
from generator.text.visible import Colour, contrast

SMALLEST = 200.0
"""Twips: a box that is lower or narrower shows no line of text."""
FARTHEST = 2_000.0
"""Twips below its paragraph at which a box still stands on its page."""
THICKEST = 60.0
"""Twips of a line around a box."""
TEXT_BOX = ("", "#_x0000_t202", "#_x0000_t1", "#_x0000_t2")
OLD_ATTRIBUTES = frozenset(
    [
        "id",
        "type",
        "style",
        "stroked",
        "strokeweight",
        "strokecolor",
        "filled",
        "fillcolor",
        "alt",
        "coordsize",
        "adj",
        "coordorigin",
        "title",
    ]
)
OLD_STYLE = frozenset(
    [
        "position",
        "left",
        "top",
        "width",
        "height",
        "margin-left",
        "margin-top",
        "margin-right",
        "margin-bottom",
        "z-index",
        "mso-wrap-style",
        "mso-wrap-distance-left",
        "mso-wrap-distance-top",
        "mso-wrap-distance-right",
        "mso-wrap-distance-bottom",
        "v-text-anchor",
        "mso-position-horizontal-relative",
        "mso-position-vertical-relative",
        "mso-width-relative",
        "mso-height-relative",
    ]
)
OFFICE = "{urn:schemas-microsoft-com:office:office}"


@dataclass(frozen=True, slots=True)
class TextBox:
    """Measures in twips."""

    width: float
    """Of the lines in it."""
    height: float
    """Of what it shows; what grows has no end but its page's."""
    wide: float
    """With its margins."""
    paper: Paper | None = None
    """None where it lets the page be seen. Twice the same colour where letters of no stated colour may not show."""
    plain: bool = False
    """Nothing about it is unknown."""
    hidden: bool = False
    """Perhaps nothing of it is shown at all."""
    inline: bool = False


UNKNOWN = TextBox(0.0, 0.0, 0.0)


def shape_paper(fill: Colour | None, dark: bool) -> Paper:
    """Letters of no stated colour are black in a box, or white on a dark one: programs do not agree."""
    if fill is None:
        return ()
    return (fill,) if dark and contrast(BLACK, fill) >= LEAST_ON_FILL else (fill, fill)


def old_box(shape: Element, pages: Paged) -> TextBox:
    style, content = style_of(shape), shape.find(f"{V}textbox")
    wide, tall = measure(style.get("width", "")), measure(style.get("height", ""))
    hidden = style.get("visibility", "visible") not in ("visible", "inherit") or style.get("display", "") == "none"
    hidden = hidden or shape.get("print", "t") in ("f", "false")
    absolute = style.get("position", "static") not in ("static", "relative")
    at = [measure(style.get(name, "0") or "0") for name in ("margin-left", "margin-top", "left", "top")]
    sizes = (wide or 0.0, tall or 0.0) * 2
    reach = (pages.least_width, pages.least_height) * 2
    hidden = (
        hidden
        or any(size is not None and size < SMALLEST for size in (wide, tall))
        or any(
            said is not None and not -page < said + size <= page + size
            for said, size, page in zip(at, sizes, reach, strict=True)
        )
    )
    if hidden or content is None or wide is None or tall is None:
        return replace(UNKNOWN, hidden=hidden)
    beside = {wrap.get("type", "") for wrap in shape.iter(f"{W10}wrap")} & BESIDE_OLD
    near = all(said is not None for said in at) and (
        -pages.left <= (at[0] or 0.0) <= pages.left + pages.least_room - wide and 0 <= (at[1] or 0.0) <= FARTHEST
    )
    near = near and style.get("mso-position-vertical-relative", "text") == "text"
    near = near and style.get("mso-position-horizontal-relative", "text") in ("text", "column", "margin")
    said = {name.lower(): text.strip().lower() for name, text in STYLE.findall(content.get("style", "")[:2000])}
    edges = _inset(content.get("inset", ""))
    plain = not absolute or (bool(beside) and near and not (at[2] or at[3]))
    plain = plain and _is_plain_old(shape, style) and set(said) <= {"mso-fit-shape-to-text"} and edges is not None
    left, top, right, bottom = edges or (0.0, 0.0, 0.0, 0.0)
    height = pages.text if said.get("mso-fit-shape-to-text") in ("t", "true") else min(tall, pages.text)
    paper = named_fill(shape.get("fillcolor", "white"))
    shown = None if shape.get("filled", "t") in ("f", "false") else shape_paper(paper, True)
    return TextBox(wide - left - right, height - top - bottom, wide, shown, plain, False, not absolute)


def _is_plain_old(shape: Element, style: dict[str, str]) -> bool:
    known = all(name in OLD_ATTRIBUTES or name in (f"{OFFICE}spid", f"{OFFICE}gfxdata") for name in shape.attrib)
    known = known and shape.get("type", "") in TEXT_BOX and shape.tag in (f"{V}shape", f"{V}rect")
    words = all(name in OLD_STYLE or (name.endswith("-percent") and text in ("", "0")) for name, text in style.items())
    stroke = measure(shape.get("strokeweight", "1pt"))
    inside = {f"{V}textbox", f"{V}path", f"{V}stroke", f"{W10}wrap", f"{W10}anchorlock", f"{OFFICE}lock"}
    filled = all(item.tag in inside or (item.tag == f"{V}fill" and not item.attrib) for item in shape)
    return known and words and stroke is not None and stroke <= THICKEST and filled


def _inset(text: str) -> tuple[float, float, float, float] | None:
    usual = ("7.2pt", "3.6pt", "7.2pt", "3.6pt")
    parts = [part.strip() for part in text.split(",")] if text else []
    if len(parts) > len(usual):
        return None
    said = [measure(part or usual[at]) for at, part in enumerate([*parts, *usual[len(parts) :]])]
    left, top, right, bottom = (-1.0 if edge is None else edge for edge in said)
    return (left, top, right, bottom) if min(left, top, right, bottom) >= 0 else None
