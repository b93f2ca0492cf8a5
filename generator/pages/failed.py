"""The replacement for a page that could not be made."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.page import INDEX, Frame, Page
from generator.pages.site import Site


@dataclass(frozen=True, slots=True)
class FailedPage:
    """Context of failed.html."""

    frame: Frame
    """Head, header and footer."""


def failed_page(site: Site, page: Page) -> Page | None:
    """A page that says so, where ``page`` would be, so that links lead somewhere; None where that is no page."""
    if not page.path.endswith(INDEX):
        return None
    frame = site.frame(page.url, "这一页没有做成", "制作这一页时程序出错；这是我们的问题，报告本身不受影响。")
    return Page(page.path, "failed.html", lambda: FailedPage(frame))
