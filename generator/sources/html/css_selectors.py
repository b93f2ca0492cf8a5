"""Which selectors hold for an element: certainly, perhaps, or not. In bounded work.

cssselect2 parses selectors; they are judged here, since its own test knows no doubt and takes time with the power of
a selector's parts. Whatever asks for a state that a page at rest does not have (``:hover``) does not hold; what is
not understood holds perhaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cssselect2 import parser as css
from tinycss2.nth import parse_nth

from generator.sources.html.events import TooMuchError
from generator.sources.html.nodes import MAYBE, NO, YES, Node, Truth, attribute_holds

MAX_STEPS = 2_000_000
"""Comparisons of a part of a selector with an element, in one page; a page of a county's site takes 50,000."""
ABSENT_STATES = frozenset((
    "hover", "active", "focus", "focus-within", "focus-visible", "visited", "target", "target-within", "current",
    "past", "future", "playing", "seeking", "buffering", "stalled", "fullscreen", "modal", "popover-open", "user-valid",
    "user-invalid", "-webkit-autofill", "autofill", "picture-in-picture",
))  # fmt: skip


PLACE_STATES = frozenset(("first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type"))
"""Pseudo-classes that ask for an element's place among its siblings."""


@dataclass(slots=True)
class Matching:
    """Tells whether selectors hold. Lives within one page; raises TooMuch where that takes too many steps."""

    steps: int = 0
    states: frozenset[str] = frozenset()
    """Classes that a script may give to the page as a whole."""
    restless: bool = False
    """A script changes classes or attributes of the page as a whole."""
    _nth: dict[int, tuple[int, int] | None] = field(default_factory=dict)

    def count(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise TooMuchError

    def match(self, tree: Any, node: Node) -> Truth:
        """Whether the parsed selector ``tree`` holds for ``node``."""
        if isinstance(tree, css.CombinedSelector):
            right = self.match(tree.right, node)
            return min(right, self._combined(tree, node)) if right else NO
        self.count(1)
        found = YES
        for simple in tree.simple_selectors:
            found = min(found, self._simple(simple, node))
            if not found:
                return NO
        return found

    def _held(self, tree: Any, node: Node) -> Truth:
        """As ``match``, kept at the node: many elements ask the same of the one above them."""
        key = (id(tree), "")
        if key not in node.memo:
            node.memo[key] = self.match(tree, node)
        return node.memo[key]

    def _combined(self, tree: Any, node: Node) -> Truth:
        sign = tree.combinator
        if sign == ">":
            return self._held(tree.left, node.parent) if node.parent is not None else NO
        if sign == "+":
            before = node.before()
            return self._held(tree.left, before) if before is not None else NO
        # What holds of any element above (or before) is kept at each of them, so that a chain is gone through once.
        key = (id(tree), sign)
        chain: list[Node] = []
        found = NO
        at: Node | None = node
        while at is not None:
            if key in at.memo:
                found = at.memo[key]
                break
            chain.append(at)
            at = at.parent if sign == " " else at.before()
        self.count(len(chain))
        for one, above in zip(reversed(chain), [at, *reversed(chain)], strict=False):
            if above is not None and found is not YES and one is not above:
                found = max(found, self._held(tree.left, above))
            one.memo[key] = found
        return found

    def _simple(self, simple: Any, node: Node) -> Truth:
        kind = type(simple)
        if kind is css.ClassSelector:
            return self._class(simple.class_name, node)
        if kind is css.LocalNameSelector:
            return _truth(simple.lower_local_name == node.tag.lower())
        if kind is css.IDSelector:
            return _identity(simple.ident, node)
        if kind is css.AttributeSelector:
            return MAYBE if self._is_restless(node) else attribute_holds(simple, node)
        if kind is css.NegationSelector:
            return Truth(2 - self._any(simple.selector_list, node)) if simple.selector_list else MAYBE
        if kind in (css.MatchesAnySelector, css.SpecificityAdjustmentSelector):
            return self._any(simple.selector_list, node)
        if kind is css.RelationalSelector:
            return self._has(simple, node)
        if kind is css.PseudoClassSelector:
            return self._state(simple.name, node)
        return self._function(simple, node) if kind is css.FunctionalPseudoClassSelector else MAYBE

    def _is_restless(self, node: Node) -> bool:
        """Whether a script changes classes or attributes of ``node``, the page or its body."""
        return self.restless and node.tag in ("html", "body")

    def _class(self, name: str, node: Node) -> Truth:
        if name in node.classes:
            return MAYBE if self._is_restless(node) else YES
        if node.tag in ("html", "body") and name in self.states:
            return MAYBE
        return MAYBE if node.classes and name.lower() in node.lower_names() else NO

    def _any(self, selectors: Sequence[Any], node: Node) -> Truth:
        found = NO
        for selector in selectors:
            found = max(found, self.match(selector.parsed_tree, node))
        return found

    def _has(self, simple: Any, node: Node) -> Truth:
        found = NO
        for relative in simple.selector_list:
            tree = relative.selector.parsed_tree
            kids = node.parent.children() if node.parent is not None else []
            if relative.combinator == ">":
                others: Iterator[Node] = (node.child(at) for at in range(len(node.children())))
            elif relative.combinator == " ":
                others = node.below()
            else:
                end = node.place + 2 if relative.combinator == "+" else len(kids)
                span = range(node.place + 1, min(end, len(kids)))
                others = (node.parent.child(at) for at in span) if node.parent is not None else iter(())
            for other in others:
                found = max(found, self.match(tree, other))
                if found is YES:
                    return YES
        return found

    def _state(self, name: str, node: Node) -> Truth:
        if name in ABSENT_STATES:
            return NO
        if name == "root":
            return _truth(node.parent is None)
        if name in PLACE_STATES:
            return _truth(self._is_at_place(name, node))
        if name in ("link", "any-link"):
            return _truth(node.tag in ("a", "area") and "href" in node.attributes)
        if name == "empty":
            return _truth(not len(node.element) and not node.element.text)
        certain = (name == "scope" and node.parent is None) or (name == "defined" and "-" not in node.tag)
        return YES if certain else MAYBE

    def _is_at_place(self, name: str, node: Node) -> bool:
        """Whether ``node`` stands among its siblings where the pseudo-class ``name``, of PLACE_STATES, says."""
        count = len(node.parent.children()) if node.parent is not None else 1
        if name == "first-child":
            return node.place == 0
        if name == "last-child":
            return node.place == count - 1
        if name == "only-child":
            return count == 1
        first = name != "last-of-type" and self._of_type(node, False) > 0
        last = name != "first-of-type" and self._of_type(node, True) > 0
        return not first and not last

    def _of_type(self, node: Node, behind: bool) -> int:
        """Elements of the same tag before (or behind) ``node`` under its parent."""
        if node.parent is None:
            return 0
        key = (-1 if behind else -2, node.tag)
        if key not in node.memo:
            counts: dict[str, int] = {}
            places = range(len(node.parent.children()))
            for at in reversed(places) if behind else places:
                other = node.parent.child(at)
                counts[other.tag] = counts.get(other.tag, -1) + 1
                # Counts are kept beside truths: both are small integers.
                other.memo[(key[0], other.tag)] = counts[other.tag]  # type: ignore[assignment]
        return int(node.memo[key])

    def _function(self, simple: Any, node: Node) -> Truth:
        step = self._step(simple)
        if step is None:
            return MAYBE
        if simple.name == "nth-child":
            count = node.place
        elif simple.name == "nth-last-child":
            count = (len(node.parent.children()) if node.parent is not None else 1) - node.place - 1
        elif simple.name in ("nth-of-type", "nth-last-of-type"):
            count = self._of_type(node, simple.name == "nth-last-of-type")
        else:
            return MAYBE
        a, b = step
        rest = count + 1 - b
        return _truth(rest == 0 if a == 0 else rest % a == 0 and rest // a >= 0)

    def _step(self, simple: Any) -> tuple[int, int] | None:
        """(a, b) of ``an+b``, the argument of an ``:nth-…()``; None where it is not understood."""
        key = id(simple)
        if key not in self._nth:
            arguments = list(simple.arguments)
            plain = not any(token.type == "ident" and token.lower_value == "of" for token in arguments)
            self._nth[key] = parse_nth(arguments) if plain and simple.name.startswith("nth-") else None
        return self._nth[key]


def _truth(holds: bool) -> Truth:
    return YES if holds else NO


def _identity(ident: str, node: Node) -> Truth:
    if ident == node.id:
        return YES
    return MAYBE if ident.lower() == node.id.lower() else NO
