"""Style sheets taken apart: each selector with what it declares, frames of animations, fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

import tinycss2
from cssselect2 import parser as selectors

from generator.sources.html import css_media
from generator.sources.html.css_declarations import Declaration, depth_of, of_content, serialized
from generator.sources.html.css_effects import is_letters
from generator.sources.html.events import TooMuchError
from generator.sources.html.nodes import MAYBE, YES, Truth

MAX_RULES = 20_000
"""Selectors that bear on what is seen; a framework has 3,000."""
MAX_NESTING = 6
"""Rules within rules, and brackets within a selector."""
MAX_TOKENS = 120
"""Of one selector; a longer one is not understood."""
IMPORTED = re.compile(r"[\"']?\s*data:text/css[^,]{0,60},([^\"')]*)", re.I)
PSEUDO = frozenset(("before", "after", "first-letter", "first-line", "marker"))
LOCAL = re.compile(r"local\(\s*[\"']?([^\"')]*)")
UNKNOWN_PSEUDO = re.compile(r"::\s*-?[\w-]+")


class StyleRule(NamedTuple):
    """One selector with what it declares. ``tree`` is None where it is not understood beyond its ``key``."""

    specificity: tuple[int, int, int]
    order: int
    tree: Any
    pseudo: str
    truth: Truth
    declared: tuple[Declaration, ...]


@dataclass(slots=True)
class Parsed:
    """A sheet taken apart: selectors with keys, frames of animations, fonts."""

    rules: list[tuple[str, StyleRule]] = field(default_factory=list)
    frames: dict[str, tuple[Declaration, ...]] = field(default_factory=dict)
    faces: list[str] = field(default_factory=list)
    """Names of fonts that the page brings along: their glyphs may be anything."""
    doubtful: bool = False
    """A default namespace: rules hold for other elements than their tags say."""


@lru_cache(maxsize=8)
def parse(css: str) -> Parsed:
    """The rules of a sheet. Pages of one site bear the same sheets, so that the last ones are kept. Raises TooMuch."""
    parsed = Parsed()
    _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), "", YES, 0, parsed)
    return parsed


def _rules(nodes: Iterable[Any], parent: str, truth: Truth, depth: int, parsed: Parsed) -> None:
    for node in nodes:
        if node.type == "qualified-rule":
            _rule(node, parent, truth, depth, parsed)
        elif node.type == "at-rule":
            _at_rule(node, parent, truth, depth, parsed)


def _rule(node: Any, parent: str, truth: Truth, depth: int, parsed: Parsed) -> None:
    inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    declared = tuple(of_content(inner))
    nested = any(one.type in ("qualified-rule", "at-rule") for one in inner)
    if not declared and not nested:
        return
    prelude = serialized(node.prelude)
    if parent:
        prelude = _within(parent, prelude)
    if declared:
        _add(prelude, truth, declared, parsed)
    if nested:
        if depth >= MAX_NESTING or len(prelude) > 1000:
            prelude, truth = "*", min(truth, MAYBE)
        _rules(inner if depth < 4 * MAX_NESTING else (), prelude, truth, depth + 1, parsed)


def _at_rule(node: Any, parent: str, truth: Truth, depth: int, parsed: Parsed) -> None:
    name = node.lower_at_keyword
    prelude = serialized(node.prelude)
    _learn_at_rule(node, prelude, depth, parsed)
    if node.content is None or not (held := min(truth, css_media.holds(name, prelude))):
        return
    if depth >= 4 * MAX_NESTING:
        raise TooMuchError
    inner_nodes = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    if parent and (declared := tuple(of_content(inner_nodes))):
        _add(parent, held, declared, parsed)
    _rules(inner_nodes, parent, held, depth + 1, parsed)


def _learn_at_rule(node: Any, prelude: str, depth: int, parsed: Parsed) -> None:
    """What an at-rule says beside the rules within it: frames of an animation, a font, a namespace, another sheet."""
    name = node.lower_at_keyword
    if name.endswith("keyframes") and node.content is not None:
        parsed.frames[prelude.strip().strip("\"'")] = tuple(_frames(node.content))
    elif name == "font-face" and node.content is not None:
        parsed.faces += _face(node.content)
    elif name == "namespace" and len(prelude.split()) == 1:
        parsed.doubtful = True
    elif name == "import" and (match := IMPORTED.search(prelude)):
        inner = parse(unquote(match[1])) if depth < MAX_NESTING else Parsed()
        parsed.rules += [(key, rule._replace(truth=min(rule.truth, MAYBE))) for key, rule in inner.rules]


def _frames(content: Sequence[Any]) -> Iterator[Declaration]:
    """What the frames of an animation declare, but its first one: what a reader sees in the end or time and again."""
    for frame in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if frame.type == "qualified-rule" and serialized(frame.prelude).strip().lower() not in ("from", "0%"):
            inner = tinycss2.parse_blocks_contents(frame.content, skip_comments=True, skip_whitespace=True)
            yield from (said._replace(important=False) for said in of_content(inner))


def _face(content: Sequence[Any]) -> Iterator[str]:
    said = {
        node.lower_name: serialized(node.value)
        for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        if node.type == "declaration"
    }
    source = said.get("src", "").lower()
    if "url(" in source or any(not is_letters(name) for name in LOCAL.findall(source)):
        yield said.get("font-family", "").strip().strip("\"'").lower()


def _within(parent: str, prelude: str) -> str:
    """A nested selector with its parent's in the place of ``&``."""
    whole = f":is({parent})"
    parts = []
    for part in prelude.split(",") if "(" not in prelude else [prelude]:
        parts.append(part.replace("&", whole) if "&" in part else f"{whole} {part.strip()}")
    return ",".join(parts)


