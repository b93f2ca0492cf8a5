"""Reading rendered pages in tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib


def parsed(text: str, *, glosses: bool = False) -> Element:
    """The page as a tree, as who leaves English off has it. Fails where an HTML parser would have to guess."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree: Element = parser.parse(text)
    errors = [f"{line}:{column} {name}" for (line, column), name, _ in parser.errors]
    assert not errors, errors
    if not glosses:
        for parent in list(tree.iter()):
            _without_glosses(parent)
    return tree


def _without_glosses(parent: Element) -> None:
    before: Element | None = None
    for child in list(parent):
        if child.tag == "i" and child.get("lang") == "en":
            if before is None:
                parent.text = (parent.text or "") + (child.tail or "")
            else:
                before.tail = (before.tail or "") + (child.tail or "")
            parent.remove(child)
        else:
            before = child


def unglossed(text: str) -> str:
    """The page without its English glosses."""
    return re.sub('<i lang="en">.*?</i>', "", text)


def words(element: Element) -> str:
    """All text of an element, with blanks drawn together."""
    return " ".join("".join(element.itertext()).split())


def seen(element: Element) -> str:
    """The text of an element without what only screen readers say."""
    parts = [element.text or ""]
    for child in element:
        if "vh" not in (child.get("class") or "").split():
            parts.append(seen(child))
        parts.append(child.tail or "")
    return "".join(parts)


def by_class(tree: Element, name: str) -> Iterator[Element]:
    return (e for e in tree.iter() if name in (e.get("class") or "").split())


def by_id(tree: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for element in tree.iter():
        if id := element.get("id"):
            assert id not in found, f"id {id} comes twice"
            found[id] = element
    return found
