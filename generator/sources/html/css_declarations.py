"""Declarations of style sheets and style attributes, brought to the names under which they are judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import tinycss2

from generator.sources.html.css_validity import is_valid
from generator.sources.html.css_values import words

HARMLESS = re.compile(
    r"mso-(?!hide$|text-raise$).*|layout-grid.*|tab-(?:stops|interval|size)|text-(?:autospace|underline-position|"
    r"rendering|align(?!-last).*|size-adjust|wrap.*|spacing.*)|punctuation-.*|border-(?:collapse|spacing|(?:.*-)?(?:color|radius))|outline-color|"
    r"cursor|"
    r"font-(?:weight|style|stretch|smooth|display|kerning|optical-sizing|synthesis.*|language-override)|"
    r"caption-side|empty-cells|table-layout|white-space-(?!collapse).*|word-(?:break|wrap)|overflow-(?:wrap|anchor)|"
    r"line-break|hyphens|user-(?:select|drag|modify)|pointer-events|transition.*|will-change|box-sizing|resize|"
    r"page-?(?:break-.*)?|break-.*|orphans|widows|ms-.*|moz-.*|o-.*|khtml-.*|scroll.*|overscroll.*|touch-action|accent-color|"
    r"caret-color|appearance|object-(?:fit|position)|clear|isolation|tap-highlight-color|"
    r"font-smoothing|overflow-scrolling|touch-callout|background-(?:repeat|position.*|size|attachment|origin)|"
    r"list-style-position|image-rendering|text-decoration-(?:color|style)|text-decoration-skip.*|"
    r"print-color-adjust|color-adjust|align-.*|justify-(?:items|self)|aspect-ratio|counter-.*|behavior|src|size|speak|"
    r"forced-color-adjust|hanging-punctuation|interpolation-mode|box-orient|"
    r"zoom-.*|vertical-align-.*|ruby-.*|"
    r"interpolate-size|backface-visibility|perspective.*|transform-(?:origin|style|box)|scrollbar.*|mask-type|"
    r"fill.*|stroke.*|stop-.*|flex-(?:grow|shrink|basis)|nav-.*"
)
"""Properties that neither hide, move, reverse, replace nor cover what a cell prints."""
PREFIX = re.compile(r"-(?:webkit|epub)-(?!text-fill-color|text-security|text-stroke|box-reflect|line-clamp|mask-box)")
SIDES = ("top", "right", "bottom", "left")
LOGICAL = {
    "inline-size": "width", "block-size": "height", "max-inline-size": "max-width", "max-block-size": "max-height",
    "min-inline-size": "min-width", "min-block-size": "min-height", "inset-inline-start": "left",
    "inset-inline-end": "right", "inset-block-start": "top", "inset-block-end": "bottom",
    "margin-inline-start": "margin-left", "margin-inline-end": "margin-right", "margin-block-start": "margin-top",
    "margin-block-end": "margin-bottom", "padding-inline-start": "padding-left", "padding-inline-end": "padding-right",
    "overflow-inline": "overflow-x", "overflow-block": "overflow-y",
}  # fmt: skip
FONT_SIZE = re.compile(
    r"(?:^|\s)((?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[a-z]+|%))|0|(?:xx?-)?(?:small|large)|xxx-large|medium|smaller|larger|"
    r"(?:calc|min|max|clamp)\([^/]*\))\s*(?:/\s*([^\s,]+))?\s+(\S.*)$"
)
KEYWORDS = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
MAX_VALUE = 2_000
"""Characters of a value; a longer one (a picture, a list of fonts) is not understood."""
MAX_NESTED_BRACKETS = 20
"""Brackets within brackets of a value or a selector; tinycss2 writes them out by calls within calls."""
COMMON = re.compile(r"[\w\s:;#.%,!-]*")
"""Style attributes without strings, functions or escapes: these need no parser of the whole language."""


class Declaration(NamedTuple):
    """A property as it is judged, with its value in lower case where that means the same."""

    name: str
    value: str
    important: bool


@lru_cache(maxsize=4096)
def of_attribute(style: str) -> tuple[Declaration, ...]:
    """The declarations of a style attribute that may bear on what is seen, in order."""
    if COMMON.fullmatch(style):
        return tuple(_common(style))
    return tuple(of_content(tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)))


def of_content(nodes: Iterable[Any]) -> Iterator[Declaration]:
    """The declarations among the parsed ``nodes`` of a block, but those that are known to be harmless."""
    for node in nodes:
        if node.type == "declaration" and not _is_harmless(name := _name(node.lower_name, node.name)):
            yield from _expand(name, serialized(node.value), node.important)


def serialized(tokens: Sequence[Any]) -> str:
    """The text of parsed ``tokens``; "?", which nothing is known of, where their brackets are nested too deeply."""
    return tinycss2.serialize(tokens).strip() if depth_of(tokens) <= MAX_NESTED_BRACKETS else "?"


def depth_of(tokens: Sequence[Any]) -> int:
    """How deeply the brackets of ``tokens`` are nested, from 1."""
    deepest, waiting = 0, [(tokens, 1)]
    while waiting:
        inner, depth = waiting.pop()
        deepest = max(deepest, depth)
        for token in inner:
            content = getattr(token, "content", None) or getattr(token, "arguments", None)
            if isinstance(content, list):
                waiting.append((content, depth + 1))
    return deepest


def _common(style: str) -> Iterator[Declaration]:
    for item in style.split(";"):
        name, colon, value = item.partition(":")
        name = _name(name.strip().lower(), name.strip())
        if not colon or not name or " " in name or _is_harmless(name):
            continue
        value, mark, important = value.partition("!")
        if mark and important.strip().lower() != "important":
            continue
        if value.strip():
            yield from _expand(name, " ".join(value.split()), bool(mark))


def _name(lower: str, name: str) -> str:
    if lower.startswith("--"):
        return name
    return LOGICAL.get(lower, lower) if lower[:1] != "-" else PREFIX.sub("", lower, count=1)


@lru_cache(maxsize=4096)
def _is_harmless(name: str) -> bool:
    return HARMLESS.fullmatch(name.lstrip("-")) is not None and not name.startswith("--")


def _expand(name: str, value: str, important: bool) -> Iterator[Declaration]:
    """A shorthand as the properties it sets."""
    if len(value) > MAX_VALUE:
        value = "?"
    if not name.startswith("--") and name != "content":
        value = value.lower()
    for part, said in _parts(name, value):
        if not _is_harmless(part) and is_valid(part, said):
            yield Declaration(part, said, important)


def _parts(name: str, value: str) -> Iterator[tuple[str, str]]:
    """The properties that ``name`` sets, with the value of each."""
    if name == "background":
        yield "background-color", value
        yield "background-image", value
    elif name == "font":
        yield from _parts_of_font(value)
    elif name in ("margin", "padding", "inset"):
        yield from _four_sides(name, value)
    elif name in ("margin-inline", "padding-inline", "inset-inline", "margin-block", "inset-block"):
        yield from _two_ends(name, value)
    elif name == "overflow":
        said = words(value) or [value]
        yield "overflow-x", said[0]
        yield "overflow-y", said[-1]
    elif name == "text-decoration":
        yield "text-decoration-line", value
    elif name == "columns":
        yield "column-count", value
    else:
        yield name, value


def _is_keyword(value: str) -> bool:
    """Whether ``value`` holds for every part of a shorthand."""
    return value in KEYWORDS or "var(" in value


def _parts_of_font(value: str) -> Iterator[tuple[str, str]]:
    parts = ("font-size", "line-height", "font-family")
    if _is_keyword(value):
        yield from ((part, value) for part in parts)
    elif match := FONT_SIZE.search(value):
        yield from ((part, said or "normal") for part, said in zip(parts, match.groups(), strict=True))


def _four_sides(name: str, value: str) -> Iterator[tuple[str, str]]:
    said = words(value)
    if not 1 <= len(said) <= 4:
        return
    top, right = said[0], said[1 % len(said)]
    bottom = said[2] if len(said) > 2 else top
    left = said[3] if len(said) == 4 else right
    four = (value,) * 4 if _is_keyword(value) else (top, right, bottom, left)
    for side, one in zip(SIDES, four, strict=True):
        yield (side if name == "inset" else f"{name}-{side}"), one


def _two_ends(name: str, value: str) -> Iterator[tuple[str, str]]:
    said = words(value)
    ends = ("left", "right") if name.endswith("inline") else ("top", "bottom")
    for side, one in zip(ends, (said[0], said[-1]), strict=True) if said else ():
        yield (side if name.startswith("inset") else f"{name.partition('-')[0]}-{side}"), one
