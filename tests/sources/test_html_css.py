"""Style sheets: which rules hold for an element, in bounded work."""

from __future__ import annotations

import pytest

from generator.sources.html import css as html_css
from generator.sources.html import css_media, css_selectors
from generator.sources.html.css import StyleSheet
from generator.sources.html.css_declarations import Declaration, of_attribute
from generator.sources.html.css_selectors import Matching
from generator.sources.html.events import TooMuchError, parse_markup
from generator.sources.html.nodes import MAYBE, NO, YES, Node, Truth
from generator.sources.html.values import cascade, with_variables

PAGE = "<table id=t><tr><td><b class=w><i class='x y'>1</i></b><td id=A><i class=x>2</i><i>3</i></table>"


def node_of(markup: str, last: str) -> Node:
    """The last element of a tag, with those around it."""
    root = parse_markup(markup)
    found = Node(root, None)
    for node in found.below():
        if node.tag == last:
            found = node
    return found


def values(css: str, tag: str = "i", style: str = "", markup: str = PAGE) -> dict[str, tuple[str, ...]]:
    sheet = StyleSheet()
    sheet.learn(css)
    rules = sheet.matching_rules(node_of(markup, tag))
    declared = [(held, said) for held, rule in rules if not rule.pseudo for said in rule.declared]
    found = cascade([*declared, *((YES, said) for said in of_attribute(style))])
    with_variables(found, {})
    return found


@pytest.mark.parametrize(
    ("css", "style", "expected"),
    [
        ("i{display:none}", "", ("none",)),
        ("I, B { display : none }", "", ("none",)),
        ("*{display:none}", "", ("none",)),
        ("#t i{display:none} i{display:block}", "", ("none",)),
        ("td i{display:none} i{display:block}", "", ("none",)),
        ("i{display:none} i{display:block}", "", ("block",)),
        ("i{display:none!important} i{display:block}", "display:inline", ("none",)),
        ("i{display:none}", "display:inline", ("inline",)),
        ("table i{display:none}", "", ("none",)),
        ("tr > i{display:none}", "", None),
        ("table tr > td i{display:none}", "", ("none",)),
        ("td>i{display:none}", "", ("none",)),
        ("i + i{display:none}", "", ("none",)),
        ("i.x ~ i{display:none}", "", ("none",)),
        ("b ~ i{display:none}", "", None),
        ("i:hover, i[a], i::before{display:none}", "", None),
        ("i:last-child{display:none}", "", ("none",)),
        ("i:nth-child(2n){display:none}", "", ("none",)),
        ("i:nth-child(2n+1){display:none}", "", None),
        ("i:nth-last-of-type(1){display:none}", "", ("none",)),
        ("td:has(> .x) i{display:none}", "", ("none",)),
        ("td:has(b) i{display:none}", "", None),
        ("i:not(.x){display:none}", "", ("none",)),
        (":is(b,i):where(i){display:none}", "", ("none",)),
        ("i:foo{display:none}", "", ("", "none")),
        ("i{display:none;display:nonsense}", "", ("none",)),
        ("@media print{i{display:none}} /* i{display:none} */", "", None),
        ("@media screen{i{display:none}}", "", ("none",)),
        ("@media (width>1px){i{display:none}}", "", ("", "none")),
        ("@supports (a:b){i{display:none}} i{display:inline}", "", ("inline",)),
        ("@layer a{td i{display:none}} i{display:inline}", "", ("inline", "none")),
        ("td{i{display:none}}", "", ("none",)),
        ("i{&:last-child{display:none}}", "", ("none",)),
        ("}}} i{display:none", "", ("", "none")),
        ("@foo; i{display:none", "", ("none",)),
        ("#a i{display:none}", "", ("", "none")),
        (":root{--a:none} i{--a:none;display:var(--a)}", "", ("none",)),
        ("i{display:var(--b, none)}", "", ("none",)),
        ("i{--a:var(--a)var(--a);display:var(--a)}", "", ("?",)),
        ("i{--a:var(--b);--b:var(--a);display:var(--a)}", "", ("?",)),
    ],
)
def test_rules(css: str, style: str, expected: tuple[str, ...] | None) -> None:
    assert values(css, style=style).get("display") == expected


@pytest.mark.parametrize(
    ("name", "prelude", "truth"),
    [
        ("media", "", YES), ("media", "screen", YES), ("media", "print", NO), ("media", "not print", YES),
        ("media", "print, screen", YES), ("media", "print and (x:y)", NO), ("media", "only screen and (x:y)", MAYBE),
        ("media", "not all", NO), ("media", "(x:y)", MAYBE), ("supports", "(x:y)", MAYBE), ("foo", "", MAYBE),
        ("layer", "a", MAYBE), ("page", ":first", NO),
    ],
)  # fmt: skip
def test_at_rules(name: str, prelude: str, truth: Truth) -> None:
    assert css_media.holds(name, prelude) is truth


def test_declarations_are_brought_to_what_is_judged() -> None:
    assert of_attribute("color:red;;COLOR : Blue ;x") == (
        Declaration("color", "red", False),
        Declaration("color", "blue", False),
    )
    assert of_attribute("margin:1px 2px")[1::2] == (
        Declaration("margin-right", "2px", False),
        Declaration("margin-left", "2px", False),
    )
    assert of_attribute("font:0/0 a")[:2] == (
        Declaration("font-size", "0", False),
        Declaration("line-height", "0", False),
    )
    assert of_attribute("font-weight:bold;cursor:default;text-align:center;mso-bidi-font-size:1pt") == ()
    assert of_attribute("-webkit-transform:none")[0].name == "transform"
    assert of_attribute("background:" + "(" * 5000)[0].value == "?"


@pytest.mark.parametrize(
    ("css", "elements"),
    [
        ("b b b i,b b b i{color:red}" * 900, 1),
        ("".join(f"*:not(.x{n}){{color:red}}" for n in range(90)), 500),
        ("".join(f".a{n}{{color:red}}" for n in range(16_000)), 1),
        (",".join(f".a{n}" for n in range(3_000)) + "{color:red}", 1),
        ("a{" * 100 + "color:red", 1),
    ],
)
def test_a_flood_of_rules_ends_early(css: str, elements: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(css_selectors, "MAX_STEPS", 20_000)
    monkeypatch.setattr(html_css, "MAX_RULES", 2_000)
    sheet = StyleSheet()
    markup = "<b>" * 500 + "<i>1</i>" * 300 + "<p>1" * elements
    with pytest.raises(TooMuchError):
        sheet.learn(css)
        root = Node(parse_markup(markup), None)
        for node in root.below():
            sheet.matching_rules(node)
        raise TooMuchError if css.startswith("a{") else AssertionError


def test_a_chain_of_elements_is_gone_through_once() -> None:
    sheet = StyleSheet()
    sheet.learn("b b b b b b b b u i{color:red} p ~ p ~ p ~ s{color:red}")
    counts = []
    for size in (200, 400):
        sheet.matching = Matching()
        root = Node(parse_markup("<b>" * size + "<i>1</i>" * size + "<p>1</p>" * size + "<s>"), None)
        for node in root.below():
            sheet.matching_rules(node)
        counts.append(sheet.matching.steps)
    assert counts[1] < 2.3 * counts[0]
