"""A reader reports an error in one number: the letter says already which it is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe import violations
from playwright.sync_api import Page, expect

from generator import serve
from generator.pipeline import build
from generator.progress import Silent
from generator.settings import load_settings
from tests.inspecting import resources

ROOT = Path(__file__).parents[2]
REPORT = "/region/210522/gucheng-zhen/2020/"
CELL = "disclosure.normative_documents.newly_published"


@pytest.fixture(scope="module")
def told_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of one report whose operator takes errors by a form."""
    folder = tmp_path_factory.mktemp("correcting")
    shutil.copytree(ROOT / "content/pages", folder / "content/pages")
    (folder / "content/reports").mkdir()
    one = next(
        path for path in sorted((ROOT / "content/reports").rglob("*.txt")) if "古城" in path.read_text("utf-8-sig")
    )
    shutil.copy(one, folder / "content/reports")
    settings = load_settings({}, root=ROOT, content=folder / "content", output=folder / "site")
    build(replace(settings, report_errors="https://forge.example/new"), Silent(), 1, resources())
    with serve.running(folder / "site", ROOT / "netlify.toml") as url:
        yield url


def test_a_number_is_reported_with_its_address_value_and_line(page: Page, told_url: str) -> None:
    page.goto(told_url + REPORT)
    page.locator(f"[id='{CELL}'] a").click()
    page.get_by_role("link", name="引用此数").click()
    fault = page.get_by_role("link", name="这个数字有错？纠错")
    expect(fault).to_be_visible()
    letter = parse_qs(urlsplit(str(fault.get_attribute("href"))).query)
    assert letter["title"][0].endswith(f"，{CELL}")
    lines = letter["body"][0].splitlines()
    assert lines[0] == f"网址：https://gongkai.example{REPORT}#{CELL}"
    assert lines[1:3] == ["栏目：表二，规范性文件，本年新公开数量", "数字：10"]
    assert lines[3].startswith("原文第") and "【" not in letter["body"][0]


def test_a_finding_is_reported_and_the_log_is_one_press_away(page: Page, told_url: str) -> None:
    page.goto(told_url + REPORT)
    letter = parse_qs(urlsplit(str(page.locator(".finding a[href^=https]").first.get_attribute("href"))).query)
    assert "核对：" in letter["body"][0]
    page.get_by_role("contentinfo").get_by_role("link", name="更正记录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^更正记录"))
    assert violations(page) == []
