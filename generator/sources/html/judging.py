"""What the values of an element's properties mean for the words in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from generator.sources.html import clipping, displays, looks, places
from generator.sources.html.css_declarations import Declaration
from generator.sources.html.css_effects import DISTORTING, INHERITED, is_harm, known_family
from generator.sources.html.css_values import length
from generator.sources.html.element_state import (
    BOXED,
    INLINE,
    Element,
    Verdict,
    is_misplaced,
    laid_out,
    resolved_element,
    state_within,
    with_drawing,
)
from generator.sources.html.seen import View, VisibilityState
from generator.sources.html.values import Values
from generator.text.visible import Visibility

CONTAINERS = frozenset(("html", "div", "section", "article", "main", "table", "form", "body"))
"""What a script may show later; a hidden run of words inside a line stays hidden."""
PLACED = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
"""Whose place among others says what their numbers mean."""

SPREADING = frozenset((
    "float", "order", "flex-direction", "flex-flow", "flex-wrap", "justify-content", "place-content", "gap",
    "column-gap", "row-gap", "column-count", "column-width", "margin-top", "margin-bottom", "text-overflow", "contain",
    "text-decoration-thickness", "text-underline-offset", "backdrop-filter", "background-blend-mode", "box-shadow",
    "outline", "outline-width", "outline-offset", "unicode-bidi", "rotate", "transform", "filter", "border-image",
    "border-image-source",
))  # fmt: skip
"""What harms digits, and leaves the words of a label what they are."""
VEILING = frozenset(("text-indent", "text-security", "font-family"))
"""What is inherited and takes even words away."""


@dataclass(slots=True)
class VisibilityJudge:
    """Knows of a page what single elements do not tell."""

    reveal: bool = False
    """Hidden containers are shown: for pages whose article waits for a script to show it."""
    faces: set[str] = field(default_factory=set)
    """Fonts that the page brings along."""
    frames: dict[str, tuple[Declaration, ...]] = field(default_factory=dict)
    """What its animations show."""

    def judge(self, tag: str, values: Values, state: VisibilityState) -> tuple[View, VisibilityState]:
        """How an element with ``values`` is seen within ``state``, and what holds in it."""
        element = resolved_element(tag, values, state)
        box = self._box(element)
        harm = self._harm_in(element) if element.strict else self._harm_around(element)
        verdict = self._verdict(element, box, harm)
        struck = any("line-through" in value for value in values.get("text-decoration-line", ()))
        fresh = state_within(element, verdict, struck, revealed=self.reveal and tag in CONTAINERS)
        return with_drawing(laid_out(element, box, struck, harm.moves), element, fresh.raised), fresh

    def _box(self, element: Element) -> Visibility:
        """Whether the element's box is shown at all."""
        tag, values = element.tag, element.values
        if self.reveal and tag in CONTAINERS:
            return Visibility.SEEN
        box = _of_display(values)
        if tag in ("col", "colgroup"):
            box = Visibility.SEEN
        elif tag in BOXED and values.get("visibility") == ("collapse",):
            box = Visibility.UNSEEN
        if tag not in INLINE:
            return box
        if element.place is places.BoxPosition.OFF and not element.around.struck:
            box = Visibility.UNSEEN
        if element.looks.nothing:
            box = max(box, Visibility.UNSEEN if not values.get("font-size", ("",))[1:] else Visibility.UNSURE)
        return box

    def _verdict(self, element: Element, box: Visibility, harm: _Harm) -> Verdict:
        """What the element does to the words in it."""
        values, state, size = element.values, element.around, element.size
        waits = _is_waiting(element.tag, values)
        harms = state.harms if waits else self._inherited(state.harms, values, size, element.strict)
        cut = state.cut or (state.in_table and clipping.cuts(values))
        indented = _is_indented(values, state.indented, size)
        shifted = cut and (indented or clipping.is_shifted(values, size))
        shaken = shifted or is_misplaced(element, box)
        doubtful = state.doubtful or harm.harms or shaken
        veiled = state.veiled or harm.hides or shaken or bool(harms & VEILING)
        return Verdict(waits, harms, cut, indented, doubtful, veiled)

    def _harm_around(self, element: Element) -> _Harm:
        """What the properties of a box around tables do to all that is in it."""
        values, size = element.values, element.size
        harmful = [name for name, given in values.items() if _distorts(name, given, size)]
        closed = clipping.is_closed(values, size) or self._is_hiding_animation(values, size)
        return _Harm(harms=closed or bool(harmful), hides=closed or any(name not in SPREADING for name in harmful))

    def _harm_in(self, element: Element) -> _Harm:
        """What the properties of a part of a table, or of an element in a line, do to the words in it."""
        tag, values, size = element.tag, element.values, element.size
        harmful = [name for name, given in values.items() if self._is_harmful(name, given, size)]
        moves = any(_moves(name, tag) for name in harmful) or places.is_pulled(values, size)
        moves = moves or (tag in PLACED and displays.is_out_of_grid(tag, values))
        cramped = places.is_cramped(tag, values, size, element.inline) or displays.is_reordered(tag, values)
        hides = any(name not in SPREADING for name in harmful)
        return _Harm(harms=bool(harmful) or cramped or moves, moves=moves, hides=hides)

    def _is_harmful(self, name: str, given: tuple[str, ...], size: float) -> bool:
        if name in INHERITED or not any(is_harm(name, value, size) for value in given if value):
            return False
        return name not in ("animation", "animation-name") or not self._is_known_animation(given, size)

    def _frames(self, given: tuple[str, ...]) -> list[Declaration] | None:
        """What the animations named in ``given`` show in the end; None where one is not at hand."""
        names = {word for value in given for part in value.split(",") for word in part.split()}
        lower = {name.lower(): frames for name, frames in self.frames.items()}
        found = [lower[name] for name in names if name in lower]
        return [said for frames in found for said in frames] if found else None

    def _is_known_animation(self, given: tuple[str, ...], size: float) -> bool:
        frames = self._frames(given)
        return frames is not None and not any(_hides(said, size) for said in frames)

    def _is_hiding_animation(self, values: Values, size: float) -> bool:
        given = (*values.get("animation", ()), *values.get("animation-name", ()))
        return any(_hides(said, size) for said in (self._frames(given) or ())) if given else False

    def _inherited(self, harms: frozenset[str], values: Values, size: float, strict: bool) -> frozenset[str]:
        for name, given in values.items():
            if name == "font-family":
                harm = not all(known_family(value, self.faces) for value in given)
            elif name in INHERITED:
                if given == ("inherit",):
                    continue
                harm = any(INHERITED[name](value, size) for value in given if value)
                harm = harm or (given[0] == "" and name in harms)
            else:
                continue
            if harm:
                harms |= {name}
            elif name in harms:
                harms -= {name}
        return harms


