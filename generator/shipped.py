"""What ships with the program beside its code: templates, the pages of content/pages, netlify.toml, constraints.txt."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
INSIDE = "shipped"
"""The folder of the package that a wheel has for them; see force-include in pyproject.toml."""


def shipped(name: str) -> Path:
    """The file or folder ``name`` of the program's own project, wherever it was installed from."""
    packed = PACKAGE / INSIDE / name
    return packed if packed.exists() else PACKAGE.parent / name
