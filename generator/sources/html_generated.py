"""Words that a style adds before or behind an element: whether a reader may take them for a part of its number."""

from __future__ import annotations

import re
from typing import Any

from generator.sources.css_effects import is_harm, known_family
from generator.sources.css_selectors import Node
from generator.sources.css_values import ROOT_SIZE
from generator.sources.html_css import Rule

STRINGS = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|(attr)\(\s*([\w-]+)\s*\)", re.S)
NOTHING = re.compile(
    r"none|normal|initial|unset|inherit|revert|(?:open-quote|close-quote|no-open-quote|no-close-quote)?"
)
LABEL = re.compile(r"(?=.*[\u4e00-\u9fff])[^\d０-９①-⓿]*")
"""Words in Han characters without any digit: the name of a column, which pages for telephones put into cells."""
NUMERALS = frozenset("零〇○一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟两")
HARMLESS_MARKS = frozenset(" \t\r\n\xa0\u3000\u200b*※:：·•▪◆►▸（）()")


def is_generated(node: Node, pseudo: list[tuple[Any, Rule]], faces: set[str]) -> bool:
    """Whether rules for the pseudo-elements of ``node`` may change what is read in it."""
    found: dict[str, dict[str, list[str]]] = {}
    for _, rule in pseudo:
        values = found.setdefault(rule.pseudo, {})
        for said in rule.declared:
            values.setdefault(said.name, []).append(said.value)
    for name, values in found.items():
        if name in ("first-letter", "first-line", "marker"):
            if any(_changes_letters(prop, value, faces) for prop, given in values.items() for value in given):
                return True
        elif _adds(node, values):
            return True
    return False


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


def _adds(node: Node, values: dict[str, list[str]]) -> bool:
    if any(is_harm("box-shadow", value) for value in values.get("box-shadow", ())):
        return True
    contents = [value for value in values.get("content", ()) if not NOTHING.fullmatch(value.strip().lower())]
    if not contents:
        return False
    if any(not _is_plain(value, node) for value in contents):
        return True
    # A box without words covers cells all the same where it is placed over them and painted.
    placed = any(value not in ("static", "initial", "unset") for value in values.get("position", ()))
    pulled = any(
        value.startswith("-") for name, given in values.items() if name.startswith("margin") for value in given
    )
    painted = any(name in values for name in ("background-color", "background-image", "box-shadow"))
    return (placed or pulled) and (painted or any(_text(value, node) for value in contents))


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
