"""Which selectors hold for an element: certainly, perhaps, or not. In bounded work.

cssselect2 parses selectors; they are judged here, since its own test knows no doubt and takes time with the power of
a selector's parts. Whatever asks for a state that a page at rest does not have (``:hover``) does not hold; what is
not understood holds perhaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from cssselect2 import parser as css
from tinycss2.nth import parse_nth

from generator.sources.html.events import TooMuchError

MAX_STEPS = 2_000_000
"""Comparisons of a part of a selector with an element, in one page; a page of a county's site takes 50,000."""
ABSENT_STATES = frozenset((
    "hover", "active", "focus", "focus-within", "focus-visible", "visited", "target", "target-within", "current",
    "past", "future", "playing", "seeking", "buffering", "stalled", "fullscreen", "modal", "popover-open", "user-valid",
    "user-invalid", "-webkit-autofill", "autofill", "picture-in-picture",
))  # fmt: skip


CLASS_NAME = re.compile(r"[^ \t\r\n\f]+")
"""Other blanks are letters of a name."""


class Truth(IntEnum):
    """Whether a rule holds. ``and`` is min, ``or`` is max."""

    NO = 0
    MAYBE = 1
    YES = 2


NO, MAYBE, YES = Truth


class Node:
    """An element as selectors see it, made when it is asked for. ``element`` is lxml's."""

    __slots__ = (
        "attributes",
        "classes",
        "cursor",
        "element",
        "id",
        "kids",
        "lower",
        "memo",
        "nodes",
        "parent",
        "place",
        "tag",
    )

    def __init__(self, element: Any, parent: Node | None, place: int = 0) -> None:
        self.element = element
        self.parent = parent
        self.place = place
        self.cursor = 0
        self.tag: str = element.tag
        self.attributes = element.attrib
        self.id: str = element.get("id") or ""
        names = element.get("class")
        self.classes = frozenset(CLASS_NAME.findall(names)) if names else frozenset()
        self.lower: frozenset[str] | None = None
        self.kids: list[Any] | None = None
        self.nodes: list[Node | None] = []
        self.memo: dict[tuple[int, str], Truth] = {}

    def children(self) -> list[Any]:
        if self.kids is None:
            self.kids = [kid for kid in self.element if isinstance(kid.tag, str)]
            self.nodes = [None] * len(self.kids)
        return self.kids

    def child(self, place: int) -> Node:
        kids = self.children()
        node = self.nodes[place]
        if node is None:
            node = self.nodes[place] = Node(kids[place], self, place)
        return node

    def before(self) -> Node | None:
        return self.parent.child(self.place - 1) if self.parent is not None and self.place else None

    def below(self) -> Iterator[Node]:
        """All elements in this one, in order, made one by one."""
        waiting = [(self, 0)]
        while waiting:
            node, at = waiting.pop()
            if at < len(node.children()):
                waiting.append((node, at + 1))
                kid = node.child(at)
                yield kid
                waiting.append((kid, 0))

    def lower_names(self) -> frozenset[str]:
        if self.lower is None:
            self.lower = frozenset(name.lower() for name in self.classes)
        return self.lower


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
            if simple.class_name in node.classes:
                return MAYBE if self.restless and node.tag in ("html", "body") else YES
            if node.tag in ("html", "body") and simple.class_name in self.states:
                return MAYBE
            return MAYBE if node.classes and simple.class_name.lower() in node.lower_names() else NO
        if kind is css.LocalNameSelector:
            return YES if simple.lower_local_name == node.tag.lower() else NO
        if kind is css.IDSelector:
            if simple.ident == node.id:
                return YES
            return MAYBE if simple.ident.lower() == node.id.lower() else NO
        if kind is css.AttributeSelector:
            return MAYBE if self.restless and node.tag in ("html", "body") else _attribute(simple, node)
        if kind is css.NegationSelector:
            inner = self._any(simple.selector_list, node)
            return MAYBE if not simple.selector_list else Truth(2 - inner)
        if kind in (css.MatchesAnySelector, css.SpecificityAdjustmentSelector):
            return self._any(simple.selector_list, node)
        if kind is css.RelationalSelector:
            return self._has(simple, node)
        if kind is css.PseudoClassSelector:
            return self._state(simple.name, node)
        if kind is css.FunctionalPseudoClassSelector:
            return self._function(simple, node)
        return MAYBE

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
        kids = node.parent.children() if node.parent is not None else [node.element]
        if name in ("root", "scope"):
            return YES if node.parent is None else NO if name == "root" else MAYBE
        if name == "first-child":
            return _truth(node.place == 0)
        if name == "last-child":
            return _truth(node.place == len(kids) - 1)
        if name == "only-child":
            return _truth(len(kids) == 1)
        if name in ("first-of-type", "last-of-type", "only-of-type"):
            first = name != "last-of-type" and self._of_type(node, False) > 0
            last = name != "first-of-type" and self._of_type(node, True) > 0
            return _truth(not first and not last)
        if name in ("link", "any-link"):
            return _truth(node.tag in ("a", "area") and "href" in node.attributes)
        if name == "empty":
            return NO if len(node.element) or node.element.text else YES
        if name == "defined":
            return MAYBE if "-" in node.tag else YES
        return MAYBE

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
        arguments = list(simple.arguments)
        key = id(simple)
        if key not in self._nth:
            plain = not any(token.type == "ident" and token.lower_value == "of" for token in arguments)
            self._nth[key] = parse_nth(arguments) if plain and simple.name.startswith("nth-") else None
        step = self._nth[key]
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


def _truth(holds: bool) -> Truth:
    return YES if holds else NO


def _attribute(simple: Any, node: Node) -> Truth:
    if simple.name not in node.attributes and simple.lower_name not in node.attributes:
        return NO
    value: str = node.attributes.get(simple.name) or node.attributes.get(simple.lower_name) or ""
    if simple.operator is None:
        return YES
    wanted: str = simple.value
    if _compares(simple.operator, value, wanted):
        return YES
    if _compares(simple.operator, value.lower(), wanted.lower()):
        return YES if simple.case_sensitive is False else MAYBE
    return NO


def _compares(operator: str, value: str, wanted: str) -> bool:
    if operator == "=":
        return value == wanted
    if operator == "~=":
        return bool(wanted) and wanted in value.split()
    if operator == "|=":
        return value == wanted or value.startswith(f"{wanted}-")
    if not wanted:
        return False
    if operator == "^=":
        return value.startswith(wanted)
    return value.endswith(wanted) if operator == "$=" else wanted in value
