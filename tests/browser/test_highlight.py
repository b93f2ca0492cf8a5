"""Arriving from the search: the words are marked where they stand, and one can walk from hit to hit."""

from __future__ import annotations

import pytest
from axe import violations
from playwright.sync_api import Browser, Page, expect

REPORT = "/region/640324/xiamaguan-zhen/2019/"


def test_words_are_marked_where_one_arrives(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=雨露計畫 雨露计划")
    page.goto(f"{site_url}/search/?q=雨露計劃")
    page.locator(".hit-section").first.click()
    expect(page.locator("main mark").first).to_have_text("雨露计划")
    steps = page.get_by_role("group", name="本页命中")
    steps.get_by_role("button", name="下一处").click()
    expect(page.locator("main mark").first).to_be_in_viewport()
    own = [one for one in violations(page) if "mark" in str(one.elements) or "hit-steps" in str(one.elements)]
    assert own == []
    before = page.locator("main").inner_text()
    steps.get_by_role("button", name="关闭").click()
    expect(page.locator("main mark")).to_have_count(0)
    assert page.locator("main").inner_text().strip().startswith(before.strip()[:200])


@pytest.mark.parametrize("size", [(1280, 900), (390, 500)])
def test_an_excerpt_leads_to_its_hit(page: Page, site_url: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{site_url}{REPORT}?hl=行政诉讼")
    sections = "[...document.querySelectorAll('section[id^=section-]')].filter(one => one.querySelector('mark'))"
    last = page.evaluate(f"{sections}.at(-1).id")
    page.goto("about:blank")
    page.goto(f"{site_url}{REPORT}?hl=行政诉讼#{last}")
    first = page.locator(f"#{last} mark").first
    expect(first).to_be_in_viewport()
    expect(first).to_have_attribute("style", "outline: currentcolor solid 2px;")
    status = page.get_by_role("group", name="本页命中").get_by_role("status")
    marks = page.locator("main mark")
    at = int(first.evaluate("one => [...document.querySelectorAll('main mark')].indexOf(one)")) + 1
    assert at > 1, "the hit is not the first of the page"
    expect(status).to_have_text(f"{at} / {marks.count()}")
    page.get_by_role("button", name="下一处").click()
    expect(status).to_have_text(f"{at % marks.count() + 1} / {marks.count()}")


def test_another_place_stays_and_the_next_hit_is_the_one_after_it(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{REPORT}?hl=政府信息公开#origin")
    expect(page.locator("#origin")).to_be_in_viewport()
    page.get_by_role("button", name="下一处").click()
    ahead = "one => document.getElementById('origin').compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING"
    expect(page.locator("main mark[style]")).to_have_count(1)
    assert page.locator("main mark[style]").evaluate(ahead)


@pytest.mark.parametrize(
    ("asked", "least"),
    [("hl=政府信息公开", 3), ("hl=政府，信息", 0), ("hl=没有这样的话", 0), ("hl=%3Cimg%3E", 0), ("hl=", 0)],
)
def test_only_what_stands_there_is_marked(page: Page, site_url: str, asked: str, least: int) -> None:
    page.goto(f"{site_url}{REPORT}?{asked}")
    page.evaluate("document.querySelector('main').textContent")
    marks = page.locator("main mark")
    if not least:
        expect(marks).to_have_count(0)
        return
    expect(marks.nth(least - 1)).to_be_attached()
    assert {"".join(text.split()) for text in marks.all_text_contents()} == {"政府信息公开"}


def test_the_keyboard_leads_to_the_box_from_any_page(page: Page, site_url: str) -> None:
    for path in (REPORT, "/", "/checks/"):
        for key in ("/", "Control+k"):
            page.goto(site_url + path)
            page.keyboard.press(key)
            expect(page.locator("input[name=q]")).to_be_focused()


def test_without_script_the_page_is_whole(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}{REPORT}?hl=政府信息公开#section-1")
    expect(page.locator("main")).to_contain_text("政府信息公开")
    expect(page.locator("main mark")).to_have_count(0)
    context.close()
