"""The names of WordprocessingML, and how to ask an element for what it says."""

from __future__ import annotations

from generator.sources.ooxml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
FALSE = ("0", "false", "off")

ALTERNATE = f"{MC}AlternateContent"
BOX = f"{W}txbxContent"


def attribute(element: Element, name: str) -> str:
    return element.get(W + name, "")


def value(element: Element | None, child: str) -> str | None:
    """The ``w:val`` of a child; "" where it has none, None where there is no such child."""
    found = element.find(W + child) if element is not None else None
    return None if found is None else found.get(f"{W}val", "")


def on(element: Element | None, child: str) -> bool:
    """A toggle such as ``w:vanish``: set, and not set to false."""
    said = value(element, child)
    return said is not None and said not in FALSE


def alternatives(element: Element) -> tuple[Element, ...]:
    """The ways in which an ``mc:AlternateContent`` says the same thing, the preferred one first. Take only one."""
    return tuple(child for child in element if child.tag in (f"{MC}Choice", f"{MC}Fallback"))
