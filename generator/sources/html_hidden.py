"""What a page holds and does not show, or shows so that nobody may see it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from generator.sources.html_css import Element, Sheet
from generator.sources.marks import Mark

INLINE = frozenset(("span", "font", "b", "i", "em", "strong", "a", "u", "small", "label"))
"""Of these a size of 0 and a place off the page hide the words; of a container it is a trick that its parts undo."""
BLOCKLIKE = re.compile(r"display\s*:\s*(?:inline-)?(?:block|flex|grid|table|list-item)", re.I)
CONTAINERS = frozenset(("html", "div", "section", "article", "main", "table", "form", "body"))
"""What a script may show later; a hidden run of words inside a line stays hidden."""
CELLS = frozenset(("td", "th", "tr", "tbody", "table", "img"))
"""What is set high or low in these is no raised digit."""
PARTS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
NUMBER = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|%|)")
PIXELS = {"px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "%": 0.16, "": 1.0}
AWAY = -300
"""Pixels: what begins so far to the left or above is not on the page."""
TINY = 2.7
"""Pixels, two points: letters of this size are no text for readers."""
WHITE = re.compile(r"#(?:f[0-9a-f]?){3}(?:[0-9a-f]{1,2})?|white(?:smoke)?|snow|ivory|transparent")
CHANNELS = re.compile(r"(?:rgb|hsl)a?\(([^)]{1,60})\)")
GONE = re.compile(r"rect\((?:[01](?:px|em|pt|%)?[ ,]*){4}\)")
CUT = re.compile(r"inset\((?:50|100)%.{0,40}\)|circle\(0(?:px|%)?.{0,20}\)|polygon\((?:0(?:px|%)?[ ,]*)+\)")


class View(NamedTuple):
    """How an element is seen. None: as what is around it."""

    hidden: bool = False
    struck: bool = False
    veiled: bool = False
    """Transparent, cut away or far off the page, as long as no script moves it back."""
    raised: bool = False
    pale: bool | None = None
    """White or transparent letters; what stands behind them is not known."""
    tiny: bool | None = None


PLAIN = View()


class Hiding:
    """Tells what is seen of each element, by its attributes and by the page's own style sheets.

    ``reveal`` shows hidden containers: for pages whose article waits for a script to show it.
    """

    def __init__(self, reveal: bool = False) -> None:
        self._reveal = reveal
        self._sheet = Sheet()
        self._path: list[Element] = []

    def learn(self, css: str) -> None:
        self._sheet.learn(css)

    def enter(self, tag: str, attributes: Mapping[str, str]) -> View:
        """An element begins. Raises TooMuch."""
        names = attributes.get("class", "")
        self._path.append(Element(tag, attributes.get("id", ""), frozenset(names.split()) if names else frozenset()))
        said = self._sheet.declared(self._path, attributes.get("style", ""))
        if tag == "font" and "color" in attributes:
            said.setdefault("color", attributes["color"].strip().lower())
        raised = tag in ("sup", "sub")
        if not said:
            hidden = "hidden" in attributes and not (self._reveal and tag in CONTAINERS)
            return View(hidden=hidden, raised=raised) if hidden or raised else PLAIN
        off = _off(said)
        size = _pixels(said.get("font-size", ""))
        hidden = (
            "hidden" in attributes
            or said.get("display") == "none"
            or said.get("visibility") in ("hidden", "collapse")
            or said.get("mso-hide") == "all"
            or (tag in INLINE and (size == 0 or off))
        )
        aside = _pixels(said.get("text-indent", "")) or 0
        return View(
            hidden and not (self._reveal and tag in CONTAINERS),
            any("line-through" in said.get(name, "") for name in ("text-decoration", "text-decoration-line")),
            off or _nothing(said.get("opacity", "")) or aside <= AWAY,
            raised or (tag not in CELLS and _is_raised(said)),
            _pale(said["color"]) if "color" in said else None,
            True if size is not None and size <= TINY else False if size and said["font-size"][-1] in "xt" else None,
        )

    def leave(self) -> None:
        """The last element that was entered ends."""
        self._path.pop()


def _off(said: Mapping[str, str]) -> bool:
    if CUT.fullmatch(said.get("clip-path", "")):
        return True
    if said.get("position") not in ("absolute", "fixed"):
        return False
    away = any((_pixels(said.get(side, "")) or 0) <= AWAY for side in ("left", "right", "top"))
    return away or GONE.fullmatch(said.get("clip", "")) is not None


def _is_raised(said: Mapping[str, str]) -> bool:
    place = said.get("vertical-align", "")
    return place in ("super", "sub") or bool(_pixels(place)) or bool(_pixels(said.get("mso-text-raise", "")))


def _pixels(length: str) -> float | None:
    match = NUMBER.fullmatch(length)
    return float(match[1]) * PIXELS[match[2]] if match else None


def _nothing(opacity: str) -> bool:
    value = _pixels(opacity)
    return value is not None and value <= (5 * PIXELS["%"] if opacity.endswith("%") else 0.05)


def _pale(colour: str) -> bool:
    if WHITE.fullmatch(colour):
        return True
    match = CHANNELS.fullmatch(colour)
    values = [float(number) for number in re.findall(r"\d+\.?\d*", match[1])] if match else []
    if len(values) == 4 and values[3] <= 0.05:
        return True
    if colour.startswith("hsl"):
        return len(values) >= 3 and values[2] >= 94
    return len(values) >= 3 and all(value >= 240 for value in values[:3])


class State(NamedTuple):
    """What holds for the words at hand, from all that is around them."""

    struck: bool = False
    veiled: bool = False
    raised: bool = False
    pale: bool = False
    tiny: bool = False

    @property
    def mark(self) -> Mark | None:
        if self.struck:
            return Mark.STRUCK
        if self.veiled or self.pale or self.tiny:
            return Mark.FAINT
        return Mark.RAISED if self.raised else None


class Sight:
    """The state of every open element. Doubts about what is seen are kept to the cells of tables and to words in a
    line: a page sets whole boxes in white letters on dark grounds, and shows its parts one after the other."""

    def __init__(self) -> None:
        self._states = [State()]

    @property
    def mark(self) -> Mark | None:
        return self._states[-1].mark

    def enter(self, tag: str, view: View, in_cell: bool) -> None:
        state = self._states[-1] if tag != "table" else State()
        if view is not PLAIN:
            inside = in_cell or tag in PARTS or tag in INLINE
            cell = tag in ("td", "th")
            state = State(
                state.struck or (cell and view.struck),
                state.veiled or (inside and tag != "table" and view.veiled),
                state.raised or view.raised,
                state.pale if view.pale is None or not inside else view.pale,
                state.tiny if view.tiny is None or not inside else view.tiny,
            )
        self._states.append(state)

    def leave(self) -> None:
        self._states.pop()
