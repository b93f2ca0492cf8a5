"""With a keyboard, and with the reader's own few colours: everything can be reached, and seen where one is."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.filled import filled

REPORT = "/region/990101/bingding-zhen/2022/"
NEW = "requests.new_requests"
TABLES = {
    "report": (REPORT, f"table:has([id='{NEW}.total'])"),
    "organ": ("/region/990101/bingding-zhen/", "table.series:has(thead a)"),
    "county": ("/region/990101/", "table.matrix"),
    "sheet": ("/region/990101/sheet/2020/", "table.sheet"),
}
AT = "document.activeElement.closest('td, th')?.id ?? ''"


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_is_one_stop(page: Page, sample_url: str, kind: str) -> None:
    path, table = TABLES[kind]
    page.goto(sample_url + path)
    links = page.locator(table).first.locator("tbody a")
    assert links.count() > 3
    links.first.focus()
    page.keyboard.press("Tab")
    assert page.locator(table).first.locator("tbody :focus").count() == 0
    page.keyboard.press("Shift+Tab")
    expect(links.first).to_be_focused()


def test_arrows_lead_from_cell_to_cell(page: Page, sample_url: str) -> None:
    page.goto(sample_url + REPORT)
    page.locator(f"[id='{NEW}.natural_person'] a").focus()
    for key, at in filled(
        [
            ("ArrowRight", f"{NEW}.business"),
            ("ArrowDown", "requests.carried_over.business"),
            ("End", "requests.carried_over.total"),
            ("ArrowRight", "requests.carried_over.total"),
            ("ArrowUp", f"{NEW}.total"),
            ("Home", f"{NEW}.natural_person"),
        ]
    ):
        page.keyboard.press(key)
        assert page.evaluate(AT) == at
    page.keyboard.press("Enter")
    assert page.evaluate("!!document.querySelector('.lines :target')")


def test_every_link_is_a_stop_without_script(browser: Browser, sample_url: str) -> None:
    context = browser.new_context(base_url=sample_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(REPORT)
    assert page.locator("table.ledger a").count() == page.locator("table.ledger a:not([tabindex])").count() > 100
    context.close()


@pytest.mark.parametrize("path", [REPORT, "/", "/region/990101/sheet/2020/", "/compare/", "/corrections/", "/en/"])
@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_focus_is_seen_at_every_stop(browser: Browser, sample_url: str, path: str, colours: str) -> None:
    context = browser.new_context(base_url=sample_url, forced_colors=colours)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(path)
    seen = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        where, style, width = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.outerHTML.slice(0, 90), s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        if where.startswith("<body"):
            break
        seen.add(where)
        assert style == "solid" and width >= 2, where
    assert len(seen) > 8
    context.close()


@pytest.fixture
def forced(browser: Browser, sample_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=sample_url, forced_colors="active")
    yield context.new_page()
    context.close()


def test_hatches_are_seen_in_forced_colours(forced: Page) -> None:
    forced.goto("/region/990101/")
    gap = Image.open(io.BytesIO(forced.locator("table.matrix td.gap").first.screenshot())).convert("L")
    darkest, lightest = gap.crop((4, 4, gap.width - 4, gap.height - 4)).getextrema()
    assert lightest - darkest > 100


def test_the_current_place_is_seen_in_forced_colours(forced: Page) -> None:
    forced.goto("/checks/")
    here = forced.locator(".top nav [aria-current]")
    other = forced.locator(".top nav a:not([aria-current])").first
    edge = "e => getComputedStyle(e).borderBottomColor"
    ground = forced.evaluate("getComputedStyle(document.body).backgroundColor")
    assert here.evaluate(edge) != ground and other.evaluate(edge) == ground
