"""Draw the rooms of the package and the arrows between them, from the imports in the code.

    python -m scripts.draw_rooms            # write the picture into docs/architecture.md
    python -m scripts.draw_rooms --check    # exit 1 if the picture there is out of date

The picture is a Mermaid graph, which code hosts draw. An arrow A --> B means that A imports B. Arrows that follow from
others (A --> B --> C makes A --> C needless) are left out, and so are those to the ground rooms that everybody uses.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- rooms: made by scripts/draw_rooms.py -->", "<!-- /rooms -->"
GROUND = frozenset(
    [
        "model",
        "errors",
        "labels",
        "settings",
        "progress",
        "attempts",
        "addresses",
        "printable",
        "scratch",
        "text",
        "cache",
    ]
)
"""Rooms that may be imported from everywhere; their arrows would hide all others."""
ENTRANCE = "__main__"


def imports_of(package: Path) -> dict[str, set[str]]:
    """Room -> rooms it imports; a room is a folder or a module directly below ``package``."""
    found: dict[str, set[str]] = {}
    for file in sorted(package.rglob("*.py")):
        room = file.relative_to(package).parts[0].removesuffix(".py")
        if room in ("__init__", ENTRANCE):
            continue
        named = found.setdefault(room, set())
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == package.name:
                parts = node.module.split(".")[1:]
                named.update([parts[0]] if parts else [alias.name for alias in node.names])
    return {room: named - {room} for room, named in found.items()}


def reduced(arrows: dict[str, set[str]]) -> dict[str, set[str]]:
    """``arrows`` without those that a longer way makes needless. ``arrows`` must be free of circles."""
    reach: dict[str, set[str]] = {}

    def below(room: str) -> set[str]:
        if room not in reach:
            reach[room] = set()
            reach[room] = {end for other in arrows.get(room, ()) for end in {other, *below(other)}}
        return reach[room]

    return {
        room: {one for one in ends if not any(one in below(other) for other in ends if other != one)}
        for room, ends in arrows.items()
    }


def drawn(package: Path) -> str:
    """The Mermaid source of the picture."""
    arrows = {room: ends - GROUND for room, ends in imports_of(package).items() if room not in GROUND}
    lines = ["```mermaid", "graph TD"]
    lines += [f"  {room} --> {end}" for room, ends in sorted(reduced(arrows).items()) for end in sorted(ends)]
    return "\n".join([*lines, "```"])


def replaced(document: str, picture: str) -> str:
    """``document`` with ``picture`` between the marks. Raises ValueError where the marks are missing."""
    head, begin, rest = document.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{DOCUMENT.name} has no place for the picture: {BEGIN} … {END}")
    return f"{head}{begin}\n{picture}\n{end}{tail}"


def main() -> int:
    old = DOCUMENT.read_text(encoding="utf-8")
    new = replaced(old, drawn(ROOT / "generator"))
    if "--check" in sys.argv[1:]:
        return int(old != new)
    DOCUMENT.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
