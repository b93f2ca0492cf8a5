"""A reader without Chinese turns English on: with a script, without one, and on the next page."""

from __future__ import annotations

import pytest
from axe import violations
from playwright.sync_api import Browser, Page, expect
from test_journey import KINDS

from tests.filled import filled

REPORT = "/region/210522/gucheng-zhen/2020/"
CELL = "disclosure.normative_documents.newly_published"


def test_glosses_are_hidden_until_the_switch_and_stay_on_the_next_page(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT)
    row = page.locator("th[scope=row] i[lang=en]").first
    expect(row).to_be_hidden()
    page.get_by_role("checkbox", name="English").check()
    expect(row).to_be_visible()
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="核对").click()
    expect(page.get_by_role("checkbox", name="English")).to_be_checked()
    expect(page.locator("h2 i[lang=en]").first).to_have_text("inside the tables")
    page.get_by_role("checkbox", name="English").uncheck()
    page.goto(site_url + REPORT)
    expect(row).to_be_hidden()


def test_the_switch_works_without_a_script(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + REPORT)
    page.get_by_role("checkbox", name="English").check()
    expect(page.locator("th[scope=row] i[lang=en]").first).to_be_visible()
    context.close()


def test_nobody_hears_a_label_twice(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT)
    expect(page.get_by_role("heading", level=2).first).to_have_accessible_name("核对结果")
    assert "natural persons" not in page.locator("main").aria_snapshot()


def test_a_number_is_cited_in_chinese_with_english_on(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT)
    page.get_by_role("checkbox", name="English").check()
    page.locator(f"[id='{CELL}'] a").click()
    page.get_by_role("link", name="引用此数").click()
    expect(page.locator("[data-cite-number]")).to_contain_text("表二，规范性文件，本年新公开数量：10。")


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_with_english_on_and_nothing_overflows(browser: Browser, site_url: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(site_url + "/")
    page.get_by_role("checkbox", name="English").check()
    found = {}
    for kind, path in filled({**KINDS, "english": "/en/"}.items()):
        page.goto(site_url + path)
        if bad := violations(page):
            found[kind] = [str(violation) for violation in bad]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[f"{kind} is too wide"] = []
    context.close()
    assert found == {}


def test_english_pages_lead_into_the_archive(page: Page, site_url: str) -> None:
    page.goto(site_url + "/")
    page.get_by_role("checkbox", name="English").check()
    page.get_by_role("link", name="Start here").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("checkbox", name="English")).to_be_hidden()
    page.get_by_role("main").get_by_role("link", name="Checks").first.click()
    expect(page.get_by_role("checkbox", name="English")).to_be_checked()
