"""A draft is checked in the browser: with the findings of the command, and without sending anything anywhere.

Only where `make draft` fetched what it takes; the page without it is tested in tests/pages/test_draft_page.py.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from generator.checking import check_paths
from tests.filled import filled
from tests.inspecting import resources

ROOT = Path(__file__).parents[2]
DRAFT = ROOT / "content" / "reports" / "210522" / "gucheng-zhen" / "2020.txt"
needs_engine = pytest.mark.skipif(not (ROOT / ".draft" / "engine.json").is_file(), reason="needs: make draft")
LONG = 100_000
"""Milliseconds. Some ten seconds on a machine that does nothing else; tests run many at once."""


def choose(page: Page, name: str, data: bytes) -> None:
    page.set_input_files("#draft-file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})


def test_how_to_check_is_explained_in_any_case(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("main").get_by_role("link", name="核对草稿").click()
    expect(page.get_by_text("gongkai check 草稿.docx", exact=True)).to_be_visible()


@needs_engine
@pytest.mark.timeout(240)
def test_a_draft_is_checked_here_and_goes_nowhere(page: Page, site_url: str) -> None:
    asked: list[Request] = []
    page.context.on("request", lambda request: asked.append(request))
    page.goto(f"{site_url}/draft/")
    assert [one.url for one in asked if "pyodide" in one.url or one.url.endswith(".zip")] == []
    choose(page, "draft.pdf", b"%PDF-1.7")
    expect(page.locator("[data-draft-status]")).to_contain_text("读不了 .pdf 文件")
    choose(page, "draft.txt", DRAFT.read_bytes())
    status = page.locator("[data-draft-status]")
    expect(status).to_contain_text("核对完毕", timeout=LONG)
    shown = page.locator("ol.drafted li")
    wanted = check_paths([DRAFT], resources(), frozenset(resources().catalogue), jobs=1).findings
    assert shown.count() == len(wanted) > 0
    text = "\n".join(shown.all_text_contents())
    assert all(f.message in text and f"第 {f.line} 行" in text for f in filled(wanted))
    # The second one loads nothing, and what is pasted is read as a text.
    loaded = len(asked)
    page.get_by_text("或者粘贴文字").click()
    page.locator("#draft-text").fill(DRAFT.read_text(encoding="utf-8").replace("2020 年度", "2021 年度"))
    page.get_by_role("button", name="核对这段文字").click()
    expect(page.get_by_role("heading", name=re.compile("2021 年度"))).to_be_visible(timeout=LONG)
    assert len(asked) == loaded and {one.method for one in asked} == {"GET"}
    assert {one.url.startswith(site_url) for one in asked} == {True}
