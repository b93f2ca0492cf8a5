"""Style sheets as far as they bear on what a reader sees: plain selectors, and a few properties.

Selectors of tags, classes and ids are known, one inside or right under another; what holds for print or small
screens only, or asks for more, is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from generator.sources.html_events import TooMuch

PROPERTIES = frozenset((
    "display", "visibility", "mso-hide", "position", "left", "right", "top", "clip", "clip-path", "opacity", "color",
    "font-size", "text-indent", "vertical-align", "mso-text-raise", "text-decoration", "text-decoration-line",
))  # fmt: skip
COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.S)
COMPOUND = re.compile(r"(\*|[\w-]+)?((?:[.#][\w-]+)*)")
COMBINED = re.compile(r"\s*(>)\s*|\s+")
MAX_STYLE = 500_000
MAX_STEPS = 5_000_000
"""Comparisons of selectors with the tags around an element, in one page; a page of a county's site takes 50,000."""

Declared = Mapping[str, tuple[bool, str]]
"""Property → whether it is important, and its value in lower case."""


class Element(NamedTuple):
    """An open tag as selectors see it."""

    tag: str
    id: str
    classes: frozenset[str]


class Compound(NamedTuple):
    """A part of a selector without blanks: ``td.num#a``. ``child`` binds it to the part before it by ``>``."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    child: bool

    def fits(self, element: Element) -> bool:
        return (
            self.tag in ("", element.tag)
            and self.classes <= element.classes
            and (not self.ids or self.ids == {element.id})
        )


class Rule(NamedTuple):
    rank: tuple[int, int, int, int]
    """Ids, classes, tags, place in the sheets: the higher one wins."""
    parts: tuple[Compound, ...]
    declared: Declared


@dataclass
class Sheet:
    """The rules of one page's own style sheets. Lives within one walk."""

    _rules: dict[str, list[Rule]] = field(default_factory=dict)
    """By what the last part of their selectors asks for: ``.class``, ``#id``, a tag, or "" for any."""
    _count: int = 0
    _steps: int = 0

    def learn(self, css: str) -> None:
        """Takes in a style sheet."""
        depth = 0
        selectors = ""
        for piece in re.split(r"([{}])", COMMENT.sub("", css[:MAX_STYLE])):
            if piece == "{":
                depth += 1
            elif piece == "}":
                depth = max(0, depth - 1)
            elif depth == 0:
                selectors = piece
            elif depth == 1 and not selectors.lstrip().startswith("@") and (said := declarations(piece)):
                for selector in selectors.split(","):
                    self._add(selector.strip(), said)

    def _add(self, selector: str, said: Declared) -> None:
        parts = tuple(_parts(selector))
        if not parts:
            return
        self._count += 1
        last = parts[-1]
        key = next((f"#{id}" for id in last.ids), next((f".{name}" for name in last.classes), last.tag))
        rank = (
            sum(len(part.ids) for part in parts),
            sum(len(part.classes) for part in parts),
            sum(part.tag != "" for part in parts),
            self._count,
        )
        self._rules.setdefault(key, []).append(Rule(rank, parts, said))

    def declared(self, path: Sequence[Element], style: str) -> dict[str, str]:
        """What holds for the last element of ``path``, which bears the style attribute ``style``. Raises TooMuch."""
        own = declarations(style) if style else {}
        element = path[-1]
        keys = ("", element.tag, f"#{element.id}", *(f".{name}" for name in element.classes)) if self._rules else ()
        found = [rule for key in keys for rule in self._rules.get(key, ()) if self._fits(rule.parts, path)]
        if not found:
            return {name: value for name, (_, value) in own.items()}
        said: dict[str, tuple[bool, str]] = {}
        for declared in (*(rule.declared for rule in sorted(found)), own):
            for name, (important, value) in declared.items():
                if important or name not in said or not said[name][0]:
                    said[name] = important, value
        return {name: value for name, (_, value) in said.items()}

    def _fits(self, parts: Sequence[Compound], path: Sequence[Element]) -> bool:
        if not parts[-1].fits(path[-1]):
            return False
        places = [len(path) - 1]
        for at in range(len(parts) - 2, -1, -1):
            part = parts[at]
            above = [place - 1 for place in places if place] if parts[at + 1].child else range(max(places))
            self._steps += len(above) + 1
            places = [place for place in above if part.fits(path[place])]
            if self._steps > MAX_STEPS:
                raise TooMuch
            if not places:
                return False
        return True


def _parts(selector: str) -> Iterator[Compound]:
    """The parts of a selector; none where it asks for anything else."""
    if not selector or len(selector) > 300:
        return
    words = COMBINED.split(selector)
    found = []
    child = False
    for at, word in enumerate(words):
        if at % 2:
            child = word == ">"
            continue
        match = COMPOUND.fullmatch(word)
        if not match or not word:
            return
        marks = re.findall(r"([.#])([\w-]+)", match[2])
        ids, classes = (frozenset(name for mark, name in marks if mark == kind) for kind in "#.")
        found.append(Compound((match[1] or "").lower().replace("*", ""), ids, classes, child))
    yield from found


@lru_cache(maxsize=4096)
def declarations(style: str) -> Declared:
    """The properties that matter, of a style attribute or of a rule; the last word counts."""
    said: dict[str, tuple[bool, str]] = {}
    for item in style.split(";"):
        name, _, value = item.partition(":")
        name = name.strip().lower()
        if name in PROPERTIES:
            words = " ".join(value.lower().split())
            important = "!" in words and "important" in words
            if important or not said.get(name, (False, ""))[0]:
                said[name] = important, words.partition("!")[0].strip()
    return said
