"""Pages and files to bytes, one by one. One that raises is replaced by a page or file that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.attempts import Attempts, Step
from generator.pages.failed import failed_page
from generator.pages.page import Page
from generator.pages.site import Site
from generator.publish.render import Renderer


def rendered(pages: Iterable[Page], site: Site, renderer: Renderer, attempt: Attempts) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every page; a page that says so where one could not be made."""
    for page in pages:
        data = attempt(Step.PAGE, page.path, partial(renderer.render, page))
        stand_in = failed_page(site, page) if data is None else None
        if stand_in is not None:
            data = renderer.render(stand_in)
        if data is not None:
            yield page.path, data


def made(
    files: Iterable[tuple[str, Callable[[], bytes]]], stand_in: bytes, attempt: Attempts
) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every file; ``stand_in`` where one could not be made."""
    for path, make in files:
        data = attempt(Step.FILE, path, make)
        yield path, stand_in if data is None else data
