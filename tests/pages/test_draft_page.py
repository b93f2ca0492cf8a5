"""The page for those who write reports: with what checks in the browser, and without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.pages.draft import draft_page
from generator.pages.site import EngineNote, EnginePart
from generator.publish.render import Renderer
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import parsed, words

PAGE = "draft/index.html"
STRICT = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">'
ENGINE = EngineNote("/assets/draft.1a2b/", 9_640_000, (EnginePart("Pyodide", "1.0", "MPL-2.0"),))


def with_engine(renderer: Renderer) -> str:
    (page,) = draft_page(replace(samples.site(), engine=ENGINE))
    return renderer.render(page).decode()


def test_without_it_the_page_explains_the_command_and_has_no_script(rendered: Mapping[str, str]) -> None:
    page = rendered[PAGE]
    assert "gongkai check 草稿.docx" in page and "没有带上浏览器里的核对程序" in words(parsed(page))
    assert "data-draft" not in page and "/assets/draft" not in page and STRICT in page


def test_with_it_the_page_says_what_it_costs_before_a_file_is_chosen(renderer: Renderer) -> None:
    page = with_engine(renderer)
    said = words(parsed(page))
    assert "9.64 MB" in said and "不上传" in said and "Pyodide 1.0（MPL-2.0）" in said
    assert "gongkai check 草稿.docx" in said
    assert 'data-draft-engine="/assets/draft.1a2b/"' in page and 'accept=".txt,.md,.markdown,.docx,.xlsx"' in page


def test_webassembly_is_forbidden_on_every_other_page(rendered: Mapping[str, str], renderer: Renderer) -> None:
    assert STRICT not in with_engine(renderer)
    pages = [text for path, text in rendered.items() if path.endswith(".html")]
    # Before anything that could run.
    assert all(text.find(STRICT) in range(text.find("<script")) for text in filled(pages))


def test_the_pages_that_explain_the_archive_lead_to_it(rendered: Mapping[str, str]) -> None:
    for path in ("index.html", "en/index.html", "about/index.html", "checks/index.html"):
        assert 'href="/draft/"' in rendered[path], path
