"""Rooms stay readable: no function too complex or too long, long modules with a reason, most modules short."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from radon.complexity import cc_visit
from radon.visitors import Class, Function

PACKAGE = Path(__file__).parent.parent / "generator"
ROOMS = (
    "archive",
    "checking",
    "checks",
    "cli",
    "corpus",
    "exports",
    "filing",
    "inspection.py",
    "labels.py",
    "model",
    "pages",
    "pipeline.py",
    "places",
    "publish",
    "reading",
    "repairs",
    "search",
    "serve",
    "showing.py",
    "sources/html",
    "sources/office",
    "sources/pdf",
    "sources/pictures",
    "terminal.py",
    "text",
    "workers",
)
"""Rooms under the limits, as folders or modules below ``generator/``; a line each, so that it is easily added to."""
MOST_COMPLEX = 12
"""Ways through one function (cyclomatic complexity); the old reader had one of 45."""
LONGEST = 50
"""Lines of one function."""
LONGEST_MODULE = 250
"""Lines of a module without a reason."""
REASON = "Longer than 250 lines"
"""What the docstring of a longer module says, followed by the reason."""
MEDIAN = 110
"""Lines of the module in the middle of ``reading/table``."""


def modules(room: Path) -> list[Path]:
    return sorted(room.rglob("*.py")) if room.is_dir() else [room]


def functions(room: Path) -> Iterator[tuple[str, Function]]:
    for path in modules(room):
        for block in cc_visit(path.read_text(encoding="utf-8")):
            for one in block.methods if isinstance(block, Class) else (block,):
                yield f"{path.relative_to(PACKAGE)}:{one.lineno} {one.name}", one


@pytest.mark.parametrize("room", ROOMS)
def test_no_function_is_too_complex_or_too_long(room: str) -> None:
    found = dict(functions(PACKAGE / room))
    assert found
    assert not {name: f.complexity for name, f in found.items() if f.complexity > MOST_COMPLEX}
    assert not {name: f.endline - f.lineno + 1 for name, f in found.items() if f.endline - f.lineno + 1 > LONGEST}


@pytest.mark.parametrize("room", ROOMS)
def test_long_modules_say_why(room: str) -> None:
    texts = {path.relative_to(PACKAGE): path.read_text(encoding="utf-8") for path in modules(PACKAGE / room)}
    long = {path: text for path, text in texts.items() if len(text.splitlines()) > LONGEST_MODULE}
    assert not [path for path, text in long.items() if REASON not in (ast.get_docstring(ast.parse(text)) or "")]


def test_most_modules_are_short() -> None:
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in (PACKAGE / "reading/table").rglob("*.py")]
    assert statistics.median(sizes) <= MEDIAN
