"""axe-core over a page, under the page's own policy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a page breaks: its id, how bad, what it asks for, and the elements that break it."""

    rule: str
    impact: str
    help: str
    elements: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}): {self.help}\n" + "\n".join(f"    {one}" for one in self.elements)


@cache
def _source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[Violation]:
    """What axe-core finds wrong with the page as it stands: in this width, colour scheme and state.

    The script goes in by ``page.evaluate``, the only way that the policy neither blocks nor has to be
    loosened for. Rules of every kind run, best practices included.
    """
    page.evaluate(_source())
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        Violation(
            one["id"],
            one["impact"] or "",
            one["help"],
            tuple(f"{node['target']}: {node['html'][:120]}" for node in one["nodes"]),
        )
        for one in found["violations"]
    ]
