"""What a person does on the real site: find a report, follow a number to its characters, search, come back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

REPORT = "/region/210522/gucheng-zhen/2020/"
KINDS = {
    "home": "/",
    "region index": "/region/",
    "province": "/region/14/",
    "county": "/region/640324/",
    "organ": "/region/640324/xiamaguan-zhen/",
    "report with a contradiction": REPORT,
    "report with blanks": "/region/141029/shuanghe-xiang/2020/",
    "report without tables": "/region/140923/ekou-zhen/2020/",
    "checks": "/checks/",
    "check": "/checks/A07/",
    "years": "/year/",
    "year": "/year/2020/",
    "search": "/search/",
    "compare": "/compare/",
    "draft": "/draft/",
    "article": "/about/method/",
    "data": "/data/",
    "attention": "/attention/",
    "not found": "/no/such/page/",
}


def marked(page: Page) -> str:
    """The words that the page shows as the target of its address."""
    return str(page.evaluate("document.querySelector(':target')?.textContent"))


def test_from_the_home_page_to_the_very_characters(page: Page, site_url: str) -> None:
    page.goto(site_url + "/")
    page.get_by_role("link", name="辽宁省").first.click()
    expect(page).to_have_url(re.compile(r"/region/21/$"))
    page.get_by_role("link", name="本溪市").click()
    page.get_by_role("link", name="桓仁满族自治县", exact=True).click()
    page.get_by_role("link", name=re.compile("古城镇人民政府")).first.click()
    page.get_by_role("link", name="2020").first.click()
    expect(page).to_have_url(re.compile(REPORT + "$"))
    cell = page.locator("[id='disclosure.normative_documents.newly_published'] a")
    cell.click()
    expect(page).to_have_url(re.compile(r"#s\d+-\d+$"))
    assert marked(page) == "10"
    page.locator(":target").click()
    expect(page).to_have_url(re.compile(r"#disclosure\.normative_documents\.newly_published$"))


def test_the_arithmetic_of_a_contradiction_is_shown_and_leads_to_the_source(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT)
    expect(page.get_by_text("报告自身的数字不一致").first).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^(对外公开总数量 )?0$")).first.click()
    assert marked(page) == "0"


def test_a_search_from_the_header_and_back(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT)
    page.locator("header input[name=q]").fill("雨露计划")
    page.locator("header input[name=q]").press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q="))
    first = page.locator("[data-search-results] a").first
    expect(first).to_be_visible()
    expect(page.locator("[data-search-results] mark").first).to_have_text("雨露计划")
    first.click()
    expect(page).to_have_url(re.compile("/region/640324/xiamaguan-zhen/2019/"))
    page.go_back()
    expect(page.locator("[data-search-results] mark").first).to_have_text("雨露计划")


def test_a_number_can_be_followed_with_the_keyboard_alone(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.locator("[id='requests.new_requests.total'] a").focus()
    page.keyboard.press("Enter")
    assert marked(page) == "0"


def test_tables_can_be_skipped_and_return_links_are_no_tab_stops(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT)
    page.locator("a[href='#requests-end']").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    beyond = page.evaluate(
        "() => !!(document.getElementById('requests-end')"
        ".compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"
    )
    assert beyond
    stops = page.evaluate("[...document.querySelectorAll('a[id^=s]')].filter(a => a.tabIndex >= 0).length")
    assert stops == 0


@pytest.mark.parametrize("path", [REPORT, "/", "/region/14/", "/checks/A07/"])
def test_reading_pages_need_no_script(browser: Browser, site_url: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + path)
    expect(page.locator("main")).to_contain_text(re.compile(r"\S{4}"))
    context.close()


def test_search_says_what_to_do_without_script(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "/search/?q=公开")
    page.locator("noscript a[href='/region/']").click()
    expect(page).to_have_url(re.compile("/region/$"))
    context.close()


def test_an_unknown_address_is_a_helpful_404(page: Page, site_url: str, console: list[str]) -> None:
    response = page.goto(site_url + "/region/999999/nowhere/")
    assert response is not None and response.status == 404
    expect(page.locator("main a").first).to_be_visible()
    console.clear()  # the browser reports the 404 itself


@pytest.mark.parametrize("width", [320, 768, 1600])
def test_no_page_scrolls_sideways(browser: Browser, site_url: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = []
    for kind, path in KINDS.items():
        page.goto(site_url + path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(kind)
    context.close()
    assert wide == []


def test_the_original_downloads_byte_for_byte(page: Page, site_url: str, site: Path) -> None:
    data = json.loads((site / REPORT[1:] / "report.json").read_text(encoding="utf-8"))
    page.goto(site_url + REPORT)
    with page.expect_download() as download:
        page.locator("a[href^='/originals/']").first.click()
    upload = Path(__file__).parents[2] / "content" / "reports" / data["file"]
    assert Path(download.value.path()).read_bytes() == upload.read_bytes()
