"""What the values of an element's properties mean for the words in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from generator.sources.html import looks, places
from generator.sources.html.css_declarations import Declaration
from generator.sources.html.css_effects import DISTORTING, INHERITED, is_harm, known_family
from generator.sources.html.css_values import length
from generator.sources.html.drawn import covers_far, is_drawn
from generator.sources.html.looks import InheritedStyle
from generator.sources.html.page import UNSHOWN
from generator.sources.html.values import Values, Variables
from generator.text.visible import Visibility

INLINE = frozenset((
    "span", "font", "b", "i", "em", "strong", "a", "u", "small", "label", "big", "tt", "code", "ins", "mark", "q",
    "sub", "sup", "s", "del", "strike", "abbr", "cite", "dfn", "kbd", "samp", "var", "time", "data", "bdi", "bdo",
    "nobr",
))  # fmt: skip
"""Of these a size of 0 and a place off the page hide the words; of a container it is a trick that its parts undo."""
CONTAINERS = frozenset(("html", "div", "section", "article", "main", "table", "form", "body"))
"""What a script may show later; a hidden run of words inside a line stays hidden."""
PARTS = frozenset(("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"))
BOXED = frozenset(("table", "thead", "tbody", "tfoot", "tr"))
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


class View(NamedTuple):
    """How an element is seen, apart from what it inherits."""

    box: Visibility = Visibility.SEEN
    """UNSEEN where neither it nor what is in it is shown at all, and takes no room."""
    struck: bool = False
    block: bool = False
    """Set on lines of its own by a style."""
    gap: bool = False
    """Set apart from the words beside it."""
    moved: bool = False
    """Not where it is written: it may stand over other cells, or others may have taken its place."""
    afloat: bool = False
    """Outside of tables, where it may stand over them."""
    height: float = 0.0
    """Pixels below which the rest of it is cut off, around tables; 0: none is."""
    width: float = 0.0
    """Pixels beyond which the rest of it is cut off, around tables; 0: none is."""
    pictured: bool = False
    """In a table, with a picture of its own behind or beside the words."""
    painted: bool = False
    """A floating box with a ground of its own."""
    drawn: bool = False
    """In a cell, it draws something even where it holds no words."""
    over: bool = False
    """In a cell, it may lie over the words beside it, or draws a bar there."""
    loose: bool = False
    """A cell or a row that is shown as none."""
    far: bool = False
    """Outside of tables, what is drawn around it reaches far."""
    displayed: bool = False
    """Shown by the page's own styles, whatever browsers do with its like."""


PLAIN = View()


