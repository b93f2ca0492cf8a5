"""The tools of the browser tests themselves, on a small site: does the policy bite, does axe see?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import violations
from playwright.sync_api import Page

from generator import serve

STRICT = """<meta http-equiv="Content-Security-Policy" content="script-src 'self'">"""
"""What every page but /draft/ has in its head (tests/pages/test_draft_page.py)."""

SOUND = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>题</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/assets/icon.svg"><link rel="stylesheet" href="/assets/s.css"></head>
<body><main><h1>题</h1>{}</main></body></html>
"""

# The smallest module there is: magic number and version.
SCRIPT = """
const module = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const compiled = await WebAssembly.compile(module).then(() => "compiled", () => "refused");
const answer = await fetch('/data.json');
document.querySelector('h1').textContent = `wasm ${compiled}, ${(await answer.json()).word}`;
"""

FILES = {
    "index.html": SOUND.format(""),
    "404.html": SOUND.format("没有"),
    "script/index.html": SOUND.format('<script type="module" src="/assets/a.js"></script>').replace(
        "<title>", STRICT + "<title>"
    ),
    "draft/index.html": SOUND.format('<script type="module" src="/assets/a.js"></script>'),
    "bad/index.html": SOUND.format(
        '<p style="color:red" id="styled">x</p><img src="/assets/icon.svg">'
        '<script>document.title = "!"</script>'
        '<img src="https://elsewhere.example/x.png" alt="x">'
    ),
    "assets/s.css": "h1 { color: rgb(1, 2, 3) }",
    "assets/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
    "assets/a.js": SCRIPT,
    "data.json": '{"word": "json"}',
    "originals/0a.html": "<script>alert(1)</script>",
}


@pytest.fixture(scope="module")
def small_url(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Iterator[str]:
    site = tmp_path_factory.mktemp("small")
    for name, text in FILES.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    with serve.running(site, project / "netlify.toml") as url:
        yield url


def test_a_sound_page_is_quiet(page: Page, small_url: str) -> None:
    answer = page.goto(small_url)
    assert answer is not None and answer.headers["content-encoding"] == "gzip"
    color = page.evaluate("() => getComputedStyle(document.querySelector('h1')).color")
    assert color == "rgb(1, 2, 3)"
    assert violations(page) == []


def test_search_can_run_under_the_policy_and_no_other_machine(page: Page, small_url: str) -> None:
    page.goto(f"{small_url}/script/")
    page.locator("h1", has_text="wasm refused, json").wait_for()
    page.goto(f"{small_url}/draft/")
    page.locator("h1", has_text="wasm compiled, json").wait_for()


def test_the_policy_blocks_and_axe_sees(page: Page, small_url: str, console: list[str]) -> None:
    page.goto(f"{small_url}/bad/")
    assert page.title() == "题"
    color = page.evaluate("() => getComputedStyle(document.getElementById('styled')).color")
    assert color != "rgb(255, 0, 0)"
    assert [found.rule for found in violations(page)] == ["image-alt"]
    blocked = [line for line in console if "Content Security Policy" in line]
    assert len(blocked) == 3, console
    console.clear()


def test_a_missing_page_is_the_404_page(page: Page, small_url: str, console: list[str]) -> None:
    answer = page.goto(f"{small_url}/no/such/page/")
    assert answer is not None and answer.status == 404
    assert page.locator("main").inner_text().endswith("没有")
    assert len(console) == 1 and "404" in console[0]
    console.clear()


def test_an_original_is_downloaded_and_never_opened(page: Page, small_url: str) -> None:
    page.goto(small_url)
    with page.expect_download() as download:
        page.evaluate("() => { location.href = '/originals/0a.html' }")
    assert Path(download.value.path()).read_text() == "<script>alert(1)</script>"
    assert page.url == f"{small_url}/"
