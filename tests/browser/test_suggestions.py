"""Suggestions in the search box of any page: a combobox for the keyboard, loaded when somebody turns to it."""

from __future__ import annotations

import re

import pytest
from axe import violations
from playwright.sync_api import Locator, Page, expect

REPORT = "/region/210522/gucheng-zhen/2020/"


@pytest.fixture
def box(page: Page, site_url: str) -> Locator:
    page.goto(site_url + REPORT)
    return page.locator("header input[name=q]")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def test_nothing_is_loaded_before_somebody_turns_to_the_box(page: Page, box: Locator) -> None:
    entries = "performance.getEntriesByType('resource').map((entry) => entry.name)"
    names = f"{entries}.filter((name) => /suggest|index/.test(name))"
    assert page.evaluate(names) == []
    box.focus()
    expect(box).to_have_role("combobox")
    assert any("/assets/suggest." in name for name in page.evaluate(names))


@pytest.mark.parametrize("typed", ["下马关", "下馬關", "xiamag", "xiàmǎ"])
def test_an_organ_in_either_script_or_in_pinyin(page: Page, box: Locator, typed: str) -> None:
    box.focus()
    box.fill(typed)
    expect(options(page)).to_have_text(["同心县下马关镇 机关Organ"])
    options(page).click()
    expect(page).to_have_url(re.compile("/region/640324/xiamaguan-zhen/$"))


@pytest.mark.parametrize(
    ("typed", "first", "leads"),
    [
        ("桓仁", "桓仁满族自治县 地区", "/region/210522/$"),
        ("下马关镇2019", "下马关镇 2019 年度报告 报告", "/region/640324/xiamaguan-zhen/2019/$"),
        ("a07", "A07 核对", "/checks/A07/$"),
        ("行政许", "行政许可 名词", "/about/glossary/"),
    ],
)
def test_places_reports_checks_and_terms_with_the_keyboard(
    page: Page, box: Locator, typed: str, first: str, leads: str
) -> None:
    box.focus()
    box.fill(typed)
    expect(options(page).first).to_contain_text(first)
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options(page).first.get_attribute("id")))
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(leads))


def test_arrows_come_round_and_escape_closes_and_enter_searches(page: Page, box: Locator) -> None:
    box.focus()
    box.fill("行政")
    expect(box).to_have_attribute("aria-expanded", "true")
    count = options(page).count()
    expect(page.locator("header [role=status]")).to_have_text(f"{count} 条建议，用上下键选择")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("行政")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q="))


def test_the_box_works_without_the_index(page: Page, box: Locator, console: list[str]) -> None:
    page.context.route("**/index/manifest.*", lambda route: route.abort())
    box.focus()
    box.fill("下马关")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q="))
    expect(page.get_by_role("status")).to_contain_text("检索没有成功")
    console.clear()  # the browser reports the failed downloads itself
