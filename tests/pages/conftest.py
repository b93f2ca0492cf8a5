"""Every page of an invented archive, rendered once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.pages import all_pages
from generator.publish.render import Renderer
from tests.pages import samples

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer(TEMPLATES)


@pytest.fixture(scope="session")
def rendered(renderer: Renderer) -> Mapping[str, str]:
    """Path → text of every page of the sample archive."""
    pages: dict[str, str] = {}
    for page in all_pages(samples.site()):
        assert page.path not in pages, f"{page.path} is made twice"
        pages[page.path] = renderer.render(page).decode("utf-8")
    return pages
