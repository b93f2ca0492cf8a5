"""What a page holds and does not show."""

from __future__ import annotations

import re
from collections.abc import Mapping

UNSEEN = re.compile(
    r"(?:^|;|\s)(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)", re.I
)
TINY = re.compile(r"(?:^|;|\s)font-size\s*:\s*0+(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)", re.I)
INLINE = frozenset(("span", "font", "b", "i", "em", "strong"))
"""Of these a size of 0 hides the words; of a container it is a trick of layout that its parts undo."""
STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.I)
BLOCKLIKE = re.compile(r"display\s*:\s*(?:inline-)?(?:block|flex|grid|table|list-item)", re.I)
SELECTOR = re.compile(r"(\w*)([.#])([\w-]+)")
COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.S)
MAX_STYLE = 500_000
CONTAINERS = frozenset(("div", "section", "article", "main", "table", "form", "body"))
"""What a script may show later; a hidden run of words inside a line stays hidden."""


class Hiding:
    """Tells hidden elements by their attributes and by simple rules (.class, #id) of the page's own style sheets.

    ``reveal`` shows hidden containers: for pages whose article waits for a script to show it.
    """

    def __init__(self, reveal: bool = False) -> None:
        self._reveal = reveal
        self._rules: set[tuple[str, str, str]] = set()

    def learn(self, css: str) -> None:
        """Takes in a style sheet; what holds for print or small screens only is passed over."""
        depth = 0
        selectors = ""
        for piece in re.split(r"([{}])", COMMENT.sub("", css[:MAX_STYLE])):
            if piece == "{":
                depth += 1
            elif piece == "}":
                depth = max(0, depth - 1)
            elif depth == 0:
                selectors = piece
            elif depth == 1 and not selectors.lstrip().startswith("@") and UNSEEN.search(piece):
                found = (SELECTOR.fullmatch(part.strip()) for part in selectors.split(","))
                self._rules |= {(m[1].lower(), m[2], m[3]) for m in found if m}

    def hides(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if self._reveal and tag in CONTAINERS:
            return False
        style = attributes.get("style", "")
        if "hidden" in attributes or (style and UNSEEN.search(style)):
            return True
        if style and tag in INLINE and TINY.search(style):
            return True
        if not self._rules:
            return False
        names = [(".", name) for name in attributes.get("class", "").split()]
        names += [("#", attributes["id"])] if "id" in attributes else []
        return any((of, mark, name) in self._rules for mark, name in names for of in ("", tag))
