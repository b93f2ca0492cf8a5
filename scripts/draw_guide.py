"""Take the pictures of docs/uploading.md from the real site, built from the reports of content/.

    python -m scripts.draw_guide

Needs the browser of the tests. Pictures are of the site as it is now: take them again when it looks different.
"""

from __future__ import annotations

import io
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from generator.cli import main
from generator.serve import serve

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
REPORT = (ROOT / "docs/pictures/report.txt").read_text(encoding="utf-8").strip()
"""The address of the report that is shown."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTH = 900
QUALITY = 60


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown: ``name`` of the file, address, what is scrolled to the top ("" for the top), and the height."""

    name: str
    address: str
    top: str
    height: int


PICTURES = (
    Picture("report", REPORT, "", 620),
    Picture("finding", REPORT, "#findings", 420),
    Picture("number", REPORT, "#disclosure", 520),
    Picture("attention", "/attention/", "", 640),
)


def draw(folder: Path) -> None:
    """Write a WebP for each of PICTURES into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, _site(Path(made)) as origin, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 700}, locale="zh-CN", color_scheme="light")
        for picture in PICTURES:
            _taken(page, origin, picture).save(folder / f"{picture.name}.webp", quality=QUALITY, method=6)
        browser.close()


def _taken(page: Page, origin: str, picture: Picture) -> Image.Image:
    page.set_viewport_size({"width": WIDTH, "height": picture.height})
    page.goto(origin + picture.address)
    if picture.top:
        page.locator(picture.top).first.evaluate("node => node.scrollIntoView({block: 'start'})")
    return Image.open(io.BytesIO(page.screenshot()))


@contextmanager
def _site(folder: Path) -> Iterator[str]:
    """The address of the site, built from content/ with a file that cannot be read beside the reports."""
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    region, organ = REPORT.strip("/").split("/")[1:3]
    (content / "reports" / region / organ / "扫描件.txt").write_bytes(b"")
    assert main(["build", "--content", str(content), "--output", str(folder / "site"), "--no-cache"]) == 0
    server = serve(folder / "site", ROOT / "netlify.toml", port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


if __name__ == "__main__":
    draw(FOLDER)
