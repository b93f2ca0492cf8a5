"""Style sheets: which rules hold for an element, in bounded work."""

from __future__ import annotations

import time

import pytest

from generator.sources.html_css import Element, Sheet, declarations
from generator.sources.html_events import TooMuch


def element(words: str) -> Element:
    """``td#a.b.c``."""
    head, *classes = words.split(".")
    tag, _, id = head.partition("#")
    return Element(tag, id, frozenset(classes))


@pytest.mark.parametrize(
    ("css", "path", "style", "expected"),
    [
        ("i{display:none}", "td i", "", "none"),
        ("I, B { display : none }", "td b", "", "none"),
        ("*{display:none}", "b", "", "none"),
        ("#a{display:none} i{display:block}", "i#a", "", "none"),
        ("i.x{display:none} i{display:block}", "i.x", "", "none"),
        ("i{display:none} i{display:block}", "i", "", "block"),
        ("i{display:none!important} i{display:block}", "i", "display:inline", "none"),
        ("i{display:none}", "i", "display:inline", "inline"),
        ("table i{display:none}", "table td b i", "", "none"),
        ("tr > i{display:none}", "tr td i", "", None),
        ("table tr > td i{display:none}", "table tr tr td b i", "", "none"),
        ("td>i{display:none}", "td i", "", "none"),
        ("i:hover, i[a], i + i, i::before, @x i{display:none}", "i", "", None),
        ("@media print{i{display:none}} /* i{display:none} */", "i", "", None),
        ("}}} i{display:none", "i", "", "none"),
        (".数{display:none}", "i.数", "", "none"),
    ],
)
def test_rules(css: str, path: str, style: str, expected: str | None) -> None:
    sheet = Sheet()
    sheet.learn(css)
    assert sheet.declared([element(words) for words in path.split()], style).get("display") == expected


def test_the_last_of_equal_declarations_counts_and_an_important_one_more() -> None:
    assert declarations("color:red;;COLOR : Blue ;x") == {"color": (False, "blue")}
    assert declarations("color:red !important;color:blue") == {"color": (True, "red")}


def test_a_flood_of_rules_ends() -> None:
    sheet = Sheet()
    sheet.learn("".join(f"b b b i.c{n},b b b i{{color:red}}" for n in range(5000)))
    path = [*(element("b") for _ in range(1000)), element("i")]
    began = time.monotonic()
    with pytest.raises(TooMuch):
        for _ in range(1000):
            sheet.declared(path, "")
    assert time.monotonic() - began < 20
