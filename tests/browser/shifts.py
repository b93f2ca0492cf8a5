"""How far what stands on a page moves while it comes, as browsers measure it."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

WATCH = """
    window.shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { window.shifted += value; }))
        .observe({ type: "layout-shift", buffered: true });"""
MOST_SHIFT = 0.05
"""Above a tenth readers lose their line; pages keep to half of it."""


def watch_shifts(pages: Page | BrowserContext) -> None:
    """Measure them from the next page on."""
    pages.add_init_script(WATCH)


def shifted(page: Page) -> float:
    """The sum of those of the page that is shown."""
    return float(page.evaluate("window.shifted"))
