"""axe finds nothing on any kind of page: light and dark, wide and narrow, under the site's own headers."""

from __future__ import annotations

import pytest
from axe import violations
from playwright.sync_api import Browser, Page
from test_journey import KINDS

REPORTS = ("141029/shuanghe-xiang/2020", "140923/ekou-zhen/2020", "410902/yuecun-zhen/2021")
COMPARED = f"/compare/?{'&'.join(f'r=/region/{report}/' for report in REPORTS)}"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_no_violation_on_any_kind_of_page(browser: Browser, site_url: str, scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for kind, path in {**KINDS, "search with results": "/search/?q=公开", "comparison": COMPARED}.items():
        page.goto(site_url + path)
        _open_all(page)
        if kind == "search with results":
            page.locator("[data-search-results] a").first.wait_for()
        if kind == "comparison":
            page.get_by_role("button", name="并列正文").click()
            page.locator(".texts").wait_for()
        if bad := violations(page):
            found[kind] = [str(violation) for violation in bad]
    context.close()
    assert found == {}


def _open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def test_a_violation_is_seen(page: Page, site_url: str) -> None:
    page.goto(site_url + "/")
    page.evaluate("document.querySelector('input[name=q]').removeAttribute('aria-label')")
    page.evaluate("document.querySelectorAll('label').forEach(l => l.remove())")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert violations(page)
