"""Whether the rules within an at-rule hold for a reader at a screen."""

from __future__ import annotations

import re

from generator.sources.html.nodes import MAYBE, NO, YES, Truth

MEDIA = re.compile(r"(?:(only|not)\s+)?([\w-]+)(\s+and\s+.*)?", re.S)
OTHER_MEDIA = frozenset(("print", "speech", "aural", "braille", "embossed", "handheld", "projection", "tty", "tv"))
IGNORED = frozenset((
    "charset", "page", "namespace", "counter-style", "font-feature-values", "font-palette-values", "property",
    "view-transition", "viewport", "-ms-viewport", "position-try", "function", "color-profile",
    "-moz-document", "font-face", "import", "keyframes", "-webkit-keyframes", "-moz-keyframes", "-o-keyframes",
))  # fmt: skip
"""At-rules that bear no rules for elements at rest, or that are taken in by themselves."""


def holds(name: str, prelude: str) -> Truth:
    """Whether the rules within ``@name prelude { … }`` hold; MAYBE for whatever asks about the browser or a size."""
    return of_media(prelude) if name == "media" else NO if name in IGNORED else MAYBE


DESK = 1024.0
"""Pixels: whoever compares an archive with its originals does so at a screen at least as wide. What a page shows on
narrower ones only is another rendering of it, as its print is."""
NARROW = re.compile(
    r"\(\s*(?:max-(?:device-)?width\s*:\s*|(?:device-)?width\s*<=?\s*)(\d{1,5}(?:\.\d{1,4})?)(px|em|rem)\s*\)"
)


def of_media(queries: str) -> Truth:
    """Whether a list of media queries holds on a screen that is ``DESK`` wide or wider."""
    text = queries.strip().lower()
    return max(map(_query, text.split(",")), default=YES) if text else YES


def _query(text: str) -> Truth:
    match = MEDIA.fullmatch(text.strip())
    if match is None:
        return NO if _is_narrow(text) else MAYBE
    sign, kind, more = match.groups()
    if sign != "not" and _is_narrow(more or ""):
        return NO
    if kind in ("all", "screen"):
        found = MAYBE if more else YES
    elif kind in OTHER_MEDIA:
        found = NO
    else:
        # A word that is no kind of media holds nowhere, as far as browsers of today know.
        found = MAYBE
    return Truth(2 - found) if sign == "not" else found


def _is_narrow(conditions: str) -> bool:
    """Whether one of the ``conditions``, all of which have to hold, asks for a window narrower than a desk's."""
    if re.search(r"\b(?:or|not)\b", conditions):
        return False
    return any(float(size) * (1 if unit == "px" else 16) < DESK for size, unit in NARROW.findall(conditions))
