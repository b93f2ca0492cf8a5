"""Text boxes as VML writes them, the language of drawings of Word up to 2007 and of WPS."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.sources.office.docx.colours import BLACK, Paper
from generator.sources.office.docx.floating import BESIDE_OLD
from generator.sources.office.docx.grounds import named_fill
from generator.sources.office.docx.heights import Paged
from generator.sources.office.docx.lengths import STYLE, measure, style_of
from generator.sources.office.docx.names import W10, V
from generator.sources.office.docx.run_formats import LEAST_ON_FILL
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


INSIDE = frozenset((f"{V}textbox", f"{V}path", f"{V}stroke", f"{W10}wrap", f"{W10}anchorlock", f"{OFFICE}lock"))
"""What may stand in an ordinary box."""


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
    """The text box of a shape in VML."""
    style, content = style_of(shape), shape.find(f"{V}textbox")
    wide, tall = measure(style.get("width", "")), measure(style.get("height", ""))
    at = [measure(style.get(name, "0") or "0") for name in ("margin-left", "margin-top", "left", "top")]
    hidden = _is_hidden(shape, style) or _is_away(wide, tall, at, pages)
    if hidden or content is None or wide is None or tall is None:
        return replace(UNKNOWN, hidden=hidden)
    said = {name.lower(): text.strip().lower() for name, text in STYLE.findall(content.get("style", "")[:2000])}
    edges = _inset(content.get("inset", ""))
    left, top, right, bottom = edges or (0.0, 0.0, 0.0, 0.0)
    inline = style.get("position", "static") in ("static", "relative")
    placed = inline or _is_beside(shape, style, at, wide, pages)
    return TextBox(
        width=wide - left - right,
        height=_shown_height(said, tall, pages) - top - bottom,
        wide=wide,
        paper=_paper(shape),
        plain=all((placed, edges is not None, set(said) <= {GROWS}, _is_plain_old(shape, style))),
        inline=inline,
    )


GROWS = "mso-fit-shape-to-text"


def _shown_height(said: dict[str, str], tall: float, pages: Paged) -> float:
    """The height that a box shows of its text; one that grows with it has no end but its page's."""
    return pages.text if said.get(GROWS) in ("t", "true") else min(tall, pages.text)


def _paper(shape: Element) -> Paper | None:
    if shape.get("filled", "t") in ("f", "false"):
        return None
    return shape_paper(named_fill(shape.get("fillcolor", "white")), True)


def _is_hidden(shape: Element, style: dict[str, str]) -> bool:
    if style.get("visibility", "visible") not in ("visible", "inherit") or style.get("display", "") == "none":
        return True
    return shape.get("print", "t") in ("f", "false")


def _is_away(wide: float | None, tall: float | None, at: list[float | None], pages: Paged) -> bool:
    """Whether a box is too small to show a line, or perhaps off its page."""
    sizes = (wide or 0.0, tall or 0.0) * 2
    reach = (pages.least_width, pages.least_height) * 2
    return any(size is not None and size < SMALLEST for size in (wide, tall)) or any(
        said is not None and not -page < said + size <= page + size
        for said, size, page in zip(at, sizes, reach, strict=True)
    )


def _is_beside(shape: Element, style: dict[str, str], at: list[float | None], wide: float, pages: Paged) -> bool:
    """Whether a floating box surely stands near its paragraph, with the text around it."""
    beside = {wrap.get("type", "") for wrap in shape.iter(f"{W10}wrap")} & BESIDE_OLD
    left, top = at[0] or 0.0, at[1] or 0.0
    near = None not in at and -pages.left <= left <= pages.left + pages.least_room - wide and 0 <= top <= FARTHEST
    near = near and style.get("mso-position-vertical-relative", "text") == "text"
    near = near and style.get("mso-position-horizontal-relative", "text") in ("text", "column", "margin")
    return bool(beside) and near and not (at[2] or at[3])


def _is_plain_old(shape: Element, style: dict[str, str]) -> bool:
    """Whether a box in VML is an ordinary one, with nothing unknown about it."""
    known = all(name in OLD_ATTRIBUTES or name in (f"{OFFICE}spid", f"{OFFICE}gfxdata") for name in shape.attrib)
    words = all(name in OLD_STYLE or (name.endswith("-percent") and text in ("", "0")) for name, text in style.items())
    return known and words and _is_box(shape) and _has_thin_line(shape)


def _has_thin_line(shape: Element) -> bool:
    stroke = measure(shape.get("strokeweight", "1pt"))
    return stroke is not None and stroke <= THICKEST


def _is_box(shape: Element) -> bool:
    """Whether a shape is a rectangle with nothing in it but its text."""
    if shape.get("type", "") not in TEXT_BOX or shape.tag not in (f"{V}shape", f"{V}rect"):
        return False
    return all(item.tag in INSIDE or (item.tag == f"{V}fill" and not item.attrib) for item in shape)


def _inset(text: str) -> tuple[float, float, float, float] | None:
    usual = ("7.2pt", "3.6pt", "7.2pt", "3.6pt")
    parts = [part.strip() for part in text.split(",")] if text else []
    if len(parts) > len(usual):
        return None
    said = [measure(part or usual[at]) for at, part in enumerate([*parts, *usual[len(parts) :]])]
    left, top, right, bottom = (-1.0 if edge is None else edge for edge in said)
    return (left, top, right, bottom) if min(left, top, right, bottom) >= 0 else None
