"""How each element of a page is seen: by its tag, its attributes and the page's own style sheets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from generator.sources.html.attributes import PRESENTATIONAL, hexadecimal, presentational
from generator.sources.html.clipping import is_cut_aside, is_cut_off
from generator.sources.html.css import StyleSheet
from generator.sources.html.css_declarations import Declaration, of_attribute
from generator.sources.html.css_values import legacy_colour
from generator.sources.html.element_state import PARTS
from generator.sources.html.generated import is_generated, is_named
from generator.sources.html.generated import may_cover as box_may_cover
from generator.sources.html.judging import VisibilityJudge
from generator.sources.html.nodes import MAYBE, YES, Node, Truth
from generator.sources.html.places import may_cover
from generator.sources.html.quirks import hashed
from generator.sources.html.root import RootSize, in_pixels, is_scaled
from generator.sources.html.seen import PLAIN, View, VisibilityState
from generator.sources.html.sheets import gather
from generator.sources.html.style_rules import StyleRule
from generator.sources.html.values import cascade, with_variables
from generator.sources.html.writers import Writers
from generator.sources.marks import Mark
from generator.text.visible import Visibility

Pairs = tuple[tuple[str, str], ...]
Matched = list[tuple[Truth, StyleRule]]


class Seen(NamedTuple):
    """How an element is seen: what its styles say, and what only its place and its words tell."""

    view: View
    generated: bool = False
    """A style adds words, digits or pictures to it."""
    covers: bool = False
    """It may stand over any table of the page."""
    named: bool = False
    """A style adds words to it that are no number."""


SEEN = Seen(PLAIN)
NO_WRITERS = Writers()


def link_colours(root: Any) -> list[tuple[Truth, Declaration]]:
    """The colours that the page's body gives to links; whether a link was visited is not known."""
    body = root.find("body")
    found = []
    for name, truth in (("link", YES), ("vlink", MAYBE)) if body is not None else ():
        if (ink := legacy_colour(body.get(name) or "")) is not None:
            found.append((truth, Declaration("color", hexadecimal(ink), False)))
    return found


