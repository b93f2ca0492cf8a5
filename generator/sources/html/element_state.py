"""An element with its values: how its box is seen, and what holds for the words in it."""

from __future__ import annotations

from typing import NamedTuple

from generator.sources.html import clipping, displays, looks, places
from generator.sources.html.drawn import covers_far, is_drawn
from generator.sources.html.inherited_style import InheritedStyle
from generator.sources.html.page import UNSHOWN
from generator.sources.html.seen import View, VisibilityState
from generator.sources.html.values import Values
from generator.text.visible import Visibility

INLINE = frozenset((
    "span", "font", "b", "i", "em", "strong", "a", "u", "small", "label", "big", "tt", "code", "ins", "mark", "q",
    "sub", "sup", "s", "del", "strike", "abbr", "cite", "dfn", "kbd", "samp", "var", "time", "data", "bdi", "bdo",
    "nobr",
))  # fmt: skip
"""Of these a size of 0 and a place off the page hide the words; of a container it is a trick that its parts undo."""
PARTS = frozenset(("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"))
BOXED = frozenset(("table", "thead", "tbody", "tfoot", "tr"))


class Verdict(NamedTuple):
    """What an element and all around it do to the words in it; see :class:`VisibilityState`."""

    waits: bool
    harms: frozenset[str]
    cut: bool
    indented: bool
    doubtful: bool
    veiled: bool


class Element(NamedTuple):
    """An element with its values and what holds ``around`` it."""

    tag: str
    values: Values
    around: VisibilityState
    looks: InheritedStyle
    place: places.BoxPosition
    strict: bool
    """In a table or a line: there every property counts that is not known to be harmless."""
    inline: bool

    @property
    def size(self) -> float:
        """Of its letters, in pixels."""
        return self.looks.size


def resolved_element(tag: str, values: Values, around: VisibilityState) -> Element:
    strict = around.in_table or tag in INLINE
    inline = tag in INLINE or values.get("display", ("",))[0].startswith("inline")
    seen = looks.resolve(tag, values, around.looks, strict)
    return Element(tag, values, around, seen, places.place(values, seen.size), strict, inline)


def state_within(element: Element, verdict: Verdict, struck: bool, revealed: bool) -> VisibilityState:
    """What holds for the words in an element."""
    tag, values, around = element.tag, element.values, element.around
    waits, seen = verdict.waits, element.looks
    return VisibilityState(
        looks=around.looks if waits else seen,
        variables=around.variables,
        struck=around.struck or (struck and tag in ("td", "th")),
        raised=around.raised or _is_raised(element),
        shown=around.shown if revealed else _of_visibility(values, around.shown),
        doubtful=verdict.doubtful and not waits,
        harms=verdict.harms,
        judged=around.judged or (tag in INLINE and bool(values)),
        in_table=around.in_table,
        in_cell=around.in_cell,
        keeps_lines=_keeps_lines(values, around.keeps_lines),
        cut=verdict.cut,
        indented=verdict.indented,
        bare=_is_bare(tag, values, around.bare),
        faint=around.faint if waits or seen is around.looks else seen.faint,
        veiled=verdict.veiled and not waits,
        flexed=displays.is_flexed(values),
    )


def _is_raised(element: Element) -> bool:
    if element.tag in ("sup", "sub"):
        return True
    return element.tag not in PARTS and places.is_raised(element.values, element.size)


def laid_out(element: Element, box: Visibility, struck: bool, moves: bool) -> View:
    """Where an element and its lines are, and what room it leaves to what is in it."""
    tag, values, around, size = element.tag, element.values, element.around, element.size
    height = clipping.cut_height(values, size)
    return View(
        box=box,
        struck=struck,
        block=displays.is_block(values) and not (around.in_table and tag in PARTS),
        gap=_has_gap(element),
        moved=(around.in_table and _is_moved(element, moves)) or (tag in BOXED and height > 0),
        afloat=(tag == "table" or not around.in_table) and places.is_afloat(tag, values, size),
        height=0.0 if around.in_table else height,
        width=0.0 if around.in_table and tag != "table" else clipping.cut_width(values, size),
    )


def _has_gap(element: Element) -> bool:
    """Whether the element is set apart from the words beside it."""
    around = element.around
    if around.flexed and around.in_cell:
        return True
    return element.inline and around.judged and places.is_apart(element.values, element.size)


def _is_moved(element: Element, moves: bool) -> bool:
    """Whether a part of a table is not where it is written, given whether its properties move it."""
    if element.tag in ("col", "colgroup") and ("visibility" in element.values or element.looks.faint):
        return True
    return moves or element.place is places.BoxPosition.ELSEWHERE


def with_drawing(view: View, element: Element, raised: bool) -> View:
    """``view`` with what is drawn in, around and over the element."""
    tag, values, around, size = element.tag, element.values, element.around, element.size
    within = around.in_cell and tag not in PARTS and bool(values)
    return view._replace(
        pictured=around.in_table and places.is_pictured(tag, values),
        painted=view.afloat and places.is_painted(values),
        drawn=within and is_drawn(values, raised),
        over=within and places.is_drawn_over(values, size, element.inline),
        loose=displays.is_loose(tag, values),
        far=not around.in_table and covers_far(values),
        displayed=tag in UNSHOWN and _is_displayed(values),
    )


def is_misplaced(element: Element, box: Visibility) -> bool:
    """Whether it is not certain that the element is seen where it is written."""
    if box is Visibility.UNSURE:
        return True
    if element.strict:
        return element.place is not places.BoxPosition.HERE and box is not Visibility.UNSEEN
    return element.place is places.BoxPosition.OFF


def _is_bare(tag: str, values: Values, inherited: bool) -> bool:
    given = (*values.get("list-style", ()), *values.get("list-style-type", ()))
    if not given or given == ("inherit",):
        return inherited and tag not in ("ol", "ul")
    drawn = any(value not in ("", "none") for value in values.get("list-style-image", ()))
    return not drawn and all("none" in value.split() and "(" not in value for value in given)


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
