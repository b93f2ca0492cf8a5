"""A real browser that shows pages and takes pictures of their probe cells. Nothing is fetched: it is offline."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as PlaywrightError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCALE = 3
WIDTH, HEIGHT = 1200, 900


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless browser; ends with the block."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield running
        finally:
            running.close()


def cell_picture(running: Browser, page: bytes) -> Image.Image | None:
    """What stands where the cell with the id ``probe`` is; None where that cell takes no room on the page."""
    context = running.new_context(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE, offline=True)
    try:
        view = context.new_page()
        view.set_default_timeout(5000)
        view.set_content(page.decode("utf-8"), wait_until="load")
        box = view.evaluate(
            "() => { const e = document.getElementById('probe'); if (!e) return null;"
            "e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
            "return {x: r.x, y: r.y, width: r.width, height: r.height}; }"
        )
        if not box or box["width"] < 3 or box["height"] < 3:
            return None
        view.wait_for_timeout(50)
        inner = {"x": box["x"] + 1, "y": box["y"] + 1, "width": box["width"] - 2, "height": box["height"] - 2}
        try:
            picture = view.screenshot(clip=inner)  # type: ignore[arg-type]
        except PlaywrightError:
            return None  # the cell stands outside of the window, however far it is scrolled
        return Image.open(io.BytesIO(picture))
    finally:
        context.close()