class StyleResolver:
    """Tells what is seen of each element while a page is walked through. Raises TooMuch.

    Elements of a page are much alike: what was found for one holds for all with the same tag, attributes and rules
    within the same state.
    """

    def __init__(self, root: Any, reveal: bool = False, writers: Writers = NO_WRITERS, quirky: bool = False) -> None:
        self._root_size: RootSize | None = None
        """Not known before the root itself is judged."""
        self._writers = writers
        self._links = link_colours(root)
        self._quirky = quirky
        self._sheet: StyleSheet = gather(root, quirky)
        self._sheet.matching.states = writers.states
        self._sheet.matching.restless = writers.restless
        self._judge = VisibilityJudge(reveal, self._sheet.faces, self._sheet.frames)
        self._styled = bool(self._sheet)
        self._nodes: list[Node] = []
        self._states = [VisibilityState(variables={})]
        self._known: dict[tuple[object, ...], tuple[View, VisibilityState]] = {}
        """States live as long as this does, so that they are told apart by their identity."""

    @property
    def state(self) -> VisibilityState:
        return self._states[-1]

    def mark(self, text: str) -> Mark | None:
        """How ``text`` is marked at this place; words that are not seen at all are no question of marks."""
        state = self._states[-1]
        if state.struck:
            return Mark.STRUCK
        if state.judged and (state.doubtful or state.harms or state.faint or state.shown is Visibility.UNSURE):
            return Mark.FAINT
        if state.in_cell and state.looks.is_cut(text):
            return Mark.FAINT
        return Mark.RAISED if state.raised else None

    @property
    def veiled(self) -> bool:
        """Whether even words are perhaps not seen as they are written here."""
        state = self._states[-1]
        if not state.judged:
            return False
        return state.veiled or state.shown is Visibility.UNSURE or (state.faint and not state.looks.linked_ground)

    def leave(self) -> None:
        """The last element that was entered ends."""
        self._states.pop()
        if self._styled:
            self._nodes.pop()

    def enter(self, element: Any) -> Seen:
        """An element begins."""
        rules = self._matched(element)
        key, view, state = self._looked_up(element, rules)
        pseudo = _pseudo(rules)
        generated = bool(pseudo) and state.in_table and is_generated(self._nodes[-1], pseudo, self._sheet.faces)
        if not state.doubtful and (generated or _is_folded(element, view)):
            state = self._doubted(key, view, state)
        self._states.append(state)
        covers = self._covers(element, view, pseudo, state)
        if not (generated or covers or pseudo):
            return Seen(view) if view is not PLAIN else SEEN
        named = bool(pseudo) and element.tag in ("td", "th") and is_named(self._nodes[-1], pseudo)
        return Seen(view, generated, covers, named)

    def _looked_up(self, element: Any, rules: Matched) -> tuple[tuple[object, ...], View, VisibilityState]:
        """What was found for an element like this one, or is found now, and the key under which it is kept."""
        state = self._states[-1]
        pairs: Pairs = tuple([pair for pair in element.items() if pair[0] in PRESENTATIONAL])
        key = (element.tag, id(state), pairs, *[(id(rule.declared), held, rule.pseudo) for held, rule in rules])
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._seen(element.tag, dict(pairs), rules, state)
        return key, *known

    def _matched(self, element: Any) -> Matched:
        """The rules of the page's sheets that hold for ``element``, the strongest last."""
        if not self._styled:
            return []
        node = self._node(element)
        self._nodes.append(node)
        return self._sheet.matching_rules(node)

    def _doubted(self, key: tuple[object, ...], view: View, state: VisibilityState) -> VisibilityState:
        """``state`` with doubt; the same one for the same ``key``."""
        doubted = (*key, "doubted")
        if doubted not in self._known:
            self._known[doubted] = view, replace(state, doubtful=True)
        return self._known[doubted][1]

    def _covers(self, element: Any, view: View, pseudo: Matched, state: VisibilityState) -> bool:
        """Whether ``element`` or a box that a style adds to it may stand over any table."""
        if view.far or (view.afloat and may_cover(element, view.painted)):
            return True
        return bool(pseudo) and not state.in_table and box_may_cover(self._nodes[-1], pseudo)

    def _node(self, element: Any) -> Node:
        if not self._nodes:
            return Node(element, None)
        # Elements come in order: the next child of the last parent, but for those that the walker passes over.
        parent = self._nodes[-1]
        kids = parent.children()
        place = parent.cursor
        while kids[place] is not element:
            place += 1
        parent.cursor = place + 1
        return parent.child(place)

    def _seen(
        self, tag: str, attributes: dict[str, str], rules: Matched, around: VisibilityState
    ) -> tuple[View, VisibilityState]:
        state = _within(tag, around)
        own = self._presentational(tag, attributes)
        style = attributes.get("style") or ""
        if not any((rules, style, own, tag == "html", state.bare and tag in ("ol", "ul"))):
            return _unstyled(tag, state)
        own += [(held, said) for held, rule in rules if not rule.pseudo for said in rule.declared]
        own += [(YES, said) for said in of_attribute(hashed(style) if self._quirky else style)]
        view, fresh = self._judged(tag, cascade(own), state)
        return PLAIN if view == PLAIN else view, around if fresh == around else fresh

    def _presentational(self, tag: str, attributes: dict[str, str]) -> list[tuple[Truth, Declaration]]:
        """What an element's tag and attributes say of its looks."""
        own = [(YES, said) for said in presentational(tag, attributes)]
        return own + self._links if tag == "a" and "href" in attributes else own

    def _judged(
        self, tag: str, values: dict[str, tuple[str, ...]], state: VisibilityState
    ) -> tuple[View, VisibilityState]:
        """What ``values``, variables put in, mean within ``state``."""
        if tag == "html" and self._writers.root_written:
            values["font-size"] = (*values.get("font-size", ("",)), self._writers.root_written)
        variables = with_variables(values, state.variables or {})
        in_pixels(values, self._root_size or RootSize())
        if variables is not state.variables:
            state = replace(state, variables=variables)
        view, fresh = self._judge.judge(tag, values, state)
        if tag == "html" and self._root_size is None:
            scaled = RootSize(None) if is_scaled(values) else RootSize(fresh.looks.size)
            self._root_size = self._writers.root_size or scaled
        return view, fresh


def _pseudo(rules: Matched) -> Matched:
    """Those of ``rules`` that are for pseudo-elements."""
    return [(held, rule) for held, rule in rules if rule.pseudo] if rules else rules


def _is_folded(element: Any, view: View) -> bool:
    """Whether tables in ``element`` are cut off, or folded away until their reader opens them."""
    if element.tag == "details" and element.get("open") is None:
        return True
    if view.height and is_cut_off(element, view.height):
        return True
    return bool(view.width and is_cut_aside(element, view.width))


def _within(tag: str, around: VisibilityState) -> VisibilityState:
    """What holds within the part ``tag`` of a table, before its styles are looked at."""
    cell = tag in ("td", "th")
    if tag in PARTS and (not around.in_table or (cell and not around.in_cell)):
        return replace(around, in_table=True, in_cell=around.in_cell or cell, judged=True)
    return around


def _unstyled(tag: str, state: VisibilityState) -> tuple[View, VisibilityState]:
    """How an element is seen that nothing gives a style."""
    if tag in ("sup", "sub"):
        return PLAIN, replace(state, raised=True, judged=True, flexed=False)
    if state.flexed:
        return View(gap=True) if state.in_cell else PLAIN, replace(state, flexed=False)
    return PLAIN, state