class _Harm(NamedTuple):
    """What properties do that are not inherited."""

    harms: bool = False
    """How the text is seen is left open."""
    moves: bool = False
    """Cells are moved."""
    hides: bool = False
    """Words may be hidden."""


def _is_waiting(tag: str, values: Values) -> bool:
    """Whether a body that is not to be seen at all waits for a script; how it looks then is not known."""
    return tag == "body" and values.get("opacity") in (("0",), ("0.0",))


def _distorts(name: str, given: tuple[str, ...], size: float) -> bool:
    """Whether a property of a box shows all that is in it otherwise than it is written."""
    if name in INHERITED or name not in DISTORTING:
        return False
    return any(DISTORTING[name](value, size) for value in given if value)


def _moves(name: str, tag: str) -> bool:
    """Whether a harmful property moves what it is given to."""
    if name.startswith("outline") or name in places.MOVING:
        return True
    return tag in PLACED and name in places.MOVING_CELLS


def _is_indented(values: Values, inherited: bool, size: float) -> bool:
    given = values.get("text-indent")
    if given is None or given == ("inherit",):
        return inherited
    return any((found := length(value, size, 300.0)) is not None and found < 0 for value in given)


def _hides(said: Declaration, size: float) -> bool:
    if said.name in ("opacity", "color", "visibility", "display", "font-size", "text-fill-color", "content"):
        return said.name == "content" or not looks.shows(said.name, said.value, size)
    return is_harm(said.name, said.value, size) or said.name in ("left", "top", "right", "bottom", "position", "clip")


def _of_display(values: Values) -> Visibility:
    given = values.get("display")
    if given is None:
        # Word hides what browsers show.
        return Visibility.UNSURE if "all" in values.get("mso-hide", ()) else Visibility.SEEN
    hidden = [value == "none" for value in given]
    if not any(hidden) and "all" in values.get("mso-hide", ()):
        return Visibility.UNSURE
    if all(hidden):
        return Visibility.UNSEEN
    unclear = any(hidden) or any(value not in displays.DISPLAYS for value in given if value)
    return Visibility.UNSURE if unclear else Visibility.SEEN