@dataclass(frozen=True, slots=True)
class VisibilityState:
    """What holds for the words at hand, from all that is around them."""

    looks: InheritedStyle = looks.PLAIN
    variables: Variables | None = None
    struck: bool = False
    raised: bool = False
    shown: Visibility = Visibility.SEEN
    """By the property ``visibility``: the words take room and may not be seen."""
    doubtful: bool = False
    """Something around them may hide, move or distort them."""
    harms: frozenset[str] = frozenset()
    """Inherited properties that distort the words as long as nothing inside resets them."""
    judged: bool = False
    """In a cell, or in an element of a line: here faint words are no banner of the page."""
    in_table: bool = False
    in_cell: bool = False
    keeps_lines: bool = False
    """A line of the markup is one on the page."""
    cut: bool = False
    """A box in a table around them, or a cell, cuts off what goes beyond it."""
    bare: bool = False
    """Nothing stands before the items of a list."""
    indented: bool = False
    """Their lines begin before their box."""
    faint: bool = False
    """Their looks are; kept here since it is asked for every stretch of text."""
    veiled: bool = False
    """Something around them may hide, cover or replace even words, which are read when they are turned or spread."""
    flexed: bool = False
    """They stand in a box whose parts are laid out each by itself."""


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
        strict = state.in_table or tag in INLINE
        inline = tag in INLINE or values.get("display", ("",))[0].startswith("inline")
        seen = looks.resolve(tag, values, state.looks, strict)
        box = _of_display(values)
        if tag in ("col", "colgroup"):
            box = Visibility.SEEN
        elif tag in ("tr", "tbody", "thead", "tfoot", "table") and values.get("visibility") == ("collapse",):
            box = Visibility.UNSEEN
        place = places.place(values, seen.size)
        if place is places.BoxPosition.OFF and (tag in INLINE and not state.struck):
            box = Visibility.UNSEEN
        if seen.nothing and tag in INLINE:
            box = max(box, Visibility.UNSEEN if not values.get("font-size", ("",))[1:] else Visibility.UNSURE)
        if self.reveal and tag in CONTAINERS:
            box = Visibility.SEEN
        harm, moved, hides = self._harm(tag, values, seen.size, strict, inline)
        # A body that is not to be seen at all waits for a script; how it looks then is not known.
        waits = tag == "body" and values.get("opacity") in (("0",), ("0.0",))
        harms = state.harms
        if not waits:
            harms = self._inherited(harms, values, seen.size, strict)
        moved = moved or (state.in_table and place is places.BoxPosition.ELSEWHERE)
        if tag in ("col", "colgroup"):
            moved = moved or "visibility" in values or seen.faint
        misplaced = (
            box is Visibility.UNSURE
            or (strict and place is not places.BoxPosition.HERE and box is not Visibility.UNSEEN)
            or (place is places.BoxPosition.OFF and not strict)
        )
        doubtful = state.doubtful or harm or misplaced
        cut = state.cut or (state.in_table and places.cuts(values))
        indented = _is_indented(values, state.indented, seen.size)
        shifted = cut and (indented or places.is_shifted(values, seen.size))
        doubtful = doubtful or shifted
        veiled = state.veiled or hides or misplaced or shifted or bool(harms & VEILING)
        struck = any("line-through" in value for value in values.get("text-decoration-line", ()))
        cell = tag in ("td", "th")
        fresh = VisibilityState(
            looks=state.looks if waits else seen,
            variables=state.variables,
            struck=state.struck or (cell and struck),
            raised=state.raised or tag in ("sup", "sub") or (tag not in PARTS and places.is_raised(values, seen.size)),
            shown=state.shown if self.reveal and tag in CONTAINERS else _of_visibility(values, state.shown),
            doubtful=doubtful and not waits,
            harms=harms,
            judged=state.judged or (tag in INLINE and bool(values)),
            in_table=state.in_table,
            in_cell=state.in_cell,
            keeps_lines=_keeps_lines(values, state.keeps_lines),
            cut=cut,
            indented=indented,
            bare=_is_bare(tag, values, state.bare),
            faint=state.faint if waits or seen is state.looks else seen.faint,
            veiled=veiled and not waits,
            flexed=places.is_flexed(values),
        )
        block = places.is_block(values) and not (state.in_table and tag in PARTS)
        gap = inline and state.judged and places.is_apart(values, seen.size)
        gap = gap or (state.flexed and state.in_cell)
        height = 0.0 if state.in_table else places.cut_height(values, seen.size)
        afloat = (tag == "table" or not state.in_table) and places.is_afloat(tag, values, seen.size)
        moved = (moved and state.in_table) or (tag in BOXED and places.cut_height(values, seen.size) > 0)
        width = 0.0 if state.in_table and tag != "table" else places.cut_width(values, seen.size)
        pictured = state.in_table and places.is_pictured(tag, values)
        painted = afloat and places.is_painted(values)
        within = state.in_cell and tag not in PARTS and bool(values)
        drawn = within and is_drawn(values, fresh.raised)
        over = within and places.is_drawn_over(values, seen.size, inline)
        loose = places.is_loose(tag, values)
        far = not state.in_table and covers_far(values)
        displayed = tag in UNSHOWN and _is_displayed(values)
        drawing = (pictured, painted, drawn, over, loose, far, displayed)
        view = View(box, struck, block, gap, moved, afloat, height, width, *drawing)
        return view, fresh

    def _harm(self, tag: str, values: Values, size: float, strict: bool, inline: bool) -> tuple[bool, bool, bool]:
        """Whether a property leaves open how the text is seen, whether it moves cells, and may hide words."""
        harm = moved = hides = False
        for name, given in values.items():
            if name in INHERITED:
                continue
            if not strict:
                distorts = name in DISTORTING and any(DISTORTING[name](value, size) for value in given if value)
                harm = harm or distorts
                hides = hides or (distorts and name not in SPREADING)
            elif any(is_harm(name, value, size) for value in given if value):
                if name in ("animation", "animation-name") and self._is_known_animation(given, size):
                    continue
                harm = True
                hides = hides or name not in SPREADING
                moved = moved or name.startswith("outline")
                moved = moved or (name in places.MOVING or (tag in PLACED and name in places.MOVING_CELLS))
        if strict:
            harm = harm or places.is_cramped(tag, values, size, inline) or places.is_reordered(tag, values)
            moved = moved or (tag in PLACED and places.is_out_of_grid(tag, values))
            moved = moved or places.is_pulled(values, size)
            harm = harm or moved
        else:
            closed = places.is_closed(values, size) or self._is_hiding_animation(values, size)
            harm, hides = harm or closed, hides or closed
        return harm, moved, hides

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


def _is_bare(tag: str, values: Values, inherited: bool) -> bool:
    given = (*values.get("list-style", ()), *values.get("list-style-type", ()))
    if not given or given == ("inherit",):
        return inherited and tag not in ("ol", "ul")
    drawn = any(value not in ("", "none") for value in values.get("list-style-image", ()))
    return not drawn and all("none" in value.split() and "(" not in value for value in given)


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
    unclear = any(hidden) or any(value not in places.DISPLAYS for value in given if value)
    return Visibility.UNSURE if unclear else Visibility.SEEN


def _is_displayed(values: Values) -> bool:
    """Whether a style says how something is shown that browsers hide by themselves."""
    given = values.get("display", ())
    return "all" in values or any(value not in ("none", "revert", "revert-layer") for value in given)


def _keeps_lines(values: Values, inherited: bool) -> bool:
    given = (*values.get("white-space", ()), *values.get("white-space-collapse", ()))
    if not given or given == ("inherit",):
        return inherited
    return any(value.startswith(("pre", "break-spaces")) for value in given)


def _of_visibility(values: Values, inherited: Visibility) -> Visibility:
    given = values.get("visibility")
    if given is None:
        return inherited
    found = set()
    for value in given:
        if value in ("hidden", "collapse"):
            found.add(Visibility.UNSEEN)
        elif value in ("", "inherit", "unset"):
            found.add(inherited)
        else:
            found.add(Visibility.SEEN if value in ("visible", "initial", "revert") else Visibility.UNSURE)
    return found.pop() if len(found) == 1 else Visibility.UNSURE
