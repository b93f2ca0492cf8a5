"""What the value of a property does to the text of an element: nothing, or something that leaves its reading open.

``harms`` knows the properties that are no matter of course; of a cell and what is in it every property that is not
known here counts as harm, of the boxes around tables only those that hide or distort all that is in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.sources.html.css_values import ROOT_SIZE, layers, length, words

INLINELIKE = frozenset((
    "inline", "inline-block", "inline-flex", "inline-grid", "inline-table", "contents", "table-cell", "none",
    "-webkit-inline-box", "inline flow-root", "inherit", "initial", "unset", "revert", "revert-layer",
))  # fmt: skip
IDENTITY = re.compile(
    r"none|initial|unset|revert|auto|(?:translate(?:[xyz]|3d)?\((?:0(?:px|%)?[ ,]*)+\)|"
    r"translatez\([^)]*\)|scale(?:[xyz]|3d)?\((?:1(?:\.0*)?[ ,]*)+\)|rotate[xyz]?\(0(?:deg)?\)|\s+)+"
)
MILD_FILTER = re.compile(
    r"none|initial|unset|revert|inherit|(?:(?:grayscale|saturate|sepia)\([^)]*\)|gray|alpha\(.*\)|progid:.*|\s+)+"
)
CUT = re.compile(r"inset\((?:50|100)%.{0,40}\)|circle\(0(?:px|%)?.{0,20}\)|polygon\((?:0(?:px|%)?[ ,]*)+\)")
DEFAULT = re.compile(r"none|normal|auto|initial|unset|revert|revert-layer|inherit|")
FEATURES = re.compile(
    r"normal|initial|inherit|unset|(?:[\"'](?:[tlpo]num|kern|liga|[hp]alt|calt|palt)[\"']\s*(?:on|off|[01])?[ ,]*)+"
)
PICTURE_FONTS = frozenset(
    ("wingdings", "wingdings 2", "wingdings 3", "webdings", "zapf dingbats", "zapfdingbats", "marlett")
)
TEXT_FONTS = re.compile(
    r"yahei|sim(?:sun|hei|kai|fang)|pingfang|hiragino|heiti|songti|kaiti|fangsong|noto sans|noto serif|source han|"
    r"wenquanyi|arial|helvetica|roboto|times|georgia|verdana|tahoma|calibri|cambria|segoe ui(?! (?:symbol|emoji))|"
    r"droid sans|open sans|[\u4e00-\u9fff]"
)
PLAIN_VARIANTS = frozenset((
    "normal", "none", "inherit", "initial", "unset", "revert", "small-caps", "all-small-caps", "petite-caps",
    "lining-nums", "oldstyle-nums", "tabular-nums", "proportional-nums", "slashed-zero", "no-common-ligatures",
    "common-ligatures", "no-contextual", "contextual", "jis04", "jis90", "simplified", "traditional", "full-width",
    "proportional-width", "titling-caps", "unicase",
))  # fmt: skip
PLAIN_MARKS = frozenset(("none", "disc", "circle", "square", "inside", "outside", "initial", "inherit", "unset"))
FAR_INDENT = -20.0
"""Pixels: further to the left, the first digits of a cell leave it; Word indents lines by -14."""
FAR_MARGIN = -12.0
"""Pixels: Word sets paragraphs of cells 7 pixels over their edge."""
NARROW = 8.0
"""Pixels: a box that is narrower or lower than a letter lets its words run over what stands beside it."""

FAR_LINE = 6.0
"""Pixels by which an outline may go beyond its element: the air that cells leave around their words."""

Harm = Callable[[str, float], bool]
"""(value in lower case, size of letters in pixels) → whether it harms."""


def _other_than(*plain: str) -> Harm:
    allowed = frozenset((*plain, "initial", "unset", "revert", "revert-layer", "inherit", ""))
    return lambda value, size: value not in allowed


def _below(limit: float, unit_of_size: bool = False) -> Harm:
    def harm(value: str, size: float) -> bool:
        if DEFAULT.fullmatch(value):
            return False
        found = length(value, size)
        return found is None or found < (limit * size if unit_of_size else limit)

    return harm


def _spacing(value: str, size: float) -> bool:
    if DEFAULT.fullmatch(value):
        return False
    found = length(value, size)
    return found is None or not -0.15 * size <= found <= 0.5 * size


def _indent(value: str, size: float) -> bool:
    if DEFAULT.fullmatch(value):
        return False
    found = [length(word, size, 100.0) for word in words(value)[:1]]
    return not found or found[0] is None or not FAR_INDENT <= found[0] <= 600


def _line_height(value: str, size: float) -> bool:
    if DEFAULT.fullmatch(value):
        return False
    if re.fullmatch(r"\+?(?:\d+\.?\d*|\.\d+)", value):
        return float(value) < 0.6
    found = length(value, size)
    return found is None or found < 0.6 * size


def _shadow(value: str, size: float) -> bool:
    """A shadow that stands beside its letter looks like another one."""
    if DEFAULT.fullmatch(value):
        return False
    for layer in layers(value):
        found = [length(word, size) for word in words(layer)]
        known = [one for one in found if one is not None]
        if len(known) < 2 or "calc" in layer or any(abs(one) > 4 for one in known[:2]):
            return True
    return False


def _cast(value: str, size: float) -> bool:
    """A shadow that reaches over the cells around it."""
    return any(
        "inset" not in layer and any(abs(found) > 40 for word in words(layer) if (found := length(word)) is not None)
        for layer in layers(value)
    )


def _far_line(value: str, size: float) -> bool:
    """An outline so thick that it is drawn over what stands beside its element."""
    return any((found := length(word, size)) is not None and found > FAR_LINE for word in words(value))


def _marks(value: str, size: float) -> bool:
    """Marks of a list that are numbers or words."""
    return any(word not in PLAIN_MARKS and not word.startswith("url(") for word in words(value))


def _thick(value: str, size: float) -> bool:
    """A line so thick that it covers what it is drawn under."""
    found = length(value, size)
    return found is not None and found > 0.25 * size


def _transform(value: str, size: float) -> bool:
    return IDENTITY.fullmatch(value) is None


def _filter(value: str, size: float) -> bool:
    return MILD_FILTER.fullmatch(value) is None


def _cut(value: str, size: float) -> bool:
    return DEFAULT.fullmatch(value) is None


def _features(value: str, size: float) -> bool:
    return FEATURES.fullmatch(value) is None


def _variant(value: str, size: float) -> bool:
    return any(word not in PLAIN_VARIANTS for word in words(value))


def _stroke(value: str, size: float) -> bool:
    if DEFAULT.fullmatch(value):
        return False
    found = [length(word, size) for word in words(value)]
    return all(one is None for one in found) or any(one is not None and one > 1 for one in found)


def _size_contained(value: str, size: float) -> bool:
    return any(word in value for word in ("size", "strict", "("))


def _dark(value: str, size: float) -> bool:
    return "dark" in value and "light" not in value


INHERITED: Mapping[str, Harm] = {
    "text-indent": _indent,
    "letter-spacing": _spacing,
    "word-spacing": _below(-0.3, unit_of_size=True),
    "line-height": _line_height,
    "direction": _other_than("ltr"),
    "writing-mode": _other_than("horizontal-tb", "lr-tb", "lr", "rl", "rl-tb"),
    "text-security": _other_than("none"),
    "text-stroke": _stroke,
    "text-stroke-width": _stroke,
    "text-shadow": _shadow,
    "font-variant": _variant,
    "font-variant-position": _variant,
    "font-variant-numeric": _variant,
    "font-variant-alternates": _variant,
    "font-variant-caps": _variant,
    "font-variant-ligatures": lambda value, size: False,
    "font-variant-east-asian": _variant,
    "font-feature-settings": _features,
    "font-variation-settings": lambda value, size: False,
    "font-size-adjust": _cut,
    "text-emphasis": _cut,
    "text-emphasis-style": _cut,
    "text-orientation": lambda value, size: False,
    "text-combine-upright": lambda value, size: False,
    "text-transform": _other_than("none", "uppercase", "lowercase", "capitalize", "full-width"),
    "color-scheme": _dark,
    "math-style": lambda value, size: False,
    "math-depth": _cut,
    "quotes": _other_than("none", "auto"),
    "list-style": _marks,
    "list-style-type": _marks,
    "white-space-collapse": _other_than("collapse", "preserve", "preserve-breaks"),
    "white-space": lambda value, size: False,
    "text-align-last": lambda value, size: value in ("justify", "match-parent"),
    "text-justify": lambda value, size: value in ("inter-character", "distribute"),
}
"""What children take over from their parents."""

DISTORTING: Mapping[str, Harm] = {
    "transform": _transform,
    "rotate": _transform,
    "scale": _other_than("none", "1", "1 1"),
    "translate": _other_than("none", "0", "0px", "0 0"),
    "filter": _filter,
    "clip-path": _cut,
    "mask": _cut,
    "mask-image": _cut,
    "mask-box-image": _cut,
    "mask-border": _cut,
    "mix-blend-mode": _other_than("normal"),
    "content-visibility": _other_than("visible", "auto"),
    "box-reflect": _cut,
    "offset-path": _cut,
    "offset": _cut,
    "unicode-bidi": _other_than("normal", "embed", "isolate", "plaintext"),
}
"""What shows all that is in a box otherwise than it is written."""

OF_CELLS: Mapping[str, Harm] = {
    "float": _other_than("none"),
    "backdrop-filter": _cut,
    "background-blend-mode": _other_than("normal"),
    "background-clip": lambda value, size: "text" in value or "(" in value,
    "content": _other_than("none", "normal"),
    "order": _other_than("0"),
    "flex-direction": _other_than("row"),
    "flex-flow": _other_than("row", "row wrap", "wrap", "nowrap", "row nowrap"),
    "flex-wrap": _other_than("wrap", "nowrap"),
    "justify-content": lambda value, size: "space" in value or "(" in value,
    "place-content": lambda value, size: "space" in value or "(" in value,
    "gap": _other_than("0", "0px", "normal"),
    "column-gap": _other_than("0", "0px", "normal"),
    "row-gap": _other_than("0", "0px", "normal"),
    "column-count": _other_than("auto", "1", "auto 1", "auto auto"),
    "column-width": _other_than("auto"),
    "contain": _size_contained,
    "text-overflow": _other_than("clip", "ellipsis"),
    "animation": _other_than("none"),
    "animation-name": _other_than("none"),
    "margin-top": _below(-6.0),
    "margin-bottom": _below(-6.0),
    "line-clamp": lambda value, size: False,
    "flex": lambda value, size: False,
    "background": lambda value, size: False,
    "text-decoration-thickness": _thick,
    "text-underline-offset": _below(-0.2, unit_of_size=True),
    "outline-offset": lambda value, size: _far_line(value, size) or _below(-3.0)(value, size),
    "zoom": lambda value, size: length(value, 100.0) is None and not DEFAULT.fullmatch(value),
    "font-family": lambda value, size: False,
    "box-shadow": _cast,
    "outline": _far_line,
    "outline-width": _far_line,
    "border-image": _cut,
    "border-image-source": _cut,
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
