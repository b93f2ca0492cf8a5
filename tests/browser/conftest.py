"""A real browser over the real site under the real headers.

Every test of this folder is marked ``browser``. Without a browser they fail with the one line that installs
it; they are never skipped.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from generator import serve
from generator.pages import all_pages
from generator.publish.assets import fingerprint, read_assets
from generator.publish.render import Renderer
from tests.pages import samples

HERE = Path(__file__).parent

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The same names as in the Makefile."""

INSTALL = "apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-cjk"

ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the PATH, one process for all tests."""
    executable = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if executable is None:
        pytest.fail(f"no browser on the PATH ({', '.join(BROWSERS)}); install one: {INSTALL}", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site_url(site: Path, project: Path) -> Iterator[str]:
    """The address of the real site, served as the host would; without a last slash."""
    with serve.running(site, project / "netlify.toml") as url:
        yield url


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Iterator[str]:
    """Every page of the invented archive of tests/pages with the project's own assets: organs with several years,
    a sheet, pairs, tables with noughts and with what is no number. Quick to make, as nothing is read."""
    assets = fingerprint(read_assets(project / "templates" / "assets"))
    renderer = Renderer(project / "templates")
    pages = all_pages(replace(samples.site(), assets=assets.urls))
    files = {**assets.files, **{page.path: renderer.render(page) for page in pages}}
    folder = tmp_path_factory.mktemp("samples")
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    with serve.running(folder, project / "netlify.toml") as url:
        yield url


@pytest.fixture
def phone(browser: Browser, sample_url: str) -> Iterator[Page]:
    """A page as wide as the narrowest phones, with the invented archive behind it."""
    context = browser.new_context(base_url=sample_url, viewport={"width": 320, "height": 700}, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def console() -> list[str]:
    """What went wrong in the page: errors and warnings of its console, exceptions, addresses elsewhere.

    It must be empty when the test ends; a test that provokes an error reads it and clears it.
    """
    return []


@pytest.fixture
def page(browser: Browser, console: list[str]) -> Iterator[Page]:
    """A fresh page, in Chinese, that may talk to this machine only."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            console.append(f"asked elsewhere: {route.request.url}")
            route.abort()

    context.route("**/*", guard)
    page = context.new_page()
    page.on("pageerror", lambda error: console.append(f"exception: {error}"))
    page.on(
        "console",
        lambda message: (
            console.append(f"{message.type}: {message.text}") if message.type in ("error", "warning") else None
        ),
    )
    yield page
    context.close()
    assert console == []
