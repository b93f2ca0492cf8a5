"""Whether the rules within an at-rule hold for a reader at a screen."""

from __future__ import annotations

import re

from generator.sources.css_selectors import MAYBE, NO, YES, Truth

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


def of_media(queries: str) -> Truth:
    """Whether a list of media queries holds on a screen of unknown size."""
    text = queries.strip().lower()
    return max(map(_query, text.split(",")), default=YES) if text else YES


def _query(text: str) -> Truth:
    match = MEDIA.fullmatch(text.strip())
    if match is None:
        return MAYBE
    sign, kind, more = match.groups()
    if kind in ("all", "screen"):
        found = MAYBE if more else YES
    elif kind in OTHER_MEDIA:
        found = NO
    else:
        # A word that is no kind of media holds nowhere, as far as browsers of today know.
        found = MAYBE
    return Truth(2 - found) if sign == "not" else found
