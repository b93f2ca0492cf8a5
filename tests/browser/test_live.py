"""A page under `gongkai serve --watch`: it reloads when the site was built anew, and says what is new or failed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.serve import Live, SiteServer, serve

ROOT = Path(__file__).parents[2]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SiteServer]:
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title><body><p>old</p></body>", encoding="utf-8")
    server = serve(tmp_path, ROOT / "netlify.toml", live=Live())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_page_reloads_and_tells_under_the_policy_of_the_site(server: SiteServer, page: Page, tmp_path: Path) -> None:
    live = server.live
    assert live is not None
    page.goto(server.url)
    expect(page.locator("p")).to_have_text("old")
    live.fail("a.md: <b>bad</b> — mend it")
    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("a.md: <b>bad</b> — mend it")
    assert banner.evaluate("one => getComputedStyle(one).position") == "fixed", "its styles are let in"
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title><body><p>new</p></body>", encoding="utf-8")
    live.show_early(tmp_path / "none", ("/region/1/2020/",))
    expect(page.locator("p")).to_have_text("new")
    expect(page.get_by_role("status").get_by_role("link")).to_have_attribute("href", "/region/1/2020/")
    expect(page.get_by_role("alert")).to_have_count(0)
    live.show("", ("a.txt：文件是空的。",))
    expect(page.get_by_role("status")).to_contain_text("没能读取，或没有读准：\na.txt：文件是空的。\n刚刚更新：")