def _add(prelude: str, truth: Truth, declared: tuple[Declaration, ...], parsed: Parsed) -> None:
    tokens = tinycss2.parse_component_value_list(prelude, skip_comments=True)
    groups: list[list[Any]] = [[]]
    for token in tokens:
        if token == ",":
            groups.append([])
        else:
            groups[-1].append(token)
    if len(parsed.rules) + len(groups) > MAX_RULES:
        raise TooMuchError
    found = [_selector(group) for group in groups]
    # Where a browser does not know one selector of a list, none of the list holds.
    if any(one is None for one in found):
        truth = min(truth, MAYBE)
    for group, selector in zip(groups, found, strict=True):
        if selector is not None:
            rule = StyleRule(
                selector.specificity, 0, selector.parsed_tree, selector.pseudo_element or "", truth, declared
            )
            if rule.pseudo in ("", *PSEUDO):
                parsed.rules.append((_key(selector.parsed_tree), rule))
        elif (key := _last_key(group)) is not None:
            parsed.rules.append((key, StyleRule((9, 9, 9), 0, None, "", MAYBE, declared)))


def _selector(tokens: list[Any]) -> Any:
    """The parsed selector of ``tokens``; None where it is not understood."""
    if len(tokens) > MAX_TOKENS or depth_of(tokens) > MAX_NESTING + 2:
        return None
    try:
        parsed = list(selectors.parse(tokens))
    except selectors.SelectorError:
        return None
    return parsed[0] if len(parsed) == 1 else None


def _key(tree: Any) -> str:
    last = tree.right if isinstance(tree, selectors.CombinedSelector) else tree
    key = ""
    for simple in last.simple_selectors:
        if isinstance(simple, selectors.IDSelector):
            return f"#{simple.ident.lower()}"
        if isinstance(simple, selectors.ClassSelector):
            key = f".{simple.class_name.lower()}"
        elif isinstance(simple, selectors.LocalNameSelector) and not key:
            key = str(simple.lower_local_name)
    return key


def _last_key(tokens: Sequence[Any]) -> str | None:
    """What a selector that is not understood seems to ask of its element; None for a part of an element only."""
    if UNKNOWN_PSEUDO.search(serialized(tokens)):
        return None
    name = ""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.type == "whitespace" and name:
            break
        if token.type == "hash":
            return f"#{token.value.lower()}"
        if token.type == "ident":
            before = tokens[at - 1] if at else None
            if before == ".":
                return f".{token.value.lower()}"
            if before != ":":
                name = str(token.lower_value)
                break
        elif token.type == "dimension":
            return f".{token.representation.lstrip('.')}{token.unit}".lower()
    return name
