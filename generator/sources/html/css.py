"""The style sheets that a page carries itself, as rules found by what they ask of an element.

Sheets that a page links are not at hand: a saved page nearly always links some, and to doubt all that they could do
would leave no page to be read. They are the site's own and meant to show its numbers; what is at hand is judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.sources.html.css_declarations import Declaration
from generator.sources.html.css_selectors import Matching
from generator.sources.html.events import TooMuchError
from generator.sources.html.nodes import MAYBE, YES, Node, Truth
from generator.sources.html.style_rules import MAX_RULES, StyleRule, parse

MAX_STYLE = 2_000_000
"""Characters of all sheets of a page, pictures and fonts in them not counted; a whole framework has 300,000."""
DATA = re.compile(r"url\(\s*([\"']?)data:(?!text/css)[^)\"']{100,}\1\s*\)", re.I)


@dataclass(slots=True)
class StyleSheet:
    """The rules of one page's own style sheets. Lives within one walk."""

    _rules: dict[str, list[StyleRule]] = field(default_factory=dict)
    """By what the last part of their selectors asks for: ``.class``, ``#id``, a tag, or "" for any; lower case."""
    frames: dict[str, tuple[Declaration, ...]] = field(default_factory=dict)
    faces: set[str] = field(default_factory=set)
    matching: Matching = field(default_factory=Matching)
    _count: int = 0
    _characters: int = 0

    def learn(self, css: str, truth: Truth = YES) -> None:
        """Takes in a style sheet that holds as ``truth`` says. Raises TooMuch."""
        css = DATA.sub("url(data:)", css)
        self._characters += len(css)
        if self._characters > MAX_STYLE:
            raise TooMuchError
        parsed = parse(css)
        self.frames |= parsed.frames
        self.faces.update(parsed.faces)
        for key, rule in parsed.rules:
            self._count += 1
            if self._count > MAX_RULES:
                raise TooMuchError
            held = min(truth, rule.truth, MAYBE if parsed.doubtful else YES)
            self._rules.setdefault(key, []).append(rule._replace(order=self._count, truth=held))

    def __bool__(self) -> bool:
        return bool(self._rules)

    def matching_rules(self, node: Node) -> list[tuple[Truth, StyleRule]]:
        """The rules that hold for ``node``, the strongest last. Raises TooMuch."""
        keys = ["", node.tag]
        if node.id:
            keys.append(f"#{node.id.lower()}")
        keys += [f".{name}" for name in node.lower_names()] if node.classes else ()
        if node.tag in ("html", "body"):
            keys += [f".{name.lower()}" for name in self.matching.states if name not in node.classes]
        found = []
        for key in keys:
            for rule in self._rules.get(key, ()):
                held = rule.truth if rule.tree is None else min(rule.truth, self.matching.match(rule.tree, node))
                if held:
                    found.append((held, rule))
        found.sort(key=lambda pair: (pair[1].specificity, pair[1].order))
        return found
