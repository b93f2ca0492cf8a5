"""The names of WordprocessingML, and how to ask an element for what it says."""

from __future__ import annotations

from functools import lru_cache

from generator.sources.office.ooxml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
V = "{urn:schemas-microsoft-com:vml}"
W10 = "{urn:schemas-microsoft-com:office:word}"
FALSE = ("0", "false", "off")
TRUE = ("", "1", "true", "on")

ALTERNATE = f"{MC}AlternateContent"
FALLBACK = f"{MC}Fallback"
BOX = f"{W}txbxContent"
KNOWN_TO_WORD = frozenset(
    ("wps", "wpg", "wpi", "wpc", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "a14", "v", "o", "w10", "cx", "am3d")
)
"""Prefixes of ``mc:Choice`` that Word of 2016 and later understands: it shows that choice, and no fallback."""


def names(namespace: str, words: str) -> frozenset[str]:
    """The tags of these names, which blanks part."""
    return frozenset(namespace + name for name in words.split())


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


@lru_cache(maxsize=4096)
def number(text: str, point: int = 20) -> float | None:
    """A measure in its usual unit (``point`` to the point), also as ISO writes it: ``50%``, ``12pt``."""
    text = text.strip()
    for unit, points in (("pt", 1.0), ("cm", 28.346), ("mm", 2.8346), ("in", 72.0)):
        if text.endswith(unit):
            found = _float(text.removesuffix(unit))
            return None if found is None else found * points * point
    return _float(text.removesuffix("%"))


def _float(text: str) -> float | None:
    if len(text) > 12 or not text.isascii():
        return None
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < 1e9 else None


def alternatives(element: Element) -> tuple[Element, ...]:
    """The ways in which an ``mc:AlternateContent`` says the same thing, the one Word shows first. Take only one."""
    ways = tuple(child for child in element if child.tag in (f"{MC}Choice", FALLBACK))
    return tuple(sorted(ways, key=lambda way: way.tag == f"{MC}Choice" and not _is_known(way.get("Requires", ""))))


def _is_known(requires: str) -> bool:
    return bool(requires) and all(prefix in KNOWN_TO_WORD for prefix in requires.split())
