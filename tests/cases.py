"""Plain-text cases: a title, the input, what is expected, each closed by a line with a single point.

Files of cases can be written and read by people who do not program; see tests/checks/cases/README.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    title: str
    given: str
    expected: str
    where: str

    def __str__(self) -> str:
        return f"{self.where} {self.title}"


def read_cases(path: Path) -> list[Case]:
    """The cases in ``path``. Text before the first title line that ends a block is a comment if it starts with #."""
    cases: list[Case] = []
    block: list[str] = []
    parts: list[str] = []
    start = 1
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not block and not parts and (not line.strip() or line.startswith("#")):
            start = number + 1
            continue
        if line == ".":
            parts.append("\n".join(block))
            block = []
            if len(parts) == 3:
                cases.append(Case(parts[0].strip(), parts[1], parts[2], f"{path.name}:{start}"))
                parts, start = [], number + 1
            continue
        block.append(line)
    assert not parts and not any(b.strip() for b in block), f"{path.name}: the last case is not closed by a point"
    assert cases, f"{path.name}: no cases"
    return cases


def read_folder(folder: Path) -> list[Case]:
    return [case for path in sorted(folder.glob("*.txt")) for case in read_cases(path)]
