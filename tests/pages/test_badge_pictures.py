"""badge.svg: stands alone, speaks, and is offered for embedding."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from generator.pages.page import INDEX
from tests.filled import filled
from tests.pages.markup import by_class, parsed

SVG = "{http://www.w3.org/2000/svg}"
HOST = "https://gongkai.example"


def badges(rendered: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in rendered.items() if path.endswith("badge.svg")}


def test_every_report_has_its_badge(rendered: Mapping[str, str]) -> None:
    reports = {path.removesuffix(INDEX) for path in rendered if '<ol class="lines">' in rendered[path]}
    assert reports
    assert {path.removesuffix("badge.svg") for path in badges(rendered)} == reports


def test_a_badge_stands_alone_and_speaks(rendered: Mapping[str, str]) -> None:
    for path, text in filled(badges(rendered).items()):
        root = ElementTree.fromstring(text)
        assert root.get("role") == "img", path
        title = root.find(f"{SVG}title")
        assert title is not None and "勾稽一致性：" in (title.text or ""), path
        assert root.get("aria-labelledby") == title.get("id"), path
        for element in root.iter():
            assert element.tag.removeprefix(SVG) in {"svg", "title", "rect", "g", "text"}, path
            assert not {"style", "class", "href", "onload"} & element.attrib.keys(), path


def test_the_four_characters_are_those_of_the_report(rendered: Mapping[str, str]) -> None:
    for path, text in filled(badges(rendered).items()):
        page = parsed(rendered[path.removesuffix("badge.svg") + INDEX])
        stamp = "".join(next(by_class(page, "seal")).itertext())
        assert stamp in "".join(ElementTree.fromstring(text).itertext()), path


def test_the_words_for_embedding_hold_full_addresses(rendered: Mapping[str, str]) -> None:
    path = "region/990101/bingding-zhen/2020/"
    html, markdown = ("".join(e.itertext()) for e in by_class(parsed(rendered[path + INDEX]), "snippet"))
    assert html.startswith(f'<a href="{HOST}/{path}"><img src="{HOST}/{path}badge.svg" alt="')
    assert markdown.startswith("[![") and markdown.endswith(f"]({HOST}/{path}badge.svg)]({HOST}/{path})")
    assert parsed(f"<!doctype html><html><head><title>x</title></head><body>{html}</body></html>") is not None
