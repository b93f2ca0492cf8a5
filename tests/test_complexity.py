"""The reading of tables stays readable: no function too complex or too long, most modules short."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from radon.complexity import cc_visit
from radon.visitors import Class, Function

ROOM = Path(__file__).parent.parent / "generator" / "reading" / "table"
MOST_COMPLEX = 12
"""Ways through one function (cyclomatic complexity); the old reader had one of 45."""
LONGEST = 50
"""Lines of one function."""
MEDIAN = 110
"""Lines of the module in the middle."""


def functions() -> Iterator[tuple[str, Function]]:
    for path in sorted(ROOM.rglob("*.py")):
        for block in cc_visit(path.read_text(encoding="utf-8")):
            for one in block.methods if isinstance(block, Class) else (block,):
                yield f"{path.name}:{one.lineno} {one.name}", one


def test_no_function_is_too_complex_or_too_long() -> None:
    found = dict(functions())
    assert len(found) > 100
    assert not {name: f.complexity for name, f in found.items() if f.complexity > MOST_COMPLEX}
    assert not {name: f.endline - f.lineno + 1 for name, f in found.items() if f.endline - f.lineno + 1 > LONGEST}


def test_most_modules_are_short() -> None:
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in ROOM.rglob("*.py")]
    assert statistics.median(sizes) <= MEDIAN
