"""Elements as selectors see them, and how sure it is that a rule holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import Any

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


def attribute_holds(simple: Any, node: Node) -> Truth:
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
