"""What the selectors in a page's scripts ask of an element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from cssselect2 import parser as selectors


class Wanted(NamedTuple):
    """What the last part of a selector asks of its element, and ids and classes of what is around it."""

    ids: frozenset[str]
    classes: frozenset[str]
    tag: str
    attributes: frozenset[str]
    around: frozenset[str]

    def fits(self, element: Any, own: str, given: frozenset[str]) -> bool:
        if not self.classes <= given or not self.ids <= {own} or self.tag not in ("", "*", element.tag):
            return False
        if not all(name in element.attrib for name in self.attributes):
            return False
        above: set[str] = set()
        for one in element.iterancestors() if self.around else ():
            above.update((one.get("class") or "").split())
            above.add(one.get("id") or "")
        return self.around <= above


def asked_by(selector: str) -> Iterator[Wanted]:
    """What each selector of a list asks of its element; nothing where it is not understood or asks for a state only."""
    try:
        parsed = list(selectors.parse(selector))
    except (selectors.SelectorError, RecursionError):
        return
    for one in parsed:
        last, around = _parted(one.parsed_tree)
        wanted = _wanted(last.simple_selectors, around)
        if wanted.ids or wanted.classes or wanted.attributes or wanted.tag or selector.strip() == "*":
            yield wanted


def _parted(tree: Any) -> tuple[Any, frozenset[str]]:
    """The last compound of a selector, and the ids and classes that it asks of what is around its element."""
    if not isinstance(tree, selectors.CombinedSelector):
        return tree, frozenset()
    around: set[str] = set()
    left = tree.left
    while isinstance(left, selectors.CombinedSelector):
        if left.combinator in (" ", ">"):
            around.update(_names(left.right))
        left = left.left
    if tree.combinator in (" ", ">"):
        around.update(_names(left))
    return tree.right, frozenset(around)


def _wanted(simple: Any, around: frozenset[str]) -> Wanted:
    ids = frozenset(each.ident for each in simple if isinstance(each, selectors.IDSelector))
    classes = frozenset(each.class_name for each in simple if isinstance(each, selectors.ClassSelector))
    asked = frozenset(each.lower_name for each in simple if isinstance(each, selectors.AttributeSelector))
    tag = next((str(s.lower_local_name) for s in simple if isinstance(s, selectors.LocalNameSelector)), "")
    return Wanted(ids, classes, tag, asked, around)


def _names(compound: Any) -> Iterator[str]:
    for each in compound.simple_selectors:
        if isinstance(each, selectors.IDSelector):
            yield each.ident
        elif isinstance(each, selectors.ClassSelector):
            yield each.class_name
