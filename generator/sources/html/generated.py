"""Words that a style adds before or behind an element: whether a reader may take them for a part of its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from generator.sources.html import drawn
from generator.sources.html.css_effects import is_harm, known_family
from generator.sources.html.css_values import ROOT_SIZE
from generator.sources.html.nodes import Node
from generator.sources.html.style_rules import StyleRule
from generator.sources.html.values import Values

Pseudo = Sequence[tuple[Any, StyleRule]]
"""Rules for pseudo-elements, each with whether it holds."""
LETTERS = frozenset(("first-letter", "first-line", "marker"))
LETTER = re.compile(r"[\u4e00-\u9fff]")
CONTAINERS = frozenset(
    (
        "td",
        "th",
        "div",
        "p",
        "section",
        "article",
        "center",
        "ul",
        "ol",
        "li",
        "form",
        "tr",
        "table",
        "tbody",
        "thead",
        "tfoot",
    )
)
"""Whose words stand in lines of their own."""

STRINGS = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|(attr)\(\s*([\w-]+)\s*\)", re.S)
NOTHING = re.compile(
    r"none|normal|initial|unset|inherit|revert|(?:open-quote|close-quote|no-open-quote|no-close-quote)?"
)
LABEL = re.compile(r"(?=.*[\u4e00-\u9fff])[^\d０-９①-⓿]*")
"""Words in Han characters without any digit: the name of a column, which pages for telephones put into cells."""
NUMERALS = frozenset("零〇○一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟两")
HARMLESS_MARKS = frozenset(" \t\r\n\xa0\u3000\u200b*※:：·•▪◆►▸（）()")


def is_generated(node: Node, pseudo: Pseudo, faces: set[str]) -> bool:
    """Whether rules for the pseudo-elements of ``node`` may change what is read in it."""
    for _, rule in pseudo:
        if rule.pseudo in LETTERS and any(_changes_letters(said.name, said.value, faces) for said in rule.declared):
            return True
    return any(_adds(node, values) for values in _boxes(pseudo))


def is_named(node: Node, pseudo: Pseudo) -> bool:
    """Whether rules put words in Han characters beside what ``node`` says."""
    contents = (value for values in _boxes(pseudo) for value in values.get("content", ()))
    return any(LETTER.search(_text(value, node)) for value in contents)


def may_cover(node: Node, pseudo: Pseudo) -> bool:
    """Whether a box that rules add to ``node``, outside of tables, may lie over a table."""
    for values in _boxes(pseudo):
        if not _contents(values) or drawn.is_behind(values) or drawn.is_invisible(values):
            continue
        shown = _is_shown(node, values) and _is_placed(values) and not drawn.is_thin(values)
        if (shown or drawn.covers_far(values)) and _is_near_table(node.element, values):
            return True
    return False


def _is_shown(node: Node, values: Values) -> bool:
    """Whether an added box has a ground, a line or words."""
    return drawn.is_painted(values) or drawn.has_line(values) or any(_text(v, node) for v in _contents(values))


def _is_near_table(element: Any, values: Values) -> bool:
    """Whether a table stands in ``element``, or beside it and the added box is no mere ornament."""
    if next(element.iter("table"), None) is not None:
        return True
    parent = element.getparent()
    return parent is not None and parent.find("table") is not None and not drawn.is_small(values)


def _boxes(pseudo: Pseudo) -> Iterator[Values]:
    """What each pseudo-element that holds words or draws declares, whichever of its rules hold."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for _, rule in pseudo:
        values = found.setdefault(rule.pseudo, {})
        for said in rule.declared:
            values[said.name] = (*values.get(said.name, ()), said.value)
    return (values for name, values in found.items() if name not in LETTERS)


def _contents(values: Values) -> list[str]:
    return [value for value in values.get("content", ()) if not NOTHING.fullmatch(value.strip().lower())]


def _is_placed(values: Values) -> bool:
    placed = any(value not in ("static", "initial", "unset") for value in values.get("position", ()))
    return placed or any(
        value.startswith("-") for name, given in values.items() if name.startswith("margin") for value in given
    )


def _changes_letters(name: str, value: str, faces: set[str]) -> bool:
    if name in (
        "font-size",
        "color",
        "visibility",
        "display",
        "opacity",
        "text-fill-color",
        "vertical-align",
        "content",
    ):
        return True
    if name == "font-family":
        return not known_family(value, faces)
    return name in ("position", "background-color", "background-image") or is_harm(name, value, ROOT_SIZE)


def _adds(node: Node, values: Values) -> bool:
    """Whether an added box with ``values`` may change what is read in ``node``."""
    if any(is_harm("box-shadow", value) for value in values.get("box-shadow", ())):
        return True
    contents = _contents(values)
    inline = node.tag not in CONTAINERS
    if not contents or (drawn.is_invisible(values) and not inline):
        return False
    # Behind an inline element it parts digits by its room.
    if _draws(values) or (inline and _takes_room(values)):
        return True
    return any(not _is_plain(value, node) or (_is_placed(values) and _text(value, node)) for value in contents)


def _takes_room(values: Values) -> bool:
    return drawn.is_roomy(values) or _is_apart(values)


def _draws(values: Values) -> bool:
    """Whether a box without words is seen all the same: lines, a ground or a shadow (a minus, a dot, a cover)."""
    if drawn.is_invisible(values):
        return False
    if drawn.has_line(values) or any(value not in drawn.NO_PAINT for value in values.get("box-shadow", ())):
        return True
    return drawn.is_painted(values) and (_is_placed(values) or drawn.is_roomy(values))


def _is_apart(values: Values) -> bool:
    given = [value for name in ("margin-left", "margin-right") for value in values.get(name, ())]
    displays = values.get("display", ())
    return any(not value.startswith(("0", "auto")) for value in given) or any(
        value not in ("inline", "none", "contents") for value in displays
    )


def _is_plain(value: str, node: Node) -> bool:
    rest = STRINGS.sub("", value).strip()
    if rest and not NOTHING.fullmatch(rest.lower()):
        return False
    text = _text(value, node)
    if all(character in HARMLESS_MARKS for character in text):
        return True
    return len(text) >= 2 and LABEL.fullmatch(text) is not None and not all(c in NUMERALS for c in text if c.isalpha())


def _text(value: str, node: Node) -> str:
    found = []
    for double, single, attribute, name in STRINGS.findall(value):
        if attribute:
            found.append(node.attributes.get(name, "") or "")
        else:
            text = double or single
            # What is escaped is not read here: it counts as a digit.
            found.append("0" if "\\" in text else text)
    return "".join(found)
