"""What the value of a property does to the text of an element: nothing, or something that leaves its reading open.

``harms`` knows the properties that are no matter of course; of a cell and what is in it every property that is not
known here counts as harm, of the boxes around tables only those that hide or distort all that is in them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.sources.html.css_harms import (
    DEFAULT,
    Harm,
    below,
    cast,
    cut,
    dark,
    far_line,
    features,
    filtered,
    indent,
    line_height,
    marks,
    other_than,
    shadow,
    size_contained,
    spacing,
    stroke,
    thick,
    transformed,
    variant,
)
from generator.sources.html.css_values import ROOT_SIZE, layers, length

INLINELIKE = frozenset((
    "inline", "inline-block", "inline-flex", "inline-grid", "inline-table", "contents", "table-cell", "none",
    "-webkit-inline-box", "inline flow-root", "inherit", "initial", "unset", "revert", "revert-layer",
))  # fmt: skip
CUT = re.compile(r"inset\((?:50|100)%.{0,40}\)|circle\(0(?:px|%)?.{0,20}\)|polygon\((?:0(?:px|%)?[ ,]*)+\)")
PICTURE_FONTS = frozenset(
    ("wingdings", "wingdings 2", "wingdings 3", "webdings", "zapf dingbats", "zapfdingbats", "marlett")
)
TEXT_FONTS = re.compile(
    r"yahei|sim(?:sun|hei|kai|fang)|pingfang|hiragino|heiti|songti|kaiti|fangsong|noto sans|noto serif|source han|"
    r"wenquanyi|arial|helvetica|roboto|times|georgia|verdana|tahoma|calibri|cambria|segoe ui(?! (?:symbol|emoji))|"
    r"droid sans|open sans|[\u4e00-\u9fff]"
)
FAR_MARGIN = -12.0
"""Pixels: Word sets paragraphs of cells 7 pixels over their edge."""
NARROW = 8.0
"""Pixels: a box that is narrower or lower than a letter lets its words run over what stands beside it."""


INHERITED: Mapping[str, Harm] = {
    "text-indent": indent,
    "letter-spacing": spacing,
    "word-spacing": below(-0.3, unit_of_size=True),
    "line-height": line_height,
    "direction": other_than("ltr"),
    "writing-mode": other_than("horizontal-tb", "lr-tb", "lr", "rl", "rl-tb"),
    "text-security": other_than("none"),
    "text-stroke": stroke,
    "text-stroke-width": stroke,
    "text-shadow": shadow,
    "font-variant": variant,
    "font-variant-position": variant,
    "font-variant-numeric": variant,
    "font-variant-alternates": variant,
    "font-variant-caps": variant,
    "font-variant-ligatures": lambda value, size: False,
    "font-variant-east-asian": variant,
    "font-feature-settings": features,
    "font-variation-settings": lambda value, size: False,
    "font-size-adjust": cut,
    "text-emphasis": cut,
    "text-emphasis-style": cut,
    "text-orientation": lambda value, size: False,
    "text-combine-upright": lambda value, size: False,
    "text-transform": other_than("none", "uppercase", "lowercase", "capitalize", "full-width"),
    "color-scheme": dark,
    "math-style": lambda value, size: False,
    "math-depth": cut,
    "quotes": other_than("none", "auto"),
    "list-style": marks,
    "list-style-type": marks,
    "white-space-collapse": other_than("collapse", "preserve", "preserve-breaks"),
    "white-space": lambda value, size: False,
    "text-align-last": lambda value, size: value in ("justify", "match-parent"),
    "text-justify": lambda value, size: value in ("inter-character", "distribute"),
}
"""What children take over from their parents."""

DISTORTING: Mapping[str, Harm] = {
    "transform": transformed,
    "rotate": transformed,
    "scale": other_than("none", "1", "1 1"),
    "translate": other_than("none", "0", "0px", "0 0"),
    "filter": filtered,
    "clip-path": cut,
    "mask": cut,
    "mask-image": cut,
    "mask-box-image": cut,
    "mask-border": cut,
    "mix-blend-mode": other_than("normal"),
    "content-visibility": other_than("visible", "auto"),
    "box-reflect": cut,
    "offset-path": cut,
    "offset": cut,
    "unicode-bidi": other_than("normal", "embed", "isolate", "plaintext"),
}
"""What shows all that is in a box otherwise than it is written."""

OF_CELLS: Mapping[str, Harm] = {
    "float": other_than("none"),
    "backdrop-filter": cut,
    "background-blend-mode": other_than("normal"),
    "background-clip": lambda value, size: "text" in value or "(" in value,
    "content": other_than("none", "normal"),
    "order": other_than("0"),
    "flex-direction": other_than("row"),
    "flex-flow": other_than("row", "row wrap", "wrap", "nowrap", "row nowrap"),
    "flex-wrap": other_than("wrap", "nowrap"),
    "justify-content": lambda value, size: "space" in value or "(" in value,
    "place-content": lambda value, size: "space" in value or "(" in value,
    "gap": other_than("0", "0px", "normal"),
    "column-gap": other_than("0", "0px", "normal"),
    "row-gap": other_than("0", "0px", "normal"),
    "column-count": other_than("auto", "1", "auto 1", "auto auto"),
    "column-width": other_than("auto"),
    "contain": size_contained,
    "text-overflow": other_than("clip", "ellipsis"),
    "animation": other_than("none"),
    "animation-name": other_than("none"),
    "margin-top": below(-6.0),
    "margin-bottom": below(-6.0),
    "line-clamp": lambda value, size: False,
    "flex": lambda value, size: False,
    "background": lambda value, size: False,
    "text-decoration-thickness": thick,
    "text-underline-offset": below(-0.2, unit_of_size=True),
    "outline-offset": lambda value, size: far_line(value, size) or below(-3.0)(value, size),
    "zoom": lambda value, size: length(value, 100.0) is None and not DEFAULT.fullmatch(value),
    "font-family": lambda value, size: False,
    "box-shadow": cast,
    "outline": far_line,
    "outline-width": far_line,
    "border-image": cut,
    "border-image-source": cut,
}

LINES = re.compile(
    r"border(?:-(?:top|right|bottom|left|block|inline)(?:-(?:start|end))?)?(?:-(?:width|style))?|outline-style"
)
"""Lines around a box; :mod:`html_drawn` tells what is drawn by them."""
JUDGED_TOGETHER = frozenset((
    "display", "visibility", "mso-hide", "position", "left", "right", "top", "bottom", "clip", "opacity", "color",
    "border", "border-left", "border-right", "border-inline", "border-left-width", "border-right-width", "border-width",
    "border-left-style", "border-right-style", "border-left-color", "border-right-color", "border-inline-color",
    "font-size", "vertical-align", "mso-text-raise", "text-decoration-line", "background-color", "background-image",
    "text-fill-color", "overflow-x", "overflow-y", "width", "height", "max-width", "max-height", "margin-left",
    "margin-right", "padding-left", "padding-right", "column-rule", "column-span", "column-fill", "animation-duration",
    "animation-delay", "animation-timing-function", "animation-iteration-count", "animation-direction",
    "animation-play-state", "animation-timeline", "layout-flow", "ime-mode", "text-kashida-space", "box-pack",
    "box-align", "box-flex", "word-wrap", "place-items", "place-self",
    "text-underline", "float-offset", "alink", "text-decoration-line-through", "font-color", "text-line-through",
    "list-style-image", "z-index", "min-width", "min-height", "padding-top", "padding-bottom",
    "mask-size", "mask-position", "mask-repeat", "mask-origin", "mask-clip", "mask-mode", "mask-composite",
))  # fmt: skip
"""Properties that :mod:`html_style` weighs with others, or that mean nothing without them."""


def known_family(value: str, faces: frozenset[str] | set[str]) -> bool:
    """Whether letters of a list of fonts look like what they are: none of the page's own, none of pictures."""
    names = [name.strip().strip("\"'") for name in layers(value)]
    return not any(name in PICTURE_FONTS or name in faces for name in names)


def is_letters(family: str) -> bool:
    """Whether a font of the reader's own system, which a page gives another name, is known to be one of plain text."""
    return TEXT_FONTS.search(family) is not None


def is_harm(name: str, value: str, size: float = ROOT_SIZE) -> bool:
    """Whether ``name: value`` on a cell or on what is in it leaves open how its text is seen."""
    for rules in (INHERITED, DISTORTING, OF_CELLS):
        if name in rules:
            return rules[name](value, size)
    if name in JUDGED_TOGETHER or LINES.fullmatch(name):
        return False
    return not name.startswith(("--", "_", "*"))
